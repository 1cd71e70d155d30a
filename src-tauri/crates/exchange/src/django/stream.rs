//! The objects of a dump, one at a time: nothing of one is kept while the next is read.

use std::fmt;

use serde::de::{Deserializer as _, Error as _, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::error::Category;

use super::entry::Entry;
use super::error::DumpError;
use super::note::Notes;
use super::wrapping::{Form, Wrapped, position};

/// Reads every object to the end, and looks at what comes after them.
pub(super) fn each_to_the_end<'t>(
    text: &'t Wrapped,
    notes: &mut Notes,
    mut take: impl FnMut(Entry<'t>) -> Result<(), DumpError>,
) -> Result<(), DumpError> {
    let objects = text.objects();
    let end = match text.form {
        Form::List => {
            let mut json = Deserializer::from_str(objects);
            read_list(text, &mut json, &mut take)?;
            match json.end() {
                Ok(()) => objects.len(),
                Err(error) => offset_of(objects, error.line(), error.column()),
            }
        }
        Form::Lines => read_lines(text, &mut take)?,
    };
    text.end(end, notes)
}

/// Reads the objects that are `wanted` of a text that was read to the end before.
pub(super) fn each<'t>(
    text: &'t Wrapped,
    wanted: impl Fn(&Entry<'t>) -> bool,
    mut read: impl FnMut(Entry<'t>) -> Result<(), DumpError>,
) -> Result<(), DumpError> {
    let mut take = |entry: Entry<'t>| if wanted(&entry) { read(entry) } else { Ok(()) };
    match text.form {
        Form::List => read_list(text, &mut Deserializer::from_str(text.objects()), &mut take),
        Form::Lines => read_lines(text, &mut take).map(drop),
    }
}

fn read_list<'t>(
    text: &Wrapped,
    json: &mut Deserializer<serde_json::de::StrRead<'t>>,
    take: &mut dyn FnMut(Entry<'t>) -> Result<(), DumpError>,
) -> Result<(), DumpError> {
    let mut list = List { take, refused: None };
    match (json.deserialize_seq(&mut list), list.refused) {
        (_, Some(refused)) => Err(refused),
        (Ok(()), None) => Ok(()),
        (Err(error), None) => Err(json_error(&error, text.objects(), text.lines_before)),
    }
}

/// Gives where the last object ends.
fn read_lines<'t>(
    text: &'t Wrapped,
    take: &mut dyn FnMut(Entry<'t>) -> Result<(), DumpError>,
) -> Result<usize, DumpError> {
    let objects = text.objects();
    let mut stream = Deserializer::from_str(objects).into_iter::<Entry<'t>>();
    let (mut count, mut end) = (0, 0);
    while let Some(entry) = stream.next() {
        match entry {
            Ok(entry) => {
                count += 1;
                take(entry.at(count))?;
                end = stream.byte_offset();
            }
            Err(_) if count > 0 && is_printed(&objects[end..]) => break,
            Err(error) => return Err(json_error(&error, objects, text.lines_before)),
        }
    }
    match count {
        1 => Err(DumpError::OneObject),
        _ => Ok(end),
    }
}

/// Whether what comes after an object are lines that some program printed.
fn is_printed(rest: &str) -> bool {
    let (line, next) = rest.split_once('\n').unwrap_or((rest, ""));
    line.trim().is_empty() && !next.trim_start().starts_with(['{', '[', ','])
}

struct List<'f, 't> {
    take: &'f mut dyn FnMut(Entry<'t>) -> Result<(), DumpError>,
    refused: Option<DumpError>,
}

impl<'t> Visitor<'t> for &mut List<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<(), A::Error> {
        let mut place = 0;
        while let Some(entry) = list.next_element::<Entry<'t>>()? {
            place += 1;
            if let Err(refused) = (self.take)(entry.at(place)) {
                self.refused = Some(refused);
                return Err(A::Error::custom("refused"));
            }
        }
        Ok(())
    }
}

/// What serde_json says about `text`, before which there are so many lines in the file.
pub(super) fn json_error(error: &serde_json::Error, text: &str, lines_before: usize) -> DumpError {
    let (line, column) = (lines_before + error.line(), error.column());
    match error.classify() {
        Category::Eof => DumpError::CutShort { line, column },
        Category::Data => DumpError::NotADump,
        _ if is_recursion_limit(error) => DumpError::TooDeep,
        _ if error.to_string().starts_with("control character") => {
            // It is there, or right behind.
            let near = offset_of(text, error.line(), error.column());
            let raw = text[near..].char_indices().find(|(_, c)| c.is_control());
            let (offset, character) =
                raw.map_or((near, '\0'), |(offset, character)| (near + offset, character));
            let (_, column) = position(text, offset);
            DumpError::RawControl {
                character,
                line,
                column,
            }
        }
        _ => DumpError::NotJson { line, column },
    }
}

/// serde_json has no category of its own for it.
pub(super) fn is_recursion_limit(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("recursion limit exceeded")
}

/// The place in `text` that serde_json means by a line and a column.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let offset = (start + column.saturating_sub(1)).min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
