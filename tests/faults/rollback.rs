//! A whole older copy of the directory, put back. Everything in it is in order; only the anchor knows better.

use portreeve_core::ports::StoreError;

use crate::dice::Dice;
use crate::folder::{copy, place};
use crate::ledger::{self, Ledger};
use crate::row::{Reach, Report};

/// Every older copy is refused as what it is, and the present one opens.
pub fn rollbacks(report: &mut Report, dice: Dice, reach: Reach) {
    let live = tempfile::tempdir().expect("a folder");
    let mut ledger = Ledger::default();
    drop(ledger::create(place(live.path())).expect("an empty folder takes a directory"));
    let mut copies = Vec::new();
    for number in 0..reach.cases(10, 50) {
        let engine = ledger::open(place(live.path()), None).expect("it opens");
        for _ in 0..=dice.below(4) {
            assert!(ledger.commit(&engine, &dice), "a disk that works takes commits");
        }
        if number % 7 == 3 {
            engine.compact().expect("a disk that works takes a snapshot");
        }
        drop(engine);
        let copied = tempfile::tempdir().expect("a folder");
        copy(live.path(), copied.path());
        copies.push(copied);
    }
    let engine = ledger::open(place(live.path()), None).expect("it opens");
    assert!(ledger.commit(&engine, &dice), "a disk that works takes commits");
    let anchor = engine.position();
    drop(engine);
    for (number, older) in copies.iter().enumerate() {
        report.case(&format!("copy {number}"), || {
            match ledger::open(place(older.path()), Some(anchor)) {
                Err(StoreError::RolledBack { .. }) => Ok("refused"),
                Err(error) => Err(format!("refused as something else: {error}")),
                Ok(_) => Err("it was opened".into()),
            }
        });
    }
    report.case("the present one", || {
        let engine = ledger::open(place(live.path()), Some(anchor)).map_err(|error| error.to_string())?;
        ledger.check(&engine).map(|()| "opened")
    });
}
