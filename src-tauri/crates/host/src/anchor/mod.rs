//! The anchor: how far the directory had come, remembered outside of its folder. Whoever puts an older copy of the
//! folder back brings back revoked sessions and old passwords; with the anchor it is noticed.
//!
//! It lies in the OS keychain beside the root key. A directory with a passphrase file has it in the platform's folder
//! for the state of programs, which a copy of the directory's folder does not hold.

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

/// Tells a position from one with a flipped bit, which would make the directory itself look like an older copy.
const CHECK_BYTES: usize = 8;
/// Directories that may take the place of another, one after the other, before any is opened.
const EXPECTED_MAX: usize = 4;

/// Stands for a place that the key has left: no entry has such a MAC, so nothing opens by it.
const LEFT: [u8; 32] = [0; 32];

/// Where the anchor of one directory is kept.
pub(crate) enum Anchor {
    Keychain(Arc<dyn SecretStore>, SecretName),
    File(PathBuf),
    /// There is no place for it; then an older copy is not noticed.
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

    /// The same of a directory whose key is in `key_location`, if that can be reached.
    pub(crate) fn at(home: &Home, directory: DirectoryId, key_location: KeyLocation) -> Option<Self> {
        match key_location {
            KeyLocation::PassphraseFile => Some(Self::in_folder(home, directory)),
            KeyLocation::OsKeychain => {
                let secrets = home.machine().keychain().ok()?;
                Some(Self::of(home, directory, &secrets))
            }
        }
    }

    /// The last position that was remembered; none if nothing was. While a directory is being replaced it may be one of
    /// two: that of the directory that was there, or of the one that takes its place.
    ///
    /// Fails with what stands against reading it, in words.
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

    /// Remembers `positions`, of which one counts; returns whether that is so, if there is a place for it. If not, what
    /// was remembered before is, and that is still true.
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

    /// Remembers that a directory that has come to `position` is about to take the place of the one that is there.
    /// Where nothing is remembered nothing need be: whoever opens either is told.
    pub(crate) fn expect(&self, position: Position) -> Result<(), CommandError> {
        let mut positions = self.find().unwrap_or_default();
        if positions.is_empty() {
            return Ok(());
        }
        // The first is that of the directory that is there.
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

    /// What is to be told in the trail where nothing was remembered, or what was cannot be read: `unreadable` says why.
    /// Where nothing can be remembered from now on either, the doctor tells that; in the trail it would be each time.
    pub(crate) fn missing(&self, unreadable: Option<&str>) -> Option<String> {
        // Still nothing: should this end before it is in the trail, it is told the next time.
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

    /// Lets nobody in here any more: the key has left. Returns whether that is so.
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

/// What [`written`] gave.
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

/// The positions, one after the other, and a checksum; nothing for none.
fn written(positions: &[Position]) -> Vec<u8> {
    let mut bytes: Vec<u8> = positions.iter().copied().flat_map(Position::to_bytes).collect();
    if !bytes.is_empty() {
        let check = Sha256::digest(&bytes);
        bytes.extend_from_slice(&check[..CHECK_BYTES]);
    }
    bytes
}

/// Whether `found` is of a directory whose key is there.
pub(crate) fn is_live(found: &[Position]) -> bool {
    !found.is_empty() && found.iter().all(|position| position.head != LEFT)
}

/// Stands for a folder: a restored copy elsewhere is another directory with the same name, and has its own past. It is
/// the FNV-1a of its path, so that it is the same in every version.
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
