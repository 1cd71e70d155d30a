//! Tokens, from issue to reuse.

use std::borrow::Cow;

use portreeve_core::client::ClientSecret;
use portreeve_core::ports::Store;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::test_app::{TestApp, dispatch};

fn office_with_client(algorithm: &str) -> TestApp {
    let office = TestApp::new();
    office.done(
        "client.create",
        json!({ "name": "billing", "audience": "billing-app", "algorithm": algorithm }),
    );
    office.done(
        "user.create",
        json!({ "login": "ada", "email": "ada@example.org" }),
    );
    office
}

fn issue(office: &TestApp) -> Value {
    office.done("token.issue", json!({ "client": "billing", "user": "ada" }))
}

fn refresh(office: &TestApp, token: &Value) -> Result<Value, Cow<'static, str>> {
    dispatch(
        &office.app,
        None,
        "token.refresh",
        json!({ "refresh_token": token }),
    )
    .map_err(|error| error.reason)
}

#[test]
fn a_token_is_found_in_a_pasted_line_and_two_are_refused() {
    let office = TestApp::new();
    office.done("client.create", json!({ "name": "Wiki" }));
    let issue = || {
        let issued = office.done("token.issue", json!({ "client": "Wiki", "user": "root" }));
        issued["access_token"].as_str().unwrap().to_owned()
    };
    let (one, other) = (issue(), issue());
    let inspect = |text: String| office.ask("token.inspect", json!({ "token": text }));
    let line = format!("curl -H 'Authorization: Bearer {one}' https://wiki.example/me");
    assert_eq!(inspect(line).unwrap()["is_valid"], true);
    let refusal = inspect(format!("{one}\n{other}")).unwrap_err();
    assert_eq!(refusal.reason, "invalid_request");
    assert!(refusal.message.contains("two different tokens"), "{refusal:?}");
}

#[test]
fn a_token_says_what_the_profile_asks_for_with_every_algorithm() {
    for algorithm in ["RS256", "ES256", "EdDSA", "HS256"] {
        let office = office_with_client(algorithm);
        let preview = office.done("token.preview", json!({ "client": "billing", "user": "ada" }));
        let issued = issue(&office);
        let size = issued["access_token"].as_str().unwrap().len() as i64;
        assert!(
            (preview["bytes"].as_i64().unwrap() - size).abs() <= 4,
            "{algorithm}: {preview} against {size}"
        );
        let inspected = office.done("token.inspect", json!({ "token": issued["access_token"] }));
        assert_eq!(inspected["is_valid"], true, "{algorithm}: {inspected}");
        let (header, claims) = (&inspected["header"], &inspected["claims"]);
        assert_eq!(
            (&header["typ"], &header["alg"]),
            (&json!("at+jwt"), &json!(algorithm))
        );
        assert_eq!(header["kid"].is_string(), algorithm != "HS256");
        assert_eq!(claims["aud"], "billing-app", "one audience is a plain string");
        assert_eq!(claims["iat"], claims["nbf"]);
        assert_eq!(
            claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
            600
        );
        for required in ["iss", "sub", "jti", "client_id", "preferred_username"] {
            assert!(claims[required].is_string(), "{required} is missing");
        }
    }
}

#[test]
fn a_token_ends_and_dies_with_its_user() {
    let office = office_with_client("ES256");
    let token = issue(&office)["access_token"].clone();
    let problems = || office.done("token.inspect", json!({ "token": token }))["problems"].to_string();
    assert_eq!(problems(), "[]");
    office.done("user.disable", json!({ "user": "ada" }));
    assert!(problems().contains("can no longer sign in"));
    office.clock.advance_secs(631);
    assert!(problems().contains("ended at"));
    assert_eq!(
        office.refused("token.issue", json!({ "client": "billing", "user": "ada" })),
        "rule_violated"
    );
}

#[test]
fn a_refresh_token_used_twice_ends_its_family() {
    let office = office_with_client("EdDSA");
    let first = issue(&office)["refresh_token"].clone();
    let second = refresh(&office, &first).unwrap()["refresh_token"].clone();
    assert_ne!(first, second);
    office.clock.advance_secs(16);
    assert_eq!(
        refresh(&office, &first),
        Err("wrong_credentials".into()),
        "a used token was taken"
    );
    assert_eq!(
        refresh(&office, &second),
        Err("wrong_credentials".into()),
        "the family outlived the reuse"
    );
}

