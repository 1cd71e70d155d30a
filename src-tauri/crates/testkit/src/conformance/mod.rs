//! What every `Store` must do, whatever engine is below it.

mod belongings;
mod handles;
mod kinds;
mod names;

use std::sync::Arc;

use portreeve_core::change::{ChangeSet, Expectation};
use portreeve_core::client::{Algorithm, ClientSecret, PublicKey, SigningKey, TokenFamily};
use portreeve_core::day::Day;
use portreeve_core::guess::Guesses;
use portreeve_core::id::{ClientId, FamilyId, KeyId, SessionId};
use portreeve_core::password::{CostliestHash, Credential, EncodedHash, PasswordOrigin};
use portreeve_core::ports::{Clock, Commit, Entropy, Store, StoreError, random};
use portreeve_core::progress::unwatched;
use portreeve_core::revision::Revision;
use portreeve_core::secret::SecretBytes;
use portreeve_core::session::{self, Session, SessionKind, SessionTokenHash};
use portreeve_core::time::Timestamp;
use portreeve_core::token_use::{TokenUse, TokenUseId};
use portreeve_core::user::User;
use portreeve_core::write::Write;

use crate::{FakeClock, SeededEntropy, event, group, user};

pub use kinds::{Samples, write_every_kind};

/// Two handles on the same directory, as two processes would have; or the same handle twice.
pub type Handles = [Arc<dyn Store>; 2];

/// Runs the whole suite on empty directories from `open`.
pub fn run(open: &dyn Fn() -> Handles) {
    let one = || {
        let [handle, _] = open();
        handle
    };
    kinds::every_kind_is_written_and_read_back(one().as_ref());
    kinds::what_is_about_a_person_has_to_say_what_becomes_of_it(one().as_ref());
    what_is_committed_is_read_back(one().as_ref());
    names::a_name_is_taken_once(one().as_ref());
    names::a_name_is_given_to_one_of_a_change_set(one().as_ref());
    names::a_name_that_is_given_up_is_free(one().as_ref());
    names::names_change_hands_in_one_change_set(one().as_ref());
    names::what_is_refused_leaves_nothing(one().as_ref());
    a_family_moves_on_once(one().as_ref());
    no_refresh_is_left_uncounted(one().as_ref());
    what_lies_beside_an_event_goes_when_it_is_told_to(one().as_ref());
    being_seen_puts_no_session_back(one().as_ref());
    guesses_are_counted_and_forgotten(one().as_ref());
    what_was_replaced_is_gone(one().as_ref());
    commits_from_many_threads_are_all_there(one());
    commits_are_counted_on_from_the_state_that_they_make(one().as_ref());
    belongings::what_belongs_to_somebody_is_found(&open());
    handles::one_of_two_takes_a_name(&open());
    handles::two_writers_number_their_events_without_gaps(&open());
    let [first, second] = open();
    if !Arc::ptr_eq(&first, &second) {
        handles::a_handle_does_not_write_over_what_it_has_not_seen(&[first, second]);
        handles::a_family_moves_on_once_for_all_handles(&open());
        handles::refreshes_through_all_handles_are_counted(&open());
        handles::a_directory_is_founded_once(&open());
    }
}

fn commit(store: &dyn Store, changes: ChangeSet) -> Result<(), StoreError> {
    submit(store, changes).wait().map(drop)
}

/// Submits a change that replaces no record of the read model.
fn submit(store: &dyn Store, changes: ChangeSet) -> Commit {
    store.submit(changes.on_nothing(), store.lineage())
}

fn put(user: User) -> Write {
    Write::put(user)
}

