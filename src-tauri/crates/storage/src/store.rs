//! The `Store` port over an engine.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use portreeve_core::audit::{AuditEvent, AuditHead, Target, Verified};
use portreeve_core::change::Commitment;
use portreeve_core::directory::Directory;
use portreeve_core::finding::{Finding, RepairOutcome};
use portreeve_core::guess::GuessPlace;
use portreeve_core::id::SessionId;
use portreeve_core::kind::{Held, Kind};
use portreeve_core::ports::{Commit, Entropy, Lineage, Store, StoreError};
use portreeve_core::progress::{Counter, Stage, Watch};
use portreeve_core::record::{Change, Record, RecordId, Recorded};
use portreeve_core::secret::{SecretBytes, keep_in_memory};
use portreeve_core::session::{Session, SessionTokenHash};
use portreeve_core::stored::By;
use portreeve_core::undo::{UndoEntry, UndoStanding};
use zeroize::Zeroizing;

use crate::committer::Committer;
use crate::engine::{Engine, Op};
use crate::record::{self, Beside, FurtherTargetsRecord, UndoRecord};
use crate::seal::Sealer;
use crate::writer::{EncodedEvent, Naming, Submission, Writer, read_revision};
use crate::{index, key, trail};

/// Threads that decrypt records while a directory is opened.
const OPENERS: usize = 2;
/// How many records before and after one part of an undo entry holds.
const PART_CHANGES: usize = 2000;
/// How many users are passed on together meanwhile, and how many such batches may wait for each thread.
const BATCH_USERS: usize = 2048;
const BATCHES_AHEAD: usize = 2;

/// A directory on an engine.
pub struct DirectoryStore {
    engine: Arc<dyn Engine>,
    sealer: Arc<Sealer>,
    entropy: Arc<dyn Entropy>,
    committer: Committer,
}

/// Whether a directory must exist already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A new one is created; refuses an engine with data.
    New,
    /// One was created before; refuses an empty engine, because the directory is lost.
    Existing,
}

impl DirectoryStore {
    /// Opens the directory whose records `root_key` decrypts.
    pub fn open(
        engine: impl Engine,
        root_key: &SecretBytes,
        entropy: Arc<dyn Entropy>,
        opening: Opening,
    ) -> Result<Self, StoreError> {
        let engine: Arc<dyn Engine> = Arc::new(engine);
        let sealer = Arc::new(Sealer::new(root_key));
        keep_in_memory(sealer.as_ref());
        let profile = engine.get(key::PROFILE)?;
        match (opening, &profile) {
            (Opening::New, Some(_)) => return Err(StoreError::Conflict),
            (Opening::Existing, None) => {
                return Err(StoreError::Damaged(
                    "the directory's own record is missing".into(),
                ));
            }
            (Opening::Existing, Some(sealed)) => drop(sealer.open(key::PROFILE, sealed)?),
            (Opening::New, None) => {}
        }
        let writer = Writer::open(engine.clone(), sealer.clone(), entropy.clone())?;
        let committer = Committer::start(writer);
        Ok(Self {
            engine,
            sealer,
            entropy,
            committer,
        })
    }

    fn opened(&self, kind: Kind, key: &[u8], sealed: &[u8]) -> Result<Record, StoreError> {
        record::decode_any(kind, key, &self.sealer.open(key, sealed)?)
    }

    /// The undo entry under this key, or the part of one.
    fn beside(&self, key: &[u8]) -> Result<Option<Beside>, StoreError> {
        let sealed = self.engine.get(key)?;
        let opened = sealed.map(|sealed| self.sealer.open(key, &sealed)).transpose()?;
        opened
            .map(|plain| record::decode::<UndoRecord>(key, &plain))
            .transpose()
    }

    /// Everything that the read model holds but what there is of each user: few of each.
    fn load_few(&self) -> Result<Vec<Record>, StoreError> {
        let mut few = Vec::new();
        for kind in Kind::ALL
            .into_iter()
            .filter(|kind| kind.policy().held == Held::InMemory)
        {
            match kind {
                Kind::User | Kind::LastSignIn | Kind::Revision => {}
                kind => few.extend(self.list_records(kind)?),
            }
        }
        Ok(few)
    }

    /// Reads users from the engine, then when they signed in, in batches for each of `openers` in turn, until there are no
    /// more.
    fn read_users(&self, openers: &[SyncSender<SealedUsers>]) -> Result<(), StoreError> {
        let mut turn = openers.iter().cycle();
        let mut hand_on = |batch| {
            if let Some(opener) = turn.next() {
                // An opener that stopped listening reports its own error.
                let _ = opener.send(batch);
            }
        };
        let mut batch = SealedUsers::default();
        for kind in [Kind::User, Kind::LastSignIn] {
            self.engine.visit(key::prefix(kind), &mut |key, sealed| {
                batch.push(kind, key, sealed);
                if batch.lengths.len() == BATCH_USERS {
                    hand_on(std::mem::take(&mut batch));
                }
            })?;
        }
        hand_on(batch);
        Ok(())
    }

