//! What the rules cost over what they cannot do without: `cargo xtask bench`.
//!
//! Each line is a figure, the floor measured in the same run, and their ratio. Nothing here passes or fails.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    missing_docs,
    reason = "measuring is reading the clock"
)]

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_lc_rs::signature::{self, RsaKeyPair};
use portreeve_commands::{App, Founding, Ports, dispatch, found};
use portreeve_core::audit::Via;
use portreeve_core::change::{ChangeSet, Write as Change};
use portreeve_core::client::Algorithm;
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{Clock, Entropy, Files, KeyLocation, Store};
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_core::time::Timestamp;
use portreeve_core::{password, ports};
use portreeve_storage::engine::{Engine, JournaledEngine, Place};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeVault, MemoryFiles, SeededEntropy, event, group, user};
use serde_json::{Value, json};

const PASSWORD: &str = "harbour-lantern-otter";

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap();
        Timestamp::from_unix_ms(since.as_millis() as i64)
    }

    fn monotonic_us(&self) -> u64 {
        0
    }
}

fn main() {
    // cargo passes --bench; a word of one's own picks the parts to run.
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|word| word == part);
    println!("{:<44} {:>12} {:>12} {:>8}", "", "measured", "floor", "ratio");
    if is_wanted("sign-in") {
        sign_in();
    }
    if is_wanted("commit") {
        commits();
    }
    if is_wanted("token") {
        tokens();
    }
    if is_wanted("open") {
        for users in [1_000, 100_000] {
            open_and_list(users);
        }
    }
    if is_wanted("million") {
        open_and_list(1_000_000);
    }
    if is_wanted("cli") {
        command_line();
    }
}

fn sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let app = new_directory(folder.path());
    let argon2 = median(15, || drop(password::hash(&PASSWORD.into(), [7; 16])));
    let request = json!({ "login": "root", "password": PASSWORD, "kind": "cli" });
    let signed_in = median(15, || {
        drop(dispatch(&app, Via::CommandLine, None, "session.sign_in", request.clone()).unwrap())
    });
    line("sign-in, against one Argon2id", signed_in, argon2);
}

fn commits() {
    let folder = tempfile::tempdir().unwrap();
    let app = new_directory(folder.path());
    let session = signed_in(&app);
    let mut file = File::create(folder.path().join("floor")).unwrap();
    let sync = median(200, || {
        file.write_all(&[7; 512]).unwrap();
        file.sync_data().unwrap();
    });
    let mut number = 0;
    let one = median(200, || {
        number += 1;
        let request = json!({ "login": format!("one-{number}") });
        drop(dispatch(&app, Via::CommandLine, Some(&session), "user.create", request).unwrap());
    });
    line("commit (user.create), 1 writer, against fdatasync", one, sync);
    for writers in [8, 64] {
        let each = 1024 / writers;
        let started = Instant::now();
        std::thread::scope(|scope| {
            for writer in 0..writers {
                let (app, session) = (&app, &session);
                scope.spawn(move || {
                    for number in 0..each {
                        let request = json!({ "login": format!("w{writers}-{writer}-{number}") });
                        drop(dispatch(app, Via::CommandLine, Some(session), "user.create", request).unwrap());
                    }
                });
            }
        });
        let per_commit = started.elapsed() / (writers * each) as u32;
        line(
            &format!("commit, {writers} writers, time for each"),
            per_commit,
            sync,
        );
    }
}

