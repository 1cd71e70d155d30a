//! Opens and creates the directory: puts the adapters together.

use std::sync::Arc;

use portreeve_commands::directory::wire;
use portreeve_commands::home::CreateDirectoryRequest;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{
    App, CommandError, ErrorClass, NewDirectory, Ports, Reason, create_directory, from_key_store,
    from_opening, from_secret_store, from_store, key_place,
};
use portreeve_core::finding::{Finding, RepairOutcome};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{
    Entropy, KeyLocation, SecretName, SecretStore, SecretStoreError, StoreError, random,
};
use portreeve_core::secret::{SecretBytes, SecretText, keep_in_memory};
use portreeve_keychain::PassphraseFile;
use portreeve_storage::engine::{JournaledEngine, Place};
use portreeve_storage::{DirectoryStore, Opening};

use crate::anchor::{Anchor, AnchorKeeper, KeptAnchor};
use crate::backup::DirectoryVault;
use crate::disk_files::DiskFiles;
use crate::home::Home;
use crate::lock::OwnerLock;
use crate::manifest::Manifest;
use crate::open_windows::OpenWindows;
use crate::root_key::RootKey;
use crate::system::SystemEntropy;
use crate::{atomic_file, recovery};

/// The open directory, and the lock that this process holds for as long as any thread uses it.
pub(crate) struct OpenDirectory {
    pub(crate) app: App,
    pub(crate) root_key: Arc<RootKey>,
    pub(crate) windows: Arc<OpenWindows>,
    // Dropped after the app, so that it writes the position of the last commit; and before the lock, so that no other
    // process opens with an older position.
    _keeper: AnchorKeeper,
    _lock: OwnerLock,
}

impl OpenDirectory {
    /// Opens the directory in `home` with the key from `secrets`.
    pub(crate) fn open(
        home: &Home,
        lock: OwnerLock,
        secrets: &Arc<dyn SecretStore>,
    ) -> Result<Self, CommandError> {
        home.require_private()?;
        let manifest = Manifest::get(home)?;
        atomic_file::remove_noted(home.folder());
        let root_key = secrets
            .find(&SecretName::root_key(&manifest.directory))
            .map_err(from_key_store)?;
        let root_key = root_key.ok_or_else(|| key_missing(manifest.key_location))?;
        keep_in_memory(root_key.expose().as_slice());
        finish_creation(home)?;
        if !home.database().exists() {
            return Err(data_missing());
        }
        let anchor = Anchor::of(home, manifest.directory, secrets);
        let (anchor, finding) = open_engine(home, &root_key, manifest.directory, anchor)?;
        let engine = anchor.engine.clone();
        let entropy = Arc::new(SystemEntropy);
        let store = DirectoryStore::open(engine.clone(), &root_key, entropy, Opening::Existing);
        let root_key = RootKey::new(root_key, home, manifest.directory, anchor.clone(), secrets);
        let root_key = Arc::new(root_key);
        let vault = DirectoryVault {
            engine,
            root_key: root_key.clone(),
        };
        let store = store.map_err(from_opening)?;
        manifest.require_this_generation(home).map_err(from_io)?;
        let app = open_app(home, store, vault, finding.into_iter().collect())?;
        recovery::record(home, manifest.key_location, &app);
        if manifest.key_location == KeyLocation::OsKeychain {
            // The other place is a file. Closing a keychain could ask the person, so a process that stays does that.
            root_key.close_other();
        }
        let keeper = AnchorKeeper::start(anchor.clone());
        let moved = keeper.listener();
        app.on_change(move |_| moved());
        Ok(Self {
            app,
            root_key,
            windows: Arc::default(),
            _keeper: keeper,
            _lock: lock,
        })
    }

    /// Makes a directory with its key and first superuser: whole, or not at all.
    pub(crate) fn create(
        home: &Home,
        lock: OwnerLock,
        request: &CreateDirectoryRequest,
    ) -> Result<Self, CommandError> {
        if Manifest::find(home)?.is_some() {
            return Err(exists(home));
        }
        let new_directory =
            NewDirectory::new(&request.team, &request.superuser, request.password.to_secret())?;
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let id = DirectoryId::new(home.machine().clock.now(), entropy.as_ref());
        let name = SecretName::root_key(&id);
        let secrets = new_secrets(home, request.key_location, request.passphrase.as_ref())?;
        let made = make(home, &secrets, &name, id, new_directory, entropy);
        if made.is_err() {
            // Removes what was begun. The caller gets the first error, not that of the clean-up.
            let _ = secrets.delete(&name);
            Anchor::of(home, id, &secrets).forget();
            let _ = std::fs::remove_file(home.manifest());
            let _ = std::fs::remove_dir_all(home.unfinished_database());
            let _ = std::fs::remove_dir_all(home.database());
            if secrets.location() == KeyLocation::PassphraseFile {
                let _ = std::fs::remove_file(home.key_file());
            }
        }
        made?;
        Self::open(home, lock, &secrets)
    }
}

