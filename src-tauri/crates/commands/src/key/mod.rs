//! Signing keys: the public halves are for everyone, the private halves for signing.

pub mod wire;

use std::sync::{Arc, PoisonError};

use portreeve_core::audit::{Irreversible, Reversal};
use portreeve_core::change::ChangeSet;
use portreeve_core::client::{Algorithm, Client, ClientSecret, KEY_OVERLAP_SECS, PublicKey, SigningKey};
use portreeve_core::directory::Directory;
use portreeve_core::ports::random;
use portreeve_core::secret::SecretBytes;
use portreeve_core::write::Write;
use portreeve_tokens::{SHARED_SECRET_BYTES, Signer};

use self::wire::{KeyListResponse, KeyRotateRequest, KeyRotateResponse, KeyRotation, KeyRow};
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::from_store;
use crate::wire::Nothing;

commands! {
    "key.list" list(Nothing) -> KeyListResponse {
        access: Public, proof: AtSignIn, effect: Reads, cli: Line("key list"),
        reads: [SigningKey],
        done: "looked at signing keys", tried: "look at signing keys",
        example: Nothing {},
    }
    "key.rotate" rotate(KeyRotateRequest) -> KeyRotateResponse {
        access: Superuser, proof: AtSignIn, effect: Writes, cli: Line("key rotate"),
        done: "replaced signing keys", tried: "replace signing keys",
        example: KeyRotateRequest { algorithm: Some("EdDSA".into()) },
    }
}

pub(crate) fn list(context: &Context, _: Nothing) -> Result<KeyListResponse, CommandError> {
    let directory = &context.directory;
    let mut keys: Vec<_> = directory.trusted_keys(context.now).collect();
    keys.sort_by_key(|key| std::cmp::Reverse(key.created_at));
    let jwks = portreeve_tokens::key_set(keys.iter().map(|key| key.as_ref()));
    Ok(KeyListResponse {
        keys: keys.into_iter().map(|key| key_row(directory, key)).collect(),
        jwks,
    })
}

/// Makes a new key for one algorithm, or for each that has one. It signs from now on; the old one verifies as long as
/// its tokens can be valid. Older keys are removed.
pub(crate) fn rotate(
    context: &Context,
    request: KeyRotateRequest,
) -> Result<KeyRotateResponse, CommandError> {
    let algorithms = match &request.algorithm {
        None => Algorithm::ALL
            .into_iter()
            .filter(|algorithm| context.directory.signing_key(*algorithm).is_some())
            .collect(),
        Some(name) => vec![rotatable(&context.directory, name)?],
    };
    let made: Vec<SigningKey> = algorithms
        .into_iter()
        .map(|algorithm| portreeve_tokens::generate(algorithm, context.now))
        .collect::<Result<_, _>>()?;
    if made.is_empty() {
        return Err(no_key("there is no key yet"));
    }
    context.commit(|head| {
        let mut writes: Vec<Write> = head
            .keys()
            .filter(|key| !head.is_trusted(key, context.now))
            .map(|key| Write::remove::<SigningKey>(key.id.clone()))
            .collect();
        let mut response = KeyRotateResponse {
            keys: Vec::new(),
            export_anew: Vec::new(),
        };
        for mut key in made {
            let algorithm = key.public.algorithm;
            let before = head.signing_key(algorithm);
            // The newest key signs, even if the clock was ahead when the old one was made.
            if let Some(before) = before.filter(|before| before.created_at >= key.public.created_at) {
                key.public.created_at = before.created_at.plus_ms(1);
            }
            response.keys.push(KeyRotation {
                algorithm: algorithm.name().to_owned(),
                key_id: key.public.id.to_string(),
                before_id: before.map(|before| before.id.to_string()),
                before_verifies_until: key.public.created_at.plus_secs(KEY_OVERLAP_SECS).to_string(),
            });
            let apps = head.clients().filter(|client| client.algorithm == algorithm);
            response
                .export_anew
                .extend(apps.map(|client| client.name.clone()));
            writes.push(Write::put(key));
        }
        let names: Vec<&str> = response.keys.iter().map(|key| key.algorithm.as_str()).collect();
        let mut event = context.event_of(&names.join(", "));
        event.reversal = Reversal::Impossible(Irreversible::SecretReplaced);
        Ok((ChangeSet::new(event, writes), response))
    })
}

fn rotatable(directory: &Directory, name: &str) -> Result<Algorithm, CommandError> {
    let algorithm = checked_algorithm(name)?;
    if algorithm.is_symmetric() {
        let why = "HS256 has no key: each app has a secret of its own";
        return Err(CommandError::new(ErrorClass::RuleViolated, why)
            .cli_hint("`portreeve client rotate-secret NAME` replaces that of one app"));
    }
    match directory.signing_key(algorithm) {
        Some(_) => Ok(algorithm),
        None => Err(no_key(&format!("there is no {} key yet", algorithm.name()))),
    }
}

fn no_key(why: &str) -> CommandError {
    CommandError::new(ErrorClass::RuleViolated, why).hint("a key is made with the first app that needs it")
}

/// A key or secret made before the decision: making an RSA key takes a while, and decisions must be quick.
pub(crate) struct Provision(Option<Made>);

enum Made {
    Key(SigningKey),
    Secret(SecretBytes),
}

