//! From the bytes of a file to the text of a dump: what shells, other encodings and packers leave around it is taken
//! off and told, or named for what it is.

use std::fmt;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::DUMP_BYTES_MAX;
use super::error::{DumpError, shown};
use super::note::Notes;

/// The text of a dump, and where its objects begin.
pub(super) struct Wrapped {
    text: String,
    /// The first byte of the line in which they begin.
    start: usize,
    /// How many lines come before that one.
    pub lines_before: usize,
    /// How they follow each other.
    pub form: Form,
}

/// How the objects of a dump follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In one list: `--format json`.
    List,
    /// One after the other: `--format jsonl`.
    Lines,
}

/// Something that is no JSON, by what it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Packed; the name of the packer.
    Packed(&'static str),
    /// `dumpdata --format yaml`.
    Yaml,
    /// `dumpdata --format xml`.
    Xml,
    /// A web page, for example one that says that somebody has to sign in first.
    WebPage,
    /// The database itself.
    Database,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Packed(packer) => write!(
                f,
                "the file is packed ({packer}); unpack it, and import what is in it"
            ),
            Self::Yaml => f.write_str("the file is YAML; dump with --format json"),
            Self::Xml => f.write_str("the file is XML; dump with --format json"),
            Self::WebPage => f.write_str("the file is a web page and no dump; fetch the dump itself"),
            Self::Database => f.write_str(
                "the file is a database and no dump of it; let Django write one: manage.py dumpdata",
            ),
        }
    }
}

/// What files of other kinds begin with.
const SIGNATURES: [(&[u8], Foreign); 11] = [
    (b"PK\x03\x04", Foreign::Packed("zip")),
    (b"PK\x05\x06", Foreign::Packed("zip")),
    (b"BZh", Foreign::Packed("bzip2")),
    (b"\xfd7zXZ\0", Foreign::Packed("xz")),
    (b"\x5d\0\0", Foreign::Packed("lzma")),
    (b"\x28\xb5\x2f\xfd", Foreign::Packed("zstd")),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Packed("7z")),
    (b"Rar!\x1a\x07", Foreign::Packed("rar")),
    (b"\x1f\x8b", Foreign::Packed("gzip, twice")),
    (b"SQLite format 3\0", Foreign::Database),
    (b"PGDMP", Foreign::Database),
];

/// Lines at the beginning in which another format is looked for.
const LINES_LOOKED_AT: usize = 50;

impl Wrapped {
    /// Takes the wrapping off, and tells of it.
    pub(super) fn open(bytes: Vec<u8>, notes: &mut Notes) -> Result<Self, DumpError> {
        require_size(bytes.len())?;
        let text = decode(unpack(bytes, notes)?, notes)?;
        if text.trim().is_empty() {
            return Err(DumpError::Empty);
        }
        let Some((start, lines_before, form)) = opening(&text) else {
            return Err(unopened(&text));
        };
        tell_lines(&text[..start], "before", notes);
        Ok(Self {
            text,
            start,
            lines_before,
            form,
        })
    }

    /// The text from the line on in which the objects begin.
    pub(super) fn objects(&self) -> &str {
        &self.text[self.start..]
    }

