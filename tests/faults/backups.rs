//! Backups and restores of a live directory, killed at any moment: afterwards the old state or the new one is there,
//! whole.

use std::fs;
use std::path::Path;
use std::time::Duration;

use portreeve_host::HostSession;
use serde_json::{Value, json};

use crate::cli_fixture::{CliFixture, done, shown};
use crate::dice::Dice;
use crate::kill::{killed, tell};
use crate::row::{Reach, Report};

const BACKUP: &str = "team.backup";
/// The backups that are restored alternately.
const BACKUPS: [&str; 2] = ["one.backup", "other.backup"];

/// Adds a person and backs up, for ever. Prints the number of people in each backup.
pub fn back_up_for_ever(folder: &Path) {
    let desk = CliFixture::at(folder);
    let host = desk.host();
    let mut count = people(&host).expect("it opens");
    tell("began");
    loop {
        count += 1;
        let login = json!({ "login": format!("late{count}") });
        done(&host, "user.create", login).expect("it takes somebody");
        let backed_up = desk.back_up(&host, BACKUP).expect("it can be backed up");
        tell(&backed_up.to_string());
    }
}

/// Kills that process. The backup file is always whole, and is the newest one printed or a later one.
pub fn while_backing_up(report: &mut Report, dice: &Dice, reach: Reach) {
    let folder = tempfile::tempdir().expect("a folder");
    let founded = CliFixture::found(folder.path(), 200).and_then(|desk| {
        let people = desk.back_up(&desk.host(), BACKUP)?;
        Ok((desk, people))
    });
    let (desk, mut in_backup) = match founded {
        Ok(founded) => founded,
        Err(why) => return report.case("a directory to back up", || Err(why)),
    };
    let mut in_directory = in_backup;
    for number in 0..reach.cases(4, 700) {
        let wait = Duration::from_millis(dice.below(60));
        report.case(&format!("backup {number}, killed after {wait:?}"), || {
            let told = last_told(&killed("--back-up", folder.path(), wait)?);
            let host = desk.host();
            let (found, present) = (desk.rehearse(&host, BACKUP)?, people(&host)?);
            // One more person may have been added and backed up before it was printed.
            let (backups, directories) = match told {
                Some(told) => ([told, told + 1], told..=told + 1),
                None => ([in_backup, in_directory + 1], in_directory..=in_directory + 1),
            };
            if !backups.contains(&found) || !directories.contains(&present) || found > present {
                return Err(format!(
                    "{found} people are in the backup and {present} in the directory; told of {told:?} after \
                     {in_backup} and {in_directory}"
                ));
            }
            (in_backup, in_directory) = (found, present);
            Ok("a whole backup")
        });
    }
}

/// Restores two backups alternately, for ever. Prints the number of people in each.
pub fn restore_for_ever(folder: &Path) {
    let desk = CliFixture::at(folder);
    tell("began");
    for name in BACKUPS.iter().cycle() {
        let restored = desk.restore(name).expect("it can be restored");
        tell(&restored.to_string());
    }
}

/// Kills that process. The directory opens, and is exactly the last one printed or the next.
pub fn while_restoring(report: &mut Report, dice: &Dice, reach: Reach) {
    let folder = tempfile::tempdir().expect("a folder");
    let founded = CliFixture::found(folder.path(), 200).and_then(|desk| {
        let host = desk.host();
        desk.back_up(&host, BACKUPS[0])?;
        let one = shown(&host)?;
        done(&host, "user.create", json!({ "login": "late" }))?;
        desk.back_up(&host, BACKUPS[1])?;
        let other = shown(&host)?;
        Ok((desk, [one, other]))
    });
    let (desk, states) = match founded {
        Ok(founded) => founded,
        Err(why) => return report.case("a directory to restore", || Err(why)),
    };
    let mut present = 1;
    for number in 0..reach.cases(4, 700) {
        let wait = Duration::from_millis(dice.below(400));
        report.case(&format!("restore {number}, killed after {wait:?}"), || {
            let told = killed("--restore", folder.path(), wait)?.len() - 1;
            let host = desk.signed_in()?;
            let found = shown(&host)?;
            drop(host);
            // The first backup is restored first, whichever was there.
            let last = if told == 0 { present } else { (told + 1) % 2 };
            let next = told % 2;
            present = [last, next]
                .into_iter()
                .find(|which| states[*which] == found)
                .ok_or_else(|| format!("after {told} restores it is neither the last nor the next"))?;
            sweep(&desk)
        });
    }
}

/// Removes what restores set aside, and fails if one is half-done.
fn sweep(desk: &CliFixture) -> Result<&'static str, String> {
    for entry in fs::read_dir(desk.home()).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if matches!(name.as_str(), "restored" | "restored.placing") {
            return Err(format!("{name} is left"));
        }
        if name.starts_with("replaced-") {
            fs::remove_dir_all(path).map_err(|error| error.to_string())?;
        }
    }
    Ok("the one or the other, whole")
}

fn people(host: &HostSession) -> Result<u64, String> {
    let users: Value = done(host, "user.list", json!({ "limit": 1 }))?;
    users["total"].as_u64().ok_or_else(|| "no total".into())
}

fn last_told(lines: &[String]) -> Option<u64> {
    lines.iter().rev().find_map(|line| line.parse().ok())
}
