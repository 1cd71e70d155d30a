//! Anchors: a caller that comes with the right anchor can open a directory wherever its folder has been meanwhile;
//! every other caller is refused.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says so by failing")]

mod folder;

use std::fs;

use portreeve_core::ports::Entropy;
use portreeve_storage::engine::{JournaledEngine, Position};
use portreeve_testkit::SeededEntropy;

use folder::{DIRECTORY, commit, copy, holds, open, place, root_key};

/// The folder is used in two places with an anchor and in one without, closed and killed, compacted or not. A place
/// that it returns to with its own anchor is never refused.
#[test]
fn nobody_is_refused_for_where_the_folder_has_been() {
    const PLACES: usize = 3;
    for seed in 0..40 {
        let dice = SeededEntropy::new(seed);
        let roll = |sides: u8| {
            let mut byte = [0];
            dice.fill(&mut byte);
            byte[0] % sides
        };
        let mut folder = tempfile::tempdir().unwrap();
        let engine = JournaledEngine::create(place(folder.path()), &root_key(), DIRECTORY).unwrap();
        commit(&engine, 0);
        drop(engine);
        let mut remembered: [Option<Position>; PLACES] = [None; PLACES];
        let mut story: Vec<String> = Vec::new();
        let mut here = 0;
        for _ in 0..14 {
            // After a kill the same place opens it again: only the journal knows the anchor of the last half second.
            here = match story.last().is_some_and(|last| last == "killed") {
                true => here,
                false => usize::from(roll(PLACES as u8)),
            };
            // The last place has no anchor.
            let can_remember = here + 1 < PLACES;
            story.push(format!("opened in {here}"));
            let engine = open(place(folder.path()), remembered[here])
                .unwrap_or_else(|error| panic!("seed {seed}: {error}; {story:?}"));
            // Two places with the same anchor look like one, should a kill come before the next commit.
            let is_known = remembered.contains(&Some(engine.position()));
            if can_remember && !is_known && roll(3) == 0 {
                let position = engine.announce();
                engine.confirm(position);
                remembered[here] = Some(position);
                story.push(format!("remembered {}", position.sequence));
            }
            for _ in 0..roll(4) {
                commit(&engine, u32::from(roll(100)));
                match roll(5) {
                    0 => {
                        engine.compact().unwrap();
                        story.push("compacted".into());
                    }
                    // Announced, but the anchor could not be written.
                    1 if can_remember => drop(engine.announce()),
                    2 | 3 if can_remember => {
                        let position = engine.announce();
                        remembered[here] = Some(position);
                        // A kill in between prevents the confirmation.
                        if roll(4) > 0 {
                            engine.confirm(position);
                        }
                        story.push(format!("remembered {}", position.sequence));
                    }
                    _ => {}
                }
            }
            if roll(3) == 0 {
                let left = tempfile::tempdir().unwrap();
                copy(folder.path(), left.path());
                drop(engine);
                folder = left;
                story.push("killed".into());
            }
        }
    }
}

/// The anchor must be of the folder's own past, wherever the entry is now.
#[test]
fn a_copy_that_went_on_elsewhere_is_refused_and_a_folder_that_was_moved_back_is_not() {
    for compacted in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let engine = JournaledEngine::create(place(folder.path()), &root_key(), DIRECTORY).unwrap();
        (0..5).for_each(|number| commit(&engine, number));
        let before = engine.announce();
        engine.confirm(before);
        engine.settle();
        drop(engine);
        let elsewhere = tempfile::tempdir().unwrap();
        copy(folder.path(), elsewhere.path());
        let engine = open(place(elsewhere.path()), None).unwrap();
        (5..15).for_each(|number| commit(&engine, number));
        if compacted {
            engine.compact().unwrap();
        }
        drop(engine);
        // Nothing has happened here meanwhile.
        drop(open(place(elsewhere.path()), Some(before)).unwrap());
        // Now something has.
        let engine = open(place(folder.path()), Some(before)).unwrap();
        commit(&engine, 99);
        let anchor = engine.announce();
        drop(engine);
        let refused = open(place(elsewhere.path()), Some(anchor)).map(drop);
        assert!(
            refused.unwrap_err().contains("another one"),
            "compacted: {compacted}"
        );
    }
}

