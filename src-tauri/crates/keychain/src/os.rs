//! The OS keychain: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
//!
//! A keychain call can block for ever behind an unlock prompt. So one dedicated thread makes all calls, and callers
//! wait with a limit. A stuck thread is abandoned; it holds no lock of ours.

use std::collections::HashMap;
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

/// A call for the thread. The call itself answers the caller.
type Call = Box<dyn FnOnce(&Arc<CredentialStore>) + Send>;

/// The OS keychain of the signed-in person.
pub struct OsKeychain {
    calls: Sender<Call>,
}

impl OsKeychain {
    /// Connects; fails with [`SecretStoreError::Unavailable`] if there is no keychain.
    pub fn connect() -> Result<Self, SecretStoreError> {
        let (calls, waiting) = channel::<Call>();
        let (ready, connected) = channel();
        let thread = std::thread::Builder::new()
            .name("keychain".into())
            .spawn(move || {
                let store = match platform_store() {
                    Ok(store) => store,
                    Err(error) => return drop(ready.send(Err(from_keyring(error)))),
                };
                let _ = ready.send(Ok(()));
                for call in waiting {
                    call(&store);
                }
            });
        thread.map_err(|error| SecretStoreError::Unavailable(error.to_string()))?;
        match connected.recv_timeout(CALL_LIMIT) {
            Ok(result) => result.map(|()| Self { calls }),
            Err(_) => Err(SecretStoreError::Locked),
        }
    }

    /// Runs `call` on the thread and waits for its result.
    fn call<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Arc<CredentialStore>) -> Result<T, SecretStoreError> + Send + 'static,
    ) -> Result<T, SecretStoreError> {
        let (answer, answered) = channel();
        let gone = || SecretStoreError::Unavailable("the keychain's thread has ended".into());
        let call: Call = Box::new(move |store| {
            let performed = call(store).map_err(|error| match error {
                SecretStoreError::Locked if is_empty() => SecretStoreError::NoKeyring,
                error => error,
            });
            // The caller may have stopped waiting.
            let _ = answer.send(performed);
        });
        self.calls.send(call).map_err(|_| gone())?;
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
        let name = name.clone();
        self.call(move |store| match entry(store, &name)?.get_password() {
            Ok(text) => decode(text).map(Some),
            Err(keyring_core::Error::NoEntry) => Ok(None),
            Err(error) => Err(from_keyring(error)),
        })
    }

    fn put(&self, name: &SecretName, value: &SecretBytes) -> Result<(), SecretStoreError> {
        let (name, value) = (name.clone(), value.clone());
        self.call(move |store| {
            // Base64, because KWallet stores only text.
            let text = Zeroizing::new(STANDARD.encode(value.expose()));
            entry(store, &name)?.set_password(&text).map_err(from_keyring)
        })
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretStoreError> {
        let name = name.clone();
        self.call(move |store| match entry(store, &name)?.delete_credential() {
            Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
            Err(error) => Err(from_keyring(error)),
        })
    }

    fn names(&self) -> Result<Vec<SecretName>, SecretStoreError> {
        self.call(|store| {
            let entries = store.search(&ours()).map_err(from_keyring)?;
            let specifiers = entries.iter().filter_map(keyring_core::Entry::get_specifiers);
            Ok(specifiers
                .filter(|(service, _)| service == SERVICE)
                .map(|(_, name)| SecretName(name))
                .collect())
        })
    }
}

/// The search for all our items. Windows knows only one name for an item, the others its parts.
fn ours() -> HashMap<&'static str, &'static str> {
    if cfg!(windows) {
        HashMap::from([("pattern", SERVICE)])
    } else {
        HashMap::from([("service", SERVICE)])
    }
}

fn entry(store: &Arc<CredentialStore>, name: &SecretName) -> Result<keyring_core::Entry, SecretStoreError> {
    store.build(SERVICE, &name.0, None).map_err(from_keyring)
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

/// Whether there is no keyring that could be locked: the first login to the desktop makes one.
#[cfg(all(unix, not(target_os = "macos")))]
fn is_empty() -> bool {
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;
    let Ok(service) = SecretService::connect(EncryptionType::Plain) else {
        return false;
    };
    // The keyring for this session always exists, and is lost with it.
    let kept = |path: &str| !path.ends_with("/session");
    service.get_all_collections().is_ok_and(|collections| {
        !collections
            .iter()
            .any(|collection| kept(collection.collection_path.as_str()))
    })
}

/// On other systems every account has one.
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
