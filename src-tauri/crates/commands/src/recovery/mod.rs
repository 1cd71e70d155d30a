//! The recovery kit: the root key on paper, in three shares of which two are needed.

pub mod wire;

use std::path::Path;

use portreeve_core::audit::Target;
use portreeve_core::change::ChangeSet;
use portreeve_core::profile::Profile;
use portreeve_core::recovery::KitMade;
use portreeve_core::secret::{Secret, SecretText};
use portreeve_core::time::Timestamp;
use portreeve_core::write::Write;
use zeroize::Zeroizing;

use self::wire::{RecoveryKitRequest, RecoveryKitResponse};
use crate::command::commands;
use crate::context::Context;
use crate::directory::profile;
use crate::error::{CommandError, Reason};
use crate::error_map::from_backup;
use crate::example::{password, path};
use crate::wire::secret::WireSecret;

commands! {
    "recovery_kit.create" create_kit(RecoveryKitRequest) -> RecoveryKitResponse {
        access: Superuser, proof: InRequest, effect: Writes, cli: Line("recovery-kit create"),
        done: "made a recovery kit[ in {file}]", tried: "make a recovery kit[ in {file}]",
        example: RecoveryKitRequest { folder: Some(path("/kit")), password: password() },
    }
}

/// Words side by side on a page.
const COLUMNS: usize = 3;
const MADE: &str = "the root key in three shares";

/// Makes a recovery kit. It contains the root key in parts, so the caller must enter their password again.
pub(crate) fn create_kit(
    context: &Context,
    request: RecoveryKitRequest,
) -> Result<RecoveryKitResponse, CommandError> {
    crate::session::confirm(context, request.password)?;
    let profile = profile(&context.directory)?;
    let shares = context.app.ports.vault.split_key();
    let shares = shares.map_err(|fault| from_backup("the root key", fault))?;
    let Some(folder) = &request.folder else {
        let made = vec![Write::put(KitMade(context.now))];
        context.commit(|_| Ok((ChangeSet::new(context.event_of(MADE), made), ())))?;
        return Ok(RecoveryKitResponse {
            paths: Vec::new(),
            shares: shares.iter().map(WireSecret::from).collect(),
        });
    };
    let mut pages = Vec::new();
    context.make_folder(folder).map_err(choose_folder)?;
    for (index, share) in shares.iter().enumerate() {
        let name = format!("portreeve-recovery-share-{}.txt", index + 1);
        let path = Path::new(&**folder).join(name).display().to_string();
        let page = page(profile, context.now, index + 1, share);
        pages.push(context.hand_out(&path, &page, false).map_err(choose_folder)?);
    }
    let paths = context.commit_handed_out(pages, || context.event(Target::file(folder), MADE))?;
    // The pages are there; without the note the overview goes on asking for a kit.
    let made = ChangeSet::unrecorded(vec![Write::put(KitMade(context.now))]);
    let _ = context.commit(|_| Ok((made, ())));
    Ok(RecoveryKitResponse {
        paths,
        shares: Vec::new(),
    })
}

/// Adds a hint to the error of a page that cannot be written: the pages have fixed names and never replace those of an
/// earlier kit.
fn choose_folder(error: CommandError) -> CommandError {
    if !error.is(Reason::TARGET_UNWRITABLE) {
        return error;
    }
    // No option replaces them.
    CommandError {
        cli_hint: None,
        ..error.hint(
            "choose a folder that you can write to and that has no pages in it, or a new one in a folder that exists",
        )
    }
}

/// One page to print.
fn page(profile: &Profile, now: Timestamp, number: usize, share: &SecretText) -> Secret<Vec<u8>> {
    let words: Vec<&str> = share.expose().split(' ').collect();
    let mut grid = Zeroizing::new(String::new());
    let rows = words.len().div_ceil(COLUMNS);
    for row in 0..rows {
        for column in 0..COLUMNS {
            if let Some(word) = words.get(row * COLUMNS + column) {
                grid.push_str(&format!("  {:>2}. {word:<12}", row * COLUMNS + column + 1));
            }
        }
        let length = grid.trim_end().len();
        grid.truncate(length);
        grid.push('\n');
    }
    let (team, id, date) = (&profile.team, profile.id, now.to_string());
    let date = date.get(..10).unwrap_or(&date);
    let page = format!(
        "PORTREEVE RECOVERY KIT

Team        {team}
Directory   {id}
Made        {date}
Share       {number} of 3; any two of them are needed

{}
What this is
  Two of the three shares together are the key of the team's directory of accounts. Anyone who has two of them and
  a copy of the directory can read everything in it. One share alone reveals nothing.

What to do with it
  Print it, give it to someone you trust or lock it away, away from the other two. Then remove this file.

When the key is lost
  Bring two shares to the machine where the directory lies and run

    portreeve recovery-kit restore

  It asks for the words of both, and puts the key back. The words are SLIP-39: other programs can read them, too.
",
        grid.as_str()
    );
    Secret::new(page.into_bytes())
}
