//! How often tokens are refreshed: counted, read, and gone after some months.

use portreeve_commands::forget_old_token_use;
use portreeve_core::ports::Store;
use portreeve_core::token_use::TokenUse;
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, dispatch};

const DAY: u32 = 24 * 3600;

/// An office with people and apps.
fn office() -> TestApp {
    let office = TestApp::new();
    for login in ["ada", "bo"] {
        office.done("user.create", json!({ "login": login, "password": PASSWORD }));
    }
    for app in ["billing", "wiki"] {
        office.done("client.create", json!({ "name": app, "algorithm": "EdDSA" }));
    }
    office
}

fn issue(office: &TestApp, client: &str, user: &str) -> Value {
    let issued = office.done("token.issue", json!({ "client": client, "user": user }));
    issued["refresh_token"].clone()
}

fn try_refresh(office: &TestApp, token: &Value) -> Result<Value, String> {
    let refreshed = dispatch(
        &office.app,
        None,
        "token.refresh",
        json!({ "refresh_token": token }),
    );
    refreshed
        .map(|refreshed| refreshed["refresh_token"].clone())
        .map_err(|error| error.reason.into_owned())
}

/// Refreshes `times` times, one after the other, and returns the last token.
fn refresh(office: &TestApp, token: Value, times: u32) -> Value {
    (0..times).fold(token, |token, _| try_refresh(office, &token).unwrap())
}

/// The rows of the answer: username, app and number of refreshes.
fn rows(office: &TestApp, request: Value) -> Vec<(String, String, u64)> {
    let answer = office.done("token.activity", request);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = answer["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            let refreshed = row["refreshed"].as_u64().unwrap();
            (text(&row["login"]), text(&row["client"]), refreshed)
        })
        .collect()
}

fn row(login: &str, client: &str, refreshed: u64) -> (String, String, u64) {
    (login.into(), client.into(), refreshed)
}

fn kept(office: &TestApp) -> Vec<TokenUse> {
    let store: &dyn Store = office.store.as_ref();
    store.list::<TokenUse>().unwrap()
}

