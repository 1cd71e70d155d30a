//! The caller's own account on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ends one of the caller's own sessions or token families, or all but the session that asks.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AccountEndSessionRequest {
    /// One session or token family; all others than the session that asks, if absent.
    #[cfg_attr(
        feature = "cli",
        arg(
            required_unless_present = "others",
            conflicts_with = "others",
            help = "The session's identifier"
        )
    )]
    pub session: Option<String>,
}

about! {
    AccountEndSessionRequest:;
}
