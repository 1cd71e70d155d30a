//! `portreeve audit`

use std::collections::BTreeMap;

use portreeve_commands::audit::wire::{self, *};
use portreeve_commands::directory::wire::DirectoryResponse;
use portreeve_commands::undo::wire::{UndoPreview, UndoRequest};
use portreeve_commands::wire::{Nothing, PAGE_LIMIT_MAX, Page};
use portreeve_commands::{CommandError, ErrorClass, no_event, with_detail};
use portreeve_host::HostSession;

use super::target;
use crate::args::{self, Audit};
use crate::exit::Answer;
use crate::moment::{minute, second, typed};
use crate::output::Output;
use crate::table::{plain, table};

pub(super) fn run(host: &HostSession, command: Audit, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Audit::List {
            filter,
            limit,
            before,
        } => list(host, wanted(filter)?, limit, before, output),
        Audit::Show { event } => show(host, event, output),
        Audit::Verify => {
            let response: AuditVerifyResponse = host.ask("audit.verify", &Nothing {})?;
            output.answer(&response, || match &response.finding {
                None => format!(
                    "nothing was changed: {} events, {} to {}",
                    response.events, response.first, response.last
                ),
                Some(finding) => finding.what.clone(),
            });
            Ok(yes_if(response.is_intact))
        }
        Audit::Export {
            out,
            format,
            force,
            filter,
            start,
        } => {
            let request = AuditExportRequest {
                path: target(&out)?,
                format: match format {
                    args::AuditFormat::Jsonl => wire::AuditFormat::JsonLines,
                    args::AuditFormat::Csv => wire::AuditFormat::Csv,
                },
                filter: wanted(filter)?,
                start,
                replace: force.force,
                goes_on: false,
            };
            export(host, request, output)
        }
        Audit::Keep { request, forever } => {
            let days = match (request.days, forever) {
                (None, false) => {
                    host.ask::<_, DirectoryResponse>("directory.show", &Nothing {})?
                        .keep_events_days
                }
                (Some(_), _) | (None, true) => host.ask::<_, AuditKeepResponse>("audit.keep", &request)?.days,
            };
            output.answer(&AuditKeepResponse { days }, || match days {
                None => "events are kept forever".to_owned(),
                Some(days) => {
                    format!("events are kept for {days} days, and removed by the window or `portreeve serve`")
                }
            });
            Ok(Answer::Yes)
        }
        Audit::Prune(request) => {
            let response: AuditPruneResponse = host.ask("audit.prune", &request)?;
            output.answer(&response, || {
                format!(
                    "removed {} events; the trail begins at {}",
                    response.pruned, response.first
                )
            });
            if let Some(code) = &response.code {
                output.note(&format!("the last of them was {code}"));
            }
            Ok(Answer::Yes)
        }
        Audit::Head => {
            let response: AuditHeadResponse = host.ask("audit.head", &Nothing {})?;
            output.answer(&response, || response.code.clone());
            output.note("hint: keep it outside this computer; `portreeve audit check WORDS` compares");
            Ok(Answer::Yes)
        }
        Audit::Check { words } => {
            let code = words.join(" ");
            let response: AuditCheckResponse = host.ask("audit.check", &AuditCheckRequest { code })?;
            output.answer(&response, || response.what.clone());
            if let Some(hint) = &response.hint {
                output.note(&format!("hint: {hint}"));
            }
            Ok(yes_if(response.holds))
        }
    }
}

fn yes_if(holds: bool) -> Answer {
    if holds { Answer::Yes } else { Answer::No }
}

/// The filter for the wire, where times have a zone.
fn wanted(filter: args::AuditFilter) -> Result<wire::AuditFilter, CommandError> {
    let moment = |text: Option<String>| text.map(|text| typed(&text)).transpose();
    Ok(wire::AuditFilter {
        actor: filter.actor,
        target: filter.target,
        command: filter.command,
        outcome: filter.outcome.map(|outcome| match outcome {
            args::AuditOutcome::Done => wire::AuditOutcome::Done,
            args::AuditOutcome::Refused => wire::AuditOutcome::Refused,
        }),
        from: moment(filter.from)?,
        to: moment(filter.to)?,
        text: filter.text,
        also: conditions(&filter.also)?,
        without: conditions(&filter.without)?,
    })
}

