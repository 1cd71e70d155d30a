//! `directory.json`: the little that a program must know before it has the key. Nothing in it is secret.

use portreeve_commands::{CommandError, ErrorClass, Reason};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::KeyLocation;
use serde::{Deserialize, Serialize};

use crate::home::Home;
use crate::system::replace;

/// The layout of the folder that this version writes.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct ManifestFile {
    format: u32,
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
}

impl Manifest {
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
        let file: ManifestFile = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        if file.format > FORMAT {
            return Err(CommandError::new(
                ErrorClass::Damaged,
                "the folder was written by a newer Portreeve",
            )
            .hint("open it with that version"));
        }
        let key_location = match file.key {
            KeyPlace::OsKeychain => KeyLocation::OsKeychain,
            KeyPlace::PassphraseFile => KeyLocation::PassphraseFile,
        };
        Ok(Some(Self {
            directory: file.directory.parse().map_err(|_| damaged())?,
            key_location,
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

    pub(crate) fn write(&self, home: &Home) -> std::io::Result<()> {
        let key = match self.key_location {
            KeyLocation::OsKeychain => KeyPlace::OsKeychain,
            KeyLocation::PassphraseFile => KeyPlace::PassphraseFile,
        };
        let file = ManifestFile {
            format: FORMAT,
            directory: self.directory.to_string(),
            key,
        };
        replace(&home.manifest(), &serde_json::to_vec_pretty(&file)?)
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
    let file = ManifestFile {
        format: FORMAT,
        directory: directory.to_string(),
        key: match home.key_file().exists() {
            true => KeyPlace::PassphraseFile,
            false => KeyPlace::OsKeychain,
        },
    };
    let text = serde_json::to_string(&file).unwrap_or_default();
    format!(
        "restore a copy of it, or write it again: {text} is what it said, as far as the files beside it tell; the data \
         was not touched"
    )
}
