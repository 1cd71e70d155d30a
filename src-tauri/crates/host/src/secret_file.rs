//! A file that somebody keeps a passphrase or an identity in.

use std::path::Path;

use portreeve_commands::{CommandError, ErrorCode};
use portreeve_core::secret::SecretText;
use zeroize::Zeroizing;

use crate::system::file_error;

/// All that is in the file at `path`, which `named_by` names. A line end at its end does not count.
pub fn read_secret(path: &Path, named_by: &str) -> Result<SecretText, CommandError> {
    let text = std::fs::read_to_string(path)
        .map(Zeroizing::new)
        .map_err(|error| {
            let (path, why) = (path.display(), file_error(&error));
            CommandError::new(
                ErrorCode::WrongPassphrase,
                format!("{path} cannot be read: {why}; nothing was changed"),
            )
            .hint(format!(
                "{named_by} names it: check the path, and that you may read the file"
            ))
        })?;
    Ok(SecretText::from(text.trim_end_matches(['\r', '\n'])))
}