    fn open_users(&self, batch: SealedUsers) -> Result<Vec<Record>, StoreError> {
        let mut bytes = batch.bytes;
        let mut rest = bytes.as_mut_slice();
        let mut users = Vec::with_capacity(batch.lengths.len());
        for (kind, key, sealed) in batch.lengths {
            let (pair, later) = std::mem::take(&mut rest).split_at_mut(key + sealed);
            rest = later;
            let (key, sealed) = pair.split_at_mut(key);
            users.push(record::decode_any(
                kind,
                key,
                self.sealer.open_in_place(key, sealed)?,
            )?);
        }
        Ok(users)
    }

    fn encode(&self, change: &Change, submission: &mut Submission) {
        let seal = |key: &[u8], plain: &[u8]| self.sealer.seal(key, plain, self.entropy.as_ref());
        let key = key::of(&self.sealer, &change.id);
        submission.ops.push(match &change.after {
            Some(record) => {
                let sealed = seal(&key, &record::encode_any(record));
                Op::Put(key, sealed)
            }
            None => Op::Remove(key),
        });
        let (comes, goes) = index::moved(&self.sealer, change, |id| self.find_record(id).ok().flatten());
        for index in comes {
            let sealed = seal(&index.key, &index.value);
            match index.is_unique {
                true => submission.names.taken.push((index.key, index.value, sealed)),
                false => submission.leads.push((index.key, sealed)),
            }
        }
        for index in goes {
            match index.is_unique {
                true => drop(submission.names.freed.insert(index.key)),
                false => submission.ops.push(Op::Remove(index.key)),
            }
        }
    }
}

/// The event with what lies beside it, in parts of bounded size.
fn encoded_event(event: &AuditEvent, further: &[Target], undo: Vec<Change>) -> EncodedEvent {
    let part = |targets: &[Target]| record::encode::<FurtherTargetsRecord>(&targets.to_vec());
    let further: Vec<_> = further.chunks(trail::PART_TARGETS).map(part).collect();
    let digest = (!further.is_empty()).then(|| trail::digest(further.iter().map(|part| part.as_slice())));
    let mut parts = Vec::with_capacity(undo.len().div_ceil(PART_CHANGES));
    let mut undo = undo.into_iter().peekable();
    // Each part is freed when it is encoded: there can be many.
    while undo.peek().is_some() {
        let changes = undo.by_ref().take(PART_CHANGES).collect();
        parts.push(record::encode::<UndoRecord>(&Beside::Kept(changes)));
    }
    EncodedEvent {
        event: record::encode_event(event, digest),
        further,
        undo: parts,
        undoes: event.undoes,
    }
}

/// Users, or when they signed in, as they lie in the engine, one after the other: key, then sealed record. What is opened
/// in place is wiped.
#[derive(Default)]
struct SealedUsers {
    bytes: Zeroizing<Vec<u8>>,
    lengths: Vec<(Kind, usize, usize)>,
}

impl SealedUsers {
    fn push(&mut self, kind: Kind, key: &[u8], sealed: &[u8]) {
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(sealed);
        self.lengths.push((kind, key.len(), sealed.len()));
    }
}

impl Store for DirectoryStore {
    /// Users are nearly everything there is to read. While some are read, earlier ones are decrypted, and still earlier
    /// ones are put into memory.
    fn load(&self) -> Result<Directory, StoreError> {
        let few = self.load_few()?;
        let revision = read_revision(self.engine.as_ref(), &self.sealer)?;
        std::thread::scope(|scope| {
            let mut openers = Vec::with_capacity(OPENERS);
            let mut opened = Vec::with_capacity(OPENERS);
            for _ in 0..OPENERS {
                let (opener, to_open) = sync_channel(BATCHES_AHEAD);
                let (users, to_place) = sync_channel(BATCHES_AHEAD);
                openers.push(opener);
                opened.push(to_place);
                scope.spawn(move || {
                    for batch in to_open {
                        if users.send(self.open_users(batch)).is_err() {
                            return;
                        }
                    }
                });
            }
            let reading = scope.spawn(move || self.read_users(&openers));
            let mut failure = None;
            // The opener whose turn it is runs out only after all batches were read.
            let batches = opened.iter().cycle().map_while(|users| users.recv().ok());
            let users = batches.map_while(|batch| batch.map_err(|error| failure = Some(error)).ok());
            let directory = Directory::from_records(revision, few.into_iter().chain(users.flatten()));
            // Drops the channels, so that no thread waits for one that has stopped.
            drop(opened);
            reading.join().map_err(|_| StoreError::Stopped)??;
            failure.map_or(Ok(directory), Err)
        })
    }

