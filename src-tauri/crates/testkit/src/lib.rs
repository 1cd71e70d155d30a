//! Fakes of the ports, builders, and the suite that every `Store` must pass.

mod build;
pub mod conformance;
mod ports;

pub use build::{client, event, group, user};
pub use ports::{FakeClock, FakeVault, MemoryFiles, SeededEntropy};
