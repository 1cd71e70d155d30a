//! The answer of an import, and its refusals.

use std::fmt;

use portreeve_core::progress::Cancelled;
use portreeve_core::rules::RuleError;
use portreeve_core::user::User;
use portreeve_exchange::capped::KEPT_MAX;
use portreeve_exchange::import::{Because, Dump, DumpGroup, DumpUser, Held, Importer, Rejected, Why};

use crate::error::{CommandError, ErrorClass, Reason};
use crate::import::wire::*;
use crate::wire::count;

/// The most rows in an answer: no one reads more, and more do not fit into a message.
const ROWS_MAX: usize = 1000;

/// An answer being built.
pub(super) struct Answer {
    pub(super) response: ImportResponse,
    /// The rows in the order in which a person has to look at them: who becomes superuser or staff, what changes, what is
    /// new, what stays the same.
    rows: [Vec<ImportRow>; 4],
    /// The worst reason why a person is held.
    reason: Reason,
}

/// The owner of a name that is too similar to the one in the file.
pub(super) enum Other<'a> {
    /// A person here with the same name in other letters.
    Here(&'a str),
    /// A person here whose name looks the same, or the name is invalid.
    Refused(&'a RuleError),
    /// Another person in the file.
    InFile,
    /// The person is here under another name, and another person here has the name in the file.
    Renamed(&'a str),
}

impl fmt::Display for Other<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(name) => write!(f, "`{name}` is here already, and counts as the same name"),
            Self::Refused(error) => write!(f, "{error}"),
            Self::Renamed(name) => write!(
                f,
                "going by the ids in the file this is `{name}`, and another person has that name here; \
                 rename them here first"
            ),
            Self::InFile => f.write_str("another name of the file counts as the same here"),
        }
    }
}

impl Answer {
    pub(super) fn new(dry_run: bool, dump: &Dump) -> Self {
        let skipped = dump.skipped.iter().map(|skipped| ImportSkipped {
            model: skipped.model.clone(),
            count: count(skipped.count),
        });
        let response = ImportResponse {
            dry_run,
            users_created: 0,
            users_updated: 0,
            users_same: 0,
            groups_created: 0,
            groups_updated: 0,
            groups_same: 0,
            superusers: ImportNames::default(),
            staff: ImportNames::default(),
            permissions_created: 0,
            without_password: 0,
            stay_deleted: 0,
            to_rehash: 0,
            skipped: skipped.collect(),
            stay_disabled: ImportNames::default(),
            brought_back: ImportNames::default(),
            not_in_file: ImportNames::default(),
            held: Vec::new(),
            held_count: 0,
            notes: dump.notes.iter().map(ToString::to_string).collect(),
            login_fields: dump.login_fields.clone(),
            can_undo: true,
            rows: Vec::new(),
            rows_left: 0,
        };
        let mut answer = Self {
            response,
            rows: Default::default(),
            reason: Reason::IMPORT_REJECTED,
        };
        for held in &dump.held.first {
            answer.hold(wire(held), reason(&held.why));
        }
        answer.response.held_count += count(dump.held.more());
        answer
    }

    /// Holds a person whose name is taken by `other`.
    pub(super) fn hold_user(&mut self, user: &DumpUser, other: Other<'_>) {
        let held = ImportHeld {
            kind: "user".to_owned(),
            name: user.login.to_string(),
            place: count(user.place),
            key: user.key.as_deref().map(ToOwned::to_owned),
            is_active: user.is_active,
            last_sign_in_at: user.last_sign_in_at.map(|at| at.to_string()),
            why: other.to_string(),
        };
        self.hold(held, Reason::IMPORT_COLLISION);
    }

    /// Holds a group whose name is taken by `other`.
    pub(super) fn hold_group(&mut self, group: &DumpGroup, other: Other<'_>) {
        let held = ImportHeld {
            kind: "group".to_owned(),
            name: group.name.clone(),
            place: count(group.place),
            key: None,
            is_active: true,
            last_sign_in_at: None,
            why: other.to_string(),
        };
        self.hold(held, Reason::IMPORT_COLLISION);
    }

    fn hold(&mut self, held: ImportHeld, reason: Reason) {
        let is_worse = matches!(
            (self.reason, reason),
            (_, Reason::IMPORT_HASH_TOO_COSTLY) | (Reason::IMPORT_REJECTED, _)
        );
        if is_worse {
            self.reason = reason;
        }
        self.response.held_count += 1;
        if self.response.held.len() < KEPT_MAX {
            self.response.held.push(held);
        }
    }

    /// Adds a note for the importer.
    pub(super) fn note(&mut self, note: String) {
        if self.response.notes.len() < KEPT_MAX {
            self.response.notes.push(note);
        }
    }

    /// What `after` is by this import and was not before, of superuser and staff.
    pub(super) fn gains(&mut self, before: Option<&User>, after: &User) -> Vec<String> {
        let response = &mut self.response;
        let was = |flag: fn(&User) -> bool| before.is_some_and(flag);
        let becomes_superuser = after.is_superuser && !was(|user| user.is_superuser);
        let becomes_staff = after.is_staff && !was(|user| user.is_staff);
        let mut gains = Vec::new();
        for (is_gained, word, names) in [
            (becomes_superuser, "superuser", &mut response.superusers),
            (becomes_staff, "staff", &mut response.staff),
        ] {
            if is_gained {
                add(names, after.login.as_str());
                gains.push(word.to_owned());
            }
        }
        gains
    }

