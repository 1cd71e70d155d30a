//! The accounts of a dump.

use std::borrow::Cow;

use portreeve_core::name::{LOGIN_CHARS_MAX, Login, NameError};
use serde_json::{Map, Value};

use super::entry::Entry;
use super::error::{DumpError, Kind, shown};
use super::held::{Held, Why};
use super::index::Index;
use super::note::Notes;
use super::reader::Reader;
use super::zone::Zone;
use super::{DumpUser, NewNames, tell_unknown};

/// What becomes of an account of the file.
pub(super) enum Outcome {
    /// It can come in.
    Usable(Box<DumpUser>),
    /// It cannot as it is.
    Held(Held),
    /// It is to be left out.
    LeftOut,
}

/// What somebody signs in with, as the file has it: the field that was named, the user name or, where there is
/// neither, the address.
struct SignsInWith<'f> {
    text: Cow<'f, str>,
    is_email: bool,
}

/// The field that people sign in with, and those of which it could be one.
pub(super) struct LoginFields<'o> {
    named: Option<&'o str>,
    is_met: bool,
    /// Somebody has no user name.
    is_missed: bool,
    /// Fields of the first of the people that could be meant.
    others: Option<Vec<String>>,
}

impl<'o> LoginFields<'o> {
    pub(super) fn new(named: Option<&'o str>) -> Self {
        Self {
            named,
            is_met: named.is_none(),
            is_missed: false,
            others: None,
        }
    }

    /// Those that people could sign in with, if it matters: one was named, or somebody has no user name. Refuses a field
    /// that nobody has.
    pub(super) fn settle(self) -> Result<Vec<String>, DumpError> {
        let others = self.others.unwrap_or_default();
        match self.named {
            Some(named) if !self.is_met => Err(DumpError::NoSuchField {
                field: shown(named),
                others,
            }),
            None if !self.is_missed => Ok(Vec::new()),
            Some(_) | None => Ok(others),
        }
    }

    fn of<'f>(&mut self, fields: &'f Map<String, Value>) -> Option<SignsInWith<'f>> {
        self.is_met |= self.named.is_some_and(|named| fields.contains_key(named));
        self.others.get_or_insert_with(|| other_fields(fields));
        let of = |is_email| move |text| SignsInWith { text, is_email };
        let named = self.named.and_then(|named| text(fields, named));
        let name = named.or_else(|| text(fields, "username"));
        self.is_missed |= name.is_none();
        name.map(of(false))
            .or_else(|| text(fields, "email").map(of(true)))
    }
}

/// A number is text, too: that of an employee.
fn text<'f>(fields: &'f Map<String, Value>, field: &str) -> Option<Cow<'f, str>> {
    match fields.get(field)? {
        Value::String(text) => (!text.trim().is_empty()).then_some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// Most fields that are named.
const FIELDS_MAX: usize = 10;

/// Fields that say something else than what somebody signs in with, whatever the model.
const KNOWN: [&str; 14] = [
    "password",
    "username",
    "email",
    "first_name",
    "last_name",
    "full_name",
    "name",
    "last_login",
    "date_joined",
    "is_active",
    "active",
    "is_staff",
    "is_superuser",
    "id",
];

/// Fields that somebody could sign in with.
fn other_fields(fields: &Map<String, Value>) -> Vec<String> {
    let others = fields.keys().filter(|field| !KNOWN.contains(&field.as_str()));
    let others = others.filter(|field| text(fields, field).is_some());
    others.take(FIELDS_MAX).map(|field| shown(field)).collect()
}

pub(super) fn read(
    entry: &Entry<'_>,
    zone: &Zone,
    login_fields: &mut LoginFields<'_>,
    logins: &mut NewNames<'_>,
    index: &mut Index,
    notes: &mut Notes,
) -> Result<Outcome, DumpError> {
    let fields = match entry.fields() {
        Ok(fields) => fields,
        Err(why) => {
            return Ok(match logins.take("", entry.place) {
                Some(None) => left_out(&entry.nameless(), notes),
                Some(Some(_)) | None => Outcome::Held(Held::unreadable(Kind::User, entry, why)),
            });
        }
    };
    let old = login_fields.of(&fields);
    let text = old.as_ref().map_or("", |old| &*old.text);
    let name = match text {
        "" => entry.nameless(),
        text => shown(text),
    };
    let new = logins.take(text, entry.place);
    if new == Some(None) {
        return Ok(left_out(&name, notes));
    }
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
    let joined_at = reader.moment("date_joined", zone);
    let last_sign_in_at = reader.moment("last_login", zone);
    let password = reader.password("password");
    let granted = reader.list("user_permissions");
    let joined = reader.list("groups");
    let (permissions, unknown_permissions) = index.permissions(granted, notes)?;
    let (groups, unknown_groups) = index.groups(joined)?;
    let other_groups = index.other_groups(joined);
    tell_unknown(Kind::User, &name, Kind::Group, &unknown_groups, notes);
    tell_unknown(Kind::User, &name, Kind::Permission, &unknown_permissions, notes);

    let login = match (new.flatten(), old) {
        (Some(new), _) => login(new),
        (None, Some(old)) => {
            if old.is_email {
                notes.count("there is no username: the e-mail address becomes the username");
            }
            login(&old.text)
        }
        (None, None) => Err(Why::NoLogin(other_fields(&fields))),
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
            other_groups,
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

fn left_out(name: &str, notes: &mut Notes) -> Outcome {
    notes.about("left out, as asked for", name);
    Outcome::LeftOut
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
