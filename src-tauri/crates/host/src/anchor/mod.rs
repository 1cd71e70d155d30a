//! The anchor: how far the directory has come, stored outside its folder. An older copy of the folder brings back
//! revoked sessions and old passwords; the anchor detects it.
//!
//! It lies in the OS keychain beside the root key. With a passphrase file it lies in the platform's folder for program
//! state, which a copy of the directory's folder does not contain.

mod keeper;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use portreeve_commands::{CommandError, ErrorClass};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{KeyLocation, SecretName, SecretStore};
use portreeve_core::secret::SecretBytes;
use portreeve_storage::engine::Position;
use sha2::{Digest, Sha256};

use crate::home::Home;
use crate::system::replace;

pub(crate) use keeper::{AnchorKeeper, KeptAnchor};

/// Length of the checksum. Without it, a flipped bit in the anchor would make the directory look like an older copy.
const CHECK_BYTES: usize = 8;
/// How many replacements of a directory can be pending before one of them is opened.
const EXPECTED_MAX: usize = 4;

/// Marks a place that the key has left. No entry has such a MAC, so no directory opens with it.
const LEFT: [u8; 32] = [0; 32];

/// Where the anchor of one directory is kept.
pub(crate) enum Anchor {
    Keychain(Arc<dyn SecretStore>, SecretName),
    File(PathBuf),
    /// The platform has no place for it, so an older copy is not detected.
    Nowhere,
}

impl Anchor {
    pub(crate) fn of(home: &Home, directory: DirectoryId, secrets: &Arc<dyn SecretStore>) -> Self {
        match secrets.location() {
            KeyLocation::OsKeychain => {
                let name = SecretName::anchor(&directory, &place(home.folder()));
                Self::Keychain(secrets.clone(), name)
            }
            KeyLocation::PassphraseFile => Self::in_folder(home, directory),
        }
    }

    pub(crate) fn in_folder(home: &Home, directory: DirectoryId) -> Self {
        let name = format!("{directory}-{}.anchor", place(home.folder()));
        home.state_folder()
            .map_or(Self::Nowhere, |folder| Self::File(folder.join(name)))
    }

    /// The anchor of a directory whose key is in `key_location`; `None` if that place cannot be reached.
    pub(crate) fn at(home: &Home, directory: DirectoryId, key_location: KeyLocation) -> Option<Self> {
        match key_location {
            KeyLocation::PassphraseFile => Some(Self::in_folder(home, directory)),
            KeyLocation::OsKeychain => {
                let secrets = home.machine().keychain().ok()?;
                Some(Self::of(home, directory, &secrets))
            }
        }
    }

    /// The positions that the anchor holds; empty if it holds none. While a directory is being replaced there are two:
    /// the old directory's and the new one's.
    ///
    /// Fails with the reason in words.
    pub(crate) fn find(&self) -> Result<Vec<Position>, String> {
        let bytes = match self {
            Self::Keychain(secrets, name) => secrets
                .find(name)
                .map_err(|error| error.to_string())?
                .map(|bytes| bytes.expose().clone()),
            Self::File(path) => match std::fs::read(path) {
                Ok(bytes) => Some(bytes),
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                Err(error) => return Err(format!("{}: {error}", path.display())),
            },
            Self::Nowhere => None,
        };
        read(&bytes.unwrap_or_default()).ok_or_else(|| format!("{} is damaged", self.place()))
    }

    fn place(&self) -> String {
        match self {
            Self::Keychain(..) => "its entry in the OS keychain".into(),
            Self::File(path) => path.display().to_string(),
            Self::Nowhere => "nothing".into(),
        }
    }

    /// Writes `positions`, of which one counts. Returns whether the anchor holds them now. After a failure it still
    /// holds what it held before, which is still true.
    pub(crate) fn put(&self, positions: &[Position]) -> bool {
        let bytes = written(positions);
        match self {
            Self::Keychain(secrets, name) => secrets.put(name, &SecretBytes::new(bytes)).is_ok(),
            Self::File(path) => {
                if let Some(folder) = path.parent() {
                    let _ = std::fs::create_dir_all(folder);
                }
                replace(path, &bytes).is_ok()
            }
            Self::Nowhere => true,
        }
    }

