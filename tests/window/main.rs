//! The real window, on a virtual screen, driven by WebKit's own driver.
//!
//! `cargo xtask test` builds the program and names it in PORTREEVE_DESKTOP.

mod background;
mod desktop;
mod journey;
mod pictures;
mod sandbox;
mod verifier;
mod window;