#[test]
fn a_lost_answer_can_be_asked_for_again_within_the_grace() {
    let office = office_with_client("EdDSA");
    let first = issue(&office)["refresh_token"].clone();
    let second = refresh(&office, &first).unwrap()["refresh_token"].clone();
    office.clock.advance_secs(15);
    assert_eq!(
        refresh(&office, &first).unwrap()["refresh_token"],
        second,
        "two successors of one token"
    );
    refresh(&office, &second).unwrap();
}

#[test]
fn a_family_ends_with_its_time_its_session_and_its_client() {
    let office = office_with_client("EdDSA");
    let aged = issue(&office)["refresh_token"].clone();
    office.clock.advance_secs(14 * 24 * 3600);
    assert_eq!(refresh(&office, &aged), Err("wrong_credentials".into()));

    // The superuser's session has idled away by now.
    let office = office_with_client("EdDSA");
    let revoked = issue(&office)["refresh_token"].clone();
    assert_eq!(
        office.done("session.revoke", json!({ "user": "ada" }))["ended"],
        1
    );
    assert_eq!(refresh(&office, &revoked), Err("wrong_credentials".into()));

    let orphaned = issue(&office)["refresh_token"].clone();
    office.done("client.delete", json!({ "client": "billing" }));
    assert_eq!(refresh(&office, &orphaned), Err("wrong_credentials".into()));
}

#[test]
fn of_many_refreshes_at_once_one_successor_comes_out() {
    let office = Arc::new(office_with_client("EdDSA"));
    let token = issue(&office)["refresh_token"].clone();
    let threads: Vec<_> = (0..50)
        .map(|_| {
            let (office, token) = (office.clone(), token.clone());
            std::thread::spawn(move || refresh(&office, &token).unwrap()["refresh_token"].clone())
        })
        .collect();
    let successors: Vec<Value> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert!(successors.iter().all(|successor| *successor == successors[0]));
    refresh(&office, &successors[0]).unwrap();
}

#[test]
fn a_config_shows_no_secret_until_it_is_written() {
    let office = office_with_client("HS256");
    let shown = office.done(
        "client.config",
        json!({ "client": "billing", "preset": "simplejwt" }),
    );
    assert_eq!(shown["holds_secret"], true);
    assert!(shown["text"].as_str().unwrap().contains("<secret>"));
    let written = office.done(
        "client.export",
        json!({ "client": "billing", "preset": "simplejwt", "path": "/x.py" }),
    );
    assert_eq!(written["holds_secret"], true);
    let file = office.files.text("/x.py").unwrap();
    assert!(
        !file.contains("<secret>") && !file.contains("000000000000"),
        "the mask was written"
    );
    let unknown = json!({ "client": "billing", "preset": "nonsense", "path": "/y.py" });
    assert_eq!(office.refused("client.export", unknown), "preset.rejected");
    assert!(office.files.text("/y.py").is_none());
}

#[test]
fn the_public_key_set_holds_nothing_private() {
    let office = office_with_client("RS256");
    for algorithm in ["ES256", "EdDSA"] {
        office.done(
            "client.create",
            json!({ "name": algorithm, "algorithm": algorithm }),
        );
    }
    let keys = dispatch(&office.app, None, "key.list", json!({})).unwrap();
    let keys = keys["jwks"]["keys"].as_array().unwrap().clone();
    assert_eq!(keys.len(), 3);
    for key in keys {
        for member in ["kid", "kty", "alg", "use"] {
            assert!(key[member].is_string(), "{member} is missing in {key}");
        }
        for private in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert!(key.get(private).is_none(), "{private} is published");
        }
    }
}

fn kid(office: &TestApp, token: &Value) -> Value {
    office.done("token.inspect", json!({ "token": token }))["header"]["kid"].clone()
}

fn is_valid(office: &TestApp, token: &Value) -> bool {
    office.done("token.inspect", json!({ "token": token }))["is_valid"] == true
}

fn keys(office: &TestApp) -> Vec<Value> {
    office.done("key.list", json!({}))["keys"]
        .as_array()
        .unwrap()
        .clone()
}

fn config(office: &TestApp, preset: &str) -> String {
    office.done(
        "client.export",
        json!({ "client": "billing", "preset": preset, "path": "/c", "replace": true }),
    );
    office.files.text("/c").unwrap()
}

