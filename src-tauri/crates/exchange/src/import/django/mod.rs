//! Django dumps: the JSON that `manage.py dumpdata` writes, with primary keys or natural keys.
//!
//! Both forms give the same [`Dump`]. Everything that Django allows can be imported, and a value that is read
//! differently from how it is written gives a [`Note`]. A person, a group or a broken object that cannot be imported is
//! [`Held`] and does not stop the others; a membership or grant that leads nowhere is left out. If one key stands for
//! two groups, permissions or content types, nothing is imported ([`Problem`]): the references to it are ambiguous.
//! Memory is bounded for any file: objects are read one at a time, and the number of kept items is limited.

mod entry;
mod error;
mod foreign;
mod group;
mod index;
mod looks;
mod model;
mod progress;
mod reader;
mod rejected;
mod stream;
mod twins;
mod user;
mod wrapping;

pub use self::error::{DumpError, Problem};
pub use self::foreign::Foreign;
use portreeve_core::progress::Watch;

use crate::capped::Capped;
use crate::import::new_names::NewNames;
use crate::import::room::Room;
use crate::import::{
    Dump, DumpGroup, DumpPermission, DumpUser, Importer, Kind, Options, Skipped, Why, held, note, zone,
};

use self::entry::Entry;
use self::error::{Keys, shown};
use self::index::Index;
use self::model::Models;
use self::note::Notes;
use self::progress::Pass;
use self::user::Outcome;
use self::wrapping::Wrapped;

/// Dumps that `manage.py dumpdata` writes.
pub(super) const IMPORTER: Importer = Importer {
    id: "django",
    source: "a Django dump",
    bytes_max: DUMP_BYTES_MAX,
    read: |bytes, options, watch| parse(bytes, options, watch).map_err(Into::into),
    too_large: || DumpError::TooLarge.into(),
};

/// Largest dump, in bytes, both packed and unpacked: some 100,000 people.
const DUMP_BYTES_MAX: usize = 64 << 20;
/// The most groups.
const GROUPS_MAX: usize = 20_000;
/// The most permissions, and the most content types.
const PERMISSIONS_MAX: usize = 20_000;
/// The most memberships and grants together.
const REFERENCES_MAX: usize = 1_000_000;

/// Reads a dump. `watch` is told how much is read.
pub fn parse(bytes: Vec<u8>, options: &Options, watch: &Watch<'_>) -> Result<Dump, DumpError> {
    let mut notes = Notes::default();
    let mut problems = Capped::default();
    let mut held = Capped::default();
    let text = Wrapped::open(bytes, &mut notes)?;

    let pass = |number| Pass { number, watch };
    let mut index = Index::default();
    let mut models = Models::default();
    let (mut is_dump, mut is_empty) = (false, true);
    stream::each_to_the_end(&text, &mut notes, pass(0), |entry| {
        is_empty = false;
        is_dump |= entry.is_whole();
        if entry.model.is_empty() {
            held.push(entry.unreadable(Kind::Other, Why::NoModel));
            return Ok(());
        }
        models.add(&entry);
        if entry.model != "contenttypes.contenttype" {
            return Ok(());
        }
        match entry.fields() {
            Ok(fields) => index.add_content_type(&entry, fields, &mut problems),
            Err(why) => {
                held.push(entry.unreadable(Kind::Other, why));
                Ok(())
            }
        }
    })?;
    if !is_dump && !is_empty {
        return Err(DumpError::NotADump);
    }
    let user_model = models.of_users(options.user_model.as_deref(), &mut notes)?;

    let of = |model: &'static str| move |entry: &Entry<'_>| entry.model == model;
    stream::each(&text, pass(1), of("auth.permission"), |entry| {
        match entry.fields() {
            Ok(fields) => index.add_permission(&entry, fields, &mut notes, &mut problems),
            Err(why) => {
                held.push(entry.unreadable(Kind::Permission, why));
                Ok(())
            }
        }
    })?;

    let mut groups = Vec::new();
    let mut new_groups = NewNames::new(&options.groups);
    stream::each(&text, pass(2), of("auth.group"), |entry| {
        groups.push(group::read(&entry, &mut new_groups, &mut index, &mut notes)?);
        require_at_most(GROUPS_MAX, groups.len(), "groups")
    })?;
    let groups = group::settle(groups, &mut index, &mut held, &mut notes, &mut problems);

    let (mut users, mut room) = (Vec::new(), Room::default());
    let mut logins = NewNames::new(&options.logins);
    let mut fields = user::LoginFields::new(options.login_field.as_deref());
    stream::each(
        &text,
        pass(3),
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
                Outcome::Usable(user) if room.take(&user) => users.push(*user),
                Outcome::Usable(_) => return Err(DumpError::NoRoom { people: users.len() }),
                Outcome::Held(one) => held.push(one),
                Outcome::LeftOut => {}
            }
            Ok(())
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
    Ok(Dump {
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
