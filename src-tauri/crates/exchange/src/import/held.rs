//! Parts of a file that cannot be imported as they are and do not stop the others.

use std::fmt;

use portreeve_core::name::NameError;
use portreeve_core::time::Timestamp;

use super::words::{listed, objects, shown};

/// A person, a group or something else that cannot be imported as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it is.
    pub kind: Kind,
    /// Its name in the file, escaped.
    pub name: String,
    /// Its place in the file, counted from 1.
    pub place: usize,
    /// Its primary key, if the file has it.
    pub key: Option<String>,
    /// For a person: whether they can sign in.
    pub is_active: bool,
    /// For a person: when they last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// The reason.
    pub why: Why,
}

/// The kind of thing that has a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An account.
    User,
    /// A group.
    Group,
    /// A permission.
    Permission,
    /// Anything else, or an object without a model.
    Other,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Permission => "permission",
            Self::Other => "object",
        })
    }
}

/// Why a person or a group cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A group without a name.
    NoName,
    /// A person without a username; the fields that they have.
    NoLogin(Vec<String>),
    /// The name is not allowed here.
    Name(NameError),
    /// The same name is in the file more than once, at these places.
    Twice(Vec<usize>),
    /// Other objects in the file have the same primary key; the key, and the places of all.
    KeyTwice(String, Vec<usize>),
    /// Another name in the file counts as the same; that name, and its place.
    Twin(String, usize),
    /// Verifying the password would take too much time or memory.
    HashTooCostly(String),
    /// It is no object, or has no model.
    NoModel,
    /// The object has no fields.
    NoFields,
    /// The object cannot be read.
    Broken,
    /// The object is nested deeper than any object of Django's.
    TooDeep,
    /// The object is larger than any account.
    TooLarge,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoName => f.write_str("it has no name"),
            Self::NoLogin(others) if others.is_empty() => {
                f.write_str("there is neither a username nor an e-mail address")
            }
            Self::NoLogin(others) => write!(
                f,
                "there is neither a username nor an e-mail address; `--login-field` names another field of \
                 {}",
                listed(others)
            ),
            Self::Name(error) => error.fmt(f),
            Self::Twice(at) => {
                let times = if at.len() == 2 { "twice" } else { "several times" };
                write!(f, "it is in the file {times} ({})", objects(at))
            }
            Self::KeyTwice(key, at) => write!(
                f,
                "{} have the same primary key {key}; dump one site at a time",
                objects(at)
            ),
            Self::Twin(other, place) => {
                write!(
                    f,
                    "`{}` (object {place}) counts as the same name here",
                    shown(other)
                )
            }
            Self::HashTooCostly(why) => write!(
                f,
                "the password costs too much to check: {why}; an empty `password` in the file brings them in without one, \
                 and where the dump comes from, a hasher that asks for less makes it again when they sign in"
            ),
            Self::NoModel => f.write_str("it is no object of a dump: it has no `model`"),
            Self::NoFields => f.write_str("it has no `fields`"),
            Self::TooDeep => f.write_str("it is nested too deeply"),
            Self::Broken => f.write_str("it holds a broken text or a number out of range"),
            Self::TooLarge => f.write_str("it has more than 1 MiB"),
        }
    }
}
