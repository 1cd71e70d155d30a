//! Sessions and token families that are alive.

use std::sync::Arc;

use portreeve_core::client::TokenFamily;
use portreeve_core::record::Recorded;
use portreeve_core::session::Session;
use portreeve_core::sign_in::{user_of_family, user_of_session};
use portreeve_core::stored::By;
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

/// The live sessions and token families of all users, or only those that `by` finds; then no others are read.
pub(crate) fn live(context: &Context, by: Option<By>) -> Result<Live, CommandError> {
    let sessions = stored::<Session>(context, by)?.into_iter().filter_map(|session| {
        let user = user_of_session(&context.directory, &session, context.now)?.clone();
        Some((session, user))
    });
    let families = stored::<TokenFamily>(context, by)?
        .into_iter()
        .filter_map(|family| {
            let user = user_of_family(&context.directory, &family, context.now)?.clone();
            Some((family, user))
        });
    Ok(Live {
        sessions: sessions.collect(),
        families: families.collect(),
    })
}

fn stored<T: Recorded>(context: &Context, by: Option<By>) -> Result<Vec<T>, CommandError> {
    let found = match by {
        Some(by) => context.store().list_by(by),
        None => context.store().list(),
    };
    found.map_err(from_store)
}
