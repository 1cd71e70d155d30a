//! Long work as the caller sees it while it goes on.

use portreeve_core::progress::{Progress, Stage};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What long work is doing. It says what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum JobStage {
    /// A file is being read: bytes.
    Reading,
    /// It is being decided what becomes of whom: people.
    Deciding,
    /// Both copies of everything are being compared: records.
    Comparing,
    /// Everything is being decrypted: records.
    Checking,
    /// The trail is being verified: events.
    Verifying,
    /// A file is being written: records.
    Writing,
    /// The change is being committed. Nothing is counted, and nothing cancels it any more.
    Saving,
}

/// How far long work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct JobProgress {
    /// What it is doing.
    pub stage: JobStage,
    /// How many are done.
    pub done: u64,
    /// Of how many; 0 if that is not known.
    pub of: u64,
    /// How many seconds are left in this stage, if that can be estimated yet.
    pub left_secs: Option<u32>,
}

/// A command that is being performed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct JobRow {
    /// Its number in this window.
    pub id: u32,
    /// The command: `import.people`.
    pub command: String,
    /// How far it is, once it has begun.
    pub progress: Option<JobProgress>,
    /// Whether it was cancelled, and is about to end.
    pub is_cancelled: bool,
}

/// What goes on now, the oldest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct JobListResponse {
    /// The commands that are being performed.
    pub jobs: Vec<JobRow>,
    /// Whether the program closes once they have ended.
    pub is_closing: bool,
}

/// Asks for the end of a job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct JobCancelRequest {
    /// The number of the job.
    pub id: u32,
}

impl JobProgress {
    /// The progress for the wire.
    pub fn new(at: Progress, left_secs: Option<u32>) -> Self {
        Self {
            stage: at.stage.into(),
            done: at.done,
            of: at.of,
            left_secs,
        }
    }

    /// The progress without the time that is left.
    pub fn at(self) -> Progress {
        Progress {
            stage: self.stage.into(),
            done: self.done,
            of: self.of,
        }
    }
}

/// Makes the two ways between the stages here and those of the rules.
macro_rules! stages {
    ($($stage:ident),+) => {
        impl From<Stage> for JobStage {
            fn from(stage: Stage) -> Self {
                match stage {
                    $(Stage::$stage => Self::$stage,)+
                }
            }
        }

        impl From<JobStage> for Stage {
            fn from(stage: JobStage) -> Self {
                match stage {
                    $(JobStage::$stage => Self::$stage,)+
                }
            }
        }
    };
}

stages!(Reading, Deciding, Comparing, Checking, Verifying, Writing, Saving);
