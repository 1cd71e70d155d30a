//! Imports: turns a file into one change set, with a preview on request.

mod again;
mod answer;
pub mod wire;

use portreeve_core::access;
use portreeve_core::audit::Target;
use portreeve_core::change::ChangeSet;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::last_sign_in::LastSignIn;
use portreeve_core::name::NameKey;
use portreeve_core::own::OwnPermission;
use portreeve_core::password::PasswordOrigin;
use portreeve_core::password::{self, Credential, EncodedHash, HashAlgorithm};
use portreeve_core::permission::{Permission, PermissionEntry};
use portreeve_core::ports::FileError;
use portreeve_core::progress::Stage;
use portreeve_core::rights::Rights;
use portreeve_core::undo::UndoSize;
use portreeve_core::user::User;
use portreeve_core::write::Write;
use portreeve_exchange::capped::Capped;
use portreeve_exchange::import::{Dump, DumpUser, IMPORTERS, Importer, NewName, Note, Options, Zone, find};
use std::collections::{BTreeMap, BTreeSet, HashSet};

use self::again::{Again, Keyed, UndoneImports};
use self::answer::{Answer, Other, add, rejected};
use self::wire::*;
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::from_read;
use crate::example::path;
use portreeve_core::rules::{
    self,
    names::{self, PermissionNames},
};

commands! {
    "import.people" people(ImportRequest) -> ImportResponse {
        access: Needs(ImportDirectory), proof: AtSignIn, effect: Writes, cli: Line("import"),
        job: "nothing was changed",
        done: "imported people[ from {file}]", tried: "import people[ from {file}]",
        example: ImportRequest { path: path("/dump.json"), ..ImportRequest::default() },
    }
}

/// Imports a file of another program. The file decides about its users, groups and grants. Everything that it does not know stays:
/// other groups, and grants of apps that are not in it, including Portreeve's own. An existing password is kept,
/// because it may be newer than the file, or re-hashed.
pub(crate) fn people(context: &Context, request: ImportRequest) -> Result<ImportResponse, CommandError> {
    let importer = importer(&request)?;
    let mut dump = read(context, importer, &request)?;
    let undone = UndoneImports::find(context, &dump)?;
    let people = std::mem::take(&mut dump.users);
    if request.dry_run {
        let directory = &context.directory;
        let plan = Plan::make(context, directory, &dump, people, &request, &undone)?;
        context
            .app
            .require_possible(directory, &context.actor(directory)?, &plan.writes)?;
        return Ok(plan.answer.finish());
    }
    // The dump is freed before its result is written.
    context.commit(move |head| {
        let plan = Plan::make(context, head, &dump, people, &request, &undone)?;
        plan.answer.require_nobody_held(&request)?;
        let detail = plan.answer.detail(importer);
        let event = context.event(Target::file(&request.path), detail);
        Ok((ChangeSet::new(event, plan.writes), plan.answer.finish()))
    })
}

/// The formats that can be imported: the name of each, and what it is in words.
pub fn formats() -> impl Iterator<Item = (&'static str, &'static str)> {
    IMPORTERS.iter().map(|importer| (importer.id, importer.source))
}

fn importer(request: &ImportRequest) -> Result<&'static Importer, CommandError> {
    let id = request.format.as_deref().unwrap_or(IMPORTERS[0].id);
    find(id).ok_or_else(|| {
        let known: Vec<&str> = IMPORTERS.iter().map(|importer| importer.id).collect();
        let why = format!("there is no importer `{id}`; choose one of {}", known.join(", "));
        CommandError::new(ErrorClass::InvalidRequest, why)
    })
}

fn read(context: &Context, importer: &Importer, request: &ImportRequest) -> Result<Dump, CommandError> {
    let zone = match &request.time_zone {
        Some(zone) => {
            let zone = zone.parse::<Zone>();
            zone.map_err(|error| CommandError::new(ErrorClass::InvalidRequest, error.to_string()))?
        }
        None => Zone::default(),
    };
    let names = |names: &[ImportRename]| {
        let name = |name: &ImportRename| NewName {
            old: name.old.clone(),
            new: name.new.clone(),
        };
        names.iter().map(name).collect()
    };
    let options = Options {
        zone,
        user_model: request.user_model.clone(),
        login_field: request.login_field.clone(),
        logins: names(&request.logins),
        groups: names(&request.groups),
    };
    let bytes = context
        .app
        .ports
        .files
        .read(&request.path, importer.bytes_max as u64);
    let bytes = bytes.map_err(|error| match error {
        FileError::TooLarge(_) => rejected(&request.path, (importer.too_large)()),
        error => from_read(&request.path, error),
    })?;
    (importer.read)(bytes, &options, context.watch()).map_err(|error| rejected(&request.path, error))
}

