//! `closed`: a file that says where the journal ended at the last close, and which positions the anchor may hold. The
//! first commit renames it to `opened`; so while it exists, nothing was committed later. If the end of the journal is
//! damaged, the file says how much there must be. Without it, no one can know whether the last moments were lost.

use std::io;

use super::checkpoint::{MARK_BYTES, Mark};
use super::keys::{Keys, MAC_BYTES};
use crate::disk::{self, Disk, write_whole};

const CLOSED: &str = "closed";
const OPENED: &str = "opened";

/// Writes `closed`.
pub(super) fn close(disk: &dyn Disk, keys: &Keys, mark: Mark) {
    let mut bytes = mark.to_bytes();
    let mac = keys.journal(&[b"closed", &bytes]);
    bytes.extend_from_slice(&mac);
    // Without the file, the next opening only checks more.
    let _ = write_whole(disk, CLOSED, &bytes);
}

/// Renames `closed` to `opened`, durably.
pub(super) fn reopen(disk: &dyn Disk) -> io::Result<()> {
    match disk.rename(CLOSED, OPENED) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        // If it is called `opened` already, perhaps only the sync failed last time.
        _ => disk.sync_names(),
    }
}

/// The checkpoint of the close, if nothing was committed since.
pub(super) fn closed_at(disk: &dyn Disk, keys: &Keys) -> Option<Mark> {
    read(disk, keys, CLOSED)
}

/// The checkpoint of the close before that, or of the last close if there was a commit since.
pub(super) fn opened_at(disk: &dyn Disk, keys: &Keys) -> Option<Mark> {
    read(disk, keys, OPENED)
}

fn read(disk: &dyn Disk, keys: &Keys, name: &str) -> Option<Mark> {
    let file = disk.open(name).ok()?;
    let length = MARK_BYTES + MAC_BYTES;
    if file.length().ok()? != length as u64 {
        return None;
    }
    let bytes = disk::read(file.as_ref(), 0, length).ok()?;
    let (proven, mac) = bytes.split_at_checked(MARK_BYTES)?;
    let is_ours = keys.journal(&[b"closed", proven]) == *mac;
    Mark::from_bytes(proven).filter(|_| is_ours)
}
