//! What leaves the directory's folder and can come back: encrypted backups, and the words of the recovery kit. Only
//! formats: other crates know what is in a record and where files are.

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
