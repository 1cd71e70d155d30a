//! Imports: from a file to one change set, previewed on request.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portreeve_core::access;
use portreeve_core::audit::Target;
use portreeve_core::change::{ChangeSet, Write};
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::name::NameKey;
use portreeve_core::password::{self, Credential, EncodedHash, HashAlgorithm};
use portreeve_core::permission::{Permission, PermissionEntry};
use portreeve_core::rank::PasswordOrigin;
use portreeve_core::user::User;
use portreeve_exchange::django::{self, DUMP_BYTES_MAX, DjangoDump, DumpError, DumpUser, Problem};

use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::names;
use crate::refuse::from_read;
use crate::view::count;
use crate::wire::import::*;

/// Imports a Django dump. The file says what its users, groups and grants are like; what it does not know of stays:
/// other groups, and grants of apps that are not in it, Portreeve's own among them.
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
            Target::file(&request.path),
            format!("imported {created} new users from a Django dump"),
        );
        Ok((ChangeSet::new(event, plan.writes), plan.response))
    })
}

struct Plan<'a> {
    context: &'a Context<'a>,
    head: &'a Directory,
    actor: &'a User,
    /// App labels whose permissions the file knows.
    apps: BTreeSet<&'a str>,
    writes: Vec<Write>,
    response: ImportResponse,
}

