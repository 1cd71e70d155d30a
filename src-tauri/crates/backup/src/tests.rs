use std::io::Cursor;

use portreeve_core::backup::{BackupFault, BackupKey, BackupLabel, BackupLock};
use portreeve_core::id::DirectoryId;
use portreeve_core::revision::Revision;
use portreeve_core::secret::SecretBytes;
use portreeve_core::time::Timestamp;

use crate::{BackupReader, BackupWriter, Head};

/// Three envelope chunks of 64 KiB.
const RECORDS: u32 = 1200;

fn head() -> Head {
    Head {
        directory: DirectoryId::from_bytes([7; 16]),
        label: BackupLabel {
            team: "Acme".into(),
            made_at: Timestamp::from_unix_secs(1_777_798_800),
            revision: Revision(42),
        },
        root_key: SecretBytes::new(vec![9; 32]),
    }
}

fn identity() -> (BackupKey, BackupLock) {
    use age::secrecy::ExposeSecret;
    let identity = age::x25519::Identity::generate();
    (
        BackupKey::Identity(identity.to_string().expose_secret().into()),
        BackupLock::Recipients(vec![identity.to_public().to_string()]),
    )
}

fn record(number: u32) -> (Vec<u8>, Vec<u8>) {
    (format!("u{number:05}").into_bytes(), vec![number as u8; 120])
}

fn written(lock: &BackupLock) -> Vec<u8> {
    let mut writer = BackupWriter::start(Vec::new(), lock, &head()).unwrap();
    for number in 0..RECORDS {
        let (key, value) = record(number);
        writer.add(&key, &value).unwrap();
    }
    writer.finish().unwrap().0
}

/// Reads everything. Returns the number of records.
fn read(bytes: &[u8], key: &BackupKey) -> Result<u32, BackupFault> {
    let mut reader = BackupReader::open(Cursor::new(bytes), key)?;
    let mut number = 0;
    while let Some(found) = reader.next()? {
        assert_eq!(found, record(number), "what opens is what was written");
        number += 1;
    }
    assert_eq!(reader.bytes(), bytes.len() as u64);
    Ok(number)
}

#[test]
fn what_was_written_is_read_with_either_kind_of_lock() {
    let (key, lock) = identity();
    let bytes = written(&lock);
    assert_eq!(read(&bytes, &key), Ok(RECORDS));
    let reader = BackupReader::open(Cursor::new(&bytes), &key).unwrap();
    assert_eq!(reader.head().directory, head().directory);
    assert_eq!(reader.head().label, head().label);
    assert_eq!(reader.head().root_key.expose(), head().root_key.expose());

    let bytes = written(&BackupLock::Passphrase("seven quiet gulls".into()));
    assert_eq!(
        read(&bytes, &BackupKey::Passphrase("seven quiet gulls".into())),
        Ok(RECORDS)
    );
    assert_eq!(
        read(&bytes, &BackupKey::Passphrase("seven quiet gull".into())),
        Err(BackupFault::WrongKey("the passphrase is wrong"))
    );
}

#[test]
fn the_wrong_kind_of_key_is_told_from_a_wrong_one() {
    let (key, lock) = identity();
    let bytes = written(&lock);
    let fault = |key: &BackupKey| match read(&bytes, key) {
        Err(BackupFault::WrongKey(why)) => why,
        other => panic!("{other:?}"),
    };
    assert!(fault(&identity().0).contains("not one of those"));
    assert_eq!(
        read(&bytes, &BackupKey::Passphrase("x".into())),
        Err(BackupFault::ForRecipients)
    );
    let sealed = written(&BackupLock::Passphrase("seven quiet gulls".into()));
    assert_eq!(read(&sealed, &key), Err(BackupFault::ForPassphrase));
    assert_eq!(
        read(&bytes, &BackupKey::Identity("no".into())),
        Err(BackupFault::NotAnIdentity)
    );
    assert!(read(&bytes, &key).is_ok());
}

#[test]
fn a_changed_byte_in_any_kibibyte_is_found() {
    let (key, lock) = identity();
    let whole = written(&lock);
    for block in 0..whole.len().div_ceil(1024) {
        let at = (block * 1024 + block * 37 % 1024).min(whole.len() - 1);
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        read(&bytes, &key).expect_err(&format!("byte {at} was changed"));
    }
}

#[test]
fn a_backup_that_ends_too_early_is_never_taken_for_whole() {
    let (key, lock) = identity();
    let whole = written(&lock);
    // Includes cuts at the end of an envelope chunk, where nothing else is wrong.
    let header = whole.len() - (RECORDS as usize * (1 + 2 + 6 + 4 + 120));
    let cuts = (0..whole.len()).step_by(977).chain(whole.len() - 40..whole.len());
    for length in cuts {
        let fault = read(&whole[..length], &key).expect_err(&format!("cut at {length}"));
        if length > header {
            assert_eq!(fault, BackupFault::CutShort, "cut at {length}");
        }
    }
    let mut longer = whole.clone();
    longer.extend_from_slice(b"more");
    read(&longer, &key).expect_err("something follows");
}

#[test]
fn something_else_and_something_newer_are_told_apart() {
    let (key, lock) = identity();
    for other in [&b""[..], b"[]", b"PK\x03\x04 something zipped", &[0; 4096]] {
        assert!(
            matches!(
                read(other, &key),
                Err(BackupFault::NotABackup | BackupFault::CutShort)
            ),
            "{other:?}"
        );
    }
    let sealed = |plain: &[u8]| {
        use std::io::Write;
        let mut output = crate::lock::close(Vec::new(), &lock).unwrap();
        output.write_all(plain).unwrap();
        output.finish().unwrap()
    };
    assert_eq!(
        read(&sealed(b"somebody's letter, sealed with age"), &key),
        Err(BackupFault::NotABackup)
    );
    let newer = [
        b"portreeve backup\n".as_slice(),
        &2_u32.to_be_bytes(),
        b"whatever comes",
    ]
    .concat();
    assert_eq!(read(&sealed(&newer), &key), Err(BackupFault::Newer));
    let age_of_tomorrow = b"age-encryption.org/v9\n-> X25519 abc\n--- mac\n";
    assert!(read(age_of_tomorrow, &key).is_err());
}
