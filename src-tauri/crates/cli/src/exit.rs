//! Exit codes: fixed.

use std::process::ExitCode;

/// The result of a command that worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Done, or yes.
    Yes,
    /// It worked, and the answer is no.
    No,
    /// It tells why something else would be refused with this exit code.
    Refused(u8),
}

impl From<Answer> for ExitCode {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::SUCCESS,
            Answer::No => Self::from(1),
            Answer::Refused(exit) => Self::from(exit),
        }
    }
}
