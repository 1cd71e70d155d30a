//! Key encodings: one letter for the kind, then the identity of the record. They sort by kind, then by age.

use portreeve_core::kind::Kind;
use portreeve_core::record::RecordId;
use portreeve_core::session::SessionTokenHash;
use portreeve_core::stored::{By, UniqueName};
use portreeve_core::token_use::TokenUseId;

use crate::seal::Sealer;

pub(crate) const PROFILE: &[u8] = prefix(Kind::Profile);
pub(crate) const REVISION: &[u8] = prefix(Kind::Revision);
pub(crate) const AUDIT_HEAD: &[u8] = prefix(Kind::AuditHead);

/// The first byte of a kind's keys, and the version of its records that this program writes. Raise the version if an
/// older program must not touch the record, because it would misread it or lose a part.
const fn encoding(kind: Kind) -> (&'static [u8; 1], u8) {
    match kind {
        Kind::Profile => (b"d", 1),
        Kind::Revision => (b"r", 1),
        Kind::User => (b"u", 1),
        Kind::LastSignIn => (b"L", 1),
        Kind::LoginName => (b"n", 1),
        Kind::Credential => (b"w", 1),
        Kind::CostliestHash => (b"v", 1),
        Kind::Guesses => (b"a", 1),
        Kind::Group => (b"g", 1),
        Kind::GroupName => (b"l", 1),
        Kind::Permission => (b"p", 1),
        Kind::Client => (b"c", 1),
        Kind::ClientName => (b"o", 1),
        Kind::ClientSecret => (b"x", 1),
        Kind::SigningKey => (b"k", 1),
        Kind::Session => (b"s", 1),
        Kind::SessionToken => (b"t", 1),
        Kind::TokenFamily => (b"f", 1),
        Kind::Belonging => (b"B", 1),
        Kind::TokenUse => (b"y", 1),
        Kind::Event => (b"e", 1),
        Kind::AuditHead => (b"h", 1),
        Kind::FurtherTargets => (b"T", 1),
        // Version 2 can lie in several parts.
        Kind::Undo => (b"i", 2),
        Kind::ClockMark => (b"m", 1),
        Kind::BackupSchedule => (b"b", 1),
        Kind::BackupMade => (b"j", 1),
        Kind::BackupRehearsed => (b"q", 1),
        Kind::KitMade => (b"K", 1),
        Kind::ConfigExports => (b"E", 1),
    }
}

/// How many kinds were added and versions raised since the first version. A kind that was once in the list stays there.
pub(crate) const RAISED: u32 = {
    let (mut versions, mut at) = (0, 0);
    while at < Kind::ALL.len() {
        versions += encoding(Kind::ALL[at]).1 as u32;
        at += 1;
    }
    versions - FIRST_KINDS
};

/// How many kinds the first version had, each of version 1.
const FIRST_KINDS: u32 = 27;

/// The kinds by the first byte of their keys.
const KINDS: [Option<Kind>; 256] = {
    let mut kinds = [None; 256];
    let mut at = 0;
    while at < Kind::ALL.len() {
        let kind = Kind::ALL[at];
        let place = encoding(kind).0[0] as usize;
        assert!(kinds[place].is_none(), "two kinds have keys that begin alike");
        kinds[place] = Some(kind);
        at += 1;
    }
    kinds
};

/// The first byte of the keys of this kind.
pub const fn prefix(kind: Kind) -> &'static [u8] {
    encoding(kind).0
}

/// The version in which records of this kind are written.
pub(crate) fn version(kind: Kind) -> u8 {
    encoding(kind).1
}

/// The kind of the record under `key`; `None` if this program does not know it.
pub fn kind(key: &[u8]) -> Option<Kind> {
    KINDS[usize::from(*key.first()?)]
}

pub(crate) fn joined(kind: Kind, rest: &[u8]) -> Vec<u8> {
    [prefix(kind), rest].concat()
}

