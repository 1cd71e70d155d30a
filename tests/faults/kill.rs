//! Kills a process under load, and while it opens, recovers, compacts, backs up and restores. The killed process prints
//! each acknowledgement to a pipe; the killer keeps the record.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;

use portreeve_core::change::ChangeSet;
use portreeve_core::directory::Directory;

use portreeve_core::client::TokenFamily;
use portreeve_core::id::{ClientId, FamilyId, UserId};
use portreeve_core::ports::{Clock, Store};
use portreeve_core::secret::SecretBytes;
use portreeve_core::user::User;
use portreeve_core::write::Write;
use portreeve_storage::engine::Engine;
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, SeededEntropy, event, user};

use crate::dice::Dice;
use crate::folder::place;
use crate::row::{Reach, Report};
use crate::{backups, ledger, power};

const WRITERS: u8 = 8;
/// Kills in one folder: its trail grows, and reading all of it takes time.
const KILLS_EACH: u64 = 20;

/// Becomes the process to be killed, if the arguments say so.
pub fn child(arguments: &[String]) -> Option<ExitCode> {
    let [role, folder] = arguments else { return None };
    match role.as_str() {
        "--write" => write_for_ever(Path::new(folder)),
        "--open" => open_for_ever(Path::new(folder)),
        "--back-up" => backups::back_up_for_ever(Path::new(folder)),
        "--restore" => backups::restore_for_ever(Path::new(folder)),
        _ => return None,
    }
    Some(ExitCode::SUCCESS)
}

/// Starts this program in a role, and kills it `wait` after its first line. Returns all its lines.
pub fn killed(role: &str, folder: &Path, wait: Duration) -> Result<Vec<String>, String> {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .arg(role)
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program starts again");
    let out = child.stdout.take().expect("a pipe");
    let (first, began) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        // The receiver leaves after the first line.
        lines
            .inspect(|_| {
                let _ = first.send(());
            })
            .collect::<Vec<_>>()
    });
    let has_begun = began.recv().is_ok();
    std::thread::park_timeout(wait);
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let lines = reader.join().expect("the reader ends");
    if has_begun {
        Ok(lines)
    } else {
        Err("it did not begin".into())
    }
}

