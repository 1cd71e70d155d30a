//! `cargo xtask made-up`: a made-up record kind and a made-up command are added to a copy of the sources. With all that
//! they declare everything is green; without any one declaration something turns red.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::journal::{Failure, Journal, Outcome};
use crate::step::Steps;
use crate::tools::{cargo, command};
use crate::workspace;

/// What it is called among the steps.
pub const TITLE: &str = "What a made-up kind and a made-up command leave out is missed";

/// Whole files: where each lies in `tests/made_up`, and where it goes in `src-tauri/crates`.
const FILES: &[(&str, &str)] = &[
    ("core.rs", "core/src/widget.rs"),
    ("storage.rs", "storage/src/record/widget.rs"),
    ("commands.rs", "commands/src/widget/mod.rs"),
    ("commands_wire.rs", "commands/src/widget/wire.rs"),
    ("cli_args.rs", "cli/src/args/widget.rs"),
    ("cli_run.rs", "cli/src/run/widget.rs"),
];

/// What is inserted into the files that there are: the file in `src-tauri/crates`, what stands right before, and the text.
const INSERTIONS: &[(&str, &str, &str)] = &[
    ("core/src/lib.rs", "pub mod user;\n", "pub mod widget;\n"),
    (
        "core/src/kind.rs",
        "\nkinds! {\n",
        "/// A widget.\nWidget(\"widget\", \"a widget\", Kept, PutBack, InMemory),\n",
    ),
    (
        "core/src/record/mod.rs",
        "\nrecords! {\n",
        "Widget(crate::widget::Widget),\n",
    ),
    (
        "core/src/record/mod.rs",
        "Self::Profile(())\n            | Self::CostliestHash(())",
        "| Self::Widget(_)",
    ),
    (
        "core/src/record/mod.rs",
        "Self::Profile(())\n            | Self::User(_)",
        "| Self::Widget(_)",
    ),
    (
        "core/src/directory/mod.rs",
        "    costliest_hash: Option<Arc<EncodedHash>>,\n",
        "widgets: OrdMap<String, Arc<crate::widget::Widget>>,\n",
    ),
    (
        "core/src/directory/mod.rs",
        "\nimpl Directory {\n",
        "/// A widget.\n\
         pub fn widget(&self, name: &str) -> Option<&Arc<crate::widget::Widget>> { self.widgets.get(name) }\n",
    ),
    (
        "core/src/directory/mod.rs",
        "            Record::CostliestHash(hash) => self.costliest_hash = Some(Arc::new(hash.0.clone())),\n",
        "Record::Widget(widget) => { self.widgets.insert(widget.name.clone(), widget.clone()); }\n",
    ),
    (
        "core/src/directory/mod.rs",
        "            RecordId::LastSignIn(id) => self.users.remove_sign_in(batch, *id),\n",
        "RecordId::Widget(name) => { self.widgets.remove(name); }\n",
    ),
    (
        "core/src/directory/mod.rs",
        "            RecordId::Client(id) => self.client(*id).cloned().map(Record::Client),\n",
        "RecordId::Widget(name) => self.widget(name).cloned().map(Record::Widget),\n",
    ),
    (
        "core/src/rules/authority.rs",
        "by the command.\n            RecordId::Profile(())",
        "| RecordId::Widget(_)",
    ),
    (
        "core/src/rules/authority.rs",
        "        (RecordId::Client(_), None) => one(OwnPermission::DeleteClient),\n",
        "(RecordId::Widget(_), _) => one(OwnPermission::ChangeClient),\n",
    ),
    ("core/src/target.rs", "    Trail,\n", "/// A widget.\nWidget,\n"),
    ("storage/src/record/mod.rs", "\nmod user;\n", "mod widget;\n"),
    (
        "storage/src/record/mod.rs",
        "    written: {\n        Profile(ProfileRecord),\n",
        "Widget(widget::WidgetRecord),\n",
    ),
    (
        "storage/src/key.rs",
        "        Kind::BackupRehearsed => (b\"q\", 1),\n",
        "Kind::Widget => (b\"W\", 1),\n",
    ),
    (
        "storage/src/key.rs",
        "        RecordId::SigningKey(id) => id.0.as_bytes(),\n",
        "RecordId::Widget(name) => &sealer.lookup(&format!(\"widget {name}\")),\n",
    ),
    (
        "storage/src/index.rs",
        "        Record::Profile(_)\n",
        "| Record::Widget(_)\n",
    ),
    (
        "storage/src/record/event.rs",
        "    Trail = TargetKind::Trail => TargetKind::Trail,\n",
        "Widget = TargetKind::Widget => TargetKind::Widget,\n",
    ),
    (
        "testkit/src/conformance/kinds.rs",
        "            Kind::ClockMark => Write::put(ClockMark(self.now)),\n",
        "Kind::Widget => Write::put(portreeve_core::widget::Widget { name: \"gear\".into(), colour: \"red\".into() }),\n",
    ),
    (
        "testkit/src/conformance/kinds.rs",
        "            Kind::ClockMark => store.find::<ClockMark>(())? == Some(ClockMark(self.now)),\n",
        "Kind::Widget => directory.widget(\"gear\").is_some_and(|widget| widget.colour == \"red\"),\n",
    ),
    ("commands/src/lib.rs", "pub mod user;\n", "pub mod widget;\n"),
    (
        "commands/src/list.rs",
        "    crate::user::COMMANDS,\n",
        "crate::widget::COMMANDS,\n",
    ),
    (
        "commands/src/audit/wire.rs",
        "    Trail,\n",
        "/// A widget.\nWidget,\n",
    ),
    (
        "commands/src/audit/row.rs",
        "        TargetKind::Trail => AuditTargetKind::Trail,\n",
        "TargetKind::Widget => AuditTargetKind::Widget,\n",
    ),
    (
        "cli/src/run/audit.rs",
        "        AuditTargetKind::Trail => \"events\",\n",
        "AuditTargetKind::Widget => \"widget\",\n",
    ),
    ("cli/src/args/mod.rs", "\nmod user;\n", "mod widget;\n"),
    (
        "cli/src/args/mod.rs",
        "pub(crate) use user::User;\n",
        "pub(crate) use widget::Widget;\n",
    ),
    (
        "cli/src/args/mod.rs",
        "    User(User),\n",
        "/// Widgets\n#[command(subcommand)]\nWidget(Widget),\n",
    ),
    ("cli/src/run/mod.rs", "\nmod user;\n", "mod widget;\n"),
    (
        "cli/src/run/mod.rs",
        "        Command::User(command) => user::run(&asking_seat(output)?, command, output),\n",
        "Command::Widget(command) => widget::run(&asking_seat(output)?, command, output),\n",
    ),
];

