//! What leaves the directory's folder so that it can come back: sealed backups, and the words of the recovery kit.
//! Formats alone; what is in a record and where files lie is known elsewhere.

mod format;
pub mod kit;
mod lock;
mod reader;
mod writer;

pub use format::{Counts, Head};
pub use reader::BackupReader;
pub use writer::BackupWriter;

#[cfg(test)]
mod tests;