fn conditions(typed: &[String]) -> Result<Vec<AuditCondition>, CommandError> {
    typed.iter().map(|text| condition(text)).collect()
}

/// Reads `actor:root`.
fn condition(text: &str) -> Result<AuditCondition, CommandError> {
    let unknown = || {
        let shown: String = text.chars().take(40).collect();
        CommandError::new(
            ErrorClass::InvalidRequest,
            format!("`{shown}` is not a condition"),
        )
        .hint("a condition is an option and its value: actor:root, target:Finance, outcome:refused")
    };
    let (name, value) = text.split_once(':').ok_or_else(unknown)?;
    let given = Some(value.to_owned()).filter(|value| !value.is_empty());
    let value = given.ok_or_else(unknown)?;
    match (name, value.as_str()) {
        ("actor", _) => Ok(AuditCondition::Actor(value)),
        ("target", _) => Ok(AuditCondition::Target(value)),
        ("command", _) => Ok(AuditCondition::Command(value)),
        ("from", _) => Ok(AuditCondition::From(typed(&value)?)),
        ("to", _) => Ok(AuditCondition::To(typed(&value)?)),
        ("text", _) => Ok(AuditCondition::Text(value)),
        ("outcome", "done") => Ok(AuditCondition::Outcome(wire::AuditOutcome::Done)),
        ("outcome", "refused") => Ok(AuditCondition::Outcome(wire::AuditOutcome::Refused)),
        _ => Err(unknown()),
    }
}

/// Writes to a file, or to standard output in parts, because answers are small.
fn export(
    host: &HostSession,
    mut request: AuditExportRequest,
    output: &Output,
) -> Result<Answer, CommandError> {
    require_known(host, &request.filter)?;
    let mut response: AuditExportResponse = host.ask("audit.export", &request)?;
    if let Some(contents) = &mut response.contents {
        while let Some(next) = response.next {
            (request.start, request.goes_on) = (Some(next), true);
            let more: AuditExportResponse = host.ask("audit.export", &request)?;
            contents.push_str(more.contents.as_deref().unwrap_or_default());
            response.events += more.events;
            response.bytes = response.bytes.saturating_add(more.bytes);
            response.next = more.next;
        }
        let contents = response.contents.as_deref().unwrap_or_default();
        output.file(&response, contents);
        return Ok(Answer::Yes);
    }
    output.answer(&response, || {
        let path = response.path.as_deref().unwrap_or_default();
        format!("wrote {} events to {}", response.events, plain(path))
    });
    if let Some(next) = response.next {
        output.note(&format!(
            "hint: they do not fit into one file; go on with --start {next}"
        ));
    }
    Ok(Answer::Yes)
}

/// Reads pages of the trail until it has as many events as wanted.
fn pages(host: &HostSession, mut request: AuditListRequest) -> Result<AuditListResponse, CommandError> {
    let limit = request.limit.unwrap_or(1);
    let mut answer: AuditListResponse = host.ask("audit.list", &request)?;
    while let Some(next) = answer.next
        && (answer.rows.len() as u32) < limit
    {
        request.before = Some(next);
        request.limit = Some(limit - answer.rows.len() as u32);
        let more: AuditListResponse = host.ask("audit.list", &request)?;
        answer.rows.extend(more.rows);
        answer.next = more.next;
        answer.scanned = answer.scanned.saturating_add(more.scanned);
    }
    Ok(answer)
}

fn list(
    host: &HostSession,
    filter: wire::AuditFilter,
    limit: u32,
    before: Option<u64>,
    output: &Output,
) -> Result<Answer, CommandError> {
    let request = AuditListRequest {
        filter: filter.clone(),
        before,
        limit: Some(limit),
    };
    let answer = pages(host, request)?;
    if answer.rows.is_empty() && answer.next.is_none() {
        require_known(host, &filter)?;
    }
    output.answer(&answer, || {
        let rows: Vec<_> = answer.rows.iter().map(line).collect();
        table(&["NUMBER", "WHEN", "WHO", "FROM", "COMMAND", "WHAT"], &rows)
    });
    if let Some(next) = answer.next {
        output.note(&format!("hint: --before {next} goes on"));
    }
    Ok(Answer::Yes)
}

