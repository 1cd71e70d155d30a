//! Records and files that are whole, but in the wrong place or from another time; and missing files.

use std::fs;
use std::path::Path;

use crate::dice::Dice;
use crate::folder::{self, Specimen, files};
use crate::ledger::{self, judge, judge_salvage};
use crate::row::{Reach, Report};

/// Changes a copy of a directory. `older` is one of its own older copies.
type Deed = fn(&Path, &Path, &Dice);

const DEEDS: &[(&str, Deed)] = &[
    ("swap two records of the state", swap_records),
    ("replay an older record of the state", replay_records),
    ("drop a record of the state", drop_record),
    ("drop a file", |folder, _, dice| {
        fs::remove_file(any_file(folder, dice)).expect("a file")
    }),
    ("empty a file", |folder, _, dice| {
        fs::write(any_file(folder, dice), []).expect("a file")
    }),
    ("zero a file", |folder, _, dice| {
        let path = any_file(folder, dice);
        let length = fs::metadata(&path).expect("a file").len();
        fs::write(path, vec![0; length as usize]).expect("a file");
    }),
    ("zero a page", |folder, _, dice| {
        change(&any_file(folder, dice), dice, |part, _| part.fill(0))
    }),
    ("fill a page with garbage", |folder, _, dice| {
        change(&any_file(folder, dice), dice, |part, dice| {
            part.copy_from_slice(&dice.bytes(part.len() as u64))
        });
    }),
    ("fill a file with garbage", |folder, _, dice| {
        fs::write(any_file(folder, dice), dice.bytes(10_000)).expect("a file");
    }),
    ("cut a file short", |folder, _, dice| {
        let path = any_file(folder, dice);
        let bytes = fs::read(&path).expect("a file");
        let length = dice.below(bytes.len() as u64) as usize;
        fs::write(path, &bytes[..length]).expect("a file");
    }),
    ("put back an older file", |folder, older, dice| {
        let old = files(older);
        let path = &old[dice.below(old.len() as u64) as usize];
        let name = path.strip_prefix(older).expect("below the folder");
        if let Some(parent) = folder.join(name).parent() {
            fs::create_dir_all(parent).expect("a folder");
        }
        fs::copy(path, folder.join(name)).expect("a copy");
    }),
    ("put back the older state", |folder, older, _| {
        fs::remove_dir_all(folder.join("state")).expect("the state");
        folder::copy(&older.join("state"), &folder.join("state"));
    }),
    ("remove the state", |folder, _, _| {
        fs::remove_dir_all(folder.join("state")).expect("the state")
    }),
    ("remove all but the state", |folder, _, _| {
        for path in files(folder).iter().filter(|path| path.parent() == Some(folder)) {
            fs::remove_file(path).expect("a file");
        }
    }),
    ("remove everything", |folder, _, _| {
        fs::remove_dir_all(folder).expect("the folder");
        fs::create_dir(folder).expect("a folder");
    }),
];

/// Every change is repaired, or refused with a clear message; nothing is believed, and no damaged directory opens as a
/// new one.
pub fn transplants(report: &mut Report, dice: Dice, reach: Reach) {
    let early = dice.split();
    for (state, killed) in [("closed", false), ("killed", true)] {
        let specimen = if killed {
            Specimen::killed(&dice)
        } else {
            Specimen::closed(&dice)
        };
        let older = older(&early);
        for number in 0..reach.cases(1, 17) {
            for (name, deed) in DEEDS {
                let dice = dice.split();
                report.case(&format!("{name} ({state}, {number})"), || {
                    let copy = specimen.copy();
                    deed(copy.path(), older.path(), &dice);
                    let opened = ledger::open(folder::place(copy.path()), specimen.anchor);
                    match judge(opened, &mut specimen.ledger.clone())? {
                        "refused" => {
                            judge_salvage(ledger::salvage(folder::place(copy.path())), &specimen.ledger)
                        }
                        ending => Ok(ending),
                    }
                });
            }
        }
    }
}

/// The directory before its last commits.
fn older(dice: &Dice) -> tempfile::TempDir {
    let specimen = Specimen::closed(dice);
    specimen.copy()
}

fn any_file(folder: &Path, dice: &Dice) -> std::path::PathBuf {
    let files = files(folder);
    files[dice.below(files.len() as u64) as usize].clone()
}

/// Changes 4 KiB of data.
fn change(path: &Path, dice: &Dice, how: impl Fn(&mut [u8], &Dice)) {
    let mut bytes = fs::read(path).expect("a file");
    let used = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1);
    let start = dice.below(used as u64) as usize / 4096 * 4096;
    let end = (start + 4096).min(bytes.len());
    how(&mut bytes[start..end], dice);
    fs::write(path, bytes).expect("a file");
}

fn open_state(folder: &Path) -> sled::Db {
    sled::open(folder.join("state")).expect("a whole state opens")
}

fn records(state: &sled::Db) -> Vec<(sled::IVec, sled::IVec)> {
    state
        .scan_prefix(b"u")
        .map(|found| found.expect("a record"))
        .collect()
}

fn swap_records(folder: &Path, _: &Path, dice: &Dice) {
    let state = open_state(folder);
    let records = records(&state);
    let any = || &records[dice.below(records.len() as u64) as usize];
    let ((first, one), (second, other)) = (any(), any());
    state.insert(first, other).expect("it takes it");
    state.insert(second, one).expect("it takes it");
}

fn replay_records(folder: &Path, older: &Path, _: &Dice) {
    let copy = tempfile::tempdir().expect("a folder");
    folder::copy(older, copy.path());
    let state = open_state(folder);
    for (key, value) in records(&open_state(copy.path())) {
        state.insert(key, value).expect("it takes it");
    }
}

fn drop_record(folder: &Path, _: &Path, dice: &Dice) {
    let state = open_state(folder);
    let records = records(&state);
    let (key, _) = &records[dice.below(records.len() as u64) as usize];
    state.remove(key).expect("it takes it");
}
