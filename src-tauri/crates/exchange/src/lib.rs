//! Import and export. Pure: bytes in, a plan or a file's text out; no disk, clock or randomness.
//!
//! - [`django`]: what a `manage.py dumpdata` file holds, checked and with every reference resolved.
//! - [`preset`]: the files with which local apps check our tokens without asking us.

pub mod django;
pub mod preset;
