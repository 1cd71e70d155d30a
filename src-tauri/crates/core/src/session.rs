//! Sessions: sign-ins and their times.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::entropy::{Entropy, random};
use crate::factor::Factor;
use crate::id::{SessionId, UserId};
use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::password::PasswordOrigin;
use crate::secret::SecretText;
use crate::stored::{By, Field, Stored, UniqueName};
use crate::target::{FieldChange, Names, Target};
use crate::time::Timestamp;
use crate::user::User;

/// How a session reaches the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// The desktop window.
    Window,
    /// The command line.
    Cli,
}

impl SessionKind {
    /// How long an unused session lives, in seconds (NIST SP 800-63B-4, AAL1: at most 30 days).
    pub const fn idle_secs_max(self) -> u32 {
        match self {
            Self::Window => 12 * 3600,
            Self::Cli => 7 * 24 * 3600,
        }
    }

    /// The longest lifetime of a session, in seconds.
    pub const fn lifetime_secs_max(self) -> u32 {
        match self {
            Self::Window => 7 * 24 * 3600,
            Self::Cli => 30 * 24 * 3600,
        }
    }
}

/// SHA-256 of a session token; all that is stored of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionTokenHash(pub [u8; 32]);

/// One sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Never changes.
    pub id: SessionId,
    /// The user.
    pub user: UserId,
    /// How it reaches the directory.
    pub kind: SessionKind,
    /// The token's hash.
    pub token: SessionTokenHash,
    /// When it began.
    pub issued_at: Timestamp,
    /// When it was last used, to about a minute.
    pub last_seen_at: Timestamp,
    /// When it was ended, by sign-out or by an operator.
    pub ended_at: Option<Timestamp>,
    /// The user's [`sign_in_epoch`](User::sign_in_epoch) when it began.
    pub epoch: u32,
    /// Who set the password that it began with.
    pub password_origin: Option<PasswordOrigin>,
    /// What the user has shown for it.
    pub factors: BTreeSet<Factor>,
    /// When the user last showed the password again, after signing in.
    pub confirmed_at: Option<Timestamp>,
}

/// What a new session token starts with, so that secret scanners know it.
pub const TOKEN_PREFIX: &str = "prv_s_";

impl Session {
    /// When it expires, as known now.
    pub fn expires_at(&self) -> Timestamp {
        let idle = self.last_seen_at.plus_secs(self.kind.idle_secs_max());
        idle.min(self.issued_at.plus_secs(self.kind.lifetime_secs_max()))
    }

    /// Whether its own times let it go on for `user`, its owner, at `now`; see
    /// [`user_of_session`](crate::sign_in::user_of_session).
    pub(crate) fn is_current(&self, user: &User, now: Timestamp) -> bool {
        user.id == self.user
            && user.is_usable(now)
            && user.sign_in_epoch == self.epoch
            && self.ended_at.is_none()
            && now < self.expires_at()
    }
}

/// A new session token, 256 random bits, with its hash.
pub fn new_token(entropy: &dyn Entropy) -> (SecretText, SessionTokenHash) {
    use base64::Engine as _;
    let bytes = random::<32>(entropy);
    let text = format!(
        "{TOKEN_PREFIX}{}",
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
    );
    let hash = hash_token(&text);
    (SecretText::new(text), hash)
}

/// The hash under which a presented token is looked up.
pub fn hash_token(text: &str) -> SessionTokenHash {
    SessionTokenHash(Sha256::digest(text.as_bytes()).into())
}

impl Stored for Session {
    type Id = SessionId;
    const KIND: Kind = Kind::Session;
    const FIELDS: &'static [Field<Self>] = &[];

    fn id(&self) -> SessionId {
        self.id
    }

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    fn found_by(&self) -> Vec<By> {
        vec![By::User(self.user)]
    }

    fn target(id: &SessionId, _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        Some(Target::session(*id))
    }

    fn untold(_: Option<&Self>, after: Option<&Self>, _: &SessionId, _: &dyn Names) -> Vec<FieldChange> {
        let ended_at = after.and_then(|session| session.ended_at);
        ended_at
            .map(|at| FieldChange::set("ended_at", &at.to_string()))
            .into_iter()
            .collect()
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}
