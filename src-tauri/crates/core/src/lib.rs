//! The rules of Portreeve, pure: no clock, randomness, disk, network or user interface.
//!
//! # Terminology
//! - **Operator**: an admin at the desktop. **Member**: any user.
//! - **Directory**: everything one team keeps. [`directory::Directory`] is its in-memory read model.
//! - **Actor**: who performs a command. **Target**: what it is performed on.
//! - **Client**: a local app that trusts the tokens issued here (RFC 6749's term).
//! - **Change set**: what one command writes, committed whole or not at all.
//! - **Trail**: the audit events, numbered and chained. **Head**: where it ends.
//!
//! Types here are deliberately not serialisable: wire types live in `commands`, records in `storage`.

pub mod access;
pub mod actor;
pub mod audit;
pub mod backup;
pub mod broken;
pub mod change;
pub mod client;
pub mod clock;
pub mod config_export;
pub mod day;
pub mod diff;
pub mod directory;
pub mod entropy;
pub mod factor;
pub mod file_error;
pub mod filter;
pub mod finding;
pub mod fold;
pub mod group;
pub mod guess;
pub mod id;
mod irreversible;
pub mod kind;
pub mod last_sign_in;
pub mod lead;
pub mod name;
pub mod own;
pub mod password;
pub mod permission;
pub mod ports;
pub mod principal;
pub mod profile;
pub mod progress;
pub mod rank;
pub mod record;
pub mod recovery;
pub mod revision;
pub mod rights;
pub mod rules;
pub mod secret;
pub mod secret_name;
pub mod session;
pub mod sign_in;
pub mod span;
pub mod store_error;
pub mod stored;
mod target;
pub mod text;
pub mod time;
pub mod token_use;
pub mod undo;
pub mod user;
pub mod validity;
pub mod words;
pub mod write;
