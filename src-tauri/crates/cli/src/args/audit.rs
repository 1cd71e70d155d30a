//! `portreeve audit`

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use portreeve_commands::audit::wire::{AuditKeepRequest, AuditPruneRequest};

use super::Force;

#[derive(Subcommand)]
pub(crate) enum Audit {
    /// List events, the newest first
    List {
        #[command(flatten)]
        filter: AuditFilter,
        /// Maximum number of events
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
        /// Only events with a smaller number
        #[arg(long, value_name = "NUMBER")]
        before: Option<u64>,
    },
    /// Show one event with each field before and after
    Show { event: u64 },
    /// Verify that no event was edited, dropped or cut off: exit code 0, or 1 with the first place that was
    Verify,
    /// Write events to a file, the oldest first
    Export {
        /// The file to write; - is standard output
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        #[command(flatten)]
        force: Force,
        #[arg(long, value_enum, default_value_t = AuditFormat::Jsonl)]
        format: AuditFormat,
        #[command(flatten)]
        filter: AuditFilter,
        /// The number to begin with
        #[arg(long, value_name = "NUMBER")]
        start: Option<u64>,
    },
    /// Set how long events are kept; without options, show it
    Keep {
        #[command(flatten)]
        request: AuditKeepRequest,
        /// Never remove events automatically (the default)
        #[arg(long)]
        forever: bool,
    },
    /// Remove old events; the rest can still be verified
    Prune(AuditPruneRequest),
    /// Print the end of the trail as a number and nine words, to keep elsewhere
    Head,
    /// Verify that nothing up to a code from `head` was changed: exit code 0 or 1
    Check {
        /// The number and the words; their first four letters are enough
        #[arg(required = true, num_args = 1..)]
        words: Vec<String>,
    },
}

#[derive(ClapArgs)]
pub(crate) struct AuditFilter {
    /// Who acted: a username, also a former one; `nobody` for "not signed in"
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// Affected person, group, permission, app or file
    #[arg(long, value_name = "NAME")]
    pub(crate) target: Option<String>,
    /// The command, or how it starts: `user.`, `group.add`
    #[arg(long, value_name = "START")]
    pub(crate) command: Option<String>,
    /// How it ended
    #[arg(long, value_enum)]
    pub(crate) outcome: Option<AuditOutcome>,
    /// From this time on: 2026-05-03 or '2026-05-03 09:00' in the time here, or 2026-05-03T09:00:00Z
    #[arg(long, value_name = "MOMENT")]
    pub(crate) from: Option<String>,
    /// Before this time; for a day, before its beginning
    #[arg(long, value_name = "MOMENT")]
    pub(crate) to: Option<String>,
    /// Text anywhere in the event
    #[arg(long)]
    pub(crate) text: Option<String>,
    /// One more condition, as NAME:VALUE with the names of the options above: target:Finance, text:desk
    #[arg(long, value_name = "CONDITION")]
    pub(crate) also: Vec<String>,
    /// Leave out events that meet this condition: actor:root, command:session.
    #[arg(long, value_name = "CONDITION")]
    pub(crate) without: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AuditOutcome {
    Done,
    Refused,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AuditFormat {
    /// One JSON object a line
    Jsonl,
    /// A table for spreadsheets, with a byte order mark
    Csv,
}
