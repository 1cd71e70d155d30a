//! Turns local apps of the directory into rows of an answer.

use portreeve_core::client::Client;
use portreeve_core::directory::Directory;

use super::exports;
use super::wire::ClientRow;
use crate::context::Context;
use crate::error::CommandError;
use crate::wire::count;

pub(crate) fn client_row(
    context: &Context,
    directory: &Directory,
    client: &Client,
) -> Result<ClientRow, CommandError> {
    let exports = exports::rows(context, directory, client)?;
    Ok(ClientRow {
        id: client.id.to_string(),
        name: client.name.clone(),
        audience: client.audience.clone(),
        algorithm: client.algorithm.name().to_owned(),
        access_secs: client.access_secs,
        refresh_secs: client.refresh_secs,
        issuer: directory.issuer().to_owned(),
        key_id: directory
            .signing_key(client.algorithm)
            .map(|key| key.id.to_string()),
        created_at: client.created_at.to_string(),
        current_exports: count(exports.iter().filter(|export| export.is_current).count()),
        exports,
    })
}