/// Refuses an actor or target that does not exist and that no event names: an empty answer would look as if nothing had
/// happened.
fn require_known(host: &HostSession, filter: &wire::AuditFilter) -> Result<(), CommandError> {
    let is_in_trail = |filter: wire::AuditFilter| -> Result<bool, CommandError> {
        let anywhere = AuditListRequest {
            filter,
            before: None,
            limit: Some(1),
        };
        // Unreadable events match every filter, and prove nothing.
        Ok(pages(host, anywhere)?.rows.iter().any(|row| !row.is_unreadable))
    };
    let unknown = |why, hint: &str| Err(CommandError::new(ErrorClass::InvalidRequest, why).hint(hint));
    if let Some(actor) = &filter.actor
        && actor != "nobody"
        && !is_there(host, "user.show", "user", actor)
        && !is_in_trail(wire::AuditFilter {
            actor: Some(actor.clone()),
            ..wire::AuditFilter::default()
        })?
    {
        return unknown(
            format!("nobody is or was called `{actor}`"),
            "--actor takes a username, or `nobody` for those who were not signed in; --text looks anywhere",
        );
    }
    let kinds = [
        ("user.show", "user"),
        ("group.show", "group"),
        ("client.show", "client"),
    ];
    if let Some(target) = &filter.target
        && !kinds
            .iter()
            .any(|(command, field)| is_there(host, command, field, target))
        && !is_in_trail(wire::AuditFilter {
            target: Some(target.clone()),
            ..wire::AuditFilter::default()
        })?
    {
        return unknown(
            format!("nothing is or was called `{target}`"),
            "--target takes the name of a person, group, permission, app or file; --text looks anywhere",
        );
    }
    Ok(())
}

/// Whether something of this name may exist: any answer but "not found" counts as yes.
fn is_there(host: &HostSession, command: &str, field: &str, name: &str) -> bool {
    let request = BTreeMap::from([(field, name)]);
    let shown = host.ask::<_, serde_json::Value>(command, &request);
    !shown.is_err_and(|error| error.class == ErrorClass::NotFound)
}

fn show(host: &HostSession, event: u64, output: &Output) -> Result<Answer, CommandError> {
    let request = AuditListRequest {
        before: Some(event.saturating_add(1)),
        limit: Some(1),
        ..AuditListRequest::default()
    };
    let response: AuditListResponse = host.ask("audit.list", &request)?;
    let row = response.rows.into_iter().find(|row| row.number == event);
    let mut row = row.ok_or_else(|| no_event(event, response.first))?;
    add_targets(host, &mut row)?;
    output.answer(&row, || {
        format!("{}\nundo     {}", describe(&row), undo(host, &row))
    });
    Ok(Answer::Yes)
}