    /// Adds a row. `changes` is `None` for a new item, and empty for an unchanged one.
    pub(super) fn add_row(
        &mut self,
        kind: &str,
        name: &str,
        changes: Option<Vec<String>>,
        gains: Vec<String>,
    ) {
        let response = &mut self.response;
        let (action, changes) = match changes {
            None => (ImportAction::Create, Vec::new()),
            Some(changes) if changes.is_empty() => (ImportAction::Same, changes),
            Some(changes) => (ImportAction::Update, changes),
        };
        let counter = match (kind, action) {
            ("user", ImportAction::Create) => &mut response.users_created,
            ("user", ImportAction::Update) => &mut response.users_updated,
            ("user", ImportAction::Same) => &mut response.users_same,
            (_, ImportAction::Create) => &mut response.groups_created,
            (_, ImportAction::Update) => &mut response.groups_updated,
            (_, ImportAction::Same) => &mut response.groups_same,
        };
        *counter += 1;
        let [gaining, updated, created, same] = &mut self.rows;
        let rows = match action {
            _ if !gains.is_empty() => gaining,
            ImportAction::Update => updated,
            ImportAction::Create => created,
            ImportAction::Same => same,
        };
        if rows.len() < ROWS_MAX {
            rows.push(ImportRow {
                kind: kind.to_owned(),
                name: name.to_owned(),
                action,
                changes,
                gains,
            });
        } else {
            response.rows_left += 1;
        }
    }

    /// The complete answer.
    pub(super) fn finish(mut self) -> ImportResponse {
        let response = &mut self.response;
        response.rows = self.rows.into_iter().flatten().collect();
        response.rows_left += count(response.rows.len().saturating_sub(ROWS_MAX));
        response.rows.truncate(ROWS_MAX);
        self.response
    }

    /// The words for the trail.
    pub(super) fn detail(&self, importer: &Importer) -> String {
        let response = &self.response;
        let left_out = match response.held_count {
            0 => String::new(),
            held => format!("; {held} could not be imported and were left out"),
        };
        format!(
            "{} new and {} changed users from {}{left_out}",
            response.users_created, response.users_updated, importer.source
        )
    }

    /// Refuses the import if anything is held, unless the request says to leave it out.
    pub(super) fn require_nobody_held(&self, request: &ImportRequest) -> Result<(), CommandError> {
        let held = self.response.held_count;
        if held == 0 || request.leave_out {
            return Ok(());
        }
        let who = if held == 1 {
            "1 entry".to_owned()
        } else {
            format!("{held} entries")
        };
        let why = format!(
            "{}: {who} cannot be imported as they are; nothing was changed",
            request.path
        );
        let more = held - count(self.response.held.len());
        let more = (more > 0).then(|| format!("and {more} more"));
        Err(CommandError::new(self.reason, why)
            .details(self.response.held.iter().map(ImportHeld::words).chain(more))
            .hint("mend them where the file comes from, leave them out, or give them other names here")
            .cli_hint(format!(
                "{}; `--dry-run` shows what would happen",
                self.response.ways_in()
            )))
    }
}

/// Adds a name to a reported list.
pub(super) fn add(names: &mut ImportNames, name: &str) {
    names.count += 1;
    if names.names.len() < KEPT_MAX {
        names.names.push(name.to_owned());
    }
}

fn wire(held: &Held) -> ImportHeld {
    ImportHeld {
        kind: held.kind.to_string(),
        name: held.name.clone(),
        place: count(held.place),
        key: held.key.clone(),
        is_active: held.is_active,
        last_sign_in_at: held.last_sign_in_at.map(|at| at.to_string()),
        why: held.why.to_string(),
    }
}

fn reason(why: &Why) -> Reason {
    match why {
        Why::HashTooCostly(_) => Reason::IMPORT_HASH_TOO_COSTLY,
        Why::Twice(_) | Why::KeyTwice(..) | Why::Twin(..) => Reason::IMPORT_COLLISION,
        Why::NoName
        | Why::NoLogin(_)
        | Why::Name(_)
        | Why::NoModel
        | Why::NoFields
        | Why::Broken
        | Why::TooDeep
        | Why::TooLarge => Reason::IMPORT_REJECTED,
    }
}

/// A note if the file `wanted` to change the importer in a way that an import does not.
pub(super) fn kept_of_importer(importer: &User, wanted: &User) -> Option<String> {
    let has_superuser = |user: &User| match user.is_superuser {
        true => "a superuser",
        false => "no superuser",
    };
    let mut in_file = Vec::new();
    let mut here = Vec::new();
    if !wanted.is_active {
        in_file.push("disabled");
        here.push("active");
    }
    if wanted.is_superuser != importer.is_superuser {
        in_file.push(has_superuser(wanted));
        here.push(has_superuser(importer));
    }
    (!in_file.is_empty()).then(|| {
        format!(
            "`{}`, who imports it, is {} in the file and stays {} here: an import cannot change that for the \
             person who runs it",
            importer.login,
            in_file.join(" and "),
            here.join(" and ")
        )
    })
}

/// The refusal of a file in which nothing can be imported.
pub(super) fn rejected(path: &str, rejected: Rejected) -> CommandError {
    let reason = match rejected.because {
        Because::TooLarge => Reason::IMPORT_UNREADABLE,
        Because::Unreadable => Reason::IMPORT_NOT_JSON,
        Because::CutShort => Reason::IMPORT_CUT_SHORT,
        Because::Foreign => Reason::IMPORT_NOT_A_DUMP,
        Because::Invalid => Reason::IMPORT_REJECTED,
        Because::Options => ErrorClass::InvalidRequest.into(),
        Because::Cancelled => return Cancelled.into(),
    };
    CommandError::new(reason, format!("{path}: {}", rejected.why))
        .details(rejected.details)
        .hint(rejected.hint)
}
