//! Turns errors of inner layers into refusals.

use portreeve_core::access::Denied;
use portreeve_core::audit::EventOutcome;
use portreeve_core::backup::BackupFault;
use portreeve_core::name::NameError;
use portreeve_core::password::policy::Violation;
use portreeve_core::permission::PermissionError;
use portreeve_core::ports::{FileError, SecretStoreError, StoreError};
use portreeve_core::progress::Cancelled;
use portreeve_core::rules::RuleError;
use portreeve_tokens::TokenError;

use crate::error::{CommandError, ErrorClass, Reason};

/// The refusal for a store error.
pub fn from_store(error: StoreError) -> CommandError {
    match error {
        StoreError::Conflict => CommandError::new(
            ErrorClass::Conflict,
            "someone else changed the same thing at the same time; your change was not saved",
        )
        .hint("look again and repeat it if it is still wanted"),
        StoreError::Full => CommandError::new(
            Reason::DISK_FULL,
            "the disk is full; your change was not saved",
        )
        .hint("free some space and try again: everything stored before is unharmed"),
        StoreError::Io(why) => CommandError::new(
            ErrorClass::DiskFailed,
            format!("the disk refused: {why}; your change was not saved"),
        )
        .hint("check the disk and the folder's permissions, then try again"),
        StoreError::Damaged(what) => CommandError::new(
            ErrorClass::Damaged,
            format!("the directory is damaged or encrypted with another key: {what}"),
        )
        .hint("nothing was changed; restore a backup, or go on from the latest verified state, whichever loses less")
        .cli_hint(
            "`portreeve doctor` says what is lost; then `portreeve restore FILE --replace`, or `portreeve repair`",
        ),
        StoreError::Newer(what) => CommandError::new(
            ErrorClass::Damaged,
            format!("{what} was written by a newer Portreeve"),
        )
        .hint("open the directory with that version"),
        StoreError::Foreign(what) => {
            let hint = format!(
                "move {what} out of the folder `data`, restore this directory's own file of that name if you \
                 have it, and try again: a missing file is rebuilt from the others"
            );
            CommandError::new(
                ErrorClass::Damaged,
                format!("the file {what} belongs to another directory; nothing was changed"),
            )
            .hint(hint)
        }
        StoreError::RolledBack { found, expected } => CommandError::new(
            Reason::ROLLED_BACK,
            if found < expected {
                format!(
                    "an older copy of the data was put back, or its end is missing: it ends at entry {found}, and entry \
                     {expected} was written here; nothing was changed"
                )
            } else {
                format!(
                    "another copy of the data was put back, which went another way: it ends at entry {found}, but what \
                     was written here as entry {expected} is not in it; nothing was changed"
                )
            },
        )
        .hint("restore the newer data, or go on from this with `portreeve repair`, which signs everyone out"),
        StoreError::Cancelled(cancelled) => cancelled.into(),
        StoreError::Stopped => CommandError::new(ErrorClass::DiskFailed, "the directory was closed")
            .hint("open it again; everything acknowledged before is kept"),
    }
}

/// The refusal for a store error at opening. A full or unreadable disk says nothing about the data.
pub fn from_opening(error: StoreError) -> CommandError {
    match error {
        StoreError::Full => CommandError::new(
            Reason::DISK_FULL,
            "the disk is full, and opening the directory takes a little room; nothing was changed, and nothing is \
             known to be damaged",
        )
        .hint("free some space and try again"),
        StoreError::Io(why) => CommandError::new(
            ErrorClass::DiskFailed,
            format!(
                "the directory cannot be read: {why}; nothing was changed, and nothing is known to be damaged"
            ),
        )
        .hint("check the disk and the folder's permissions, then try again"),
        error => from_store(error),
    }
}

/// Another process is moving the key. A program that gets this reason waits and asks again.
const KEY_MOVING: Reason = Reason::new(ErrorClass::RuleViolated, "key.moving");

