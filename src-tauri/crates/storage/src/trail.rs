//! The trail of events: numbered without gaps, each chained to the one before with a keyed MAC.
//!
//! ```text
//! event n    mac_n (32) | n (8) | the event          mac_n = HMAC(audit key, mac_n-1 | n | the event)
//! head       mac (32) | last, mac_last, first, mac_first-1        mac = HMAC(head key, all that follows);
//!                                                                 written in the same batch as each event
//! ```
//!
//! Encryption alone reveals an edited or moved event. The chain and the head also reveal events that were dropped,
//! inserted or cut off at either end by an attacker who can encrypt records but has neither of these two keys. An
//! attacker with the root key could make another chain; against that, a code of the head is kept elsewhere.

use portreeve_core::audit::{AuditEvent, AuditHead, ChainMac, Target};
use portreeve_core::audit::{ChainFault, ChainFaultKind, Verified};
use portreeve_core::kind::Kind;
use portreeve_core::ports::StoreError;
use portreeve_core::progress::{Counter, Stage, Watch};
use portreeve_core::undo::UNDO_EVENTS_MAX;
use sha2::{Digest, Sha256};

use crate::broken::{self, Fault};
use crate::engine::{Engine, Op};
use crate::key;
use crate::record::{self, EventRecord, FurtherTargetsRecord, HeadRecord};
use crate::seal::Sealer;

/// After so many events the writer counts how many of them can be taken back. To count them for each would take longer
/// than to write it.
pub(crate) const UNDO_TRIMMED_EVERY: u64 = 1024;

/// How many further targets of an event one record holds.
pub(crate) const PART_TARGETS: usize = 1000;

const MAC_BYTES: usize = 32;
const NUMBER_BYTES: usize = 8;

/// An encoded record.
type Plain = zeroize::Zeroizing<Vec<u8>>;

/// An event as the engine stores it.
pub(crate) struct Link {
    pub(crate) mac: ChainMac,
    number: u64,
    event: zeroize::Zeroizing<Vec<u8>>,
}

impl Link {
    /// Appends an event to the trail that ends at `head`, and moves `head` on.
    pub(crate) fn append(sealer: &Sealer, head: &mut AuditHead, event: zeroize::Zeroizing<Vec<u8>>) -> Self {
        head.last += 1;
        head.mac = sealer.chained(head.mac, head.last, &event);
        Self {
            mac: head.mac,
            number: head.last,
            event,
        }
    }

    pub(crate) fn plain(&self) -> zeroize::Zeroizing<Vec<u8>> {
        [&self.mac.0[..], &self.number.to_be_bytes(), &self.event]
            .concat()
            .into()
    }

    pub(crate) fn open(sealer: &Sealer, key: &[u8], stored: &[u8]) -> Result<Self, StoreError> {
        let damaged = || StoreError::Damaged(key::describe(key));
        let plain = sealer.open(key, stored)?;
        let (mac, rest) = plain.split_at_checked(MAC_BYTES).ok_or_else(damaged)?;
        let (number, event) = rest.split_at_checked(NUMBER_BYTES).ok_or_else(damaged)?;
        Ok(Self {
            mac: ChainMac(mac.try_into().map_err(|_| damaged())?),
            number: u64::from_be_bytes(number.try_into().map_err(|_| damaged())?),
            event: event.to_vec().into(),
        })
    }
}

/// Where the trail ends; `None` if no event was ever written.
pub(crate) fn find_head(engine: &dyn Engine, sealer: &Sealer) -> Result<Option<AuditHead>, StoreError> {
    let Some(sealed) = engine.get(key::AUDIT_HEAD)? else {
        return Ok(None);
    };
    let plain = sealer.open(key::AUDIT_HEAD, &sealed)?;
    let encoded = match plain.split_at_checked(MAC_BYTES) {
        Some((mac, encoded)) if mac == sealer.head(encoded) => encoded,
        _ => return Err(StoreError::Damaged(key::describe(key::AUDIT_HEAD))),
    };
    record::decode::<HeadRecord>(key::AUDIT_HEAD, encoded).map(Some)
}

