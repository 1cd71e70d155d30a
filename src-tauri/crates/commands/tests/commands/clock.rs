//! A clock that jumps prolongs no session or token, and makes none valid again.

use serde_json::{Value, json};

use crate::test_app::{TestApp, dispatch, sign_in};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// Adds an app and a user, and returns an access token and a refresh token.
fn tokens(office: &TestApp) -> (Value, Value) {
    office.done("client.create", json!({ "name": "app", "algorithm": "EdDSA" }));
    office.member("ada", &[]);
    let issued = office.done("token.issue", json!({ "client": "app", "user": "ada" }));
    (issued["access_token"].clone(), issued["refresh_token"].clone())
}

fn is_valid(office: &TestApp, access_token: &Value) -> bool {
    office.done("token.inspect", json!({ "token": access_token }))["is_valid"] == true
}

#[test]
fn an_expired_session_stays_expired_whatever_the_clock_says() {
    for jump in [-HOUR, -8 * DAY, -YEAR] {
        for restarts in [false, true] {
            let mut office = TestApp::new();
            let member = office.member("ada", &[]);
            office.clock.advance_secs(7 * 24 * 3600 + 1);
            office.sign_in_again();
            let refused = |office: &TestApp| {
                let refusal = dispatch(&office.app, Some(&member), "session.me", json!({}));
                refusal.expect_err("it has expired").reason
            };
            assert_eq!(refused(&office), "not_signed_in");
            office.clock.jump_secs(jump);
            if restarts {
                office.restart();
            }
            assert_eq!(refused(&office), "not_signed_in", "{jump}, {restarts}");
        }
    }
}

#[test]
fn a_refusal_for_being_late_is_remembered_over_a_restart() {
    let mut office = TestApp::new();
    let member = office.member("ada", &[]);
    office.clock.advance_secs(7 * 24 * 3600 + 1);
    // The refusal stores only the time.
    let events = office.events();
    assert!(dispatch(&office.app, Some(&member), "session.me", json!({})).is_err());
    assert_eq!(office.events(), events);
    office.restart();
    office.clock.jump_secs(-DAY);
    assert!(dispatch(&office.app, Some(&member), "session.me", json!({})).is_err());
}

#[test]
fn expired_tokens_stay_expired_whatever_the_clock_says() {
    for jump in [-HOUR, -YEAR] {
        let mut office = TestApp::new();
        let (access, refresh) = tokens(&office);
        assert!(is_valid(&office, &access));
        office.clock.advance_secs(15 * 24 * 3600);
        office.sign_in_again();
        assert!(!is_valid(&office, &access));
        office.clock.jump_secs(jump);
        office.restart();
        assert!(!is_valid(&office, &access), "{jump}");
        let code = office.refused("token.refresh", json!({ "refresh_token": refresh }));
        assert_eq!(code, "wrong_credentials", "{jump}");
    }
}

#[test]
fn a_step_back_during_a_run_does_not_make_a_session_last_longer() {
    let office = TestApp::new();
    let member = office.member("ada", &[]);
    office.clock.jump_secs(-DAY);
    office.clock.advance_secs(7 * 24 * 3600 - 1);
    let me = || dispatch(&office.app, Some(&member), "session.me", json!({}));
    assert!(me().is_ok());
    // By the machine's clock it would have a day left.
    office.clock.jump_secs(-DAY);
    office.clock.advance_secs(7 * 24 * 3600 + 1);
    assert!(me().is_err());
}

#[test]
fn a_small_correction_is_no_jump() {
    let office = TestApp::new();
    let member = office.member("ada", &[]);
    office.clock.jump_secs(-119);
    assert_eq!(office.done("clock.show", json!({}))["behind_secs"], Value::Null);
    assert!(dispatch(&office.app, Some(&member), "session.me", json!({})).is_ok());
    assert_eq!(office.refused("clock.accept", json!({})), "invalid_request");
}

#[test]
fn a_lost_answer_cannot_be_asked_for_again_by_turning_the_clock_back() {
    let office = TestApp::new();
    let (_, refresh) = tokens(&office);
    let used = json!({ "refresh_token": refresh });
    office.done("token.refresh", used.clone());
    office.clock.advance_secs(16);
    office.done("clock.show", json!({}));
    office.clock.jump_secs(-16);
    assert_eq!(office.refused("token.refresh", used), "wrong_credentials");
}

