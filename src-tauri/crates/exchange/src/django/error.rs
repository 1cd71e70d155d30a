//! Why a dump cannot be imported.

use std::fmt;

use portreeve_core::text::escaped;

use super::DUMP_BYTES_MAX;
use super::foreign::Foreign;
use crate::capped::Capped;

/// How many of a list a message names.
const NAMED_MAX: usize = 20;

/// Why a dump cannot be imported.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DumpError {
    /// Nothing in it.
    #[error("the file is empty; make the dump again")]
    Empty,
    /// Bigger than anything we would import, perhaps only when it is unpacked.
    #[error(
        "the file has more than {} MiB, which is the limit; dump only `auth` and `contenttypes`",
        DUMP_BYTES_MAX >> 20
    )]
    TooLarge,
    /// More of a kind than any site has.
    #[error(
        "the file contains more than {max} {what}, which is the limit; dump only `auth` and `contenttypes`"
    )]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The most there may be.
        max: usize,
    },
    /// Bytes that are no text: a code page, such as what a Windows console writes.
    #[error(
        "the file is not UTF-8 text (line {line}, column {column}): it was written in a code page such as cp1252; \
         let Django write it: python -Xutf8 manage.py dumpdata … --output dump.json"
    )]
    NotText {
        /// Where, counted from 1.
        line: usize,
        /// Where, counted from 1.
        column: usize,
    },
    /// Half of a character.
    #[error(
        "the file is UTF-16 with a broken character (line {line}, column {column}): it was edited or copied badly; make \
         the dump again"
    )]
    BrokenUtf16 {
        /// Where, counted from 1.
        line: usize,
        /// Where, counted from 1.
        column: usize,
    },
    /// An encoding that nothing writes by itself.
    #[error(
        "the file is UTF-32; save it as UTF-8, or let Django write it: manage.py dumpdata … --output dump.json"
    )]
    Utf32,
    /// A packed file that does not unpack.
    #[error("the file is packed (gzip) and damaged or cut short; make the dump again, or copy it again")]
    BadGzip,
    /// Something that is no JSON.
    #[error("{0}")]
    Foreign(Foreign),
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
    /// A control character that JSON writes in another way.
    #[error(
        "there is a raw {} in a text at line {line}, column {column}, which JSON writes as an escape: the file was \
         edited or pasted; make the dump again",
        control(*.character)
    )]
    RawControl {
        /// Which.
        character: char,
        /// Where, counted from 1.
        line: usize,
        /// Where, counted from 1, in characters.
        column: usize,
    },
    /// What Python writes in the place of a number, and JSON does not know.
    #[error(
        "there is `{word}` at line {line}, column {column}, which Python writes and JSON has no word for; put a number \
         there in the database, or leave its model out (manage.py dumpdata … --exclude), and dump again"
    )]
    NotANumber {
        /// What is there.
        word: String,
        /// Where, counted from 1.
        line: usize,
        /// Where, counted from 1, in characters.
        column: usize,
    },
    /// JSON that ends in the middle.
    #[error(
        "the file was cut short: it ends in the middle of the JSON (line {line}, column {column}), {}; make the dump \
         again, and check that the disk is not full",
        after(*.whole)
    )]
    CutShort {
        /// Where it ends.
        line: usize,
        /// Where it ends.
        column: usize,
        /// How many objects there are before.
        whole: usize,
    },
    /// An object that does not end, with another behind it.
    #[error(
        "line {line} was cut short: the object in it does not end, and another begins in the next line, {}; make the dump \
         again",
        after(*.whole)
    )]
    LineCutShort {
        /// Which, counted from 1.
        line: usize,
        /// How many objects there are before.
        whole: usize,
    },
    /// JSON, but something else.
    #[error(
        "the file is JSON but not a Django dump, which is a list of objects with `model` and `fields`; choose a file that manage.py dumpdata wrote with --format json"
    )]
    NotADump,
    /// One object of a dump.
    #[error(
        "the file holds one object and not a list of them; choose the whole file that manage.py dumpdata wrote, or put the object between [ and ]"
    )]
    OneObject,
    /// More than one dump in one file.
    #[error(
        "a second dump begins in line {line}; put each into a file of its own, and import one after the other"
    )]
    Second {
        /// Where, counted from 1.
        line: usize,
    },
    /// A dump of other things.
    #[error(
        "there is no user in this dump; make it with: manage.py dumpdata auth contenttypes --natural-foreign (or with the app of your own user model in place of auth.user)"
    )]
    NoUsers,
    /// Several models, or one that may be something else, could be the one of users: which, and how many objects each
    /// has.
    #[error("it is not clear which model is that of your users: {}; name it with --user-model", candidates(.0))]
    UserModel(Vec<(String, usize)>),
    /// The dump has not the model that was named.
    #[error("the file contains no `{0}`; name the model as the file does, for example accounts.user")]
    NoSuchModel(String),
    /// Somebody was to get another login name and is not in the file.
    #[error("no one in the file has the username {}; write it as the file does, or `#` and the number of the object", Keys(.0))]
    NoSuchLogin(Capped<String>),
    /// A group was to get another name and is not in the file.
    #[error("no group in the file is called {}; write it as the file does, or `#` and the number of its object", Keys(.0))]
    NoSuchGroup(Capped<String>),
    /// Nobody in the file has the field that was named.
    #[error(
        "no one in the file has the field `{field}` to sign in with{}",
        if .others.is_empty() { String::new() } else { format!("; there is {}", listed(.others)) }
    )]
    NoSuchField {
        /// Which.
        field: String,
        /// Others that the first of the people have.
        others: Vec<String>,
    },
    /// A dump with problems; the first of them.
    #[error("nothing was imported: {}", Listed(.0))]
    Invalid(Capped<Problem>),
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
    /// Something else, or something that does not say what it is.
    Other,
}