struct Plan<'a> {
    context: &'a Context<'a>,
    head: &'a Directory,
    actor: Rights,
    request: &'a ImportRequest,
    undone: &'a UndoneImports,
    /// App labels whose permissions the file knows.
    apps: BTreeSet<&'a str>,
    /// For people who are new, in the order of the file.
    new_ids: std::vec::IntoIter<UserId>,
    /// Names that this import creates.
    made: HashSet<NameKey>,
    /// Unknown permissions in the file that are not added: no one gets them.
    refused: BTreeSet<&'a Permission>,
    again: Again<'a>,
    keyed: Keyed<'a>,
    /// People whose name is written differently in the file.
    written_otherwise: Capped<String>,
    /// People with a group that is not imported, and its name.
    without_group: Capped<String>,
    writes: Vec<Write>,
    answer: Answer,
}

impl<'a> Plan<'a> {
    /// Plans the import of `dump` with its `people`. Each person is freed after they are planned, because there can be
    /// many.
    fn make(
        context: &'a Context<'a>,
        head: &'a Directory,
        dump: &'a Dump,
        people: Vec<DumpUser>,
        request: &'a ImportRequest,
        undone: &'a UndoneImports,
    ) -> Result<Self, CommandError> {
        let apps = dump.permissions.iter().map(|entry| entry.permission.app());
        let new_id = |_| UserId::new(context.now, context.entropy());
        let mut new_ids: Vec<UserId> = people.iter().map(new_id).collect();
        new_ids.sort_unstable();
        let mut plan = Self {
            context,
            head,
            actor: context.actor(head)?,
            request,
            undone,
            apps: apps.collect(),
            new_ids: new_ids.into_iter(),
            made: HashSet::new(),
            refused: BTreeSet::new(),
            again: Again::new(head),
            keyed: Keyed::new(head),
            written_otherwise: Capped::default(),
            without_group: Capped::default(),
            writes: Vec::new(),
            answer: Answer::new(request.dry_run, dump),
        };
        plan.add_permissions(dump);
        let groups = plan.add_groups(dump)?;
        plan.made.clear();
        let of = people.len();
        for (done, user) in people.into_iter().enumerate() {
            context.tell(Stage::Deciding, done, of)?;
            plan.add_user(user, &groups)?;
        }
        context.tell(Stage::Deciding, of, of)?;
        plan.tell_written_otherwise();
        plan.tell_without_group();
        if context.holds(OwnPermission::ViewUser) {
            plan.again
                .tell(head, plan.actor.user(), dump, &mut plan.answer.response);
        }
        // The importer has to know beforehand that there is no undo.
        let size = UndoSize::of_writes(head, &plan.writes);
        plan.answer.response.can_undo = !size.is_too_large();
        Ok(plan)
    }

    /// The grants in the file, and the existing grants of apps that it does not know.
    fn merged(
        &self,
        wanted: &BTreeSet<Permission>,
        before: Option<&BTreeSet<Permission>>,
    ) -> BTreeSet<Permission> {
        let unknown = before
            .into_iter()
            .flatten()
            .filter(|permission| !self.apps.contains(permission.app()));
        let wanted = wanted.iter().filter(|wanted| !self.refused.contains(wanted));
        wanted.chain(unknown).cloned().collect()
    }

    /// Plans the new permissions. An existing one keeps its label if the new label is not allowed. A new one that is
    /// not allowed is granted to no one.
    fn add_permissions(&mut self, dump: &'a Dump) {
        let mut names = PermissionNames::of(self.head);
        for wanted in &dump.permissions {
            let before = self.head.permission_label(&wanted.permission);
            if before == Some(wanted.label.as_str()) {
                continue;
            }
            let mut entry = PermissionEntry {
                permission: wanted.permission.clone(),
                label: wanted.label.clone(),
            };
            let mut free = names.free(&entry);
            if let (None, Err(error)) = (before, &free) {
                // A permission's own name cannot be mistaken for another.
                entry.label = wanted.permission.to_string();
                let by_name = names.free(&entry);
                if by_name.is_ok() {
                    let why = error;
                    self.answer
                        .note(format!("{} is called by its name: {why}", wanted.permission));
                }
                free = by_name;
            }
            match free {
                Ok(()) if access::authorize_label(self.head, &self.actor, &entry).is_ok() => {
                    names.add(&entry.permission);
                    self.answer.response.permissions_created += 1;
                    self.writes.push(Write::put(entry));
                }
                Err(error) if before.is_none() => {
                    self.refused.insert(&wanted.permission);
                    self.answer.note(format!(
                        "the permission {} is left out, and nobody gets it: {}",
                        wanted.permission, error
                    ));
                }
                Ok(()) | Err(_) => {}
            }
        }
    }

