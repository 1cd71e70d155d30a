//! Widgets on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::about::about;

/// A widget.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct WidgetRow {
    /// Names it.
    pub name: String,
}

/// Adds a widget.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct WidgetAddRequest {
    /// Names it.
    #[cfg_attr(feature = "cli", arg(help = "What to call it"))]
    pub name: String,
    /// Its colour.
    #[cfg_attr(feature = "cli", arg(long, default_value = "", help = "Its colour"))]
    pub colour: String,
}

about! {
    WidgetAddRequest:;
}
