//! Tampers with the audit trail in the journal, behind the store's back: as an attacker who can write records but not
//! encrypt them, and as one with the key of the records, whose writes decrypt.

use std::sync::Arc;

use portreeve_core::audit::HeadCode;
use portreeve_core::change::ChangeSet;
use portreeve_core::ports::{Clock, Store, StoreError};
use portreeve_core::progress::unwatched;
use portreeve_storage::disk::{CrashStyle, SimulatedDisk};
use portreeve_storage::engine::{Engine, JournaledEngine, Op, Place};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, SeededEntropy, event};

use crate::dice::Dice;
use crate::folder;
use crate::forger::{Forger, HEAD, event_key};
use crate::ledger::{self, root_key};
use crate::power;
use crate::row::{Reach, Report};

const EVENTS: u64 = 80;
/// The longest tail that is cut off.
const TAIL_MAX: u64 = 50;
/// Every tenth case uses a real folder, with sled beside the journal.
const FOLDER_EVERY: u64 = 10;

/// Where tampering shows.
#[derive(Debug, PartialEq)]
enum Fault {
    /// In the chain, at this event.
    Event(u64),
    /// In the record that says where the trail begins and ends; the directory does not open.
    Head,
    /// Against a code kept elsewhere: all events from this one on are missing.
    Code(u64),
}

/// The tampering, and where it must show.
type Deed = fn(&Trail<'_>) -> Result<(Vec<Op>, Fault), String>;

const DEEDS: &[(&str, Deed)] = &[
    ("flipped a bit", |trail| {
        let number = trail.any();
        let mut value = trail.forger.stored(&event_key(number))?;
        let at = trail.dice.below(value.len() as u64) as usize;
        value[at] ^= 1 << trail.dice.below(8);
        Ok((vec![Op::Put(event_key(number), value)], Fault::Event(number)))
    }),
    ("dropped", |trail| {
        // Dropping the last event is cutting a tail.
        let (number, _) = trail.two();
        Ok((vec![Op::Remove(event_key(number))], Fault::Event(number)))
    }),
    ("swapped", |trail| {
        let (one, other) = trail.two();
        let [first, second] = [one, other].map(|number| trail.forger.stored(&event_key(number)));
        let ops = vec![
            Op::Put(event_key(one), second?),
            Op::Put(event_key(other), first?),
        ];
        Ok((ops, Fault::Event(one)))
    }),
    ("doubled", |trail| {
        let (one, other) = trail.two();
        let copy = trail.forger.stored(&event_key(one))?;
        Ok((vec![Op::Put(event_key(other), copy)], Fault::Event(other)))
    }),
    ("cut the tail", |trail| {
        let first = trail.tail();
        Ok((remove(first..=EVENTS), Fault::Event(first)))
    }),
    ("dropped the head", |_| {
        Ok((vec![Op::Remove(HEAD.to_vec())], Fault::Head))
    }),
    // From here on with the key of the records.
    ("rewrote", |trail| {
        let number = trail.any();
        let mut link = trail.forger.link(number)?;
        link.edit(trail.dice);
        let op = trail.forger.place(link, number, trail.dice);
        Ok((vec![op], Fault::Event(number)))
    }),
    ("reordered", |trail| {
        let (one, other) = trail.two();
        let [first, second] = [one, other].map(|number| trail.forger.link(number));
        let ops = vec![
            trail.forger.place(second?, one, trail.dice),
            trail.forger.place(first?, other, trail.dice),
        ];
        Ok((ops, Fault::Event(one)))
    }),
    ("dropped and closed the gap", |trail| {
        let (gap, _) = trail.two();
        let move_up = |number| {
            Ok(trail
                .forger
                .place(trail.forger.link(number + 1)?, number, trail.dice))
        };
        let mut ops = (gap..EVENTS).map(move_up).collect::<Result<Vec<Op>, String>>()?;
        ops.push(Op::Remove(event_key(EVENTS)));
        Ok((ops, Fault::Event(gap)))
    }),
    ("added", |trail| {
        let added = trail
            .forger
            .place(trail.forger.link(trail.any())?, EVENTS + 1, trail.dice);
        Ok((vec![added], Fault::Head))
    }),
    ("cut the tail and made it the end", |trail| {
        let first = trail.tail();
        let end = trail.forger.link(first - 1)?;
        let mut ops = remove(first..=EVENTS);
        ops.push(trail.head(("last", first - 1), ("mac", end.mac()))?);
        Ok((ops, Fault::Head))
    }),
    ("cut the tail and put back the head of then", |trail| {
        let first = trail.tail();
        let mut ops = remove(first..=EVENTS);
        let head = trail.heads[first as usize - 2].clone();
        ops.push(Op::Put(HEAD.to_vec(), head));
        Ok((ops, Fault::Code(first)))
    }),
    ("cut the beginning as if it had been pruned", |trail| {
        let (last, _) = trail.two();
        let before = trail.forger.link(last)?;
        let mut ops = remove(1..=last);
        ops.push(trail.head(("first", last + 1), ("mac_before_first", before.mac()))?);
        Ok((ops, Fault::Head))
    }),
];

/// A trail to tamper with.
struct Trail<'a> {
    forger: Forger<'a>,
    /// The encrypted head after each event.
    heads: &'a [Vec<u8>],
    dice: &'a Dice,
}

