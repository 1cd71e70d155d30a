//! TypeScript from the command list: the window's types cannot drift from the wire.

use std::collections::BTreeMap;

use portreeve_core::own::OwnPermission;
use ts_rs::{Config, TS, TypeVisitor};

use crate::declare::Access;
use crate::error::CommandError;
use crate::list::commands;
use crate::wire::home::{
    CreateDirectoryRequest, HomeStatus, OpenDirectoryRequest, RepairResponse, RestoreRequest, RestoreResponse,
};
use crate::wire::recovery::RestoreKeyRequest;
use crate::wire::{Done, Nothing};

/// TypeScript declarations by name.
pub struct Collector {
    config: Config,
    declarations: BTreeMap<String, String>,
}

impl Collector {
    fn new() -> Self {
        Self {
            config: Config::new().with_large_int("number"),
            declarations: BTreeMap::new(),
        }
    }

    /// Adds `T` and what it is made of; returns its name.
    pub fn collect<T: TS + 'static>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Collector {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let name = T::name(&self.config);
        if self.declarations.contains_key(&name) {
            return;
        }
        // Containers such as Option have no declaration of their own, but what they hold has.
        if T::output_path().is_none() {
            return T::visit_dependencies(self);
        }
        let docs = T::docs().unwrap_or_default();
        self.declarations
            .insert(name, format!("{docs}export {}\n", T::decl(&self.config)));
        T::visit_dependencies(self);
    }
}

const HEADER: &str = "// Made from the command list by `cargo xtask bindings`. Do not edit.\n\n";

/// `wire.ts` and `commands.ts`.
pub fn generate() -> (String, String) {
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
            spec.name
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
    (format!("{HEADER}{wire}"), commands)
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
        let needed = match spec.access {
            Access::Public | Access::SignedIn => "null".to_owned(),
            Access::Needs(own) => format!("\"{}\"", own.name()),
            Access::Superuser => "\"superuser\"".to_owned(),
        };
        format!("  \"{}\": {needed},\n", spec.name)
    });
    format!(
        "\n/** What each command takes beside being signed in. */\nexport const COMMAND_NEEDS: Record<keyof Commands, \
         OwnPermission | \"superuser\" | null> = {{\n{}}};\n",
        rows.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// `cargo xtask bindings` sets `PORTREEVE_WRITE_BINDINGS`, which writes instead of comparing.
    #[test]
    fn bindings_are_what_the_command_list_says() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/bindings");
        let (wire, commands) = super::generate();
        for (name, made) in [("wire.ts", wire), ("commands.ts", commands)] {
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
