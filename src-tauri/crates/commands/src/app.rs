//! An open directory: the ports, the published read model, and the only way to write.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use portreeve_core::access::Denied;
use portreeve_core::audit::{Target, TargetKind};
use portreeve_core::change::ChangeSet;
use portreeve_core::clock::ClockMark;
use portreeve_core::diff::diff;
use portreeve_core::directory::Directory;
use portreeve_core::finding::{Finding, RepairOutcome};
use portreeve_core::id::{KeyId, SessionId, UserId};
use portreeve_core::kind::Kind;
use portreeve_core::password::Credential;
use portreeve_core::ports::{Clock, Entropy, Files, Lineage, Store, StoreError, Vault};
use portreeve_core::rank::{self, Raised};
use portreeve_core::record::{Change, RecordId, of_kind};
use portreeve_core::rights::Rights;
use portreeve_core::rules::{self, Decision, RuleError};
use portreeve_core::session::Session;
use portreeve_core::time::Timestamp;
use portreeve_core::write::Write;
use portreeve_tokens::Signer;

use crate::denial_log::DenialLog;
use crate::error::CommandError;
use crate::error_map::{from_opening, from_store, not_signed_in};
use crate::guarded_clock::{GuardedClock, MARK_SECS};
use crate::guess::{GuessCounter, costliest};
use crate::hashing::HashingGate;
use crate::old_hashes::OldHashes;
use crate::own_event::OwnEvent;
use crate::recent_sessions::{ReadAt, RecentSessions};
use crate::sign_in_tally::SignInTally;
use crate::touched::Touched;

/// What an open directory needs of the outside world.
pub struct Ports {
    /// Stores the directory.
    pub store: Arc<dyn Store>,
    /// The directory as a whole, for backups.
    pub vault: Arc<dyn Vault>,
    /// Wall-clock time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Files that people name.
    pub files: Arc<dyn Files>,
}

/// An open directory.
pub struct App {
    pub(crate) ports: Ports,
    pub(crate) hashing: HashingGate,
    pub(crate) guesses: GuessCounter,
    pub(crate) clock: GuardedClock,
    pub(crate) signers: Mutex<HashMap<KeyId, Arc<Signer>>>,
    pub(crate) refusals: DenialLog,
    pub(crate) sessions: RecentSessions,
    pub(crate) sign_ins: SignInTally,
    pub(crate) old_hashes: OldHashes,
    /// Why the last scheduled backup failed.
    backup_problem: Mutex<Option<String>>,
    /// The state that readers see: everything in it is durable.
    published: ArcSwap<Directory>,
    /// The state on which the next change is decided; it may be ahead of the durable one.
    head: Mutex<Head>,
    listeners: Mutex<Vec<Listener>>,
    /// The findings from before the store was opened.
    opening_findings: Vec<Finding>,
    /// How many of the findings the trail has recorded.
    recorded_findings: Mutex<usize>,
    /// The thread that removes old events holds this lock, so that only one thread removes them.
    pub(crate) pruning: Mutex<()>,
    /// When the last automatic removal failed, if it failed.
    pub(crate) pruning_refused_at: Mutex<Option<Timestamp>>,
}

struct Head {
    directory: Directory,
    lineage: Lineage,
    /// Sessions whose end is being committed.
    ending: BTreeSet<SessionId>,
}

type Listener = Box<dyn Fn(&Touched) + Send + Sync>;

impl App {
    /// Opens the directory in `ports.store`. `findings` are those from before the store was opened.
    pub fn open(ports: Ports, findings: Vec<Finding>) -> Result<Self, CommandError> {
        let directory = ports.store.load().map_err(from_opening)?;
        let mark = ports
            .store
            .find::<ClockMark>(())
            .map_err(from_opening)?
            .map(|mark| mark.0);
        let head = Head {
            directory: directory.clone(),
            lineage: ports.store.lineage(),
            ending: BTreeSet::new(),
        };
        let app = Self {
            clock: GuardedClock::new(ports.clock.clone(), mark),
            ports,
            hashing: HashingGate::for_this_machine(),
            guesses: GuessCounter::default(),
            signers: Mutex::default(),
            refusals: DenialLog::default(),
            sessions: RecentSessions::default(),
            sign_ins: SignInTally::default(),
            old_hashes: OldHashes::default(),
            backup_problem: Mutex::default(),
            published: ArcSwap::from_pointee(directory),
            head: Mutex::new(head),
            listeners: Mutex::default(),
            opening_findings: findings,
            recorded_findings: Mutex::default(),
            pruning: Mutex::default(),
            pruning_refused_at: Mutex::default(),
        };
        app.record_findings();
        Ok(app)
    }

