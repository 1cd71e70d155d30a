//! Every tampering with the trail behind the store's back is found and located.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::sync::Arc;

use portreeve_core::audit::{AuditEvent, AuditHead, ChainMac, Target, TargetKind};
use portreeve_core::audit::{ChainFault, ChainFaultKind};
use portreeve_core::change::ChangeSet;
use portreeve_core::kind::Kind;
use portreeve_core::ports::{Clock, Store, StoreError};
use portreeve_core::progress::unwatched;
use portreeve_core::secret::SecretBytes;
use portreeve_core::undo::{UNDO_EVENTS_MAX, UndoEntry, UndoStanding};
use portreeve_core::write::Write;
use portreeve_storage::engine::{Batch, Changes, CommitError, Engine, MemoryEngine, Op, Revision, Visitor};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, SeededEntropy, event, group, user};

const EVENTS: u64 = 30;
const HEAD: &[u8] = b"h";

struct Trail {
    engine: Arc<MemoryEngine>,
    store: DirectoryStore,
}

fn store(engine: Arc<MemoryEngine>) -> DirectoryStore {
    let root_key = SecretBytes::new(vec![1; 32]);
    DirectoryStore::open(engine, &root_key, Arc::new(SeededEntropy::new(9)), Opening::New).unwrap()
}

impl Trail {
    fn new() -> Self {
        let engine = Arc::new(MemoryEngine::default());
        let trail = Self {
            store: store(engine.clone()),
            engine,
        };
        (1..=EVENTS).for_each(|number| trail.record(&format!("event {number}")));
        trail
    }

    fn record(&self, detail: &str) {
        self.commit(ChangeSet::new(event(detail, FakeClock::new().now()), Vec::new()));
    }

    fn commit(&self, changes: ChangeSet) {
        self.store
            .submit(changes.on_nothing(), self.store.lineage())
            .wait()
            .unwrap();
    }

    fn stored(&self, number: u64) -> Vec<u8> {
        self.engine.get(&key(number)).unwrap().unwrap()
    }

    fn fault(&self) -> Option<ChainFault> {
        self.store.verify_trail(None, &unwatched).unwrap().fault
    }
}

fn key(number: u64) -> Vec<u8> {
    [b"e".as_slice(), &number.to_be_bytes()].concat()
}

fn fault(event: u64, kind: ChainFaultKind) -> Option<ChainFault> {
    Some(ChainFault { event, kind })
}

fn put(trail: &Trail, number: u64, value: Vec<u8>) {
    trail.engine.commit([Op::Put(key(number), value)].into()).unwrap();
}

#[test]
fn a_trail_that_nobody_touched_is_whole_also_after_reopening() {
    let trail = Trail::new();
    let verified = trail.store.verify_trail(None, &unwatched).unwrap();
    assert_eq!((verified.events, verified.fault), (EVENTS, None));
    let Trail { engine, store: first } = trail;
    let head = first.audit_head().unwrap();
    drop(first);
    let trail = Trail {
        store: store(engine.clone()),
        engine,
    };
    assert_eq!(trail.store.audit_head().unwrap(), head);
    trail.record("one more");
    assert_eq!(
        trail.store.audit_head().unwrap().last,
        EVENTS + 1,
        "numbers have no gaps"
    );
    assert_eq!(trail.fault(), None);
}

#[test]
fn an_edited_event_is_found_wherever_it_is() {
    for number in 1..=EVENTS {
        let trail = Trail::new();
        let mut value = trail.stored(number);
        let middle = value.len() / 2;
        value[middle] ^= 1;
        put(&trail, number, value);
        assert_eq!(trail.fault(), fault(number, ChainFaultKind::Edited));
    }
}

#[test]
fn a_dropped_event_is_found_wherever_it_is() {
    for number in 1..EVENTS {
        let trail = Trail::new();
        trail.engine.commit([Op::Remove(key(number))].into()).unwrap();
        assert_eq!(trail.fault(), fault(number, ChainFaultKind::Missing));
    }
}

