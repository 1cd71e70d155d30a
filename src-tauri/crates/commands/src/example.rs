//! The names in the examples of requests: a small team with ada and bo, the groups Finance and Staff, the permission
//! `billing.pay` and the local apps billing and wiki.

use std::path::Path;

use crate::wire::path::FilePath;
use crate::wire::secret::WireSecret;

/// The password of every person in the examples, and the passphrase of their backups.
pub const PASSWORD: &str = "harbour-lantern-otter";

/// The password in a request.
pub(crate) fn password() -> WireSecret {
    PASSWORD.to_owned().into()
}

/// A file or folder in a request.
pub(crate) fn path(path: &str) -> FilePath {
    FilePath::here(Path::new(path))
}
