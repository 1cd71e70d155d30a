//! Writes and reads back one record of every kind. A new kind does not compile here until this file says how to write
//! and read it.

use std::collections::BTreeSet;
use std::sync::Arc;

use portreeve_core::audit::{Target, TargetKind};
use portreeve_core::backup::{BackupLock, BackupMade, BackupNote, BackupRehearsed, BackupSchedule};
use portreeve_core::change::ChangeSet;
use portreeve_core::client::{Client, ClientSecret, SigningKey, TokenFamily};
use portreeve_core::clock::ClockMark;
use portreeve_core::config_export::{ConfigExport, ConfigExports, Trusted};
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::guess::Guesses;
use portreeve_core::id::DirectoryId;
use portreeve_core::kind::{AtOffBoarding, Kind};
use portreeve_core::last_sign_in::LastSignIn;
use portreeve_core::password::{CostliestHash, Credential, EncodedHash};
use portreeve_core::permission::PermissionEntry;
use portreeve_core::ports::{Clock, Store, StoreError};
use portreeve_core::profile::Profile;
use portreeve_core::progress::unwatched;
use portreeve_core::record::{Change, Recorded, Visitor};
use portreeve_core::recovery::KitMade;
use portreeve_core::revision::Revision;
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_core::session::{self, Session};
use portreeve_core::stored::By;
use portreeve_core::time::Timestamp;
use portreeve_core::token_use::TokenUse;
use portreeve_core::undo::UndoEntry;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use super::{commit, costly_hash, family, put, session as session_of, signing_key, token_use};
use crate::{FakeClock, SeededEntropy, client, event, group, user};

/// One record of each kind.
pub struct Samples {
    /// A session.
    pub session: Session,
    /// A family of refresh tokens.
    pub family: TokenFamily,
    now: Timestamp,
    profile: Profile,
    user: User,
    group: Group,
    permission: PermissionEntry,
    client: Client,
    secret: SecretBytes,
    key: SigningKey,
    session_token: SecretText,
    hash: EncodedHash,
    note: BackupNote,
}