/// A declaration, and what is there instead of it when it is left out.
struct Declaration {
    what: &'static str,
    /// In `src-tauri/crates`.
    file: &'static str,
    text: &'static str,
    instead: &'static str,
    /// The file that the compiler names then.
    named: &'static str,
}

const fn declared(
    what: &'static str,
    file: &'static str,
    text: &'static str,
    instead: &'static str,
) -> Declaration {
    Declaration {
        what,
        file,
        text,
        instead,
        named: file,
    }
}

/// What the compiler misses. Crates that others need come first, so that few are compiled twice.
const DECLARATIONS: &[Declaration] = &[
    declared(
        "restore",
        "core/src/kind.rs",
        "\"a widget\", Kept,",
        "\"a widget\",",
    ),
    declared(
        "undo",
        "core/src/kind.rs",
        "\"a widget\", Kept, PutBack,",
        "\"a widget\", Kept,",
    ),
    declared(
        "what holds it",
        "core/src/kind.rs",
        "\"a widget\", Kept, PutBack, InMemory",
        "\"a widget\", Kept, PutBack",
    ),
    declared("trail: a field", "core/src/widget.rs", "value colour,", ""),
    declared(
        "whose it is",
        "core/src/record/mod.rs",
        "| Self::CostliestHash(())| Self::Widget(_)",
        "| Self::CostliestHash(())",
    ),
    declared(
        "what it owns",
        "core/src/record/mod.rs",
        "| Self::User(_)| Self::Widget(_)",
        "| Self::User(_)",
    ),
    declared(
        "read model: put",
        "core/src/directory/mod.rs",
        "Record::Widget(widget) => { self.widgets.insert(widget.name.clone(), widget.clone()); }",
        "",
    ),
    declared(
        "read model: remove",
        "core/src/directory/mod.rs",
        "RecordId::Widget(name) => { self.widgets.remove(name); }",
        "",
    ),
    declared(
        "read model: find",
        "core/src/directory/mod.rs",
        "RecordId::Widget(name) => self.widget(name).cloned().map(Record::Widget),",
        "",
    ),
    declared(
        "who may write it",
        "core/src/rules/authority.rs",
        "RecordId::Profile(())| RecordId::Widget(_)",
        "RecordId::Profile(())",
    ),
    declared(
        "who may undo it",
        "core/src/rules/authority.rs",
        "(RecordId::Widget(_), _) => one(OwnPermission::ChangeClient),",
        "",
    ),
    declared(
        "key and version",
        "storage/src/key.rs",
        "Kind::Widget => (b\"W\", 1),",
        "",
    ),
    declared(
        "where it lies",
        "storage/src/key.rs",
        "RecordId::Widget(name) => &sealer.lookup(&format!(\"widget {name}\")),",
        "",
    ),
    declared(
        "encoding",
        "storage/src/record/mod.rs",
        "Widget(widget::WidgetRecord),",
        "",
    ),
    declared(
        "by what it is found",
        "storage/src/index.rs",
        "| Record::Widget(_)",
        "",
    ),
    declared(
        "trail: the event's target on disk",
        "storage/src/record/event.rs",
        "Widget = TargetKind::Widget => TargetKind::Widget,",
        "",
    ),
    declared(
        "conformance: written",
        "testkit/src/conformance/kinds.rs",
        "Kind::Widget => Write::put(",
        "Kind::ClockMark => Write::put(",
    ),
    declared(
        "conformance: read back",
        "testkit/src/conformance/kinds.rs",
        "Kind::Widget => directory.widget(\"gear\")",
        "Kind::ClockMark => directory.widget(\"gear\")",
    ),
    declared(
        "access",
        "commands/src/widget/mod.rs",
        "access: Needs(ChangeClient),",
        "",
    ),
    declared("effect", "commands/src/widget/mod.rs", "effect: Writes,", ""),
    declared(
        "command line",
        "commands/src/widget/mod.rs",
        "cli: Line(\"widget add\"),",
        "",
    ),
    declared(
        "words",
        "commands/src/widget/mod.rs",
        "done: \"added a widget\", tried: \"add a widget\",",
        "",
    ),
    declared(
        "example",
        "commands/src/widget/mod.rs",
        "example: WidgetAddRequest { name: example_name(), colour: \"red\".into() },",
        "",
    ),
    Declaration {
        named: "commands/src/widget/mod.rs",
        ..declared(
            "whom the request names",
            "commands/src/widget/wire.rs",
            "    WidgetAddRequest:;\n",
            "",
        )
    },
    Declaration {
        named: "commands/src/widget/mod.rs",
        ..declared(
            "its noun in the list",
            "commands/src/list.rs",
            "crate::widget::COMMANDS,\n",
            "",
        )
    },
    declared(
        "trail: the event's target on the wire",
        "commands/src/audit/row.rs",
        "TargetKind::Widget => AuditTargetKind::Widget,",
        "",
    ),
    declared(
        "trail: what the target is called",
        "cli/src/run/audit.rs",
        "AuditTargetKind::Widget => \"widget\",",
        "",
    ),
];