/// The encoded head.
pub(crate) fn plain_head(sealer: &Sealer, head: &AuditHead) -> Vec<u8> {
    let encoded = record::encode::<HeadRecord>(head);
    [&sealer.head(&encoded)[..], &encoded].concat()
}

/// The head of a directory that is being opened. If it does not fit the events, the directory is damaged: going on from
/// there would overwrite them.
pub(crate) fn open_head(engine: &dyn Engine, sealer: &Sealer) -> Result<AuditHead, StoreError> {
    let is_whole = match find_head(engine, sealer)? {
        Some(head) if engine.get(&key::event(head.last + 1))?.is_none() => return Ok(head),
        Some(_) => false,
        None => first_event(engine)?.is_none(),
    };
    match is_whole {
        true => Ok(AuditHead::default()),
        false => Err(StoreError::Damaged(key::describe(key::AUDIT_HEAD))),
    }
}

/// Up to `limit` events below `before`, the newest first. An unreadable one is `None`.
pub(crate) fn list(
    engine: &dyn Engine,
    sealer: &Sealer,
    before: u64,
    limit: usize,
) -> Result<Vec<(u64, Option<AuditEvent>)>, StoreError> {
    let Some(head) = find_head(engine, sealer)? else {
        return Ok(Vec::new());
    };
    let numbers = (head.first..before.min(head.last.saturating_add(1)))
        .rev()
        .take(limit);
    let read = |number| match read(engine, sealer, number) {
        Ok(event) => Ok((number, event)),
        Err(StoreError::Damaged(_) | StoreError::Newer(_)) => Ok((number, None)),
        Err(error) => Err(error),
    };
    numbers.map(read).collect()
}

fn read(engine: &dyn Engine, sealer: &Sealer, number: u64) -> Result<Option<AuditEvent>, StoreError> {
    let key = key::event(number);
    let Some(stored) = engine.get(&key)? else {
        return Ok(None);
    };
    let link = Link::open(sealer, &key, &stored)?;
    record::decode::<EventRecord>(&key, &link.event).map(Some)
}

/// The steps that remove the events before `before` and their undo entries; moves `head` on.
pub(crate) fn forget(
    engine: &dyn Engine,
    sealer: &Sealer,
    head: &mut AuditHead,
    before: u64,
) -> Result<Vec<Op>, StoreError> {
    if before <= head.first || before > head.last {
        return Ok(Vec::new());
    }
    let key = key::event(before - 1);
    let stored = engine
        .get(&key)?
        .ok_or_else(|| StoreError::Damaged(key::describe(&key)))?;
    let gone = head.first..before;
    head.mac_before_first = Link::open(sealer, &key, &stored)?.mac;
    head.first = before;
    let mut ops: Vec<Op> = gone
        .clone()
        .map(|number| Op::Remove(key::event(number)))
        .collect();
    for kind in [Kind::Undo, Kind::FurtherTargets] {
        ops.extend(remove_beside(engine, kind, |number| gone.contains(&number))?);
    }
    Ok(ops)
}

/// The steps that remove what lies beside the events that are `gone`, whole or in parts.
fn remove_beside(engine: &dyn Engine, kind: Kind, gone: impl Fn(u64) -> bool) -> Result<Vec<Op>, StoreError> {
    let mut keys = engine.keys(key::prefix(kind))?;
    keys.retain(|key| key::beside(kind, key).is_some_and(&gone));
    Ok(keys.into_iter().map(Op::Remove).collect())
}

/// The steps that remove the undo entry of an event, whole or in parts.
pub(crate) fn remove_undo(engine: &dyn Engine, number: u64) -> Result<Vec<Op>, StoreError> {
    let keys = engine.keys(&key::undo(number))?;
    Ok(keys.into_iter().map(Op::Remove).collect())
}

