//! The same change for several people: each is a change of its own, and a refusal of one does not stop the others.

use portreeve_commands::{CommandError, ErrorClass};
use serde::Serialize;

use crate::exit::Answer;
use crate::output::Output;
use crate::table::plain;

/// The results for several people, for scripts.
#[derive(Serialize)]
struct Several<R> {
    done: Vec<R>,
    refused: Vec<Refused>,
    /// Not tried, because the same refusal would have met them.
    not_tried: Vec<String>,
}

#[derive(Serialize)]
struct Refused {
    name: String,
    error: CommandError,
}

/// Calls `change` once for each of `names`. One name gets the usual answer. For several, the answer lists what was done
/// and what was not, and the first refusal sets the exit code.
pub(super) fn each<R: Serialize>(
    names: Vec<String>,
    output: &Output,
    change: impl Fn(String) -> Result<R, CommandError>,
    words: impl Fn(&str, &R) -> String,
) -> Result<Answer, CommandError> {
    let mut wanted: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        if !wanted.contains(&name) {
            wanted.push(name);
        }
    }
    if let [name] = wanted.as_slice() {
        let done = change(name.clone())?;
        output.answer(&done, || words(name, &done));
        return Ok(Answer::Yes);
    }
    let all = wanted.len();
    let mut several = Several {
        done: Vec::new(),
        refused: Vec::new(),
        not_tried: Vec::new(),
    };
    let mut lines = Vec::new();
    let mut wanted = wanted.into_iter();
    for name in wanted.by_ref() {
        match change(name.clone()) {
            Ok(done) => {
                lines.push(words(&name, &done));
                several.done.push(done);
            }
            Err(error) => {
                let ends_here = !is_about_one(error.class);
                let error = error.at_command_line();
                several.refused.push(Refused { name, error });
                if ends_here {
                    break;
                }
            }
        }
    }
    several.not_tried.extend(wanted);
    output.answer(&several, || lines.join("\n"));
    let Some(first) = several.refused.first().map(|refused| refused.error.exit()) else {
        return Ok(Answer::Yes);
    };
    for refused in &several.refused {
        output.note(&format!(
            "error: {}: {}",
            plain(&refused.name),
            plain(&refused.error.message)
        ));
        let hint = refused.error.hint.as_deref();
        hint.iter()
            .for_each(|hint| output.note(&format!("hint: {}", plain(hint))));
    }
    if !several.not_tried.is_empty() {
        let names: Vec<String> = several.not_tried.iter().map(|name| plain(name)).collect();
        output.note(&format!("not tried: {}", names.join(", ")));
    }
    output.note(&format!("{} of {all} done", several.done.len()));
    Ok(Answer::Refused(first))
}

/// Whether a refusal is about this one person, and says nothing about the next.
fn is_about_one(class: ErrorClass) -> bool {
    match class {
        ErrorClass::Forbidden
        | ErrorClass::NotFound
        | ErrorClass::NameTaken
        | ErrorClass::RuleViolated
        | ErrorClass::InvalidRequest
        | ErrorClass::Conflict => true,
        ErrorClass::NotSignedIn
        | ErrorClass::WrongCredentials
        | ErrorClass::ProofNeeded
        | ErrorClass::Busy
        | ErrorClass::Locked
        | ErrorClass::Rejected
        | ErrorClass::Unavailable
        | ErrorClass::DiskFailed
        | ErrorClass::Damaged
        | ErrorClass::Internal => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portreeve_commands::Reason;
    use std::cell::RefCell;

    /// The names that were tried, and the result, if `refused` is refused with `code`.
    fn tried(
        names: &[&str],
        refused: &str,
        reason: impl Into<Reason> + Copy,
    ) -> (Vec<String>, Result<Answer, String>) {
        let tried = RefCell::new(Vec::new());
        let change = |name: String| {
            tried.borrow_mut().push(name.clone());
            match name == refused {
                true => Err(CommandError::new(reason, "no")),
                false => Ok(name),
            }
        };
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let answer = each(names, &Output::new(true), change, |name, _| name.to_owned());
        (
            tried.into_inner(),
            answer.map_err(|error| error.reason.into_owned()),
        )
    }

    #[test]
    fn a_no_to_one_holds_up_nobody_and_a_trouble_of_all_ends_it() {
        let three = ["ada", "nobody", "bob"];
        let no = Ok(Answer::Refused(7));
        assert_eq!(
            tried(&three, "nobody", ErrorClass::NotFound),
            (three.map(str::to_owned).to_vec(), no)
        );
        let trouble = Ok(Answer::Refused(50));
        assert_eq!(
            tried(&three, "nobody", Reason::DISK_FULL),
            (vec!["ada".to_owned(), "nobody".to_owned()], trouble)
        );
        assert_eq!(tried(&three, "", ErrorClass::NotFound).1, Ok(Answer::Yes));
    }

    #[test]
    fn one_is_refused_as_ever_and_the_same_name_twice_is_one() {
        let ada = vec!["ada".to_owned()];
        assert_eq!(
            tried(&["ada", "ada"], "", ErrorClass::NotFound),
            (ada.clone(), Ok(Answer::Yes))
        );
        assert_eq!(
            tried(&["ada"], "ada", ErrorClass::NotFound),
            (ada, Err("not_found".into()))
        );
    }
}
