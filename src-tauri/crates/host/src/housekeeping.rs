//! What is done by itself, from time to time, for as long as a process stays that has the directory open.

use std::sync::Arc;
use std::time::Duration;

use portreeve_commands::{back_up_if_due, forget_ended, prune_if_due};

use crate::owner::Owner;

/// How often it is looked what is due.
const LOOK: Duration = Duration::from_secs(15 * 60);

/// Closes the place where the key was, makes the backups that are due, and removes events, sessions and
/// refresh-token families that are kept for no longer.
pub(crate) fn keep_house(owner: &Arc<Owner>) {
    let owner = Arc::downgrade(owner);
    // Without the thread nothing is done, and the status says that a backup is late.
    let _ = std::thread::Builder::new()
        .name("housekeeping".into())
        .spawn(move || {
            // Not again and again: a keychain that is locked asks.
            if let Some(owner) = owner.upgrade() {
                owner.root_key.close_other();
            }
            while let Some(owner) = owner.upgrade() {
                back_up_if_due(&owner.app);
                prune_if_due(&owner.app);
                forget_ended(&owner.app);
                drop(owner);
                std::thread::park_timeout(LOOK);
            }
        });
}
