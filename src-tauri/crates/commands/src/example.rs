//! What the examples of requests speak of: a small team with ada and bo, the groups Finance and Staff, the permission
//! `billing.pay` and the local apps billing and wiki.

use crate::wire::secret::WireSecret;

/// Everybody's password, and what closes their backups.
pub const PASSWORD: &str = "harbour-lantern-otter";

/// The password in a request.
pub(crate) fn password() -> WireSecret {
    PASSWORD.to_owned().into()
}
