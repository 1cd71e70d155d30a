//! The last step of restoring: the new directory takes the place of the old one. A stop at any moment leaves one of the
//! two whole.
//!
//! ```text
//! restored.unfinished   being built; void after a stop
//! restored              decided: what is there moves into `restored/replaced`
//! restored.placing      the new parts move to their place, `replaced` gets a name of its own
//! ```
//! Renaming the folder takes it from one line to the next, and each step within a line can be repeated. So after a stop
//! the next program finishes the swap. Only the owner of the lock does this.

use std::io;
use std::path::{Path, PathBuf};

use portreeve_commands::CommandError;

use crate::home::Home;
use crate::lock::OwnerLock;
use crate::open_directory::from_io;
use crate::system::sync_folder;

/// Builds a directory beside the current one, then swaps them. Returns where the old one is now, if there was one. If
/// building fails, what was begun is removed.
pub(super) fn build<T>(
    home: &Home,
    lock: &OwnerLock,
    build: impl FnOnce(&Home) -> Result<T, CommandError>,
) -> Result<(T, Option<PathBuf>), CommandError> {
    let built = unfinished(home);
    if built.folder().exists() {
        std::fs::remove_dir_all(built.folder()).map_err(from_io)?;
    }
    built.prepare()?;
    let made = build(&built)
        .and_then(|made| decide(home, lock).map(|()| made).map_err(from_io))
        .inspect_err(|_| {
            // The caller gets the first error, not that of the clean-up.
            let _ = std::fs::remove_dir_all(built.folder());
        })?;
    Ok((made, swap(home, lock)?))
}

/// Where the new directory is built: a home within the home.
fn unfinished(home: &Home) -> Home {
    home.within("restored.unfinished")
}

fn decided(home: &Home) -> PathBuf {
    home.folder().join("restored")
}

fn placing(home: &Home) -> PathBuf {
    home.folder().join("restored.placing")
}

/// The parts of a directory: its manifest, its key file if it has one, and its data.
fn parts(home: &Home) -> [PathBuf; 3] {
    [home.manifest(), home.key_file(), home.database()]
}

/// From now on the new directory counts.
fn decide(home: &Home, _lock: &OwnerLock) -> io::Result<()> {
    let built = unfinished(home);
    sync_folder(built.folder())?;
    std::fs::rename(built.folder(), decided(home))?;
    sync_folder(home.folder())
}

/// Finishes a swap that a stop has interrupted, if there is one.
pub(crate) fn finish(home: &Home) -> Result<(), CommandError> {
    if !decided(home).exists() && !placing(home).exists() {
        return Ok(());
    }
    home.require_private()?;
    match OwnerLock::try_take(home)? {
        Some(lock) => swap(home, &lock).map(drop),
        // The process that holds the lock finishes it.
        None => Err(crate::connection::in_use()),
    }
}

/// Sets the old directory aside and puts the new one in its place. Returns where the old one is now, if there was one.
fn swap(home: &Home, _lock: &OwnerLock) -> Result<Option<PathBuf>, CommandError> {
    perform(home, &mut |from, to| std::fs::rename(from, to)).map_err(from_io)
}

/// Beginning of the name of a folder with a replaced directory; a number follows.
pub(crate) const REPLACED: &str = "replaced-";

type Rename<'r> = &'r mut dyn FnMut(&Path, &Path) -> io::Result<()>;

fn perform(home: &Home, rename: Rename<'_>) -> io::Result<Option<PathBuf>> {
    let (decided, placing) = (decided(home), placing(home));
    if decided.exists() {
        let replaced = decided.join("replaced");
        std::fs::create_dir_all(&replaced)?;
        move_all(&parts(home), &replaced, rename)?;
        sync_folder(&replaced)?;
        sync_folder(home.folder())?;
        rename(&decided, &placing)?;
        sync_folder(home.folder())?;
    }
    if !placing.exists() {
        return Ok(None);
    }
    let placed = home.within("restored.placing");
    move_all(&parts(&placed), home.folder(), rename)?;
    sync_folder(home.folder())?;
    let replaced = placing.join("replaced");
    let mut aside = None;
    if replaced.exists() {
        if std::fs::read_dir(&replaced)?.next().is_some() {
            let place = free_place(home);
            rename(&replaced, &place)?;
            aside = Some(place);
        } else {
            std::fs::remove_dir(&replaced)?;
        }
    }
    std::fs::remove_dir(&placing)?;
    sync_folder(home.folder())?;
    Ok(aside)
}

