//! A file that gets its final name only when it is whole. If the system can do it, the file has no name before that and
//! disappears with this process. Otherwise it has a temporary name, which is noted in the directory's folder; the next
//! program that opens the directory removes the file if a stop has left it.

use std::fs::{DirEntry, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use portreeve_core::ports::Clock;
use portreeve_core::time::Timestamp;
use tempfile::{NamedTempFile, TempPath};

use crate::system::{SystemClock, folder_of, sync_folder};

/// Beginning of a temporary name: a file that a stop has left can be recognised by it.
const UNFINISHED: &str = ".portreeve-unfinished-";
/// After this time without a write, a temporary file counts as abandoned.
const ABANDONED_SECS: i64 = 24 * 3600;
/// The file in the directory's folder that lists temporary names.
const NOTED: &str = "unfinished";

/// A file that only its owner can read, and that has no final name until [`place`](Self::place).
pub(crate) struct AtomicFile {
    file: File,
    /// Its temporary name, if it has one.
    name: Option<TempPath>,
    path: PathBuf,
    home: PathBuf,
}

impl AtomicFile {
    /// Makes the file that will be at `path`, for the directory in `home`. Removes abandoned files beside it.
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

    /// The open file, for writing.
    pub(crate) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Waits until the contents would survive power loss.
    pub(crate) fn sync(&self) -> std::io::Result<()> {
        self.file.sync_all()
    }

    /// Gives the file its final name, durably. Fails if `path` exists, unless `replace` is set.
    pub(crate) fn place(self, replace: bool) -> std::io::Result<()> {
        self.sync()?;
        let folder = folder_of(&self.path);
        match (self.name, replace) {
            (Some(name), true) => name.persist(&self.path).map_err(|error| error.error)?,
            (Some(name), false) => name.persist_noclobber(&self.path).map_err(|error| error.error)?,
            (None, false) => nameless::link(&self.file, &self.path)?,
            // Only a file with a name can replace another, so this one gets a temporary name first.
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

/// Makes a file with a temporary name in `folder`, which is removed unless it is persisted. Removes abandoned files
/// there.
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

/// Calls `make` with a temporary name in `folder`, after noting the name.
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
    // A name that is not text cannot be noted. The file is removed after a day, at the next write to its folder.
    writeln!(notes, "{}", name.display())
}

/// Removes all noted files. The caller owns the directory in `home`, so no process writes to them.
pub(crate) fn remove_noted(home: &Path) {
    let Ok(noted) = std::fs::read_to_string(home.join(NOTED)) else {
        return;
    };
    let is_ours = |path: &Path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED))
    };
    let left = noted.lines().map(Path::new).filter(|path| is_ours(path));
    // A file that cannot be removed now, perhaps on a disk that is not mounted, is tried again next time.
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
            // A failure is tried again next time.
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

/// On Linux, most file systems can make a file without a name.
#[cfg(target_os = "linux")]
mod nameless {
    use std::fs::File;
    use std::io::{Error, Result};
    use std::os::fd::AsRawFd;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags};
    use rustix::io::Errno;

    /// `None` if the file system cannot make such a file, or it could not be named later.
    pub(super) fn make(folder: &Path) -> Result<Option<File>> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        match rustix::fs::openat(CWD, folder, flags, Mode::from_raw_mode(0o600)) {
            Ok(file) => Ok(Some(File::from(file)).filter(|file| handle(file).exists())),
            // Old kernels and some file systems answer with these.
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

    /// A folder to write into, and one for the directory.
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

    /// A file with a temporary name, as on a system without nameless files.
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
        // A note that names any other file must not remove it.
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
