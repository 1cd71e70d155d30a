//! Whether a password is right. A "no" takes as long whoever is meant.

use portreeve_core::guess::{GuessPlace, Guesses};
use portreeve_core::name::NameKey;
use portreeve_core::password::{self, Credential, HashAlgorithm, PASSWORD_BYTES_MAX};
use portreeve_core::secret::SecretText;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_store;

/// What came of an attempt.
pub(crate) struct Checked {
    /// Whether it is the password.
    pub(crate) matches: bool,
    /// What to store in place of a right password's hash, where that is of an older kind (Django's `must_update`).
    pub(crate) rehashed: Option<Credential>,
    /// To be written with what a right password does: the attempts before it are forgotten.
    pub(crate) forgotten: Option<Write>,
}

impl Checked {
    const NO: Self = Self {
        matches: false,
        rehashed: None,
        forgotten: None,
    };
}

/// Checks the password that somebody gives for `name`; `user` is who that is, if there is anybody.
///
/// Whether there is, whether they may sign in and which kind of hash they have shows neither in the answer nor in how
/// long a "no" takes.
pub(crate) fn check(
    context: &Context,
    name: &str,
    user: Option<&User>,
    password: &SecretText,
) -> Result<Checked, CommandError> {
    // Such a password was never set; hashing it would only be work for an attacker to ask for.
    if password.expose().len() > PASSWORD_BYTES_MAX {
        return Ok(Checked::NO);
    }
    let counter = &context.app.guesses;
    let app = context.app;
    let place = place(context, name, user);
    let attempt = counter.attempt(place, app.clock.now(), context.store(), |changes| {
        app.try_commit(changes)
    })?;
    let outcome = compare(context, user, password);
    match &outcome {
        Ok(checked) if checked.matches => attempt.forget(),
        Ok(_) => {}
        Err(_) => attempt.take_back(),
    }
    outcome.map(|checked| Checked {
        forgotten: checked.matches.then_some(Write::remove::<Guesses>(attempt.place)),
        ..checked
    })
}

/// Who is signed in already and is asked again is counted apart: a stranger's guesses do not keep them waiting.
fn place(context: &Context, name: &str, user: Option<&User>) -> GuessPlace {
    let actor = context.actor(&context.directory).ok();
    let is_own = user.is_some_and(|user| actor.is_some_and(|actor| actor.user().id == user.id));
    let apart = if is_own { "signed in " } else { "" };
    let key = NameKey::new(name);
    context.store().guess_place(&format!("{apart}{}", key.as_str()))
}

fn compare(context: &Context, user: Option<&User>, password: &SecretText) -> Result<Checked, CommandError> {
    let credential = match user {
        Some(user) => context.store().find::<Credential>(user.id).map_err(from_store)?,
        None => None,
    };
    let may_sign_in = user.is_some_and(|user| user.is_usable(context.now));
    let credential =
        credential.filter(|credential| may_sign_in && credential.hash.algorithm() != HashAlgorithm::Unusable);
    let gate = &context.app.hashing;
    let foreign = match credential {
        Some(credential) if !password::needs_rehash(&credential.hash) => {
            if gate.verify(password, &credential.hash)? {
                return Ok(Checked {
                    matches: true,
                    ..Checked::NO
                });
            }
            None
        }
        // Everybody waits for a turn in the same lane, and for the same work there. Of an older hash it is the one that
        // takes its place; where there is none, it is for nothing.
        older => {
            let fresh = gate.hash(password, context.entropy())?;
            older.map(|older| (older, fresh))
        }
    };
    let (costliest, clock) = (
        context.directory.costliest_hash().map(AsRef::as_ref),
        context.app.ports.clock.as_ref(),
    );
    let place = context
        .app
        .guesses
        .pad
        .take_place(costliest, password, gate, clock)?;
    if let Some((older, fresh)) = foreign
        && gate.verify(password, &older.hash)?
    {
        return Ok(Checked {
            matches: true,
            rehashed: Some(Credential { hash: fresh, ..older }),
            forgotten: None,
        });
    }
    place.wait(clock);
    Ok(Checked::NO)
}
