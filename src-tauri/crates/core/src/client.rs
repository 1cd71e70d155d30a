//! Clients (local apps), the keys that sign for them, and families of refresh tokens.

use std::collections::BTreeSet;

use crate::id::{ClientId, FamilyId, KeyId, UserId};
use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::name::NameKey;
use crate::password::PasswordOrigin;
use crate::revision::Moment;
use crate::secret::SecretBytes;
use crate::stored::{By, Field, Show, Shown, Stored, UniqueName, fields};
use crate::target::{FieldChange, Names, Target, TargetKind};
use crate::time::Timestamp;
use crate::user::User;

/// How a token is signed (RFC 7518, RFC 8037).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256: every verifier knows it, hence the default.
    Rs256,
    /// ECDSA on P-256.
    Es256,
    /// Ed25519.
    EdDsa,
    /// HMAC with a secret shared with the one app.
    Hs256,
}

impl Algorithm {
    /// All algorithms, the default first.
    pub const ALL: [Self; 4] = [Self::Rs256, Self::Es256, Self::EdDsa, Self::Hs256];

    /// The JWA name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
            Self::Hs256 => "HS256",
        }
    }

    /// From its JWA name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    /// Whether the verifier has the same secret as we have.
    pub const fn is_symmetric(self) -> bool {
        matches!(self, Self::Hs256)
    }
}

/// A local app that accepts our tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Never changes; the `client_id` claim.
    pub id: ClientId,
    /// Unique by [`NameKey`].
    pub name: String,
    /// The one `aud` of its tokens.
    pub audience: String,
    /// The algorithm of its tokens.
    pub algorithm: Algorithm,
    /// Lifetime of an access token, in seconds.
    pub access_secs: u32,
    /// Lifetime of a refresh-token family, in seconds.
    pub refresh_secs: u32,
    /// When it was added.
    pub created_at: Timestamp,
    /// Raised when a deleted app is restored: its earlier refresh tokens stay ended.
    pub token_epoch: u32,
}

/// Default lifetime of access tokens, in seconds.
pub const ACCESS_SECS_DEFAULT: u32 = 10 * 60;
/// Default lifetime of refresh-token families, in seconds.
pub const REFRESH_SECS_DEFAULT: u32 = 14 * 24 * 3600;
/// Longest lifetime of an access token, in seconds: it cannot be recalled.
pub const ACCESS_SECS_MAX: u32 = 24 * 3600;
/// Longest lifetime of a refresh-token family, in seconds.
pub const REFRESH_SECS_MAX: u32 = 365 * 24 * 3600;

/// How long a replaced key still verifies, in seconds: as long as any token that it has signed, plus the difference
/// allowed between two clocks.
pub const KEY_OVERLAP_SECS: u32 = ACCESS_SECS_MAX + 30;

impl Client {
    /// The key by which the name is unique.
    pub fn key(&self) -> NameKey {
        NameKey::new(&self.name)
    }
}

/// The public part of a signing key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// Its thumbprint.
    pub id: KeyId,
    /// Its algorithm; one for each key.
    pub algorithm: Algorithm,
    /// SubjectPublicKeyInfo, PEM.
    pub pem: String,
    /// The public JWK, JSON.
    pub jwk: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A signing key with its private half.
#[derive(Clone, Debug)]
pub struct SigningKey {
    /// The public half.
    pub public: PublicKey,
    /// PKCS#8, DER.
    pub private: SecretBytes,
}

/// The secret that an HS256 client shares with us.
#[derive(Clone, Debug)]
pub struct ClientSecret {
    /// The client.
    pub client: ClientId,
    /// The secret.
    pub secret: SecretBytes,
}

/// A series of refresh tokens, each replacing the previous one (RFC 9700 section 4.14).
#[derive(Clone, Debug)]
pub struct TokenFamily {
    /// Never changes; part of every token of the family.
    pub id: FamilyId,
    /// The user.
    pub user: UserId,
    /// The app.
    pub client: ClientId,
    /// Authenticates the tokens of this family.
    pub secret: SecretBytes,
    /// The number of tokens before the current one.
    pub generation: u32,
    /// When the family began.
    pub issued_at: Timestamp,
    /// When the current token replaced the previous one.
    pub rotated_at: Timestamp,
    /// When the family ends at the latest.
    pub expires_at: Timestamp,
    /// When it was ended early.
    pub ended_at: Option<Timestamp>,
    /// The user's [`sign_in_epoch`](User::sign_in_epoch) when it began.
    pub epoch: u32,
    /// The app's [`token_epoch`](Client::token_epoch) when it began.
    pub client_epoch: u32,
    /// The user who issued it.
    pub issued_by: UserId,
    /// Who set the password with which the issuer was signed in.
    pub password_origin: Option<PasswordOrigin>,
}

