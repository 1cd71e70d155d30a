//! The folder of scheduled backups: names contain the time, and only the newest backups stay.

use std::path::{Path, PathBuf};

use portreeve_core::backup::BackupSchedule;
use portreeve_core::id::DirectoryId;
use portreeve_core::time::Timestamp;

const SUFFIX: &str = ".backup";

/// How names of this directory's backups begin. A schedule never removes the backups of other directories in the
/// folder.
fn prefix(directory: DirectoryId) -> String {
    format!("portreeve-{directory}-")
}

/// The file for a backup that is made at `at`: `portreeve-<directory>-20260503T094548Z.backup`.
pub(super) fn next(schedule: &BackupSchedule, directory: DirectoryId, at: Timestamp) -> PathBuf {
    let name = format!("{}{}{SUFFIX}", prefix(directory), stamp_of(at));
    PathBuf::from(&schedule.folder).join(name)
}

/// The backups of `directory` that a schedule has put into `folder`, the oldest first, and when each was made.
pub(super) fn list(folder: &Path, directory: DirectoryId) -> Vec<(PathBuf, Timestamp)> {
    let prefix = prefix(directory);
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            let stamp = name.strip_prefix(&prefix)?.strip_suffix(SUFFIX)?;
            Some((folder.join(&name), moment(stamp)?))
        })
        .collect();
    found.sort();
    found
}

/// The time in a name, if it is written as [`next`] writes it.
fn moment(stamp: &str) -> Option<Timestamp> {
    let moment = stamp.parse().ok()?;
    (stamp_of(moment) == stamp).then_some(moment)
}

fn stamp_of(at: Timestamp) -> String {
    let second = Timestamp::from_unix_secs(at.unix_secs()).to_string();
    second.replace(['-', ':'], "")
}

/// Removes the oldest backups until `keep` are left, but never the one `made` just now. A failure is tried again next
/// time.
///
/// A backup dated after `made` was made while the clock was ahead, before a superuser accepted the new time. Its real
/// age is unknown, so it counts as older than every backup with a believable date. Otherwise such files would stay, in
/// addition to the others, for as long as the clock was ahead.
pub(super) fn remove_old(schedule: &BackupSchedule, directory: DirectoryId, made: &Path) {
    let mut found = list(Path::new(&schedule.folder), directory);
    let made_at = found.iter().find(|(path, _)| path == made).map(|(_, at)| *at);
    found.retain(|(path, _)| path != made);
    found.sort_by_key(|(_, at)| (made_at.is_none_or(|made_at| *at <= made_at), *at));
    let others = schedule.keep.saturating_sub(1) as usize;
    let old = found.len().saturating_sub(others);
    for (path, _) in found.iter().take(old) {
        let _ = std::fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use portreeve_core::backup::BackupLock;

    use super::*;

    fn keeping(keep: u32, folder: &Path) -> BackupSchedule {
        BackupSchedule {
            folder: folder.display().to_string(),
            every_days: 1,
            keep,
            lock: BackupLock::Recipients(Vec::new()),
            last_at: Timestamp::from_unix_secs(0),
            problem: None,
        }
    }

    fn day(number: i64) -> Timestamp {
        Timestamp::from_unix_ms(1_777_798_800_390 + number * 24 * 3_600_000)
    }

    /// Makes a backup file as the schedule does.
    fn make(schedule: &BackupSchedule, directory: DirectoryId, at: Timestamp) -> PathBuf {
        let path = next(schedule, directory, at);
        std::fs::write(&path, "").unwrap();
        remove_old(schedule, directory, &path);
        path
    }

    fn left(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut left: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        left.sort();
        left
    }

    #[test]
    fn after_a_clock_that_was_ahead_the_one_just_made_stays_and_those_from_the_future_go_first() {
        for keep in 1..=3 {
            let folder = tempfile::tempdir().unwrap();
            let schedule = keeping(keep, folder.path());
            let ours = DirectoryId::from_bytes([1; 16]);
            for number in [0, 365, 366, 367] {
                make(&schedule, ours, day(number));
            }
            let mut made = Vec::new();
            for number in 1..=4 {
                made.push(make(&schedule, ours, day(number)));
                let left = left(folder.path());
                assert_eq!(left.len(), keep as usize);
                let newest = made.len().saturating_sub(keep as usize);
                assert!(
                    made.iter().skip(newest).all(|path| left.contains(path)),
                    "{left:?}"
                );
            }
        }
    }

    #[test]
    fn only_the_newest_of_this_directory_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let schedule = keeping(2, folder.path());
        let (ours, theirs) = (DirectoryId::from_bytes([1; 16]), DirectoryId::from_bytes([2; 16]));
        let others = [
            next(&schedule, theirs, day(0)),
            folder.path().join("letter.txt"),
            folder.path().join(format!("portreeve-{ours}-by-hand.backup")),
        ];
        others.iter().for_each(|path| std::fs::write(path, "").unwrap());
        for number in 0..5 {
            make(&schedule, ours, day(number));
        }
        let mut expected = vec![next(&schedule, ours, day(3)), next(&schedule, ours, day(4))];
        expected.extend(others);
        expected.sort();
        assert_eq!(left(folder.path()), expected);
        assert!(
            expected
                .iter()
                .any(|path| path.to_string_lossy().ends_with("20260507T090000Z.backup"))
        );
    }
}
