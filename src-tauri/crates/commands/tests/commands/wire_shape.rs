//! What crosses the door looks the same on every wire.

use portreeve_commands::{CommandError, ErrorCode};
use serde_json::json;

use crate::office::Office;

#[test]
fn an_error_is_code_message_hint_and_details() {
    let error = CommandError::new(ErrorCode::PasswordRejected, "too weak")
        .hint("try")
        .details(["short".to_owned()]);
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({ "code": "password_rejected", "message": "too weak", "hint": "try", "details": ["short"] })
    );
    let bare = CommandError::new(ErrorCode::NotFound, "gone");
    assert_eq!(
        serde_json::to_value(&bare).unwrap(),
        json!({ "code": "not_found", "message": "gone" })
    );
}

#[test]
fn an_unknown_command_and_a_wrong_request_are_refused() {
    let office = Office::new();
    assert_eq!(
        office.refused("user.frobnicate", json!({})),
        ErrorCode::InvalidRequest
    );
    assert_eq!(
        office.refused("user.show", json!({ "user": 7 })),
        ErrorCode::InvalidRequest
    );
    assert_eq!(
        office.refused("user.list", json!({ "filter": "is:nonsense" })),
        ErrorCode::InvalidRequest
    );
}
