//! TypeScript from the list of commands, so that the window's types cannot drift from the wire.

use portreeve_core::kind::Kind;
use portreeve_core::own::OwnPermission;

use crate::declare::Access;
use crate::dispatch::find;
use crate::error::CommandError;
use crate::error_class::{Action, ErrorClass, Severity};
use crate::list::commands;
use crate::own_event::OwnEvent;
use crate::reason::{NUMBERED, TITLED};
use crate::wire::collect::Collector;
use crate::wire::{Done, Nothing};
use crate::words::FIELD_WORDS;

const HEADER: &str = "// Made from the command list by `cargo xtask bindings`. Do not edit.\n\n";

/// Collects the types of request and response; gives their names.
pub type CollectTypes = fn(&mut Collector) -> (String, String);

/// The generated files, each with its name. `host_calls` are the calls that a window makes beside commands.
pub fn generate(host_calls: &[(&'static str, CollectTypes)]) -> [(&'static str, String); 4] {
    let mut collector = Collector::new();
    collector.collect::<CommandError>();
    collector.collect::<Done<Nothing>>();
    let host_types: Vec<_> = host_calls
        .iter()
        .map(|(name, types)| (*name, types(&mut collector)))
        .collect();
    let types: Vec<_> = commands()
        .map(|spec| (spec, (spec.types)(&mut collector)))
        .collect();

    let names = collector
        .declarations
        .keys()
        .map(String::as_str)
        .collect::<Vec<_>>();
    let called = types.iter().map(|(spec, types)| (spec.declared.name, types));
    let called = called.chain(host_types.iter().map(|(name, types)| (*name, types)));
    let used = names.iter().filter(|name| {
        called
            .clone()
            .any(|(_, (request, response))| request == *name || response == *name)
    });
    let imports = used.map(|name| format!("  {name},\n")).collect::<String>();
    let mut commands = format!("{HEADER}import type {{\n{imports}}} from \"./wire\";\n\n");
    let rows = |rows: &mut dyn Iterator<Item = (&str, &(String, String))>| {
        rows.map(|(name, (request, response))| {
            format!("  \"{name}\": {{ request: {request}; response: {response} }};\n")
        })
        .collect::<String>()
    };
    commands.push_str(&format!(
        "/** Every command with its request and response. */\nexport interface Commands {{\n{}}}\n",
        rows(&mut called.clone().take(types.len()))
    ));
    commands.push_str(&format!(
        "\n/** What is asked of the host, with request and response: it needs no open directory and no session. */\n\
         export interface HostCalls {{\n{}}}\n",
        rows(&mut called.clone().skip(types.len()))
    ));
    commands.push_str(&own_permissions());
    commands.push_str(&needs());
    commands.push_str(&reads());
    commands.push_str(&jobs());

    let wire = collector
        .declarations
        .into_values()
        .collect::<Vec<_>>()
        .join("\n");
    [
        ("wire.ts", format!("{HEADER}{wire}")),
        ("commands.ts", commands),
        ("errors.ts", errors()),
        ("words.ts", words()),
    ]
}

fn own_permissions() -> String {
    let names = OwnPermission::ALL.map(|own| format!("\n  | \"{}\"", own.name()));
    let labels = OwnPermission::ALL.map(|own| format!("  \"{}\": \"{}\",\n", own.name(), own.label()));
    format!(
        "\n/** Portreeve's own permissions: what operators can do here. */\nexport type OwnPermission ={};\n\n\
         /** The words for each. */\nexport const OWN_LABELS: Record<OwnPermission, string> = {{\n{}}};\n",
        names.concat(),
        labels.concat()
    )
}

/// What each command needs, from its declaration.
fn needs() -> String {
    let rows = commands().map(|spec| {
        let needed = match spec.declared.access {
            // What the command for one person needs.
            Access::ForEach => "null".to_owned(),
            Access::Public | Access::SignedIn => "null".to_owned(),
            Access::Needs(own) | Access::Over(own) => format!("\"{}\"", own.name()),
            Access::Superuser => "\"superuser\"".to_owned(),
        };
        format!("  \"{}\": {needed},\n", spec.declared.name)
    });
    format!(
        "\n/** What each command takes beside being signed in. */\nexport const COMMAND_NEEDS: Record<keyof Commands, \
         OwnPermission | \"superuser\" | null> = {{\n{}}};\n",
        rows.collect::<String>()
    )
}

/// The kinds of records that each command's answer comes from. The window asks the command again when a commit
/// touches one of them.
fn reads() -> String {
    let quoted = |kind: Kind| format!("\"{}\"", kind.name());
    let rows = commands().filter_map(|spec| {
        let kinds: Vec<String> = spec.declared.depends_on()?.into_iter().map(quoted).collect();
        Some(format!("  \"{}\": [{}],\n", spec.declared.name, kinds.join(", ")))
    });
    let all = Kind::ALL.map(|kind| format!("  {},\n", quoted(kind)));
    format!(
        "\n/** Every kind of record. */\nexport const RECORD_KINDS = [\n{}] as const;\n\
         export type RecordKind = (typeof RECORD_KINDS)[number];\n\
         \n/** The kinds of records that the answer of a command depends on. What is not listed can depend on anything. */\n\
         export const COMMAND_READS: Partial<Record<keyof Commands, readonly RecordKind[]>> = {{\n{}}};\n",
        all.concat(),
        rows.collect::<String>()
    )
}

/// The commands that take so long that the window shows how far they are.
fn jobs() -> String {
    let jobs = commands().filter(|spec| spec.declared.job.is_some());
    let rows = jobs.map(|spec| format!("  \"{}\",\n", spec.declared.name));
    format!(
        "\n/** Commands that say how far they are, and can be cancelled. */\nexport const JOBS: readonly (keyof \
         Commands)[] = [\n{}];\n",
        rows.collect::<String>()
    )
}

/// The names of events, and the words for the fields that they change.
fn words() -> String {
    let own = OwnEvent::ALL.map(OwnEvent::name);
    let mut names: Vec<_> = commands().map(|spec| spec.declared.name).collect();
    names.extend(own.into_iter().filter(|own| find(own).is_err()));
    let names: String = names.iter().map(|name| format!("  \"{name}\",\n")).collect();
    let fields = FIELD_WORDS.map(|(field, words)| format!("  {field}: \"{words}\",\n"));
    format!(
        "{HEADER}/** Everything that leaves events, or a refusal in the trail. */\nexport const EVENT_NAMES = [\n{names}];\n\n\
         /** Fields whose names are not words. */\nexport const FIELD_WORDS: Record<string, string> = {{\n{}}};\n",
        fields.concat()
    )
}

/// What the window says of each class of errors, and of the reasons that have a title of their own.
fn errors() -> String {
    let classes = ErrorClass::ALL.iter().map(|class| {
        let severity = match class.severity() {
            Severity::Wrong => "wrong",
            Severity::Blocked => "blocked",
            Severity::Broken => "broken",
        };
        let action = match class.action() {
            Action::None => "none",
            Action::Retry => "retry",
            Action::SignIn => "sign_in",
            Action::Unlock => "unlock",
        };
        format!(
            "  {}: {{ severity: \"{severity}\", title: \"{}\", action: \"{action}\" }},\n",
            class.name(),
            class.title()
        )
    });
    let numbered = NUMBERED.iter().map(|row| (row.reason, row.title));
    let titles = numbered
        .chain(TITLED.iter().copied())
        .map(|(reason, title)| format!("  \"{}\": \"{title}\",\n", reason.name));
    format!(
        "{HEADER}import type {{ ErrorClass }} from \"./wire\";\n\n\
         /** How much it matters: `wrong` can be mended on the spot, `blocked` needs something else first, `broken` is \
         grave. */\nexport type Severity = \"wrong\" | \"blocked\" | \"broken\";\n\n\
         /** What the window offers beside the words. */\n\
         export type ErrorAction = \"none\" | \"retry\" | \"sign_in\" | \"unlock\";\n\n\
         export interface ErrorEntry {{\n  severity: Severity;\n  title: string;\n  action: ErrorAction;\n}}\n\n\
         /** Each class of errors. */\n\
         export const ERRORS: Record<ErrorClass, ErrorEntry> = {{\n{}}};\n\n\
         /** Reasons with a title of their own; any other reason has its class's. */\n\
         export const TITLES: Readonly<Record<string, string>> = {{\n{}}};\n",
        classes.collect::<String>(),
        titles.collect::<String>()
    )
}

/// The tables of exit codes in `docs/cli.md`: of the classes, and of the reasons that have one of their own.
pub fn exit_codes() -> [String; 2] {
    let classes = ErrorClass::ALL
        .iter()
        .map(|class| format!("| {} | `{}` | {} |\n", class.exit(), class.name(), class.words()));
    let reasons = NUMBERED.iter().map(|row| {
        let (reason, class) = (row.reason.name, row.reason.class.name());
        format!("| {} | `{reason}` | `{class}` | {} |\n", row.exit, row.words)
    });
    [
        format!(
            "| exit | class | meaning |\n|---|---|---|\n{}",
            classes.collect::<String>()
        ),
        format!(
            "| exit | reason | class | meaning |\n|---|---|---|---|\n{}",
            reasons.collect::<String>()
        ),
    ]
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Compares each table as a whole, so that it finds stale rows as well as missing ones.
    #[test]
    fn bindings_of_the_documentation_are_the_tables_of_exit_codes() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/cli.md");
        let mut page = std::fs::read_to_string(&path).unwrap();
        for table in super::exit_codes() {
            let head = table.lines().next().unwrap_or_default();
            let start = page.find(head).expect("the page has the table");
            let end = page[start..]
                .find("\n\n")
                .map_or(page.len(), |end| start + end + 1);
            if std::env::var_os("PORTREEVE_WRITE_BINDINGS").is_some() {
                page.replace_range(start..end, &table);
                std::fs::write(&path, &page).unwrap();
                continue;
            }
            assert_eq!(
                page[start..end],
                table,
                "docs/cli.md is out of date: run `cargo xtask bindings`"
            );
        }
    }
}
