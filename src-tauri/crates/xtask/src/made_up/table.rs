//! The made-up kind and command: new files, insertions into others, and each declaration that can be left out.

/// New files: the source in `tests/made_up`, and the place in `src-tauri/crates`.
pub const FILES: &[(&str, &str)] = &[
    ("core.rs", "core/src/widget.rs"),
    ("storage.rs", "storage/src/record/widget.rs"),
    ("commands.rs", "commands/src/widget/mod.rs"),
    ("commands_wire.rs", "commands/src/widget/wire.rs"),
    ("cli_args.rs", "cli/src/args/widget.rs"),
    ("cli_run.rs", "cli/src/run/widget.rs"),
];

/// Insertions into existing files: the file in `src-tauri/crates`, the text right before, which the file has once, and the
/// new text.
pub const INSERTIONS: &[(&str, &str, &str)] = &[
    ("core/src/lib.rs", "pub mod user;\n", "pub mod widget;\n"),
    (
        "core/src/kind.rs",
        "\nkinds! {\n",
        "/// A widget.\nWidget(\"widget\", \"a widget\", Kept, PutBack, Removable, SignedIn, Unrelated, InMemory),\n",
    ),
    (
        "core/src/record/mod.rs",
        "\nrecords! {\n",
        "Widget(crate::widget::Widget, none, none),\n",
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
        "            RecordId::Profile(())\n            | RecordId::CostliestHash(())\n",
        "| RecordId::Widget(_)\n",
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
        "pub(crate) use user::{People, User};\n",
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
        "        Command::User(command) => user::run(&asking_host(output)?, command, output),\n",
        "Command::Widget(command) => widget::run(&asking_host(output)?, command, output),\n",
    ),
];

/// A declaration, and the text in its place when it is left out.
pub struct Declaration {
    pub what: &'static str,
    /// In `src-tauri/crates`.
    pub file: &'static str,
    pub text: &'static str,
    pub instead: &'static str,
    /// The file that the compiler names then.
    pub named: &'static str,
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

/// The declarations that the compiler misses. Crates that others need come first, so that few are compiled twice.
pub const DECLARATIONS: &[Declaration] = &[
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
        "whether it is ever removed",
        "core/src/kind.rs",
        "\"a widget\", Kept, PutBack, Removable, SignedIn, Unrelated",
        "\"a widget\", Kept, PutBack, SignedIn, Unrelated",
    ),
    declared(
        "who changes it",
        "core/src/kind.rs",
        "\"a widget\", Kept, PutBack, Removable, SignedIn, Unrelated",
        "\"a widget\", Kept, PutBack, Removable, Unrelated",
    ),
    declared(
        "off-boarding",
        "core/src/kind.rs",
        "\"a widget\", Kept, PutBack, Removable, SignedIn, Unrelated, InMemory",
        "\"a widget\", Kept, PutBack, Removable, SignedIn, InMemory",
    ),
    declared(
        "what holds it",
        "core/src/kind.rs",
        "\"a widget\", Kept, PutBack, Removable, SignedIn, Unrelated, InMemory",
        "\"a widget\", Kept, PutBack, Removable, SignedIn, Unrelated",
    ),
    declared(
        "trail and undo: the fields",
        "core/src/widget.rs",
        "    const FIELDS: &'static [Field<Self>] = fields! {\n        Widget { value colour, }\n        neither: name\n    };\n",
        "",
    ),
    declared("trail: a field", "core/src/widget.rs", "value colour,", ""),
    declared(
        "undo: whether it is possible",
        "core/src/widget.rs",
        "    fn finality(_: Option<&Self>, _: &String, _: &dyn Names) -> Option<Irreversible> {\n        None\n    }\n",
        "",
    ),
    declared(
        "whose it is",
        "core/src/record/mod.rs",
        "Widget(crate::widget::Widget, none, none)",
        "Widget(crate::widget::Widget, none)",
    ),
    declared(
        "what it owns",
        "core/src/record/mod.rs",
        "Widget(crate::widget::Widget, none, none)",
        "Widget(crate::widget::Widget, none)",
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
        "| RecordId::Widget(_)\n",
        "",
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
        "its unique names",
        "core/src/widget.rs",
        "    fn names(&self) -> Vec<UniqueName> {\n        Vec::new()\n    }\n",
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
    declared("proof", "commands/src/widget/mod.rs", "proof: AtSignIn,", ""),
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
