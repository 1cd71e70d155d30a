//! Which callers can use which commands.

use portreeve_commands::list::commands;
use portreeve_commands::{Access, Assurance, ErrorClass};
use portreeve_core::principal::PROOF_SECS;
use serde_json::json;

use crate::test_app::{PASSWORD, TestApp, dispatch, sign_in, sign_in_with};

#[test]
fn a_command_is_closed_to_callers_who_lack_what_it_declares() {
    let office = TestApp::of_the_examples();
    let member = office.member("member", &[]);
    for spec in commands() {
        let refusal = |session| {
            dispatch(&office.app, session, spec.declared.name, (spec.example)())
                .err()
                .map(|error| error.reason)
        };
        let as_nobody = refusal(None);
        match spec.declared.access {
            Access::Public => assert_ne!(as_nobody, Some("not_signed_in".into()), "{}", spec.declared.name),
            Access::SignedIn => assert_eq!(as_nobody, Some("not_signed_in".into()), "{}", spec.declared.name),
            Access::Needs(_) | Access::Over(_) | Access::ForEach | Access::Superuser => {
                assert_eq!(as_nobody, Some("not_signed_in".into()), "{}", spec.declared.name);
                assert_eq!(
                    refusal(Some(&member)),
                    Some("forbidden".into()),
                    "{}",
                    spec.declared.name
                );
            }
        }
    }
}

#[test]
fn a_command_asks_for_the_password_again_where_it_declares_that_and_nowhere_else() {
    let examples = TestApp::of_the_examples();
    for spec in commands() {
        let office = examples.copy();
        office.clock.advance_secs(PROOF_SECS + 1);
        let refusal = office.ask(spec.declared.name, (spec.example)()).err();
        let asks = refusal.is_some_and(|error| error.is(ErrorClass::ProofNeeded));
        match spec.declared.proof {
            Assurance::AtSignIn | Assurance::InRequest => assert!(!asks, "{}", spec.declared.name),
            Assurance::Fresh => assert!(asks, "{}", spec.declared.name),
            // The handler decides this for each request.
            Assurance::FreshFor(_) | Assurance::AgainFor(_) => {}
        }
    }
}

#[test]
fn a_no_says_what_would_make_it_a_yes() {
    let office = TestApp::new();
    office.done(
        "group.create",
        json!({ "name": "Reception", "permissions": ["portreeve.view_user"] }),
    );
    let member = office.member("member", &[]);
    let refusal = dispatch(&office.app, Some(&member), "user.list", json!({})).unwrap_err();
    assert!(refusal.message.contains("portreeve.view_user"), "{refusal:?}");
    assert!(refusal.hint.unwrap().contains("Reception"));
}

#[test]
fn nobody_hands_out_or_takes_over_more_than_they_have() {
    let office = TestApp::new();
    let own = [
        "portreeve.view_user",
        "portreeve.change_user",
        "portreeve.change_group",
        "portreeve.add_user",
    ];
    let helper = office.member("helper", &own);
    office.member("clerk", &[]);
    office.member("boss", &["portreeve.issue_token"]);
    office.done(
        "group.create",
        json!({ "name": "Issuers", "permissions": ["portreeve.issue_token"] }),
    );
    office.done("group.create", json!({ "name": "Outer" , "permissions": [] }));
    let refused = |command: &str, request: serde_json::Value| {
        let outcome = dispatch(&office.app, Some(&helper), command, request.clone());
        let error = outcome.expect_err(&format!("{command} {request} was not refused"));
        assert_eq!(error.reason, "forbidden", "{command} {request}: {error:?}");
    };
    refused(
        "user.grant",
        json!({ "user": "clerk", "permission": "portreeve.issue_token" }),
    );
    refused(
        "user.grant",
        json!({ "user": "helper", "permission": "portreeve.issue_token" }),
    );
    refused("group.add_member", json!({ "group": "Issuers", "user": "clerk" }));
    refused(
        "group.add_parent",
        json!({ "group": "Outer", "parent": "Issuers" }),
    );
    refused(
        "group.grant",
        json!({ "group": "Outer", "permission": "portreeve.issue_token" }),
    );
    refused("user.create", json!({ "login": "new", "groups": ["Issuers"] }));
    refused("user.create", json!({ "login": "new", "is_superuser": true }));
    refused("user.update", json!({ "user": "clerk", "is_superuser": true }));
    refused("user.update", json!({ "user": "clerk", "is_staff": true }));
    refused("user.update", json!({ "user": "helper", "is_staff": true }));
    office.done("user.create", json!({ "login": "steward", "is_staff": true }));
    for target in ["root", "boss", "steward"] {
        refused(
            "user.set_password",
            json!({ "user": target, "password": "another-good-password" }),
        );
        refused(
            "user.update",
            json!({ "user": target, "email": "mine@example.org" }),
        );
        refused("user.disable", json!({ "user": target }));
    }
    dispatch(
        &office.app,
        Some(&helper),
        "user.update",
        json!({ "user": "clerk", "email": "c@example.org" }),
    )
    .unwrap();
}

