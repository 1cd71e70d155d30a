use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use portreeve_commands::directory::wire::{DirectoryResponse, KeyLocation};
use portreeve_commands::home::HomeState;
use portreeve_core::ports::{Clock, SecretStoreError};
use portreeve_core::time::Timestamp;
use serde_json::json;

use super::*;
use crate::machine::Machine;

fn secret(text: &str) -> WireSecret {
    serde_json::from_value(text.into()).unwrap()
}

/// Makes a directory of Acme with a passphrase file.
fn make(home: &Home) {
    let request = CreateDirectoryRequest {
        team: "Acme".into(),
        superuser: "root".into(),
        password: secret("correct horse battery staple"),
        key_location: KeyLocation::PassphraseFile,
        passphrase: Some(secret("harbour lantern seal")),
    };
    HostSession::new(home.clone(), SessionKind::Window)
        .create_directory(request)
        .unwrap();
}

#[test]
fn a_key_file_that_is_gone_is_told_before_anybody_is_asked_for_its_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    make(&home);
    std::fs::remove_file(home.key_file()).unwrap();
    let status = HostSession::new(home, SessionKind::Window).status().unwrap();
    assert_eq!((status.state, status.is_key_missing), (HomeState::Damaged, true));
}

#[test]
fn a_host_session_that_is_left_has_closed_the_directory() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    // A window's host session, which lets other processes in as long as it exists.
    make(&home);
    assert!(OwnerLock::try_take(&home).unwrap().is_some());
}

#[test]
fn a_directory_that_another_process_holds_in_silence_is_waited_for_and_then_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    make(&home);
    let _silent = OwnerLock::try_take(&home).unwrap().unwrap();
    let patience = std::time::Duration::from_millis(300);
    let passphrase = SecretText::from("harbour lantern seal");
    let opened = HostSession::new(home.waiting(patience), SessionKind::Window).connection(Some(&passphrase));
    assert!(opened.is_err_and(|error| error.is(Reason::DIRECTORY_IN_USE)));
}

#[test]
fn the_clock_and_the_keychain_are_those_of_the_machine_that_was_given() {
    struct Stopped(Timestamp);
    impl Clock for Stopped {
        fn now(&self) -> Timestamp {
            self.0
        }
        fn monotonic_us(&self) -> u64 {
            0
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let at = Timestamp::from_unix_ms(1_777_798_800_000);
    let machine = Machine::new(Arc::new(Stopped(at)), || {
        Err(SecretStoreError::Unavailable("none here".into()))
    });
    let home = Home::at(folder.path().join("home"), None).on(machine);
    make(&home);
    let host = HostSession::new(home, SessionKind::Window);
    assert!(!host.status().unwrap().keychain_available);
    host.open_directory(OpenDirectoryRequest {
        passphrase: secret("harbour lantern seal"),
    })
    .unwrap();
    host.sign_in("root", secret("correct horse battery staple"))
        .unwrap();
    let shown: DirectoryResponse = host.ask("directory.show", &Nothing {}).unwrap();
    assert_eq!(shown.created_at, at.to_string());
}

#[test]
fn a_passphrase_that_opens_the_key_of_a_damaged_directory_is_not_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let [whole, damaged] = ["whole", "damaged"].map(|name| Home::at(folder.path().join(name), None));
    make(&whole);
    // Everything but the data.
    damaged.prepare().unwrap();
    std::fs::copy(whole.manifest(), damaged.manifest()).unwrap();
    std::fs::copy(whole.key_file(), damaged.key_file()).unwrap();

    let host = HostSession::new(damaged, SessionKind::Window);
    assert_eq!(host.status().unwrap().state, HomeState::PassphraseNeeded);
    let passphrase = secret("harbour lantern seal");
    let error = host
        .open_directory(OpenDirectoryRequest { passphrase })
        .unwrap_err();
    assert_eq!(error.reason, "damaged");
    let status = host.status().unwrap();
    assert_eq!((status.state, status.trouble), (HomeState::Damaged, Some(error)));
    // Without data nothing can be verified; but the key is at hand.
    assert_eq!(host.repair().unwrap_err().reason, "damaged");
}

/// A window at the directory of Acme, signed in.
fn window(home: &Home) -> HostSession {
    let host = HostSession::new(home.clone(), SessionKind::Window);
    host.open_directory(OpenDirectoryRequest {
        passphrase: secret("harbour lantern seal"),
    })
    .unwrap();
    host.sign_in("root", secret("correct horse battery staple"))
        .unwrap();
    host
}

fn sessions(host: &HostSession) -> usize {
    let all: portreeve_commands::session::wire::SessionListResponse =
        host.ask("session.list", &Nothing {}).unwrap();
    all.sessions.len()
}

#[test]
fn a_window_that_closes_ends_its_session() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    make(&home);
    let first = window(&home);
    first.close();
    let left = sessions(&window(&home));
    // The session that made the directory was never closed.
    assert_eq!(left, 2);
}

