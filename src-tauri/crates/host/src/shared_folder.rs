//! Detects folders that other computers share: on a network drive, or synchronised by a program.
//!
//! In such a folder two computers would sooner or later write to the directory at once. Locks and syncs are unreliable
//! on a network drive, and a program that copies files one by one copies a state that never existed. Such a folder is
//! good for backups.

use std::path::Path;

/// Types of file systems that other computers write to, as `/proc/self/mountinfo` names them. Plain `fuse` is not one:
/// encrypted homes use it.
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "vmhgfs",
    "fuse.vmhgfs-fuse",
];

/// Files that such programs leave in the folders that they copy, and the program's name. In lower case; `*` stands for
/// the rest of a name. Files that a program keeps for itself in a home folder, such as `.dropbox`, are not listed.
const MARKS: &[(&str, &str)] = &[
    (".stfolder", "Syncthing"),
    (".stignore", "Syncthing"),
    (".stversions", "Syncthing"),
    ("._sync_*", "ownCloud or Nextcloud"),
    (".sync_*", "ownCloud or Nextcloud"),
    (".csync_journal*", "ownCloud or Nextcloud"),
    (".owncloudsync*", "ownCloud"),
    (".nextcloudsync*", "Nextcloud"),
    (".sync", "Resilio Sync"),
    (".syncid", "Resilio Sync"),
    (".syncignore", "Resilio Sync"),
    (".syncarchive", "Resilio Sync"),
    (".synclist", "Resilio Sync"),
    (".synctrash", "Resilio Sync"),
    (".sync*", "a sync program"),
    (".dropbox.cache", "Dropbox"),
    (".dropbox.device", "Dropbox"),
    (".tresorit", "Tresorit"),
    (".*.icloud", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".shortcut-targets-by-id", "Google Drive"),
    (".849c9593-d756-4e56-8d6e-42412f2a707b", "OneDrive"),
    (".seafile-data", "Seafile"),
    (".megaignore", "MEGA"),
    (".debris", "MEGA"),
];

/// Names of such programs' folders, in lower case; more may follow after a space or hyphen.
const SYNCHRONISED: &[&str] = &[
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "com~apple~clouddocs",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "box sync",
    "creative cloud files",
    "hidrive",
    "internxt",
    "jottacloud",
    "kdrive",
    "koofr",
    "pcloud",
    "pclouddrive",
    "proton drive",
    "protondrive",
    "synology drive",
    "synologydrive",
    "megasync",
    "resilio sync",
    "seafile",
    "syncthing",
    "tresorit",
    "tresors",
];

/// The same for names that other folders may have, too: nothing may follow.
const SYNCHRONISED_EXACTLY: &[&str] = &["box", "sync", "mega", "yandex.disk"];

/// Why `folder` is unsuitable for a directory, as a phrase to follow its name; `None` if it is suitable.
pub(crate) fn find(folder: &Path) -> Option<String> {
    // The folder may not exist yet; its place decides as well.
    let present = folder.ancestors().find(|ancestor| ancestor.exists());
    let real = present.and_then(|present| present.canonicalize().ok());
    let real = real.as_deref().unwrap_or(folder);
    let network = network_drive(real).map(|kind| format!("is on a network or shared drive ({kind})"));
    network.or_else(|| {
        let program = synchronised(folder).or_else(|| synchronised(real))?;
        Some(format!("is in a folder that {program} copies to other machines"))
    })
}

#[cfg(target_os = "linux")]
fn network_drive(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    file_system(&mounts, folder).filter(|kind| NETWORK.contains(&kind.as_str()))
}

#[cfg(windows)]
fn network_drive(folder: &Path) -> Option<String> {
    use std::path::{Component, Prefix};
    match folder.components().next() {
        Some(Component::Prefix(prefix))
            if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)) =>
        {
            Some("UNC".into())
        }
        _ => None,
    }
}

/// On other systems a network drive is not detected (docs/platforms.md).
#[cfg(not(any(target_os = "linux", windows)))]
fn network_drive(_: &Path) -> Option<String> {
    None
}

/// The type of the file system that holds `folder`, according to the text of `mountinfo` (proc(5)).
#[cfg(any(target_os = "linux", test))]
fn file_system(mounts: &str, folder: &Path) -> Option<String> {
    let parse = |line: &str| {
        let (front, back) = line.split_once(" - ")?;
        let place = front.split(' ').nth(4)?.replace("\\040", " ");
        let kind = back.split(' ').next()?.to_owned();
        folder.starts_with(&place).then_some((place.len(), kind))
    };
    // Of two mounts on the same place, the later one is visible.
    let mounts = mounts.lines().filter_map(parse);
    mounts.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

fn synchronised(folder: &Path) -> Option<String> {
    for ancestor in folder.ancestors() {
        if let Some(program) = marked(ancestor) {
            return Some(program.into());
        }
        let name = ancestor.file_name()?.to_string_lossy();
        let lower = name.to_lowercase();
        let is_theirs = |program: &&str| {
            let rest = lower.strip_prefix(*program);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-']))
        };
        if SYNCHRONISED.iter().any(is_theirs) || SYNCHRONISED_EXACTLY.contains(&lower.as_str()) {
            return Some(name.into_owned());
        }
    }
    None
}

/// The program that has left its mark in `folder`, if any.
fn marked(folder: &Path) -> Option<&'static str> {
    // A folder may be accessible but not listable. Marks with an exact name are found even then.
    let exact = MARKS
        .iter()
        .find(|(mark, _)| !mark.contains('*') && folder.join(mark).exists());
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let listed = || {
        entries.take(ENTRIES_MAX).find_map(|entry| {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            MARKS.iter().find(|(mark, _)| is_like(&name, mark))
        })
    };
    exact.or_else(listed).map(|(_, program)| *program)
}

