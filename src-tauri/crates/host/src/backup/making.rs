//! Making a backup: record by record, so that its size does not matter.

use std::io::{BufWriter, Write};
use std::path::Path;

use portreeve_backup::{BackupWriter, Counts, Head};
use portreeve_core::backup::{BackupFault, BackupFigures, BackupLock};
use portreeve_storage::engine::Engine;
use portreeve_storage::kind;

use crate::system::{file_error, folder_of, require_outside, sync_folder};

/// Writes what `engine` holds at this moment into the file at `path`: whole or not at all.
pub(super) fn write(
    engine: &dyn Engine,
    head: Head,
    lock: &BackupLock,
    path: &Path,
    home: &Path,
) -> Result<BackupFigures, BackupFault> {
    require_outside(path, home).map_err(BackupFault::Unwritable)?;
    let unwritable = |error: std::io::Error| BackupFault::Unwritable(file_error(&error));
    let folder = folder_of(path);
    // tempfile makes files that only their owner can read.
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
    let mut writer = BackupWriter::start(BufWriter::new(temporary.as_file_mut()), lock, &head)?;
    let mut fault = None;
    engine.visit(&[], &mut |key, value| {
        if fault.is_none() {
            fault = writer.add(key, value).err();
        }
    })?;
    if let Some(fault) = fault {
        return Err(fault);
    }
    let (mut output, counts) = writer.finish()?;
    output.flush().map_err(unwritable)?;
    drop(output);
    let file = temporary.as_file();
    file.sync_all().map_err(unwritable)?;
    let bytes = file.metadata().map_err(unwritable)?.len();
    temporary.persist(path).map_err(|error| unwritable(error.error))?;
    sync_folder(folder).map_err(unwritable)?;
    Ok(figures(&head, &counts, bytes))
}

pub(super) fn figures(head: &Head, counts: &Counts, bytes: u64) -> BackupFigures {
    BackupFigures {
        directory: head.directory,
        label: head.label.clone(),
        records: counts.total(),
        users: counts.of(kind::USER),
        groups: counts.of(kind::GROUP),
        clients: counts.of(kind::CLIENT),
        bytes,
    }
}
