//! Runs each target with its seeds and with mutations of them, the same ones in every run.

#![allow(missing_docs, reason = "a test says so by its name")]

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

#[cfg(unix)]
use portreeve_fuzz::Socket;
use portreeve_fuzz::{Dump, Journal, People, Snapshot, Target, Token, mutate};
use portreeve_testkit::SeededEntropy;

/// The most memory that any input may take, in KiB, if each test is a process of its own.
const PEAK_KIB: u64 = 512 << 10;

/// The number of panics so far, including those of other threads.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn replay<T: Target>(mutations: u64) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        usual(panic);
    }));
    // Another number gives other mutations.
    let from = std::env::var("PORTREEVE_FUZZ_FROM").map_or(0, |from| from.parse().expect("a number"));
    let target = T::start();
    let seeds = target.seeds();
    assert!(!seeds.is_empty(), "{} has seeds", T::NAME);
    let mutated = (from..from + mutations).map(|seed| mutate(&seeds, &SeededEntropy::new(seed)));
    for input in seeds.iter().cloned().chain(mutated) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target.check(&input))) {
            let path = std::env::temp_dir().join(format!("portreeve-{}.raw", T::NAME));
            let kept = std::fs::write(&path, &input);
            eprintln!(
                "The input is in {} ({kept:?}); mended, it belongs into the corpus.",
                path.display()
            );
            resume_unwind(panic);
        }
    }
    assert_eq!(PANICS.load(Ordering::SeqCst), 0, "another thread panicked");
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak: u64 = peak
        .and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0);
    assert!(peak < PEAK_KIB, "{} took {peak} KiB", T::NAME);
}

#[test]
fn dumps_are_read_or_refused() {
    replay::<Dump>(4000);
}

#[test]
fn a_filter_says_the_same_however_it_is_written_sorted_and_paged() {
    replay::<People>(1000);
}

#[test]
fn a_journal_gives_what_was_written_or_nothing() {
    replay::<Journal>(30);
}

#[test]
fn a_snapshot_gives_what_was_written_or_nothing() {
    replay::<Snapshot>(60);
}

#[cfg(unix)]
#[test]
fn the_control_socket_outlives_whatever_is_sent() {
    replay::<Socket>(500);
}

#[test]
fn no_token_is_good_but_the_one_that_was_issued() {
    replay::<Token>(4000);
}

#[test]
fn mutations_differ_and_repeat() {
    let seeds = [b"is:active ada".to_vec(), b"group:Editors".to_vec()];
    let mutated = |seed| mutate(&seeds, &SeededEntropy::new(seed));
    let all: std::collections::BTreeSet<_> = (0..50).map(mutated).collect();
    assert!(all.len() > 25, "they differ: {}", all.len());
    assert_eq!(mutated(7), mutated(7));
}