/// The refusal for an error of the keychain or key file.
pub fn from_secret_store(error: SecretStoreError) -> CommandError {
    match error {
        SecretStoreError::Locked => CommandError::new(Reason::KEYCHAIN_LOCKED, "the OS keychain is locked")
            .hint(
                "unlock it and try again; if it cannot be unlocked, keep the key in a passphrase file; nothing was changed",
            )
            .cli_hint("`portreeve init --key passphrase-file`"),
        SecretStoreError::NoKeyring => CommandError::new(
            Reason::KEYCHAIN_LOCKED,
            "the OS keychain has no keyring yet, and none was created",
        )
        .hint(
            "log in to the desktop once, which makes one, or keep the key in a passphrase file; nothing was changed",
        )
        .cli_hint("`portreeve init --key passphrase-file`"),
        SecretStoreError::Unavailable(why) => {
            CommandError::new(Reason::KEYCHAIN_ABSENT, format!("the OS keychain cannot be reached ({why})")).hint(
                "sign in to a desktop session that has one, or keep the key in a passphrase file",
            )
            .cli_hint("`portreeve init --key passphrase-file`, or set PORTREEVE_PASSPHRASE_FILE")
        }
        SecretStoreError::WrongPassphrase => {
            CommandError::new(Reason::WRONG_PASSPHRASE, "the passphrase is wrong")
                .hint("try again; nothing was changed")
        }
        SecretStoreError::PassphraseNeeded => CommandError::new(
            Reason::WRONG_PASSPHRASE,
            "this directory's key is encrypted with a passphrase",
        )
        .hint("set PORTREEVE_PASSPHRASE_FILE to a file that contains it, or enter it when asked"),
        SecretStoreError::Damaged(why) => {
            CommandError::new(ErrorClass::Damaged, format!("the directory's key cannot be used: {why}"))
                .hint(
                    "`portreeve recovery-kit restore` restores it from two shares and loses nothing; if it \
                     was in the file `key` in the directory's folder, you can also restore a copy of that \
                     file",
                )
        }
        SecretStoreError::Moving => CommandError::new(KEY_MOVING, "someone else is moving the key")
            .hint("`portreeve status` says afterwards where it is; nothing was changed"),
        SecretStoreError::Full => from_store(StoreError::Full),
        SecretStoreError::Io(why) => CommandError::new(ErrorClass::DiskFailed, format!("the key file: {why}"))
            .hint("check the disk and the folder's permissions"),
    }
}

/// The refusal for an error of the keychain or key file of an existing directory. Its key is only there, so a
/// passphrase file helps only after a move of the key.
pub fn from_key_store(error: SecretStoreError) -> CommandError {
    let (is_locked, is_away) = (
        matches!(error, SecretStoreError::Locked | SecretStoreError::NoKeyring),
        matches!(error, SecretStoreError::Unavailable(_)),
    );
    let error = from_secret_store(error);
    match (is_locked, is_away) {
        (true, _) => error
            .hint("unlock it and try again; nothing was changed")
            .cli_hint(OUT_OF_REACH),
        (_, true) => error
            .hint("open this directory in the desktop session that has its key; nothing was changed")
            .cli_hint(OUT_OF_REACH),
        (false, false) => error,
    }
}

/// How to use a directory whose keychain cannot be reached: over ssh, from cron.
const OUT_OF_REACH: &str = "where that cannot be (ssh, cron), have the key in a passphrase file: `portreeve key move --to \
                            passphrase-file` in the desktop session, and PORTREEVE_PASSPHRASE_FILE set to a file with \
                            the passphrase";