fn tokens() {
    let folder = tempfile::tempdir().unwrap();
    let app = new_directory(folder.path());
    let session = signed_in(&app);
    let ask = |command: &str, request: Value| {
        dispatch(&app, Via::CommandLine, Some(&session), command, request).unwrap()
    };
    ask("client.create", json!({ "name": "billing" }));
    let key = portreeve_tokens::generate(Algorithm::Rs256, SystemClock.now()).unwrap();
    let pair = RsaKeyPair::from_pkcs8(key.private.expose()).unwrap();
    let message = vec![7; 700];
    let mut bytes = vec![0; pair.public_modulus_len()];
    let random = aws_lc_rs::rand::SystemRandom::new();
    let sign = median(200, || {
        pair.sign(&signature::RSA_PKCS1_SHA256, &random, &message, &mut bytes)
            .unwrap()
    });
    let public = aws_lc_rs::signature::KeyPair::public_key(&pair).as_ref().to_vec();
    let public = signature::UnparsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, public);
    let verify = median(200, || public.verify(&message, &bytes).unwrap());

    let directory = app.directory();
    let claims = ask("token.preview", json!({ "client": "billing", "user": "root" }))["claims"].clone();
    let claims: portreeve_tokens::AccessClaims = serde_json::from_value(claims).unwrap();
    let signer =
        portreeve_tokens::Signer::new(Algorithm::Rs256, Some(key.public.id.clone()), &key.private).unwrap();
    let issued = median(200, || drop(portreeve_tokens::issue(&signer, &claims).unwrap()));
    line("issue an RS256 token, against the signature", issued, sign);
    let token = portreeve_tokens::issue(&signer, &claims).unwrap();
    let issuer = &directory.profile().unwrap().issuer;
    let verifier = portreeve_tokens::Verifier::Public(&key.public);
    let checked = median(200, || {
        drop(
            portreeve_tokens::verify(token.expose(), &verifier, issuer, "billing", SystemClock.now())
                .unwrap(),
        );
    });
    line("verify it, against the bare verification", checked, verify);
    let whole = median(100, || {
        drop(ask("token.issue", json!({ "client": "billing", "user": "root" })))
    });
    line("token.issue with its durable commit", whole, sign);
}

fn open_and_list(users: usize) {
    let folder = tempfile::tempdir().unwrap();
    let root_key = SecretBytes::new(vec![7; 32]);
    fill(folder.path(), &root_key, users);
    // What a scan of all searchable text costs at least.
    let text: Vec<u8> = (0..users)
        .flat_map(|_| *b"barbara liskov barbara.liskov barbara@example.org ")
        .collect();
    let finder = memchr::memmem::Finder::new(b"zzz-not-there");
    let scan = median(50, || assert!(finder.find(&text).is_none()));
    drop(text);

    // What the engine alone takes to open and read every user: nobody opens a directory in less.
    let started = Instant::now();
    let engine = engine(folder.path(), &root_key, Opening::Existing);
    assert!(engine.scan(b"u").unwrap().len() > users);
    let engine_alone = started.elapsed();
    drop(engine);
    let before = resident_kib();
    let started = Instant::now();
    let app = open(folder.path(), &root_key, Opening::Existing);
    line(
        &format!("open with {users} users, against the engine"),
        started.elapsed(),
        engine_alone,
    );
    println!(
        "{:<44} {:>12}",
        "  resident memory for it",
        format!("{} MiB", (resident_kib() - before) / 1024)
    );
    println!(
        "{:<44} {:>12}",
        "  on disk",
        format!("{} MiB", disk_kib(folder.path()) / 1024)
    );
    let session = signed_in(&app);
    let list =
        |request: Value| dispatch(&app, Via::CommandLine, Some(&session), "user.list", request).unwrap();
    let started = Instant::now();
    list(json!({}));
    println!(
        "{:<44} {:>12}",
        "  first page ever (sorts once)",
        format!("{:.1?}", started.elapsed())
    );
    for filter in [
        "",
        "is:active",
        "liskov",
        "zzz-not-there",
        "group:Editors is:staff -ada",
        "user-77",
    ] {
        let page = median(50, || drop(list(json!({ "filter": filter }))));
        line(&format!("  first page of `{filter}`, against a scan"), page, scan);
    }
    let deep = json!({ "sort": "name", "page": { "offset": users / 2, "limit": 100 } });
    list(deep.clone());
    line(
        "  a page in the middle, by name",
        median(50, || drop(list(deep.clone()))),
        scan,
    );
    let mut number = 0;
    let changed = median(20, || {
        number += 1;
        let request = json!({ "user": format!("user-{number}"), "first_name": format!("Renamed {number}") });
        drop(dispatch(&app, Via::CommandLine, Some(&session), "user.update", request).unwrap());
    });
    println!(
        "{:<44} {:>12}",
        "  change one user (durable)",
        format!("{changed:.1?}")
    );
}

fn command_line() {
    let binary = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target/release/portreeve");
    if !binary.exists() {
        return println!("(no release build of portreeve: `cargo build --release -p portreeve-cli`)");
    }
    let run = |arguments: &[&str], home: &Path| {
        let mut command = std::process::Command::new(&binary);
        command
            .args(arguments)
            .env("PORTREEVE_HOME", home)
            .env_remove("PORTREEVE_PASSPHRASE_FILE");
        assert!(command.output().unwrap().status.success(), "{arguments:?}");
    };
    let floor = median(30, || {
        drop(std::process::Command::new("/bin/true").output().unwrap())
    });
    let folder = tempfile::tempdir().unwrap();
    line(
        "portreeve --version, against /bin/true",
        median(30, || run(&["--version"], folder.path())),
        floor,
    );
    line(
        "portreeve status, no directory yet",
        median(30, || run(&["status"], folder.path())),
        floor,
    );
}

