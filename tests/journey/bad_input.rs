//! Invalid files, folders and words: each has its own message and exit code, and nothing changes.

use std::io::Write;

use crate::cli_fixture::{CliFixture, INIT, PASSWORD, path, private_folder};
use crate::dump;
use crate::outcome::*;
use crate::owner::Owner;

/// Asserts that the import refuses each content, with the words beside it, and that nothing changes.
fn imports_refused<C: AsRef<[u8]>>(refusal: Refusal, cases: &[(C, &[&str])]) {
    let desk = CliFixture::founded();
    let before = desk.state();
    for (content, parts) in cases {
        let file = desk.file("dump.json", content);
        import_refused(&desk, &file, refusal, parts);
        desk.refuses(&["import", "django", path(&file), "--dry-run"], refusal);
    }
    assert_eq!(desk.state(), before);
}

/// The same for people who are held: the dry run lists them.
fn people_held<C: AsRef<[u8]>>(refusal: Refusal, cases: &[(C, &[&str])]) {
    let desk = CliFixture::founded();
    let before = desk.state();
    for (content, parts) in cases {
        let file = desk.file("dump.json", content);
        import_refused(&desk, &file, refusal, parts);
        let told = desk.run(&["import", "django", path(&file), "--dry-run"]).done();
        says(&told.stdout, parts);
        says(
            &told.stderr,
            &["--leave-out", "--login 'OLD=NEW'", "nothing was changed"],
        );
    }
    assert_eq!(desk.state(), before);
}

fn import_refused(desk: &CliFixture, file: &std::path::Path, refusal: Refusal, parts: &[&str]) {
    says(
        &desk.refuses(&["import", "django", path(file)], refusal),
        &[&[path(file), "nothing was changed"], parts].concat(),
    );
}

#[test]
fn a_file_that_is_not_json_is_not_imported() {
    let cases: [(&[u8], &[&str]); 4] = [
        (
            b"username,email\nada,ada@example.com\n",
            &["is a table (CSV)", "manage.py dumpdata"],
        ),
        (b"hello\n", &["is not JSON", "line 1"]),
        (b"", &["is empty"]),
        (
            b"[{\"model\": \"J\xfcrgen\"}]",
            &["is not UTF-8 text (line 1, column 14)", "python -Xutf8"],
        ),
    ];
    imports_refused(IMPORT_NOT_JSON, &cases);
}

