//! Reasons: why exactly an error happened, within its class.

use crate::error_class::ErrorClass;

/// Why exactly an error happened: a stable name within a class, for example `import.collision`.
///
/// The set is open. A new reason is a constant beside the code that refuses:
/// `const MOVING: Reason = Reason::new(ErrorClass::RuleViolated, "key.moving");`. A program that does not know a reason
/// acts on its class. A class is the reason of an error that has no more exact one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    pub(crate) class: ErrorClass,
    pub(crate) name: &'static str,
}

impl Reason {
    /// A reason within `class`. `name` is a noun and what is wrong with it. It never changes, because scripts and
    /// trails contain it.
    pub const fn new(class: ErrorClass, name: &'static str) -> Self {
        Self { class, name }
    }
}

impl From<ErrorClass> for Reason {
    fn from(class: ErrorClass) -> Self {
        Self::new(class, class.name())
    }
}

/// A reason with an exit code of its own, which scripts know, and a title of its own in the window.
pub(crate) struct Numbered {
    pub(crate) reason: Reason,
    pub(crate) exit: u8,
    pub(crate) title: &'static str,
    pub(crate) words: &'static str,
}

/// The exit code and the title of the reason `name`, if it has its own.
pub(crate) fn numbered(name: &str) -> Option<&'static Numbered> {
    NUMBERED.iter().find(|row| row.reason.name == name)
}