#[test]
fn swapped_and_doubled_events_are_found_and_named() {
    let trail = Trail::new();
    let (one, other) = (trail.stored(7), trail.stored(19));
    put(&trail, 7, other);
    put(&trail, 19, one.clone());
    assert_eq!(trail.fault(), fault(7, ChainFaultKind::Misplaced { holds: 19 }));

    let trail = Trail::new();
    put(&trail, 20, trail.stored(7));
    assert_eq!(trail.fault(), fault(20, ChainFaultKind::Misplaced { holds: 7 }));
}

#[test]
fn a_cut_tail_is_found_however_short() {
    for cut in 1..=20 {
        let trail = Trail::new();
        let ops: Vec<Op> = (EVENTS - cut + 1..=EVENTS)
            .map(|number| Op::Remove(key(number)))
            .collect();
        trail.engine.commit(ops.into()).unwrap();
        assert_eq!(
            trail.fault(),
            fault(EVENTS - cut + 1, ChainFaultKind::CutTail { last: EVENTS }),
            "{cut} events cut"
        );
    }
}

#[test]
fn an_older_end_that_is_put_back_is_found() {
    let trail = Trail::new();
    let older = trail.engine.get(HEAD).unwrap().unwrap();
    trail.record("after it");
    trail
        .engine
        .commit([Op::Put(HEAD.to_vec(), older)].into())
        .unwrap();
    assert_eq!(trail.fault(), fault(EVENTS + 1, ChainFaultKind::BeyondHead));
}

#[test]
fn a_missing_end_is_found() {
    let trail = Trail::new();
    trail.engine.commit([Op::Remove(HEAD.to_vec())].into()).unwrap();
    assert_eq!(trail.fault(), fault(1, ChainFaultKind::HeadMissing));
}

#[test]
fn a_trail_whose_end_does_not_fit_is_not_written_over() {
    let trail = Trail::new();
    let older = trail.engine.get(HEAD).unwrap().unwrap();
    trail.record("after it");
    let Trail { engine, store } = trail;
    drop(store);
    let open = || {
        let root_key = SecretBytes::new(vec![1; 32]);
        DirectoryStore::open(
            engine.clone(),
            &root_key,
            Arc::new(SeededEntropy::new(9)),
            Opening::New,
        )
    };
    engine.commit([Op::Put(HEAD.to_vec(), older)].into()).unwrap();
    assert!(matches!(open(), Err(StoreError::Damaged(_))), "an older end");
    engine.commit([Op::Remove(HEAD.to_vec())].into()).unwrap();
    assert!(matches!(open(), Err(StoreError::Damaged(_))), "no end");
}

#[test]
fn a_damaged_event_is_listed_as_such_and_the_rest_stays_readable() {
    let trail = Trail::new();
    put(&trail, 29, b"nonsense".to_vec());
    let listed = trail.store.list_events(u64::MAX, 3).unwrap();
    let read: Vec<(u64, bool)> = listed
        .iter()
        .map(|(number, event)| (*number, event.is_some()))
        .collect();
    assert_eq!(read, [(30, true), (29, false), (28, true)]);
}

#[test]
fn a_pruned_trail_can_still_be_proved() {
    let trail = Trail::new();
    let mac: ChainMac = trail.store.verify_trail(Some(9), &unwatched).unwrap().mac;
    let pruning = event("prune", FakeClock::new().now());
    trail.commit(ChangeSet::new(pruning, Vec::new()).forgetting(10));
    assert!(trail.engine.get(&key(9)).unwrap().is_none());
    let head: AuditHead = trail.store.audit_head().unwrap();
    assert_eq!(
        (head.first, head.mac_before_first, head.last),
        (10, mac, EVENTS + 1)
    );
    assert_eq!(trail.fault(), None);
    trail.engine.commit([Op::Remove(key(10))].into()).unwrap();
    assert_eq!(
        trail.fault(),
        fault(10, ChainFaultKind::Missing),
        "one more was dropped"
    );
}