/// What a test misses in the build that has everything: what is left out, and the test.
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

/// All that the command line has of the noun, and the test that misses it.
const COMMAND_LINE: &[&str] = &["cli/src/args/mod.rs", "cli/src/run/mod.rs"];
const COMMAND_LINE_TEST: &str = "args::tests::every_command_can_be_typed_or_says_why_not";

/// What must be green with everything: that each kind is written and read back, and each command closed, told and typed.
const TESTS: &[&str] = &[
    "every_kind_is_written_and_read_back",
    "access::every_command_is_closed_to_whoever_lacks_what_it_declares",
    AT_RUN_TIME[0].1,
    COMMAND_LINE_TEST,
];

/// [`prove`] by itself.
pub fn prove_alone() -> ExitCode {
    let mut steps = Steps::new();
    steps.step(TITLE, prove);
    steps.conclude()
}

/// Leaves out one declaration after the other; something must turn red each time.
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
    journal.run(&mut tests(TESTS))?;
    for (what, test) in AT_RUN_TIME {
        let is_missed = fails(journal, tests(&[test]).env("PORTREEVE_LEFT_OUT", what), test);
        judge(what, test, is_missed)?;
    }
    for file in COMMAND_LINE.iter().map(|file| crates_path(file)) {
        write(
            &file,
            &fs::read(workspace::root().join(&file)).map_err(|error| broken(&file, &error))?,
        )?;
    }
    let is_missed = fails(journal, &mut tests(&[COMMAND_LINE_TEST]), COMMAND_LINE_TEST);
    judge("what is typed", COMMAND_LINE_TEST, is_missed)
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

