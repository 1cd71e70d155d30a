//! Local apps, and the configs by which they verify our tokens.

mod exports;
mod trial;
mod view;
pub mod wire;

use portreeve_core::audit::{Irreversible, Reversal, Target};
use portreeve_core::change::ChangeSet;
use portreeve_core::client::{
    ACCESS_SECS_DEFAULT, ACCESS_SECS_MAX, Algorithm, Client, ClientSecret, REFRESH_SECS_DEFAULT,
    REFRESH_SECS_MAX, SigningKey,
};
use portreeve_core::directory::Directory;
use portreeve_core::fold::fold;
use portreeve_core::id::ClientId;
use portreeve_core::name::{check_display_name, check_name};
use portreeve_core::rules;
use portreeve_core::secret::{Secret, SecretBytes};
use portreeve_core::span;
use portreeve_core::write::Write;
use portreeve_exchange::preset::{self, Preset, PresetInput, Rendered, VerifyingKey};

use self::view::client_row;
use self::wire::*;
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass, Reason};
use crate::example::path;
use crate::key::{self, Provision, checked_algorithm};
use crate::names;
use crate::wire::Nothing;
use crate::wire::count;
use crate::wire::secret::WireSecret;

commands! {
    "client.list" list(Nothing) -> ClientListResponse {
        access: Needs(ViewClient), proof: AtSignIn, effect: Reads, cli: Line("client list"),
        reads: [Client, SigningKey, Profile, ClientSecret, ConfigExports],
        done: "looked at local apps", tried: "look at local apps",
        example: Nothing {},
    }
    "client.show" show(ClientRequest) -> ClientRow {
        access: Needs(ViewClient), proof: AtSignIn, effect: Reads, cli: Line("client show"),
        reads: [Client, SigningKey, Profile, ClientSecret, ConfigExports],
        done: "looked at {the app}", tried: "look at {the app}",
        example: ClientRequest { client: "billing".into() },
    }
    "client.create" create(ClientCreateRequest) -> ClientRow {
        access: Needs(AddClient), proof: AtSignIn, effect: Writes, cli: Line("client add"),
        done: "added {the app}", tried: "add {the app}",
        example: ClientCreateRequest {
            name: "rota".into(), algorithm: Some("EdDSA".into()), ..ClientCreateRequest::default()
        },
    }
    "client.update" update(ClientUpdateRequest) -> ClientRow {
        access: Needs(ChangeClient), proof: AtSignIn, effect: Writes, cli: Line("client update"),
        done: "changed [{fields} of ]{app}", tried: "change [{fields} of ]{app}",
        example: ClientUpdateRequest {
            client: "billing".into(), access_secs: Some(60), ..ClientUpdateRequest::default()
        },
    }
    "client.rotate_secret" rotate_secret(ClientRequest) -> ClientRow {
        access: Needs(ChangeClient), proof: AtSignIn, effect: Writes, cli: Line("client rotate-secret"),
        done: "replaced the secret of {the app}", tried: "replace the secret of {the app}",
        example: ClientRequest { client: "billing".into() },
    }
    "client.delete" delete(ClientRequest) -> ClientRow {
        access: Needs(DeleteClient), proof: AtSignIn, effect: Writes, cli: Line("client delete"),
        done: "removed {the app}", tried: "remove {the app}",
        example: ClientRequest { client: "billing".into() },
    }
    "client.presets" presets(Nothing) -> PresetListResponse {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("client presets"),
        reads: [],
        done: "looked at presets", tried: "look at presets",
        example: Nothing {},
    }
    "client.config" config(ConfigRequest) -> ConfigResponse {
        access: Needs(ViewClient), proof: AtSignIn, effect: Reads, cli: Line("client config"),
        reads: [Client, SigningKey, Profile],
        done: "looked at the config of {the app}", tried: "look at the config of {the app}",
        example: ConfigRequest { client: "billing".into(), preset: "pyjwt".into() },
    }
    "client.export" export(ConfigExportRequest) -> ConfigExportResponse {
        access: Needs(ExportClient), proof: FreshFor("an app whose key is a shared secret"), effect: Writes, cli: Line("client export"),
        done: "exported the config of {app}", tried: "export the config of {app}",
        example: ConfigExportRequest {
            client: "wiki".into(), preset: "jose".into(), path: Some(path("/wiki.mjs")),
            replace: false, without_secret: false,
        },
    }
    "client.test_config" test_config(ConfigTestRequest) -> ConfigTestResponse {
        access: Needs(ExportClient), proof: AtSignIn, effect: Writes, cli: Line("client test"),
        done: "tested a config of {the app}", tried: "test a config of {the app}",
        example: ConfigTestRequest { client: "wiki".into(), path: path("/wiki.mjs") },
    }
}

pub(crate) fn list(context: &Context, _: Nothing) -> Result<ClientListResponse, CommandError> {
    let directory = &context.directory;
    let mut clients: Vec<ClientRow> = directory
        .clients()
        .map(|client| client_row(context, directory, client))
        .collect::<Result<_, _>>()?;
    clients.sort_by_cached_key(|client| fold(&client.name));
    Ok(ClientListResponse { clients })
}

