//! Signing in and out, and listing and ending sessions.

pub mod window;
pub mod wire;

use portreeve_core::actor::Actor;
use portreeve_core::change::ChangeSet;
use portreeve_core::client::TokenFamily;
use portreeve_core::factor::Factor;
use portreeve_core::id::{FamilyId, SessionId, UserId};
use portreeve_core::last_sign_in::LastSignIn;
use portreeve_core::name::NameKey;
use portreeve_core::own::OwnPermission;
use portreeve_core::password::Credential;
use portreeve_core::session::{self, Session};
use portreeve_core::sign_in::user_of_session;
use portreeve_core::stored::By;
use portreeve_core::user::{User, UserState};
use portreeve_core::write::Write;

use self::wire::*;
use crate::command::commands;
use crate::context::Context;
use crate::directory::profile;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::{from_store, not_found};
use crate::example::password;
use crate::live::{Live, live};
use crate::names;
use crate::user::view::user_row;
use crate::user::wire::UserRow;
use crate::wire::Nothing;
use crate::wire::count;
use crate::wire::secret::WireSecret;

commands! {
    "session.sign_in" sign_in(SignInRequest) -> SignInResponse {
        access: Public, proof: AtSignIn, effect: Writes, cli: Line("login"),
        done: "signed in", tried: "sign in[ as {user}]",
        example: SignInRequest { login: "bo".into(), password: password(), kind: SessionKind::Cli },
    }
    "session.sign_out" sign_out(Nothing) -> Nothing {
        access: Public, proof: AtSignIn, effect: Writes, cli: Line("logout"),
        done: "signed out", tried: "sign out",
        example: Nothing {},
    }
    "session.greeting" greeting(Nothing) -> GreetingResponse {
        access: Public, proof: AtSignIn, effect: Reads, cli: NoLine("the sign-in page asks for it"),
        done: "looked at the sign-in page", tried: "look at the sign-in page",
        example: Nothing {},
    }
    "session.confirm" confirm(WireSecret) -> Nothing {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: NoLine("it asks for the password itself"),
        done: "unlocked the window", tried: "unlock the window",
        example: password(),
    }
    "session.me" me(Nothing) -> MeResponse {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("status"),
        reads: [User, LastSignIn, Group],
        done: "asked who is signed in", tried: "ask who is signed in",
        example: Nothing {},
    }
    "session.list" list(SessionListRequest) -> SessionListResponse {
        access: Needs(ViewSession), proof: AtSignIn, effect: Reads, cli: Line("session list"),
        reads: [Session, TokenFamily, User, Group, Client],
        done: "looked at sessions", tried: "look at sessions",
        example: SessionListRequest { user: Some("ada".into()), client: None },
    }
    "session.revoke" revoke(SessionRevokeRequest) -> SessionRevokeResponse {
        access: Over(DeleteSession), proof: AtSignIn, effect: Writes, cli: Line("session revoke"),
        done: "ended sessions[ of {user}]", tried: "end sessions[ of {user}]",
        example: SessionRevokeRequest { user: Some("ada".into()), session: None },
    }
}

/// Signs in. An unknown username, a disabled account, an account without a password and a wrong password all take the
/// same time and get the same answer.
pub(crate) fn sign_in(context: &Context, request: SignInRequest) -> Result<SignInResponse, CommandError> {
    let kind = match request.kind {
        SessionKind::Window => session::SessionKind::Window,
        SessionKind::Cli => session::SessionKind::Cli,
        SessionKind::TokenFamily => {
            return Err(CommandError::new(
                ErrorClass::InvalidRequest,
                "nobody signs in as a token family",
            ));
        }
    };
    let user = context
        .directory
        .user_by_key(&NameKey::new(&request.login))
        .cloned();
    let password = request.password.to_secret();
    let checked = crate::password_check::check(context, &request.login, user.as_deref(), &password)?;
    context.because(match user.as_deref().map(|user| user.state(context.now)) {
        None => "there is no such account",
        Some(UserState::Disabled) => "the account is disabled",
        Some(UserState::NotYetValid) => "the account is not valid yet",
        Some(UserState::Expired) => "the account has expired",
        Some(UserState::Deleted) => "the account is deleted",
        Some(UserState::Active) => "the password is wrong, or there is none",
    });
    let Some(user) = user.filter(|_| checked.matches) else {
        return Err(wrong_credentials());
    };
    let credential = context.store().find::<Credential>(user.id).map_err(from_store)?;
    let password_origin = credential.and_then(|credential| credential.origin);
    if password_origin.is_some_and(|origin| origin.is_outranked(&context.directory, &user)) {
        context.because("the password is right, but the person who set it has fewer rights");
        return Err(outranked());
    }
    let (token, token_hash) = session::new_token(context.entropy());
    let session = Session {
        id: SessionId::new(context.now, context.entropy()),
        user: user.id,
        kind,
        token: token_hash,
        issued_at: context.now,
        last_seen_at: context.now,
        ended_at: None,
        epoch: user.sign_in_epoch,
        password_origin,
        factors: [Factor::Password].into(),
        confirmed_at: None,
    };
    // The caller may still hold a session that is over.
    context.commit_for_anybody(|head| {
        // The password may have been changed, or the account disabled, during the check.
        let signed_in = user_of_session(head, &session, context.now).ok_or_else(wrong_credentials)?;
        let row = UserRow {
            last_sign_in_at: Some(context.now.to_string()),
            ..user_row(head, signed_in, context.now)
        };
        let last = LastSignIn {
            user: signed_in.id,
            at: context.now,
        };
        let mut writes = vec![Write::put(session), Write::put(last)];
        let rehashed = checked.rehashed;
        writes.extend(rehashed.map(Write::put));
        writes.extend(checked.forgotten);
        let mut event = context.event(user.as_ref(), "");
        // No one was signed in when the command began; now the actor is known.
        event.actor = Actor::User(user.id);
        event.actor_name = user.login.to_string();
        Ok((
            ChangeSet::new(event, writes),
            SignInResponse {
                token: WireSecret::from(&token),
                user: row,
            },
        ))
    })
}

