//! The modules of a crate use each other in one direction only: a crate without circles must stay without. This reads
//! the sources; a module is a file or folder beside `lib.rs` or `main.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Crates without circles.
const WITHOUT_CIRCLES: &[&str] = &[
    "backup", "cli", "commands", "core", "exchange", "keychain", "tokens",
];

type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_module_knows_itself_by_way_of_others() {
    for name in WITHOUT_CIRCLES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src-tauri/crates")
            .join(name)
            .join("src");
        let graph = graph(&folder);
        assert!(graph.len() > 1, "{name} has modules");
        assert_eq!(circle(&graph), None, "in {name}");
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
        true => vec![std::fs::read_to_string(path).expect("a source")],
        false => Vec::new(),
    }
}

/// The modules named after `crate::`.
fn used(source: &str) -> BTreeSet<String> {
    let source = source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
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
