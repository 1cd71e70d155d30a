//! `portreeve token`

use std::io::{IsTerminal, stdin};

use portreeve_commands::CommandError;
use portreeve_commands::span;
use portreeve_commands::token::wire::*;
use portreeve_commands::wire::Page;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_host::HostSession;
use zeroize::Zeroizing;

use super::clock::too_early;
use crate::args::Token;
use crate::exit::Answer;
use crate::moment::minute;
use crate::output::{Output, json};
use crate::prompt::stdin_text;
use crate::table::{count, plain, table};

pub(super) fn run(host: &HostSession, command: Token, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Token::Issue(request) => {
            let response: TokenResponse = host.ask("token.issue", &request)?;
            show(&response, output);
            Ok(Answer::Yes)
        }
        Token::Preview(request) => {
            let response: TokenPreviewResponse = host.ask("token.preview", &request)?;
            output.answer(&response, || {
                [json(&response.header), json(&response.claims)].join("\n")
            });
            output.note(&format!("{} bytes as a token; none was issued", response.bytes));
            Ok(Answer::Yes)
        }
        Token::Activity {
            client,
            user,
            limit,
            offset,
        } => {
            let page = Some(Page { offset, limit });
            let request = TokenActivityRequest { user, client, page };
            let response: TokenActivityResponse = host.ask("token.activity", &request)?;
            output.answer(&response, || {
                let rows: Vec<_> = response.rows.iter().map(activity_line).collect();
                table(&["DAY", "WHO", "APP", "REFRESHED", "LAST USED"], &rows)
            });
            let shown = offset.saturating_add(limit);
            if shown < response.total {
                output.note(&format!(
                    "{} more: --offset {shown}",
                    count((response.total - shown) as usize, "line")
                ));
            }
            Ok(Answer::Yes)
        }
        Token::Refresh => {
            let refresh_token = WireSecret::from(token_text(output)?.to_string());
            let response: TokenResponse =
                host.ask("token.refresh", &TokenRefreshRequest { refresh_token })?;
            show(&response, output);
            Ok(Answer::Yes)
        }
        Token::Inspect => {
            let token = WireSecret::from(token_text(output)?.to_string());
            let response: TokenInspectResponse = host.ask("token.inspect", &TokenInspectRequest { token })?;
            output.answer(&response, || describe(&response));
            Ok(if response.is_valid {
                Answer::Yes
            } else {
                Answer::No
            })
        }
    }
}

/// Reads a token. Without a prompt, a waiting terminal looks like a hanging one.
fn token_text(output: &Output) -> Result<Zeroizing<String>, CommandError> {
    if stdin().is_terminal() {
        output.note("paste the token, then press Enter and Ctrl+D");
    }
    stdin_text()
}

/// Prints only the access token on standard output, so that it can be piped.
fn show(response: &TokenResponse, output: &Output) {
    output.answer(response, || response.access_token.expose().to_owned());
    output.note(&format!(
        "ends in {}; --json shows the refresh token as well",
        span::exactly(response.expires_in.into())
    ));
    if let Some(secs) = response.clock_behind_secs {
        output.note(&format!(
            "warning: {}; set the clock, or, if it was ahead before, `portreeve clock accept`",
            too_early(secs)
        ));
    }
}

fn activity_line(row: &TokenActivityRow) -> Vec<String> {
    vec![
        row.day.clone(),
        row.login.clone(),
        row.client.clone().unwrap_or_else(|| "deleted app".to_owned()),
        row.refreshed.to_string(),
        minute(&row.last_at),
    ]
}

fn is_empty(value: &serde_json::Value) -> bool {
    value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty)
}

fn describe(response: &TokenInspectResponse) -> String {
    let mut verdict = if response.is_valid { "good" } else { "not good" }.to_owned();
    if let Some(secs) = response.clock_behind_secs.filter(|_| response.is_valid) {
        verdict = format!("{verdict}; but {}", too_early(secs));
    }
    let mut lines = vec![verdict];
    lines.extend(
        response
            .problems
            .iter()
            .map(|problem| format!("  - {}", plain(problem))),
    );
    if let Some(client) = &response.client {
        lines.push(format!("for    {}", plain(client)));
    }
    if let Some(user) = &response.user {
        lines.push(format!("about  {}", plain(user)));
    }
    let parts = [&response.header, &response.claims];
    // Text that is no token has neither part.
    lines.extend(parts.into_iter().filter(|part| !is_empty(part)).map(json));
    lines.join("\n")
}
