//! Users and their passwords.

use portreeve_core::id::{GroupId, UserId};
use portreeve_core::name::Login;
use portreeve_core::password::PasswordOrigin;
use portreeve_core::password::{CostliestHash, Credential, EncodedHash};
use portreeve_core::revision::Revision;
use portreeve_core::user::User;
use portreeve_core::validity::Validity;
use serde::{Deserialize, Serialize};

use super::{Id, Invalid, Record, invalid, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct UserRecord {
    id: Id,
    login: String,
    first_name: String,
    last_name: String,
    email: String,
    is_active: bool,
    is_staff: bool,
    is_superuser: bool,
    joined_ms: i64,
    last_sign_in_ms: Option<i64>,
    valid_from_ms: Option<i64>,
    valid_until_ms: Option<i64>,
    deleted_ms: Option<i64>,
    groups: Vec<Id>,
    permissions: Vec<String>,
    sign_in_epoch: u32,
    raised_in: Option<u64>,
    superuser_until: Option<u64>,
    import_key: Option<Box<str>>,
}

impl Record for UserRecord {
    type Domain = User;

    fn from_domain(user: &User) -> Self {
        Self {
            id: user.id.to_bytes().into(),
            login: user.login.as_str().to_owned(),
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            email: user.email.clone(),
            is_active: user.is_active,
            is_staff: user.is_staff,
            is_superuser: user.is_superuser,
            joined_ms: user.joined_at.unix_ms(),
            last_sign_in_ms: user.last_sign_in_at.map(|at| at.unix_ms()),
            valid_from_ms: user
                .validity
                .as_deref()
                .and_then(|span| span.from)
                .map(|at| at.unix_ms()),
            valid_until_ms: user
                .validity
                .as_deref()
                .and_then(|span| span.until)
                .map(|at| at.unix_ms()),
            deleted_ms: user.deleted_at.map(|at| at.unix_ms()),
            groups: user.groups.iter().map(|id| id.to_bytes().into()).collect(),
            permissions: user.permissions.iter().map(ToString::to_string).collect(),
            sign_in_epoch: user.sign_in_epoch,
            raised_in: user.raised_in.map(|revision| revision.0),
            superuser_until: user.superuser_until.map(|revision| revision.0),
            import_key: user.import_key.clone(),
        }
    }

    fn into_domain(self) -> Result<User, Invalid> {
        let validity = Validity {
            from: self.valid_from_ms.map(moment),
            until: self.valid_until_ms.map(moment),
        };
        Ok(User {
            validity: (validity != Validity::default()).then(|| Box::new(validity)),
            id: UserId::from_bytes(self.id.into_array()),
            login: Login::from_stored(self.login),
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            is_active: self.is_active,
            is_staff: self.is_staff,
            is_superuser: self.is_superuser,
            joined_at: moment(self.joined_ms),
            last_sign_in_at: self.last_sign_in_ms.map(moment),
            deleted_at: self.deleted_ms.map(moment),
            groups: self
                .groups
                .into_iter()
                .map(|id| GroupId::from_bytes(id.into_array()))
                .collect(),
            permissions: self
                .permissions
                .iter()
                .map(|text| text.parse())
                .collect::<Result<_, _>>()
                .map_err(invalid)?,
            sign_in_epoch: self.sign_in_epoch,
            raised_in: self.raised_in.map(Revision),
            superuser_until: self.superuser_until.map(Revision),
            import_key: self.import_key,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct CredentialRecord {
    user: Id,
    hash: String,
    changed_ms: Option<i64>,
    origin: Option<PasswordOriginRecord>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct PasswordOriginRecord {
    set_by: Id,
    set_in: u64,
    is_changed: bool,
    through: Option<Id>,
}

impl From<PasswordOrigin> for PasswordOriginRecord {
    fn from(origin: PasswordOrigin) -> Self {
        Self {
            set_by: origin.set_by.to_bytes().into(),
            set_in: origin.set_in.0,
            is_changed: origin.is_changed,
            through: origin.through.map(|id| id.to_bytes().into()),
        }
    }
}

impl From<PasswordOriginRecord> for PasswordOrigin {
    fn from(record: PasswordOriginRecord) -> Self {
        Self {
            set_by: UserId::from_bytes(record.set_by.into_array()),
            set_in: Revision(record.set_in),
            is_changed: record.is_changed,
            through: record.through.map(|id| UserId::from_bytes(id.into_array())),
        }
    }
}

impl Record for CredentialRecord {
    type Domain = Credential;

    fn from_domain(credential: &Credential) -> Self {
        Self {
            user: credential.user.to_bytes().into(),
            hash: credential.hash.expose().to_owned(),
            changed_ms: credential.changed_at.map(|at| at.unix_ms()),
            origin: credential.origin.map(Into::into),
        }
    }

    fn into_domain(self) -> Result<Credential, Invalid> {
        Ok(Credential {
            user: UserId::from_bytes(self.user.into_array()),
            hash: EncodedHash::parse(&self.hash).map_err(invalid)?,
            changed_at: self.changed_ms.map(moment),
            origin: self.origin.map(Into::into),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct CostliestHashRecord(String);

impl Record for CostliestHashRecord {
    type Domain = CostliestHash;

    fn from_domain(hash: &CostliestHash) -> Self {
        Self(hash.0.expose().to_owned())
    }

    fn into_domain(self) -> Result<CostliestHash, Invalid> {
        EncodedHash::parse(&self.0).map(CostliestHash).map_err(invalid)
    }
}
