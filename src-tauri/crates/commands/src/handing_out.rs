//! Files that leave the directory. A file is written first and recorded then, so that no event tells of one that never
//! was; what cannot be recorded is taken back, so that no secret is out there of which the trail knows nothing, and
//! what it had replaced is there again.

use portreeve_core::audit::AuditEvent;
use portreeve_core::change::ChangeSet;
use portreeve_core::ports::Written;
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
    ) -> Result<Written, CommandError> {
        let written = self.app.ports.files.write(path, contents, replace);
        written.map_err(|error| {
            self.take_note();
            from_write(path, error)
        })
    }

    /// Makes the folder that files are handed out into, unless it is there.
    pub(crate) fn make_folder(&self, folder: &str) -> Result<(), CommandError> {
        let made = self.app.ports.files.make_folder(folder);
        made.map_err(|error| {
            self.take_note();
            from_write(folder, error)
        })
    }

    /// Commits the event that tells of `files`.
    pub(crate) fn commit_handed_out(
        &self,
        files: &[Written],
        event: impl FnOnce() -> AuditEvent,
    ) -> Result<(), CommandError> {
        self.commit(|_| Ok((ChangeSet::new(event(), Vec::new()), ())))
            .map_err(|error| self.take_back(files, error))?;
        files.iter().for_each(|file| self.app.ports.files.keep(file));
        Ok(())
    }

    /// Takes `files` back, because of `error`; gives what is to be said of both.
    pub(crate) fn take_back(&self, files: &[Written], error: CommandError) -> CommandError {
        let mut words = vec![error.message.clone()];
        for file in files {
            let path = &file.path;
            let taken_back = self.app.ports.files.take_back(file);
            words.push(match (&file.earlier, taken_back) {
                (None, Ok(())) => format!("{path} was removed again"),
                (None, Err(why)) => format!("{path} could not be removed again ({why}): remove it"),
                (Some(_), Ok(())) => format!("{path} is again what it was before"),
                (Some(earlier), Err(why)) => format!(
                    "{path} could not be put back as it was before ({why}): move {earlier} in its place"
                ),
            });
        }
        CommandError {
            message: words.join("; "),
            ..error
        }
    }
}
