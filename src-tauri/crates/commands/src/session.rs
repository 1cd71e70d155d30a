//! Signing in and out, and the sessions there are.

use std::sync::Arc;

use portreeve_core::access::own;
use portreeve_core::change::{ChangeSet, Write};
use portreeve_core::id::{FamilyId, SessionId, UserId};
use portreeve_core::name::NameKey;
use portreeve_core::permission::Permission;
use portreeve_core::session::{self, Session};
use portreeve_core::user::User;

use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::refuse::{from_store, not_found};
use crate::view::{count, session_kind, user_row};
use crate::wire::Nothing;
use crate::wire::secret::WireSecret;
use crate::wire::session::*;

/// Signs in. Unknown, disabled, passwordless and wrong all take the same time and get the same answer.
pub(crate) fn sign_in(context: &Context, request: SignInRequest) -> Result<SignInResponse, CommandError> {
    let kind = match request.kind {
        SessionKind::Window => session::SessionKind::Window,
        SessionKind::Cli => session::SessionKind::Cli,
        SessionKind::TokenFamily => {
            return Err(CommandError::new(
                ErrorCode::InvalidRequest,
                "nobody signs in as a token family",
            ));
        }
    };
    let user = context
        .directory
        .user_by_key(&NameKey::new(&request.login))
        .cloned();
    let (matches, rehashed) = crate::user::verify(context, user.as_deref(), &request.password.to_secret())?;
    let Some(user) = user.filter(|_| matches) else {
        context.commit(|_| {
            Ok((
                ChangeSet::new(context.event(shortened(&request.login), "refused"), vec![]),
                (),
            ))
        })?;
        return Err(CommandError::new(
            ErrorCode::WrongCredentials,
            "the login name or the password is wrong",
        )
        .hint("try again; an operator can set a new password"));
    };
    let (token, token_hash) = session::new_token(context.entropy());
    let session = Session {
        id: SessionId::new(context.now, context.entropy()),
        user: user.id,
        kind,
        token: token_hash,
        issued_at: context.now,
        last_seen_at: context.now,
        ended_at: None,
    };
    context.commit(|head| {
        let mut signed_in = User::clone(crate::user::find(head, &user.id.to_string())?);
        signed_in.last_sign_in_at = Some(context.now);
        let row = user_row(head, &signed_in);
        let mut writes = vec![Write::Session(session)];
        writes.extend(rehashed.map(|credential| Write::Credential(user.id, credential)));
        let previous = Some(signed_in.login.key());
        writes.push(Write::User {
            user: Arc::new(signed_in),
            previous,
        });
        let event = context.event(user.id, format!("{} signed in", user.login));
        Ok((
            ChangeSet::new(event, writes),
            SignInResponse {
                token: WireSecret::from(&token),
                user: row,
            },
        ))
    })
}

pub(crate) fn sign_out(context: &Context, _: Nothing) -> Result<Nothing, CommandError> {
    let session = context.session.clone();
    context.commit(|head| {
        let event = context.event(context.actor(head)?.id, "signed out");
        let ended = session.map(|session| {
            Write::Session(Session {
                ended_at: Some(context.now),
                ..session
            })
        });
        Ok((ChangeSet::new(event, ended.into_iter().collect()), Nothing {}))
    })
}

/// Whether this is the signed-in user's password: for unlocking.
pub(crate) fn confirm(context: &Context, password: WireSecret) -> Result<Nothing, CommandError> {
    let user = context.actor(&context.directory)?.clone();
    let (matches, _) = crate::user::verify(context, Some(&user), &password.to_secret())?;
    if matches {
        return Ok(Nothing {});
    }
    Err(
        CommandError::new(ErrorCode::WrongCredentials, "the password is wrong")
            .hint("try again, or sign out"),
    )
}

pub(crate) fn me(context: &Context, _: Nothing) -> Result<MeResponse, CommandError> {
    let user = context.actor(&context.directory)?;
    let holds = |name: &str| {
        name.parse::<Permission>()
            .is_ok_and(|permission| context.directory.has_permission(user, &permission))
    };
    let permissions = own::ALL
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| holds(name))
        .map(str::to_owned);
    Ok(MeResponse {
        user: user_row(&context.directory, user),
        permissions: permissions.collect(),
    })
}

