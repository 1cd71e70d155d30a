//! Durable commits, compared with a bare `fdatasync` and with SQLite (WAL, synchronous=FULL), in one run.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    missing_docs,
    reason = "measuring is reading the clock"
)]

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use portreeve_core::change::ChangeSet;

use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{Clock, Store};
use portreeve_core::progress::unwatched;
use portreeve_core::secret::SecretBytes;
use portreeve_core::write::Write;
use portreeve_storage::engine::{JournaledEngine, Place};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, SeededEntropy, event, user};

const COMMITS: usize = 4096;
const EVENTS: usize = 1_000_000;
const WRITERS: usize = 50;
const PEOPLE: usize = 100_000;
/// About the size of a user and their event.
const RECORD: [u8; 600] = [7; 600];

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|word| word == part);
    if is_wanted("store") {
        commits();
    }
    if is_wanted("import") {
        import();
    }
    if is_wanted("trail") {
        trail();
    }
}

fn commits() {
    println!(
        "{:<44} {:>12} {:>12} {:>12}",
        "durable commits", "each", "per second", "p99"
    );
    for writers in [1, 8, 64] {
        let floor = floor(&[]);
        let twice = floor_twice();
        let ours = ours(writers);
        let sqlite = sqlite(writers);
        tell(
            &format!("{writers} writers: fdatasync, one after the other"),
            &floor,
        );
        tell("           the same in two places", &twice);
        tell("           portreeve", &ours);
        tell("           SQLite (WAL, synchronous=FULL)", &sqlite);
        println!(
            "           against fdatasync {:.2}, in two places {:.2}, against SQLite {:.2}",
            ours.each().as_secs_f64() / floor.each().as_secs_f64(),
            ours.each().as_secs_f64() / twice.each().as_secs_f64(),
            sqlite.each().as_secs_f64() / ours.each().as_secs_f64(),
        );
    }
}

/// Many people in one change set, each with a name that must be free.
fn import() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(2));
    for first in [0, PEOPLE] {
        let people =
            (first..first + PEOPLE).map(|number| Write::put(user(&format!("person{number}"), now, &entropy)));
        let changes = ChangeSet::new(event("imported", now), people.collect()).on_nothing();
        let started = Instant::now();
        store.submit(changes, store.lineage()).wait().unwrap();
        println!(
            "{:<44} {:>12}",
            format!("import {PEOPLE} people beside {first}"),
            format!("{:.1?}", started.elapsed())
        );
    }
}

/// Reading through a million events.
fn trail() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let now = FakeClock::new().now();
    let each = EVENTS / WRITERS;
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| {
                for _ in 0..each {
                    let changes = ChangeSet::new(event("something was done", now), Vec::new());
                    store
                        .submit(changes.on_nothing(), store.lineage())
                        .wait()
                        .unwrap();
                }
            });
        }
    });
    let started = Instant::now();
    let verified = store.verify_trail(None, &unwatched).unwrap();
    assert_eq!((verified.events, verified.fault), ((each * WRITERS) as u64, None));
    println!(
        "{:<44} {:>12}",
        format!("verify {} events", verified.events),
        format!("{:.1?}", started.elapsed())
    );
}

fn store(folder: &Path) -> DirectoryStore {
    let root_key = SecretBytes::new(vec![7; 32]);
    let place = Place::folder(folder).unwrap();
    let engine = JournaledEngine::create(place, &root_key, DirectoryId::from_bytes([1; 16])).unwrap();
    DirectoryStore::open(engine, &root_key, Arc::new(SeededEntropy::new(1)), Opening::New).unwrap()
}

struct Measured {
    whole: Duration,
    latencies: Vec<Duration>,
}

impl Measured {
    fn each(&self) -> Duration {
        self.whole / self.latencies.len() as u32
    }
}

fn tell(what: &str, measured: &Measured) {
    let mut latencies = measured.latencies.clone();
    latencies.sort_unstable();
    println!(
        "{what:<44} {:>12} {:>12.0} {:>12}",
        format!("{:.1?}", measured.each()),
        1.0 / measured.each().as_secs_f64(),
        format!("{:.1?}", latencies[latencies.len() * 99 / 100]),
    );
}

/// Lets `writers` threads call `one` together, `COMMITS` times in all.
fn together<W: FnMut(usize)>(writers: usize, make: impl Fn(usize) -> W + Sync) -> Measured {
    let start = Barrier::new(writers + 1);
    let each = COMMITS / writers / if writers == 1 { 4 } else { 1 };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..writers)
            .map(|writer| {
                let (start, make) = (&start, &make);
                scope.spawn(move || {
                    let mut one = make(writer);
                    start.wait();
                    (0..each)
                        .map(|number| {
                            let began = Instant::now();
                            one(number);
                            began.elapsed()
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        start.wait();
        let began = Instant::now();
        let latencies: Vec<_> = threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect();
        Measured {
            whole: began.elapsed(),
            latencies,
        }
    })
}

/// An entry and its copy, far enough apart that no damage hits both: the journal's writes for each commit.
fn floor_twice() -> Measured {
    floor(&[0, 64 << 10])
}

/// Alternates writes and single syncs in a file with reserved space; `copies` are the offsets for a copy, used in turn.
fn floor(copies: &[u64]) -> Measured {
    let folder = tempfile::tempdir().unwrap();
    let file = File::create(folder.path().join("floor")).unwrap();
    let start = 128 << 10;
    file.write_all_at(&vec![0; start + 4 * RECORD.len() * COMMITS], 0)
        .unwrap();
    file.sync_all().unwrap();
    together(1, |_| {
        let file = &file;
        move |number| {
            file.write_all_at(&RECORD, (start + number * RECORD.len()) as u64)
                .unwrap();
            if !copies.is_empty() {
                file.write_all_at(&RECORD, copies[number % copies.len()]).unwrap();
            }
            file.sync_data().unwrap();
        }
    })
}

fn ours(writers: usize) -> Measured {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let now = FakeClock::new().now();
    together(writers, |writer| {
        let store = &store;
        move |number| {
            let login = format!("writer{writer}-{number}");
            let added = user(
                &login,
                now,
                &SeededEntropy::new((writer * COMMITS + number) as u64),
            );
            let write = Write::put(added);
            let changes = ChangeSet::new(event("added", now), vec![write]);
            store
                .submit(changes.on_nothing(), store.lineage())
                .wait()
                .unwrap();
        }
    })
}

fn sqlite(writers: usize) -> Measured {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sqlite");
    let connection = connect(&path);
    connection
        .execute_batch("CREATE TABLE records (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        .unwrap();
    together(writers, |writer| {
        let connection = connect(&path);
        move |number| {
            let key = ((writer * COMMITS + number) as u64).to_be_bytes();
            connection
                .execute("INSERT INTO records VALUES (?1, ?2)", (&key[..], &RECORD[..]))
                .unwrap();
        }
    })
}

fn connect(path: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.busy_timeout(Duration::from_secs(60)).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        .unwrap();
    connection
}
