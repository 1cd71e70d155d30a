//! Who asks, once a caller has proven it.

use std::collections::BTreeSet;

use crate::directory::Directory;
use crate::factor::Factor;
use crate::id::SessionId;
use crate::password::PasswordOrigin;
use crate::rights::{Rights, Scope};
use crate::session::Session;
use crate::sign_in::user_of_session;
use crate::time::Timestamp;

/// Who asks, as the directory knows them in one revision.
#[derive(Clone, Debug)]
pub struct Principal {
    /// The user, and what they can do by way of this proof.
    pub rights: Rights,
    /// The session that proves it.
    pub session: SessionId,
    /// What the user has shown for it.
    pub factors: BTreeSet<Factor>,
    /// When it was shown last.
    pub proven_at: Timestamp,
    /// When it was shown again last, after signing in.
    pub confirmed_at: Option<Timestamp>,
    /// From whom the user had the password that was shown.
    pub password_origin: Option<PasswordOrigin>,
}

/// For how long the password is not asked for again, in seconds, once it was shown.
pub const PROOF_SECS: u32 = 5 * 60;

impl Principal {
    /// Who is signed in with `session` at `now`, if it is alive in `directory`.
    pub fn of_session(directory: &Directory, session: &Session, now: Timestamp) -> Option<Self> {
        let user = user_of_session(directory, session, now)?;
        Some(Self {
            rights: Rights::of(directory, user, now).within(&Scope::Whole),
            session: session.id,
            factors: session.factors.clone(),
            proven_at: session
                .issued_at
                .max(session.confirmed_at.unwrap_or(session.issued_at)),
            confirmed_at: session.confirmed_at,
            password_origin: session.password_origin,
        })
    }

    /// Whether it was proven a moment ago, by signing in or again: what hands out a key asks for that.
    pub fn is_proof_fresh(&self, now: Timestamp) -> bool {
        now <= self.proven_at.plus_secs(PROOF_SECS)
    }

    /// Whether it was proven again a moment ago, after signing in.
    pub fn is_confirmed(&self, now: Timestamp) -> bool {
        self.confirmed_at
            .is_some_and(|at| now <= at.plus_secs(PROOF_SECS))
    }
}
