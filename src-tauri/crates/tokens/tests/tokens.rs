//! Valid tokens are accepted; everything else is refused, and never by a panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use portreeve_core::client::{Algorithm, SigningKey, TokenFamily};
use portreeve_core::id::{ClientId, FamilyId, UserId};
use portreeve_core::ports::Clock;
use portreeve_core::secret::SecretBytes;
use portreeve_core::time::Timestamp;
use portreeve_testkit::{FakeClock, SeededEntropy};
use portreeve_tokens::{
    AccessClaims, LEEWAY_SECS, Signer, Verifier, current_refresh_token, generate, issue, key_set,
    parse_refresh_token, verify,
};
use serde_json::{Value, json};

const ISSUER: &str = "http://127.0.0.1:8765";
const SECRET: [u8; 48] = [7; 48];

fn now() -> Timestamp {
    FakeClock::new().now()
}

fn claims() -> AccessClaims {
    let secs = now().unix_secs();
    AccessClaims {
        iss: ISSUER.into(),
        sub: "01a2036a-8e42-7e9b-9cb6-c42f517dd1dd".into(),
        aud: "billing".into(),
        exp: secs + 600,
        nbf: secs,
        iat: secs,
        jti: "0123456789abcdef".into(),
        client_id: "01a2036a-8e42-7e9b-9cb6-c42f517dd1de".into(),
        preferred_username: "ada".into(),
        name: "Ada".into(),
        email: None,
        groups: vec!["Editors".into()],
        is_staff: false,
        is_superuser: false,
    }
}

fn signer(key: &SigningKey) -> Signer {
    Signer::new(key.public.algorithm, Some(key.public.id.clone()), &key.private).unwrap()
}

fn shared() -> SecretBytes {
    SecretBytes::new(SECRET.to_vec())
}

fn signed(key: &SigningKey, header: Value, claims: Value) -> String {
    // jsonwebtoken writes only headers that it knows, so the test signs a forged header by hand.
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(&header), part(&claims));
    let pair =
        aws_lc_rs::signature::Ed25519KeyPair::from_pkcs8_maybe_unchecked(key.private.expose()).unwrap();
    format!(
        "{message}.{}",
        URL_SAFE_NO_PAD.encode(pair.sign(message.as_bytes()))
    )
}

#[test]
fn every_algorithm_signs_what_its_own_key_accepts_and_no_other_does() {
    let keys: Vec<SigningKey> = [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa]
        .map(|alg| generate(alg, now()).unwrap())
        .into();
    let secret = shared();
    for key in &keys {
        let token = issue(&signer(key), &claims()).unwrap();
        assert_eq!(
            verify(
                token.expose(),
                &Verifier::Public(&key.public),
                ISSUER,
                "billing",
                now()
            ),
            Ok(claims())
        );
        let stranger = generate(key.public.algorithm, now()).unwrap();
        for other in keys
            .iter()
            .filter(|other| other.public.id != key.public.id)
            .chain([&stranger])
        {
            assert!(
                verify(
                    token.expose(),
                    &Verifier::Public(&other.public),
                    ISSUER,
                    "billing",
                    now()
                )
                .is_err()
            );
        }
        assert!(
            verify(
                token.expose(),
                &Verifier::Shared(&secret),
                ISSUER,
                "billing",
                now()
            )
            .is_err()
        );
    }
    let token = issue(&Signer::new(Algorithm::Hs256, None, &secret).unwrap(), &claims()).unwrap();
    assert_eq!(
        verify(
            token.expose(),
            &Verifier::Shared(&secret),
            ISSUER,
            "billing",
            now()
        ),
        Ok(claims())
    );
    assert!(
        verify(
            token.expose(),
            &Verifier::Public(&keys[0].public),
            ISSUER,
            "billing",
            now()
        )
        .is_err()
    );
}

#[test]
fn times_hold_to_the_second_at_the_limits() {
    let key = generate(Algorithm::EdDsa, now()).unwrap();
    let token = issue(&signer(&key), &claims()).unwrap();
    let at = |secs: i64| {
        let moment = Timestamp::from_unix_secs(now().unix_secs() + secs);
        verify(
            token.expose(),
            &Verifier::Public(&key.public),
            ISSUER,
            "billing",
            moment,
        )
        .is_ok()
    };
    assert!(at(600 + LEEWAY_SECS - 1) && !at(600 + LEEWAY_SECS), "the end");
    assert!(at(-LEEWAY_SECS) && !at(-LEEWAY_SECS - 1), "the beginning");
}

