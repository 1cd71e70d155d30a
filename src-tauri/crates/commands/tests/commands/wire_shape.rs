//! Requests and answers have the same shape on every wire.

use portreeve_commands::{CommandError, ErrorClass, Reason};
use serde_json::json;

use crate::test_app::TestApp;

#[test]
fn an_error_is_class_reason_message_hint_and_details() {
    let error = CommandError::new(Reason::PASSWORD_REJECTED, "too weak")
        .hint("try")
        .details(["short".to_owned()]);
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({ "class": "rejected", "reason": "password.rejected", "message": "too weak", "hint": "try", "details": ["short"] })
    );
    let bare = CommandError::new(ErrorClass::NotFound, "gone");
    assert_eq!(
        serde_json::to_value(&bare).unwrap(),
        json!({ "class": "not_found", "reason": "not_found", "message": "gone" })
    );
}

#[test]
fn an_unknown_command_and_a_wrong_request_are_refused() {
    let office = TestApp::new();
    assert_eq!(office.refused("user.frobnicate", json!({})), "invalid_request");
    assert_eq!(
        office.refused("user.show", json!({ "user": 7 })),
        "invalid_request"
    );
    assert_eq!(
        office.refused("user.list", json!({ "filter": "is:nonsense" })),
        "invalid_request"
    );
}
