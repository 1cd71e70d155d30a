//! The `Store` port over an engine.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use portreeve_core::audit::Verified;
use portreeve_core::audit::{AuditEvent, AuditHead};
use portreeve_core::backup::BackupMemory;
use portreeve_core::change::ChangeSet;
use portreeve_core::client::{SigningKey, TokenFamily};
use portreeve_core::directory::Directory;
use portreeve_core::finding::{Finding, RepairOutcome};
use portreeve_core::guess::{GuessPlace, Guesses};
use portreeve_core::id::{ClientId, FamilyId, KeyId, SessionId, UserId};
use portreeve_core::kind::Kind;
use portreeve_core::password::{Credential, EncodedHash};
use portreeve_core::ports::{Commit, Entropy, Lineage, Store, StoreError};
use portreeve_core::secret::{SecretBytes, keep_in_memory};
use portreeve_core::session::{Session, SessionTokenHash};
use portreeve_core::time::Timestamp;
use portreeve_core::undo::UndoEntry;
use portreeve_core::write::Write;
use zeroize::Zeroizing;

use crate::committer::Committer;
use crate::engine::{Engine, Op};
use crate::key;
use crate::names::{self, Naming, Owner};
use crate::record::{
    self, BackupNoteRecord, BackupScheduleRecord, ClientRecord, ClientSecretRecord, CredentialRecord,
    EventRecord, FamilyRecord, GroupRecord, GuessesRecord, PermissionRecord, ProfileRecord, Record,
    SessionRecord, SigningKeyRecord, UndoRecord, UserRecord,
};
use crate::seal::Sealer;
use crate::trail;
use crate::writer::{EncodedEvent, Submission, Writer, read_revision};

/// Threads that open records while a directory is opened.
const OPENERS: usize = 2;
/// Users that are handed on together meanwhile, and how many such batches may wait for each thread.
const BATCH_USERS: usize = 2048;
const BATCHES_AHEAD: usize = 2;

/// A directory on an engine.
pub struct DirectoryStore {
    engine: Arc<dyn Engine>,
    sealer: Arc<Sealer>,
    entropy: Arc<dyn Entropy>,
    committer: Committer,
}

/// Whether there must be a directory already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A new one is made: an engine that holds anything is refused.
    New,
    /// One was made before: an empty engine means that it is lost, and is refused.
    Existing,
}

impl DirectoryStore {
    /// Opens the directory that `root_key` seals.
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

    fn find<R: Record>(&self, key: &[u8]) -> Result<Option<R::Domain>, StoreError> {
        self.engine
            .get(key)?
            .map(|sealed| self.opened::<R>(key, &sealed))
            .transpose()
    }

    fn list<R: Record>(&self, prefix: &[u8]) -> Result<Vec<R::Domain>, StoreError> {
        self.engine
            .scan(prefix)?
            .iter()
            .map(|(key, sealed)| self.opened::<R>(key, sealed))
            .collect()
    }

    fn opened<R: Record>(&self, key: &[u8], sealed: &[u8]) -> Result<R::Domain, StoreError> {
        record::decode::<R>(key, &self.sealer.open(key, sealed)?)
    }

    /// Everything but users: few of each.
    fn load_few(&self) -> Result<Vec<Write>, StoreError> {
        let profile = self
            .find::<ProfileRecord>(key::PROFILE)?
            .map(|profile| Write::Profile(Arc::new(profile)));
        let groups = self
            .list::<GroupRecord>(key::prefix(Kind::Group))?
            .into_iter()
            .map(|group| Write::Group(Arc::new(group)));
        let permissions = self
            .list::<PermissionRecord>(key::prefix(Kind::Permission))?
            .into_iter()
            .map(Write::Permission);
        let clients = self
            .list::<ClientRecord>(key::prefix(Kind::Client))?
            .into_iter()
            .map(|client| Write::Client(Arc::new(client)));
        let keys = self
            .list::<SigningKeyRecord>(key::prefix(Kind::SigningKey))?
            .into_iter()
            .map(Write::SigningKey);
        Ok(profile
            .into_iter()
            .chain(groups)
            .chain(permissions)
            .chain(clients)
            .chain(keys)
            .chain(self.find_costliest_hash()?.map(Write::CostliestHash))
            .collect())
    }

