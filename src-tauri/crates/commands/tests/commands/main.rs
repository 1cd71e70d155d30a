//! The commands over a real store in memory.

mod access;
mod accounts;
mod groups;
mod imports;
mod office;
mod tokens;
mod trail;
mod wire_shape;
