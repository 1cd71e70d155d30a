//! Classes of errors: what kind of thing goes wrong at the door, a closed set, with all that is decided for each.
//!
//! A class says what a program does about an error: what a script exits with, whether the trail tells of it, how the window
//! shows it. Why exactly it happened is a [`Reason`](crate::Reason).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Makes the enum and its table from one list of rows.
macro_rules! classes {
    ($($class:ident $name:tt $exit:literal $nature:ident $severity:ident $action:ident $title:literal $words:literal)+) => {
        /// What kind of thing went wrong. Add a class only when programs do something different for it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[ts(export_to = "wire.ts")]
        pub enum ErrorClass {
            $(#[doc = $words] #[serde(rename = $name)] $class,)+
        }

        impl ErrorClass {
            /// Every class.
            pub const ALL: &[Self] = &[$(Self::$class),+];

            const fn row(self) -> Row {
                match self {
                    $(Self::$class => Row {
                        name: $name,
                        exit: $exit,
                        nature: Nature::$nature,
                        severity: Severity::$severity,
                        action: Action::$action,
                        title: $title,
                        words: $words,
                    },)+
                }
            }
        }
    };
}

// Exit codes are fixed: 1 means "no", 2 is clap's for a command line that it does not understand, from 126 on they are the
// shell's.
classes! {
    InvalidRequest   "invalid_request"    3 Decision Wrong   None   "That cannot be used"             "a value is not valid"
    NotSignedIn      "not_signed_in"      4 Trouble  Blocked SignIn "You are signed out"              "no one is signed in"
    WrongCredentials "wrong_credentials"  5 Decision Wrong   None   "Not signed in"                   "wrong username, password or refresh token"
    Forbidden        "forbidden"          6 Decision Blocked None   "Not allowed"                     "not allowed"
    NotFound         "not_found"          7 Decision Wrong   None   "Not found"                       "not found"
    NameTaken        "name_taken"         8 Decision Wrong   None   "The name is taken"               "the name is taken"
    RuleViolated     "rule_violated"     10 Decision Blocked None   "Not possible"                    "a rule forbids it"
    Conflict         "conflict"          11 Decision Blocked Retry  "Changed in between"              "someone else changed the same thing"
    Busy             "busy"              12 Trouble  Blocked Retry  "Busy"                            "too busy, try again"
    Locked           "locked"            13 Trouble  Blocked Unlock "The window is locked"            "locked"
    ProofNeeded      "proof_needed"      14 Trouble  Blocked None   "Your password is needed"         "your password is needed again"
    Rejected         "rejected"          16 Decision Wrong   None   "Not accepted"                    "what was given is not accepted"
    Unavailable      "unavailable"       17 Trouble  Blocked Retry  "The directory is out of reach"   "something on this computer stands in the way"
    DiskFailed       "disk_failed"       51 Trouble  Broken  Retry  "The disk failed"                 "the disk failed"
    Damaged          "damaged"           52 Trouble  Broken  None   "Part of the directory is damaged" "something is damaged"
    Internal         "internal"          70 Trouble  Broken  Retry  "A fault in Portreeve"            "a bug"
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

/// Whether the caller was told no, or the machine or the situation stands in the way.
#[derive(PartialEq, Eq)]
enum Nature {
    Decision,
    Trouble,
}

/// What is decided for a class.
struct Row {
    name: &'static str,
    exit: u8,
    nature: Nature,
    severity: Severity,
    action: Action,
    title: &'static str,
    words: &'static str,
}

impl ErrorClass {
    /// As it is written on every wire.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// What the command line exits with, unless the reason has an exit code of its own.
    pub const fn exit(self) -> u8 {
        self.row().exit
    }

    /// What it means, in a few words for scripts' authors.
    pub const fn words(self) -> &'static str {
        self.row().words
    }

    /// What the window calls it, unless the reason has a title of its own.
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

    /// True for a decision about the request, which belongs in the trail; false for troubles of the machine.
    pub(crate) fn is_decision(self) -> bool {
        self.row().nature == Nature::Decision
    }
}
