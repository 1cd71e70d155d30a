//! An attacker cannot try a thousand passwords, and cannot lock out a person with wrong ones.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;

use std::time::{Duration, Instant};

use portreeve_commands::CommandError;
use portreeve_core::ports::Clock;
use portreeve_core::time::Timestamp;
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, sign_in, sign_in_with};

fn wrong(office: &TestApp, login: &str) -> CommandError {
    sign_in_with(&office.app, login, "wrong").unwrap_err()
}

fn guess_thrice(office: &TestApp, login: &str) {
    for _ in 0..3 {
        assert_eq!(wrong(office, login).reason, "wrong_credentials");
    }
}

/// Adds people with these password hashes.
fn import(office: &TestApp, people: &[(&str, &str)]) {
    let entry = |(login, hash): &(&str, &str)| json!({ "model": "auth.user", "fields": { "username": login, "password": hash, "is_active": true } });
    let dump: Vec<Value> = people.iter().map(entry).collect();
    office.files.put("/dump.json", json!(dump).to_string().as_bytes());
    office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }));
}

#[test]
fn after_three_wrong_ones_the_next_is_checked_a_second_later() {
    let office = TestApp::new();
    guess_thrice(&office, "root");
    let refusal = wrong(&office, "root");
    assert_eq!(refusal.reason, "password.too_many_attempts");
    assert_eq!(refusal.hint.as_deref(), Some("try again in 1 second"));
    // The right password is refused as well; otherwise the answer would tell that it is right.
    assert_eq!(sign_in(&office.app, "root").unwrap_err(), refusal);
    office.clock.advance_secs(1);
    assert_eq!(wrong(&office, "root").reason, "wrong_credentials");
    assert_eq!(wrong(&office, "root").reason, "password.too_many_attempts");
    office.clock.advance_secs(1);
    sign_in(&office.app, "root").unwrap();
    guess_thrice(&office, "root");
}

#[test]
fn an_account_that_is_not_there_is_answered_like_one_that_is() {
    let office = TestApp::new();
    office.done(
        "user.create",
        json!({ "login": "disabled", "password": PASSWORD }),
    );
    office.done("user.disable", json!({ "user": "disabled" }));
    office.done("user.create", json!({ "login": "passwordless" }));
    let answers = ["root", "nobody", "disabled", "passwordless"].map(|login| {
        let answer: Vec<_> = (0..5).map(|_| wrong(&office, login)).collect();
        office.clock.advance_secs(1);
        (answer, wrong(&office, login))
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[test]
fn however_a_name_is_written_its_attempts_are_counted_together() {
    let office = TestApp::new();
    for login in ["root", "ROOT", "ｒoot"] {
        wrong(&office, login);
    }
    assert_eq!(wrong(&office, "Root").reason, "password.too_many_attempts");
}

#[test]
fn attempts_are_remembered_over_a_restart() {
    let mut office = TestApp::new();
    guess_thrice(&office, "root");
    guess_thrice(&office, "nobody");
    office.restart();
    for login in ["root", "nobody"] {
        assert_eq!(
            wrong(&office, login).reason,
            "password.too_many_attempts",
            "{login}"
        );
    }
    office.clock.advance_secs(1);
    sign_in(&office.app, "root").unwrap();
    office.restart();
    guess_thrice(&office, "root");
}

#[test]
fn attempts_are_counted_on_a_full_disk_too() {
    let office = TestApp::new();
    office.fill_disk(true);
    guess_thrice(&office, "root");
    assert_eq!(wrong(&office, "root").reason, "password.too_many_attempts");
}

#[test]
fn of_many_wrong_ones_at_once_three_are_checked() {
    let office = Arc::new(TestApp::new());
    let attempts: Vec<_> = (0..32)
        .map(|_| {
            let office = office.clone();
            std::thread::spawn(move || wrong(&office, "root").reason)
        })
        .collect();
    let codes: Vec<_> = attempts
        .into_iter()
        .map(|attempt| attempt.join().unwrap())
        .collect();
    let checked = codes.iter().filter(|code| **code == "wrong_credentials");
    assert_eq!(checked.count(), 3, "{codes:?}");
}

#[test]
fn of_many_wrong_ones_that_wait_for_each_other_one_a_second_is_checked() {
    const SECONDS: usize = 6;
    let office = Arc::new(TestApp::new());
    for _ in 0..3 {
        wrong(&office, "root");
    }
    let (checked, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| {
                while !is_over.load(Ordering::SeqCst) {
                    if wrong(&office, "root").reason == "wrong_credentials" {
                        checked.fetch_add(1, Ordering::SeqCst);
                    }
                }
            });
        }
        for _ in 0..SECONDS {
            std::thread::park_timeout(Duration::from_millis(40));
            office.clock.advance_secs(1);
        }
        std::thread::park_timeout(Duration::from_millis(40));
        is_over.store(true, Ordering::SeqCst);
    });
    let checked = checked.into_inner();
    assert!((1..=SECONDS).contains(&checked), "{checked} in {SECONDS} s");
}

#[test]
fn of_many_right_ones_at_once_all_are_let_in() {
    let office = Arc::new(TestApp::new());
    let attempts: Vec<_> = (0..32)
        .map(|_| {
            let office = office.clone();
            std::thread::spawn(move || sign_in(&office.app, "root").map(drop))
        })
        .collect();
    for attempt in attempts {
        attempt.join().unwrap().unwrap();
    }
}