/// The digest of the encoded parts of an event's further targets.
pub(crate) fn digest<'p>(parts: impl Iterator<Item = &'p [u8]>) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// The encoded parts of an event's further targets, in their order.
fn further(engine: &dyn Engine, sealer: &Sealer, number: u64) -> Result<Vec<Plain>, StoreError> {
    let mut parts = Vec::new();
    loop {
        let key = key::further_targets(number, parts.len() as u32);
        match engine.get(&key)? {
            Some(sealed) => parts.push(sealer.open(&key, &sealed)?),
            None => return Ok(parts),
        }
    }
}

/// Up to `limit` further targets of an event, from `offset` on. It reads only the parts that they lie in.
pub(crate) fn list_further(
    engine: &dyn Engine,
    sealer: &Sealer,
    number: u64,
    offset: usize,
    limit: usize,
) -> Result<Vec<Target>, StoreError> {
    let mut found = Vec::new();
    let mut part = offset / PART_TARGETS;
    let mut skipped = offset % PART_TARGETS;
    while found.len() < limit {
        let key = key::further_targets(number, part as u32);
        let Some(sealed) = engine.get(&key)? else { break };
        let targets = record::decode::<FurtherTargetsRecord>(&key, &sealer.open(&key, &sealed)?)?;
        found.extend(targets.into_iter().skip(skipped).take(limit - found.len()));
        (part, skipped) = (part + 1, 0);
    }
    Ok(found)
}

/// The numbers of the events beside which something lies, the oldest first.
pub(crate) fn list_undo(engine: &dyn Engine) -> Result<Vec<u64>, StoreError> {
    let keys = engine.keys(key::prefix(Kind::Undo))?;
    Ok(keys.iter().filter_map(|key| key::undo_number(key)).collect())
}

/// The steps that remove what lies beside all but the newest events that can be taken back.
pub(crate) fn trim_undo(engine: &dyn Engine) -> Result<Vec<Op>, StoreError> {
    let events = list_undo(engine)?;
    match events.len().checked_sub(UNDO_EVENTS_MAX) {
        None | Some(0) => Ok(Vec::new()),
        Some(over) => remove_beside(engine, Kind::Undo, |number| number < events[over]),
    }
}

/// Verifies the chain up to the event `until`, or to its end. A head or an event of a later version is an error, not a
/// fault.
pub(crate) fn verify(
    engine: &dyn Engine,
    sealer: &Sealer,
    until: Option<u64>,
    watch: &Watch<'_>,
) -> Result<Verified, StoreError> {
    let mut verified = Verified {
        events: 0,
        mac: ChainMac::default(),
        fault: None,
    };
    let fault = |event, kind| Some(ChainFault { event, kind });
    let is_newer_head = || -> Result<bool, StoreError> {
        let sealed = engine.get(key::AUDIT_HEAD)?;
        Ok(sealed.is_some_and(|sealed| sealer.is_newer(key::AUDIT_HEAD, &sealed)))
    };
    let head = match find_head(engine, sealer) {
        Ok(Some(head)) => head,
        Err(error @ StoreError::Newer(_)) if is_newer_head()? => return Err(error),
        Ok(None) | Err(StoreError::Damaged(_) | StoreError::Newer(_)) => {
            verified.fault = first_event(engine)?.and_then(|event| fault(event, ChainFaultKind::HeadMissing));
            return Ok(verified);
        }
        Err(error) => return Err(error),
    };
    verified.mac = head.mac_before_first;
    let end = until.unwrap_or(head.last).min(head.last);
    let mut next = head.first;
    let (mut found, mut newer) = (None, None);
    // Events with further targets, with the MAC before each and the digest of the targets.
    let mut with_further = Vec::new();
    let mut counter = Counter::new(Stage::Verifying, (end + 1).saturating_sub(head.first), watch);
    // One visit: a million single reads would each be a lookup.
    let visited = engine.visit(key::prefix(Kind::Event), &mut |key, stored| {
        let number = key::event_number(key).unwrap_or(u64::MAX);
        // A later event stops the walk: the events before it are missing, as reported below.
        if found.is_some() || newer.is_some() || number != next || number > end || !counter.goes_on() {
            return;
        }
        match step(sealer, &head, number, stored, verified.mac) {
            Ok(Ok((mac, further))) => {
                with_further.extend(further.map(|digest| (number, verified.mac, digest)));
                verified.mac = mac;
            }
            Ok(Err(_)) if broken::is(Fault::Trail) => {}
            Ok(Err(kind)) => {
                found = Some(kind);
                return;
            }
            Err(error) => {
                newer = Some(error);
                return;
            }
        }
        verified.events += 1;
        next += 1;
    });
    counter.finish()?;
    match visited {
        Err(StoreError::Damaged(_)) => found = Some(ChainFaultKind::Edited),
        visited => visited?,
    }
    if let Some(newer) = newer {
        return Err(newer);
    }
    if found.is_none() && next <= end && !broken::is(Fault::Trail) {
        found = Some(absent(engine, &head, next)?);
    }
    for (number, before, wanted) in with_further {
        let is_whole = match further(engine, sealer, number) {
            Ok(parts) => digest(parts.iter().map(|part| part.as_slice())) == wanted,
            Err(StoreError::Damaged(_) | StoreError::Newer(_)) => false,
            Err(error) => return Err(error),
        };
        if !is_whole {
            verified.events = number - head.first;
            verified.mac = before;
            (next, found) = (number, Some(ChainFaultKind::Edited));
            break;
        }
    }
    if let Some(kind) = found {
        // Another command has pruned meanwhile, so the event is rightly gone.
        if is_pruned(engine, sealer, next)? {
            return verify(engine, sealer, until, watch);
        }
        verified.fault = fault(next, kind);
        return Ok(verified);
    }
    if until.is_none() {
        if verified.mac != head.mac {
            verified.fault = fault(head.last, ChainFaultKind::Edited);
        } else if let Some(beyond) = beyond_head(engine, sealer)? {
            verified.fault = fault(beyond, ChainFaultKind::BeyondHead);
        }
    }
    Ok(verified)
}

