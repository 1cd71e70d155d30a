//! Crates may depend on each other only as docs/architecture.md draws it. This reads the manifests.

use std::process::Command;

use serde_json::Value;

/// Each of our packages, and our packages that it may depend on.
const PICTURE: &[(&str, &[&str])] = &[
    // The only crate with `unsafe`.
    ("allocator", &[]),
    ("core", &[]),
    ("storage", &["core"]),
    ("keychain", &["core"]),
    ("tokens", &["core"]),
    ("exchange", &["core"]),
    ("backup", &["core"]),
    ("commands", &["core", "exchange", "tokens"]),
    // The only crate that puts the adapters together.
    (
        "host",
        &[
            "allocator",
            "backup",
            "commands",
            "core",
            "storage",
            "keychain",
            "tokens",
        ],
    ),
    ("cli", &["commands", "core", "host"]),
    ("desktop", &["commands", "core", "host"]),
    ("testkit", &["core"]),
    // The program behind the window in its tests.
    ("ui-host", &["commands", "core", "host"]),
    // For the targets of `cargo fuzz`, which no shipped program contains.
    (
        "fuzz",
        &[
            "commands", "core", "exchange", "host", "storage", "testkit", "tokens",
        ],
    ),
    // For its benchmarks only.
    ("xtask", &["commands", "core", "host", "storage", "tokens"]),
];

/// Further packages that tests may use. Every crate may test with `testkit`.
const TESTED_WITH: &[(&str, &str)] = &[
    // Use cases are tested over the real store, with an engine in memory.
    ("commands", "storage"),
    // The fault lab damages the store's files.
    ("desktop", "storage"),
    // The journeys open a directory's own key file to see what lies in the store.
    ("desktop", "keychain"),
];

/// Dependencies that only these crates may have.
const KEPT_TO: &[(&str, &[&str])] = &[
    ("tauri", &["desktop"]),
    ("sled", &["storage"]),
    ("keyring", &["keychain"]),
    // In `commands` requests are arguments, where that is asked for.
    ("clap", &["cli", "commands"]),
    // `desktop` uses it only in the test of the real window.
    ("tokio", &["host", "desktop"]),
    ("jsonwebtoken", &["tokens"]),
    ("age", &["backup"]),
];

/// Forbidden in `core`, so that its types cannot be serialised by accident.
const NOT_IN_CORE: &[&str] = &["serde", "rmp", "getrandom", "rand"];

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Normal,
    Dev,
}

struct Edge {
    from: String,
    to: String,
    kind: Kind,
}

fn our_name(package: &str) -> Option<&str> {
    package.strip_prefix("portreeve-")
}

/// Whether `name` is `family` or one of its parts: `tauri-build` belongs to `tauri`.
fn is_of(name: &str, family: &str) -> bool {
    name.strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

/// What is wrong with this edge; `None` if nothing is.
fn offence(edge: &Edge) -> Option<String> {
    let Edge { from, to, kind } = edge;
    let from_ours = our_name(from)?;
    if let Some(to_ours) = our_name(to) {
        let may_test_with =
            *kind == Kind::Dev && (to_ours == "testkit" || TESTED_WITH.contains(&(from_ours, to_ours)));
        let allowed = PICTURE.iter().find(|(name, _)| *name == from_ours);
        let drawn = allowed.is_some_and(|(_, known)| known.contains(&to_ours));
        return (!may_test_with && !drawn).then(|| format!("{from} must not know {to}"));
    }
    if *kind == Kind::Dev {
        return None;
    }
    if from_ours == "core" && NOT_IN_CORE.iter().any(|family| is_of(to, family)) {
        return Some(format!("{from} must do without {to}"));
    }
    let (_, homes) = KEPT_TO.iter().find(|(family, _)| is_of(to, family))?;
    (!homes.contains(&from_ours))
        .then(|| format!("{to} belongs into {}, not into {from}", homes.join(" or ")))
}

fn workspace_edges() -> Vec<Edge> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let mut edges = Vec::new();
    for package in metadata["packages"].as_array().expect("packages") {
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            edges.push(Edge {
                from: package["name"].as_str().expect("name").to_owned(),
                to: dependency["name"].as_str().expect("name").to_owned(),
                kind: if dependency["kind"] == "dev" {
                    Kind::Dev
                } else {
                    Kind::Normal
                },
            });
        }
    }
    edges
}

#[test]
fn every_edge_is_in_the_picture() {
    let offences: Vec<String> = workspace_edges().iter().filter_map(offence).collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn every_package_is_in_the_picture() {
    for edge in workspace_edges() {
        let name = our_name(&edge.from).unwrap_or_else(|| panic!("{} is not named portreeve-*", edge.from));
        assert!(
            PICTURE.iter().any(|(drawn, _)| *drawn == name),
            "{name} is missing in the picture"
        );
    }
}

#[test]
fn a_forbidden_edge_is_found() {
    let forbidden = [
        ("portreeve-core", "portreeve-storage", Kind::Normal),
        ("portreeve-core", "portreeve-storage", Kind::Dev),
        ("portreeve-storage", "portreeve-keychain", Kind::Normal),
        ("portreeve-commands", "portreeve-host", Kind::Normal),
        ("portreeve-commands", "portreeve-storage", Kind::Normal),
        ("portreeve-cli", "portreeve-storage", Kind::Normal),
        ("portreeve-commands", "portreeve-testkit", Kind::Normal),
        ("portreeve-newcomer", "portreeve-core", Kind::Normal),
        ("portreeve-core", "serde", Kind::Normal),
        ("portreeve-core", "serde_json", Kind::Normal),
        ("portreeve-host", "sled", Kind::Normal),
        ("portreeve-host", "age", Kind::Normal),
        ("portreeve-cli", "tauri-build", Kind::Normal),
        ("portreeve-host", "keyring-core", Kind::Normal),
    ];
    for (from, to, kind) in forbidden {
        let edge = Edge {
            from: from.into(),
            to: to.into(),
            kind,
        };
        assert!(offence(&edge).is_some(), "{from} -> {to} must be found");
    }
}

#[test]
fn an_edge_in_the_picture_passes() {
    let drawn = [
        ("portreeve-storage", "portreeve-core", Kind::Normal),
        ("portreeve-storage", "portreeve-testkit", Kind::Dev),
        ("portreeve-core", "serde_json", Kind::Dev),
        ("portreeve-desktop", "tauri-plugin-dialog", Kind::Normal),
        ("portreeve-storage", "sled", Kind::Normal),
    ];
    for (from, to, kind) in drawn {
        let edge = Edge {
            from: from.into(),
            to: to.into(),
            kind,
        };
        assert_eq!(offence(&edge), None, "{from} -> {to} must pass");
    }
}
