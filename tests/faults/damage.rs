//! Flips bits in every file of a directory: closed, and after its owner was killed.

use std::fs;

use crate::dice::Dice;
use crate::folder::{self, Specimen, files};
use crate::ledger::{self, judge};
use crate::row::{Reach, Report};

/// A flipped bit is repaired, or refused with a clear message, or lies in unused space; it is never believed.
pub fn flips(report: &mut Report, dice: Dice, reach: Reach) {
    for (name, specimen) in [
        ("closed", Specimen::closed(&dice)),
        ("killed", Specimen::killed(&dice)),
    ] {
        for number in 0..reach.cases(60, 2000) {
            let dice = dice.split();
            report.case(&format!("{name}, flip {number}"), || {
                let copy = specimen.copy();
                let files = files(copy.path());
                let path = &files[dice.below(files.len() as u64) as usize];
                let mut bytes = fs::read(path).expect("a file");
                // Files are mostly zeros behind their data; half of the flips hit the data.
                let used = bytes
                    .iter()
                    .rposition(|byte| *byte != 0)
                    .map_or(0, |last| last + 1);
                let range = if dice.below(8) == 0 { bytes.len() } else { used };
                if range == 0 {
                    return Ok("an empty file");
                }
                let at = dice.below(range as u64) as usize;
                bytes[at] ^= 1 << dice.below(8);
                fs::write(path, bytes).expect("a file");
                let opened = ledger::open(folder::place(copy.path()), specimen.anchor);
                judge(opened, &mut specimen.ledger.clone())
                    .map_err(|why| format!("byte {at} of {}: {why}", path.display()))
            });
        }
    }
}
