//! Imports: from a file to one change set, previewed on request.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portreeve_core::access;
use portreeve_core::change::{ChangeSet, Write};
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::name::NameKey;
use portreeve_core::password::{self, Credential, EncodedHash, HashAlgorithm};
use portreeve_core::permission::PermissionEntry;
use portreeve_core::user::User;
use portreeve_exchange::django::{self, DUMP_BYTES_MAX, DjangoDump, DumpError, DumpUser, Problem};

use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::refuse::from_read;
use crate::view::count;
use crate::wire::import::*;

/// Imports a Django dump. The file says what its users, groups and grants are like; what it does not know of stays.
/// A password that is here already is kept: it may be newer than the file, or re-hashed since.
pub(crate) fn django(context: &Context, request: ImportRequest) -> Result<ImportResponse, CommandError> {
    let bytes = context.app.ports.files.read(&request.path, DUMP_BYTES_MAX as u64);
    let bytes = bytes.map_err(|error| from_read(&request.path, error))?;
    let dump = django::parse(&bytes).map_err(|error| rejected(&request.path, &error))?;
    if request.dry_run {
        return Ok(Plan::make(context, &context.directory, &dump, true)?.response);
    }
    context.commit(|head| {
        let plan = Plan::make(context, head, &dump, false)?;
        let created = plan.response.users_created;
        let event = context.event(
            &request.path,
            format!("imported {created} new users from a Django dump"),
        );
        Ok((ChangeSet::new(event, plan.writes), plan.response))
    })
}

struct Plan {
    writes: Vec<Write>,
    response: ImportResponse,
}

impl Plan {
    fn make(
        context: &Context,
        head: &Directory,
        dump: &DjangoDump,
        dry_run: bool,
    ) -> Result<Self, CommandError> {
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
            permissions_created: 0,
            without_password: 0,
            to_rehash: 0,
            skipped: skipped.collect(),
            rows: Vec::new(),
        };
        let mut plan = Self {
            writes: Vec::new(),
            response,
        };
        plan.add_permissions(head, dump);
        let groups = plan.add_groups(context, head, dump)?;
        for user in &dump.users {
            plan.add_user(context, head, user, &groups)?;
        }
        Ok(plan)
    }

    fn add_permissions(&mut self, head: &Directory, dump: &DjangoDump) {
        for entry in &dump.permissions {
            if head.permission_label(&entry.permission) != Some(entry.label.as_str()) {
                self.response.permissions_created += 1;
                let (permission, label) = (entry.permission.clone(), entry.label.clone());
                self.writes
                    .push(Write::Permission(PermissionEntry { permission, label }));
            }
        }
    }

    /// Plans the groups; returns the identifier behind each name of the file.
    fn add_groups(
        &mut self,
        context: &Context,
        head: &Directory,
        dump: &DjangoDump,
    ) -> Result<BTreeMap<NameKey, GroupId>, CommandError> {
        let actor = context.actor(head)?;
        let mut ids = BTreeMap::new();
        for wanted in &dump.groups {
            let before = head.find_group(&wanted.name);
            let after = Group {
                id: before.map_or_else(|| GroupId::new(context.now, context.entropy()), |group| group.id),
                name: before.map_or_else(|| wanted.name.clone(), |group| group.name.clone()),
                permissions: wanted.permissions.clone(),
                parents: before.map(|group| group.parents.clone()).unwrap_or_default(),
            };
            ids.insert(after.key(), after.id);
            let changes = match before {
                Some(before) if before.permissions == after.permissions => Some(Vec::new()),
                Some(_) => Some(vec!["permissions".to_owned()]),
                None => None,
            };
            if changes != Some(Vec::new()) {
                access::authorize_grant(head, actor, &after.permissions)?;
                self.writes.push(Write::Group(Arc::new(after)));
            }
            self.count_row("group", &wanted.name, changes);
        }
        Ok(ids)
    }

    fn add_user(
        &mut self,
        context: &Context,
        head: &Directory,
        wanted: &DumpUser,
        groups: &BTreeMap<NameKey, GroupId>,
    ) -> Result<(), CommandError> {
        let actor = context.actor(head)?;
        let before = head.user_by_key(&wanted.login.key());
        let mut after = planned_user(context, wanted, before.map(AsRef::as_ref), groups);
        // Nobody locks themselves out by a file; so a superuser is always left.
        if after.id == actor.id {
            (after.is_active, after.is_superuser) = (true, actor.is_superuser);
        }
        self.count_password(&wanted.hash, before.is_none());
        let changes = before.map(|before| differences(before, &after));
        if changes.as_ref().is_none_or(|changes| !changes.is_empty()) {
            if let Some(before) = before {
                access::authorize_over(head, actor, before)?;
            }
            if after.is_superuser {
                access::authorize_superuser(actor)?;
            }
            access::authorize_grant(head, actor, &after.permissions)?;
            if before.is_none() {
                let credential = Credential {
                    hash: wanted.hash.clone(),
                    changed_at: None,
                };
                self.writes.push(Write::Credential(after.id, credential));
            }
            let previous = before.map(|before| before.login.key());
            self.writes.push(Write::User {
                user: Arc::new(after),
                previous,
            });
        }
        self.count_row("user", wanted.login.as_str(), changes);
        Ok(())
    }

    fn count_password(&mut self, hash: &EncodedHash, is_new: bool) {
        if hash.algorithm() == HashAlgorithm::Unusable {
            self.response.without_password += 1;
        } else if is_new && password::needs_rehash(hash) {
            self.response.to_rehash += 1;
        }
    }

    /// `changes` is `None` for something new, and empty for something that stays as it is.
    fn count_row(&mut self, kind: &str, name: &str, changes: Option<Vec<String>>) {
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
        response.rows.push(ImportRow {
            kind: kind.to_owned(),
            name: name.to_owned(),
            action,
            changes,
        });
    }
}