fn move_all(parts: &[PathBuf], folder: &Path, rename: Rename<'_>) -> io::Result<()> {
    for part in parts {
        if let (true, Some(name)) = (part.exists(), part.file_name()) {
            rename(part, &folder.join(name))?;
        }
    }
    Ok(())
}

/// `replaced-1`, or the next free number.
fn free_place(home: &Home) -> PathBuf {
    let place = |number: u32| home.folder().join(format!("{REPLACED}{number}"));
    (1..u32::MAX)
        .map(place)
        .find(|place| !place.exists())
        .unwrap_or_else(|| place(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(home: &Home, what: &str) {
        std::fs::create_dir_all(home.database()).unwrap();
        for file in [home.manifest(), home.key_file(), home.database().join("journal")] {
            std::fs::write(file, what).unwrap();
        }
    }

    fn holds(home: &Home, what: &str) -> bool {
        let files = [home.manifest(), home.key_file(), home.database().join("journal")];
        files
            .iter()
            .all(|file| std::fs::read_to_string(file).is_ok_and(|text| text == what))
    }

    #[test]
    fn a_stop_before_any_step_is_made_good_by_the_next_opening() {
        for has_old in [true, false] {
            let mut stops = 0;
            loop {
                let folder = tempfile::tempdir().unwrap();
                let home = Home::at(folder.path().to_owned(), None);
                if has_old {
                    write(&home, "old");
                }
                write(&unfinished(&home), "new");
                let lock = OwnerLock::try_take(&home).unwrap().unwrap();
                decide(&home, &lock).unwrap();
                let mut steps = 0;
                let stopped = perform(&home, &mut |from, to| {
                    if steps == stops {
                        return Err(io::ErrorKind::Interrupted.into());
                    }
                    steps += 1;
                    std::fs::rename(from, to)
                });
                let aside = swap(&home, &lock).unwrap();
                assert!(holds(&home, "new"), "stopped after {stops} steps");
                if has_old {
                    let aside = aside.unwrap_or_else(|| home.folder().join("replaced-1"));
                    assert!(
                        holds(&Home::at(aside, None), "old"),
                        "stopped after {stops} steps"
                    );
                }
                assert!(!placing(&home).exists() && !super::decided(&home).exists());
                if stopped.is_ok() {
                    break;
                }
                stops += 1;
            }
            assert!(stops >= 4, "there are steps to stop at");
        }
    }

    #[test]
    fn what_was_built_but_not_decided_is_not_placed() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().to_owned(), None);
        write(&home, "old");
        write(&unfinished(&home), "new");
        finish(&home).unwrap();
        assert!(holds(&home, "old"));
    }

    #[test]
    fn what_was_set_aside_before_is_kept_as_well() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().to_owned(), None);
        let lock = OwnerLock::try_take(&home).unwrap().unwrap();
        write(&home, "first");
        for (number, what) in ["second", "third"].into_iter().enumerate() {
            write(&unfinished(&home), what);
            decide(&home, &lock).unwrap();
            let aside = swap(&home, &lock).unwrap().unwrap();
            assert!(aside.ends_with(format!("replaced-{}", number + 1)));
        }
        assert!(holds(&Home::at(home.folder().join("replaced-1"), None), "first"));
        assert!(holds(&Home::at(home.folder().join("replaced-2"), None), "second"));
        assert!(holds(&home, "third"));
    }
}
