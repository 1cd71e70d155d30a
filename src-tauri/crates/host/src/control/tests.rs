use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use portreeve_commands::directory::wire::KeyLocation;
use portreeve_commands::home::CreateDirectoryRequest;
use portreeve_commands::job::JobProgress;
use portreeve_core::kind::Kind;
use portreeve_core::ports::Clock;
use portreeve_core::secret::SecretText;
use portreeve_testkit::FakeClock;
use serde_json::{Value, json};

use super::*;
use crate::home::Home;
use crate::jobs::Job;
use crate::lock::OwnerLock;
use crate::open_directory::OpenDirectory;

const PASSWORD: &str = "correct horse battery staple";
/// A wait of this length means that a connection was delayed.
const PATIENCE: Duration = Duration::from_secs(10);
/// Low limits, which are quick to reach, but enough time for a loaded machine.
const LIMITS: Limits = Limits {
    connections: 8,
    followers: 2,
    calls: 4,
    long_kib: 1 << 10,
    message: Duration::from_millis(500),
    idle: Duration::from_secs(3600),
};

/// A directory with a server, and its superuser's session.
struct TestApp {
    owner: Arc<OpenDirectory>,
    _listening: Listening,
    _folder: tempfile::TempDir,
    home: Home,
    session: SecretText,
}

impl TestApp {
    fn open(limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"), None);
        home.prepare().unwrap();
        let lock = OwnerLock::try_take(&home).unwrap().unwrap();
        let request = CreateDirectoryRequest {
            team: "Acme".into(),
            superuser: "root".into(),
            password: WireSecret::from(PASSWORD.to_owned()),
            key_location: KeyLocation::PassphraseFile,
            passphrase: Some(WireSecret::from(PASSWORD.to_owned())),
        };
        let owner = Arc::new(OpenDirectory::create(&home, lock, &request).unwrap());
        let listening = listen(&home, owner.clone(), limits).unwrap();
        let mut office = Self {
            owner,
            _listening: listening,
            _folder: folder,
            home,
            session: "none yet".into(),
        };
        office.session = office.sign_in("cli");
        office
    }

    fn client(&self) -> Client {
        Client::connect(&self.home).unwrap().expect("somebody listens")
    }

    fn sign_in(&self, kind: &str) -> SecretText {
        let request = json!({ "login": "root", "password": PASSWORD, "kind": kind });
        let done = self.client().call(None, "session.sign_in", request, None);
        let Ok(done) = done else { panic!("signed in") };
        let response: Value = serde_json::from_str(done.response.get()).unwrap();
        SecretText::from(response["token"].as_str().unwrap())
    }

    fn ask(&self, command: &str, request: Value) -> Result<Value, CommandError> {
        match self.client().call(Some(&self.session), command, request, None) {
            Ok(done) => Ok(serde_json::from_str(done.response.get()).unwrap()),
            Err(crate::connection::CallError::Refused(error)) => Err(error),
            Err(crate::connection::CallError::NotSent) => panic!("{command} did not reach the owner"),
        }
    }

