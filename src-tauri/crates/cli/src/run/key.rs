//! `portreeve key`

use portreeve_commands::CommandError;
use portreeve_commands::directory::wire::KeyLocation;
use portreeve_commands::key::wire::{
    KeyListResponse, KeyRotateRequest, KeyRotateResponse, KeyRotation, KeyRow,
};
use portreeve_commands::root_key::wire::{KeyMoveRequest, KeyMoveResponse};
use portreeve_commands::wire::Nothing;
use portreeve_core::text::command_line;
use portreeve_host::HostSession;

use super::directory;
use crate::args::{Key, KeyPlace};
use crate::exit::Answer;
use crate::moment::minute;
use crate::output::Output;
use crate::table::{plain, table};

pub(super) fn run(host: &HostSession, command: Key, output: &Output) -> Result<Answer, CommandError> {
    let jwks = match command {
        Key::List { jwks } => jwks,
        Key::Rotate(request) => return rotate(host, &request, output),
        Key::Move { to } => return move_root(host, to, output),
    };
    let response: KeyListResponse = host.ask("key.list", &Nothing {})?;
    if jwks {
        // A key set is JSON with and without `--json`.
        output.answer(&response.jwks, || {
            serde_json::to_string_pretty(&response.jwks).unwrap_or_default()
        });
        return Ok(Answer::Yes);
    }
    output.answer(&response, || {
        let row = |key: &KeyRow| {
            let until = key.verifies_until.as_deref().map(minute);
            let state = until.map_or_else(|| "signs".to_owned(), |until| format!("verifies until {until}"));
            vec![
                key.id.clone(),
                key.algorithm.clone(),
                minute(&key.created_at),
                state,
            ]
        };
        table(
            &["KEY", "ALGORITHM", "MADE", "STATE"],
            &response.keys.iter().map(row).collect::<Vec<_>>(),
        )
    });
    Ok(Answer::Yes)
}

fn move_root(host: &HostSession, to: KeyPlace, output: &Output) -> Result<Answer, CommandError> {
    let (to, passphrase) = directory::key_place(host, Some(to))?;
    let response: KeyMoveResponse = host.ask("key.move", &KeyMoveRequest { to, passphrase })?;
    let place = directory::place_words(response.key_location);
    output.answer(&response, || format!("the key is in the {place} now"));
    if to == KeyLocation::PassphraseFile {
        output.note("keep the passphrase: Portreeve asks for it at each start, and nobody can recover it");
    }
    Ok(Answer::Yes)
}

fn rotate(host: &HostSession, request: &KeyRotateRequest, output: &Output) -> Result<Answer, CommandError> {
    let response: KeyRotateResponse = host.ask("key.rotate", request)?;
    output.answer(&response, || {
        let line = |key: &KeyRotation| {
            let until = minute(&key.before_verifies_until);
            format!(
                "{} signs with {} now; the key before verifies until {until}",
                key.algorithm, key.key_id
            )
        };
        response.keys.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    if !response.export_anew.is_empty() {
        let names: Vec<String> = response.export_anew.iter().map(|name| plain(name)).collect();
        output.note(&format!(
            "these apps refuse new tokens until you export their config again: {}",
            names.join(", ")
        ));
    }
    for name in &response.export_anew {
        let line = command_line("client export --preset PRESET --out PATH --force", &[name]);
        output.note(&format!("hint: `{line}`"));
    }
    Ok(Answer::Yes)
}