/// Files by their paths in the source.
type Sources = BTreeMap<String, Vec<u8>>;

/// The sources with everything that is made up.
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
    // Under another version it is another workspace to cargo: what the two have in common is compiled once, and neither takes
    // the other's crates for its own.
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

/// What git knows or would add, without pages and prose.
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
    // One that git knows may be gone from the folder.
    let there =
        paths.filter_map(|path| Some((path.to_owned(), fs::read(workspace::root().join(path)).ok()?)));
    Ok(there.collect())
}

/// `file` with `new` in place of `old`, which it has once.
fn replaced(sources: &Sources, file: &str, old: &str, new: &str) -> Result<Vec<u8>, Failure> {
    let bytes = sources.get(file).map(Vec::as_slice).unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1).into_bytes()),
        times => Err(Failure(format!(
            "{file} has this {times} times in place of once; mend `xtask/src/made_up.rs`:\n{old}"
        ))),
    }
}

fn crates_path(file: &str) -> String {
    format!("src-tauri/crates/{file}")
}

fn folder() -> PathBuf {
    workspace::target().join("made-up")
}

/// Makes the copy what `sources` are.
fn lay_out(sources: &Sources) -> Outcome {
    remove_others(&folder(), "", sources)?;
    sources.iter().try_for_each(|(file, bytes)| write(file, bytes))
}

/// Removes what there is in `under` and not in `sources`.
fn remove_others(folder: &std::path::Path, under: &str, sources: &Sources) -> Outcome {
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

/// Writes a file of the copy, unless it is so already: cargo goes by when a file was written.
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

/// A cargo in the copy that puts what it makes where all of it lies.
fn cargo_there(arguments: &[&str]) -> Command {
    let mut there = cargo(arguments);
    there
        .args(["--workspace", "--no-default-features", "--offline"])
        .current_dir(folder())
        .env("CARGO_TARGET_DIR", workspace::target());
    there
}

/// What the compiler complains about, if it does. Warnings count: clippy takes none.
fn complaint(journal: &mut Journal) -> Option<String> {
    let (_, told) = journal.run_and_tell(&mut cargo_there(&["check", "--all-targets"]));
    let begins = |line: &str| line.starts_with("error") || line.starts_with("warning");
    told.lines().any(begins).then_some(told)
}

fn tests(names: &[&str]) -> Command {
    let mut tests = cargo_there(&["test", "--quiet"]);
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

/// Whether `test` fails, and not the build.
fn fails(journal: &mut Journal, tests: &mut Command, test: &str) -> bool {
    let (outcome, told) = journal.run_and_tell(tests);
    outcome.is_err() && told.contains(&format!("---- {test} stdout ----"))
}
