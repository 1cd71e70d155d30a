//! Exit codes: fixed, one for each kind of refusal.

use std::process::ExitCode;

use portreeve_commands::ErrorCode;

/// The result of a command that worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Done, or yes.
    Yes,
    /// It worked, and the answer is no.
    No,
    /// The refusal that another command would get for the same reason.
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

/// The exit code of a refusal.
pub(crate) fn code(code: ErrorCode) -> ExitCode {
    ExitCode::from(code.exit())
}
