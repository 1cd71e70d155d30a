//! Clients, their secrets, signing keys and refresh-token families.

use portreeve_core::client::{Algorithm, Client, ClientSecret, PublicKey, SigningKey, TokenFamily};
use portreeve_core::id::{ClientId, FamilyId, KeyId, UserId};
use portreeve_core::secret::SecretBytes;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::user::PasswordOriginRecord;
use super::{Id, Invalid, Record, moment};

pub(super) fn algorithm(name: &str) -> Result<Algorithm, Invalid> {
    Algorithm::from_name(name).ok_or_else(|| Invalid(format!("unknown algorithm {name}")))
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ClientRecord {
    id: Id,
    name: String,
    audience: String,
    algorithm: String,
    access_secs: u32,
    refresh_secs: u32,
    created_ms: i64,
    token_epoch: u32,
}

impl Record for ClientRecord {
    type Domain = Client;

    fn from_domain(client: &Client) -> Self {
        Self {
            id: client.id.to_bytes().into(),
            name: client.name.clone(),
            audience: client.audience.clone(),
            algorithm: client.algorithm.name().to_owned(),
            access_secs: client.access_secs,
            refresh_secs: client.refresh_secs,
            created_ms: client.created_at.unix_ms(),
            token_epoch: client.token_epoch,
        }
    }

    fn into_domain(self) -> Result<Client, Invalid> {
        Ok(Client {
            id: ClientId::from_bytes(self.id.into_array()),
            name: self.name,
            audience: self.audience,
            algorithm: algorithm(&self.algorithm)?,
            access_secs: self.access_secs,
            refresh_secs: self.refresh_secs,
            created_at: moment(self.created_ms),
            token_epoch: self.token_epoch,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ClientSecretRecord {
    client: Id,
    secret: ByteBuf,
}

impl Record for ClientSecretRecord {
    type Domain = ClientSecret;

    fn from_domain(secret: &ClientSecret) -> Self {
        Self {
            client: secret.client.to_bytes().into(),
            secret: ByteBuf::from(secret.secret.expose().clone()),
        }
    }

    fn into_domain(self) -> Result<ClientSecret, Invalid> {
        Ok(ClientSecret {
            client: ClientId::from_bytes(self.client.into_array()),
            secret: SecretBytes::new(self.secret.into_vec()),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct SigningKeyRecord {
    id: String,
    algorithm: String,
    pem: String,
    jwk: String,
    created_ms: i64,
    private: ByteBuf,
}

impl Record for SigningKeyRecord {
    type Domain = SigningKey;

    fn from_domain(key: &SigningKey) -> Self {
        Self {
            id: key.public.id.0.clone(),
            algorithm: key.public.algorithm.name().to_owned(),
            pem: key.public.pem.clone(),
            jwk: key.public.jwk.clone(),
            created_ms: key.public.created_at.unix_ms(),
            private: ByteBuf::from(key.private.expose().clone()),
        }
    }

    fn into_domain(self) -> Result<SigningKey, Invalid> {
        Ok(SigningKey {
            public: PublicKey {
                id: KeyId(self.id),
                algorithm: algorithm(&self.algorithm)?,
                pem: self.pem,
                jwk: self.jwk,
                created_at: moment(self.created_ms),
            },
            private: SecretBytes::new(self.private.into_vec()),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct FamilyRecord {
    id: Id,
    user: Id,
    client: Id,
    secret: ByteBuf,
    generation: u32,
    issued_ms: i64,
    rotated_ms: i64,
    expires_ms: i64,
    ended_ms: Option<i64>,
    epoch: u32,
    client_epoch: u32,
    issued_by: Id,
    password_origin: Option<PasswordOriginRecord>,
}

impl Record for FamilyRecord {
    type Domain = TokenFamily;

    fn from_domain(family: &TokenFamily) -> Self {
        Self {
            id: family.id.to_bytes().into(),
            user: family.user.to_bytes().into(),
            client: family.client.to_bytes().into(),
            secret: ByteBuf::from(family.secret.expose().clone()),
            generation: family.generation,
            issued_ms: family.issued_at.unix_ms(),
            rotated_ms: family.rotated_at.unix_ms(),
            expires_ms: family.expires_at.unix_ms(),
            ended_ms: family.ended_at.map(|at| at.unix_ms()),
            epoch: family.epoch,
            client_epoch: family.client_epoch,
            issued_by: family.issued_by.to_bytes().into(),
            password_origin: family.password_origin.map(Into::into),
        }
    }

    fn into_domain(self) -> Result<TokenFamily, Invalid> {
        Ok(TokenFamily {
            id: FamilyId::from_bytes(self.id.into_array()),
            user: UserId::from_bytes(self.user.into_array()),
            client: ClientId::from_bytes(self.client.into_array()),
            secret: SecretBytes::new(self.secret.into_vec()),
            generation: self.generation,
            issued_at: moment(self.issued_ms),
            rotated_at: moment(self.rotated_ms),
            expires_at: moment(self.expires_ms),
            ended_at: self.ended_ms.map(moment),
            epoch: self.epoch,
            client_epoch: self.client_epoch,
            issued_by: UserId::from_bytes(self.issued_by.into_array()),
            password_origin: self.password_origin.map(Into::into),
        })
    }
}
