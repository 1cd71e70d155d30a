//! Removes the undo entries of events that are too old to be undone.

use portreeve_core::change::ChangeSet;
use portreeve_core::ports::StoreError;
use portreeve_core::time::Timestamp;
use portreeve_core::undo;

use crate::app::App;
use crate::audit::settled;

/// The most undo entries that one commit removes. An undo entry can contain an import.
const BATCH: usize = 1000;

/// Removes the undo entries of events that are too old. If the disk refuses, the next call tries again.
pub fn forget_old_undo(app: &App) {
    let Ok(over) = over(app, app.clock.now()) else {
        return;
    };
    for batch in over.chunks(BATCH) {
        app.try_commit(ChangeSet::unrecorded(Vec::new()).forgetting_undo(batch.to_vec()));
    }
}

/// The events with undo entries that are too old, the oldest first.
fn over(app: &App, now: Timestamp) -> Result<Vec<u64>, StoreError> {
    let store = app.ports.store.as_ref();
    let Some(aged_to) = settled(store, now)? else {
        return Ok(Vec::new());
    };
    let mut over = Vec::new();
    for number in store.list_undo()? {
        let found = store.list_events(number.saturating_add(1), 1)?;
        let event = found.into_iter().find(|(found, _)| *found == number);
        match event.and_then(|(_, event)| event) {
            // The loop goes on: the clock may have been ahead at this event, and later events may be too old.
            Some(event) if undo::is_in_time(event.at, aged_to) => {}
            Some(_) => over.push(number),
            // An unreadable event cannot be undone, and its age is unknown, so its undo entry stays.
            None => {}
        }
    }
    Ok(over)
}
