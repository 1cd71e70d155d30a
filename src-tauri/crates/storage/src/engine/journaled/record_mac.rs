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

pub(super) type Name = [u8; NAME_BYTES];

/// The tags of a snapshot's records, sorted by name: 28 bytes for each.
#[derive(Default)]
pub(super) struct Tags(Vec<u8>);

impl Tags {
    pub(super) fn from_entries(mut entries: Vec<(Name, Tag)>) -> Self {
        entries.sort_unstable_by_key(|(name, _)| *name);
        let mut bytes = Vec::with_capacity(entries.len() * ENTRY_BYTES);
        for (name, tag) in entries {
            bytes.extend_from_slice(&name);
            bytes.extend_from_slice(&tag.0);
        }
        Self(bytes)
    }

    /// Reads what [`bytes`](Self::bytes) returned; `None` if it is no whole number of entries.
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        bytes.len().is_multiple_of(ENTRY_BYTES).then_some(Self(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
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

pub(super) fn name(key: &[u8]) -> Name {
    let hash = Sha256::digest(key);
    let mut name = [0; NAME_BYTES];
    name.copy_from_slice(&hash[..NAME_BYTES]);
    name
}
