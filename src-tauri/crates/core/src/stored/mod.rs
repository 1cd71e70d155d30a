//! What every kind of stored record says of itself. The nouns answer it, each in its own file; what is the same for all of
//! them (the trail, undo, the store) is written once over these answers.

mod fields;
mod show;

use std::fmt::Debug;
use std::hash::Hash;

use crate::finality::Final;
use crate::id::{ClientId, GroupId, KeyId, UserId};
use crate::kind::Kind;
use crate::revision::Revision;
use crate::target::{FieldChange, Target};
use crate::time::Timestamp;

pub(crate) use fields::fields;
pub use fields::{Field, Members, Value};
pub use show::{Show, Shown};

/// A kind of record that commands write.
pub trait Stored: Clone + Debug + Send + Sync + 'static {
    /// What names one of them; `()` where there is one only.
    type Id: Clone + Debug + Eq + Hash + Send + Sync;

    /// Which kind it is.
    const KIND: Kind;

    /// What names this one.
    fn id(&self) -> Self::Id;

    /// What an event calls it, or the record that it belongs to; `None` for what no event names. `record` is the one that
    /// is written or, if the read model has it, the one that goes.
    fn target(id: &Self::Id, record: Option<&Self>, names: &dyn Names) -> Option<Target>;

    /// The fields that an event tells of and an undo puts back.
    fn fields() -> &'static [Field<Self>] {
        &[]
    }

    /// What an event tells beside the fields: that something was set whose value it keeps to itself. `before` is `None`
    /// for all that the read model does not hold.
    fn untold(
        _before: Option<&Self>,
        _after: Option<&Self>,
        _id: &Self::Id,
        _names: &dyn Names,
    ) -> Vec<FieldChange> {
        Vec::new()
    }

    /// Why the change can never be taken back, if that is so.
    fn finality(_after: Option<&Self>, _id: &Self::Id, _names: &dyn Names) -> Option<Final> {
        None
    }

    /// By what it is looked for, beside its name. That stays as long as the record.
    fn found_by(&self) -> Vec<By> {
        Vec::new()
    }

    /// Whether two versions differ in a field that is told, but for those that are named.
    fn differs(&self, other: &Self, but_for: &[&str]) -> bool {
        let mut fields = Self::fields().iter();
        fields.any(|field| !but_for.contains(&field.name) && !(field.is_same)(self, other))
    }

    /// What an undo makes of the record: `reverted` is what it comes back to (`None` for gone), `current` what it is now.
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

/// When a change is decided.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The time.
    pub now: Timestamp,
    /// The commit that it would be.
    pub commit: Revision,
}

/// What things are called around a change: after it, or before it if they are gone then.
pub trait Names {
    /// When the change is decided.
    fn now(&self) -> Timestamp;
    /// The name of a group.
    fn group(&self, id: GroupId) -> Option<String>;
    /// A user, as an event names them.
    fn user(&self, id: UserId) -> Option<Target>;
    /// Whether the user was there before the change.
    fn was_there(&self, id: UserId) -> bool;
    /// A client, as an event names it, and whether it goes with the change.
    fn client(&self, id: ClientId) -> Option<(Target, bool)>;
    /// What a signing key signs with.
    fn key_algorithm(&self, id: &KeyId) -> Option<&'static str>;
}