#[test]
fn a_disabled_or_deleted_account_is_out_at_once_and_for_good() {
    let office = TestApp::new();
    for (away, back) in [("user.disable", "user.enable"), ("user.delete", "user.restore")] {
        let login = away.replace('.', "-");
        let session = office.member(&login, &["portreeve.view_user"]);
        dispatch(&office.app, Some(&session), "user.list", json!({})).unwrap();
        office.done(away, json!({ "user": login }));
        let code = |session| {
            dispatch(&office.app, Some(session), "user.list", json!({}))
                .unwrap_err()
                .reason
        };
        assert_eq!(code(&session), "not_signed_in");
        assert_eq!(
            sign_in(&office.app, &login).unwrap_err().reason,
            "wrong_credentials"
        );
        office.done(back, json!({ "user": login }));
        assert_eq!(
            code(&session),
            "not_signed_in",
            "an old session came back with the account"
        );
        sign_in(&office.app, &login).unwrap();
    }
}

#[test]
fn the_last_superuser_stays() {
    let office = TestApp::new();
    for (command, request) in [
        ("user.disable", json!({ "user": "root" })),
        ("user.delete", json!({ "user": "root" })),
        ("user.update", json!({ "user": "root", "is_superuser": false })),
    ] {
        assert_eq!(office.refused(command, request), "rule_violated");
    }
    // A superuser without a password cannot sign in, so the last one with a password stays.
    office.done("user.create", json!({ "login": "second", "is_superuser": true }));
    for (command, request) in [
        ("user.disable", json!({ "user": "root" })),
        ("user.delete", json!({ "user": "root" })),
        ("user.update", json!({ "user": "root", "is_superuser": false })),
    ] {
        let error = office.ask(command, request).unwrap_err();
        assert_eq!(error.reason, "rule_violated", "{command}");
        assert!(error.hint.unwrap().contains("with a password"), "{command}");
    }
    // A superuser who could not sign in can be disabled.
    office.done("user.disable", json!({ "user": "second" }));
    office.done("user.enable", json!({ "user": "second" }));
    office.done(
        "user.set_password",
        json!({ "user": "second", "password": PASSWORD }),
    );
    office.done("user.disable", json!({ "user": "root" }));
}

#[test]
fn everybody_changes_their_own_password_and_nobody_elses() {
    const OTHER: &str = "quarry-lantern-otter";
    let office = TestApp::new();
    let ann = office.member("ann", &[]);
    let elsewhere = sign_in(&office.app, "ann").unwrap();
    office.member("bob", &[]);
    let ask = |command: &str, request: serde_json::Value| dispatch(&office.app, Some(&ann), command, request);
    let set =
        |user: &str, password: &str| ask("user.set_password", json!({ "user": user, "password": password }));
    assert_eq!(set("ann", OTHER).unwrap_err().reason, "proof_needed");
    let wrong = ask("session.confirm", json!("not the password")).unwrap_err();
    assert_eq!(wrong.reason, "wrong_credentials");
    assert_eq!(set("ann", OTHER).unwrap_err().reason, "proof_needed");
    ask("session.confirm", json!(PASSWORD)).unwrap();
    assert_eq!(set("ann", "ann").unwrap_err().reason, "password.rejected");
    // The refusal does not tell which people exist.
    let others = ["bob", "root", "nobody"].map(|user| set(user, OTHER).unwrap_err());
    for refusal in &others {
        assert_eq!(
            (refusal.reason.as_ref(), &refusal.message),
            ("forbidden", &others[0].message)
        );
    }
    set("ANN", OTHER).unwrap();
    let event = office.last_event();
    assert_eq!(
        (event["command"].clone(), event["actor_name"].clone()),
        (json!("user.set_password"), json!("ann"))
    );
    assert!(ask("session.me", json!({})).is_ok());
    assert!(dispatch(&office.app, Some(&elsewhere), "session.me", json!({})).is_err());
    assert!(sign_in(&office.app, "ann").is_err());
    assert!(sign_in_with(&office.app, "ann", OTHER).is_ok());
    // The proof was good for one change.
    assert_eq!(set("ann", PASSWORD).unwrap_err().reason, "proof_needed");
}
