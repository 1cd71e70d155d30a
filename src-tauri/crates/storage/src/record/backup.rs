//! Notes about backups, and their schedule.

use portreeve_core::backup::{
    BackupLock, BackupMade, BackupNote, BackupProblem, BackupRehearsed, BackupSchedule,
};
use portreeve_core::secret::SecretText;
use serde::{Deserialize, Serialize};

use super::{Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct BackupScheduleRecord {
    folder: String,
    every_days: u32,
    keep: u32,
    lock: Lock,
    last_ms: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

#[derive(Serialize, Deserialize)]
struct Problem {
    code: String,
    message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Lock {
    Passphrase(String),
    Recipients(Vec<String>),
}

impl Record for BackupScheduleRecord {
    type Domain = BackupSchedule;

    fn from_domain(schedule: &BackupSchedule) -> Self {
        Self {
            folder: schedule.folder.clone(),
            every_days: schedule.every_days,
            keep: schedule.keep,
            last_ms: schedule.last_at.unix_ms(),
            problem: schedule.problem.as_ref().map(|problem| Problem {
                code: problem.reason.clone(),
                message: problem.message.clone(),
            }),
            lock: match &schedule.lock {
                BackupLock::Passphrase(passphrase) => Lock::Passphrase(passphrase.expose().clone()),
                BackupLock::Recipients(recipients) => Lock::Recipients(recipients.clone()),
            },
        }
    }

    fn into_domain(self) -> Result<BackupSchedule, Invalid> {
        Ok(BackupSchedule {
            folder: self.folder,
            every_days: self.every_days,
            keep: self.keep,
            last_at: moment(self.last_ms),
            problem: self.problem.map(|problem| BackupProblem {
                reason: problem.code,
                message: problem.message,
            }),
            lock: match self.lock {
                Lock::Passphrase(passphrase) => BackupLock::Passphrase(SecretText::new(passphrase)),
                Lock::Recipients(recipients) => BackupLock::Recipients(recipients),
            },
        })
    }
}

#[derive(Serialize, Deserialize)]
struct BackupNoteRecord {
    at_ms: i64,
    path: String,
}

impl From<&BackupNote> for BackupNoteRecord {
    fn from(note: &BackupNote) -> Self {
        Self {
            at_ms: note.at.unix_ms(),
            path: note.path.clone(),
        }
    }
}

impl From<BackupNoteRecord> for BackupNote {
    fn from(record: BackupNoteRecord) -> Self {
        Self {
            at: moment(record.at_ms),
            path: record.path,
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct BackupMadeRecord(BackupNoteRecord);

impl Record for BackupMadeRecord {
    type Domain = BackupMade;

    fn from_domain(made: &BackupMade) -> Self {
        Self((&made.0).into())
    }

    fn into_domain(self) -> Result<BackupMade, Invalid> {
        Ok(BackupMade(self.0.into()))
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct BackupRehearsedRecord(BackupNoteRecord);

impl Record for BackupRehearsedRecord {
    type Domain = BackupRehearsed;

    fn from_domain(rehearsed: &BackupRehearsed) -> Self {
        Self((&rehearsed.0).into())
    }

    fn into_domain(self) -> Result<BackupRehearsed, Invalid> {
        Ok(BackupRehearsed(self.0.into()))
    }
}
