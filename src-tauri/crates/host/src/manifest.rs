//! `directory.json`: the little that a program must know before it has the key. Nothing in it is secret.

use portreeve_commands::{CommandError, ErrorClass, Reason};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::KeyLocation;
use portreeve_storage::GENERATION;
use serde::{Deserialize, Serialize};

use crate::home::Home;
use crate::system::replace;

/// The layout of the folder that this version writes.
const FORMAT: u32 = 1;

/// What says whether this program can read the rest, and the data.
#[derive(Deserialize)]
struct Readers {
    format: u32,
    /// The generation that a program must know to read all records.
    #[serde(default = "first_generation")]
    min_reader: u32,
}

const fn first_generation() -> u32 {
    1
}

#[derive(Serialize, Deserialize)]
struct ManifestFile {
    format: u32,
    #[serde(default = "first_generation")]
    min_reader: u32,
    directory: String,
    key: KeyPlace,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeyPlace {
    OsKeychain,
    PassphraseFile,
}

/// The id of the directory, and where its root key is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manifest {
    pub(crate) directory: DirectoryId,
    pub(crate) key_location: KeyLocation,
    /// The generation of the programs that the file asks for, at most this one's.
    min_reader: u32,
}

impl Manifest {
    /// That of a directory which this program writes.
    pub(crate) fn new(directory: DirectoryId, key_location: KeyLocation) -> Self {
        Self {
            directory,
            key_location,
            min_reader: GENERATION,
        }
    }

    /// Reads the manifest; `None` if there is no directory here.
    pub(crate) fn find(home: &Home) -> Result<Option<Self>, CommandError> {
        let path = home.manifest();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return if home.database().exists() {
                    Err(missing(home))
                } else {
                    Ok(None)
                };
            }
            Err(error) => {
                return Err(CommandError::new(
                    ErrorClass::DiskFailed,
                    format!("{} cannot be read: {error}", path.display()),
                ));
            }
        };
        let damaged = || {
            CommandError::new(
                ErrorClass::Damaged,
                format!("{} is not what Portreeve wrote", path.display()),
            )
            .hint(how_to_put_back(home))
        };
        let readers: Readers = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        if readers.format > FORMAT || readers.min_reader > GENERATION {
            return Err(CommandError::new(
                ErrorClass::Damaged,
                "the folder was written by a newer Portreeve; nothing was changed",
            )
            .hint("open it with that version"));
        }
        let file: ManifestFile = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        let key_location = match file.key {
            KeyPlace::OsKeychain => KeyLocation::OsKeychain,
            KeyPlace::PassphraseFile => KeyLocation::PassphraseFile,
        };
        Ok(Some(Self {
            directory: file.directory.parse().map_err(|_| damaged())?,
            key_location,
            min_reader: file.min_reader,
        }))
    }

    /// Like [`find`](Self::find), but a missing directory is an error.
    pub(crate) fn get(home: &Home) -> Result<Self, CommandError> {
        Self::find(home)?.ok_or_else(|| {
            let folder = home.folder().display();
            CommandError::new(
                Reason::DIRECTORY_ABSENT,
                format!("there is no directory in {folder} yet"),
            )
            .hint("make one with `portreeve init --name TEAM --superuser NAME`")
        })
    }

    /// Makes older programs refuse the directory from now on, durably. The owner calls this before it writes: an
    /// older program does not read every record at its opening, and would write beside one that it cannot read.
    pub(crate) fn require_this_generation(&self, home: &Home) -> std::io::Result<()> {
        match self.min_reader < GENERATION {
            true => self.write(home),
            false => Ok(()),
        }
    }

    pub(crate) fn write(&self, home: &Home) -> std::io::Result<()> {
        replace(&home.manifest(), &serde_json::to_vec_pretty(&self.file())?)
    }

    /// What the file says, for a person who has to write it by hand.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(&self.file()).unwrap_or_default()
    }

    fn file(&self) -> ManifestFile {
        ManifestFile {
            format: FORMAT,
            min_reader: GENERATION,
            directory: self.directory.to_string(),
            key: match self.key_location {
                KeyLocation::OsKeychain => KeyPlace::OsKeychain,
                KeyLocation::PassphraseFile => KeyPlace::PassphraseFile,
            },
        }
    }
}

/// The error for data without a manifest: a damaged directory, never a first run.
fn missing(home: &Home) -> CommandError {
    CommandError::new(
        ErrorClass::Damaged,
        format!(
            "{} is missing, but there is data beside it",
            home.manifest().display()
        ),
    )
    .hint(how_to_put_back(home))
}

/// The hint for a lost manifest: the files beside it tell what it said.
fn how_to_put_back(home: &Home) -> String {
    let Some(directory) = crate::backup::noted_directory(home.folder()) else {
        return "restore a copy of it; the data was not touched".to_owned();
    };
    let key_location = match home.key_file().exists() {
        true => KeyLocation::PassphraseFile,
        false => KeyLocation::OsKeychain,
    };
    let text = Manifest::new(directory, key_location).text();
    format!(
        "restore a copy of it, or write it again: {text} is what it said, as far as the files beside it tell; the data \
         was not touched"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_of_an_older_generation_asks_for_this_one_before_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().to_owned(), None);
        let id = "a1a2a3a4-0000-7000-8000-000000000001";
        let older = format!(r#"{{"format":1,"min_reader":0,"directory":"{id}","key":"passphrase_file"}}"#);
        std::fs::write(home.manifest(), older).unwrap();
        let manifest = Manifest::get(&home).unwrap();
        manifest.require_this_generation(&home).unwrap();
        let raised = Manifest::get(&home).unwrap();
        assert_eq!(raised.min_reader, GENERATION);
        assert_eq!(raised.directory, manifest.directory);

        // One that asks for it already is not written again.
        std::fs::remove_file(home.manifest()).unwrap();
        raised.require_this_generation(&home).unwrap();
        assert!(!home.manifest().exists());
    }

    #[test]
    fn a_manifest_of_the_first_version_asks_for_the_first_generation() {
        let readers: Readers = serde_json::from_str(r#"{"format":1}"#).unwrap();
        assert_eq!(readers.min_reader, 1);
    }
}
