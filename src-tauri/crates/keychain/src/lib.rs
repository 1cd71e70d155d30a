//! Where the few secrets live that cannot be in the directory itself: its root key, and the session token of the
//! command line. Either the OS keychain, or a file sealed with a passphrase. Never plain, never silently the other.

mod os;
mod passphrase;

pub use os::OsKeychain;
pub use passphrase::PassphraseFile;
