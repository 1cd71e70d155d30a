//! The root key: where it is kept, and moving it.

pub mod wire;

use portreeve_core::change::ChangeSet;
use portreeve_core::ports::{KeyLocation, SecretStoreError};
use portreeve_core::secret::SecretText;

use self::wire::{KeyMoveRequest, KeyMoveResponse};
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass, Reason};
use crate::error_map::from_secret_store;
use crate::passphrase;
use crate::wire::secret::WireSecret;

commands! {
    "key.move" move_key(KeyMoveRequest) -> KeyMoveResponse {
        access: Superuser, proof: Fresh, effect: Writes, cli: Line("key move"),
        done: "moved the root key", tried: "move the root key",
        example: KeyMoveRequest { to: KeyLocation::OsKeychain.into(), passphrase: None },
    }
}

/// The place for a key, with the passphrase if it is a file.
pub fn key_place(
    location: crate::directory::wire::KeyLocation,
    passphrase: Option<&WireSecret>,
) -> Result<(KeyLocation, Option<SecretText>), CommandError> {
    match location {
        crate::directory::wire::KeyLocation::OsKeychain => Ok((KeyLocation::OsKeychain, None)),
        crate::directory::wire::KeyLocation::PassphraseFile => {
            let Some(passphrase) = passphrase.filter(|passphrase| !passphrase.expose().is_empty()) else {
                let why = "a passphrase file needs a passphrase";
                return Err(CommandError::new(Reason::WRONG_PASSPHRASE, why)
                    .hint("choose one of at least eight characters, and keep it: nobody can recover it"));
            };
            Ok((KeyLocation::PassphraseFile, Some(passphrase::chosen(passphrase)?)))
        }
    }
}

/// Moves the root key to another place. The trail records it before it happens.
pub(crate) fn move_key(context: &Context, request: KeyMoveRequest) -> Result<KeyMoveResponse, CommandError> {
    let vault = context.app.ports.vault.as_ref();
    let (to, passphrase) = key_place(request.to, request.passphrase.as_ref())?;
    let from = vault.key_location();
    if from == to {
        let why = format!("the key is in the {to} already; nothing was changed");
        return Err(CommandError::new(ErrorClass::RuleViolated, why));
    }
    let refused = |error| {
        context.take_note();
        let is_away = matches!(error, SecretStoreError::Unavailable(_));
        let mut error = from_secret_store(error);
        if is_away {
            error = error.hint("do it in a desktop session that has a keychain");
        }
        CommandError {
            message: format!("{}; the key is still in the {from}", error.message),
            ..error
        }
    };
    let prepared = vault.prepare_key_move(to, passphrase.as_ref()).map_err(refused)?;
    let event = context.event_of(&format!("from the {from} to the {to}"));
    context.commit(|_| Ok((ChangeSet::new(event, Vec::new()), ())))?;
    context.note(prepared.decide().map_err(refused)?);
    Ok(KeyMoveResponse {
        key_location: to.into(),
    })
}
