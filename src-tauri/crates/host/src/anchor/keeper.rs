//! Keeps the anchor of an open directory up to date, on a thread of its own.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use portreeve_storage::engine::{JournaledEngine, Position};

use super::Anchor;

/// The shortest time between two writes under load: a keychain takes milliseconds.
const PAUSE: Duration = Duration::from_secs(1);

/// The anchor, and the position it holds, if known.
struct Kept {
    anchor: Anchor,
    remembered: Option<Position>,
}

/// The anchor of an open directory, with the engine that it follows.
pub(crate) struct KeptAnchor {
    pub(crate) engine: Arc<JournaledEngine>,
    /// Held for a whole write, and a keychain can be slow: the last position written must be the last one announced.
    kept: Mutex<Kept>,
    /// Why the last write failed, in words.
    trouble: Mutex<Option<String>>,
}

impl KeptAnchor {
    /// `found` is what the anchor held when the directory was opened.
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

    /// Why the last write of the anchor failed, in words.
    pub(crate) fn trouble(&self) -> Option<String> {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.clone()
    }

    /// Writes the current position to the anchor, unless it holds it already. Returns why that failed, in words.
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

    /// Moves the anchor to `anchor`: writes the position there, then calls `decide`. Both places hold a position that
    /// opens the directory until `decide` returns.
    ///
    /// Fails with the reason in words; the anchor then stays where it was.
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

    /// The function to call after each commit.
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
    /// Writes the last position. All threads that commit must have ended.
    fn drop(&mut self) {
        self.moved = None;
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

fn keep(anchor: &KeptAnchor, moves: &Receiver<()>) {
    // `status` reports a failure; the next commit tries again.
    anchor.remember();
    while moves.recv().is_ok() {
        // One write covers all commits that came meanwhile, also when the channel has closed.
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