impl Samples {
    fn new() -> Self {
        let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(1));
        let (session_token, session_hash) = session::new_token(&entropy);
        Self {
            now,
            profile: Profile {
                id: DirectoryId::new(now, &entropy),
                team: "Acme".into(),
                issuer: "https://acme.example".into(),
                created_at: now,
                keep_events_days: Some(30),
            },
            user: user("ada", now, &entropy),
            group: group("Éditeurs", &["billing.pay"], now, &entropy),
            permission: PermissionEntry {
                permission: "billing.pay".parse().expect("well-formed"),
                label: "Can pay".into(),
            },
            client: client("billing", "https://billing.example", now, &entropy),
            secret: SecretBytes::new(vec![9; 48]),
            key: signing_key(now),
            session: session_of(session_hash, now, &entropy),
            session_token,
            family: family(now, &entropy),
            hash: EncodedHash::parse("md5$salt$0123456789abcdef0123456789abcdef").expect("well-formed"),
            note: BackupNote {
                at: now,
                path: "/backups/acme.portreeve".into(),
            },
        }
    }

    fn guesses(&self, store: &dyn Store) -> Guesses {
        Guesses {
            place: store.guess_place("ada"),
            wrong: 2,
            last_at: self.now,
        }
    }

    /// The write that makes a record of this kind. Some kinds come with their owner, some with every commit.
    fn write(&self, kind: Kind, store: &dyn Store) -> Option<Write> {
        Some(match kind {
            Kind::Profile => Write::put(self.profile.clone()),
            Kind::User | Kind::LoginName => put(self.user.clone()),
            Kind::LastSignIn => Write::put(LastSignIn {
                user: self.user.id,
                at: self.now,
            }),
            Kind::Credential => Write::put(Credential {
                user: self.user.id,
                hash: self.hash.clone(),
                changed_at: Some(self.now),
                origin: None,
            }),
            Kind::CostliestHash => Write::put(CostliestHash(costly_hash())),
            Kind::Guesses => Write::put(self.guesses(store)),
            Kind::Group | Kind::GroupName => Write::put(self.group.clone()),
            Kind::Permission => Write::put(self.permission.clone()),
            Kind::Client | Kind::ClientName => Write::put(self.client.clone()),
            Kind::ClientSecret => Write::put(ClientSecret {
                client: self.client.id,
                secret: self.secret.clone(),
            }),
            Kind::SigningKey => Write::put(self.key.clone()),
            Kind::Session | Kind::SessionToken => Write::put(self.session.clone()),
            Kind::TokenFamily | Kind::Belonging => Write::put(self.family.clone()),
            Kind::TokenUse => Write::put(token_use(&self.family, self.now)),
            Kind::ClockMark => Write::put(ClockMark(self.now)),
            Kind::BackupSchedule => Write::put(BackupSchedule {
                folder: "/backups".into(),
                every_days: 1,
                keep: 7,
                lock: BackupLock::Passphrase("harbour-lantern-otter".into()),
                last_at: self.now,
                problem: None,
            }),
            Kind::BackupMade => Write::put(BackupMade(self.note.clone())),
            Kind::BackupRehearsed => Write::put(BackupRehearsed(self.note.clone())),
            Kind::KitMade => Write::put(KitMade(self.now)),
            Kind::ConfigExports => Write::put(exports(&self.client, self.now)),
            Kind::Revision | Kind::Event | Kind::FurtherTargets | Kind::AuditHead | Kind::Undo => {
                return None;
            }
        })
    }

    /// Whether the record of this kind exists as it was written.
    fn is_there(&self, kind: Kind, store: &dyn Store, directory: &Directory) -> Result<bool, StoreError> {
        let is_taken = |write| {
            let changes = ChangeSet::new(event("again", self.now), vec![write]);
            commit(store, changes) == Err(StoreError::Conflict)
        };
        let (now, entropy) = (self.now, SeededEntropy::new(2));
        Ok(match kind {
            Kind::Profile => directory.profile() == Some(&self.profile),
            Kind::Revision => directory.revision() == Revision(1),
            Kind::User => directory.user(self.user.id).map(AsRef::as_ref) == Some(&self.user),
            Kind::LastSignIn => directory.last_sign_in(self.user.id) == Some(self.now),
            Kind::LoginName => is_taken(put(user("ADA", now, &entropy))),
            Kind::Credential => store
                .find::<Credential>(self.user.id)?
                .is_some_and(|found| found.hash.expose() == self.hash.expose()),
            Kind::CostliestHash => directory.costliest_hash().is_some(),
            Kind::Guesses => store.find::<Guesses>(store.guess_place("ada"))? == Some(self.guesses(store)),
            Kind::Group => directory.group(self.group.id).map(AsRef::as_ref) == Some(&self.group),
            Kind::GroupName => is_taken(Write::put(group("éditeurs", &[], now, &entropy))),
            Kind::Permission => {
                directory.permission_label(&self.permission.permission)
                    == Some(self.permission.label.as_str())
            }
            Kind::Client => directory.client(self.client.id).map(AsRef::as_ref) == Some(&self.client),
            Kind::ClientName => ["billing", "https://billing.example"]
                .into_iter()
                .all(|audience| {
                    let other = client("another", audience, now, &entropy);
                    is_taken(Write::put(other))
                }),
            Kind::ClientSecret => store
                .find::<ClientSecret>(self.client.id)?
                .is_some_and(|found| found.secret.expose() == self.secret.expose()),
            Kind::SigningKey => {
                let found = store.find::<SigningKey>(self.key.public.id.clone())?;
                directory.key(&self.key.public.id).map(AsRef::as_ref) == Some(&self.key.public)
                    && found.is_some_and(|found| found.private.expose() == self.key.private.expose())
            }
            Kind::Session => store.find::<Session>(self.session.id)?.as_ref() == Some(&self.session),
            Kind::SessionToken => {
                let token = session::hash_token(self.session_token.expose());
                store.find_session_by_token(&token)?.as_ref() == Some(&self.session)
            }
            Kind::TokenFamily => store
                .find::<TokenFamily>(self.family.id)?
                .is_some_and(|found| found.secret.expose() == self.family.secret.expose()),
            Kind::Belonging => {
                let of_user = store.list_by::<TokenFamily>(By::User(self.family.user))?;
                let of_client = store.list_by::<TokenFamily>(By::Client(self.family.client))?;
                [of_user, of_client]
                    .iter()
                    .all(|found| found.len() == 1 && found[0].id == self.family.id)
            }
            Kind::TokenUse => {
                let counted = token_use(&self.family, self.now);
                store.find::<TokenUse>(counted.id)?.as_ref() == Some(&counted)
            }
            Kind::Event => store.list_events(2, 1)?.iter().any(|(number, event)| {
                *number == 1 && event.as_ref().is_some_and(|event| event.detail == "all")
            }),
            Kind::FurtherTargets => store.list_further_targets(1, 0, 2)? == [further_target()],
            Kind::AuditHead => {
                let verified = store.verify_trail(None, &unwatched)?;
                store.audit_head()?.last == 1 && (verified.events, verified.fault) == (1, None)
            }
            Kind::Undo => match store.find_undo(1)? {
                Some(UndoEntry::Kept(changes)) => changes
                    .iter()
                    .any(|change| change.puts::<Group>().map(AsRef::as_ref) == Some(&self.group)),
                Some(UndoEntry::Undone(_)) | None => false,
            },
            Kind::ClockMark => store.find::<ClockMark>(())? == Some(ClockMark(self.now)),
            Kind::BackupSchedule => store
                .find::<BackupSchedule>(())?
                .is_some_and(|schedule| schedule.keep == 7),
            Kind::BackupMade => store.find::<BackupMade>(())? == Some(BackupMade(self.note.clone())),
            Kind::BackupRehearsed => {
                store.find::<BackupRehearsed>(())? == Some(BackupRehearsed(self.note.clone()))
            }
            Kind::KitMade => store.find::<KitMade>(())? == Some(KitMade(self.now)),
            Kind::ConfigExports => {
                store.find::<ConfigExports>(self.client.id)? == Some(exports(&self.client, self.now))
            }
        })
    }
}

