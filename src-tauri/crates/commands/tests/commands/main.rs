//! The commands over a real store in memory.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod access;
mod account;
mod accounts;
mod audit;
mod audit_keep;
mod backup;
mod clock;
mod ended;
mod export_file;
mod exports;
#[cfg(target_os = "linux")]
mod fixtures;
mod floods;
mod groups;
mod guesses;
mod handles;
mod imports;
mod jobs;
mod many;
mod names;
mod overview;
mod rank;
mod test_app;
mod token_activity;
mod tokens;
mod touched;
mod trail;
mod undo;
mod wire_shape;