/// Ends the session. Signing out twice is not an error.
pub(crate) fn sign_out(context: &Context, _: Nothing) -> Result<Nothing, CommandError> {
    if context.actor(&context.directory).is_err() {
        return Ok(Nothing {});
    }
    let session = context.session.clone();
    context.commit(|head| {
        let event = context.event(context.actor(head)?.user().as_ref(), "");
        let ended = session.map(|session| {
            Write::put(Session {
                ended_at: Some(context.now),
                ..session
            })
        });
        Ok((ChangeSet::new(event, ended.into_iter().collect()), Nothing {}))
    })
}

/// What the sign-in page shows before anyone is signed in: whose directory it is, and who signed in last.
pub(crate) fn greeting(context: &Context, _: Nothing) -> Result<GreetingResponse, CommandError> {
    let directory = &context.directory;
    // Anyone may ask this, so it reads nothing from the store.
    let seen = directory
        .users()
        .filter_map(|user| Some((directory.last_sign_in(user.id)?, user)));
    let last = seen.max_by_key(|(at, _)| *at).map(|(_, user)| user);
    Ok(GreetingResponse {
        team: profile(directory)?.team.clone(),
        last_login: last
            .filter(|user| user.is_usable(context.now))
            .map(|user| user.login.to_string()),
    })
}

/// Checks the signed-in user's password, to unlock the window and before commands that give out a key.
pub(crate) fn confirm(context: &Context, password: WireSecret) -> Result<Nothing, CommandError> {
    let user = context.actor(&context.directory)?.user().clone();
    let checked =
        crate::password_check::check(context, user.login.as_str(), Some(&user), &password.to_secret())?;
    if checked.matches {
        // A failure must not keep the window locked; a command that needs the confirmation asks again.
        let _ = context.note_confirmation();
        let forgotten = checked.forgotten.into_iter().collect();
        let _ = context.app.commit(|_| Ok((ChangeSet::unrecorded(forgotten), ())));
        return Ok(Nothing {});
    }
    Err(
        CommandError::new(ErrorClass::WrongCredentials, "the password is wrong")
            .hint("try again, or sign out"),
    )
}

pub(crate) fn me(context: &Context, _: Nothing) -> Result<MeResponse, CommandError> {
    let actor = context.actor(&context.directory)?;
    let permissions = OwnPermission::ALL
        .into_iter()
        .filter(|own| actor.has(&own.permission()))
        .map(|own| own.name().to_owned());
    Ok(MeResponse {
        user: user_row(&context.directory, actor.user(), context.now),
        permissions: permissions.collect(),
    })
}

pub(crate) fn list(
    context: &Context,
    request: SessionListRequest,
) -> Result<SessionListResponse, CommandError> {
    // Sessions name their users.
    context.require(OwnPermission::ViewUser)?;
    let user = request
        .user
        .as_deref()
        .map(|name| names::user(context, &context.directory, name))
        .transpose()?;
    let user = user.map(|user| user.id);
    let Some(client) = &request.client else {
        let live = live(context, user.map(By::User))?;
        return Ok(SessionListResponse {
            sessions: live_rows(context, &live, context.holds(OwnPermission::ViewClient)),
        });
    };
    context.require(OwnPermission::ViewClient)?;
    let client = names::client(context, &context.directory, client)?.id;
    let mut live = live(context, Some(By::Client(client)))?;
    live.families
        .retain(|(family, _)| user.is_none_or(|user| family.user == user));
    Ok(SessionListResponse {
        sessions: live_rows(context, &live, true),
    })
}

pub(crate) fn revoke(
    context: &Context,
    request: SessionRevokeRequest,
) -> Result<SessionRevokeResponse, CommandError> {
    match (request.session, request.user) {
        (Some(id), None) => revoke_one(context, &id),
        (None, Some(name)) => revoke_all(context, &name),
        (Some(_), Some(_)) | (None, None) => Err(CommandError::new(
            ErrorClass::InvalidRequest,
            "name one session, or one person whose sessions end",
        )),
    }
}

