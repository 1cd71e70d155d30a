//! The memory that many sign-ins at once take, as the system counts it for a process of their own.

use std::process::Command;

use serde_json::json;

use crate::test_app::{TestApp, sign_in_with};

/// The environment variable that makes the process the child.
const CHILD: &str = "PORTREEVE_FLOODED";
/// What may be added to an idle process.
const ADDED_KIB_MAX: u64 = 128 * 1024;

const THREADS: usize = 50;

#[test]
fn three_hundred_sign_ins_by_fifty_threads_take_little_memory() {
    check(
        "floods::three_hundred_sign_ins_by_fifty_threads_take_little_memory",
        6,
        None,
    );
}

#[test]
fn sign_ins_with_a_large_argon2_from_elsewhere_take_little_memory() {
    // The memory that Django uses, and the most work that an import accepts.
    let hash = format!(
        "argon2$argon2id$v=19$m=102400,t=3,p=16$c2FsdHNhbHQ${}",
        "A".repeat(43)
    );
    check(
        "floods::sign_ins_with_a_large_argon2_from_elsewhere_take_little_memory",
        1,
        Some(&hash),
    );
}

#[test]
fn sign_ins_with_the_largest_scrypt_take_little_memory() {
    let hash = format!("scrypt$65536$salt$12$1${}==", "A".repeat(86));
    check(
        "floods::sign_ins_with_the_largest_scrypt_take_little_memory",
        1,
        Some(&hash),
    );
}

#[test]
fn sign_ins_with_hashes_that_bring_their_own_memory_take_little() {
    let hash = format!("scrypt$16384$salt$8$1${}==", "A".repeat(86));
    check(
        "floods::sign_ins_with_hashes_that_bring_their_own_memory_take_little",
        3,
        Some(&hash),
    );
}

/// Runs the test once more, alone in a child process. The child makes `each` sign-ins on each of many threads: by
/// people with this `hash`, or with unknown usernames.
fn check(test: &str, each: usize, hash: Option<&str>) {
    if std::env::var_os(CHILD).is_some() {
        return flood(each, hash);
    }
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success(),
        "{told}{}",
        String::from_utf8_lossy(&child.stderr)
    );
    let figure = |name: &str| -> u64 {
        let line = told.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_else(|| panic!("{name}: {told}"))
            .trim()
            .parse()
            .unwrap()
    };
    let (idle, peak) = (figure("idle"), figure("peak"));
    assert!(peak < idle + ADDED_KIB_MAX, "idle {idle} KiB, at most {peak} KiB");
}

fn flood(each: usize, hash: Option<&str>) {
    let office = TestApp::new();
    let login = |number: usize| format!("person-{number}");
    if let Some(hash) = hash {
        let person = |number| {
            let fields = json!({ "username": login(number), "password": hash, "is_active": true });
            json!({ "model": "auth.user", "fields": fields })
        };
        let dump: Vec<_> = (0..THREADS * each).map(person).collect();
        office.files.put("/dump.json", json!(dump).to_string().as_bytes());
        office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }));
    }
    println!("\nidle {}", status("VmRSS:"));
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let office = &office;
            scope.spawn(move || {
                for round in 0..each {
                    let refusal = sign_in_with(&office.app, &login(thread * each + round), "wrong");
                    let reason = refusal.unwrap_err().reason;
                    // Costly ones fill the queue.
                    let is_expected = reason == "wrong_credentials" || hash.is_some() && reason == "busy";
                    assert!(is_expected, "{reason}");
                }
            });
        }
    });
    println!("peak {}", status("VmHWM:"));
}

fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
