//! Exit codes: fixed, one for each kind of refusal.

use std::process::ExitCode;

use portreeve_commands::ErrorCode;

/// What a command that worked has to say to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Done, or yes.
    Yes,
    /// It worked, and the answer is no.
    No,
    /// It tells why something else would be refused like this.
    Refused(ErrorCode),
}

impl From<Answer> for ExitCode {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::SUCCESS,
            Answer::No => Self::from(1),
            Answer::Refused(refusal) => code(refusal),
        }
    }
}

/// The exit code of a refusal. 1 means "no", 2 is clap's for a command line it does not understand.
pub(crate) fn code(code: ErrorCode) -> ExitCode {
    ExitCode::from(match code {
        ErrorCode::InvalidRequest => 3,
        ErrorCode::NotSignedIn => 4,
        ErrorCode::WrongCredentials => 5,
        ErrorCode::Forbidden => 6,
        ErrorCode::NotFound => 7,
        ErrorCode::NameTaken => 8,
        ErrorCode::PasswordRejected => 9,
        ErrorCode::RuleViolated => 10,
        ErrorCode::Conflict => 11,
        ErrorCode::Busy => 12,
        ErrorCode::Locked => 13,
        ErrorCode::ProofNeeded => 14,
        ErrorCode::TooManyAttempts => 15,
        ErrorCode::ImportUnreadable => 20,
        ErrorCode::ImportNotJson => 21,
        ErrorCode::ImportCutShort => 22,
        ErrorCode::ImportNotADump => 23,
        ErrorCode::ImportHashTooCostly => 24,
        ErrorCode::ImportCollision => 25,
        ErrorCode::ImportRejected => 26,
        ErrorCode::PresetRejected => 30,
        ErrorCode::TargetUnwritable => 31,
        ErrorCode::DirectoryAbsent => 40,
        ErrorCode::DirectoryExists => 41,
        ErrorCode::DirectoryInUse => 42,
        ErrorCode::FolderUnsafe => 43,
        ErrorCode::KeychainLocked => 44,
        ErrorCode::KeychainAbsent => 45,
        ErrorCode::WrongPassphrase => 46,
        ErrorCode::FolderShared => 47,
        ErrorCode::DiskFull => 50,
        ErrorCode::DiskFailed => 51,
        ErrorCode::Damaged => 52,
        ErrorCode::RolledBack => 53,
        ErrorCode::BackupUnreadable => 60,
        ErrorCode::NotABackup => 61,
        ErrorCode::BackupCutShort => 62,
        ErrorCode::BackupDamaged => 63,
        ErrorCode::BackupNewer => 64,
        ErrorCode::BackupForeign => 65,
        ErrorCode::ShareRejected => 66,
        ErrorCode::Internal => 70,
    })
}