/// The MAC after an event, and the digest of its further targets.
type Step = (ChainMac, Option<[u8; 32]>);

/// The MAC after event `number`, and the digest of its further targets; or its fault. An error if a newer program wrote
/// it.
fn step(
    sealer: &Sealer,
    head: &AuditHead,
    number: u64,
    stored: &[u8],
    before: ChainMac,
) -> Result<Result<Step, ChainFaultKind>, StoreError> {
    let link = match Link::open(sealer, &key::event(number), stored) {
        Ok(link) => link,
        Err(error) if sealer.is_newer(&key::event(number), stored) => return Err(error),
        Err(_) => {
            // A value that does not decrypt in its place may be another event, which decrypts under its own number.
            let opens = |other: &u64| sealer.open(&key::event(*other), stored).is_ok();
            let holds = (head.first..=head.last).find(opens);
            let misplaced = holds.map(|holds| ChainFaultKind::Misplaced { holds });
            return Ok(Err(misplaced.unwrap_or(ChainFaultKind::Edited)));
        }
    };
    Ok(if link.number != number {
        Err(ChainFaultKind::Misplaced { holds: link.number })
    } else if link.mac != sealer.chained(before, number, &link.event) {
        Err(ChainFaultKind::Edited)
    } else {
        Ok((link.mac, record::further_digest(&link.event)))
    })
}

fn is_pruned(engine: &dyn Engine, sealer: &Sealer, number: u64) -> Result<bool, StoreError> {
    Ok(find_head(engine, sealer)?.is_some_and(|head| number < head.first))
}

/// Whether event `number` alone is missing, or all from it on.
fn absent(engine: &dyn Engine, head: &AuditHead, number: u64) -> Result<ChainFaultKind, StoreError> {
    for later in number + 1..=head.last {
        if engine.get(&key::event(later))?.is_some() {
            return Ok(ChainFaultKind::Missing);
        }
    }
    Ok(ChainFaultKind::CutTail { last: head.last })
}

