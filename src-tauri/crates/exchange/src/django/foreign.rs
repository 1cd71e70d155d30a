//! Files that are no dump in any wrapping, named for what they are.

use std::fmt;

use super::error::DumpError;
use super::stream;

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
    /// A dump that the database made: `pg_dump`, `mysqldump`, `.dump`.
    Sql,
    /// A table, as spreadsheets and `COPY` write it.
    Csv,
    /// What Python prints of a list: `print` in the place of `json.dump`.
    Python,
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
            Self::Sql => f.write_str(
                "the file is SQL, a dump that the database made; let Django write one: manage.py dumpdata",
            ),
            Self::Csv => f.write_str(
                "the file is a table (CSV) and no dump; let Django write one: manage.py dumpdata",
            ),
            Self::Python => f.write_str(
                "the file is what Python prints of its lists, not JSON; write it with json.dump, or let Django write \
                 one: manage.py dumpdata",
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

/// Where tar says that it is one.
const TAR: (usize, &[u8]) = (257, b"ustar");

/// What a file is by its first bytes.
pub(super) fn by_signature(bytes: &[u8]) -> Option<Foreign> {
    let (offset, mark) = TAR;
    if bytes.get(offset..).is_some_and(|rest| rest.starts_with(mark)) {
        return Some(Foreign::Packed("tar"));
    }
    let found = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature));
    found.map(|(_, foreign)| *foreign)
}

/// Lines at the beginning in which another format is looked for.
const LINES_LOOKED_AT: usize = 50;

/// What a text is in which no objects begin.
pub(super) fn named(text: &str) -> DumpError {
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_matches([' ', '\t', '\r', '\u{feff}']))
        .filter(|line| !line.is_empty())
        .take(LINES_LOOKED_AT)
        .collect();
    if let Some(foreign) = lines.iter().find_map(|line| by_line(line)) {
        return DumpError::Foreign(foreign);
    }
    if is_yaml_head(&lines) {
        return DumpError::Foreign(Foreign::Yaml);
    }
    if is_table(&lines) {
        return DumpError::Foreign(Foreign::Csv);
    }
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => DumpError::NotADump,
        Err(error) => stream::json_error(&error, text, |offset| super::wrapping::position(text, offset)),
    }
}

/// What gives a format away wherever it stands.
fn by_line(line: &str) -> Option<Foreign> {
    let begins = |with: &str| {
        line.get(..with.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    let any = |starts: &[&str]| starts.iter().any(|start| begins(start));
    if is_yaml_item(line) {
        return Some(Foreign::Yaml);
    }
    if any(&["<!doctype html", "<html"]) {
        return Some(Foreign::WebPage);
    }
    if any(&["<?xml", "<django-objects"]) {
        return Some(Foreign::Xml);
    }
    let sql = [
        "-- PostgreSQL database dump",
        "-- MySQL dump",
        "-- MariaDB dump",
        "-- Dump",
        "/*!",
        "PRAGMA foreign_keys",
        "BEGIN TRANSACTION;",
        "CREATE TABLE ",
        "INSERT INTO ",
        "COPY ",
    ];
    if any(&sql) {
        return Some(Foreign::Sql);
    }
    any(&[
        "[{'",
        "[OrderedDict(",
        "{'model':",
        "{'pk':",
        "{'fields':",
        "<QuerySet [",
    ])
    .then_some(Foreign::Python)
}

/// `- model: auth.user`, however far it is indented.
fn is_yaml_item(line: &str) -> bool {
    let Some(item) = line.strip_prefix('-') else {
        return false;
    };
    let key = item.trim_start_matches([' ', '\t', '{', '"', '\'']);
    key.len() < item.len()
        && ["model", "pk", "fields"].iter().any(|name| {
            key.strip_prefix(name)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
        })
}

/// A mark or a dash alone, as YAML begins with.
fn is_yaml_head(lines: &[&str]) -> bool {
    match lines {
        [first, ..] if first.starts_with("%YAML") => true,
        [first, second, ..] => {
            matches!(*first, "---" | "-") && (second.starts_with('-') || second.contains(':'))
        }
        _ => false,
    }
}

/// A row of column names with a row that has as many columns, if there is one.
fn is_table(lines: &[&str]) -> bool {
    [',', ';', '\t', '|'].into_iter().any(|separator| {
        let Some(header) = lines.first() else {
            return false;
        };
        let columns: Vec<&str> = header
            .split(separator)
            .map(|column| column.trim().trim_matches('"'))
            .collect();
        let is_name = |column: &str| {
            let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-' | '.');
            column.starts_with(|c: char| c.is_alphabetic() || c == '_') && column.chars().all(is_of_name)
        };
        let is_known = ["id", "username", "login", "email", "password"]
            .iter()
            .any(|known| columns.iter().any(|column| column.eq_ignore_ascii_case(known)));
        let fits = |row: &&str| row.split(separator).count() >= columns.len();
        columns.len() > 1
            && columns.iter().all(|column| is_name(column))
            && (is_known || lines.len() > 1 && lines[1..].iter().all(fits))
    })
}
