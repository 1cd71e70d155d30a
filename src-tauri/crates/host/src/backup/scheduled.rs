//! The folder of scheduled backups: names that sort by time, and only the newest kept.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use portreeve_core::backup::BackupSchedule;
use portreeve_core::id::DirectoryId;
use portreeve_core::time::Timestamp;

use crate::owner::Owner;

const SUFFIX: &str = ".backup";
/// How often it is looked whether a backup is due.
const LOOK: Duration = Duration::from_secs(15 * 60);

/// Makes the backups that are due, for as long as the directory is open.
pub(crate) fn keep_schedule(owner: &Arc<Owner>) {
    let owner = Arc::downgrade(owner);
    // Without the thread there is no schedule, and the status says that it is late.
    let _ = std::thread::Builder::new().name("backups".into()).spawn(move || {
        while let Some(owner) = owner.upgrade() {
            portreeve_commands::back_up_if_due(&owner.app);
            drop(owner);
            std::thread::park_timeout(LOOK);
        }
    });
}

/// Names of this directory's backups begin so; those of others in the same folder are none of ours to remove.
fn prefix(directory: DirectoryId) -> String {
    format!("portreeve-{directory}-")
}

/// The file for a backup that is made at `at`: `portreeve-<directory>-20260503T094548Z.backup`.
pub(super) fn next(schedule: &BackupSchedule, directory: DirectoryId, at: Timestamp) -> PathBuf {
    let second = Timestamp::from_unix_secs(at.unix_secs()).to_string();
    let stamp = second.replace(['-', ':'], "");
    PathBuf::from(&schedule.folder).join(format!("{}{stamp}{SUFFIX}", prefix(directory)))
}

/// Removes the oldest until no more are left than are kept. One that cannot be removed is tried again next time.
pub(super) fn remove_old(schedule: &BackupSchedule, directory: DirectoryId) {
    let Ok(entries) = std::fs::read_dir(&schedule.folder) else {
        return;
    };
    let prefix = prefix(directory);
    let is_ours = |name: &String| {
        let stamp = name
            .strip_prefix(&prefix)
            .and_then(|rest| rest.strip_suffix(SUFFIX));
        stamp.is_some_and(|stamp| stamp.len() == "20260503T094548Z".len() && stamp.ends_with('Z'))
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(is_ours).collect();
    names.sort();
    let old = names.len().saturating_sub(schedule.keep.max(1) as usize);
    for name in names.iter().take(old) {
        let _ = std::fs::remove_file(PathBuf::from(&schedule.folder).join(name));
    }
}

#[cfg(test)]
mod tests {
    use portreeve_core::backup::BackupLock;

    use super::*;

    #[test]
    fn only_the_newest_of_this_directory_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let schedule = BackupSchedule {
            folder: folder.path().display().to_string(),
            every_days: 1,
            keep: 2,
            lock: BackupLock::Recipients(Vec::new()),
            last_at: Timestamp::from_unix_secs(0),
        };
        let (ours, theirs) = (DirectoryId::from_bytes([1; 16]), DirectoryId::from_bytes([2; 16]));
        let day = |number: i64| Timestamp::from_unix_ms(1_777_798_800_390 + number * 24 * 3_600_000);
        let others = [
            next(&schedule, theirs, day(0)),
            folder.path().join("letter.txt"),
            folder.path().join(format!("portreeve-{ours}-by-hand.backup")),
        ];
        others.iter().for_each(|path| std::fs::write(path, "").unwrap());
        for number in 0..5 {
            std::fs::write(next(&schedule, ours, day(number)), "").unwrap();
            remove_old(&schedule, ours);
        }
        let mut left: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        left.sort();
        let mut expected = vec![next(&schedule, ours, day(3)), next(&schedule, ours, day(4))];
        expected.extend(others);
        expected.sort();
        assert_eq!(left, expected);
        assert!(
            expected
                .iter()
                .any(|path| path.to_string_lossy().ends_with("20260507T090000Z.backup"))
        );
    }
}
