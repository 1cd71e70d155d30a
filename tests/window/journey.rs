//! From a first start to a token that a Django app accepts.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::key::Key;

use crate::desktop::Desktop;
use crate::pictures::Pictures;
use crate::verifier::{Verdict, forged, issue_by_command_line, verify};
use crate::window::{Window, chord};

const ADMIN: &str = "root";
const PASSWORD: &str = "correct horse battery staple";

/// The number of people in `tests/fixtures/django/dump_pk.json`.
const PEOPLE_IN_DUMP: usize = 60;
const EDITORS_IN_DUMP: usize = 30;
/// Active, and not an editor.
const NEW_EDITOR: &str = "user008";

fn dump() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/django/dump_pk.json")
}

/// WebKit's driver may never answer a call; the run must not hang then.
const TIME_LIMIT: Duration = Duration::from_secs(300);

#[tokio::test]
async fn from_a_first_start_to_a_token_that_an_app_accepts() {
    tokio::time::timeout(TIME_LIMIT, journey())
        .await
        .expect("the journey ends in time");
}

async fn journey() {
    let desktop = Desktop::start().await;
    let window = Window::open(&desktop).await;
    let pictures = Pictures::new();

    first_run(&window, &pictures).await;
    people(&window, &pictures).await;
    groups(&window, &pictures).await;
    let config = desktop.sandbox.path("portreeve_jwt.py");
    local_app(&window, &pictures, &config).await;
    lock(&window, &pictures).await;
    activity(&window, &pictures).await;
    settings(&window, &pictures).await;
    let backup = desktop.sandbox.path("team.backup");
    backups(&window, &pictures, &backup).await;
    sign_in(&window, &pictures).await;
    guards(&window).await;

    // The window has the directory open; the command line goes through it.
    let token = issue_by_command_line(&desktop.sandbox, ADMIN, PASSWORD, "billing", NEW_EDITOR);
    assert_eq!(
        verify(&config, NEW_EDITOR, &token),
        Verdict::Accepted {
            subject: NEW_EDITOR.into()
        }
    );
    assert_eq!(verify(&config, NEW_EDITOR, &forged(&token)), Verdict::Refused);

    window.close().await;
}

async fn first_run(window: &Window, pictures: &Pictures) {
    window.heading("Name your team").await;
    pictures.take(window, "1-team").await;
    window.fill("Team name", "Acme").await;
    window.press("Continue").await;

    window.heading("Where should the encryption key be kept?").await;
    window
        .until(
            "offers the keychain",
            "document.querySelector('input[type=radio]').checked",
        )
        .await;
    pictures.take(window, "2-key").await;
    window.press("Continue").await;

    window.heading("Create the first admin").await;
    window.fill("Username", ADMIN).await;
    window.fill("Password", PASSWORD).await;
    window.fill("Repeat password", PASSWORD).await;
    pictures.take(window, "3-admin").await;
    window.press("Create team").await;

    window.heading("Make a recovery kit").await;
    pictures.take(window, "4-kit").await;
    window.press("Skip for now").await;

    window.heading("Add your people").await;
    window.fill("Django dump", &dump().to_string_lossy()).await;
    window.press("Preview").await;
    window
        .region("What will be imported", &PEOPLE_IN_DUMP.to_string())
        .await;
    pictures.take(window, "5-people").await;
    window.press(&format!("Import {PEOPLE_IN_DUMP} people")).await;
}

async fn people(window: &Window, pictures: &Pictures) {
    window.heading("People").await;
    window.rows("People", PEOPLE_IN_DUMP + 1).await;
    pictures.take(window, "people").await;
    layers(window, pictures).await;
    panes(window, pictures).await;
    window.fill("Filter people", "group:Editors").await;
    window.rows("People", EDITORS_IN_DUMP).await;
    pictures.take(window, "people-filtered").await;
    window.open_row("user001").await;
    window.region("Person", "user001").await;
    pictures.take(window, "person").await;
}

