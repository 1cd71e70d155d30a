//! `portreeve widget`

use clap::Subcommand;
use portreeve_commands::widget::wire::WidgetAddRequest;

#[derive(Subcommand)]
pub(crate) enum Widget {
    /// Add a widget
    Add(WidgetAddRequest),
}
