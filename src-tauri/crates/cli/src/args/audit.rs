//! `portreeve audit`

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::Force;

#[derive(Subcommand)]
pub(crate) enum Audit {
    /// List events, the newest first
    List {
        #[command(flatten)]
        filter: AuditFilter,
        /// Most events to list
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
        /// Only events with a smaller number
        #[arg(long, value_name = "NUMBER")]
        before: Option<u64>,
    },
    /// Show one event with each field before and after
    Show { event: u64 },
    /// Prove that nothing was edited, dropped or cut off: exit code 0, or 1 with the first place where it was
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
    /// Set for how long events are kept: with neither, show it
    Keep {
        /// Remove what is older by itself; at least 30
        #[arg(long, value_name = "DAYS", conflicts_with = "forever")]
        days: Option<u32>,
        /// Remove nothing by itself, as from the beginning
        #[arg(long)]
        forever: bool,
    },
    /// Remove old events; what stays can still be proved
    Prune {
        /// Remove what is older; at least 30
        #[arg(long, value_name = "DAYS")]
        older_than_days: u32,
    },
    /// Print the end of the trail as a number and nine words, to keep elsewhere
    Head,
    /// Prove that nothing up to what `head` printed was changed: exit code 0 or 1
    Check {
        /// The number and the words; their first four letters are enough
        #[arg(required = true, num_args = 1..)]
        words: Vec<String>,
    },
}

#[derive(ClapArgs)]
pub(crate) struct AuditFilter {
    /// By whom: login name, also a former one; `nobody` for events without
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// On what: a person, group, permission, app or file
    #[arg(long, value_name = "NAME")]
    pub(crate) target: Option<String>,
    /// The command, or how it starts: `user.`, `group.add`
    #[arg(long, value_name = "START")]
    pub(crate) command: Option<String>,
    /// How it ended
    #[arg(long, value_enum)]
    pub(crate) outcome: Option<AuditOutcome>,
    /// Not before this moment: 2026-05-03 or '2026-05-03 09:00' in the time here, or 2026-05-03T09:00:00Z
    #[arg(long, value_name = "MOMENT")]
    pub(crate) from: Option<String>,
    /// Before this moment; of a day, before it begins
    #[arg(long, value_name = "MOMENT")]
    pub(crate) to: Option<String>,
    /// Somewhere in the event
    #[arg(long)]
    pub(crate) text: Option<String>,
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
