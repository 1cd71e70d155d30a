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
    /// File with the passphrase to close it with
    #[arg(long, value_name = "FILE", conflicts_with = "recipients")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Close it for the holder of this age public key instead; may be given several times
    #[arg(long = "recipient", value_name = "AGE1...")]
    pub(crate) recipients: Vec<String>,
}

/// What opens a backup; asked for the passphrase if nothing is given.
#[derive(ClapArgs)]
pub(crate) struct Unlock {
    /// File with the passphrase it was closed with
    #[arg(long, value_name = "FILE", conflicts_with = "identity_file")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// age identity file of one of those it was closed for
    #[arg(long, value_name = "FILE")]
    pub(crate) identity_file: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum BackupCommand {
    /// Restore a backup into memory and see whether it works
    Verify {
        file: PathBuf,
        #[command(flatten)]
        unlock: Unlock,
    },
    /// Show when the last backup was made and rehearsed
    Status,
    /// Have backups made by the window or `portreeve serve`, the first one now
    Schedule {
        /// Folder for the backups
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        /// Days from one to the next
        #[arg(long, value_name = "DAYS", default_value_t = 1)]
        every: u32,
        /// How many to keep
        #[arg(long, value_name = "NUMBER", default_value_t = 7)]
        keep: u32,
        #[command(flatten)]
        lock: Lock,
    },
    /// Have no more backups made; those there are stay
    Unschedule,
}

#[derive(ClapArgs)]
pub(crate) struct Restore {
    /// The backup
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) unlock: Unlock,
    /// Set a directory that is here aside and restore in its place
    #[arg(long)]
    pub(crate) replace: bool,
    /// Where to keep the root key; the keychain, unless PORTREEVE_PASSPHRASE_FILE is set
    #[arg(long, value_enum)]
    pub(crate) key: Option<KeyPlace>,
}