    fn find_costliest_hash(&self) -> Result<Option<EncodedHash>, StoreError> {
        let key = key::COSTLIEST_HASH;
        let Some(sealed) = self.engine.get(key)? else {
            return Ok(None);
        };
        let plain = self.sealer.open(key, &sealed)?;
        let text = std::str::from_utf8(&plain).unwrap_or_default();
        let hash = EncodedHash::parse(text);
        hash.map(Some)
            .map_err(|error| StoreError::Damaged(format!("{} ({error})", key::describe(key))))
    }

    /// Reads users from the engine, in batches for each of `openers` in turn, until there are no more.
    fn read_users(&self, openers: &[SyncSender<SealedUsers>]) -> Result<(), StoreError> {
        let mut turn = openers.iter().cycle();
        let mut hand_on = |batch| {
            if let Some(opener) = turn.next() {
                // Whoever stopped listening knows why.
                let _ = opener.send(batch);
            }
        };
        let mut batch = SealedUsers::default();
        self.engine.visit(key::prefix(Kind::User), &mut |key, sealed| {
            batch.push(key, sealed);
            if batch.lengths.len() == BATCH_USERS {
                hand_on(std::mem::take(&mut batch));
            }
        })?;
        hand_on(batch);
        Ok(())
    }

    fn open_users(&self, batch: SealedUsers) -> Result<Vec<Write>, StoreError> {
        let mut bytes = batch.bytes;
        let mut rest = bytes.as_mut_slice();
        let mut users = Vec::with_capacity(batch.lengths.len());
        for (key, sealed) in batch.lengths {
            let (pair, later) = std::mem::take(&mut rest).split_at_mut(key + sealed);
            rest = later;
            let (key, sealed) = pair.split_at_mut(key);
            let user = record::decode::<UserRecord>(key, self.sealer.open_in_place(key, sealed)?)?;
            users.push(Write::User {
                user: Arc::new(user),
                previous: None,
            });
        }
        Ok(users)
    }

    /// Has `owner` called `has`, and nothing else; `had` is what it was called until now, where that is known.
    fn name(&self, submission: &mut Submission, owner: Owner, had: Option<Vec<Vec<u8>>>, has: Vec<Vec<u8>>) {
        let sealed = |name: Vec<u8>| {
            let value = self.sealer.seal(&name, &owner.to_bytes(), self.entropy.as_ref());
            (name, value)
        };
        let has = has.into_iter().map(sealed).collect();
        submission.names.set(owner, had, has);
    }

