//! MAC keys that prove that a file is ours and unchanged: one for each purpose, derived from the root key.

use std::sync::Arc;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use portreeve_core::id::DirectoryId;
use portreeve_core::secret::{SecretBytes, keep_in_memory};
use sha2::Sha256;
use zeroize::Zeroizing;

pub(super) const MAC_BYTES: usize = 32;
/// HMAC-SHA256.
pub(super) type Mac = [u8; MAC_BYTES];

/// The keys of one directory's files.
#[derive(Clone)]
pub(super) struct Keys {
    pub(super) directory: DirectoryId,
    /// Shared by every clone, so that one place in memory holds them, locked against swapping.
    macs: Arc<Macs>,
}

struct Macs {
    journal: Hmac<Sha256>,
    snapshot: Hmac<Sha256>,
    records: Hmac<Sha256>,
}

impl Keys {
    pub(super) fn new(root_key: &SecretBytes, directory: DirectoryId) -> Self {
        let derived = |purpose: &str| {
            let mut key = Zeroizing::new([0; 32]);
            Hkdf::<Sha256>::new(Some(&directory.to_bytes()), root_key.expose())
                .expand(purpose.as_bytes(), key.as_mut_slice())
                .expect("32 bytes are less than HKDF's limit");
            Hmac::new_from_slice(key.as_slice()).expect("HMAC takes any key")
        };
        let macs = Arc::new(Macs {
            journal: derived("portreeve journal v1"),
            snapshot: derived("portreeve snapshot v1"),
            records: derived("portreeve records v1"),
        });
        keep_in_memory(macs.as_ref());
        Self { directory, macs }
    }

    pub(super) fn journal(&self, parts: &[&[u8]]) -> Mac {
        mac(&self.macs.journal, parts)
    }

    /// The MAC of [`journal`](Self::journal) for parts that come one after the other.
    pub(super) fn begin_journal(&self) -> RunningMac {
        RunningMac(self.macs.journal.clone())
    }

    pub(super) fn snapshot(&self, parts: &[&[u8]]) -> Mac {
        mac(&self.macs.snapshot, parts)
    }

    pub(super) fn record(&self, parts: &[&[u8]]) -> Mac {
        mac(&self.macs.records, parts)
    }
}

/// A MAC of what has come so far.
#[derive(Clone)]
pub(super) struct RunningMac(Hmac<Sha256>);

impl RunningMac {
    /// Takes in the next part.
    pub(super) fn update(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    /// The MAC of all parts.
    pub(super) fn finish(self) -> Mac {
        self.0.finalize().into_bytes().into()
    }
}

/// Authenticates the parts as one text. The caller must make sure that the boundaries are unambiguous.
fn mac(key: &Hmac<Sha256>, parts: &[&[u8]]) -> Mac {
    let mut mac = RunningMac(key.clone());
    parts.iter().for_each(|part| mac.update(part));
    mac.finish()
}
