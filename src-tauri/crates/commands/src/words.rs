//! The words that say what an event did or tried: the same in the window, on the command line and in exports.

use portreeve_core::audit::{AuditEvent, FieldChange, TargetKind};

/// The words of a command or of an event, without the actor: `disabled {user}`, `disable {user}`.
///
/// `{user}` is the name of the person that the event is about, "33 people" where it is about several, "someone" where it
/// names none; `[ to {file}]` is
/// left out where a name in it is not known, and `[...|...]` takes the first part whose names are. [`fill`] has the names.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The words after the actor's name, if the command was done.
    pub done: &'static str,
    /// The words after "tried to", if the command was refused.
    pub tried: &'static str,
}

/// The words for fields of records in sentences. Any other field is called by its name.
pub const FIELD_WORDS: [(&str, &str); 15] = [
    ("login", "username"),
    ("first_name", "first name"),
    ("last_name", "last name"),
    ("email", "e-mail"),
    ("is_active", "active"),
    ("is_staff", "staff"),
    ("is_superuser", "superuser"),
    ("deleted_at", "deleted"),
    ("joined_at", "joined"),
    ("sign_ins", "sign-ins"),
    ("parents", "parent groups"),
    ("access_secs", "access token, seconds"),
    ("refresh_secs", "refresh tokens, seconds"),
    ("private_key", "private key"),
    ("ended_at", "ended"),
];

/// The words of `event` after `template`.
pub(crate) fn fill(template: &str, event: &AuditEvent) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['[', '{']) {
        text.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        rest = if rest[at..].starts_with('[') {
            let (parts, after) = inner.split_once(']').unwrap_or((inner, ""));
            let known = parts.split('|').find_map(|part| fill_known(part, event));
            text.push_str(&known.unwrap_or_default());
            after
        } else {
            let (name, after) = inner.split_once('}').unwrap_or((inner, ""));
            let known = find(name, event).unwrap_or_else(|| instead_of(name).to_owned());
            text.push_str(&known);
            after
        };
    }
    text.push_str(rest);
    text
}

/// A part in brackets, if every name in it is known.
fn fill_known(part: &str, event: &AuditEvent) -> Option<String> {
    let mut text = String::new();
    let mut rest = part;
    while let Some((before, inner)) = rest.split_once('{') {
        let (name, after) = inner.split_once('}').unwrap_or((inner, ""));
        text.push_str(before);
        text.push_str(&find(name, event)?);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The text for a name in a template; `None` if the event does not have it.
fn find(name: &str, event: &AuditEvent) -> Option<String> {
    let with_article = |kind, article: &str| named(event, kind).map(|name| format!("{article} {name}"));
    match name {
        "user" => people(event).or_else(|| named(event, TargetKind::User)),
        "group" => named(event, TargetKind::Group),
        "app" => named(event, TargetKind::Client),
        "file" => named(event, TargetKind::File),
        "the group" => with_article(TargetKind::Group, "the group"),
        "the app" => with_article(TargetKind::Client, "the local app"),
        "the permission" => with_article(TargetKind::Permission, "the permission"),
        "fields" => fields(event),
        "undoes" => event.undoes.map(|number| number.to_string()),
        "detail" => known(&event.detail),
        // `+field` is what a change put into the field, `-field` what it took out.
        _ => match (name.strip_prefix('+'), name.strip_prefix('-')) {
            (Some(field), _) => change(event, field).and_then(|change| known(&change.after)),
            (None, Some(field)) => change(event, field).and_then(|change| known(&change.before)),
            (None, None) => None,
        },
    }
}

/// The general word for a name that the event does not have: a refused caller may have named something that does not
/// exist.
fn instead_of(name: &str) -> &'static str {
    match name {
        "user" => "someone",
        "group" | "the group" => "a group",
        "app" | "the app" => "a local app",
        "file" => "a file",
        "the permission" | "+permissions" | "-permissions" => "a permission",
        "+parents" | "-parents" => "another",
        _ => "",
    }
}

fn known(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// "33 people", if the event is about several.
fn people(event: &AuditEvent) -> Option<String> {
    let named = event
        .targets
        .iter()
        .filter(|target| target.kind == TargetKind::User);
    let more = usize::try_from(event.more_targets).unwrap_or(usize::MAX);
    let count = named.count().saturating_add(more);
    (count > 1).then(|| format!("{} people", grouped(count)))
}

/// "100,001"
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The name of the first target of this kind, which is the one in the request.
fn named(event: &AuditEvent, kind: TargetKind) -> Option<String> {
    let target = event.targets.iter().find(|target| target.kind == kind)?;
    known(&target.name).or_else(|| known(&target.id))
}

fn change<'e>(event: &'e AuditEvent, field: &str) -> Option<&'e FieldChange> {
    let mut changes = event.targets.iter().flat_map(|target| &target.changes);
    changes.find(|change| change.field == field)
}

