//! Sessions of windows that ended without signing out: they were killed, or the computer went off.

use portreeve_core::change::ChangeSet;
use portreeve_core::session::{Session, SessionKind, SessionTokenHash};
use portreeve_core::write::Write;

use crate::app::App;
use crate::error::CommandError;
use crate::error_map::from_store;
use crate::own_event::OwnEvent;

/// The live sessions of windows. Reads every session.
pub fn window_sessions(app: &App) -> Result<Vec<SessionTokenHash>, CommandError> {
    let sessions = app.ports.store.list::<Session>().map_err(from_store)?;
    let is_live = |session: &Session| is_live(app, session);
    Ok(sessions
        .into_iter()
        .filter(is_live)
        .map(|session| session.token)
        .collect())
}

/// Ends the session of a window that is gone. Does nothing to a session that has ended, or is no window's.
pub fn end_window(app: &App, token: &SessionTokenHash) -> Result<(), CommandError> {
    let found = app.ports.store.find_session_by_token(token).map_err(from_store)?;
    let Some(session) = found.filter(|session| is_live(app, session)) else {
        return Ok(());
    };
    let now = app.clock.now();
    app.commit(|head| {
        let event = OwnEvent::WindowEnded.event(now, "");
        let event = match head.user(session.user) {
            Some(user) => event.on(user.as_ref()),
            None => event,
        };
        let ended = Session {
            ended_at: Some(now),
            ..session
        };
        Ok((ChangeSet::new(event, vec![Write::put(ended)]), ()))
    })
    .map(drop)
}

fn is_live(app: &App, session: &Session) -> bool {
    session.kind == SessionKind::Window
        && session.ended_at.is_none()
        && app.clock.now() < session.expires_at()
}
