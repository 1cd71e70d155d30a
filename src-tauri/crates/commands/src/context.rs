//! The context of one command: the state it sees, the time, the actor.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use portreeve_core::access;
use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, Target, Via};
use portreeve_core::change::{ChangeSet, Expectation};
use portreeve_core::directory::Directory;
use portreeve_core::kind::Kind;
use portreeve_core::own::OwnPermission;
use portreeve_core::password::PasswordOrigin;
use portreeve_core::ports::{Entropy, Store};
use portreeve_core::principal::Principal;
use portreeve_core::progress::{self, Cancelled, Stage, Watch, unwatched};
use portreeve_core::revision::Revision;
use portreeve_core::rights::Rights;
use portreeve_core::session::{Session, hash_token};
use portreeve_core::time::Timestamp;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use crate::about::{Named, authorize_objects};
use crate::app::{App, Asking};
use crate::caller::{Caller, Proof};
use crate::declare::{Access, Assurance, Declared};
use crate::error::{CommandError, ErrorClass};
use crate::error_map::{from_store, not_signed_in, refused};
use crate::guarded_clock::MARK_ALONE_SECS;
use crate::outranked;
use crate::recent_sessions::ReadAt;

/// The use of a session is recorded at most this often, in seconds.
const SEEN_SECS: u32 = 60;
/// How often to retry recording a confirmation after a conflict with another request.
const CONFIRM_AGAIN_MAX: usize = 3;

pub(crate) struct Context<'a> {
    pub(crate) app: &'a App,
    /// The state that the command reads. The command decides changes on a newer state, which
    /// [`commit`](Self::commit) passes in.
    pub(crate) directory: Arc<Directory>,
    pub(crate) now: Timestamp,
    /// The session that was shown, whether or not it is alive.
    pub(crate) session: Option<Session>,
    /// The moment at which the session was read.
    read_at: ReadAt,
    /// Whether the token belongs to no session.
    is_forged: bool,
    /// The principal, with the revision of the directory in which it was looked up.
    principal: RefCell<Option<(Revision, Option<Rc<Principal>>)>>,
    via: Via,
    /// Is told how far the command is, if it is a job.
    watch: &'a Watch<'a>,
    /// A reason for the trail that the refused caller must not see.
    because: Cell<&'static str>,
    /// Whether the refusal of this command belongs in the trail, whatever the class of the error.
    is_of_note: Cell<bool>,
    /// Whether the refusal of this command is in the trail already.
    is_recorded: Cell<bool>,
    /// The number of this command's last event.
    left: Cell<Option<u64>>,
    /// The kinds of the records that this command has written.
    touched: RefCell<BTreeSet<Kind>>,
    /// Notes for the caller beside the answer.
    notes: RefCell<Vec<String>>,
    declared: &'static Declared,
    /// The command that does to one person what the request asks to be done to many.
    each: Option<&'static Declared>,
    /// The people and things that the request names.
    pub(crate) about: Vec<Named>,
    /// Returns the declarations of all commands. A function, because the list of commands depends on this module.
    pub(crate) declarations: Declarations,
}

/// A function that returns the declarations of all commands.
pub(crate) type Declarations = fn() -> Vec<&'static Declared>;

impl<'a> Context<'a> {
    /// Makes the context of one command: looks up the session of `caller`.
    pub(crate) fn identify(
        app: &'a App,
        caller: Caller<'a>,
        declared: &'static Declared,
        about: Vec<Named>,
        for_each: Option<&'static str>,
        declarations: Declarations,
    ) -> Result<Self, CommandError> {
        let now = app.clock.now();
        let (session, read_at, is_forged) = match caller.proof {
            Proof::Nothing => (None, ReadAt::default(), false),
            Proof::Session(token) => {
                let hash = hash_token(token.expose());
                let found = app.sessions.find(app.ports.store.as_ref(), &hash);
                let (session, read_at) = found.map_err(from_store)?;
                let is_forged = session.is_none();
                (session, read_at, is_forged)
            }
        };
        Ok(Self {
            app,
            directory: app.directory(),
            now,
            is_forged,
            session,
            read_at,
            principal: RefCell::default(),
            via: caller.via,
            watch: match declared.job {
                Some(_) => caller.watch,
                None => &unwatched,
            },
            because: Cell::default(),
            is_of_note: Cell::default(),
            is_recorded: Cell::default(),
            left: Cell::default(),
            touched: RefCell::default(),
            notes: RefCell::default(),
            declared,
            each: for_each.and_then(|name| declarations().into_iter().find(|declared| declared.name == name)),
            about,
            declarations,
        })
    }

