//! Tokens: preview, issue, refresh, inspect.

mod activity;
pub mod wire;

use std::sync::Arc;

use portreeve_core::change::{ChangeSet, Expectation};
use portreeve_core::client::{Client, TokenFamily};
use portreeve_core::directory::Directory;
use portreeve_core::id::{FamilyId, KeyId, new_token_id};
use portreeve_core::own::OwnPermission;
use portreeve_core::ports::random;
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_core::sign_in::user_of_family;
use portreeve_core::time::Timestamp;
use portreeve_core::user::User;
use portreeve_core::write::Write;
use portreeve_tokens::{
    AccessClaims, RefreshToken, TokenError, UNSIGNED, Unverified, Verifier, pasted, pasted_jwt,
};
use serde_json::Value;

use self::activity::activity;
pub use self::activity::forget_old_token_use;
use self::wire::*;
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::from_store;
use crate::key;
use crate::names;
use crate::wire::secret::WireSecret;

commands! {
    "token.preview" preview(TokenRequest) -> TokenPreviewResponse {
        access: Needs(ViewUser), proof: AtSignIn, effect: Reads, cli: Line("token preview"),
        reads: [User, Group, Client, SigningKey, Profile],
        done: "previewed a token[ for {user}]", tried: "preview a token[ for {user}]",
        example: TokenRequest { client: "wiki".into(), user: "ada".into() },
    }
    "token.issue" issue(TokenRequest) -> TokenResponse {
        access: Over(IssueToken), proof: AtSignIn, effect: Writes, cli: Line("token issue"),
        done: "issued a token[ for {user}][ to {app}]", tried: "issue a token[ for {user}][ to {app}]",
        example: TokenRequest { client: "wiki".into(), user: "ada".into() },
    }
    "token.refresh" refresh(TokenRefreshRequest) -> TokenResponse {
        access: Public, proof: AtSignIn, effect: Counts, cli: Line("token refresh"),
        done: "refreshed a token[ of {user}][ for {app}]", tried: "refresh a token[ of {user}][ for {app}]",
        example: TokenRefreshRequest { refresh_token: "prv_r_the_one_that_was_issued".to_owned().into() },
    }
    "token.activity" activity(TokenActivityRequest) -> TokenActivityResponse {
        access: Needs(ViewSession), proof: AtSignIn, effect: Reads, cli: Line("token activity"),
        reads: [TokenUse, User, Group, Client],
        done: "looked up how tokens are used", tried: "look up how tokens are used",
        example: TokenActivityRequest { user: Some("ada".into()), client: Some("wiki".into()), page: None },
    }
    "token.inspect" inspect(TokenInspectRequest) -> TokenInspectResponse {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("token inspect"),
        done: "inspected a token", tried: "inspect a token",
        example: TokenInspectRequest { token: "eyJhbGciOiJub25lIn0.e30.".to_owned().into() },
    }
}

/// How long after a rotation the previous token gets the same successor again, in seconds, because an answer can be
/// lost.
const GRACE_SECS: u32 = 15;
/// How often a refresh is decided again because another refresh was committed first. Of the refreshes at the same
/// moment, each round commits one.
const EXCHANGE_AGAIN_MAX: usize = 100;

pub(crate) fn preview(
    context: &Context,
    request: TokenRequest,
) -> Result<TokenPreviewResponse, CommandError> {
    context.require(OwnPermission::ViewClient)?;
    let (client, user) = (
        find_client(context, &request)?,
        names::user(context, &context.directory, &request.user)?,
    );
    let claims = claims(context, &context.directory, client, user);
    let key_id = context.directory.signing_key(client.algorithm).map(|key| &key.id);
    let (header, claims, bytes) = portreeve_tokens::preview(client.algorithm, key_id, &claims)?;
    Ok(TokenPreviewResponse {
        header,
        claims,
        bytes: crate::wire::count(bytes),
    })
}

pub(crate) fn issue(context: &Context, request: TokenRequest) -> Result<TokenResponse, CommandError> {
    let id = FamilyId::new(context.now, context.entropy());
    let secret = SecretBytes::new(random::<32>(context.entropy()).to_vec());
    let (client, user, claims, family) = context.commit(|head| {
        let client = names::client(context, head, &request.client)?.clone();
        let user = names::user(context, head, &request.user)?;
        let actor = context.actor(head)?;
        require_active(context, user)?;
        let claims = claims(context, head, &client, user);
        let family = TokenFamily {
            id,
            user: user.id,
            client: client.id,
            secret,
            generation: 0,
            issued_at: context.now,
            rotated_at: context.now,
            expires_at: context.now.plus_secs(client.refresh_secs),
            ended_at: None,
            epoch: user.sign_in_epoch,
            client_epoch: client.token_epoch,
            issued_by: actor.user().id,
            password_origin: context.password_origin(),
        };
        let event = context.event(user.as_ref(), "");
        let event = event.on(client.as_ref());
        let write = Write::put(family.clone());
        let decided = (client, user.clone(), claims, family);
        Ok((ChangeSet::new(event, vec![write]), decided))
    })?;
    // Signing is too slow for the decision.
    let signer = key::signer(context, &client)?;
    let access_token = portreeve_tokens::issue(&signer, &claims)?;
    let refresh_token = portreeve_tokens::current_refresh_token(&family);
    Ok(response(context, &client, &user, &access_token, &refresh_token))
}