/// Adds all targets that the event itself has no room for.
fn add_targets(host: &HostSession, row: &mut AuditRow) -> Result<(), CommandError> {
    while row.more_targets > 0 {
        let page = Page {
            offset: count(row.targets.len()),
            limit: PAGE_LIMIT_MAX,
        };
        let request = AuditTargetsRequest {
            event: row.number,
            page,
        };
        let response: AuditTargetsResponse = host.ask("audit.targets", &request)?;
        if response.targets.is_empty() {
            break;
        }
        row.targets.extend(response.targets);
        row.more_targets = response.total.saturating_sub(count(row.targets.len()));
    }
    Ok(())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How to undo the event, or why it cannot be undone: a later change may conflict.
fn undo(host: &HostSession, row: &AuditRow) -> String {
    match (&row.not_undoable_because, row.undoable) {
        (Some(because), false) => format!("cannot be: {because}"),
        (None, false) => "it changed nothing that could be put back".to_owned(),
        (_, true) => {
            let event = Some(row.number);
            let preview = host.ask::<_, UndoPreview>("undo.preview", &UndoRequest { event });
            let why_not = match preview {
                Ok(preview) => preview.why_not,
                Err(error) => Some(error.message),
            };
            why_not.map_or_else(|| format!("`portreeve undo {}`", row.number), |why| plain(&why))
        }
    }
}

fn line(row: &AuditRow) -> Vec<String> {
    vec![
        row.number.to_string(),
        minute(&row.at),
        who(row).to_owned(),
        via(row.via).to_owned(),
        row.command.clone(),
        what(row),
    ]
}

fn describe(row: &AuditRow) -> String {
    let mut lines = vec![
        format!("event    {}", row.number),
        format!("when     {}", second(&row.at)),
        format!("who      {}", plain(who(row))),
        format!("from     {}", via(row.via)),
        format!("command  {}", row.command),
        format!("what     {}", plain(&what(row))),
    ];
    lines.extend(changes(&row.targets));
    if row.more_targets > 0 {
        lines.push(format!("on       {} more", row.more_targets));
    }
    if let Some(undone) = row.undoes {
        lines.push(format!("undoes   {undone}"));
    }
    lines.join("\n")
}

/// What the events are about, and what they changed.
pub(super) fn changes(targets: &[AuditTarget]) -> Vec<String> {
    let nothing = |text: &str| {
        if text.is_empty() {
            "nothing".to_owned()
        } else {
            plain(text)
        }
    };
    let mut lines = Vec::new();
    for target in targets {
        let name = if target.name.is_empty() {
            &target.id
        } else {
            &target.name
        };
        lines.push(format!("on       {} {}", kind(target.kind), plain(name)));
        lines.extend(target.changes.iter().map(|change| {
            format!(
                "           {}: {} -> {}",
                change.field,
                nothing(&change.before),
                nothing(&change.after)
            )
        }));
    }
    lines
}

/// "group: 3, user: 61"
pub(super) fn counted(targets: &[AuditTarget]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for target in targets {
        *counts.entry(kind(target.kind)).or_default() += 1;
    }
    let words: Vec<String> = counts
        .iter()
        .map(|(kind, count)| format!("{kind}: {count}"))
        .collect();
    words.join(", ")
}

fn who(row: &AuditRow) -> &str {
    match row.actor_name.as_str() {
        "" => "nobody",
        name => name,
    }
}

fn what(row: &AuditRow) -> String {
    let times = match row.times {
        0 | 1 => String::new(),
        times => format!(" ({times} times)"),
    };
    format!("{}{times}", with_detail(&row.words, &row.detail))
}

fn via(via: AuditVia) -> &'static str {
    match via {
        AuditVia::Setup => "setup",
        AuditVia::Window => "window",
        AuditVia::CommandLine => "command line",
        AuditVia::ControlSocket => "control socket",
        AuditVia::Itself => "automatic",
    }
}

fn kind(kind: AuditTargetKind) -> &'static str {
    match kind {
        AuditTargetKind::Directory => "directory",
        AuditTargetKind::User => "user",
        AuditTargetKind::Group => "group",
        AuditTargetKind::Permission => "permission",
        AuditTargetKind::Client => "app",
        AuditTargetKind::Key => "key",
        AuditTargetKind::Session => "session",
        AuditTargetKind::TokenFamily => "refresh tokens",
        AuditTargetKind::File => "file",
        AuditTargetKind::Trail => "events",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(words: &str, detail: &str, times: u32) -> AuditRow {
        AuditRow {
            number: 1,
            is_unreadable: false,
            at: String::new(),
            actor_id: None,
            actor_name: String::new(),
            via: AuditVia::CommandLine,
            command: String::new(),
            targets: Vec::new(),
            more_targets: 0,
            words: words.to_owned(),
            detail: detail.to_owned(),
            outcome: AuditOutcome::Done,
            reason: None,
            times,
            undoable: false,
            not_undoable_because: None,
            undone_by: None,
            undoes: None,
        }
    }

    #[test]
    fn an_event_is_told_in_its_words_with_what_they_do_not_say() {
        assert_eq!(what(&row("disabled ada", "", 1)), "disabled ada");
        assert_eq!(
            what(&row("tried to disable ada", "you may not", 3)),
            "tried to disable ada: you may not (3 times)"
        );
        assert_eq!(
            what(&row("healed: entry 7", "healed: entry 7", 1)),
            "healed: entry 7"
        );
    }

    #[test]
    fn a_condition_is_an_option_and_its_value() {
        let read = |text: &str| condition(text).unwrap();
        assert_eq!(read("actor:root"), AuditCondition::Actor("root".into()));
        assert_eq!(read("text:10:30"), AuditCondition::Text("10:30".into()));
        assert_eq!(
            read("outcome:refused"),
            AuditCondition::Outcome(wire::AuditOutcome::Refused)
        );
        assert_eq!(
            read("from:2026-05-03T09:00:00Z"),
            AuditCondition::From("2026-05-03T09:00:00Z".into())
        );
        for wrong in ["root", "actor:", "by:root", "outcome:maybe", "from:spring"] {
            assert!(condition(wrong).is_err(), "{wrong}");
        }
    }
}