    /// Refuses a principal who cannot use the command. Also records the use of the session.
    pub(crate) fn admit(&self) -> Result<(), CommandError> {
        let authorized = self.authorize(&self.directory);
        self.touch_session();
        self.app.mark_time(MARK_ALONE_SECS);
        authorized
    }

    /// Whether the principal may use this command in `directory`.
    fn authorize(&self, directory: &Directory) -> Result<(), CommandError> {
        self.authorize_by(directory, self.declared.access)?;
        match self.declared.proof {
            Assurance::Fresh => self.require_fresh_proof(),
            // Only the handler knows whether the request is about the part that needs this proof.
            Assurance::FreshFor(_) | Assurance::AgainFor(_) => Ok(()),
            Assurance::AtSignIn | Assurance::InRequest => Ok(()),
        }
    }

    fn authorize_by(&self, directory: &Directory, access: Access) -> Result<(), CommandError> {
        match access {
            Access::Public => {}
            Access::SignedIn => drop(self.principal(directory)?),
            Access::Needs(permission) => access::authorize(directory, &self.actor(directory)?, permission)?,
            Access::Over(permission) => {
                let actor = self.actor(directory)?;
                access::authorize(directory, &actor, permission)?;
                authorize_objects(directory, &actor, &self.about)?;
            }
            Access::ForEach => self.authorize_each(directory)?,
            Access::Superuser => access::authorize_superuser(&self.actor(directory)?)?,
        }
        Ok(())
    }

    /// Whether the principal may use the command that does to one person what is asked to be done to many.
    fn authorize_each(&self, directory: &Directory) -> Result<(), CommandError> {
        let Some(each) = self.each else {
            // The request is not understood.
            return Ok(access::authorize_superuser(&self.actor(directory)?)?);
        };
        match each.access {
            Access::Needs(_) | Access::Over(_) | Access::Superuser => {
                self.authorize_by(directory, each.access)?
            }
            // Such a command says nothing about power over others.
            Access::Public | Access::SignedIn | Access::ForEach => {
                access::authorize_superuser(&self.actor(directory)?)?;
            }
        }
        match each.proof {
            Assurance::AtSignIn => Ok(()),
            Assurance::Fresh | Assurance::FreshFor(_) | Assurance::AgainFor(_) | Assurance::InRequest => {
                self.require_fresh_proof()
            }
        }
    }

    /// The principal of the caller's session, as `directory` knows them. Refuses a session that is not alive there.
    /// Looks the principal up once for each revision.
    pub(crate) fn principal(&self, directory: &Directory) -> Result<Rc<Principal>, CommandError> {
        let revision = directory.revision();
        let known = self.principal.borrow().clone();
        let principal = match known {
            Some((of, principal)) if of == revision => principal,
            Some(_) | None => {
                let session = self.session.as_ref();
                let principal =
                    session.and_then(|session| Principal::of_session(directory, session, self.now));
                let principal = principal.map(Rc::new);
                self.principal.replace(Some((revision, principal.clone())));
                principal
            }
        };
        principal.ok_or_else(not_signed_in)
    }

    /// What the principal can do in `directory`.
    pub(crate) fn actor(&self, directory: &Directory) -> Result<Rights, CommandError> {
        Ok(self.principal(directory)?.rights.clone())
    }

    /// The origin of the password with which the principal signed in.
    pub(crate) fn password_origin(&self) -> Option<PasswordOrigin> {
        self.session.as_ref().and_then(|session| session.password_origin)
    }

    /// The caller's session in the new epoch of `user`, if it is a session of that user: people who change their own
    /// password stay signed in.
    pub(crate) fn kept_session(&self, user: &User) -> Option<Session> {
        let own = self.session.as_ref().filter(|session| session.user == user.id)?;
        Some(Session {
            epoch: user.sign_in_epoch,
            ..own.clone()
        })
    }

    /// Requires `permission` of the principal, beside what the command declares.
    pub(crate) fn require(&self, permission: OwnPermission) -> Result<(), CommandError> {
        Ok(access::authorize(
            &self.directory,
            &self.actor(&self.directory)?,
            permission,
        )?)
    }

    /// Whether the principal has `permission`. A handler asks where its answer depends on it.
    pub(crate) fn holds(&self, permission: OwnPermission) -> bool {
        self.require(permission).is_ok()
    }

    /// Requires a superuser. A handler calls it for a part of the command that needs more than the command declares.
    pub(crate) fn require_superuser(&self) -> Result<(), CommandError> {
        Ok(access::authorize_superuser(&self.actor(&self.directory)?)?)
    }

    /// Requires the proof that the command declares for one of its parts. The handler calls it for that part.
    pub(crate) fn require_declared_proof(&self) -> Result<(), CommandError> {
        match self.declared.proof {
            Assurance::Fresh | Assurance::FreshFor(_) => self.require_fresh_proof(),
            Assurance::AgainFor(_) => self.require_confirmation(),
            Assurance::AtSignIn | Assurance::InRequest => Ok(()),
        }
    }