#[test]
fn a_refused_commit_leaves_no_gap_in_the_numbers() {
    let trail = Trail::new();
    let late = ChangeSet::new(event("late", FakeClock::new().now()), Vec::new());
    let ended = portreeve_core::ports::Lineage(trail.store.lineage().0 + 1);
    assert!(trail.store.submit(late.on_nothing(), ended).wait().is_err());
    trail.record("next");
    assert_eq!(trail.store.audit_head().unwrap().last, EVENTS + 1);
    assert_eq!(trail.fault(), None);
}

/// Only what can be taken back counts, and of that the newest stays.
#[test]
fn what_lies_beside_events_is_bounded_by_those_that_can_be_taken_back() {
    let trail = Trail::new();
    let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(1));
    let change = || {
        let made = vec![Write::put(group("Editors", &[], now, &entropy))];
        let mut changes = ChangeSet::new(event("change", now), made).on_nothing();
        changes.undo = std::mem::take(&mut changes.changes);
        trail
            .store
            .submit(changes, trail.store.lineage())
            .wait()
            .unwrap()
            .unwrap()
    };
    let routine = |times: usize| (0..times).for_each(|_| trail.record("routine"));
    let first = change();
    routine(UNDO_EVENTS_MAX + 2048);
    assert_eq!(trail.store.list_undo().unwrap(), [first]);

    let second = change();
    let last = (0..UNDO_EVENTS_MAX + 2048).fold(0, |_, _| change());
    let kept = trail.store.list_undo().unwrap();
    assert!(kept[0] > second, "{first} and {second} are out of reach");
    // They are counted from time to time.
    assert!(
        (UNDO_EVENTS_MAX..UNDO_EVENTS_MAX + 1100).contains(&kept.len()),
        "{}",
        kept.len()
    );
    assert_eq!(kept.last(), Some(&last));
    assert!(
        kept.is_sorted_by(|one, next| one + 1 == *next),
        "of the newest none is missing"
    );
    assert_eq!(trail.fault(), None);
}

/// A store with one event about `people`, each of whom it has changed.
fn with_large_event(people: u64) -> Trail {
    let trail = Trail::new();
    let now = FakeClock::new().now();
    let made = (0..people).map(|number| {
        let entropy = SeededEntropy::new(number);
        Write::put(user(&format!("user-{number}"), now, &entropy))
    });
    let mut changes = ChangeSet::new(event("large", now), made.collect()).on_nothing();
    changes.undo = changes.changes.clone();
    let target = |number| Target::new(TargetKind::User, number, &format!("user-{number}"));
    changes.further_targets = (0..people).map(target).collect();
    let committed = trail.store.submit(changes, trail.store.lineage()).wait();
    assert_eq!(committed.unwrap(), Some(EVENTS + 1));
    trail
}

/// How many records of a kind the engine holds beside event `number`.
fn beside(trail: &Trail, kind: Kind, number: u64) -> usize {
    let prefix = [portreeve_storage::prefix(kind), &number.to_be_bytes()[..]].concat();
    trail.engine.scan(&prefix).unwrap().len()
}