    /// Plans the groups. Returns the identifier for each name in the file.
    fn add_groups(&mut self, dump: &Dump) -> Result<BTreeMap<NameKey, GroupId>, CommandError> {
        let mut ids = BTreeMap::new();
        for wanted in &dump.groups {
            let key = NameKey::new(&wanted.name);
            let before = self.head.group_by_key(&key);
            if let Some(before) = before.filter(|before| before.name != wanted.name) {
                self.answer.hold_group(wanted, Other::Here(&before.name));
                continue;
            }
            if before.is_none()
                && let Err(error) = names::free_group(self.head, &wanted.name, None)
            {
                self.answer.hold_group(wanted, Other::Refused(&error));
                continue;
            }
            if !self.made.insert(key) {
                self.answer.hold_group(wanted, Other::InFile);
                continue;
            }
            let new_id = || GroupId::new(self.context.now, self.context.entropy());
            let after = Group {
                id: before.map_or_else(new_id, |group| group.id),
                name: before.map_or_else(|| wanted.name.clone(), |group| group.name.clone()),
                permissions: self.merged(&wanted.permissions, before.map(|group| &group.permissions)),
                parents: before.map(|group| group.parents.clone()).unwrap_or_default(),
                managers: before
                    .map_or_else(|| [self.actor.user().id].into(), |group| group.managers.clone()),
                raised_in: before.and_then(|group| group.raised_in),
            };
            ids.insert(after.key(), after.id);
            let changes = match before {
                Some(before) if before.permissions == after.permissions => Some(Vec::new()),
                Some(_) => Some(vec!["permissions".to_owned()]),
                None => None,
            };
            if changes != Some(Vec::new()) {
                self.writes.push(Write::put(after));
            }
            self.answer.add_row("group", &wanted.name, changes, Vec::new());
        }
        Ok(ids)
    }

    fn add_user(
        &mut self,
        mut wanted: DumpUser,
        groups: &BTreeMap<NameKey, GroupId>,
    ) -> Result<(), CommandError> {
        let key = wanted.login.key();
        let before = self.head.user_by_key(&key);
        if let Some(before) = before {
            // The name in other letters may belong to another person. So may a name that its owner gave up and another
            // person took. Both could hand an account to the wrong person, so the import holds such people unless their
            // key proves who they are.
            let (is_same, is_called_so) = (again::is_same(before, &wanted), before.login == wanted.login);
            let other = match (is_called_so, self.keyed.meant(before, &wanted)) {
                (false, _) if !is_same => Some(Other::Here(before.login.as_str())),
                (_, Some(meant)) => Some(Other::Renamed(meant.login.as_str())),
                (true, None) | (false, None) => None,
            };
            if let Some(other) = other {
                self.again.meet(before);
                self.answer.hold_user(&wanted, other);
                return Ok(());
            }
            if !is_called_so {
                let note = format!("{} (here) is written {} in the file", before.login, wanted.login);
                self.written_otherwise.push(note);
            }
        } else {
            self.again.meet_new(&wanted);
        }
        if before.is_none()
            && let Err(error) = names::free_login(self.head, &wanted.login, None)
        {
            self.answer.hold_user(&wanted, Other::Refused(&error));
            return Ok(());
        }
        if !self.made.insert(key) {
            self.answer.hold_user(&wanted, Other::InFile);
            return Ok(());
        }
        let lost = wanted
            .groups
            .iter()
            .filter(|name| !groups.contains_key(&NameKey::new(name)))
            .chain(&wanted.other_groups);
        self.without_group
            .extend(lost.map(|group| format!("{} ({group})", wanted.login)));
        let mut after = self.planned_user(&mut wanted, before.map(AsRef::as_ref), groups);
        // The importer cannot lock themselves out with a file, so one superuser is always left.
        if after.id == self.actor.user().id {
            let notes = &mut self.answer.response.notes;
            notes.extend(answer::kept_of_importer(self.actor.user(), &after));
            (after.is_active, after.is_superuser) = (true, self.actor.is_superuser());
        }
        if let Some(before) = before {
            self.again.meet(before);
            if before.is_active && !after.is_active {
                after.end_sign_ins();
            }
            if before.deleted_at.is_some() && after.deleted_at.is_none() {
                add(&mut self.answer.response.brought_back, after.login.as_str());
            }
            if !after.is_active && wanted.is_active {
                add(&mut self.answer.response.stay_disabled, after.login.as_str());
            }
        } else {
            self.count_password(&wanted.hash);
        }
        self.answer.response.stay_deleted += u32::from(after.deleted_at.is_some());
        let signed_in_here = before.and_then(|before| self.head.last_sign_in(before.id));
        let signed_in_at = wanted.last_sign_in_at.max(signed_in_here);
        let changes = before.map(|before| {
            let mut changes = differences(before, &after);
            if signed_in_at != signed_in_here {
                changes.push("last_sign_in_at".to_owned());
            }
            changes
        });
        let gains = self.answer.gains(before.map(AsRef::as_ref), &after);
        let is_changed = changes.as_ref().is_none_or(|changes| !changes.is_empty());
        let is_keyed_anew = before.is_some_and(|before| before.import_key != after.import_key);
        let allowed = rules::authorize_change(self.head, &self.actor, before.map(AsRef::as_ref), &after);
        if is_changed {
            allowed.clone()?;
        }
        // A change of only the key is invisible, and not worth a refusal for lack of rights.
        if is_changed || (is_keyed_anew && allowed.is_ok()) {
            if before.is_none() {
                let credential = Credential {
                    user: after.id,
                    hash: wanted.hash,
                    changed_at: None,
                    origin: PasswordOrigin::of_new(
                        self.actor.user().id,
                        self.context.password_origin(),
                        after.id,
                        None,
                        self.head.next_revision(),
                    ),
                };
                self.writes.push(Write::put(credential));
            }
            if let Some(at) = signed_in_at.filter(|at| Some(*at) != signed_in_here) {
                self.writes.push(Write::put(LastSignIn { user: after.id, at }));
            }
            if before.is_none_or(|before| **before != after) {
                self.writes.push(Write::put(after));
            }
        }
        self.answer.add_row("user", wanted.login.as_str(), changes, gains);
        Ok(())
    }

