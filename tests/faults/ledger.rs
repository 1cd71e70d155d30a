//! The oracle: what was acknowledged, and what was in progress.

use std::collections::BTreeMap;

use portreeve_core::id::DirectoryId;
use portreeve_core::ports::StoreError;
use portreeve_core::secret::SecretBytes;
use portreeve_storage::engine::{Engine, JournaledEngine, Op, Place, Position};

use crate::dice::Dice;

type Records = BTreeMap<Vec<u8>, Vec<u8>>;

/// Few keys, so that records are replaced and removed often.
const KEYS: u64 = 60;

pub fn root_key() -> SecretBytes {
    SecretBytes::new(vec![7; 32])
}

pub fn directory() -> DirectoryId {
    DirectoryId::from_bytes([3; 16])
}

pub fn create(place: Place) -> Result<JournaledEngine, StoreError> {
    JournaledEngine::create(place, &root_key(), directory())
}

pub fn open(place: Place, anchor: Option<Position>) -> Result<JournaledEngine, StoreError> {
    JournaledEngine::open(place, &root_key(), directory(), anchor)
}

pub fn salvage(place: Place) -> Result<JournaledEngine, StoreError> {
    JournaledEngine::salvage(place, &root_key(), directory())
}

/// The records that must be there.
#[derive(Clone, Default)]
pub struct Ledger {
    acknowledged: Records,
    /// The records of a commit that was refused or interrupted: it may be there whole, or not at all.
    uncertain: Option<Records>,
    /// Earlier acknowledged states.
    history: Vec<Records>,
}

impl Ledger {
    /// Makes a random commit. Returns whether it was acknowledged.
    pub fn commit(&mut self, engine: &dyn Engine, dice: &Dice) -> bool {
        self.commit_of(engine, dice, if dice.below(40) == 0 { 60_000 } else { 600 })
    }

    /// The same with values of at most `length_max` bytes.
    pub fn commit_of(&mut self, engine: &dyn Engine, dice: &Dice, length_max: u64) -> bool {
        let mut after = self.acknowledged.clone();
        let ops: Vec<Op> = (0..=dice.below(4))
            .map(|_| {
                let key = format!("u{:08}", dice.below(KEYS)).into_bytes();
                if dice.below(8) == 0 {
                    after.remove(&key);
                    Op::Remove(key)
                } else {
                    let value = dice.bytes(1 + dice.below(length_max));
                    after.insert(key.clone(), value.clone());
                    Op::Put(key, value)
                }
            })
            .collect();
        match engine.commit(ops.into()) {
            Ok(_) => {
                self.history
                    .push(std::mem::replace(&mut self.acknowledged, after));
                self.uncertain = None;
                true
            }
            Err(_) => {
                self.uncertain.get_or_insert(after);
                false
            }
        }
    }

    /// From now on, a refused commit must not be there.
    pub fn forget_uncertain(&mut self) {
        self.uncertain = None;
    }

    /// Checks in every way of reading that the engine holds what must be there.
    pub fn check(&mut self, engine: &dyn Engine) -> Result<(), String> {
        let mut found = Records::new();
        engine
            .visit(b"u", &mut |key, value| {
                drop(found.insert(key.to_vec(), value.to_vec()))
            })
            .map_err(|error| format!("not readable: {error}"))?;
        if self.uncertain.as_ref() == Some(&found) {
            self.acknowledged = found;
        } else if found != self.acknowledged {
            return Err(format!(
                "{} records were acknowledged, {} are there, {} of them as they should be",
                self.acknowledged.len(),
                found.len(),
                found
                    .iter()
                    .filter(|(key, value)| self.acknowledged.get(*key) == Some(value))
                    .count()
            ));
        }
        self.uncertain = None;
        for number in 0..KEYS {
            let key = format!("u{number:08}").into_bytes();
            let value = engine
                .get(&key)
                .map_err(|error| format!("record {number} is not readable: {error}"))?;
            if value.as_ref() != self.acknowledged.get(&key) {
                return Err(format!("record {number} is not as it was acknowledged"));
            }
        }
        Ok(())
    }
}

/// A salvaged state must have been acknowledged at some time, all of it at once.
pub fn judge_salvage(
    salvaged: Result<JournaledEngine, StoreError>,
    ledger: &Ledger,
) -> Result<&'static str, String> {
    let engine = match salvaged {
        Ok(engine) => engine,
        Err(StoreError::Damaged(_)) => return Ok("refused, nothing to salvage"),
        Err(error) => return Err(format!("an unclear refusal to salvage: {error}")),
    };
    let mut found = Records::new();
    engine
        .visit(b"u", &mut |key, value| {
            drop(found.insert(key.to_vec(), value.to_vec()))
        })
        .map_err(|error| format!("what was salvaged is not readable: {error}"))?;
    if found == ledger.acknowledged || ledger.history.contains(&found) {
        Ok("refused, then salvaged")
    } else {
        Err("what was salvaged never was".into())
    }
}

/// Opens after damage: either what must be there is there, or a refusal says what is wrong. Anything else fails.
pub fn judge(
    opened: Result<JournaledEngine, StoreError>,
    ledger: &mut Ledger,
) -> Result<&'static str, String> {
    let engine = match opened {
        Ok(engine) => engine,
        Err(StoreError::Damaged(_) | StoreError::RolledBack { .. }) => return Ok("refused"),
        Err(StoreError::Foreign(_) | StoreError::Newer(_)) => return Ok("refused"),
        Err(error) => return Err(format!("an unclear refusal: {error}")),
    };
    // Once while the state is still opening, and once after.
    let checked = ledger.check(&engine).and_then(|()| {
        engine.settle();
        ledger.check(&engine)
    });
    match checked {
        Ok(()) => {}
        // A refusal during reading counts just as well.
        Err(why) if why.contains("not readable") => return Ok("refused when read"),
        Err(why) => return Err(why),
    }
    Ok(if engine.findings().is_empty() {
        "unharmed"
    } else {
        "healed"
    })
}