fn revoke_one(context: &Context, id: &str) -> Result<SessionRevokeResponse, CommandError> {
    let (owner, ended) = ended(context, id)?
        .ok_or_else(|| not_found("session", id).cli_hint("`portreeve session list` shows the live ones"))?;
    context.commit(|head| {
        let owner = names::user(context, head, &owner.to_string())?;
        let event = context.event(owner.as_ref(), "one of them");
        Ok((
            ChangeSet::new(event, vec![ended]),
            SessionRevokeResponse { ended: 1 },
        ))
    })
}

fn revoke_all(context: &Context, name: &str) -> Result<SessionRevokeResponse, CommandError> {
    end_all(context, names::user(context, &context.directory, name)?.id)
}

/// The owner of the session or family with this identifier, and the write that ends it; `None` if there is none.
pub(crate) fn ended(context: &Context, id: &str) -> Result<Option<(UserId, Write)>, CommandError> {
    let Ok(id) = id.parse::<SessionId>() else {
        return Ok(None);
    };
    if let Some(mut session) = context.store().find::<Session>(id).map_err(from_store)? {
        session.ended_at = session.ended_at.or(Some(context.now));
        return Ok(Some((session.user, Write::put(session))));
    }
    let family = FamilyId::from_bytes(id.to_bytes());
    let family = context.store().find::<TokenFamily>(family).map_err(from_store)?;
    Ok(family.map(|mut family| {
        family.ended_at = family.ended_at.or(Some(context.now));
        (family.user, Write::put(family))
    }))
}

/// Ends every session and family of the user, except the session that asks.
pub(crate) fn end_all(context: &Context, id: UserId) -> Result<SessionRevokeResponse, CommandError> {
    let current = context.session.as_ref().map(|session| session.id);
    let live = live(context, Some(By::User(id)))?;
    let others = live.families.len()
        + live
            .sessions
            .iter()
            .filter(|(session, _)| Some(session.id) != current)
            .count();
    context.commit(|head| {
        let mut user = User::clone(names::user(context, head, &id.to_string())?);
        user.end_sign_ins();
        let event = context.event(&user, "all of them");
        let mut writes: Vec<Write> = context.kept_session(&user).map(Write::put).into_iter().collect();
        writes.push(Write::put(user));
        Ok((
            ChangeSet::new(event, writes),
            SessionRevokeResponse { ended: count(others) },
        ))
    })
}

/// Live sessions and token families, the most recently used first, with the names of apps or without.
pub(crate) fn live_rows(context: &Context, live: &Live, shows_clients: bool) -> Vec<SessionRow> {
    let directory = &context.directory;
    let current = context.session.as_ref().map(|session| session.id);
    let sessions = live.sessions.iter().map(|(session, user)| SessionRow {
        id: session.id.to_string(),
        user_id: user.id.to_string(),
        login: user.login.to_string(),
        display_name: user.display_name(),
        kind: session_kind(session.kind),
        client: None,
        issued_at: session.issued_at.to_string(),
        last_seen_at: session.last_seen_at.to_string(),
        expires_at: session.expires_at().to_string(),
        is_current: Some(session.id) == current,
    });
    let families = live.families.iter().map(|(family, user)| SessionRow {
        id: family.id.to_string(),
        user_id: user.id.to_string(),
        login: user.login.to_string(),
        display_name: user.display_name(),
        kind: SessionKind::TokenFamily,
        client: directory
            .client(family.client)
            .filter(|_| shows_clients)
            .map(|client| client.name.clone()),
        issued_at: family.issued_at.to_string(),
        last_seen_at: family.rotated_at.to_string(),
        expires_at: family.expires_at.to_string(),
        is_current: false,
    });
    let mut rows: Vec<SessionRow> = sessions.chain(families).collect();
    // RFC 3339 with trimmed fractions does not sort as text, so this sorts by time.
    rows.sort_by_cached_key(|row| {
        std::cmp::Reverse(row.last_seen_at.parse::<portreeve_core::time::Timestamp>().ok())
    });
    rows
}

/// The refusal of a password that no longer counts. Only a caller who knows the password gets it.
fn outranked() -> CommandError {
    CommandError::new(
        ErrorClass::WrongCredentials,
        "this password no longer counts: the person who set it has fewer rights than this account has now",
    )
    .hint("ask a superuser to set a new one")
}

fn wrong_credentials() -> CommandError {
    CommandError::new(ErrorClass::WrongCredentials, "wrong username or password")
        .hint("try again; an operator can set a new password")
}

fn session_kind(kind: session::SessionKind) -> SessionKind {
    match kind {
        session::SessionKind::Window => SessionKind::Window,
        session::SessionKind::Cli => SessionKind::Cli,
    }
}
