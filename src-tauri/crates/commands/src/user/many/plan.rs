//! What becomes of each person in one act on many.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use portreeve_core::directory::{Directory, UserOrder};
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::own::OwnPermission;
use portreeve_core::password::Credential;
use portreeve_core::progress::{Stage, Watch, tell};
use portreeve_core::rights::Rights;
use portreeve_core::rules;
use portreeve_core::stored::Stored;
use portreeve_core::time::Timestamp;
use portreeve_core::undo::UNDO_RECORDS_MAX;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use super::super::parse_filter;
use super::super::wire::*;
use crate::act::Act;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::from_store;
use crate::names;

/// The decision about each person.
pub(super) struct Plan {
    pub(super) people: Vec<Person>,
    /// The group that it is about.
    pub(super) group: Option<GroupId>,
    pub(super) now: Timestamp,
}

/// A person whom the request asks for.
pub(super) struct Person {
    /// As typed, or their username.
    pub(super) name: String,
    /// The account as it is; `None` if there is none of this name.
    pub(super) before: Option<Arc<User>>,
    pub(super) verdict: Verdict,
}

/// What becomes of a person.
pub(super) enum Verdict {
    /// The account changes to this.
    Changed(Arc<User>),
    Unchanged,
    LeftOut(LeftOutWhy, CommandError),
}

impl Plan {
    /// Decides on `head`. `signed_in` are those whose sessions can be ended, if that is asked for.
    pub(super) fn make(
        context: &Context,
        head: &Directory,
        request: &UserChangeManyRequest,
        act: Act,
        signed_in: &HashSet<UserId>,
        watch: &Watch<'_>,
    ) -> Result<Self, CommandError> {
        let judge = Judge {
            head,
            actor: context.actor(head)?,
            act,
            signed_in,
            with_superusers: request.with_superusers,
            now: context.now,
        };
        let mut people = chosen(context, head, &request.whom)?;
        let of = people.len() as u64;
        for (done, person) in (0..).zip(&mut people) {
            tell(watch, Stage::Deciding, done, of)?;
            if let Some(before) = &person.before {
                person.verdict = judge.verdict(before);
            }
        }
        tell(watch, Stage::Deciding, of, of)?;
        let group = match act {
            Act::Join(group) | Act::Leave(group) => Some(group),
            Act::Disable | Act::Enable | Act::Delete | Act::Restore | Act::SetStaff(_) | Act::EndSessions => {
                None
            }
        };
        let mut plan = Self {
            people,
            group,
            now: context.now,
        };
        plan.keep_a_superuser(context, head)?;
        plan.keep_passwords(context, head, &judge.actor)?;
        Ok(plan)
    }

    /// The writes of those whom it changes.
    pub(super) fn writes(&self) -> Vec<Write> {
        let changed = self.people.iter().filter_map(|person| match &person.verdict {
            Verdict::Changed(after) => Some(Write::put_shared(after.clone())),
            Verdict::Unchanged | Verdict::LeftOut(..) => None,
        });
        changed.collect()
    }

    /// How many people it changes.
    pub(super) fn changed(&self) -> usize {
        let is_changed = |person: &&Person| matches!(person.verdict, Verdict::Changed(_));
        self.people.iter().filter(is_changed).count()
    }

    /// A superuser who can sign in is left.
    fn keep_a_superuser(&mut self, context: &Context, head: &Directory) -> Result<(), CommandError> {
        let taken: BTreeSet<UserId> = self
            .people
            .iter()
            .filter_map(|person| match &person.verdict {
                Verdict::Changed(after) => Some(after),
                Verdict::Unchanged | Verdict::LeftOut(..) => None,
            })
            .filter(|after| after.is_superuser && !after.is_enabled())
            .map(|after| after.id)
            .collect();
        if taken.is_empty() {
            return Ok(());
        }
        let credential = |user| context.store().find::<Credential>(user);
        let kept = rules::superuser_to_keep(head, &taken, credential).map_err(from_store)?;
        if let Some(kept) = kept {
            self.leave_out(
                &HashMap::from([(kept, last_superuser())]),
                LeftOutWhy::LastSuperuser,
            );
        }
        Ok(())
    }

    /// Nobody is raised whom that costs a password which the actor could not set anew.
    fn keep_passwords(
        &mut self,
        context: &Context,
        head: &Directory,
        actor: &Rights,
    ) -> Result<(), CommandError> {
        // Superusers could set any.
        if actor.is_superuser() || self.group.is_none() {
            return Ok(());
        }
        let ending = context.app.whose_password_ends(head, actor, &self.writes());
        let ending = ending.map_err(from_store)?.into_iter();
        let ending = ending.map(|(user, refusal)| (user, CommandError::from(refusal)));
        self.leave_out(&ending.collect(), LeftOutWhy::NoPower);
        Ok(())
    }