    fn require_fresh_proof(&self) -> Result<(), CommandError> {
        self.require_proof(
            Principal::is_proof_fresh,
            "this gives out a secret, so enter your password again",
        )
    }

    /// Requires that the principal has shown their password again a moment ago, after signing in.
    fn require_confirmation(&self) -> Result<(), CommandError> {
        self.require_proof(
            Principal::is_confirmed,
            "changing your own password takes the present one as well",
        )
        .map_err(|error| {
            error.cli_hint("on a terminal `portreeve` asks for it; a script gives it on a second line, after the new one")
        })
    }

    fn require_proof(
        &self,
        is_shown: impl Fn(&Principal, Timestamp) -> bool,
        why: &str,
    ) -> Result<(), CommandError> {
        let principal = self.principal(&self.directory);
        if principal.is_ok_and(|principal| is_shown(&principal, self.now)) {
            return Ok(());
        }
        let error = CommandError::new(ErrorClass::ProofNeeded, format!("{why}; nothing was done"));
        Err(error.cli_hint(
            "on a terminal `portreeve` asks for it; a script signs in right before (`portreeve login NAME \
             --password-stdin`), or passes the current password on a second line",
        ))
    }

    pub(crate) fn store(&self) -> &dyn Store {
        self.app.ports.store.as_ref()
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.app.ports.entropy.as_ref()
    }

