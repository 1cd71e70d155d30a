//! Backups of the directory: making, testing and scheduling them, and their state.

pub mod wire;

use portreeve_core::access;
use portreeve_core::audit::Target;
use portreeve_core::backup::{
    BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, BackupMade, BackupNote, BackupProblem,
    BackupRehearsed, BackupSchedule, Rehearsal,
};
use portreeve_core::change::ChangeSet;
use portreeve_core::directory::Directory;
use portreeve_core::ports::PreparedBackup;
use portreeve_core::progress::unwatched;
use portreeve_core::time::Timestamp;
use portreeve_core::write::Write;

use self::wire::*;
use crate::app::App;
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::{from_backup, from_store, from_write, refused};
use crate::example::{password, path};
use crate::own_event::OwnEvent;
use crate::passphrase;
use crate::wire::Nothing;
use crate::wire::secret::WireSecret;

commands! {
    "backup.create" create(BackupCreateRequest) -> BackupCreateResponse {
        access: Superuser, proof: Fresh, effect: Writes, cli: Line("backup"),
        job: "no backup was made, and nothing is left of its file",
        done: "backed up[ to {file}]", tried: "back up[ to {file}]",
        example: BackupCreateRequest {
            path: path("/acme.backup"), replace: true, passphrase: Some(password()),
            recipients: Vec::new(),
        },
    }
    "backup.verify" verify(BackupVerifyRequest) -> BackupVerifyResponse {
        access: Superuser, proof: AtSignIn, effect: Writes, cli: Line("backup verify"),
        job: "whether the backup works is not known",
        done: "tested the backup[ {file}]", tried: "test a backup[ {file}]",
        example: BackupVerifyRequest {
            path: path("/acme.backup"), passphrase: Some(password()), identity: None,
        },
    }
    "backup.schedule" schedule(BackupScheduleRequest) -> BackupStatusResponse {
        access: Superuser, proof: Fresh, effect: Writes, cli: Line("backup schedule"),
        job: "nothing was scheduled, and no backup was made",
        done: "scheduled backups[ beginning with {file}]", tried: "schedule backups[ beginning with {file}]",
        example: BackupScheduleRequest {
            folder: path("/backups"), every_days: 1, keep: 7, passphrase: Some(password()),
            recipients: Vec::new(),
        },
    }
    "backup.unschedule" unschedule(Nothing) -> BackupStatusResponse {
        access: Superuser, proof: AtSignIn, effect: Writes, cli: Line("backup unschedule"),
        done: "ended the schedule of backups", tried: "end the schedule of backups",
        example: Nothing {},
    }
    "backup.status" status(Nothing) -> BackupStatusResponse {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("backup status"),
        done: "looked at backups", tried: "look at backups",
        example: Nothing {},
    }
}

/// After this many days without a backup or a rehearsal one is due.
const DUE_DAYS: u32 = 30;
/// A problem in words for callers who must not see where backups are.
const UNTOLD_PROBLEM: &str = "the last scheduled backup was not made; a superuser can see why";
const DAY_SECS: u32 = 24 * 3600;
/// The most days between scheduled backups, and the most backups to keep.
const SCHEDULE_MAX: u32 = 366;

pub(crate) fn create(
    context: &Context,
    request: BackupCreateRequest,
) -> Result<BackupCreateResponse, CommandError> {
    let lock = backup_lock(request.passphrase.as_ref(), request.recipients.clone())?;
    let clock = context.app.ports.clock.as_ref();
    let started = clock.monotonic_us();
    let figures = write(context, &request, &lock)?;
    let took_ms = clock.monotonic_us().saturating_sub(started) / 1000;
    Ok(BackupCreateResponse {
        path: request.path.into(),
        backup: backup_row(&figures),
        took_ms: u32::try_from(took_ms).unwrap_or(u32::MAX),
    })
}

