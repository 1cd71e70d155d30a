//! `backups.json`: which backups were made, and where. It lies beside the data, not in it, so that a person can choose
//! a backup when the directory does not open. Nothing in it is secret.

use std::io::Read;
use std::path::{Path, PathBuf};

use portreeve_core::backup::BackupFigures;
use portreeve_core::id::DirectoryId;
use portreeve_core::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::scheduled;
use crate::system::{folder_of, open_plain, replace};

/// How many backups are noted; the oldest notes are removed first.
const NOTES_MAX: usize = 50;
/// How every backup file begins, with a passphrase or with recipients.
const START: &[u8] = b"age-encryption.org/v1\n";

#[derive(Default, Serialize, Deserialize)]
struct NotesFile {
    directory: String,
    backups: Vec<Note>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Note {
    path: PathBuf,
    made_at: String,
    revision: u64,
    bytes: u64,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) path: PathBuf,
    pub(crate) made_at: Timestamp,
    pub(crate) revision: Option<u64>,
    pub(crate) bytes: u64,
}

/// Notes a backup that was made. Keeps the notes of other backups whose files are missing: they may be on a medium that
/// is not plugged in. If the note cannot be written, the backup is good all the same.
pub(super) fn add(home: &Path, path: &Path, figures: &BackupFigures) {
    let mut notes = read(home, figures.directory);
    notes.directory = figures.directory.to_string();
    notes.backups.retain(|note| note.path != path);
    notes.backups.push(Note {
        path: path.to_owned(),
        made_at: figures.label.made_at.to_string(),
        revision: figures.label.revision.0,
        bytes: figures.bytes,
    });
    let old = notes.backups.len().saturating_sub(NOTES_MAX);
    notes.backups.drain(..old);
    write(home, &notes);
}

/// Removes the notes of those `backups` whose files are missing: the caller has just removed them.
pub(super) fn forget_removed(home: &Path, directory: DirectoryId, backups: &[(PathBuf, Timestamp)]) {
    let mut notes = read(home, directory);
    let before = notes.backups.len();
    let is_removed = |path: &Path| !path.exists() && backups.iter().any(|(backup, _)| backup == path);
    notes.backups.retain(|note| !is_removed(&note.path));
    if notes.backups.len() < before {
        write(home, &notes);
    }
}

fn write(home: &Path, notes: &NotesFile) {
    if let Ok(text) = serde_json::to_vec_pretty(notes) {
        let _ = replace(&file(home), &text);
    }
}

/// The noted backups of `directory` whose files are missing, the newest first.
pub(crate) fn absent(home: &Path, directory: DirectoryId) -> Vec<Known> {
    let notes = read(home, directory).backups.into_iter();
    let mut absent: Vec<Known> = notes
        .filter(|note| !note.path.exists())
        .filter_map(|note| note.known())
        .collect();
    absent.sort_by_key(|backup| std::cmp::Reverse(backup.made_at));
    absent
}

impl Note {
    /// The note as a backup, whether or not the file still exists.
    fn known(&self) -> Option<Known> {
        Some(Known {
            path: self.path.clone(),
            made_at: self.made_at.parse().ok()?,
            revision: Some(self.revision),
            bytes: self.bytes,
        })
    }
}

/// The backups of `directory` that exist: noted ones of unchanged size, and others that the schedule has put into the
/// same folders. The newest first.
pub(crate) fn known(home: &Path, directory: DirectoryId) -> Vec<Known> {
    let notes = read(home, directory).backups;
    let mut folders: Vec<PathBuf> = notes
        .iter()
        .map(|note| folder_of(&note.path).to_owned())
        .collect();
    folders.sort();
    folders.dedup();
    let scheduled = folders
        .iter()
        .flat_map(|folder| scheduled::list(folder, directory));
    let unnoted = scheduled
        .filter(|(path, _)| notes.iter().all(|note| note.path != *path))
        .filter_map(|(path, made_at)| {
            let bytes = size(&path)?;
            let revision = None;
            Some(Known {
                path,
                made_at,
                revision,
                bytes,
            })
        });
    let is_as_made = |note: &&Note| size(&note.path) == Some(note.bytes);
    let noted = notes.iter().filter(is_as_made).filter_map(Note::known);
    let mut known: Vec<Known> = noted.chain(unnoted).collect();
    known.sort_by_key(|backup| std::cmp::Reverse(backup.made_at));
    known
}

