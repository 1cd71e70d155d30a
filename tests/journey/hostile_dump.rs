//! Dumps that are large, or made to use up memory: each is answered within a limit.

use std::process::Stdio;
use std::time::Duration;

use serde_json::json;

use crate::cli_fixture::{CliFixture, path};
use crate::outcome::{IMPORT_REJECTED, says};
use crate::tools;

/// The most memory for checking any file, and for importing a large one.
const KIB_MAX: u64 = 256 << 10;

/// Runs the import with `options`. Returns the most memory that was seen in use meanwhile.
fn peak_kib(desk: &CliFixture, file: &std::path::Path, options: &[&str]) -> u64 {
    let mut command = desk.command(tools::portreeve());
    command.args(["import", "django", path(file)]).args(options);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("our own child").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        std::thread::park_timeout(Duration::from_millis(5));
    }
    peak
}

#[test]
fn no_file_takes_more_memory_than_the_bound() {
    let desk = CliFixture::founded();
    let user = |number: usize, more: serde_json::Value| {
        let mut fields = json!({ "username": format!("u{number}"), "password": "" });
        let more = more.as_object().expect("fields").clone();
        fields.as_object_mut().expect("fields").extend(more);
        json!({ "model": "auth.user", "fields": fields }).to_string()
    };
    let list = |count: usize, object: &dyn Fn(usize) -> String| {
        let objects: Vec<String> = (0..count).map(object).collect();
        format!("[{}]", objects.join(","))
    };
    let most_people = list(170_000, &|number| user(number, json!({})));
    let too_many = list(210_000, &|number| user(number, json!({})));
    let one_key = list(100_000, &|number| {
        user(number, json!({})).replacen('{', r#"{"pk": 1, "#, 1)
    });
    let bad_fields = list(100_000, &|number| {
        user(number, json!({ "email": "x", "first_name": "a\nb" }))
    });
    let long_name = user(0, json!({ "username": "u".repeat(63 << 20) }));
    let long_model = format!(r#"[{{"model": "{}", "fields": {{}}}}]"#, "m".repeat(63 << 20));
    for (what, dump) in [
        ("most people", most_people),
        ("too many people", too_many),
        ("one key for all", one_key),
        ("bad fields", bad_fields),
        ("a long name", format!("[{long_name}]")),
        ("a long model", long_model),
    ] {
        let file = desk.file("dump.json", dump);
        let peak = peak_kib(&desk, &file, &["--dry-run"]);
        assert!((1..KIB_MAX).contains(&peak), "{what}: {peak} KiB");
    }
    let too_many = list(210_000, &|number| user(number, json!({})));
    let file = desk.file("dump.json", too_many);
    for options in [&["--dry-run"][..], &[]] {
        let words = desk.refuses(
            &[&["import", "django", path(&file)], options].concat(),
            IMPORT_REJECTED,
        );
        says(&words, &["256 MiB", "in parts", "nothing was changed"]);
    }
    let file = std::fs::File::create(desk.path("huge.json")).expect("a file");
    file.set_len(1 << 30).expect("a file of holes");
    assert!(
        peak_kib(&desk, &desk.path("huge.json"), &["--dry-run"]) < KIB_MAX,
        "a file that is too large is not read"
    );
}

#[test]
fn importing_sixty_five_thousand_people_takes_no_more_memory_than_the_bound() {
    let desk = CliFixture::founded();
    let group = |number: usize| json!({ "model": "auth.group", "pk": number, "fields": { "name": format!("group {number}"), "permissions": [] } });
    let person = |number: usize| {
        json!({ "model": "auth.user", "pk": number, "fields": {
            "username": format!("person-{number}"), "email": format!("person-{number}@example.org"),
            "password": "pbkdf2_sha256$1000000$c2FsdHNhbHRzYWx0c2FsdA$TvFjhTSoR9dIDN3LFt141Yow26XVprX6Rs6Lr6qtpRw=",
            "first_name": "Mira", "last_name": "Holmgren", "is_active": true, "is_staff": false, "is_superuser": false,
            "date_joined": "2024-03-01T08:00:00Z", "last_login": "2025-03-01T08:00:00Z",
            "groups": [number % 20 + 1, number * 7 % 20 + 1], "user_permissions": [],
        } })
    };
    let objects = (1..=20).map(group).chain((1..=65_000).map(person));
    let objects: Vec<String> = objects.map(|object| object.to_string()).collect();
    let file = desk.file("dump.json", format!("[{}]", objects.join(",")));
    let peak = peak_kib(&desk, &file, &[]);
    assert!((1..KIB_MAX).contains(&peak), "{peak} KiB");
    let people = desk.json(&["user", "list"]);
    assert_eq!(people["total"], 65_001);
}
