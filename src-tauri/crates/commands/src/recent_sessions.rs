//! Sessions that were read lately: the next request of the same session reads nothing from the store.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use portreeve_core::ports::{Store, StoreError};
use portreeve_core::session::{Session, SessionTokenHash};

/// How many are remembered.
const REMEMBERED_MAX: usize = 256;

/// The moment of a reading: the number of writes of sessions before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ReadAt(u64);

/// The sessions that were read since the last write of a session.
#[derive(Default)]
pub(crate) struct RecentSessions {
    /// Counts each write twice: when it is decided, and when it is durable.
    writes: AtomicU64,
    remembered: Mutex<Remembered>,
}

#[derive(Default)]
struct Remembered {
    read_at: ReadAt,
    sessions: HashMap<SessionTokenHash, Session>,
}

impl RecentSessions {
    /// The current moment. While it stays the same, every session that was read at it is still as stored.
    pub(crate) fn now(&self) -> ReadAt {
        ReadAt(self.writes.load(Ordering::SeqCst))
    }

    /// Starts a new moment. The caller calls it before and after the write of a session.
    pub(crate) fn move_on(&self) {
        self.writes.fetch_add(1, Ordering::SeqCst);
    }

    /// The session of `token`, and the moment of the reading.
    pub(crate) fn find(
        &self,
        store: &dyn Store,
        token: &SessionTokenHash,
    ) -> Result<(Option<Session>, ReadAt), StoreError> {
        // Taken before the store is read, so that a write in between makes the reading count as old.
        let read_at = self.now();
        if let Some(session) = self.at(read_at).sessions.get(token) {
            return Ok((Some(session.clone()), read_at));
        }
        let session = store.find_session_by_token(token)?;
        let mut remembered = self.at(read_at);
        if remembered.read_at == read_at
            && remembered.sessions.len() < REMEMBERED_MAX
            && let Some(session) = &session
        {
            remembered.sessions.insert(*token, session.clone());
        }
        Ok((session, read_at))
    }

    /// The remembered sessions. Forgets them first if they are older than `read_at`.
    fn at(&self, read_at: ReadAt) -> MutexGuard<'_, Remembered> {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.read_at < read_at {
            *remembered = Remembered {
                read_at,
                ..Remembered::default()
            };
        }
        remembered
    }
}
