//! Which windows are open. The session of a window that ended without signing out lives no longer than it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use portreeve_commands::{App, end_window, window_sessions};
use portreeve_core::secret::SecretText;
use portreeve_core::session::{SessionTokenHash, hash_token};

/// How many looks a session outlives its window, so that a window that lost its connection can come back.
const LOOKS: u8 = 2;

/// The sessions that the owner of the directory has seen a window hold.
#[derive(Default)]
pub(crate) struct OpenWindows(Mutex<HashMap<SessionTokenHash, Window>>);

enum Window {
    /// With the number of its holders.
    Open(usize),
    /// With the number of looks that are left to it.
    Gone(u8),
}

/// Held by a window for as long as it is open.
pub(crate) struct Hold {
    windows: Arc<OpenWindows>,
    session: SessionTokenHash,
}

impl OpenWindows {
    /// Takes the windows of an earlier owner for gone, until they show themselves.
    pub(crate) fn expect_back(&self, app: &App) {
        // What cannot be read now ends when it expires.
        for session in window_sessions(app).unwrap_or_default() {
            self.state().entry(session).or_insert(Window::Gone(LOOKS));
        }
    }

    /// The window with this session is open until the hold is dropped.
    pub(crate) fn hold(self: &Arc<Self>, session: &SecretText) -> Hold {
        let session = hash_token(session.expose());
        let mut state = self.state();
        let window = state.entry(session).or_insert(Window::Open(0));
        *window = match *window {
            Window::Open(holders) => Window::Open(holders + 1),
            Window::Gone(_) => Window::Open(1),
        };
        Hold {
            windows: self.clone(),
            session,
        }
    }

    /// Ends the sessions of windows that are gone for long enough.
    pub(crate) fn look(&self, app: &App) {
        let mut ended = Vec::new();
        self.state().retain(|session, window| match window {
            Window::Open(_) => true,
            Window::Gone(0) => {
                ended.push(*session);
                false
            }
            Window::Gone(looks) => {
                *looks -= 1;
                true
            }
        });
        for session in ended {
            // If it cannot be ended, it expires.
            let _ = end_window(app, &session);
        }
    }

    fn state(&self) -> MutexGuard<'_, HashMap<SessionTokenHash, Window>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut state = self.windows.state();
        let Some(window) = state.get_mut(&self.session) else {
            return;
        };
        *window = match *window {
            Window::Open(holders @ 2..) => Window::Open(holders - 1),
            Window::Open(_) | Window::Gone(_) => Window::Gone(LOOKS),
        };
    }
}
