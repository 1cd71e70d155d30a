//! What goes wrong at the door: a closed set of codes, one shape on every wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a command was refused. Add a code only when an adapter does something different for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum ErrorCode {
    /// The request itself is wrong: an unknown command or field, a bad value.
    InvalidRequest,
    /// No session, or it has ended.
    NotSignedIn,
    /// Login name or password is wrong, or the account may not sign in.
    WrongCredentials,
    /// The last passwords for the account were wrong: the next is checked a moment later.
    TooManyAttempts,
    /// The actor may do this, but has to show their password again first.
    ProofNeeded,
    /// The actor may not do this.
    Forbidden,
    /// No such user, group, client, session or permission.
    NotFound,
    /// The name, or one that looks like it, is taken.
    NameTaken,
    /// The password does not meet the policy.
    PasswordRejected,
    /// It would leave the directory without a superuser, or make a cycle of groups.
    RuleViolated,
    /// Somebody changed the same thing in between.
    Conflict,
    /// Too much work is waiting; try again.
    Busy,
    /// The window is locked.
    Locked,
    /// The file to import cannot be read.
    ImportUnreadable,
    /// The file to import is not JSON.
    ImportNotJson,
    /// The file to import ends in the middle.
    ImportCutShort,
    /// The file to import is JSON, but not a dump with users.
    ImportNotADump,
    /// A password hash in the file would take too long to check.
    ImportHashTooCostly,
    /// Two names in the file count as the same.
    ImportCollision,
    /// Other problems inside the file.
    ImportRejected,
    /// No such preset, or it cannot be made for this client.
    PresetRejected,
    /// A file could not be written.
    TargetUnwritable,
    /// The backup cannot be read.
    BackupUnreadable,
    /// The file is no backup.
    NotABackup,
    /// The backup ends in the middle.
    BackupCutShort,
    /// The backup is damaged, or does not add up.
    BackupDamaged,
    /// The backup was made by a newer version.
    BackupNewer,
    /// The backup is of another directory.
    BackupForeign,
    /// The words of a recovery share are wrong, or of another directory.
    ShareRejected,
    /// There is no directory here yet.
    DirectoryAbsent,
    /// There is a directory here already.
    DirectoryExists,
    /// Another process has the directory open and cannot be reached.
    DirectoryInUse,
    /// The folder can be read by others, or is not ours.
    FolderUnsafe,
    /// Other machines write to the folder, too.
    FolderShared,
    /// The keychain is locked.
    KeychainLocked,
    /// There is no keychain, or it does not hold the key.
    KeychainAbsent,
    /// The passphrase is needed or wrong.
    WrongPassphrase,
    /// The disk is full.
    DiskFull,
    /// The disk failed.
    DiskFailed,
    /// Something is damaged and cannot be made again from what is good.
    Damaged,
    /// The data is older than what was acknowledged.
    RolledBack,
    /// A bug.
    Internal,
}

impl ErrorCode {
    /// As it is written on every wire.
    pub(crate) fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => format!("{self:?}"),
        }
    }

    /// Whether it is a no that somebody has got, and not a trouble of the machine.
    pub(crate) fn is_decision(self) -> bool {
        match self {
            Self::WrongCredentials
            | Self::TooManyAttempts
            | Self::Forbidden
            | Self::NotFound
            | Self::NameTaken
            | Self::PasswordRejected
            | Self::RuleViolated
            | Self::Conflict
            | Self::ImportUnreadable
            | Self::ImportNotJson
            | Self::ImportCutShort
            | Self::ImportNotADump
            | Self::ImportHashTooCostly
            | Self::ImportCollision
            | Self::ImportRejected
            | Self::BackupUnreadable
            | Self::NotABackup
            | Self::BackupCutShort
            | Self::BackupDamaged
            | Self::BackupNewer
            | Self::BackupForeign
            | Self::PresetRejected
            | Self::TargetUnwritable
            | Self::WrongPassphrase
            | Self::InvalidRequest => true,
            Self::NotSignedIn
            | Self::ProofNeeded
            | Self::Busy
            | Self::Locked
            | Self::DirectoryAbsent
            | Self::DirectoryExists
            | Self::DirectoryInUse
            | Self::FolderUnsafe
            | Self::FolderShared
            | Self::KeychainLocked
            | Self::KeychainAbsent
            | Self::ShareRejected
            | Self::DiskFull
            | Self::DiskFailed
            | Self::Damaged
            | Self::RolledBack
            | Self::Internal => false,
        }
    }
}

/// A refusal: what happened and what was kept, what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
#[ts(export_to = "wire.ts", optional_fields)]
pub struct CommandError {
    /// For programs.
    pub code: ErrorCode,
    /// For people: what happened and what was kept.
    pub message: String,
    /// For people: what to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Single findings, when there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional = nullable, as = "Option<Vec<String>>")]
    pub details: Vec<String>,
}

impl CommandError {
    /// A refusal with this code and message.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
            details: Vec::new(),
        }
    }

    /// Adds what to do next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds single findings.
    pub fn details(mut self, details: impl IntoIterator<Item = String>) -> Self {
        self.details = details.into_iter().collect();
        self
    }
}