    fn submit(&self, commitment: Commitment, lineage: Lineage) -> Commit {
        let touches_directory = commitment.touches_directory();
        let event = commitment
            .event
            .map(|event| encoded_event(&event, &commitment.further_targets, commitment.undo));
        let mut submission = Submission {
            ops: Vec::new(),
            names: Naming::default(),
            leads: Vec::new(),
            expect: commitment.expect,
            event,
            forget_before: commitment.forget_before,
            forget_undo: commitment.forget_undo,
            lineage,
            touches_directory,
            revision: commitment.revision,
        };
        // Each change is freed when it is encoded: there can be many.
        commitment
            .changes
            .into_iter()
            .for_each(|change| self.encode(&change, &mut submission));
        self.committer.submit(submission)
    }

    fn lineage(&self) -> Lineage {
        self.committer.lineage()
    }

    fn findings(&self) -> Vec<Finding> {
        self.engine.findings()
    }

    fn follow_up(&self) {
        self.engine.follow_up();
    }

    fn examine(&self, watch: &Watch<'_>) -> Result<Vec<Finding>, StoreError> {
        let mut findings = self.engine.examine(watch)?;
        // A value that the engine holds whole may still fail to decrypt.
        let (mut unopened, mut newer) = (0, 0);
        let mut counter = Counter::new(Stage::Checking, self.engine.count()?, watch);
        self.engine.visit(&[], &mut |key, sealed| {
            if !counter.goes_on() {
                return;
            }
            match self.sealer.open(key, sealed) {
                Ok(_) => {}
                Err(_) if self.sealer.is_newer(key, sealed) => newer += 1,
                Err(_) => unopened += 1,
            }
        })?;
        counter.finish()?;
        if newer > 0 {
            findings.push(Finding {
                what: format!(
                    "a newer Portreeve wrote {newer} of the records; open the directory with that version"
                ),
                outcome: RepairOutcome::Noted,
            });
        }
        if unopened > 0 {
            findings.push(Finding {
                what: format!("{unopened} records do not open"),
                outcome: RepairOutcome::Lost,
            });
        }
        let fault = match self.verify_trail(None, watch) {
            // A newer record is no fault, and is counted above.
            Err(StoreError::Newer(_)) => None,
            verified => verified?.fault,
        };
        findings.extend(fault.map(|fault| Finding {
            what: fault.to_string(),
            outcome: RepairOutcome::Lost,
        }));
        Ok(findings)
    }

    fn find_record(&self, id: &RecordId) -> Result<Option<Record>, StoreError> {
        let key = key::of(&self.sealer, id);
        let sealed = self.engine.get(&key)?;
        let opened = sealed.map(|sealed| self.opened(id.kind(), &key, &sealed));
        opened.transpose()
    }

    fn list_records(&self, kind: Kind) -> Result<Vec<Record>, StoreError> {
        let sealed = self.engine.scan(key::prefix(kind))?;
        let opened = sealed.iter().map(|(key, sealed)| self.opened(kind, key, sealed));
        opened.collect()
    }

    fn list_records_by(&self, kind: Kind, by: By) -> Result<Vec<Record>, StoreError> {
        let whose = key::belongings(&self.sealer, kind, by);
        let mut found = Vec::new();
        for (lead, sealed) in self.engine.scan(&whose)? {
            // One that was put there without the key does not open.
            self.sealer.open(&lead, &sealed)?;
            let key = key::joined(kind, lead.get(whose.len()..).unwrap_or_default());
            // It may go between the one look and the other.
            if let Some(sealed) = self.engine.get(&key)? {
                found.push(self.opened(kind, &key, &sealed)?);
            }
        }
        Ok(found)
    }

    fn guess_place(&self, name: &str) -> GuessPlace {
        GuessPlace::of_hash(&self.sealer.lookup(&format!("guess {name}")))
    }

    fn find_session_by_token(&self, token: &SessionTokenHash) -> Result<Option<Session>, StoreError> {
        let key = key::session_token(token);
        let Some(sealed) = self.engine.get(&key)? else {
            return Ok(None);
        };
        let id = self.sealer.open(&key, &sealed)?;
        let id = id
            .as_slice()
            .try_into()
            .map_err(|_| StoreError::Damaged(key::describe(&key)))?;
        let found = self.find_record(&RecordId::Session(SessionId::from_bytes(id)))?;
        Ok(found
            .as_ref()
            .and_then(Session::of)
            .map(|session| Session::clone(session)))
    }

