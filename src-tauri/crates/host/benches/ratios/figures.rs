//! Prints figures beside the floors they are compared with.

use std::path::Path;
use std::time::{Duration, Instant};

pub fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

pub fn line(what: &str, measured: Duration, floor: Duration) {
    let ratio = measured.as_secs_f64() / floor.as_secs_f64();
    println!(
        "{what:<44} {:>12} {:>12} {ratio:>8.2}",
        format!("{measured:.1?}"),
        format!("{floor:.1?}")
    );
}

/// Prints a figure without a floor.
pub fn tell(what: &str, figure: &str) {
    println!("{what:<44} {figure:>12}");
}

/// Resident memory of this process, in KiB; 0 if /proc does not say.
pub fn resident_kib() -> u64 {
    status_kib("VmRSS:")
}

/// The peak of that so far.
pub fn peak_kib() -> u64 {
    status_kib("VmHWM:")
}

fn status_kib(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// The size of a file, or of the files in a folder, in KiB.
pub fn disk_kib(path: &Path) -> u64 {
    let metadata = std::fs::metadata(path).unwrap();
    if !metadata.is_dir() {
        return metadata.len() / 1024;
    }
    let entries = std::fs::read_dir(path).unwrap();
    entries.map(|entry| disk_kib(&entry.unwrap().path())).sum()
}
