//! The modules of a crate use each other in one direction only: a crate without circles must stay without. This reads
//! the sources; a module is a file or folder beside `lib.rs` or `main.rs`. It also counts the lines of what has to stay
//! small.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Crates without circles.
const WITHOUT_CIRCLES: &[&str] = &[
    "backup", "cli", "commands", "core", "exchange", "fuzz", "keychain", "testkit", "tokens", "ui-host",
    "xtask",
];

/// What is the same for every kind of record, and all that must be read to understand it (`docs/decisions/0014-records.md`).
const GENERIC: &[&str] = &[
    "kind.rs",
    "record/mod.rs",
    "record/change.rs",
    "stored/mod.rs",
    "stored/fields.rs",
    "stored/show.rs",
];
/// So much is read in one sitting.
const GENERIC_LINES_MAX: usize = 600;

type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_module_knows_itself_by_way_of_others() {
    let crates = WITHOUT_CIRCLES.iter().map(|name| crate_folder(name));
    for folder in crates.chain([root().join("src-tauri/src")]) {
        let graph = graph(&folder);
        assert!(graph.len() > 1, "{} has modules", folder.display());
        assert_eq!(circle(&graph), None, "in {}", folder.display());
    }
}

#[test]
fn what_is_the_same_for_every_kind_of_record_is_read_in_one_sitting() {
    let files = GENERIC.iter().map(|file| crate_folder("core").join(file));
    let lines: usize = files
        .map(|file| without_tests(&source(&file)).lines().count())
        .sum();
    assert!(lines < GENERIC_LINES_MAX, "{lines} lines");
    for folder in ["record", "stored"] {
        let entries = std::fs::read_dir(crate_folder("core").join(folder)).expect("a folder");
        for entry in entries {
            let file = entry.expect("an entry").file_name();
            let file = format!("{folder}/{}", file.to_string_lossy());
            assert!(GENERIC.contains(&file.as_str()), "{file} counts, too");
        }
    }
}

#[test]
fn a_circle_is_found() {
    let graph = |edges: &[(&str, &[&str])]| -> Graph {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        edges
            .iter()
            .map(|(from, to)| (from.to_string(), set(to)))
            .collect()
    };
    let chain = graph(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])]);
    assert_eq!(circle(&chain), None);
    let ring = graph(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])]);
    assert_eq!(circle(&ring), Some(vec!["b".into(), "c".into()]));
}

#[test]
fn what_a_source_uses_is_found_and_tests_do_not_count() {
    let source = "//! See crate::comment.\nuse crate::{one, two::Three};\nfn f() { crate::four::g(); }\n\
                  #[cfg(test)]\nmod tests { use crate::five; }";
    assert_eq!(
        used(source),
        BTreeSet::from(["one", "two", "four"].map(String::from))
    );
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn crate_folder(name: &str) -> PathBuf {
    root().join("src-tauri/crates").join(name).join("src")
}

fn source(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a source")
}

fn without_tests(source: &str) -> &str {
    let tests = source.split_once("#[cfg(test)]\nmod tests {");
    tests.map_or(source, |(source, _)| source)
}

/// The modules that each module of the crate in `folder` uses.
fn graph(folder: &Path) -> Graph {
    let mut graph = Graph::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        if !matches!(name, "lib" | "main") {
            let uses = graph.entry(name.to_owned()).or_default();
            sources(&path).iter().for_each(|source| uses.extend(used(source)));
        }
    }
    let names: BTreeSet<String> = graph.keys().cloned().collect();
    for (name, uses) in &mut graph {
        uses.retain(|used| names.contains(used) && used != name);
    }
    graph
}

/// The sources at `path`, a file or a folder, without tests.
fn sources(path: &Path) -> Vec<String> {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).expect("a folder");
        return entries
            .flat_map(|entry| sources(&entry.expect("an entry").path()))
            .collect();
    }
    let is_source = path.extension().is_some_and(|end| end == "rs");
    let is_test = path.file_stem().is_some_and(|name| name == "tests");
    match is_source && !is_test {
        true => vec![source(path)],
        false => Vec::new(),
    }
}

/// The modules named after `crate::`.
fn used(source: &str) -> BTreeSet<String> {
    let lines = without_tests(source)
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut used = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        };
        let first = |name: &str| -> String {
            name.trim_start()
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect()
        };
        used.extend(names.into_iter().map(first));
    }
    used.remove("");
    used
}

/// The modules on a circle, if there is one. Modules that use no other remaining one, or that no other remaining one
/// uses, are removed until none is left; the rest is on a circle.
fn circle(graph: &Graph) -> Option<Vec<String>> {
    let mut left = graph.clone();
    loop {
        let names: BTreeSet<String> = left.keys().cloned().collect();
        let is_used: BTreeSet<String> = left.values().flatten().cloned().collect();
        left.retain(|name, uses| is_used.contains(name) && uses.iter().any(|used| names.contains(used)));
        let kept: BTreeSet<String> = left.keys().cloned().collect();
        left.values_mut()
            .for_each(|uses| uses.retain(|used| kept.contains(used)));
        if kept == names {
            break;
        }
    }
    (!left.is_empty()).then(|| left.into_keys().collect())
}