/// Makes the constants and the table from one list of rows.
macro_rules! numbered {
    ($($constant:ident $class:ident $name:literal $exit:literal $title:literal $words:literal)+) => {
        impl Reason {
            $(#[doc = $words] pub const $constant: Self = Self::new(ErrorClass::$class, $name);)+
        }

        pub(crate) const NUMBERED: &[Numbered] = &[
            $(Numbered { reason: Reason::$constant, exit: $exit, title: $title, words: $words },)+
        ];
    };
}

impl Reason {
    /// The folder of the directory cannot be written to.
    pub const FOLDER_READ_ONLY: Self = Self::new(ErrorClass::DiskFailed, "folder.read_only");
}

/// Reasons that exit as their class does, and have a title of their own in the window: the class's would mislead.
pub(crate) const TITLED: &[(Reason, &str)] = &[(Reason::FOLDER_READ_ONLY, "The folder is read-only")];

// This list does not grow: new reasons take the exit code of their class.
numbered! {
    PASSWORD_REJECTED      Rejected         "password.rejected"           9 "This password is too weak"       "the password is not good enough"
    TOO_MANY_ATTEMPTS      WrongCredentials "password.too_many_attempts" 15 "Too many wrong passwords"        "too many wrong passwords, try again in a second"
    IMPORT_UNREADABLE      Rejected         "import.unreadable"          20 "The file cannot be read"         "the file to import cannot be read"
    IMPORT_NOT_JSON        Rejected         "import.not_json"            21 "The file is not JSON"            "the file to import is not JSON"
    IMPORT_CUT_SHORT       Rejected         "import.cut_short"           22 "The file is incomplete"          "the file to import ends in the middle"
    IMPORT_NOT_A_DUMP      Rejected         "import.not_a_dump"          23 "The file contains no people"     "the file to import is not a dump with people"
    IMPORT_HASH_TOO_COSTLY Rejected         "import.hash_too_costly"     24 "A password in the file is too costly to check" "a password hash in the file costs too much to check"
    IMPORT_COLLISION       Rejected         "import.collision"           25 "Two names in the file collide"   "two names in the file count as the same"
    IMPORT_REJECTED        Rejected         "import.rejected"            26 "The file cannot be imported"     "other problems in the file to import"
    PRESET_REJECTED        Rejected         "preset.rejected"            30 "The preset does not fit"         "no such preset, or not for this app"
    TARGET_UNWRITABLE      Rejected         "target.unwritable"          31 "The file was not written"        "the target cannot be written"
    DIRECTORY_ABSENT       Unavailable      "directory.absent"           40 "No directory here"               "there is no directory here"
    DIRECTORY_EXISTS       Unavailable      "directory.exists"           41 "There is a directory already"    "there is a directory here already"
    DIRECTORY_IN_USE       Unavailable      "directory.in_use"           42 "The directory is in use"         "another process has the directory and does not answer"
    FOLDER_UNSAFE          Unavailable      "folder.unsafe"              43 "The folder is not safe"          "the folder, or a file with a secret, is not private"
    KEYCHAIN_LOCKED        Unavailable      "keychain.locked"            44 "The keychain is locked"          "the keychain is locked"
    KEYCHAIN_ABSENT        Unavailable      "keychain.absent"            45 "The key is not in the keychain"  "no keychain, or the key is not in it"
    WRONG_PASSPHRASE       WrongCredentials "passphrase.wrong"           46 "Wrong passphrase"                "the passphrase is missing or wrong"
    FOLDER_SHARED          Rejected         "folder.shared"              47 "This folder is shared with other computers" "other machines write to the folder, too"
    DISK_FULL              DiskFailed       "disk.full"                  50 "The disk is full"                "the disk is full"
    ROLLED_BACK            Damaged          "directory.rolled_back"      53 "An older copy was put back"      "an older copy of the data was put back"
    BACKUP_UNREADABLE      Rejected         "backup.unreadable"          60 "The backup cannot be read"       "the backup cannot be read"
    NOT_A_BACKUP           Rejected         "backup.not_a_backup"        61 "Not a backup file"               "the file is not a backup"
    BACKUP_CUT_SHORT       Rejected         "backup.cut_short"           62 "The backup is incomplete"        "the backup ends in the middle, or its end is damaged"
    BACKUP_DAMAGED         Rejected         "backup.damaged"             63 "The backup is damaged"           "the backup is damaged"
    BACKUP_NEWER           Rejected         "backup.newer"               64 "The backup is from a newer version" "the backup is from a newer version"
    BACKUP_FOREIGN         Rejected         "backup.foreign"             65 "The backup belongs to another team" "the backup is of another directory"
    SHARE_REJECTED         Rejected         "share.rejected"             66 "These pages do not belong together" "the words of a recovery share are wrong"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::error::CommandError;

    /// Scripts depend on these codes: add entries, but change none.
    const EXITS: &str = "invalid_request 3, not_signed_in 4, wrong_credentials 5, forbidden 6, not_found 7, name_taken 8, \
        password.rejected 9, rule_violated 10, conflict 11, busy 12, locked 13, proof_needed 14, \
        password.too_many_attempts 15, rejected 16, unavailable 17, import.unreadable 20, import.not_json 21, \
        import.cut_short 22, import.not_a_dump 23, import.hash_too_costly 24, import.collision 25, import.rejected 26, \
        preset.rejected 30, target.unwritable 31, directory.absent 40, directory.exists 41, directory.in_use 42, \
        folder.unsafe 43, keychain.locked 44, keychain.absent 45, passphrase.wrong 46, folder.shared 47, disk.full 50, \
        disk_failed 51, damaged 52, directory.rolled_back 53, backup.unreadable 60, backup.not_a_backup 61, \
        backup.cut_short 62, backup.damaged 63, backup.newer 64, backup.foreign 65, share.rejected 66, internal 70, \
        cancelled 130";

    /// Every class, and every reason with an exit code of its own.
    fn all() -> impl Iterator<Item = Reason> {
        let classes = ErrorClass::ALL.iter().map(|class| Reason::from(*class));
        classes.chain(NUMBERED.iter().map(|row| row.reason))
    }

    #[test]
    fn exit_codes_stay_as_scripts_know_them_and_are_each_of_one_meaning() {
        let mut exits: Vec<(u8, &str)> = all()
            .map(|reason| (CommandError::new(reason, "").exit(), reason.name))
            .collect();
        exits.sort_unstable();
        let words: Vec<String> = exits
            .iter()
            .map(|(exit, name)| format!("{name} {exit}"))
            .collect();
        assert_eq!(words.join(", "), EXITS);
        let distinct: BTreeSet<u8> = exits.iter().map(|(exit, _)| *exit).collect();
        assert_eq!(distinct.len(), exits.len());
        assert!(
            distinct.iter().all(|exit| matches!(exit, 3..=125 | 130)),
            "0 to 2 and the shell's are taken; 130 means a cancel to the shell, too"
        );
    }

    #[test]
    fn a_folder_that_is_read_only_exits_as_a_disk_that_fails() {
        let error = CommandError::new(Reason::FOLDER_READ_ONLY, "");
        assert_eq!((error.reason.as_ref(), error.exit()), ("folder.read_only", 51));
    }

    #[test]
    fn a_new_reason_takes_the_exit_code_of_its_class() {
        let reason = Reason::new(ErrorClass::Rejected, "import.another_planet");
        assert_eq!(CommandError::new(reason, "").exit(), ErrorClass::Rejected.exit());
    }
}