    fn audit_head(&self) -> Result<AuditHead, StoreError> {
        Ok(trail::find_head(self.engine.as_ref(), &self.sealer)?.unwrap_or_default())
    }

    fn list_events(&self, before: u64, limit: usize) -> Result<Vec<(u64, Option<AuditEvent>)>, StoreError> {
        trail::list(self.engine.as_ref(), &self.sealer, before, limit)
    }

    fn list_further_targets(
        &self,
        event: u64,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<Target>, StoreError> {
        trail::list_further(self.engine.as_ref(), &self.sealer, event, offset, limit)
    }

    fn find_undo(&self, event: u64) -> Result<Option<UndoEntry>, StoreError> {
        let parts = match self.beside(&key::undo(event))? {
            None => return Ok(None),
            Some(Beside::Kept(changes)) => return Ok(Some(UndoEntry::Kept(changes))),
            Some(Beside::Undone(by)) => return Ok(Some(UndoEntry::Undone(by))),
            Some(Beside::Parts(parts)) => parts,
        };
        let mut changes = Vec::new();
        for part in 0..parts {
            let key = key::undo_part(event, part);
            match self.beside(&key)? {
                Some(Beside::Kept(some)) => changes.extend(some),
                Some(Beside::Undone(_) | Beside::Parts(_)) => {
                    return Err(StoreError::Damaged(key::describe(&key)));
                }
                // The entry goes as a whole, possibly between the one look and the other.
                None => return Ok(None),
            }
        }
        Ok(Some(UndoEntry::Kept(changes)))
    }

    fn find_undo_standing(&self, event: u64) -> Result<Option<UndoStanding>, StoreError> {
        Ok(self.beside(&key::undo(event))?.map(|beside| match beside {
            Beside::Kept(_) | Beside::Parts(_) => UndoStanding::Kept,
            Beside::Undone(by) => UndoStanding::Undone(by),
        }))
    }

    fn list_undo(&self) -> Result<Vec<u64>, StoreError> {
        trail::list_undo(self.engine.as_ref())
    }

    fn verify_trail(&self, until: Option<u64>, watch: &Watch<'_>) -> Result<Verified, StoreError> {
        trail::verify(self.engine.as_ref(), &self.sealer, until, watch)
    }
}

#[cfg(test)]
mod tests {
    use portreeve_core::audit::AuditHead;
    use portreeve_core::backup::BackupMade;
    use portreeve_core::progress::unwatched;
    use portreeve_testkit::SeededEntropy;

    use super::*;
    use crate::engine::MemoryEngine;

    /// A directory in which a record of a kind that is not read at opening has a later version.
    fn with_a_newer_record(root_key: &SecretBytes) -> Arc<MemoryEngine> {
        let (sealer, entropy) = (Sealer::new(root_key), SeededEntropy::new(1));
        let engine = Arc::new(MemoryEngine::default());
        let newer = key::prefix(Kind::BackupMade);
        let head = trail::plain_head(&sealer, &AuditHead::default());
        let ops = [
            Op::Put(key::PROFILE.to_vec(), sealer.seal(key::PROFILE, b"", &entropy)),
            Op::Put(
                key::AUDIT_HEAD.to_vec(),
                sealer.seal(key::AUDIT_HEAD, &head, &entropy),
            ),
            Op::Put(
                newer.to_vec(),
                sealer.seal_version(2, newer, b"unknown", &entropy),
            ),
        ];
        engine.commit(ops.into()).unwrap();
        engine
    }

    #[test]
    fn a_newer_record_that_is_not_read_at_opening_is_told_apart_from_a_damaged_one() {
        let root_key = SecretBytes::new(vec![1; 32]);
        let engine = with_a_newer_record(&root_key);
        let entropy = Arc::new(SeededEntropy::new(2));
        let stored = engine.scan(&[]).unwrap();
        let store = DirectoryStore::open(engine.clone(), &root_key, entropy, Opening::Existing).unwrap();
        let store: &dyn Store = &store;
        assert_eq!(
            store.find::<BackupMade>(()).unwrap_err(),
            StoreError::Newer("a note about backups".into())
        );
        let findings = store.examine(&unwatched).unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].outcome, RepairOutcome::Noted);
        assert!(findings[0].what.contains("newer Portreeve"));
        assert_eq!(engine.scan(&[]).unwrap(), stored, "nothing was written");
    }
}
