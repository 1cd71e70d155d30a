//! Which configs of a local app were exported, so that a person sees which of them no longer fit.

use sha2::{Digest, Sha256};

use crate::client::{Algorithm, Client};
use crate::id::{ClientId, KeyId};
use crate::kind::Kind;
use crate::secret::SecretBytes;
use crate::stored::Silent;
use crate::time::Timestamp;

/// How many exports of one app are remembered, the newest.
pub const EXPORTS_MAX: usize = 20;

/// The exports of an app's configs, the newest first. They outlive the app: undoing its deletion brings back an app whose
/// configs are still out there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigExports {
    /// The app.
    pub client: ClientId,
    /// One for each file, and for each that went to standard output.
    pub exports: Vec<ConfigExport>,
}

/// A config that was exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigExport {
    /// When it was exported.
    pub at: Timestamp,
    /// The preset.
    pub preset: String,
    /// The file; `None` if it went to standard output.
    pub path: Option<String>,
    /// What it trusts.
    pub trusts: Trusted,
}

/// What a config trusts: tokens of which issuer for which audience, signed how and with which key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// The `iss`.
    pub issuer: String,
    /// The `aud`.
    pub audience: String,
    /// The algorithm.
    pub algorithm: Algorithm,
    /// SHA-256 of the key's identifier, or of the shared secret; `None` if there is no key.
    pub key: Option<[u8; 32]>,
}

/// Why an app with an exported config refuses the tokens of today. The first that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// The app's algorithm has changed.
    Algorithm,
    /// Its key or secret was replaced.
    Key,
    /// Its audience has changed.
    Audience,
    /// The issuer has changed.
    Issuer,
}

impl Trusted {
    /// What a config of `client` made now would trust.
    pub fn of(client: &Client, issuer: &str, key: Option<&KeyId>, secret: Option<&SecretBytes>) -> Self {
        let key = key.map(|key| key.0.as_bytes());
        let secret = secret.map(|secret| secret.expose().as_slice());
        Self {
            issuer: issuer.to_owned(),
            audience: client.audience.clone(),
            algorithm: client.algorithm,
            key: key.or(secret).map(|key| Sha256::digest(key).into()),
        }
    }

    /// Why a config that trusts this no longer fits, if what is trusted `now` differs.
    pub fn outdated(&self, now: &Self) -> Option<Outdated> {
        [
            (self.algorithm != now.algorithm, Outdated::Algorithm),
            (self.key != now.key, Outdated::Key),
            (self.audience != now.audience, Outdated::Audience),
            (self.issuer != now.issuer, Outdated::Issuer),
        ]
        .into_iter()
        .find_map(|(is_other, why)| is_other.then_some(why))
    }
}

impl ConfigExports {
    /// After one more export. It replaces the one that was written to the same file.
    pub fn one_more(client: ClientId, before: Option<Self>, export: ConfigExport) -> Self {
        let mut exports = before.map(|before| before.exports).unwrap_or_default();
        exports.retain(|known| known.path.is_none() || known.path != export.path);
        exports.insert(0, export);
        exports.truncate(EXPORTS_MAX);
        Self { client, exports }
    }
}

impl Silent for ConfigExports {
    type Id = ClientId;
    const KIND: Kind = Kind::ConfigExports;

    fn id(&self) -> ClientId {
        self.client
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trusted() -> Trusted {
        Trusted {
            issuer: "http://127.0.0.1:8765".into(),
            audience: "billing".into(),
            algorithm: Algorithm::EdDsa,
            key: Some([1; 32]),
        }
    }

    fn export(path: Option<&str>, secs: i64) -> ConfigExport {
        ConfigExport {
            at: Timestamp::from_unix_secs(secs),
            preset: "jose".into(),
            path: path.map(str::to_owned),
            trusts: trusted(),
        }
    }

    #[test]
    fn a_config_is_current_until_something_it_trusts_is_another() {
        let before = trusted();
        assert_eq!(before.outdated(&trusted()), None);
        for (now, why) in [
            (
                Trusted {
                    algorithm: Algorithm::Hs256,
                    key: None,
                    ..trusted()
                },
                Outdated::Algorithm,
            ),
            (
                Trusted {
                    key: Some([2; 32]),
                    ..trusted()
                },
                Outdated::Key,
            ),
            (
                Trusted {
                    audience: "wiki".into(),
                    ..trusted()
                },
                Outdated::Audience,
            ),
            (
                Trusted {
                    issuer: "http://other".into(),
                    ..trusted()
                },
                Outdated::Issuer,
            ),
        ] {
            assert_eq!(before.outdated(&now), Some(why));
        }
    }

    #[test]
    fn each_file_is_remembered_once_and_the_oldest_are_forgotten() {
        let client = ClientId::from_bytes([7; 16]);
        let mut known = None;
        for (path, secs) in [
            (Some("/a"), 1),
            (Some("/b"), 2),
            (None, 3),
            (None, 4),
            (Some("/a"), 5),
        ] {
            known = Some(ConfigExports::one_more(client, known, export(path, secs)));
        }
        let exports = known.clone().unwrap().exports;
        let paths: Vec<_> = exports.iter().map(|export| export.path.as_deref()).collect();
        assert_eq!(paths, [Some("/a"), None, None, Some("/b")]);
        for number in 0..30 {
            let path = format!("/file-{number}");
            known = Some(ConfigExports::one_more(
                client,
                known,
                export(Some(&path), 10 + number),
            ));
        }
        let exports = known.unwrap().exports;
        assert_eq!(
            (exports.len(), exports[0].path.as_deref()),
            (EXPORTS_MAX, Some("/file-29"))
        );
    }
}
