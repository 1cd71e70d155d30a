//! The names in the examples of requests: a small team with ada and bo, the groups Finance and Staff, the permission
//! `billing.pay` and the local apps billing and wiki.

use crate::wire::secret::WireSecret;

/// The password of every person in the examples, and the passphrase of their backups.
pub const PASSWORD: &str = "harbour-lantern-otter";

/// The password in a request.
pub(crate) fn password() -> WireSecret {
    PASSWORD.to_owned().into()
}
