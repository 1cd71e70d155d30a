//! Checks passwords. A "no" takes equally long for every name.

use portreeve_core::guess::{GuessPlace, Guesses};
use portreeve_core::name::NameKey;
use portreeve_core::password::{self, Credential, HashAlgorithm, PASSWORD_BYTES_MAX};
use portreeve_core::secret::SecretText;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_store;

/// The result of an attempt.
pub(crate) struct Checked {
    /// Whether the password is right.
    pub(crate) matches: bool,
    /// A right password's new hash, if the stored one is of an older kind (Django's `must_update`).
    pub(crate) rehashed: Option<Credential>,
    /// The write that forgets earlier attempts. The caller commits it together with what a right password does.
    pub(crate) forgotten: Option<Write>,
}

impl Checked {
    const NO: Self = Self {
        matches: false,
        rehashed: None,
        forgotten: None,
    };
}

/// Checks the password given for `name`; `user` is its owner, if there is one.
///
/// Neither the answer nor the duration of a "no" reveals whether the user exists, whether they can sign in, or which
/// kind of hash they have.
pub(crate) fn check(
    context: &Context,
    name: &str,
    user: Option<&User>,
    password: &SecretText,
) -> Result<Checked, CommandError> {
    // No such password was ever set; hashing it would only let an attacker cause work.
    if password.expose().len() > PASSWORD_BYTES_MAX {
        return Ok(Checked::NO);
    }
    let counter = &context.app.guesses;
    let app = context.app;
    let place = place(context, name, user);
    let attempt = counter.attempt(
        place,
        || app.clock.now(),
        context.store(),
        |changes| app.try_commit(changes),
    )?;
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

/// The place for counting. A signed-in person who is asked again has another one, so that a stranger's guesses do not
/// delay them.
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
        // Everyone waits for a turn in the same lane, and for the same work. For an older hash that work makes its
        // replacement; without a hash it is discarded.
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
