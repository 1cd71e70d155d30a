//! The anchor: how far the directory had come, remembered outside of its folder. Whoever puts an older copy of the
//! folder back brings back revoked sessions and old passwords; with the anchor it is noticed.
//!
//! It lies in the OS keychain beside the root key. A directory with a passphrase file has it in the platform's folder
//! for the state of programs, which a copy of the directory's folder does not hold.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use portreeve_commands::{CommandError, ErrorCode};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{KeyLocation, SecretName, SecretStore};
use portreeve_core::secret::SecretBytes;
use portreeve_storage::engine::{JournaledEngine, Position};

use crate::home::Home;
use crate::system::replace;

/// Under load it is written this often at most: a keychain takes milliseconds.
const PAUSE: Duration = Duration::from_secs(1);
/// Directories that may take the place of another, one after the other, before any is opened.
const EXPECTED_MAX: usize = 4;

/// Where the anchor of one directory is kept.
pub(crate) enum Anchor {
    Keychain(Arc<dyn SecretStore>, SecretName),
    File(PathBuf),
    /// There is no place for it; then an older copy is not noticed.
    Nowhere,
}

impl Anchor {
    pub(crate) fn of(home: &Home, directory: DirectoryId, secrets: &Arc<dyn SecretStore>) -> Self {
        // A restored copy elsewhere is another directory with the same name: each has its own past.
        let place = place(home.folder());
        match secrets.location() {
            KeyLocation::OsKeychain => {
                Self::Keychain(secrets.clone(), SecretName::anchor(&directory, &place))
            }
            KeyLocation::PassphraseFile => home.state_folder().map_or(Self::Nowhere, |folder| {
                Self::File(folder.join(format!("{directory}-{place}.anchor")))
            }),
        }
    }

    /// The last position that was remembered. While a directory is being replaced it may be one of two: that of the
    /// directory that was there, or of the one that takes its place. What cannot be read is none.
    pub(crate) fn find(&self) -> Vec<Position> {
        let bytes = match self {
            Self::Keychain(secrets, name) => {
                let found = secrets.find(name).ok().flatten();
                found.map(|bytes| bytes.expose().clone()).unwrap_or_default()
            }
            Self::File(path) => std::fs::read(path).unwrap_or_default(),
            Self::Nowhere => Vec::new(),
        };
        let (positions, []) = bytes.as_chunks() else {
            return Vec::new();
        };
        positions.iter().map(Position::from_bytes).collect()
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

    /// Remembers that a directory that has come to `position` is about to take the place of the one that is there.
    pub(crate) fn expect(&self, position: Position) -> Result<(), CommandError> {
        let mut positions = self.find();
        positions.push(position);
        let latest = positions.len().saturating_sub(EXPECTED_MAX);
        if self.put(&positions[latest..]) {
            return Ok(());
        }
        let place = match self {
            Self::File(path) => format!("in {}", path.display()),
            Self::Keychain(..) | Self::Nowhere => "in the OS keychain".into(),
        };
        Err(CommandError::new(
            ErrorCode::DiskFailed,
            format!("how far the new directory has come cannot be remembered {place}; nothing was changed"),
        )
        .hint("make that place writable, and try again"))
    }

    pub(crate) fn forget(&self) {
        match self {
            Self::Keychain(secrets, name) => drop(secrets.delete(name)),
            Self::File(path) => drop(std::fs::remove_file(path)),
            Self::Nowhere => {}
        }
    }
}

/// Stands for a folder: FNV-1a of its path, so that it is the same in every version.
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
    let mut remembered = anchor.find();
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
