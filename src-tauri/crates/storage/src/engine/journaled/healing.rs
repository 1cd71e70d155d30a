//! Examines both copies of everything, and rebuilds a damaged one from the other.

use std::sync::PoisonError;

use portreeve_core::finding::{Finding, RepairOutcome};
use portreeve_core::progress::{Cancelled, Counter, Stage, Watch, unwatched};

use portreeve_core::ports::StoreError;

use super::merged_view::Tail;
use super::record_mac::{Digest, Tag};
use super::recovery::set_aside;
use super::segment::Segment;
use super::{Files, JournaledEngine, snapshot};
use crate::engine::from_io;

/// How often to wait for the state while commits go on.
const TRIES_MAX: usize = 10;

/// The faults that an examination has found.
#[derive(Default)]
struct Examination {
    /// Faults in snapshot and journal.
    truth: Vec<String>,
    /// Faults in the state.
    state: Vec<String>,
}

impl JournaledEngine {
    /// Reads both copies of everything. Rebuilds from one what the other has lost.
    pub(super) fn examine_and_heal(&self, watch: &Watch<'_>) -> Result<Vec<Finding>, StoreError> {
        self.follower.wait();
        let found = self.files.examine(watch)?;
        if !found.truth.is_empty() && self.heal().is_err() {
            return Ok(found.all());
        }
        if !found.state.is_empty() {
            self.follower.renew(true);
            self.follower.wait();
        }
        let left = if found.truth.is_empty() && found.state.is_empty() {
            found
        } else {
            let left = self.files.examine(&unwatched)?;
            for finding in found
                .all()
                .into_iter()
                .filter(|finding| !left.all().contains(finding))
            {
                self.files.find(finding.what, RepairOutcome::Healed);
            }
            left
        };
        Ok(left.all())
    }

    /// Rebuilds snapshot and journal from the state, if it proves to be whole.
    pub(super) fn heal(&self) -> Result<(), StoreError> {
        for _ in 0..TRIES_MAX {
            self.follower.wait();
            if self.files.heal()? {
                return Ok(());
            }
        }
        Err(StoreError::Damaged("the snapshot".into()))
    }
}

impl Examination {
    fn all(&self) -> Vec<Finding> {
        let lost = |what: &String| Finding {
            what: what.clone(),
            outcome: RepairOutcome::Lost,
        };
        self.truth.iter().chain(&self.state).map(lost).collect()
    }
}

impl Files {
    fn examine(&self, watch: &Watch<'_>) -> Result<Examination, Cancelled> {
        let mut found = Examination::default();
        let (mark, (snapshot, view, count)) =
            self.now(|truth| (truth.snapshot.clone(), truth.view(&[]), truth.count()));
        let mut counter = Counter::new(Stage::Comparing, count, watch);
        if let Some(snapshot) = snapshot
            && snapshot.verify().is_err()
        {
            found.truth.push(format!("{} is damaged", snapshot.name));
        }
        let mut sum = Digest::default();
        let mut wrong: u64 = 0;
        let state = self.state();
        let visited = view.visit(&self.keys, &[], &mut |key, value| {
            if !counter.goes_on() {
                return;
            }
            let tag = Tag::of(&self.keys, key, value);
            sum.add(tag);
            let differs = state
                .as_ref()
                .is_some_and(|state| state.get(key).as_deref() != Some(value));
            // Unless a commit changed the record meanwhile.
            wrong += u64::from(differs && self.tag(key) == Some(tag));
        });
        counter.finish()?;
        match visited {
            Ok(()) if sum == mark.digest => {}
            Ok(()) => found
                .truth
                .push("the records do not add up to what the journal says".into()),
            Err(_) if !found.truth.is_empty() => {}
            Err(error) => found.truth.push(error.to_string()),
        }
        if wrong > 0 {
            found
                .state
                .push(format!("{wrong} records are wrong in the state"));
        }
        Ok(found)
    }

    /// Returns whether the state was up to date with the journal: only then it can replace the journal.
    fn heal(&self) -> Result<bool, StoreError> {
        let _compacting = self.compacting.lock().unwrap_or_else(PoisonError::into_inner);
        let damaged = || StoreError::Damaged("snapshot and state".into());
        let state = self.state().ok_or_else(damaged)?;
        let disk = self.place.disk.as_ref();
        let io = |error: std::io::Error| from_io(&error);
        // Held for the whole repair: this is rare, and no commit could succeed anyway.
        let mut journal = self.journal();
        let mark = state.mark().ok_or_else(damaged)?;
        if mark.digest != journal.digest() {
            return Ok(false);
        }
        if state.digest()? != journal.digest() {
            return Err(damaged());
        }
        let old = Segment::list(disk).map_err(io)?;
        let now = journal.mark();
        journal.rotate().map_err(io)?;
        let snapshot = snapshot::write(disk, &self.keys, now, |writer| {
            state.visit(&mut |key, value| writer.add(key, value))
        })?;
        let mut truth = self.truth.write().unwrap_or_else(PoisonError::into_inner);
        truth.tail = Tail::new();
        let revision = truth.revision;
        let before = truth.rebase(snapshot, revision);
        drop(truth);
        drop(journal);
        // The damaged files are kept for examination. One that cannot be renamed is skipped at the next opening.
        let mut aside: Vec<String> = old.into_iter().map(|segment| segment.name).collect();
        if let Some(before) = before {
            self.find(format!("{} was damaged", before.name), RepairOutcome::Healed);
            aside.push(before.name.clone());
        }
        for name in aside {
            let _ = set_aside(disk, &name);
        }
        disk.sync_names().map_err(io)?;
        Ok(true)
    }
}
