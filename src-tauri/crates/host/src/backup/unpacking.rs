//! Turns a backup into a working directory, in the same way for a restore and for a rehearsal.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use portreeve_backup::BackupReader;
use portreeve_commands::OwnEvent;
use portreeve_core::audit::{Target, TargetKind};
use portreeve_core::backup::{BackupFault, BackupFigures, BackupKey};
use portreeve_core::change::ChangeSet;
use portreeve_core::directory::Directory;
use portreeve_core::ports::Store;
use portreeve_core::progress::{Stage, Watch, tell};
use portreeve_core::time::Timestamp;
use portreeve_storage::engine::Engine;
use portreeve_storage::{DirectoryStore, Opening, Restoration};

use super::making::figures;
use crate::system::{SystemEntropy, open_plain};

/// A directory made from a backup.
pub(super) struct Unpacked {
    pub(super) store: DirectoryStore,
    pub(super) directory: Directory,
    pub(super) figures: BackupFigures,
}

/// A backup that is being read, and the size of its file in bytes.
pub(super) struct Packed {
    pub(super) reader: BackupReader<File>,
    bytes: u64,
}

pub(super) fn open(path: &Path, key: &BackupKey) -> Result<Packed, BackupFault> {
    let file = open_plain(path).map_err(BackupFault::Unreadable)?;
    let bytes = file.metadata().map_or(0, |metadata| metadata.len());
    let reader = BackupReader::open(file, key)?;
    Ok(Packed { reader, bytes })
}

/// Unpacks all of `backup` into the empty `engine`. Once this returns, the backup is known to be whole: its records
/// decrypt with its key, and there are as many as were counted when it was made.
pub(super) fn unpack<E: Engine>(
    packed: Packed,
    engine: Arc<E>,
    now: Timestamp,
    watch: &Watch<'_>,
) -> Result<Unpacked, BackupFault> {
    let Packed {
        reader: mut backup,
        bytes,
    } = packed;
    let entropy = Arc::new(SystemEntropy);
    let root_key = backup.head().root_key.clone();
    let mut restoration = Restoration::new(engine.clone(), &root_key, entropy.clone())?;
    while let Some((key, value)) = backup.next()? {
        restoration.put(key, value)?;
        tell(watch, Stage::Reading, backup.bytes().min(bytes), bytes)?;
    }
    restoration.finish()?;
    let figures = figures(backup.head(), backup.counts(), backup.bytes());
    let store = DirectoryStore::open(engine, &root_key, entropy, Opening::Existing)?;
    // Never earlier than the backup, whatever the computer's clock says.
    let at = now.max(figures.label.made_at);
    let detail = format!(
        "made {}; everything signed in before is over",
        figures.label.made_at
    );
    let target = Target::new(TargetKind::Directory, figures.directory, &figures.label.team);
    let event = OwnEvent::DirectoryRestored.event(at, &detail).on(target);
    store
        .submit(ChangeSet::new(event, Vec::new()).on_nothing(), store.lineage())
        .wait()?;
    let directory = store.load()?;
    check(&directory, &figures)?;
    Ok(Unpacked {
        store,
        directory,
        figures,
    })
}

fn check(directory: &Directory, figures: &BackupFigures) -> Result<(), BackupFault> {
    let is_of = directory
        .profile()
        .is_some_and(|profile| profile.id == figures.directory);
    if !is_of {
        return Err(BackupFault::Unfit(
            "it says that it is of another directory than it is".into(),
        ));
    }
    let restored = [
        ("people", directory.users().count(), figures.users),
        ("groups", directory.groups().len(), figures.groups),
        ("local apps", directory.clients().len(), figures.clients),
    ];
    for (what, restored, counted) in restored {
        if restored as u64 != counted {
            return Err(BackupFault::Unfit(format!(
                "it gave {restored} {what} instead of {counted}"
            )));
        }
    }
    Ok(())
}
