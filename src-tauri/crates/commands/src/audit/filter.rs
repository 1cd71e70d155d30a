//! Filters for events.

use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, EventOutcome, Target};
use portreeve_core::directory::Directory;
use portreeve_core::fold::fold;
use portreeve_core::id::UserId;
use portreeve_core::name::NOBODY;
use portreeve_core::ports::{Store, StoreError};
use portreeve_core::time::Timestamp;

use crate::audit::wire::{AuditCondition, AuditFilter, AuditOutcome};
use crate::context::{Context, Declarations};
use crate::declare::Declared;
use crate::error::CommandError;
use crate::error::ErrorClass;
use crate::names::{self, Kind};
use crate::own_event::OwnEvent;

use super::sentence::words;

#[derive(Default)]
pub(super) struct Filter {
    actor: Option<Who>,
    target: Option<Named>,
    command: Option<String>,
    outcome: Option<AuditOutcome>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    text: Option<String>,
    also: Vec<Filter>,
    without: Vec<Filter>,
    declared: Vec<&'static Declared>,
}

/// How many further targets of a large event are read at once.
const FURTHER_AT_ONCE: usize = 1000;

enum Who {
    Nobody,
    /// The user who has the name or identifier now, and every user who had the name at the time of an event.
    User(Option<UserId>, String),
}

/// The thing that has the name or identifier now, and everything that had the name at the time of an event.
struct Named {
    ids: Vec<String>,
    name: String,
}

/// If nothing was found, tells the caller existing names that look like the requested ones.
pub(super) fn note_similar(context: &Context, wanted: &AuditFilter) {
    let directory = &context.directory;
    for (text, kinds) in [(&wanted.actor, &[Kind::User][..]), (&wanted.target, &Kind::ALL)] {
        let text = text.as_deref().map(str::trim).unwrap_or_default();
        context.note(names::did_you_mean(context, directory, kinds, text));
    }
}

impl Filter {
    pub(super) fn new(
        directory: &Directory,
        wanted: &AuditFilter,
        declarations: Declarations,
    ) -> Result<Self, CommandError> {
        let declared = declarations();
        let known_command = |start| known_command(start, &declared);
        let given = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let moment = |text: &Option<String>| {
            let moment = given(text).map(|text| text.parse::<Timestamp>()).transpose();
            moment.map_err(|error| CommandError::new(ErrorClass::InvalidRequest, error.to_string()))
        };
        let who = |name: String| match name.as_str() {
            NOBODY => Who::Nobody,
            _ => Who::User(directory.find_user(&name).map(|user| user.id), fold(&name)),
        };
        let all = |conditions: &[AuditCondition]| -> Result<Vec<Self>, CommandError> {
            let filters = conditions.iter().map(alone);
            filters
                .map(|wanted| Self::new(directory, &wanted, declarations))
                .collect()
        };
        Ok(Self {
            actor: given(&wanted.actor).map(who),
            target: given(&wanted.target).map(|name| Named::new(directory, &name)),
            command: given(&wanted.command).map(known_command).transpose()?,
            outcome: wanted.outcome,
            from: moment(&wanted.from)?,
            to: moment(&wanted.to)?,
            text: given(&wanted.text).map(|text| fold(&text)),
            also: all(&wanted.also)?,
            without: all(&wanted.without)?,
            declared,
        })
    }

    /// Whether event `number` matches. An unreadable event matches every filter: it could be any event.
    pub(super) fn matches(
        &self,
        store: &dyn Store,
        number: u64,
        event: Option<&AuditEvent>,
    ) -> Result<bool, StoreError> {
        event.map_or(Ok(true), |event| self.matches_readable(store, number, event))
    }