fn fill(folder: &Path, root_key: &SecretBytes, users: usize) {
    let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(users as u64));
    let engine = engine(folder, root_key, Opening::New);
    let store = DirectoryStore::open(engine, root_key, entropy.clone(), Opening::New).unwrap();
    let now = SystemClock.now();
    let founding = Founding::new("Acme", "root", PASSWORD.into()).unwrap();
    found(
        &store,
        &SystemClock,
        entropy.as_ref(),
        DirectoryId::new(now, entropy.as_ref()),
        founding,
    )
    .unwrap();
    let editors = Arc::new(group("Editors", &["people.add_invoice"], now, entropy.as_ref()));
    let commit = |writes: Vec<Change>| {
        store
            .submit(ChangeSet::new(event("fill", now), writes), store.lineage())
            .wait()
            .unwrap();
    };
    commit(vec![Change::Group(editors.clone())]);
    let (first, last) = (
        ["Ada", "Barbara", "Grace", "Zoë", "Łukasz"],
        ["Liskov", "Hopper", "Nowak", "Perlman"],
    );
    let numbers: Vec<usize> = (0..users).collect();
    for thousand in numbers.chunks(1000) {
        let added = thousand.iter().map(|number| {
            let mut added = user(&format!("user-{number}"), now, entropy.as_ref());
            added.first_name = first[number % first.len()].into();
            added.last_name = last[number % last.len()].into();
            added.email = format!("user-{number}@example.org");
            added.is_active = number % 10 != 0;
            added.is_staff = number % 7 == 0;
            if number % 3 == 0 {
                added.groups.insert(editors.id);
            }
            Change::User {
                user: Arc::new(added),
                previous: None,
            }
        });
        commit(added.collect());
    }
}

fn engine(folder: &Path, root_key: &SecretBytes, opening: Opening) -> JournaledEngine {
    let (place, directory) = (Place::folder(folder).unwrap(), DirectoryId::from_bytes([7; 16]));
    match opening {
        Opening::New => JournaledEngine::create(place, root_key, directory).unwrap(),
        Opening::Existing => JournaledEngine::open(place, root_key, directory, None).unwrap(),
    }
}

fn new_directory(folder: &Path) -> App {
    let root_key = SecretBytes::new(vec![7; 32]);
    fill(&folder.join("data"), &root_key, 0);
    open(&folder.join("data"), &root_key, Opening::Existing)
}

fn open(folder: &Path, root_key: &SecretBytes, opening: Opening) -> App {
    let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(SystemClock.now().unix_ms() as u64));
    let store = DirectoryStore::open(
        engine(folder, root_key, opening),
        root_key,
        entropy.clone(),
        opening,
    )
    .unwrap();
    let store: Arc<dyn Store> = Arc::new(store);
    let files: Arc<dyn Files> = Arc::new(MemoryFiles::default());
    let key_location = KeyLocation::PassphraseFile;
    let clock: Arc<dyn ports::Clock> = Arc::new(SystemClock);
    App::open(Ports {
        store,
        vault: Arc::new(FakeVault::default()),
        clock,
        entropy,
        files,
        key_location,
    })
    .unwrap()
}

fn signed_in(app: &App) -> SecretText {
    let request = json!({ "login": "root", "password": PASSWORD, "kind": "cli" });
    dispatch(app, Via::CommandLine, None, "session.sign_in", request).unwrap()["token"]
        .as_str()
        .unwrap()
        .into()
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
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

fn line(what: &str, measured: Duration, floor: Duration) {
    let ratio = measured.as_secs_f64() / floor.as_secs_f64();
    println!(
        "{what:<44} {:>12} {:>12} {ratio:>8.2}",
        format!("{measured:.1?}"),
        format!("{floor:.1?}")
    );
}

/// Resident memory of this process, in KiB; 0 where /proc does not tell.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

fn disk_kib(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let bytes = |entry: std::fs::DirEntry| match entry.file_type().unwrap().is_dir() {
        true => disk_kib(&entry.path()),
        false => entry.metadata().unwrap().len() / 1024,
    };
    entries.map(bytes).sum()
}