#[test]
fn wherever_a_password_is_asked_for_attempts_are_counted() {
    let office = TestApp::new();
    office.member("ada", &[]);
    let check = |user: &str, password: &str| {
        office.ask(
            "user.check_password",
            json!({ "user": user, "password": password }),
        )
    };
    for _ in 0..3 {
        assert_eq!(check("ada", "wrong").unwrap()["matches"], false);
    }
    assert_eq!(
        check("ada", PASSWORD).unwrap_err().reason,
        "password.too_many_attempts"
    );
    assert_eq!(
        sign_in(&office.app, "ada").unwrap_err().reason,
        "password.too_many_attempts"
    );
    for _ in 0..3 {
        assert_eq!(
            office.refused("session.confirm", json!("wrong")),
            "wrong_credentials"
        );
    }
    let kit = json!({ "folder": "/kit", "password": PASSWORD });
    for (command, request) in [
        ("session.confirm", json!(PASSWORD)),
        ("recovery_kit.create", kit),
        (
            "user.check_password",
            json!({ "user": "root", "password": PASSWORD }),
        ),
    ] {
        assert_eq!(
            office.refused(command, request),
            "password.too_many_attempts",
            "{command}"
        );
    }
    office.clock.advance_secs(1);
    office.done("session.confirm", json!(PASSWORD));
    assert_eq!(check("ada", PASSWORD).unwrap()["matches"], true);
}

#[test]
fn somebody_elses_attempts_do_not_keep_who_is_signed_in_waiting() {
    let office = TestApp::new();
    for _ in 0..20 {
        wrong(&office, "root");
    }
    office.done("session.confirm", json!(PASSWORD));
}

#[test]
fn a_refused_attempt_is_in_the_trail() {
    let office = TestApp::new();
    guess_thrice(&office, "root");
    wrong(&office, "root");
    let event = office.last_event();
    assert_eq!(
        (&event["reason"], &event["targets"][0]["name"]),
        (&json!("password.too_many_attempts"), &json!("root"))
    );
}

/// The costliest hash that an import accepts takes about ten times as long as Portreeve's own.
#[test]
fn costly_hashes_hold_up_each_other_and_nobody_else() {
    let office = Arc::new(TestApp::new());
    let hash = format!("pbkdf2_sha256$2000000$salt${}=", "A".repeat(43));
    let names: Vec<String> = (0..6).map(|number| format!("costly-{number}")).collect();
    let people: Vec<_> = names.iter().map(|name| (name.as_str(), hash.as_str())).collect();
    import(&office, &people);
    let (done, finished) = channel();
    let costly: Vec<_> = names
        .into_iter()
        .map(|name| {
            let (office, done) = (office.clone(), done.clone());
            std::thread::spawn(move || {
                wrong(&office, &name);
                done.send(name).unwrap();
            })
        })
        .collect();
    sign_in(&office.app, "root").unwrap();
    done.send("root".to_owned()).unwrap();
    costly.into_iter().for_each(|attempt| attempt.join().unwrap());
    let order: Vec<_> = finished.try_iter().collect();
    let place = order.iter().position(|name| name == "root").unwrap();
    assert!(place < 3, "{order:?}");
}

struct RealClock(Instant);

impl Clock for RealClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_ms(1_777_798_800_000).plus_ms(self.monotonic_us() / 1000)
    }

    fn monotonic_us(&self) -> u64 {
        self.0.elapsed().as_micros() as u64
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
fn a_no_takes_as_long_whatever_kind_of_hash_there_is_and_whether_there_is_any() {
    let office = TestApp::new();
    let costly = format!("pbkdf2_sha256$1000000$salt${}=", "A".repeat(43));
    let cheap = format!("pbkdf2_sha256$1000$salt${}=", "A".repeat(43));
    let weak = "md5$salt$95eb7defb87b53bb37615481645bfcd9";
    import(
        &office,
        &[
            ("costly", &costly),
            ("cheap", &cheap),
            ("weak", weak),
            ("disabled", &costly),
        ],
    );
    office.done("user.disable", json!({ "user": "disabled" }));
    let app = office.by_clock(Arc::new(RealClock(Instant::now())));
    // The first one measures how long the costliest takes.
    sign_in_with(&app, "somebody", "wrong").unwrap_err();
    let quickest = ["root", "nobody", "costly", "cheap", "weak", "disabled"].map(|login| {
        let attempt = |_| {
            let began = Instant::now();
            let refusal = sign_in_with(&app, login, "wrong").unwrap_err();
            assert_eq!(refusal.reason, "wrong_credentials");
            began.elapsed()
        };
        (0..3).map(attempt).min().unwrap()
    });
    let (least, most) = (quickest.iter().min().unwrap(), quickest.iter().max().unwrap());
    assert!(
        *least > Duration::from_millis(50),
        "nothing was waited for: {quickest:?}"
    );
    assert!(most.as_secs_f64() / least.as_secs_f64() < 1.3, "{quickest:?}");
}

#[test]
fn a_login_that_nobody_can_have_is_refused_before_it_is_looked_at() {
    let office = TestApp::new();
    for login in [
        "\u{fdfa}".repeat(21_000),
        "a\u{301}".repeat(20_000),
        "x".repeat(65_000),
    ] {
        let error = sign_in_with(&office.app, &login, PASSWORD).unwrap_err();
        assert_eq!(error.reason, "invalid_request", "{error}");
    }
    // An unknown name, as long as a name can be, in its longest spelling.
    let error = sign_in_with(&office.app, &"\u{1f82}".repeat(150), PASSWORD).unwrap_err();
    assert_eq!(error.reason, "wrong_credentials", "{error}");
}
