//! Django dumps: the JSON that `manage.py dumpdata` writes, with primary keys or natural keys.
//!
//! Both forms give the same [`DjangoDump`]. Nothing is taken from a dump that has a problem: all of its
//! problems are reported at once, so that they can be put right in one go.

mod entry;
mod error;
mod index;
mod reader;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use portreeve_core::name::{Likeness, Login, NameKey, Skeleton};
use portreeve_core::password::{EncodedHash, HashError};
use portreeve_core::permission::Permission;
use portreeve_core::time::Timestamp;
use serde_json::{Map, Value};

pub use self::error::{DumpError, Kind, Problem};

use self::entry::Entry;
use self::index::Index;
use self::reader::Reader;

/// Largest dump, in bytes: some 500,000 users.
pub const DUMP_BYTES_MAX: usize = 256 << 20;

/// What a dump holds, in the order of the dump.
#[derive(Clone, Debug)]
pub struct DjangoDump {
    /// The accounts.
    pub users: Vec<DumpUser>,
    /// The groups.
    pub groups: Vec<DumpGroup>,
    /// Every permission the dump lists or grants, sorted.
    pub permissions: Vec<DumpPermission>,
    /// What the dump holds besides, sorted by model.
    pub skipped: Vec<Skipped>,
}

/// One account of a dump.
#[derive(Clone, Debug)]
pub struct DumpUser {
    /// What they sign in with.
    pub login: Login,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// Mail address, or empty.
    pub email: String,
    /// May sign in.
    pub is_active: bool,
    /// Django's admin-site flag.
    pub is_staff: bool,
    /// Has every permission while active.
    pub is_superuser: bool,
    /// When the account was created, if its model keeps that.
    pub joined_at: Option<Timestamp>,
    /// When they last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// The password as Django stored it.
    pub hash: EncodedHash,
    /// Names of their groups; each is in [`DjangoDump::groups`].
    pub groups: BTreeSet<String>,
    /// Permissions granted to them directly; each is in [`DjangoDump::permissions`].
    pub permissions: BTreeSet<Permission>,
}

/// One group of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpGroup {
    /// What it is called.
    pub name: String,
    /// What it grants; each is in [`DjangoDump::permissions`].
    pub permissions: BTreeSet<Permission>,
}

/// One permission of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpPermission {
    /// The permission.
    pub permission: Permission,
    /// What it is called, for example "Can approve invoice".
    pub label: String,
}

/// A model that is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its label, for example `people.profile`.
    pub model: String,
    /// How many objects of it the dump holds.
    pub count: usize,
}

/// Reads a dump.
pub fn parse(bytes: &[u8]) -> Result<DjangoDump, DumpError> {
    let entries = entry::read(bytes)?;
    let sorted = Sorted::new(&entries)?;
    let mut problems = Vec::new();

    let mut index = Index::default();
    for entry in &sorted.content_types {
        index.add_content_type(entry)?;
    }
    for entry in &sorted.permissions {
        index.add_permission(entry, &mut problems)?;
    }
    index.report_orphans(&mut problems);

    let mut groups = Vec::with_capacity(sorted.groups.len());
    for entry in &sorted.groups {
        let fields = entry.fields()?;
        let group = read_group(entry, &fields, &mut index, &mut problems);
        index.add_group(entry, &fields, group.as_ref(), &mut problems);
        groups.extend(group);
    }

    let mut users = Vec::with_capacity(sorted.users.len());
    for entry in &sorted.users {
        users.extend(read_user(entry, &entry.fields()?, &mut index, &mut problems));
    }

    problems.extend(collision(
        Kind::Group,
        groups.iter().map(|group| group.name.as_str()),
    ));
    problems.extend(collision(
        Kind::User,
        users.iter().map(|user| user.login.as_str()),
    ));
    if !problems.is_empty() {
        return Err(DumpError::Invalid(problems));
    }
    Ok(DjangoDump {
        users,
        groups,
        permissions: index.into_permissions(),
        skipped: sorted.skipped(),
    })
}

/// The entries of a dump by what they are: references point backwards and forwards in the file.
#[derive(Default)]
struct Sorted<'e, 'a> {
    content_types: Vec<&'e Entry<'a>>,
    permissions: Vec<&'e Entry<'a>>,
    groups: Vec<&'e Entry<'a>>,
    users: Vec<&'e Entry<'a>>,
    others: BTreeMap<&'e str, usize>,
}