pub(crate) fn show(context: &Context, request: ClientRequest) -> Result<ClientRow, CommandError> {
    let directory = &context.directory;
    client_row(
        context,
        directory,
        names::client(context, directory, &request.client)?,
    )
}

pub(crate) fn create(context: &Context, request: ClientCreateRequest) -> Result<ClientRow, CommandError> {
    let name = check_name(&request.name)?;
    let client = Client {
        id: ClientId::new(context.now, context.entropy()),
        audience: checked_audience(request.audience.as_deref().unwrap_or(&name))?,
        name,
        algorithm: checked_algorithm(request.algorithm.as_deref().unwrap_or(Algorithm::Rs256.name()))?,
        access_secs: checked_secs(
            "access token",
            request.access_secs.unwrap_or(ACCESS_SECS_DEFAULT),
            ACCESS_SECS_MAX,
        )?,
        refresh_secs: checked_secs(
            "refresh token",
            request.refresh_secs.unwrap_or(REFRESH_SECS_DEFAULT),
            REFRESH_SECS_MAX,
        )?,
        created_at: context.now,
        token_epoch: 0,
    };
    let provision = Provision::prepare(context, client.algorithm)?;
    context.commit(|head| written(context, head, client, provision))
}

pub(crate) fn update(context: &Context, request: ClientUpdateRequest) -> Result<ClientRow, CommandError> {
    let id = names::client(context, &context.directory, &request.client)?.id;
    let changed = |before: &Client| -> Result<Client, CommandError> {
        let mut client = before.clone();
        if let Some(name) = &request.name {
            client.name = check_name(name)?;
        }
        if let Some(audience) = &request.audience {
            client.audience = checked_audience(audience)?;
        }
        if let Some(algorithm) = &request.algorithm {
            client.algorithm = checked_algorithm(algorithm)?;
        }
        if let Some(secs) = request.access_secs {
            client.access_secs = checked_secs("access token", secs, ACCESS_SECS_MAX)?;
        }
        if let Some(secs) = request.refresh_secs {
            client.refresh_secs = checked_secs("refresh token", secs, REFRESH_SECS_MAX)?;
        }
        Ok(client)
    };
    let algorithm = changed(names::client(context, &context.directory, &id.to_string())?)?.algorithm;
    let provision = Provision::prepare(context, algorithm)?;
    context.commit(|head| {
        let client = changed(names::client(context, head, &id.to_string())?)?;
        written(context, head, client, provision)
    })
}

/// Replaces the secret that an app shares with us. Apps then refuse tokens signed with the old one.
pub(crate) fn rotate_secret(context: &Context, request: ClientRequest) -> Result<ClientRow, CommandError> {
    let secret = key::new_secret(context);
    context.commit(|head| {
        let client = names::client(context, head, &request.client)?;
        if !client.algorithm.is_symmetric() {
            let why = format!(
                "{} has no secret: its tokens are signed with a {} key",
                client.name,
                client.algorithm.name()
            );
            return Err(CommandError::new(ErrorClass::RuleViolated, why)
                .cli_hint("`portreeve key rotate` replaces the keys"));
        }
        let mut event = context.event(client.as_ref(), "");
        event.reversal = Reversal::Impossible(Irreversible::SecretReplaced);
        let writes = vec![Write::put(ClientSecret {
            client: client.id,
            secret,
        })];
        let row = client_row(context, head, client)?;
        Ok((ChangeSet::new(event, writes), row))
    })
}

/// Deletes a local app and ends its refresh tokens. Returns the app as it was.
pub(crate) fn delete(context: &Context, request: ClientRequest) -> Result<ClientRow, CommandError> {
    context.commit(|head| {
        let client = names::client(context, head, &request.client)?;
        let event = context.event(client.as_ref(), "");
        Ok((
            ChangeSet::new(event, vec![Write::remove::<Client>(client.id)]),
            client_row(context, head, client)?,
        ))
    })
}

pub(crate) fn presets(_: &Context, _: Nothing) -> Result<PresetListResponse, CommandError> {
    let row = |preset: &Preset| PresetRow {
        id: preset.id.to_owned(),
        title: preset.title.to_owned(),
        language: preset.language.name().to_owned(),
        file_name: preset.file_name.to_owned(),
        note: preset.note.to_owned(),
    };
    Ok(PresetListResponse {
        presets: preset::presets().map(row).collect(),
    })
}

/// The config as it would be written, with a shared secret masked.
pub(crate) fn config(context: &Context, request: ConfigRequest) -> Result<ConfigResponse, CommandError> {
    let client = names::client(context, &context.directory, &request.client)?;
    let preset = find_preset(&request.preset)?;
    let mask = SecretBytes::new(vec![0; portreeve_tokens::SHARED_SECRET_BYTES]);
    let rendered = render(context, client, preset, &mask)?;
    Ok(ConfigResponse {
        text: rendered
            .text
            .expose()
            .replace(&"00".repeat(portreeve_tokens::SHARED_SECRET_BYTES), "<secret>"),
        holds_secret: rendered.holds_secret,
        file_name: preset.file_name.to_owned(),
    })
}

