//! Guesses the format of a text without a dump's objects.

use super::error::DumpError;
use super::foreign::{self, Foreign};
use super::{stream, wrapping};

/// How many lines at the beginning are searched for another format.
const LINES_LOOKED_AT: usize = 50;

/// How many lines at the beginning identify a format for certain.
const HEAD_LINES: usize = 3;

fn first_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.trim_matches([' ', '\t', '\r', '\u{feff}']))
        .filter(|line| !line.is_empty())
}

/// The format of a text that can contain a dump's objects only by accident: a page that shows one, a database that
/// stores some.
pub(super) fn at_once(text: &str) -> Option<Foreign> {
    first_lines(text).take(HEAD_LINES).find_map(by_head)
}

/// The error for a text without objects.
pub(super) fn named(text: &str) -> DumpError {
    if foreign::is_binary(text.as_bytes()) {
        return DumpError::Foreign(Foreign::Binary);
    }
    let lines: Vec<&str> = first_lines(text).take(LINES_LOOKED_AT).collect();
    if let Some(foreign) = lines.iter().find_map(|line| by_line(line)) {
        return DumpError::Foreign(foreign);
    }
    if is_yaml_head(&lines) {
        return DumpError::Foreign(Foreign::Yaml);
    }
    if let Some(format) = settings(&lines) {
        return DumpError::Foreign(Foreign::Settings(format));
    }
    if is_table(&lines) {
        return DumpError::Foreign(Foreign::Csv);
    }
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => DumpError::NotADump,
        Err(error) => stream::json_error(&error, text, |offset| wrapping::position(text, offset), 0),
    }
}

fn begins(line: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| {
        line.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    })
}

/// The format that a line among the first ones identifies, whatever follows.
fn by_head(line: &str) -> Option<Foreign> {
    if begins(line, &["<!doctype html", "<html", "<head>", "<body"]) {
        return Some(Foreign::WebPage);
    }
    if begins(line, &["<?xml", "<django-objects"]) {
        return Some(Foreign::Xml);
    }
    let sql = [
        "-- PostgreSQL database dump",
        "-- MySQL dump",
        "-- MariaDB dump",
        "-- phpMyAdmin SQL Dump",
        "-- Dump",
        "/*!",
        "PRAGMA foreign_keys",
    ];
    begins(line, &sql).then_some(Foreign::Sql)
}

/// The format that a line identifies anywhere.
fn by_line(line: &str) -> Option<Foreign> {
    if is_yaml_item(line) {
        return Some(Foreign::Yaml);
    }
    if begins(line, &["<title", "<meta ", "<script", "<form"]) {
        return Some(Foreign::WebPage);
    }
    let sql = [
        "BEGIN TRANSACTION;",
        "CREATE TABLE ",
        "CREATE DATABASE ",
        "DROP TABLE ",
        "ALTER TABLE ",
        "INSERT INTO ",
        "LOCK TABLES ",
        "SET NAMES ",
        "COPY ",
    ];
    if begins(line, &sql) {
        return Some(Foreign::Sql);
    }
    let python = [
        "[{'",
        "[OrderedDict(",
        "{'model':",
        "{'pk':",
        "{'fields':",
        "<QuerySet [",
    ];
    begins(line, &python)
        .then_some(Foreign::Python)
        .or_else(|| by_head(line))
}

/// Whether it is `- model: auth.user`, with any indentation.
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

/// Whether it begins with a `---` or a lone dash, as YAML does.
fn is_yaml_head(lines: &[&str]) -> bool {
    match lines {
        [first, ..] if first.starts_with("%YAML") => true,
        [first, second, ..] => {
            matches!(*first, "---" | "-") && (second.starts_with('-') || second.contains(':'))
        }
        _ => false,
    }
}

/// Whether it is a table: rows with the same number of columns, or a first row of column names.
fn is_table(lines: &[&str]) -> bool {
    let Some((header, rows)) = lines.split_first() else {
        return false;
    };
    if header.starts_with(['[', '{']) {
        return false;
    }
    [',', ';', '\t', '|'].into_iter().any(|separator| {
        let columns: Vec<&str> = header
            .split(separator)
            .map(|column| column.trim().trim_matches('"'))
            .collect();
        let is_known = ["id", "username", "login", "email", "password"]
            .iter()
            .any(|known| columns.iter().any(|column| column.eq_ignore_ascii_case(known)));
        let count = |row: &&str| row.split(separator).count();
        let has_names = columns.iter().all(|column| is_column_name(column));
        let has_rows = !rows.is_empty() && rows.iter().all(|row| count(row) >= columns.len());
        let is_even = columns.len() > 2 && has_rows && rows.iter().all(|row| count(row) == columns.len());
        columns.len() > 1 && (has_names && (is_known || has_rows) || is_even)
    })
}

fn is_column_name(column: &str) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-' | '.');
    column.starts_with(|c: char| c.is_alphabetic() || c == '_') && column.chars().all(is_of_name)
}

/// The name of the format if it has only sections in brackets and `key = value`.
fn settings(lines: &[&str]) -> Option<&'static str> {
    let told: Vec<&str> = lines
        .iter()
        .filter(|line| !line.starts_with(['#', ';']))
        .copied()
        .collect();
    let is_section = |line: &str| line.starts_with('[') && line.ends_with(']');
    let (first, rest) = told.split_first()?;
    let values: Vec<&str> = told.iter().filter_map(|line| setting(line)).collect();
    let begins =
        is_section(first) || setting(first).is_some() && rest.iter().all(|line| setting(line).is_some());
    if !begins || values.is_empty() {
        return None;
    }
    // TOML quotes text; INI has no lists of sections.
    let is_toml = told.iter().any(|line| line.starts_with("[["))
        || values
            .iter()
            .any(|value| value.starts_with(['"', '\'', '[', '{']));
    Some(if is_toml { "TOML" } else { "INI" })
}

/// The value in `key = value`.
fn setting(line: &str) -> Option<&str> {
    let (key, value) = line.split_once('=')?;
    let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '"');
    let is_key = !key.trim().is_empty() && key.chars().all(is_of_key);
    is_key.then_some(value.trim())
}
