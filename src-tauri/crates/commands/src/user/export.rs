//! Exports the people that a filter finds to a file.

use portreeve_core::audit::Target;
use portreeve_core::secret::Secret;

use super::view::user_row;
use super::wire::{UserExportRequest, UserExportResponse};
use super::{csv, order, parse_filter};
use crate::context::Context;
use crate::error::CommandError;
use crate::wire::count;

/// Writes the people that the filter finds to a file, in the order of the list.
pub(super) fn export(
    context: &Context,
    request: UserExportRequest,
) -> Result<UserExportResponse, CommandError> {
    let directory = &context.directory;
    let filter = parse_filter(context, &context.directory, &request.filter)?;
    let page = directory.list_users(&filter, order(request.sort), request.descending, 0, usize::MAX);
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|user| user_row(directory, user, context.now))
        .collect();
    let people = count(rows.len());
    let table = csv::table(&rows);
    let bytes = count(table.len());
    let file = context.hand_out(&request.path, &Secret::new(table.into_bytes()), request.replace)?;
    let event = context.event(Target::file(&request.path), format!("{people} people"));
    context.commit_handed_out(vec![file], || event)?;
    Ok(UserExportResponse {
        path: request.path.into(),
        people,
        bytes,
    })
}