/// Writes the config to a file.
pub(crate) fn export(
    context: &Context,
    request: ConfigExportRequest,
) -> Result<ConfigExportResponse, CommandError> {
    let client = names::client(context, &context.directory, &request.client)?.clone();
    let preset = find_preset(&request.preset)?;
    let secret = match client.algorithm.is_symmetric() {
        // A reader of the file can act as anyone at that app.
        true => {
            context.require_superuser()?;
            context.require_declared_proof()?;
            key::client_secret(context, &client)?
        }
        false => SecretBytes::new(Vec::new()),
    };
    let rendered = render(context, &client, preset, &secret)?;
    if request.without_secret && rendered.holds_secret {
        return Err(CommandError::new(
            ErrorClass::RuleViolated,
            format!(
                "{}'s config contains a secret, which is not shown on a terminal",
                client.name
            ),
        )
        .hint("write it to a file with --out FILE, pipe it on, or add --force; nothing was exported"));
    }
    let contents = Secret::new(rendered.text.expose().clone().into_bytes());
    let path = request.path.as_deref();
    let file = path.map(|path| context.hand_out(path, &contents, request.replace));
    context.commit_handed_out(file.transpose()?.into_iter().collect(), || {
        let secrecy = if rendered.holds_secret {
            "with its secret"
        } else {
            "without a secret"
        };
        let to = path.map_or(", to standard output", |_| "");
        let detail = format!("{}, {secrecy}{to}", preset.id);
        let mut event = context.event(client.as_ref(), detail);
        if let Some(path) = path {
            event = event.on(Target::file(path));
        }
        if rendered.holds_secret {
            event.reversal = Reversal::Impossible(Irreversible::SecretShown);
        }
        event
    })?;
    exports::remember(context, &client, preset.id, path);
    Ok(ConfigExportResponse {
        contents: request.path.is_none().then(|| WireSecret::from(&rendered.text)),
        path: request.path.map(Into::into),
        bytes: count(contents.expose().len()),
        holds_secret: rendered.holds_secret,
        note: preset.note.to_owned(),
    })
}

pub(crate) fn test_config(
    context: &Context,
    request: ConfigTestRequest,
) -> Result<ConfigTestResponse, CommandError> {
    trial::test(context, request)
}

fn written(
    context: &Context,
    head: &Directory,
    client: Client,
    provision: Provision,
) -> Result<(ChangeSet, ClientRow), CommandError> {
    context.note(rules::names::free_client(head, &client)?);
    let event = context.event(&client, "");
    let mut row = client_row(context, head, &client)?;
    let mut writes = provision.writes(head, &client);
    if let Some(key) = writes.iter().find_map(Write::puts::<SigningKey>) {
        row.key_id = Some(key.public.id.to_string());
    }
    writes.push(Write::put(client));
    Ok((ChangeSet::new(event, writes), row))
}

fn find_preset(id: &str) -> Result<&'static Preset, CommandError> {
    preset::find(id).map_err(|error| {
        CommandError::new(Reason::PRESET_REJECTED, error.to_string())
            .cli_hint("`portreeve client presets` shows them")
    })
}

fn render(
    context: &Context,
    client: &Client,
    preset: &Preset,
    secret: &SecretBytes,
) -> Result<Rendered, CommandError> {
    let directory = &context.directory;
    let rejected = |why: String| CommandError::new(Reason::PRESET_REJECTED, why);
    let same_algorithm = directory
        .trusted_keys(context.now)
        .filter(|key| key.algorithm == client.algorithm)
        .map(AsRef::as_ref);
    let jwks = portreeve_tokens::key_set(same_algorithm).to_string();
    let key = match (
        client.algorithm.is_symmetric(),
        directory.signing_key(client.algorithm),
    ) {
        (true, _) => VerifyingKey::Shared(secret),
        (false, Some(key)) => VerifyingKey::Public {
            pem: &key.pem,
            jwks: &jwks,
            kid: &key.id.0,
        },
        (false, None) => {
            return Err(rejected(format!(
                "there is no {} key yet",
                client.algorithm.name()
            )));
        }
    };
    let input = PresetInput {
        client_name: &client.name,
        client_id: &client.id.to_string(),
        issuer: directory.issuer(),
        audience: &client.audience,
        algorithm: client.algorithm,
        key,
        access_secs: client.access_secs,
    };
    preset::render(preset, &input).map_err(|error| rejected(error.to_string()))
}

fn checked_audience(text: &str) -> Result<String, CommandError> {
    match check_display_name(text)?.as_str() {
        "" => Err(CommandError::new(
            ErrorClass::InvalidRequest,
            "the audience is empty",
        )),
        audience => Ok(audience.to_owned()),
    }
}

fn checked_secs(what: &str, secs: u32, secs_max: u32) -> Result<u32, CommandError> {
    if (10..=secs_max).contains(&secs) {
        return Ok(secs);
    }
    let (span, most) = (span::exactly(secs.into()), span::exactly(secs_max.into()));
    let why = format!("a lifetime of {span} for the {what} is not between 10 seconds and {most}");
    Err(CommandError::new(ErrorClass::InvalidRequest, why))
}
