//! Passphrases that people choose for files: a backup, the key.

use portreeve_core::secret::SecretText;

use crate::error::{CommandError, Reason};
use crate::wire::secret::WireSecret;

/// The shortest passphrase: an attacker has unlimited time to guess that of a file.
const CHARS_MIN: usize = 8;

/// A new passphrase, if it is good enough.
pub(crate) fn chosen(passphrase: &WireSecret) -> Result<SecretText, CommandError> {
    if passphrase.expose().chars().count() < CHARS_MIN {
        let why = format!("the passphrase is shorter than {CHARS_MIN} characters; nothing was written");
        return Err(CommandError::new(Reason::PASSWORD_REJECTED, why)
            .hint("four or five unrelated words make a good one"));
    }
    Ok(passphrase.to_secret())
}
