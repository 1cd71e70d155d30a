//! A file that is being written: beside its place, under a name of ours until it is whole.

use std::fs::DirEntry;
use std::path::Path;
use std::time::UNIX_EPOCH;

use portreeve_core::ports::Clock;
use portreeve_core::time::Timestamp;
use tempfile::NamedTempFile;

use crate::system::SystemClock;

/// How its name begins: whoever finds one that a stop has left knows whose it is.
const UNFINISHED: &str = ".portreeve-unfinished-";
/// One that nothing was written into for so long is nobody's any more.
const ABANDONED_SECS: i64 = 24 * 3600;

/// Makes one in `folder` that only its owner can read, and removes those that a stop has left there.
pub(crate) fn make(folder: &Path) -> std::io::Result<NamedTempFile> {
    remove_abandoned(folder, SystemClock.now());
    tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)
}

fn remove_abandoned(folder: &Path, now: Timestamp) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        if is_ours && is_abandoned(&entry, now) {
            // It is tried again the next time.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_abandoned(file: &DirEntry, now: Timestamp) -> bool {
    let written = file.metadata().and_then(|metadata| metadata.modified());
    let since = written.ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let written = since.and_then(|since| i64::try_from(since.as_secs()).ok());
    written.is_some_and(|written| now.unix_secs().saturating_sub(written) > ABANDONED_SECS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stop_has_left_goes_after_a_day_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let left = make(folder.path()).unwrap().keep().unwrap().1;
        let others =
            ["letter", ".tmpAbCdEf", ".portreeve-earlier-AbCdEf"].map(|name| folder.path().join(name));
        others.iter().for_each(|path| std::fs::write(path, "").unwrap());
        let in_hours = |hours: u32| SystemClock.now().plus_secs(hours * 3600);
        remove_abandoned(folder.path(), in_hours(23));
        assert!(left.exists(), "somebody may still write into it");
        remove_abandoned(folder.path(), in_hours(25));
        assert!(!left.exists());
        assert!(others.iter().all(|path| path.exists()));
    }
}
