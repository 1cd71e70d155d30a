//! One process has the directory open. The others go through it, and never hang on it.

use std::time::Duration;

use crate::cli_fixture::{CliFixture, PASSWORD};
use crate::outcome::{DIRECTORY_EXISTS, DIRECTORY_IN_USE, says};
use crate::owner::Owner;

/// How long a command may wait for an owner that does not answer.
const PATIENCE: Duration = Duration::from_secs(45);

#[test]
fn commands_work_through_the_process_that_has_the_directory_open() {
    let desk = CliFixture::staffed();
    let owner = Owner::start(&desk);
    desk.run(&["user", "add", "ada"]).done();
    desk.run(&["group", "add-member", "Editors", "ada"]).done();
    desk.run_with(&["login", "root", "--password-stdin"], PASSWORD)
        .done();
    let through = desk.state();
    assert_eq!(through["users"]["total"], 62);
    drop(owner);
    assert_eq!(desk.state(), through, "the next process sees the same");
}

#[test]
fn what_was_acknowledged_is_there_after_the_owner_is_killed() {
    let desk = CliFixture::staffed();
    for round in 0..3 {
        let owner = Owner::start(&desk);
        for name in ["ada", "ben", "cleo"] {
            desk.run(&["user", "add", &format!("{name}{round}")]).done();
        }
        owner.kill();
        // The socket file is left over; no process listens.
        let listed = desk.json(&["user", "list"]);
        assert_eq!(
            listed["total"],
            61 + 3 * (round + 1),
            "after kill -9 number {round}"
        );
        desk.run(&["user", "disable", &format!("ada{round}")]).done();
    }
}

#[test]
fn a_second_owner_is_refused_and_the_first_goes_on() {
    let desk = CliFixture::founded();
    let _owner = Owner::start(&desk);
    says(
        &desk.refuses(&["serve"], DIRECTORY_IN_USE),
        &["another Portreeve"],
    );
    let line = [
        "init",
        "--name",
        "Other",
        "--superuser",
        "eve",
        "--password-stdin",
    ];
    desk.refuses_with(&line, "lighthouse-mussel-kite", DIRECTORY_EXISTS);
    desk.run(&["user", "list"]).done();
}

#[test]
fn an_owner_that_does_not_answer_is_told_of_and_waited_for_no_longer() {
    let desk = CliFixture::founded();
    let owner = Owner::start(&desk);
    let before = desk.state();
    owner.stop();
    let lines = [
        &["--json", "user", "list"] as &[&str],
        &["--json", "user", "add", "ada"],
        &["--json", "status"],
    ];
    std::thread::scope(|scope| {
        for line in lines {
            let desk = &desk;
            scope.spawn(move || {
                let outcome = desk.run_within(line, "", PATIENCE);
                let outcome =
                    outcome.unwrap_or_else(|| panic!("{line:?} hangs with an owner that does not answer"));
                says(&outcome.refused(DIRECTORY_IN_USE), &["does not answer"]);
            });
        }
    });
    owner.go_on();
    desk.run(&["user", "list"]).done();
    let after = desk.json(&["user", "list"])["total"].clone();
    assert!(
        after == before["users"]["total"] || after == 2,
        "a change that nobody was told of is whole or absent"
    );
}

#[test]
fn commands_at_the_same_moment_all_succeed() {
    let desk = CliFixture::founded();
    let (desk, names) = (&desk, ["ada", "ben", "cleo", "dov"]);
    std::thread::scope(|scope| {
        let adding = names.map(|name| scope.spawn(move || desk.run(&["user", "add", name]).done()));
        for one in adding {
            one.join().expect("added");
        }
    });
    assert_eq!(desk.json(&["user", "list"])["total"], 5);
}

#[test]
#[cfg(unix)]
fn who_signs_in_is_answered_while_another_program_floods_with_made_up_names() {
    let desk = CliFixture::founded();
    let _owner = Owner::start(&desk);
    let socket = desk.home().join("control");
    let ended = std::sync::atomic::AtomicBool::new(false);
    let (tried, tries_made) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        for number in 0..FLOODING {
            let (socket, ended, tried) = (&socket, &ended, tried.clone());
            scope.spawn(move || {
                let mut tries = 0;
                while !ended.load(std::sync::atomic::Ordering::Relaxed) {
                    tries += 1;
                    try_to_sign_in(socket, &format!("nobody{number}.{tries}"));
                    let _ = tried.send(());
                }
            });
        }
        // The flood has begun: the first connections were accepted, and all others follow.
        tries_made.iter().take(FLOODING / 10).for_each(drop);
        let answered: Vec<_> = (0..3)
            .map(|_| {
                let line = ["login", "root", "--password-stdin"];
                desk.run_within(&line, PASSWORD, PATIENCE)
            })
            .collect();
        ended.store(true, std::sync::atomic::Ordering::Relaxed);
        for one in answered {
            one.expect("it is not kept waiting").done();
        }
    });
}

/// More connections than the owner accepts at once or lets wait.
#[cfg(unix)]
const FLOODING: usize = 200;

/// Tries a wrong password and reads the whole answer.
#[cfg(unix)]
fn try_to_sign_in(socket: &std::path::Path, login: &str) {
    use std::io::{Read, Write};

    let request = serde_json::json!({ "login": login, "password": "x", "kind": "cli" });
    let call =
        serde_json::json!({ "Call": { "session": null, "command": "session.sign_in", "request": request } });
    let message = call.to_string().into_bytes();
    let length = u32::try_from(message.len()).expect("it is short");
    let said = || -> std::io::Result<()> {
        let mut stream = std::os::unix::net::UnixStream::connect(socket)?;
        stream.write_all(&length.to_be_bytes())?;
        stream.write_all(&message)?;
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        stream.read_exact(&mut vec![0; u32::from_be_bytes(length) as usize])
    };
    // A connection that loses its place tries again.
    let _ = said();
}
