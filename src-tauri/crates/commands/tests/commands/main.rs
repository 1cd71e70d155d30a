//! The commands over a real store in memory.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod access;
mod accounts;
mod audit;
mod audit_keep;
mod backup;
mod clock;
mod groups;
mod handing_out;
mod imports;
mod names;
mod office;
mod tokens;
mod trail;
mod undo;
mod wire_shape;
