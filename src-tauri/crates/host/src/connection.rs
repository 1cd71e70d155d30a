//! A way to the open directory: in this process, or in the process that owns it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use portreeve_commands::wire::Answered;
use portreeve_commands::{Caller, CommandError, Reason, perform};
use portreeve_core::audit::Via;
use portreeve_core::ports::SecretStore;
use portreeve_core::secret::SecretText;
use serde_json::Value;

use crate::control::Client;
use crate::home::Home;
use crate::jobs::Job;
use crate::lock::OwnerLock;
use crate::open_directory::OpenDirectory;

/// The time between two looks at a busy directory.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

pub(crate) enum Connection {
    /// This process owns the directory.
    Here(Arc<OpenDirectory>),
    /// Another process of the same person owns it.
    There(Client),
}

impl Connection {
    /// Finds the owner, or becomes it. A process that holds the lock but does not listen is a short command about to
    /// end, or a window about to listen; so this looks again for as long as the home's patience lasts.
    pub(crate) fn open(home: &Home, secrets: &Arc<dyn SecretStore>) -> Result<Self, CommandError> {
        home.require_private()?;
        for _ in 0..=home.patience().as_millis() / LOOK_AGAIN.as_millis() {
            if let Some(lock) = OwnerLock::try_take(home)? {
                return Ok(Self::Here(Arc::new(OpenDirectory::open(home, lock, secrets)?)));
            }
            if let Some(client) = Client::connect(home)? {
                return Ok(Self::There(client));
            }
            std::thread::park_timeout(LOOK_AGAIN);
        }
        Err(in_use())
    }

    /// Performs a command. `job` is told how far it is, if it is a job.
    pub(crate) fn call(
        &self,
        via: Via,
        session: Option<&SecretText>,
        command: &str,
        request: Value,
        job: Option<&Job>,
    ) -> Result<Answered, CallError> {
        match self {
            Self::Here(owner) => {
                let watch = |at| job.map_or(ControlFlow::Continue(()), |job| job.tell(at));
                let caller = Caller::new(via, session).watching(&watch);
                perform(&owner.app, caller, command, request).map_err(CallError::Refused)
            }
            Self::There(client) => client.call(session, command, request, job),
        }
    }
}

/// Why a call has no answer.
pub(crate) enum CallError {
    /// The call did not reach the owner, so it can be tried elsewhere.
    NotSent,
    /// The owner's refusal, or the error for its silence.
    Refused(CommandError),
}

pub(crate) fn in_use() -> CommandError {
    CommandError::new(
        Reason::DIRECTORY_IN_USE,
        "another process has the directory open and does not answer",
    )
    .hint("close the other Portreeve and try again; nothing was changed")
}

/// The refusal to create a directory while another process creates one.
pub(crate) fn being_made() -> CommandError {
    CommandError::new(
        Reason::DIRECTORY_IN_USE,
        "another process is making a directory here at this moment; nothing was changed by this one",
    )
    .hint("wait a moment, then see with `portreeve status` what there is")
}

/// The refusal of a command that needs a directory that no process has open.
pub(crate) fn open_elsewhere(home: &Home) -> CommandError {
    let process = OwnerLock::holder(home).map_or_else(String::new, |id| format!(" (process {id})"));
    CommandError::new(
        Reason::DIRECTORY_IN_USE,
        format!(
            "the directory is in use by Portreeve's window or `portreeve serve`{process}; nothing was changed"
        ),
    )
    .hint("close the window or stop `portreeve serve` first, then try again")
}