    /// Adds `position`, that of a directory that is about to replace the current one. An empty anchor stays empty:
    /// opening either directory reports that.
    pub(crate) fn expect(&self, position: Position) -> Result<(), CommandError> {
        let mut positions = self.find().unwrap_or_default();
        if positions.is_empty() {
            return Ok(());
        }
        // The first position belongs to the current directory.
        while positions.len() >= EXPECTED_MAX {
            positions.remove(1);
        }
        positions.push(position);
        if self.put(&positions) {
            return Ok(());
        }
        Err(CommandError::new(
            ErrorClass::DiskFailed,
            format!(
                "the new directory's anchor cannot be written to {}; nothing was changed",
                self.place()
            ),
        )
        .hint("make that place writable, and try again"))
    }

    /// The finding for the trail if the anchor was empty, or could not be read for the reason `unreadable`. `None` if
    /// the anchor cannot be written from now on either: the doctor reports that, and the trail would repeat it at each
    /// opening.
    pub(crate) fn missing(&self, unreadable: Option<&str>) -> Option<String> {
        // The anchor stays empty until the event is written: after a stop before that, the next opening reports it
        // again.
        if matches!(self, Self::Nowhere) || !self.put(&[]) {
            return None;
        }
        let what = match unreadable {
            None => "no anchor was found for the directory".to_owned(),
            Some(why) => format!("the directory's anchor cannot be read ({why})"),
        };
        Some(format!(
            "{what}, so an older copy in its place would not have been noticed; a new anchor was written"
        ))
    }

    /// Marks this place as one that the key has left, so that no directory opens with it. Returns whether that
    /// succeeded.
    pub(crate) fn leave(&self) -> bool {
        let found = self.find().unwrap_or_default();
        let sequence = found.iter().map(|position| position.sequence).max();
        self.put(&[Position {
            sequence: sequence.unwrap_or(1),
            head: LEFT,
        }])
    }

    pub(crate) fn forget(&self) {
        match self {
            Self::Keychain(secrets, name) => drop(secrets.delete(name)),
            Self::File(path) => drop(std::fs::remove_file(path)),
            Self::Nowhere => {}
        }
    }
}

/// Reads what [`written`] gives; `None` if it is damaged.
fn read(bytes: &[u8]) -> Option<Vec<Position>> {
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    let (positions, check) = bytes.split_at_checked(bytes.len().checked_sub(CHECK_BYTES)?)?;
    let is_whole = check == &Sha256::digest(positions)[..CHECK_BYTES];
    match positions.as_chunks() {
        (positions, []) if is_whole => Some(positions.iter().map(Position::from_bytes).collect()),
        _ => None,
    }
}

/// The positions, one after the other, and a checksum; empty for no positions.
fn written(positions: &[Position]) -> Vec<u8> {
    let mut bytes: Vec<u8> = positions.iter().copied().flat_map(Position::to_bytes).collect();
    if !bytes.is_empty() {
        let check = Sha256::digest(&bytes);
        bytes.extend_from_slice(&check[..CHECK_BYTES]);
    }
    bytes
}

/// Whether `found` belongs to a directory whose key is in this place.
pub(crate) fn is_live(found: &[Position]) -> bool {
    !found.is_empty() && found.iter().all(|position| position.head != LEFT)
}

/// Identifies a folder: a copy restored to another folder has the same directory id and a past of its own. It is the
/// FNV-1a of the path, so that every version of the program computes the same.
fn place(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let hash = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let bytes = folder.as_os_str().as_encoded_bytes();
    format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flipped_bit_is_noticed() {
        let position = |sequence| Position {
            sequence,
            head: [7; 32],
        };
        for positions in [vec![], vec![position(3)], vec![position(3), position(9)]] {
            let bytes = written(&positions);
            assert_eq!(read(&bytes), Some(positions));
            for bit in 0..bytes.len() * 8 {
                let mut flipped = bytes.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                assert_eq!(read(&flipped), None, "bit {bit}");
            }
        }
    }
}
