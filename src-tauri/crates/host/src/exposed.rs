//! Folders above the directory that other users can write to: such a user can replace the directory's folder by
//! another.

use std::path::{Path, PathBuf};

/// The first such folder above `folder`, and who can write to it.
#[cfg(unix)]
pub(crate) fn find(folder: &Path) -> Option<(PathBuf, &'static str)> {
    let folder = existing(folder)?;
    // Once it exists, the folder itself has stricter rules.
    folder
        .ancestors()
        .find_map(|parent| Some((parent.to_owned(), who_writes(&std::fs::metadata(parent).ok()?)?)))
}

/// The closest existing folder above `folder`, with links resolved.
#[cfg(unix)]
fn existing(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .skip(1)
        .find_map(|parent| parent.canonicalize().ok())
}

#[cfg(unix)]
fn who_writes(parent: &std::fs::Metadata) -> Option<&'static str> {
    use std::os::unix::fs::MetadataExt;

    const ROOT: u32 = 0;
    // The id for users unknown to this system: usually users outside a container.
    const NOBODY: u32 = 65534;
    const STICKY: u32 = 0o1000;
    let own = rustix::process::geteuid().as_raw();
    let own_group = rustix::process::getegid().as_raw();
    let mode = parent.mode();
    if ![own, ROOT, NOBODY].contains(&parent.uid()) {
        return Some("belongs to another user of this computer");
    }
    // In a sticky folder only the owner of an entry can rename it.
    if mode & STICKY != 0 {
        return None;
    }
    if mode & 0o002 != 0 {
        return Some("every user of this computer can write to");
    }
    // Most people are alone in their own group.
    let is_others = ![own_group, ROOT].contains(&parent.gid());
    (mode & 0o020 != 0 && is_others).then_some("members of another group can write to")
}

/// On Windows a folder in the profile inherits an access list that names its owner only.
#[cfg(not(unix))]
pub(crate) fn find(_: &Path) -> Option<(PathBuf, &'static str)> {
    None
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_folder_on_the_way_that_others_may_write_to_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let parent = folder.path().join("parent");
        std::fs::create_dir(&parent).unwrap();
        for (mode, is_exposed) in [
            (0o700, false),
            (0o755, false),
            (0o1777, false),
            (0o777, true),
            (0o702, true),
        ] {
            std::fs::set_permissions(&parent, std::fs::Permissions::from_mode(mode)).unwrap();
            // The folder may exist, or be made later, directly below or deeper.
            for name in ["home", "some/where/home"] {
                let found = find(&parent.join(name));
                assert_eq!(found.is_some(), is_exposed, "{mode:o} {name} {found:?}");
            }
        }
    }
}
