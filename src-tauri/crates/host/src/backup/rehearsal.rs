//! A rehearsal restores a backup into memory in the same way as a restore, and uses each of its keys once.

use std::path::Path;
use std::sync::Arc;

use portreeve_core::backup::{BackupFault, BackupKey, Rehearsal};
use portreeve_core::client::{Algorithm, ClientSecret, SigningKey};
use portreeve_core::ports::Store;
use portreeve_core::progress::Watch;
use portreeve_core::time::Timestamp;
use portreeve_storage::engine::MemoryEngine;
use portreeve_tokens::{AccessClaims, Signer, Verifier};

use super::unpacking::{Unpacked, open, unpack};

pub(super) fn rehearse(
    path: &Path,
    key: &BackupKey,
    now: Timestamp,
    watch: &Watch<'_>,
) -> Result<Rehearsal, BackupFault> {
    let unpacked = unpack(open(path, key)?, Arc::new(MemoryEngine::default()), now, watch)?;
    Ok(Rehearsal {
        keys: sign_with_all(&unpacked, now)?,
        figures: unpacked.figures,
    })
}

/// Signs and verifies a throw-away token with every key and shared secret. Returns how many there are.
fn sign_with_all(unpacked: &Unpacked, now: Timestamp) -> Result<u64, BackupFault> {
    let directory = &unpacked.directory;
    let store: &dyn Store = &unpacked.store;
    let mut keys = 0;
    for public in directory.keys() {
        let unfit = || BackupFault::Unfit(format!("signing key {} does not sign any more", public.id));
        let key = store.find::<SigningKey>(public.id.clone())?.ok_or_else(unfit)?;
        let signer = Signer::new(public.algorithm, Some(public.id.clone()), &key.private);
        sign(&signer.map_err(|_| unfit())?, &Verifier::Public(public), now).ok_or_else(unfit)?;
        keys += 1;
    }
    for client in directory
        .clients()
        .filter(|client| client.algorithm.is_symmetric())
    {
        let unfit = || BackupFault::Unfit(format!("the secret of {} does not sign any more", client.name));
        let secret = store.find::<ClientSecret>(client.id)?.ok_or_else(unfit)?.secret;
        let signer = Signer::new(Algorithm::Hs256, None, &secret);
        sign(&signer.map_err(|_| unfit())?, &Verifier::Shared(&secret), now).ok_or_else(unfit)?;
        keys += 1;
    }
    Ok(keys)
}

fn sign(signer: &Signer, verifier: &Verifier<'_>, now: Timestamp) -> Option<()> {
    let claims = AccessClaims {
        iss: "portreeve:rehearsal".into(),
        sub: "nobody".into(),
        aud: "nobody".into(),
        exp: now.plus_secs(60).unix_secs(),
        nbf: now.unix_secs(),
        iat: now.unix_secs(),
        jti: "rehearsal".into(),
        client_id: "nobody".into(),
        preferred_username: "nobody".into(),
        name: "nobody".into(),
        email: None,
        groups: Vec::new(),
        is_staff: false,
        is_superuser: false,
    };
    let token = portreeve_tokens::issue(signer, &claims).ok()?;
    let verified = portreeve_tokens::verify(token.expose(), verifier, &claims.iss, &claims.aud, now);
    verified.ok().map(drop)
}
