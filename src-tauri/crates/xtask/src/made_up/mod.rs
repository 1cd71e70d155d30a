//! `cargo xtask made-up` adds a made-up record kind and a made-up command to a copy of the sources. With all their
//! declarations everything is green; without any one of them the compiler or a test fails.

mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::journal::{Failure, Journal, Outcome};
use crate::step::Steps;
use crate::tools::{cargo, command};
use crate::workspace;

use table::{DECLARATIONS, FILES, INSERTIONS};

/// The title of the step.
pub const TITLE: &str = "A made-up kind and command: each declaration is missed";

/// What a test misses in the build with everything, where `PORTREEVE_LEFT_OUT` names it: the part left out, and the test.
const AT_RUN_TIME: &[(&str, &str)] = &[
    (
        "event",
        "trail::a_command_that_writes_leaves_one_event_and_one_that_reads_or_counts_leaves_none",
    ),
    (
        "example",
        "trail::a_command_that_writes_leaves_one_event_and_one_that_reads_or_counts_leaves_none",
    ),
];

/// The files that give the noun its command line, and the test that misses it.
const COMMAND_LINE: &[&str] = &["cli/src/args/mod.rs", "cli/src/run/mod.rs"];
const COMMAND_LINE_TEST: &str = "args::tests::every_command_can_be_typed_or_says_why_not";

/// The tests that must pass with everything: each kind is written and read back, each command is closed, recorded and typed.
const TESTS: &[&str] = &[
    "the_store_conforms_in_memory",
    "access::a_command_is_closed_to_callers_who_lack_what_it_declares",
    AT_RUN_TIME[0].1,
    COMMAND_LINE_TEST,
];

/// [`prove`] by itself.
pub fn prove_alone() -> ExitCode {
    let mut steps = Steps::new();
    steps.step(TITLE, prove);
    steps.conclude()
}

/// Leaves out one declaration after the other; each time the compiler or a test must fail. That all of them together are
/// green comes after the compiler, not before: so each crate is compiled whole only once.
pub fn prove(journal: &mut Journal) -> Outcome {
    let whole = made_up()?;
    lay_out(&whole)?;
    for declaration in DECLARATIONS {
        let file = crates_path(declaration.file);
        let without = replaced(&whole, &file, declaration.text, declaration.instead)?;
        write(&file, &without)?;
        let named = format!("{}:", crates_path(declaration.named));
        let is_missed = complaint(journal).is_some_and(|told| told.contains(&named));
        write(&file, &whole[&file])?;
        judge(declaration.what, declaration.named, is_missed)?;
    }
    if complaint(journal).is_some() {
        return Err(Failure(
            "the compiler complains although everything is declared".into(),
        ));
    }
    let (outcome, told) = journal.run_and_tell(&mut tests(TESTS));
    outcome?;
    if let Some(test) = TESTS
        .iter()
        .find(|test| !told.contains(&format!("{test} ... ok")))
    {
        return Err(Failure(format!("there is no test `{test}`")));
    }
    for (what, test) in AT_RUN_TIME {
        let is_missed = fails(journal, tests(&[test]).env("PORTREEVE_LEFT_OUT", what), test);
        judge(what, test, is_missed)?;
    }
    for file in COMMAND_LINE.iter().map(|file| crates_path(file)) {
        let as_it_is = fs::read(workspace::root().join(&file)).map_err(|error| broken(&file, &error))?;
        write(&file, &as_it_is)?;
    }
    let is_missed = fails(journal, &mut tests(&[COMMAND_LINE_TEST]), COMMAND_LINE_TEST);
    judge("command line: what is typed", COMMAND_LINE_TEST, is_missed)
}

fn judge(what: &str, by: &str, is_missed: bool) -> Outcome {
    if is_missed {
        println!("    {what}: red, {by}");
        return Ok(());
    }
    Err(Failure(format!(
        "`{what}` is left out, and {by} does not turn red"
    )))
}

/// Files by their paths from the root of the source.
type Sources = BTreeMap<String, Vec<u8>>;

