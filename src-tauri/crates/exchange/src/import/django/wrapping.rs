//! Turns the bytes of a file into the text of a dump: removes and notes what shells, other encodings and packers put
//! around it, or recognises another format.

use std::io::Read;

use flate2::bufread::GzDecoder;
use serde::de::IgnoredAny;

use super::DUMP_BYTES_MAX;
use super::error::{DumpError, shown};
use super::foreign::{self, Foreign};
use super::looks;
use super::note::Notes;

/// The text of a dump, and the beginning of its objects.
pub(super) struct Wrapped {
    text: String,
    /// The first byte of the objects.
    start: usize,
    /// How the objects follow each other.
    pub form: Form,
}

/// The beginning of the objects.
struct Opening {
    /// The first byte of the objects.
    offset: usize,
    form: Form,
    /// Whether it is the list `[]`.
    is_empty: bool,
}

/// How the objects of a dump follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In one list: `--format json`.
    List,
    /// One after the other: `--format jsonl`.
    Lines,
}

impl Wrapped {
    /// Removes the wrapping, and notes it.
    pub(super) fn open(bytes: Vec<u8>, notes: &mut Notes) -> Result<Self, DumpError> {
        require_size(bytes.len())?;
        let text = decode(unpack(bytes, notes)?, notes)?;
        if text.trim().is_empty() {
            return Err(DumpError::Empty);
        }
        if let Some(foreign) = looks::at_once(&text) {
            return Err(DumpError::Foreign(foreign));
        }
        let Some(Opening { offset, form, .. }) = first_opening(&text) else {
            return Err(looks::named(&text));
        };
        if opening_in_a_line(&text[..offset]).is_some() {
            let (line, _) = position(&text, offset);
            return Err(DumpError::Second { line });
        }
        tell_lines(&text[..offset], "before", notes);
        Ok(Self {
            text,
            start: offset,
            form,
        })
    }

    /// The text from the first object on.
    pub(super) fn objects(&self) -> &str {
        &self.text[self.start..]
    }

    /// The line and column in the file of a place among the objects.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        position(&self.text, self.start + offset)
    }

    /// Checks what follows the objects at this offset: printed lines are noted, another dump is refused.
    pub(super) fn end(&self, offset: usize, notes: &mut Notes) -> Result<(), DumpError> {
        let rest = &self.objects()[offset..];
        let second = opening(rest).or_else(|| opening_in_a_line(rest));
        if let Some(second) = second.filter(|second| !second.is_empty) {
            let (line, _) = self.position(offset + second.offset);
            return Err(DumpError::Second { line });
        }
        tell_lines(rest, "after", notes);
        Ok(())
    }
}

fn require_size(bytes: usize) -> Result<(), DumpError> {
    if bytes > DUMP_BYTES_MAX {
        return Err(DumpError::TooLarge);
    }
    Ok(())
}

/// Unpacks gzip, which Django writes itself. Other packers are refused by name.
fn unpack(bytes: Vec<u8>, notes: &mut Notes) -> Result<Vec<u8>, DumpError> {
    let bytes = if bytes.starts_with(GZIP) {
        let unpacked = unpack_gzip(&bytes)?;
        notes.tell("the file was packed (gzip) and read unpacked");
        unpacked
    } else {
        bytes
    };
    match foreign::by_signature(&bytes) {
        Some(foreign) => Err(DumpError::Foreign(foreign)),
        None => Ok(bytes),
    }
}

const GZIP: &[u8] = b"\x1f\x8b";

/// Unpacks one member after the other. Tapes and block devices append zeros, which mean nothing.
fn unpack_gzip(mut packed: &[u8]) -> Result<Vec<u8>, DumpError> {
    let mut unpacked = Vec::new();
    while packed.starts_with(GZIP) {
        let mut member = GzDecoder::new(packed);
        // Memory never holds more than this, whatever the file claims to unpack to.
        let left = (DUMP_BYTES_MAX + 1 - unpacked.len()) as u64;
        let read = member.by_ref().take(left).read_to_end(&mut unpacked);
        read.map_err(|_| DumpError::BadGzip)?;
        require_size(unpacked.len())?;
        packed = member.into_inner();
    }
    match packed.iter().all(|byte| *byte == 0) {
        true => Ok(unpacked),
        false => Err(DumpError::BadGzip),
    }
}

