//! Compares the cost of operations with the part that they cannot avoid: `cargo xtask bench`.
//!
//! Each line has a figure, the floor measured in the same run, and their ratio. Nothing here passes or fails.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    missing_docs,
    reason = "measuring is reading the clock"
)]

mod directory;
mod figures;
mod growth;
mod opening;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use aws_lc_rs::signature::{self, RsaKeyPair};
use portreeve_commands::App;
use portreeve_core::client::Algorithm;
use portreeve_core::password;
use portreeve_core::ports::Clock;
use serde_json::{Value, json};

use self::directory::{PASSWORD, SystemClock, ask, fill, new_directory, open, signed_in};
use self::figures::{line, median, peak_kib, resident_kib, tell};

fn main() {
    // cargo passes --bench; any other word selects a part to run.
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    if opening::child(&wanted) {
        return;
    }
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
        opening::opening(100_000);
        opening::opening(1_000_000);
    }
    if is_wanted("list") {
        for users in [1_000, 100_000, 1_000_000] {
            list(users);
        }
    }
    if is_wanted("cli") {
        command_line();
    }
    // Takes many minutes, so only where it is asked for.
    if wanted.iter().any(|word| word == "growth") {
        growth::growth();
    }
}

fn sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let app = new_directory(folder.path());
    let mut arena = password::Arena::default();
    let argon2 = median(15, || drop(password::hash(&PASSWORD.into(), [7; 16], &mut arena)));
    let request = json!({ "login": "root", "password": PASSWORD, "kind": "cli" });
    let signed_in = median(15, || {
        drop(ask(&app, None, "session.sign_in", request.clone()).unwrap())
    });
    line("sign-in, against one Argon2id", signed_in, argon2);
    flood(&app);
}

/// Memory of 300 sign-ins by 50 threads, compared with the memory of one Argon2id.
fn flood(app: &App) {
    const ARGON2_KIB: u64 = 19 * 1024;
    let idle = resident_kib();
    std::thread::scope(|scope| {
        for thread in 0..50 {
            scope.spawn(move || {
                for round in 0..6 {
                    let login = format!("nobody-{thread}-{round}");
                    let request = json!({ "login": login, "password": "wrong", "kind": "cli" });
                    ask(app, None, "session.sign_in", request).unwrap_err();
                }
            });
        }
    });
    let added = peak_kib().saturating_sub(idle);
    println!(
        "{:<44} {:>12} {:>12} {:>8.2}",
        "300 sign-ins, memory over idle",
        format!("{} MiB", added / 1024),
        format!("{} MiB", ARGON2_KIB / 1024),
        added as f64 / ARGON2_KIB as f64
    );
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
        drop(ask(&app, Some(&session), "user.create", request).unwrap());
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
                        drop(ask(app, Some(session), "user.create", request).unwrap());
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
    let done = |command: &str, request: Value| -> Value {
        let response = ask(&app, Some(&session), command, request).unwrap();
        serde_json::from_str(response.get()).unwrap()
    };
    done("client.create", json!({ "name": "billing" }));
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
    let claims = done("token.preview", json!({ "client": "billing", "user": "root" }))["claims"].clone();
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
        drop(done(
            "token.issue",
            json!({ "client": "billing", "user": "root" }),
        ))
    });
    line("token.issue with its durable commit", whole, sign);
}

fn list(users: usize) {
    let folder = tempfile::tempdir().unwrap();
    let anchor = fill(folder.path(), users);
    println!("{users} users");
    // The least that a scan of all searchable text costs.
    let text: Vec<u8> = (0..users)
        .flat_map(|_| *b"barbara liskov barbara.liskov barbara@example.org ")
        .collect();
    let finder = memchr::memmem::Finder::new(b"zzz-not-there");
    let scan = median(50, || assert!(finder.find(&text).is_none()));
    drop(text);
    let app = open(folder.path(), Some(anchor));
    let session = signed_in(&app);
    let list = |request: Value| ask(&app, Some(&session), "user.list", request).unwrap();
    let started = Instant::now();
    list(json!({}));
    tell(
        "  first page ever (sorts once)",
        &format!("{:.1?}", started.elapsed()),
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
        drop(ask(&app, Some(&session), "user.update", request).unwrap());
    });
    tell("  change one user (durable)", &format!("{changed:.1?}"));
}

fn command_line() {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target"),
        PathBuf::from,
    );
    let binary = target.join("release/portreeve");
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
