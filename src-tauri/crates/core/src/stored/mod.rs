//! What every kind of stored record declares. Each noun does so in its own file. Code that is the same for all kinds
//! (trail, undo, store) is written once over these declarations.

mod fields;
mod show;

use std::fmt::Debug;
use std::hash::Hash;

use crate::id::{ClientId, GroupId, KeyId, UserId};
use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::revision::Revision;
use crate::target::{FieldChange, Target};
use crate::time::Timestamp;

pub use fields::Field;
pub(crate) use fields::{fields, put_back_set, put_back_value};
pub use show::{Show, Shown};

/// A kind of record that commands write.
pub trait Stored: Clone + Debug + Send + Sync + 'static {
    /// Identifies a record; `()` if there is only one.
    type Id: Clone + Debug + Eq + Hash + Send + Sync;

    /// Its kind.
    const KIND: Kind;

    /// The fields that events describe and undo restores.
    const FIELDS: &'static [Field<Self>];

    /// The id of this record.
    fn id(&self) -> Self::Id;

    /// What an event calls the record, or its owner; `None` for records that no event names. `record` is the written
    /// one or, if the read model has it, the removed one.
    fn target(id: &Self::Id, record: Option<&Self>, names: &dyn Names) -> Option<Target>;

    /// What an event says beside the fields: that a value was set which it must not contain. `before` is `None` for
    /// records outside the read model.
    fn untold(
        _before: Option<&Self>,
        _after: Option<&Self>,
        _id: &Self::Id,
        _names: &dyn Names,
    ) -> Vec<FieldChange> {
        Vec::new()
    }

    /// Why the change can never be undone; `None` if it can.
    fn finality(after: Option<&Self>, id: &Self::Id, names: &dyn Names) -> Option<Irreversible>;

    /// By what it is looked for, beside its name. That stays as long as the record.
    fn found_by(&self) -> Vec<By> {
        Vec::new()
    }

    /// Whether two versions differ in a described field, other than those in `but_for`.
    fn differs(&self, other: &Self, but_for: &[&str]) -> bool {
        let mut fields = Self::FIELDS.iter();
        fields.any(|field| !but_for.contains(&field.name) && !(field.is_same)(self, other))
    }

    /// Adjusts what an undo restores: `reverted` is the restored record (`None` for none), `current` the record as it
    /// is now.
    fn put_back(reverted: Option<Self>, _current: Option<&Self>, _moment: &Moment) -> Option<Self> {
        reverted
    }
}

/// By whom or what records are looked for, beside their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Those of this user.
    User(UserId),
    /// Those for this local app.
    Client(ClientId),
}

/// The moment at which a change is decided.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The time.
    pub now: Timestamp,
    /// The commit that the change would be.
    pub commit: Revision,
}

/// Names of things around a change: as after it, or as before it for removed ones.
pub trait Names {
    /// When the change is decided.
    fn now(&self) -> Timestamp;
    /// The name of a group.
    fn group(&self, id: GroupId) -> Option<String>;
    /// The user as an event's target.
    fn user(&self, id: UserId) -> Option<Target>;
    /// Whether the user existed before the change.
    fn was_there(&self, id: UserId) -> bool;
    /// The client as an event's target, and whether the change removes it.
    fn client(&self, id: ClientId) -> Option<(Target, bool)>;
    /// The algorithm of a signing key.
    fn key_algorithm(&self, id: &KeyId) -> Option<&'static str>;
}
