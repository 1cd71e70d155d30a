//! The folder of the directory: where it is, and whether secrets are safe in it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use portreeve_commands::{CommandError, ErrorClass, Reason};
use portreeve_core::ports::FileError;
use portreeve_core::secret::SecretText;

use crate::machine::Machine;
use crate::secret_file::SecretFile;
use crate::system::folder_of;
use crate::{exposed, shared_folder};

/// The file that every directory's folder contains.
const MANIFEST: &str = "directory.json";

/// The folder of the directory, and how to unlock its key without asking.
#[derive(Clone, Debug)]
pub struct Home {
    folder: PathBuf,
    state_folder: Option<PathBuf>,
    passphrase_file: Option<PathBuf>,
    machine: Machine,
    patience: Duration,
}

/// How long a process waits for another one that has the directory open and does not listen.
const PATIENCE: Duration = Duration::from_secs(10);

impl Home {
    /// From `PORTREEVE_HOME` and `PORTREEVE_PASSPHRASE_FILE`, or the platform's place for application data.
    pub fn from_env() -> Result<Self, CommandError> {
        let set = |name: &str| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let folder = set("PORTREEVE_HOME")
            .or_else(|| platform_folder(set))
            .ok_or_else(|| {
                CommandError::new(
                    Reason::DIRECTORY_ABSENT,
                    "there is no home folder to keep the directory in",
                )
                .hint("set PORTREEVE_HOME to a folder")
            })?;
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        Ok(Self {
            // Without a trailing slash, with which a link would count as its target.
            folder: folder.components().collect(),
            state_folder: platform_state_folder(set),
            passphrase_file: set("PORTREEVE_PASSPHRASE_FILE"),
            machine: Machine::this(),
            patience: PATIENCE,
        })
    }

    /// A directory in `folder` that stores nothing elsewhere, whatever the environment says.
    pub fn at(folder: PathBuf, passphrase_file: Option<PathBuf>) -> Self {
        Self {
            folder,
            state_folder: None,
            passphrase_file,
            machine: Machine::this(),
            patience: PATIENCE,
        }
    }

    /// The same, with the anchor in `state_folder`.
    pub fn anchored_in(self, state_folder: PathBuf) -> Self {
        Self {
            state_folder: Some(state_folder),
            ..self
        }
    }

    /// The same, with another clock and keychain than this computer's.
    pub fn on(self, machine: Machine) -> Self {
        Self { machine, ..self }
    }

