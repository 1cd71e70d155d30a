//! `portreeve backup` and `portreeve restore`

use std::path::Path;

use portreeve_commands::backup::wire::*;
use portreeve_commands::home::{RestoreRequest, RestoreResponse};
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorClass, Reason, every};
use portreeve_host::{HostSession, SecretFile};
use serde::Serialize;

use super::{directory, file_target, source};
use crate::args::{Backup, BackupCommand, Lock, Restore, Unlock};
use crate::exit::Answer;
use crate::moment::minute;
use crate::output::Output;
use crate::prompt::{self, Source};
use crate::table::plain;

pub(super) fn run(host: &HostSession, backup: Backup, output: &Output) -> Result<Answer, CommandError> {
    match (backup.command, backup.file) {
        (Some(BackupCommand::Verify { file, unlock }), _) => verify(host, &file, &unlock, output),
        (Some(BackupCommand::Status), _) => status(&host.ask("backup.status", &Nothing {})?, output),
        (Some(BackupCommand::Unschedule), _) => status(&host.ask("backup.unschedule", &Nothing {})?, output),
        (
            Some(BackupCommand::Schedule {
                to,
                every,
                keep,
                lock,
            }),
            _,
        ) => {
            let passphrase = closed_with(&lock)?;
            let request = BackupScheduleRequest {
                folder: file_target(&to)?,
                every_days: every,
                keep,
                passphrase,
                recipients: lock.recipients,
            };
            status(&host.ask("backup.schedule", &request)?, output)
        }
        (None, Some(file)) => create(host, &file, backup.force.force, backup.lock, output),
        (None, None) => Err(CommandError::new(
            ErrorClass::InvalidRequest,
            "name the file to write",
        )),
    }
}

fn create(
    host: &HostSession,
    file: &Path,
    replace: bool,
    lock: Lock,
    output: &Output,
) -> Result<Answer, CommandError> {
    require_other_file(file, &lock)?;
    let path = file_target(file)?;
    let passphrase = closed_with(&lock)?;
    let request = BackupCreateRequest {
        path,
        replace,
        passphrase,
        recipients: lock.recipients,
    };
    let response: BackupCreateResponse = host.ask("backup.create", &request)?;
    let made = Made {
        path: &response.path,
        backup: &response.backup,
    };
    output.answer(&made, || {
        format!(
            "backed up {} into {}, {} KiB in {} ms",
            held(&response.backup),
            plain(&response.path),
            response.backup.bytes.div_ceil(1024),
            response.took_ms
        )
    });
    output.note("it contains the root key: anyone who opens it has everything");
    output.note("hint: see whether it works with `portreeve backup verify FILE`");
    Ok(Answer::Yes)
}

/// The backup for scripts: without the duration, which differs each time.
#[derive(Serialize)]
struct Made<'a> {
    path: &'a str,
    backup: &'a BackupRow,
}

fn verify(host: &HostSession, file: &Path, unlock: &Unlock, output: &Output) -> Result<Answer, CommandError> {
    let (passphrase, identity) = opened_with(unlock)?;
    let request = BackupVerifyRequest {
        path: source(file),
        passphrase,
        identity,
    };
    let response = host.verify_backup(request)?;
    output.answer(&response, || {
        format!(
            "the backup of {} from {} works: {} came back, {} keys sign",
            plain(&response.backup.team),
            minute(&response.backup.made_at),
            held(&response.backup),
            response.keys
        )
    });
    if let Some(why) = &response.not_remembered_because {
        output.note(&format!("the test is not recorded: {}", plain(why)));
    } else if !response.is_of_this_directory {
        output.note("it is not a backup of the directory here, so the test is not recorded");
    }
    Ok(Answer::Yes)
}