/// The key of the record with this id.
pub(crate) fn of(sealer: &Sealer, id: &RecordId) -> Vec<u8> {
    let rest: &[u8] = match id {
        RecordId::Profile(())
        | RecordId::CostliestHash(())
        | RecordId::ClockMark(())
        | RecordId::BackupSchedule(())
        | RecordId::BackupMade(())
        | RecordId::BackupRehearsed(())
        | RecordId::KitMade(()) => &[],
        RecordId::User(id) | RecordId::LastSignIn(id) | RecordId::Credential(id) => &id.to_bytes(),
        RecordId::Guesses(place) => &place.number().to_be_bytes(),
        RecordId::Group(id) => &id.to_bytes(),
        RecordId::Permission(permission) => &sealer.lookup(&format!("permission {permission}")),
        RecordId::Client(id) | RecordId::ClientSecret(id) | RecordId::ConfigExports(id) => &id.to_bytes(),
        RecordId::SigningKey(id) => id.0.as_bytes(),
        RecordId::Session(id) => &id.to_bytes(),
        RecordId::TokenFamily(id) => &id.to_bytes(),
        RecordId::TokenUse(id) => &token_use(sealer, id),
    };
    joined(id.kind(), rest)
}

/// The keys sort by day. A key reveals neither the user and the app, nor which other days are about the same two.
fn token_use(sealer: &Sealer, id: &TokenUseId) -> Vec<u8> {
    let TokenUseId { day, user, client } = id;
    let what = sealer.lookup(&format!("token use {day} {user} {client}"));
    // The first bit turned, so that days before 1970 sort before the others.
    let day = (day.number() ^ i32::MIN).to_be_bytes();
    [&day[..], &what].concat()
}

/// The key that leads to a record by a unique name.
pub(crate) fn name(sealer: &Sealer, name: &UniqueName) -> Vec<u8> {
    let UniqueName { kind, of, name } = name;
    joined(*kind, &sealer.lookup(&format!("{of} {}", name.as_str())))
}

pub(crate) fn session_token(hash: &SessionTokenHash) -> Vec<u8> {
    joined(Kind::SessionToken, &hash.0)
}

/// The prefix of the keys that lead to the records of this kind that `by` finds. After it comes the record's own key
/// without its kind. Without the secret key, no one can tell from the prefix whose records these are.
pub(crate) fn belongings(sealer: &Sealer, kind: Kind, by: By) -> Vec<u8> {
    let kind = char::from(encoding(kind).0[0]);
    let whose = match by {
        By::User(id) => format!("{kind} of user {id}"),
        By::Client(id) => format!("{kind} for client {id}"),
    };
    joined(Kind::Belonging, &sealer.lookup(&whose)[..WHOSE_BYTES])
}

/// The part of a key after its kind.
pub(crate) fn rest(key: &[u8]) -> &[u8] {
    key.get(1..).unwrap_or_default()
}

/// How many bytes of a keyed hash tell one owner from all others.
const WHOSE_BYTES: usize = 16;

pub(crate) fn event(number: u64) -> Vec<u8> {
    joined(Kind::Event, &number.to_be_bytes())
}

/// The number of the event under `key`.
pub(crate) fn event_number(key: &[u8]) -> Option<u64> {
    let number = key.strip_prefix(prefix(Kind::Event))?;
    Some(u64::from_be_bytes(number.try_into().ok()?))
}

pub(crate) fn undo(event: u64) -> Vec<u8> {
    joined(Kind::Undo, &event.to_be_bytes())
}

/// A part of the undo entry of an event. The entry itself says how many parts there are.
pub(crate) fn undo_part(event: u64, part: u32) -> Vec<u8> {
    [undo(event), part.to_be_bytes().to_vec()].concat()
}

/// A part of the further targets of an event.
pub(crate) fn further_targets(event: u64, part: u32) -> Vec<u8> {
    let place = [&event.to_be_bytes()[..], &part.to_be_bytes()].concat();
    joined(Kind::FurtherTargets, &place)
}

/// The number of the event that an undo entry lies beside, under `key`; `None` for a part of it.
pub(crate) fn undo_number(key: &[u8]) -> Option<u64> {
    let number = key.strip_prefix(prefix(Kind::Undo))?;
    Some(u64::from_be_bytes(number.try_into().ok()?))
}

/// The number of the event that something lies beside, whole or in parts, under a key of this `kind`.
pub(crate) fn beside(kind: Kind, key: &[u8]) -> Option<u64> {
    let number = key.strip_prefix(prefix(kind))?.first_chunk()?;
    Some(u64::from_be_bytes(*number))
}

/// The subject of a key, for messages.
pub(crate) fn describe(key: &[u8]) -> String {
    kind(key).map_or("an unknown record", Kind::words).to_owned()
}
