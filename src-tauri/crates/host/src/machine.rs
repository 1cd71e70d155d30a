//! What a directory uses of the computer beside its folder: the clock and the keychain.

use std::fmt;
use std::sync::Arc;

use portreeve_core::ports::{Clock, SecretStore, SecretStoreError};
use portreeve_keychain::OsKeychain;

use crate::system::SystemClock;

/// Connects to the keychain; fails if there is none.
type Connect = dyn Fn() -> Result<Arc<dyn SecretStore>, SecretStoreError> + Send + Sync;

/// The clock and the keychain that a directory uses.
#[derive(Clone)]
pub struct Machine {
    pub(crate) clock: Arc<dyn Clock>,
    connect: Arc<Connect>,
}

impl Machine {
    /// Those of this computer.
    pub(crate) fn this() -> Self {
        Self::new(Arc::new(SystemClock), || Ok(Arc::new(OsKeychain::connect()?)))
    }

    /// This clock, and the keychain that `connect` reaches.
    pub fn new(
        clock: Arc<dyn Clock>,
        connect: impl Fn() -> Result<Arc<dyn SecretStore>, SecretStoreError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            clock,
            connect: Arc::new(connect),
        }
    }

    pub(crate) fn keychain(&self) -> Result<Arc<dyn SecretStore>, SecretStoreError> {
        (self.connect)()
    }
}

impl fmt::Debug for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Machine").finish_non_exhaustive()
    }
}
