//! A clock that jumps while the directory is open, while it is closed, and after its owner was killed. What has ended
//! stays ended, nothing lasts longer or begins earlier than it should, and once the clock is right again work goes on.

use portreeve_commands::{ErrorClass, back_up_if_due};
use portreeve_core::clock::TOLERANCE_SECS;
use portreeve_core::secret::SecretText;
use portreeve_core::session::SessionKind;
use portreeve_core::time::Timestamp;
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::row::{Reach, Report};
use crate::test_app::{Ending, TestApp, text, words};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// Lifetimes: of an app's tokens, and of the grace period in which a used refresh token is answered again.
const ACCESS_SECS: u32 = 10 * 60;
/// Access tokens are valid this much longer, because other computers' clocks differ.
const LEEWAY_SECS: u32 = 30;
const REFRESH_SECS: u32 = 3600;
const GRACE_SECS: u32 = 15;
/// The shortest lifetime. Within it, the directory may not have written down the time.
const BRIEF_SECS: u32 = 10;
/// How long an unused session lasts; its use is recorded to the minute.
const SESSION_SECS: u32 = SessionKind::Window.idle_secs_max() + 61;
/// After how many days a backup is due.
const BACKUP_DAYS: u32 = 30;

/// A change of the clock.
#[derive(Clone, Copy, Debug)]
enum Jump {
    /// Forward or back, in seconds.
    By(i64),
    /// To a time, in seconds since 1970.
    To(i64),
    /// Back by slightly less than is noticed, at every look.
    Creeping,
}

const JUMPS: [Jump; 12] = [
    Jump::By(-60),
    Jump::By(-HOUR),
    Jump::By(-DAY),
    Jump::By(-YEAR),
    Jump::To(0),
    // Before 1970, and the first possible year.
    Jump::To(-YEAR),
    Jump::To(-62_135_596_800),
    Jump::Creeping,
    Jump::By(60),
    Jump::By(DAY),
    Jump::By(YEAR),
    // Beyond the last year that can be written.
    Jump::By(9000 * YEAR),
];

/// How much longer in all things may last after a jump that counts as a correction.
const CORRECTION_SECS: u32 = TOLERANCE_SECS;
const CREEP_SECS: u32 = 100;

/// Every jump, with the directory open and closed.
pub fn torture(report: &mut Report, dice: Dice, reach: Reach) {
    let endings = [None, Some(Ending::Closed), Some(Ending::Killed)];
    for (number, jump) in JUMPS.into_iter().enumerate() {
        let meanwhile = match reach {
            Reach::Short => &endings[number % endings.len()..][..1],
            Reach::Full => &endings,
        };
        for ending in meanwhile {
            let dice = dice.split();
            let meanwhile = ending.map_or("open".to_owned(), |ending| format!("{ending:?}"));
            report.case(&format!("{jump:?}, {meanwhile}"), || {
                Pass::begin(&dice)?.go(jump, *ending)
            });
        }
    }
}

/// Everything issued at one time.
struct Issued {
    session: SecretText,
    access: String,
    refresh: String,
    /// A used refresh token.
    spent: String,
}

/// One full run: from creating a directory until everything that it issued has ended.
struct Pass {
    office: TestApp,
    /// The time that a right clock shows.
    right: Timestamp,
    is_creeping: bool,
}

impl Pass {
    fn begin(dice: &Dice) -> Result<Self, String> {
        let mut office = TestApp::found(dice)?;
        for (name, refresh_secs) in [("app", REFRESH_SECS), ("brief", BRIEF_SECS)] {
            let app = json!({
                "name": name, "algorithm": "EdDSA", "access_secs": ACCESS_SECS, "refresh_secs": refresh_secs,
            });
            office.done("client.create", app)?;
        }
        office.add_member("ada")?;
        Ok(Self {
            right: office.wall(),
            office,
            is_creeping: false,
        })
    }

