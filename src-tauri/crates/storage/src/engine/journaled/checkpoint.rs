//! A checkpoint of the directory: its position, the digest of its records, and the positions that the anchor may hold
//! then.

use super::anchor_positions::{AnchorPositions, REMEMBERED_BYTES};
use super::frame::{POSITION_BYTES, Position};
use super::record_mac::{DIGEST_BYTES, Digest};

pub(super) const MARK_BYTES: usize = POSITION_BYTES + DIGEST_BYTES + REMEMBERED_BYTES;

#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) position: Position,
    pub(super) digest: Digest,
    pub(super) remembered: AnchorPositions,
}

impl Mark {
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = self.position.to_bytes().to_vec();
        bytes.extend_from_slice(&self.digest.to_bytes());
        bytes.extend_from_slice(&self.remembered.to_bytes());
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (position, rest) = bytes.split_first_chunk()?;
        let (digest, remembered) = rest.split_first_chunk()?;
        Some(Self {
            position: Position::from_bytes(position),
            digest: Digest::from_bytes(*digest),
            remembered: AnchorPositions::from_bytes(remembered)?,
        })
    }
}
