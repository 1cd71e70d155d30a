//! Removes sessions and refresh-token families some time after their end: no one can use them any more, and the trail
//! has recorded their actions.

use portreeve_core::change::ChangeSet;
use portreeve_core::client::TokenFamily;
use portreeve_core::ports::StoreError;
use portreeve_core::session::Session;
use portreeve_core::time::Timestamp;
use portreeve_core::write::Write;

use crate::app::App;

/// How long ended sessions and families are kept, in seconds, so that Portreeve can still tell whose they were.
const KEPT_SECS: u32 = 30 * 24 * 3600;
/// The most records that one commit removes.
const BATCH: usize = 1000;

/// Removes sessions and families that ended long ago. After a failure the next call tries again.
pub fn forget_ended(app: &App) {
    let Ok(long_ended) = long_ended(app, app.clock.now()) else {
        return;
    };
    for batch in long_ended.chunks(BATCH) {
        app.try_commit(ChangeSet::unrecorded(batch.to_vec()));
    }
}

/// The removals of sessions and families that ended long ago. Reads all of them, once a day: each use of a session
/// moves its end, so an index by end would cost each request a write.
fn long_ended(app: &App, now: Timestamp) -> Result<Vec<Write>, StoreError> {
    let store = app.ports.store.as_ref();
    let is_long = |ended: Option<Timestamp>, expires: Timestamp| {
        ended.unwrap_or(expires).min(expires).plus_secs(KEPT_SECS) < now
    };
    let sessions = store.list::<Session>()?.into_iter();
    let sessions = sessions
        .filter(|session| is_long(session.ended_at, session.expires_at()))
        .map(|session| Write::remove::<Session>(session.id));
    let families = store.list::<TokenFamily>()?.into_iter();
    let families = families
        .filter(|family| is_long(family.ended_at, family.expires_at))
        .map(|family| Write::remove::<TokenFamily>(family.id));
    Ok(sessions.chain(families).collect())
}
