//! Tests a saved config with a real token: the file as it is on the disk, and an access token that nobody gets.

use portreeve_core::audit::Target;
use portreeve_core::change::ChangeSet;
use portreeve_core::client::PublicKey;
use portreeve_core::id::KeyId;
use portreeve_core::ports::FileError;
use portreeve_core::time::Timestamp;
use portreeve_exchange::preset::saved::{self, Saved, SavedKey};
use portreeve_tokens::{Unverified, Verifier};
use serde_json::Value;

use super::wire::{ConfigTestRequest, ConfigTestResponse, ConfigVerifier};
use crate::context::Context;
use crate::error::{CommandError, ErrorClass, Reason};
use crate::key;
use crate::names;
use crate::token;

/// No config is longer.
const CONFIG_BYTES_MAX: u64 = 256 * 1024;
/// How long the token lives, in seconds. It never leaves this function.
const TEST_SECS: u32 = 60;
/// A program asks for another file.
const CONFIG_UNREADABLE: Reason = Reason::new(ErrorClass::Rejected, "config.unreadable");

pub(super) fn test(
    context: &Context,
    request: ConfigTestRequest,
) -> Result<ConfigTestResponse, CommandError> {
    let client = names::client(context, &context.directory, &request.client)?.clone();
    let user = context.actor(&context.directory)?.user().clone();
    let text = read(context, &request.path)?;
    let saved = saved::read(&text);
    let token = {
        let signer = key::signer(context, &client)?;
        let mut claims = token::claims(context, &context.directory, &client, &user);
        claims.exp = context.now.plus_secs(TEST_SECS).unix_secs();
        portreeve_tokens::issue(&signer, &claims)?
    };
    let problems = match &saved {
        Ok(saved) => check(saved, token.expose(), context.now),
        Err(error) => vec![error.to_string()],
    };
    context.commit(|_| {
        let outcome = if problems.is_empty() {
            "accepted"
        } else {
            "refused"
        };
        let event = context
            .event(client.as_ref(), outcome)
            .on(Target::file(&request.path));
        Ok((ChangeSet::new(event, Vec::new()), ()))
    })?;
    Ok(ConfigTestResponse {
        path: request.path.into(),
        is_accepted: problems.is_empty(),
        problems,
        verifier: ConfigVerifier::Portreeve,
        user: user.login.to_string(),
        issuer: saved.as_ref().ok().map(|saved| saved.issuer.clone()),
        audience: saved.as_ref().ok().map(|saved| saved.audience.clone()),
        algorithm: saved.as_ref().ok().map(|saved| saved.algorithm.name().to_owned()),
    })
}

fn read(context: &Context, path: &str) -> Result<String, CommandError> {
    let unreadable = |why: String| {
        CommandError::new(CONFIG_UNREADABLE, format!("{path} cannot be tested: {why}"))
            .hint("export the config to a file, and choose that file")
    };
    let bytes = context.app.ports.files.read(path, CONFIG_BYTES_MAX);
    let bytes = bytes.map_err(|error: FileError| unreadable(error.to_string()))?;
    String::from_utf8(bytes).map_err(|_| unreadable("it is not text".to_owned()))
}

/// What an app with this config has against `token`.
fn check(saved: &Saved, token: &str, now: Timestamp) -> Vec<String> {
    let verified = |verifier: &Verifier| {
        portreeve_tokens::verify(token, verifier, &saved.issuer, &saved.audience, now)
            .err()
            .unwrap_or_default()
    };
    match &saved.key {
        SavedKey::Shared(secret) => verified(&Verifier::Shared(secret)),
        SavedKey::Pem(pem) => verified(&Verifier::Pem(saved.algorithm, pem)),
        SavedKey::Set(keys) => {
            let named = Unverified::read(token).ok();
            let named = named
                .as_ref()
                .and_then(|token| Unverified::text(&token.header, "kid"));
            let key = keys
                .iter()
                .find(|key| key.get("kid").and_then(Value::as_str) == named);
            let Some(key) = key else {
                return vec!["it is signed with a key that is not in the file".to_owned()];
            };
            verified(&Verifier::Public(&PublicKey {
                id: KeyId(named.unwrap_or_default().to_owned()),
                algorithm: saved.algorithm,
                pem: String::new(),
                jwk: Value::Object(key.clone()).to_string(),
                created_at: now,
            }))
        }
    }
}