    fn tell_written_otherwise(&mut self) {
        if !self.written_otherwise.is_empty() {
            let note = Note {
                what: "the same people in other letters".to_owned(),
                about: std::mem::take(&mut self.written_otherwise),
            };
            self.answer.response.notes.push(note.to_string());
        }
    }

    fn tell_without_group(&mut self) {
        if !self.without_group.is_empty() {
            let note = Note {
                what: "in a group that is not imported, so they are not in it here".to_owned(),
                about: std::mem::take(&mut self.without_group),
            };
            self.answer.response.notes.push(note.to_string());
        }
    }

    /// The user as the file describes it; what only this directory knows stays as it is. Takes names and address out of
    /// `wanted`.
    fn planned_user(
        &mut self,
        wanted: &mut DumpUser,
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
        let id = match before {
            Some(before) => before.id,
            // There is an identifier for each new person.
            None => self
                .new_ids
                .next()
                .unwrap_or_else(|| UserId::new(self.context.now, self.context.entropy())),
        };
        let joined_at = wanted.joined_at.or(before.map(|before| before.joined_at));
        User {
            id,
            login: before.map_or_else(|| wanted.login.clone(), |before| before.login.clone()),
            first_name: std::mem::take(&mut wanted.first_name),
            last_name: std::mem::take(&mut wanted.last_name),
            email: std::mem::take(&mut wanted.email),
            // A person disabled here stays disabled: the file does not know why.
            is_active: wanted.is_active
                && (self.request.enable || before.is_none_or(|before| before.is_active)),
            is_staff: wanted.is_staff,
            is_superuser: wanted.is_superuser,
            joined_at: joined_at.unwrap_or(self.context.now),
            validity: before.and_then(|before| before.validity.clone()),
            deleted_at: before
                .and_then(|before| before.deleted_at)
                .filter(|at| !self.undone.has(*at)),
            groups: other_groups.chain(wanted_groups).copied().collect(),
            permissions: self.merged(&wanted.permissions, before.map(|before| &before.permissions)),
            sign_in_epoch: before.map_or(0, |before| before.sign_in_epoch),
            raised_in: before.and_then(|before| before.raised_in),
            superuser_until: before.and_then(|before| before.superuser_until),
            import_key: wanted
                .key
                .clone()
                .or_else(|| before.and_then(|before| before.import_key.clone())),
        }
    }

    fn count_password(&mut self, hash: &EncodedHash) {
        if hash.algorithm() == HashAlgorithm::Unusable {
            self.answer.response.without_password += 1;
        } else if password::needs_rehash(hash) {
            self.answer.response.to_rehash += 1;
        }
    }
}

/// The names of the fields in which two states of a user differ.
fn differences(before: &User, after: &User) -> Vec<String> {
    let fields = [
        ("first_name", before.first_name != after.first_name),
        ("last_name", before.last_name != after.last_name),
        ("email", before.email != after.email),
        ("is_active", before.is_active != after.is_active),
        ("is_staff", before.is_staff != after.is_staff),
        ("is_superuser", before.is_superuser != after.is_superuser),
        ("deleted_at", before.deleted_at != after.deleted_at),
        ("joined_at", before.joined_at != after.joined_at),
        ("groups", before.groups != after.groups),
        ("permissions", before.permissions != after.permissions),
    ];
    fields
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name.to_owned())
        .collect()
}