impl<'a> Plan<'a> {
    fn make(
        context: &'a Context<'a>,
        head: &'a Directory,
        dump: &'a DjangoDump,
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
            stay_deleted: 0,
            to_rehash: 0,
            skipped: skipped.collect(),
            rows: Vec::new(),
        };
        let actor = context.actor(head)?;
        let apps = dump
            .permissions
            .iter()
            .map(|entry| entry.permission.app())
            .collect();
        let mut plan = Self {
            context,
            head,
            actor,
            apps,
            writes: Vec::new(),
            response,
        };
        plan.add_permissions(dump);
        let groups = plan.add_groups(dump)?;
        for user in &dump.users {
            plan.add_user(user, &groups)?;
        }
        Ok(plan)
    }

    /// Grants as the file wants them, with those of apps that it does not know of as they were.
    fn merged(
        &self,
        wanted: &BTreeSet<Permission>,
        before: Option<&BTreeSet<Permission>>,
    ) -> BTreeSet<Permission> {
        let unknown = before
            .into_iter()
            .flatten()
            .filter(|permission| !self.apps.contains(permission.app()));
        wanted.iter().chain(unknown).cloned().collect()
    }

    fn add_permissions(&mut self, dump: &DjangoDump) {
        for wanted in &dump.permissions {
            let entry = PermissionEntry {
                permission: wanted.permission.clone(),
                label: wanted.label.clone(),
            };
            // One that may not be made known so stays as it is; what the file grants of it is refused there.
            let is_free = names::free_permission(self.head, &entry).is_ok()
                && access::authorize_label(self.head, self.actor, &entry).is_ok();
            if is_free && self.head.permission_label(&entry.permission) != Some(entry.label.as_str()) {
                self.response.permissions_created += 1;
                self.writes.push(Write::Permission(entry));
            }
        }
    }

    /// Plans the groups; returns the identifier behind each name of the file.
    fn add_groups(&mut self, dump: &DjangoDump) -> Result<BTreeMap<NameKey, GroupId>, CommandError> {
        let mut ids = BTreeMap::new();
        for wanted in &dump.groups {
            let before = self.head.group_by_key(&NameKey::new(&wanted.name));
            if let Some(before) = before.filter(|before| before.name != wanted.name) {
                return Err(looks_like(&wanted.name, &before.name));
            }
            let new_id = || GroupId::new(self.context.now, self.context.entropy());
            let after = Group {
                id: before.map_or_else(new_id, |group| group.id),
                name: before.map_or_else(|| wanted.name.clone(), |group| group.name.clone()),
                permissions: self.merged(&wanted.permissions, before.map(|group| &group.permissions)),
                parents: before.map(|group| group.parents.clone()).unwrap_or_default(),
                managers: before.map_or_else(|| [self.actor.id].into(), |group| group.managers.clone()),
                raised_at: before.and_then(|group| group.raised_at),
            };
            ids.insert(after.key(), after.id);
            let changes = match before {
                Some(before) if before.permissions == after.permissions => Some(Vec::new()),
                Some(_) => Some(vec!["permissions".to_owned()]),
                None => None,
            };
            if changes != Some(Vec::new()) {
                if let Some(before) = before {
                    access::authorize_group(self.head, self.actor, before.id)?;
                }
                access::authorize_grant(self.head, self.actor, &after.permissions)?;
                self.writes.push(Write::Group(Arc::new(after)));
            }
            self.count_row("group", &wanted.name, changes);
        }
        Ok(ids)
    }

    fn add_user(
        &mut self,
        wanted: &DumpUser,
        groups: &BTreeMap<NameKey, GroupId>,
    ) -> Result<(), CommandError> {
        let before = self.head.user_by_key(&wanted.login.key());
        if let Some(before) = before.filter(|before| before.login != wanted.login) {
            return Err(looks_like(wanted.login.as_str(), before.login.as_str()));
        }
        let mut after = self.planned_user(wanted, before.map(AsRef::as_ref), groups);
        // Nobody locks themselves out by a file; so a superuser is always left.
        if after.id == self.actor.id {
            (after.is_active, after.is_superuser) = (true, self.actor.is_superuser);
        }
        if before.is_some_and(|before| before.is_active) && !after.is_active {
            after.end_sign_ins();
        }
        self.count_password(&wanted.hash, before.is_none());
        self.response.stay_deleted += u32::from(after.deleted_at.is_some());
        let changes = before.map(|before| differences(before, &after));
        if changes.as_ref().is_none_or(|changes| !changes.is_empty()) {
            self.authorize(before.map(AsRef::as_ref), &after)?;
            if before.is_none() {
                let credential = Credential {
                    hash: wanted.hash.clone(),
                    changed_at: None,
                    origin: PasswordOrigin::of_new(self.actor.id, after.id, None, self.context.now),
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

    /// A file gives nobody more than the one who imports it could.
    fn authorize(&self, before: Option<&User>, after: &User) -> Result<(), CommandError> {
        if let Some(before) = before {
            access::authorize_over(self.head, self.actor, before)?;
        }
        if before.map(|before| (before.is_staff, before.is_superuser))
            != Some((after.is_staff, after.is_superuser))
        {
            access::authorize_flags(self.actor, after)?;
        }
        access::authorize_grant(self.head, self.actor, &after.permissions)?;
        access::authorize_email(self.head, self.actor, after, &after.email)?;
        let joined = after
            .groups
            .iter()
            .filter(|id| before.is_none_or(|before| !before.groups.contains(id)));
        // Groups that are new in the file were checked when they were planned.
        for group in joined.filter_map(|id| self.head.group(*id)) {
            access::authorize_group(self.head, self.actor, group.id)?;
        }
        Ok(())
    }

    /// The user as the file wants it, with what only this directory knows left as it is.
    fn planned_user(
        &self,
        wanted: &DumpUser,
        before: Option<&User>,
        groups: &BTreeMap<NameKey, GroupId>,
    ) -> User {
        let in_file: BTreeSet<GroupId> = groups.values().copied().collect();
        let other_groups = before
            .into_iter()
            .flat_map(|before| before.groups.difference(&in_file));
        let wanted_groups = wanted
            .groups
            .iter()
            .filter_map(|name| groups.get(&NameKey::new(name)));
        let new_id = || UserId::new(self.context.now, self.context.entropy());
        let joined_at = wanted.joined_at.or(before.map(|before| before.joined_at));
        User {
            id: before.map_or_else(new_id, |before| before.id),
            login: before.map_or_else(|| wanted.login.clone(), |before| before.login.clone()),
            first_name: wanted.first_name.clone(),
            last_name: wanted.last_name.clone(),
            email: wanted.email.clone(),
            is_active: wanted.is_active,
            is_staff: wanted.is_staff,
            is_superuser: wanted.is_superuser,
            joined_at: joined_at.unwrap_or(self.context.now),
            last_sign_in_at: wanted
                .last_sign_in_at
                .max(before.and_then(|before| before.last_sign_in_at)),
            deleted_at: before.and_then(|before| before.deleted_at),
            groups: other_groups.chain(wanted_groups).copied().collect(),
            permissions: self.merged(&wanted.permissions, before.map(|before| &before.permissions)),
            sign_in_epoch: before.map_or(0, |before| before.sign_in_epoch),
            raised_at: before.and_then(|before| before.raised_at),
            superuser_until: before.and_then(|before| before.superuser_until),
        }
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

/// Somebody who only looks like one who is here is not taken for them: that would hand an account over.
fn looks_like(wanted: &str, here: &str) -> CommandError {
    let why = format!(
        "`{wanted}` in the file cannot be told from `{here}`, who is here already; nothing was changed"
    );
    CommandError::new(ErrorCode::ImportCollision, why).hint("rename one of the two, then import again")
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
    refused(code, &error.to_string()).hint(
        "nothing was changed; `manage.py dumpdata auth contenttypes --natural-foreign --output dump.json` makes a dump \
         that fits",
    )
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
