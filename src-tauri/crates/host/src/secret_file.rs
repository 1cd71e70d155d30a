//! A file in which a person keeps a passphrase or an identity.

use std::fs::File;
use std::path::Path;

use portreeve_commands::{CommandError, ErrorClass, Reason};
use portreeve_core::secret::SecretText;

use crate::secret_text::{Unfit, one_line, read_text};
use crate::system::open_plain;

/// What the file with a secret is for, and how it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretFile {
    /// `PORTREEVE_PASSPHRASE_FILE`: permanent, and read at every start.
    KeyPassphrase,
    /// `--passphrase-file`, for a backup.
    Passphrase,
    /// `--identity-file`, for a backup.
    Identity,
}

impl SecretFile {
    fn named_by(self) -> &'static str {
        match self {
            Self::KeyPassphrase => "PORTREEVE_PASSPHRASE_FILE",
            Self::Passphrase => "--passphrase-file",
            Self::Identity => "--identity-file",
        }
    }

    /// Reads the file. Refuses one that other users can read or change.
    pub fn read(self, path: &Path) -> Result<SecretText, CommandError> {
        let file = open_plain(path).map_err(|why| {
            let words = format!("{} cannot be read: {why}; nothing was changed", path.display());
            CommandError::new(Reason::WRONG_PASSPHRASE, words).hint(format!(
                "{} names it: check the path, and that you can read the file",
                self.named_by()
            ))
        })?;
        self.require_private(&file, path)?;
        let text = read_text(file).map_err(|unfit| self.refused(path, &unfit))?;
        match self {
            Self::KeyPassphrase | Self::Passphrase => {
                let line = one_line(&text).map_err(|unfit| self.refused(path, &unfit))?;
                Ok(SecretText::from(line))
            }
            // An identity file has comment lines.
            Self::Identity => Ok(SecretText::from(text.as_str())),
        }
    }

    fn refused(self, path: &Path, unfit: &Unfit) -> CommandError {
        let words = format!("{} {}; nothing was changed", path.display(), unfit.why);
        CommandError::new(Reason::WRONG_PASSPHRASE, words).hint(unfit.mend)
    }

    /// A permanent passphrase file must itself be closed to other users. A file that is named for a single command may
    /// instead lie in a folder that other users cannot enter.
    #[cfg(unix)]
    fn require_private(self, file: &File, path: &Path) -> Result<(), CommandError> {
        use std::os::unix::fs::MetadataExt;

        const ROOT: u32 = 0;
        let metadata = file.metadata().map_err(|error| {
            CommandError::new(ErrorClass::DiskFailed, format!("{}: {error}", path.display()))
        })?;
        let unsafe_because = |why: &str, mend: String| {
            let words = format!("{} {why}; nothing was opened", path.display());
            Err(CommandError::new(Reason::FOLDER_UNSAFE, words).hint(mend))
        };
        // Root reads it anyway.
        if ![rustix::process::geteuid().as_raw(), ROOT].contains(&metadata.uid()) {
            return unsafe_because(
                "belongs to another user of this computer",
                format!(
                    "keep the secret in a file of your own; {} names this one",
                    self.named_by()
                ),
            );
        }
        let is_closed = metadata.mode() & 0o077 == 0;
        if is_closed || (self != Self::KeyPassphrase && is_behind_closed_folder(path)) {
            return Ok(());
        }
        unsafe_because(
            "can be read or changed by other users of this computer",
            format!("chmod 600 {}", path.display()),
        )
    }

    /// On Windows files inherit the access list of the profile's folder.
    #[cfg(not(unix))]
    fn require_private(self, _: &File, _: &Path) -> Result<(), CommandError> {
        Ok(())
    }
}

/// Whether a folder on the way to `path` lets only its owner through.
#[cfg(unix)]
fn is_behind_closed_folder(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let own = rustix::process::geteuid().as_raw();
    path.ancestors().skip(1).any(|folder| {
        let metadata = std::fs::metadata(folder);
        metadata.is_ok_and(|metadata| metadata.uid() == own && metadata.mode() & 0o077 == 0)
    })
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    use super::*;

    /// A folder and a file in it, each with a mode.
    fn file(folder_mode: u32, mode: u32) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, "seven quiet gulls\n").unwrap();
        let set = |path: &Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        set(&path, mode);
        set(folder.path(), folder_mode);
        (folder, path)
    }

    #[test]
    fn a_file_that_others_can_use_is_refused_with_what_closes_it() {
        for mode in [0o644, 0o640, 0o604, 0o666, 0o602] {
            let (_folder, path) = file(0o755, mode);
            for what in [
                SecretFile::KeyPassphrase,
                SecretFile::Passphrase,
                SecretFile::Identity,
            ] {
                let error = what.read(&path).unwrap_err();
                assert_eq!(error.reason, "folder.unsafe", "{mode:o} {what:?}");
                assert_eq!(error.hint, Some(format!("chmod 600 {}", path.display())));
            }
        }
        for mode in [0o600, 0o400] {
            let (_folder, path) = file(0o755, mode);
            assert!(SecretFile::KeyPassphrase.read(&path).is_ok(), "{mode:o}");
        }
    }

    #[test]
    fn a_folder_that_is_closed_is_enough_for_one_command_and_not_for_good() {
        let (_folder, path) = file(0o700, 0o644);
        assert!(SecretFile::Passphrase.read(&path).is_ok());
        assert!(SecretFile::Identity.read(&path).is_ok());
        assert!(SecretFile::KeyPassphrase.read(&path).is_err());
    }

    #[test]
    fn what_is_no_plain_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::from_raw_mode(0o600),
            0,
        )
        .unwrap();
        for path in [
            pipe.as_path(),
            folder.path(),
            Path::new("/dev/zero"),
            Path::new("/dev/null"),
        ] {
            let error = SecretFile::Passphrase.read(path).unwrap_err();
            assert_eq!(error.reason, "passphrase.wrong", "{}", path.display());
        }
    }

    #[test]
    fn an_identity_file_has_lines_of_comment_and_a_passphrase_file_has_not() {
        let (_folder, path) = file(0o700, 0o600);
        std::fs::write(&path, "# made today\nAGE-SECRET-KEY-1\n").unwrap();
        let identity = SecretFile::Identity.read(&path).unwrap();
        assert_eq!(identity.expose(), "# made today\nAGE-SECRET-KEY-1");
        let error = SecretFile::Passphrase.read(&path).unwrap_err();
        assert!(error.message.contains("has 2 lines"), "{error}");
    }
}