/// Prints a line in one write: it arrives whole or not at all.
pub fn tell(line: &str) {
    let line = format!("{line}\n");
    let mut out = std::io::stdout().lock();
    if out.write_all(line.as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

fn open_store(folder: &Path) -> Result<DirectoryStore, String> {
    let engine = ledger::open(place(folder), None).map_err(|error| error.to_string())?;
    let entropy = Arc::new(SeededEntropy::new(std::process::id().into()));
    DirectoryStore::open(engine, &ledger::root_key(), entropy, Opening::New)
        .map_err(|error| error.to_string())
}

/// Writer `number` counts up in a user's name and in a token family's generation, in two commits.
fn write_for_ever(folder: &Path) {
    let store = open_store(folder).expect("it opens");
    let directory = store.load().expect("it can be read");
    std::thread::scope(|scope| {
        for number in 0..WRITERS {
            let (store, mut head) = (&store, directory.clone());
            scope.spawn(move || {
                let mut user_count = head.user(user_id(number)).map_or(0, |user| count_of(user));
                let stored: &dyn Store = store;
                let found = stored
                    .find::<TokenFamily>(family_id(number))
                    .expect("it can be read");
                let mut family_count = found.map_or(0, |family| family.generation);
                loop {
                    user_count += 1;
                    let now = FakeClock::new().now();
                    let mut counted = user(&format!("writer{number}"), now, &SeededEntropy::new(1));
                    counted.id = user_id(number);
                    counted.first_name = user_count.to_string();
                    head = commit(store, &head, Write::put(counted));
                    tell(&format!("{number} user {user_count}"));
                    family_count += 1;
                    head = commit(store, &head, Write::put(family(number, family_count)));
                    tell(&format!("{number} family {family_count}"));
                }
            });
        }
    });
}

/// Returns the directory's state afterwards, as far as this writer has changed it.
fn commit(store: &DirectoryStore, head: &Directory, write: Write) -> Directory {
    let changes = ChangeSet::new(event("count", FakeClock::new().now()), vec![write]).on(head);
    let next = head.apply(&changes.changes, head.next_revision());
    store
        .submit(changes, store.lineage())
        .wait()
        .expect("the disk takes it");
    next
}

fn user_id(number: u8) -> UserId {
    UserId::from_bytes([number + 1; 16])
}

fn family_id(number: u8) -> FamilyId {
    FamilyId::from_bytes([number + 1; 16])
}

fn count_of(user: &User) -> u32 {
    user.first_name.parse().expect("a count")
}

fn family(number: u8, generation: u32) -> TokenFamily {
    let now = FakeClock::new().now();
    TokenFamily {
        id: family_id(number),
        client: ClientId::from_bytes([9; 16]),
        user: user_id(number),
        secret: SecretBytes::new(vec![1; 32]),
        generation,
        rotated_at: now,
        issued_at: now,
        expires_at: now,
        ended_at: None,
        epoch: 0,
        client_epoch: 0,
        issued_by: user_id(number),
        password_origin: None,
    }
}

/// Kills a process with eight writers, again and again in one folder. After each kill, all that it printed is there.
pub fn under_load(report: &mut Report, dice: Dice, reach: Reach) {
    let mut folder = tempfile::tempdir().expect("a folder");
    let mut told: BTreeMap<(u8, String), u32> = BTreeMap::new();
    for number in 0..reach.cases(8, 1000) {
        if number % KILLS_EACH == 0 {
            folder = tempfile::tempdir().expect("a folder");
            told.clear();
            drop(ledger::create(place(folder.path())).expect("an empty folder takes a directory"));
        }
        let wait = Duration::from_millis(5 + dice.below(245));
        report.case(&format!("kill {number} after {wait:?}"), || {
            let lines = killed("--write", folder.path(), wait)?;
            for line in &lines {
                let mut words = line.split(' ');
                let (Some(writer), Some(kind), Some(count)) = (words.next(), words.next(), words.next())
                else {
                    continue;
                };
                let (Ok(writer), Ok(count)) = (writer.parse(), count.parse()) else {
                    continue;
                };
                told.insert((writer, kind.to_owned()), count);
            }
            compare(folder.path(), &mut told)?;
            Ok("kept")
        });
    }
}

/// A value found once counts as acknowledged from then on: it must not disappear later.
fn compare(folder: &Path, told: &mut BTreeMap<(u8, String), u32>) -> Result<(), String> {
    let store = open_store(folder)?;
    let stored: &dyn Store = &store;
    let directory = store.load().map_err(|error| error.to_string())?;
    for ((writer, kind), count) in told {
        let found = match kind.as_str() {
            "user" => directory.user(user_id(*writer)).map(|user| count_of(user)),
            _ => stored
                .find::<TokenFamily>(family_id(*writer))
                .map_err(|error| error.to_string())?
                .map(|family| family.generation),
        };
        // A write in progress may have arrived.
        match found {
            Some(found) if (*count..=*count + 1).contains(&found) => *count = found,
            _ => {
                return Err(format!(
                    "{kind} of writer {writer}: {count} was acknowledged, {found:?} is there"
                ));
            }
        }
    }
    Ok(())
}

/// Opens, commits, compacts and closes, for ever.
fn open_for_ever(folder: &Path) {
    tell("began");
    for count in 0u64.. {
        let engine = ledger::open(place(folder), None).expect("it opens");
        let before = engine.get(b"count").expect("it can be read");
        let next = before.map_or(0, |bytes| u64::from_le_bytes(bytes.try_into().expect("a count"))) + 1;
        let op = portreeve_storage::engine::Op::Put(b"count".to_vec(), next.to_le_bytes().to_vec());
        engine.commit([op].into()).expect("the disk takes it");
        tell(&next.to_string());
        if count % 3 == 0 {
            engine.compact().expect("the disk takes it");
        }
    }
}

/// Kills a process that mostly opens, recovers and compacts, or backs up, or restores; and interrupts the writing of a
/// snapshot at each step.
pub fn at_work(report: &mut Report, dice: Dice, reach: Reach) {
    power::interrupted(report, &dice, reach);
    backups::while_backing_up(report, &dice, reach);
    backups::while_restoring(report, &dice, reach);
    while_opening(report, &dice, reach);
}

fn while_opening(report: &mut Report, dice: &Dice, reach: Reach) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = ledger::Ledger::default();
    let engine = ledger::create(place(folder.path())).expect("an empty folder takes a directory");
    for _ in 0..200 {
        assert!(ledger.commit(&engine, dice), "a disk that works takes commits");
    }
    drop(engine);
    let mut told = 0;
    for number in 0..reach.cases(12, 700) {
        let wait = Duration::from_millis(dice.below(80));
        report.case(&format!("kill {number} after {wait:?}"), || {
            let lines = killed("--open", folder.path(), wait)?;
            told = lines
                .iter()
                .rev()
                .find_map(|line| line.parse().ok())
                .unwrap_or(told);
            let engine = ledger::open(place(folder.path()), None).map_err(|error| error.to_string())?;
            ledger.check(&engine)?;
            let count = engine.get(b"count").map_err(|error| error.to_string())?;
            let count = count.map_or(0, |bytes| u64::from_le_bytes(bytes.try_into().expect("a count")));
            if count < told || count > told + 1 {
                return Err(format!("{told} was acknowledged, {count} is there"));
            }
            told = count;
            Ok("kept")
        });
    }
}
