//! The accounts of a dump.

use portreeve_core::name::{LOGIN_CHARS_MAX, Login, NameError};
use serde_json::{Map, Value};

use super::entry::Entry;
use super::error::{DumpError, Kind, shown};
use super::held::{Held, Why};
use super::index::Index;
use super::note::Notes;
use super::reader::Reader;
use super::{DumpUser, NewLogin, Options, tell_unknown};

/// What becomes of an account of the file.
pub(super) enum Outcome {
    /// It can come in.
    Usable(Box<DumpUser>),
    /// It cannot as it is.
    Held(Held),
    /// It is to be left out.
    LeftOut,
}

/// What somebody signs in with, as the file has it: the user name or, where there is none, the address.
struct SignsInWith<'f> {
    text: &'f str,
    is_email: bool,
}

pub(super) fn read(
    entry: &Entry<'_>,
    options: &Options,
    index: &mut Index,
    notes: &mut Notes,
    unmet: &mut Vec<&NewLogin>,
) -> Result<Outcome, DumpError> {
    let fields = match entry.fields() {
        Ok(fields) => fields,
        Err(DumpError::BadObject { is_too_large, .. }) => {
            return Ok(Outcome::Held(unreadable(entry, is_too_large)));
        }
        Err(error) => return Err(error),
    };
    let old = signs_in_with(&fields);
    let text = old.as_ref().map_or("", |old| old.text);
    let new = options.login_for(text, entry.place);
    unmet.retain(|login| !login.is_for(text, entry.place));
    if new == Some(None) {
        notes.about("left out, as asked for", text);
        return Ok(Outcome::LeftOut);
    }
    let name = match text {
        "" => entry.nameless(),
        text => shown(text),
    };
    let mut reader = Reader::new(&fields, name.clone(), notes);
    let (first_name, last_name) = names(&mut reader, &fields);
    let email = reader.email("email");
    // A model may lack any of these; the values are those of Django's `AbstractBaseUser`, where a project can have a
    // field of its own behind `is_active`.
    let is_active = if fields.contains_key("is_active") || !fields.contains_key("active") {
        reader.flag("is_active", true)
    } else {
        reader.flag("active", true)
    };
    let is_staff = reader.flag("is_staff", false);
    let is_superuser = reader.flag("is_superuser", false);
    let joined_at = reader.moment("date_joined", &options.zone);
    let last_sign_in_at = reader.moment("last_login", &options.zone);
    let password = reader.password("password");
    let granted = reader.list("user_permissions");
    let joined = reader.list("groups");
    let (permissions, unknown_permissions) = index.permissions(granted, notes)?;
    let (groups, unknown_groups) = index.groups(joined)?;
    tell_unknown(Kind::User, &name, Kind::Group, &unknown_groups, notes);
    tell_unknown(Kind::User, &name, Kind::Permission, &unknown_permissions, notes);

    let login = match (new.flatten(), old) {
        (Some(new), _) => login(new),
        (None, Some(old)) => {
            if old.is_email {
                notes.count("there is no user name: the e-mail address is the login name");
            }
            login(old.text)
        }
        (None, None) => Err(Why::NoName),
    };
    match (login, password) {
        (Ok(login), Ok(hash)) => Ok(Outcome::Usable(Box::new(DumpUser {
            login,
            first_name,
            last_name,
            email,
            is_active,
            is_staff,
            is_superuser,
            joined_at,
            last_sign_in_at,
            hash,
            groups,
            permissions,
            place: entry.place,
            key: entry.key().map(Into::into),
        }))),
        (Err(why), _) | (Ok(_), Err(why)) => Ok(Outcome::Held(Held {
            kind: Kind::User,
            name,
            place: entry.place,
            key: entry.key().map(|key| shown(&key)),
            is_active,
            last_sign_in_at,
            why,
        })),
    }
}

/// Somebody who could come in, were it not for others.
pub(super) fn held(user: DumpUser, why: Why) -> Held {
    Held {
        kind: Kind::User,
        name: shown(user.login.as_str()),
        place: user.place,
        key: user.key.map(|key| shown(&key)),
        is_active: user.is_active,
        last_sign_in_at: user.last_sign_in_at,
        why,
    }
}

fn unreadable(entry: &Entry<'_>, is_too_large: bool) -> Held {
    Held {
        kind: Kind::User,
        name: entry.nameless(),
        place: entry.place,
        key: entry.key().map(|key| shown(&key)),
        is_active: false,
        last_sign_in_at: None,
        why: if is_too_large { Why::TooLarge } else { Why::Broken },
    }
}

fn signs_in_with(fields: &Map<String, Value>) -> Option<SignsInWith<'_>> {
    let text = |field| {
        let text = fields.get(field).and_then(Value::as_str);
        text.filter(|text| !text.trim().is_empty())
    };
    let of = |is_email| move |text| SignsInWith { text, is_email };
    text("username")
        .map(of(false))
        .or_else(|| text("email").map(of(true)))
}

fn login(text: &str) -> Result<Login, Why> {
    // Before any of it is normalised: a hostile name is long.
    if text.chars().nth(LOGIN_CHARS_MAX).is_some() {
        return Err(Why::Name(NameError::TooLong(LOGIN_CHARS_MAX)));
    }
    Login::new(text).map_err(Why::Name)
}

/// Given and family name. Models that have one field for both call it `full_name` or `name`.
fn names(reader: &mut Reader<'_, '_>, fields: &Map<String, Value>) -> (String, String) {
    let has = |field| fields.contains_key(field);
    if has("first_name") || has("last_name") {
        return (reader.name("first_name"), reader.name("last_name"));
    }
    let whole = if has("full_name") { "full_name" } else { "name" };
    (reader.name(whole), String::new())
}
