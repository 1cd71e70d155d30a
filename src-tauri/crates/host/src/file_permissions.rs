//! Everything in the directory's folder is for its owner only: each file too, because the folder around it can be
//! opened to others by mistake.

use std::path::Path;

use portreeve_core::finding::Finding;

/// Removes every right of other users to the files in `folder`. Returns a finding for each file.
#[cfg(unix)]
pub(crate) fn enforce(folder: &Path) -> Vec<Finding> {
    use std::os::unix::fs::PermissionsExt;

    use portreeve_core::finding::RepairOutcome;

    let mut findings = Vec::new();
    // If the folder cannot be listed, the code that reads it reports that.
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(metadata) = entry.metadata() else { continue };
        let mode = metadata.permissions().mode();
        // A link's own mode means nothing, and its target may be anywhere.
        if mode & 0o077 != 0 && !metadata.is_symlink() {
            let closed = std::fs::Permissions::from_mode(mode & 0o700);
            let (words, outcome) = match std::fs::set_permissions(&path, closed) {
                Ok(()) => ("now only you can".to_owned(), RepairOutcome::Healed),
                Err(error) => (
                    format!("and that could not be changed: {error}"),
                    RepairOutcome::Lost,
                ),
            };
            let what = format!(
                "{} was accessible to other users of this computer; {words}",
                path.display()
            );
            findings.push(Finding { what, outcome });
        }
        if metadata.is_dir() {
            findings.extend(enforce(&path));
        }
    }
    findings
}

/// On Windows files inherit the access list of the profile's folder.
#[cfg(not(unix))]
pub(crate) fn enforce(_: &Path) -> Vec<Finding> {
    Vec::new()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_that_others_may_read_is_closed_to_them_and_told_of_once() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        let set = |name: &str, mode| {
            let path = folder.path().join(name);
            if !path.exists() {
                std::fs::write(&path, "sealed").unwrap();
            }
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            path
        };
        set("data", 0o700);
        set("data/private", 0o600);
        let open = set("data/open", 0o644);
        std::os::unix::fs::symlink("/etc", folder.path().join("link")).unwrap();
        let findings = enforce(folder.path());
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].what.contains("data/open"), "{findings:?}");
        assert_eq!(open.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(enforce(folder.path()), []);
    }
}
