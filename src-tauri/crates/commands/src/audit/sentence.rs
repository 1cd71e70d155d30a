//! The words that say what an event did or tried, without its actor.

use portreeve_core::audit::{AuditEvent, EventOutcome};

use crate::declare::Declared;
use crate::own_event::OwnEvent;
use crate::words::fill;

/// The words of `event`. Those of an event that this program does not know are its detail.
pub(super) fn words(event: &AuditEvent, declared: &[&'static Declared]) -> String {
    let own = OwnEvent::of(event).map(OwnEvent::words);
    let of_command = || declared.iter().find(|declared| declared.name == event.command);
    let Some(words) = own.or_else(|| of_command().map(|declared| declared.words)) else {
        return [&event.detail, &event.command]
            .into_iter()
            .find(|text| !text.is_empty())
            .cloned()
            .unwrap_or_default();
    };
    match event.outcome {
        EventOutcome::Done => fill(words.done, event),
        EventOutcome::Refused { .. } => format!("tried to {}", fill(words.tried, event)),
    }
}

/// The words of `event` and its detail.
pub(crate) fn sentence(event: &AuditEvent, declared: &[&'static Declared]) -> String {
    with_detail(&words(event, declared), &event.detail)
}

/// `words`, followed by `detail` unless they contain it already.
pub fn with_detail(words: &str, detail: &str) -> String {
    match words.contains(detail) {
        true => words.to_owned(),
        false => format!("{words}: {detail}"),
    }
}

#[cfg(test)]
mod tests {
    use portreeve_core::actor::Actor;
    use portreeve_core::audit::Via;
    use portreeve_core::time::Timestamp;

    use super::*;
    use crate::list::commands;

    fn said(via: Via, command: &str, detail: &str, is_done: bool) -> String {
        let declared: Vec<_> = commands().map(|command| &command.declared).collect();
        let mut event = AuditEvent::new(Timestamp::from_unix_ms(0), Actor::Nobody, via, command, detail);
        if !is_done {
            event.outcome = EventOutcome::Refused {
                reason: "forbidden".to_owned(),
                times: 1,
            };
        }
        words(&event, &declared)
    }

    #[test]
    fn everything_that_leaves_events_has_words_also_where_no_name_is_known() {
        let own = OwnEvent::ALL.map(|own| own.event(Timestamp::from_unix_ms(0), ""));
        let own = own.into_iter().map(|event| (event.via, event.command));
        let commands = commands().map(|command| (Via::Window, command.declared.name.to_owned()));
        for (via, command) in own.chain(commands) {
            for is_done in [true, false] {
                let words = said(via, &command, "as the directory says it", is_done);
                let ends_open = [
                    " of", " to", " from", " for", " inside", " at", " by", " as", " a", " ",
                ];
                let is_whole = !ends_open.iter().any(|end| words.ends_with(end));
                assert!(
                    is_whole && !words.contains(['{', '[', '}', ']', '|']),
                    "{command}: {words}"
                );
                assert!(
                    !words.contains("  ") && words != "tried to ",
                    "{command}: {words}"
                );
                let says_itself = command == OwnEvent::DirectoryHealed.name() && is_done;
                assert_eq!(words == "as the directory says it", says_itself, "{command}");
            }
        }
    }

    #[test]
    fn what_this_program_does_not_know_is_told_as_its_event_says() {
        assert_eq!(
            said(Via::Window, "door.paint", "painted it red", true),
            "painted it red"
        );
        assert_eq!(said(Via::Window, "door.paint", "", true), "door.paint");
    }

    #[test]
    fn a_scheduled_backup_was_not_asked_for() {
        assert_eq!(
            said(Via::Window, "backup.schedule", "", true),
            "scheduled backups"
        );
        assert_eq!(said(Via::Itself, "backup.schedule", "", true), "backed up");
    }

    #[test]
    fn a_detail_is_told_where_it_says_more_than_the_words() {
        assert_eq!(with_detail("disabled ada", ""), "disabled ada");
        assert_eq!(
            with_detail("healed: entry 7", "healed: entry 7"),
            "healed: entry 7"
        );
        assert_eq!(with_detail("backed up", "61 users"), "backed up: 61 users");
    }
}
