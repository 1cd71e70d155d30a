//! The directory itself on the wire.

use portreeve_core::ports;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::damage::Damage;
use crate::error::CommandError;

/// The directory in figures.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct DirectoryResponse {
    /// The identifier.
    pub id: String,
    /// The team's name.
    pub team: String,
    /// The `iss` of every token.
    pub issuer: String,
    /// People, without deleted ones.
    pub users: u32,
    /// People who can sign in.
    pub active_users: u32,
    /// Active superusers.
    pub superusers: u32,
    /// Groups.
    pub groups: u32,
    /// Local apps.
    pub clients: u32,
    /// Where the root key is kept: `os_keychain` or `passphrase_file`.
    pub key_location: KeyLocation,
    /// When the directory was created.
    pub created_at: String,
    /// After how many days events are removed automatically; never if absent.
    #[ts(optional = nullable)]
    pub keep_events_days: Option<u32>,
    /// How far the computer's clock is behind, in seconds, if it has jumped back (`clock.accept`).
    #[ts(optional = nullable)]
    pub clock_behind_secs: Option<u32>,
}

/// Where the root key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum KeyLocation {
    /// Secret Service, macOS Keychain or Windows Credential Manager.
    OsKeychain,
    /// A file encrypted with a passphrase.
    PassphraseFile,
}

/// The result of examining everything stored.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct DoctorResponse {
    /// Whether nothing is lost and nothing waits for repair.
    pub is_well: bool,
    /// All faults found since the directory was opened, and now.
    pub findings: Vec<DoctorFinding>,
    /// Why the directory does not open, if it does not.
    pub trouble: Option<CommandError>,
    /// What is damaged and lost if the directory does not open, and the ways on.
    pub damage: Option<Damage>,
}

/// What was done about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum FindingOutcome {
    /// It was repaired from a good copy; nothing is lost.
    Healed,
    /// It could not be repaired, or not yet.
    Lost,
    /// Nothing is lost, as far as known.
    Noted,
}

/// A fault in stored data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct DoctorFinding {
    /// The fault in words, with the name of the file or record.
    pub what: String,
    /// What was done about it.
    pub outcome: FindingOutcome,
    /// What to do about it, if there is something.
    #[ts(optional = nullable)]
    pub hint: Option<String>,
}

impl From<ports::KeyLocation> for KeyLocation {
    fn from(location: ports::KeyLocation) -> Self {
        match location {
            ports::KeyLocation::OsKeychain => Self::OsKeychain,
            ports::KeyLocation::PassphraseFile => Self::PassphraseFile,
        }
    }
}
