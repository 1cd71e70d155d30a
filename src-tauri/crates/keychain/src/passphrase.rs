//! Secrets in a file encrypted with a passphrase: Argon2id derives the key, XChaCha20-Poly1305 encrypts.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use portreeve_core::password::Arena;
use portreeve_core::ports::{Entropy, KeyLocation, SecretName, SecretStore, SecretStoreError, random};
use portreeve_core::secret::{SecretBytes, SecretText};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

/// Argon2id's work for new files: about 60 ms on a desktop for each guess of an attacker.
const WORK: Work = Work {
    memory_kib: 64 * 1024,
    passes: 2,
};
const LANES: u32 = 1;
/// The most memory that a file may ask for. A file that asks for more is refused.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;
const PASSES_MAX: u32 = 20;

/// The cost of deriving the key.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Work {
    memory_kib: u32,
    passes: u32,
}

/// The format of the file.
#[derive(Serialize, Deserialize)]
struct SealedFile {
    version: u32,
    argon2id: Work,
    salt: String,
    nonce: String,
    sealed: String,
}

/// The secrets by name, in base64.
type Entries = BTreeMap<String, String>;

/// A decrypted file of secrets.
pub struct PassphraseFile {
    path: PathBuf,
    work: Work,
    salt: [u8; 16],
    key: Zeroizing<[u8; 32]>,
    entropy: Arc<dyn Entropy>,
    /// Held while the file is replaced, so that of two changes none is lost.
    writing: Mutex<()>,
}

impl PassphraseFile {
    /// Makes a new empty file. Refuses to replace one.
    pub fn create(
        path: &Path,
        passphrase: &SecretText,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, SecretStoreError> {
        if path.exists() {
            return Err(SecretStoreError::Io(format!("{} exists already", path.display())));
        }
        let salt = random::<16>(entropy.as_ref());
        let key = derive(passphrase, &salt, WORK)?;
        let file = Self {
            path: path.to_owned(),
            work: WORK,
            salt,
            key,
            entropy,
            writing: Mutex::new(()),
        };
        file.write(&Entries::new())?;
        Ok(file)
    }

    /// Opens a file that [`create`](Self::create) has made.
    pub fn open(
        path: &Path,
        passphrase: &SecretText,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, SecretStoreError> {
        let sealed = read(path)?;
        let work = sealed.argon2id;
        if work.memory_kib > MEMORY_KIB_MAX || work.passes > PASSES_MAX {
            return Err(damaged("it asks for more work than any version of ours would"));
        }
        let salt: [u8; 16] = decode(&sealed.salt)?
            .try_into()
            .map_err(|_| damaged("the salt has the wrong size"))?;
        let key = derive(passphrase, &salt, work)?;
        let file = Self {
            path: path.to_owned(),
            work,
            salt,
            key,
            entropy,
            writing: Mutex::new(()),
        };
        file.unseal(&sealed)?.values_mut().for_each(Zeroize::zeroize);
        Ok(file)
    }

    fn entries(&self) -> Result<Entries, SecretStoreError> {
        self.unseal(&read(&self.path)?)
    }

    fn unseal(&self, sealed: &SealedFile) -> Result<Entries, SecretStoreError> {
        let nonce: [u8; 24] = decode(&sealed.nonce)?
            .try_into()
            .map_err(|_| damaged("the nonce has the wrong size"))?;
        let message = decode(&sealed.sealed)?;
        let plain = cipher(&self.key)
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &message,
                    aad: &self.salt,
                },
            )
            .map(Zeroizing::new)
            .map_err(|_| SecretStoreError::WrongPassphrase)?;
        serde_json::from_slice(&plain).map_err(|_| damaged("its content is not ours"))
    }

    fn change(&self, change: impl FnOnce(&mut Entries)) -> Result<(), SecretStoreError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut entries = self.entries()?;
        change(&mut entries);
        let written = self.write(&entries);
        entries.values_mut().for_each(Zeroize::zeroize);
        written
    }

    /// Replaces the file whole or not at all, readable by its owner only.
    fn write(&self, entries: &Entries) -> Result<(), SecretStoreError> {
        let plain = Zeroizing::new(
            serde_json::to_vec(entries).map_err(|error| SecretStoreError::Io(error.to_string()))?,
        );
        let nonce = random::<24>(self.entropy.as_ref());
        let sealed = cipher(&self.key)
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &plain,
                    aad: &self.salt,
                },
            )
            .map_err(|_| SecretStoreError::Io("sealing failed".into()))?;
        let file = SealedFile {
            version: 1,
            argon2id: self.work,
            salt: STANDARD.encode(self.salt),
            nonce: STANDARD.encode(nonce),
            sealed: STANDARD.encode(sealed),
        };
        let text =
            serde_json::to_vec_pretty(&file).map_err(|error| SecretStoreError::Io(error.to_string()))?;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        // tempfile makes files with mode 0600. The name identifies one that a stop has left.
        let name = self.path.file_name().unwrap_or_default().display();
        let mut temporary = tempfile::Builder::new()
            .prefix(&format!("{name}.unfinished-"))
            .tempfile_in(folder)
            .map_err(from_io)?;
        temporary.write_all(&text).map_err(from_io)?;
        temporary.as_file().sync_all().map_err(from_io)?;
        temporary
            .persist(&self.path)
            .map_err(|error| from_io(error.error))?;
        std::fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(from_io)
    }
}

