//! What the directory remembers of its backups.

use portreeve_core::backup::{BackupLock, BackupNote, BackupProblem, BackupSchedule};
use portreeve_core::secret::SecretText;
use serde::{Deserialize, Serialize};

use super::{Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct BackupScheduleRecord {
    /// `None` when it was switched off.
    schedule: Option<Schedule>,
}

#[derive(Serialize, Deserialize)]
struct Schedule {
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
    type Domain = Option<BackupSchedule>;

    fn from_domain(schedule: &Option<BackupSchedule>) -> Self {
        let schedule = schedule.as_ref().map(|schedule| Schedule {
            folder: schedule.folder.clone(),
            every_days: schedule.every_days,
            keep: schedule.keep,
            last_ms: schedule.last_at.unix_ms(),
            problem: schedule.problem.as_ref().map(|problem| Problem {
                code: problem.code.clone(),
                message: problem.message.clone(),
            }),
            lock: match &schedule.lock {
                BackupLock::Passphrase(passphrase) => Lock::Passphrase(passphrase.expose().clone()),
                BackupLock::Recipients(recipients) => Lock::Recipients(recipients.clone()),
            },
        });
        Self { schedule }
    }

    fn into_domain(self) -> Result<Option<BackupSchedule>, Invalid> {
        Ok(self.schedule.map(|schedule| BackupSchedule {
            folder: schedule.folder,
            every_days: schedule.every_days,
            keep: schedule.keep,
            last_at: moment(schedule.last_ms),
            problem: schedule.problem.map(|problem| BackupProblem {
                code: problem.code,
                message: problem.message,
            }),
            lock: match schedule.lock {
                Lock::Passphrase(passphrase) => BackupLock::Passphrase(SecretText::new(passphrase)),
                Lock::Recipients(recipients) => BackupLock::Recipients(recipients),
            },
        }))
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct BackupNoteRecord {
    at_ms: i64,
    path: String,
}

impl Record for BackupNoteRecord {
    type Domain = BackupNote;

    fn from_domain(note: &BackupNote) -> Self {
        Self {
            at_ms: note.at.unix_ms(),
            path: note.path.clone(),
        }
    }

    fn into_domain(self) -> Result<BackupNote, Invalid> {
        Ok(BackupNote {
            at: moment(self.at_ms),
            path: self.path,
        })
    }
}
