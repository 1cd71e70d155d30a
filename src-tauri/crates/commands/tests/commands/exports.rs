//! Exported configs: what is known of them, and the test of a saved one.

use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, dispatch};

fn export(office: &TestApp, preset: &str, path: Option<&str>) {
    let request = json!({ "client": "billing", "preset": preset, "path": path, "replace": true });
    office.done("client.export", request);
}

fn shown(office: &TestApp) -> Value {
    office.done("client.show", json!({ "client": "billing" }))
}

fn states(office: &TestApp) -> Vec<(Value, Value)> {
    let shown = shown(office);
    let exports = shown["exports"].as_array().unwrap();
    exports
        .iter()
        .map(|export| (export["path"].clone(), export["outdated"].clone()))
        .collect()
}

#[test]
fn an_app_knows_its_exports_and_which_of_them_a_change_breaks() {
    let mut office = TestApp::new();
    office.done(
        "client.create",
        json!({ "name": "billing", "algorithm": "EdDSA" }),
    );
    assert_eq!(
        (&shown(&office)["exports"], &shown(&office)["current_exports"]),
        (&json!([]), &json!(0))
    );
    export(&office, "jose", Some("/a.mjs"));
    export(&office, "pyjwt", Some("/b.py"));
    export(&office, "jose", Some("/a.mjs"));
    let fits = |path: &str| (json!(path), Value::Null);
    assert_eq!(states(&office), [fits("/a.mjs"), fits("/b.py")]);
    assert_eq!(shown(&office)["current_exports"], 2);
    office.restart();
    assert_eq!(
        states(&office),
        [fits("/a.mjs"), fits("/b.py")],
        "it is on the disk"
    );
    let broken = |path: &str, why: &str| (json!(path), json!(why));
    office.done("key.rotate", json!({}));
    assert_eq!(states(&office), [broken("/a.mjs", "key"), broken("/b.py", "key")]);
    assert_eq!(shown(&office)["current_exports"], 0);
    export(&office, "jose", Some("/a.mjs"));
    assert_eq!(states(&office), [fits("/a.mjs"), broken("/b.py", "key")]);
    let updated = office.done(
        "client.update",
        json!({ "client": "billing", "algorithm": "ES256" }),
    );
    assert_eq!(updated["current_exports"], 0, "the answer says it already");
    assert_eq!(states(&office)[0], broken("/a.mjs", "algorithm"));
    export(&office, "jose", None);
    assert_eq!(states(&office)[0], (Value::Null, Value::Null));
    office.done(
        "client.update",
        json!({ "client": "billing", "audience": "bills" }),
    );
    assert_eq!(states(&office)[0].1, "audience");
}

#[test]
fn a_replaced_secret_breaks_an_export() {
    let office = TestApp::new();
    office.done(
        "client.create",
        json!({ "name": "billing", "algorithm": "HS256" }),
    );
    export(&office, "pyjwt", Some("/b.py"));
    assert_eq!(shown(&office)["current_exports"], 1);
    office.done("client.rotate_secret", json!({ "client": "billing" }));
    assert_eq!(states(&office), [(json!("/b.py"), json!("key"))]);
}

#[test]
fn where_a_config_lies_is_told_to_those_who_could_have_written_it() {
    let office = TestApp::new();
    office.done(
        "client.create",
        json!({ "name": "billing", "algorithm": "EdDSA" }),
    );
    export(&office, "jose", Some("/a.mjs"));
    let viewer = office.member("viewer", &["portreeve.view_client"]);
    let seen = dispatch(
        &office.app,
        Some(&viewer),
        "client.show",
        json!({ "client": "billing" }),
    )
    .unwrap();
    assert_eq!(
        (&seen["exports"][0]["path"], &seen["current_exports"]),
        (&Value::Null, &json!(1))
    );
}

fn tested(office: &TestApp, path: &str) -> Value {
    office.done("client.test_config", json!({ "client": "billing", "path": path }))
}

#[test]
fn every_preset_passes_its_test_with_every_algorithm_and_leaves_nothing_but_an_event() {
    for algorithm in ["RS256", "ES256", "EdDSA", "HS256"] {
        let office = TestApp::new();
        office.done(
            "client.create",
            json!({ "name": "billing", "algorithm": algorithm }),
        );
        for preset in ["simplejwt", "simplejwt-stateless", "pyjwt", "jose"] {
            export(&office, preset, Some("/config"));
            let events = office.events();
            let answer = tested(&office, "/config");
            assert_eq!(answer["problems"], json!([]), "{algorithm} {preset}");
            assert_eq!(
                (
                    &answer["is_accepted"],
                    &answer["verifier"],
                    &answer["user"],
                    &answer["algorithm"]
                ),
                (
                    &json!(true),
                    &json!("portreeve"),
                    &json!("root"),
                    &json!(algorithm)
                )
            );
            assert_eq!(office.events(), events + 1);
        }
        let sessions = office.done("session.list", json!({ "client": "billing" }));
        assert_eq!(sessions["sessions"], json!([]), "no refresh token was made");
        assert!(
            !office.last_event().to_string().contains("eyJ"),
            "the token is nowhere"
        );
    }
}

#[test]
fn the_test_is_of_the_file_as_it_is() {
    let office = TestApp::new();
    office.done(
        "client.create",
        json!({ "name": "billing", "algorithm": "EdDSA" }),
    );
    export(&office, "pyjwt", Some("/b.py"));
    let problems = |office: &TestApp| tested(office, "/b.py")["problems"].to_string();
    let saved = office.files.text("/b.py").unwrap();
    office
        .files
        .put("/b.py", saved.replace("\"billing\"", "\"other\"").as_bytes());
    assert!(
        problems(&office).contains("it is for billing, not for other"),
        "{}",
        problems(&office)
    );
    office.files.put("/b.py", b"print('hello')");
    assert!(
        problems(&office).contains("does not set ISSUER"),
        "{}",
        problems(&office)
    );
    office.files.put("/b.py", saved.as_bytes());
    office.done("session.confirm", json!(PASSWORD));
    office.done("key.rotate", json!({}));
    assert!(
        problems(&office).contains("a key that is not in the file"),
        "{}",
        problems(&office)
    );
    office.done(
        "client.update",
        json!({ "client": "billing", "algorithm": "HS256" }),
    );
    assert!(!tested(&office, "/b.py")["is_accepted"].as_bool().unwrap());
    let missing = json!({ "client": "billing", "path": "/nowhere.py" });
    assert_eq!(office.refused("client.test_config", missing), "config.unreadable");
}