#[test]
fn json_that_is_not_a_dump_is_not_imported() {
    let words: &[&str] = &["not a Django dump", "manage.py dumpdata"];
    let no_user: &[&str] = &["no user", "manage.py dumpdata"];
    let profile = r#"[{"model": "people.profile", "fields": {}}]"#;
    imports_refused(
        IMPORT_NOT_A_DUMP,
        &[
            ("{}", words),
            (r#"[{"login": "ada"}]"#, words),
            (profile, no_user),
        ],
    );
}

#[test]
fn a_dump_cut_in_half_is_not_imported() {
    let whole = std::fs::read(crate::tools::fixture("dump_pk.json")).expect("the dump");
    let words: &[&str] = &["cut short", "make the dump again"];
    let unclosed = whole.trim_ascii_end().strip_suffix(b"]").expect("a list");
    imports_refused(
        IMPORT_CUT_SHORT,
        &[(&whole[..whole.len() / 2], words), (unclosed, words)],
    );
}

#[test]
fn a_hash_that_would_take_minutes_to_check_is_not_imported() {
    let hashes = [
        "pbkdf2_sha256$900000000$c2FsdHNhbHQ$TvFjhTSoR9dIDN3LFt141Yow26XVprX6Rs6Lr6qtpRw=",
        "argon2$argon2id$v=19$m=4194304,t=900,p=8$eWtKS295cWtIbFF0NzVJR2REQzlWTQ$8rWF7S07CFlrEMTdMWRMzFnluu9ZY/N/kqLgneRlKpA",
        "bcrypt$$2b$31$ZncbQ4UInV5O7l2ivb0MLOzbkowFcyqfRlDkImBcHoniL9s3uwmbu",
        "scrypt$1073741824$PGlo66uxeflRJc6jP85DjX$8$5$GsG2AzD1ghUq/tNOt5W6k0IQxDyaRCGzc1pQjbJJHmFZyDzsCXap7q6tIYPgHyJPA8H+hiOxQ310L179DLNVpA==",
    ];
    let words: &[&str] = &["`user001`", "costs too much to check"];
    people_held(
        IMPORT_HASH_TOO_COSTLY,
        &hashes.map(|hash| (dump::with_user001("password", hash), words)),
    );
}

#[test]
fn two_people_whose_names_collide_are_not_imported() {
    // In capitals; with a Cyrillic е; with a full-width u.
    let twins: [(&str, &[&str]); 3] = [
        ("USER002", &["user002", "counts as the same"]),
        ("us\u{435}r002", &["user002", "counts as the same"]),
        (
            "\u{ff55}ser002",
            &["user002", "in the file twice (objects 106 and 107)"],
        ),
    ];
    people_held(
        IMPORT_COLLISION,
        &twins.map(|(twin, words)| (dump::with_user001("username", twin), words)),
    );
}

#[test]
fn everybody_else_comes_in_and_one_under_another_login_name() {
    let desk = CliFixture::founded();
    let file = desk.file("dump.json", dump::with_user001("username", "mira holm"));
    let import = ["import", "django", path(&file)];
    desk.refuses(&import, IMPORT_REJECTED);
    let rest = desk.json(&[&import[..], &["--leave-out"]].concat());
    assert_eq!(
        (&rest["users_created"], &rest["held_count"]),
        (&59.into(), &1.into())
    );
    let one = desk.json(&[&import[..], &["--login", "mira holm=mira.holm"]].concat());
    assert_eq!(
        (&one["users_created"], &one["held_count"]),
        (&1.into(), &0.into())
    );
    desk.json(&["user", "show", "mira.holm"]);
}

#[test]
fn somebody_who_looks_like_one_who_is_here_is_not_taken_for_them() {
    let desk = CliFixture::founded();
    let before = desk.state();
    // root with a Cyrillic о
    let twin = "ro\u{43e}t";
    let file = desk.file("dump.json", dump::with_user001("username", twin));
    let refused = desk.run(&["--json", "import", "django", path(&file)]);
    assert!(desk.state() == before, "{twin} was taken for root");
    says(&refused.refused(IMPORT_COLLISION), &[twin, "root"]);
}

#[test]
fn a_file_that_cannot_be_read_is_not_imported() {
    let desk = CliFixture::founded();
    let before = desk.state();
    let missing = desk.path("missing.json");
    for file in [path(&missing), path(desk.home())] {
        says(
            &desk.refuses(&["import", "django", file], IMPORT_UNREADABLE),
            &[file, "nothing was changed"],
        );
    }
    assert_eq!(desk.state(), before);
}

#[test]
fn a_wrong_password_an_unknown_name_and_a_disabled_account_read_the_same() {
    let desk = CliFixture::founded();
    desk.add_user("mara", "lighthouse-mussel-kite", &[]);
    desk.run(&["user", "disable", "mara"]).done();
    let before = desk.state();
    let tries = [
        ("root", "not-the-password"),
        ("nobody-here", PASSWORD),
        ("mara", "lighthouse-mussel-kite"),
    ];
    let words = tries.map(|(name, password)| {
        desk.refuses_with(&["login", name, "--password-stdin"], password, WRONG_CREDENTIALS)
    });
    says(&words[0], &["wrong username or password"]);
    assert!(words.iter().all(|one| *one == words[0]), "{words:?}");
    assert_eq!(desk.state(), before, "who was signed in still is");
}

#[test]
fn a_wrong_or_missing_passphrase_opens_nothing() {
    let mut desk = CliFixture::founded();
    let before = desk.files();
    let right = desk.path("passphrase");
    let wrong = desk.file("wrong", "seven loud gulls\n");
    desk.set("PORTREEVE_PASSPHRASE_FILE", wrong);
    says(
        &desk.refuses(&["user", "list"], WRONG_PASSPHRASE),
        &["passphrase is wrong"],
    );
    let nowhere = desk.path("nowhere");
    desk.set("PORTREEVE_PASSPHRASE_FILE", nowhere);
    says(
        &desk.refuses(&["user", "list"], WRONG_PASSPHRASE),
        &["nowhere cannot be read", "PORTREEVE_PASSPHRASE_FILE names it"],
    );
    desk.unset("PORTREEVE_PASSPHRASE_FILE");
    let words = desk.refuses(&["user", "list"], WRONG_PASSPHRASE);
    says(
        &words,
        &["encrypted with a passphrase", "PORTREEVE_PASSPHRASE_FILE"],
    );
    assert_eq!(desk.json(&["status"])["home"]["state"], "passphrase_needed");
    assert_eq!(desk.files(), before);
    desk.set("PORTREEVE_PASSPHRASE_FILE", right);
    desk.run(&["user", "list"]).done();
}

#[test]
fn an_unknown_preset_writes_nothing() {
    let desk = CliFixture::founded();
    desk.run(&["client", "add", "billing"]).done();
    let before = desk.state();
    let out = desk.path("config");
    let line = [
        "client",
        "export",
        "billing",
        "--preset",
        "simplejwd",
        "--out",
        path(&out),
    ];
    says(
        &desk.refuses(&line, PRESET_REJECTED),
        &["simplejwd", "simplejwt, simplejwt-stateless, pyjwt"],
    );
    assert!(!out.exists());
    assert_eq!(desk.state(), before);
}

#[test]
fn a_target_that_cannot_be_written_stays_as_it_was() {
    let desk = CliFixture::founded();
    desk.run(&["client", "add", "billing"]).done();
    let before = desk.state();
    private_folder(&desk.path("folder"));
    let mut targets = vec![desk.path("missing/config.py"), desk.path("folder")];
    if cfg!(target_os = "linux") {
        // No user can make files here, not even root.
        targets.push("/proc/config.py".into());
    }
    for target in targets {
        let line = [
            "client",
            "export",
            "billing",
            "--preset",
            "pyjwt",
            "--out",
            path(&target),
        ];
        says(
            &desk.refuses(&line, TARGET_UNWRITABLE),
            &[path(&target), "cannot be written"],
        );
        assert!(!target.is_file());
    }
    let left = std::fs::read_dir(desk.path("folder"))
        .expect("the folder")
        .count();
    assert_eq!(left, 0);
    assert_eq!(desk.state(), before);
}

#[test]
fn nothing_that_opens_a_directory_is_replaced_by_force() {
    let mut desk = CliFixture::founded();
    let other = CliFixture::founded();
    let (mine, theirs) = (desk.path("mine"), desk.path("passphrase"));
    std::fs::copy(&theirs, &mine).expect("a copy");
    let closing = desk.file("of the backup", "nine quiet gulls and a boat\n");
    let _owner = Owner::start(&desk);
    // The owner knows another passphrase file.
    desk.set("PORTREEVE_PASSPHRASE_FILE", mine.clone());
    let places = [
        mine,
        theirs,
        desk.home().join("key"),
        other.home().join("key"),
        other.home().join("directory.json"),
    ];
    let contents = |place: &std::path::PathBuf| std::fs::read(place).expect("it is there");
    let before: Vec<_> = places.iter().map(contents).collect();
    for place in &places {
        desk.refuses(
            &["audit", "export", "--out", path(place), "--force"],
            TARGET_UNWRITABLE,
        );
        let line = [
            "backup",
            path(place),
            "--passphrase-file",
            path(&closing),
            "--force",
        ];
        desk.refuses(&line, TARGET_UNWRITABLE);
    }
    assert_eq!(places.iter().map(contents).collect::<Vec<_>>(), before);
}

#[test]
fn init_where_a_directory_is_leaves_it_alone() {
    let desk = CliFixture::founded();
    let before = desk.files();
    let line = [
        "init",
        "--name",
        "Other",
        "--superuser",
        "eve",
        "--password-stdin",
    ];
    let words = desk.refuses_with(&line, "lighthouse-mussel-kite", DIRECTORY_EXISTS);
    says(&words, &[path(desk.home()), "portreeve login", "PORTREEVE_HOME"]);
    // sled may tidy its files whenever it opens them; the contents must be the same.
    let without_data = |files: std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| -> Vec<_> {
        files
            .into_iter()
            .filter(|(path, _)| !path.starts_with(desk.home().join("data")))
            .collect()
    };
    assert_eq!(without_data(desk.files()), without_data(before));
    assert_eq!(desk.json(&["status"])["directory"]["team"], "Acme");
    assert_eq!(desk.json(&["user", "list"])["total"], 1);
}

#[test]
fn a_second_init_is_told_that_a_directory_is_being_made() {
    let desk = CliFixture::empty();
    private_folder(desk.home());
    let lock = std::fs::File::create(desk.home().join("lock")).expect("the lock");
    lock.lock().expect("nobody has it");
    says(
        &desk.refuses_with(&INIT, PASSWORD, DIRECTORY_IN_USE),
        &["is making a directory here", "portreeve status"],
    );
    drop(lock);
    desk.found();
}

#[test]
fn an_init_that_is_refused_can_be_repeated() {
    let desk = CliFixture::empty();
    let line = [
        "--json",
        "init",
        "--name",
        "Acme",
        "--superuser",
        "root",
        "--password-stdin",
    ];
    let refused = desk.run_with(&line, "password");
    assert_eq!(refused.code, Some(9), "{refused}");
    assert_eq!(desk.json(&["status"])["home"]["state"], "absent");
    says(
        &desk.refuses(&["user", "list"], DIRECTORY_ABSENT),
        &["portreeve init"],
    );
    desk.found();
}

#[test]
fn a_directory_whose_data_is_gone_says_so_and_is_no_first_run() {
    let desk = CliFixture::staffed();
    let data = desk.home().join("data");
    let kept = desk.path("data");
    std::fs::rename(&data, &kept).expect("the data");
    let before = desk.files();
    let words = desk.refuses(&["user", "list"], DAMAGED);
    says(&words, &["data is missing", "nothing was changed"]);
    desk.refuses(&["status"], DAMAGED);
    let line = [
        "--json",
        "init",
        "--name",
        "Other",
        "--superuser",
        "eve",
        "--password-stdin",
    ];
    let init = desk.run_with(&line, "lighthouse-mussel-kite");
    assert!(matches!(init.code, Some(41 | 52)), "{init}");
    assert_eq!(desk.files(), before);
    std::fs::rename(&kept, &data).expect("the data");
    assert_eq!(desk.json(&["user", "list"])["total"], 61);
}

#[test]
fn a_directory_without_its_manifest_says_so_and_is_no_first_run() {
    let desk = CliFixture::staffed();
    let (manifest, kept) = (desk.home().join("directory.json"), desk.path("directory.json"));
    std::fs::rename(&manifest, &kept).expect("the manifest");
    let before = desk.files();
    for line in [&["status"] as &[&str], &["user", "list"]] {
        says(
            &desk.refuses(line, DAMAGED),
            &["directory.json is missing", "was not touched"],
        );
    }
    let line = [
        "init",
        "--name",
        "Other",
        "--superuser",
        "eve",
        "--password-stdin",
    ];
    desk.refuses_with(&line, "lighthouse-mussel-kite", DAMAGED);
    assert_eq!(desk.files(), before);
    std::fs::rename(&kept, &manifest).expect("the manifest");
    assert_eq!(desk.json(&["user", "list"])["total"], 61);
}

#[test]
fn a_key_that_outlived_its_directory_is_not_thrown_away_by_init() {
    let desk = CliFixture::founded();
    let key = std::fs::read(desk.home().join("key")).expect("the key file");
    std::fs::remove_dir_all(desk.home().join("data")).expect("the data");
    std::fs::remove_file(desk.home().join("directory.json")).expect("the manifest");
    // Whether it succeeds or not, the only key to any copy of the data must still exist somewhere.
    let line = [
        "init",
        "--name",
        "Other",
        "--superuser",
        "eve",
        "--password-stdin",
    ];
    desk.run_with(&line, "lighthouse-mussel-kite");
    assert!(
        desk.files().values().any(|content| *content == key),
        "the old key is gone"
    );
}

#[test]
fn a_flipped_byte_in_the_key_file_is_found() {
    let desk = CliFixture::founded();
    let key = desk.home().join("key");
    let whole = std::fs::read(&key).expect("the key file");
    let text = String::from_utf8(whole.clone()).expect("text");
    let sealed = text.find("\"sealed\"").expect("the sealed part") + 20;
    for place in [0, sealed, whole.len() / 2] {
        let mut flipped = whole.clone();
        flipped[place] ^= 1;
        std::fs::write(&key, &flipped).expect("the key file");
        let refused = desk.run(&["--json", "user", "list"]);
        assert!(matches!(refused.code, Some(46 | 52)), "byte {place}\n{refused}");
        assert_eq!(
            std::fs::read(&key).expect("the key file"),
            flipped,
            "what can be mended by hand is left"
        );
    }
    let mut shorter = std::fs::File::create(&key).expect("the key file");
    shorter
        .write_all(&whole[..whole.len() / 2])
        .expect("the key file");
    desk.refuses(&["user", "list"], DAMAGED);
    std::fs::write(&key, &whole).expect("the key file");
    desk.run(&["user", "list"]).done();
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_read_is_not_opened() {
    use std::os::unix::fs::PermissionsExt;
    let desk = CliFixture::founded();
    let before = desk.files();
    let allow = |mode| {
        std::fs::set_permissions(desk.home(), std::fs::Permissions::from_mode(mode)).expect("our own folder");
    };
    for mode in [0o755, 0o710, 0o701, 0o770] {
        allow(mode);
        let words = desk.refuses(&["user", "list"], FOLDER_UNSAFE);
        says(
            &words,
            &[
                "can be read by other users",
                &format!("chmod 700 {}", path(desk.home())),
            ],
        );
        desk.refuses(&["status"], FOLDER_UNSAFE);
    }
    assert_eq!(desk.files(), before);
    allow(0o700);
    desk.run(&["user", "list"]).done();
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_is_not_opened() {
    let mut desk = CliFixture::founded();
    let before = desk.files();
    let link = desk.path("link");
    std::os::unix::fs::symlink(desk.home(), &link).expect("a link");
    let home = desk.home().to_owned();
    desk.move_home(link);
    says(
        &desk.refuses(&["user", "list"], FOLDER_UNSAFE),
        &["link", "set PORTREEVE_HOME to the folder itself"],
    );
    desk.move_home(home);
    assert_eq!(desk.files(), before);
}

#[cfg(unix)]
#[test]
fn everything_in_the_folder_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let desk = CliFixture::staffed();
    let _owner = crate::owner::Owner::start(&desk);
    let mut folders = vec![desk.home().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let metadata = entry.metadata().expect("its owner");
            assert_eq!(
                metadata.permissions().mode() & 0o077,
                0,
                "{}",
                entry.path().display()
            );
            if metadata.is_dir() {
                folders.push(entry.path());
            }
        }
    }
}

#[test]
fn a_password_is_taken_from_standard_input_only() {
    let desk = CliFixture::founded();
    for line in [
        &["login", "root", "--password", "driftwood-canary"] as &[&str],
        &["user", "set-password", "root", "--password=driftwood-canary"],
        &["user", "add", "ada", "--password", "driftwood-canary"],
    ] {
        let refused = desk.run(line);
        assert_eq!(refused.code, Some(2), "{refused}");
    }
    // Without a terminal there is no person to ask.
    let refused = desk.run(&["login", "root"]);
    assert_eq!(refused.code, Some(3), "{refused}");
    says(&refused.stderr, &["no terminal", "--password-stdin"]);
}

#[test]
fn no_secret_is_told_or_readable_on_disk() {
    let desk = CliFixture::founded();
    let canaries = ["driftwood-canary-one", "driftwood-canary-two"];
    desk.run_with(
        &[
            "user",
            "add",
            "ada",
            "--email",
            "canary@example.com",
            "--password-stdin",
        ],
        canaries[0],
    )
    .done();
    let told = [
        desk.run_with(&["login", "ada", "--password-stdin"], canaries[0]),
        desk.run_with(&["login", "ada", "--password-stdin"], canaries[1]),
        desk.run_with(&["login", "root", "--password-stdin"], PASSWORD),
        desk.run_with(
            &["user", "check-password", "ada", "--password-stdin"],
            canaries[1],
        ),
        desk.run_with(
            &["--json", "user", "set-password", "ada", "--password-stdin"],
            canaries[1],
        ),
        desk.run_with(&["--json", "user", "show", "ada"], ""),
        desk.run_with(&["token", "inspect"], canaries[0]),
        desk.run_with(&["token", "refresh"], canaries[0]),
    ];
    for outcome in told {
        assert!(!outcome.to_string().contains("driftwood"), "{outcome}");
    }
    desk.run(&["client", "add", "billing", "--alg", "HS256"]).done();
    let issued = desk.json(&["token", "issue", "--client", "billing", "--user", "ada"]);
    let refresh = issued["refresh_token"].as_str().expect("a refresh token");
    let access = issued["access_token"].as_str().expect("an access token");
    let secrets = [
        PASSWORD,
        crate::cli_fixture::PASSPHRASE,
        canaries[0],
        canaries[1],
        refresh,
        access,
        "canary@example.com",
    ];
    assert_eq!(desk.readable(&secrets), [] as [&str; 0]);
}

#[test]
fn a_refusal_in_words_says_what_happened_and_what_to_do() {
    let desk = CliFixture::founded();
    let refused = desk.run(&["client", "show", "nowhere"]);
    assert_eq!(
        (refused.code, refused.stdout.as_str()),
        (Some(7), ""),
        "{refused}"
    );
    assert_eq!(refused.stderr, "error: there is no local app `nowhere`\n");
    let refused = desk.run_with(&["login", "root", "--password-stdin"], "wrong");
    let lines: Vec<&str> = refused.stderr.lines().collect();
    assert!(
        matches!(lines[..], [error, hint] if error.starts_with("error: ") && hint.starts_with("hint: ")),
        "{refused}"
    );
}

#[test]
fn a_command_line_that_is_not_understood_is_json_too_when_json_is_asked_for() {
    let outcome = CliFixture::empty().run(&["--json", "user", "frobnicate"]);
    assert_eq!(outcome.code, Some(2), "{outcome}");
    let refusal: serde_json::Value = serde_json::from_str(&outcome.stderr).expect("JSON");
    assert_eq!(refusal["error"]["reason"], "invalid_request");
    let message = refusal["error"]["message"].as_str().expect("words");
    assert!(message.contains("frobnicate"), "{message}");
}
