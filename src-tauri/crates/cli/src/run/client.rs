//! `portreeve client`

use std::io::{IsTerminal, stdout};
use std::path::Path;

use portreeve_commands::CommandError;
use portreeve_commands::client::wire::*;
use portreeve_commands::span;
use portreeve_commands::wire::Nothing;
use portreeve_host::HostSession;

use super::{source, target};
use crate::args::Client;
use crate::exit::Answer;
use crate::moment::minute;
use crate::output::Output;
use crate::table::{plain, table};
use portreeve_core::text::command_line;

pub(super) fn run(host: &HostSession, command: Client, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Client::Add(request) => {
            let client: ClientRow = host.ask("client.create", &request)?;
            output.answer(&client, || describe(&client));
            let line = command_line("client export --preset PRESET --out PATH", &[&client.name]);
            output.note(&format!("hint: make the app trust us with `{line}`"));
        }
        Client::List => {
            let response: ClientListResponse = host.ask("client.list", &Nothing {})?;
            output.answer(&response, || {
                let rows: Vec<_> = response.clients.iter().map(line).collect();
                table(&["APP", "AUDIENCE", "SIGNED WITH", "ACCESS", "REFRESH"], &rows)
            });
        }
        Client::Show(request) => {
            let client: ClientRow = host.ask("client.show", &request)?;
            output.answer(&client, || describe(&client));
        }
        Client::Update(request) => {
            let client: ClientRow = host.ask("client.update", &request)?;
            output.answer(&client, || describe(&client));
            if request.algorithm.is_some() || request.audience.is_some() {
                let line = command_line(
                    "client export --preset PRESET --out PATH --force",
                    &[&client.name],
                );
                output.note(&format!("hint: export the app's config again: `{line}`"));
            }
        }
        Client::RotateSecret(request) => {
            let client: ClientRow = host.ask("client.rotate_secret", &request)?;
            output.answer(&client, || {
                format!("replaced the secret of {}", plain(&client.name))
            });
            let line = command_line(
                "client export --preset PRESET --out PATH --force",
                &[&client.name],
            );
            output.note(&format!(
                "it refuses every token until you export its config again, and earlier tokens forever\nhint: \
                 `{line}`"
            ));
        }
        Client::Delete(request) => {
            let client: ClientRow = host.ask("client.delete", &request)?;
            output.answer(&client, || format!("deleted {}", plain(&client.name)));
        }
        Client::Presets => {
            let response: PresetListResponse = host.ask("client.presets", &Nothing {})?;
            output.answer(&response, || {
                let row = |preset: &PresetRow| {
                    vec![preset.id.clone(), preset.title.clone(), preset.file_name.clone()]
                };
                table(
                    &["PRESET", "FOR", "FILE"],
                    &response.presets.iter().map(row).collect::<Vec<_>>(),
                )
            });
        }
        Client::Config(request) => {
            let response: ConfigResponse = host.ask("client.config", &request)?;
            output.answer(&response, || response.text.trim_end().to_owned());
            if response.holds_secret {
                output.note("the secret is masked here; `portreeve client export` writes it");
            }
        }
        Client::Test { name, file } => return test(host, name, &file, output),
        Client::Export {
            name,
            preset,
            out,
            force,
        } => {
            let path = target(&out)?;
            let is_file = path.is_some();
            let request = ConfigExportRequest {
                client: name,
                preset,
                path,
                replace: is_file && force,
                without_secret: !is_file && !force && stdout().is_terminal(),
            };
            let response: ConfigExportResponse = host.ask("client.export", &request)?;
            match &response.contents {
                Some(contents) => output.file(&response, contents.expose()),
                None => output.answer(&response, || {
                    format!("wrote {}", plain(response.path.as_deref().unwrap_or_default()))
                }),
            }
            output.note(match response.holds_secret {
                true => {
                    "it contains a secret: anyone who reads the file can make tokens; `portreeve client \
                     rotate-secret` replaces it"
                }
                false => "it contains no secret",
            });
            output.note(&format!("hint: {}", response.note));
        }
    }
    Ok(Answer::Yes)
}

/// Exits with 1 if the token is refused.
fn test(host: &HostSession, name: String, file: &Path, output: &Output) -> Result<Answer, CommandError> {
    let request = ConfigTestRequest {
        client: name,
        path: source(file),
    };
    let response: ConfigTestResponse = host.ask("client.test_config", &request)?;
    output.answer(&response, || {
        let verdict = if response.is_accepted {
            "accepted"
        } else {
            "refused"
        };
        let verifier = match response.verifier {
            ConfigVerifier::Portreeve => "by Portreeve, with what the file says",
        };
        let problems = response
            .problems
            .iter()
            .map(|problem| format!("  - {}", plain(problem)));
        let head = format!(
            "{verdict}: a token about {}, verified {verifier}",
            plain(&response.user)
        );
        [head].into_iter().chain(problems).collect::<Vec<_>>().join("\n")
    });
    Ok(match response.is_accepted {
        true => Answer::Yes,
        false => Answer::No,
    })
}

fn line(client: &ClientRow) -> Vec<String> {
    let secs = |secs: u32| span::exactly(secs.into());
    vec![
        client.name.clone(),
        client.audience.clone(),
        client.algorithm.clone(),
        secs(client.access_secs),
        secs(client.refresh_secs),
    ]
}

fn describe(client: &ClientRow) -> String {
    let mut lines = vec![
        plain(&client.name),
        format!("id        {}", client.id),
        format!("audience  {}", plain(&client.audience)),
        format!("issuer    {}", client.issuer),
        format!(
            "signed    {}, key {}",
            client.algorithm,
            client.key_id.as_deref().unwrap_or("shared with the app")
        ),
        format!(
            "lifetime  access {}, refresh {}",
            span::exactly(client.access_secs.into()),
            span::exactly(client.refresh_secs.into())
        ),
        format!("added     {}", minute(&client.created_at)),
    ];
    for export in &client.exports {
        let to = export
            .path
            .as_deref()
            .map_or_else(|| "elsewhere".to_owned(), plain);
        let state = match export.outdated {
            None => "current",
            Some(ExportOutdated::Algorithm) => "out of date: the algorithm was changed",
            Some(ExportOutdated::Key) => "out of date: the key or secret was replaced",
            Some(ExportOutdated::Audience) => "out of date: the audience was changed",
            Some(ExportOutdated::Issuer) => "out of date: the issuer was changed",
        };
        lines.push(format!(
            "exported  {} {to}, {}, {state}",
            minute(&export.at),
            export.preset
        ));
    }
    lines.join("\n")
}
