//! `portreeve doctor` checks everything that is stored; `portreeve repair` handles a directory that does not open.

use portreeve_commands::CommandError;
use portreeve_commands::damage::{Damage, KnownBackup, WayOn};
use portreeve_commands::directory::wire::{DoctorResponse, FindingOutcome};
use portreeve_host::HostSession;

use crate::exit::Answer;
use crate::moment::minute;
use crate::output::Output;
use crate::table::plain;
use portreeve_core::text::command_line;

/// Exits with 1 if something is lost. If the directory does not open, exits as every command does.
pub(super) fn run(host: &HostSession, output: &Output) -> Result<Answer, CommandError> {
    let response = host.doctor()?;
    output.answer(&response, || words(&response));
    if let (Some(trouble), Some(damage)) = (&response.trouble, &response.damage) {
        output.note(&format!("hint: {}", way_on(damage)));
        return Ok(Answer::Refused(trouble.exit()));
    }
    if response.is_well {
        return Ok(Answer::Yes);
    }
    output.note("hint: keep the folder as it is, and restore a backup: `portreeve restore FILE --replace`");
    Ok(Answer::No)
}

/// Changes nothing in a directory that opens.
pub(super) fn repair(host: &HostSession, output: &Output) -> Result<Answer, CommandError> {
    let response = host.repair()?;
    output.answer(&response, || {
        format!("the directory opens again: {}", response.given_up.join("; "))
    });
    if let Some(folder) = &response.replaced {
        output.note(&format!("the damaged one is kept in {folder}"));
    }
    if let Some(known) = &response.backup {
        output.note(&format!("the newest backup: {}", backup(known)));
    }
    output.note("everyone is signed out: `portreeve login NAME`; check what is there, or restore a backup");
    Ok(Answer::Yes)
}

fn words(response: &DoctorResponse) -> String {
    let mut lines = Vec::new();
    for finding in &response.findings {
        let outcome = match finding.outcome {
            FindingOutcome::Healed => "healed",
            FindingOutcome::Noted => "found",
            FindingOutcome::Lost => "LOST",
        };
        lines.push(format!("{outcome:<9} {}", plain(&finding.what)));
        let hint = finding.hint.as_deref().map(plain);
        lines.extend(hint.map(|hint| format!("{:<9} {hint}", "")));
    }
    if let Some(damage) = &response.damage {
        lines.push("the directory does not open; nothing was changed".to_owned());
        lines.extend(left(damage));
    } else if response.is_well {
        let verdict = match response.findings.is_empty() {
            true => "all is well",
            false => "nothing is lost",
        };
        lines.push(format!("{verdict}; everything was read"));
    } else {
        lines.push("something is lost".to_owned());
    }
    lines.join("\n")
}

/// Lists what there is to go on from.
fn left(damage: &Damage) -> Vec<String> {
    let mut lines = vec![match &damage.proven {
        None if damage.is_tried => "verified  nothing".to_owned(),
        None => "verified  unknown".to_owned(),
        Some(proven) => format!(
            "verified  up to entry {}, revision {}{}",
            proven.entry,
            proven.revision,
            proven
                .at
                .as_ref()
                .map_or_else(String::new, |at| format!(", last change {}", minute(at)))
        ),
    }];
    lines.extend(damage.proven.as_ref().map(|_| match damage.lost_entries {
        None => "lost      unknown: what came after that, if anything did".to_owned(),
        Some(1) => "lost      at least one entry after that".to_owned(),
        Some(lost) => format!("lost      at least {lost} entries after that"),
    }));
    lines.extend(
        damage
            .backups
            .iter()
            .map(|known| format!("backup    {}", backup(known))),
    );
    let absent = damage.absent_backups.iter();
    lines.extend(absent.map(|known| format!("backup    {}; known, not there now", backup(known))));
    lines
}

fn backup(known: &KnownBackup) -> String {
    let revision = known
        .revision
        .map_or_else(String::new, |revision| format!(", revision {revision}"));
    format!(
        "{} up to {}{revision}",
        plain(&known.path),
        minute(&known.made_at)
    )
}

fn way_on(damage: &Damage) -> String {
    let restore = damage.backups.first().map(|known| {
        let line = command_line("restore --replace", &[&known.path]);
        format!("`{line}` brings back everything up to {}", minute(&known.made_at))
    });
    let repair = "`portreeve repair` goes on from what can be verified";
    match (damage.advice, restore) {
        (WayOn::Restore, Some(restore)) if damage.proven.is_none() => restore,
        (WayOn::Restore, Some(restore)) => format!("{restore}, which is more than can be verified"),
        (WayOn::Repair, Some(restore)) => format!("{repair} and loses less; {restore}"),
        (WayOn::Repair, None) => {
            format!("{repair}; no backup is known here: if you have one, `portreeve restore FILE --replace`")
        }
        (WayOn::Neither, _) => {
            "do what is said above first, and neither restore nor repair: perhaps nothing is lost \
                                at all; then `portreeve doctor` again"
                .to_owned()
        }
        (WayOn::Unknown | WayOn::Restore, _) => {
            "no backup is known here: if you have one, `portreeve restore FILE --replace` puts it in place"
                .to_owned()
        }
    }
}
