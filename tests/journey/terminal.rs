//! Asks for a password on a terminal, which must show typed text again however the question ends.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};
use serde_json::json;

use crate::cli_fixture::CliFixture;
use crate::{process, tools};

/// The time between two looks at the terminal.
const STEP: Duration = Duration::from_millis(5);

/// A terminal: the person's end, and the program's end.
fn terminal() -> (File, File) {
    let typing = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&typing).expect("a terminal of one's own");
    unlockpt(&typing).expect("a terminal that opens");
    let name = ptsname(&typing, Vec::new()).expect("its name");
    let program = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("its other end");
    (typing.into(), program.into())
}

fn shows_what_is_typed(terminal: &File) -> bool {
    let modes = tcgetattr(terminal)
        .expect("the modes of the terminal")
        .local_modes;
    modes.contains(LocalModes::ECHO)
}

/// Starts the command line at a terminal.
fn at_terminal(desk: &CliFixture, program: &File, arguments: &[&str]) -> Child {
    let opened = || program.try_clone().expect("the terminal once more");
    // A session of its own, so that the program uses this terminal.
    desk.command("setsid")
        .arg("--ctty")
        // Tests in the background of a shell ignore Ctrl+C, and so would their children.
        .args(["env", "--default-signal"])
        .arg(tools::portreeve())
        .args(arguments)
        .stdin(opened())
        .stdout(opened())
        .stderr(opened())
        .spawn()
        .expect("setsid, of util-linux")
}

fn end_of(program: &mut Child) -> ExitStatus {
    let mut ended = None;
    wait_until("the program goes on", || {
        ended = program.try_wait().expect("the state of the program");
        ended.is_some()
    });
    ended.expect("it has ended")
}

/// How the question ends.
enum End {
    /// With a key.
    CtrlC,
    /// With a signal from another process.
    Terminated,
}

#[test]
fn a_terminal_shows_what_is_typed_again_after_a_password_prompt_is_broken_off() {
    let desk = CliFixture::founded();
    for (end, signal) in [(End::CtrlC, Signal::INT), (End::Terminated, Signal::TERM)] {
        let (mut typing, program) = terminal();
        assert!(shows_what_is_typed(&program));
        let mut asking = at_terminal(&desk, &program, &["login", "root"]);
        wait_until("no password is asked for", || !shows_what_is_typed(&program));
        match end {
            End::CtrlC => typing.write_all(b"\x03").expect("a key"),
            End::Terminated => {
                let id = i32::try_from(asking.id()).ok().and_then(Pid::from_raw);
                kill_process(id.expect("an id"), signal).expect("a signal");
            }
        }
        assert_eq!(end_of(&mut asking).signal(), Some(signal.as_raw()));
        assert!(shows_what_is_typed(&program), "after {signal:?}");
    }
}

fn wait_until(otherwise: &str, mut is_so: impl FnMut() -> bool) {
    let mut waited = Duration::ZERO;
    while !is_so() {
        assert!(waited < process::LIMIT, "{otherwise}");
        std::thread::park_timeout(STEP);
        waited += STEP;
    }
}

#[test]
fn long_work_says_how_far_it_is_and_ctrl_c_leaves_nothing_of_it() {
    let desk = CliFixture::founded();
    let people: Vec<_> = (0..100_000)
        .map(|number| {
            let fields = json!({ "username": format!("user{number}"), "password": "!" });
            json!({ "model": "auth.user", "pk": number, "fields": fields })
        })
        .collect();
    let dump = desk.file("dump.json", json!(people).to_string());
    let (mut typing, program) = terminal();
    let dump = dump.to_str().expect("a path in UTF-8");
    let mut importing = at_terminal(&desk, &program, &["import", "django", dump]);
    let shown = Arc::new(Mutex::new(String::new()));
    let (showing, mut screen) = (shown.clone(), typing.try_clone().expect("the terminal once more"));
    std::thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(length) = screen.read(&mut piece) {
            let text = String::from_utf8_lossy(&piece[..length]).into_owned();
            showing.lock().expect("the screen").push_str(&text);
        }
    });
    let is_shown = |text: &str| shown.lock().expect("the screen").contains(text);
    wait_until("nothing says how far it is", || is_shown(" left"));
    typing.write_all(b"\x03").expect("a key");
    assert_eq!(end_of(&mut importing).code(), Some(130));
    wait_until("nothing says what is so", || is_shown("; nothing was changed"));
    let people = desk.json(&["user", "list"]);
    assert_eq!(people["total"], 1);
}
