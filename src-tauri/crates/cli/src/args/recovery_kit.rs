//! `portreeve recovery-kit`

use std::path::PathBuf;

use clap::Subcommand;

use super::{KeyPlace, PasswordStdin};

#[derive(Subcommand)]
pub(crate) enum RecoveryKit {
    /// Write the key on three pages to print; any two of them restore it
    Create {
        /// Folder for the pages
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Restore this directory's key from the words of two shares on standard input
    Restore {
        /// Where to keep the key; the keychain, unless PORTREEVE_PASSPHRASE_FILE is set
        #[arg(long, value_enum)]
        key: Option<KeyPlace>,
    },
}
