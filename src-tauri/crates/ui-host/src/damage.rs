//! Kinds of damage to a closed directory.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use serde::Deserialize;

/// A kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// One of the last entries of the journal is damaged, and so is its copy.
    Journal,
    /// The key file is missing.
    KeyFile,
}

impl Damage {
    /// Damages the directory in `home`.
    pub fn inflict(self, home: &Path) -> Result<()> {
        match self {
            Self::Journal => {
                fs::remove_dir_all(home.join("data/state"))?;
                scratch(&home.join("data"))
            }
            Self::KeyFile => fs::remove_file(home.join("key")),
        }
    }
}

fn scratch(data: &Path) -> Result<()> {
    let mut journals = Vec::new();
    for entry in fs::read_dir(data)? {
        let path = entry?.path();
        if path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("journal-"))
        {
            journals.push(path);
        }
    }
    journals.sort();
    let journal = journals
        .last()
        .ok_or_else(|| Error::other("there is no journal"))?;
    let mut bytes = fs::read(journal)?;
    // Behind the last entry there is only reserved space.
    let end = bytes.iter().rposition(|byte| *byte != 0).unwrap_or_default();
    bytes[end / 64 * 63] ^= 1;
    fs::write(journal, bytes)
}
