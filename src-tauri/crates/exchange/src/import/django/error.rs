//! Why a dump cannot be imported.

use std::fmt;

use super::DUMP_BYTES_MAX;
use super::foreign::Foreign;
use crate::capped::Capped;
pub(super) use crate::import::held::Kind;
use crate::import::room::MIB_MAX;
pub(super) use crate::import::words::{listed, objects, shown};

/// How many items of a list a message names.
const NAMED_MAX: usize = 20;

/// Why a dump cannot be imported.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DumpError {
    /// The file is empty.
    #[error("the file is empty; make the dump again")]
    Empty,
    /// Larger than the limit, perhaps only after unpacking.
    #[error(
        "the file has more than {} MiB, which is the limit; dump only `auth` and `contenttypes`",
        DUMP_BYTES_MAX >> 20
    )]
    TooLarge,
    /// More of one kind than any site has.
    #[error(
        "the file contains more than {max} {what}, which is the limit; dump only `auth` and `contenttypes`, and more \
         people in parts"
    )]
    TooMany {
        /// The kind.
        what: &'static str,
        /// The limit.
        max: usize,
    },
    /// More than fits into memory at once.
    #[error(
        "the file is too much for one import: its first {people} people take {MIB_MAX} MiB; dump only `auth` and \
         `contenttypes`, and more people in parts"
    )]
    NoRoom {
        /// How many there is room for.
        people: usize,
    },
    /// Not UTF-8: text in a code page, such as a Windows console writes.
    #[error(
        "the file is not UTF-8 text (line {line}, column {column}): it was written in a code page such as cp1252; \
         let Django write it: python -Xutf8 manage.py dumpdata … --output dump.json"
    )]
    NotText {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// UTF-16 with half of a character.
    #[error(
        "the file is UTF-16 with a broken character (line {line}, column {column}): it was edited or copied badly; make \
         the dump again"
    )]
    BrokenUtf16 {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// UTF-32, which no program writes by default.
    #[error(
        "the file is UTF-32; save it as UTF-8, or let Django write it: manage.py dumpdata … --output dump.json"
    )]
    Utf32,
    /// A gzip file that does not unpack.
    #[error("the file is packed (gzip) and damaged or cut short; make the dump again, or copy it again")]
    BadGzip,
    /// A file in another format.
    #[error("{0}")]
    Foreign(Foreign),
    /// Not JSON.
    #[error(
        "the file is not JSON (line {line}, column {column}); choose a file that manage.py dumpdata wrote with --format json"
    )]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// A raw control character, which JSON escapes.
    #[error(
        "there is a raw {} in a text at line {line}, column {column}, which JSON writes as an escape: the file was \
         edited or pasted; make the dump again",
        control(*.character)
    )]
    RawControl {
        /// The character.
        character: char,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1, in characters.
        column: usize,
    },
    /// A word that Python writes in place of a number, and JSON does not have.
    #[error(
        "there is `{word}` at line {line}, column {column}, which Python writes and JSON has no word for; put a number \
         there in the database, or leave its model out (manage.py dumpdata … --exclude), and dump again"
    )]
    NotANumber {
        /// The word.
        word: String,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1, in characters.
        column: usize,
    },
    /// JSON without its end.
    #[error(
        "the file was cut short: it ends in the middle of the JSON (line {line}, column {column}), {}; make the dump \
         again, and check that the disk is not full",
        after(*.whole)
    )]
    CutShort {
        /// The line where the file ends.
        line: usize,
        /// The column where the file ends.
        column: usize,
        /// The number of complete objects before that.
        whole: usize,
    },
    /// An object without its end, with another one after it.
    #[error(
        "line {line} was cut short: the object in it does not end, and another begins in the next line, {}; make the dump \
         again",
        after(*.whole)
    )]
    LineCutShort {
        /// The line of that object, counted from 1.
        line: usize,
        /// The number of complete objects before it.
        whole: usize,
    },
    /// JSON, but no dump.
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
        /// The line where the second dump begins, counted from 1.
        line: usize,
    },
    /// A dump without users.
    #[error(
        "there is no user in this dump; make it with: manage.py dumpdata auth contenttypes --natural-foreign (or with the app of your own user model in place of auth.user)"
    )]
    NoUsers,
    /// Several models could be the user model, or one that may be something else: their names, and how many objects
    /// each has.
    #[error("it is not clear which model is that of your users: {}; name it with --user-model", candidates(.0))]
    UserModel(Vec<(String, usize)>),
    /// The dump does not have the requested user model.
    #[error("the file contains no `{0}`; name the model as the file does, for example accounts.user")]
    NoSuchModel(String),
    /// People to rename who are not in the file.
    #[error("no one in the file has the username {}; write it as the file does, or `#` and the number of the object", Keys(.0))]
    NoSuchLogin(Capped<String>),
    /// Groups to rename that are not in the file.
    #[error("no group in the file is called {}; write it as the file does, or `#` and the number of its object", Keys(.0))]
    NoSuchGroup(Capped<String>),
    /// No one in the file has the requested login field.
    #[error(
        "no one in the file has the field `{field}` to sign in with{}",
        if .others.is_empty() { String::new() } else { format!("; there is {}", listed(.others)) }
    )]
    NoSuchField {
        /// The requested field.
        field: String,
        /// Other fields that the first people have.
        others: Vec<String>,
    },
    /// The caller has cancelled the reading.
    #[error(transparent)]
    Cancelled(#[from] portreeve_core::progress::Cancelled),
    /// A dump with problems; the first of them.
    #[error("nothing was imported: {}", Listed(.0))]
    Invalid(Capped<Problem>),
}

/// A problem that must be fixed before anything of the dump can be imported.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Problem {
    /// Two objects with one primary key.
    #[error("{} of {model} have the same primary key {key}; dump one site at a time", objects(.places))]
    KeyTwice {
        /// The model.
        model: &'static str,
        /// The key.
        key: String,
        /// The places of the two in the file, counted from 1.
        places: [usize; 2],
    },
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

/// Keys of references, for a message.
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

/// What was read before the error.
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

/// The name of a control character.
fn control(character: char) -> String {
    match character {
        '\t' => "tab".to_owned(),
        '\n' | '\r' => "end of line".to_owned(),
        other => format!("control character (U+{:04X})", u32::from(other)),
    }
}
