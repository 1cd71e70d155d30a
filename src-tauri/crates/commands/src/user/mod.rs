//! Users: listing them, and changing their accounts.

pub mod csv;
mod export;
mod many;
pub(crate) mod view;
pub mod wire;

use portreeve_core::access;
use portreeve_core::change::ChangeSet;
use portreeve_core::directory::{Directory, UserOrder};
use portreeve_core::filter::{Filter, FilterError};
use portreeve_core::id::UserId;
use portreeve_core::name::{Login, check_display_name, check_email};
use portreeve_core::own::OwnPermission;
use portreeve_core::password::PasswordOrigin;
use portreeve_core::password::policy::{self, PolicyContext};
use portreeve_core::password::{self, Credential, EncodedHash, HashAlgorithm};
use portreeve_core::permission::Permission;
use portreeve_core::rules;
use portreeve_core::secret::SecretText;
use portreeve_core::session::Session;
use portreeve_core::stored::By;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use self::export::export;
use self::many::change_many;
use self::view::user_row;
use self::wire::*;
use crate::act::Act;
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::{from_policy, from_store};
use crate::example::{password, path};
use crate::live::live;
use crate::names;
use crate::password_check::{Checked, check};
use crate::permission::wire::PermissionPath;
use crate::wire::PAGE_LIMIT_MAX;
use crate::wire::count;
use crate::wire::refs::group_refs;

commands! {
    "user.list" list(UserListRequest) -> UserListResponse {
        access: Needs(ViewUser), proof: AtSignIn, effect: Reads, cli: Line("user list"),
        reads: [User, LastSignIn, Group],
        done: "looked at people", tried: "look at people",
        example: UserListRequest { filter: "is:active".into(), ..UserListRequest::default() },
    }
    "user.export" export(UserExportRequest) -> UserExportResponse {
        access: Needs(ViewUser), proof: AtSignIn, effect: Writes, cli: Line("user export"),
        done: "exported people[ to {file}]", tried: "export people[ to {file}]",
        example: UserExportRequest { path: path("/people.csv"), ..UserExportRequest::default() },
    }
    "user.show" show(UserRequest) -> UserDetail {
        access: Needs(ViewUser), proof: AtSignIn, effect: Reads, cli: Line("user show"),
        reads: [User, LastSignIn, Group, Credential, Permission, Session, TokenFamily, Client],
        done: "looked at {user}", tried: "look at {user}",
        example: UserRequest { user: "ada".into() },
    }
    "user.create" create(UserCreateRequest) -> UserRow {
        access: Needs(AddUser), proof: AtSignIn, effect: Writes, cli: Line("user add"),
        done: "added {user}", tried: "add {user}",
        example: UserCreateRequest {
            login: "cleo".into(), first_name: "Cleo".into(), ..UserCreateRequest::default()
        },
    }
    "user.update" update(UserUpdateRequest) -> UserRow {
        access: Over(ChangeUser), proof: AtSignIn, effect: Writes, cli: Line("user update"),
        done: "changed [{fields} of ]{user}", tried: "change [{fields} of ]{user}",
        example: UserUpdateRequest {
            user: "ada".into(), email: Some("ada@acme.example".into()), ..UserUpdateRequest::default()
        },
    }
    "user.disable" disable(UserRequest) -> UserRow {
        access: Over(ChangeUser), proof: AtSignIn, effect: Writes, cli: Line("user disable"),
        done: "disabled {user}", tried: "disable {user}",
        example: UserRequest { user: "ada".into() },
    }
    "user.enable" enable(UserRequest) -> UserRow {
        access: Over(ChangeUser), proof: AtSignIn, effect: Writes, cli: Line("user enable"),
        done: "enabled {user}", tried: "enable {user}",
        example: UserRequest { user: "ada".into() },
    }
    "user.delete" delete(UserRequest) -> UserRow {
        access: Over(DeleteUser), proof: AtSignIn, effect: Writes, cli: Line("user delete"),
        done: "deleted {user}", tried: "delete {user}",
        example: UserRequest { user: "ada".into() },
    }
    "user.restore" restore(UserRequest) -> UserRow {
        access: Over(DeleteUser), proof: AtSignIn, effect: Writes, cli: Line("user restore"),
        done: "restored {user}", tried: "restore {user}",
        example: UserRequest { user: "ada".into() },
    }
    "user.set_password" set_password(UserPasswordRequest) -> UserRow {
        access: SignedIn, proof: AgainFor("the caller's own password"), effect: Writes, cli: Line("user set-password"),
        done: "set the password of {user}", tried: "set the password of {user}",
        example: UserPasswordRequest { user: "ada".into(), password: password() },
    }
    "user.check_password" check_password(UserPasswordRequest) -> PasswordCheckResponse {
        access: Over(ChangeUser), proof: AtSignIn, effect: Writes, cli: Line("user check-password"),
        done: "checked a password of {user}", tried: "check a password of {user}",
        example: UserPasswordRequest { user: "ada".into(), password: password() },
    }
    "user.grant" grant(UserPermissionRequest) -> UserRow {
        access: Over(ChangeUser), proof: AtSignIn, effect: Writes, cli: Line("user grant"),
        done: "granted {+permissions} to {user}", tried: "grant {+permissions} to {user}",
        example: UserPermissionRequest { user: "ada".into(), permission: "billing.pay".into() },
    }
    "user.revoke" revoke(UserPermissionRequest) -> UserRow {
        access: Over(ChangeUser), proof: AtSignIn, effect: Writes, cli: Line("user revoke"),
        done: "revoked {-permissions} from {user}", tried: "revoke {-permissions} from {user}",
        example: UserPermissionRequest { user: "ada".into(), permission: "billing.pay".into() },
    }
    "user.change_many" change_many(UserChangeManyRequest) -> UserChangeManyResponse {
        access: ForEach, proof: AtSignIn, effect: Writes,
        cli: NoLine("the commands for one person take several names, and --filter"),
        job: "nothing was changed",
        done: "changed several people", tried: "change several people",
        example: UserChangeManyRequest {
            whom: UserSelection::Users(vec!["ada".into(), "bo".into()]), act: UserAct::Disable,
            with_superusers: false, dry_run: false,
        },
    }
}

