//! Domain values for tests.

use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, Via};
use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::name::Login;
use portreeve_core::ports::Entropy;
use portreeve_core::time::Timestamp;
use portreeve_core::user::User;

/// An active user without groups, grants or address.
pub fn user(login: &str, now: Timestamp, entropy: &dyn Entropy) -> User {
    let login = Login::new(login).expect("a test's login name is valid");
    User::new(UserId::new(now, entropy), login, now)
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
        managers: [].into(),
        raised_in: None,
    }
}

/// An event that says `detail`.
pub fn event(detail: &str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Founder, Via::CommandLine, "test", detail)
}
