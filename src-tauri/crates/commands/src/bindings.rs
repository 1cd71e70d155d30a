//! TypeScript from the command list: the window's types cannot drift from the wire.

use portreeve_core::own::OwnPermission;

use crate::declare::Access;
use crate::error::CommandError;
use crate::error_code::{Action, ErrorCode, Severity};
use crate::home::{
    CreateDirectoryRequest, HomeStatus, OpenDirectoryRequest, RepairResponse, RestoreRequest, RestoreResponse,
};
use crate::list::commands;
use crate::recovery::wire::RestoreKeyRequest;
use crate::wire::collect::Collector;
use crate::wire::{Done, Nothing};

const HEADER: &str = "// Made from the command list by `cargo xtask bindings`. Do not edit.\n\n";

/// The files with their names.
pub fn generate() -> [(&'static str, String); 3] {
    let mut collector = Collector::new();
    collector.collect::<CommandError>();
    collector.collect::<Done<Nothing>>();
    collector.collect::<HomeStatus>();
    collector.collect::<CreateDirectoryRequest>();
    collector.collect::<OpenDirectoryRequest>();
    collector.collect::<RepairResponse>();
    collector.collect::<RestoreRequest>();
    collector.collect::<RestoreResponse>();
    collector.collect::<RestoreKeyRequest>();
    let types: Vec<_> = commands()
        .map(|spec| (spec, (spec.types)(&mut collector)))
        .collect();

    let names = collector
        .declarations
        .keys()
        .map(String::as_str)
        .collect::<Vec<_>>();
    let used = names.iter().filter(|name| {
        types
            .iter()
            .any(|(_, (request, response))| request == *name || response == *name)
    });
    let imports = used.map(|name| format!("  {name},\n")).collect::<String>();
    let mut commands = format!("{HEADER}import type {{\n{imports}}} from \"./wire\";\n\n");
    commands.push_str("/** Every command with its request and response. */\nexport interface Commands {\n");
    for (spec, (request, response)) in &types {
        commands.push_str(&format!(
            "  \"{}\": {{ request: {request}; response: {response} }};\n",
            spec.declared.name
        ));
    }
    commands.push_str("}\n");
    commands.push_str(&own_permissions());
    commands.push_str(&needs());

    let wire = collector
        .declarations
        .into_values()
        .collect::<Vec<_>>()
        .join("\n");
    [
        ("wire.ts", format!("{HEADER}{wire}")),
        ("commands.ts", commands),
        ("errors.ts", errors()),
    ]
}

fn own_permissions() -> String {
    let names = OwnPermission::ALL.map(|own| format!("\n  | \"{}\"", own.name()));
    format!(
        "\n/** Portreeve's own permissions: what operators may do here. */\nexport type OwnPermission ={};\n",
        names.concat()
    )
}

/// What each command takes, so that the window need not say it again.
fn needs() -> String {
    let rows = commands().map(|spec| {
        let needed = match spec.declared.access {
            Access::Public | Access::SignedIn => "null".to_owned(),
            Access::Needs(own) | Access::Over(own) => format!("\"{}\"", own.name()),
            Access::Superuser | Access::ProvenSuperuser => "\"superuser\"".to_owned(),
        };
        format!("  \"{}\": {needed},\n", spec.declared.name)
    });
    format!(
        "\n/** What each command takes beside being signed in. */\nexport const COMMAND_NEEDS: Record<keyof Commands, \
         OwnPermission | \"superuser\" | null> = {{\n{}}};\n",
        rows.collect::<String>()
    )
}

/// What the window says of each error.
fn errors() -> String {
    let rows = ErrorCode::ALL.map(|code| {
        let severity = match code.severity() {
            Severity::Wrong => "wrong",
            Severity::Blocked => "blocked",
            Severity::Broken => "broken",
        };
        let action = match code.action() {
            Action::None => "none",
            Action::Retry => "retry",
            Action::SignIn => "sign_in",
            Action::Unlock => "unlock",
        };
        format!(
            "  {}: {{ severity: \"{severity}\", title: \"{}\", action: \"{action}\" }},\n",
            code.name(),
            code.title()
        )
    });
    format!(
        "{HEADER}import type {{ ErrorCode }} from \"./wire\";\n\n\
         /** How much it matters: `wrong` can be mended on the spot, `blocked` needs something else first, `broken` is \
         grave. */\nexport type Severity = \"wrong\" | \"blocked\" | \"broken\";\n\n\
         /** What the window offers beside the words. */\n\
         export type ErrorAction = \"none\" | \"retry\" | \"sign_in\" | \"unlock\";\n\n\
         export interface ErrorEntry {{\n  severity: Severity;\n  title: string;\n  action: ErrorAction;\n}}\n\n\
         export const ERRORS: Record<ErrorCode, ErrorEntry> = {{\n{}}};\n",
        rows.concat()
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// `cargo xtask bindings` sets `PORTREEVE_WRITE_BINDINGS`, which writes instead of comparing.
    #[test]
    fn bindings_are_what_the_command_list_says() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/bindings");
        for (name, made) in super::generate() {
            let path = folder.join(name);
            if std::env::var_os("PORTREEVE_WRITE_BINDINGS").is_some() {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&path, &made).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                committed == made,
                "ui/src/bindings/{name} is out of date: run `cargo xtask bindings`"
            );
        }
    }
}
