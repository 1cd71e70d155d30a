//! Writes source text: comments and literals that foreign text cannot break out of.

use std::fmt::Write;

use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_core::text::escaped;
use serde_json::Value;

/// The language of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Python 3.
    Python,
    /// JavaScript, as an ES module.
    JavaScript,
}

impl Language {
    /// Its name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::JavaScript => "javascript",
        }
    }
}

/// Enough for any file: a string that grows leaves a copy of the secret in memory.
const CAPACITY: usize = 64 * 1024;

/// A file being written.
pub(super) struct Source {
    language: Language,
    text: String,
}

impl Source {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            text: String::with_capacity(CAPACITY),
        }
    }

    pub(super) fn finish(self) -> SecretText {
        SecretText::new(self.text)
    }

    /// Appends source text unescaped.
    pub(super) fn raw(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a one-line comment. Characters that end the line or are invisible are escaped.
    pub(super) fn comment(&mut self, parts: &[&str]) -> &mut Self {
        self.text.push_str(match self.language {
            Language::Python => "# ",
            Language::JavaScript => "// ",
        });
        for part in parts {
            self.raw(&escaped(part));
        }
        self.raw("\n")
    }

    /// Appends a string literal in ASCII.
    pub(super) fn string(&mut self, value: &str) -> &mut Self {
        self.text.push('"');
        for c in value.chars() {
            match c {
                '"' | '\\' => self.text.extend(['\\', c]),
                '\n' => self.text.push_str("\\n"),
                ' '..='~' => self.text.push(c),
                _ => self.escape(c),
            }
        }
        self.raw("\"")
    }

    fn escape(&mut self, c: char) {
        match self.language {
            Language::Python => {
                // Writing to a string cannot fail.
                let _ = write!(self.text, "\\U{:08x}", u32::from(c));
            }
            Language::JavaScript => self.text.extend(c.escape_unicode()),
        }
    }

    /// Appends a long string literal, line by line. Python joins adjacent literals.
    pub(super) fn lines(&mut self, value: &str, indent: &str) -> &mut Self {
        let mut lines = value.lines().peekable();
        while let Some(line) = lines.next() {
            let line = format!("{line}\n");
            self.raw(indent)
                .string(&line)
                .raw(if lines.peek().is_some() { "\n" } else { "" });
        }
        self
    }

    /// Appends a JWK set as a literal, one key member a line. All members are strings.
    pub(super) fn key_set(&mut self, keys: &[Value]) -> &mut Self {
        let property = match self.language {
            Language::Python => "\"keys\"",
            Language::JavaScript => "keys",
        };
        self.raw("{\n    ").raw(property).raw(": [\n");
        for key in keys.iter().filter_map(Value::as_object) {
            self.raw("        {\n");
            for (member, value) in key {
                let value = value.as_str().unwrap_or_default();
                self.raw("            ")
                    .string(member)
                    .raw(": ")
                    .string(value)
                    .raw(",\n");
            }
            self.raw("        },\n");
        }
        self.raw("    ],\n}")
    }

    /// Appends an expression for the bytes of a secret.
    pub(super) fn secret(&mut self, secret: &SecretBytes) -> &mut Self {
        let (before, after) = match self.language {
            Language::Python => ("bytes.fromhex(\"", "\")"),
            Language::JavaScript => ("Buffer.from(\"", "\", \"hex\")"),
        };
        self.raw(before);
        for byte in secret.expose() {
            for digit in [byte >> 4, byte & 15] {
                self.text.extend(char::from_digit(digit.into(), 16));
            }
        }
        self.raw(after)
    }
}
