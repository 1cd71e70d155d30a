//! What lies beside an event, so that it can be taken back.

use std::sync::Arc;

use portreeve_core::undo::{Step, UndoEntry, Versions};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::{ClientRecord, GroupRecord, Invalid, PermissionRecord, ProfileRecord, Record, UserRecord};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UndoRecord {
    Kept(Vec<StepRecord>),
    Undone(u64),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepRecord {
    User(VersionsRecord<UserRecord>),
    Group(VersionsRecord<GroupRecord>),
    Permission(VersionsRecord<PermissionRecord>),
    Client(VersionsRecord<ClientRecord>, Option<ByteBuf>),
    Profile(VersionsRecord<ProfileRecord>),
}

#[derive(Serialize, Deserialize)]
pub(crate) struct VersionsRecord<R> {
    before: Option<Box<R>>,
    after: Option<Box<R>>,
}

impl<R: Record> VersionsRecord<R> {
    fn from_domain(versions: &Versions<R::Domain>) -> Self {
        Self {
            before: versions.before.as_deref().map(R::from_domain).map(Box::new),
            after: versions.after.as_deref().map(R::from_domain).map(Box::new),
        }
    }

    fn into_domain(self) -> Result<Versions<R::Domain>, Invalid> {
        let version = |record: Option<Box<R>>| record.map(|record| record.into_domain()).transpose();
        Ok(Versions {
            before: version(self.before)?.map(Arc::new),
            after: version(self.after)?.map(Arc::new),
        })
    }
}

impl Record for UndoRecord {
    type Domain = UndoEntry;

    fn from_domain(entry: &UndoEntry) -> Self {
        let step = |step: &Step| match step {
            Step::User(versions) => StepRecord::User(VersionsRecord::from_domain(versions)),
            Step::Group(versions) => StepRecord::Group(VersionsRecord::from_domain(versions)),
            Step::Permission(versions) => StepRecord::Permission(VersionsRecord::from_domain(versions)),
            Step::Client(versions, secret) => StepRecord::Client(
                VersionsRecord::from_domain(versions),
                secret
                    .as_ref()
                    .map(|secret| ByteBuf::from(secret.expose().clone())),
            ),
            Step::Profile(versions) => StepRecord::Profile(VersionsRecord::from_domain(versions)),
        };
        match entry {
            UndoEntry::Kept(steps) => Self::Kept(steps.iter().map(step).collect()),
            UndoEntry::Undone(event) => Self::Undone(*event),
        }
    }

    fn into_domain(self) -> Result<UndoEntry, Invalid> {
        let step = |step: StepRecord| {
            Ok(match step {
                StepRecord::User(versions) => Step::User(versions.into_domain()?),
                StepRecord::Group(versions) => Step::Group(versions.into_domain()?),
                StepRecord::Permission(versions) => Step::Permission(versions.into_domain()?),
                StepRecord::Client(versions, secret) => Step::Client(
                    versions.into_domain()?,
                    secret.map(|secret| secret.into_vec().into()),
                ),
                StepRecord::Profile(versions) => Step::Profile(versions.into_domain()?),
            })
        };
        Ok(match self {
            Self::Kept(steps) => UndoEntry::Kept(steps.into_iter().map(step).collect::<Result<_, _>>()?),
            Self::Undone(event) => UndoEntry::Undone(event),
        })
    }
}
