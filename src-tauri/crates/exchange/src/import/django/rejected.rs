//! What an importer says about a dump that cannot be imported.

use super::error::DumpError;
use crate::import::{Because, Rejected};

impl From<DumpError> for Rejected {
    fn from(error: DumpError) -> Self {
        let because = match &error {
            DumpError::NotJson { .. }
            | DumpError::NotText { .. }
            | DumpError::BrokenUtf16 { .. }
            | DumpError::Utf32
            | DumpError::BadGzip
            | DumpError::Foreign(_)
            | DumpError::RawControl { .. }
            | DumpError::NotANumber { .. }
            | DumpError::Empty => Because::Unreadable,
            DumpError::CutShort { .. } | DumpError::LineCutShort { .. } => Because::CutShort,
            DumpError::NotADump
            | DumpError::OneObject
            | DumpError::Second { .. }
            | DumpError::NoUsers
            | DumpError::UserModel(_) => Because::Foreign,
            DumpError::TooLarge => Because::TooLarge,
            DumpError::TooMany { .. } | DumpError::NoRoom { .. } | DumpError::Invalid(_) => Because::Invalid,
            DumpError::NoSuchModel(_)
            | DumpError::NoSuchLogin(_)
            | DumpError::NoSuchGroup(_)
            | DumpError::NoSuchField { .. } => Because::Options,
            DumpError::Cancelled(_) => Because::Cancelled,
        };
        let mut rejected = Self {
            because,
            why: error.to_string(),
            details: Vec::new(),
            hint: "nothing was changed; `manage.py dumpdata auth contenttypes --natural-foreign --output dump.json` \
                   makes a dump that fits"
                .to_owned(),
        };
        if let DumpError::UserModel(models) = &error {
            rejected.details = models.iter().map(|(model, _)| model.clone()).collect();
            rejected.hint =
                "nothing was changed; one of these contains the people who sign in, with their passwords"
                    .to_owned();
        }
        if let DumpError::Invalid(problems) = &error {
            let entries = match problems.count {
                1 => "1 entry".to_owned(),
                count => format!("{count} entries"),
            };
            rejected.why = format!("{entries} cannot be imported; nothing was changed");
            let more = (problems.more() > 0).then(|| format!("and {} more", problems.more()));
            rejected.details = problems
                .first
                .iter()
                .map(ToString::to_string)
                .chain(more)
                .collect();
            rejected.hint = "mend them where the dump comes from, dump again, and import that".to_owned();
        }
        rejected
    }
}
