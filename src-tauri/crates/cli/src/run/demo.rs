//! `portreeve demo`: the whole job once, with real parts, in a throw-away directory.

use std::io::Write;

use portreeve_commands::client::wire::*;
use portreeve_commands::directory::wire::KeyLocation;
use portreeve_commands::group::wire::{GroupMemberRequest, GroupRow};
use portreeve_commands::home::CreateDirectoryRequest;
use portreeve_commands::import::wire::{ImportRequest, ImportResponse};
use portreeve_commands::key::wire::KeyListResponse;
use portreeve_commands::session::wire::SessionKind;
use portreeve_commands::token::wire::*;
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::path::FilePath;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorClass};
use portreeve_host::{Home, HostSession};

use crate::exit::Answer;
use crate::output::Output;

/// Invented people, in the form that `manage.py dumpdata --natural-foreign --natural-primary` writes.
const SAMPLE_TEAM: &[u8] = include_bytes!("../../assets/sample-team.json");

/// The demo's directory holds invented people and is deleted, so its password and passphrase are no secrets.
const PASSWORD: &str = "harbour-lantern-otter";

pub(super) fn run(output: &Output) -> Result<Answer, CommandError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("portreeve-demo-");
    // Private under any umask: the folder contains a token config with a secret for a moment.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let folder = builder.tempdir().map_err(disk)?;
    let host = HostSession::new(Home::at(folder.path().join("home"), None), SessionKind::Cli);
    let step = |text: &str| output.note(&format!("* {text}"));

    step("create a directory, its key encrypted with a passphrase");
    host.create_directory(CreateDirectoryRequest {
        team: "Harbour Trust".into(),
        superuser: "root".into(),
        password: WireSecret::from(PASSWORD.to_owned()),
        key_location: KeyLocation::PassphraseFile,
        passphrase: Some(WireSecret::from(PASSWORD.to_owned())),
    })?;

    let dump = folder.path().join("sample-team.json");
    std::fs::File::create(&dump)
        .and_then(|mut file| file.write_all(SAMPLE_TEAM))
        .map_err(disk)?;
    let imported: ImportResponse = host.ask(
        "import.people",
        &ImportRequest {
            path: FilePath::here(&dump),
            ..Default::default()
        },
    )?;
    step(&format!(
        "import {} people and {} groups from a Django dump",
        imported.users_created, imported.groups_created
    ));

    let (group, user) = ("Invoice approvers".to_owned(), "ada".to_owned());
    let group: GroupRow = host.ask("group.add_member", &GroupMemberRequest { group, user })?;
    step(&format!(
        "add ada to {}, which grants {}",
        group.name,
        group.permissions.join(", ")
    ));

    let request = ClientCreateRequest {
        name: "billing".into(),
        ..ClientCreateRequest::default()
    };
    let client: ClientRow = host.ask("client.create", &request)?;
    step(&format!(
        "add the local app {}, signed with {}",
        client.name, client.algorithm
    ));

    let config = FilePath::here(&folder.path().join("portreeve_tokens.py"));
    let request = ConfigExportRequest {
        client: client.name.clone(),
        preset: "pyjwt".into(),
        path: Some(config),
        replace: false,
        without_secret: false,
    };
    let exported: ConfigExportResponse = host.ask("client.export", &request)?;
    step(&format!(
        "export its config: {} bytes, {}",
        exported.bytes,
        if exported.holds_secret {
            "with a secret"
        } else {
            "without a secret"
        }
    ));

    let request = TokenRequest {
        client: client.name,
        user: "ada".into(),
    };
    let issued: TokenResponse = host.ask("token.issue", &request)?;
    let good = inspect(&host, issued.access_token.expose())?;
    step(&format!(
        "issue a token for ada: {}",
        if good.is_valid { "accepted" } else { "REFUSED" }
    ));
    let forged = inspect(&host, &forge(issued.access_token.expose()))?;
    step(&format!(
        "change one letter of it: {}",
        if forged.is_valid { "ACCEPTED" } else { "refused" }
    ));
    output.note(&format!("  because {}", forged.problems.join("; ")));

    let is_right = good.is_valid && !forged.is_valid;
    let whole = serde_json::json!({
        "imported": imported.users_created,
        "config_bytes": exported.bytes,
        "claims": good.claims,
        "token_accepted": good.is_valid,
        "forgery_refused": !forged.is_valid,
        "keys": host.ask::<_, KeyListResponse>("key.list", &Nothing {})?.keys.len(),
    });
    output.answer(&whole, || {
        serde_json::to_string_pretty(&good.claims).unwrap_or_default()
    });
    output.note(
        "the throw-away directory is deleted; make yours with `portreeve init --name TEAM --superuser NAME`",
    );
    Ok(if is_right { Answer::Yes } else { Answer::No })
}

fn inspect(host: &HostSession, token: &str) -> Result<TokenInspectResponse, CommandError> {
    host.ask(
        "token.inspect",
        &TokenInspectRequest {
            token: WireSecret::from(token.to_owned()),
        },
    )
}

/// The token with another letter in the middle of its signature.
fn forge(token: &str) -> String {
    let signature = token.rfind('.').map_or(0, |dot| dot + 1);
    let place = signature + (token.len() - signature) / 2;
    let other = if token[place..].starts_with('A') { "B" } else { "A" };
    format!("{}{other}{}", &token[..place], &token[place + 1..])
}

fn disk(error: std::io::Error) -> CommandError {
    CommandError::new(
        ErrorClass::DiskFailed,
        format!("the throw-away folder cannot be made: {error}"),
    )
}