/// An event after the head. An event and its head are written together, so the head is read again.
fn beyond_head(engine: &dyn Engine, sealer: &Sealer) -> Result<Option<u64>, StoreError> {
    let last = |head: Option<AuditHead>| head.map_or(0, |head| head.last);
    let beyond = last(find_head(engine, sealer)?) + 1;
    if engine.get(&key::event(beyond))?.is_none() {
        return Ok(None);
    }
    Ok((last(find_head(engine, sealer)?) < beyond).then_some(beyond))
}

fn first_event(engine: &dyn Engine) -> Result<Option<u64>, StoreError> {
    let keys = engine.keys(key::prefix(Kind::Event))?;
    Ok(keys.iter().find_map(|key| key::event_number(key)))
}

#[cfg(test)]
mod tests {
    use portreeve_core::progress::unwatched;
    use portreeve_core::secret::SecretBytes;

    use super::*;
    use crate::engine::MemoryEngine;

    /// With the key an attacker can encrypt anything; the chain still reveals it.
    #[test]
    fn what_was_sealed_anew_without_chaining_it_anew_is_found() {
        let sealer = Sealer::new(&SecretBytes::new(vec![1; 32]));
        let entropy = portreeve_testkit::SeededEntropy::new(1);
        let seal = |engine: &MemoryEngine, key: Vec<u8>, plain: &[u8]| {
            let value = sealer.seal(&key, plain, &entropy);
            engine.commit([Op::Put(key, value)].into()).unwrap();
        };
        let trail = || {
            let (engine, mut head) = (MemoryEngine::default(), AuditHead::default());
            for number in 1..=9u8 {
                let link = Link::append(&sealer, &mut head, vec![number].into());
                seal(&engine, key::event(head.last), &link.plain());
            }
            seal(&engine, key::AUDIT_HEAD.to_vec(), &plain_head(&sealer, &head));
            engine
        };
        let link = |engine: &MemoryEngine, number| {
            let key = key::event(number);
            Link::open(&sealer, &key, &engine.get(&key).unwrap().unwrap()).unwrap()
        };
        let fault = |engine: &MemoryEngine| verify(engine, &sealer, None, &unwatched).unwrap().fault;

        let engine = trail();
        assert_eq!(fault(&engine), None);
        let mut edited = link(&engine, 4);
        edited.event = vec![44].into();
        seal(&engine, key::event(4), &edited.plain());
        let found = fault(&engine).unwrap();
        assert_eq!((found.event, found.kind), (4, ChainFaultKind::Edited));

        let engine = trail();
        seal(&engine, key::event(4), &link(&engine, 7).plain());
        let found = fault(&engine).unwrap();
        assert_eq!(
            (found.event, found.kind),
            (4, ChainFaultKind::Misplaced { holds: 7 })
        );
    }

    #[test]
    fn what_a_newer_program_wrote_is_no_fault_of_the_trail() {
        let sealer = Sealer::new(&SecretBytes::new(vec![1; 32]));
        let entropy = portreeve_testkit::SeededEntropy::new(1);
        let mut head = AuditHead::default();
        let event = Link::append(&sealer, &mut head, vec![7].into());
        let parts = [
            (key::event(1), event.plain().to_vec()),
            (key::AUDIT_HEAD.to_vec(), plain_head(&sealer, &head)),
        ];
        for newer in 0..parts.len() {
            let engine = MemoryEngine::default();
            for (at, (key, plain)) in parts.iter().enumerate() {
                let version = if at == newer { 2 } else { 1 };
                let value = sealer.seal_version(version, key, plain, &entropy);
                engine.commit([Op::Put(key.clone(), value)].into()).unwrap();
            }
            let told = StoreError::Newer(key::describe(&parts[newer].0));
            assert_eq!(verify(&engine, &sealer, None, &unwatched).unwrap_err(), told);
            // A format that anyone can write down is no proof.
            engine
                .commit([Op::Put(parts[newer].0.clone(), vec![9; 60])].into())
                .unwrap();
            assert!(
                verify(&engine, &sealer, None, &unwatched)
                    .unwrap()
                    .fault
                    .is_some()
            );
        }
    }
}
