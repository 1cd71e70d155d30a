//! The whole job across processes with the real command line: journeys, real counterparts, bad input, the keychain.
//!
//! Every test has a folder of its own, and its programs end with it. `cargo xtask test` sets up what they need.

mod access;
#[cfg(target_os = "linux")]
mod anchor;
mod audit;
mod backup;
#[cfg(target_os = "linux")]
mod bad_disk;
mod bad_input;
#[cfg(unix)]
mod bad_owner;
mod cli_fixture;
mod counterparts;
mod damage;
#[cfg(target_os = "linux")]
mod disk;
mod dump;
mod first_version;
#[cfg(target_os = "linux")]
mod hostile_dump;
mod job;
#[cfg(target_os = "linux")]
mod key_move;
#[cfg(target_os = "linux")]
mod keychain;
#[cfg(target_os = "linux")]
mod keyring;
mod newer;
mod outcome;
mod owner;
mod process;
mod recovery_kit;
mod several;
mod standard_output;
#[cfg(target_os = "linux")]
mod terminal;
mod tools;
mod vault;
