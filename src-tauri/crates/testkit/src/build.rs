//! Domain values for tests.

use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, Via};
use portreeve_core::client::{ACCESS_SECS_DEFAULT, Algorithm, Client, REFRESH_SECS_DEFAULT};
use portreeve_core::group::Group;
use portreeve_core::id::{ClientId, GroupId, UserId};
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

/// A local app with tokens for `audience`.
pub fn client(name: &str, audience: &str, now: Timestamp, entropy: &dyn Entropy) -> Client {
    Client {
        id: ClientId::new(now, entropy),
        name: name.to_owned(),
        audience: audience.to_owned(),
        algorithm: Algorithm::Rs256,
        access_secs: ACCESS_SECS_DEFAULT,
        refresh_secs: REFRESH_SECS_DEFAULT,
        created_at: now,
        token_epoch: 0,
    }
}

/// An event with `detail`.
pub fn event(detail: &str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Setup, Via::CommandLine, "test", detail)
}