    fn go(mut self, jump: Jump, ending: Option<Ending>) -> Result<&'static str, String> {
        let over = self.issue()?;
        self.wait(SESSION_SECS);
        self.refuses(&over, "before the jump")?;
        let good = self.issue()?;
        self.office.confirm()?;
        self.office.done("backup.create", backup())?;
        let brief = self
            .office
            .done("token.issue", json!({ "client": "brief", "user": "ada" }))?;
        let brief = text(&brief, "refresh_token");
        self.wait(BRIEF_SECS);
        for _ in 0..2 {
            self.refuses_refresh(&brief, "a brief token before the jump")?;
            self.wait(1);
        }
        self.jump(jump, ending)?;
        self.refuses_refresh(&brief, "a brief token after the jump")?;
        self.refuses(&over, "after the jump")?;
        if self.office.wall() > self.right {
            self.ahead(&over, &good)
        } else {
            self.behind(&over, good, jump)
        }
    }

    /// With a clock that is behind, everything ends on time, as if the clock were right.
    fn behind(&mut self, over: &Issued, mut good: Issued, jump: Jump) -> Result<&'static str, String> {
        let late_by = match jump {
            Jump::By(-60) | Jump::Creeping => CORRECTION_SECS,
            _ => 1,
        };
        self.accepts(&mut good, "after the jump")?;
        self.wait(GRACE_SECS + late_by);
        self.refuses_refresh(&good.spent, "a spent token, its grace over")?;
        self.wait(ACCESS_SECS + LEEWAY_SECS - GRACE_SECS);
        self.refuses_access(&good.access, "an access token, its time over")?;
        self.wait(REFRESH_SECS - ACCESS_SECS - LEEWAY_SECS);
        self.refuses_refresh(&good.refresh, "a refresh token, its time over")?;
        self.wait(SESSION_SECS);
        self.refuses(&good, "their time over")?;

        let mut late = self.issue()?;
        self.accepts(&mut late, "issued by a clock that is behind")?;
        self.set_right();
        self.restart()?;
        self.accepts(&mut late, "with the right clock again")?;
        self.refuses(over, "with the right clock again")?;
        self.refuses(&good, "with the right clock again")?;
        self.is_right()?;
        self.wait(SESSION_SECS + late_by);
        self.refuses(&late, "at last")?;
        self.jump(Jump::By(-20 * DAY), None)?;
        self.wait(BACKUP_DAYS * DAY as u32);
        self.needs_backup("its time over")?;
        Ok("went back: nothing lasted longer")
    }

    /// A clock that is ahead is believed; its effects end when a superuser accepts the right time.
    fn ahead(&mut self, over: &Issued, good: &Issued) -> Result<&'static str, String> {
        let by = self.office.wall().unix_secs() - self.right.unix_secs();
        let mut early = self.issue()?;
        self.accepts(&mut early, "issued by a clock that is ahead")?;
        self.office.confirm()?;
        self.office.done("backup.create", backup())?;
        let schedule = json!({
            "folder": "/backups", "every_days": 1, "keep": 3, "passphrase": "seven quiet gulls",
        });
        let planned = self.office.done("backup.schedule", schedule)?;
        self.set_right();
        self.restart()?;
        self.refuses(over, "with the right clock again")?;
        if by <= i64::from(TOLERANCE_SECS) {
            self.accepts(&mut early, "with the right clock again")?;
            self.wait(SESSION_SECS + CORRECTION_SECS);
            self.refuses(&early, "at last")?;
            return Ok("went ahead by no more than a correction");
        }
        // The status says so, and signing in still works.
        let shown = self.office.done("directory.show", json!({}))?;
        if shown["clock_behind_secs"].is_null() {
            return Err("a clock that was ahead is not told of".into());
        }
        self.office.sign_in("ada", "cli")?;
        self.office.done("clock.accept", json!({}))?;
        self.is_right()?;
        for restarts in [false, true] {
            if restarts {
                self.restart()?;
            }
            self.refuses(&early, "dated in the future")?;
            self.refuses_session(&good.session, "of before the right clock was accepted")?;
            self.refuses_refresh(
                &good.refresh,
                "a refresh token of before the right clock was accepted",
            )?;
            self.refuses(over, "of before the right clock was accepted")?;
        }
        self.needs_backup("dated in the future")?;
        back_up_if_due(self.office.app());
        let made = self.office.done("backup.status", json!({}))?["made"]["at"].clone();
        if made == planned["made"]["at"] {
            return Err("the schedule waits for a backup of the future".into());
        }
        let mut late = self.issue()?;
        self.restart()?;
        self.accepts(&mut late, "issued by the right clock")?;
        self.wait(SESSION_SECS);
        self.refuses(&late, "at last")?;
        Ok("went ahead: put right")
    }

    fn issue(&mut self) -> Result<Issued, String> {
        let app = json!({ "client": "app", "user": "ada" });
        let session = self.office.sign_in("ada", "window")?;
        let issued = self.office.done("token.issue", app.clone())?;
        let spent = text(&self.office.done("token.issue", app)?, "refresh_token");
        self.office
            .done("token.refresh", json!({ "refresh_token": spent }))?;
        Ok(Issued {
            session,
            access: text(&issued, "access_token"),
            refresh: text(&issued, "refresh_token"),
            spent,
        })
    }

    /// Asserts that all of it is valid. Exchanges the refresh token for its successor.
    fn accepts(&mut self, issued: &mut Issued, when: &str) -> Result<(), String> {
        let me = self.office.ask(Some(&issued.session), "session.me", json!({}));
        me.map_err(|error| format!("a session {when}: {}", words(error)))?;
        if !self.is_valid(&issued.access)? {
            return Err(format!("an access token {when}: refused"));
        }
        let refreshed = self
            .office
            .as_root("token.refresh", json!({ "refresh_token": issued.refresh }));
        let refreshed = refreshed.map_err(|error| format!("a refresh token {when}: {}", words(error)))?;
        issued.refresh = text(&refreshed, "refresh_token");
        Ok(())
    }

    /// Asserts that none of it is valid.
    fn refuses(&mut self, issued: &Issued, when: &str) -> Result<(), String> {
        self.refuses_session(&issued.session, when)?;
        self.refuses_access(&issued.access, &format!("an access token {when}"))?;
        self.refuses_refresh(&issued.refresh, &format!("a refresh token {when}"))?;
        self.refuses_refresh(&issued.spent, &format!("a spent token {when}"))
    }

    fn refuses_session(&mut self, session: &SecretText, when: &str) -> Result<(), String> {
        match self.office.ask(Some(session), "session.me", json!({})) {
            Err(error) if error.class == ErrorClass::NotSignedIn => Ok(()),
            other => Err(format!("a session {when}: {other:?}")),
        }
    }

    fn refuses_access(&mut self, token: &str, what: &str) -> Result<(), String> {
        match self.is_valid(token)? {
            true => Err(format!("{what}: accepted")),
            false => Ok(()),
        }
    }

    fn refuses_refresh(&mut self, token: &str, what: &str) -> Result<(), String> {
        match self
            .office
            .as_root("token.refresh", json!({ "refresh_token": token }))
        {
            Err(error) if error.is(ErrorClass::WrongCredentials) => Ok(()),
            Err(error) => Err(format!("{what}: {}", words(error))),
            Ok(_) => Err(format!("{what}: accepted")),
        }
    }

    fn is_valid(&mut self, access: &str) -> Result<bool, String> {
        let inspected = self.office.done("token.inspect", json!({ "token": access }))?;
        Ok(inspected["is_valid"] == true)
    }

    fn needs_backup(&mut self, why: &str) -> Result<(), String> {
        match self.office.done("backup.status", json!({}))?["is_backup_due"] {
            Value::Bool(true) => Ok(()),
            _ => Err(format!("a backup, {why}: none is asked for")),
        }
    }

    fn is_right(&mut self) -> Result<(), String> {
        match self.office.done("clock.show", json!({}))?["behind_secs"] {
            Value::Null => Ok(()),
            ref behind => Err(format!("the right clock is called {behind} seconds behind")),
        }
    }

    /// Sets the clock: while the directory is open, or with an `ending` while it is closed.
    fn jump(&mut self, jump: Jump, ending: Option<Ending>) -> Result<(), String> {
        if let Some(ending) = ending {
            self.office.end(ending);
        }
        match jump {
            Jump::By(secs) => self.office.clock.jump_secs(secs),
            Jump::To(secs) => self.office.clock.set(Timestamp::from_unix_secs(secs)),
            Jump::Creeping => self.is_creeping = true,
        }
        ending.map_or(Ok(()), |_| self.office.open())
    }

    fn set_right(&mut self) {
        self.office.clock.set(self.right);
        self.is_creeping = false;
    }

    fn restart(&mut self) -> Result<(), String> {
        self.office.end(Ending::Closed);
        self.office.open()
    }

    /// Lets time pass, whatever the clock shows.
    fn wait(&mut self, secs: u32) {
        self.right = self.right.plus_secs(secs);
        let step = if self.is_creeping { CREEP_SECS } else { secs };
        for passed in (0..secs).step_by(step as usize) {
            let step = step.min(secs - passed);
            self.office.clock.advance_secs(step);
            if self.is_creeping {
                // A person looks, and sets it back.
                let _ = self.office.ask(None, "key.list", json!({}));
                self.office.clock.jump_secs(-i64::from(step));
            }
        }
    }
}

fn backup() -> Value {
    json!({ "path": "/team.backup", "passphrase": "seven quiet gulls", "replace": true })
}