#[test]
fn a_key_that_is_replaced_verifies_as_long_as_what_it_signed_can_live() {
    for algorithm in ["RS256", "ES256", "EdDSA"] {
        let office = office_with_client(algorithm);
        office.done(
            "client.update",
            json!({ "client": "billing", "access_secs": 86400 }),
        );
        let before = issue(&office)["access_token"].clone();
        let rotated = office.done("key.rotate", json!({}));
        assert_eq!(rotated["export_anew"], json!(["billing"]));
        let after = issue(&office)["access_token"].clone();
        assert_eq!(rotated["keys"][0]["before_id"], kid(&office, &before));
        assert_eq!(rotated["keys"][0]["key_id"], kid(&office, &after));
        assert!(
            is_valid(&office, &before) && is_valid(&office, &after),
            "{algorithm}"
        );
        assert_eq!(keys(&office).len(), 2);
        let until = rotated["keys"][0]["before_verifies_until"].clone();
        assert_eq!(
            (
                &keys(&office)[1]["verifies_until"],
                &keys(&office)[0]["verifies_until"]
            ),
            (&until, &Value::Null)
        );
        // A config with a key set has both keys, a config with a single key has the new one.
        assert!(config(&office, "jose").contains(kid(&office, &before).as_str().unwrap()));
        assert!(config(&office, "simplejwt").contains(kid(&office, &after).as_str().unwrap()));

        office.clock.advance_secs(86_400 + 29);
        assert!(
            is_valid(&office, &before),
            "{algorithm}: it ended a moment ago, as clocks go"
        );
        office.clock.advance_secs(2);
        assert_eq!(keys(&office).len(), 1);
        let problems = office.done("token.inspect", json!({ "token": before }))["problems"].to_string();
        assert!(problems.contains("not signed with a"), "{problems}");
        assert!(!config(&office, "jose").contains(kid(&office, &before).as_str().unwrap()));
    }
}

#[test]
fn keys_that_nothing_valid_is_signed_with_any_more_go_with_the_next_rotation() {
    let office = office_with_client("EdDSA");
    let stored = || office.app.directory().keys().count();
    for _ in 0..4 {
        office.done("key.rotate", json!({}));
        assert!(stored() <= 3);
        office.clock.advance_secs(86_431);
    }
    office.done("key.rotate", json!({ "algorithm": "eddsa" }));
    assert_eq!(stored(), 2);
}

#[test]
fn the_new_key_signs_also_where_the_clock_was_ahead_when_the_one_before_was_made() {
    let mut office = TestApp::new();
    office.clock.jump_secs(365 * 86_400);
    office.sign_in_again();
    office.done(
        "client.create",
        json!({ "name": "billing", "algorithm": "EdDSA" }),
    );
    office.done("user.create", json!({ "login": "ada" }));
    office.clock.jump_secs(-365 * 86_400);
    office.done("clock.accept", json!({}));
    office.sign_in_again();
    let rotated = office.done("key.rotate", json!({}));
    assert_eq!(
        kid(&office, &issue(&office)["access_token"]),
        rotated["keys"][0]["key_id"]
    );
}

#[test]
fn a_rotation_goes_by_algorithm_and_says_what_there_is_none_of() {
    let office = TestApp::new();
    assert_eq!(office.refused("key.rotate", json!({})), "rule_violated");
    let office = office_with_client("EdDSA");
    office.done("client.create", json!({ "name": "shop", "algorithm": "ES256" }));
    office.done("client.create", json!({ "name": "wiki", "algorithm": "HS256" }));
    let rotated = office.done("key.rotate", json!({ "algorithm": "ES256" }));
    assert_eq!(
        (rotated["keys"].as_array().unwrap().len(), &rotated["export_anew"]),
        (1, &json!(["shop"]))
    );
    assert_eq!(
        office.done("key.rotate", json!({}))["export_anew"],
        json!(["shop", "billing"])
    );
    for none in ["RS256", "HS256"] {
        assert_eq!(
            office.refused("key.rotate", json!({ "algorithm": none })),
            "rule_violated"
        );
    }
    assert_eq!(
        office.refused("key.rotate", json!({ "algorithm": "none" })),
        "invalid_request"
    );
    let last = office.events();
    assert_eq!(
        office.refused("undo.apply", json!({ "event": last - 4 })),
        "rule_violated"
    );
}

