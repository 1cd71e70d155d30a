//! `portreeve import`

use std::path::PathBuf;

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;
use portreeve_commands::import::formats;
use portreeve_commands::import::wire::ImportRename;

#[derive(ClapArgs)]
pub(crate) struct Import {
    /// What the file is; `django` is a dump made with `manage.py dumpdata`: JSON or JSON Lines, packed with gzip or not
    #[arg(value_parser = format_names())]
    pub(crate) format: String,
    /// The file
    pub(crate) file: PathBuf,
    /// Only show what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Import everyone else if some cannot be imported as they are
    #[arg(long)]
    pub(crate) leave_out: bool,
    /// Another username for a person in the file; `OLD=` leaves them out, `#3` is the third object
    #[arg(long, value_name = "OLD=NEW", value_parser = rename, allow_hyphen_values = true)]
    pub(crate) login: Vec<ImportRename>,
    /// Another name for a group in the file; `OLD=` leaves it out, `#3` is the third object
    #[arg(long, value_name = "OLD=NEW", value_parser = rename, allow_hyphen_values = true)]
    pub(crate) group: Vec<ImportRename>,
    /// Enable people who are disabled here and active in the file
    #[arg(long)]
    pub(crate) enable: bool,
    /// Zone for times without one, such as Europe/Berlin or +02:00 [default: UTC]
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) time_zone: Option<String>,
    /// User model, such as accounts.user, if it is not clear
    #[arg(long, value_name = "MODEL")]
    pub(crate) user_model: Option<String>,
    /// Field with the username, if it is neither `username` nor `email`
    #[arg(long, value_name = "FIELD")]
    pub(crate) login_field: Option<String>,
}

fn format_names() -> PossibleValuesParser {
    formats().map(|(name, _)| name).collect::<Vec<_>>().into()
}

/// Few new names hold `=`, but an old one may.
fn rename(text: &str) -> Result<ImportRename, String> {
    let (old, new) = text
        .rsplit_once('=')
        .filter(|(old, _)| !old.is_empty())
        .ok_or("write OLD=NEW: the name in the file, and the one here")?;
    Ok(ImportRename {
        old: old.to_owned(),
        new: (!new.is_empty()).then(|| new.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_comes_after_the_last_sign() {
        let read = |text: &str| rename(text).map(|name| (name.old, name.new));
        let pair = |old: &str, new: Option<&str>| Ok((old.to_owned(), new.map(ToOwned::to_owned)));
        assert_eq!(read("mira holm=mira.holm"), pair("mira holm", Some("mira.holm")));
        assert_eq!(read("a=b=c"), pair("a=b", Some("c")));
        assert_eq!(read("#2="), pair("#2", None));
        assert!(read("mira").is_err() && read("=mira").is_err());
    }

    #[test]
    fn an_old_name_may_look_like_an_option() {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            import: Import,
        }
        let line = [
            "import",
            "django",
            "dump.json",
            "--group",
            "-a=A",
            "--login",
            "-x=",
            "--dry-run",
        ];
        let Import {
            group,
            login,
            dry_run,
            ..
        } = <Line as clap::Parser>::try_parse_from(line).unwrap().import;
        assert_eq!(
            (group[0].old.as_str(), login[0].old.as_str(), dry_run),
            ("-a", "-x", true)
        );
    }
}
