//! The directory's own record, and known permissions.

use portreeve_core::id::DirectoryId;
use portreeve_core::permission::PermissionEntry;
use portreeve_core::profile::Profile;
use serde::{Deserialize, Serialize};

use super::{Id, Invalid, Record, invalid, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct ProfileRecord {
    id: Id,
    team: String,
    issuer: String,
    created_ms: i64,
    keep_events_days: Option<u32>,
}

impl Record for ProfileRecord {
    type Domain = Profile;

    fn from_domain(profile: &Profile) -> Self {
        Self {
            id: profile.id.to_bytes().into(),
            team: profile.team.clone(),
            issuer: profile.issuer.clone(),
            created_ms: profile.created_at.unix_ms(),
            keep_events_days: profile.keep_events_days,
        }
    }

    fn into_domain(self) -> Result<Profile, Invalid> {
        Ok(Profile {
            id: DirectoryId::from_bytes(self.id.into_array()),
            team: self.team,
            issuer: self.issuer,
            created_at: moment(self.created_ms),
            keep_events_days: self.keep_events_days,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct PermissionRecord {
    permission: String,
    label: String,
}

impl Record for PermissionRecord {
    type Domain = PermissionEntry;

    fn from_domain(entry: &PermissionEntry) -> Self {
        Self {
            permission: entry.permission.to_string(),
            label: entry.label.clone(),
        }
    }

    fn into_domain(self) -> Result<PermissionEntry, Invalid> {
        Ok(PermissionEntry {
            permission: self.permission.parse().map_err(invalid)?,
            label: self.label,
        })
    }
}