impl SecretStore for PassphraseFile {
    fn location(&self) -> KeyLocation {
        KeyLocation::PassphraseFile
    }

    fn find(&self, name: &SecretName) -> Result<Option<SecretBytes>, SecretStoreError> {
        let mut entries = self.entries()?;
        let found = entries.remove(&name.0).map(Zeroizing::new);
        entries.values_mut().for_each(Zeroize::zeroize);
        found.map(|text| decode(&text).map(SecretBytes::new)).transpose()
    }

    fn names(&self) -> Result<Vec<SecretName>, SecretStoreError> {
        let mut entries = self.entries()?;
        entries.values_mut().for_each(Zeroize::zeroize);
        Ok(entries.into_keys().map(SecretName).collect())
    }

    fn put(&self, name: &SecretName, value: &SecretBytes) -> Result<(), SecretStoreError> {
        self.change(|entries| {
            if let Some(mut before) = entries.insert(name.0.clone(), STANDARD.encode(value.expose())) {
                before.zeroize();
            }
        })
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretStoreError> {
        self.change(|entries| {
            if let Some(mut before) = entries.remove(&name.0) {
                before.zeroize();
            }
        })
    }
}

fn derive(
    passphrase: &SecretText,
    salt: &[u8; 16],
    work: Work,
) -> Result<Zeroizing<[u8; 32]>, SecretStoreError> {
    let params = Params::new(work.memory_kib, work.passes, LANES, Some(32))
        .map_err(|_| damaged("its parameters are not valid"))?;
    let mut key = Zeroizing::new([0; 32]);
    let blocks = params.block_count();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    Arena::default()
        .with(blocks, |memory| {
            argon2.hash_password_into_with_memory(
                passphrase.expose().as_bytes(),
                salt,
                key.as_mut_slice(),
                memory,
            )
        })
        .map_err(|_| damaged("its parameters are not valid"))?;
    Ok(key)
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}

fn read(path: &Path) -> Result<SealedFile, SecretStoreError> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => damaged("it is missing"),
        _ => from_io(error),
    })?;
    let file: SealedFile =
        serde_json::from_slice(&bytes).map_err(|_| damaged("it is not a Portreeve key file"))?;
    if file.version != 1 {
        return Err(damaged("it was written by a newer Portreeve"));
    }
    Ok(file)
}

fn decode(text: &str) -> Result<Vec<u8>, SecretStoreError> {
    STANDARD.decode(text).map_err(|_| damaged("it is not base64"))
}

fn from_io(error: std::io::Error) -> SecretStoreError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => SecretStoreError::Full,
        _ => SecretStoreError::Io(error.to_string()),
    }
}

fn damaged(what: &str) -> SecretStoreError {
    SecretStoreError::Damaged(format!("the key file: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst));
        }
    }

    fn entropy() -> Arc<dyn Entropy> {
        Arc::new(Counting(1.into()))
    }

    #[test]
    fn secrets_come_back_only_with_the_passphrase_and_are_not_readable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let name = SecretName("root".into());
        let file = PassphraseFile::create(&path, &"open sesame".into(), entropy()).unwrap();
        file.put(&name, &SecretBytes::new(b"canary-canary".to_vec()))
            .unwrap();

        let again = PassphraseFile::open(&path, &"open sesame".into(), entropy()).unwrap();
        assert_eq!(again.find(&name).unwrap().unwrap().expose(), b"canary-canary");
        let wrong = PassphraseFile::open(&path, &"open barley".into(), entropy());
        assert_eq!(wrong.err(), Some(SecretStoreError::WrongPassphrase));
        let bytes = std::fs::read_to_string(&path).unwrap();
        assert!(!bytes.contains("canary") && !bytes.contains(&STANDARD.encode("canary-canary")));

        again.delete(&name).unwrap();
        assert!(again.find(&name).unwrap().is_none());
    }

    #[test]
    fn a_damaged_file_is_told_from_a_wrong_passphrase() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        std::fs::write(&path, "{").unwrap();
        let damaged = PassphraseFile::open(&path, &"x".into(), entropy()).err();
        assert!(
            matches!(damaged, Some(SecretStoreError::Damaged(_))),
            "{damaged:?}"
        );
    }
}
