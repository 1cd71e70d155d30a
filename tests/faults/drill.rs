//! The restore drill: a directory comes back from its backup unchanged, and a backup with any damaged block is refused
//! before anything is touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use portreeve_commands::ErrorClass;
use serde_json::json;

use crate::cli_fixture::{CliFixture, done, shown};
use crate::dice::Dice;
use crate::row::{Reach, Report, timed};
use crate::test_app::{text, words};

const BLOCK_BYTES: usize = 1 << 10;
/// The longest time for a restore.
const RESTORE_MAX: Duration = Duration::from_secs(30);
/// Enough people that their backup has more than one encrypted chunk.
const PEOPLE: usize = 400;

/// Runs the drill, then damages one block after the other.
pub fn drill(report: &mut Report, dice: Dice, reach: Reach) {
    let people = reach.cases(200, 100_000) as usize;
    report.case(&format!("backup and restore of {people} people"), || {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        come_back(folder.path(), people)
    });
    let folder = tempfile::tempdir().expect("a folder");
    let made = CliFixture::found(folder.path(), PEOPLE)
        .and_then(|desk| desk.back_up(&desk.host(), "team.backup").map(|_| desk));
    let desk = match made {
        Ok(desk) => desk,
        Err(why) => return report.case("a backup to damage", || Err(why)),
    };
    let whole = fs::read(desk.path("team.backup")).expect("the backup");
    let blocks = whole.len().div_ceil(BLOCK_BYTES);
    let step = if reach == Reach::Full {
        1
    } else {
        blocks.div_ceil(6)
    };
    for block in (0..blocks).step_by(step) {
        report.case(&format!("block {block} of {blocks}"), || {
            let mut damaged = whole.clone();
            let start = block * BLOCK_BYTES;
            let length = BLOCK_BYTES.min(whole.len() - start) as u64;
            damaged[start + dice.below(length) as usize] ^= 1 << dice.below(8);
            fs::write(desk.path("damaged.backup"), damaged).expect("a file");
            let before = files(&desk.home());
            if desk.restore("damaged.backup").is_ok() {
                return Err("it was restored".into());
            }
            if files(&desk.home()) != before {
                return Err("something was touched".into());
            }
            Ok("refused, nothing touched")
        });
    }
}

/// Backup, loss, restore: everything is there again, and earlier sign-ins have ended.
fn come_back(folder: &Path, people: usize) -> Result<&'static str, String> {
    let desk = CliFixture::found(folder, people)?;
    let host = desk.host();
    let issued = done(
        &host,
        "token.issue",
        json!({ "client": "app", "user": "person1" }),
    )?;
    let before = shown(&host)?;
    desk.back_up(&host, "team.backup")?;
    drop(host);
    fs::remove_dir_all(desk.home()).map_err(|error| error.to_string())?;
    let (restored, took) = timed(|| desk.restore("team.backup"));
    restored?;
    if took > RESTORE_MAX {
        return Err(format!("restoring took {took:?}"));
    }
    let host = desk.signed_in()?;
    if shown(&host)? != before {
        return Err("it came back as something else".into());
    }
    let refresh = json!({ "refresh_token": text(&issued, "refresh_token") });
    match host.act("token.refresh", refresh) {
        Err(error) if error.is(ErrorClass::WrongCredentials) => {}
        Err(error) => return Err(words(error)),
        Ok(_) => return Err("a refresh token from before the backup: accepted".into()),
    }
    for (command, field) in [("directory.doctor", "is_well"), ("audit.verify", "is_intact")] {
        if done(&host, command, json!({}))?[field] != true {
            return Err(format!("{command} finds fault with it"));
        }
    }
    Ok("came back as it was")
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = crate::folder::files(folder).into_iter();
    let stays = |path: &PathBuf| path.file_name().is_some_and(|name| name != "lock");
    paths
        .filter(stays)
        .map(|path| (path.clone(), fs::read(path).expect("a file")))
        .collect()
}