    /// All findings, from before and after the store was opened.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut findings = self.opening_findings.clone();
        findings.extend(self.ports.store.findings());
        findings
    }

    /// Records each finding in the trail once.
    pub(crate) fn record_findings(&self) {
        let mut recorded = self
            .recorded_findings
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for finding in self.findings().into_iter().skip(*recorded) {
            let detail = match finding.outcome {
                RepairOutcome::Healed => format!("healed: {}", finding.what),
                RepairOutcome::Lost => format!("lost: {}", finding.what),
                RepairOutcome::Noted => finding.what,
            };
            let now = self.clock.now();
            let event = OwnEvent::DirectoryHealed.event(now, &detail);
            if self
                .commit(|_| Ok((ChangeSet::new(event, Vec::new()), ())))
                .is_err()
            {
                // Tried again next time; the findings are kept.
                return;
            }
            *recorded += 1;
        }
    }

    /// Records in the trail what was done to the directory while it could not be open.
    pub fn record_setup(&self, own: OwnEvent, detail: &str) -> Result<(), CommandError> {
        self.commit(|directory| {
            let mut event = own.event(self.clock.now(), detail);
            if let Some(profile) = directory.profile() {
                event.add(Target::new(TargetKind::Directory, profile.id, &profile.team));
            }
            Ok((ChangeSet::new(event, Vec::new()), ()))
        })?;
        Ok(())
    }

    /// Commits a change that no caller waits for, and ignores a failure.
    pub(crate) fn try_commit(&self, changes: ChangeSet) {
        let _ = self.commit(|_| Ok((changes, ())));
    }

    /// The current durable directory. A caller who keeps it blocks no commit.
    pub fn directory(&self) -> Arc<Directory> {
        self.published.load_full()
    }

    /// Tells `listener` what each commit has touched, on the thread that made it.
    pub fn on_change(&self, listener: impl Fn(&Touched) + Send + Sync + 'static) {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Box::new(listener));
    }

    /// Calls `decide` with the newest state, commits what it returns, waits until the commit is durable, and publishes
    /// the new state. Returns the outcome and the number of the event, if there is one.
    ///
    /// The app makes one decision at a time, so `decide` must be quick. Callers wait for the disk together.
    pub(crate) fn commit<T>(
        &self,
        decide: impl FnOnce(&Directory) -> Result<(ChangeSet, T), CommandError>,
    ) -> Result<(T, Option<u64>), CommandError> {
        let committed = self.commit_for(None, decide)?;
        Ok((committed.outcome, committed.event))
    }

    /// Commits like [`commit`](Self::commit), for the caller in `asking`. Refuses a session that another command has
    /// ended, even if that end is not durable yet.
    pub(crate) fn commit_for<T>(
        &self,
        asking: Option<Asking>,
        decide: impl FnOnce(&Directory) -> Result<(ChangeSet, T), CommandError>,
    ) -> Result<Committed<T>, CommandError> {
        let (commit, next, outcome, ending, raised, before_raise, kinds) = {
            let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
            let is_stale = head.lineage != self.ports.store.lineage();
            if is_stale {
                self.read_head_again(&mut head)?;
            }
            if let Some(asking) = &asking {
                self.require_not_ended(&head, asking)?;
            }
            let (mut decided, outcome) = decide(&head.directory)?;
            decided.writes.extend(costliest(&head.directory, &decided.writes));
            let mark = self.clock.due_mark().map(|mark| Write::put(ClockMark(mark)));
            decided.writes.extend(mark);
            let mut commitment = decided.on(&head.directory);
            let raised = rank::note_ranks(&head.directory, &mut commitment.changes);
            debug_assert!(
                commitment.expect.is_empty() || !commitment.touches_directory(),
                "the head moves on before an expectation is known to hold"
            );
            let next = commitment
                .touches_directory()
                .then(|| head.directory.apply(&commitment.changes, commitment.revision));
            let after = next.as_ref().unwrap_or(&head.directory);
            let actor = asking.as_ref().map(|asking| (asking.actor)(&head.directory));
            let actor = actor.transpose()?;
            self.require_allowed(
                &head.directory,
                after,
                actor.as_ref(),
                &commitment.changes,
                &raised,
            )?;
            let stored = |id: &RecordId| self.ports.store.find_record(id).ok().flatten();
            commitment.describe(&head.directory, after, stored);
            let ending: Vec<SessionId> = of_kind::<Session>(&commitment.changes)
                .filter_map(|session| session.after)
                .filter(|session| session.ended_at.is_some())
                .map(|session| session.id)
                .collect();
            head.ending.extend(&ending);
            if commitment.kinds().contains(&Kind::Session) {
                self.sessions.move_on();
            }
            let kinds = match is_stale {
                true => Kind::ALL.into(),
                false => commitment.kinds(),
            };
            let before_raise = (!raised.is_empty()).then(|| head.directory.clone());
            let commit = self.ports.store.submit(commitment, head.lineage);
            if let Some(next) = &next {
                head.directory = next.clone();
            }
            (commit, next, outcome, ending, raised, before_raise, kinds)
        };
        let committed = commit.wait();
        if kinds.contains(&Kind::Session) {
            self.sessions.move_on();
        }
        if !ending.is_empty() {
            let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
            head.ending.retain(|session| !ending.contains(session));
        }
        let event = committed.map_err(|error| {
            // The caller gets the disk's error. If the head cannot be read now, the next failure tries again.
            let _ = self.start_over();
            from_store(error)
        })?;
        if let Some(next) = next {
            self.publish(next);
        }
        let touched = self.tell(kinds);
        Ok(Committed {
            outcome,
            event,
            raised,
            before_raise,
            touched,
        })
    }

    /// Tells the listeners that records of these kinds were written.
    fn tell(&self, kinds: BTreeSet<Kind>) -> Touched {
        self.old_hashes.note(&kinds);
        let touched = Touched {
            revision: self.published.load().revision(),
            kinds,
        };
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .for_each(|listener| listener(&touched));
        touched
    }

    /// Checks `changes` against the rules for every change set.
    fn require_allowed(
        &self,
        head: &Directory,
        next: &Directory,
        actor: Option<&Rights>,
        changes: &[Change],
        raised: &[Raised],
    ) -> Result<(), RuleError> {
        let credential = |user| self.ports.store.find::<Credential>(user);
        let decision = Decision {
            head,
            next,
            changes,
            raised,
            actor,
            credential: &credential,
        };
        rules::check(&decision)
    }

    /// Checks that the rules let `actor` commit the planned `writes`. Leaves out the records of new users: they have no
    /// rights to lose, and an import may plan more of them than memory can hold twice.
    pub(crate) fn require_possible(
        &self,
        head: &Directory,
        actor: &Rights,
        writes: &[Write],
    ) -> Result<(), RuleError> {
        let is_of_somebody_new = |write: &&Write| {
            let owner = write.id().user();
            owner.is_some_and(|owner| head.user(owner).is_none())
        };
        let mut known = diff(
            head,
            writes.iter().filter(|write| !is_of_somebody_new(write)).cloned(),
        );
        let raised = rank::note_ranks(head, &mut known);
        let next = head.apply(&known, head.next_revision());
        self.require_allowed(head, &next, Some(actor), &known, &raised)
    }

    /// Whose raise by the planned `writes` would cost them a password that `actor` could not set anew.
    pub(crate) fn whose_password_ends(
        &self,
        head: &Directory,
        actor: &Rights,
        writes: &[Write],
    ) -> Result<Vec<(UserId, Denied)>, StoreError> {
        let mut changes = diff(head, writes.iter().cloned());
        let raised = rank::note_ranks(head, &mut changes);
        let next = head.apply(&changes, head.next_revision());
        rules::whose_password_ends(&Decision {
            head,
            next: &next,
            changes: &changes,
            raised: &raised,
            actor: Some(actor),
            credential: &|user| self.ports.store.find::<Credential>(user),
        })
    }

    fn require_not_ended(&self, head: &Head, asking: &Asking) -> Result<(), CommandError> {
        let session = asking.session;
        if head.ending.contains(&session.id) {
            return Err(not_signed_in());
        }
        let newest = match self.sessions.now() == asking.read_at {
            true => Some(session.ended_at),
            false => {
                let stored = self.ports.store.find::<Session>(session.id).map_err(from_store)?;
                stored.map(|session| session.ended_at)
            }
        };
        match newest {
            Some(None) => Ok(()),
            Some(Some(_)) | None => Err(not_signed_in()),
        }
    }

    pub(crate) fn backup_problem(&self) -> Option<String> {
        let problem = self.backup_problem.lock().unwrap_or_else(PoisonError::into_inner);
        problem.clone()
    }

    pub(crate) fn set_backup_problem(&self, problem: Option<String>) {
        *self.backup_problem.lock().unwrap_or_else(PoisonError::into_inner) = problem;
    }

    /// Stores the current time, unless a commit stored it within the last `secs` seconds. Ignores a failure, so that
    /// people can still read.
    pub(crate) fn mark_time(&self, secs: u32) {
        if self.clock.is_mark_due(secs) {
            let _ = self.commit(|_| Ok((ChangeSet::unrecorded(Vec::new()), ())));
        }
    }

    /// Publishes `next`, unless a newer state is published already: commits may return in another order than the one in
    /// which they became durable.
    fn publish(&self, next: Directory) {
        let next = Arc::new(next);
        self.published.rcu(|current| {
            if current.revision() < next.revision() {
                next.clone()
            } else {
                current.clone()
            }
        });
    }

    /// Reads the head from the store again: after a refused commit, the head contains changes that the store does not.
    fn start_over(&self) -> Result<(), CommandError> {
        let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        if head.lineage != self.ports.store.lineage() {
            self.read_head_again(&mut head)?;
            drop(head);
            // Readers have another state now, and the app does not know what differs in it.
            self.tell(Kind::ALL.into());
        }
        Ok(())
    }

    fn read_head_again(&self, head: &mut Head) -> Result<(), CommandError> {
        let lineage = self.ports.store.lineage();
        let revision = head.directory.next_revision();
        self.sessions.move_on();
        head.directory = self.ports.store.load().map_err(from_store)?.at_least(revision);
        head.lineage = lineage;
        self.publish(head.directory.clone());
        Ok(())
    }
}

/// The caller for whom the app commits.
pub(crate) struct Asking<'a> {
    /// The caller's session, as it was read.
    pub(crate) session: &'a Session,
    /// The moment at which the session was read.
    pub(crate) read_at: ReadAt,
    /// What the principal can do in a directory.
    pub(crate) actor: &'a dyn Fn(&Directory) -> Result<Rights, CommandError>,
}

/// The result of a commit.
pub(crate) struct Committed<T> {
    /// The result of the decision.
    pub(crate) outcome: T,
    /// The number of its event, if it has one.
    pub(crate) event: Option<u64>,
    /// Users and groups whose rights it raised.
    pub(crate) raised: Vec<Raised>,
    /// The state before it, if it raised anyone's.
    pub(crate) before_raise: Option<Directory>,
    /// The kinds of records that the commit wrote, and the state after it.
    pub(crate) touched: Touched,
}

impl Drop for App {
    /// Writes the events of refusals that were only counted so far, and of recent repairs.
    fn drop(&mut self) {
        self.refusals.close(&|changes| self.try_commit(changes));
        self.mark_time(MARK_SECS);
        self.ports.store.follow_up();
        self.record_findings();
    }
}
