//! A disk that is full to every level: a simulated one, and a real one if the machine allows it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use portreeve_core::ports::StoreError;
use portreeve_storage::disk::SimulatedDisk;
use portreeve_storage::engine::{Batch, Engine, Place};

use crate::dice::Dice;
use crate::kill::tell;
use crate::ledger::{self, Ledger};
use crate::row::{Reach, Report};
use crate::{folder, power};

const LEVEL_BYTES: u64 = 4 << 10;
const COMMITS: u64 = 60;
/// The longest time for a level of a real disk.
const LEVEL_MAX: Duration = Duration::from_secs(30);
/// The good ends of a level.
const ENDINGS: [&str; 2] = ["refused, then went on", "there was room"];

/// A disk that can be filled.
trait Filling {
    fn place(&self) -> Place;
    /// Leaves `left` free bytes.
    fn fill(&self, left: u64) -> Result<(), String>;
    /// Frees space again.
    fn clear(&self) -> Result<(), String>;
}

impl Filling for SimulatedDisk {
    fn place(&self) -> Place {
        power::place(self)
    }

    fn fill(&self, left: u64) -> Result<(), String> {
        self.set_capacity(Some(self.used() + left));
        Ok(())
    }

    fn clear(&self) -> Result<(), String> {
        self.set_capacity(None);
        Ok(())
    }
}

/// A small file system in memory, mounted at a folder and filled by one file.
struct Mounted<'a>(&'a Path);

impl Filling for Mounted<'_> {
    fn place(&self) -> Place {
        folder::place(&self.0.join("data"))
    }

    fn fill(&self, left: u64) -> Result<(), String> {
        let path = self.0.join("ballast");
        let mut length = 0;
        let page = vec![0; LEVEL_BYTES as usize];
        let mut file = fs::File::create(&path).map_err(|error| error.to_string())?;
        while std::io::Write::write_all(&mut file, &page).is_ok() {
            length += LEVEL_BYTES;
        }
        file.set_len(length.saturating_sub(left))
            .map_err(|error| error.to_string())
    }

    fn clear(&self) -> Result<(), String> {
        fs::remove_file(self.0.join("ballast")).map_err(|error| error.to_string())
    }
}

/// Every level, on both kinds of disk.
pub fn levels(report: &mut Report, dice: Dice, reach: Reach) {
    for number in 0..reach.cases(40, 200) {
        let dice = dice.split();
        report.case(&format!("level {number}"), || {
            level(&SimulatedDisk::new(), &dice, number)
        });
    }
    let levels = reach.cases(20, 200);
    match mounted(dice.seed(), levels) {
        Ok(endings) => {
            for number in 0..levels as usize {
                let ending = endings
                    .get(number)
                    .map_or("it hung or died, here or before", String::as_str);
                report.case(&format!("level {number} of a real disk"), || {
                    let known = ENDINGS.into_iter().find(|known| *known == ending);
                    known.ok_or_else(|| ending.to_owned())
                });
            }
        }
        Err(why) => report.skip("a real disk", why),
    }
}

/// A full disk refuses commits with a clear message. What was acknowledged stays readable, also for a process that
/// opens the directory then, and work goes on when there is space again.
fn level(disk: &dyn Filling, dice: &Dice, level: u64) -> Result<&'static str, String> {
    let mut ledger = Ledger::default();
    let engine = ledger::create(disk.place()).map_err(|error| error.to_string())?;
    for _ in 0..10 {
        ledger.commit(&engine, dice);
    }
    disk.fill(level * LEVEL_BYTES)?;
    let mut refused = 0;
    for number in 0..COMMITS {
        refused += u64::from(!ledger.commit_of(&engine, dice, 40_000));
        if number % 20 == 19 {
            match engine.compact() {
                Ok(()) | Err(StoreError::Full) => {}
                Err(error) => return Err(format!("an unclear refusal: {error}")),
            }
        }
        if refused > 0 {
            let refusal = engine.commit(Batch::default()).map_err(StoreError::from).err();
            if !matches!(refusal, None | Some(StoreError::Full)) {
                return Err(format!("an unclear refusal: {refusal:?}"));
            }
        }
    }
    ledger.forget_uncertain();
    ledger.check(&engine)?;
    drop(engine);
    let engine = ledger::open(disk.place(), None).map_err(|error| format!("while full: {error}"))?;
    ledger.check(&engine)?;
    disk.clear()?;
    if !ledger.commit(&engine, dice) {
        return Err("work does not go on when there is room".into());
    }
    drop(engine);
    let engine = ledger::open(disk.place(), None).map_err(|error| error.to_string())?;
    ledger.check(&engine)?;
    Ok(if refused > 0 { ENDINGS[0] } else { ENDINGS[1] })
}

/// The levels of a real disk, in a process that mounts one for itself; or why that is impossible.
fn mounted(seed: u64, levels: u64) -> Result<Vec<String>, String> {
    let mount = "mount -t tmpfs -o size=64m tmpfs \"$1\" && exec \"$0\" --fill \"$@\"";
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut why = String::new();
    // As root, or as root of a user namespace.
    for unshare in [&["--mount"] as &[&str], &["--mount", "--user", "--map-root-user"]] {
        let mut child = Command::new("unshare")
            .args(unshare)
            .args(["sh", "-c", mount])
            .arg(&this)
            .arg(folder.path())
            .args([seed.to_string(), levels.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("unshare: {error}"))?;
        let endings = told(&mut child);
        let _ = child.kill();
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        if !endings.is_empty() {
            return Ok(endings);
        }
        why = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    }
    Err(why)
}

/// The lines that `child` prints, until it ends or prints nothing for too long.
fn told(child: &mut Child) -> Vec<String> {
    let (sender, lines) = channel();
    let out = child.stdout.take().expect("a pipe");
    std::thread::spawn(move || {
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        lines.for_each(|line| drop(sender.send(line)));
    });
    std::iter::from_fn(|| lines.recv_timeout(LEVEL_MAX).ok()).collect()
}

/// Becomes the process with the real disk, if the arguments say so. Prints how each level ended.
pub fn child(arguments: &[String]) -> Option<ExitCode> {
    let [role, folder, seed, levels] = arguments else {
        return None;
    };
    if role != "--fill" {
        return None;
    }
    let (dice, levels) = (Dice::new(seed.parse().ok()?), levels.parse().ok()?);
    for number in 0..levels {
        let dice = dice.split();
        let disk = Mounted(Path::new(folder));
        let ending = level(&disk, &dice, number);
        tell(&ending.map_or_else(|why| why, str::to_owned));
        // A leftover does no harm: the next level starts afresh.
        let _ = disk.clear();
        let _ = fs::remove_dir_all(Path::new(folder).join("data"));
    }
    Some(ExitCode::SUCCESS)
}
