//! Two writers: through one handle, or each through a handle of its own, as two processes would have.

use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};

use portreeve_core::change::{ChangeSet, Expectation};
use portreeve_core::client::TokenFamily;
use portreeve_core::clock::ClockMark;
use portreeve_core::directory::Directory;
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{Clock, Store, StoreError};
use portreeve_core::profile::Profile;
use portreeve_core::progress::unwatched;
use portreeve_core::revision::Revision;
use portreeve_core::token_use::TokenUse;
use portreeve_core::write::Write;

use super::names::named;
use super::{Handles, commit, counted_once_more, family, put, submit, token_use};
use crate::{FakeClock, SeededEntropy, event, user};

/// How often two writers race.
const ROUNDS: u64 = 10;
/// A writer that is refused this often never gets to write.
const TRIES_MAX: usize = 10_000;

/// Commits `changes`, and loads again after each conflict, as long as that can help. Returns whether they were written.
fn insist(
    store: &dyn Store,
    changes: impl Fn() -> ChangeSet,
    is_of_no_use: impl Fn(&Directory) -> bool,
) -> bool {
    for _ in 0..TRIES_MAX {
        match commit(store, changes()) {
            Ok(()) => return true,
            Err(StoreError::Conflict) => {}
            Err(error) => panic!("{error}"),
        }
        if is_of_no_use(&store.load().expect("readable")) {
            return false;
        }
    }
    panic!("it was refused {TRIES_MAX} times");
}

/// Runs two writers at the same time. Returns both results.
fn race<T: Send>([left, right]: &Handles, write: impl Fn(&dyn Store, u64) -> T + Sync) -> [T; 2] {
    let start = Barrier::new(2);
    let one = |store: &Arc<dyn Store>, seed| {
        start.wait();
        write(store.as_ref(), seed)
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| one(left, 1));
        let right = one(right, 2);
        [other.join().expect("it did not panic"), right]
    })
}

pub(super) fn one_of_two_takes_a_name(handles: &Handles) {
    let now = FakeClock::new().now();
    for (way, what) in ["login", "group", "client", "audience"].into_iter().enumerate() {
        for round in 0..ROUNDS {
            let name = format!("{what}-{round}");
            let is_taken = |directory: &Directory| {
                let mut audiences = directory.clients().map(|client| &client.audience);
                let is_addressed = audiences.any(|audience| *audience == name);
                match way {
                    0 => directory.find_user(&name).is_some(),
                    1 => directory.find_group(&name).is_some(),
                    _ => directory.find_client(&name).is_some() || is_addressed,
                }
            };
            let take = |store: &dyn Store, seed: u64| {
                let changes = || {
                    let taken = named(&name, 100 * round + seed)[way].clone();
                    ChangeSet::new(event(&name, now), vec![taken])
                };
                insist(store, changes, is_taken)
            };
            let won = race(handles, take);
            assert!(won[0] != won[1], "{what} {round}: {won:?}");
        }
    }
    let directory = handles[0].load().expect("readable");
    let counts = [
        directory.users().count(),
        directory.groups().len(),
        directory.clients().len(),
    ];
    assert_eq!(counts.map(|count| count as u64), [ROUNDS, ROUNDS, 2 * ROUNDS]);
}

pub(super) fn two_writers_number_their_events_without_gaps(handles: &Handles) {
    let now = FakeClock::new().now();
    race(handles, |store, seed| {
        for number in 0..ROUNDS {
            let changes = || ChangeSet::new(event(&format!("{seed}-{number}"), now), Vec::new());
            assert!(insist(store, changes, |_| false));
        }
    });
    for store in handles {
        assert_eq!(store.audit_head().expect("readable").last, 2 * ROUNDS);
        let verified = store.verify_trail(None, &unwatched).expect("readable");
        assert_eq!((verified.events, verified.fault), (2 * ROUNDS, None));
        let events = store.list_events(u64::MAX, usize::MAX).expect("readable");
        let details: BTreeSet<String> = events
            .into_iter()
            .map(|(_, event)| event.expect("readable").detail)
            .collect();
        assert_eq!(details.len() as u64, 2 * ROUNDS, "each is there once");
        // Revisions of refused commits may be skipped.
        assert!(store.load().expect("readable").revision() >= Revision(2 * ROUNDS));
    }
}

