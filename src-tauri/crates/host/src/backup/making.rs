//! Makes a backup record by record, so that memory does not grow with its size.

use std::io::{BufWriter, Write};
use std::path::Path;

use portreeve_backup::{BackupWriter, Counts, Head};
use portreeve_core::backup::{BackupFault, BackupFigures, BackupLock};
use portreeve_core::kind::Kind;
use portreeve_core::ports::FileError;
use portreeve_core::progress::{Counter, Stage, Watch};
use portreeve_storage::engine::Engine;
use portreeve_storage::prefix;

use crate::atomic_file::AtomicFile;
use crate::home::Home;
use crate::system::{file_error, require_plain_target};

/// Writes what `engine` holds now into the file that will be at `path`. Returns the file, whole and durable, and its
/// figures. After a cancel nothing is left of the file.
pub(super) fn write(
    engine: &dyn Engine,
    head: Head,
    lock: &BackupLock,
    path: &Path,
    replace: bool,
    home: &Home,
    watch: &Watch<'_>,
) -> Result<(AtomicFile, BackupFigures), BackupFault> {
    home.require_not_ours(path).map_err(BackupFault::Unwritable)?;
    require_plain_target(path).map_err(BackupFault::Unwritable)?;
    let unwritable = |error: std::io::Error| BackupFault::Unwritable(file_error(&error));
    // Checked before a large backup is written.
    if !replace && path.exists() {
        return Err(BackupFault::Unwritable(FileError::Exists));
    }
    let mut unfinished = AtomicFile::for_path(path, home.folder()).map_err(unwritable)?;
    let mut writer = BackupWriter::start(BufWriter::new(unfinished.file()), lock, &head)?;
    let mut fault = None;
    let mut counter = Counter::new(Stage::Writing, engine.count()?, watch);
    engine.visit(&[], &mut |key, value| {
        if fault.is_none() && counter.goes_on() {
            fault = writer.add(key, value).err();
        }
    })?;
    counter.finish()?;
    if let Some(fault) = fault {
        return Err(fault);
    }
    let (mut output, counts) = writer.finish()?;
    output.flush().map_err(unwritable)?;
    drop(output);
    unfinished.sync().map_err(unwritable)?;
    let bytes = unfinished.file().metadata().map_err(unwritable)?.len();
    Ok((unfinished, figures(&head, &counts, bytes)))
}

pub(super) fn figures(head: &Head, counts: &Counts, bytes: u64) -> BackupFigures {
    let of = |kind| counts.of(prefix(kind)[0]);
    BackupFigures {
        directory: head.directory,
        label: head.label.clone(),
        records: counts.total(),
        users: of(Kind::User),
        groups: of(Kind::Group),
        clients: of(Kind::Client),
        bytes,
    }
}
