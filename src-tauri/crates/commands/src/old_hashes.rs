//! Who still has an imported password hash. Counted from all stored passwords: they are read again only after one of them
//! has changed.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use portreeve_core::id::UserId;
use portreeve_core::kind::Kind;
use portreeve_core::password::{Credential, HashAlgorithm, needs_rehash};
use portreeve_core::ports::{Store, StoreError};

#[derive(Default)]
pub(crate) struct OldHashes {
    /// How many commits have written passwords.
    commits: AtomicU64,
    known: Mutex<Option<Known>>,
}

struct Known {
    /// After how many commits they were read.
    commits: u64,
    users: Arc<[UserId]>,
}

impl OldHashes {
    /// A commit has written these kinds.
    pub(crate) fn note(&self, kinds: &BTreeSet<Kind>) {
        if kinds.contains(&Kind::Credential) {
            self.commits.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// The users whose hash the next sign-in replaces, deleted ones among them.
    pub(crate) fn users(&self, store: &dyn Store) -> Result<Arc<[UserId]>, StoreError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // Read before the passwords: a commit in between makes them read once too often, not too seldom.
        let commits = self.commits.load(Ordering::SeqCst);
        if let Some(known) = known.as_ref().filter(|known| known.commits == commits) {
            return Ok(known.users.clone());
        }
        let credentials = store.list::<Credential>()?;
        let is_old = |credential: &Credential| {
            credential.hash.algorithm() != HashAlgorithm::Unusable && needs_rehash(&credential.hash)
        };
        let old = credentials.iter().filter(|credential| is_old(credential));
        let users: Arc<[UserId]> = old.map(|credential| credential.user).collect();
        *known = Some(Known {
            commits,
            users: users.clone(),
        });
        Ok(users)
    }
}