/// The sources with the made-up kind and command.
fn made_up() -> Result<Sources, Failure> {
    let mut sources = sources()?;
    for (from, to) in FILES {
        let from = format!("tests/made_up/{from}");
        let text = sources.get(&from).cloned();
        let text = text.ok_or_else(|| Failure(format!("{from} is not there")))?;
        sources.insert(crates_path(to), text);
    }
    for (file, after, text) in INSERTIONS {
        let file = crates_path(file);
        let inserted = replaced(&sources, &file, after, &format!("{after}{text}"))?;
        sources.insert(file, inserted);
    }
    // Cargo tells crates of two copies of a workspace apart only by their versions. With another version they share the
    // third-party crates, and neither copy takes the other's crates for its own.
    let manifest = "Cargo.toml".to_owned();
    let other = replaced(
        &sources,
        &manifest,
        "\nversion = \"0.1.0\"\n",
        "\nversion = \"0.0.0\"\n",
    )?;
    sources.insert(manifest, other);
    Ok(sources)
}

/// The files that git tracks or would add, without the window and the docs.
fn sources() -> Result<Sources, Failure> {
    let kinds = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let listed = command("git", &kinds)
        .args(["--", ".", ":!ui", ":!docs"])
        .output()
        .map_err(|error| Failure(format!("git: {error}")))?;
    if !listed.status.success() {
        return Err(Failure("git does not list the sources".into()));
    }
    let listed = String::from_utf8_lossy(&listed.stdout);
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    // A tracked file may be deleted in the folder.
    let there =
        paths.filter_map(|path| Some((path.to_owned(), fs::read(workspace::root().join(path)).ok()?)));
    Ok(there.collect())
}

/// `file` with `new` in place of `old`, which must stand there once.
fn replaced(sources: &Sources, file: &str, old: &str, new: &str) -> Result<Vec<u8>, Failure> {
    let bytes = sources.get(file).map(Vec::as_slice).unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1).into_bytes()),
        times => Err(Failure(format!(
            "{file} has this {times} times in place of once; mend `xtask/src/made_up/table.rs`:\n{old}"
        ))),
    }
}

fn crates_path(file: &str) -> String {
    format!("src-tauri/crates/{file}")
}

fn folder() -> PathBuf {
    workspace::target().join("made-up")
}

/// Makes the copy equal to `sources`.
fn lay_out(sources: &Sources) -> Outcome {
    remove_others(&folder(), "", sources)?;
    sources.iter().try_for_each(|(file, bytes)| write(file, bytes))
}

/// Removes the files in `under` that are not in `sources`.
fn remove_others(folder: &Path, under: &str, sources: &Sources) -> Outcome {
    let Ok(entries) = fs::read_dir(folder.join(under)) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let path = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            remove_others(folder, &format!("{path}/"), sources)?;
        } else if !sources.contains_key(&path) {
            fs::remove_file(entry.path()).map_err(|error| broken(&path, &error))?;
        }
    }
    Ok(())
}

/// Writes a file of the copy if it differs: cargo compiles anew what was written.
fn write(file: &str, bytes: &[u8]) -> Outcome {
    let path = folder().join(file);
    if fs::read(&path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let parent = path.parent().map_or(Ok(()), fs::create_dir_all);
    parent
        .and_then(|()| fs::write(&path, bytes))
        .map_err(|error| broken(file, &error))
}

fn broken(file: &str, error: &std::io::Error) -> Failure {
    Failure(format!("{file}: {error}"))
}

/// Cargo in the copy, with the target folder of the workspace.
fn cargo_there(arguments: &[&str]) -> Command {
    let mut there = cargo(arguments);
    there
        .args(["--workspace", "--no-default-features", "--offline"])
        .current_dir(folder())
        .env("CARGO_TARGET_DIR", workspace::target());
    there
}

/// The compiler's output if it has an error or a warning: clippy takes no warnings.
fn complaint(journal: &mut Journal) -> Option<String> {
    let (_, told) = journal.run_and_tell(&mut cargo_there(&["check", "--all-targets"]));
    let begins = |line: &str| line.starts_with("error") || line.starts_with("warning");
    told.lines().any(begins).then_some(told)
}

fn tests(names: &[&str]) -> Command {
    let mut tests = cargo_there(&["test"]);
    tests.args([
        "--test",
        "commands",
        "--test",
        "store",
        "--bin",
        "portreeve",
        "--no-fail-fast",
        "--",
    ]);
    tests.args(names);
    tests
}

/// Whether `test` itself fails, not the build.
fn fails(journal: &mut Journal, tests: &mut Command, test: &str) -> bool {
    let (outcome, told) = journal.run_and_tell(tests);
    outcome.is_err() && told.contains(&format!("---- {test} stdout ----"))
}
