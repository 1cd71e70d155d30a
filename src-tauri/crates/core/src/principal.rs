//! The principal: a caller who has proven who they are.

use std::collections::BTreeSet;

use crate::directory::Directory;
use crate::factor::Factor;
use crate::id::SessionId;
use crate::password::PasswordOrigin;
use crate::rights::{Rights, Scope};
use crate::session::Session;
use crate::sign_in::user_of_session;
use crate::time::Timestamp;

/// The caller as the directory knows them in one revision.
#[derive(Clone, Debug)]
pub struct Principal {
    /// The user, and the rights that this proof gives.
    pub rights: Rights,
    /// The session that is the proof.
    pub session: SessionId,
    /// The factors that the user has shown.
    pub factors: BTreeSet<Factor>,
    /// When the user last showed a factor.
    pub proven_at: Timestamp,
    /// When the user last showed a factor again, after signing in.
    pub confirmed_at: Option<Timestamp>,
    /// Who set the password that the user showed.
    pub password_origin: Option<PasswordOrigin>,
}

/// How long after the password was entered it is not asked for again, in seconds.
pub const PROOF_SECS: u32 = 5 * 60;

impl Principal {
    /// The user who is signed in with `session` at `now`, if the session is alive in `directory`.
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

    /// Whether the password was entered a moment ago, at sign-in or again; commands that give out a key ask for that.
    pub fn is_proof_fresh(&self, now: Timestamp) -> bool {
        now <= self.proven_at.plus_secs(PROOF_SECS)
    }

    /// Whether the password was entered again a moment ago, after signing in.
    pub fn is_confirmed(&self, now: Timestamp) -> bool {
        self.confirmed_at
            .is_some_and(|at| now <= at.plus_secs(PROOF_SECS))
    }
}
