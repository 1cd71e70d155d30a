//! What must hold for any bytes from outside: no panic, and the invariant that each [`Target`] states.
//!
//! `fuzz/` hands these targets to `cargo fuzz`, which searches for inputs until it is stopped. `tests/replay.rs` gives
//! each target its seeds and some hundred mutations, the same ones in every run. No shipped program contains this
//! crate.

mod corpus;
mod dump;
mod engine;
mod filter;
mod mutate;
#[cfg(unix)]
mod socket;
mod sparse;
mod token;

pub use dump::Dump;
pub use engine::{Journal, Snapshot};
pub use filter::People;
pub use mutate::mutate;
#[cfg(unix)]
pub use socket::Socket;
pub use token::Token;

/// An entry point for bytes from outside.
pub trait Target {
    /// Its name: that of its folder in `corpus/`, and of its file in `fuzz/fuzz_targets`.
    const NAME: &'static str;

    /// Sets up what the inputs are tried on.
    fn start() -> Self;

    /// Real inputs, and inputs that once found a fault.
    fn seeds(&self) -> Vec<Vec<u8>>;

    /// Panics if `input` breaks the invariant.
    fn check(&self, input: &[u8]);
}
