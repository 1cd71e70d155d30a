//! The path of a file or folder that a person names.

use std::fmt;
use std::ops::Deref;
use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::about::about;
use crate::error::{CommandError, ErrorClass};

/// A whole path: the process that uses it has a working folder of its own, which the person does not know. `~` is their
/// home folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export_to = "wire.ts", type = "string")]
pub struct FilePath(String);

impl FilePath {
    /// The path as this process understands it: a relative one starts at its working folder.
    pub fn here(path: &Path) -> Self {
        let whole = std::path::absolute(path);
        Self(whole.as_deref().unwrap_or(path).display().to_string())
    }

    /// The whole path that `text` names. Refuses a relative one.
    pub fn new(text: &str) -> Result<Self, CommandError> {
        let whole = match text.strip_prefix('~') {
            Some(rest) if rest.is_empty() || rest.starts_with(std::path::is_separator) => {
                let home = std::env::home_dir()
                    .and_then(|home| home.to_str().map(str::to_owned))
                    .ok_or_else(|| refused(text))?;
                format!("{home}{rest}")
            }
            Some(_) | None => text.to_owned(),
        };
        match Path::new(&whole).is_absolute() {
            true => Ok(Self(whole)),
            false => Err(refused(text)),
        }
    }
}

fn refused(text: &str) -> CommandError {
    CommandError::new(
        ErrorClass::InvalidRequest,
        format!("`{text}` does not say in which folder; nothing was read or written"),
    )
    .hint("write the whole path, from / or ~/")
}

impl TryFrom<String> for FilePath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).map_err(|error| error.message)
    }
}

impl From<FilePath> for String {
    fn from(path: FilePath) -> Self {
        path.0
    }
}

impl Deref for FilePath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<Path> for FilePath {
    fn as_ref(&self) -> &Path {
        self.0.as_ref()
    }
}

about! {
    FilePath:;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_is_written_out_and_other_people_s_are_not_guessed() {
        let home = std::env::home_dir().unwrap().display().to_string();
        assert_eq!(*FilePath::new("~/x.py").unwrap(), format!("{home}/x.py"));
        assert_eq!(*FilePath::new("~").unwrap(), home);
        assert!(FilePath::new("~ada/x.py").is_err());
    }

    #[test]
    fn a_path_that_starts_nowhere_is_refused_wherever_it_comes_from() {
        for relative in ["x.py", "./x.py", "../x.py", ""] {
            assert!(FilePath::new(relative).is_err(), "{relative}");
            assert!(serde_json::from_value::<FilePath>(relative.into()).is_err());
        }
        let whole: FilePath = serde_json::from_value("/srv/x.py".into()).unwrap();
        assert_eq!(&*whole, "/srv/x.py");
    }
}
