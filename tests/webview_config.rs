//! The window's hardening, setting by setting, in the files that the build reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

#[path = "../src-tauri/command_names.rs"]
mod command_names;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn config() -> Value {
    serde_json::from_str(&read("tauri.conf.json")).expect("tauri.conf.json is JSON")
}

fn security() -> Value {
    config()["app"]["security"].clone()
}

/// It is written out in the configuration, because `removeUnusedCommands` looks for files in a fixed folder.
fn capability() -> Value {
    security()["capabilities"][0].clone()
}

fn manifest() -> toml_lines::Lines {
    toml_lines::Lines::of(&read("Cargo.toml"))
}

/// Reads single lines of TOML, without a TOML parser.
mod toml_lines {
    pub struct Lines(Vec<(String, String)>);

    impl Lines {
        pub fn of(text: &str) -> Self {
            let mut section = String::new();
            let mut lines = Vec::new();
            for line in text.lines() {
                if line.starts_with('[') {
                    section = line.trim_matches(['[', ']']).to_owned();
                } else {
                    lines.push((section.clone(), line.to_owned()));
                }
            }
            Self(lines)
        }

        pub fn has(&self, section: &str, line: &str) -> bool {
            self.0.iter().any(|(of, text)| of == section && text == line)
        }

        pub fn find(&self, section: &str, start: &str) -> Option<&str> {
            let found = self
                .0
                .iter()
                .find(|(of, text)| of == section && text.starts_with(start));
            found.map(|(_, text)| text.as_str())
        }
    }
}

/// There is no `frame-src`: the isolated frame has an origin that is new in each build, which Tauri adds to
/// `default-src` (docs/decisions/0005-isolated-frame-origin.md).
const CSP: [(&str, &str); 13] = [
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "ipc: http://ipc.localhost"),
    ("form-action", "'none'"),
    ("base-uri", "'none'"),
    ("object-src", "'none'"),
    ("media-src", "'none'"),
    ("worker-src", "'none'"),
    ("manifest-src", "'none'"),
    ("frame-ancestors", "'none'"),
];

#[test]
fn the_content_security_policy_allows_the_app_itself_and_nothing_else() {
    let csp = security()["csp"].clone();
    assert_eq!(
        csp,
        Value::Object(
            CSP.iter()
                .map(|(name, value)| ((*name).into(), json!(value)))
                .collect()
        )
    );
}

#[test]
fn while_developing_only_hot_reloading_is_added() {
    let security = security();
    for (name, value) in CSP {
        let while_developing = security["devCsp"][name].as_str().unwrap_or_default();
        let expected = match name {
            "style-src" => "'self' 'unsafe-inline'",
            "connect-src" => "ipc: http://ipc.localhost ws://127.0.0.1:5173",
            _ => value,
        };
        assert_eq!(while_developing, expected, "devCsp {name}");
    }
}

#[test]
fn tauri_may_add_its_nonces_to_the_policy() {
    assert_eq!(security()["dangerousDisableAssetCspModification"], json!(false));
}

#[test]
fn prototypes_are_frozen() {
    assert_eq!(security()["freezePrototype"], json!(true));
}

#[test]
fn calls_pass_through_an_isolated_frame() {
    assert_eq!(
        security()["pattern"],
        json!({ "use": "isolation", "options": { "dir": "src-tauri/isolation" } })
    );
}

#[test]
fn the_isolated_frame_knows_the_same_commands() {
    let script = read("src-tauri/isolation/index.js");
    let known: BTreeSet<&str> = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("[\"")?.split_once('"'))
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("plugin:"))
        .collect();
    assert_eq!(known, command_names::COMMAND_NAMES.iter().copied().collect());
}

#[test]
fn no_file_of_the_system_is_served_to_the_window() {
    assert_eq!(
        security()["assetProtocol"],
        json!({ "enable": false, "scope": [] })
    );
}

#[test]
fn the_bridge_is_not_a_global() {
    assert_eq!(config()["app"]["withGlobalTauri"], json!(false));
}

#[test]
fn there_is_one_capability_and_no_file_can_add_another() {
    assert_eq!(security()["capabilities"].as_array().map(Vec::len), Some(1));
    assert_eq!(capability()["identifier"], json!("main"));
    for folder in ["capabilities", "src-tauri/capabilities"] {
        assert!(!root().join(folder).exists(), "{folder}");
    }
}

#[test]
fn the_window_is_granted_the_apps_commands_and_listening_and_nothing_else() {
    let capability = capability();
    assert_eq!(capability["windows"], json!(["main"]), "one window, by its label");
    assert!(capability.get("webviews").is_none());
    assert!(
        capability.get("remote").is_none(),
        "no address from outside has a right"
    );
    let granted: BTreeSet<String> = capability["permissions"]
        .as_array()
        .expect("permissions")
        .iter()
        .map(|permission| {
            permission
                .as_str()
                .expect("a plain name, without a scope")
                .to_owned()
        })
        .collect();
    let expected: BTreeSet<String> = command_names::COMMAND_NAMES
        .iter()
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        .chain([
            "core:event:allow-listen".to_owned(),
            "core:event:allow-unlisten".to_owned(),
        ])
        .collect();
    assert_eq!(granted, expected);
}

