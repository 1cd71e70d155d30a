//! Django dumps: the JSON that `manage.py dumpdata` writes, with primary keys or natural keys.
//!
//! Both forms give the same [`DjangoDump`]. Everything that Django allows can be imported, and a value that is read
//! differently from how it is written gives a [`Note`]. A person, a group or a broken object that cannot be imported is
//! [`Held`] and does not stop the others; a membership or grant that leads nowhere is left out. If one key stands for
//! two groups, permissions or content types, nothing is imported ([`Problem`]): the references to it are ambiguous.
//! Memory is bounded for any file: objects are read one at a time, and the number of kept items is limited.

mod entry;
mod error;
mod foreign;
mod group;
mod held;
mod index;
mod looks;
mod model;
mod note;
mod reader;
mod stream;
mod twins;
mod user;
mod wrapping;
mod zone;

use std::sync::Arc;

use portreeve_core::name::Login;
use portreeve_core::password::EncodedHash;
use portreeve_core::permission::Permission;
use portreeve_core::set::Set;
use portreeve_core::time::Timestamp;

pub use self::error::{DumpError, Kind, Problem};
pub use self::foreign::Foreign;
pub use self::held::{Held, Why};
pub use self::note::Note;
pub use self::zone::{Zone, ZoneError};
use crate::capped::Capped;

use self::entry::Entry;
use self::error::{Keys, shown};
use self::index::Index;
use self::model::Models;
use self::note::Notes;
use self::user::Outcome;
use self::wrapping::Wrapped;

/// Largest dump, in bytes, both packed and unpacked: some 100,000 people.
pub const DUMP_BYTES_MAX: usize = 64 << 20;
/// The most people. An import of so many takes less than 256 MiB; a journey measures it.
const USERS_MAX: usize = 100_000;
/// The most groups.
const GROUPS_MAX: usize = 20_000;
/// The most permissions, and the most content types.
const PERMISSIONS_MAX: usize = 20_000;
/// The most memberships and grants together: with them, too, it takes no more.
const REFERENCES_MAX: usize = 1_000_000;

/// The contents of a dump, in its order.
#[derive(Clone, Debug)]
pub struct DjangoDump {
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
    /// Names of their groups; each is in [`DjangoDump::groups`].
    pub groups: Set<Arc<str>>,
    /// Names of their groups that are not imported.
    pub other_groups: Box<[Arc<str>]>,
    /// Permissions granted to them directly; each is in [`DjangoDump::permissions`].
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
    /// The permissions that it grants; each is in [`DjangoDump::permissions`].
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

/// The requested renames.
struct NewNames<'o> {
    all: &'o [NewName],
    /// Renames that have matched nothing so far.
    unmet: Vec<&'o NewName>,
}

impl<'o> NewNames<'o> {
    fn new(all: &'o [NewName]) -> Self {
        Self {
            all,
            unmet: all.iter().collect(),
        }
    }

    /// The new name of `old`, if a rename asks for one. An inner `None` leaves it out.
    fn take(&mut self, old: &str, place: usize) -> Option<Option<&'o str>> {
        self.unmet.retain(|name| !name.is_for(old, place));
        let meant = self.all.iter().find(|name| name.is_for(old, place));
        meant.map(|name| name.new.as_deref())
    }

    fn unmet(&self) -> Option<Capped<String>> {
        let unmet = self.unmet.iter().map(|name| shown(&name.old));
        (!self.unmet.is_empty()).then(|| unmet.collect())
    }
}

impl NewName {
    fn is_for(&self, old: &str, place: usize) -> bool {
        match self.old.strip_prefix('#') {
            Some(number) => number.parse() == Ok(place),
            None => self.old == old,
        }
    }
}

