//! Notes about a dump: values that are read differently from how they are written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::words::shown;
use crate::capped::Capped;

/// One note, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// In words.
    pub what: String,
    /// The people, groups or permissions that it is about; empty if it is about the file.
    pub about: Capped<String>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        for (index, name) in self.about.first.iter().enumerate() {
            write!(f, "{}{name}", if index == 0 { ": " } else { ", " })?;
        }
        match (self.about.first.len(), self.about.more()) {
            (_, 0) => Ok(()),
            (0, count) => write!(f, " ({count})"),
            (_, more) => write!(f, " and {more} more"),
        }
    }
}

/// Notes by their text, so that each text gives only one note.
#[derive(Default)]
pub(crate) struct Notes(BTreeMap<Cow<'static, str>, Capped<String>>);

impl Notes {
    /// Adds a note about the file.
    pub(crate) fn tell(&mut self, what: impl Into<Cow<'static, str>>) {
        self.0.entry(what.into()).or_default();
    }

    /// Adds a name to a note. There are few different values of `what`.
    pub(crate) fn about(&mut self, what: impl Into<Cow<'static, str>>, name: &str) {
        self.0.entry(what.into()).or_default().push(shown(name));
    }

    /// Counts an item in a note that needs no names.
    pub(crate) fn count(&mut self, what: impl Into<Cow<'static, str>>) {
        self.0.entry(what.into()).or_default().count += 1;
    }

    pub(crate) fn into_list(self) -> Vec<Note> {
        let note = |(what, about): (Cow<'static, str>, _)| Note {
            what: what.into_owned(),
            about,
        };
        self.0.into_iter().map(note).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_kind_is_one_note_with_everybody_in_it() {
        let mut notes = Notes::default();
        notes.tell("the file is odd");
        for name in 0..102 {
            notes.about("left empty", &name.to_string());
            notes.count("read as UTC");
        }
        let lines: Vec<String> = notes.into_list().iter().map(ToString::to_string).collect();
        assert!(
            lines[0].starts_with("left empty: 0, 1, 2") && lines[0].ends_with("99 and 2 more"),
            "{}",
            lines[0]
        );
        assert_eq!(lines[1..], ["read as UTC (102)", "the file is odd"]);
    }
}