    /// Is told how far the command is. Only a job is watched: nothing cancels another command.
    pub(crate) fn watch(&self) -> &Watch<'a> {
        self.watch
    }

    /// Tells how far the command is. The error says that the caller has cancelled it.
    pub(crate) fn tell(&self, stage: Stage, done: usize, of: usize) -> Result<(), Cancelled> {
        progress::tell(self.watch, stage, done as u64, of as u64)
    }

    /// Decides on the newest state and commits. Checks the actor's right to the command again on that state.
    pub(crate) fn commit<T>(
        &self,
        decide: impl FnOnce(&Directory) -> Result<(ChangeSet, T), CommandError>,
    ) -> Result<T, CommandError> {
        let _held = self.app.clock.hold(self.now)?;
        self.commit_unheld(decide)
    }

    /// Commits without keeping the clock as it is. Only `commit` and the command that corrects the clock call it.
    pub(crate) fn commit_unheld<T>(
        &self,
        decide: impl FnOnce(&Directory) -> Result<(ChangeSet, T), CommandError>,
    ) -> Result<T, CommandError> {
        let actor = |head: &Directory| self.actor(head);
        let asking = self.session.as_ref().map(|session| Asking {
            session,
            read_at: self.read_at,
            actor: &actor,
        });
        self.record(asking, |head| {
            self.authorize(head)?;
            let decided = decide(head)?;
            // What is decided after this is committed.
            self.tell(Stage::Saving, 0, 0)?;
            Ok(decided)
        })
    }

    /// Commits for a command that needs no session. The app does not check the session of the caller.
    pub(crate) fn commit_for_anybody<T>(
        &self,
        decide: impl FnOnce(&Directory) -> Result<(ChangeSet, T), CommandError>,
    ) -> Result<T, CommandError> {
        let _held = self.app.clock.hold(self.now)?;
        self.record(None, decide)
    }

    fn record<T>(
        &self,
        asking: Option<Asking>,
        decide: impl FnOnce(&Directory) -> Result<(ChangeSet, T), CommandError>,
    ) -> Result<T, CommandError> {
        let committed = self.app.commit_for(asking, decide)?;
        self.left.set(committed.event.or(self.left.get()));
        self.touched.borrow_mut().extend(committed.touched.kinds);
        self.note(outranked::note(
            &self.app.directory(),
            self.store(),
            &committed.raised,
        ));
        Ok(committed.outcome)
    }

    /// What events call this command: what is done to many is an event of the command that does it to one.
    fn event_name(&self) -> &'static str {
        self.each.unwrap_or(self.declared).name
    }

    /// This command's event about `target`. Committing adds what the command writes.
    pub(crate) fn event(&self, target: impl Into<Target>, detail: impl AsRef<str>) -> AuditEvent {
        self.event_about(vec![target.into()], detail.as_ref())
    }

    /// This command's event about only what it writes.
    pub(crate) fn event_of(&self, detail: &str) -> AuditEvent {
        self.event_about(Vec::new(), detail)
    }

    fn event_about(&self, targets: Vec<Target>, detail: &str) -> AuditEvent {
        let actor = self.session.as_ref().map(|session| session.user);
        let name = actor
            .and_then(|id| self.directory.user(id))
            .map(|user| user.login.to_string());
        let actor = actor.map_or(Actor::Nobody, Actor::User);
        AuditEvent {
            actor_name: name.unwrap_or_default(),
            targets,
            ..AuditEvent::new(self.now, actor, self.via, self.event_name(), detail)
        }
    }

    /// The number of this command's last event so far, if any.
    pub(crate) fn left(&self) -> Option<u64> {
        self.left.get()
    }

    /// The kinds of the records that this command has written so far.
    pub(crate) fn touched(&self) -> BTreeSet<Kind> {
        self.touched.borrow().clone()
    }

    /// Adds notes for the caller, who gets them if the command succeeds.
    pub(crate) fn note(&self, notes: impl IntoIterator<Item = String>) {
        self.notes.borrow_mut().extend(notes);
    }

    /// Takes the notes.
    pub(crate) fn take_notes(&self) -> Vec<String> {
        self.notes.take()
    }

    /// Records the refusal `error` in the trail, if it belongs there. `targets` are the people and things that the
    /// request names; `tried` stands for the name of a sign-in attempt.
    pub(crate) fn record_refusal(&self, error: &CommandError, targets: Vec<Target>, tried: u64) {
        let belongs = match error.class {
            _ if self.is_of_note.get() => true,
            ErrorClass::NotSignedIn => self.is_forged,
            ErrorClass::Forbidden | ErrorClass::WrongCredentials => true,
            class => self.declared.effect.changes() && class.is_decision(),
        };
        if belongs && !self.is_recorded.get() {
            let detail = match (self.because.get(), error.class) {
                // The invalid text may be a password in the wrong place.
                ("", ErrorClass::InvalidRequest) => "a value was not valid",
                ("", ErrorClass::NotFound) => "there was nothing of that name",
                ("", _) => &error.message,
                (because, _) => because,
            };
            let mut event = self.event_about(targets, detail);
            event.outcome = refused(error);
            self.app
                .refusals
                .note(event, tried, &|changes| self.app.try_commit(changes));
        }
    }

    /// Sets a reason for the trail that the refused caller must not see.
    pub(crate) fn because(&self, why: &'static str) {
        self.because.set(why);
    }

    /// Makes the trail record failures as well, such as a full disk. A command calls it before it exports something.
    pub(crate) fn take_note(&self) {
        self.is_of_note.set(true);
    }

    /// Commits `writes` and the event of a refusal, and returns the refusal `error`: some refusals change a record.
    pub(crate) fn refuse_with(
        &self,
        mut event: AuditEvent,
        writes: Vec<Write>,
        error: CommandError,
    ) -> CommandError {
        event.outcome = refused(&error);
        match self.app.commit(|_| Ok((ChangeSet::new(event, writes), ()))) {
            Ok(_) => {
                self.is_recorded.set(true);
                error
            }
            Err(error) => error,
        }
    }

    /// Records the use of the session. A failure is ignored, so that reading goes on.
    fn touch_session(&self) {
        let due = |session: &&Session| {
            session.last_seen_at.plus_secs(SEEN_SECS) < self.now && self.actor(&self.directory).is_ok()
        };
        if let Some(session) = self.session.as_ref().filter(due) {
            // On a conflict, the request that changed the session has recorded its use.
            let _ = self.update_session(session, |_| {});
        }
    }

    /// Records that the session's holder has just entered the password.
    pub(crate) fn note_confirmation(&self) -> Result<(), CommandError> {
        let confirm = |session: &mut Session| session.confirmed_at = Some(self.now);
        let session = self.session.as_ref().ok_or_else(not_signed_in)?;
        let mut outcome = self.update_session(session, confirm);
        for _ in 0..CONFIRM_AGAIN_MAX {
            if !outcome
                .as_ref()
                .is_err_and(|error| error.class == ErrorClass::Conflict)
            {
                break;
            }
            // Another request has used the session meanwhile. A new epoch can mean a new password.
            let newer = self.store().find::<Session>(session.id).map_err(from_store)?;
            let newer = newer.filter(|newer| newer.epoch == session.epoch);
            outcome = self.update_session(&newer.ok_or_else(not_signed_in)?, confirm);
        }
        outcome
    }

    /// Writes `change` and the time of use to the session, unless the session has changed since it was `read`.
    fn update_session(&self, read: &Session, change: impl FnOnce(&mut Session)) -> Result<(), CommandError> {
        let mut seen = Session {
            last_seen_at: self.now,
            ..read.clone()
        };
        change(&mut seen);
        let as_read = Expectation::SessionIs(Box::new(read.clone()));
        let changes = ChangeSet::unrecorded(vec![Write::put(seen)]).expecting(as_read);
        self.app.commit(|_| Ok((changes, ()))).map(drop)
    }
}
