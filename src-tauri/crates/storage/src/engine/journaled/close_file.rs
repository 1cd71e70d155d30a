//! `closed`: a file that says where the journal ended when the directory was closed, and what the anchor may hold.
//! Before the first commit after that it gets another name, `opened`, so while it is there nothing can have come later.
//! Should the end of the journal be damaged, it tells how much there must be; without it, whether the last moments were
//! lost cannot be known.

use std::io;

use super::checkpoint::{MARK_BYTES, Mark};
use super::keys::{Keys, MAC_BYTES};
use crate::disk::{self, Disk, write_whole};

const CLOSED: &str = "closed";
const OPENED: &str = "opened";

/// Says that everything is closed.
pub(super) fn close(disk: &dyn Disk, keys: &Keys, mark: Mark) {
    let mut bytes = mark.to_bytes();
    let mac = keys.journal(&[b"closed", &bytes]);
    bytes.extend_from_slice(&mac);
    // Where it cannot be said, the next opening is only more careful.
    let _ = write_whole(disk, CLOSED, &bytes);
}

/// Takes it back, durably.
pub(super) fn reopen(disk: &dyn Disk) -> io::Result<()> {
    match disk.rename(CLOSED, OPENED) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        // Where it has another name already it may be that only this failed.
        _ => disk.sync_names(),
    }
}

/// The moment when everything was closed, if it was.
pub(super) fn closed_at(disk: &dyn Disk, keys: &Keys) -> Option<Mark> {
    read(disk, keys, CLOSED)
}

/// The moment when everything was closed the last time but once, or the last time where it is open.
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
