//! The same change for several people: one change of the directory. A refusal of one does not stop the others.

use portreeve_commands::CommandError;
use portreeve_commands::user::wire::*;
use portreeve_host::HostSession;
use serde::Serialize;

use crate::args::People;
use crate::exit::Answer;
use crate::output::Output;
use crate::table::plain;

/// The results for several people, for scripts.
#[derive(Serialize)]
struct Several<R> {
    done: Vec<R>,
    refused: Vec<Refused>,
    /// Always empty: the others are changed all together, or the command fails as a whole.
    not_tried: Vec<String>,
    dry_run: bool,
    changed: u32,
    unchanged: u32,
    left_out: Vec<LeftOutCount>,
    superusers: u32,
}

#[derive(Serialize)]
struct Refused {
    name: String,
    error: CommandError,
}

/// The words for what is done.
#[derive(Clone, Copy)]
pub(super) struct Verb {
    /// "disable"
    pub(super) do_it: &'static str,
    /// "disabled"
    pub(super) done: &'static str,
}

/// The one name that is given, if there is one and the change is to be made: its answer is that of a single change.
pub(super) fn single(people: &People) -> Option<&str> {
    let (first, others) = people.names.split_first()?;
    let is_single = others.iter().all(|name| name == first) && !people.dry_run;
    is_single.then_some(first.as_str())
}

/// Does `act` to several people. `row` is how one of them is told to scripts, `line` to people. With names, the first
/// refusal sets the exit code; with a filter, leaving out oneself and superusers is no refusal.
pub(super) fn many<R: Serialize>(
    host: &HostSession,
    output: &Output,
    people: &People,
    act: UserAct,
    verb: Verb,
    row: impl Fn(&UserChangeManyResponse, &UserDone) -> R,
    line: impl Fn(&UserChangeManyResponse, &UserDone) -> String,
) -> Result<Answer, CommandError> {
    let whom = match &people.filter {
        Some(filter) => UserSelection::Filter(filter.clone()),
        None => UserSelection::Users(people.names.clone()),
    };
    let request = UserChangeManyRequest {
        whom,
        act,
        // The caller means a superuser whom they name. A filter may find one by accident.
        with_superusers: people.superusers || people.filter.is_none(),
        dry_run: people.dry_run,
    };
    let mut response: UserChangeManyResponse = host.ask("user.change_many", &request)?;
    for left in &mut response.refused {
        left.error = left.error.at_command_line();
    }
    let is_filtered = people.filter.is_some();
    let refused = |left: &&UserLeftOut| !(is_filtered && is_by_default(left.why));
    let several = Several {
        done: response.done.iter().map(|done| row(&response, done)).collect(),
        refused: response
            .refused
            .iter()
            .map(|left| Refused {
                name: left.name.clone(),
                error: left.error.clone(),
            })
            .collect(),
        not_tried: Vec::new(),
        dry_run: response.dry_run,
        changed: response.changed,
        unchanged: response.unchanged,
        left_out: response.left_out.clone(),
        superusers: response.superusers,
    };
    output.answer(&several, || match is_filtered {
        true => summary(&response, verb),
        false => response
            .done
            .iter()
            .map(|done| line(&response, done))
            .collect::<Vec<_>>()
            .join("\n"),
    });
    let refused: Vec<&UserLeftOut> = response.refused.iter().filter(refused).collect();
    tell_left_out(output, &response, &refused, is_filtered);
    if response.dry_run {
        output.note("hint: nothing was changed; leave out --dry-run to do it");
    }
    let exit = refused.first().map(|left| Answer::Refused(left.error.exit()));
    Ok(exit.unwrap_or(Answer::Yes))
}

/// Whether somebody is left out who comes with a filter without being meant.
fn is_by_default(why: LeftOutWhy) -> bool {
    match why {
        LeftOutWhy::Yourself | LeftOutWhy::Superuser | LeftOutWhy::LastSuperuser => true,
        LeftOutWhy::NoPower | LeftOutWhy::NotFound | LeftOutWhy::Impossible => false,
    }
}

fn summary(response: &UserChangeManyResponse, verb: Verb) -> String {
    let verb = match response.dry_run {
        true => format!("would {}", verb.do_it),
        false => verb.done.to_owned(),
    };
    let so_already = match response.unchanged {
        0 => String::new(),
        unchanged => format!("; {} already", people(unchanged)),
    };
    format!("{verb} {}{so_already}", people(response.changed))
}

fn tell_left_out(
    output: &Output,
    response: &UserChangeManyResponse,
    refused: &[&UserLeftOut],
    is_filtered: bool,
) {
    for left in refused {
        let (name, why) = (plain(&left.name), plain(&left.error.message));
        output.note(&format!("error: {name}: {why}"));
        let hint = left.error.hint.as_deref();
        hint.iter()
            .for_each(|hint| output.note(&format!("hint: {}", plain(hint))));
    }
    let left_out: u32 = response.left_out.iter().map(|left| left.count).sum();
    if is_filtered && left_out > 0 {
        let parts: Vec<String> = response.left_out.iter().map(left_out_words).collect();
        output.note(&format!("left out: {}", parts.join(", ")));
        let superusers = response
            .left_out
            .iter()
            .any(|left| left.why == LeftOutWhy::Superuser);
        if superusers {
            output.note("hint: --superusers includes them");
        }
    }
    if !is_filtered && left_out > 0 {
        let done = response.changed + response.unchanged;
        output.note(&format!("{done} of {} done", done + left_out));
    }
}

fn left_out_words(left: &LeftOutCount) -> String {
    let count = left.count;
    let several = |one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    match left.why {
        LeftOutWhy::Yourself => "you".to_owned(),
        LeftOutWhy::Superuser => several("superuser", "superusers"),
        LeftOutWhy::LastSuperuser => "the last superuser who can sign in".to_owned(),
        LeftOutWhy::NoPower => format!("{} beyond your rights", people(count)),
        LeftOutWhy::NotFound => several("unknown name", "unknown names"),
        LeftOutWhy::Impossible => format!("{} with whom it is impossible", people(count)),
    }
}

fn people(count: u32) -> String {
    match count {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    }
}
