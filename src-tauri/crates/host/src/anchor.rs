//! The anchor: how far the directory had come, remembered outside of its folder. Whoever puts an older copy of the
//! folder back brings back revoked sessions and old passwords; with the anchor it is noticed.
//!
//! It lies in the OS keychain beside the root key. A directory with a passphrase file has it in the platform's folder
//! for the state of programs, which a copy of the directory's folder does not hold.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use portreeve_commands::{CommandError, ErrorCode};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{KeyLocation, SecretName, SecretStore};
use portreeve_core::secret::SecretBytes;
use portreeve_keychain::OsKeychain;
use portreeve_storage::engine::{JournaledEngine, Position};

use crate::home::Home;
use crate::system::replace;

/// Under load it is written this often at most: a keychain takes milliseconds.
const PAUSE: Duration = Duration::from_secs(1);
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

    fn in_folder(home: &Home, directory: DirectoryId) -> Self {
        let name = format!("{directory}-{}.anchor", place(home.folder()));
        home.state_folder()
            .map_or(Self::Nowhere, |folder| Self::File(folder.join(name)))
    }

    /// The same of a directory whose key is in `key_location`, if that can be reached.
    pub(crate) fn at(home: &Home, directory: DirectoryId, key_location: KeyLocation) -> Option<Self> {
        match key_location {
            KeyLocation::PassphraseFile => Some(Self::in_folder(home, directory)),
            KeyLocation::OsKeychain => {
                let secrets: Arc<dyn SecretStore> = Arc::new(OsKeychain::connect().ok()?);
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
        match bytes.unwrap_or_default().as_chunks() {
            (positions, []) => Ok(positions.iter().map(Position::from_bytes).collect()),
            _ => Err(format!("{} is damaged", self.place())),
        }
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
        let bytes = positions.iter().copied().flat_map(Position::to_bytes).collect();
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

    /// Remembers that a directory that has come to `position` is about to take the place of the one that is there. Where
    /// nothing is remembered nothing need be: whoever opens either is told.
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
            ErrorCode::DiskFailed,
            format!(
                "how far the new directory has come cannot be remembered: {} cannot be written; nothing was changed",
                self.place()
            ),
        )
        .hint("make that place writable, and try again"))
    }

    /// What is to be told where nothing was remembered, or what was cannot be read: `unreadable` says why. Fails with it
    /// where nothing can be remembered from now on either.
    pub(crate) fn missing(&self, unreadable: Option<&str>) -> Result<String, String> {
        let what = match unreadable {
            None => "nothing told how far the directory had come".to_owned(),
            Some(why) => format!("what tells how far the directory had come cannot be read ({why})"),
        };
        let what = format!("{what}, so an older copy in its place would not have been noticed");
        match self {
            Self::Nowhere => Err(format!("{what}; there is no folder where it could be remembered")),
            // Still nothing: should this end before it is in the trail, it is told the next time.
            _ if self.put(&[]) => Ok(format!("{what}; it is remembered from now on")),
            _ => Err(format!("{what}; {} cannot be written", self.place())),
        }
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

/// Keeps the anchor of an open directory up to date, on a thread of its own.
pub(crate) struct AnchorKeeper {
    moved: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl AnchorKeeper {
    pub(crate) fn start(anchor: Anchor, engine: Arc<JournaledEngine>) -> Self {
        let (moved, moves) = channel();
        let thread = std::thread::Builder::new()
            .name("anchor".into())
            .spawn(move || keep(&anchor, &engine, &moves));
        Self {
            moved: Some(moved),
            thread: thread.ok(),
        }
    }

    /// What is to be called after each commit.
    pub(crate) fn listener(&self) -> impl Fn() + Send + Sync + use<> {
        let moved = self.moved.clone().map(Mutex::new);
        move || {
            if let Some(moved) = &moved {
                let _ = moved.lock().unwrap_or_else(PoisonError::into_inner).send(());
            }
        }
    }
}

impl Drop for AnchorKeeper {
    /// Remembers the last position. Whoever commits must be gone by now.
    fn drop(&mut self) {
        self.moved = None;
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

fn keep(anchor: &Anchor, engine: &JournaledEngine, moves: &Receiver<()>) {
    let mut remembered = anchor.find().unwrap_or_default();
    let mut remember = || {
        if remembered == [engine.position()] {
            return;
        }
        let position = engine.announce();
        if anchor.put(&[position]) {
            engine.confirm(position);
        }
        remembered = vec![position];
    };
    remember();
    while moves.recv().is_ok() {
        // All that came meanwhile is remembered at once; where nothing comes any more, at once as well.
        let is_closed = loop {
            match moves.try_recv() {
                Ok(()) => {}
                Err(end) => break end == TryRecvError::Disconnected,
            }
        };
        remember();
        if !is_closed {
            std::thread::park_timeout(PAUSE);
        }
    }
    remember();
}
