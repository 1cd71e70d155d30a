//! Import and export. Pure: bytes in, a plan or a file's text out; no disk, clock or randomness.
//!
//! - [`import`]: the contents of other programs' files, checked and with every reference resolved.
//! - [`capped`]: lists that a hostile file cannot make long.
//! - [`preset`]: the files with which local apps verify our tokens offline.

pub mod capped;
pub mod import;
pub mod preset;
