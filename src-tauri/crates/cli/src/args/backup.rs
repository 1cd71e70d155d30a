//! `portreeve backup` and `portreeve restore`

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::{Force, KeyPlace};

#[derive(ClapArgs)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Backup {
    /// The file to write
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) force: Force,
    #[command(flatten)]
    pub(crate) lock: Lock,
    #[command(subcommand)]
    pub(crate) command: Option<BackupCommand>,
}

/// What closes a backup; asked for a passphrase if nothing is given.
#[derive(ClapArgs)]
pub(crate) struct Lock {
    /// File with the passphrase to encrypt it with
    #[arg(long, value_name = "FILE", conflicts_with = "recipients")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Encrypt it for the owner of this age public key instead; can be repeated
    #[arg(long = "recipient", value_name = "AGE1...")]
    pub(crate) recipients: Vec<String>,
}

/// What opens a backup; asked for the passphrase if nothing is given.
#[derive(ClapArgs)]
pub(crate) struct Unlock {
    /// File with the passphrase that it was encrypted with
    #[arg(long, value_name = "FILE", conflicts_with = "identity_file")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// age identity file of one of its recipients
    #[arg(long, value_name = "FILE")]
    pub(crate) identity_file: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum BackupCommand {
    /// Test a backup by restoring it into memory
    Verify {
        file: PathBuf,
        #[command(flatten)]
        unlock: Unlock,
    },
    /// Show when a backup was last made and tested
    Status,
    /// Schedule backups, made by the window or `portreeve serve`; the first one now
    Schedule {
        /// Folder for the backups
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        /// Days between backups
        #[arg(long, value_name = "DAYS", default_value_t = 1)]
        every: u32,
        /// How many to keep
        #[arg(long, value_name = "NUMBER", default_value_t = 7)]
        keep: u32,
        #[command(flatten)]
        lock: Lock,
    },
    /// Stop scheduled backups; existing ones stay
    Unschedule,
}

#[derive(ClapArgs)]
pub(crate) struct Restore {
    /// The backup
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) unlock: Unlock,
    /// Replace an existing directory; it is set aside
    #[arg(long)]
    pub(crate) replace: bool,
    /// Where to keep the root key; the keychain, unless PORTREEVE_PASSPHRASE_FILE is set
    #[arg(long, value_enum)]
    pub(crate) key: Option<KeyPlace>,
}
