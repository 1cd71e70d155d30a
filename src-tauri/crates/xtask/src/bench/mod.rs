//! `cargo xtask bench`: compares costs with their floors, and prints the saved ratios beside them.

mod ratio;
mod table;

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use self::table::{Row, Table};
use crate::tools::{cargo, command};
use crate::workspace;

/// Measures and prints; the arguments go to the benchmarks. With `--keep`, saves the ratios in docs/benchmarks.md,
/// unless the machine was busy.
pub fn bench(arguments: &[&str]) -> ExitCode {
    let (keep, parts): (Vec<&str>, Vec<&str>) = arguments.iter().partition(|word| **word == "--keep");
    match measure(!keep.is_empty(), &parts) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("cargo xtask bench: {why}");
            ExitCode::FAILURE
        }
    }
}

fn measure(is_kept: bool, parts: &[&str]) -> Result<(), String> {
    // Read before the build, which is load, too.
    let load = load();
    if is_kept && load.is_some_and(|load| load > cores() as f64 / 4.0) {
        let load = load.unwrap_or_default();
        return Err(format!(
            "the machine is busy (load {load}), and noise is not kept; nothing was measured"
        ));
    }
    let mut table = Table::read(&file())?;
    let store = [
        "bench",
        "--package",
        "portreeve-storage",
        "--features",
        "bench-sqlite",
        "--bench",
        "commits",
        "--",
    ];
    let whole = ["bench", "--package", "portreeve-host", "--bench", "ratios", "--"];
    // The released command line is measured, too.
    let command_line = ["build", "--release", "--package", "portreeve-cli"];
    let steps = [
        cargo(&command_line),
        cargo(&[&store[..], parts].concat()),
        cargo(&[&whole[..], parts].concat()),
    ];
    let mut lines = Vec::new();
    for mut step in steps {
        lines.extend(print_through(&mut step)?);
    }
    let ratios = ratio::read(&lines);
    println!("\n{}", table.beside(&ratios));
    if is_kept {
        let (commit, machine) = (commit()?, machine());
        for (what, ratio) in ratios {
            table.keep(Row {
                what,
                ratio,
                commit: commit.clone(),
                machine: machine.clone(),
            });
        }
        table.write(&file())?;
        println!("Kept in docs/benchmarks.md.");
    }
    Ok(())
}

fn file() -> PathBuf {
    workspace::root().join("docs/benchmarks.md")
}

/// Runs the command and passes its output on at once. Returns its lines.
fn print_through(command: &mut Command) -> Result<Vec<String>, String> {
    let failed = |error: std::io::Error| format!("cargo did not run: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut lines = Vec::new();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|out| BufReader::new(out).lines())
    {
        let line = line.map_err(failed)?;
        println!("{line}");
        lines.push(line);
    }
    match child.wait().map_err(failed)? {
        ended if ended.success() => Ok(lines),
        ended => Err(format!("a step failed: {ended}")),
    }
}

/// How many programs wanted to run over the last minute, if the system says so.
fn load() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/loadavg").ok()?;
    told.split_whitespace().next()?.parse().ok()
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn commit() -> Result<String, String> {
    let described = command("git", &["describe", "--always", "--dirty", "--exclude", "*"]).output();
    match described {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        }
        _ => Err("git does not say which commit this is; nothing was kept".to_owned()),
    }
}

/// "Linux, 2 cores, AMD EPYC"
fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.map(|line| line.trim_start_matches([' ', '\t', ':']));
    let mut system = std::env::consts::OS.to_owned();
    system[..1].make_ascii_uppercase();
    let known = [
        Some(system),
        Some(format!("{} cores", cores())),
        model.map(str::to_owned),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
