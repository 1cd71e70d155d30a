//! The `Store` port, answered once over a small engine seam.
//!
//! ```text
//! core::ports::Store  <-  DirectoryStore: record formats, key encodings, sealing, the committer
//!                             over  Engine: ordered key-value with atomic, durable batches
//!                                       journal + sled (embedded)   memory (tests)   etcd (later)
//! ```
//!
//! Nothing readable reaches an engine: values are encrypted, names become keyed hashes.

mod committer;
pub mod disk;
pub mod engine;
mod index;
mod key;
mod record;
mod restoration;
mod seal;
mod store;
mod trail;
mod writer;

pub use key::{kind, prefix};
use portreeve_core::broken;
pub use restoration::Restoration;
pub use seal::GENERATION;
pub use store::{DirectoryStore, Opening};