/// The changed fields of the first target as a list in words: `e-mail and first name`.
fn fields(event: &AuditEvent) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for change in event
        .targets
        .first()
        .into_iter()
        .flat_map(|target| &target.changes)
    {
        let called = FIELD_WORDS.iter().find(|(field, _)| *field == change.field);
        let word = called.map_or_else(|| change.field.replace('_', " "), |(_, word)| (*word).to_owned());
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let last = words.pop()?;
    Some(if words.is_empty() {
        last
    } else {
        format!("{} and {last}", words.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use portreeve_core::actor::Actor;
    use portreeve_core::audit::{Target, Via};
    use portreeve_core::time::Timestamp;

    use super::*;

    fn event(targets: Vec<Target>) -> AuditEvent {
        AuditEvent {
            targets,
            ..AuditEvent::new(Timestamp::from_unix_ms(0), Actor::Nobody, Via::Window, "test", "")
        }
    }

    fn target(kind: TargetKind, name: &str, changes: &[(&str, &str, &str)]) -> Target {
        let mut target = Target::new(kind, "id", name);
        target.changes = changes
            .iter()
            .map(|(field, before, after)| FieldChange {
                field: (*field).to_owned(),
                before: (*before).to_owned(),
                after: (*after).to_owned(),
            })
            .collect();
        target
    }

    #[test]
    fn names_and_what_has_changed_come_into_the_words() {
        let ada = || target(TargetKind::User, "ada", &[]);
        let fill = |template, targets| super::fill(template, &event(targets));
        assert_eq!(fill("disabled {user}", vec![ada()]), "disabled ada");
        let changes = [
            ("email", "", "ada@acme.example"),
            ("first_name", "A", "Ada"),
            ("email", "", ""),
        ];
        let changed = target(TargetKind::User, "ada", &changes);
        assert_eq!(
            fill("changed [{fields} of ]{user}", vec![changed]),
            "changed e-mail and first name of ada"
        );
        let renamed = target(TargetKind::Group, "Ops", &[("name", "Operations", "Ops")]);
        let template = "renamed [{-name} to {group}|{the group}]";
        assert_eq!(fill(template, vec![renamed]), "renamed Operations to Ops");
        let granted = target(TargetKind::User, "ada", &[("permissions", "", "people.view")]);
        assert_eq!(
            fill("granted {+permissions} to {user}", vec![granted]),
            "granted people.view to ada"
        );
        let ada_and_bo = || vec![ada(), target(TargetKind::User, "bo", &[])];
        assert_eq!(fill("disabled {user}", ada_and_bo()), "disabled 2 people");
        let many = AuditEvent {
            more_targets: 99_999,
            ..event(ada_and_bo())
        };
        assert_eq!(super::fill("disabled {user}", &many), "disabled 100,001 people");
        let nameless = target(TargetKind::User, "", &[]);
        assert_eq!(fill("disabled {user}", vec![nameless]), "disabled id");
    }

    #[test]
    fn what_the_event_does_not_tell_is_left_out_or_told_in_general() {
        let fill = |template| super::fill(template, &event(Vec::new()));
        assert_eq!(fill("disabled {user}"), "disabled someone");
        assert_eq!(fill("backed up[ to {file}]"), "backed up");
        assert_eq!(fill("changed [{fields} of ]{user}"), "changed someone");
        assert_eq!(fill("undid [event {undoes}|a change]"), "undid a change");
        assert_eq!(
            fill("granted {+permissions} to {group}"),
            "granted a permission to a group"
        );
    }
}
