//! Secret text on the wire: it can be serialised, but never printed.

use std::fmt;

use crate::about::about;
use portreeve_core::secret::SecretText;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroize;

/// A password in a request, or a token in an answer to the person who asked for it.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export_to = "wire.ts", type = "string")]
pub struct WireSecret(String);

impl WireSecret {
    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The guarded form that the rules work with.
    pub fn to_secret(&self) -> SecretText {
        SecretText::new(self.0.clone())
    }
}

impl From<&SecretText> for WireSecret {
    fn from(secret: &SecretText) -> Self {
        Self(secret.expose().clone())
    }
}

impl From<String> for WireSecret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for WireSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl Drop for WireSecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

about! {
    WireSecret:;
}