    /// A connection over which nothing has been sent.
    fn connect(&self) -> UnixStream {
        let stream = UnixStream::connect(self.home.control_socket()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    fn say(&self, message: &[u8]) -> UnixStream {
        let mut stream = self.connect();
        stream.write_all(message).unwrap();
        stream
    }

    /// Sends `message` whole. Returns what comes back until the connection closes.
    fn hear(&self, message: &[u8]) -> String {
        let mut stream = self.say(message);
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut heard = Vec::new();
        // A connection that breaks off has sent all that the test wants.
        let _ = stream.read_to_end(&mut heard);
        String::from_utf8_lossy(&heard).into_owned()
    }
}

fn framed(message: &Value) -> Vec<u8> {
    let message = message.to_string().into_bytes();
    let length = u32::try_from(message.len()).unwrap();
    [length.to_be_bytes().as_slice(), &message].concat()
}

#[test]
fn connections_that_say_nothing_or_half_of_it_keep_nobody_waiting() {
    let office = TestApp::open(LIMITS);
    let whole = framed(&json!({ "Call": { "session": null, "command": "key.list", "request": {} } }));
    let cases: [&[u8]; 4] = [b"", &[0, 0], &[0, 0, 1, 0], &whole[..whole.len() - 1]];
    let held: Vec<UnixStream> = (0..10 * LIMITS.connections)
        .map(|number| office.say(cases[number % cases.len()]))
        .collect();
    office.ask("user.list", json!({})).unwrap();
    office.sign_in("cli");
    drop(held);
}

#[test]
fn a_message_has_to_come_in_time_however_it_drips() {
    let office = TestApp::open(LIMITS);
    let mut stream = office.say(&[0, 0, 1, 0]);
    let mut dripping = stream.try_clone().unwrap();
    let (ended, end) = channel::<()>();
    let drip = std::thread::spawn(move || {
        while end.recv_timeout(Duration::from_millis(20)).is_err() && dripping.write_all(b" ").is_ok() {}
    });
    let mut nothing = [0];
    assert_eq!(stream.read(&mut nothing).unwrap_or(0), 0, "it is closed");
    drop(ended);
    drip.join().unwrap();
}

#[test]
fn nobody_stays_who_says_nothing_for_too_long() {
    let idle = Duration::from_millis(50);
    let office = TestApp::open(Limits { idle, ..LIMITS });
    let mut nothing = [0];
    assert_eq!(office.connect().read(&mut nothing).unwrap(), 0);
}

#[test]
fn a_message_is_as_long_as_its_sender_is_allowed() {
    let office = TestApp::open(LIMITS);
    let padded = |bytes: usize| json!({ "filter": " ".repeat(bytes) });
    let refused = |session: Option<&SecretText>, bytes: usize| {
        let call = office.client().call(session, "user.list", padded(bytes), None);
        match call {
            Err(crate::connection::CallError::Refused(error)) => error.message,
            Ok(_) | Err(crate::connection::CallError::NotSent) => panic!("{bytes} bytes were not refused"),
        }
    };
    assert!(refused(None, STRANGERS_BYTES_MAX).contains("longer than 64 KiB"));
    assert!(refused(Some(&office.session), MESSAGE_BYTES_MAX).contains("longer than 1024 KiB"));
    let forged = SecretText::from("prv_forged");
    assert!(!refused(Some(&forged), STRANGERS_BYTES_MAX).contains("longer"));
    // The command itself says that this is too long.
    let words = refused(Some(&office.session), STRANGERS_BYTES_MAX);
    assert!(!words.contains("KiB"), "{words}");

    // Claiming a session does not help.
    let session = office.session.expose();
    let long = json!({ "Call": { "session": session, "command": "user.list", "request": padded(STRANGERS_BYTES_MAX) } });
    assert!(office.hear(&framed(&long)).contains("longer than 64 KiB"));
    assert!(
        office
            .hear(&u32::MAX.to_be_bytes())
            .contains("longer than 64 KiB")
    );
}

#[test]
fn long_messages_that_are_not_finished_share_a_room_and_short_ones_need_none() {
    let message = PATIENCE;
    let office = TestApp::open(Limits { message, ..LIMITS });
    let signed_in = framed(&json!({ "SignedIn": { "session": office.session.expose() } }));
    let call = json!({ "Call": {
        "session": office.session.expose(), "command": "key.list", "request": { "pad": " ".repeat(700 << 10) },
    } });
    let call = framed(&call);
    let begin = |part: &[u8]| {
        let mut stream = office.say(&signed_in);
        let mut here = vec![0; framed(&json!("Here")).len()];
        stream.read_exact(&mut here).unwrap();
        stream.write_all(&part[..4]).unwrap();
        stream
    };
    let held = begin(&call);
    let mut waiting = begin(&call);
    let mut sending = waiting.try_clone().unwrap();
    let rest = call[4..].to_vec();
    let sent = std::thread::spawn(move || sending.write_all(&rest));
    office.ask("key.list", json!({})).unwrap();
    office.sign_in("cli");
    waiting
        .set_read_timeout(Some(Duration::from_millis(200)))
        .unwrap();
    let mut first = [0];
    assert!(waiting.read(&mut first).is_err(), "there is room for one of them");
    drop(held);
    waiting.set_read_timeout(Some(PATIENCE)).unwrap();
    assert_eq!(waiting.read(&mut first).unwrap(), 1, "now it is its turn");
    sent.join().unwrap().unwrap();
}

#[test]
fn an_answer_may_be_longer_than_a_message() {
    let office = TestApp::open(LIMITS);
    let name = "明".repeat(140);
    let people: Vec<Value> = (0..1000)
        .map(|number| {
            json!({ "model": "auth.user", "pk": number, "fields": {
                "username": format!("user{number}"), "first_name": name, "last_name": name, "password": "!",
            } })
        })
        .collect();
    let dump = office.home.folder().with_file_name("dump.json");
    std::fs::write(&dump, Value::from(people).to_string()).unwrap();
    let request = json!({ "path": dump.display().to_string(), "dry_run": false });
    office.ask("import.people", request).unwrap();
    let page =
        json!({ "filter": "", "sort": "login", "descending": false, "page": { "offset": 0, "limit": 1000 } });
    let answer = office.ask("user.list", page).unwrap();
    assert!(
        answer.to_string().len() > MESSAGE_BYTES_MAX,
        "{}",
        answer.to_string().len()
    );
}

#[test]
fn only_who_is_signed_in_follows_and_others_are_answered_beside_them() {
    let office = TestApp::open(LIMITS);
    assert_eq!(
        office.hear(&framed(&json!("Follow"))),
        "",
        "nobody said who it is"
    );
    let forged = json!({ "Follow": { "session": "prv_forged" } });
    assert!(office.hear(&framed(&forged)).contains("Refused"));

    let (told, changed) = channel();
    office.client().follow(&office.session, move |touched| {
        let _ = told.send(touched.clone());
    });
    // Before it follows, it hears of no change.
    let heard = (0..100).any(|number| {
        office
            .ask("group.create", json!({ "name": format!("group {number}") }))
            .unwrap();
        let touched = changed.recv_timeout(Duration::from_millis(100));
        touched.is_ok_and(|touched| touched.kinds.contains(&Kind::Group))
    });
    assert!(heard);
    let follow = framed(&json!({ "Follow": { "session": office.session.expose() } }));
    let held: Vec<UnixStream> = (0..4 * LIMITS.connections).map(|_| office.say(&follow)).collect();
    office.ask("user.list", json!({})).unwrap();
    drop(held);
}

#[test]
fn who_follows_hears_nothing_once_the_session_has_ended() {
    let office = TestApp::open(LIMITS);
    let other = office.sign_in("cli");
    let mut following = office.say(&framed(&json!({ "Follow": { "session": other.expose() } })));
    // The first thing it hears is that it follows.
    let mut length = [0; 4];
    following.read_exact(&mut length).unwrap();
    let mut first = vec![0; u32::from_be_bytes(length) as usize];
    following.read_exact(&mut first).unwrap();
    let Ok(_) = office
        .client()
        .call(Some(&other), "session.sign_out", json!({}), None)
    else {
        panic!("signed out");
    };
    let mut heard = Vec::new();
    following.read_to_end(&mut heard).unwrap();
    assert_eq!(String::from_utf8_lossy(&heard), "");
    let again = framed(&json!({ "Follow": { "session": other.expose() } }));
    assert!(office.hear(&again).contains("Refused"));
}

#[test]
fn a_pipe_is_no_file_to_import_and_keeps_no_place() {
    let office = TestApp::open(LIMITS);
    let pipe = office.home.folder().with_file_name("pipe");
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let call = framed(&json!({ "Call": {
        "session": office.session.expose(), "command": "import.people",
        "request": { "path": pipe.display().to_string(), "dry_run": true },
    } }));
    for _ in 0..4 * LIMITS.connections {
        // The caller leaves at once.
        drop(office.say(&call));
    }
    let error = office
        .ask(
            "import.people",
            json!({ "path": pipe.display().to_string(), "dry_run": true }),
        )
        .unwrap_err();
    assert_eq!(error.reason, "import.unreadable", "{error}");
}

/// Writes a dump of so many people beside the directory, and returns the request to import it.
fn dump(app: &TestApp, people: usize) -> Value {
    let person = |number: usize| {
        json!({ "model": "auth.user", "pk": number, "fields": {
            "username": format!("user{number}"), "password": "!",
        } })
    };
    let path = app.home.folder().with_file_name("dump.json");
    std::fs::write(&path, Value::from_iter((0..people).map(person)).to_string()).unwrap();
    json!({ "path": path.display().to_string(), "dry_run": false })
}

fn people(app: &TestApp) -> u64 {
    let page =
        json!({ "filter": "", "sort": "login", "descending": false, "page": { "offset": 0, "limit": 1 } });
    app.ask("user.list", page).unwrap()["total"].as_u64().unwrap()
}

#[test]
fn a_job_says_over_the_socket_how_far_it_is_and_hears_of_its_cancel() {
    let app = TestApp::open(LIMITS);
    let request = dump(&app, 20_000);
    let (told, hear) = channel();
    let watcher = move |progress: Option<&JobProgress>| {
        let is_far = progress.is_some_and(|progress| progress.done > 0);
        if let Some(progress) = progress {
            let _ = told.send(*progress);
        }
        match is_far {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    };
    let clock: Arc<dyn Clock> = Arc::new(FakeClock::new());
    let job = Job::new(clock, Some(Arc::new(watcher)));
    let called = app
        .client()
        .call(Some(&app.session), "import.people", request, Some(&job));
    let Err(crate::connection::CallError::Refused(error)) = called else {
        panic!("it was not cancelled");
    };
    assert_eq!(error.reason, "cancelled", "{error}");
    assert!(hear.try_iter().any(|progress| progress.done > 0));
    assert_eq!(people(&app), 1);
}

#[test]
fn a_job_whose_caller_goes_away_changes_nothing_and_frees_its_place() {
    let app = TestApp::open(LIMITS);
    let request = dump(&app, 2000);
    let call = framed(&json!({ "Call": {
        "session": app.session.expose(), "command": "import.people", "request": request,
    } }));
    for _ in 0..4 * LIMITS.connections {
        drop(app.say(&call));
    }
    // It takes the place of one of them if they keep theirs.
    app.ask("directory.doctor", json!({})).unwrap();
    assert_eq!(people(&app), 1);
}

#[test]
fn a_window_keeps_its_session_while_it_follows_and_loses_it_when_it_is_gone() {
    let office = TestApp::open(LIMITS);
    let window = office.sign_in("window");
    let ask = json!({ "Follow": { "session": window.expose() } });
    let mut stream = office.say(&framed(&ask));
    // A change that it hears of shows that it follows.
    office
        .ask(
            "permission.add",
            json!({ "permission": "wiki.read", "label": "" }),
        )
        .unwrap();
    stream.read_exact(&mut [0]).unwrap();
    for _ in 0..5 {
        office.owner.windows.look(&office.owner.app);
    }
    let is_live = |session| portreeve_commands::require_signed_in(&office.owner.app, session).is_ok();
    assert!(is_live(&window));

    drop(stream);
    let gone = (0..1000).any(|_| {
        std::thread::park_timeout(PATIENCE / 1000);
        office.owner.windows.look(&office.owner.app);
        !is_live(&window)
    });
    assert!(gone, "nobody noticed");
    assert!(is_live(&office.session), "the command line has no window");
}
