//! Files that people name, on the real disk.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use portreeve_core::ports::{FileError, Files, Written};
use portreeve_core::secret::Secret;
use tempfile::TempPath;

use crate::system::{beside, file_error, folder_of, open_plain, put_in_place, require_outside, sync_folder};

/// How a file is called while it is not known whether the one in its place stays. Should the power fail then, whoever
/// looks for it has a name to go by.
const EARLIER: &str = ".portreeve-earlier-";

/// The real disk, but for the directory's own folder: no export may land on the key or the data.
pub(crate) struct DiskFiles {
    pub(crate) home: PathBuf,
}

impl Files for DiskFiles {
    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, FileError> {
        let file = open_plain(path.as_ref())?;
        // Known before a large one is read; some, as in /proc, do not say.
        let told = file.metadata().map_err(|error| file_error(&error))?.len();
        if told > max_bytes {
            return Err(FileError::TooLarge(max_bytes));
        }
        let mut bytes = Vec::new();
        file.take(max_bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| file_error(&error))?;
        if bytes.len() as u64 > max_bytes {
            Err(FileError::TooLarge(max_bytes))
        } else {
            Ok(bytes)
        }
    }

    fn write(&self, path: &str, contents: &Secret<Vec<u8>>, replace: bool) -> Result<Written, FileError> {
        require_outside(Path::new(path), &self.home)?;
        write(Path::new(path), contents.expose(), replace).map_err(|error| file_error(&error))
    }

    fn make_folder(&self, path: &str) -> Result<(), FileError> {
        if Path::new(path).is_dir() {
            return Ok(());
        }
        require_outside(Path::new(path), &self.home)?;
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(path)
            .and_then(|()| sync_folder(folder_of(Path::new(path))))
            .map_err(|error| file_error(&error))
    }

    fn keep(&self, written: &Written) {
        if let Some(earlier) = &written.earlier {
            // One that cannot be removed is no more than was there before.
            let _ = std::fs::remove_file(earlier);
        }
    }

    fn take_back(&self, written: &Written) -> Result<(), FileError> {
        take_back(written).map_err(|error| file_error(&error))
    }
}

fn write(path: &Path, contents: &[u8], replace: bool) -> std::io::Result<Written> {
    let mut temporary = beside(path)?;
    temporary.write_all(contents)?;
    // Gone again by itself, unless the new file is in its place.
    let earlier = match replace {
        true => held(path)?,
        false => None,
    };
    put_in_place(temporary, path, replace)?;
    let earlier = earlier.map(TempPath::keep).transpose()?;
    Ok(Written {
        path: path.display().to_string(),
        earlier: earlier.map(|earlier| earlier.display().to_string()),
    })
}

/// The file at `path` under another name beside it, if there is one: it can be put back when there is no room for
/// anything any more. Where a file has one name only (FAT) it is a copy.
fn held(path: &Path) -> std::io::Result<Option<TempPath>> {
    let mut name = tempfile::Builder::new();
    let linked = name
        .prefix(EARLIER)
        .make_in(folder_of(path), |other| std::fs::hard_link(path, other));
    match linked {
        Ok(linked) => Ok(Some(linked.into_temp_path())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(_) => {
            let mut copy = name.tempfile_in(folder_of(path))?;
            std::io::copy(&mut std::fs::File::open(path)?, &mut copy)?;
            copy.as_file().sync_all()?;
            Ok(Some(copy.into_temp_path()))
        }
    }
}

fn take_back(written: &Written) -> std::io::Result<()> {
    match &written.earlier {
        Some(earlier) => std::fs::rename(earlier, &written.path)?,
        None => match std::fs::remove_file(&written.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        },
    }
    sync_folder(folder_of(Path::new(&written.path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a file in it, and what is in the folder.
    fn folder() -> (tempfile::TempDir, String, DiskFiles) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config").display().to_string();
        let home = folder.path().join("home");
        (folder, path, DiskFiles { home })
    }

    fn names(folder: &tempfile::TempDir) -> usize {
        std::fs::read_dir(folder.path()).unwrap().count()
    }

    fn new() -> Secret<Vec<u8>> {
        Secret::new(b"new".to_vec())
    }

    #[test]
    fn what_was_replaced_comes_back_or_is_gone() {
        for stays in [true, false] {
            let (folder, path, files) = folder();
            std::fs::write(&path, "old").unwrap();
            let written = files.write(&path, &new(), true).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), b"new");
            match stays {
                true => files.keep(&written),
                false => files.take_back(&written).unwrap(),
            }
            let expected: &[u8] = if stays { b"new" } else { b"old" };
            assert_eq!(std::fs::read(&path).unwrap(), expected);
            assert_eq!(names(&folder), 1);
        }
    }

    #[test]
    fn what_replaced_nothing_is_gone_when_it_is_taken_back() {
        let (folder, path, files) = folder();
        let written = files.write(&path, &new(), true).unwrap();
        assert_eq!(written.earlier, None);
        files.take_back(&written).unwrap();
        assert_eq!(names(&folder), 0);
    }

    #[test]
    fn a_file_that_may_not_be_replaced_stays_alone() {
        let (folder, path, files) = folder();
        std::fs::write(&path, "old").unwrap();
        assert_eq!(files.write(&path, &new(), false), Err(FileError::Exists));
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names(&folder), 1);
    }
}