    fn encode(&self, write: &Write, submission: &mut Submission) {
        let mut put = |key: Vec<u8>, plain: &[u8]| {
            let sealed = self.sealer.seal(&key, plain, self.entropy.as_ref());
            submission.ops.push(Op::Put(key, sealed));
        };
        match write {
            Write::Profile(profile) => put(key::PROFILE.to_vec(), &record::encode::<ProfileRecord>(profile)),
            Write::User { user, previous } => {
                put(key::user(user.id), &record::encode::<UserRecord>(user));
                let login = user.login.key();
                if previous.as_ref() != Some(&login) {
                    let of = |login| names::of_login(&self.sealer, login);
                    let had = previous.as_ref().map_or_else(Vec::new, of);
                    self.name(submission, Owner::User(user.id), Some(had), of(&login));
                }
            }
            Write::Credential(user, credential) => {
                put(
                    key::credential(*user),
                    &record::encode::<CredentialRecord>(credential),
                );
            }
            Write::CostliestHash(hash) => put(key::COSTLIEST_HASH.to_vec(), hash.expose().as_bytes()),
            Write::Guesses(place, Some(guesses)) => {
                put(key::guesses(*place), &record::encode::<GuessesRecord>(guesses))
            }
            Write::Guesses(place, None) => submission.ops.push(Op::Remove(key::guesses(*place))),
            Write::Group(group) => {
                put(key::group(group.id), &record::encode::<GroupRecord>(group));
                let names = names::of_group(&self.sealer, group);
                self.name(submission, Owner::Group(group.id), None, names);
            }
            Write::RemoveGroup(id) => {
                submission.ops.push(Op::Remove(key::group(*id)));
                self.name(submission, Owner::Group(*id), None, Vec::new());
            }
            Write::Permission(entry) => {
                put(
                    key::permission(&self.sealer, &entry.permission),
                    &record::encode::<PermissionRecord>(entry),
                );
            }
            Write::RemovePermission(permission) => {
                let key = key::permission(&self.sealer, permission);
                submission.ops.push(Op::Remove(key));
            }
            Write::Client(client) => {
                put(key::client(client.id), &record::encode::<ClientRecord>(client));
                let names = names::of_client(&self.sealer, client);
                self.name(submission, Owner::Client(client.id), None, names);
            }
            Write::RemoveClient(id) => {
                submission.ops.push(Op::Remove(key::client(*id)));
                submission.ops.push(Op::Remove(key::client_secret(*id)));
                self.name(submission, Owner::Client(*id), None, Vec::new());
            }
            Write::ClientSecret(client, secret) => {
                put(
                    key::client_secret(*client),
                    &record::encode::<ClientSecretRecord>(secret),
                );
            }
            Write::RemoveClientSecret(id) => submission.ops.push(Op::Remove(key::client_secret(*id))),
            Write::RemoveSigningKey(id) => submission.ops.push(Op::Remove(key::signing_key(id))),
            Write::SigningKey(signing) => {
                put(
                    key::signing_key(&signing.public.id),
                    &record::encode::<SigningKeyRecord>(signing),
                );
            }
            Write::Session(session) => {
                put(
                    key::session(session.id),
                    &record::encode::<SessionRecord>(session),
                );
                put(key::session_token(&session.token), &session.id.to_bytes());
            }
            Write::TokenFamily(family) => {
                put(key::family(family.id), &record::encode::<FamilyRecord>(family))
            }
            Write::ForgetEvents { before } => submission.forget_before = Some(*before),
            Write::ClockMark(mark) => put(key::CLOCK_MARK.to_vec(), &mark.unix_ms().to_be_bytes()),
            Write::BackupSchedule(schedule) => put(
                key::BACKUP_SCHEDULE.to_vec(),
                &record::encode::<BackupScheduleRecord>(schedule),
            ),
            Write::BackupMade(note) => put(
                key::BACKUP_MADE.to_vec(),
                &record::encode::<BackupNoteRecord>(note),
            ),
            Write::BackupRehearsed(note) => put(
                key::BACKUP_REHEARSED.to_vec(),
                &record::encode::<BackupNoteRecord>(note),
            ),
        }
    }
}

/// Users as they lie in the engine, one after the other: key, then sealed record. What is opened in place is wiped.
#[derive(Default)]
struct SealedUsers {
    bytes: Zeroizing<Vec<u8>>,
    lengths: Vec<(usize, usize)>,
}

impl SealedUsers {
    fn push(&mut self, key: &[u8], sealed: &[u8]) {
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(sealed);
        self.lengths.push((key.len(), sealed.len()));
    }
}

