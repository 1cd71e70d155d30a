//! The objects of a dump, one at a time: none stays in memory while the next is read.

use std::fmt;

use serde::de::{Deserializer as _, Error as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::entry::Entry;
use super::error::DumpError;
use super::foreign::Foreign;
use super::note::Notes;
use super::progress::Pass;
use super::wrapping::{Form, Wrapped, is_printed, next_object, tell_lines};

/// Reads every object to the end, and checks what follows them.
pub(super) fn each_to_the_end<'t>(
    text: &'t Wrapped,
    notes: &mut Notes,
    pass: Pass<'_>,
    mut take: impl FnMut(Entry<'t>) -> Result<(), DumpError>,
) -> Result<(), DumpError> {
    let objects = text.objects();
    let end = match text.form {
        Form::List => {
            let mut json = Deserializer::from_str(objects);
            read_list(text, &mut json, pass, &mut take)?;
            match json.end() {
                Ok(()) => objects.len(),
                Err(error) => offset_of(objects, error.line(), error.column()),
            }
        }
        Form::Lines => {
            let tell = &mut |printed: &str| tell_lines(printed, "within", notes);
            read_lines(text, pass, &mut take, tell)?
        }
    };
    text.end(end, notes)
}

/// Reads the `wanted` objects of a text that was read to the end before.
pub(super) fn each<'t>(
    text: &'t Wrapped,
    pass: Pass<'_>,
    wanted: impl Fn(&Entry<'t>) -> bool,
    mut read: impl FnMut(Entry<'t>) -> Result<(), DumpError>,
) -> Result<(), DumpError> {
    let mut take = |entry: Entry<'t>| if wanted(&entry) { read(entry) } else { Ok(()) };
    match text.form {
        Form::List => read_list(text, &mut Deserializer::from_str(text.objects()), pass, &mut take),
        Form::Lines => read_lines(text, pass, &mut take, &mut |_| {}).map(drop),
    }
}

fn read_list<'t>(
    text: &'t Wrapped,
    json: &mut Deserializer<serde_json::de::StrRead<'t>>,
    pass: Pass<'_>,
    take: &mut dyn FnMut(Entry<'t>) -> Result<(), DumpError>,
) -> Result<(), DumpError> {
    let mut list = List {
        pass,
        text: text.objects(),
        take,
        count: 0,
        refused: None,
    };
    match (json.deserialize_seq(&mut list), list.refused) {
        (_, Some(refused)) => Err(refused),
        (Ok(()), None) => Ok(()),
        (Err(error), None) => {
            let at = |offset| text.position(offset);
            Err(json_error(&error, text.objects(), at, list.count))
        }
    }
}

/// Returns the end of the last object. Lines that a program printed between objects are skipped and passed to `tell`.
fn read_lines<'t>(
    text: &'t Wrapped,
    pass: Pass<'_>,
    take: &mut dyn FnMut(Entry<'t>) -> Result<(), DumpError>,
    tell: &mut dyn FnMut(&str),
) -> Result<usize, DumpError> {
    let objects = text.objects();
    let (mut count, mut end) = (0, 0);
    loop {
        let start = end;
        let mut stream = Deserializer::from_str(&objects[start..]).into_iter::<&'t RawValue>();
        let failed = loop {
            match stream.next() {
                Some(Ok(raw)) => {
                    count += 1;
                    take(Entry::read(raw, count))?;
                    end = start + stream.byte_offset();
                    pass.tell(end, objects.len())?;
                }
                Some(Err(error)) => break Some(error),
                None => break None,
            }
        };
        let Some(error) = failed else { break };
        // Printed text has a line of its own.
        let (same_line, rest) = objects[end..].split_once('\n').unwrap_or((&objects[end..], ""));
        let next = next_object(rest);
        let printed = &rest[..next.unwrap_or_default()];
        let is_printed = match next {
            Some(_) => printed.lines().all(is_printed),
            None => rest
                .lines()
                .find(|line| !line.trim().is_empty())
                .is_some_and(is_printed),
        };
        if count == 0 || !same_line.trim().is_empty() || !is_printed {
            if is_cut_before_another(&objects[end..]) {
                let begin = objects.len() - objects[end..].trim_start().len();
                let (line, _) = text.position(begin);
                return Err(DumpError::LineCutShort { line, whole: count });
            }
            let at = |offset| text.position(start + offset);
            return Err(json_error(&error, &objects[start..], at, count));
        }
        if next.is_none() {
            break;
        }
        tell(printed);
        end += same_line.len() + 1 + printed.len();
    }
    match count {
        1 => Err(DumpError::OneObject),
        _ => Ok(end),
    }
}

/// Whether an object begins in the first line of `text`, has no end there, and another begins in the next line.
fn is_cut_before_another(text: &str) -> bool {
    let Some((line, next)) = text.trim_start().split_once('\n') else {
        return false;
    };
    // An object over several lines has only its bracket in the first.
    let begins = line.starts_with('{') && line.trim_end().len() > 1 && next.trim_start().starts_with('{');
    begins && serde_json::from_str::<IgnoredAny>(line).is_err_and(|error| error.is_eof())
}

struct List<'f, 't> {
    pass: Pass<'f>,
    text: &'t str,
    take: &'f mut dyn FnMut(Entry<'t>) -> Result<(), DumpError>,
    /// The number of objects read.
    count: usize,
    refused: Option<DumpError>,
}

impl<'t> Visitor<'t> for &mut List<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(raw) = list.next_element::<&'t RawValue>()? {
            self.count += 1;
            let read = (self.take)(Entry::read(raw, self.count));
            let end = raw.get().as_ptr().addr() + raw.get().len() - self.text.as_ptr().addr();
            if let Err(refused) = read.and_then(|()| self.pass.tell(end, self.text.len())) {
                self.refused = Some(refused);
                return Err(A::Error::custom("refused"));
            }
        }
        Ok(())
    }
}

