//! Classes of errors: a closed set of the kinds of errors that a caller can get, and a table with the effects of each.
//!
//! The class decides what programs do about an error: the exit code, whether the trail records it, and how the window
//! shows it. The exact cause is a [`Reason`](crate::Reason).

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

// Exit codes are fixed. 1 means "no", clap uses 2 for a command line that it cannot parse, and the shell uses 126 and
// above.
classes! {
    InvalidRequest   "invalid_request"    3 Decision Wrong   None   "That cannot be used"             "a value is not valid"
    NotSignedIn      "not_signed_in"      4 Trouble  Blocked SignIn "You are signed out"              "no one is signed in"
    WrongCredentials "wrong_credentials"  5 Decision Wrong   None   "Not signed in"                   "wrong username, password or refresh token"
    Forbidden        "forbidden"          6 Decision Blocked None   "Not allowed"                     "not allowed"
    NotFound         "not_found"          7 Decision Wrong   None   "Not found"                       "not found"
    NameTaken        "name_taken"         8 Decision Wrong   None   "This name is taken"              "the name is taken"
    RuleViolated     "rule_violated"     10 Decision Blocked None   "Not possible"                    "a rule forbids it"
    Conflict         "conflict"          11 Decision Blocked Retry  "Someone else changed this"       "someone else changed the same thing"
    Busy             "busy"              12 Trouble  Blocked Retry  "Busy"                            "too busy, try again"
    Locked           "locked"            13 Trouble  Blocked Unlock "The window is locked"            "locked"
    ProofNeeded      "proof_needed"      14 Trouble  Blocked None   "Your password is needed"         "your password is needed again"
    Rejected         "rejected"          16 Decision Wrong   None   "Not accepted"                    "what was given is not accepted"
    Unavailable      "unavailable"       17 Trouble  Blocked Retry  "The directory is out of reach"   "something on this computer stands in the way"
    DiskFailed       "disk_failed"       51 Trouble  Broken  Retry  "The disk failed"                 "the disk failed"
    Damaged          "damaged"           52 Trouble  Broken  None   "Part of the directory is damaged" "something is damaged"
    Internal         "internal"          70 Trouble  Broken  Retry  "A fault in Portreeve"            "a bug"
    Cancelled        "cancelled"        130 Trouble  Wrong   None   "Cancelled"                       "the caller has cancelled it"
}

/// How much an error matters to the person at the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The person can correct it at once.
    Wrong,
    /// The person has to do something else first.
    Blocked,
    /// The disk, the data or Portreeve itself has failed.
    Broken,
}

/// What the window offers beside the message.
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

/// Whether Portreeve decided against the request, or the machine or the situation prevents it.
#[derive(PartialEq, Eq)]
enum Nature {
    Decision,
    Trouble,
}

/// The effects of a class.
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
    /// The name of the class on every wire.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The exit code of the command line, unless the reason has one of its own.
    pub const fn exit(self) -> u8 {
        self.row().exit
    }

    /// What it means, in a few words for scripts' authors.
    pub const fn words(self) -> &'static str {
        self.row().words
    }

    /// The title in the window, unless the reason has one of its own.
    pub const fn title(self) -> &'static str {
        self.row().title
    }

    /// How much it matters to the person at the window.
    pub const fn severity(self) -> Severity {
        self.row().severity
    }

    /// What the window offers beside the message.
    pub const fn action(self) -> Action {
        self.row().action
    }

    /// Whether Portreeve decided against the request, which belongs in the trail; false for troubles of the machine.
    pub(crate) fn is_decision(self) -> bool {
        self.row().nature == Nature::Decision
    }
}