/// Opens the engine. Also returns a finding if the anchor was missing.
fn open_engine(
    home: &Home,
    root_key: &SecretBytes,
    directory: DirectoryId,
    anchor: Anchor,
) -> Result<(Arc<KeptAnchor>, Option<Finding>), CommandError> {
    let (positions, unreadable) = match anchor.find() {
        Ok(positions) => (positions, None),
        Err(why) => (Vec::new(), Some(why)),
    };
    let place = Place::folder(&home.database()).map_err(from_opening)?;
    let engine = JournaledEngine::open(place, root_key, directory, positions.clone());
    let engine = Arc::new(engine.map_err(from_opening)?);
    let missing = match positions.is_empty() {
        true => anchor.missing(unreadable.as_deref()),
        false => None,
    };
    let finding = missing.map(|what| Finding {
        what,
        outcome: RepairOutcome::Healed,
    });
    let anchor = KeptAnchor::new(anchor, engine, &positions);
    Ok((Arc::new(anchor), finding))
}

fn make(
    home: &Home,
    secrets: &Arc<dyn SecretStore>,
    name: &SecretName,
    id: DirectoryId,
    new_directory: NewDirectory,
    entropy: Arc<dyn Entropy>,
) -> Result<(), CommandError> {
    let root_key = SecretBytes::new(random::<32>(entropy.as_ref()).to_vec());
    keep_key(secrets.as_ref(), name, &root_key).map_err(from_secret_store)?;
    if home.unfinished_database().exists() {
        std::fs::remove_dir_all(home.unfinished_database()).map_err(from_io)?;
    }
    let place = Place::folder(&home.unfinished_database()).map_err(from_store)?;
    let engine = Arc::new(JournaledEngine::create(place, &root_key, id).map_err(from_store)?);
    let store = DirectoryStore::open(engine.clone(), &root_key, entropy.clone(), Opening::New);
    let store = store.map_err(from_store)?;
    create_directory(
        &store,
        home.machine().clock.as_ref(),
        entropy.as_ref(),
        id,
        new_directory,
    )?;
    drop(store);
    // If the anchor cannot be written, the next opening reports it.
    Anchor::of(home, id, secrets).put(&[engine.position()]);
    drop(engine);
    // The manifest says that the directory is whole. Only the rename is left, and the next opening finishes it.
    Manifest::new(id, secrets.location())
        .write(home)
        .map_err(from_io)?;
    finish_creation(home)
}

pub(crate) fn data_missing() -> CommandError {
    CommandError::new(
        ErrorClass::Damaged,
        "the directory's data is missing: there is no folder `data` in its folder; nothing was changed",
    )
    .hint(
        "put the folder back if it was moved, and try again; else restore a backup with `portreeve restore FILE \
         --replace`. `portreeve repair` can do nothing without it",
    )
}

/// Stores the root key, and reads it back.
pub(crate) fn keep_key(
    secrets: &dyn SecretStore,
    name: &SecretName,
    root_key: &SecretBytes,
) -> Result<(), SecretStoreError> {
    secrets.put(name, root_key)?;
    // A keychain that forgets is found now, not at the next start.
    match secrets.find(name)? {
        Some(kept) if kept.expose() == root_key.expose() => Ok(()),
        _ => Err(SecretStoreError::Unavailable("it did not keep the key".into())),
    }
}

/// Renames the data of a whole directory into place, if a crash came before that.
fn finish_creation(home: &Home) -> Result<(), CommandError> {
    if home.database().exists() || !home.unfinished_database().exists() {
        return Ok(());
    }
    std::fs::rename(home.unfinished_database(), home.database()).map_err(from_io)
}