/// How many entries of a folder are checked: a home may contain any number.
const ENTRIES_MAX: usize = 4096;

fn is_like(name: &str, mark: &str) -> bool {
    match mark.split_once('*') {
        None => name == mark,
        Some((start, end)) => {
            name.len() > start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /home rw shared:5 - btrfs /dev/vdb rw
31 30 0:31 / /home/ada/office rw shared:6 - nfs4 server:/office rw,vers=4.2
32 30 0:32 / /home/ada/My\\040Share rw shared:7 - cifs //server/share rw
33 30 0:33 / /home/ada/vault rw shared:8 - fuse.gocryptfs /home/ada/.vault rw
34 30 0:34 / /home/ada/vault/far rw shared:9 - fuse.sshfs far: rw
";

    #[test]
    fn the_innermost_mount_tells_the_kind() {
        for (folder, kind) in [
            ("/srv/portreeve", "ext4"),
            ("/home/ada/.local/share/portreeve", "btrfs"),
            ("/home/ada/officer", "btrfs"),
            ("/home/ada/office/portreeve", "nfs4"),
            ("/home/ada/My Share/portreeve", "cifs"),
            ("/home/ada/vault/portreeve", "fuse.gocryptfs"),
            ("/home/ada/vault/far", "fuse.sshfs"),
        ] {
            assert_eq!(
                file_system(MOUNTS, Path::new(folder)).as_deref(),
                Some(kind),
                "{folder}"
            );
        }
    }

    #[test]
    fn network_drives_are_told_from_encrypted_homes() {
        assert!(NETWORK.contains(&"nfs4") && NETWORK.contains(&"fuse.sshfs"));
        assert!(!NETWORK.contains(&"fuse.gocryptfs") && !NETWORK.contains(&"ecryptfs"));
    }

    #[test]
    fn folders_of_programs_that_copy_are_known_by_their_name() {
        for (folder, program) in [
            ("/home/ada/Dropbox/portreeve", Some("Dropbox")),
            ("/Users/ada/OneDrive - Acme/team", Some("OneDrive - Acme")),
            (
                "/Users/ada/Library/Mobile Documents/team",
                Some("Mobile Documents"),
            ),
            ("/home/ada/Nextcloud", Some("Nextcloud")),
            ("/home/ada/ownCloud/team", Some("ownCloud")),
            ("/home/ada/pCloudDrive", Some("pCloudDrive")),
            ("/Users/ada/Proton Drive/team", Some("Proton Drive")),
            ("/home/ada/Box/team", Some("Box")),
            ("/home/ada/Box Sync", Some("Box Sync")),
            ("/home/ada/pCloud/team", Some("pCloud")),
            ("/home/ada/pCloud Drive/team", Some("pCloud Drive")),
            ("/home/ada/boxes/team", None),
            ("/home/ada/box of letters", None),
            ("/home/ada/Seafile/team", Some("Seafile")),
            ("/home/ada/Sync/team", Some("Sync")),
            ("/home/ada/MEGA", Some("MEGA")),
            ("/home/ada/Yandex.Disk/team", Some("Yandex.Disk")),
            ("/home/ada/sync-tools/team", None),
            ("/home/ada/mega builds", None),
            ("/home/ada/dropboxes/team", None),
            ("/home/ada/.local/share/portreeve", None),
        ] {
            assert_eq!(synchronised(Path::new(folder)).as_deref(), program, "{folder}");
        }
    }

    #[test]
    fn a_folder_that_such_a_program_has_marked_is_known_by_its_mark() {
        for (mark, program) in [
            (".stfolder", "Syncthing"),
            (".owncloudsync.log", "ownCloud"),
            ("._sync_0123456789ab.db", "ownCloud"),
            ("._sync_0123456789ab.db-wal", "ownCloud"),
            (".sync_a1b2c3.db", "Nextcloud"),
            (".sync", "Resilio"),
            (".SyncIgnore", "Resilio"),
            (".dropbox.cache", "Dropbox"),
            (".sync-state.db", "sync program"),
            (".SyncStatus", "sync program"),
            (".tresorit", "Tresorit"),
            (".letter.pages.icloud", "iCloud"),
            (".tmp.driveupload", "Google Drive"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::create_dir(folder.path().join(mark)).unwrap();
            let why = find(&folder.path().join("team/portreeve"));
            assert!(
                why.as_ref().is_some_and(|why| why.contains(program)),
                "{mark}: {why:?}"
            );
        }
        for other in ["sync", "_sync_x.db", "letter.icloud", ".synthesis", ".dropbox"] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::create_dir(folder.path().join(other)).unwrap();
            assert_eq!(find(&folder.path().join("portreeve")), None, "{other}");
        }
    }
}