#[test]
fn sessions_of_windows_that_were_killed_end_a_while_after_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    make(&home);
    drop(window(&home));
    let host = window(&home);
    assert_eq!(sessions(&host), 3);
    let connection = host.connection(None).unwrap();
    let Connection::Here(owner) = connection.as_ref() else {
        panic!("it owns the directory")
    };
    owner.windows.expect_back(&owner.app);
    for _ in 0..5 {
        owner.windows.look(&owner.app);
    }
    assert_eq!(sessions(&host), 1, "its own");
}

#[test]
fn the_sign_in_page_knows_whose_directory_it_is_and_who_was_there_last() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    make(&home);
    let host = HostSession::new(home, SessionKind::Window);
    let passphrase = secret("harbour lantern seal");
    let status = host.open_directory(OpenDirectoryRequest { passphrase }).unwrap();
    assert_eq!(status.state, HomeState::SignedOut);
    assert_eq!(status.team.as_deref(), Some("Acme"));
    assert_eq!(status.last_login.as_deref(), Some("root"));
}

/// A host session whose jobs wait for a word at each step, and the two ends to speak to them.
fn held(home: &Home, kind: SessionKind) -> (Arc<HostSession>, Receiver<()>, Sender<()>) {
    let (told, hear) = channel();
    let (go, wait) = channel::<()>();
    let ends = Mutex::new((told, wait));
    let host = HostSession::new(home.clone(), kind).watching(move |progress| {
        let (told, wait) = &*ends.lock().unwrap();
        if progress.is_some() && told.send(()).is_ok() {
            // Once the test has left, everything goes on.
            let _ = wait.recv();
        }
        ControlFlow::Continue(())
    });
    (Arc::new(host), hear, go)
}

/// A window at a new directory, signed in as root, in which a check has begun.
fn in_a_check(
    home: &Home,
) -> (
    Arc<HostSession>,
    Sender<()>,
    JoinHandle<Result<Answered, CommandError>>,
) {
    make(home);
    let (host, hear, go) = held(home, SessionKind::Window);
    let passphrase = secret("harbour lantern seal");
    host.open_directory(OpenDirectoryRequest { passphrase }).unwrap();
    host.sign_in("root", secret("correct horse battery staple"))
        .unwrap();
    let doing = host.clone();
    let doing = std::thread::spawn(move || doing.act("directory.doctor", json!({})));
    hear.recv().unwrap();
    (host, go, doing)
}

#[test]
fn a_job_goes_on_over_a_lock_says_so_in_numbers_and_is_cancelled_once_it_is_unlocked() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    let (host, go, doing) = in_a_check(&home);
    host.lock().unwrap();
    let jobs = host.answer("jobs", json!({})).unwrap();
    assert_eq!(jobs["jobs"][0]["command"], "directory.doctor");
    assert_eq!(jobs["jobs"][0]["progress"]["stage"], "comparing");
    let id = jobs["jobs"][0]["id"].clone();
    let locked = host.answer("cancel_job", json!({ "id": id })).unwrap_err();
    assert_eq!(locked.reason, "locked");
    host.unlock(secret("correct horse battery staple")).unwrap();
    let jobs = host.answer("cancel_job", json!({ "id": id })).unwrap();
    assert_eq!(jobs["jobs"][0]["is_cancelled"], true);
    drop(go);
    let error = doing.join().unwrap().err().unwrap();
    assert_eq!(error.reason, "cancelled");
    assert!(error.message.ends_with("the rest is not checked"), "{error}");
    assert!(host.jobs().jobs.is_empty());
}

#[test]
fn another_host_session_sees_no_job_of_this_one_and_cancels_none() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    let (host, go, doing) = in_a_check(&home);
    let id = host.jobs().jobs[0].id;
    let other = window(&home);
    assert!(other.jobs().jobs.is_empty());
    other.cancel_job(id).unwrap();
    other.sign_out().unwrap();
    drop(go);
    assert!(doing.join().unwrap().is_ok());
}

#[test]
fn signing_out_cancels_what_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"), None);
    let (host, go, doing) = in_a_check(&home);
    host.sign_out().unwrap();
    drop(go);
    assert_eq!(doing.join().unwrap().err().unwrap().reason, "cancelled");
}
