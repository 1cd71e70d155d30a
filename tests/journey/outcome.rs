//! The result of a command.

use serde_json::Value;

/// An exit code and the reason that goes with it. Scripts rely on both, so they are written out here.
#[derive(Clone, Copy)]
pub struct Refusal {
    exit: i32,
    reason: &'static str,
}

const fn refusal(exit: i32, reason: &'static str) -> Refusal {
    Refusal { exit, reason }
}

pub const INVALID_REQUEST: Refusal = refusal(3, "invalid_request");
pub const NOT_SIGNED_IN: Refusal = refusal(4, "not_signed_in");
pub const WRONG_CREDENTIALS: Refusal = refusal(5, "wrong_credentials");
pub const FORBIDDEN: Refusal = refusal(6, "forbidden");
pub const RULE_VIOLATED: Refusal = refusal(10, "rule_violated");
pub const PROOF_NEEDED: Refusal = refusal(14, "proof_needed");
pub const IMPORT_UNREADABLE: Refusal = refusal(20, "import.unreadable");
pub const IMPORT_NOT_JSON: Refusal = refusal(21, "import.not_json");
pub const IMPORT_CUT_SHORT: Refusal = refusal(22, "import.cut_short");
pub const IMPORT_NOT_A_DUMP: Refusal = refusal(23, "import.not_a_dump");
pub const IMPORT_HASH_TOO_COSTLY: Refusal = refusal(24, "import.hash_too_costly");
pub const IMPORT_COLLISION: Refusal = refusal(25, "import.collision");
pub const IMPORT_REJECTED: Refusal = refusal(26, "import.rejected");
pub const PRESET_REJECTED: Refusal = refusal(30, "preset.rejected");
pub const TARGET_UNWRITABLE: Refusal = refusal(31, "target.unwritable");
pub const DIRECTORY_ABSENT: Refusal = refusal(40, "directory.absent");
pub const DIRECTORY_EXISTS: Refusal = refusal(41, "directory.exists");
pub const DIRECTORY_IN_USE: Refusal = refusal(42, "directory.in_use");
pub const FOLDER_UNSAFE: Refusal = refusal(43, "folder.unsafe");
pub const FOLDER_SHARED: Refusal = refusal(47, "folder.shared");
pub const WRONG_PASSPHRASE: Refusal = refusal(46, "passphrase.wrong");
pub const PASSWORD_REJECTED: Refusal = refusal(9, "password.rejected");
pub const BACKUP_UNREADABLE: Refusal = refusal(60, "backup.unreadable");
pub const NOT_A_BACKUP: Refusal = refusal(61, "backup.not_a_backup");
pub const BACKUP_CUT_SHORT: Refusal = refusal(62, "backup.cut_short");
pub const BACKUP_FOREIGN: Refusal = refusal(65, "backup.foreign");
pub const SHARE_REJECTED: Refusal = refusal(66, "share.rejected");
pub const ROLLED_BACK: Refusal = refusal(53, "directory.rolled_back");
pub const DAMAGED: Refusal = refusal(52, "damaged");
#[cfg(target_os = "linux")]
pub const KEYCHAIN_LOCKED: Refusal = refusal(44, "keychain.locked");
pub const KEYCHAIN_ABSENT: Refusal = refusal(45, "keychain.absent");
#[cfg(target_os = "linux")]
pub const DISK_FULL: Refusal = refusal(50, "disk.full");
pub const DISK_FAILED: Refusal = refusal(51, "disk_failed");

/// The output and the exit code of a command.
pub struct Outcome {
    pub line: String,
    /// `None` if a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    /// Asserts that it succeeded, or answered yes.
    pub fn done(self) -> Self {
        self.answers(0)
    }

    /// Asserts that it worked, and answered no.
    pub fn says_no(self) -> Self {
        self.answers(1)
    }

    fn answers(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// Asserts that `--json` refused it in this way, with nothing on standard output. Returns the message and hint.
    pub fn refused(self, refusal: Refusal) -> String {
        assert_eq!(
            self.code,
            Some(refusal.exit),
            "expected {}\n{self}",
            refusal.reason
        );
        assert_eq!(self.stdout, "", "a refusal is no data\n{self}");
        let whole: Value =
            serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("{error}\n{self}"));
        let error = &whole["error"];
        assert_eq!(error["reason"], refusal.reason, "{self}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let details = error["details"].as_array().into_iter().flatten().map(text);
        let words: Vec<String> = [text(&error["message"]), text(&error["hint"])]
            .into_iter()
            .chain(details)
            .collect();
        assert!(!words[0].is_empty(), "a refusal says what happened\n{self}");
        words.join("\n")
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("not JSON: {error}\n{self}"))
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            line,
            code,
            stdout,
            stderr,
        } = self;
        write!(
            f,
            "$ portreeve {line}\nexit code {code:?}\nstdout: {stdout}\nstderr: {stderr}"
        )
    }
}

/// Asserts that `words` contain each of `parts`.
pub fn says(words: &str, parts: &[&str]) {
    for part in parts {
        assert!(words.contains(part), "`{part}` is not in: {words}");
    }
}
