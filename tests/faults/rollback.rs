//! Puts back a whole older copy of the directory. Everything in it is valid; only the anchor contradicts it. If a
//! person repairs it all the same, its sign-ins have ended.

use std::fs;
use std::path::Path;

use portreeve_commands::ErrorClass;
use portreeve_commands::session::wire::MeResponse;
use portreeve_commands::wire::Nothing;
use portreeve_core::ports::StoreError;
use portreeve_host::HostSession;
use serde_json::json;

use crate::cli_fixture::{CliFixture, done};
use crate::dice::Dice;
use crate::folder::{copy, place};
use crate::ledger::{self, Ledger};
use crate::row::{Reach, Report};
use crate::test_app::{text, words};

/// Older copies of the store, then of whole directories.
pub fn rollbacks(report: &mut Report, dice: Dice, reach: Reach) {
    of_the_store(report, &dice, reach);
    of_the_directory(report, reach);
    report.case("one from before a restore", before_a_restore);
    report.case("one from before a repair", before_a_repair);
    report.case("one that went on elsewhere", gone_on_elsewhere);
}

/// Every older copy is refused as one, and the current one opens.
fn of_the_store(report: &mut Report, dice: &Dice, reach: Reach) {
    let live = tempfile::tempdir().expect("a folder");
    let mut ledger = Ledger::default();
    drop(ledger::create(place(live.path())).expect("an empty folder takes a directory"));
    let mut copies = Vec::new();
    for number in 0..reach.cases(10, 50) {
        let engine = ledger::open(place(live.path()), None).expect("it opens");
        for _ in 0..=dice.below(4) {
            assert!(ledger.commit(&engine, dice), "a disk that works takes commits");
        }
        if number % 7 == 3 {
            engine.compact().expect("a disk that works takes a snapshot");
        }
        drop(engine);
        let copied = tempfile::tempdir().expect("a folder");
        copy(live.path(), copied.path());
        copies.push(copied);
    }
    let engine = ledger::open(place(live.path()), None).expect("it opens");
    assert!(ledger.commit(&engine, dice), "a disk that works takes commits");
    let anchor = engine.position();
    drop(engine);
    for (number, older) in copies.iter().enumerate() {
        report.case(&format!("copy {number}"), || {
            match ledger::open(place(older.path()), Some(anchor)) {
                Err(StoreError::RolledBack { .. }) => Ok("refused"),
                Err(error) => Err(format!("refused as something else: {error}")),
                Ok(_) => Err("it was opened".into()),
            }
        });
    }
    report.case("the present one", || {
        let engine = ledger::open(place(live.path()), Some(anchor)).map_err(|error| error.to_string())?;
        ledger.check(&engine).map(|()| "opened")
    });
}

/// The directory that a restore has replaced does not open again, so its sign-ins stay ended.
fn before_a_restore() -> Result<&'static str, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let desk = CliFixture::found(folder.path(), 5)?;
    desk.back_up(&desk.host(), "backup")?;
    // The old directory goes further than the restored one.
    done(&desk.host(), "user.create", json!({ "login": "later" }))?;
    desk.restore("backup")?;
    put_back(&desk, &desk.home().join("replaced-1"))?;
    refused(&desk)
}

/// The same for a directory that a repair has replaced.
fn before_a_repair() -> Result<&'static str, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let desk = CliFixture::found(folder.path(), 5)?;
    let older = tempfile::tempdir().map_err(|error| error.to_string())?;
    copy(&desk.home(), older.path());
    done(&desk.host(), "user.create", json!({ "login": "later" }))?;
    put_back(&desk, older.path())?;
    refused(&desk)?;
    desk.host().repair().map_err(words)?;
    put_back(&desk, &desk.home().join("replaced-1"))?;
    refused(&desk)
}

/// A copy with more commits than the original is no later state of it.
fn gone_on_elsewhere() -> Result<&'static str, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let desk = CliFixture::found(folder.path(), 5)?;
    let other = tempfile::tempdir().map_err(|error| error.to_string())?;
    copy(folder.path(), other.path());
    fs::remove_dir_all(other.path().join("state")).map_err(|error| error.to_string())?;
    let elsewhere = CliFixture::at(other.path());
    fs::set_permissions(elsewhere.home(), mode_of(&desk.home())?).map_err(|error| error.to_string())?;
    for number in 0..5 {
        done(
            &elsewhere.host(),
            "user.create",
            json!({ "login": format!("elsewhere{number}") }),
        )?;
    }
    done(&desk.host(), "user.create", json!({ "login": "here" }))?;
    put_back(&desk, &elsewhere.home())?;
    refused(&desk)
}