/// Writes a backup, records it in the trail, then puts it in place. It does so even if the trail cannot record the
/// backup: a directory that can no longer write needs one most, and no one can read the backup without its key.
fn write(
    context: &Context,
    request: &BackupCreateRequest,
    lock: &BackupLock,
) -> Result<BackupFigures, CommandError> {
    let (vault, path) = (context.app.ports.vault.as_ref(), &request.path);
    let label = label(&context.directory, context.now);
    let prepared = vault
        .prepare_backup(path, lock, label, request.replace, context.watch())
        .map_err(|fault| {
            if !matches!(fault, BackupFault::Cancelled(_)) {
                context.take_note();
            }
            from_backup(path, fault)
        })?;
    let PreparedBackup { figures, file } = prepared;
    let recorded = context.commit(|_| {
        let event = context.event(Target::file(path), backed_up(&figures));
        Ok((ChangeSet::new(event, Vec::new()), ()))
    });
    if let Err(error) = &recorded
        && (error.class.is_decision() || error.class == ErrorClass::Cancelled)
    {
        return Err(error.clone());
    }
    file.place().map_err(|error| {
        context.take_note();
        from_write(path, error)
    })?;
    let remembered = recorded.and_then(|()| remember(context.app, vec![made(path, context.now)]));
    remembered.map_err(|error| CommandError {
        message: format!(
            "the backup {path} was made, whole, and is kept, but the directory could not note that: {}",
            error.message
        ),
        ..error
    })?;
    Ok(figures)
}

/// Stores the notes about backups. The caller does this after the backup is in place. If the program stops in between,
/// the next backup counts as due.
fn remember(app: &App, writes: Vec<Write>) -> Result<(), CommandError> {
    app.commit(|_| Ok((ChangeSet::unrecorded(writes), ())))
        .map(|_| ())
}

fn made(path: &str, at: Timestamp) -> Write {
    Write::put(BackupMade(BackupNote {
        at,
        path: path.to_owned(),
    }))
}

fn label(directory: &Directory, now: Timestamp) -> BackupLabel {
    BackupLabel {
        team: directory
            .profile()
            .map_or_else(String::new, |profile| profile.team.clone()),
        made_at: now,
        revision: directory.revision(),
    }
}

fn backed_up(figures: &BackupFigures) -> String {
    format!("backed up {} people", figures.users)
}

/// Sets the schedule, and makes the first backup, so that an unusable folder or lock is noticed now.
pub(crate) fn schedule(
    context: &Context,
    request: BackupScheduleRequest,
) -> Result<BackupStatusResponse, CommandError> {
    let in_range = |value: u32| (1..=SCHEDULE_MAX).contains(&value);
    if !in_range(request.every_days) || !in_range(request.keep) {
        return Err(CommandError::new(
            ErrorClass::InvalidRequest,
            format!("days between backups, and how many are kept, go from 1 to {SCHEDULE_MAX}"),
        ));
    }
    let schedule = BackupSchedule {
        lock: backup_lock(request.passphrase.as_ref(), request.recipients)?,
        folder: request.folder.into(),
        every_days: request.every_days,
        keep: request.keep,
        last_at: context.now,
        problem: None,
    };
    let vault = context.app.ports.vault.as_ref();
    let PreparedBackup { figures, file } = vault
        .prepare_scheduled_backup(&schedule, label(&context.directory, context.now), context.watch())
        .map_err(|fault| from_backup(&schedule.folder, fault))?;
    let path = file.path().to_owned();
    let before = stored_schedule(context.app)?;
    let before = before.map_or_else(|| Write::remove::<BackupSchedule>(()), Write::put);
    let event = |detail| context.event(Target::file(&path), detail);
    context.commit(|_| {
        let detail = format!(
            "{}, {} kept; {}",
            every(schedule.every_days),
            schedule.keep,
            backed_up(&figures)
        );
        let writes = vec![Write::put(schedule)];
        Ok((ChangeSet::new(event(detail), writes), ()))
    })?;
    file.place().map_err(|error| {
        let error = from_write(&path, error);
        let event = event(format!("set no schedule of backups: {}", error.message));
        context.refuse_with(event, vec![before], error)
    })?;
    remember(context.app, vec![made(&path, context.now)])?;
    context.app.set_backup_problem(None);
    status(context, Nothing {})
}

/// The interval in words.
pub fn every(days: u32) -> String {
    match days {
        1 => "every day".to_owned(),
        days => format!("every {days} days"),
    }
}

/// Ends the schedule; existing backups stay.
pub(crate) fn unschedule(context: &Context, _: Nothing) -> Result<BackupStatusResponse, CommandError> {
    context.commit(|_| {
        let event = context.event_of("");
        Ok((
            ChangeSet::new(event, vec![Write::remove::<BackupSchedule>(())]),
            (),
        ))
    })?;
    context.app.set_backup_problem(None);
    status(context, Nothing {})
}