#[test]
fn forged_headers_are_refused_even_with_a_good_signature() {
    let key = generate(Algorithm::EdDsa, now()).unwrap();
    let kid = &key.public.id.0;
    let good = json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": kid });
    let body = serde_json::to_value(claims()).unwrap();
    let accepted =
        |token: &str| verify(token, &Verifier::Public(&key.public), ISSUER, "billing", now()).is_ok();
    assert!(accepted(&signed(&key, good.clone(), body.clone())));
    for (name, value) in [
        ("typ", json!("JWT")),
        ("typ", json!(null)),
        ("alg", json!("none")),
        ("alg", json!("None")),
        ("alg", json!("HS256")),
        ("alg", json!(" EdDSA")),
        ("alg", json!(["EdDSA"])),
        ("kid", json!("../../etc/passwd")),
        ("kid", json!("x".repeat(4000))),
        ("kid", json!(null)),
        ("crit", json!(["exp"])),
        ("b64", json!(false)),
        ("zip", json!("DEF")),
        ("jku", json!("https://evil.example/jwks")),
        ("jwk", json!({ "kty": "OKP" })),
        ("x5u", json!("https://evil.example/cert")),
    ] {
        let mut header = good.clone();
        header[name] = value.clone();
        assert!(
            !accepted(&signed(&key, header, body.clone())),
            "{name}: {value} was accepted"
        );
    }
}

#[test]
fn claims_of_a_wrong_type_or_value_are_refused() {
    let key = generate(Algorithm::EdDsa, now()).unwrap();
    let header = json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": key.public.id.0 });
    let accepted = |body: Value| {
        verify(
            &signed(&key, header.clone(), body),
            &Verifier::Public(&key.public),
            ISSUER,
            "billing",
            now(),
        )
        .is_ok()
    };
    let secs = now().unix_secs();
    for name in ["exp", "nbf", "iat"] {
        for value in [
            json!("9999999999"),
            json!(null),
            json!([secs]),
            json!(1e300),
            json!(-1.5),
            json!({}),
        ] {
            let mut body = serde_json::to_value(claims()).unwrap();
            body[name] = value.clone();
            assert!(!accepted(body), "{name}: {value} was accepted");
        }
    }
    for (name, value) in [
        ("iss", json!("http://127.0.0.1:8766")),
        ("aud", json!("other")),
        ("aud", json!(["billing"])),
        ("aud", json!("")),
        ("sub", json!("")),
        ("sub", json!(7)),
        ("jti", json!("")),
        ("nbf", json!(secs + 3600)),
        ("iat", json!(secs + 3600)),
        ("exp", json!(0)),
    ] {
        let mut body = serde_json::to_value(claims()).unwrap();
        body[name] = value.clone();
        assert!(!accepted(body), "{name}: {value} was accepted");
    }
    for name in ["iss", "aud", "exp", "nbf", "iat", "sub", "jti", "client_id"] {
        let mut body = serde_json::to_value(claims()).unwrap();
        body.as_object_mut().unwrap().remove(name);
        assert!(!accepted(body), "a token without {name} was accepted");
    }
}

#[test]
fn a_claim_that_is_there_twice_is_refused() {
    let key = generate(Algorithm::EdDsa, now()).unwrap();
    let header = json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": key.public.id.0 }).to_string();
    let body = serde_json::to_string(&claims())
        .unwrap()
        .replacen('{', r#"{"aud":"other","#, 1);
    let message = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(body)
    );
    let pair =
        aws_lc_rs::signature::Ed25519KeyPair::from_pkcs8_maybe_unchecked(key.private.expose()).unwrap();
    let token = format!(
        "{message}.{}",
        URL_SAFE_NO_PAD.encode(pair.sign(message.as_bytes()))
    );
    assert!(verify(&token, &Verifier::Public(&key.public), ISSUER, "billing", now()).is_err());
}

#[test]
fn no_changed_letter_goes_unnoticed() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
        let key = generate(algorithm, now()).unwrap();
        let token = issue(&signer(&key), &claims()).unwrap().expose().clone();
        for place in 0..token.len() {
            let other = if token.as_bytes()[place] == b'A' { "B" } else { "A" };
            let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
            let verdict = verify(&changed, &Verifier::Public(&key.public), ISSUER, "billing", now());
            assert!(
                verdict.is_err(),
                "{} letter {place} was changed unnoticed",
                algorithm.name()
            );
        }
    }
}

