//! Authenticates records: a short keyed hash of each key and value, and the sum of all.

use sha2::{Digest as _, Sha256};

use super::keys::Keys;

/// A keyed hash of a record's key and value. Without the root key, no one can make or predict one. So an older value of
/// a record is distinguishable from the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(pub(super) [u8; 16]);

impl Tag {
    pub(super) fn of(keys: &Keys, key: &[u8], value: &[u8]) -> Self {
        let length = (key.len() as u32).to_le_bytes();
        let mac = keys.record(&[&length, key, value]);
        let mut tag = [0; 16];
        tag.copy_from_slice(&mac[..16]);
        Self(tag)
    }
}

pub(super) const DIGEST_BYTES: usize = 16;

/// The sum of all records' tags. Two sets of records with the same sum are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Digest(u128);

impl Digest {
    pub(super) fn add(&mut self, tag: Tag) {
        self.0 = self.0.wrapping_add(u128::from_le_bytes(tag.0));
    }

    pub(super) fn remove(&mut self, tag: Tag) {
        self.0 = self.0.wrapping_sub(u128::from_le_bytes(tag.0));
    }

    pub(super) fn to_bytes(self) -> [u8; DIGEST_BYTES] {
        self.0.to_le_bytes()
    }

    pub(super) fn from_bytes(bytes: [u8; DIGEST_BYTES]) -> Self {
        Self(u128::from_le_bytes(bytes))
    }
}

const NAME_BYTES: usize = 12;
/// An entry of the index: the start of the key's SHA-256, and the tag.
const ENTRY_BYTES: usize = NAME_BYTES + 16;

type Name = [u8; NAME_BYTES];

/// The tags of a snapshot's records, sorted by name: 28 bytes for each.
pub(super) struct Tags(Vec<u8>);

/// An entry of the index.
pub(super) type Entry = [u8; ENTRY_BYTES];

/// The entry of `key`.
pub(super) fn entry(key: &[u8], tag: Tag) -> Entry {
    let mut entry = [0; ENTRY_BYTES];
    entry[..NAME_BYTES].copy_from_slice(&name(key));
    entry[NAME_BYTES..].copy_from_slice(&tag.0);
    entry
}

/// The bytes of an index. There can be many entries, so there is one copy of them.
pub(super) fn index(entries: &mut [Entry]) -> &[u8] {
    entries.sort_unstable_by(|one, other| one[..NAME_BYTES].cmp(&other[..NAME_BYTES]));
    entries.as_flattened()
}

impl Tags {
    /// Bytes that [`index`] gave; `None` if they are no whole number of entries.
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        bytes.len().is_multiple_of(ENTRY_BYTES).then_some(Self(bytes))
    }

    pub(super) fn find(&self, key: &[u8]) -> Option<Tag> {
        let wanted = name(key);
        let (entries, _) = self.0.as_chunks::<ENTRY_BYTES>();
        let at = entries
            .binary_search_by(|entry| entry[..NAME_BYTES].cmp(&wanted))
            .ok()?;
        entries[at][NAME_BYTES..].try_into().ok().map(Tag)
    }
}

fn name(key: &[u8]) -> Name {
    let hash = Sha256::digest(key);
    let mut name = [0; NAME_BYTES];
    name.copy_from_slice(&hash[..NAME_BYTES]);
    name
}
