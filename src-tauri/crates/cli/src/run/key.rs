//! `portreeve key`

use portreeve_commands::CommandError;
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::token::{KeyListResponse, KeyRow};
use portreeve_host::Seat;

use crate::args::Key;
use crate::exit::Answer;
use crate::moment::minute;
use crate::output::Output;
use crate::table::table;

pub(super) fn run(seat: &Seat, command: Key, output: &Output) -> Result<Answer, CommandError> {
    let Key::List { jwks } = command;
    let response: KeyListResponse = seat.ask("key.list", &Nothing {})?;
    if jwks {
        // A key set is JSON whoever reads it.
        output.answer(&response.jwks, || {
            serde_json::to_string_pretty(&response.jwks).unwrap_or_default()
        });
        return Ok(Answer::Yes);
    }
    output.answer(&response, || {
        let row = |key: &KeyRow| vec![key.id.clone(), key.algorithm.clone(), minute(&key.created_at)];
        table(
            &["KEY", "SIGNS WITH", "MADE"],
            &response.keys.iter().map(row).collect::<Vec<_>>(),
        )
    });
    Ok(Answer::Yes)
}
