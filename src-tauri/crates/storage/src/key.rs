//! Key encodings: one letter for the kind, then what identifies the record. They sort by kind, then by age.

use portreeve_core::guess::GuessPlace;
use portreeve_core::id::{ClientId, FamilyId, GroupId, KeyId, SessionId, UserId};
use portreeve_core::permission::Permission;
use portreeve_core::session::SessionTokenHash;

use crate::seal::Sealer;

pub(crate) const PROFILE: &[u8] = b"d";
pub(crate) const REVISION: &[u8] = b"r";
pub(crate) const CLOCK_MARK: &[u8] = b"m";
pub(crate) const COSTLIEST_HASH: &[u8] = b"v";
pub(crate) const GUESSES: &[u8] = b"a";
pub(crate) const BACKUP_SCHEDULE: &[u8] = b"bs";
pub(crate) const BACKUP_MADE: &[u8] = b"bm";
pub(crate) const BACKUP_REHEARSED: &[u8] = b"br";
pub(crate) const USERS: &[u8] = b"u";
pub(crate) const GROUPS: &[u8] = b"g";
pub(crate) const PERMISSIONS: &[u8] = b"p";
pub(crate) const CLIENTS: &[u8] = b"c";
pub(crate) const SIGNING_KEYS: &[u8] = b"k";
pub(crate) const SESSIONS: &[u8] = b"s";
pub(crate) const FAMILIES: &[u8] = b"f";
const LOGIN_NAMES: &[u8] = b"n";
const CREDENTIALS: &[u8] = b"w";
const CLIENT_SECRETS: &[u8] = b"x";
pub(crate) const SESSION_TOKENS: &[u8] = b"t";
pub(crate) const EVENTS: &[u8] = b"e";
pub(crate) const AUDIT_HEAD: &[u8] = b"h";
const UNDO: &[u8] = b"i";

/// First bytes of keys, for whoever counts records without opening them.
pub mod kind {
    /// People.
    pub const USER: u8 = super::USERS[0];
    /// Groups.
    pub const GROUP: u8 = super::GROUPS[0];
    /// Local apps.
    pub const CLIENT: u8 = super::CLIENTS[0];
}

fn joined(kind: &[u8], rest: &[u8]) -> Vec<u8> {
    [kind, rest].concat()
}

pub(crate) fn user(id: UserId) -> Vec<u8> {
    joined(USERS, &id.to_bytes())
}

pub(crate) fn login_name(sealer: &Sealer, key: &str) -> Vec<u8> {
    joined(LOGIN_NAMES, &sealer.lookup(&format!("login {key}")))
}

pub(crate) fn credential(id: UserId) -> Vec<u8> {
    joined(CREDENTIALS, &id.to_bytes())
}

pub(crate) fn guesses(place: GuessPlace) -> Vec<u8> {
    joined(GUESSES, &place.number().to_be_bytes())
}

pub(crate) fn group(id: GroupId) -> Vec<u8> {
    joined(GROUPS, &id.to_bytes())
}

pub(crate) fn permission(sealer: &Sealer, permission: &Permission) -> Vec<u8> {
    joined(PERMISSIONS, &sealer.lookup(&format!("permission {permission}")))
}

pub(crate) fn client(id: ClientId) -> Vec<u8> {
    joined(CLIENTS, &id.to_bytes())
}

pub(crate) fn client_secret(id: ClientId) -> Vec<u8> {
    joined(CLIENT_SECRETS, &id.to_bytes())
}

pub(crate) fn signing_key(id: &KeyId) -> Vec<u8> {
    joined(SIGNING_KEYS, id.0.as_bytes())
}

pub(crate) fn session(id: SessionId) -> Vec<u8> {
    joined(SESSIONS, &id.to_bytes())
}

pub(crate) fn session_token(hash: &SessionTokenHash) -> Vec<u8> {
    joined(SESSION_TOKENS, &hash.0)
}

pub(crate) fn family(id: FamilyId) -> Vec<u8> {
    joined(FAMILIES, &id.to_bytes())
}

pub(crate) fn event(number: u64) -> Vec<u8> {
    joined(EVENTS, &number.to_be_bytes())
}

/// The number of the event under `key`.
pub(crate) fn event_number(key: &[u8]) -> Option<u64> {
    let number = key.strip_prefix(EVENTS)?;
    Some(u64::from_be_bytes(number.try_into().ok()?))
}

pub(crate) fn undo(event: u64) -> Vec<u8> {
    joined(UNDO, &event.to_be_bytes())
}

/// What a key is about, for messages.
pub(crate) fn describe(key: &[u8]) -> String {
    let kind = match key.get(..1) {
        Some(PROFILE) => "the directory's own record",
        Some(REVISION) => "the revision counter",
        Some(USERS) => "a user",
        Some(LOGIN_NAMES) => "a login name",
        Some(CREDENTIALS) => "a password",
        Some(GROUPS) => "a group",
        Some(PERMISSIONS) => "a permission",
        Some(CLIENTS) => "a local app",
        Some(CLIENT_SECRETS) => "a local app's secret",
        Some(SIGNING_KEYS) => "a signing key",
        Some(SESSIONS) | Some(SESSION_TOKENS) => "a session",
        Some(FAMILIES) => "a refresh-token family",
        Some(EVENTS) => "an event",
        Some(AUDIT_HEAD) => "the end of the audit trail",
        Some(UNDO) => "what an event replaced",
        Some(COSTLIEST_HASH) => "what the costliest password asks for",
        Some(GUESSES) => "the count of attempts at a password",
        Some(CLOCK_MARK) => "the latest moment seen",
        Some(b"b") => "what is remembered of backups",
        _ => "an unknown record",
    };
    kind.to_owned()
}
