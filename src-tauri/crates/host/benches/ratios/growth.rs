//! A directory of 100 people before and after half a year of use: 100,000 sign-ins and 1,000,000 refreshes.
//!
//! Refreshes, and all that keeps house, go through the commands, by a clock that is moved on. Sign-ins are written as
//! `session.sign_in` writes them, straight to the store: an Argon2id for each would take half an hour.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use portreeve_commands::{App, CommandError, forget_ended, prune_if_due};
use portreeve_core::change::ChangeSet;
use portreeve_core::factor::Factor;
use portreeve_core::guess::Guesses;
use portreeve_core::id::{SessionId, UserId};
use portreeve_core::last_sign_in::LastSignIn;
use portreeve_core::ports::{Clock, Commit, Entropy, Store};
use portreeve_core::session::{self, Session, SessionKind};
use portreeve_core::write::Write;
use portreeve_testkit::{FakeClock, SeededEntropy, event};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::directory::{ask, engine, open_by, signed_in, store_on};
use crate::figures::{disk_kib, line, tell};
use crate::opening::{self, milliseconds};

const PEOPLE: usize = 100;
const MONTHS: usize = 6;
const SIGN_INS: usize = 100_000 / MONTHS;
/// For each of the people, who have one family of tokens each, every month anew.
const REFRESHES: usize = 1_000_000 / MONTHS / PEOPLE;
const MONTH_SECS: u32 = 30 * 24 * 3600;
/// Programs that refresh at the same time.
const WRITERS: usize = 50;
/// Sign-ins that are on their way at the same time.
const TOGETHER: usize = 100;

/// Measures opening, the first list and one person, before and after.
pub fn growth() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut anchor = opening::ask("fill", &data, &PEOPLE.to_string());
    let clock = Arc::new(FakeClock::new());
    clock.set(crate::directory::SystemClock.now());
    anchor = prepare(&data, &anchor, clock.clone());
    let before = Figures::of(&data, &anchor, clock.clone());
    let started = Instant::now();
    for month in 0..MONTHS {
        anchor = sign_ins(&data, &anchor, clock.as_ref(), month);
        anchor = refreshes(&data, &anchor, clock.clone());
    }
    tell("half a year of use took", &format!("{:.0?}", started.elapsed()));
    let after = Figures::of(&data, &anchor, clock);
    line("open before, against the engine", before.opened, before.engine);
    line("open after, against the engine", after.opened, after.engine);
    line("open after, against before", after.opened, before.opened);
    line(
        "  first page of the list, against before",
        after.list,
        before.list,
    );
    line("  one person, against before", after.person, before.person);
    for (part, (before, after)) in PARTS.iter().zip(before.disk_kib.iter().zip(after.disk_kib)) {
        tell(
            &format!("  {part} before, after"),
            &format!("{before} KiB, {after} KiB"),
        );
    }
}

/// What the names of files begin with.
const PARTS: [&str; 3] = ["journal", "snapshot", "state"];

struct Figures {
    opened: Duration,
    engine: Duration,
    list: Duration,
    person: Duration,
    /// Of each of the parts.
    disk_kib: [u64; PARTS.len()],
}

impl Figures {
    fn of(data: &Path, anchor: &str, clock: Arc<dyn Clock>) -> Self {
        let opened = median_of(|| {
            let told = opening::ask("open", data, anchor);
            milliseconds(told.split_once(' ').unwrap().0)
        });
        let alone = median_of(|| milliseconds(&opening::ask("engine", data, anchor)));
        let app = open_by(Arc::new(engine(data, opening::position(anchor))), clock);
        let session = signed_in(&app);
        let asked = |command: &str, request: Value| {
            crate::figures::median(50, || {
                drop(ask(&app, Some(&session), command, request.clone()).unwrap());
            })
        };
        Self {
            opened,
            engine: alone,
            list: asked("user.list", json!({ "sort": "last_sign_in" })),
            person: asked("user.show", json!({ "user": "user-1" })),
            disk_kib: PARTS.map(|part| part_kib(data, part)),
        }
    }
}

fn part_kib(data: &Path, part: &str) -> u64 {
    let entries = std::fs::read_dir(data).unwrap().map(Result::unwrap);
    let of_part = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(part));
    of_part.map(|entry| disk_kib(&entry.path())).sum()
}