/// Decodes UTF-8 and UTF-16, with or without a byte order mark.
fn decode(bytes: Vec<u8>, notes: &mut Notes) -> Result<String, DumpError> {
    let (unit, skipped): (fn([u8; 2]) -> u16, usize) = match bytes.as_slice() {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Err(DumpError::Utf32),
        [0xff, 0xfe, ..] => (u16::from_le_bytes, 2),
        [0xfe, 0xff, ..] => (u16::from_be_bytes, 2),
        unmarked => match width(unmarked) {
            Width::Bytes => return utf8(bytes),
            Width::LittlePairs => (u16::from_le_bytes, 0),
            Width::BigPairs => (u16::from_be_bytes, 0),
            Width::Fours => return Err(DumpError::Utf32),
        },
    };
    // Half a character at the end is left out, as in UTF-8: the error for the object in which the text ends covers it.
    let (units, _half) = bytes[skipped..].as_chunks::<2>();
    let mut text = String::with_capacity(units.len());
    for decoded in char::decode_utf16(units.iter().copied().map(unit)) {
        let Ok(c) = decoded else {
            let (line, column) = position(&text, text.len());
            return Err(DumpError::BrokenUtf16 { line, column });
        };
        text.push(c);
        require_size(text.len())?;
    }
    notes.tell("the file is UTF-16 and was read as that");
    Ok(text)
}

/// The number of bytes of a character in a text without a mark.
enum Width {
    /// One byte, or UTF-8.
    Bytes,
    /// Two bytes, low byte first.
    LittlePairs,
    /// Two bytes, high byte first.
    BigPairs,
    /// Four bytes.
    Fours,
}

/// Most of a dump is ASCII, whatever alphabet the names use: in UTF-16 every other byte is zero, in UTF-8 none is.
fn width(bytes: &[u8]) -> Width {
    let (pairs, _) = bytes.as_chunks::<2>();
    let first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let second = pairs.iter().filter(|[_, second]| *second == 0).count();
    // Names in other alphabets leave at least this many zeros.
    let is_most = |zeros: usize| zeros > 0 && zeros >= pairs.len() / 3;
    match (is_most(first), is_most(second)) {
        (true, true) if is_utf32(bytes) => Width::Fours,
        (true, true) => Width::Bytes,
        (true, false) => Width::BigPairs,
        (false, true) => Width::LittlePairs,
        (false, false) => Width::Bytes,
    }
}

fn is_utf32(bytes: &[u8]) -> bool {
    let (fours, _) = bytes.as_chunks::<4>();
    let is_text = |unit: fn([u8; 4]) -> u32| fours.iter().all(|four| char::from_u32(unit(*four)).is_some());
    is_text(u32::from_le_bytes) || is_text(u32::from_be_bytes)
}

fn utf8(bytes: Vec<u8>) -> Result<String, DumpError> {
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => Ok(rest.to_owned()),
            None => Ok(text),
        },
        Err(error) => {
            let (valid, fault) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len());
            let mut bytes = error.into_bytes();
            if fault.is_some() && foreign::is_binary(&bytes) {
                return Err(DumpError::Foreign(Foreign::Binary));
            }
            // Everything before is valid text.
            bytes.truncate(valid);
            let before = String::from_utf8(bytes).unwrap_or_default();
            match fault {
                Some(_) => {
                    let (line, column) = position(&before, valid);
                    Err(DumpError::NotText { line, column })
                }
                // Half a character at the end: the error for the object in which the text ends covers it.
                None => Ok(before),
            }
        }
    }
}

/// Line and column of a place in `text`, counted from 1; columns in characters.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
    (
        before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column + 1,
    )
}

