//! The engine of a directory on a desk, opened with the key from its key file while no program has it open.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{SecretName, SecretStore};
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_keychain::PassphraseFile;
use portreeve_storage::engine::{JournaledEngine, Place};
use portreeve_testkit::SeededEntropy;
use serde_json::Value;

use crate::cli_fixture::PASSPHRASE;

/// The engine of the directory in `home`, and its root key.
pub fn open(home: &Path) -> (JournaledEngine, SecretBytes) {
    let manifest = fs::read(home.join("directory.json")).expect("the manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let directory: DirectoryId = manifest["directory"]
        .as_str()
        .expect("an id")
        .parse()
        .expect("an id");
    let passphrase = SecretText::new(PASSPHRASE.to_owned());
    let file = PassphraseFile::open(&home.join("key"), &passphrase, Arc::new(SeededEntropy::new(5)));
    let key = file
        .expect("the key file")
        .find(&SecretName::root_key(&directory));
    let key = key.expect("readable").expect("the root key");
    let place = Place::folder(&home.join("data")).expect("the data");
    let engine = JournaledEngine::open(place, &key, directory, []).expect("the engine");
    (engine, key)
}
