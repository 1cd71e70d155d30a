//! What lies beside an event goes when the event is too old to be taken back.

use portreeve_core::change::ChangeSet;
use portreeve_core::ports::StoreError;
use portreeve_core::time::Timestamp;
use portreeve_core::undo;

use crate::app::App;
use crate::audit::settled;

/// Of how many events one commit removes at most what lies beside them: an import can lie there.
const BATCH: usize = 1000;

/// Removes what lies beside events that are too old. What the disk refuses is tried again the next time.
pub fn forget_old_undo(app: &App) {
    let Ok(over) = over(app, app.clock.now()) else {
        return;
    };
    for batch in over.chunks(BATCH) {
        app.try_commit(ChangeSet::unrecorded(Vec::new()).forgetting_undo(batch.to_vec()));
    }
}

/// Events that are too old, the oldest first.
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
            // One that a clock which was ahead has dated holds up nothing that follows.
            Some(event) if undo::is_in_time(event.at, aged_to) => {}
            Some(_) => over.push(number),
            // One that cannot be read cannot be taken back either; how old it is, nobody knows.
            None => {}
        }
    }
    Ok(over)
}
