//! The OS keychain: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
//!
//! A keychain call can block for ever behind an unlock prompt, so one thread of its own makes all calls and callers
//! wait with a limit. A stuck thread is left behind; it holds no lock of ours.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyring_core::api::CredentialStore;
use portreeve_core::ports::{KeyLocation, SecretName, SecretStore, SecretStoreError};
use portreeve_core::secret::SecretBytes;
use zeroize::Zeroizing;

/// The service under which all items are kept.
const SERVICE: &str = "portreeve";

/// How long an unlock prompt may stay open.
const CALL_LIMIT: Duration = Duration::from_secs(60);

type Answer = Result<Option<SecretBytes>, SecretStoreError>;

enum Call {
    Find(SecretName),
    Put(SecretName, SecretBytes),
    Delete(SecretName),
}

/// The OS keychain of the signed-in person.
pub struct OsKeychain {
    calls: Sender<(Call, Sender<Answer>)>,
}

impl OsKeychain {
    /// Connects; fails with [`SecretStoreError::Unavailable`] where there is no keychain.
    pub fn connect() -> Result<Self, SecretStoreError> {
        let (calls, waiting) = channel::<(Call, Sender<Answer>)>();
        let (ready, connected) = channel();
        let thread = std::thread::Builder::new()
            .name("keychain".into())
            .spawn(move || {
                let store = match platform_store() {
                    Ok(store) => store,
                    Err(error) => return drop(ready.send(Err(from_keyring(error)))),
                };
                let _ = ready.send(Ok(()));
                for (call, answer) in waiting {
                    let performed = perform(&store, call).map_err(|error| match error {
                        SecretStoreError::Locked if is_empty() => SecretStoreError::NoKeyring,
                        error => error,
                    });
                    // The caller may have stopped waiting.
                    let _ = answer.send(performed);
                }
            });
        thread.map_err(|error| SecretStoreError::Unavailable(error.to_string()))?;
        match connected.recv_timeout(CALL_LIMIT) {
            Ok(result) => result.map(|()| Self { calls }),
            Err(_) => Err(SecretStoreError::Locked),
        }
    }

    fn call(&self, call: Call) -> Answer {
        let (answer, answered) = channel();
        let gone = || SecretStoreError::Unavailable("the keychain's thread has ended".into());
        self.calls.send((call, answer)).map_err(|_| gone())?;
        answered
            .recv_timeout(CALL_LIMIT)
            .unwrap_or_else(|error| match error {
                RecvTimeoutError::Timeout => Err(SecretStoreError::Locked),
                RecvTimeoutError::Disconnected => Err(gone()),
            })
    }
}

impl SecretStore for OsKeychain {
    fn location(&self) -> KeyLocation {
        KeyLocation::OsKeychain
    }

    fn find(&self, name: &SecretName) -> Result<Option<SecretBytes>, SecretStoreError> {
        self.call(Call::Find(name.clone()))
    }

    fn put(&self, name: &SecretName, value: &SecretBytes) -> Result<(), SecretStoreError> {
        self.call(Call::Put(name.clone(), value.clone())).map(drop)
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretStoreError> {
        self.call(Call::Delete(name.clone())).map(drop)
    }
}

fn perform(store: &Arc<CredentialStore>, call: Call) -> Answer {
    let entry = |name: &SecretName| store.build(SERVICE, &name.0, None).map_err(from_keyring);
    match call {
        Call::Find(name) => match entry(&name)?.get_password() {
            Ok(text) => decode(text).map(Some),
            Err(keyring_core::Error::NoEntry) => Ok(None),
            Err(error) => Err(from_keyring(error)),
        },
        // Base64, because KWallet keeps only text.
        Call::Put(name, value) => {
            let text = Zeroizing::new(STANDARD.encode(value.expose()));
            entry(&name)?
                .set_password(&text)
                .map(|()| None)
                .map_err(from_keyring)
        }
        Call::Delete(name) => match entry(&name)?.delete_credential() {
            Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(None),
            Err(error) => Err(from_keyring(error)),
        },
    }
}

fn decode(text: String) -> Result<SecretBytes, SecretStoreError> {
    let text = Zeroizing::new(text);
    let bytes = STANDARD.decode(text.as_bytes());
    bytes
        .map(SecretBytes::new)
        .map_err(|_| SecretStoreError::Damaged("the keychain item is not ours".into()))
}

fn from_keyring(error: keyring_core::Error) -> SecretStoreError {
    match error {
        keyring_core::Error::NoStorageAccess(_) => SecretStoreError::Locked,
        keyring_core::Error::BadEncoding(_) | keyring_core::Error::BadDataFormat(..) => {
            SecretStoreError::Damaged("the keychain item is not ours".into())
        }
        other => SecretStoreError::Unavailable(other.to_string()),
    }
}

/// Whether there is no keyring that could be locked: one is made when somebody first logs in to the desktop.
#[cfg(all(unix, not(target_os = "macos")))]
fn is_empty() -> bool {
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;
    let Ok(service) = SecretService::connect(EncryptionType::Plain) else {
        return false;
    };
    // The one for the session alone is always there, and gone with it.
    let kept = |path: &str| !path.ends_with("/session");
    service.get_all_collections().is_ok_and(|collections| {
        !collections
            .iter()
            .any(|collection| kept(collection.collection_path.as_str()))
    })
}

/// Elsewhere every account has one.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn is_empty() -> bool {
    false
}

#[cfg(all(unix, not(target_os = "macos")))]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}
