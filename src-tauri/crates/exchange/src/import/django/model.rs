//! The models in a dump, and which of them is the user model.

use std::collections::BTreeMap;

use portreeve_core::password::{EncodedHash, HashError};
use serde_json::{Map, Value};

use super::Skipped;
use super::entry::Entry;
use super::error::{DumpError, shown};
use super::note::Notes;

/// Django's own user model.
const OWN: &str = "auth.user";

/// Models that are read besides the user model.
const READ: [&str; 3] = ["contenttypes.contenttype", "auth.permission", "auth.group"];

/// How many models are distinguished: a file can make up any number of names.
const MODELS_MAX: usize = 1000;

/// Longest name of a model, in bytes: Django's content types allow 100 characters for each half.
const MODEL_BYTES_MAX: usize = 201;

/// How much the first object of a model looks like a user. All objects of a model have the same fields.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// No password.
    None,
    /// A password: perhaps that of a mailbox.
    Password,
    /// A password as Django stores it, or one with a username beside it.
    Perhaps,
    /// Also the fields of Django's `AbstractBaseUser` or `PermissionsMixin`.
    User,
}

/// One model.
#[derive(Default)]
struct Known {
    /// According to its first readable object.
    likeness: Option<Likeness>,
    count: usize,
}

/// The models of a dump.
#[derive(Default)]
pub(super) struct Models {
    known: BTreeMap<String, Known>,
    others: usize,
}

impl Models {
    pub(super) fn add(&mut self, entry: &Entry<'_>) {
        let has_room = self.known.len() < MODELS_MAX && entry.model.len() <= MODEL_BYTES_MAX;
        if !self.known.contains_key(&*entry.model) && (entry.model == OWN || has_room) {
            self.known.insert(entry.model.to_string(), Known::default());
        }
        let Some(known) = self.known.get_mut(&*entry.model) else {
            self.others += 1;
            return;
        };
        known.count += 1;
        if known.likeness.is_none() {
            known.likeness = entry.fields().ok().map(|fields| likeness(&fields));
        }
    }

    /// The user model: the requested one, else Django's own, else the only one that looks like one.
    pub(super) fn of_users(&self, named: Option<&str>, notes: &mut Notes) -> Result<&str, DumpError> {
        if let Some(named) = named {
            let found = self.known.get_key_value(named);
            return found
                .map(|(model, _)| model.as_str())
                .ok_or_else(|| DumpError::NoSuchModel(shown(named)));
        }
        // A site has one user model. If it is Django's own, another one that looks similar is something else.
        if let Some((own, _)) = self.known.get_key_value(OWN) {
            return Ok(own);
        }
        let like = |least| {
            let known = self.known.iter();
            known
                .filter_map(|(model, known)| Some((model.as_str(), known.likeness?, known.count)))
                .filter(move |(_, likeness, _)| *likeness >= least)
                .collect::<Vec<_>>()
        };
        let mut candidates = like(Likeness::User);
        if candidates.is_empty() {
            candidates = like(Likeness::Password);
        }
        match candidates.as_slice() {
            [] => Err(DumpError::NoUsers),
            [(model, Likeness::User, _)] => Ok(model),
            [(model, Likeness::Perhaps, _)] => {
                notes.tell(format!(
                    "`{}` is read as the model of your users, the only one that has a password; `--user-model` names \
                     another",
                    shown(model)
                ));
                Ok(model)
            }
            unclear => {
                let told = unclear.iter().take(20);
                let told = told.map(|(model, _, count)| (shown(model), *count));
                Err(DumpError::UserModel(told.collect()))
            }
        }
    }

    /// The models that are not read if `users` is the user model.
    pub(super) fn skipped(&self, users: &str) -> Vec<Skipped> {
        let others = Some(("other models", self.others)).filter(|(_, count)| *count > 0);
        let known = self
            .known
            .iter()
            .map(|(model, known)| (model.as_str(), known.count));
        known
            .filter(|(model, _)| *model != users && !READ.contains(model))
            .chain(others)
            .map(|(model, count)| Skipped {
                model: shown(model),
                count,
            })
            .collect()
    }
}

fn likeness(fields: &Map<String, Value>) -> Likeness {
    let password = match fields.get("password") {
        Some(Value::String(text)) => text,
        Some(Value::Null) => "",
        Some(_) | None => return Likeness::None,
    };
    if fields.contains_key("last_login") || fields.contains_key("is_superuser") {
        Likeness::User
    } else if fields.contains_key("username") || is_of_django(password) {
        Likeness::Perhaps
    } else {
        Likeness::Password
    }
}

/// Whether Django stores passwords like this: as a hash, or with its mark for an unusable password.
fn is_of_django(password: &str) -> bool {
    match EncodedHash::parse(password) {
        Ok(_) | Err(HashError::Malformed { .. } | HashError::TooCostly { .. }) => true,
        Err(HashError::Unknown(_)) => false,
    }
}