#[test]
fn a_jump_ahead_and_back_locks_nobody_out_and_is_put_right_by_a_superuser() {
    let mut office = TestApp::new();
    office.clock.jump_secs(YEAR);
    office.sign_in_again();
    let (ahead, _) = tokens(&office);
    office.clock.jump_secs(-YEAR);
    office.restart();

    // The answer tells how far the clock is behind, and people can still sign in.
    let behind = office.done("directory.show", json!({}))["clock_behind_secs"].clone();
    assert_eq!(behind, YEAR);
    let member = sign_in(&office.app, "ada").unwrap();
    let refused = dispatch(&office.app, Some(&member), "clock.accept", json!({}));
    assert_eq!(refused.unwrap_err().reason, "forbidden");

    let accepted = office.done("clock.accept", json!({}));
    assert_eq!(accepted["behind_secs"], Value::Null);
    assert!(dispatch(&office.app, Some(&member), "session.me", json!({})).is_err());
    assert_eq!(office.refused("directory.show", json!({})), "not_signed_in");
    office.sign_in_again();
    assert!(!is_valid(&office, &ahead), "it was issued in the future");

    // The correction holds after a restart.
    office.restart();
    assert_eq!(office.done("clock.show", json!({}))["behind_secs"], Value::Null);
    assert!(is_valid(
        &office,
        &office.done("token.issue", json!({ "client": "app", "user": "ada" }))["access_token"]
    ));
}

#[test]
fn a_clock_that_could_not_be_written_down_is_not_accepted() {
    let mut office = TestApp::new();
    let member = office.member("ada", &[]);
    office.clock.jump_secs(8 * DAY);
    office.sign_in_again();
    office.clock.jump_secs(-8 * DAY);
    let refused = |office: &TestApp| dispatch(&office.app, Some(&member), "session.me", json!({})).is_err();
    assert!(refused(&office));
    office.fill_disk(true);
    assert_eq!(office.refused("clock.accept", json!({})), "disk.full");
    office.fill_disk(false);
    assert_eq!(office.done("clock.show", json!({}))["behind_secs"], 8 * DAY);
    assert!(refused(&office), "what was over is good again");
    office.restart();
    assert_eq!(office.done("clock.show", json!({}))["behind_secs"], 8 * DAY);
    assert_eq!(office.done("clock.accept", json!({}))["behind_secs"], Value::Null);
}

/// A machine whose clock is kept in local time and read as UTC jumps by an hour twice a year.
#[test]
fn an_hour_lost_in_autumn_gives_nobody_an_hour_more() {
    let mut office = TestApp::new();
    let (access, _) = tokens(&office);
    office.clock.advance_secs(631);
    assert!(!is_valid(&office, &access));
    office.clock.jump_secs(-HOUR);
    assert!(!is_valid(&office, &access));
    office.restart();
    assert!(!is_valid(&office, &access));
    office.clock.jump_secs(HOUR);
    assert_eq!(office.done("clock.show", json!({}))["behind_secs"], Value::Null);
}

/// Apps go by the machine's clock.
#[test]
fn a_token_that_apps_refuse_for_the_clock_says_so() {
    let mut office = TestApp::new();
    let (early, _) = tokens(&office);
    office.clock.jump_secs(HOUR);
    office.sign_in_again();
    office.clock.jump_secs(-HOUR);
    let issued = office.done("token.issue", json!({ "client": "app", "user": "ada" }));
    assert_eq!(issued["clock_behind_secs"], HOUR);
    let behind =
        |token: &Value| office.done("token.inspect", json!({ "token": token }))["clock_behind_secs"].clone();
    assert_eq!(behind(&issued["access_token"]), HOUR);
    assert_eq!(
        behind(&early),
        Value::Null,
        "it was issued before the clock was ahead"
    );
    office.done("clock.accept", json!({}));
    office.sign_in_again();
    let issued = office.done("token.issue", json!({ "client": "app", "user": "ada" }));
    assert_eq!(issued["clock_behind_secs"], Value::Null);
}