#[test]
fn refreshes_are_counted_by_person_app_and_day() {
    let office = office();
    let events = office.events();
    let (billing, wiki) = (issue(&office, "billing", "ada"), issue(&office, "wiki", "ada"));
    let other = issue(&office, "billing", "bo");
    assert_eq!(office.events(), events + 3, "to issue is no routine");
    refresh(&office, billing, 3);
    let wiki = refresh(&office, wiki, 1);
    office.clock.advance_secs(DAY);
    refresh(&office, wiki, 2);
    office.clock.advance_secs(60);
    refresh(&office, other, 5);
    assert_eq!(office.events(), events + 3);

    let all = rows(&office, json!({}));
    let newest_first = [("bo", "billing", 5), ("ada", "wiki", 2)].map(|(who, app, n)| row(who, app, n));
    assert_eq!(all[..2], newest_first);
    assert_eq!(all.len(), 4);
    let of_ada = rows(&office, json!({ "user": "ada", "client": "wiki" }));
    assert_eq!(of_ada, [row("ada", "wiki", 2), row("ada", "wiki", 1)]);
    let second = rows(&office, json!({ "page": { "offset": 1, "limit": 1 } }));
    assert_eq!(second, [row("ada", "wiki", 2)]);
    let answer = office.done(
        "token.activity",
        json!({ "client": "billing", "page": { "offset": 9, "limit": 1 } }),
    );
    let days: Vec<_> = answer["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| &day["refreshed"])
        .collect();
    assert_eq!(days, [5, 3]);
    assert_eq!(
        (&answer["total"], &answer["today"]),
        (&json!(2), &answer["days"][0]["day"])
    );
}

#[test]
fn what_is_refused_is_not_counted_and_stays_in_the_trail() {
    let office = office();
    let first = issue(&office, "billing", "ada");
    refresh(&office, first.clone(), 1);
    let again = try_refresh(&office, &first);
    assert!(
        again.is_ok(),
        "within the grace it is the same refresh: {again:?}"
    );
    office.clock.advance_secs(60);
    let events = office.events();
    assert_eq!(try_refresh(&office, &first), Err("wrong_credentials".to_owned()));
    assert_eq!(office.events(), events + 1);
    let event = office.last_event();
    assert!(
        event["detail"].as_str().unwrap().starts_with("reuse detected"),
        "{event}"
    );
    assert_eq!(rows(&office, json!({})), [row("ada", "billing", 1)]);
}

/// The token and the count are one commit.
#[test]
fn a_full_disk_neither_rotates_nor_counts() {
    let office = office();
    let token = issue(&office, "billing", "ada");
    office.fill_disk(true);
    assert_eq!(try_refresh(&office, &token), Err("disk.full".to_owned()));
    office.fill_disk(false);
    assert!(kept(&office).is_empty());
    office.clock.advance_secs(3600);
    refresh(&office, token, 1);
    assert_eq!(rows(&office, json!({})), [row("ada", "billing", 1)]);
}

#[test]
fn of_many_apps_that_refresh_at_once_each_is_counted() {
    let office = office();
    let tokens: Vec<Value> = (0..8).map(|_| issue(&office, "billing", "ada")).collect();
    std::thread::scope(|scope| {
        for token in &tokens {
            scope.spawn(|| refresh(&office, token.clone(), 5));
        }
    });
    assert_eq!(rows(&office, json!({})), [row("ada", "billing", 40)]);
    assert_eq!(kept(&office).len(), 1, "a flood is one record");
}

#[test]
fn counts_go_after_ninety_days() {
    let mut office = office();
    let mut live_for = |days: u32, app: &str| {
        office.clock.advance_secs((days - 1) * DAY);
        // Ages are counted to the last event that is a day old.
        office.sign_in_again();
        office.clock.advance_secs(DAY + 60);
        office.sign_in_again();
        refresh(&office, issue(&office, app, "ada"), 1);
        forget_old_token_use(&office.app);
        let rows = rows(&office, json!({})).into_iter();
        let apps: Vec<String> = rows.map(|(_, app, _)| app).collect();
        apps.join(" ")
    };
    assert_eq!(live_for(1, "billing"), "billing");
    assert_eq!(live_for(90, "wiki"), "wiki billing");
    assert_eq!(live_for(2, "billing"), "billing wiki");
}

#[test]
fn a_clock_that_is_years_ahead_removes_nothing_and_leaves_nothing_of_the_future() {
    let mut office = office();
    let token = refresh(&office, issue(&office, "billing", "ada"), 2);
    office.clock.advance_secs(2 * DAY);
    office.sign_in_again();
    office.clock.advance_secs(2 * DAY);
    office.clock.jump_secs(i64::from(400 * DAY));
    office.sign_in_again();
    forget_old_token_use(&office.app);
    assert_eq!(kept(&office).len(), 1, "there is a day to notice it");
    assert_eq!(try_refresh(&office, &token), Err("wrong_credentials".to_owned()));
    refresh(&office, issue(&office, "billing", "ada"), 1);
    office.clock.jump_secs(-i64::from(400 * DAY));
    office.sign_in_again();
    office.done("clock.accept", json!({}));
    office.sign_in_again();
    refresh(&office, issue(&office, "billing", "ada"), 1);
    forget_old_token_use(&office.app);
    let counted: Vec<u64> = rows(&office, json!({}))
        .into_iter()
        .map(|(.., refreshed)| refreshed)
        .collect();
    assert_eq!(counted, [1, 2]);
}

#[test]
fn counts_are_shown_to_those_who_may_see_sessions_and_people() {
    let office = office();
    refresh(&office, issue(&office, "billing", "ada"), 1);
    let see = |login: &str, permissions: &[&str], request: Value| {
        let token = office.member(login, permissions);
        dispatch(&office.app, Some(&token), "token.activity", request)
    };
    let forbidden = |answer: Result<Value, portreeve_commands::CommandError>| {
        assert_eq!(answer.unwrap_err().reason, "forbidden");
    };
    let (session, user, client) = (
        "portreeve.view_session",
        "portreeve.view_user",
        "portreeve.view_client",
    );
    forbidden(see("none", &[], json!({})));
    forbidden(see("blind", &[session], json!({})));
    forbidden(see("asker", &[session, user], json!({ "client": "billing" })));
    let answer = see("half", &[session, user], json!({})).unwrap();
    assert_eq!(answer["rows"][0]["client"], Value::Null);
    let answer = see("all", &[session, user, client], json!({ "client": "billing" })).unwrap();
    assert_eq!(answer["rows"][0]["client"], "billing");
}
