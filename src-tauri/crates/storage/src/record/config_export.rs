//! Exported configs.

use portreeve_core::config_export::{ConfigExport, ConfigExports, Trusted};
use portreeve_core::id::ClientId;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteArray;

use super::client::algorithm;
use super::{Id, Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct ConfigExportsRecord {
    client: Id,
    exports: Vec<ConfigExportRecord>,
}

#[derive(Serialize, Deserialize)]
struct ConfigExportRecord {
    at_ms: i64,
    preset: String,
    path: Option<String>,
    issuer: String,
    audience: String,
    algorithm: String,
    key: Option<ByteArray<32>>,
}

impl From<&ConfigExport> for ConfigExportRecord {
    fn from(export: &ConfigExport) -> Self {
        Self {
            at_ms: export.at.unix_ms(),
            preset: export.preset.clone(),
            path: export.path.clone(),
            issuer: export.trusts.issuer.clone(),
            audience: export.trusts.audience.clone(),
            algorithm: export.trusts.algorithm.name().to_owned(),
            key: export.trusts.key.map(ByteArray::new),
        }
    }
}

impl ConfigExportRecord {
    fn into_domain(self) -> Result<ConfigExport, Invalid> {
        Ok(ConfigExport {
            at: moment(self.at_ms),
            preset: self.preset,
            path: self.path,
            trusts: Trusted {
                issuer: self.issuer,
                audience: self.audience,
                algorithm: algorithm(&self.algorithm)?,
                key: self.key.map(ByteArray::into_array),
            },
        })
    }
}

impl Record for ConfigExportsRecord {
    type Domain = ConfigExports;

    fn from_domain(known: &ConfigExports) -> Self {
        Self {
            client: known.client.to_bytes().into(),
            exports: known.exports.iter().map(ConfigExportRecord::from).collect(),
        }
    }

    fn into_domain(self) -> Result<ConfigExports, Invalid> {
        let exports = self.exports.into_iter().map(ConfigExportRecord::into_domain);
        Ok(ConfigExports {
            client: ClientId::from_bytes(self.client.into_array()),
            exports: exports.collect::<Result<_, _>>()?,
        })
    }
}
