//! The whole job on the command line, with one real Django site.

use std::collections::BTreeMap;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::cli_fixture::{CliFixture, path};
use crate::counterparts::Counterpart;
use crate::dump;
use crate::owner::Owner;
use crate::tools;

#[test]
fn two_commands_in_one_pipe_do_not_wait_for_each_other() {
    let desk = CliFixture::staffed();
    desk.run(&["client", "add", "billing"]).done();
    for _ in 0..5 {
        let mut issue = desk
            .command(tools::portreeve())
            .args(["token", "issue", "--client", "billing", "--user", "user001"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        let token = issue.stdout.take().expect("piped");
        let inspected = desk
            .command(tools::portreeve())
            .args(["token", "inspect"])
            .stdin(token)
            .stdout(Stdio::null())
            .status()
            .expect("started");
        assert!(issue.wait().expect("ended").success() && inspected.success());
    }
}

#[test]
fn the_whole_job_from_an_empty_folder_to_a_token_that_an_app_accepts() {
    let desk = CliFixture::empty();
    assert_eq!(desk.json(&["status"])["home"]["state"], "absent");

    desk.found();
    let status = desk.json(&["status"]);
    assert_eq!(status["home"]["state"], "signed_in");
    assert_eq!(status["home"]["key_location"], "passphrase_file");
    assert_eq!(status["directory"]["team"], "Acme");

    let imported = desk.import("dump_pk.json");
    assert_eq!(
        (&imported["users_created"], &imported["groups_created"]),
        (&json!(60), &json!(3))
    );
    assert_eq!(
        imported["skipped"],
        json!([{ "model": "people.profile", "count": 60 }])
    );
    assert_eq!(desk.json(&["user", "list"])["total"], 61);
    assert_eq!(
        desk.json(&["user", "list", "--filter", "group:Viewers"])["matched"],
        28
    );

    desk.run(&["group", "add-member", "Invoice approvers", "user001"])
        .done();
    desk.run(&["group", "grant", "Viewers", "people.add_invoice"])
        .done();
    let through = &permissions(&desk, "user001")["people.approve_invoice"];
    assert_eq!(through, &json!(["Invoice approvers"]));
    let viewer = desk.json(&[
        "user",
        "list",
        "--filter",
        "group:Viewers is:active",
        "--limit",
        "1",
    ]);
    let viewer = viewer["rows"][0]["login"].as_str().expect("a viewer");
    assert!(permissions(&desk, viewer).contains_key("people.add_invoice"));

    desk.run(&["client", "add", "billing", "--audience", "billing-api"])
        .done();
    let config = desk.path("portreeve_tokens.py");
    desk.run(&[
        "client",
        "export",
        "billing",
        "--preset",
        "pyjwt",
        "--out",
        path(&config),
    ])
    .done();

    let token = desk.token("billing", "user001");
    let inspected = desk
        .run_with(&["--json", "token", "inspect"], &token)
        .done()
        .json();
    assert_eq!(inspected["claims"]["aud"], "billing-api");
    assert_eq!(inspected["claims"]["preferred_username"], "user001");
    assert_eq!(
        inspected["claims"]["groups"],
        json!(["Editors", "Invoice approvers"])
    );
    desk.run_with(&["token", "inspect"], &forged(&token)).says_no();

    let mut app = Counterpart::new("pyjwt", &config);
    app.accepts(&token);
    app.refuses(&forged(&token), "one letter of the signature is another");

    assert!(
        !desk.json(&["key", "list", "--jwks"])["keys"]
            .as_array()
            .expect("a key set")
            .is_empty()
    );
    desk.run(&["logout"]).done();
    assert_eq!(desk.json(&["status"])["home"]["state"], "signed_out");
}

#[test]
fn importing_again_from_either_dump_changes_nothing() {
    let desk = CliFixture::staffed();
    let before = desk.state();
    for dump in ["dump_pk.json", "dump_natural.json"] {
        let again = desk.import(dump);
        let touched = [
            "users_created",
            "users_updated",
            "groups_created",
            "groups_updated",
            "permissions_created",
        ];
        for count in touched {
            assert_eq!(again[count], 0, "{count} of {dump}");
        }
        assert_eq!(desk.state(), before, "after {dump} again");
    }
}

#[test]
fn a_dry_run_tells_what_an_import_would_do_and_does_nothing() {
    let desk = CliFixture::founded();
    let before = desk.state();
    let file = crate::tools::fixture("dump_natural.json");
    let planned = desk.json(&["import", "django", path(&file), "--dry-run"]);
    assert_eq!(planned["users_created"], 60);
    assert_eq!(desk.state(), before);
    let done = desk.import("dump_natural.json");
    let mut expected = planned;
    expected["dry_run"] = json!(false);
    assert_eq!(done, expected, "the import does what the dry run told");
}

#[test]
fn both_dumps_make_the_same_people_groups_and_permissions() {
    let [first, second] = ["dump_pk.json", "dump_natural.json"].map(|dump| {
        let desk = CliFixture::founded();
        desk.import(dump);
        let _owner = Owner::start(&desk);
        (people(&desk), groups(&desk), known_permissions(&desk))
    });
    for (login, person) in &first.0 {
        assert_eq!(Some(person), second.0.get(login), "{login}");
    }
    assert_eq!(first, second);
}

#[test]
fn everybody_is_imported_as_the_dump_says() {
    let desk = CliFixture::staffed();
    let _owner = Owner::start(&desk);
    let people = people(&desk);
    let users = dump::users();
    assert_eq!(users.len(), people.len(), "all of them");
    let grants =
        |user: &serde_json::Map<String, Value>| user["user_permissions"].as_array().map_or(0, Vec::len);
    let held: u64 = known_permissions(&desk)
        .values()
        .filter_map(|known| known[1].as_u64())
        .sum();
    assert_eq!(
        held,
        users.iter().map(grants).sum::<usize>() as u64,
        "direct grants of everybody"
    );
    for user in users {
        let login = user["username"].as_str().expect("a name");
        let person = people.get(login).unwrap_or_else(|| panic!("{login} is missing"));
        for field in ["first_name", "last_name", "is_staff", "is_superuser"] {
            assert_eq!(person[field], user[field], "{field} of {login}");
        }
        assert_eq!(person["email"], normalized(&user["email"]), "{login}");
        let state = if user["is_active"] == true {
            "active"
        } else {
            "disabled"
        };
        assert_eq!(person["state"], state, "{login}");
        for (ours, theirs) in [("last_sign_in_at", "last_login"), ("joined_at", "date_joined")] {
            assert_eq!(moment(&person[ours]), moment(&user[theirs]), "{ours} of {login}");
        }
        let named = |entry: &Value| entry[0].as_str().expect("a name").to_owned();
        assert_eq!(
            texts(&person["groups"]),
            sorted(&user["groups"], named),
            "groups of {login}"
        );
        assert_eq!(
            texts(&person["granted"]),
            sorted(&user["user_permissions"], dotted),
            "grants of {login}"
        );
    }
    let granted_by = groups(&desk);
    let site_groups = dump::entries()
        .into_iter()
        .filter(|entry| entry["model"] == "auth.group");
    for group in site_groups {
        let name = group["fields"]["name"].as_str().expect("a name");
        assert_eq!(
            texts(&granted_by[name]),
            sorted(&group["fields"]["permissions"], dotted),
            "{name}"
        );
    }
}

#[test]
fn every_password_of_the_site_verifies_and_is_hashed_anew() {
    let desk = CliFixture::staffed();
    let _owner = Owner::start(&desk);
    // A busy computer says so (12), and takes it a moment later.
    let check = |login: &str, password: &str| {
        let line = ["user", "check-password", login, "--password-stdin"];
        (0..5)
            .map(|_| desk.run_with(&line, password))
            .find(|checked| checked.code != Some(12))
            .expect("it is not busy for ever")
    };
    let try_one = |(login, password, is_active): &(String, Option<String>, bool)| {
        let Some(password) = password else {
            check(login, "anything").says_no();
            return false;
        };
        if !is_active {
            // For a disabled person no password is right; once enabled, their old one is.
            check(login, password).says_no();
            desk.run(&["user", "enable", login]).done();
        }
        check(login, password).done();
        let info = &desk.json(&["user", "show", login])["password"];
        assert_eq!(
            (&info["algorithm"], &info["needs_rehash"]),
            (&json!("Argon2id"), &json!(false)),
            "{login}"
        );
        true
    };
    let passwords = dump::passwords();
    let (one_half, other_half) = passwords.split_at(passwords.len() / 2);
    let count = |part: &[_]| part.iter().filter(|entry| try_one(entry)).count();
    let verified = std::thread::scope(|scope| {
        let other = scope.spawn(|| count(other_half));
        count(one_half) + other.join().expect("the other half")
    });
    assert_eq!(verified, 57);
    check("user001", "correct-horse-1-battery").done();
    check("user001", "correct-horse-2-battery").says_no();
    check("user001", "").says_no();
}

#[test]
fn the_demo_does_the_job_and_leaves_nothing_behind() {
    let desk = CliFixture::empty();
    let shown = desk.json(&["demo"]);
    assert_eq!(
        (&shown["token_accepted"], &shown["forgery_refused"]),
        (&json!(true), &json!(true))
    );
    let left = std::fs::read_dir(desk.path("tmpdir"))
        .expect("the folder for temporary files")
        .count();
    assert_eq!(left, 0, "things in the folder for temporary files");
    assert!(
        !desk.home().exists(),
        "the demo stays away from the person's own directory"
    );
}

/// The token with another letter in the middle of its signature.
pub fn forged(token: &str) -> String {
    let signature = token.rfind('.').expect("three parts") + 1;
    let place = (signature + token.len()) / 2;
    let other = if &token[place..=place] == "A" { "B" } else { "A" };
    format!("{}{other}{}", &token[..place], &token[place + 1..])
}

/// A person's permissions, each with the groups that give it.
fn permissions(desk: &CliFixture, login: &str) -> BTreeMap<String, Value> {
    let shown = desk.json(&["user", "show", login]);
    let through = |held: &Value| {
        let paths = held["paths"].as_array().into_iter().flatten();
        paths
            .flat_map(|path| path.as_array().cloned().unwrap_or_default())
            .map(|group| group["name"].clone())
            .collect()
    };
    let held = shown["permissions"].as_array().expect("permissions").iter();
    held.map(|held| {
        (
            held["permission"].as_str().unwrap_or("").to_owned(),
            through(held),
        )
    })
    .collect()
}

/// All imported people by username, without values that differ from directory to directory.
fn people(desk: &CliFixture) -> BTreeMap<String, Value> {
    let listed = desk.json(&["user", "list"]);
    let rows = listed["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| row["login"] != "root");
    let person = |row: &Value| {
        let login = row["login"].as_str().expect("a login");
        let mut person = row.clone();
        person["groups"] = json!(sorted(&row["groups"], name));
        person["granted"] = json!([]);
        if is_granted_directly(login) {
            person["granted"] = desk.json(&["user", "show", login])["granted"].clone();
        }
        person.as_object_mut().map(|person| person.remove("id"));
        (login.to_owned(), person)
    };
    rows.map(person).collect()
}

/// The people whose grants are tested one by one; the number of holders covers all others.
fn is_granted_directly(login: &str) -> bool {
    let has_grants = |user: &serde_json::Map<String, Value>| user["user_permissions"] != json!([]);
    dump::users()
        .iter()
        .any(|user| user["username"] == login && has_grants(user))
}

/// Each group with its permissions.
fn groups(desk: &CliFixture) -> BTreeMap<String, Value> {
    let listed = desk.json(&["group", "list"]);
    let listed = listed["groups"].as_array().expect("groups").iter();
    listed
        .map(|group| {
            (
                group["name"].as_str().unwrap_or("").to_owned(),
                group["permissions"].clone(),
            )
        })
        .collect()
}

/// Each permission with its label, how many hold it directly, and the groups that grant it.
fn known_permissions(desk: &CliFixture) -> BTreeMap<String, Value> {
    let listed = desk.json(&["permission", "list"]);
    let listed = listed["permissions"].as_array().expect("permissions").iter();
    let known = |row: &Value| json!([row["label"], row["direct_holders"], sorted(&row["groups"], name)]);
    listed
        .map(|row| (row["permission"].as_str().unwrap_or("").to_owned(), known(row)))
        .collect()
}

/// A time, whatever zeros its fraction ends in.
fn moment(value: &Value) -> Option<&str> {
    let text = value.as_str()?.trim_end_matches('Z');
    Some(if text.contains('.') {
        text.trim_end_matches('0')
    } else {
        text
    })
}

/// A permission in the form of Django's natural key: codename, app, model.
fn dotted(key: &Value) -> String {
    let part = |place: usize| key[place].as_str().expect("a part of a key");
    format!("{}.{}", part(1), part(0))
}

fn name(of: &Value) -> String {
    of["name"].as_str().expect("a name").to_owned()
}

/// Like Django's `normalize_email`: the part after the @ ignores case.
fn normalized(email: &Value) -> String {
    let email = email.as_str().expect("an address, perhaps empty");
    email
        .rsplit_once('@')
        .map_or(email.to_owned(), |(local, domain)| {
            format!("{local}@{}", domain.to_lowercase())
        })
}

fn texts(list: &Value) -> Vec<String> {
    sorted(list, |item| item.as_str().unwrap_or("").to_owned())
}

fn sorted(list: &Value, text: impl Fn(&Value) -> String) -> Vec<String> {
    let mut texts: Vec<String> = list.as_array().expect("a list").iter().map(text).collect();
    texts.sort();
    texts
}
