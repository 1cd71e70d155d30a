//! Files that leave the directory. A file is written first and recorded then, so that no event tells of one that never
//! was; what cannot be recorded is taken back, so that no secret is out there of which the trail knows nothing.

use portreeve_core::audit::AuditEvent;
use portreeve_core::change::ChangeSet;
use portreeve_core::secret::Secret;

use crate::context::Context;
use crate::error::CommandError;
use crate::refuse::from_write;

impl Context<'_> {
    /// Writes a file that [`commit_handed_out`](Self::commit_handed_out) records.
    pub(crate) fn hand_out(
        &self,
        path: &str,
        contents: &Secret<Vec<u8>>,
        replace: bool,
    ) -> Result<(), CommandError> {
        let written = self.app.ports.files.write(path, contents, replace);
        written.map_err(|error| {
            self.take_note();
            from_write(path, error)
        })
    }

    /// Commits the event that tells of the files at `paths`.
    pub(crate) fn commit_handed_out(
        &self,
        paths: &[String],
        event: impl FnOnce() -> AuditEvent,
    ) -> Result<(), CommandError> {
        self.commit(|_| Ok((ChangeSet::new(event(), Vec::new()), ())))
            .map_err(|error| self.take_back(paths, error))
    }

    /// Removes the files at `paths`, because of `error`; gives what is to be said of both.
    pub(crate) fn take_back(&self, paths: &[String], error: CommandError) -> CommandError {
        let files = &self.app.ports.files;
        let mut words = vec![error.message.clone()];
        for path in paths {
            words.push(match files.remove(path) {
                Ok(()) => format!("{path} was removed again"),
                Err(why) => format!("{path} could not be removed again ({why}): remove it"),
            });
        }
        CommandError {
            message: words.join("; "),
            ..error
        }
    }
}