/// Reads a dump.
pub fn parse(bytes: Vec<u8>, options: &Options) -> Result<DjangoDump, DumpError> {
    let mut notes = Notes::default();
    let mut problems = Capped::default();
    let mut held = Capped::default();
    let text = Wrapped::open(bytes, &mut notes)?;

    // References point backwards and forwards in the file, so it is read once for each kind of object.
    let mut index = Index::default();
    let mut models = Models::default();
    let (mut is_dump, mut is_empty) = (false, true);
    stream::each_to_the_end(&text, &mut notes, |entry| {
        is_empty = false;
        is_dump |= entry.is_whole();
        if entry.model.is_empty() {
            held.push(Held::unreadable(Kind::Other, &entry, Why::NoModel));
            return Ok(());
        }
        models.add(&entry);
        if entry.model != "contenttypes.contenttype" {
            return Ok(());
        }
        match entry.fields() {
            Ok(fields) => index.add_content_type(&entry, fields, &mut problems),
            Err(why) => {
                held.push(Held::unreadable(Kind::Other, &entry, why));
                Ok(())
            }
        }
    })?;
    if !is_dump && !is_empty {
        return Err(DumpError::NotADump);
    }
    let user_model = models.of_users(options.user_model.as_deref(), &mut notes)?;

    let of = |model: &'static str| move |entry: &Entry<'_>| entry.model == model;
    stream::each(&text, of("auth.permission"), |entry| match entry.fields() {
        Ok(fields) => index.add_permission(&entry, fields, &mut notes, &mut problems),
        Err(why) => {
            held.push(Held::unreadable(Kind::Permission, &entry, why));
            Ok(())
        }
    })?;

    let mut groups = Vec::new();
    let mut new_groups = NewNames::new(&options.groups);
    stream::each(&text, of("auth.group"), |entry| {
        groups.push(group::read(&entry, &mut new_groups, &mut index, &mut notes)?);
        require_at_most(GROUPS_MAX, groups.len(), "groups")
    })?;
    let groups = group::settle(groups, &mut index, &mut held, &mut notes, &mut problems);

    let mut users = Vec::new();
    let mut logins = NewNames::new(&options.logins);
    let mut fields = user::LoginFields::new(options.login_field.as_deref());
    stream::each(
        &text,
        |entry| entry.model == user_model,
        |entry| {
            let read = user::read(
                &entry,
                &options.zone,
                &mut fields,
                &mut logins,
                &mut index,
                &mut notes,
            )?;
            match read {
                Outcome::Usable(user) => users.push(*user),
                Outcome::Held(one) => held.push(one),
                Outcome::LeftOut => {}
            }
            require_at_most(USERS_MAX, users.len(), "people")
        },
    )?;
    let login_fields = fields.settle()?;
    if let Some(unmet) = logins.unmet() {
        return Err(DumpError::NoSuchLogin(unmet));
    }
    if let Some(unmet) = new_groups.unmet() {
        return Err(DumpError::NoSuchGroup(unmet));
    }
    if !problems.is_empty() {
        return Err(DumpError::Invalid(problems));
    }

    let named = users
        .iter()
        .map(|user: &DumpUser| (user.login.as_str(), user.place));
    let mut in_the_way = twins::find(named, &mut notes);
    let keyed = users
        .iter()
        .filter_map(|user| Some((user.key.as_deref()?, user.place)));
    for (place, why) in twins::find_keys(keyed) {
        in_the_way.entry(place).or_insert(why);
    }
    for user in users.extract_if(.., |user| in_the_way.contains_key(&user.place)) {
        let why = in_the_way.get(&user.place).cloned();
        held.extend(why.map(|why| user::held(user, why)));
    }
    Ok(DjangoDump {
        users,
        groups,
        permissions: index.into_permissions(),
        skipped: models.skipped(user_model),
        held,
        notes: notes.into_list(),
        login_fields,
    })
}

/// Notes a person or group whose references lead nowhere. Only the references are left out.
fn tell_unknown(holder: Kind, name: &str, kind: Kind, keys: &Capped<String>, notes: &mut Notes) {
    if keys.is_empty() {
        return;
    }
    let (what, model) = match kind {
        Kind::Group => ("memberships in groups", "auth.group"),
        Kind::User | Kind::Permission | Kind::Other => {
            ("grants of permissions", "auth.permission and contenttypes")
        }
    };
    let whose = match holder {
        Kind::Group => "groups have ",
        Kind::User | Kind::Permission | Kind::Other => "",
    };
    let what = format!(
        "{whose}{what} that the dump does not hold: left out; dump {model} too, or add --natural-foreign"
    );
    notes.about(what, &format!("{} ({})", shown(name), Keys(keys)));
}

/// Refuses more of a kind than any site has, so that memory is bounded for any file.
fn require_at_most(max: usize, count: usize, what: &'static str) -> Result<(), DumpError> {
    if count > max {
        return Err(DumpError::TooMany { what, max });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wrapping_tests;
