//! A file that is being written: beside its place, until it is whole. Where the system can do that it has no name until
//! then, and is gone when this process is. Elsewhere it has one of ours, which is noted in the directory's folder, so
//! that whoever opens the directory next removes what a stop has left.

use std::fs::{DirEntry, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use portreeve_core::ports::Clock;
use portreeve_core::time::Timestamp;
use tempfile::{NamedTempFile, TempPath};

use crate::system::{SystemClock, folder_of, sync_folder};

/// How its name begins: whoever finds one that a stop has left knows whose it is.
const UNFINISHED: &str = ".portreeve-unfinished-";
/// One that nothing was written into for so long is nobody's any more.
const ABANDONED_SECS: i64 = 24 * 3600;
/// Where names are noted, in the directory's folder.
const NOTED: &str = "unfinished";

/// A file that only its owner can read, and nobody finds unless it is placed.
pub(crate) struct AtomicFile {
    file: File,
    /// If it has one already.
    name: Option<TempPath>,
    path: PathBuf,
    home: PathBuf,
}

impl AtomicFile {
    /// One that is to be at `path`, for the directory in `home`. Removes those that a stop has left there.
    pub(crate) fn for_path(path: &Path, home: &Path) -> std::io::Result<Self> {
        remove_abandoned(folder_of(path), SystemClock.now());
        let (file, name) = match nameless::make(folder_of(path))? {
            Some(file) => (file, None),
            None => named(folder_of(path), home)?,
        };
        Ok(Self {
            file,
            name,
            path: path.to_owned(),
            home: home.to_owned(),
        })
    }

    /// To write into it.
    pub(crate) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Waits until all of it would survive power loss.
    pub(crate) fn sync(&self) -> std::io::Result<()> {
        self.file.sync_all()
    }

    /// Gives it its name, durable. Without `replace` a file that is there stays.
    pub(crate) fn place(self, replace: bool) -> std::io::Result<()> {
        self.sync()?;
        let folder = folder_of(&self.path);
        match (self.name, replace) {
            (Some(name), true) => name.persist(&self.path).map_err(|error| error.error)?,
            (Some(name), false) => name.persist_noclobber(&self.path).map_err(|error| error.error)?,
            (None, false) => nameless::link(&self.file, &self.path)?,
            // What is there can only be replaced by what has a name: for a moment this has one.
            (None, true) => {
                let name = name_in(folder, &self.home, |name| nameless::link(&self.file, name))?;
                name.into_temp_path()
                    .persist(&self.path)
                    .map_err(|error| error.error)?;
            }
        }
        sync_folder(folder)
    }
}

/// One with a name of ours in `folder`; gone, unless it is put in its place. Removes those that a stop has left there.
pub(crate) fn make(folder: &Path) -> std::io::Result<NamedTempFile> {
    remove_abandoned(folder, SystemClock.now());
    tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)
}

fn named(folder: &Path, home: &Path) -> std::io::Result<(File, Option<TempPath>)> {
    let made = name_in(folder, home, |name| {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(name)
    })?;
    let (file, name) = made.into_parts();
    Ok((file, Some(name)))
}

/// What `make` makes under a name of ours in `folder`. The name is noted first.
fn name_in<T>(
    folder: &Path,
    home: &Path,
    mut make: impl FnMut(&Path) -> std::io::Result<T>,
) -> std::io::Result<NamedTempFile<T>> {
    let folder = folder.canonicalize()?;
    tempfile::Builder::new()
        .prefix(UNFINISHED)
        .make_in(&folder, |name| {
            note(home, name)?;
            make(name)
        })
}

fn note(home: &Path, name: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut notes = options.open(home.join(NOTED))?;
    // A name that is no text is found after a day, when somebody writes there again.
    writeln!(notes, "{}", name.display())
}

/// Removes what a stop has left, wherever that was noted. The caller owns the directory in `home`, so nobody is writing.
pub(crate) fn remove_noted(home: &Path) {
    let Ok(noted) = std::fs::read_to_string(home.join(NOTED)) else {
        return;
    };
    let is_ours = |path: &Path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED))
    };
    let left = noted.lines().map(Path::new).filter(|path| is_ours(path));
    // One that cannot be removed now, on a disk that is away perhaps, is tried again the next time.
    let kept = left
        .filter(|path| {
            std::fs::remove_file(path).is_err_and(|error| error.kind() != std::io::ErrorKind::NotFound)
        })
        .map(|path| format!("{}\n", path.display()));
    let kept: String = kept.collect();
    let _ = match kept.is_empty() {
        true => std::fs::remove_file(home.join(NOTED)),
        false => std::fs::write(home.join(NOTED), kept),
    };
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

