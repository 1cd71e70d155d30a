//! A way to the open directory: here, or in the process that owns it.

use portreeve_commands::{CommandError, ErrorCode, dispatch};
use portreeve_core::ports::SecretStore;
use portreeve_core::secret::SecretText;
use serde_json::Value;

use crate::control::Client;
use crate::home::Home;
use crate::lock::OwnerLock;
use crate::owner::Owner;

pub(crate) enum Door {
    /// This process owns the directory.
    Here(Owner),
    /// Another process of the same person does.
    There(Client),
}

impl Door {
    /// Finds the owner, or becomes it.
    pub(crate) fn open(home: &Home, secrets: &dyn SecretStore) -> Result<Self, CommandError> {
        home.require_private()?;
        if let Some(lock) = OwnerLock::try_take(home)? {
            return Ok(Self::Here(Owner::open(home, lock, secrets)?));
        }
        if let Some(client) = Client::connect(home) {
            return Ok(Self::There(client));
        }
        // Whoever has the lock does not listen: a short command, done in a moment.
        if let Some(lock) = OwnerLock::take(home)? {
            return Ok(Self::Here(Owner::open(home, lock, secrets)?));
        }
        Client::connect(home).map(Self::There).ok_or_else(in_use)
    }

    pub(crate) fn call(
        &self,
        session: Option<&SecretText>,
        command: &str,
        request: Value,
    ) -> Result<Value, CommandError> {
        match self {
            Self::Here(owner) => dispatch(&owner.app, session, command, request),
            Self::There(client) => client.call(session, command, request),
        }
    }
}

pub(crate) fn in_use() -> CommandError {
    CommandError::new(
        ErrorCode::DirectoryInUse,
        "another process has the directory open and does not answer",
    )
    .hint("close the other Portreeve and try again; nothing was changed")
}
