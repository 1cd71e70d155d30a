//! Error codes: what goes wrong at the door, a closed set, with all that is decided for each.
//!
//! From here follow the exit codes of the command line, their table in `docs/cli.md`, which refusals belong in the trail,
//! and the window's words.

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

/// How much it matters to the person at the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It can be mended on the spot.
    Wrong,
    /// Something else comes first.
    Blocked,
    /// It is grave.
    Broken,
}

/// What the window offers beside the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Trying again.
    Retry,
    /// Signing in.
    SignIn,
    /// Unlocking the window.
    Unlock,
}

/// Whether somebody has got a no, or the machine or the situation stands in the way.
#[derive(PartialEq, Eq)]
enum Nature {
    Decision,
    Trouble,
}

/// What is decided for a code.
struct Row {
    exit: u8,
    nature: Nature,
    severity: Severity,
    action: Action,
    title: &'static str,
    words: &'static str,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [Self; 42] = [
        Self::InvalidRequest,
        Self::NotSignedIn,
        Self::WrongCredentials,
        Self::TooManyAttempts,
        Self::ProofNeeded,
        Self::Forbidden,
        Self::NotFound,
        Self::NameTaken,
        Self::PasswordRejected,
        Self::RuleViolated,
        Self::Conflict,
        Self::Busy,
        Self::Locked,
        Self::ImportUnreadable,
        Self::ImportNotJson,
        Self::ImportCutShort,
        Self::ImportNotADump,
        Self::ImportHashTooCostly,
        Self::ImportCollision,
        Self::ImportRejected,
        Self::PresetRejected,
        Self::TargetUnwritable,
        Self::BackupUnreadable,
        Self::NotABackup,
        Self::BackupCutShort,
        Self::BackupDamaged,
        Self::BackupNewer,
        Self::BackupForeign,
        Self::ShareRejected,
        Self::DirectoryAbsent,
        Self::DirectoryExists,
        Self::DirectoryInUse,
        Self::FolderUnsafe,
        Self::FolderShared,
        Self::KeychainLocked,
        Self::KeychainAbsent,
        Self::WrongPassphrase,
        Self::DiskFull,
        Self::DiskFailed,
        Self::Damaged,
        Self::RolledBack,
        Self::Internal,
    ];

    /// As it is written on every wire.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => format!("{self:?}"),
        }
    }

    /// What the command line exits with. 1 means "no", 2 is clap's for a command line that it does not understand.
    pub const fn exit(self) -> u8 {
        self.row().exit
    }

    /// What the exit code means, in a few words for scripts' authors.
    pub const fn words(self) -> &'static str {
        self.row().words
    }

    /// What the window calls it.
    pub const fn title(self) -> &'static str {
        self.row().title
    }

    /// How much it matters to the person at the window.
    pub const fn severity(self) -> Severity {
        self.row().severity
    }

    /// What the window offers.
    pub const fn action(self) -> Action {
        self.row().action
    }

    /// Whether it is a no that somebody has got, and not a trouble of the machine.
    pub(crate) fn is_decision(self) -> bool {
        self.row().nature == Nature::Decision
    }

    #[rustfmt::skip]
    const fn row(self) -> Row {
        use Nature::{Decision, Trouble};
        use Severity::{Blocked, Broken, Wrong};
        match self {
            Self::InvalidRequest => Row::new(3, Decision, Wrong, Action::None, "That cannot be used", "a value is not valid"),
            Self::NotSignedIn => Row::new(4, Trouble, Blocked, Action::SignIn, "You are signed out", "nobody is signed in"),
            Self::WrongCredentials => Row::new(5, Decision, Wrong, Action::None, "Not signed in", "wrong login name, password or refresh token"),
            Self::TooManyAttempts => Row::new(15, Decision, Wrong, Action::None, "Too many wrong passwords", "too many wrong passwords, try again in a second"),
            Self::ProofNeeded => Row::new(14, Trouble, Blocked, Action::None, "Your password is needed", "your password is needed again"),
            Self::Forbidden => Row::new(6, Decision, Blocked, Action::None, "Not allowed", "not allowed"),
            Self::NotFound => Row::new(7, Decision, Wrong, Action::None, "Not found", "not found"),
            Self::NameTaken => Row::new(8, Decision, Wrong, Action::None, "The name is taken", "the name is taken"),
            Self::PasswordRejected => Row::new(9, Decision, Wrong, Action::None, "Choose another password", "the password is not good enough"),
            Self::RuleViolated => Row::new(10, Decision, Blocked, Action::None, "Not possible", "a rule stands against it"),
            Self::Conflict => Row::new(11, Decision, Blocked, Action::Retry, "Changed in between", "somebody changed the same thing"),
            Self::Busy => Row::new(12, Trouble, Blocked, Action::Retry, "Busy", "too busy, try again"),
            Self::Locked => Row::new(13, Trouble, Blocked, Action::Unlock, "The window is locked", "locked"),
            Self::ImportUnreadable => Row::new(20, Decision, Wrong, Action::None, "The file cannot be read", "the file to import cannot be read"),
            Self::ImportNotJson => Row::new(21, Decision, Wrong, Action::None, "The file is not JSON", "it is not JSON"),
            Self::ImportCutShort => Row::new(22, Decision, Wrong, Action::None, "The file ends in the middle", "it ends in the middle"),
            Self::ImportNotADump => Row::new(23, Decision, Wrong, Action::None, "The file holds no users", "it is not a dump with users"),
            Self::ImportHashTooCostly => Row::new(24, Decision, Wrong, Action::None, "A password in the file is too costly to check", "a password hash in the file costs too much to check"),
            Self::ImportCollision => Row::new(25, Decision, Wrong, Action::None, "Two names in the file collide", "two names in the file count as the same"),
            Self::ImportRejected => Row::new(26, Decision, Wrong, Action::None, "The file cannot be imported", "other problems in the file"),
            Self::PresetRejected => Row::new(30, Decision, Wrong, Action::None, "The preset does not fit", "no such preset, or not for this app"),
            Self::TargetUnwritable => Row::new(31, Decision, Wrong, Action::None, "The file was not written", "the target cannot be written"),
            Self::BackupUnreadable => Row::new(60, Decision, Wrong, Action::None, "The backup cannot be read", "the backup cannot be read"),
            Self::NotABackup => Row::new(61, Decision, Wrong, Action::None, "The file is no backup", "the file is no backup"),
            Self::BackupCutShort => Row::new(62, Decision, Wrong, Action::None, "The backup ends in the middle", "the backup ends in the middle, or its end is damaged"),
            Self::BackupDamaged => Row::new(63, Decision, Wrong, Action::None, "The backup is damaged", "the backup is damaged"),
            Self::BackupNewer => Row::new(64, Decision, Wrong, Action::None, "The backup is from a newer version", "the backup is from a newer version"),
            Self::BackupForeign => Row::new(65, Decision, Wrong, Action::None, "The backup is of another directory", "the backup is of another directory"),
            Self::ShareRejected => Row::new(66, Trouble, Wrong, Action::None, "The shares do not fit", "the words of a recovery share are wrong"),
            Self::DirectoryAbsent => Row::new(40, Trouble, Blocked, Action::Retry, "No directory here", "there is no directory here"),
            Self::DirectoryExists => Row::new(41, Trouble, Blocked, Action::Retry, "There is a directory already", "there is a directory here already"),
            Self::DirectoryInUse => Row::new(42, Trouble, Blocked, Action::Retry, "The directory is in use", "another process has the directory and does not answer"),
            Self::FolderUnsafe => Row::new(43, Trouble, Blocked, Action::Retry, "The folder is not safe", "the folder, or a file with a secret, is not private"),
            Self::FolderShared => Row::new(47, Trouble, Wrong, Action::None, "Other machines write there, too", "other machines write to the folder, too"),
            Self::KeychainLocked => Row::new(44, Trouble, Blocked, Action::Retry, "The keychain is locked", "the keychain is locked"),
            Self::KeychainAbsent => Row::new(45, Trouble, Blocked, Action::Retry, "The key is not in the keychain", "no keychain, or it does not hold the key"),
            Self::WrongPassphrase => Row::new(46, Decision, Wrong, Action::None, "Wrong passphrase", "the passphrase is missing or wrong"),
            Self::DiskFull => Row::new(50, Trouble, Broken, Action::Retry, "The disk is full", "the disk is full"),
            Self::DiskFailed => Row::new(51, Trouble, Broken, Action::Retry, "The disk failed", "the disk failed"),
            Self::Damaged => Row::new(52, Trouble, Broken, Action::None, "Part of the directory is damaged", "something is damaged"),
            Self::RolledBack => Row::new(53, Trouble, Broken, Action::None, "An older copy was put back", "an older copy of the data was put back"),
            Self::Internal => Row::new(70, Trouble, Broken, Action::Retry, "A fault in Portreeve", "a bug"),
        }
    }
}

impl Row {
    const fn new(
        exit: u8,
        nature: Nature,
        severity: Severity,
        action: Action,
        title: &'static str,
        words: &'static str,
    ) -> Self {
        Self {
            exit,
            nature,
            severity,
            action,
            title,
            words,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn each_code_has_an_exit_code_of_its_own() {
        let exits: BTreeSet<u8> = ErrorCode::ALL.into_iter().map(ErrorCode::exit).collect();
        assert_eq!(exits.len(), ErrorCode::ALL.len());
        assert!(
            exits.iter().all(|exit| (3..=125).contains(exit)),
            "0 to 2 and the shell's are taken"
        );
        for (index, code) in ErrorCode::ALL.into_iter().enumerate() {
            assert_eq!(code as usize, index, "{code:?} is in its place");
        }
    }

    #[test]
    fn the_documentation_has_every_exit_code() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/cli.md");
        let page = std::fs::read_to_string(path).unwrap();
        for code in ErrorCode::ALL {
            let row = format!("| {} | {} |", code.exit(), code.words());
            assert!(page.contains(&row), "docs/cli.md lacks: {row}");
        }
    }
}
