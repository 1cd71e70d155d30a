//! How much memory an import takes, so that one that would take too much is refused before anything is done.
//!
//! The plan, the change set, its event, its undo and its place in the journal are in memory at the same moment, until
//! the one commit is on the disk. The figures were measured on imports of 65,000 to 200,000 people and rounded up.

use super::DumpUser;

/// What the whole program takes at most, in MiB.
pub(super) const MIB_MAX: usize = 256;
/// What it takes without the import, in MiB.
const MIB_ALONE: usize = 66;
/// What a person takes, without texts.
const PERSON_BYTES: usize = 1024;
/// What a byte of a person's name, address or password hash takes.
const TEXT_BYTES: usize = 3;
/// What a membership or a grant takes.
const REFERENCE_BYTES: usize = 40;

/// The memory for the people of an import.
#[derive(Default)]
pub(super) struct Room {
    taken: usize,
}

impl Room {
    /// Adds a person. Whether there was room for them.
    pub(super) fn take(&mut self, user: &DumpUser) -> bool {
        let texts = [
            user.login.as_str(),
            &user.first_name,
            &user.last_name,
            &user.email,
            user.hash.expose(),
            user.key.as_deref().unwrap_or_default(),
        ];
        let texts: usize = texts.iter().map(|text| text.len()).sum();
        let references = user.groups.len() + user.permissions.len();
        self.taken += PERSON_BYTES + texts * TEXT_BYTES + references * REFERENCE_BYTES;
        self.taken <= (MIB_MAX - MIB_ALONE) << 20
    }
}
