//! Files that are kept from earlier and no longer used. Only the admin knows when they can go.

use std::path::Path;

use portreeve_storage::engine::SET_ASIDE;

use crate::backup::REPLACED;
use crate::home::Home;
use crate::open_directory::KEY_FOUND;

/// Ending of the name of an unfinished folder or key file.
const UNFINISHED: &str = ".unfinished";
/// For files that a person may still want.
const KEPT: &str = "it is kept; remove it when you no longer need it";
/// For files that have no use.
const VOID: &str = "it is not used and can be removed";

/// A sentence for each such file in `home`.
pub(crate) fn find(home: &Home) -> Vec<String> {
    let mut found = Vec::new();
    for (folder, mark, what, then) in [
        (
            home.folder(),
            REPLACED,
            "a directory that a restore or repair has replaced",
            KEPT,
        ),
        (home.folder(), KEY_FOUND, "a key file that was replaced", KEPT),
        (
            &home.database(),
            SET_ASIDE,
            "a damaged file that was rebuilt",
            KEPT,
        ),
        (
            home.folder(),
            UNFINISHED,
            "a leftover of an interrupted restore, repair or key change",
            VOID,
        ),
    ] {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().contains(mark) {
                found.push(format!(
                    "{} ({}) is {what}; {then}",
                    entry.path().display(),
                    in_words(bytes(&entry.path()))
                ));
            }
        }
    }
    found.sort();
    found
}

fn bytes(path: &Path) -> u64 {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
            entries.map(|entry| bytes(&entry.path())).sum()
        }
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    }
}

fn in_words(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_told_with_its_size_and_what_is_used_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().to_owned(), None);
        let write = |name: &str, bytes: usize| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, vec![0; bytes]).unwrap();
        };
        write("key", 1);
        write("data/1.journal", 1);
        write(&format!("data/{SET_ASIDE}1-1.journal"), 1_200_000);
        write(&format!("data/state.{SET_ASIDE}1/db"), 3000);
        write(&format!("{REPLACED}1/data/1.journal"), 1001);
        write("restored.unfinished/data/1.journal", 2001);
        write("key.unfinished-AbCdEf", 1);
        let found = find(&home).join("\n");
        assert_eq!(found.lines().count(), 5, "{found}");
        for told in [
            "damaged-1-1.journal (2 MB)",
            "state.damaged-1 (3 kB)",
            "replaced-1 (2 kB)",
            "restored.unfinished (3 kB)",
            "key.unfinished-AbCdEf (1 kB)",
        ] {
            assert!(found.contains(told), "{told}: {found}");
        }
    }
}
