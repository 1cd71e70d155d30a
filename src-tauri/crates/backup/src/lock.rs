//! Locks and keys of the age envelope: a passphrase, or the public keys of the people who can open it.

use std::io::{BufRead, Write};

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, Identity, IdentityFile, Recipient};
use portreeve_core::backup::{BackupFault, BackupKey, BackupLock};
use portreeve_core::ports::FileError;
use portreeve_core::secret::SecretText;

/// scrypt's work for new backups, as a power of two: a third of a second and 128 MiB for each guess of an attacker.
const WORK_LOG_N: u8 = 17;
/// The most work that a file may ask for (1 GiB). A file that asks for more is refused.
const WORK_LOG_N_MAX: u8 = 20;

pub(crate) type Sealing<W> = age::stream::StreamWriter<W>;
pub(crate) type Opened<R> = age::stream::StreamReader<R>;

pub(crate) fn close<W: Write>(output: W, lock: &BackupLock) -> Result<Sealing<W>, BackupFault> {
    let encryptor = match lock {
        BackupLock::Passphrase(passphrase) => {
            let mut recipient = age::scrypt::Recipient::new(text(passphrase));
            recipient.set_work_factor(WORK_LOG_N);
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn Recipient))
        }
        BackupLock::Recipients(recipients) => {
            let recipients = parse_recipients(recipients)?;
            Encryptor::with_recipients(recipients.iter().map(|recipient| recipient as &dyn Recipient))
        }
    };
    let encryptor = encryptor.map_err(|_| BackupFault::NotARecipient("nobody".into()))?;
    encryptor.wrap_output(output).map_err(|error| unwritable(&error))
}

/// Parses public keys.
pub(crate) fn parse_recipients(texts: &[String]) -> Result<Vec<age::x25519::Recipient>, BackupFault> {
    let parse = |text: &String| {
        let recipient = text.trim().parse();
        recipient.map_err(|_| BackupFault::NotARecipient(text.chars().take(80).collect()))
    };
    texts.iter().map(parse).collect()
}

pub(crate) fn open<R: BufRead>(input: R, key: &BackupKey) -> Result<Opened<R>, BackupFault> {
    let decryptor = Decryptor::new_buffered(input).map_err(|error| match error {
        DecryptError::UnknownFormat => BackupFault::Newer,
        DecryptError::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => BackupFault::CutShort,
        DecryptError::Io(error) => unreadable(&error),
        _ => BackupFault::NotABackup,
    })?;
    let identities: Vec<Box<dyn Identity>> = match (key, decryptor.is_scrypt()) {
        (BackupKey::Passphrase(passphrase), true) => {
            let mut identity = age::scrypt::Identity::new(text(passphrase));
            identity.set_max_work_factor(WORK_LOG_N_MAX);
            vec![Box::new(identity)]
        }
        (BackupKey::Identity(identity), false) => parse_identities(identity)?,
        (BackupKey::Passphrase(_), false) => return Err(BackupFault::ForRecipients),
        (BackupKey::Identity(_), true) => return Err(BackupFault::ForPassphrase),
    };
    let is_passphrase = decryptor.is_scrypt();
    let opened = decryptor.decrypt(identities.iter().map(AsRef::as_ref));
    opened.map_err(|error| match error {
        DecryptError::NoMatchingKeys if !is_passphrase => {
            BackupFault::WrongKey("the identity is not one of those it is closed for")
        }
        DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed => {
            BackupFault::WrongKey("the passphrase is wrong")
        }
        DecryptError::ExcessiveWork { .. } => {
            BackupFault::Damaged("it asks for more work than any version of ours would".into())
        }
        DecryptError::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => BackupFault::CutShort,
        DecryptError::Io(error) => unreadable(&error),
        DecryptError::UnknownFormat => BackupFault::Newer,
        _ => BackupFault::Damaged("its header was changed".into()),
    })
}

fn parse_identities(text: &SecretText) -> Result<Vec<Box<dyn Identity>>, BackupFault> {
    let file = IdentityFile::from_buffer(text.expose().as_bytes());
    let identities = file.map_err(|_| BackupFault::NotAnIdentity)?.into_identities();
    identities
        .map_err(|_| BackupFault::NotAnIdentity)
        .map(|identities| {
            identities
                .into_iter()
                .map(|identity| identity as Box<dyn Identity>)
                .collect()
        })
}

fn text(secret: &SecretText) -> SecretString {
    SecretString::from(secret.expose().clone())
}

pub(crate) fn unwritable(error: &std::io::Error) -> BackupFault {
    BackupFault::Unwritable(file_error(error))
}

pub(crate) fn unreadable(error: &std::io::Error) -> BackupFault {
    BackupFault::Unreadable(file_error(error))
}

fn file_error(error: &std::io::Error) -> FileError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => FileError::Full,
        _ => FileError::Io(error.to_string()),
    }
}
