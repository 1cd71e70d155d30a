//! `portreeve overview`

use portreeve_commands::CommandError;
use portreeve_commands::overview::wire::{OverviewRequest, OverviewResponse};
use portreeve_host::HostSession;

use super::backup;
use crate::exit::Answer;
use crate::moment::minute;
use crate::output::Output;
use crate::table::{count, plain};

pub(super) fn run(
    host: &HostSession,
    request: &OverviewRequest,
    output: &Output,
) -> Result<Answer, CommandError> {
    let response: OverviewResponse = host.ask("overview.show", request)?;
    output.answer(&response, || words(&response, request.since.is_some()));
    backup::remind(&response.backups, output);
    Ok(Answer::Yes)
}

fn words(response: &OverviewResponse, asks_for_news: bool) -> String {
    let at = |at: Option<&str>| at.map_or_else(|| "never".to_owned(), minute);
    let (made, tested) = (&response.backups.made, &response.backups.rehearsed);
    let mut lines = vec![
        format!("backup        {}", at(made.as_ref().map(|note| note.at.as_str()))),
        format!(
            "tested        {}",
            at(tested.as_ref().map(|note| note.at.as_str()))
        ),
    ];
    if let Some(keeping) = &response.keeping {
        lines.push(format!(
            "recovery kit  {}",
            at(keeping.recovery_kit_at.as_deref())
        ));
        if let Some(left) = keeping.disk_left {
            let low = if keeping.is_disk_low {
                ", which is little"
            } else {
                ""
            };
            lines.push(format!("disk          {} MB left{low}", left / 1_000_000));
        }
    }
    if let Some(oldest) = response.oldest_key_at.as_deref() {
        lines.push(format!("oldest key    {}", minute(oldest)));
    }
    if let Some(passwords) = &response.passwords {
        lines.push(format!("superusers    {} can sign in", passwords.superusers));
        lines.push(format!(
            "old hashes    {}",
            count(passwords.old_hashes as usize, "password")
        ));
    }
    if let Some(unused) = response.unused_sessions {
        lines.push(format!("unused        {}", count(unused as usize, "session")));
    }
    if let Some(sign_ins) = &response.sign_ins {
        let sum = |of: fn(&_) -> u32| sign_ins.days.iter().map(of).sum::<u32>();
        let (done, refused) = (sum(|day| day.done), sum(|day| day.refused));
        lines.push(format!("sign-ins      {done} in 30 days, {refused} refused"));
    }
    if let Some(news) = response.news.as_ref().filter(|_| asks_for_news) {
        let more = if news.is_more { " or more" } else { "" };
        lines.push(format!(
            "new           {}{more}",
            count(news.count as usize, "event")
        ));
        let row = |row: &portreeve_commands::audit::wire::AuditRow| {
            format!(
                "  {}  {}  {} {}",
                row.number,
                minute(&row.at),
                plain(&row.actor_name),
                plain(&row.words)
            )
        };
        lines.extend(news.rows.iter().map(row));
    }
    lines.join("\n")
}
