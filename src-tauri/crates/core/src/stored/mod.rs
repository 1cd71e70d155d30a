//! What every kind of stored record declares. Each noun does so in its own file. Code that is the same for all kinds
//! (trail, undo, store) is written once over these declarations.

mod fields;
mod show;

use std::fmt::Debug;
use std::hash::Hash;

use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::revision::Moment;
use crate::target::{FieldChange, Names, Target};

pub use crate::lead::{By, UniqueName};
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

    /// What an event says of the record before and after, beside the fields: that a value was set which it must not
    /// contain. There is none before for records outside the read model.
    fn untold(_: Option<&Self>, _: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Vec<FieldChange> {
        Vec::new()
    }

    /// Why the change can never be undone; `None` if it can.
    fn finality(after: Option<&Self>, id: &Self::Id, names: &dyn Names) -> Option<Irreversible>;

    /// The names that lead to it and to no other record of the directory.
    fn names(&self) -> Vec<UniqueName>;

    /// By whom it is looked for, beside its names. That stays as long as the record.
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

/// A kind of record that events neither name nor describe, so an undo has nothing to restore. It is [`Stored`] by that.
pub trait Silent: Clone + Debug + Send + Sync + 'static {
    /// As [`Stored::Id`].
    type Id: Clone + Debug + Eq + Hash + Send + Sync;

    /// Its kind.
    const KIND: Kind;

    /// The id of this record.
    fn id(&self) -> Self::Id;
}

impl<T: Silent> Stored for T {
    type Id = <T as Silent>::Id;
    const KIND: Kind = <T as Silent>::KIND;
    const FIELDS: &'static [Field<Self>] = &[];

    fn id(&self) -> <T as Silent>::Id {
        Silent::id(self)
    }

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    fn target(_: &<T as Silent>::Id, _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        None
    }

    fn finality(_: Option<&Self>, _: &<T as Silent>::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}
