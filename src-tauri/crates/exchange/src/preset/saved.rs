//! Reads back what a saved config trusts, from the file as it is now: a person may have edited it.
//!
//! Only the literals that [`render`](super::render) writes are understood. Anything else is a problem in words, never a guess.

use portreeve_core::client::Algorithm;
use portreeve_core::secret::SecretBytes;
use serde_json::{Map, Value};

/// What a saved config trusts.
#[derive(Debug)]
pub struct Saved {
    /// The `iss`.
    pub issuer: String,
    /// The `aud`.
    pub audience: String,
    /// The one algorithm.
    pub algorithm: Algorithm,
    /// The keys.
    pub key: SavedKey,
}

/// The keys in a saved config.
#[derive(Debug)]
pub enum SavedKey {
    /// Public keys, each a JWK; the token names one.
    Set(Vec<Map<String, Value>>),
    /// One public key: SubjectPublicKeyInfo, PEM.
    Pem(String),
    /// The shared secret.
    Shared(SecretBytes),
}

/// Why a file cannot be tested.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SavedError {
    /// A setting is not there, or is not written as a plain value.
    #[error("the file does not set {0} to a plain value")]
    Missing(&'static str),
    /// A setting is there more than once.
    #[error("the file sets {0} more than once")]
    Twice(&'static str),
    /// The algorithm is none of ours.
    #[error("the file names the algorithm `{0}`, which Portreeve does not use")]
    Algorithm(String),
    /// There is no key in a form that is understood.
    #[error("the file contains no key as Portreeve writes it")]
    NoKey,
}

/// What the config in `text` trusts.
pub fn read(text: &str) -> Result<Saved, SavedError> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !is_comment(line))
        .collect();
    let issuer = setting(&lines, "ISSUER")?;
    let audience = setting(&lines, "AUDIENCE")?;
    let algorithm = setting(&lines, "ALGORITHM")?;
    let algorithm = Algorithm::ALL
        .into_iter()
        .find(|known| known.name() == algorithm)
        .ok_or_else(|| SavedError::Algorithm(algorithm.chars().take(40).collect()))?;
    let key = match algorithm.is_symmetric() {
        true => secret(&lines).map(SavedKey::Shared),
        false => key_set(&lines)
            .map(SavedKey::Set)
            .or_else(|| pem(&lines).map(SavedKey::Pem)),
    };
    Ok(Saved {
        issuer,
        audience,
        algorithm,
        key: key.ok_or(SavedError::NoKey)?,
    })
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#') || line.starts_with("//")
}

/// What follows `NAME = `, `const NAME = ` or `"NAME": `.
fn value<'t>(line: &'t str, name: &str) -> Option<&'t str> {
    let line = line.strip_prefix("const ").unwrap_or(line);
    let assigned = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(" = "));
    assigned.or_else(|| {
        let rest = line.strip_prefix('"')?.strip_prefix(name)?;
        rest.strip_prefix("\": ")
    })
}

fn setting(lines: &[&str], name: &'static str) -> Result<String, SavedError> {
    let mut found = lines.iter().filter_map(|line| value(line, name));
    let first = found.next().ok_or(SavedError::Missing(name))?;
    if found.next().is_some() {
        return Err(SavedError::Twice(name));
    }
    match literal(first) {
        Some((text, "" | ";" | ",")) => Ok(text),
        Some(_) | None => Err(SavedError::Missing(name)),
    }
}

/// The string literal at the beginning of `text`, and what follows it.
fn literal(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut value = String::new();
    loop {
        let c = rest.chars().next()?;
        rest = &rest[c.len_utf8()..];
        match c {
            '"' => return Some((value, rest)),
            '\\' => {
                let (c, after) = escaped(rest)?;
                value.push(c);
                rest = after;
            }
            c => value.push(c),
        }
    }
}

/// The character that is escaped at the beginning of `text`, after the backslash.
fn escaped(text: &str) -> Option<(char, &str)> {
    let code = |digits: &str| char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    if let Some(rest) = text.strip_prefix("u{") {
        let (digits, rest) = rest.split_once('}')?;
        return Some((code(digits)?, rest));
    }
    if let Some(rest) = text.strip_prefix('U') {
        return Some((code(rest.get(..8)?)?, &rest[8..]));
    }
    let c = text.chars().next()?;
    let meant = match c {
        'n' => '\n',
        '"' | '\\' => c,
        _ => return None,
    };
    Some((meant, &text[c.len_utf8()..]))
}

/// The JWKs, one member a line.
fn key_set(lines: &[&str]) -> Option<Vec<Map<String, Value>>> {
    let starts = |line: &&str| matches!(*line, "\"keys\": [" | "keys: [");
    let start = lines.iter().position(starts)?;
    let mut keys = Vec::new();
    let mut key = None;
    for line in &lines[start + 1..] {
        match *line {
            "{" => key = Some(Map::new()),
            "}," => keys.push(key.take()?),
            "]," => return (!keys.is_empty()).then_some(keys),
            line => {
                let (member, rest) = literal(line)?;
                let (value, _) = literal(rest.strip_prefix(": ")?)?;
                key.as_mut()?.insert(member, Value::String(value));
            }
        }
    }
    None
}

fn pem(lines: &[&str]) -> Option<String> {
    let start = lines
        .iter()
        .position(|line| value(line, "VERIFYING_KEY") == Some("("))?;
    let literals = lines[start + 1..].iter().take_while(|line| line.starts_with('"'));
    let text: Option<String> = literals.map(|line| literal(line).map(|(text, _)| text)).collect();
    text.filter(|text| !text.is_empty())
}

fn secret(lines: &[&str]) -> Option<SecretBytes> {
    let written = lines.iter().find_map(|line| {
        let value = ["SECRET", "SIGNING_KEY", "KEY"]
            .iter()
            .find_map(|name| value(line, name))?;
        let digits = value
            .strip_prefix("bytes.fromhex(\"")
            .or_else(|| value.strip_prefix("Buffer.from(\""))?;
        digits.split_once('"').map(|(digits, _)| digits)
    })?;
    if written.is_empty() || written.len() % 2 != 0 || !written.is_ascii() {
        return None;
    }
    let byte = |place: usize| u8::from_str_radix(&written[place..place + 2], 16).ok();
    let bytes: Option<Vec<u8>> = (0..written.len()).step_by(2).map(byte).collect();
    bytes.map(SecretBytes::new)
}
