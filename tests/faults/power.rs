//! Power cuts, and disks that fail during the recovery from a crash. The disk is simulated: unsynced data is dropped,
//! reordered or torn, sector by sector.

use std::io::ErrorKind;
use std::sync::Arc;

use portreeve_core::ports::StoreError;
use portreeve_storage::disk::{CrashStyle, Disk, Fault, SimulatedDisk};
use portreeve_storage::engine::Place;

use crate::dice::Dice;
use crate::ledger::{self, Ledger};
use crate::row::{Reach, Report};

pub fn place(disk: &SimulatedDisk) -> Place {
    let disk: Arc<dyn Disk> = Arc::new(disk.clone());
    Place { disk, state: None }
}

/// Cuts the power of a working directory. Returns the disk after that, and what must be on it.
fn cut(dice: &Dice) -> (SimulatedDisk, Ledger) {
    let disk = SimulatedDisk::new();
    let mut ledger = Ledger::default();
    let engine = ledger::create(place(&disk)).expect("an empty disk takes a directory");
    let commits = 1 + dice.below(40);
    disk.set_fault(Some(Fault {
        at: dice.below(3 * commits + 20),
        kind: ErrorKind::Other,
        lasts: true,
    }));
    for _ in 0..commits {
        if dice.below(12) == 0 {
            // Success does not matter, only that nothing is lost.
            let _ = engine.compact();
        }
        if !ledger.commit(&engine, dice) {
            break;
        }
    }
    let style = match dice.below(6) {
        0 => CrashStyle::DropAll,
        1 => CrashStyle::KeepAll,
        _ => CrashStyle::Torn(dice.seed()),
    };
    (disk.crash(style), ledger)
}

/// After each cut all that was acknowledged is there, and work goes on.
pub fn cuts(report: &mut Report, dice: Dice, reach: Reach) {
    for number in 0..reach.cases(60, 500) {
        let dice = dice.split();
        report.case(&format!("cut {number}"), || {
            let (disk, mut ledger) = cut(&dice);
            let engine = ledger::open(place(&disk), None).map_err(|error| error.to_string())?;
            ledger.check(&engine)?;
            for _ in 0..5 {
                if !ledger.commit(&engine, &dice) {
                    return Err("work does not go on".into());
                }
            }
            let position = engine.position();
            drop(engine);
            let disk = disk.crash(CrashStyle::Torn(dice.seed()));
            let engine = ledger::open(place(&disk), Some(position)).map_err(|error| error.to_string())?;
            ledger.check(&engine)?;
            Ok("kept")
        });
    }
}

/// After a cut the disk fails at its first, second, third ... change during recovery and work: nothing is lost, and
/// work goes on when the disk works again.
pub fn compound(report: &mut Report, dice: Dice, reach: Reach) {
    for number in 0..reach.cases(6, 60) {
        let dice = dice.split();
        let (cut_disk, cut_ledger) = cut(&dice);
        for at in 0.. {
            let dice = dice.split();
            let fault = Fault {
                at,
                kind: if dice.below(2) == 0 {
                    ErrorKind::StorageFull
                } else {
                    ErrorKind::Other
                },
                lasts: dice.below(2) == 0,
            };
            let mut is_past_the_end = false;
            report.case(&format!("cut {number}, then {fault:?}"), || {
                // A separate disk: nothing was pending after the cut.
                let disk = cut_disk.crash(CrashStyle::KeepAll);
                let mut ledger = cut_ledger.clone();
                disk.set_fault(Some(fault));
                match ledger::open(place(&disk), None) {
                    Ok(engine) => {
                        ledger.check(&engine)?;
                        for _ in 0..3 {
                            ledger.commit(&engine, &dice);
                        }
                        let _ = engine.compact();
                        // The data stays readable whatever the disk does.
                        ledger.clone().check(&engine)?;
                    }
                    Err(StoreError::Full | StoreError::Io(_)) => {}
                    Err(error) => return Err(format!("an unclear refusal: {error}")),
                }
                is_past_the_end = disk.changes() <= at;
                disk.set_fault(None);
                let disk = disk.crash(CrashStyle::Torn(dice.seed()));
                let engine = ledger::open(place(&disk), None).map_err(|error| error.to_string())?;
                ledger.check(&engine)?;
                if !ledger.commit(&engine, &dice) {
                    return Err("work does not go on".into());
                }
                Ok("kept")
            });
            if is_past_the_end || at > 200 {
                break;
            }
        }
    }
}

/// Interrupts the writing of a snapshot at its first, second, third ... change: nothing is lost.
pub fn interrupted(report: &mut Report, dice: &Dice, reach: Reach) {
    for number in 0..reach.cases(3, 30) {
        let dice = dice.split();
        let whole = SimulatedDisk::new();
        let mut ledger = Ledger::default();
        let engine = ledger::create(place(&whole)).expect("an empty disk takes a directory");
        for _ in 0..10 + dice.below(40) {
            assert!(ledger.commit(&engine, &dice), "a disk that works takes commits");
        }
        drop(engine);
        for at in 0.. {
            let mut is_past_the_end = false;
            report.case(&format!("snapshot {number}, cut at {at}"), || {
                let disk = whole.crash(CrashStyle::KeepAll);
                let engine = ledger::open(place(&disk), None).map_err(|error| error.to_string())?;
                disk.set_fault(Some(Fault {
                    at,
                    kind: ErrorKind::Other,
                    lasts: true,
                }));
                is_past_the_end = engine.compact().is_ok();
                for style in [CrashStyle::KeepAll, CrashStyle::Torn(dice.seed())] {
                    let disk = disk.crash(style);
                    let engine = ledger::open(place(&disk), None).map_err(|error| error.to_string())?;
                    ledger.clone().check(&engine)?;
                }
                Ok("kept")
            });
            if is_past_the_end || at > 200 {
                break;
            }
        }
    }
}
