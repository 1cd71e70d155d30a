//! What one command writes, committed whole or not at all.

use crate::audit::{AuditEvent, Final, Reversal, TARGETS_MAX, effects};
use crate::client::Client;
use crate::directory::Directory;
use crate::id::FamilyId;
use crate::revision::Revision;
use crate::secret::SecretBytes;
use crate::session::Session;
use crate::time::Timestamp;
use crate::undo::{self, Step, UNDO_RECORDS_MAX};
use crate::write::Write;

/// Everything one command writes, and the event that says so.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// Must hold when it is committed, or nothing is written ([`StoreError::Conflict`](crate::store_error::StoreError)).
    pub expect: Vec<Expectation>,
    /// What is written.
    pub writes: Vec<Write>,
    /// What the audit trail says; `None` only for what nobody did, such as a session being seen again.
    pub event: Option<AuditEvent>,
    /// What is kept beside the event, so that it can be taken back.
    pub undo: Vec<Step>,
    /// The state of the directory that it makes. The store counts on from there, so what refers to it stays earlier
    /// than all that follows, also after the directory was opened anew.
    pub revision: Revision,
}

impl ChangeSet {
    /// `writes` without further conditions.
    pub fn new(event: AuditEvent, writes: Vec<Write>) -> Self {
        Self {
            expect: Vec::new(),
            writes,
            event: Some(event),
            undo: Vec::new(),
            revision: Revision::default(),
        }
    }

    /// `writes` that leave no event.
    pub fn unrecorded(writes: Vec<Write>) -> Self {
        Self {
            expect: Vec::new(),
            writes,
            event: None,
            undo: Vec::new(),
            revision: Revision::default(),
        }
    }

    /// Whether the read model is different afterwards.
    pub fn touches_directory(&self) -> bool {
        self.writes.iter().any(|write| write.kind().is_loaded())
    }

    /// Says in the event what the writes change, from `head` to `next`, and keeps beside it what they replace. It is
    /// worked out from the writes, for every command in the same way; what a command says itself comes first.
    /// `secret` finds the secret of a client that is removed.
    pub fn describe(
        &mut self,
        head: &Directory,
        next: &Directory,
        secret: impl Fn(&Client) -> Option<SecretBytes>,
    ) {
        let Some(event) = &mut self.event else { return };
        let effects = effects(head, next, &self.writes, event.at, TARGETS_MAX);
        let more = u32::try_from(effects.more()).unwrap_or(u32::MAX);
        event.more_targets = event.more_targets.saturating_add(more);
        for target in effects.targets {
            event.add(target);
        }
        if event.reversal != Reversal::Nothing {
            return;
        }
        if let Some(why) = self
            .writes
            .iter()
            .find_map(|write| is_final(write, head, event.at))
        {
            event.reversal = Reversal::Impossible(why);
            return;
        }
        let steps = undo::steps(head, &self.writes, secret);
        event.reversal = match steps.len() {
            0 => Reversal::Nothing,
            1..=UNDO_RECORDS_MAX => Reversal::Kept,
            _ => Reversal::Impossible(Final::TooLarge),
        };
        if event.reversal == Reversal::Kept {
            self.undo = steps;
        }
    }

    /// Adds a condition.
    pub fn expecting(mut self, expectation: Expectation) -> Self {
        self.expect.push(expectation);
        self
    }
}

/// Why what `write` does can never be taken back, if that is so.
fn is_final(write: &Write, head: &Directory, now: Timestamp) -> Option<Final> {
    match write {
        // A hash that only replaces an older kind of hash keeps the date of its password.
        Write::Credential(user, credential) => {
            let is_set = head.user(*user).is_some() && credential.changed_at == Some(now);
            is_set.then_some(Final::PasswordSet)
        }
        Write::TokenFamily(family) => family.ended_at.is_none().then_some(Final::TokenGivenOut),
        Write::Profile(_)
        | Write::User { .. }
        | Write::CostliestHash(_)
        | Write::Guesses(..)
        | Write::Group(_)
        | Write::RemoveGroup(_)
        | Write::Permission(_)
        | Write::RemovePermission(_)
        | Write::Client(_)
        | Write::RemoveClient(_)
        | Write::ClientSecret(..)
        | Write::RemoveClientSecret(_)
        | Write::SigningKey(_)
        | Write::RemoveSigningKey(_)
        | Write::Session(_)
        | Write::ForgetEvents { .. }
        | Write::ClockMark(_)
        | Write::BackupSchedule(_)
        | Write::BackupMade(_)
        | Write::BackupRehearsed(_) => None,
    }
}

/// A condition under which a change set may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The family is alive and still at this generation: a refresh token is good once. A change set with this
    /// condition must not touch the directory, as the read model moves on before the condition is known to hold.
    FamilyAt(FamilyId, u32),
    /// The session is as it was read, and not ended: seeing it again must put nothing back that has changed meanwhile.
    /// Not with changes to the directory either.
    SessionIs(Box<Session>),
}
