//! A caller before they have proven anything.

use portreeve_core::audit::Via;
use portreeve_core::progress::{Watch, unwatched};
use portreeve_core::secret::SecretText;

/// A call from outside.
#[derive(Clone, Copy)]
pub struct Caller<'a> {
    /// Where the call comes from.
    pub via: Via,
    /// What the caller shows as proof.
    pub proof: Proof<'a>,
    /// Is told how far long work is, and can cancel it.
    pub watch: &'a Watch<'a>,
}

/// The kinds of proof.
#[derive(Clone, Copy)]
pub enum Proof<'a> {
    /// Nothing: no one is signed in.
    Nothing,
    /// The token of a session.
    Session(&'a SecretText),
}

impl<'a> Caller<'a> {
    /// A caller with the token of a session, if there is one.
    pub fn new(via: Via, session: Option<&'a SecretText>) -> Self {
        Self {
            via,
            proof: session.map_or(Proof::Nothing, Proof::Session),
            watch: &unwatched,
        }
    }

    /// The same caller, whose `watch` is told how far long work is.
    pub fn watching(self, watch: &'a Watch<'a>) -> Self {
        Self { watch, ..self }
    }
}