fn status(status: &BackupStatusResponse, output: &Output) -> Result<Answer, CommandError> {
    output.answer(status, || {
        let noted = |note: &Option<BackupNoteRow>| match note {
            Some(note) => {
                let file = note.path.as_deref().map(plain);
                let file = file.unwrap_or_else(|| "the file is not there now".into());
                format!("{} {file}", minute(&note.at))
            }
            None => "never".to_owned(),
        };
        let mut lines = vec![
            format!("made       {}", noted(&status.made)),
            format!("tested     {}", noted(&status.rehearsed)),
        ];
        if let Some(schedule) = &status.schedule {
            lines.push(format!(
                "schedule   {} into {}, {} kept",
                every(schedule.every_days),
                plain(&schedule.folder),
                schedule.keep
            ));
        }
        lines.join("\n")
    });
    remind(status, output);
    Ok(Answer::Yes)
}

/// Prints what is due for backups.
pub(super) fn remind(status: &BackupStatusResponse, output: &Output) {
    if let Some(problem) = &status.problem {
        output.note(&format!(
            "warning: the scheduled backup was not made: {}",
            plain(problem)
        ));
    }
    if status.is_backup_due {
        output.note("hint: it is time for a backup: `portreeve backup FILE`");
    }
    if status.is_rehearsal_due {
        let since = match &status.rehearsed {
            Some(_) => "for a month",
            None => "yet, so none is known to work",
        };
        output.note(&format!(
            "hint: no backup was tested {since}: `portreeve backup verify FILE`"
        ));
    }
}

pub(super) fn restore(host: &HostSession, restore: Restore, output: &Output) -> Result<Answer, CommandError> {
    let (passphrase, identity) = opened_with(&restore.unlock)?;
    let (key_location, key_passphrase) = directory::key_place(host, restore.key)?;
    let request = RestoreRequest {
        path: source(&restore.file),
        passphrase,
        identity,
        key_location,
        key_passphrase,
        replace: restore.replace,
    };
    let response: RestoreResponse = host.restore(request)?;
    output.answer(&response, || {
        format!(
            "restored the directory of {} as of {}: {}",
            plain(&response.backup.team),
            minute(&response.backup.made_at),
            held(&response.backup)
        )
    });
    if let Some(folder) = &response.replaced {
        output.note(&format!("what was there is kept in {folder}"));
    }
    output.note("everyone is signed out; passwords are those of the backup: `portreeve login NAME`");
    Ok(Answer::Yes)
}

fn held(backup: &BackupRow) -> String {
    let BackupRow {
        users,
        groups,
        clients,
        ..
    } = backup;
    format!("{users} people, {groups} groups, {clients} apps")
}

/// Refuses to overwrite the file that opens the backup.
fn require_other_file(file: &Path, lock: &Lock) -> Result<(), CommandError> {
    let secret = lock
        .passphrase_file
        .as_deref()
        .and_then(|secret| secret.canonicalize().ok());
    match secret.is_some() && secret == file.canonicalize().ok() {
        false => Ok(()),
        true => Err(CommandError::new(
            Reason::TARGET_UNWRITABLE,
            format!("{} is the passphrase file; it was not touched", file.display()),
        )
        .hint("choose another name for the backup")),
    }
}

/// The passphrase; `None` if the backup is for recipients.
fn closed_with(lock: &Lock) -> Result<Option<WireSecret>, CommandError> {
    let wanted = lock.recipients.is_empty();
    wanted
        .then(|| passphrase(lock.passphrase_file.as_deref(), Source::Chosen))
        .transpose()
}

/// The passphrase, or else the identity.
fn opened_with(unlock: &Unlock) -> Result<(Option<WireSecret>, Option<WireSecret>), CommandError> {
    if let Some(path) = &unlock.identity_file {
        let identity = SecretFile::Identity.read(path)?;
        return Ok((None, Some(WireSecret::from(&identity))));
    }
    let passphrase = passphrase(unlock.passphrase_file.as_deref(), Source::Once)?;
    Ok((Some(passphrase), None))
}

fn passphrase(file: Option<&Path>, source: Source) -> Result<WireSecret, CommandError> {
    match file {
        Some(path) => SecretFile::Passphrase
            .read(path)
            .map(|passphrase| WireSecret::from(&passphrase)),
        None => prompt::password(source, "passphrase of the backup"),
    }
}
