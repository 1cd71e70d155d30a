//! Backups of the whole directory: made while it is open, rehearsed in memory, restored beside the current directory;
//! and repairing, which restores from what is left.

mod making;
mod notes;
mod rehearsal;
mod repairing;
mod restoring;
mod scheduled;
mod swap;
mod unpacking;
mod vault;

pub(crate) use notes::{Known, absent, known, noted_directory};
pub(crate) use repairing::repair;
pub(crate) use restoring::{restore, verify};
pub(crate) use swap::{REPLACED, finish};
pub(crate) use vault::DirectoryVault;