/// Replaces the current directory by the one in `folder`.
fn put_back(desk: &CliFixture, folder: &Path) -> Result<(), String> {
    let data = desk.home().join("data");
    fs::remove_dir_all(&data).map_err(|error| error.to_string())?;
    copy(&folder.join("data"), &data);
    fs::set_permissions(&data, mode_of(&folder.join("data"))?).map_err(|error| error.to_string())
}

fn mode_of(folder: &Path) -> Result<fs::Permissions, String> {
    let about = fs::metadata(folder).map_err(|error| error.to_string())?;
    Ok(about.permissions())
}

fn refused(desk: &CliFixture) -> Result<&'static str, String> {
    let trouble = desk.host().status().map_err(words)?.trouble;
    match trouble.map(|trouble| trouble.reason).as_deref() {
        Some("directory.rolled_back") => Ok("refused"),
        other => Err(format!("refused as {other:?}")),
    }
}

/// An older copy of a directory, and refresh tokens that its store accepts.
struct Older {
    folder: tempfile::TempDir,
    /// The current token of its family.
    current: String,
    /// The previous token, just used.
    used: String,
    /// The successor, issued after the copy.
    next: String,
}

/// Every older copy is refused. After a repair no one is signed in, and no earlier token works.
fn of_the_directory(report: &mut Report, reach: Reach) {
    let folder = tempfile::tempdir().expect("a folder");
    let made = CliFixture::found(folder.path(), 5).and_then(|desk| {
        let copies = (0..reach.cases(3, 50)).map(|_| older(&desk)).collect();
        let copies: Result<Vec<Older>, String> = copies;
        // The original goes on, and its session ends.
        desk.host().sign_out().map_err(words)?;
        Ok((desk, copies?))
    });
    let (desk, copies) = match made {
        Ok(made) => made,
        Err(why) => return report.case("copies of a directory", || Err(why)),
    };
    let anchors = tempfile::tempdir().expect("a folder");
    copy(&desk.anchors(), anchors.path());
    for (number, older) in copies.iter().enumerate() {
        report.case(&format!("copy {number} of a directory"), || {
            for (from, to) in [
                (older.folder.path(), desk.home()),
                (anchors.path(), desk.anchors()),
            ] {
                fs::remove_dir_all(&to).map_err(|error| error.to_string())?;
                copy(from, &to);
            }
            fs::set_permissions(desk.home(), older.permissions()).map_err(|error| error.to_string())?;
            go_on(&desk, older)
        });
    }
}

impl Older {
    fn permissions(&self) -> fs::Permissions {
        let metadata = fs::metadata(self.folder.path()).expect("a folder");
        metadata.permissions()
    }
}

/// A copy of the current directory with a session; the original goes on afterwards.
fn older(desk: &CliFixture) -> Result<Older, String> {
    let refreshed = |host: &HostSession, token: &str| {
        let answer = done(host, "token.refresh", json!({ "refresh_token": token }))?;
        Ok::<_, String>(text(&answer, "refresh_token"))
    };
    let host = desk.host();
    let issued = done(
        &host,
        "token.issue",
        json!({ "client": "app", "user": "person1" }),
    )?;
    let used = text(&issued, "refresh_token");
    let current = refreshed(&host, &used)?;
    drop(host);
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    copy(&desk.home(), folder.path());
    let next = refreshed(&desk.host(), &current)?;
    Ok(Older {
        folder,
        current,
        used,
        next,
    })
}

/// The copy is refused, then repaired; then it accepts nothing from before.
fn go_on(desk: &CliFixture, older: &Older) -> Result<&'static str, String> {
    let host = desk.host();
    let refused = host
        .status()
        .map_err(words)?
        .trouble
        .map(|trouble| trouble.reason);
    if refused.as_deref() != Some("directory.rolled_back") {
        return Err(format!("refused as {refused:?}"));
    }
    host.repair().map_err(words)?;
    match host.ask::<_, MeResponse>("session.me", &Nothing {}) {
        Err(error) if error.class == ErrorClass::NotSignedIn => {}
        Err(error) => return Err(words(error)),
        Ok(_) => return Err("a session of before: accepted".into()),
    }
    drop(host);
    let host = desk.signed_in()?;
    for (which, token) in [
        ("present", &older.current),
        ("used", &older.used),
        ("next", &older.next),
    ] {
        match host.act("token.refresh", json!({ "refresh_token": token })) {
            Err(error) if error.is(ErrorClass::WrongCredentials) => {}
            Err(error) => return Err(words(error)),
            Ok(_) => return Err(format!("the {which} refresh token of before: accepted")),
        }
    }
    Ok("refused, then repaired: nothing of before was taken")
}
