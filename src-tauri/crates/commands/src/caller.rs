//! Who calls, before anybody knows whether that is true.

use portreeve_core::audit::Via;
use portreeve_core::secret::SecretText;

/// A call from outside.
#[derive(Clone, Copy)]
pub struct Caller<'a> {
    /// By which way it came.
    pub via: Via,
    /// What it shows to prove who asks.
    pub proof: Proof<'a>,
}

/// What a caller shows to prove who asks.
#[derive(Clone, Copy)]
pub enum Proof<'a> {
    /// Nothing: nobody is signed in.
    Nothing,
    /// The token of a session.
    Session(&'a SecretText),
}

impl<'a> Caller<'a> {
    /// A caller that comes with the token of a session, if there is one.
    pub fn new(via: Via, session: Option<&'a SecretText>) -> Self {
        Self {
            via,
            proof: session.map_or(Proof::Nothing, Proof::Session),
        }
    }
}
