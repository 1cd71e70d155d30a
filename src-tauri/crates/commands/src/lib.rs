//! Every use case, declared once ([`list::commands`]); the only door to the directory.
//!
//! ```text
//! request -> authenticate, authorize -> decide (core, pure) -> commit (records + event) -> publish -> response
//! ```

mod about;
pub mod account;
mod act;
mod app;
pub mod audit;
pub mod backup;
pub mod bindings;
mod caller;
pub mod client;
pub mod clock;
mod command;
mod context;
mod csv;
pub mod damage;
mod declare;
mod denial_log;
pub mod directory;
mod dispatch;
mod ended;
mod error;
mod error_class;
mod error_map;
pub mod example;
mod export_file;
pub mod group;
mod guarded_clock;
mod guess;
mod hashing;
pub mod home;
pub mod import;
pub mod job;
pub mod key;
pub mod list;
mod live;
mod names;
mod old_hashes;
mod outranked;
pub mod overview;
mod own_event;
mod pad;
mod passphrase;
mod password_check;
pub mod permission;
mod reason;
mod recent_sessions;
pub mod recovery;
pub mod root_key;
pub mod session;
mod sign_in_tally;
pub mod token;
mod touched;
pub mod undo;
pub mod user;
pub mod wire;
mod words;

pub use app::{App, Ports};
pub use audit::{no_event, prune_if_due, with_detail};
pub use backup::{back_up_if_due, backup_key, backup_row, every, rehearsed};
pub use caller::{Caller, Proof};
pub use command::Command;
pub use declare::{Access, Assurance, CommandLine, Declared, Effect};
pub use directory::{NewDirectory, create_directory};
pub use dispatch::{find, perform, require_signed_in};
pub use ended::forget_ended;
pub use error::CommandError;
pub use error_class::{Action, ErrorClass, Severity};
pub use error_map::{from_backup, from_key_store, from_opening, from_secret_store, from_store};
pub use export_file::unwritable;
pub use own_event::OwnEvent;
pub use reason::Reason;
pub use root_key::key_place;
pub use session::window::{end_window, window_sessions};
pub use token::forget_old_token_use;
pub use touched::{Touched, Touches};
pub use undo::forget_old_undo;
pub use words::Words;

/// Spans of time in words, for all crates that answer people.
pub use portreeve_core::span;
