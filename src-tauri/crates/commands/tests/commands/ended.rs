//! Sessions and refresh-token families are removed long after their end.

use portreeve_commands::forget_ended;
use portreeve_core::client::TokenFamily;
use portreeve_core::ports::Store;
use portreeve_core::session::Session;
use portreeve_core::session::hash_token;
use serde_json::json;

use super::test_app::{TestApp, sign_in};

const DAY: u32 = 24 * 3600;

fn kept(office: &TestApp) -> (usize, usize) {
    let store: &dyn Store = office.store.as_ref();
    (
        store.list::<Session>().unwrap().len(),
        store.list::<TokenFamily>().unwrap().len(),
    )
}

#[test]
fn what_ended_goes_after_a_month_and_what_goes_on_stays() {
    let mut office = TestApp::new();
    office.member("ada", &[]);
    let token = sign_in(&office.app, "ada").unwrap();
    office.done("client.create", json!({ "name": "app" }));
    let made = office.events();
    office.done("token.issue", json!({ "client": "app", "user": "ada" }));
    let before = kept(&office);

    // Both end within two weeks, and are kept for a month.
    office.clock.advance_secs(30 * DAY);
    forget_ended(&office.app);
    assert_eq!(kept(&office), before, "not long ago");
    office.sign_in_again();
    let events = office.events();
    office.clock.advance_secs(20 * DAY);
    forget_ended(&office.app);
    assert_eq!(kept(&office), (1, 0), "the one that was begun later is kept");
    assert_eq!(
        office.events(),
        events,
        "that changes nothing that anybody can do"
    );

    let found = office.store.find_session_by_token(&hash_token(token.expose()));
    assert_eq!(found.unwrap(), None);
    office.sign_in_again();
    let why = office.ask("undo.apply", json!({ "event": made })).unwrap_err();
    assert!(why.message.contains("tokens were given out for app"), "{why}");
}