#[test]
fn the_apps_commands_fall_under_the_access_list() {
    let build = read("src-tauri/build.rs");
    assert!(build.contains("AppManifest::new().commands(command_names::COMMAND_NAMES)"));
}

#[test]
fn every_listed_command_is_handled_and_no_other() {
    let shell = read("src-tauri/src/shell.rs");
    let (_, handlers) = shell.split_once("generate_handler![").expect("the handlers");
    let (handlers, _) = handlers.split_once(']').expect("the end of the handlers");
    let handled: BTreeSet<&str> = handlers
        .split(',')
        .filter_map(|path| path.trim().rsplit_once("::"))
        .map(|(_, name)| name)
        .collect();
    assert_eq!(handled, command_names::COMMAND_NAMES.iter().copied().collect());
}

#[test]
fn unused_commands_are_left_out() {
    assert_eq!(config()["build"]["removeUnusedCommands"], json!(true));
}

#[test]
fn where_the_pages_come_from_is_decided() {
    // Changing it later would move the webview's data.
    assert_eq!(config()["app"]["windows"][0]["useHttpsScheme"], json!(false));
}

#[test]
fn the_window_has_no_developer_tools() {
    let windows = config()["app"]["windows"].clone();
    assert_eq!(windows.as_array().map(Vec::len), Some(1));
    assert_eq!(windows[0]["devtools"], json!(false));
    let tauri = manifest();
    let tauri = tauri
        .find("dependencies", "tauri = ")
        .expect("the dependency on tauri");
    assert!(!tauri.contains("devtools"));
    assert!(
        tauri.contains("default-features = false"),
        "no `dynamic-acl`: rights are fixed when it is built"
    );
}

#[test]
fn the_window_is_opened_by_the_shell_with_its_guards() {
    assert_eq!(config()["app"]["windows"][0]["create"], json!(false));
    let shell = read("src-tauri/src/shell.rs");
    assert!(shell.contains(".on_navigation(navigation::is_ours)"));
    assert!(shell.contains(".on_new_window(|_url, _features| tauri::webview::NewWindowResponse::Deny)"));
    assert!(shell.contains(".data_directory(webview_data::folder(app)?)"));
}

#[test]
fn the_window_has_its_size_and_title() {
    let window = config()["app"]["windows"][0].clone();
    for (name, value) in [
        ("label", json!("main")),
        ("title", json!("Portreeve")),
        ("width", json!(1440)),
        ("height", json!(900)),
        ("visible", json!(false)),
        ("minWidth", json!(640)),
        ("minHeight", json!(400)),
    ] {
        assert_eq!(window[name], value, "{name}");
    }
}

#[test]
fn every_answer_carries_the_headers() {
    let headers = security()["headers"].clone();
    assert_eq!(headers["Cross-Origin-Opener-Policy"], json!("same-origin"));
    assert_eq!(headers["Cross-Origin-Resource-Policy"], json!("same-origin"));
    assert_eq!(headers["X-Content-Type-Options"], json!("nosniff"));
    let policy = headers["Permissions-Policy"]
        .as_str()
        .expect("a permissions policy");
    assert!(
        policy.split(", ").all(|feature| feature.ends_with("=()")),
        "every feature is off: {policy}"
    );
}

#[test]
fn the_development_server_stays_on_this_machine() {
    let build = config()["build"].clone();
    assert_eq!(build["devUrl"], json!("http://127.0.0.1:5173"));
    assert_eq!(
        build["beforeDevCommand"]["script"],
        json!("npm run dev -- --host 127.0.0.1")
    );
}

#[test]
fn nothing_updates_itself() {
    assert!(config().get("plugins").is_none());
    assert!(manifest().find("dependencies", "tauri-plugin-updater").is_none());
}

#[test]
fn a_finished_build_survives_a_panic_and_checks_its_sums() {
    let manifest = manifest();
    for line in [
        "panic = \"unwind\"",
        "overflow-checks = true",
        "strip = \"symbols\"",
    ] {
        assert!(manifest.has("profile.release", line), "profile.release: {line}");
    }
}

#[test]
fn every_icon_is_there() {
    let bundle = config()["bundle"].clone();
    assert_eq!(bundle["targets"], json!(["deb", "rpm"]));
    for icon in bundle["icon"].as_array().expect("icons") {
        assert!(root().join(icon.as_str().expect("a path")).is_file(), "{icon}");
    }
}