pub(crate) fn list(context: &Context, request: UserListRequest) -> Result<UserListResponse, CommandError> {
    let filter = parse_filter(context, &context.directory, &request.filter)?;
    let order = order(request.sort);
    let limit = request.page.limit.min(PAGE_LIMIT_MAX) as usize;
    let started = context.app.ports.clock.monotonic_us();
    let page = context.directory.list_users(
        &filter,
        order,
        request.descending,
        request.page.offset as usize,
        limit,
    );
    let took_us = context.app.ports.clock.monotonic_us().saturating_sub(started);
    // The number of people to choose from; deleted ones count only if the filter asks for them.
    let total = match filter.asks_for_deleted() {
        true => context.directory.users().count(),
        false => context.directory.user_counts(context.now).present,
    };
    Ok(UserListResponse {
        total: count(total),
        matched: count(page.matched),
        rows: page
            .rows
            .iter()
            .map(|user| user_row(&context.directory, user, context.now))
            .collect(),
        took_us: u32::try_from(took_us).unwrap_or(u32::MAX),
    })
}

pub(crate) fn show(context: &Context, request: UserRequest) -> Result<UserDetail, CommandError> {
    detail(context, names::user(context, &context.directory, &request.user)?)
}

/// Everything about `user`, for a caller who can see it.
pub(crate) fn detail(context: &Context, user: &User) -> Result<UserDetail, CommandError> {
    let directory = &context.directory;
    let credential = context.store().find::<Credential>(user.id).map_err(from_store)?;
    let paths = if user.is_usable(context.now) {
        directory.granted(user)
    } else {
        Default::default()
    };
    let permissions = paths.into_iter().map(|(permission, paths)| PermissionPath {
        label: label(directory, &permission),
        permission: permission.to_string(),
        paths: paths.iter().map(|path| group_refs(directory, path)).collect(),
    });
    Ok(UserDetail {
        user: user_row(directory, user, context.now),
        password: password_info(directory, user, credential.as_ref()),
        permissions: permissions.collect(),
        granted: user.permissions.iter().map(ToString::to_string).collect(),
        live_sessions: count(live(context, Some(By::User(user.id)))?.count()),
    })
}

pub(crate) fn create(context: &Context, request: UserCreateRequest) -> Result<UserRow, CommandError> {
    let login = Login::new(&request.login)?;
    let (first_name, last_name) = (
        check_display_name(&request.first_name)?,
        check_display_name(&request.last_name)?,
    );
    let email = check_email(&request.email)?;
    let id = UserId::new(context.now, context.entropy());
    let mut user = User {
        first_name,
        last_name,
        email,
        is_staff: request.is_staff,
        is_superuser: request.is_superuser,
        ..User::new(id, login, context.now)
    };
    context.note(names::similar_email(&context.directory, &user.email, None));
    let hash = match &request.password {
        Some(password) => new_hash(context, &user, &password.to_secret())?,
        None => EncodedHash::unusable(),
    };
    context.commit(|head| {
        let actor = context.actor(head)?;
        context.note(rules::names::free_login(head, &user.login, None)?);
        for name in &request.groups {
            let group = names::group(context, head, name)?;
            user.groups.insert(group.id);
        }
        let row = user_row(head, &user, context.now);
        let event = context.event(&user, "");
        let credential = Credential {
            user: id,
            hash,
            changed_at: Some(context.now),
            origin: PasswordOrigin::of_new(
                actor.user().id,
                context.password_origin(),
                id,
                None,
                head.next_revision(),
            ),
        };
        let writes = vec![Write::put(credential), Write::put(user)];
        Ok((ChangeSet::new(event, writes), row))
    })
}