/// The error for serde_json's `error` about `text`. `position` gives the line and column in the file for a place in
/// `text`, and `whole` is the number of objects read before.
pub(super) fn json_error(
    error: &serde_json::Error,
    text: &str,
    position: impl Fn(usize) -> (usize, usize),
    whole: usize,
) -> DumpError {
    let near = offset_of(text, error.line(), error.column());
    let (line, column) = position(near);
    match error.classify() {
        Category::Eof => DumpError::CutShort { line, column, whole },
        Category::Data => DumpError::NotADump,
        _ if error.to_string().starts_with("control character") => {
            // The character is at that place, or right after it.
            let raw = text[near..].char_indices().find(|(_, c)| c.is_control());
            let (offset, character) =
                raw.map_or((near, '\0'), |(offset, character)| (near + offset, character));
            let (line, column) = position(offset);
            DumpError::RawControl {
                character,
                line,
                column,
            }
        }
        _ => not_json(text, near, position),
    }
}

/// The error for a word that Python writes for a value, if one is there and JSON does not have it.
fn not_json(text: &str, near: usize, position: impl Fn(usize) -> (usize, usize)) -> DumpError {
    let is_of_word = |c: char| c.is_ascii_alphabetic() || c == '-';
    let start = text[..near].trim_end_matches(is_of_word).len();
    let word = text[start..].split(|c| !is_of_word(c)).next().unwrap_or_default();
    match word {
        "None" | "True" | "False" => DumpError::Foreign(Foreign::Python),
        "NaN" | "Infinity" | "-Infinity" | "nan" | "inf" | "-inf" => {
            let (line, column) = position(start);
            DumpError::NotANumber {
                word: word.to_owned(),
                line,
                column,
            }
        }
        _ => {
            let (line, column) = position(near);
            DumpError::NotJson { line, column }
        }
    }
}

/// The place in `text` of a line and column that serde_json reports.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let offset = (start + column.saturating_sub(1)).min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
