//! Scheduled work, for as long as a process that stays has the directory open.

use std::sync::Arc;
use std::time::Duration;

use portreeve_commands::{back_up_if_due, forget_ended, forget_old_token_use, forget_old_undo, prune_if_due};

use crate::open_directory::OpenDirectory;

/// How often it looks whether windows are gone.
const LOOK: Duration = Duration::from_secs(60);
/// Looks from one check of what is due to the next.
const LOOKS_A_CHECK: u32 = 15;
const LOOKS_A_DAY: u32 = 24 * 60;

/// Closes the place where the key was, ends the sessions of windows that are gone, makes the backups that are due, and removes what is kept for no longer: events and
/// what lies beside them, sessions, refresh-token families, and how often tokens were refreshed.
pub(crate) fn keep_house(owner: &Arc<OpenDirectory>) {
    let owner = Arc::downgrade(owner);
    // Without the thread no such work happens, and the status says that a backup is late.
    let _ = std::thread::Builder::new()
        .name("housekeeping".into())
        .spawn(move || {
            // Only once: a locked keychain asks the person each time.
            if let Some(owner) = owner.upgrade() {
                owner.root_key.close_other();
                owner.windows.expect_back(&owner.app);
            }
            for look in 0u32.. {
                let Some(owner) = owner.upgrade() else { return };
                owner.windows.look(&owner.app);
                if look % LOOKS_A_CHECK == 0 {
                    back_up_if_due(&owner.app);
                    prune_if_due(&owner.app);
                }
                if look % LOOKS_A_DAY == 0 {
                    forget_ended(&owner.app);
                    forget_old_token_use(&owner.app);
                    forget_old_undo(&owner.app);
                }
                drop(owner);
                std::thread::park_timeout(LOOK);
            }
        });
}