#[test]
fn a_large_undo_entry_lies_in_parts_and_is_read_and_removed_as_one() {
    let (trail, number) = (with_large_event(4500), EVENTS + 1);
    assert_eq!(beside(&trail, Kind::Undo, number), 1 + 3);
    assert_eq!(trail.store.list_undo().unwrap(), [number]);
    assert_eq!(
        trail.store.find_undo_standing(number).unwrap(),
        Some(UndoStanding::Kept)
    );
    match trail.store.find_undo(number).unwrap() {
        Some(UndoEntry::Kept(changes)) => assert_eq!(changes.len(), 4500),
        other => panic!("{other:?}"),
    }
    // The event that undoes it takes the place of all parts.
    let undoing = AuditEvent {
        undoes: Some(number),
        ..event("undo", FakeClock::new().now())
    };
    trail.commit(ChangeSet::new(undoing, Vec::new()));
    assert_eq!(beside(&trail, Kind::Undo, number), 1);
    assert_eq!(
        trail.store.find_undo_standing(number).unwrap(),
        Some(UndoStanding::Undone(number + 1))
    );

    let trail = with_large_event(4500);
    trail.commit(ChangeSet::unrecorded(Vec::new()).forgetting_undo(vec![number]));
    assert_eq!(beside(&trail, Kind::Undo, number), 0);
    assert!(trail.store.find_undo(number).unwrap().is_none());
}

#[test]
fn further_targets_are_listed_verified_and_removed_with_their_event() {
    let (trail, number) = (with_large_event(2500), EVENTS + 1);
    let names = |offset, limit| -> Vec<String> {
        let targets = trail.store.list_further_targets(number, offset, limit).unwrap();
        targets.into_iter().map(|target| target.id).collect()
    };
    assert_eq!(names(998, 4), ["998", "999", "1000", "1001"]);
    assert_eq!(names(2499, 10), ["2499"]);
    assert!(names(2500, 10).is_empty() && names(0, 0).is_empty());
    assert_eq!(trail.fault(), None);
    trail.record("one more");
    trail.commit(ChangeSet::new(event("prune", FakeClock::new().now()), Vec::new()).forgetting(number + 1));
    for kind in [Kind::FurtherTargets, Kind::Undo] {
        assert_eq!(beside(&trail, kind, number), 0, "{kind:?}");
    }
    assert_eq!(trail.fault(), None);
}

#[test]
fn further_targets_that_were_dropped_or_moved_are_found() {
    let number = EVENTS + 1;
    let part = |part: u32| {
        let prefix = portreeve_storage::prefix(Kind::FurtherTargets);
        [prefix, &number.to_be_bytes()[..], &part.to_be_bytes()[..]].concat()
    };
    for tampering in [
        vec![Op::Remove(part(2))],
        vec![Op::Remove(part(0)), Op::Remove(part(1)), Op::Remove(part(2))],
        vec![Op::Put(part(1), vec![1, 2, 3])],
    ] {
        let trail = with_large_event(2500);
        trail.record("after it");
        trail.engine.commit(tampering.into()).unwrap();
        let verified = trail.store.verify_trail(None, &unwatched).unwrap();
        assert_eq!(verified.fault, fault(number, ChainFaultKind::Edited));
        assert_eq!(verified.events, EVENTS, "those before it are as they were");
    }
}

/// An engine that cannot list what lies beside events.
struct Unlisted(Arc<MemoryEngine>);

impl Engine for Unlisted {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.0.get(key)
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        match prefix.starts_with(b"i") {
            true => Err(StoreError::Full),
            false => self.0.visit(prefix, visitor),
        }
    }

    fn commit(&self, batch: Batch) -> Result<Revision, CommitError> {
        self.0.commit(batch)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.0.revision()
    }

    fn changes(&self, from: Revision) -> Result<Changes, StoreError> {
        self.0.changes(from)
    }
}

#[test]
fn what_lies_beside_events_and_cannot_be_listed_stops_no_event() {
    let engine = Arc::new(MemoryEngine::default());
    let root_key = SecretBytes::new(vec![1; 32]);
    let unlisted = Unlisted(engine.clone());
    let entropy = Arc::new(SeededEntropy::new(9));
    let trail = Trail {
        store: DirectoryStore::open(unlisted, &root_key, entropy, Opening::New).unwrap(),
        engine,
    };
    (1..=1030).for_each(|number| trail.record(&format!("event {number}")));
    assert_eq!(trail.fault(), None);
    assert_eq!(trail.store.audit_head().unwrap().last, 1030);
}
