//! Owns the directory. This crate alone names every adapter: it finds the folder, takes the lock, opens or creates the
//! directory, and lets the person's other processes in through the control socket.
//!
//! One process has the directory open. A later process finds its control socket and sends commands there; no person
//! sees "database is locked".

mod anchor;
mod atomic_file;
mod backup;
mod connection;
mod control;
mod damage;
mod disk_files;
mod exposed;
mod file_permissions;
mod hardening;
mod home;
mod host_session;
mod housekeeping;
mod jobs;
mod key_relocation;
mod lock;
mod machine;
mod manifest;
mod obsolete_files;
mod open_directory;
mod open_windows;
mod recovery;
mod root_key;
mod scratch_copy;
mod secret_file;
mod secret_text;
mod shared_folder;
mod system;

pub use hardening::{forbid_core_dumps, harden_process};
pub use home::Home;
pub use host_session::{HOST_CALLS, HostCall, HostSession};
pub use machine::Machine;
pub use secret_file::SecretFile;
pub use secret_text::{Unfit, one_line, read_text};
