//! What is inside the age envelope.
//!
//! ```text
//! "portreeve backup\n" | format u32 | head
//! 1 | key length u16 | key | value length u32 | value      a record, as it lies in the directory: sealed
//! 0 | tail | SHA-256 over everything before
//! ```
//! Head and tail are JSON after their length (u32). Numbers are big-endian.

use std::collections::BTreeMap;

use crate::kit::KEY_BYTES;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portreeve_core::backup::{BackupFault, BackupLabel};
use portreeve_core::id::DirectoryId;
use portreeve_core::revision::Revision;
use portreeve_core::secret::SecretBytes;
use portreeve_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

pub(crate) const MAGIC: &[u8] = b"portreeve backup\n";
/// The format that this version writes, and the newest that it reads.
pub(crate) const FORMAT: u32 = 1;
pub(crate) const RECORD: u8 = 1;
pub(crate) const TAIL: u8 = 0;
pub(crate) const DIGEST_BYTES: usize = 32;
/// Largest head, tail or value that is read, in bytes: far above any real one, and small enough to be harmless.
pub(crate) const PART_BYTES_MAX: u32 = 64 << 20;

/// What a restore must know before the first record.
#[derive(Clone, Debug)]
pub struct Head {
    /// The directory that the backup is of.
    pub directory: DirectoryId,
    /// Its team, and when the backup was made.
    pub label: BackupLabel,
    /// The key that encrypts the records.
    pub root_key: SecretBytes,
}

/// The number of records of each kind: the first byte of a key is the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<u8, u64>);

impl Counts {
    /// Counts a record under `key`.
    pub fn add(&mut self, key: &[u8]) {
        *self
            .0
            .entry(key.first().copied().unwrap_or_default())
            .or_default() += 1;
    }

    /// Records whose key begins with `kind`.
    pub fn of(&self, kind: u8) -> u64 {
        self.0.get(&kind).copied().unwrap_or_default()
    }

    /// The number of all records.
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }
}

#[derive(Serialize, Deserialize)]
struct HeadJson {
    directory: String,
    team: String,
    made_at_ms: i64,
    revision: u64,
    root_key: String,
}

#[derive(Serialize, Deserialize)]
struct TailJson {
    counts: BTreeMap<u8, u64>,
}

pub(crate) fn encode_head(head: &Head) -> std::io::Result<Zeroizing<Vec<u8>>> {
    let mut json = HeadJson {
        directory: head.directory.to_string(),
        team: head.label.team.clone(),
        made_at_ms: head.label.made_at.unix_ms(),
        revision: head.label.revision.0,
        root_key: STANDARD.encode(head.root_key.expose()),
    };
    let bytes = serde_json::to_vec(&json).map(Zeroizing::new);
    json.root_key.zeroize();
    Ok(bytes?)
}

pub(crate) fn decode_head(bytes: &[u8]) -> Result<Head, BackupFault> {
    let odd = || BackupFault::Damaged("its beginning is not what any version writes".into());
    let json: HeadJson = serde_json::from_slice(bytes).map_err(|_| odd())?;
    let text = Zeroizing::new(json.root_key);
    let root_key = STANDARD.decode(text.as_bytes()).map(SecretBytes::new);
    let root_key = root_key.map_err(|_| odd())?;
    if root_key.expose().len() != KEY_BYTES {
        return Err(odd());
    }
    Ok(Head {
        directory: json.directory.parse().map_err(|_| odd())?,
        label: BackupLabel {
            team: json.team,
            made_at: Timestamp::from_unix_ms(json.made_at_ms),
            revision: Revision(json.revision),
        },
        root_key,
    })
}

pub(crate) fn encode_tail(counts: &Counts) -> std::io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(&TailJson {
        counts: counts.0.clone(),
    })?)
}

pub(crate) fn decode_tail(bytes: &[u8]) -> Result<Counts, BackupFault> {
    let json: TailJson = serde_json::from_slice(bytes)
        .map_err(|_| BackupFault::Damaged("its end is not what any version writes".into()))?;
    Ok(Counts(json.counts))
}