fn what_is_committed_is_read_back(store: &dyn Store) {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(1));
    let now = clock.now();
    let mut editors = group("Éditeurs", &["people.add_invoice"], now, &entropy);
    let mut ada = user("ada", now, &entropy);
    editors.managers.insert(ada.id);
    (editors.raised_in, ada.raised_in) = (Some(Revision(1)), Some(Revision(2)));
    ada.superuser_until = Some(Revision(3));
    ada.groups.insert(editors.id);
    ada.email = "Ada@example.org".into();
    let hash = EncodedHash::parse("md5$salt$0123456789abcdef0123456789abcdef").expect("a well-formed hash");
    let credential = Credential {
        user: ada.id,
        hash,
        changed_at: Some(now),
        origin: Some(PasswordOrigin {
            set_by: ada.id,
            set_in: Revision(1),
            is_changed: true,
            through: Some(ada.id),
        }),
    };
    let writes = vec![
        Write::put(editors.clone()),
        put(ada.clone()),
        Write::put(credential),
    ];
    commit(store, ChangeSet::new(event("first", now), writes)).expect("an empty store takes a commit");

    let directory = store.load().expect("a store loads what it committed");
    assert_eq!(
        directory.user(ada.id).map(|found| User::clone(found)),
        Some(ada.clone())
    );
    assert_eq!(
        directory.group(editors.id).map(|found| found.name.as_str()),
        Some("Éditeurs")
    );
    assert_eq!(directory.direct_members(editors.id), 1);
    let found = store
        .find::<Credential>(ada.id)
        .expect("readable")
        .expect("stored");
    assert_eq!(found.hash.expose(), "md5$salt$0123456789abcdef0123456789abcdef");
}

fn family(now: Timestamp, entropy: &dyn Entropy) -> TokenFamily {
    TokenFamily {
        id: FamilyId::new(now, entropy),
        user: user("ada", now, entropy).id,
        client: ClientId::new(now, entropy),
        secret: SecretBytes::new(random::<32>(entropy).to_vec()),
        generation: 0,
        issued_at: now,
        rotated_at: now,
        expires_at: now.plus_secs(60),
        ended_at: None,
        epoch: 0,
        client_epoch: 2,
        issued_by: user("root", now, entropy).id,
        password_origin: None,
    }
}

fn a_family_moves_on_once(store: &dyn Store) {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(4));
    let now = clock.now();
    let family = family(now, &entropy);
    let next = TokenFamily {
        generation: 1,
        ..family.clone()
    };
    commit(
        store,
        ChangeSet::new(event("begin", now), vec![Write::put(family.clone())]),
    )
    .expect("stored");
    let rotate = || {
        ChangeSet::new(event("rotate", now), vec![Write::put(next.clone())])
            .expecting(Expectation::FamilyAt(family.id, 0))
    };
    // Both are decided before either is written.
    let (first, second) = (submit(store, rotate()), submit(store, rotate()));
    let outcomes = [first.wait().is_ok(), second.wait().is_ok()];
    assert_eq!(outcomes, [true, false], "one token was exchanged twice");
}

fn token_use(family: &TokenFamily, now: Timestamp) -> TokenUse {
    let id = TokenUseId {
        day: Day::of(now),
        user: family.user,
        client: family.client,
    };
    TokenUse::one_more(id, None, now)
}

/// Counts one more refresh from what `store` says now.
fn counted_once_more(store: &dyn Store, id: TokenUseId, now: Timestamp) -> ChangeSet {
    let before = store.find::<TokenUse>(id).expect("readable");
    let times = before.as_ref().map_or(0, |before| before.refreshed);
    let counted = TokenUse::one_more(id, before.as_ref(), now);
    ChangeSet::unrecorded(vec![Write::put(counted)]).expecting(Expectation::RefreshedTimes(id, times))
}

fn no_refresh_is_left_uncounted(store: &dyn Store) {
    let now = FakeClock::new().now();
    let id = token_use(&family(now, &SeededEntropy::new(4)), now).id;
    for times in 1..=2 {
        let one_more = || counted_once_more(store, id, now);
        // Both are decided before either is written.
        let (first, second) = (submit(store, one_more()), submit(store, one_more()));
        assert_eq!(first.wait(), Ok(None));
        assert_eq!(second.wait(), Err(StoreError::Conflict));
        let counted = store.find::<TokenUse>(id).expect("readable").expect("counted");
        assert_eq!(counted.refreshed, times);
    }
}

