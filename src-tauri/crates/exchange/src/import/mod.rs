//! Importers: each reads the files of one program into the same [`Dump`].
//!
//! A folder is one program. It says by itself what is wrong with a file ([`Rejected`]), so commands know no program.

pub mod django;
mod held;
mod new_names;
mod note;
mod room;
mod words;
mod zone;

use std::sync::Arc;

use portreeve_core::name::Login;
use portreeve_core::password::EncodedHash;
use portreeve_core::permission::Permission;
use portreeve_core::progress::Watch;
use portreeve_core::set::Set;
use portreeve_core::time::Timestamp;

pub use self::held::{Held, Kind, Why};
pub use self::note::Note;
pub use self::zone::{Zone, ZoneError};
use crate::capped::Capped;

/// Every importer.
pub const IMPORTERS: &[Importer] = &[django::IMPORTER];

/// Reads the files of one program.
#[derive(Clone, Copy, Debug)]
pub struct Importer {
    /// Its name on the command line.
    pub id: &'static str,
    /// What it reads, in words.
    pub source: &'static str,
    /// The size of the largest file, in bytes.
    pub bytes_max: usize,
    /// Reads a file. The watch is told how much is read.
    pub read: fn(Vec<u8>, &Options, &Watch<'_>) -> Result<Dump, Rejected>,
    /// Why a larger file is rejected.
    pub too_large: fn() -> Rejected,
}

/// The importer called `id`.
pub fn find(id: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| importer.id == id)
}

/// Why nothing in a file can be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// What kind of fault it is.
    pub because: Because,
    /// The fault in words.
    pub why: String,
    /// Further lines, such as one for each entry that is wrong.
    pub details: Vec<String>,
    /// What to do.
    pub hint: String,
}

/// The kinds of faults of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It is larger than the importer reads.
    TooLarge,
    /// It is not in the format that such files have.
    Unreadable,
    /// It ends in the middle.
    CutShort,
    /// It is in the right format, but of another program, or without people.
    Foreign,
    /// Its contents contradict each other, or are too many.
    Invalid,
    /// The options do not fit the file.
    Options,
    /// The caller has cancelled the reading.
    Cancelled,
}

/// The contents of a dump, in its order.
#[derive(Clone, Debug)]
pub struct Dump {
    /// The accounts.
    pub users: Vec<DumpUser>,
    /// The groups.
    pub groups: Vec<DumpGroup>,
    /// Every permission the dump lists or grants, sorted.
    pub permissions: Vec<DumpPermission>,
    /// Models in the dump that are not imported, sorted.
    pub skipped: Vec<Skipped>,
    /// People and things that cannot be imported as they are, and why.
    pub held: Capped<Held>,
    /// Values that are read differently from how they are written.
    pub notes: Vec<Note>,
    /// Possible login fields, if a person has no username.
    pub login_fields: Vec<String>,
}

/// One account of a dump.
#[derive(Clone, Debug)]
pub struct DumpUser {
    /// The username.
    pub login: Login,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// Mail address, or empty.
    pub email: String,
    /// Whether the account can sign in.
    pub is_active: bool,
    /// Django's admin-site flag.
    pub is_staff: bool,
    /// Has every permission while active.
    pub is_superuser: bool,
    /// When the account was created, if its model records that.
    pub joined_at: Option<Timestamp>,
    /// When the person last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// The password as Django stored it.
    pub hash: EncodedHash,
    /// Names of their groups; each is in [`Dump::groups`].
    pub groups: Set<Arc<str>>,
    /// Names of their groups that are not imported.
    pub other_groups: Box<[Arc<str>]>,
    /// Permissions granted to them directly; each is in [`Dump::permissions`].
    pub permissions: Set<Permission>,
    /// The account's place in the file, counted from 1.
    pub place: usize,
    /// The account's primary key, if the file has it.
    pub key: Option<Box<str>>,
}

/// One group of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpGroup {
    /// The group's name.
    pub name: String,
    /// The permissions that it grants; each is in [`Dump::permissions`].
    pub permissions: Set<Permission>,
    /// Its place in the file, counted from 1.
    pub place: usize,
}

/// One permission of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpPermission {
    /// The permission.
    pub permission: Permission,
    /// Its label, for example "Can approve invoice".
    pub label: String,
}

/// A model that is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its label, for example `people.profile`.
    pub model: String,
    /// The number of its objects in the dump.
    pub count: usize,
}

/// How to read a dump.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The zone for times without one.
    pub zone: Zone,
    /// The user model; `None` to find it.
    pub user_model: Option<String>,
    /// The field for the username, if it is neither the username nor the e-mail address.
    pub login_field: Option<String>,
    /// People who get another username than in the file.
    pub logins: Vec<NewName>,
    /// Groups that get another name than in the file.
    pub groups: Vec<NewName>,
}

/// Another name for a person or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    /// The name in the file, or `#` and the place of the object.
    pub old: String,
    /// The name here; `None` leaves it out.
    pub new: Option<String>,
}