/// Opens each layer above a screen, by its key.
async fn layers(window: &Window, pictures: &Pictures) {
    window.keys(&chord(Key::Shift, '?')).await;
    window.heading("Keyboard shortcuts").await;
    pictures.take(window, "shortcuts").await;
    window.press("Close").await;
    window.misses("Keyboard shortcuts").await;
    window.keys(&chord(Key::Control, 'k')).await;
    window.sees("Import from Django").await;
    pictures.take(window, "palette").await;
    window
        .pick("Search actions", "import", "Import from Django")
        .await;
}

/// Imports once more, then opens each pane beside the list.
async fn panes(window: &Window, pictures: &Pictures) {
    window.heading("From a Django site").await;
    pictures.take(window, "import").await;
    window.fill("Django dump", &dump().to_string_lossy()).await;
    window.press("Preview").await;
    window.sees("Nothing to import").await;
    pictures.take(window, "import-plan").await;
    window.go_to("People").await;
    window.press("Add person").await;
    window.fill("Username", "zoe").await;
    window.fill("Password", "zoe").await;
    window.sees("characters").await;
    pictures.take(window, "new-person").await;
    window.press("Cancel").await;
}

async fn groups(window: &Window, pictures: &Pictures) {
    window.go_to("Groups").await;
    window.open_row("Editors").await;
    window.rows("Members of Editors", EDITORS_IN_DUMP).await;
    window.choose("Add member", NEW_EDITOR, NEW_EDITOR).await;
    window.rows("Members of Editors", EDITORS_IN_DUMP + 1).await;
    toast(window).await;
    pictures.take(window, "groups").await;
}

/// A message about a finished action stands in the empty part of the navigation, where it covers nothing.
async fn toast(window: &Window) {
    window
        .until(
            "shows the toast between the last screen and who is signed in",
            "(() => {
                const edge = (path, side) => document.querySelector(path)?.getBoundingClientRect()[side];
                const toast = '[data-position=bottom-left] [role=alert]';
                const nav = 'nav[aria-label=Screens]';
                return edge(toast, 'right') < edge(nav, 'right') &&
                    edge(toast, 'top') > edge(`${nav} a:last-of-type`, 'bottom') &&
                    edge(toast, 'bottom') < edge(`${nav} > :last-child`, 'top');
            })()",
        )
        .await;
}

async fn local_app(window: &Window, pictures: &Pictures, config: &Path) {
    window.go_to("Apps").await;
    pictures.take(window, "apps-empty").await;
    window.press("Add app").await;
    window.fill("App name", &format!("billing{}", Key::Enter)).await;
    window.heading("What the token says").await;
    window.region("Decoded token", "\"aud\": \"billing\"").await;
    window
        .choose("Preset", "", "Django REST framework (simplejwt)")
        .await;
    window.region("Config", "SIMPLE_JWT").await;
    window.fill("Save as", &config.to_string_lossy()).await;
    window.press("Save to file").await;
    window.sees("readable by you only").await;
    window.press("Test with a real token").await;
    pictures.take(window, "local-app").await;
}

async fn lock(window: &Window, pictures: &Pictures) {
    window.press("Lock").await;
    window.heading("Acme is locked").await;
    window.misses("billing").await;
    pictures.take(window, "locked").await;
    window.fill("Password", "a wrong one, to begin with").await;
    window.press("Unlock").await;
    window.sees("wrong").await;
    window.fill("Password", PASSWORD).await;
    window.press("Unlock").await;
    // Back on the pane from before.
    window.heading("What the token says").await;
}

