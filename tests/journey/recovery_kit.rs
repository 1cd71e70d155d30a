//! The key on paper, and back.

use std::path::PathBuf;

use crate::cli_fixture::{CliFixture, PASSWORD, path};
use crate::outcome::{FORBIDDEN, PROOF_NEEDED, SHARE_REJECTED, TARGET_UNWRITABLE, WRONG_CREDENTIALS, says};

/// Makes a kit. Returns its pages.
pub fn kit(desk: &CliFixture, folder: &str) -> Vec<PathBuf> {
    let folder = desk.path(folder);
    crate::cli_fixture::private_folder(&folder);
    let line = [
        "--json",
        "recovery-kit",
        "create",
        "--out",
        path(&folder),
        "--password-stdin",
    ];
    let made = desk.run_with(&line, PASSWORD).done().json();
    let paths = made["paths"].as_array().expect("paths");
    paths
        .iter()
        .map(|path| PathBuf::from(path.as_str().expect("a path")))
        .collect()
}

/// The words of a page in the order of their numbers, as a person types them.
pub fn words(page: &PathBuf) -> String {
    let text = std::fs::read_to_string(page).expect("the page");
    let mut numbered: Vec<(usize, String)> = Vec::new();
    let mut tokens = text.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        if let (Some(Ok(number)), Some(word)) = (token.strip_suffix('.').map(str::parse), tokens.peek()) {
            numbered.push((number, (*word).to_owned()));
        }
    }
    numbered.sort();
    let words: Vec<String> = numbered.into_iter().map(|(_, word)| word).collect();
    words.join(" ")
}

#[test]
fn two_pages_bring_a_lost_key_back() {
    let desk = CliFixture::staffed();
    let pages = kit(&desk, "kit");
    assert_eq!(pages.len(), 3);
    let before = desk.json(&["user", "list"])["total"].clone();
    for (one, other) in [(0, 1), (2, 0), (1, 2)] {
        std::fs::remove_file(desk.home().join("key")).expect("the key file");
        let typed = format!("{}\n{}\n", words(&pages[one]), words(&pages[other]));
        desk.run_with(&["recovery-kit", "restore"], &typed).done();
        if one == 0 {
            // Again before the directory is opened: the trail records both.
            desk.run_with(&["recovery-kit", "restore"], &typed).done();
        }
        // The earlier session was in the key file.
        desk.login("root", PASSWORD);
        assert_eq!(desk.json(&["user", "list"])["total"], before);
    }
    desk.run(&["doctor"]).done();
    let trail = desk.json(&["audit", "list", "--command", "recovery_kit.restore"]);
    assert_eq!(
        trail["rows"].as_array().map(Vec::len),
        Some(4),
        "each time, once: {trail}"
    );
    let row = &trail["rows"][0];
    assert_eq!((&row["via"], &row["outcome"]), (&"setup".into(), &"done".into()));
    says(
        row["detail"].as_str().expect("words"),
        &["passphrase file", "two shares"],
    );
}

#[test]
fn a_page_says_what_it_is_and_only_its_owner_can_read_it() {
    let desk = CliFixture::founded();
    let id = desk.json(&["status"])["directory"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    for (number, page) in kit(&desk, "kit").iter().enumerate() {
        let text = std::fs::read_to_string(page).expect("the page");
        let share = format!("{} of 3", number + 1);
        says(&text, &["Acme", &id, &share, "portreeve recovery-kit restore"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(page).expect("the page").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}

#[test]
fn the_folder_of_the_pages_is_made_for_its_owner_only_and_pages_that_are_there_stay() {
    let desk = CliFixture::founded();
    let create = |folder| ["recovery-kit", "create", "--out", folder, "--password-stdin"];
    desk.refuses_with(&create("nowhere/kit"), PASSWORD, TARGET_UNWRITABLE);
    let inside = desk.home().join("kit");
    desk.refuses_with(&create(path(&inside)), PASSWORD, TARGET_UNWRITABLE);
    assert!(!desk.path("nowhere").exists() && !inside.exists());

    desk.run_with(&create("kit"), PASSWORD).done();
    let page = desk.path("kit/portreeve-recovery-share-1.txt");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = desk
            .path("kit")
            .metadata()
            .expect("the folder")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);
    }
    let before = std::fs::read(&page).expect("the page");
    let words = desk.refuses_with(&create("kit"), PASSWORD, TARGET_UNWRITABLE);
    says(&words, &["is there already", "no pages in it"]);
    assert!(!words.contains("--force"), "there is no such option: {words}");
    assert_eq!(std::fs::read(&page).expect("the page"), before);
}

#[test]
fn a_kit_takes_a_password_where_nobody_can_be_asked_too() {
    let desk = CliFixture::founded();
    let folder = desk.path("kit");
    // A fresh sign-in is not enough.
    desk.login("root", PASSWORD);
    let words = desk.refuses(&["recovery-kit", "create", "--out", path(&folder)], PROOF_NEEDED);
    says(&words, &["needs your password", "--password-stdin"]);
    assert!(!folder.exists());
}

#[test]
fn a_wrong_word_is_named_and_nothing_is_touched() {
    let desk = CliFixture::founded();
    let (pages, others) = (kit(&desk, "kit"), kit(&desk, "later"));
    let [one, two] = [words(&pages[0]), words(&pages[1])];
    let before = desk.files();
    let refused = |typed: String, expected: &[&str]| {
        let refusal = desk.refuses_with(&["recovery-kit", "restore"], &typed, SHARE_REJECTED);
        says(&refusal, expected);
        assert!(desk.files() == before, "something was touched: {typed}");
    };
    let mut typed: Vec<&str> = one.split(' ').collect();
    let right = typed[6];
    typed[6] = if right == "academic" { "acid" } else { "academic" };
    refused(
        format!("{}\n{two}", typed.join(" ")),
        &["the first share: word 7 is wrong", right],
    );
    refused(
        format!("{two}\n{}", typed.join(" ")),
        &["the second share: word 7 is wrong"],
    );
    typed[6] = "xylophone";
    refused(format!("{}\n{two}", typed.join(" ")), &["word 7, `xylophone`"]);
    refused(format!("{one}\n{one}"), &["both are share 1"]);
    refused(format!("{one}\n{}", words(&others[1])), &["different kits"]);
    refused(one.clone(), &["66 words, not 33"]);

    let stranger = CliFixture::founded();
    let theirs = kit(&stranger, "kit");
    refused(
        format!("{}\n{}", words(&theirs[0]), words(&theirs[1])),
        &["does not open the data here"],
    );
    desk.run(&["user", "list"]).done();
}

#[test]
fn a_kit_takes_a_superuser_and_their_password() {
    let desk = CliFixture::founded();
    let line = [
        "recovery-kit",
        "create",
        "--out",
        path(desk.home().parent().expect("a folder")),
        "--password-stdin",
    ];
    desk.refuses_with(&line, "not the password", WRONG_CREDENTIALS);
    desk.add_user("mara", "lighthouse-mussel-kite", &["portreeve.view_user"]);
    desk.login("mara", "lighthouse-mussel-kite");
    desk.refuses_with(&line, "lighthouse-mussel-kite", FORBIDDEN);
}