/// The user as the file wants it, with what only this directory knows left as it is.
fn planned_user(
    context: &Context,
    wanted: &DumpUser,
    before: Option<&User>,
    groups: &BTreeMap<NameKey, GroupId>,
) -> User {
    let in_file: BTreeSet<GroupId> = groups.values().copied().collect();
    let mut memberships: BTreeSet<GroupId> = before
        .map(|before| before.groups.difference(&in_file).copied().collect())
        .unwrap_or_default();
    memberships.extend(
        wanted
            .groups
            .iter()
            .filter_map(|name| groups.get(&NameKey::new(name))),
    );
    User {
        id: before.map_or_else(|| UserId::new(context.now, context.entropy()), |before| before.id),
        login: before.map_or_else(|| wanted.login.clone(), |before| before.login.clone()),
        first_name: wanted.first_name.clone(),
        last_name: wanted.last_name.clone(),
        email: wanted.email.clone(),
        is_active: wanted.is_active,
        is_staff: wanted.is_staff,
        is_superuser: wanted.is_superuser,
        joined_at: wanted
            .joined_at
            .or(before.map(|before| before.joined_at))
            .unwrap_or(context.now),
        last_sign_in_at: wanted
            .last_sign_in_at
            .max(before.and_then(|before| before.last_sign_in_at)),
        deleted_at: before.and_then(|before| before.deleted_at),
        groups: memberships,
        permissions: wanted.permissions.clone(),
    }
}

/// Names of the fields in which two states of a user differ.
fn differences(before: &User, after: &User) -> Vec<String> {
    let fields = [
        ("first_name", before.first_name != after.first_name),
        ("last_name", before.last_name != after.last_name),
        ("email", before.email != after.email),
        ("is_active", before.is_active != after.is_active),
        ("is_staff", before.is_staff != after.is_staff),
        ("is_superuser", before.is_superuser != after.is_superuser),
        ("joined_at", before.joined_at != after.joined_at),
        ("last_sign_in_at", before.last_sign_in_at != after.last_sign_in_at),
        ("groups", before.groups != after.groups),
        ("permissions", before.permissions != after.permissions),
    ];
    fields
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn rejected(path: &str, error: &DumpError) -> CommandError {
    let refused = |code: ErrorCode, why: &str| CommandError::new(code, format!("{path}: {why}"));
    let code = match error {
        DumpError::NotJson { .. } | DumpError::NotUtf8 | DumpError::Empty => ErrorCode::ImportNotJson,
        DumpError::CutShort { .. } => ErrorCode::ImportCutShort,
        DumpError::NotADump | DumpError::NoUsers => ErrorCode::ImportNotADump,
        DumpError::TooLarge { .. } => ErrorCode::ImportUnreadable,
        DumpError::TooDeep | DumpError::BadValue { .. } => ErrorCode::ImportRejected,
        DumpError::Invalid(problems) => return with_problems(refused, problems),
    };
    refused(code, &error.to_string())
}

fn with_problems(refused: impl Fn(ErrorCode, &str) -> CommandError, problems: &[Problem]) -> CommandError {
    let has = |is_kind: fn(&Problem) -> bool| problems.iter().any(is_kind);
    let code = if has(|problem| matches!(problem, Problem::HashTooCostly { .. })) {
        ErrorCode::ImportHashTooCostly
    } else if has(|problem| matches!(problem, Problem::Collision { .. })) {
        ErrorCode::ImportCollision
    } else {
        ErrorCode::ImportRejected
    };
    let entries = if problems.len() == 1 {
        "1 entry".to_owned()
    } else {
        format!("{} entries", problems.len())
    };
    refused(
        code,
        &format!("{entries} cannot be imported; nothing was changed"),
    )
    .details(problems.iter().map(ToString::to_string))
    .hint("mend them where the dump comes from, dump again, and import that")
}
