//! What the rules need of the outside world. Adapters implement these traits; fakes live in `testkit`.

mod clock;
mod files;
mod secret_store;
mod store;
mod vault;

pub use clock::Clock;
pub use files::{Files, Prepared};
pub use secret_store::{KeyLocation, SecretStore, SecretStoreError};
pub use store::{Commit, Lineage, Store};
pub use vault::{PreparedBackup, PreparedKeyMove, Vault};

pub use crate::entropy::{Entropy, random};
pub use crate::file_error::FileError;
pub use crate::secret_name::SecretName;
pub use crate::store_error::StoreError;
