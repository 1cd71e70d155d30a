//! Which configs of an app were exported, and whether an app with one of them still accepts our tokens.

use portreeve_core::change::ChangeSet;
use portreeve_core::client::{Client, ClientSecret};
use portreeve_core::config_export::{ConfigExport, ConfigExports, Outdated, Trusted};
use portreeve_core::directory::Directory;
use portreeve_core::own::OwnPermission;
use portreeve_core::write::Write;

use super::wire::{ClientExportRow, ExportOutdated};
use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_store;

/// Notes an export that is in its place. The file is there; if the disk refuses the note, the app's page lacks a line.
pub(super) fn remember(context: &Context, client: &Client, preset: &str, path: Option<&str>) {
    let Ok(before) = context.store().find::<ConfigExports>(client.id) else {
        return;
    };
    let Ok(trusts) = trusted(context, &context.directory, client) else {
        return;
    };
    let export = ConfigExport {
        at: context.now,
        preset: preset.to_owned(),
        path: path.map(str::to_owned),
        trusts,
    };
    let write = Write::put(ConfigExports::one_more(client.id, before, export));
    let _ = context.commit(|_| Ok((ChangeSet::unrecorded(vec![write]), ())));
}

/// The exports of `client`, as it is in `directory`, the newest first. Where a file is, only those are told who could have
/// written it.
pub(super) fn rows(
    context: &Context,
    directory: &Directory,
    client: &Client,
) -> Result<Vec<ClientExportRow>, CommandError> {
    let Some(known) = context
        .store()
        .find::<ConfigExports>(client.id)
        .map_err(from_store)?
    else {
        return Ok(Vec::new());
    };
    let now = trusted(context, directory, client)?;
    let shows_paths = context.holds(OwnPermission::ExportClient);
    let row = |export: ConfigExport| {
        let outdated = export.trusts.outdated(&now);
        ClientExportRow {
            at: export.at.to_string(),
            preset: export.preset,
            path: export.path.filter(|_| shows_paths),
            is_current: outdated.is_none(),
            outdated: outdated.map(|outdated| match outdated {
                Outdated::Algorithm => ExportOutdated::Algorithm,
                Outdated::Key => ExportOutdated::Key,
                Outdated::Audience => ExportOutdated::Audience,
                Outdated::Issuer => ExportOutdated::Issuer,
            }),
        }
    };
    Ok(known.exports.into_iter().map(row).collect())
}

fn trusted(context: &Context, directory: &Directory, client: &Client) -> Result<Trusted, CommandError> {
    let secret = match client.algorithm.is_symmetric() {
        true => context
            .store()
            .find::<ClientSecret>(client.id)
            .map_err(from_store)?,
        false => None,
    };
    Ok(Trusted::of(
        client,
        directory.issuer(),
        directory.signing_key(client.algorithm).map(|key| &key.id),
        secret.as_ref().map(|secret| &secret.secret),
    ))
}
