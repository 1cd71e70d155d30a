//! Every dependency is used, says which versions fit, has a licence that deny.toml allows, and comes from a source that
//! deny.toml allows. `cargo deny` checks all but the first and more, if it is installed.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The strings in the list `name` of deny.toml.
fn denied_unless(name: &str) -> BTreeSet<String> {
    let file = read("deny.toml");
    let start = format!("\n{name} = [");
    let (_, list) = file
        .split_once(&start)
        .unwrap_or_else(|| panic!("deny.toml has {name}"));
    let (list, _) = list.split_once(']').expect("the list ends");
    let texts = list.split('"').skip(1).step_by(2);
    texts.map(str::to_owned).collect()
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("it runs");
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}");
    String::from_utf8(output.stdout).expect("it is text")
}

/// Every package that is built for this platform, with all default features.
fn packages() -> Vec<Value> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = output(Command::new(rustc).arg("-vV"));
    let platform = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("rustc names its host");
    // Without `--offline`: cargo needs other platforms' packages too, which may not be fetched yet.
    let mut metadata = Command::new(env!("CARGO"));
    metadata
        .args([
            "metadata",
            "--locked",
            "--format-version",
            "1",
            "--filter-platform",
            platform,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    let metadata: Value = serde_json::from_str(&output(&mut metadata)).expect("cargo metadata is JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// Whether the licences in `allowed` satisfy `expression` (SPDX, also in its old spelling with `/`).
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (is_met, rest) = any(&words, allowed);
    is_met && rest.is_empty()
}

fn any<'w>(words: &'w [&'w str], allowed: &BTreeSet<String>) -> (bool, &'w [&'w str]) {
    let (mut is_met, mut rest) = all(words, allowed);
    while let ["OR", after @ ..] = rest {
        let (other, left) = all(after, allowed);
        (is_met, rest) = (is_met | other, left);
    }
    (is_met, rest)
}

fn all<'w>(words: &'w [&'w str], allowed: &BTreeSet<String>) -> (bool, &'w [&'w str]) {
    let (mut is_met, mut rest) = one(words, allowed);
    while let ["AND", after @ ..] = rest {
        let (other, left) = one(after, allowed);
        (is_met, rest) = (is_met & other, left);
    }
    (is_met, rest)
}

fn one<'w>(words: &'w [&'w str], allowed: &BTreeSet<String>) -> (bool, &'w [&'w str]) {
    match words {
        ["(", within @ ..] => match any(within, allowed) {
            (is_met, [")", rest @ ..]) => (is_met, rest),
            (_, rest) => (false, rest),
        },
        [licence, "WITH", exception, rest @ ..] => {
            (allowed.contains(&format!("{licence} WITH {exception}")), rest)
        }
        // "This version or later" is satisfied by this version.
        [licence, rest @ ..] => (allowed.contains(licence.trim_end_matches('+')), rest),
        // The expression is incomplete, so nothing satisfies it.
        [] => (false, &["nothing"]),
    }
}

#[test]
fn every_licence_is_allowed() {
    let allowed = denied_unless("allow");
    let packages = packages();
    assert!(
        packages.len() > 100,
        "all of them are looked at: {}",
        packages.len()
    );
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_met(package["license"].as_str().unwrap_or_default(), &allowed))
        .map(|package| {
            format!(
                "{} {}: {}",
                package["name"], package["version"], package["license"]
            )
        })
        .collect();
    assert!(
        refused.is_empty(),
        "deny.toml does not allow:\n{}",
        refused.join("\n")
    );
}

/// Reads Cargo.lock, which lists the packages of every platform.
#[test]
fn everything_comes_from_where_deny_toml_says() {
    let allowed = denied_unless("allow-registry");
    let lock = read("Cargo.lock");
    let sources: BTreeSet<&str> = lock
        .lines()
        .filter_map(|line| line.strip_prefix("source = "))
        .map(|source| source.trim_matches('"'))
        .collect();
    assert!(!sources.is_empty(), "sources are found");
    for source in sources {
        let registry = source.strip_prefix("registry+").unwrap_or(source);
        assert!(allowed.contains(registry), "{source} is not in deny.toml");
    }
}

/// The packages of this workspace.
fn our_packages() -> Vec<Value> {
    let mut metadata = Command::new(env!("CARGO"));
    metadata
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    let metadata: Value = serde_json::from_str(&output(&mut metadata)).expect("cargo metadata is JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// Our own crates refer to each other by their folder.
#[test]
fn every_dependency_says_which_versions_fit() {
    for package in our_packages() {
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let is_ours = dependency["path"].is_string();
            assert!(
                is_ours || dependency["req"] != "*",
                "{} takes any version of {}",
                package["name"],
                dependency["name"]
            );
        }
    }
}

/// Packages whose crate has another name.
const CRATES: &[(&str, &str)] = &[("md-5", "md5")];

/// A used crate is named in some source file.
#[test]
fn every_dependency_is_used() {
    let mut unused = Vec::new();
    for package in &our_packages() {
        let manifest = Path::new(package["manifest_path"].as_str().expect("a path"));
        let folder = manifest.parent().expect("a manifest is in a folder");
        let sources: String = match folder == Path::new(env!("CARGO_MANIFEST_DIR")) {
            // The other packages lie below this one.
            true => ["src-tauri/src", "src-tauri/build.rs", "tests"]
                .iter()
                .map(|part| sources(&folder.join(part)))
                .collect(),
            false => sources(folder),
        };
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let name = dependency["rename"]
                .as_str()
                .or(dependency["name"].as_str())
                .expect("a name");
            let other = CRATES.iter().find(|(package, _)| *package == name);
            let called = other.map_or(name.replace('-', "_"), |(_, called)| (*called).to_owned());
            if !names(&sources, &called) {
                unused.push(format!("{}: {name}", package["name"]));
            }
        }
    }
    assert!(unused.is_empty(), "not used by:\n{}", unused.join("\n"));
}

/// The Rust sources below `path`, as one text without comments.
fn sources(path: &Path) -> String {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).expect("a folder is listed");
        return entries
            .map(|entry| sources(&entry.expect("an entry").path()))
            .collect();
    }
    match path.extension().is_some_and(|extension| extension == "rs") {
        true => {
            let source = std::fs::read_to_string(path).expect("a source is read");
            let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
            code.map(|line| format!("{line}\n")).collect()
        }
        false => String::new(),
    }
}

/// Whether `sources` contain the word.
fn names(sources: &str, word: &str) -> bool {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
    sources.match_indices(word).any(|(at, _)| {
        let (before, after) = (&sources[..at], &sources[at + word.len()..]);
        !before.ends_with(is_of_word) && !after.starts_with(is_of_word)
    })
}

#[test]
fn a_word_is_found_whole() {
    assert!(names("use serde_json::Value;", "serde_json"));
    assert!(!names("use serde_json::Value;", "serde"));
}

#[test]
fn an_expression_is_met_as_it_says() {
    let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception", "MPL-2.0"]
        .map(String::from)
        .into();
    for met in [
        "MIT",
        "MIT OR Apache-2.0",
        "Unlicense/MIT",
        "Apache-2.0 / MIT",
        "ISC AND (Apache-2.0 OR ISC)",
        "Apache-2.0 WITH LLVM-exception OR Apache-2.0",
        "(MIT OR Apache-2.0) AND ISC",
        "MPL-2.0+",
    ] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for refused in [
        "",
        "GPL-3.0-only",
        "Apache-2.0",
        "MIT AND GPL-3.0-only",
        "(MIT OR ISC) AND Apache-2.0",
        "GPL-2.0-only WITH LLVM-exception",
        "MIT OR",
        "(MIT",
        "MIT)",
        "MIT ISC",
    ] {
        assert!(!is_met(refused, &allowed), "{refused}");
    }
}
