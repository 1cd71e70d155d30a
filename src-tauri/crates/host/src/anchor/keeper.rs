//! The anchor of an open directory, kept up to date on a thread of its own.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use portreeve_storage::engine::{JournaledEngine, Position};

use super::Anchor;

/// Under load it is written this often at most: a keychain takes milliseconds.
const PAUSE: Duration = Duration::from_secs(1);

/// Where it is kept, and what is remembered there, where that is known.
struct Kept {
    anchor: Anchor,
    remembered: Option<Position>,
}

/// The anchor of an open directory.
pub(crate) struct KeptAnchor {
    pub(crate) engine: Arc<JournaledEngine>,
    /// Held while it changes, and a keychain can take its time: what is remembered last must be what was announced last.
    kept: Mutex<Kept>,
    /// What stood against it the last time, in words.
    trouble: Mutex<Option<String>>,
}

impl KeptAnchor {
    /// `found` is what was remembered when it was opened.
    pub(crate) fn new(anchor: Anchor, engine: Arc<JournaledEngine>, found: &[Position]) -> Self {
        let remembered = match found {
            [position] => Some(*position),
            _ => None,
        };
        Self {
            engine,
            kept: Mutex::new(Kept { anchor, remembered }),
            trouble: Mutex::default(),
        }
    }

    /// What stood against remembering how far the directory has come the last time, in words.
    pub(crate) fn trouble(&self) -> Option<String> {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.clone()
    }

    /// Remembers how far the directory has come; gives what stands against it.
    pub(crate) fn remember(&self) -> Option<String> {
        let mut kept = self.kept();
        if kept.remembered != Some(self.engine.position()) {
            let put = self.put(&kept.anchor);
            if let Ok(position) = put {
                self.engine.confirm(position);
            }
            kept.remembered = put.as_ref().ok().copied();
            let unnoticed = "so an older copy in place of this directory would not be noticed";
            let trouble = put.err().map(|why| format!("{why}, {unnoticed}"));
            *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        }
        self.trouble()
    }

    /// Has it remembered in `anchor` from now on, if `decide` says so once it is. Both places hold what opens the
    /// directory while that is decided.
    ///
    /// Fails with what stands against it, in words; then it is remembered where it was.
    pub(crate) fn relocate(
        &self,
        anchor: Anchor,
        decide: impl FnOnce() -> Result<(), String>,
    ) -> Result<(), String> {
        let mut kept = self.kept();
        let position = self.put(&anchor)?;
        decide()?;
        self.engine.confirm(position);
        *kept = Kept {
            anchor,
            remembered: Some(position),
        };
        Ok(())
    }

    fn put(&self, anchor: &Anchor) -> Result<Position, String> {
        if matches!(anchor, Anchor::Nowhere) {
            return Err("there is no folder for the directory's anchor".into());
        }
        let position = self.engine.announce();
        if !anchor.put(&[position]) {
            let place = anchor.place();
            return Err(format!("the directory's anchor cannot be written to {place}"));
        }
        Ok(position)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) struct AnchorKeeper {
    moved: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl AnchorKeeper {
    pub(crate) fn start(anchor: Arc<KeptAnchor>) -> Self {
        let (moved, moves) = channel();
        let thread = std::thread::Builder::new()
            .name("anchor".into())
            .spawn(move || keep(&anchor, &moves));
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

fn keep(anchor: &KeptAnchor, moves: &Receiver<()>) {
    // What stands against it is told by whoever is asked; it is tried again with the next commit.
    anchor.remember();
    while moves.recv().is_ok() {
        // All that came meanwhile is remembered at once; where nothing comes any more, at once as well.
        let is_closed = loop {
            match moves.try_recv() {
                Ok(()) => {}
                Err(end) => break end == TryRecvError::Disconnected,
            }
        };
        anchor.remember();
        if !is_closed {
            std::thread::park_timeout(PAUSE);
        }
    }
    anchor.remember();
}