fn open_app(
    home: &Home,
    store: DirectoryStore,
    vault: DirectoryVault,
    findings: Vec<Finding>,
) -> Result<App, CommandError> {
    let ports = Ports {
        store: Arc::new(store),
        vault: Arc::new(vault),
        clock: home.machine().clock.clone(),
        entropy: Arc::new(SystemEntropy),
        files: Arc::new(DiskFiles { home: home.clone() }),
    };
    App::open(ports, findings)
}

/// A place for a new key: the keychain, or a new passphrase file in `home`.
pub(crate) fn new_secrets(
    home: &Home,
    location: wire::KeyLocation,
    passphrase: Option<&WireSecret>,
) -> Result<Arc<dyn SecretStore>, CommandError> {
    let (location, passphrase) = key_place(location, passphrase)?;
    create_secrets(home, location, passphrase.as_ref()).map_err(from_secret_store)
}

/// Connects to the keychain, or makes a passphrase file in `home`. An existing key file is set aside.
pub(crate) fn create_secrets(
    home: &Home,
    location: KeyLocation,
    passphrase: Option<&SecretText>,
) -> Result<Arc<dyn SecretStore>, SecretStoreError> {
    match location {
        KeyLocation::OsKeychain => home.machine().keychain(),
        KeyLocation::PassphraseFile => {
            let passphrase = passphrase.ok_or(SecretStoreError::PassphraseNeeded)?;
            set_aside_key(home)?;
            let entropy = Arc::new(SystemEntropy);
            Ok(Arc::new(PassphraseFile::create(
                &home.key_file(),
                passphrase,
                entropy,
            )?))
        }
    }
}

/// The secret store of the directory in `home`, unlocked with `passphrase` if it needs one.
pub(crate) fn open_secrets(
    home: &Home,
    manifest: &Manifest,
    passphrase: Option<&SecretText>,
) -> Result<Arc<dyn SecretStore>, CommandError> {
    match manifest.key_location {
        KeyLocation::OsKeychain => home.machine().keychain().map_err(from_key_store),
        KeyLocation::PassphraseFile => {
            // Without a key file there is nothing to ask a passphrase for.
            if matches!(home.key_file().try_exists(), Ok(false)) {
                return Err(from_secret_store(SecretStoreError::Damaged(
                    "the key file is missing".into(),
                )));
            }
            let from_file = home.passphrase()?;
            let passphrase = passphrase.or(from_file.as_ref());
            let passphrase =
                passphrase.ok_or_else(|| from_secret_store(SecretStoreError::PassphraseNeeded))?;
            let file = PassphraseFile::open(&home.key_file(), passphrase, Arc::new(SystemEntropy));
            Ok(Arc::new(file.map_err(from_secret_store)?))
        }
    }
}

pub(crate) fn exists(home: &Home) -> CommandError {
    CommandError::new(
        Reason::DIRECTORY_EXISTS,
        format!(
            "there is a directory in {} already; it was not touched",
            home.folder().display()
        ),
    )
    .hint("sign in with `portreeve login`, or set PORTREEVE_HOME to another folder")
}

pub(crate) fn key_missing(location: KeyLocation) -> CommandError {
    CommandError::new(Reason::KEYCHAIN_ABSENT, format!("the {location} does not have this directory's key"))
        .hint(match location {
            KeyLocation::OsKeychain => {
                "if the keychain is locked, unlock it and try again; if the key is lost, `portreeve recovery-kit \
                 restore` restores it from two shares"
            }
            KeyLocation::PassphraseFile => {
                "put back this directory's own file `key`; if it is lost, `portreeve recovery-kit restore` restores it \
                 from two shares"
            }
        })
}

/// Name of a key file that was set aside.
pub(crate) const KEY_FOUND: &str = "key.found";

/// Sets aside a key file without a directory. It is from an interrupted attempt, or belongs to a directory whose data
/// is elsewhere, so it is kept.
pub(crate) fn set_aside_key(home: &Home) -> Result<(), SecretStoreError> {
    let mut place = home.folder().join(KEY_FOUND);
    for number in 1.. {
        if !place.exists() {
            break;
        }
        place = home.folder().join(format!("{KEY_FOUND}.{number}"));
    }
    match std::fs::rename(home.key_file(), place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(SecretStoreError::Io(error.to_string()))
        }
        _ => Ok(()),
    }
}

pub(crate) fn from_io(error: std::io::Error) -> CommandError {
    from_store(match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Io(error.to_string()),
    })
}