fn what_lies_beside_an_event_goes_when_it_is_told_to(store: &dyn Store) {
    let now = FakeClock::new().now();
    for number in 1..=3u64 {
        let added = put(user(&format!("user-{number}"), now, &SeededEntropy::new(number)));
        let mut added = ChangeSet::new(event("add", now), vec![added]).on_nothing();
        added.undo = added.changes.clone();
        let committed = store.submit(added, store.lineage()).wait();
        committed.expect("nothing stands in its way");
    }
    assert_eq!(store.list_undo(), Ok(vec![1, 2, 3]));
    let forgetting = ChangeSet::unrecorded(Vec::new()).forgetting_undo(vec![1, 3]);
    commit(store, forgetting).expect("nothing stands in its way");
    assert_eq!(store.list_undo(), Ok(vec![2]));
    assert!(store.find_undo(1).expect("readable").is_none());
    let verified = store.verify_trail(None, &unwatched).expect("readable");
    assert_eq!((verified.events, verified.fault), (3, None), "the events stay");
}

fn session(token: SessionTokenHash, now: Timestamp, entropy: &dyn Entropy) -> Session {
    Session {
        id: SessionId::new(now, entropy),
        user: user("ada", now, entropy).id,
        kind: SessionKind::Cli,
        token,
        issued_at: now,
        last_seen_at: now,
        ended_at: None,
        epoch: 0,
        password_origin: None,
        factors: portreeve_core::factor::Factor::ALL.into(),
        confirmed_at: Some(now),
    }
}

fn being_seen_puts_no_session_back(store: &dyn Store) {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(5));
    let now = clock.now();
    let (token, hash) = session::new_token(&entropy);
    let session = session(hash, now, &entropy);
    commit(
        store,
        ChangeSet::new(event("begin", now), vec![Write::put(session.clone())]),
    )
    .expect("stored");
    let found = store
        .find_session_by_token(&session::hash_token(token.expose()))
        .expect("readable");
    assert_eq!(found.as_ref(), Some(&session));
    let seen = |read: &Session| {
        ChangeSet::unrecorded(vec![Write::put(session.clone())])
            .expecting(Expectation::SessionIs(Box::new(read.clone())))
    };
    commit(store, seen(&session)).expect("it is as it was read");
    let moved = Session {
        epoch: 1,
        confirmed_at: None,
        ..session.clone()
    };
    // Both are decided before either is written.
    let set = ChangeSet::new(event("set", now), vec![Write::put(moved.clone())]);
    let (set, stale) = (submit(store, set), submit(store, seen(&session)));
    assert!(set.wait().is_ok());
    assert_eq!(stale.wait(), Err(StoreError::Conflict));
    assert_eq!(store.find::<Session>(session.id).expect("readable"), Some(moved));
    let ended = Session {
        ended_at: Some(now),
        ..session.clone()
    };
    commit(
        store,
        ChangeSet::new(event("end", now), vec![Write::put(ended.clone())]),
    )
    .expect("ended");
    assert_eq!(commit(store, seen(&session)), Err(StoreError::Conflict));
    assert_eq!(commit(store, seen(&ended)), Err(StoreError::Conflict));
    assert_eq!(store.find::<Session>(session.id).expect("readable"), Some(ended));
    let removed = ChangeSet::unrecorded(vec![Write::remove::<Session>(session.id)]);
    commit(store, removed).expect("removed");
    assert_eq!(store.find::<Session>(session.id).expect("readable"), None);
}

