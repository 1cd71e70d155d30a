//! The disk space that a directory in use takes.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says so by failing")]

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use portreeve_core::id::DirectoryId;
use portreeve_core::secret::SecretBytes;
use portreeve_storage::engine::{Engine, JournaledEngine, Op, Place};

const RECORDS: usize = 20_000;
const VALUE_BYTES: usize = 1_000;
/// How often every record is written again.
const ROUNDS: usize = 5;
const BATCH_RECORDS: usize = 500;

#[test]
fn records_that_are_written_over_and_over_take_at_most_four_times_the_room_of_their_two_copies() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::folder(folder.path()).unwrap();
    let root_key = SecretBytes::new(vec![7; 32]);
    let engine = JournaledEngine::create(place, &root_key, DirectoryId::from_bytes([1; 16])).unwrap();
    let is_done = AtomicBool::new(false);
    let most = std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut most = 0;
            while !is_done.load(Ordering::Relaxed) {
                most = most.max(bytes_in(folder.path()));
                std::thread::park_timeout(std::time::Duration::from_millis(5));
            }
            most
        });
        for round in 0..ROUNDS {
            for first in (0..RECORDS).step_by(BATCH_RECORDS) {
                let put = |number: usize| {
                    let value = (0..VALUE_BYTES)
                        .map(|at| (at * 31 + number * 7 + round) as u8)
                        .collect();
                    Op::Put(format!("u{number:08}").into_bytes(), value)
                };
                let batch: Vec<Op> = (first..first + BATCH_RECORDS).map(put).collect();
                engine.commit(batch.into()).unwrap();
                // No faster than the state can follow.
                engine.settle();
            }
        }
        is_done.store(true, Ordering::Relaxed);
        watching.join().unwrap()
    });
    let live = (RECORDS * (VALUE_BYTES + 9)) as u64;
    assert!(most <= 4 * 2 * live, "{most} bytes for twice {live}");
    println!("{:.1} times the records", most as f64 / live as f64);
}

/// The size of the files in `folder`. One that disappears meanwhile counts as nothing.
fn bytes_in(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let bytes = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(about) if about.is_dir() => bytes_in(&entry.path()),
        Ok(about) => about.len(),
        Err(_) => 0,
    };
    entries.map(bytes).sum()
}