/// Characters allowed before the objects in their line. A byte order mark is there if two files were joined.
const BLANK: [char; 3] = [' ', '\t', '\u{feff}'];

/// The first line in which the objects of a dump begin. An empty list counts only if nothing else begins: some programs
/// print one.
fn opening(text: &str) -> Option<Opening> {
    let mut empty = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let start = offset + line.len() - line.trim_start_matches(BLANK).len();
        match opening_at(text, start) {
            Some(opening) if opening.is_empty => empty = empty.or(Some(opening)),
            None => {}
            found => return found,
        }
        offset += line.len();
    }
    empty
}

/// The beginning of a dump's objects, if there is one.
fn first_opening(text: &str) -> Option<Opening> {
    opening(text)
        .or_else(|| opening_in_a_line(text))
        .or_else(|| list_of_anything(text))
}

/// The whole text, if it is one list whose first item is no object. The error about that item then gives its place.
fn list_of_anything(text: &str) -> Option<Opening> {
    let offset = text.len() - text.trim_start().len();
    let is_list = text[offset..].starts_with('[') && serde_json::from_str::<IgnoredAny>(text).is_ok();
    is_list.then_some(Opening {
        offset,
        form: Form::List,
        is_empty: false,
    })
}

/// A list that begins after printed text in the same line: a program may not end its line, or print colours.
fn opening_in_a_line(text: &str) -> Option<Opening> {
    let begins_object = |offset: &usize| {
        let inside = text[offset + 1..].trim_start();
        inside.starts_with('{') && form_of(inside) == Some(Form::Lines)
    };
    let mut brackets = text.match_indices('[').map(|(offset, _)| offset);
    opening_at(text, brackets.find(begins_object)?)
}

fn opening_at(text: &str, offset: usize) -> Option<Opening> {
    let text = &text[offset..];
    let form = form_of(text)?;
    let inside = text.strip_prefix('[').unwrap_or_default();
    Some(Opening {
        offset,
        form,
        is_empty: inside.trim_start().starts_with(']'),
    })
}

/// How the objects follow each other, if they begin with this text. Text that programs print begins no objects:
/// `[INFO]`, `[{'a': 1}]` or `{'a': 1}`.
fn form_of(text: &str) -> Option<Form> {
    if let Some(inside) = text.strip_prefix('[') {
        let inside = inside.trim_start();
        let is_list = match inside.strip_prefix('{').map(str::trim_start) {
            Some(object) => object.is_empty() || object.starts_with(['"', '}']),
            None => inside.is_empty() || inside.starts_with(']'),
        };
        return is_list.then_some(Form::List);
    }
    let key = text.strip_prefix('{')?.trim_start().strip_prefix('"')?;
    let begins = ["model\"", "pk\"", "fields\""];
    begins
        .iter()
        .any(|name| key.starts_with(name))
        .then_some(Form::Lines)
}

/// The beginning of the next object, if there is one.
pub(super) fn next_object(text: &str) -> Option<usize> {
    let next = opening(text).filter(|next| next.form == Form::Lines);
    next.map(|next| next.offset)
}

/// Whether a line is no part of an object, not even of one edited by hand.
pub(super) fn is_printed(line: &str) -> bool {
    let line = line.trim_start();
    let is_list = line.starts_with('[') && form_of(line).is_some();
    !is_list && !line.starts_with(['{', '}', ',', '"'])
}

/// Notes the printed lines around the objects.
pub(super) fn tell_lines(text: &str, place: &str, notes: &mut Notes) {
    let printed = || {
        text.split('\n')
            .map(|line| line.trim_matches([' ', '\t', '\r', '\u{feff}']))
            .filter(|line| !line.is_empty())
    };
    if let Some(first) = printed().next() {
        let count = printed().count();
        let lines = if count == 1 {
            "1 line".to_owned()
        } else {
            format!("{count} lines")
        };
        notes.tell(format!(
            "{lines} {place} the dump passed over, beginning with `{}`",
            shown(first)
        ));
    }
}