/// A handle that is behind refuses, writes nothing, and works again after it has loaded.
pub(super) fn a_handle_does_not_write_over_what_it_has_not_seen([first, second]: &Handles) {
    let now = FakeClock::new().now();
    let add = |store: &dyn Store, login: &str, seed| {
        let added = vec![put(user(login, now, &SeededEntropy::new(seed)))];
        submit(store, ChangeSet::new(event(login, now), added))
    };
    add(first.as_ref(), "ada", 1)
        .wait()
        .expect("nothing stands in its way");
    let lineage = second.lineage();
    // Both are decided before either is answered; neither knows of ada.
    let stale = [add(second.as_ref(), "bo", 2), add(second.as_ref(), "cy", 3)];
    for stale in stale {
        assert_eq!(stale.wait(), Err(StoreError::Conflict));
    }
    assert_ne!(second.lineage(), lineage, "what was decided on it is void");
    let late = vec![put(user("di", now, &SeededEntropy::new(4)))];
    let late = second.submit(ChangeSet::new(event("di", now), late).on_nothing(), lineage);
    assert_eq!(late.wait(), Err(StoreError::Conflict));
    // A change without an event and without a name is refused as well.
    let seen = ChangeSet::unrecorded(vec![Write::put(ClockMark(now))]);
    add(first.as_ref(), "ed", 5)
        .wait()
        .expect("the one who wrote last goes on");
    assert_eq!(commit(second.as_ref(), seen.clone()), Err(StoreError::Conflict));
    assert_eq!(second.find::<ClockMark>(()).expect("readable"), None);

    let directory = second.load().expect("readable");
    assert!(directory.find_user("ada").is_some() && directory.find_user("ed").is_some());
    assert_eq!(directory.users().count(), 2);
    assert_eq!(
        add(second.as_ref(), "bo", 2).wait(),
        Ok(Some(3)),
        "the next number"
    );
    commit(second.as_ref(), seen).expect("it knows all there is");
    assert!(second.load().expect("readable").revision() > directory.revision());
    assert_eq!(
        commit(first.as_ref(), ChangeSet::new(event("behind", now), Vec::new())),
        Err(StoreError::Conflict),
        "now the other one is behind"
    );
    let verified = first.verify_trail(None, &unwatched).expect("readable");
    assert_eq!((verified.events, verified.fault), (3, None));
}

pub(super) fn a_family_moves_on_once_for_all_handles(handles: &Handles) {
    let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(4));
    let family = family(now, &entropy);
    let begun = vec![Write::put(family.clone())];
    commit(handles[0].as_ref(), ChangeSet::new(event("begin", now), begun)).expect("stored");
    let next = TokenFamily {
        generation: 1,
        ..family.clone()
    };
    let rotated = race(handles, |store, _| {
        let rotate = || {
            ChangeSet::new(event("rotate", now), vec![Write::put(next.clone())])
                .expecting(Expectation::FamilyAt(family.id, 0))
        };
        let is_rotated = |_: &Directory| {
            let found = store.find::<TokenFamily>(family.id).expect("readable");
            found.expect("stored").generation == 1
        };
        insist(store, rotate, is_rotated)
    });
    assert!(
        rotated[0] != rotated[1],
        "{rotated:?}: one token was exchanged twice"
    );
}

pub(super) fn refreshes_through_all_handles_are_counted(handles: &Handles) {
    let now = FakeClock::new().now();
    let id = token_use(&family(now, &SeededEntropy::new(4)), now).id;
    race(handles, |store, _| {
        for _ in 0..ROUNDS {
            assert!(insist(store, || counted_once_more(store, id, now), |_| false));
        }
    });
    for store in handles {
        let counted = store.find::<TokenUse>(id).expect("readable").expect("counted");
        assert_eq!(u64::from(counted.refreshed), 2 * ROUNDS);
    }
}

pub(super) fn a_directory_is_founded_once(handles: &Handles) {
    let now = FakeClock::new().now();
    let founded = race(handles, |store, seed| {
        let profile = Profile {
            id: DirectoryId::new(now, &SeededEntropy::new(seed)),
            team: format!("team {seed}"),
            issuer: "https://example.org".into(),
            created_at: now,
            keep_events_days: None,
        };
        let found = vec![Write::put(profile)];
        commit(store, ChangeSet::new(event("found", now), found))
    });
    assert!(
        matches!(
            founded,
            [Ok(()), Err(StoreError::Conflict)] | [Err(StoreError::Conflict), Ok(())]
        ),
        "{founded:?}"
    );
}
