//! Exports files. A command writes a file without a name, records it in the trail, then puts it in place. So even after
//! a sudden stop the trail has every secret that left the directory. If a recorded file cannot be put in place, a
//! second event says so.

use portreeve_core::audit::AuditEvent;
use portreeve_core::change::ChangeSet;
use portreeve_core::ports::{FileError, Prepared};
use portreeve_core::secret::Secret;

use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_write;

impl Context<'_> {
    /// Writes a file, which [`commit_handed_out`](Self::commit_handed_out) records and puts in place.
    pub(crate) fn hand_out(
        &self,
        path: &str,
        contents: &Secret<Vec<u8>>,
        replace: bool,
    ) -> Result<Box<dyn Prepared>, CommandError> {
        let prepared = self.app.ports.files.prepare(path, contents, replace);
        prepared.map_err(|error| {
            self.take_note();
            from_write(path, error)
        })
    }

    /// Makes the folder for exported files, unless it exists.
    pub(crate) fn make_folder(&self, folder: &str) -> Result<(), CommandError> {
        let made = self.app.ports.files.make_folder(folder);
        made.map_err(|error| {
            self.take_note();
            from_write(folder, error)
        })
    }

    /// Commits the event about `files`, then puts them in place. Returns their paths.
    pub(crate) fn commit_handed_out(
        &self,
        files: Vec<Box<dyn Prepared>>,
        event: impl FnOnce() -> AuditEvent,
    ) -> Result<Vec<String>, CommandError> {
        self.commit(|_| Ok((ChangeSet::new(event(), Vec::new()), ())))
            .map_err(|error| CommandError {
                message: format!("{}; no file was written", error.message),
                ..error
            })?;
        let mut placed: Vec<String> = Vec::new();
        for file in files {
            let path = file.path().to_owned();
            if let Err(error) = file.place() {
                self.take_note();
                return Err(but_for(&placed, from_write(&path, error)));
            }
            placed.push(path);
        }
        Ok(placed)
    }
}

/// The error for a file at `path` that cannot be written. Callers also use it before they perform a command.
pub fn unwritable(path: &str, error: FileError) -> CommandError {
    from_write(path, error)
}

/// Adds to the error which files exist already.
fn but_for(placed: &[String], error: CommandError) -> CommandError {
    match placed {
        [] => error,
        placed => CommandError {
            message: format!("{}; {} was written before", error.message, placed.join(" and ")),
            ..error
        },
    }
}