fn guesses_are_counted_and_forgotten(store: &dyn Store) {
    let (ada, zoe) = (store.guess_place("ada"), store.guess_place("zoe"));
    assert_eq!(store.guess_place("ada"), ada, "a name has one place");
    assert_ne!(ada, zoe);
    let guesses = Guesses {
        place: ada,
        wrong: 2,
        last_at: FakeClock::new().now(),
    };
    let write = |write| commit(store, ChangeSet::unrecorded(vec![write]));
    write(Write::put(guesses)).expect("counted");
    assert_eq!(store.find::<Guesses>(ada).expect("readable"), Some(guesses));
    assert_eq!(store.find::<Guesses>(zoe).expect("readable"), None);
    write(Write::remove::<Guesses>(ada)).expect("forgotten");
    assert_eq!(store.find::<Guesses>(ada).expect("readable"), None);
}

fn costly_hash() -> EncodedHash {
    EncodedHash::parse("pbkdf2_sha256$100$blank$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        .expect("a well-formed hash")
}

fn signing_key(now: Timestamp) -> SigningKey {
    SigningKey {
        public: PublicKey {
            id: KeyId("k1".into()),
            algorithm: Algorithm::EdDsa,
            pem: "pem".into(),
            jwk: "{}".into(),
            created_at: now,
        },
        private: SecretBytes::new(vec![7; 32]),
    }
}

fn what_was_replaced_is_gone(store: &dyn Store) {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(6));
    let now = clock.now();
    let client = ClientId::new(now, &entropy);
    let key = signing_key(now);
    let costly = costly_hash();
    let writes = vec![
        Write::put(key.clone()),
        Write::put(ClientSecret {
            client,
            secret: SecretBytes::new(vec![7; 48]),
        }),
        Write::put(CostliestHash(costly)),
    ];
    commit(store, ChangeSet::new(event("make", now), writes)).expect("made");
    let id = &key.public.id;
    assert!(store.find::<SigningKey>(id.clone()).expect("readable").is_some());
    assert!(store.find::<ClientSecret>(client).expect("readable").is_some());
    let directory = store.load().expect("readable");
    assert!(directory.key(id).is_some());
    assert!(
        directory
            .costliest_hash()
            .is_some_and(|hash| hash.expose().starts_with("pbkdf2_sha256$100$"))
    );
    let writes = vec![
        Write::remove::<SigningKey>(id.clone()),
        Write::remove::<ClientSecret>(client),
    ];
    commit(store, ChangeSet::new(event("remove", now), writes)).expect("removed");
    assert!(store.find::<SigningKey>(id.clone()).expect("readable").is_none());
    assert!(store.find::<ClientSecret>(client).expect("readable").is_none());
    assert!(store.load().expect("readable").key(id).is_none());
}

fn commits_from_many_threads_are_all_there(store: Arc<dyn Store>) {
    let threads: Vec<_> = (0..8u64)
        .map(|thread| {
            let store = store.clone();
            std::thread::spawn(move || {
                let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(100 + thread));
                for number in 0..25 {
                    let added = user(&format!("user-{thread}-{number}"), clock.now(), &entropy);
                    let changes = ChangeSet::new(event("add", clock.now()), vec![put(added)]);
                    commit(store.as_ref(), changes).expect("nothing stands in its way");
                }
            })
        })
        .collect();
    threads
        .into_iter()
        .for_each(|thread| thread.join().expect("no thread panicked"));
    let directory = store.load().expect("readable");
    assert_eq!(directory.users().count(), 200);
    assert_eq!(directory.revision().0, 200);
}

/// A reference to a state precedes everything that follows it, also if states in between were lost.
fn commits_are_counted_on_from_the_state_that_they_make(store: &dyn Store) {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(1));
    let ahead = ChangeSet::new(
        event("add", clock.now()),
        vec![put(user("ada", clock.now(), &entropy))],
    );
    let mut ahead = ahead.on_nothing();
    ahead.revision = Revision(40);
    let committed = store.submit(ahead, store.lineage()).wait();
    committed.expect("nothing stands in its way");
    assert_eq!(store.load().expect("readable").revision(), Revision(40));
    let next = ChangeSet::new(
        event("add", clock.now()),
        vec![put(user("bob", clock.now(), &entropy))],
    );
    commit(store, next).expect("nothing stands in its way");
    assert_eq!(store.load().expect("readable").revision(), Revision(41));
}