impl<'e, 'a> Sorted<'e, 'a> {
    fn new(entries: &'e [Entry<'a>]) -> Result<Self, DumpError> {
        // A site has one user model: if it is Django's own, a look-alike is something else.
        let own = entries.iter().any(|entry| entry.model == "auth.user");
        let mut custom: HashMap<&str, bool> = HashMap::new();
        let mut sorted = Self::default();
        for entry in entries {
            match &*entry.model {
                "contenttypes.contenttype" => sorted.content_types.push(entry),
                "auth.permission" => sorted.permissions.push(entry),
                "auth.group" => sorted.groups.push(entry),
                "auth.user" => sorted.users.push(entry),
                // Its first object tells what a model is: all objects of a model have the same fields.
                model if !own && *custom.entry(model).or_insert_with(|| entry.looks_like_a_user()) => {
                    sorted.users.push(entry);
                }
                model => *sorted.others.entry(model).or_default() += 1,
            }
        }
        if sorted.users.is_empty() {
            Err(DumpError::NoUsers)
        } else {
            Ok(sorted)
        }
    }

    fn skipped(&self) -> Vec<Skipped> {
        self.others
            .iter()
            .map(|(model, count)| Skipped {
                model: (*model).to_owned(),
                count: *count,
            })
            .collect()
    }
}

fn read_group(
    entry: &Entry<'_>,
    fields: &Map<String, Value>,
    index: &mut Index,
    problems: &mut Vec<Problem>,
) -> Option<DumpGroup> {
    let mut reader = Reader::new(Kind::Group, entry, fields);
    let name = reader.name("name");
    if name.as_deref() == Some("") {
        reader.bad("name", "it is empty");
    }
    let (permissions, unknown) = index.permissions(reader.list("permissions"));
    let whole = reader.report(problems);
    report_unknown(
        Kind::Group,
        entry.shown(Kind::Group, fields),
        Kind::Permission,
        unknown,
        problems,
    );
    name.filter(|_| whole).map(|name| DumpGroup { name, permissions })
}

fn read_user(
    entry: &Entry<'_>,
    fields: &Map<String, Value>,
    index: &mut Index,
    problems: &mut Vec<Problem>,
) -> Option<DumpUser> {
    let shown = || entry.shown(Kind::User, fields);
    let mut reader = Reader::new(Kind::User, entry, fields);
    let login = reader
        .required("username")
        .and_then(|text| reader.check("username", Login::new(text)));
    let first_name = reader.name("first_name");
    let last_name = reader.name("last_name");
    let email = reader.email("email");
    // A custom model may lack any of these; the values are those of Django's `AbstractBaseUser`.
    let is_active = reader.flag("is_active", true);
    let is_staff = reader.flag("is_staff", false);
    let is_superuser = reader.flag("is_superuser", false);
    let joined_at = reader.moment("date_joined");
    let last_sign_in_at = reader.moment("last_login");
    let password = reader.required("password");
    let (permissions, unknown_permissions) = index.permissions(reader.list("user_permissions"));
    let (groups, unknown_groups) = index.groups(reader.list("groups"));
    let whole = reader.report(problems);

    let hash = password.and_then(|text| match EncodedHash::parse(text) {
        Ok(hash) => Some(hash),
        Err(error) => {
            problems.push(hash_problem(shown(), &error));
            None
        }
    });
    report_unknown(Kind::User, shown(), Kind::Group, unknown_groups, problems);
    report_unknown(
        Kind::User,
        shown(),
        Kind::Permission,
        unknown_permissions,
        problems,
    );
    if !whole {
        return None;
    }
    Some(DumpUser {
        login: login?,
        first_name: first_name?,
        last_name: last_name?,
        email: email?,
        is_active,
        is_staff,
        is_superuser,
        joined_at,
        last_sign_in_at,
        hash: hash?,
        groups,
        permissions,
    })
}

fn hash_problem(user: String, error: &HashError) -> Problem {
    let why = error.to_string();
    match error {
        HashError::TooCostly { .. } => Problem::HashTooCostly { user, why },
        HashError::Unknown(_) => Problem::HashUnknown { user, why },
        HashError::Malformed { .. } => Problem::BadUser {
            user,
            field: "password",
            why,
        },
    }
}

fn report_unknown(
    holder_kind: Kind,
    holder: String,
    kind: Kind,
    keys: Vec<String>,
    problems: &mut Vec<Problem>,
) {
    if !keys.is_empty() {
        problems.push(Problem::UnknownReference {
            holder_kind,
            holder,
            kind,
            keys,
        });
    }
}

/// All names that are an earlier one, or cannot be told from it.
fn collision<'n>(kind: Kind, names: impl Iterator<Item = &'n str>) -> Option<Problem> {
    let mut seen: HashMap<Skeleton, Vec<(NameKey, &str)>> = HashMap::new();
    let mut pairs = Vec::new();
    for name in names {
        let key = NameKey::new(name);
        let alike = seen.entry(key.skeleton()).or_default();
        let is_one = |(other, _): &&(NameKey, &str)| {
            matches!(key.likeness(other), Some(Likeness::Same | Likeness::Twin))
        };
        match alike.iter().find(is_one) {
            Some((_, first)) => pairs.push(((*first).to_owned(), name.to_owned())),
            None => alike.push((key, name)),
        }
    }
    (!pairs.is_empty()).then_some(Problem::Collision { kind, names: pairs })
}

#[cfg(test)]
mod tests;