/// The directory that the notes in `home` are about, for when `directory.json` cannot say.
pub(crate) fn noted_directory(home: &Path) -> Option<DirectoryId> {
    let bytes = std::fs::read(file(home)).ok()?;
    let notes: NotesFile = serde_json::from_slice(&bytes).ok()?;
    notes.directory.parse().ok()
}

/// The size of a file that begins as a backup does.
fn size(path: &Path) -> Option<u64> {
    let mut file = open_plain(path).ok()?;
    let mut start = [0; START.len()];
    file.read_exact(&mut start).ok()?;
    (start == START).then_some(file.metadata().ok()?.len())
}

fn file(home: &Path) -> PathBuf {
    home.join("backups.json")
}

/// The notes about `directory`; empty if the file cannot be read or is about another directory.
fn read(home: &Path, directory: DirectoryId) -> NotesFile {
    let bytes = std::fs::read(file(home)).unwrap_or_default();
    let notes: NotesFile = serde_json::from_slice(&bytes).unwrap_or_default();
    match notes.directory == directory.to_string() {
        true => notes,
        false => NotesFile::default(),
    }
}

#[cfg(test)]
mod tests {
    use portreeve_core::backup::BackupLabel;
    use portreeve_core::revision::Revision;

    use super::*;

    const OURS: DirectoryId = DirectoryId::from_bytes([1; 16]);

    fn made(day: i64) -> Timestamp {
        Timestamp::from_unix_secs(1_777_798_800 + day * 24 * 3600)
    }

    /// Makes a file that begins as a backup, and notes it.
    fn make(home: &Path, path: &Path, day: i64) {
        std::fs::write(path, [START, b"sealed"].concat()).unwrap();
        let label = BackupLabel {
            team: "Acme".into(),
            made_at: made(day),
            revision: Revision(40),
        };
        let figures = BackupFigures {
            directory: OURS,
            label,
            records: 0,
            users: 0,
            groups: 0,
            clients: 0,
            bytes: (START.len() + 6) as u64,
        };
        add(home, path, &figures);
    }

    #[test]
    fn only_backups_that_are_there_as_they_were_made_are_known_and_the_newest_is_first() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path();
        let path = |name: &str| folder.path().join(name);
        for (day, name) in ["old", "gone", "cut", "other"].into_iter().enumerate() {
            make(home, &path(name), day as i64);
        }
        std::fs::remove_file(path("gone")).unwrap();
        std::fs::write(path("cut"), START).unwrap();
        std::fs::write(path("other"), "something else altogether").unwrap();
        // The schedule made this one after the notes were lost.
        let later = path(&format!("portreeve-{OURS}-20260601T090000Z.backup"));
        std::fs::write(&later, START).unwrap();
        let known = known(home, OURS);
        let paths: Vec<&Path> = known.iter().map(|backup| backup.path.as_path()).collect();
        assert_eq!(paths, [&later, &path("old")]);
        assert_eq!(known[0].made_at.to_string(), "2026-06-01T09:00:00Z");
        assert_eq!((known[1].made_at, known[1].revision), (made(0), Some(40)));
    }

    #[test]
    fn a_backup_on_a_medium_that_is_not_there_stays_known_and_one_that_was_removed_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path();
        let path = |name: &str| folder.path().join(name);
        make(home, &path("on a stick"), 0);
        make(home, &path("removed"), 1);
        let removed = [(path("removed"), made(1))];
        for name in ["on a stick", "removed"] {
            std::fs::remove_file(path(name)).unwrap();
        }
        make(home, &path("here"), 2);
        let paths = |known: Vec<Known>| known.into_iter().map(|known| known.path).collect::<Vec<_>>();
        assert_eq!(paths(absent(home, OURS)), [path("removed"), path("on a stick")]);
        forget_removed(home, OURS, &removed);
        assert_eq!(paths(absent(home, OURS)), [path("on a stick")]);
        assert_eq!(paths(known(home, OURS)), [path("here")]);
        // The file must not grow without end.
        for number in 0..NOTES_MAX as i64 {
            make(home, &path(&format!("later{number}")), 3 + number);
        }
        assert_eq!(absent(home, OURS), []);
        assert_eq!(known(home, OURS).len(), NOTES_MAX);
    }

    #[test]
    fn notes_of_another_directory_and_notes_that_are_damaged_say_nothing() {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), &folder.path().join("team.backup"), 0);
        assert_eq!(known(folder.path(), OURS).len(), 1);
        assert_eq!(known(folder.path(), DirectoryId::from_bytes([2; 16])), []);
        std::fs::write(folder.path().join("backups.json"), "{").unwrap();
        assert_eq!(known(folder.path(), OURS), []);
    }
}
