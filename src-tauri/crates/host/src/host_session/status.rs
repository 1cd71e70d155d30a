//! How far the directory is open.

use portreeve_commands::directory::wire::DirectoryResponse;
use portreeve_commands::home::{HomeState, HomeStatus};
use portreeve_commands::session::wire::{GreetingResponse, MeResponse};
use portreeve_commands::wire::Nothing;
use portreeve_commands::{CommandError, ErrorClass, Reason};
use portreeve_core::ports::{SecretName, SecretStoreError};

use super::HostSession;
use crate::connection::Connection;
use crate::damage::is_damage;
use crate::manifest::Manifest;
use crate::{backup, key_relocation};

impl HostSession {
    /// How far the directory is open to this host session. Opens it as far as possible without asking.
    pub fn status(&self) -> Result<HomeStatus, CommandError> {
        backup::finish(&self.home)?;
        let manifest = match Manifest::find(&self.home) {
            Ok(Some(manifest)) => manifest,
            Ok(None) => return Ok(self.status_of(HomeState::Absent, None)),
            Err(error) if is_damage(&error) => return Ok(self.status_of_damaged(None, error)),
            Err(error) => return Err(error),
        };
        if let Err(error) = self.connection(None) {
            if is_damage(&error) {
                return Ok(self.status_of_damaged(Some(manifest), error));
            }
            // One that was given and is wrong is an answer of its own.
            if error.is(Reason::WRONG_PASSPHRASE) && self.home.passphrase()?.is_none() {
                return Ok(self.status_of(HomeState::PassphraseNeeded, Some(manifest)));
            }
            let is_absent = error.is(Reason::KEYCHAIN_ABSENT);
            if is_absent || error.is(Reason::KEYCHAIN_LOCKED) {
                let status = self.status_of(HomeState::KeychainNeeded, Some(manifest));
                let moved = key_relocation::moved(&self.home, &manifest);
                return Ok(HomeStatus {
                    is_key_missing: is_absent && status.keychain_available,
                    warning: moved.map(|moved| moved.to_string()).or(status.warning),
                    ..status
                });
            }
            return Err(error);
        }
        let me = self.ask::<_, MeResponse>("session.me", &Nothing {});
        let (state, me) = match me {
            Ok(me) if self.state().is_locked => (HomeState::Locked, Some(me)),
            Ok(me) => (HomeState::SignedIn, Some(me)),
            Err(error) if error.class == ErrorClass::NotSignedIn => (HomeState::SignedOut, None),
            Err(error) => return Err(error),
        };
        let mut status = self.status_of(state, Some(manifest));
        if me.is_some() {
            let directory: DirectoryResponse = self.ask("directory.show", &Nothing {})?;
            status.team = Some(directory.team);
        } else {
            let greeting: GreetingResponse = self.ask("session.greeting", &Nothing {})?;
            status.team = Some(greeting.team);
            status.last_login = status.last_login.or(greeting.last_login);
        }
        status.me = me;
        let connection = self.state().connection.clone();
        if let Some(Connection::Here(owner)) = connection.as_deref() {
            status.warning = status.warning.or(owner.root_key.anchor.trouble());
        }
        Ok(status)
    }

    fn status_of_damaged(&self, manifest: Option<Manifest>, error: CommandError) -> HomeStatus {
        let damage = self.examine(manifest.as_ref(), &error);
        HomeStatus {
            is_key_missing: manifest.is_some_and(|manifest| self.is_key_missing(manifest)),
            trouble: Some(error),
            damage: Some(damage),
            ..self.status_of(HomeState::Damaged, manifest)
        }
    }

    /// Whether the key of a damaged directory cannot be read, or is missing from its place.
    fn is_key_missing(&self, manifest: Manifest) -> bool {
        let Some(secrets) = self.state().secrets.clone() else {
            return true;
        };
        let found = secrets.find(&SecretName::root_key(&manifest.directory));
        matches!(found, Ok(None) | Err(SecretStoreError::Damaged(_)))
    }

    fn status_of(&self, state: HomeState, manifest: Option<Manifest>) -> HomeStatus {
        // A new key will be stored: at a first run, from a recovery kit, or without a manifest that says where it was.
        let is_key_chosen = manifest.is_none()
            || matches!(
                state,
                HomeState::KeychainNeeded | HomeState::PassphraseNeeded | HomeState::Damaged
            );
        HomeStatus {
            state,
            folder: self.home.folder().display().to_string(),
            team: None,
            key_location: manifest.map(|manifest| manifest.key_location.into()),
            // Asked only when it matters: connecting takes a moment.
            keychain_available: is_key_chosen && self.home.machine().keychain().is_ok(),
            is_key_missing: false,
            me: None,
            trouble: None,
            damage: None,
            last_login: self.state().last_login.clone(),
            warning: manifest.and_then(|_| self.home.warning()),
        }
    }
}
