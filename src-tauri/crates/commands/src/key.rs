//! Signing keys: the public half for everybody, the private half for signing.

use std::sync::{Arc, PoisonError};

use portreeve_core::change::Write;
use portreeve_core::client::{Algorithm, Client, SigningKey};
use portreeve_core::directory::Directory;
use portreeve_core::ports::random;
use portreeve_core::secret::SecretBytes;
use portreeve_tokens::{SHARED_SECRET_BYTES, Signer};

use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::refuse::from_store;
use crate::view::{key_row, signing_key};
use crate::wire::Nothing;
use crate::wire::token::KeyListResponse;

pub(crate) fn list(context: &Context, _: Nothing) -> Result<KeyListResponse, CommandError> {
    let mut keys: Vec<_> = context.directory.keys().collect();
    keys.sort_by_key(|key| std::cmp::Reverse(key.created_at));
    let jwks = portreeve_tokens::key_set(keys.iter().map(|key| key.as_ref()));
    Ok(KeyListResponse {
        keys: keys.into_iter().map(|key| key_row(key)).collect(),
        jwks,
    })
}

/// A key or secret made ahead of the decision: making an RSA key takes a while, and others wait for decisions.
pub(crate) struct Provision(Option<Made>);

enum Made {
    Key(SigningKey),
    Secret(SecretBytes),
}

impl Provision {
    /// Makes what a client with `algorithm` may need, if there is no key for it yet.
    pub(crate) fn prepare(context: &Context, algorithm: Algorithm) -> Result<Self, CommandError> {
        if algorithm.is_symmetric() {
            let secret = SecretBytes::new(random::<SHARED_SECRET_BYTES>(context.entropy()).to_vec());
            return Ok(Self(Some(Made::Secret(secret))));
        }
        if signing_key(&context.directory, algorithm).is_some() {
            return Ok(Self(None));
        }
        Ok(Self(Some(Made::Key(portreeve_tokens::generate(
            algorithm,
            context.now,
        )?))))
    }

    /// What is still missing on `head`: somebody else may have made the key meanwhile, and two would leave configs
    /// that trust only one of them.
    pub(crate) fn writes(
        self,
        context: &Context,
        head: &Directory,
        client: &Client,
    ) -> Result<Option<Write>, CommandError> {
        Ok(match self.0 {
            Some(Made::Key(key)) if head.signing_key(client.algorithm).is_none() => {
                Some(Write::SigningKey(key))
            }
            Some(Made::Secret(secret)) => {
                let known = context
                    .store()
                    .find_client_secret(client.id)
                    .map_err(from_store)?;
                known.is_none().then_some(Write::ClientSecret(client.id, secret))
            }
            Some(Made::Key(_)) | None => None,
        })
    }
}

/// The secret an HS256 client shares with us.
pub(crate) fn client_secret(context: &Context, client: &Client) -> Result<SecretBytes, CommandError> {
    let secret = context
        .store()
        .find_client_secret(client.id)
        .map_err(from_store)?;
    secret.ok_or_else(|| {
        CommandError::new(
            ErrorCode::Damaged,
            format!("the secret of {} is missing", client.name),
        )
    })
}

/// What signs for `client`, kept in memory once it was needed.
pub(crate) fn signer(context: &Context, client: &Client) -> Result<Arc<Signer>, CommandError> {
    let key = signing_key(&context.directory, client.algorithm);
    let name = key.map_or_else(|| client.id.to_string(), |key| key.id.to_string());
    let signers = || context.app.signers.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(signer) = signers().get(&name) {
        return Ok(signer.clone());
    }
    let signer = match (client.algorithm, key) {
        (Algorithm::Hs256, _) => Signer::new(Algorithm::Hs256, None, &client_secret(context, client)?)?,
        (algorithm, Some(key)) => {
            let found = context.store().find_signing_key(&key.id).map_err(from_store)?;
            let missing =
                || CommandError::new(ErrorCode::Damaged, format!("signing key {} is missing", key.id));
            Signer::new(
                algorithm,
                Some(key.id.clone()),
                &found.ok_or_else(missing)?.private,
            )?
        }
        (algorithm, None) => {
            return Err(CommandError::new(
                ErrorCode::Damaged,
                format!("there is no {} key", algorithm.name()),
            ));
        }
    };
    let signer = Arc::new(signer);
    signers().insert(name, signer.clone());
    Ok(signer)
}
