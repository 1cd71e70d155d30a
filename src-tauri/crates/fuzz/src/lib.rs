//! What must hold whatever bytes come from outside: no panic, and what each [`Target`] says.
//!
//! `fuzz/` hands these targets to `cargo fuzz`, which looks for inputs of its own for as long as it is let. `tests/replay.rs`
//! gives each of them its seeds and some hundred mutations, the same ones in every run. Nothing that ships knows this crate.

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

/// A door through which bytes come in.
pub trait Target {
    /// What it is called: its folder in `corpus/`, and its file in `fuzz/fuzz_targets`.
    const NAME: &'static str;

    /// Sets up what inputs are tried on.
    fn start() -> Self;

    /// Real inputs, and those that once found a fault.
    fn seeds(&self) -> Vec<Vec<u8>>;

    /// Panics when `input` breaks what must hold.
    fn check(&self, input: &[u8]);
}