/// Linux makes files without a name, on most disks.
#[cfg(target_os = "linux")]
mod nameless {
    use std::fs::File;
    use std::io::{Error, Result};
    use std::os::fd::AsRawFd;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags};
    use rustix::io::Errno;

    /// `None` where there is no such thing, or no way to name it later.
    pub(super) fn make(folder: &Path) -> Result<Option<File>> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        match rustix::fs::openat(CWD, folder, flags, Mode::from_raw_mode(0o600)) {
            Ok(file) => Ok(Some(File::from(file)).filter(|file| handle(file).exists())),
            // As old kernels and other disks say it.
            Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL) => Ok(None),
            Err(error) => Err(Error::from(error)),
        }
    }

    pub(super) fn link(file: &File, path: &Path) -> Result<()> {
        rustix::fs::linkat(CWD, handle(file), CWD, path, AtFlags::SYMLINK_FOLLOW).map_err(Error::from)
    }

    fn handle(file: &File) -> PathBuf {
        PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
    }
}

#[cfg(not(target_os = "linux"))]
mod nameless {
    use std::fs::File;
    use std::io::{ErrorKind, Result};
    use std::path::Path;

    pub(super) fn make(_: &Path) -> Result<Option<File>> {
        Ok(None)
    }

    pub(super) fn link(_: &File, _: &Path) -> Result<()> {
        Err(ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder to write into, and one of the directory.
    fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let [target, home] = ["target", "home"].map(|name| folder.path().join(name));
        std::fs::create_dir(&target).unwrap();
        std::fs::create_dir(&home).unwrap();
        (folder, target, home)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect()
    }

    /// As it is where nothing is without a name.
    fn with_name(path: &Path, home: &Path) -> AtomicFile {
        let (file, name) = named(folder_of(path), home).unwrap();
        AtomicFile {
            file,
            name,
            path: path.to_owned(),
            home: home.to_owned(),
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_being_written_has_no_name() {
        let (_folder, target, home) = folders();
        let mut unfinished = AtomicFile::for_path(&target.join("config"), &home).unwrap();
        unfinished.file().write_all(b"a secret").unwrap();
        assert_eq!(names(&target), Vec::<String>::new());
        // As if the process were killed.
        drop(unfinished);
        assert_eq!(names(&target), Vec::<String>::new());
    }

    #[test]
    fn it_comes_into_its_place_whole_and_replaces_only_what_it_may() {
        let makers: [fn(&Path, &Path) -> AtomicFile; 2] =
            [|path, home| AtomicFile::for_path(path, home).unwrap(), with_name];
        for make in makers {
            let (_folder, target, home) = folders();
            let path = target.join("config");
            for (contents, replace) in [("one", false), ("two", true), ("three", false)] {
                let mut unfinished = make(&path, &home);
                unfinished.file().write_all(contents.as_bytes()).unwrap();
                let placed = unfinished.place(replace);
                assert_eq!(placed.is_ok(), contents != "three", "{contents}");
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
            assert_eq!(names(&target), ["config"]);
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            }
        }
    }

    #[test]
    fn what_a_stop_has_left_under_a_name_goes_when_the_directory_is_opened_next() {
        let (_folder, target, home) = folders();
        let unfinished = with_name(&target.join("config"), &home);
        unfinished.name.unwrap().keep().unwrap();
        std::fs::write(target.join("letter"), "").unwrap();
        // A note cannot be made to remove anything else.
        let mut notes = OpenOptions::new().append(true).open(home.join(NOTED)).unwrap();
        writeln!(notes, "{}", target.join("letter").display()).unwrap();
        assert_eq!(names(&target).len(), 2);
        remove_noted(&home);
        assert_eq!(names(&target), ["letter"]);
        assert_eq!(names(&home), Vec::<String>::new());
    }

    #[test]
    fn what_a_stop_has_left_goes_after_a_day_and_nothing_else_does() {
        let (_folder, target, home) = folders();
        let left = with_name(&target.join("config"), &home)
            .name
            .unwrap()
            .keep()
            .unwrap();
        let others = ["letter", ".tmpAbCdEf", ".portreeve-earlier-AbCdEf"].map(|name| target.join(name));
        others.iter().for_each(|path| std::fs::write(path, "").unwrap());
        let in_hours = |hours: u32| SystemClock.now().plus_secs(hours * 3600);
        remove_abandoned(&target, in_hours(23));
        assert!(left.exists(), "somebody may still write into it");
        remove_abandoned(&target, in_hours(25));
        assert!(!left.exists());
        assert!(others.iter().all(|path| path.exists()));
    }
}