impl Store for DirectoryStore {
    /// Users are nearly all there is to read: while some are read, those before them are unsealed, and those before
    /// them find their place in memory.
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
            // Whose turn it is has no more only when there are no more.
            let batches = opened.iter().cycle().map_while(|users| users.recv().ok());
            let users = batches.map_while(|batch| batch.map_err(|error| failure = Some(error)).ok());
            let directory = Directory::from_writes(revision, few.into_iter().chain(users.flatten()));
            // Nobody waits for somebody who has stopped.
            drop(opened);
            reading.join().map_err(|_| StoreError::Stopped)??;
            failure.map_or(Ok(directory), Err)
        })
    }

    fn submit(&self, changes: ChangeSet, lineage: Lineage) -> Commit {
        let touches_directory = changes.touches_directory();
        let undo = (!changes.undo.is_empty()).then(|| UndoEntry::Kept(changes.undo));
        let event = changes.event.map(|event| EncodedEvent {
            event: record::encode::<EventRecord>(&event),
            undo: undo.map(|undo| record::encode::<UndoRecord>(&undo)),
            undoes: event.undoes,
        });
        let mut submission = Submission {
            ops: Vec::new(),
            names: Naming::default(),
            expect: changes.expect,
            event,
            forget_before: None,
            lineage,
            touches_directory,
            revision: changes.revision,
        };
        changes
            .writes
            .iter()
            .for_each(|write| self.encode(write, &mut submission));
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

    fn examine(&self) -> Result<Vec<Finding>, StoreError> {
        let mut findings = self.engine.examine()?;
        // What the engine holds whole may still not be what was sealed.
        let mut unopened = 0;
        self.engine.visit(&[], &mut |key, sealed| {
            unopened += u64::from(self.sealer.open(key, sealed).is_err());
        })?;
        if unopened > 0 {
            findings.push(Finding {
                what: format!("{unopened} records do not open"),
                outcome: RepairOutcome::Lost,
            });
        }
        findings.extend(self.verify_trail(None)?.fault.map(|fault| Finding {
            what: fault.to_string(),
            outcome: RepairOutcome::Lost,
        }));
        Ok(findings)
    }

    fn find_credential(&self, user: UserId) -> Result<Option<Credential>, StoreError> {
        self.find::<CredentialRecord>(&key::credential(user))
    }

    fn guess_place(&self, name: &str) -> GuessPlace {
        GuessPlace::of_hash(&self.sealer.lookup(&format!("guess {name}")))
    }

    fn find_guesses(&self, place: GuessPlace) -> Result<Option<Guesses>, StoreError> {
        self.find::<GuessesRecord>(&key::guesses(place))
    }

    fn find_signing_key(&self, id: &KeyId) -> Result<Option<SigningKey>, StoreError> {
        self.find::<SigningKeyRecord>(&key::signing_key(id))
    }

    fn find_client_secret(&self, client: ClientId) -> Result<Option<SecretBytes>, StoreError> {
        self.find::<ClientSecretRecord>(&key::client_secret(client))
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
        self.find_session(SessionId::from_bytes(id))
    }

    fn find_session(&self, session: SessionId) -> Result<Option<Session>, StoreError> {
        self.find::<SessionRecord>(&key::session(session))
    }

    fn list_sessions(&self) -> Result<Vec<Session>, StoreError> {
        self.list::<SessionRecord>(key::prefix(Kind::Session))
    }

    fn find_token_family(&self, family: FamilyId) -> Result<Option<TokenFamily>, StoreError> {
        self.find::<FamilyRecord>(&key::family(family))
    }

    fn list_token_families(&self) -> Result<Vec<TokenFamily>, StoreError> {
        self.list::<FamilyRecord>(key::prefix(Kind::TokenFamily))
    }

    fn audit_head(&self) -> Result<AuditHead, StoreError> {
        Ok(trail::find_head(self.engine.as_ref(), &self.sealer)?.unwrap_or_default())
    }

    fn list_events(&self, before: u64, limit: usize) -> Result<Vec<(u64, Option<AuditEvent>)>, StoreError> {
        trail::list(self.engine.as_ref(), &self.sealer, before, limit)
    }

    fn find_undo(&self, event: u64) -> Result<Option<UndoEntry>, StoreError> {
        self.find::<UndoRecord>(&key::undo(event))
    }

    fn verify_trail(&self, until: Option<u64>) -> Result<Verified, StoreError> {
        trail::verify(self.engine.as_ref(), &self.sealer, until)
    }

    fn find_clock_mark(&self) -> Result<Option<Timestamp>, StoreError> {
        let Some(sealed) = self.engine.get(key::CLOCK_MARK)? else {
            return Ok(None);
        };
        let bytes = self.sealer.open(key::CLOCK_MARK, &sealed)?;
        let bytes = bytes
            .as_slice()
            .try_into()
            .map_err(|_| StoreError::Damaged(key::describe(key::CLOCK_MARK)))?;
        Ok(Some(Timestamp::from_unix_ms(i64::from_be_bytes(bytes))))
    }

    fn find_backup_memory(&self) -> Result<BackupMemory, StoreError> {
        Ok(BackupMemory {
            schedule: self.find::<BackupScheduleRecord>(key::BACKUP_SCHEDULE)?.flatten(),
            made: self.find::<BackupNoteRecord>(key::BACKUP_MADE)?,
            rehearsed: self.find::<BackupNoteRecord>(key::BACKUP_REHEARSED)?,
        })
    }
}