fn further_target() -> Target {
    Target::new(TargetKind::User, "another", "another")
}

/// Writes a record of every kind in one commit. Returns what it wrote.
pub fn write_every_kind(store: &dyn Store) -> Samples {
    let samples = Samples::new();
    let mut written = BTreeSet::new();
    let writes = Kind::ALL
        .into_iter()
        .filter_map(|kind| samples.write(kind, store))
        .filter(|write| written.insert(write.id().kind()));
    let changes = ChangeSet::new(event("all", samples.now), writes.collect());
    let mut changes = changes.on_nothing();
    let is_group = |change: &&Change| change.kind() == Kind::Group;
    changes.further_targets = vec![further_target()];
    changes.undo = changes.changes.iter().filter(is_group).cloned().collect();
    let committed = store.submit(changes, store.lineage()).wait();
    committed.expect("an empty store takes a commit");
    samples
}

pub(super) fn every_kind_is_written_and_read_back(store: &dyn Store) {
    let samples = write_every_kind(store);
    let directory = store.load().expect("a store loads what it committed");
    for kind in Kind::ALL {
        let is_there = samples.is_there(kind, store, &directory);
        assert_eq!(is_there, Ok(true), "{kind:?}");
    }
}

/// A kind whose records name a person, in their id or by what they are found, declares what becomes of them when the
/// person leaves; any other is about nobody.
pub(super) fn what_is_about_a_person_has_to_say_what_becomes_of_it(store: &dyn Store) {
    let samples = Samples::new();
    let written = Kind::ALL
        .into_iter()
        .filter_map(|kind| Some((kind, samples.write(kind, store)?)));
    // The others come with their owner.
    for (kind, write) in written.filter(|(kind, write)| write.id().kind() == *kind) {
        let found_by = match &write {
            Write::Put(record) => record.id().meet(None, Some(record), FoundBy),
            Write::Remove(_) => Vec::new(),
        };
        let is_found = found_by.iter().any(|by| matches!(by, By::User(_)));
        let is_about_a_person = is_found || write.id().user().is_some();
        let is_unrelated = kind.policy().at_off_boarding == AtOffBoarding::Unrelated;
        assert_eq!(is_about_a_person, !is_unrelated, "{kind:?}");
    }
}

/// By whom a record is looked for.
struct FoundBy;

impl Visitor for FoundBy {
    type Output = Vec<By>;

    fn visit<T: Recorded>(self, _: &T::Id, _: Option<&Arc<T>>, record: Option<&Arc<T>>) -> Vec<By> {
        record.map_or_else(Vec::new, |record| record.found_by())
    }
}

fn exports(client: &Client, now: Timestamp) -> ConfigExports {
    let export = ConfigExport {
        at: now,
        preset: "jose".into(),
        path: Some("/srv/billing.mjs".into()),
        trusts: Trusted {
            key: Some([7; 32]),
            ..Trusted::of(client, "https://acme.example", None, None)
        },
    };
    ConfigExports::one_more(client.id, None, export)
}
