//! Domain values for tests.

use portreeve_core::change::{Actor, AuditEvent};
use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::name::Login;
use portreeve_core::ports::Entropy;
use portreeve_core::time::Timestamp;
use portreeve_core::user::User;

/// An active user without groups, grants or address.
pub fn user(login: &str, now: Timestamp, entropy: &dyn Entropy) -> User {
    User {
        id: UserId::new(now, entropy),
        login: Login::new(login).expect("a test's login name is valid"),
        first_name: String::new(),
        last_name: String::new(),
        email: String::new(),
        is_active: true,
        is_staff: false,
        is_superuser: false,
        joined_at: now,
        last_sign_in_at: None,
        deleted_at: None,
        groups: [].into(),
        permissions: [].into(),
        sign_in_epoch: 0,
    }
}

/// A group that grants `permissions`.
pub fn group(name: &str, permissions: &[&str], now: Timestamp, entropy: &dyn Entropy) -> Group {
    let parsed = permissions
        .iter()
        .map(|text| text.parse().expect("a test's permission is valid"));
    Group {
        id: GroupId::new(now, entropy),
        name: name.to_owned(),
        permissions: parsed.collect(),
        parents: [].into(),
    }
}

/// An event that says `detail`.
pub fn event(detail: &str, now: Timestamp) -> AuditEvent {
    AuditEvent {
        at: now,
        actor: Actor::Founder,
        command: "test".into(),
        target: String::new(),
        detail: detail.to_owned(),
    }
}