pub(crate) fn list(
    context: &Context,
    request: SessionListRequest,
) -> Result<SessionListResponse, CommandError> {
    let user = request
        .user
        .as_deref()
        .map(|name| crate::user::find(&context.directory, name))
        .transpose()?;
    Ok(SessionListResponse {
        sessions: live(context, user.map(|user| user.id))?,
    })
}

pub(crate) fn revoke(
    context: &Context,
    request: SessionRevokeRequest,
) -> Result<SessionRevokeResponse, CommandError> {
    let writes = match (&request.session, &request.user) {
        (Some(id), None) => vec![ended(context, id)?],
        (None, Some(name)) => context.end_sessions(crate::user::find(&context.directory, name)?.id)?,
        _ => {
            return Err(CommandError::new(
                ErrorCode::InvalidRequest,
                "name one session, or one user whose sessions end",
            ));
        }
    };
    context.commit(|head| {
        for owner in writes.iter().filter_map(owner).filter_map(|id| head.user(id)) {
            portreeve_core::access::authorize_over(head, context.actor(head)?, owner)?;
        }
        let ended = count(writes.len());
        let target = request.session.or(request.user).unwrap_or_default();
        let event = context.event(shortened(&target), format!("ended {ended}"));
        Ok((ChangeSet::new(event, writes), SessionRevokeResponse { ended }))
    })
}

/// Live sessions and token families, the last used first.
pub(crate) fn live(context: &Context, user: Option<UserId>) -> Result<Vec<SessionRow>, CommandError> {
    let directory = &context.directory;
    let is_wanted = |id: UserId| user.is_none_or(|user| user == id);
    let current = context.session.as_ref().map(|session| session.id);
    let mut rows = Vec::new();
    for session in context.store().list_sessions().map_err(from_store)? {
        let Some(user) = directory
            .user(session.user)
            .filter(|_| session.is_live(context.now))
        else {
            continue;
        };
        if is_wanted(user.id) {
            rows.push(SessionRow {
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
        }
    }
    for family in context.store().list_token_families().map_err(from_store)? {
        let Some(user) = directory
            .user(family.user)
            .filter(|_| family.is_live(context.now))
        else {
            continue;
        };
        if is_wanted(user.id) {
            rows.push(SessionRow {
                id: family.id.to_string(),
                user_id: user.id.to_string(),
                login: user.login.to_string(),
                display_name: user.display_name(),
                kind: SessionKind::TokenFamily,
                client: directory.client(family.client).map(|client| client.name.clone()),
                issued_at: family.issued_at.to_string(),
                last_seen_at: family.rotated_at.to_string(),
                expires_at: family.expires_at.to_string(),
                is_current: false,
            });
        }
    }
    // RFC 3339 in UTC with trimmed fractions does not sort as text; the moment does.
    rows.sort_by_cached_key(|row| {
        std::cmp::Reverse(row.last_seen_at.parse::<portreeve_core::time::Timestamp>().ok())
    });
    Ok(rows)
}

/// The session or family with this id, ended.
fn ended(context: &Context, id: &str) -> Result<Write, CommandError> {
    let not_found = || not_found("session", id).hint("`portreeve session list` shows the live ones");
    let session_id: SessionId = id.parse().map_err(|_| not_found())?;
    if let Some(session) = context.store().find_session(session_id).map_err(from_store)? {
        return Ok(Write::Session(Session {
            ended_at: Some(context.now),
            ..session
        }));
    }
    let family_id = FamilyId::from_bytes(session_id.to_bytes());
    let family = context.store().find_token_family(family_id).map_err(from_store)?;
    let mut family = family.ok_or_else(not_found)?;
    family.ended_at = Some(context.now);
    Ok(Write::TokenFamily(family))
}

fn owner(write: &Write) -> Option<UserId> {
    match write {
        Write::Session(session) => Some(session.user),
        Write::TokenFamily(family) => Some(family.user),
        _ => None,
    }
}

/// What somebody typed, short enough for the trail.
fn shortened(text: &str) -> String {
    text.chars().take(80).filter(|c| !c.is_control()).collect()
}