    fn leave_out(&mut self, errors: &HashMap<UserId, CommandError>, why: LeftOutWhy) {
        for person in &mut self.people {
            let error = person.before.as_ref().and_then(|before| errors.get(&before.id));
            if let Some(error) = error {
                person.verdict = Verdict::LeftOut(why, error.clone());
            }
        }
    }
}

/// Decides about one person after the other.
struct Judge<'a> {
    head: &'a Directory,
    actor: Rights,
    act: Act,
    signed_in: &'a HashSet<UserId>,
    with_superusers: bool,
    now: Timestamp,
}

impl Judge<'_> {
    fn verdict(&self, before: &Arc<User>) -> Verdict {
        let mut after = User::clone(before);
        if let Err(error) = self.act.apply(&mut after, self.now) {
            return Verdict::LeftOut(LeftOutWhy::Impossible, error);
        }
        let changes = match self.act {
            Act::EndSessions => self.signed_in.contains(&before.id),
            Act::Disable
            | Act::Enable
            | Act::Delete
            | Act::Restore
            | Act::SetStaff(_)
            | Act::Join(_)
            | Act::Leave(_) => before.differs(&after, &[]),
        };
        if !changes {
            return Verdict::Unchanged;
        }
        if before.id == self.actor.user().id && takes_from_oneself(self.act) {
            return Verdict::LeftOut(LeftOutWhy::Yourself, yourself());
        }
        if let Err(refusal) = rules::authorize_change(self.head, &self.actor, Some(before), &after) {
            return Verdict::LeftOut(LeftOutWhy::NoPower, refusal.into());
        }
        if before.is_superuser && !self.with_superusers {
            return Verdict::LeftOut(LeftOutWhy::Superuser, superuser(before));
        }
        Verdict::Changed(Arc::new(after))
    }
}

/// Whether a caller who is among many would take something from themself that they may need.
fn takes_from_oneself(act: Act) -> bool {
    match act {
        Act::Disable | Act::Delete | Act::EndSessions | Act::SetStaff(false) => true,
        Act::Enable | Act::Restore | Act::SetStaff(true) | Act::Join(_) | Act::Leave(_) => false,
    }
}

fn yourself() -> CommandError {
    let why = "this is your own account, which is left out where many are changed";
    CommandError::new(ErrorClass::RuleViolated, why).hint("do it to this account alone")
}

fn superuser(user: &User) -> CommandError {
    let why = format!("{} is a superuser, and superusers are left out", user.login);
    CommandError::new(ErrorClass::RuleViolated, why).hint("include superusers if they are meant, too")
}

fn last_superuser() -> CommandError {
    let why = "no other superuser would be left who can sign in";
    CommandError::new(ErrorClass::RuleViolated, why)
        .hint("make someone else a superuser with a password first")
}

/// The people of a selection, each once, with nothing decided about those who exist.
fn chosen(
    context: &Context,
    head: &Directory,
    selection: &UserSelection,
) -> Result<Vec<Person>, CommandError> {
    let person = |name: &str, user: &Arc<User>| Person {
        name: name.to_owned(),
        before: Some(user.clone()),
        verdict: Verdict::Unchanged,
    };
    match selection {
        UserSelection::Filter(filter) => {
            // What a filter finds tells who is there.
            context.require(OwnPermission::ViewUser)?;
            let filter = parse_filter(context, head, filter)?;
            let found = head.list_users(&filter, UserOrder::Login, false, 0, usize::MAX);
            Ok(found
                .rows
                .iter()
                .map(|user| person(user.login.as_str(), user))
                .collect())
        }
        UserSelection::Users(names) if names.len() > UNDO_RECORDS_MAX => Err(CommandError::new(
            ErrorClass::InvalidRequest,
            format!("these are more than {UNDO_RECORDS_MAX} people at once; nothing was changed"),
        )
        .hint("do it in several parts")),
        UserSelection::Users(names) => {
            let (mut met, mut missing) = (HashSet::new(), HashSet::new());
            let mut people = Vec::with_capacity(names.len());
            for name in names {
                match names::user(context, head, name) {
                    Ok(user) if met.insert(user.id) => people.push(person(name, user)),
                    Err(error) if missing.insert(name) => people.push(Person {
                        name: name.clone(),
                        before: None,
                        verdict: Verdict::LeftOut(LeftOutWhy::NotFound, error),
                    }),
                    Ok(_) | Err(_) => {}
                }
            }
            Ok(people)
        }
    }
}