/// The refusal for a fault of the backup at `path`.
pub fn from_backup(path: &str, fault: BackupFault) -> CommandError {
    let code = match fault {
        BackupFault::Store(error) => return from_store(error),
        BackupFault::Cancelled(cancelled) => return cancelled.into(),
        BackupFault::Unwritable(error) => return from_write(path, error),
        BackupFault::Unreadable(_) => Reason::BACKUP_UNREADABLE,
        BackupFault::NotABackup => Reason::NOT_A_BACKUP,
        BackupFault::CutShort => Reason::BACKUP_CUT_SHORT,
        BackupFault::Damaged(_) | BackupFault::Unfit(_) => Reason::BACKUP_DAMAGED,
        BackupFault::Newer => Reason::BACKUP_NEWER,
        BackupFault::WrongKey(_) | BackupFault::ForRecipients | BackupFault::ForPassphrase => {
            Reason::WRONG_PASSPHRASE
        }
        BackupFault::NotARecipient(_) | BackupFault::NotAnIdentity => {
            return CommandError::new(ErrorClass::InvalidRequest, fault.to_string())
                .hint("`age-keygen` makes an identity file, with its recipient (`age1...`) in a comment");
        }
    };
    let hint = match fault {
        BackupFault::Unreadable(_) => "check the path and that you can read the file",
        BackupFault::NotABackup => "choose a file that Portreeve made as a backup",
        BackupFault::Newer => "open it with that version",
        BackupFault::WrongKey(_) => "try again; without it nobody can open the backup",
        BackupFault::ForRecipients => "open it with the identity of one of them",
        BackupFault::ForPassphrase => "open it with its passphrase: leave the identity out",
        _ => "use another backup, or another copy of this one",
    };
    let refusal = CommandError::new(code, format!("{path}: {fault}; nothing was changed")).hint(hint);
    match fault {
        BackupFault::NotABackup => refusal.cli_hint("`portreeve backup FILE` makes one"),
        BackupFault::ForRecipients => refusal.cli_hint("`--identity-file FILE`"),
        _ => refusal,
    }
}

/// The refusal for a file that cannot be read.
pub(crate) fn from_read(path: &str, error: FileError) -> CommandError {
    let why = CommandError::new(
        Reason::IMPORT_UNREADABLE,
        format!("{path} cannot be read: {error}"),
    );
    why.hint("check the path and that you can read the file; nothing was changed")
}

/// The refusal for a file that cannot be written.
pub(crate) fn from_write(path: &str, error: FileError) -> CommandError {
    let why = match error == FileError::Exists {
        true => format!("{path} is there already; it was not touched"),
        false => format!("{path} cannot be written: {error}; what stood there before is unharmed"),
    };
    let hint = match error {
        FileError::Exists => "choose another name or folder",
        FileError::Full => "free some space, or choose a folder on another disk",
        FileError::NotFound => "make the folder first, or choose one that exists",
        FileError::Denied => "choose a folder that you can write to",
        FileError::Folder => "add the name that the file should have in it",
        FileError::NotPlain => "choose a name that nothing has yet: a pipe, device or link is not replaced",
        FileError::Ours(_) => "choose a folder in which nothing of a Portreeve directory is",
        FileError::TooLarge(_) | FileError::Io(_) => "choose another folder, on another disk if there is one",
    };
    let code = match error == FileError::Full {
        true => Reason::DISK_FULL,
        false => Reason::TARGET_UNWRITABLE,
    };
    let refusal = CommandError::new(code, why).hint(hint);
    match error {
        FileError::Exists => refusal.cli_hint("`--force` replaces it"),
        FileError::Ours(_) => refusal.cli_hint("`--force` does not change that"),
        _ => refusal,
    }
}

impl From<Cancelled> for CommandError {
    fn from(cancelled: Cancelled) -> Self {
        Self::new(ErrorClass::Cancelled, cancelled.to_string())
    }
}

impl From<Denied> for CommandError {
    fn from(refusal: Denied) -> Self {
        Self::new(ErrorClass::Forbidden, refusal.why).hint(refusal.remedy)
    }
}