/// One thing to put right before anything of a dump can be imported.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Problem {
    /// Two objects with one primary key.
    #[error("{} of {model} have the same primary key {key}; dump one site at a time", objects(.places))]
    KeyTwice {
        /// Of which model.
        model: &'static str,
        /// The key.
        key: String,
        /// Where the two are in the file, counted from 1.
        places: [usize; 2],
    },
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

/// A list of problems, one a line.
struct Listed<'a>(&'a Capped<Problem>);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.first.as_slice() {
            [one] => one.fmt(f),
            many => {
                write!(f, "the dump has {} problems:", self.0.count)?;
                for problem in many.iter().take(NAMED_MAX) {
                    write!(f, "\n- {problem}")?;
                }
                more(f, "\n- ", self.0.count)
            }
        }
    }
}

/// Keys of references.
pub(super) struct Keys<'a>(pub &'a Capped<String>);

impl fmt::Display for Keys<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.first.iter().take(NAMED_MAX).enumerate() {
            write!(f, "{}`{key}`", separator(index))?;
        }
        more(f, ", ", self.0.count)
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

/// Names in code type, one after the other.
pub(super) fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Places in the file: "objects 1, 2 and 7".
pub(super) fn objects(places: &[usize]) -> String {
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    match places.split_last() {
        Some((last, others)) if !others.is_empty() => format!("objects {} and {last}", others.join(", ")),
        _ => format!("object {}", places.join("")),
    }
}

/// What was read before the file went wrong.
fn after(whole: usize) -> String {
    match whole {
        0 => "with no whole object before".to_owned(),
        1 => "after 1 whole object".to_owned(),
        many => format!("after {many} whole objects"),
    }
}

fn candidates(models: &[(String, usize)]) -> String {
    let models = models.iter().map(|(model, count)| format!("`{model}` ({count})"));
    models.collect::<Vec<_>>().join(", ")
}

/// What a control character is called.
fn control(character: char) -> String {
    match character {
        '\t' => "tab".to_owned(),
        '\n' | '\r' => "end of line".to_owned(),
        other => format!("control character (U+{:04X})", u32::from(other)),
    }
}

/// Most characters of a text that a message shows: as many as Django lets a user or a group be called.
const SHOWN_CHARS_MAX: usize = 150;

/// Text from a dump as a message shows it: on one line, what cannot be seen written out, and with an ellipsis where it is
/// cut.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS_MAX) {
        Some((end, _)) => format!("{}…", escaped(&text[..end])),
        None => escaped(text).into_owned(),
    }
}