impl Trail<'_> {
    fn any(&self) -> u64 {
        1 + self.dice.below(EVENTS)
    }

    /// Two events, the earlier one first.
    fn two(&self) -> (u64, u64) {
        let one = 1 + self.dice.below(EVENTS - 1);
        (one, one + 1 + self.dice.below(EVENTS - one))
    }

    /// The first event of the tail.
    fn tail(&self) -> u64 {
        EVENTS - self.dice.below(TAIL_MAX)
    }

    /// The head with another number and another MAC in these fields. MessagePack: a name, then a small number or 32
    /// bytes.
    fn head(&self, number: (&str, u64), mac: (&str, &[u8])) -> Result<Op, String> {
        let mut plain = self.forger.open(HEAD)?;
        let mut write = |name: &str, skip: usize, bytes: &[u8]| {
            let field = [&[0xa0 | name.len() as u8], name.as_bytes()].concat();
            let found = plain.windows(field.len()).position(|part| part == field);
            let at = found.ok_or_else(|| format!("the head has no {name}"))? + field.len() + skip;
            plain[at..at + bytes.len()].copy_from_slice(bytes);
            Ok::<_, String>(())
        };
        write(number.0, 0, &[number.1 as u8])?;
        write(mac.0, 2, mac.1)?;
        Ok(self.forger.seal(HEAD.to_vec(), &plain, self.dice))
    }
}

fn remove(numbers: impl Iterator<Item = u64>) -> Vec<Op> {
    numbers.map(|number| Op::Remove(event_key(number))).collect()
}

/// A whole trail, for copies to tamper with.
struct Specimen {
    disk: SimulatedDisk,
    folder: tempfile::TempDir,
    heads: Vec<Vec<u8>>,
    /// The code of its end, as a person kept it elsewhere.
    code: HeadCode,
}

impl Specimen {
    fn new(seed: u64) -> Result<Self, String> {
        let disk = SimulatedDisk::new();
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        write(folder::place(folder.path()), seed)?;
        let (heads, code) = write(power::place(&disk), seed)?;
        Ok(Self {
            disk,
            folder,
            heads,
            code,
        })
    }
}

/// Writes a trail. Returns its heads, and the code of the last.
fn write(place: Place, seed: u64) -> Result<(Vec<Vec<u8>>, HeadCode), String> {
    let engine = Arc::new(ledger::create(place).map_err(|error| error.to_string())?);
    let store = open(engine.clone(), seed).map_err(|error| error.to_string())?;
    let mut heads = Vec::new();
    for number in 0..EVENTS {
        let event = event(&format!("event {number}"), FakeClock::new().now());
        let commit = store.submit(ChangeSet::new(event, Vec::new()).on_nothing(), store.lineage());
        commit.wait().map_err(|error| error.to_string())?;
        heads.push(Forger::new(&engine).stored(HEAD)?);
    }
    let head = store.audit_head().map_err(|error| error.to_string())?;
    Ok((heads, head.code()))
}

fn open(engine: impl Engine, seed: u64) -> Result<DirectoryStore, StoreError> {
    let entropy = Arc::new(SeededEntropy::new(seed));
    DirectoryStore::open(engine, &root_key(), entropy, Opening::New)
}

/// Every tampering is found, at the place where it begins.
pub fn tampering(report: &mut Report, dice: Dice, reach: Reach) {
    let specimen = match Specimen::new(dice.seed()) {
        Ok(specimen) => specimen,
        Err(why) => return report.case("a trail", || Err(why)),
    };
    for number in 0..reach.cases(65, 1000) {
        let dice = dice.split();
        let (name, deed) = DEEDS[number as usize % DEEDS.len()];
        report.case(&format!("tampering {number}, {name}"), || {
            let copy = tempfile::tempdir().map_err(|error| error.to_string())?;
            let disk = specimen.disk.crash(CrashStyle::KeepAll);
            let in_folder = number % FOLDER_EVERY == 0;
            if in_folder {
                folder::copy(specimen.folder.path(), copy.path());
            }
            let engine = || {
                let place = match in_folder {
                    true => folder::place(copy.path()),
                    false => power::place(&disk),
                };
                ledger::open(place, None).map_err(|error| error.to_string())
            };
            let expected = tamper(&engine()?, &specimen.heads, &dice, deed)?;
            match find(engine()?, specimen.code, dice.seed())? {
                Some(fault) if fault == expected => Ok(name),
                found => Err(format!("{expected:?} is wrong, {found:?} was found")),
            }
        });
    }
}

fn tamper(engine: &JournaledEngine, heads: &[Vec<u8>], dice: &Dice, deed: Deed) -> Result<Fault, String> {
    let forger = Forger::new(engine);
    let (ops, fault) = deed(&Trail { forger, heads, dice })?;
    engine.commit(ops.into()).map_err(|error| error.to_string())?;
    Ok(fault)
}

/// The fault that a person finds who opens the directory, verifies the trail and compares it with the code.
fn find(engine: JournaledEngine, code: HeadCode, seed: u64) -> Result<Option<Fault>, String> {
    let store = match open(engine, seed) {
        Ok(store) => store,
        Err(StoreError::Damaged(what)) if what.contains("the end of the audit trail") => {
            return Ok(Some(Fault::Head));
        }
        Err(error) => return Err(error.to_string()),
    };
    let verified = store
        .verify_trail(None, &unwatched)
        .map_err(|error| error.to_string())?;
    if let Some(fault) = verified.fault {
        return Ok(Some(Fault::Event(fault.event)));
    }
    let head = store.audit_head().map_err(|error| error.to_string())?;
    if head.last < code.number {
        return Ok(Some(Fault::Code(head.last + 1)));
    }
    let verified = store
        .verify_trail(Some(code.number), &unwatched)
        .map_err(|error| error.to_string())?;
    let is_the_same = HeadCode::new(code.number, verified.mac) == code;
    Ok((!is_the_same).then_some(Fault::Code(code.number)))
}
