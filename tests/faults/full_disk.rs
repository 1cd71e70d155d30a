//! A disk that is full, at every level of its filling.

use portreeve_core::ports::StoreError;
use portreeve_storage::disk::SimulatedDisk;
use portreeve_storage::engine::Engine;

use crate::dice::Dice;
use crate::ledger::{self, Ledger};
use crate::power::place;
use crate::row::{Reach, Report};

const LEVEL_BYTES: u64 = 4 << 10;
const COMMITS: u64 = 60;

/// Commits are refused in clear words when the disk is full; what was acknowledged stays readable, also for whoever
/// opens the directory then; and work goes on when there is room again.
pub fn levels(report: &mut Report, dice: Dice, reach: Reach) {
    for level in 0..reach.cases(40, 200) {
        let dice = dice.split();
        report.case(&format!("level {level}"), || {
            let disk = SimulatedDisk::new();
            let mut ledger = Ledger::default();
            let engine = ledger::create(place(&disk)).map_err(|error| error.to_string())?;
            for _ in 0..10 {
                ledger.commit(&engine, &dice);
            }
            disk.set_capacity(Some(disk.used() + level * LEVEL_BYTES));
            let mut refused = 0;
            for number in 0..COMMITS {
                refused += u64::from(!ledger.commit_of(&engine, &dice, 40_000));
                if number % 20 == 19 {
                    match engine.compact() {
                        Ok(()) | Err(StoreError::Full) => {}
                        Err(error) => return Err(format!("an unclear refusal: {error}")),
                    }
                }
                if refused > 0 {
                    let refusal = engine.commit(&[]).err();
                    if !matches!(refusal, None | Some(StoreError::Full)) {
                        return Err(format!("an unclear refusal: {refusal:?}"));
                    }
                }
            }
            ledger.forget_uncertain();
            ledger.check(&engine)?;
            drop(engine);
            let engine = ledger::open(place(&disk), None).map_err(|error| format!("while full: {error}"))?;
            ledger.check(&engine)?;
            disk.set_capacity(None);
            if !ledger.commit(&engine, &dice) {
                return Err("work does not go on when there is room".into());
            }
            drop(engine);
            let engine = ledger::open(place(&disk), None).map_err(|error| error.to_string())?;
            ledger.check(&engine)?;
            Ok(if refused > 0 {
                "refused, then went on"
            } else {
                "there was room"
            })
        });
    }
}