/// The trail so far, and the preview of one change's undo.
async fn activity(window: &Window, pictures: &Pictures) {
    window.go_to("Activity").await;
    window.sees("complete and unchanged since").await;
    pictures.take(window, "activity").await;
    window
        .open_row(&format!("{ADMIN} added {NEW_EDITOR} to Editors"))
        .await;
    window.region("Changes", "Editors").await;
    window.press("Undo…").await;
    window.sees("Undoing will change").await;
    pictures.take(window, "event").await;
    window.press("Cancel").await;
    window.press("Close panel").await;
    window.press("Checkpoints").await;
    window.heading("Checkpoint").await;
    pictures.take(window, "checkpoints").await;
}

/// Backs the directory up to a file and tests the backup.
async fn backups(window: &Window, pictures: &Pictures, file: &Path) {
    window.press("Back up now…").await;
    window.fill("Save as", &file.to_string_lossy()).await;
    window.fill("Passphrase", PASSWORD).await;
    window.fill("Repeat passphrase", PASSWORD).await;
    pictures.take(window, "back-up").await;
    window.press("Back up").await;
    window.sees("Backed up").await;
    pictures.take(window, "backed-up").await;
    window.press("Test it…").await;
    window.fill("Passphrase", PASSWORD).await;
    window.press("Test").await;
    window.sees("It works").await;
    pictures.take(window, "rehearsed").await;
    window.press("Close").await;
}

async fn settings(window: &Window, pictures: &Pictures) {
    window.go_to("Overview").await;
    pictures.take(window, "overview").await;
    window.go_to("Permissions").await;
    pictures.take(window, "permissions").await;
    window.go_to("Apps").await;
    for tab in ["Tokens", "Keys"] {
        window.press(tab).await;
        pictures.take(window, &tab.to_lowercase()).await;
    }
    window.go_to("Sign-in").await;
    pictures.take(window, "sign-in-now").await;
    window.go_to("Settings").await;
    pictures.take(window, "team").await;
    window.press("This computer").await;
    for theme in ["Dark", "Light"] {
        window.press(theme).await;
        let shown = theme.to_lowercase();
        let condition = format!("document.documentElement.dataset.mantineColorScheme === '{shown}'");
        window.until(&format!("turns {shown}"), &condition).await;
    }
    pictures.take(window, "this-computer").await;
    window.go_to("Data").await;
    for tab in ["Health", "Backups"] {
        window.press(tab).await;
        pictures.take(window, &tab.to_lowercase()).await;
    }
}

async fn sign_in(window: &Window, pictures: &Pictures) {
    window.keys(&chord(Key::Control, 'k')).await;
    window.pick("Search actions", "sign out", "Sign out").await;
    window.heading("Sign in to Acme").await;
    pictures.take(window, "sign-in").await;
    window.fill("Password", PASSWORD).await;
    window.press("Sign in").await;
    window.go_to("Settings").await;
}

/// The limits to the window's own pages and commands, tried from inside.
async fn guards(window: &Window) {
    window
        .until(
            "hides the isolated frame",
            "document.querySelector('#__tauri_isolation__').offsetHeight === 0",
        )
        .await;
    window
        .until("freezes prototypes", "Object.isFrozen(Object.prototype)")
        .await;
    window
        .until(
            "keeps the bridge from being a global",
            "window.__TAURI__ === undefined",
        )
        .await;
    window
        .until(
            "opens no other window",
            "window.open('https://example.org/') === null",
        )
        .await;
    window.ask("location.assign('https://example.org/')").await;
    window.heading("Settings").await;
    // Neither the isolated frame nor Rust answers a command that is not on the list.
    window.ask(
        "window.asked = [];
         for (const command of ['plugin:event|emit', 'plugin:webview|create_webview_window', 'plugin:dialog|open'])
           window.__TAURI_INTERNALS__.invoke(command, {}).then(() => asked.push(command));
         window.__TAURI_INTERNALS__.invoke('ask_host', { call: 'status', request: {} }).then(() => asked.push('status'))",
    )
    .await;
    window
        .until("answers its own commands", "asked.includes('status')")
        .await;
    window.until("answers no others", "asked.length === 1").await;
}