    /// The same, with another patience for a process that has the directory open and does not listen.
    pub fn waiting(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    pub(crate) fn machine(&self) -> &Machine {
        &self.machine
    }

    /// A home in a subfolder of this one, for parts that are not in place yet.
    pub(crate) fn within(&self, name: &str) -> Self {
        Self {
            folder: self.folder.join(name),
            ..self.clone()
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The platform's folder for program state: outside the directory's folder, so that a copy of that does not contain
    /// it.
    pub(crate) fn state_folder(&self) -> Option<&Path> {
        self.state_folder.as_deref()
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Where the data of a new directory is built; it moves to [`database`](Self::database) when it is whole.
    pub(crate) fn unfinished_database(&self) -> PathBuf {
        self.folder.join("data.unfinished")
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.folder.join("key")
    }

    pub(crate) fn manifest(&self) -> PathBuf {
        self.folder.join(MANIFEST)
    }

    pub(crate) fn lock_file(&self) -> PathBuf {
        self.folder.join("lock")
    }

    #[cfg(unix)]
    pub(crate) fn control_socket(&self) -> PathBuf {
        self.folder.join("control")
    }

    /// The passphrase from `PORTREEVE_PASSPHRASE_FILE`, if that is set.
    pub fn passphrase(&self) -> Result<Option<SecretText>, CommandError> {
        let file = self.passphrase_file.as_deref();
        file.map(|file| SecretFile::KeyPassphrase.read(file)).transpose()
    }

    /// Refuses to write where a directory, this one or another, has files: in its folder, in the folder of the anchors,
    /// or the passphrase file.
    pub fn require_not_ours(&self, path: &Path) -> Result<(), FileError> {
        // With links resolved: a link may lead there, too.
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = real(folder_of(path));
        let is_in = |ours: &Path| folder.starts_with(real(ours));
        let why = if is_in(&self.folder) {
            "that is the directory's own folder"
        } else if folder
            .ancestors()
            .any(|ancestor| ancestor.join(MANIFEST).exists())
        {
            "that is the folder of another Portreeve directory"
        } else if self.state_folder.as_deref().is_some_and(is_in) || holds_anchors(&folder) {
            "that folder keeps how far a directory has come"
        } else if self
            .passphrase_file
            .as_deref()
            .is_some_and(|ours| real(ours) == real(path))
        {
            "that is the passphrase file, without which the directory does not open"
        } else {
            return Ok(());
        };
        Err(FileError::Ours(why))
    }

    /// Refuses to create a directory where other computers, or other users of this one, can write.
    pub(crate) fn require_own(&self) -> Result<(), CommandError> {
        if let Some((parent, who)) = exposed::find(&self.folder) {
            let (folder, parent) = (self.folder.display(), parent.display());
            return Err(CommandError::new(
                Reason::FOLDER_UNSAFE,
                format!("{folder} would be in {parent}, which {who}; nothing was made"),
            )
            .hint(format!(
                "set PORTREEVE_HOME to a folder of your own, or `chmod go-w {parent}`"
            )));
        }
        let Some(why) = shared_folder::find(&self.folder) else {
            return Ok(());
        };
        Err(CommandError::new(
            Reason::FOLDER_SHARED,
            format!("{} {why}; nothing was made", self.folder.display()),
        )
        .hint("set PORTREEVE_HOME to a folder of this computer only; put backups there instead"))
    }

    /// The warning about an existing directory in such a folder.
    pub(crate) fn warning(&self) -> Option<String> {
        if let Some((parent, who)) = exposed::find(&self.folder) {
            return Some(format!(
                "{} is in {}, which {who}: they can put another folder in its place; `chmod go-w {1}`",
                self.folder.display(),
                parent.display()
            ));
        }
        let why = shared_folder::find(&self.folder)?;
        Some(format!(
            "{} {why}: another computer's writes can damage the directory; move it to a folder of this \
             computer only",
            self.folder.display()
        ))
    }

    /// Makes the folder if it is missing. Everything in it is for its owner only.
    pub(crate) fn prepare(&self) -> Result<(), CommandError> {
        let failed = |error: std::io::Error| {
            CommandError::new(
                ErrorClass::DiskFailed,
                format!("{} cannot be made: {error}", self.folder.display()),
            )
            .hint("set PORTREEVE_HOME to a folder that you can write to")
        };
        if !self.folder.exists() {
            let mut builder = std::fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(&self.folder).map_err(failed)?;
        }
        self.require_private()
    }

    /// Refuses a folder that other users can read, or that another user owns.
    #[cfg(unix)]
    pub(crate) fn require_private(&self) -> Result<(), CommandError> {
        use std::os::unix::fs::MetadataExt;
        // Every file that this process makes from now on is for its owner only.
        rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
        let folder = self.folder.display();
        let unsafe_because =
            |why: String, remedy: String| Err(CommandError::new(Reason::FOLDER_UNSAFE, why).hint(remedy));
        let metadata = std::fs::symlink_metadata(&self.folder).map_err(|error| {
            CommandError::new(
                Reason::DIRECTORY_ABSENT,
                format!("{folder} cannot be looked into: {error}"),
            )
        })?;
        if !metadata.is_dir() {
            return unsafe_because(
                format!("{folder} is not a folder of its own but a link or file"),
                "set PORTREEVE_HOME to the folder itself".into(),
            );
        }
        if metadata.uid() != rustix::process::geteuid().as_raw() {
            return unsafe_because(
                format!("{folder} belongs to another user of this computer"),
                "set PORTREEVE_HOME to a folder of your own".into(),
            );
        }
        if metadata.mode() & 0o077 != 0 {
            return unsafe_because(
                format!("{folder} can be read by other users of this computer; nothing was opened"),
                format!("chmod 700 {folder}"),
            );
        }
        Ok(())
    }

    /// On Windows a folder in the profile inherits an access list that names its owner only.
    #[cfg(not(unix))]
    pub(crate) fn require_private(&self) -> Result<(), CommandError> {
        Ok(())
    }
}

/// Whether `folder` holds another directory's anchor, whose name is made of the directory's id and its folder.
fn holds_anchors(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .into_iter()
        .any(|entry| Path::new(&entry.file_name()).extension() == Some("anchor".as_ref()))
}

fn platform_folder(set: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if cfg!(windows) {
        set("APPDATA").map(|data| data.join("Portreeve"))
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library/Application Support/Portreeve"))
    } else {
        let data = set("XDG_DATA_HOME").filter(|data| data.is_absolute());
        data.or_else(|| set("HOME").map(|home| home.join(".local/share")))
            .map(|data| data.join("portreeve"))
    }
}

fn platform_state_folder(set: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if cfg!(windows) {
        set("LOCALAPPDATA").map(|data| data.join("Portreeve"))
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library/Application Support/Portreeve Anchors"))
    } else {
        let state = set("XDG_STATE_HOME").filter(|state| state.is_absolute());
        state
            .or_else(|| set("HOME").map(|home| home.join(".local/state")))
            .map(|state| state.join("portreeve"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for a home with its passphrase file and anchors, and for a second home beside it.
    struct Place(tempfile::TempDir);

    impl Place {
        fn make() -> Self {
            let place = Self(tempfile::tempdir().unwrap());
            for name in [
                "home",
                "home/data",
                "state",
                "elsewhere",
                "other",
                "other/data",
                "other state",
                "notes",
            ] {
                std::fs::create_dir(place.at(name)).unwrap();
            }
            for name in [
                "passphrase",
                "other/directory.json",
                "other/key",
                "other state/prv-0123456789abcdef.anchor",
                "notes/key",
            ] {
                std::fs::write(place.at(name), "").unwrap();
            }
            place
        }

        fn at(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn home(&self) -> Home {
            Home::at(self.at("home"), Some(self.at("passphrase"))).anchored_in(self.at("state"))
        }
    }

    #[test]
    fn nothing_of_the_directory_is_a_place_to_write_to() {
        let place = Place::make();
        let mut ours = vec![
            "home/key",
            "home/new",
            "home/data/1.journal",
            "state/anchor",
            "passphrase",
        ];
        #[cfg(unix)]
        for (link, to) in [("way", "home"), ("way to state", "state")] {
            std::os::unix::fs::symlink(place.at(to), place.at(link)).unwrap();
        }
        if cfg!(unix) {
            ours.extend(["way/key", "way to state/anchor", "elsewhere/../passphrase"]);
        }
        for path in ours {
            assert!(place.home().require_not_ours(&place.at(path)).is_err(), "{path}");
        }
        for path in ["config", "elsewhere/key", "homely", "passphrase.new", "notes/key"] {
            assert_eq!(place.home().require_not_ours(&place.at(path)), Ok(()), "{path}");
        }
    }

    #[test]
    fn nor_is_anything_of_another_directory() {
        let place = Place::make();
        let mut theirs = vec![
            "other/key",
            "other/directory.json",
            "other/new",
            "other/data/x",
            "other state/prv-0123456789abcdef.anchor",
            "other state/new",
        ];
        #[cfg(unix)]
        std::os::unix::fs::symlink(place.at("other/data"), place.at("way")).unwrap();
        if cfg!(unix) {
            theirs.push("way/x");
        }
        for path in theirs {
            assert!(place.home().require_not_ours(&place.at(path)).is_err(), "{path}");
        }
    }
}
