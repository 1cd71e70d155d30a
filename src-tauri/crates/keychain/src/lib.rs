//! Stores the few secrets that cannot be in the directory itself: its root key, and the session token of the command
//! line. Either in the OS keychain, or in a file encrypted with a passphrase. Never in plain text, and never silently
//! in the other place.

mod os;
mod passphrase;

pub use os::OsKeychain;
pub use passphrase::PassphraseFile;
