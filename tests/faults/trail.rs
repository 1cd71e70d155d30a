//! The audit trail, tampered with behind the store's back by somebody who can write records but has no key.

use std::sync::Arc;

use portreeve_core::change::ChangeSet;
use portreeve_core::ports::{Clock, Store};
use portreeve_storage::engine::{Engine, MemoryEngine, Op};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, SeededEntropy, event};

use crate::dice::Dice;
use crate::ledger::root_key;
use crate::row::{Reach, Report};

const EVENTS: u64 = 80;
/// The longest tail that is cut off.
const TAIL_MAX: u64 = 50;

/// Whatever is done, the first event that is concerned is named.
pub fn tampering(report: &mut Report, dice: Dice, reach: Reach) {
    for number in 0..reach.cases(60, 1000) {
        let dice = dice.split();
        report.case(&format!("tampering {number}"), || {
            let engine = Arc::new(MemoryEngine::default());
            let store = DirectoryStore::open(
                engine.clone(),
                &root_key(),
                Arc::new(SeededEntropy::new(dice.seed())),
                Opening::New,
            )
            .map_err(|error| error.to_string())?;
            for number in 0..EVENTS {
                let event = event(&format!("event {number}"), FakeClock::new().now());
                let commit = store.submit(ChangeSet::new(event, Vec::new()), store.lineage());
                commit.wait().map_err(|error| error.to_string())?;
            }
            let (deed, first) = tamper(engine.as_ref(), &dice)?;
            let verified = store.verify_trail(None).map_err(|error| error.to_string())?;
            match verified.fault {
                Some(fault) if fault.event == first => Ok(deed),
                other => Err(format!("{deed} from event {first} on: {other:?}")),
            }
        });
    }
}

/// Does something to the stored events; gives what, and the first event that is concerned.
fn tamper(engine: &MemoryEngine, dice: &Dice) -> Result<(&'static str, u64), String> {
    let any = || 1 + dice.below(EVENTS);
    let read = |number: u64| match engine.get(&key(number)) {
        Ok(Some(value)) => Ok(value),
        _ => Err("an event is missing before anything was done".to_owned()),
    };
    let (deed, first, ops) = match dice.below(5) {
        0 => {
            let number = any();
            let mut value = read(number)?;
            let at = dice.below(value.len() as u64) as usize;
            value[at] ^= 1 << dice.below(8);
            ("edited", number, vec![Op::Put(key(number), value)])
        }
        1 => {
            // The last one dropped is a tail that was cut.
            let number = 1 + dice.below(EVENTS - 1);
            ("dropped", number, vec![Op::Remove(key(number))])
        }
        2 => {
            let one = 1 + dice.below(EVENTS - 1);
            let other = one + 1 + dice.below(EVENTS - one);
            let ops = vec![Op::Put(key(one), read(other)?), Op::Put(key(other), read(one)?)];
            ("swapped", one, ops)
        }
        3 => {
            let one = 1 + dice.below(EVENTS - 1);
            let other = one + 1 + dice.below(EVENTS - one);
            ("doubled", other, vec![Op::Put(key(other), read(one)?)])
        }
        _ => {
            let first = EVENTS - dice.below(TAIL_MAX);
            let ops = (first..=EVENTS).map(|number| Op::Remove(key(number))).collect();
            ("cut", first, ops)
        }
    };
    engine.commit(&ops).map_err(|error| error.to_string())?;
    Ok((deed, first))
}

/// Where an event lies; see `storage/src/key.rs`.
fn key(number: u64) -> Vec<u8> {
    [b"e".as_slice(), &number.to_be_bytes()].concat()
}
