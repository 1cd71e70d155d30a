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

/// The result for an account in the file.
pub(super) enum Outcome {
    /// It can be imported.
    Usable(Box<DumpUser>),
    /// It cannot be imported as it is.
    Held(Held),
    /// The caller asked to leave it out.
    LeftOut,
}

/// A person's username in the file: the requested field, else the username, else the e-mail address.
struct SignsInWith<'f> {
    text: Cow<'f, str>,
    is_email: bool,
}

/// The requested login field, and fields that could be one.
pub(super) struct LoginFields<'o> {
    named: Option<&'o str>,
    is_met: bool,
    /// Set if a person has no username.
    is_missed: bool,
    /// Possible login fields of the first such person.
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

    /// The possible login fields, if one was requested or a person has no username. Refuses a requested field that no
    /// one has.
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

/// A number counts as text: it may be that of an employee.
fn text<'f>(fields: &'f Map<String, Value>, field: &str) -> Option<Cow<'f, str>> {
    match fields.get(field)? {
        Value::String(text) => (!text.trim().is_empty()).then_some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// How many fields are listed.
const FIELDS_MAX: usize = 10;

/// Fields that never hold a username, in any model.
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

/// Fields that could hold a username.
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
                Some(Some(_)) | None => Outcome::Held(entry.unreadable(Kind::User, why)),
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
    // A model may lack any of these. The defaults are those of Django's `AbstractBaseUser`, in which `is_active` can be
    // an attribute instead of a field.
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

/// A person who could be imported, if others did not conflict.
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
    // Checked before normalising: a hostile name is long.
    if text.chars().nth(LOGIN_CHARS_MAX).is_some() {
        return Err(Why::Name(NameError::TooLong(LOGIN_CHARS_MAX)));
    }
    Login::new(text).map_err(Why::Name)
}

/// Given and family name. Models with one field for both call it `full_name` or `name`.
fn names(reader: &mut Reader<'_, '_>, fields: &Map<String, Value>) -> (String, String) {
    let has = |field| fields.contains_key(field);
    if has("first_name") || has("last_name") {
        return (reader.name("first_name"), reader.name("last_name"));
    }
    let whole = if has("full_name") { "full_name" } else { "name" };
    (reader.name(whole), String::new())
}