#[test]
fn a_secret_that_is_replaced_signs_and_verifies_nothing_more() {
    let office = office_with_client("HS256");
    let (before, config_before) = (issue(&office)["access_token"].clone(), config(&office, "pyjwt"));
    office.done("client.rotate_secret", json!({ "client": "billing" }));
    assert!(!is_valid(&office, &before));
    let after = issue(&office);
    assert!(is_valid(&office, &after["access_token"]));
    assert_ne!(config(&office, "pyjwt"), config_before);
    // The app's refresh token can still be used.
    refresh(&office, &after["refresh_token"]).unwrap();
    office.done(
        "client.update",
        json!({ "client": "billing", "algorithm": "EdDSA" }),
    );
    assert_eq!(
        office.refused("client.rotate_secret", json!({ "client": "billing" })),
        "rule_violated"
    );
}

/// A secret that leaked must not come back with the algorithm.
#[test]
fn an_app_that_leaves_hs256_leaves_its_secret() {
    let office = office_with_client("HS256");
    let algorithm =
        |name: &str| office.done("client.update", json!({ "client": "billing", "algorithm": name }));
    let old = config(&office, "pyjwt");
    let is_stored = || {
        let client = office.app.directory().find_client("billing").unwrap().id;
        let store: &dyn Store = office.store.as_ref();
        store.find::<ClientSecret>(client).unwrap().is_some()
    };
    algorithm("RS256");
    assert!(!is_stored());
    algorithm("HS256");
    assert!(is_stored() && config(&office, "pyjwt") != old);
    assert!(is_valid(&office, &issue(&office)["access_token"]));

    let second = config(&office, "pyjwt");
    algorithm("ES256");
    let left = office.events();
    let undone = office.done("undo.apply", json!({ "event": left }));
    assert!(
        undone["notes"].to_string().contains("export its config again"),
        "{undone}"
    );
    assert!(is_stored() && config(&office, "pyjwt") != second);
    assert!(is_valid(&office, &issue(&office)["access_token"]));
}

#[test]
fn a_secret_is_given_in_an_answer_only_to_somebody_who_takes_it() {
    let office = TestApp::new();
    office.done("client.create", json!({ "name": "shared", "algorithm": "HS256" }));
    office.done("client.create", json!({ "name": "open", "algorithm": "ES256" }));
    let export = |client: &str, without_secret: bool| json!({ "client": client, "preset": "pyjwt", "without_secret": without_secret });
    let events = office.events();
    let refused = office.refused("client.export", export("shared", true));
    assert_eq!(refused, "rule_violated");
    let trail = (events + 1..=office.events()).map(|number| office.event(number));
    assert!(trail.into_iter().all(|event| event["outcome"] == "refused"));
    let open = office.done("client.export", export("open", true));
    assert_eq!(open["holds_secret"], false);
    let shared = office.done("client.export", export("shared", false));
    assert_eq!(shared["holds_secret"], true);
    assert!(!shared["contents"].as_str().unwrap().is_empty());
}

#[test]
fn an_unsigned_token_is_called_unsigned_and_garbage_no_token() {
    let office = TestApp::new();
    office.done(
        "client.create",
        json!({ "name": "billing", "algorithm": "EdDSA" }),
    );
    let issued = office.done("token.issue", json!({ "client": "billing", "user": "root" }));
    let claims = issued["access_token"]
        .as_str()
        .unwrap()
        .split('.')
        .nth(1)
        .unwrap()
        .to_owned();
    // {"alg":"none","typ":"at+jwt"}, with and without a signature, and {"alg":"NONE"} about nobody.
    let header = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";
    for token in [
        format!("{header}.{claims}."),
        format!("{header}.{claims}.c2lnbmF0dXJl"),
        "eyJhbGciOiJOT05FIn0.e30.".to_owned(),
    ] {
        let inspected = office.done("token.inspect", json!({ "token": token }));
        assert_eq!(
            (&inspected["is_valid"], &inspected["is_token"]),
            (&json!(false), &json!(true))
        );
        let problems = inspected["problems"].as_array().unwrap();
        assert!(
            problems[0].as_str().unwrap().starts_with("it is not signed:"),
            "{problems:?}"
        );
    }
    let garbage = office.done("token.inspect", json!({ "token": "a.b" }));
    assert_eq!(
        (&garbage["is_valid"], &garbage["is_token"]),
        (&json!(false), &json!(false))
    );
    assert!(
        garbage["problems"][0]
            .as_str()
            .unwrap()
            .starts_with("this is not a JWT"),
        "{garbage}"
    );
}