pub(crate) fn update(context: &Context, request: UserUpdateRequest) -> Result<UserRow, CommandError> {
    let login = request.login.as_deref().map(Login::new).transpose()?;
    let first_name = request
        .first_name
        .as_deref()
        .map(check_display_name)
        .transpose()?;
    let last_name = request.last_name.as_deref().map(check_display_name).transpose()?;
    let email = request.email.as_deref().map(check_email).transpose()?;
    if let Some(email) = &email {
        let own = context.directory.find_user(&request.user).map(|user| user.id);
        context.note(names::similar_email(&context.directory, email, own));
    }
    change(context, &request.user, |head, user| {
        if let Some(login) = login {
            context.note(rules::names::free_login(head, &login, Some(user.id))?);
            user.login = login;
        }
        user.first_name = first_name.unwrap_or(std::mem::take(&mut user.first_name));
        user.last_name = last_name.unwrap_or(std::mem::take(&mut user.last_name));
        user.email = email.unwrap_or(std::mem::take(&mut user.email));
        user.is_staff = request.is_staff.unwrap_or(user.is_staff);
        user.is_superuser = request.is_superuser.unwrap_or(user.is_superuser);
        Ok(())
    })
}

pub(crate) fn enable(context: &Context, request: UserRequest) -> Result<UserRow, CommandError> {
    act(context, &request.user, Act::Enable)
}

pub(crate) fn disable(context: &Context, request: UserRequest) -> Result<UserRow, CommandError> {
    act(context, &request.user, Act::Disable)
}

pub(crate) fn delete(context: &Context, request: UserRequest) -> Result<UserRow, CommandError> {
    act(context, &request.user, Act::Delete)
}

pub(crate) fn restore(context: &Context, request: UserRequest) -> Result<UserRow, CommandError> {
    act(context, &request.user, Act::Restore)
}

pub(crate) fn grant(context: &Context, request: UserPermissionRequest) -> Result<UserRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    change(context, &request.user, |_, user| {
        user.permissions.insert(permission.clone());
        Ok(())
    })
}

pub(crate) fn revoke(context: &Context, request: UserPermissionRequest) -> Result<UserRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    change(context, &request.user, |_, user| {
        user.permissions.remove(&permission);
        Ok(())
    })
}

/// Sets a password and ends every other session of the user (the effect of `get_session_auth_hash`). People can change
/// their own password after they enter the current one: an unlocked computer is not enough.
pub(crate) fn set_password(context: &Context, request: UserPasswordRequest) -> Result<UserRow, CommandError> {
    let directory = &context.directory;
    let actor = context.actor(directory)?;
    let user = match names::user(context, directory, &request.user) {
        Ok(user) => user.clone(),
        Err(unknown) => {
            // Only callers who could set a password learn who exists.
            context.require(OwnPermission::ChangeUser)?;
            return Err(unknown);
        }
    };
    access::authorize_password(directory, &actor, &user)?;
    if actor.user().id == user.id {
        context.require_declared_proof()?;
    }
    let hash = new_hash(context, &user, &request.password.to_secret())?;
    context.commit(|head| {
        let mut user = User::clone(names::user(context, head, &user.id.to_string())?);
        user.end_sign_ins();
        let before = context.store().find::<Credential>(user.id).map_err(from_store)?;
        let before = before.and_then(|credential| credential.origin);
        let origin = PasswordOrigin::of_new(
            actor.user().id,
            context.password_origin(),
            user.id,
            before,
            head.next_revision(),
        );
        let row = user_row(head, &user, context.now);
        let event = context.event(&user, "");
        let credential = Credential {
            user: user.id,
            hash,
            changed_at: Some(context.now),
            origin,
        };
        let mut writes = vec![Write::put(credential)];
        writes.extend(context.kept_session(&user).map(|session| {
            Write::put(Session {
                password_origin: origin,
                // The confirmation counts for this one change.
                confirmed_at: None,
                ..session
            })
        }));
        writes.push(Write::put(user));
        Ok((ChangeSet::new(event, writes), row))
    })
}