/// Makes the scheduled backup if it is due. `backup.status` reports a failure; the next call tries again.
pub fn back_up_if_due(app: &App) {
    let now = app.clock.now();
    let problem = match stored_schedule(app) {
        Ok(schedule) => match schedule.filter(|schedule| schedule.is_due(now)) {
            None => return,
            Some(schedule) => back_up_scheduled(app, &schedule, now)
                .inspect_err(|error| note_problem(app, &schedule, error, now))
                .err(),
        },
        Err(error) => Some(error),
    };
    app.set_backup_problem(problem.map(|error| error.message));
}

fn back_up_scheduled(app: &App, schedule: &BackupSchedule, now: Timestamp) -> Result<(), CommandError> {
    let directory = app.directory();
    let vault = app.ports.vault.as_ref();
    let PreparedBackup { figures, file } = vault
        .prepare_scheduled_backup(schedule, label(&directory, now), &unwatched)
        .map_err(|fault| from_backup(&schedule.folder, fault))?;
    let path = file.path().to_owned();
    app.commit(|_| {
        let event = OwnEvent::ScheduledBackup
            .event(now, &backed_up(&figures))
            .on(Target::file(&path));
        Ok((ChangeSet::new(event, Vec::new()), ()))
    })?;
    file.place().map_err(|error| from_write(&path, error))?;
    let current = unchanged(app, schedule)?.map(|current| {
        Write::put(BackupSchedule {
            last_at: now,
            problem: None,
            ..current
        })
    });
    remember(app, current.into_iter().chain([made(&path, now)]).collect())
}

/// Records the first failure of a scheduled backup in the trail and in the schedule, not the failures of its retries.
/// If the disk refuses the record as well, the next retry records it.
fn note_problem(app: &App, schedule: &BackupSchedule, error: &CommandError, now: Timestamp) {
    let reason = error.reason.as_ref();
    if schedule
        .problem
        .as_ref()
        .is_some_and(|known| known.reason == reason)
    {
        return;
    }
    let _ = app.commit(|_| {
        let detail = format!("the scheduled backup was not made: {}", error.message);
        let mut event = OwnEvent::ScheduledBackup
            .event(now, &detail)
            .on(Target::file(&schedule.folder));
        event.outcome = refused(error);
        let problem = BackupProblem {
            reason: reason.to_owned(),
            message: error.message.clone(),
        };
        let current = unchanged(app, schedule)?.map(|current| {
            Write::put(BackupSchedule {
                problem: Some(problem),
                ..current
            })
        });
        Ok((ChangeSet::new(event, current.into_iter().collect()), ()))
    });
}

/// The schedule, if there is one.
fn stored_schedule(app: &App) -> Result<Option<BackupSchedule>, CommandError> {
    app.ports.store.find::<BackupSchedule>(()).map_err(from_store)
}

/// The schedule, if it is still `schedule`. Another caller may have replaced it meanwhile; theirs stays.
fn unchanged(app: &App, schedule: &BackupSchedule) -> Result<Option<BackupSchedule>, CommandError> {
    Ok(stored_schedule(app)?.filter(|current| current.last_at == schedule.last_at))
}

pub(crate) fn verify(
    context: &Context,
    request: BackupVerifyRequest,
) -> Result<BackupVerifyResponse, CommandError> {
    let key = backup_key(request.passphrase.as_ref(), request.identity.as_ref())?;
    let path = request.path;
    let vault = context.app.ports.vault.as_ref();
    let rehearsal = vault
        .rehearse(&path, &key, context.now, context.watch())
        .map_err(|fault| from_backup(&path, fault))?;
    let profile = context.directory.profile();
    let is_ours = profile.is_some_and(|profile| profile.id == rehearsal.figures.directory);
    context.commit(|_| {
        let event = context.event(
            Target::file(&path),
            format!("made {}", rehearsal.figures.label.made_at),
        );
        let note = BackupNote {
            at: context.now,
            path: path.to_string(),
        };
        let writes = is_ours.then_some(Write::put(BackupRehearsed(note)));
        Ok((ChangeSet::new(event, writes.into_iter().collect()), ()))
    })?;
    Ok(rehearsed(&rehearsal, is_ours))
}

