//! The changes since a revision: the journal's tail knows them back to the snapshot.

use portreeve_core::ports::StoreError;

use super::Files;
use crate::engine::{Changes, Op, Revision};

impl Files {
    pub(super) fn changes(&self, from: Revision) -> Result<Changes, StoreError> {
        let (revision, tail) = {
            let truth = self.truth();
            if !(truth.base..=truth.revision).contains(&from) {
                return Ok(Changes::Forgotten);
            }
            (truth.revision, truth.changes_after(from.0, None))
        };
        let mut ops = Vec::with_capacity(tail.len());
        for (key, made, slot) in tail {
            let op = match slot.read(&self.keys, &key) {
                Ok(Some(value)) => Op::Put(key, value),
                Ok(None) => Op::Remove(key),
                // The caller then reads everything, which repairs the damage or reports it.
                Err(StoreError::Damaged(_)) => return Ok(Changes::Forgotten),
                Err(error) => return Err(error),
            };
            ops.push((Revision(made), op));
        }
        ops.sort_by_key(|(made, _)| *made);
        Ok(Changes::Known { ops, revision })
    }
}