    fn matches_readable(
        &self,
        store: &dyn Store,
        number: u64,
        event: &AuditEvent,
    ) -> Result<bool, StoreError> {
        if !self.matches_event(event) {
            return Ok(false);
        }
        if let Some(named) = &self.target
            && !named.is_target_of(store, number, event)?
        {
            return Ok(false);
        }
        for filter in &self.also {
            if !filter.matches_readable(store, number, event)? {
                return Ok(false);
            }
        }
        for filter in &self.without {
            if filter.matches_readable(store, number, event)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether the event itself matches, whatever it is about.
    fn matches_event(&self, event: &AuditEvent) -> bool {
        let is_refused = matches!(event.outcome, EventOutcome::Refused { .. });
        self.actor.as_ref().is_none_or(|who| who.is_actor_of(event))
            && self
                .command
                .as_ref()
                .is_none_or(|start| event.command.starts_with(start))
            && self
                .outcome
                .is_none_or(|outcome| (outcome == AuditOutcome::Refused) == is_refused)
            && self.from.is_none_or(|from| from <= event.at)
            && self.to.is_none_or(|to| event.at < to)
            && self.text.as_ref().is_none_or(|text| {
                fold(&words(event, &self.declared)).contains(text)
                    || texts(event).any(|part| fold(part).contains(text))
            })
    }
}

/// The filter that has this condition and no other.
fn alone(condition: &AuditCondition) -> AuditFilter {
    let mut filter = AuditFilter::default();
    match condition.clone() {
        AuditCondition::Actor(name) => filter.actor = Some(name),
        AuditCondition::Target(name) => filter.target = Some(name),
        AuditCondition::Command(start) => filter.command = Some(start),
        AuditCondition::Outcome(outcome) => filter.outcome = Some(outcome),
        AuditCondition::From(moment) => filter.from = Some(moment),
        AuditCondition::To(moment) => filter.to = Some(moment),
        AuditCondition::Text(text) => filter.text = Some(text),
    }
    filter
}

/// Refuses a text with which no command begins: an empty list would look like an answer.
fn known_command(start: String, declared: &[&Declared]) -> Result<String, CommandError> {
    let commands = declared.iter().map(|declared| declared.name);
    let mut names = commands.chain(OwnEvent::ALL.map(OwnEvent::name));
    if names.any(|name| name.starts_with(&start)) {
        return Ok(start);
    }
    let shown: String = start.chars().take(40).collect();
    Err(CommandError::new(
        ErrorClass::InvalidRequest,
        format!("no command begins with `{shown}`"),
    )
    .hint("for example `user.`, `group.add_member` or `session.sign_in`"))
}

impl Who {
    fn is_actor_of(&self, event: &AuditEvent) -> bool {
        match self {
            Self::Nobody => event.actor == Actor::Nobody,
            Self::User(id, name) => {
                id.is_some_and(|id| event.actor == Actor::User(id))
                    || (!event.actor_name.is_empty() && fold(&event.actor_name) == *name)
            }
        }
    }
}

impl Named {
    fn new(directory: &Directory, name: &str) -> Self {
        let user = directory.find_user(name).map(|user| user.id.to_string());
        let group = directory.find_group(name).map(|group| group.id.to_string());
        let client = directory.find_client(name).map(|client| client.id.to_string());
        Self {
            ids: [user, group, client, Some(name.to_owned())]
                .into_iter()
                .flatten()
                .collect(),
            name: fold(name),
        }
    }

    /// Whether the event is about it. Only of a large event, more than the event itself is read.
    fn is_target_of(&self, store: &dyn Store, number: u64, event: &AuditEvent) -> Result<bool, StoreError> {
        let is_among = |targets: &[Target]| targets.iter().any(|target| self.is(target));
        if is_among(&event.targets) {
            return Ok(true);
        }
        let mut offset = 0;
        while offset < event.more_targets as usize {
            let page = store.list_further_targets(number, offset, FURTHER_AT_ONCE)?;
            if page.is_empty() || is_among(&page) {
                return Ok(!page.is_empty());
            }
            offset += page.len();
        }
        Ok(false)
    }

    fn is(&self, target: &Target) -> bool {
        (!target.id.is_empty() && self.ids.contains(&target.id))
            || (!target.name.is_empty() && fold(&target.name) == self.name)
    }
}

/// The texts of an event that a search looks through, beside its words.
fn texts(event: &AuditEvent) -> impl Iterator<Item = &str> {
    let targets = event.targets.iter().flat_map(|target| {
        let changes = target
            .changes
            .iter()
            .flat_map(|change| [change.field.as_str(), &change.before, &change.after]);
        [target.name.as_str(), &target.id].into_iter().chain(changes)
    });
    [event.command.as_str(), &event.actor_name, &event.detail]
        .into_iter()
        .chain(targets)
}