pub(crate) fn status(context: &Context, _: Nothing) -> Result<BackupStatusResponse, CommandError> {
    let schedule = stored_schedule(context.app)?;
    let made = context.store().find::<BackupMade>(()).map_err(from_store)?;
    let rehearsed = context.store().find::<BackupRehearsed>(()).map_err(from_store)?;
    let made = made.map(|made| made.0);
    let rehearsed = rehearsed.map(|rehearsed| rehearsed.0);
    // The age of a backup made while the clock was ahead is unknown.
    let is_older = |note: &Option<BackupNote>, days: u32| {
        note.as_ref().is_none_or(|note| {
            context.now < note.at || note.at.plus_secs(days.saturating_mul(DAY_SECS)) < context.now
        })
    };
    // A schedule needs a process that stays, so one day late is acceptable.
    let days = schedule
        .as_ref()
        .map_or(DUE_DAYS, |schedule| schedule.every_days + 1);
    // A failure from another process, or from before a restart, counts until a backup is made.
    let noted = schedule.as_ref().and_then(|schedule| schedule.problem.as_ref());
    let problem = context.app.backup_problem();
    // Only superusers may know where the copies of everything are.
    let is_superuser = access::authorize_superuser(&context.actor(&context.directory)?).is_ok();
    let told = |row: BackupNoteRow| BackupNoteRow {
        path: row.path.filter(|_| is_superuser),
        ..row
    };
    Ok(BackupStatusResponse {
        problem: problem
            .or_else(|| noted.map(|problem| problem.message.clone()))
            .map(|problem| {
                if is_superuser {
                    problem
                } else {
                    UNTOLD_PROBLEM.to_owned()
                }
            }),
        is_backup_due: is_older(&made, days),
        is_rehearsal_due: is_older(&rehearsed, DUE_DAYS),
        made: made.map(|note| note_row(context, note)).map(told),
        rehearsed: rehearsed.map(|note| note_row(context, note)).map(told),
        schedule: schedule.map(schedule_row).filter(|_| is_superuser),
    })
}

/// The lock of a backup from a request, which gives either a passphrase or recipients.
fn backup_lock(passphrase: Option<&WireSecret>, recipients: Vec<String>) -> Result<BackupLock, CommandError> {
    match (passphrase, recipients.is_empty()) {
        (Some(passphrase), true) => Ok(BackupLock::Passphrase(passphrase::chosen(passphrase)?)),
        (None, false) => Ok(BackupLock::Recipients(recipients)),
        (Some(_), false) | (None, true) => Err(CommandError::new(
            ErrorClass::InvalidRequest,
            "a backup is closed with a passphrase, or for recipients",
        )),
    }
}

/// The key of a backup from a request, which gives either a passphrase or an identity.
pub fn backup_key(
    passphrase: Option<&WireSecret>,
    identity: Option<&WireSecret>,
) -> Result<BackupKey, CommandError> {
    match (passphrase, identity) {
        (Some(passphrase), None) => Ok(BackupKey::Passphrase(passphrase.to_secret())),
        (None, Some(identity)) => Ok(BackupKey::Identity(identity.to_secret())),
        (Some(_), Some(_)) | (None, None) => Err(CommandError::new(
            ErrorClass::InvalidRequest,
            "a backup is opened with its passphrase, or with an identity",
        )),
    }
}

/// A backup's figures for the wire.
pub fn backup_row(figures: &BackupFigures) -> BackupRow {
    BackupRow {
        directory: figures.directory.to_string(),
        team: figures.label.team.clone(),
        made_at: figures.label.made_at.to_string(),
        users: figures.users,
        groups: figures.groups,
        clients: figures.clients,
        records: figures.records,
        bytes: figures.bytes,
    }
}

/// A rehearsal for the wire.
pub fn rehearsed(rehearsal: &Rehearsal, is_of_this_directory: bool) -> BackupVerifyResponse {
    BackupVerifyResponse {
        backup: backup_row(&rehearsal.figures),
        keys: rehearsal.keys,
        is_of_this_directory,
        not_remembered_because: None,
    }
}

/// The row of a note, without the name of a missing file. A missing file makes no backup due: it may be on a disk that
/// is kept elsewhere.
fn note_row(context: &Context, note: BackupNote) -> BackupNoteRow {
    let is_there = context.app.ports.vault.is_there(&note.path);
    BackupNoteRow {
        at: note.at.to_string(),
        path: is_there.then_some(note.path),
    }
}

fn schedule_row(schedule: BackupSchedule) -> BackupScheduleRow {
    BackupScheduleRow {
        folder: schedule.folder,
        every_days: schedule.every_days,
        keep: schedule.keep,
        last_at: schedule.last_at.to_string(),
        recipients: match schedule.lock {
            BackupLock::Passphrase(_) => Vec::new(),
            BackupLock::Recipients(recipients) => recipients,
        },
    }
}