/// Exchanges a refresh token for the next pair (RFC 9700 section 4.14.2). A second use ends its family, except within
/// the grace period after a rotation, in which it gets the same successor again.
pub(crate) fn refresh(
    context: &Context,
    request: TokenRefreshRequest,
) -> Result<TokenResponse, CommandError> {
    let presented = pasted(request.refresh_token.expose(), "refresh_token");
    let presented = portreeve_tokens::parse_refresh_token(presented.expose())?;
    let mut refreshed = exchange(context, &presented);
    for _ in 0..EXCHANGE_AGAIN_MAX {
        // Another request rotated the family, or was counted in the same place, a moment ago.
        match &refreshed {
            Err(error) if error.is(ErrorClass::Conflict) => refreshed = exchange(context, &presented),
            Ok(_) | Err(_) => break,
        }
    }
    refreshed
}

fn exchange(context: &Context, presented: &RefreshToken) -> Result<TokenResponse, CommandError> {
    let family = context
        .store()
        .find::<TokenFamily>(presented.family)
        .map_err(from_store)?;
    let mut family = family
        .filter(|family| presented.is_of(family))
        .ok_or_else(invalid_grant)?;
    let client = context
        .directory
        .client(family.client)
        .ok_or_else(invalid_grant)?;
    let user = user_of_family(&context.directory, &family, context.now).ok_or_else(invalid_grant)?;
    // A future generation can only come from a newer state: an older copy of the directory was put back.
    if presented.generation > family.generation {
        return Err(invalid_grant());
    }
    let is_current = presented.generation == family.generation;
    let is_previous = presented.generation.checked_add(1) == Some(family.generation);
    if is_previous && context.now <= family.rotated_at.plus_secs(GRACE_SECS) {
        let access_token = sign(context, client, user)?;
        return Ok(response(
            context,
            client,
            user,
            &access_token,
            &portreeve_tokens::current_refresh_token(&family),
        ));
    }
    if !is_current {
        family.ended_at = Some(context.now);
        let detail = format!(
            "reuse detected, ended the family of {} for {}",
            user.login, client.name
        );
        let event = context.event(user.as_ref(), detail).on(client.as_ref());
        return Err(context.refuse_with(event, vec![Write::put(family)], invalid_grant()));
    }
    let access_token = sign(context, client, user)?;
    let as_read = Expectation::FamilyAt(family.id, family.generation);
    let before = family.clone();
    family.generation += 1;
    family.rotated_at = context.now;
    let refresh_token = portreeve_tokens::current_refresh_token(&family);
    let (counted, as_counted) = activity::one_more(context, user.id, client.id)?;
    let changes = ChangeSet::unrecorded(vec![Write::put(family), Write::put(counted)]);
    let changes = changes.expecting(as_read).expecting(as_counted);
    context.commit_for_anybody(|head| {
        user_of_family(head, &before, context.now).ok_or_else(invalid_grant)?;
        Ok((changes, ()))
    })?;
    Ok(response(context, client, user, &access_token, &refresh_token))
}

pub(crate) fn inspect(
    context: &Context,
    request: TokenInspectRequest,
) -> Result<TokenInspectResponse, CommandError> {
    let directory = &context.directory;
    let token = pasted_jwt(request.token.expose())?;
    let token = token.expose().as_str();
    let unverified = match Unverified::read(token) {
        Ok(unverified) => unverified,
        Err(error) => return Ok(no_token(&error)),
    };
    let text = |name: &str| Unverified::text(&unverified.claims, name);
    let client = text("client_id")
        .and_then(|id| id.parse().ok())
        .and_then(|id| directory.client(id));
    let user = text("sub")
        .and_then(|id| id.parse().ok())
        .and_then(|id| directory.user(id));
    let mut problems = match client {
        None => {
            let unsigned = unverified.is_unsigned(token).then(|| UNSIGNED.to_owned());
            let unknown = "it names no local app that is known here".to_owned();
            unsigned.into_iter().chain([unknown]).collect()
        }
        Some(client) => check(context, token, &unverified, client)?,
    };
    // A caller must not be able to look up names with a token that they wrote themselves.
    let is_ours = problems.is_empty();
    let client = client.filter(|_| is_ours || context.holds(OwnPermission::ViewClient));
    if is_ours || context.holds(OwnPermission::ViewUser) {
        problems.extend(trouble_with(user, context.now));
    }
    let user = user.filter(|_| is_ours || context.holds(OwnPermission::ViewUser));
    let issued_at = unverified.claims.get("nbf").and_then(Value::as_i64);
    let issued_at = issued_at.map(Timestamp::from_unix_secs);
    Ok(TokenInspectResponse {
        clock_behind_secs: issued_at.and_then(|at| context.app.clock.too_early_secs(at)),
        is_valid: problems.is_empty(),
        is_token: true,
        problems,
        client: client.map(|client| client.name.clone()),
        user: user.map(|user| user.login.to_string()),
        header: Value::Object(unverified.header),
        claims: Value::Object(unverified.claims),
    })
}