    /// Looks at what comes after the objects, at this offset: printed lines are told, another dump is refused.
    pub(super) fn end(&self, offset: usize, notes: &mut Notes) -> Result<(), DumpError> {
        let rest = &self.objects()[offset..];
        if let Some((second, _, _)) = opening(rest) {
            let line = self.lines_before + 1 + lines_in(&self.objects()[..offset + second]);
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

/// Unpacks gzip, which Django writes itself; other packers are named.
fn unpack(bytes: Vec<u8>, notes: &mut Notes) -> Result<Vec<u8>, DumpError> {
    let bytes = if bytes.starts_with(b"\x1f\x8b") {
        let mut unpacked = Vec::new();
        // No more than this is ever held, whatever the file says that it unpacks to.
        let mut unpacking = MultiGzDecoder::new(bytes.as_slice()).take(DUMP_BYTES_MAX as u64 + 1);
        let read = unpacking.read_to_end(&mut unpacked);
        read.map_err(|_| DumpError::BadGzip)?;
        require_size(unpacked.len())?;
        notes.tell("the file was packed (gzip) and read unpacked");
        unpacked
    } else {
        bytes
    };
    match SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
    {
        Some((_, foreign)) => Err(DumpError::Foreign(*foreign)),
        None => Ok(bytes),
    }
}

/// UTF-8 and UTF-16, with a byte order mark or without.
fn decode(bytes: Vec<u8>, notes: &mut Notes) -> Result<String, DumpError> {
    let (unit, skipped): (fn([u8; 2]) -> u16, usize) = match bytes.as_slice() {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Err(DumpError::Utf32),
        [0xff, 0xfe, ..] => (u16::from_le_bytes, 2),
        [0xfe, 0xff, ..] => (u16::from_be_bytes, 2),
        // A dump begins with ASCII, and holds no zero as UTF-8.
        [first, 0, ..] if *first != 0 => (u16::from_le_bytes, 0),
        [0, second, ..] if *second != 0 => (u16::from_be_bytes, 0),
        _ => return utf8(bytes),
    };
    let (units, rest) = bytes[skipped..].as_chunks::<2>();
    let mut text = String::with_capacity(units.len());
    for decoded in char::decode_utf16(units.iter().copied().map(unit)) {
        let Ok(c) = decoded else {
            return Err(not_text(&text, "UTF-16"));
        };
        text.push(c);
        require_size(text.len())?;
    }
    if !rest.is_empty() {
        let (line, column) = position(&text, text.len());
        return Err(DumpError::CutShort { line, column });
    }
    notes.tell("the file is UTF-16 and was read as that");
    Ok(text)
}

fn utf8(bytes: Vec<u8>) -> Result<String, DumpError> {
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => Ok(rest.to_owned()),
            None => Ok(text),
        },
        Err(error) => {
            let (valid, fault) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len());
            // What comes before is text.
            let before = std::str::from_utf8(&error.as_bytes()[..valid]).unwrap_or_default();
            Err(match fault {
                Some(_) => not_text(before, "UTF-8"),
                None => {
                    let (line, column) = position(before, valid);
                    DumpError::CutShort { line, column }
                }
            })
        }
    }
}

fn not_text(before: &str, encoding: &'static str) -> DumpError {
    let (line, column) = position(before, before.len());
    DumpError::NotText {
        encoding,
        line,
        column,
    }
}

/// Line and column of a place in `text`, counted from 1; columns in characters.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
    (lines_in(before) + 1, column + 1)
}

fn lines_in(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The first line with which the objects of a dump can begin: its offset, how many lines come before it, and how the
/// objects follow each other.
fn opening(text: &str) -> Option<(usize, usize, Form)> {
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if let Some(form) = form_of(&text[offset..]) {
            return Some((offset, number, form));
        }
        offset += line.len();
    }
    None
}

/// How the objects follow each other, if they begin with this text. `[INFO]` or `{'a': 1}`, as programs print it,
/// begins none.
fn form_of(text: &str) -> Option<Form> {
    let text = text.trim_start_matches([' ', '\t', '\u{feff}']);
    if let Some(inside) = text.strip_prefix('[') {
        let inside = inside.trim_start();
        return (inside.is_empty() || inside.starts_with(['{', ']'])).then_some(Form::List);
    }
    let key = text.strip_prefix('{')?.trim_start().strip_prefix('"')?;
    let begins = ["model\"", "pk\"", "fields\""];
    begins
        .iter()
        .any(|name| key.starts_with(name))
        .then_some(Form::Lines)
}

/// Why no objects begin in `text`.
fn unopened(text: &str) -> DumpError {
    let lines = text
        .lines()
        .take(LINES_LOOKED_AT)
        .map(|line| line.trim_start_matches([' ', '\u{feff}']));
    for line in lines {
        let begins = |with: &str| {
            line.get(..with.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(with))
        };
        if begins("- model:") || begins("- fields:") || begins("- pk:") {
            return DumpError::Foreign(Foreign::Yaml);
        }
        if begins("<!doctype html") || begins("<html") {
            return DumpError::Foreign(Foreign::WebPage);
        }
        if begins("<?xml") || begins("<django-objects") {
            return DumpError::Foreign(Foreign::Xml);
        }
    }
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => DumpError::NotADump,
        Err(error) => super::stream::json_error(&error, text, 0),
    }
}

/// Tells of printed lines around the objects.
fn tell_lines(text: &str, place: &str, notes: &mut Notes) {
    let printed = || text.lines().map(str::trim).filter(|line| !line.is_empty());
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
