//! Answers that a test cannot easily get from a directory, for tests of the window, in `ui/src/test/fixtures`.

use std::path::Path;

use portreeve_commands::audit::wire::{AuditFault, AuditFinding, AuditVerifyResponse};
use portreeve_commands::backup::wire::{BackupNoteRow, BackupScheduleRow, BackupStatusResponse};
use portreeve_commands::damage::{Damage, DamageFinding, KnownBackup, Proven, WayOn};
use portreeve_commands::directory::wire::{DoctorFinding, DoctorResponse, FindingOutcome, KeyLocation};
use portreeve_commands::home::{HomeState, HomeStatus};
use portreeve_commands::{CommandError, ErrorClass};
use portreeve_core::audit::{ChainFault, ChainFaultKind};
use serde::Serialize;

/// `cargo xtask bindings` sets `PORTREEVE_WRITE_BINDINGS`, which writes instead of comparing.
#[test]
fn fixtures_are_what_the_wire_types_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/test/fixtures");
    let fixtures = [
        ("broken_trail.json", json(broken_trail())),
        ("damaged.json", json(damaged())),
        ("failed_backup.json", json(failed_backup())),
        ("lost_doctor.json", json(lost_doctor())),
    ];
    for (name, made) in fixtures {
        let path = folder.join(name);
        if std::env::var_os("PORTREEVE_WRITE_BINDINGS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &made).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == made,
            "ui/src/test/fixtures/{name} is out of date: run `cargo xtask bindings`"
        );
    }
}

fn json(answer: impl Serialize) -> String {
    format!("{}\n", serde_json::to_string_pretty(&answer).unwrap())
}

/// The answer about a trail with an edited event.
fn broken_trail() -> AuditVerifyResponse {
    let fault = ChainFault {
        event: 812,
        kind: ChainFaultKind::Edited,
    };
    AuditVerifyResponse {
        is_intact: false,
        events: 812,
        first: 1,
        last: 1189,
        finding: Some(AuditFinding {
            number: fault.event,
            fault: AuditFault::Edited,
            what: fault.to_string(),
        }),
    }
}

/// The answer about one healed finding and one lost one.
fn lost_doctor() -> DoctorResponse {
    let finding = |what: &str, outcome| DoctorFinding {
        what: what.into(),
        outcome,
        hint: None,
    };
    DoctorResponse {
        is_well: false,
        findings: vec![
            finding(
                "entry 1203 of the journal was missing or damaged",
                FindingOutcome::Healed,
            ),
            finding(
                "the record of a user is damaged in both copies",
                FindingOutcome::Lost,
            ),
        ],
        trouble: None,
        damage: None,
    }
}

/// The answer after a scheduled backup failed.
fn failed_backup() -> BackupStatusResponse {
    BackupStatusResponse {
        made: Some(BackupNoteRow {
            at: "2026-11-20T09:00:00Z".into(),
            path: Some("/media/admin/backups/portreeve-2026-11-20.backup".into()),
        }),
        rehearsed: None,
        schedule: Some(BackupScheduleRow {
            folder: "/media/admin/backups".into(),
            every_days: 1,
            keep: 7,
            last_at: "2026-11-20T09:00:00Z".into(),
            recipients: Vec::new(),
        }),
        problem: Some("/media/admin/backups cannot be written".into()),
        is_backup_due: true,
        is_rehearsal_due: true,
    }
}

/// A directory that does not open. The state that can be verified is newer than the newest backup.
fn damaged() -> HomeStatus {
    let finding = |what: &str| DamageFinding {
        what: what.into(),
        hint: None,
    };
    let backup = |path: &str, made_at: &str, revision| KnownBackup {
        path: path.into(),
        made_at: made_at.into(),
        revision: Some(revision),
        bytes: 418_220,
    };
    HomeStatus {
        state: HomeState::Damaged,
        folder: "/home/admin/.local/share/portreeve".into(),
        team: None,
        key_location: Some(KeyLocation::OsKeychain),
        keychain_available: true,
        is_key_missing: false,
        me: None,
        trouble: Some(CommandError::new(
            ErrorClass::Damaged,
            "the directory is damaged or encrypted with another key: entry 1204 of the journal is missing",
        )),
        damage: Some(Damage {
            findings: vec![
                finding("snapshot-1150 is damaged"),
                finding("entry 1204 of the journal is missing or damaged"),
            ],
            is_tried: true,
            proven: Some(Proven {
                entry: 1203,
                revision: 1178,
                at: Some("2026-05-03T06:00:00Z".into()),
            }),
            lost_entries: Some(7),
            backups: vec![
                backup(
                    "/media/admin/backups/acme-tuesday.backup",
                    "2026-05-02T13:00:00Z",
                    1120,
                ),
                backup(
                    "/media/admin/backups/acme-monday.backup",
                    "2026-05-01T13:00:00Z",
                    1064,
                ),
            ],
            absent_backups: vec![backup(
                "/media/admin/OFFSITE/acme-sunday.backup",
                "2026-04-30T13:00:00Z",
                1011,
            )],
            advice: WayOn::Repair,
        }),
        last_login: Some("root".into()),
        warning: None,
    }
}