fn median_of(measure: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = std::iter::repeat_with(measure).take(9).collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn prepare(data: &Path, anchor: &str, clock: Arc<dyn Clock>) -> String {
    with_app(data, anchor, clock, |app| {
        let session = signed_in(app);
        let done = |command: &str, request: Value| {
            drop(ask(app, Some(&session), command, request).unwrap());
        };
        done(
            "client.create",
            json!({ "name": "billing", "algorithm": "EdDSA", "refresh_secs": MONTH_SECS }),
        );
        done("audit.keep", json!({ "days": 30 }));
    })
}

fn with_app(data: &Path, anchor: &str, clock: Arc<dyn Clock>, work: impl FnOnce(&App)) -> String {
    let engine = Arc::new(engine(data, opening::position(anchor)));
    let app = open_by(engine.clone(), clock);
    work(&app);
    drop(app);
    opening::told(engine.position())
}

/// What `session.sign_in` writes: the attempt is counted, then it is forgotten with the session.
fn sign_ins(data: &Path, anchor: &str, clock: &FakeClock, month: usize) -> String {
    let engine = Arc::new(engine(data, opening::position(anchor)));
    let entropy = SeededEntropy::new(month as u64);
    let store = store_on(engine.clone());
    let directory = store.load().unwrap();
    let people: Vec<UserId> = directory.users().map(|user| user.id).collect();
    for first in (0..SIGN_INS).step_by(TOGETHER) {
        let commits: Vec<Commit> = (first..SIGN_INS.min(first + TOGETHER))
            .flat_map(|number| {
                let user = people[number % people.len()];
                let place = store.guess_place(&user.to_string());
                let guess = Guesses::one_more(place, None, clock.now()).unwrap();
                let (_, token) = session::new_token(&entropy);
                let session = Session {
                    id: SessionId::new(clock.now(), &entropy as &dyn Entropy),
                    user,
                    kind: SessionKind::Cli,
                    token,
                    issued_at: clock.now(),
                    last_seen_at: clock.now(),
                    ended_at: None,
                    epoch: 0,
                    password_origin: None,
                    confirmed_at: None,
                    factors: [Factor::Password].into(),
                };
                let last = LastSignIn {
                    user,
                    at: clock.now(),
                };
                let writes = vec![
                    Write::put(session),
                    Write::put(last),
                    Write::remove::<Guesses>(place),
                ];
                [
                    ChangeSet::unrecorded(vec![Write::put(guess)]),
                    ChangeSet::new(event("signed in", clock.now()), writes),
                ]
            })
            .map(|changes| store.submit(changes.on_nothing(), store.lineage()))
            .collect();
        commits
            .into_iter()
            .for_each(|commit| assert!(commit.wait().is_ok()));
    }
    drop(store);
    opening::told(engine.position())
}

fn refreshes(data: &Path, anchor: &str, clock: Arc<FakeClock>) -> String {
    with_app(data, anchor, clock.clone(), |app| {
        let session = signed_in(app);
        let issue = |number: usize| {
            let request = json!({ "client": "billing", "user": user(number) });
            refresh_token(ask(app, Some(&session), "token.issue", request))
        };
        let tokens: Vec<Value> = (0..PEOPLE).map(issue).collect();
        std::thread::scope(|scope| {
            for (writer, tokens) in tokens.chunks(PEOPLE / WRITERS).enumerate() {
                let clock = clock.clone();
                scope.spawn(move || {
                    let mut tokens = tokens.to_vec();
                    for _ in 0..REFRESHES {
                        if writer == 0 {
                            clock.advance_secs((MONTH_SECS - 3600) / REFRESHES as u32);
                        }
                        for token in &mut tokens {
                            let request = json!({ "refresh_token": token });
                            *token = refresh_token(ask(app, None, "token.refresh", request));
                        }
                    }
                });
            }
        });
        clock.advance_secs(3600);
        forget_ended(app);
        prune_if_due(app);
    })
}

fn refresh_token(answer: Result<Box<RawValue>, CommandError>) -> Value {
    let answer: Value = serde_json::from_str(answer.unwrap().get()).unwrap();
    answer["refresh_token"].clone()
}

/// A user who can sign in: every tenth user of the filled directory is disabled.
fn user(number: usize) -> String {
    let number = number % (PEOPLE / 10 * 9);
    format!("user-{}", number / 9 * 10 + number % 9 + 1)
}