/// However often it is opened elsewhere, the first place's anchor stays valid for its return.
#[test]
fn a_folder_that_was_moved_opened_twice_and_moved_back_opens() {
    for is_remembered_elsewhere in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let engine = JournaledEngine::create(place(folder.path()), &root_key(), DIRECTORY).unwrap();
        (0..5).for_each(|number| commit(&engine, number));
        let first = engine.announce();
        engine.confirm(first);
        drop(engine);
        let mut second = None;
        for round in 0..3 {
            let engine = open(place(folder.path()), second).unwrap();
            (0..5).for_each(|number| commit(&engine, round * 5 + number));
            if round == 1 {
                engine.compact().unwrap();
            }
            // Without an anchor nothing is announced either.
            second = is_remembered_elsewhere.then(|| engine.announce());
            second.into_iter().for_each(|position| engine.confirm(position));
        }
        open(place(folder.path()), Some(first)).unwrap();
    }
}

#[test]
fn an_anchor_from_before_a_compaction_is_known_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let engine = JournaledEngine::create(place(folder.path()), &root_key(), DIRECTORY).unwrap();
    commit(&engine, 0);
    let anchor = engine.announce();
    (1..9).for_each(|number| commit(&engine, number));
    engine.compact().unwrap();
    commit(&engine, 9);
    drop(engine);
    assert!(holds(&open(place(folder.path()), Some(anchor)).unwrap(), 10));
}

/// An attacker who can write to the folder puts the closed state of another copy there, and damages the journal, so
/// that it would be rebuilt from that state.
#[test]
fn the_state_of_a_fork_is_not_taken_for_the_one_that_was_here() {
    for is_restored in [false, true] {
        let [here, fork] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let engine = JournaledEngine::create(place(here.path()), &root_key(), DIRECTORY).unwrap();
        (0..5).for_each(|number| commit(&engine, number));
        drop(engine);
        if is_restored {
            drop(JournaledEngine::create(place(fork.path()), &root_key(), DIRECTORY).unwrap());
        } else {
            copy(here.path(), fork.path());
        }
        let engine = open(place(fork.path()), None).unwrap();
        (5..40).for_each(|number| commit(&engine, number));
        engine.settle();
        drop(engine);
        let engine = open(place(here.path()), None).unwrap();
        (5..12).for_each(|number| commit(&engine, number));
        let anchor = engine.announce();
        engine.confirm(anchor);
        drop(engine);

        for name in ["state", "closed"] {
            let (from, to) = (fork.path().join(name), here.path().join(name));
            if from.is_dir() {
                fs::remove_dir_all(&to).unwrap();
                copy(&from, &to);
            } else {
                fs::copy(from, to).unwrap();
            }
        }
        let journal = fs::read_dir(here.path())
            .unwrap()
            .flatten()
            .map(|entry| entry.path());
        let journal = journal
            .filter(|path| path.to_string_lossy().contains("journal-"))
            .min()
            .unwrap();
        let mut bytes = fs::read(&journal).unwrap();
        let first = bytes.windows(3).position(|window| window == b"u3\0").or_else(|| {
            let mut found = bytes
                .windows(2)
                .enumerate()
                .filter(|(at, window)| *at > 132_000 && *window == b"u3");
            found.next().map(|(at, _)| at)
        });
        bytes[first.unwrap()] ^= 1;
        fs::write(&journal, bytes).unwrap();
        assert!(
            open(place(here.path()), Some(anchor)).is_err(),
            "restored: {is_restored}"
        );
    }
}
