//! The `Files` port on the real disk.

use std::io::{Read, Write};
use std::path::Path;

use portreeve_core::ports::{FileError, Files, Prepared};
use portreeve_core::secret::Secret;

use crate::atomic_file::AtomicFile;
use crate::home::Home;
use crate::system::{file_error, folder_of, open_plain, require_plain_target, sync_folder};

/// The real disk, except for the directory's own files: no export may overwrite the key or the data.
pub(crate) struct DiskFiles {
    pub(crate) home: Home,
}

impl Files for DiskFiles {
    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, FileError> {
        let file = open_plain(path.as_ref())?;
        // A file that is too large is not read at all, and one that fits is read into memory of its size. Some files,
        // as in /proc, do not report a size.
        let told = file.metadata().map_err(|error| file_error(&error))?.len();
        if told > max_bytes {
            return Err(FileError::TooLarge(max_bytes));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(told).unwrap_or_default());
        // The file may grow meanwhile.
        file.take(max_bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| file_error(&error))?;
        if bytes.len() as u64 > max_bytes {
            Err(FileError::TooLarge(max_bytes))
        } else {
            Ok(bytes)
        }
    }

    fn prepare(
        &self,
        path: &str,
        contents: &Secret<Vec<u8>>,
        replace: bool,
    ) -> Result<Box<dyn Prepared>, FileError> {
        let place = Path::new(path);
        self.home.require_not_ours(place)?;
        require_plain_target(place)?;
        if !replace && place.exists() {
            return Err(FileError::Exists);
        }
        let written = || {
            let mut unfinished = AtomicFile::for_path(place, self.home.folder())?;
            unfinished.file().write_all(contents.expose())?;
            unfinished.sync()?;
            Ok(unfinished)
        };
        let unfinished = written().map_err(|error| file_error(&error))?;
        Ok(Box::new(PreparedFile {
            path: path.to_owned(),
            replace,
            unfinished,
        }))
    }

    fn make_folder(&self, path: &str) -> Result<(), FileError> {
        let place = Path::new(path);
        if place.is_dir() {
            return Ok(());
        }
        self.home.require_not_ours(place)?;
        require_plain_target(place)?;
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(path)
            .and_then(|()| sync_folder(folder_of(place)))
            .map_err(|error| file_error(&error))
    }
}

struct PreparedFile {
    path: String,
    replace: bool,
    unfinished: AtomicFile,
}

impl Prepared for PreparedFile {
    fn path(&self) -> &str {
        &self.path
    }

    fn place(self: Box<Self>) -> Result<(), FileError> {
        self.unfinished
            .place(self.replace)
            .map_err(|error| file_error(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a file in it, and the names in the folder.
    fn folder() -> (tempfile::TempDir, String, DiskFiles) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config").display().to_string();
        let home = Home::at(folder.path().join("home"), None);
        home.prepare().unwrap();
        (folder, path, DiskFiles { home })
    }

    fn names(folder: &tempfile::TempDir) -> usize {
        std::fs::read_dir(folder.path()).unwrap().count()
    }

    fn new() -> Secret<Vec<u8>> {
        Secret::new(b"new".to_vec())
    }

    #[test]
    fn what_is_there_stays_until_the_new_file_is_placed() {
        let (folder, path, files) = folder();
        std::fs::write(&path, "old").unwrap();
        let prepared = files.prepare(&path, &new(), true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        drop(prepared);
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        files.prepare(&path, &new(), true).unwrap().place().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(names(&folder), 2);
    }

    #[test]
    fn a_file_that_may_not_be_replaced_stays_alone_also_when_it_comes_in_between() {
        let (folder, path, files) = folder();
        let prepared = files.prepare(&path, &new(), false).unwrap();
        std::fs::write(&path, "old").unwrap();
        assert_eq!(prepared.place(), Err(FileError::Exists));
        assert_eq!(files.prepare(&path, &new(), false).err(), Some(FileError::Exists));
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names(&folder), 2);
    }

    #[test]
    fn a_file_that_is_too_long_is_not_read() {
        let (_folder, path, files) = folder();
        let file = std::fs::File::create(&path).unwrap();
        // Larger than any memory.
        file.set_len(1 << 50).or_else(|_| file.set_len(1 << 40)).unwrap();
        assert_eq!(files.read(&path, 5), Err(FileError::TooLarge(5)));
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(files.read(&path, 4), Err(FileError::TooLarge(4)));
        assert_eq!(files.read(&path, 5).unwrap(), b"12345");
    }
}
