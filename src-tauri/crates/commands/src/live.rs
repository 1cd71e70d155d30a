//! Sessions and token families that are alive.

use std::sync::Arc;

use portreeve_core::client::TokenFamily;
use portreeve_core::id::UserId;
use portreeve_core::session::Session;
use portreeve_core::sign_in::{user_of_family, user_of_session};
use portreeve_core::user::User;

use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_store;

/// What is alive, each with its user.
pub(crate) struct Live {
    pub(crate) sessions: Vec<(Session, Arc<User>)>,
    pub(crate) families: Vec<(TokenFamily, Arc<User>)>,
}

impl Live {
    pub(crate) fn count(&self) -> usize {
        self.sessions.len() + self.families.len()
    }
}

/// What is alive of everybody, or of `user`.
pub(crate) fn live(context: &Context, user: Option<UserId>) -> Result<Live, CommandError> {
    let is_wanted = |id: UserId| user.is_none_or(|user| user == id);
    let sessions = context.store().list::<Session>().map_err(from_store)?;
    let families = context.store().list::<TokenFamily>().map_err(from_store)?;
    let sessions = sessions.into_iter().filter_map(|session| {
        let user = user_of_session(&context.directory, &session, context.now)?.clone();
        is_wanted(user.id).then_some((session, user))
    });
    let families = families.into_iter().filter_map(|family| {
        let user = user_of_family(&context.directory, &family, context.now)?.clone();
        is_wanted(user.id).then_some((family, user))
    });
    Ok(Live {
        sessions: sessions.collect(),
        families: families.collect(),
    })
}