impl Provision {
    /// Makes what a client with `algorithm` may need, if there is no key for it yet.
    pub(crate) fn prepare(context: &Context, algorithm: Algorithm) -> Result<Self, CommandError> {
        if algorithm.is_symmetric() {
            return Ok(Self(Some(Made::Secret(new_secret(context)))));
        }
        if context.directory.signing_key(algorithm).is_some() {
            return Ok(Self(None));
        }
        Ok(Self(Some(Made::Key(portreeve_tokens::generate(
            algorithm,
            context.now,
        )?))))
    }

    /// The writes that are still needed on `head`. Another command may have made the key meanwhile; with two, some
    /// configs would trust only one.
    pub(crate) fn writes(self, head: &Directory, client: &Client) -> Vec<Write> {
        let mut writes = Vec::new();
        let secret = match self.0 {
            Some(Made::Key(key)) => {
                if head.signing_key(client.algorithm).is_none() {
                    writes.push(Write::put(key));
                }
                None
            }
            Some(Made::Secret(secret)) => Some(secret),
            None => None,
        };
        writes.extend(secret_write(head, client, || secret));
        writes
    }
}

pub(crate) fn new_secret(context: &Context) -> SecretBytes {
    SecretBytes::new(random::<SHARED_SECRET_BYTES>(context.entropy()).to_vec())
}

/// Gives a new secret to existing apps that `writes` move to HS256, and removes that of apps that leave it. A restored app
/// brings its own back.
pub(crate) fn settle_secrets(context: &Context, head: &Directory, writes: &mut Vec<Write>) {
    let secrets = || writes.iter().filter_map(Write::puts::<ClientSecret>);
    let without_secret = |client: &&Arc<Client>| !secrets().any(|secret| secret.client == client.id);
    let clients = writes.iter().filter_map(Write::puts::<Client>);
    let secrets: Vec<Write> = clients
        .filter(|client| head.client(client.id).is_some())
        .filter(without_secret)
        .filter_map(|client| secret_write(head, client, || Some(new_secret(context))))
        .collect();
    writes.extend(secrets);
}

/// An HS256 app has a secret, and no other app has one.
fn secret_write(
    head: &Directory,
    after: &Client,
    new: impl FnOnce() -> Option<SecretBytes>,
) -> Option<Write> {
    let before = head.client(after.id);
    let had_one = before.is_some_and(|before| before.algorithm.is_symmetric());
    match (had_one, after.algorithm.is_symmetric()) {
        (false, true) => new().map(|secret| {
            Write::put(ClientSecret {
                client: after.id,
                secret,
            })
        }),
        (true, false) => Some(Write::remove::<ClientSecret>(after.id)),
        (true, true) | (false, false) => None,
    }
}

/// The secret an HS256 client shares with us.
pub(crate) fn client_secret(context: &Context, client: &Client) -> Result<SecretBytes, CommandError> {
    let secret = context
        .store()
        .find::<ClientSecret>(client.id)
        .map_err(from_store)?;
    secret.map(|secret| secret.secret).ok_or_else(|| {
        CommandError::new(
            ErrorClass::Damaged,
            format!("the secret of {} is missing", client.name),
        )
    })
}

/// The signer for `client`. A used key stays in memory. A secret is quick to prepare and can be replaced, so it does
/// not.
pub(crate) fn signer(context: &Context, client: &Client) -> Result<Arc<Signer>, CommandError> {
    if client.algorithm.is_symmetric() {
        let secret = client_secret(context, client)?;
        return Ok(Arc::new(Signer::new(Algorithm::Hs256, None, &secret)?));
    }
    let Some(key) = context.directory.signing_key(client.algorithm) else {
        return Err(CommandError::new(
            ErrorClass::Damaged,
            format!("there is no {} key", client.algorithm.name()),
        ));
    };
    let signers = || context.app.signers.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(signer) = signers().get(&key.id) {
        return Ok(signer.clone());
    }
    let found = context
        .store()
        .find::<SigningKey>(key.id.clone())
        .map_err(from_store)?;
    let missing = || CommandError::new(ErrorClass::Damaged, format!("signing key {} is missing", key.id));
    let private = found.ok_or_else(missing)?.private;
    let signer = Arc::new(Signer::new(client.algorithm, Some(key.id.clone()), &private)?);
    let mut signers = signers();
    // A replaced key no longer signs.
    signers.retain(|id, _| {
        context
            .directory
            .key(id)
            .is_some_and(|key| context.directory.key_verifies_until(key).is_none())
    });
    signers.insert(key.id.clone(), signer.clone());
    Ok(signer)
}

pub(crate) fn checked_algorithm(name: &str) -> Result<Algorithm, CommandError> {
    Algorithm::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Algorithm::ALL.iter().map(|algorithm| algorithm.name()).collect();
        CommandError::new(
            ErrorClass::InvalidRequest,
            format!("`{name}` is not one of {}", known.join(", ")),
        )
    })
}

pub(crate) fn key_row(directory: &Directory, key: &PublicKey) -> KeyRow {
    let verifies_until = directory.key_verifies_until(key);
    KeyRow {
        verifies_until: verifies_until.map(|until| until.to_string()),
        id: key.id.to_string(),
        algorithm: key.algorithm.name().to_owned(),
        created_at: key.created_at.to_string(),
        pem: key.pem.clone(),
    }
}