impl TokenFamily {
    /// Whether its own times let it go on for `user` at `client` and `now`; see
    /// [`user_of_family`](crate::sign_in::user_of_family).
    pub(crate) fn is_current(&self, user: &User, client: &Client, now: Timestamp) -> bool {
        (user.id, client.id) == (self.user, self.client)
            && user.is_usable(now)
            && (user.sign_in_epoch, client.token_epoch) == (self.epoch, self.client_epoch)
            && self.ended_at.is_none()
            && now < self.expires_at
    }
}

impl From<&Client> for Target {
    fn from(client: &Client) -> Self {
        Self::new(TargetKind::Client, client.id, &client.name)
    }
}

impl Show for Algorithm {
    fn show(&self, _: &dyn Names) -> Shown {
        Shown::Text(self.name().to_owned())
    }
}

impl Stored for Client {
    type Id = ClientId;
    const KIND: Kind = Kind::Client;
    const FIELDS: &'static [Field<Self>] = fields! {
        Client {
            value name,
            value audience,
            value algorithm,
            value access_secs,
            value refresh_secs,
        }
        neither: id, created_at, token_epoch
    };

    fn id(&self) -> ClientId {
        self.id
    }

    /// A token for one app must not open another, so an app's audience is as unique as its name.
    fn names(&self) -> Vec<UniqueName> {
        let names = BTreeSet::from([self.key(), NameKey::new(&self.audience)]);
        let unique = |name| UniqueName::new(Kind::ClientName, "client", name);
        names.into_iter().map(unique).collect()
    }

    fn target(_: &ClientId, client: Option<&Self>, _: &dyn Names) -> Option<Target> {
        client.map(Target::from)
    }

    fn put_back(reverted: Option<Self>, current: Option<&Self>, _: &Moment) -> Option<Self> {
        let mut client = reverted?;
        if current.is_none() {
            client.token_epoch = client.token_epoch.wrapping_add(1);
        }
        Some(client)
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}

impl Stored for ClientSecret {
    type Id = ClientId;
    const KIND: Kind = Kind::ClientSecret;
    const FIELDS: &'static [Field<Self>] = &[];

    fn id(&self) -> ClientId {
        self.client
    }

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    /// The event about a client need not mention that its secret goes with it.
    fn target(id: &ClientId, _: Option<&Self>, names: &dyn Names) -> Option<Target> {
        let (client, goes) = names.client(*id)?;
        (!goes).then_some(client)
    }

    fn untold(_: Option<&Self>, after: Option<&Self>, _: &ClientId, _: &dyn Names) -> Vec<FieldChange> {
        vec![FieldChange::set(
            "secret",
            if after.is_some() { "set" } else { "removed" },
        )]
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}

impl Stored for SigningKey {
    type Id = KeyId;
    const KIND: Kind = Kind::SigningKey;
    const FIELDS: &'static [Field<Self>] = &[];

    fn id(&self) -> KeyId {
        self.public.id.clone()
    }

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    fn target(id: &KeyId, key: Option<&Self>, names: &dyn Names) -> Option<Target> {
        let algorithm = key.map(|key| key.public.algorithm.name());
        let algorithm = algorithm.or_else(|| names.key_algorithm(id))?;
        Some(Target::new(TargetKind::Key, id, algorithm))
    }

    fn untold(_: Option<&Self>, after: Option<&Self>, _: &KeyId, _: &dyn Names) -> Vec<FieldChange> {
        vec![FieldChange::set(
            "private_key",
            if after.is_some() { "made" } else { "removed" },
        )]
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}

impl Stored for TokenFamily {
    type Id = FamilyId;
    const KIND: Kind = Kind::TokenFamily;
    const FIELDS: &'static [Field<Self>] = &[];

    fn id(&self) -> FamilyId {
        self.id
    }

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    fn found_by(&self) -> Vec<By> {
        vec![By::User(self.user), By::Client(self.client)]
    }

    fn target(id: &FamilyId, _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        Some(Target::token_family(*id))
    }

    fn untold(_: Option<&Self>, after: Option<&Self>, _: &FamilyId, _: &dyn Names) -> Vec<FieldChange> {
        let ended_at = after.and_then(|family| family.ended_at);
        ended_at
            .map(|at| FieldChange::set("ended_at", &at.to_string()))
            .into_iter()
            .collect()
    }

    fn finality(after: Option<&Self>, _: &FamilyId, _: &dyn Names) -> Option<Irreversible> {
        let goes_on = after.is_some_and(|family| family.ended_at.is_none());
        goes_on.then_some(Irreversible::TokenGivenOut)
    }
}
