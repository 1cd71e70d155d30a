//! The directory's own record.

use crate::id::DirectoryId;
use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::stored::{Field, Stored, UniqueName, fields};
use crate::target::{Names, Target, TargetKind};
use crate::time::Timestamp;

/// The directory's own record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Identifies the directory for ever.
    pub id: DirectoryId,
    /// The team's name.
    pub team: String,
    /// The `iss` of every token.
    pub issuer: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// After how many days events are removed automatically; `None` for never.
    pub keep_events_days: Option<u32>,
}

impl From<&Profile> for Target {
    fn from(profile: &Profile) -> Self {
        Self::new(TargetKind::Directory, profile.id, &profile.team)
    }
}

impl Stored for Profile {
    type Id = ();
    const KIND: Kind = Kind::Profile;
    const FIELDS: &'static [Field<Self>] = fields! {
        Profile {
            value team,
            value keep_events_days,
        }
        // Tokens in use contain the issuer.
        neither: id, issuer, created_at
    };

    fn id(&self) {}

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    fn target((): &(), profile: Option<&Self>, _: &dyn Names) -> Option<Target> {
        profile.map(Target::from)
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}
