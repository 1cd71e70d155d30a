//! What a file contains and what it must not. `tests/counterparts` tests that real libraries accept the files.

use super::*;

const PEM: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
const JWKS: &str = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"k1","use":"sig","x":"Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE","note":"*/"}]}"#;
const PUBLIC: VerifyingKey<'static> = VerifyingKey::Public {
    pem: PEM,
    jwks: JWKS,
    kid: "k1",
};
/// Ends comments and literals of both languages, declares an encoding, and reorders text.
const HOSTILE: &str = "*/ \"\"\" ' \\ ${x} `\ncoding: utf-7\r\u{2028}import os\u{202e}\0 zoë 😀";

fn input(algorithm: Algorithm, key: VerifyingKey<'_>) -> PresetInput<'_> {
    PresetInput {
        client_name: "Invoices",
        client_id: "c-1",
        issuer: "http://127.0.0.1:8765",
        audience: "invoices",
        algorithm,
        key,
        access_secs: 600,
    }
}

fn error(algorithm: Algorithm, key: VerifyingKey<'_>) -> RenderError {
    render(find("pyjwt").unwrap(), &input(algorithm, key)).unwrap_err()
}

#[test]
fn presets_are_found_by_name() {
    for preset in presets() {
        assert_eq!(find(preset.id).unwrap().title, preset.title);
    }
    assert_eq!(find("jose").unwrap().language.name(), "javascript");
    assert!(
        find("spring")
            .unwrap_err()
            .to_string()
            .starts_with("there is no preset `spring`; choose one of simplejwt, simplejwt-stateless, pyjwt")
    );
}

#[test]
fn a_file_with_a_public_key_says_that_it_holds_no_secret() {
    for preset in presets() {
        let rendered = render(preset, &input(Algorithm::EdDsa, PUBLIC)).unwrap();
        let text = rendered.text.expose();
        assert!(!rendered.holds_secret);
        for part in [
            "Contains no secret: safe to commit.",
            "Client: Invoices (c-1)",
            "Key: k1 (EdDSA)",
            "\"invoices\"",
        ] {
            assert!(text.contains(part), "{}: {part} is not in\n{text}", preset.id);
        }
    }
}

#[test]
fn every_preset_allows_an_app_whose_clock_is_a_little_off() {
    for preset in presets() {
        let text = render(preset, &input(Algorithm::EdDsa, PUBLIC)).unwrap().text;
        assert!(text.expose().contains(&LEEWAY_SECS.to_string()), "{}", preset.id);
    }
}

#[test]
fn a_file_with_the_shared_secret_says_so() {
    let secret = SecretBytes::new((0..32).collect());
    for preset in presets() {
        let rendered = render(preset, &input(Algorithm::Hs256, VerifyingKey::Shared(&secret))).unwrap();
        let text = rendered.text.expose();
        assert!(rendered.holds_secret);
        assert!(text.contains("Contains a SECRET: "), "{text}");
        assert!(
            text.contains("\"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\""),
            "{text}"
        );
    }
}

#[test]
fn foreign_text_stays_inside_its_comment_and_its_literal() {
    for preset in presets() {
        let hostile = PresetInput {
            client_name: HOSTILE,
            issuer: HOSTILE,
            audience: HOSTILE,
            ..input(Algorithm::EdDsa, PUBLIC)
        };
        let plain = render(preset, &input(Algorithm::EdDsa, PUBLIC)).unwrap();
        let text = render(preset, &hostile).unwrap().text;
        // The same lines, without invisible characters.
        assert_eq!(
            text.expose().lines().count(),
            plain.text.expose().lines().count(),
            "{}",
            text.expose()
        );
        assert!(!text.expose().contains(['\r', '\u{2028}', '\u{202e}', '\0']));
        // Python looks for an encoding in the first two lines.
        assert!(
            text.expose()
                .lines()
                .take(2)
                .all(|line| !line.contains("coding:"))
        );
        for line in text.expose().lines().filter(|line| line.contains("import os")) {
            assert!(line.starts_with(['#', '/']) || line.is_ascii(), "{line}");
        }
    }
}

#[test]
fn only_public_members_of_keys_get_in() {
    let rendered = render(find("jose").unwrap(), &input(Algorithm::EdDsa, PUBLIC)).unwrap();
    assert!(!rendered.text.expose().contains("note"));
    let private = JWKS.replace("\"note\"", "\"d\"");
    let key = VerifyingKey::Public {
        pem: PEM,
        jwks: &private,
        kid: "k1",
    };
    assert_eq!(error(Algorithm::EdDsa, key), RenderError::PrivateKey);
    let pem = PEM.replace("PUBLIC", "PRIVATE");
    assert_eq!(
        error(
            Algorithm::EdDsa,
            VerifyingKey::Public {
                pem: &pem,
                jwks: JWKS,
                kid: "k1"
            }
        ),
        RenderError::BadPem
    );
}

#[test]
fn keys_that_do_not_fit_are_refused() {
    let short = SecretBytes::new(vec![7; 31]);
    assert_eq!(
        error(Algorithm::Hs256, VerifyingKey::Shared(&short)),
        RenderError::ShortSecret {
            bytes: 31,
            bytes_min: 32
        }
    );
    assert_eq!(
        error(Algorithm::Hs256, PUBLIC),
        RenderError::KeyKind { algorithm: "HS256" }
    );
    assert_eq!(
        error(Algorithm::Rs256, VerifyingKey::Shared(&short)),
        RenderError::KeyKind { algorithm: "RS256" }
    );
    assert_eq!(error(Algorithm::Es256, PUBLIC), RenderError::KeyMissing);
    let key = |jwks, kid| VerifyingKey::Public { pem: PEM, jwks, kid };
    assert_eq!(error(Algorithm::EdDsa, key(JWKS, "k2")), RenderError::KeyMissing);
    assert_eq!(error(Algorithm::EdDsa, key("{}", "k1")), RenderError::BadKeySet);
    assert_eq!(
        error(Algorithm::EdDsa, key("nonsense", "k1")),
        RenderError::BadKeySet
    );
}

#[test]
fn an_empty_audience_is_refused_because_it_would_not_be_checked() {
    let empty = PresetInput {
        audience: " ",
        ..input(Algorithm::EdDsa, PUBLIC)
    };
    let error = render(find("simplejwt").unwrap(), &empty).unwrap_err();
    assert_eq!(error, RenderError::Missing { what: "audience" });
}

#[test]
fn an_algorithm_that_the_app_cannot_check_is_refused_with_those_it_can() {
    let preset = Preset {
        algorithms: &[Algorithm::Rs256, Algorithm::Es256],
        ..*find("jose").unwrap()
    };
    let error = render(&preset, &input(Algorithm::EdDsa, PUBLIC)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`jose` cannot check EdDSA; let the client's tokens be signed with RS256, ES256"
    );
}

#[test]
fn what_a_saved_config_trusts_can_be_read_back() {
    let secret = SecretBytes::new((0..32).collect());
    let keys = [
        (Algorithm::EdDsa, PUBLIC),
        (Algorithm::Hs256, VerifyingKey::Shared(&secret)),
    ];
    for preset in presets() {
        for (algorithm, key) in keys {
            let hostile = PresetInput {
                audience: HOSTILE,
                ..input(algorithm, key)
            };
            let text = render(preset, &hostile).unwrap().text;
            let saved = saved::read(text.expose()).unwrap();
            assert_eq!(saved.issuer, "http://127.0.0.1:8765", "{}", preset.id);
            assert_eq!(
                (saved.audience.as_str(), saved.algorithm),
                (HOSTILE, algorithm),
                "{}",
                preset.id
            );
            match saved.key {
                saved::SavedKey::Set(keys) => {
                    assert_eq!(keys.len(), 1);
                    assert_eq!(keys[0]["x"], "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE");
                }
                saved::SavedKey::Pem(pem) => assert_eq!(pem.trim(), PEM.trim()),
                saved::SavedKey::Shared(read) => assert_eq!(read.expose(), secret.expose()),
            }
        }
    }
}

#[test]
fn a_file_that_was_edited_is_read_as_it_is_and_never_guessed() {
    use saved::SavedError;
    let text = render(find("pyjwt").unwrap(), &input(Algorithm::EdDsa, PUBLIC))
        .unwrap()
        .text;
    let text = text.expose();
    let read = |from: &str, to: &str| saved::read(&text.replace(from, to));
    assert_eq!(read("\"invoices\"", "\"other\"").unwrap().audience, "other");
    let refused = |from: &str, to: &str| read(from, to).unwrap_err();
    assert_eq!(
        refused("AUDIENCE = \"invoices\"", ""),
        SavedError::Missing("AUDIENCE")
    );
    assert_eq!(
        refused("AUDIENCE = \"invoices\"", "AUDIENCE = os.environ[\"AUDIENCE\"]"),
        SavedError::Missing("AUDIENCE")
    );
    assert_eq!(
        refused("AUDIENCE = \"invoices\"", "AUDIENCE = \"invoices\" + suffix"),
        SavedError::Missing("AUDIENCE")
    );
    assert_eq!(
        refused(
            "ALGORITHM = \"EdDSA\"",
            "ALGORITHM = \"EdDSA\"\nALGORITHM = \"none\""
        ),
        SavedError::Twice("ALGORITHM")
    );
    assert_eq!(
        refused("ALGORITHM = \"EdDSA\"", "ALGORITHM = \"none\""),
        SavedError::Algorithm("none".into())
    );
    assert_eq!(refused("\"keys\": [", "\"keys\": other ["), SavedError::NoKey);
    assert_eq!(saved::read("").unwrap_err(), SavedError::Missing("ISSUER"));
}
