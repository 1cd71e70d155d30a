//! `portreeve import`

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Import {
    /// A dump made with `manage.py dumpdata`
    Django {
        /// The dump
        file: PathBuf,
        /// Only tell what would happen
        #[arg(long)]
        dry_run: bool,
    },
}
