//! Attempts at a password: counted before they are checked, one at a time for each name, and answered with a "no" that
//! takes as long whoever is meant.

use std::collections::{HashMap, HashSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use portreeve_core::change::ChangeSet;

use portreeve_core::directory::Directory;
use portreeve_core::guess::{GuessPlace, Guesses};
use portreeve_core::name::NameKey;
use portreeve_core::password::{self, Credential, HashAlgorithm, PASSWORD_BYTES_MAX};
use portreeve_core::secret::SecretText;
use portreeve_core::span;
use portreeve_core::user::{User, UserState};
use portreeve_core::write::Write;

use crate::app::App;
use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::hashing::{WAITING_MAX, busy};
use crate::pad::Pad;
use crate::refuse::from_store;

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
    let attempt = counter.attempt(context.app, place(context, name, user))?;
    let outcome = compare(context, user, password);
    match &outcome {
        Ok(checked) if checked.matches => attempt.forget(),
        Ok(_) => {}
        Err(_) => attempt.take_back(),
    }
    outcome.map(|checked| Checked {
        forgotten: checked.matches.then_some(Write::Guesses(attempt.place, None)),
        ..checked
    })
}

/// Who is signed in already and is asked again is counted apart: a stranger's guesses do not keep them waiting.
fn place(context: &Context, name: &str, user: Option<&User>) -> GuessPlace {
    let actor = context.actor(&context.directory).ok();
    let is_own = user.is_some_and(|user| actor.is_some_and(|actor| actor.id == user.id));
    let apart = if is_own { "signed in " } else { "" };
    let key = NameKey::new(name);
    context.store().guess_place(&format!("{apart}{}", key.as_str()))
}

fn compare(context: &Context, user: Option<&User>, password: &SecretText) -> Result<Checked, CommandError> {
    let credential = match user {
        Some(user) => context.store().find_credential(user.id).map_err(from_store)?,
        None => None,
    };
    let may_sign_in = user.is_some_and(|user| user.state() == UserState::Active);
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
    let place = context.app.guesses.pad.take_place(context, password)?;
    if let Some((older, fresh)) = foreign
        && gate.verify(password, &older.hash)?
    {
        return Ok(Checked {
            matches: true,
            rehashed: Some(Credential { hash: fresh, ..older }),
            forgotten: None,
        });
    }
    place.wait(context);
    Ok(Checked::NO)
}

/// The costliest hash after `writes`, where that is another than before.
pub(crate) fn costliest(head: &Directory, writes: &[Write]) -> Option<Write> {
    let foreign = writes.iter().filter_map(|write| match write {
        Write::Credential(_, credential) => {
            Some(&credential.hash).filter(|hash| password::needs_rehash(hash))
        }
        _ => None,
    });
    let costliest = foreign.max_by_key(|hash| hash.work())?;
    let known = head
        .costliest_hash()
        .map(|known| known.work())
        .unwrap_or_default();
    let blank = costliest.blank().filter(|_| costliest.work() > known)?;
    Some(Write::CostliestHash(blank))
}

/// Counts the attempts. What is here is ahead of what is stored, and stands where the disk refuses.
#[derive(Default)]
pub(crate) struct GuessCounter {
    state: Mutex<State>,
    done: Condvar,
    pad: Pad,
}

#[derive(Default)]
struct State {
    counted: HashMap<GuessPlace, Option<Guesses>>,
    /// Where an attempt is being checked.
    busy: HashSet<GuessPlace>,
    waiting: usize,
}

impl GuessCounter {
    /// Begins an attempt, once the one before it in this place is over, and writes it down.
    fn attempt<'a>(&'a self, app: &App, place: GuessPlace) -> Result<Attempt<'a>, CommandError> {
        let mut state = self.state();
        if state.waiting >= WAITING_MAX {
            return Err(busy());
        }
        state.waiting += 1;
        let mut state = self
            .done
            .wait_while(state, |state| state.busy.contains(&place))
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        let known = state.counted.get(&place).copied();
        let before = match known {
            Some(before) => before,
            None => app.ports.store.find_guesses(place).map_err(from_store)?,
        };
        let after = Guesses::one_more(before, app.clock.now()).map_err(too_many)?;
        state.counted.insert(place, Some(after));
        state.busy.insert(place);
        drop(state);
        let attempt = Attempt {
            counter: self,
            place,
            before,
        };
        // A disk that refuses stands in nobody's way: it is counted all the same while the directory is open.
        let write = Write::Guesses(place, Some(after));
        let _ = app.commit(|_| Ok((ChangeSet::unrecorded(vec![write]), ())));
        Ok(attempt)
    }

    fn set(&self, place: GuessPlace, guesses: Option<Guesses>) {
        self.state().counted.insert(place, guesses);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One attempt that is being checked.
struct Attempt<'a> {
    counter: &'a GuessCounter,
    place: GuessPlace,
    before: Option<Guesses>,
}

impl Attempt<'_> {
    fn forget(&self) {
        self.counter.set(self.place, None);
    }

    /// It came to no check.
    fn take_back(&self) {
        self.counter.set(self.place, self.before);
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.counter.state().busy.remove(&self.place);
        self.counter.done.notify_all();
    }
}

fn too_many(wait_ms: u64) -> CommandError {
    CommandError::new(
        ErrorCode::TooManyAttempts,
        "too many wrong passwords for this account, one right after the other; this one was not checked",
    )
    .hint(format!("try again in {}", span::exactly(wait_ms.div_ceil(1000))))
}