/// Whether the user could sign in with this password now. A right one is re-hashed if that is due.
pub(crate) fn check_password(
    context: &Context,
    request: UserPasswordRequest,
) -> Result<PasswordCheckResponse, CommandError> {
    let user = names::user(context, &context.directory, &request.user)?.clone();
    let password = request.password.to_secret();
    let Checked {
        matches,
        rehashed,
        forgotten,
    } = check(context, user.login.as_str(), Some(&user), &password)?;
    context.commit(|head| {
        // A re-hash of the old password must not replace one that was set meanwhile.
        let is_current =
            names::user(context, head, &user.id.to_string())?.sign_in_epoch == user.sign_in_epoch;
        let rehashed = rehashed.filter(|_| is_current);
        let outcome = if matches { "right" } else { "wrong" };
        let event = context.event(user.as_ref(), outcome);
        let rehashed = rehashed.map(Write::put);
        let writes = rehashed.into_iter().chain(forgotten).collect();
        Ok((ChangeSet::new(event, writes), PasswordCheckResponse { matches }))
    })
}

/// A filter of the people list; refuses one that names a group that is not there.
fn parse_filter(context: &Context, directory: &Directory, text: &str) -> Result<Filter, CommandError> {
    Filter::parse(text, context.now)
        .and_then(|filter| directory.require_groups(&filter).map(|()| filter))
        .map_err(|error| filter_refused(context, &error))
}

fn order(column: UserColumn) -> UserOrder {
    match column {
        UserColumn::Login => UserOrder::Login,
        UserColumn::Name => UserOrder::Name,
        UserColumn::Email => UserOrder::Email,
        UserColumn::LastSignIn => UserOrder::LastSignIn,
        UserColumn::Joined => UserOrder::Joined,
    }
}

fn filter_refused(context: &Context, error: &FilterError) -> CommandError {
    let refusal = CommandError::new(ErrorClass::InvalidRequest, error.to_string());
    let question = match error {
        FilterError::NoGroup(name) => {
            names::did_you_mean(context, &context.directory, &[names::Kind::Group], name)
        }
        FilterError::Quality(_)
        | FilterError::Key(_)
        | FilterError::Span(_)
        | FilterError::EmptyGroup
        | FilterError::TooLong => None,
    };
    match question {
        Some(question) => refusal.hint(question),
        None => refusal,
    }
}

/// Does `act` to one user.
fn act(context: &Context, name: &str, act: Act) -> Result<UserRow, CommandError> {
    change(context, name, |_, user| act.apply(user, context.now))
}

/// Changes one user's record: `decide` edits it.
fn change(
    context: &Context,
    name: &str,
    decide: impl FnOnce(&Directory, &mut User) -> Result<(), CommandError>,
) -> Result<UserRow, CommandError> {
    context.commit(|head| {
        let before = names::user(context, head, name)?;
        let mut after = User::clone(before);
        decide(head, &mut after)?;
        let row = user_row(head, &after, context.now);
        let event = context.event(&after, "");
        let write = Write::put(after);
        Ok((ChangeSet::new(event, vec![write]), row))
    })
}

fn new_hash(context: &Context, user: &User, password: &SecretText) -> Result<EncodedHash, CommandError> {
    let violations = policy::check(
        password,
        PolicyContext {
            login: user.login.as_str(),
            first_name: &user.first_name,
            last_name: &user.last_name,
            email: &user.email,
            team: context
                .directory
                .profile()
                .map_or("", |profile| profile.team.as_str()),
        },
    );
    if !violations.is_empty() {
        return Err(from_policy(violations));
    }
    context.app.hashing.hash(password, context.entropy())
}

fn password_info(directory: &Directory, user: &User, credential: Option<&Credential>) -> PasswordInfo {
    let hash = credential.map(|credential| &credential.hash);
    let algorithm = hash.map_or(HashAlgorithm::Unusable, EncodedHash::algorithm);
    let is_usable = algorithm != HashAlgorithm::Unusable;
    PasswordInfo {
        is_usable,
        algorithm: algorithm.name().to_owned(),
        needs_rehash: is_usable && hash.is_some_and(password::needs_rehash),
        is_outranked: is_usable
            && credential
                .and_then(|credential| credential.origin)
                .is_some_and(|origin| origin.is_outranked(directory, user)),
        changed_at: credential
            .and_then(|credential| credential.changed_at)
            .map(|at| at.to_string()),
    }
}

pub(crate) fn label(directory: &Directory, permission: &Permission) -> String {
    directory
        .permission_label(permission)
        .map_or_else(|| permission.words(), str::to_owned)
}
