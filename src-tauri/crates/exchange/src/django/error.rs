//! Why a dump cannot be imported.

use std::fmt;

use portreeve_core::text::is_unseen;

/// How many of a list a message names.
const NAMED_MAX: usize = 20;

/// Why a dump cannot be imported.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DumpError {
    /// Nothing in it.
    #[error("the file is empty; make the dump again")]
    Empty,
    /// Bigger than anything we would import.
    #[error("the file has {mib} MiB, and {mib_max} MiB is the limit; dump only `auth` and `contenttypes`")]
    TooLarge {
        /// Its size.
        mib: usize,
        /// The largest size.
        mib_max: usize,
    },
    /// Another encoding, such as the UTF-16 that PowerShell's `>` writes.
    #[error("the file is not UTF-8 text; let Django write it: manage.py dumpdata … --output dump.json")]
    NotUtf8,
    /// Not JSON.
    #[error(
        "the file is not JSON (line {line}, column {column}); choose a file that manage.py dumpdata wrote with --format json"
    )]
    NotJson {
        /// Where, counted from 1.
        line: usize,
        /// Where, counted from 1.
        column: usize,
    },
    /// JSON that ends in the middle.
    #[error(
        "the file was cut short: it ends in the middle of the JSON (line {line}, column {column}); make the dump again, and check that the disk is not full"
    )]
    CutShort {
        /// Where it ends.
        line: usize,
        /// Where it ends.
        column: usize,
    },
    /// JSON nested deeper than any dump.
    #[error("the file is nested too deeply to be a Django dump; choose a file that manage.py dumpdata wrote")]
    TooDeep,
    /// JSON, but something else.
    #[error(
        "the file is JSON but not a Django dump, which is a list of objects with `model` and `fields`; choose a file that manage.py dumpdata wrote with --format json"
    )]
    NotADump,
    /// A value that no program reads.
    #[error(
        "object number {place} of the file (`{model}`) holds a broken text or a number out of range; make the dump again"
    )]
    BadValue {
        /// Of which model.
        model: String,
        /// Its place in the file, counted from 1.
        place: usize,
    },
    /// A dump of other things.
    #[error(
        "there is no user in this dump; make it with: manage.py dumpdata auth contenttypes --natural-foreign (or with the app of your own user model in place of auth.user)"
    )]
    NoUsers,
    /// A dump with problems; all of them.
    #[error("nothing was imported: {}", Listed(.0))]
    Invalid(Vec<Problem>),
}

/// What kind of thing has a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An account.
    User,
    /// A group.
    Group,
    /// A permission.
    Permission,
}

/// One thing to put right before a dump can be imported.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Problem {
    /// Checking this password would take too much time or memory.
    #[error(
        "the password of user `{user}` costs too much to check: {why}; set another in Django, and dump again"
    )]
    HashTooCostly {
        /// Whose.
        user: String,
        /// What exceeds which limit.
        why: String,
    },
    /// A password format that is not Django's.
    #[error(
        "the password of user `{user}` is stored in an unknown format: {why}; set another in Django, and dump again"
    )]
    HashUnknown {
        /// Whose.
        user: String,
        /// What it says it is.
        why: String,
    },
    /// A field of an account cannot be used.
    #[error("`{field}` of user `{user}` cannot be used: {why}; change it in Django, and dump again")]
    BadUser {
        /// Whose.
        user: String,
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A field of a group cannot be used.
    #[error("`{field}` of group `{group}` cannot be used: {why}; change it in Django, and dump again")]
    BadGroup {
        /// Which group.
        group: String,
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A field of a permission cannot be used.
    #[error(
        "`{field}` of permission `{permission}` cannot be used: {why}; change it in Django, and dump again"
    )]
    BadPermission {
        /// Which permission.
        permission: String,
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// Names that count as the same here, but not in Django.
    #[error(
        "these {} names count as the same here, because they differ only in case or look alike: {}; rename one of each pair in Django, and dump again",
        .kind,
        Pairs(.names)
    )]
    Collision {
        /// Of what.
        kind: Kind,
        /// Each name with the earlier one it collides with.
        names: Vec<(String, String)>,
    },
    /// Something is referred to that the dump does not hold.
    #[error(
        "{holder_kind} `{holder}` has the {kind} {}, which the dump does not hold; dump auth.group, auth.permission and contenttypes too, or add --natural-foreign",
        Keys(.keys)
    )]
    UnknownReference {
        /// What refers.
        holder_kind: Kind,
        /// The user or group that refers.
        holder: String,
        /// To what.
        kind: Kind,
        /// The keys that lead nowhere.
        keys: Vec<String>,
    },
    /// Permissions whose app cannot be told.
    #[error(
        "{permissions} permissions refer to content types that the dump does not hold; dump contenttypes too, or add --natural-foreign"
    )]
    NoContentTypes {
        /// How many.
        permissions: usize,
    },
    /// Two objects with one primary key.
    #[error("two objects of {model} have the primary key {key}; dump one site at a time")]
    KeyTwice {
        /// Of which model.
        model: &'static str,
        /// The key.
        key: String,
    },
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Permission => "permission",
        })
    }
}

/// A list of problems, one a line.
struct Listed<'a>(&'a [Problem]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [one] => one.fmt(f),
            many => {
                write!(f, "the dump has {} problems:", many.len())?;
                for problem in many.iter().take(NAMED_MAX) {
                    write!(f, "\n- {problem}")?;
                }
                more(f, "\n- ", many.len())
            }
        }
    }
}

/// Names in pairs.
struct Pairs<'a>(&'a [(String, String)]);

impl fmt::Display for Pairs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (one, other)) in self.0.iter().take(NAMED_MAX).enumerate() {
            write!(f, "{}`{}` and `{}`", separator(index), shown(one), shown(other))?;
        }
        more(f, ", ", self.0.len())
    }
}

/// Keys of references.
struct Keys<'a>(&'a [String]);

impl fmt::Display for Keys<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().take(NAMED_MAX).enumerate() {
            write!(f, "{}`{key}`", separator(index))?;
        }
        more(f, ", ", self.0.len())
    }
}

fn separator(index: usize) -> &'static str {
    if index == 0 { "" } else { ", " }
}

fn more(f: &mut fmt::Formatter<'_>, separator: &str, count: usize) -> fmt::Result {
    match count.saturating_sub(NAMED_MAX) {
        0 => Ok(()),
        rest => write!(f, "{separator}and {rest} more"),
    }
}

/// Text from a dump as a message shows it: short, and on one line.
pub(super) fn shown(text: &str) -> String {
    text.chars()
        .take(80)
        .map(|c| {
            if is_unseen(c) {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect()
}