impl From<RuleError> for CommandError {
    fn from(error: RuleError) -> Self {
        match error {
            RuleError::Forbidden(refusal) => refusal.into(),
            RuleError::OutOfOrder { why, hint } => Self::new(ErrorClass::RuleViolated, why).hint(hint),
            RuleError::NameTaken { why, hint } => Self::new(ErrorClass::NameTaken, why).hint(hint),
            RuleError::Name(error) => error.into(),
            RuleError::UnknownPermission(permission) => not_found("permission", &permission)
                .hint("choose a known one, or make this one known first")
                .cli_hint(
                    "`portreeve permission list` shows them, `portreeve permission add` makes one known",
                ),
            RuleError::Store(error) => from_store(error),
        }
    }
}

impl From<NameError> for CommandError {
    fn from(error: NameError) -> Self {
        Self::new(ErrorClass::InvalidRequest, error.to_string())
    }
}

impl From<PermissionError> for CommandError {
    fn from(error: PermissionError) -> Self {
        Self::new(ErrorClass::InvalidRequest, error.to_string())
    }
}

impl From<TokenError> for CommandError {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Key(_) => Self::new(ErrorClass::Internal, error.to_string()),
            TokenError::NotAToken(_) | TokenError::CutShort | TokenError::NotARefreshToken => {
                Self::new(ErrorClass::InvalidRequest, error.to_string())
            }
            TokenError::Several => Self::new(ErrorClass::InvalidRequest, error.to_string())
                .hint("paste only the token to look into"),
        }
    }
}

/// The refusal of a password, with every reason.
pub(crate) fn from_policy(violations: Vec<Violation>) -> CommandError {
    let reasons: Vec<String> = violations
        .into_iter()
        .map(|violation| violation.message)
        .collect();
    CommandError::new(
        Reason::PASSWORD_REJECTED,
        "this password is not good enough; nothing was changed",
    )
    .details(reasons)
    .hint("three or four unrelated words make a good one")
}

pub(crate) fn not_found(kind: &str, name: &str) -> CommandError {
    let shown: String = name.chars().take(80).collect();
    CommandError::new(ErrorClass::NotFound, format!("there is no {kind} `{shown}`"))
}

pub(crate) fn not_signed_in() -> CommandError {
    CommandError::new(
        ErrorClass::NotSignedIn,
        "no one is signed in, or the session has ended",
    )
    .hint("sign in again")
    .cli_hint("`portreeve login NAME`")
}

/// The outcome of one refusal or failure.
pub(crate) fn refused(error: &CommandError) -> EventOutcome {
    EventOutcome::Refused {
        reason: error.reason.to_string(),
        times: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_being_moved_has_a_reason_of_its_own() {
        let error = from_secret_store(SecretStoreError::Moving);
        assert_eq!((error.reason.as_ref(), error.exit()), ("key.moving", 10));
    }

    #[test]
    fn a_file_that_cannot_be_written_says_what_to_do_about_its_own_reason() {
        for (error, hint) in [
            (FileError::Exists, "choose another name"),
            (FileError::NotFound, "make the folder first"),
            (FileError::Denied, "that you can write to"),
            (FileError::Folder, "add the name"),
            (FileError::NotPlain, "pipe, device or link"),
            (
                FileError::Ours("that is the passphrase file"),
                "nothing of a Portreeve directory",
            ),
            (FileError::Full, "free some space"),
        ] {
            let refusal = from_write("/srv/app.py", error.clone());
            assert!(refusal.hint.unwrap().contains(hint), "{error:?}");
        }
    }

    #[test]
    fn the_window_is_told_no_options_and_the_command_line_is() {
        let refusal = from_write("/srv/app.py", FileError::Exists);
        assert!(!refusal.hint.as_deref().unwrap().contains("--"));
        let shown = refusal.at_command_line();
        assert_eq!(
            shown.hint.as_deref(),
            Some("choose another name or folder; `--force` replaces it")
        );
        assert_eq!(shown.cli_hint, None);
    }

    #[test]
    fn a_key_of_a_directory_that_is_there_is_not_made_anew() {
        let error = from_key_store(SecretStoreError::Locked).at_command_line();
        let hint = error.hint.unwrap();
        assert!(hint.contains("key move") && !hint.contains("init"), "{hint}");
    }
}