fn trouble_with(user: Option<&Arc<User>>, now: Timestamp) -> Option<String> {
    match user {
        None => Some("its person does not exist here".to_owned()),
        Some(user) if !user.is_usable(now) => Some(format!(
            "{} can no longer sign in; apps notice when the token expires",
            user.login
        )),
        Some(_) => None,
    }
}

fn no_token(error: &TokenError) -> TokenInspectResponse {
    TokenInspectResponse {
        is_valid: false,
        is_token: false,
        problems: vec![error.to_string()],
        header: Value::Object(Default::default()),
        claims: Value::Object(Default::default()),
        client: None,
        user: None,
        clock_behind_secs: None,
    }
}

fn check(
    context: &Context,
    token: &str,
    unverified: &Unverified,
    client: &Client,
) -> Result<Vec<String>, CommandError> {
    let directory = &context.directory;
    if unverified.is_unsigned(token) {
        return Ok(vec![UNSIGNED.to_owned()]);
    }
    let verified = |verifier: &Verifier| {
        let checked =
            portreeve_tokens::verify(token, verifier, directory.issuer(), &client.audience, context.now);
        checked.err().unwrap_or_default()
    };
    if client.algorithm.is_symmetric() {
        return Ok(verified(&Verifier::Shared(&key::client_secret(context, client)?)));
    }
    let key_id = Unverified::text(&unverified.header, "kid").map(|id| KeyId(id.to_owned()));
    let key = key_id
        .and_then(|id| directory.key(&id))
        .filter(|key| key.algorithm == client.algorithm && directory.is_trusted(key, context.now));
    Ok(key.map_or_else(
        || {
            vec![format!(
                "it is not signed with a {} key from here",
                client.algorithm.name()
            )]
        },
        |key| verified(&Verifier::Public(key)),
    ))
}

fn sign(context: &Context, client: &Client, user: &User) -> Result<SecretText, CommandError> {
    let signer = key::signer(context, client)?;
    Ok(portreeve_tokens::issue(
        &signer,
        &claims(context, &context.directory, client, user),
    )?)
}

pub(crate) fn claims(context: &Context, directory: &Directory, client: &Client, user: &User) -> AccessClaims {
    let groups = directory.groups_of(user);
    let mut groups: Vec<String> = groups
        .iter()
        .filter_map(|id| directory.group(*id))
        .map(|group| group.name.clone())
        .collect();
    groups.sort();
    let now = context.now;
    AccessClaims {
        iss: directory.issuer().to_owned(),
        sub: user.id.to_string(),
        aud: client.audience.clone(),
        exp: now.plus_secs(access_secs(client, user, now)).unix_secs(),
        nbf: now.unix_secs(),
        iat: now.unix_secs(),
        jti: new_token_id(context.entropy()),
        client_id: client.id.to_string(),
        preferred_username: user.login.to_string(),
        name: user.display_name(),
        email: (!user.email.is_empty()).then(|| user.email.clone()),
        groups,
        is_staff: user.is_staff,
        is_superuser: user.is_superuser,
    }
}

/// How long an access token counts: no longer than the account does.
fn access_secs(client: &Client, user: &User, now: Timestamp) -> u32 {
    let until = user.validity.as_deref().and_then(|validity| validity.until);
    let left = until.map_or(i64::MAX, |until| {
        until.unix_secs().saturating_sub(now.unix_secs())
    });
    client
        .access_secs
        .min(u32::try_from(left.max(0)).unwrap_or(u32::MAX))
}

fn response(
    context: &Context,
    client: &Client,
    user: &User,
    access_token: &SecretText,
    refresh_token: &SecretText,
) -> TokenResponse {
    TokenResponse {
        access_token: WireSecret::from(access_token),
        refresh_token: WireSecret::from(refresh_token),
        token_type: "Bearer".into(),
        clock_behind_secs: context.app.clock.too_early_secs(context.now),
        expires_in: access_secs(client, user, context.now),
    }
}

fn find_client<'c>(context: &'c Context, request: &TokenRequest) -> Result<&'c Client, CommandError> {
    names::client(context, &context.directory, &request.client).map(AsRef::as_ref)
}

fn require_active(context: &Context, user: &User) -> Result<(), CommandError> {
    if user.is_usable(context.now) {
        return Ok(());
    }
    Err(
        CommandError::new(ErrorClass::RuleViolated, format!("{} cannot sign in", user.login))
            .hint("enable or restore the account first"),
    )
}

/// One answer for unknown, expired, ended and used (RFC 6749 section 5.2, `invalid_grant`).
fn invalid_grant() -> CommandError {
    CommandError::new(
        ErrorClass::WrongCredentials,
        "the refresh token is not valid any more",
    )
    .hint("the person has to sign in again")
}