#[test]
fn what_is_no_token_is_refused_without_a_panic() {
    let key = generate(Algorithm::EdDsa, now()).unwrap();
    let good = issue(&signer(&key), &claims()).unwrap().expose().clone();
    let cut = (0..good.len()).map(|end| good[..end].to_owned());
    let odd = [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "é.é.é",
        "e30.e30.",
        "bnVsbA.bnVsbA.bnVsbA",
    ]
    .map(str::to_owned);
    let padded = [
        format!("{good}="),
        format!(" {good}"),
        format!("{good}."),
        good.repeat(50),
    ];
    for text in cut.chain(odd).chain(padded) {
        assert!(
            verify(&text, &Verifier::Public(&key.public), ISSUER, "billing", now()).is_err(),
            "{text}"
        );
    }
}

#[test]
fn a_key_is_named_by_its_thumbprint_and_published_without_its_private_half() {
    let key = generate(Algorithm::Rs256, now()).unwrap();
    let set = key_set([&key.public]);
    let jwk: jsonwebtoken::jwk::Jwk = serde_json::from_value(set["keys"][0].clone()).unwrap();
    let thumbprint = jwk.thumbprint(jsonwebtoken::jwk::ThumbprintHash::SHA256).unwrap();
    assert_eq!(thumbprint, key.public.id.0);
    assert!(set["keys"][0].get("d").is_none());
    assert!(key.public.pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
}

#[test]
fn the_thumbprint_is_the_one_of_rfc_7638() {
    let jwk: jsonwebtoken::jwk::Jwk = serde_json::from_value(json!({
        "kty": "RSA",
        "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"
    }))
    .unwrap();
    let thumbprint = jwk.thumbprint(jsonwebtoken::jwk::ThumbprintHash::SHA256).unwrap();
    assert_eq!(thumbprint, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

#[test]
fn a_refresh_token_belongs_to_its_family_and_generation_only() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(1));
    let family = |secret: u8| TokenFamily {
        id: FamilyId::new(clock.now(), &entropy),
        user: UserId::new(clock.now(), &entropy),
        client: ClientId::new(clock.now(), &entropy),
        secret: SecretBytes::new(vec![secret; 32]),
        generation: 3,
        issued_at: clock.now(),
        rotated_at: clock.now(),
        expires_at: clock.now().plus_secs(60),
        ended_at: None,
        epoch: 0,
        client_epoch: 0,
        issued_by: UserId::new(clock.now(), &entropy),
        password_origin: None,
    };
    let (ours, theirs) = (family(1), family(2));
    let token = current_refresh_token(&ours);
    let parsed = parse_refresh_token(token.expose()).unwrap();
    assert!(parsed.is_of(&ours) && parsed.generation == 3);
    assert!(!parsed.is_of(&theirs));
    assert!(
        !parsed.is_of(&TokenFamily {
            id: ours.id,
            ..family(2)
        }),
        "another secret was believed"
    );
    for place in "prv_r_".len()..token.expose().len() {
        let other = if token.expose().as_bytes()[place] == b'A' {
            "B"
        } else {
            "A"
        };
        let changed = format!(
            "{}{other}{}",
            &token.expose()[..place],
            &token.expose()[place + 1..]
        );
        let is_believed = parse_refresh_token(&changed).is_ok_and(|parsed| parsed.is_of(&ours));
        assert!(!is_believed, "letter {place} was changed unnoticed");
    }
}

#[test]
fn a_key_in_pem_verifies_its_own_tokens_whatever_key_they_name() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
        let [key, other] = [(); 2].map(|()| generate(algorithm, now()).unwrap());
        let token = issue(&signer(&key), &claims()).unwrap();
        let check = |algorithm, pem: &str| {
            let verifier = Verifier::Pem(algorithm, pem);
            verify(token.expose(), &verifier, ISSUER, "billing", now())
        };
        assert_eq!(check(algorithm, &key.public.pem), Ok(claims()));
        let problem = |algorithm, pem: &str| check(algorithm, pem).unwrap_err().join("; ");
        assert_eq!(problem(algorithm, &other.public.pem), "its signature is not ours");
        assert!(problem(algorithm, "no key").contains("is no public"));
        assert_eq!(
            problem(Algorithm::Hs256, &key.public.pem),
            "HS256 has no public key"
        );
    }
}

#[test]
fn a_token_without_a_signature_is_called_unsigned() {
    let key = generate(Algorithm::EdDsa, now()).unwrap();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let claims = part(&serde_json::to_value(claims()).unwrap());
    for (alg, signature) in [("none", ""), ("NONE", "AAAA"), ("EdDSA", "")] {
        let header = part(&json!({ "typ": "at+jwt", "alg": alg, "kid": key.public.id.0 }));
        let token = format!("{header}.{claims}.{signature}");
        let checked = verify(&token, &Verifier::Public(&key.public), ISSUER, "billing", now());
        assert_eq!(
            checked,
            Err(vec![portreeve_tokens::UNSIGNED.to_owned()]),
            "{alg} `{signature}`"
        );
    }
}
