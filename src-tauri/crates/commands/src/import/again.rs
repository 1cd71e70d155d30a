//! Notes for a second import: people who are no longer in the file, and people whom an undo removed.

use std::collections::{BTreeSet, HashMap, HashSet};

use portreeve_core::directory::Directory;
use portreeve_core::id::UserId;
use portreeve_core::name::{Login, NameKey};
use portreeve_core::time::Timestamp;
use portreeve_core::user::User;
use portreeve_exchange::capped::KEPT_MAX;
use portreeve_exchange::import::{Dump, DumpUser};

use super::add;
use crate::context::Context;
use crate::error::CommandError;
use crate::import::wire::ImportResponse;
use crate::undo::moments_of_undoing;

/// The times at which imports were undone. People deleted at such a time were deleted by the undo, and the next import
/// restores them; people deleted by hand stay deleted.
pub(super) struct UndoneImports(BTreeSet<Timestamp>);

impl UndoneImports {
    /// Finds these times, if anyone in the file is deleted here.
    pub(super) fn find(context: &Context, dump: &Dump) -> Result<Self, CommandError> {
        let is_deleted = |key: &NameKey| {
            let user = context.directory.user_by_key(key);
            user.is_some_and(|user| user.is_deleted())
        };
        let is_needed = dump.users.iter().any(|user| is_deleted(&user.login.key()));
        match is_needed {
            true => moments_of_undoing(context, "import.").map(Self),
            false => Ok(Self(BTreeSet::new())),
        }
    }

    /// Whether an import was undone at this time.
    pub(super) fn has(&self, moment: Timestamp) -> bool {
        self.0.contains(&moment)
    }
}

/// Matches people here with people in the file, and finds people in the file who may be known here by another name.
pub(super) struct Again<'d> {
    met: HashSet<UserId>,
    /// Primary keys and addresses of the people here.
    keys: HashSet<&'d str>,
    addresses: HashSet<String>,
    newcomers: Vec<Newcomer>,
}

/// A person in the file whose username is unknown here, but whose primary key or address belongs to a person here.
struct Newcomer {
    login: Login,
    key: Option<Box<str>>,
    address: String,
    joined_at: Option<Timestamp>,
}

impl<'d> Again<'d> {
    pub(super) fn new(head: &'d Directory) -> Self {
        let keys = head.users().filter_map(|user| user.import_key.as_deref());
        let addresses = head.users().filter(|user| !user.email.is_empty());
        Self {
            met: HashSet::new(),
            keys: keys.collect(),
            addresses: addresses.map(|user| user.email.to_lowercase()).collect(),
            newcomers: Vec::new(),
        }
    }

    /// Notes that a person in the file is `user`.
    pub(super) fn meet(&mut self, user: &User) {
        self.met.insert(user.id);
    }

    /// Notes a person in the file whose username is unknown here.
    pub(super) fn meet_new(&mut self, user: &DumpUser) {
        let has_key = user.key.as_deref().is_some_and(|key| self.keys.contains(key));
        let address = user.email.to_lowercase();
        if has_key || self.addresses.contains(&address) {
            self.newcomers.push(Newcomer {
                login: user.login.clone(),
                key: user.key.clone(),
                address,
                joined_at: user.joined_at,
            });
        }
    }

    /// Reports the people here who are not in the file. A first import reports no one, because its file need not
    /// contain the people here.
    pub(super) fn tell(
        &mut self,
        head: &Directory,
        actor: &User,
        dump: &Dump,
        response: &mut ImportResponse,
    ) {
        self.meet(actor);
        let held = dump
            .held
            .first
            .iter()
            .filter_map(|held| head.user_by_key(&NameKey::new(&held.name)));
        self.met.extend(held.map(|user| user.id));
        let missing: Vec<&User> = head
            .users()
            .filter(|user| !user.is_deleted() && !self.met.contains(&user.id))
            .map(AsRef::as_ref)
            .collect();
        let is_again = response.users_same + response.users_updated > 0;
        let (by_key, by_email) = renamed(&missing, &self.newcomers, is_again);
        if !is_again && by_key.is_empty() {
            return;
        }
        for user in missing {
            add(&mut response.not_in_file, user.login.as_str());
        }
        let found = [
            (
                "perhaps renamed since the last import, going by their id in the file",
                by_key,
            ),
            (
                "the same e-mail address under another username, perhaps one person who was renamed",
                by_email,
            ),
        ];
        for (how, pairs) in found.into_iter().filter(|(_, pairs)| !pairs.is_empty()) {
            response.notes.push(format!(
                "{how}; rename them here before you import, and they stay one account: {}",
                pairs.join(", ")
            ));
        }
    }
}

/// Whether `wanted` is `here`, judged by what does not change with the name: the primary key at the last import, and
/// the date of joining, if the file has one.
pub(super) fn is_same(here: &User, wanted: &DumpUser) -> bool {
    let has_key = here.import_key.is_some() && here.import_key == wanted.key;
    has_key && wanted.joined_at.is_none_or(|at| at == here.joined_at)
}

/// The people here by their primary key at their last import.
pub(super) struct Keyed<'d>(HashMap<&'d str, &'d User>);

impl<'d> Keyed<'d> {
    pub(super) fn new(head: &'d Directory) -> Self {
        let keyed = head
            .users()
            .filter_map(|user| Some((user.import_key.as_deref()?, user.as_ref())));
        Self(keyed.collect())
    }

    /// The person here with the primary key and the date of joining of `wanted`, unless it is `named`, who has the
    /// username. Two people do not share both by chance.
    pub(super) fn meant(&self, named: &User, wanted: &DumpUser) -> Option<&'d User> {
        let meant = *self.0.get(wanted.key.as_deref()?)?;
        let is_other = meant.id != named.id && !is_same(named, wanted);
        let joined = wanted.joined_at?;
        (is_other && joined == meant.joined_at && joined != named.joined_at).then_some(meant)
    }
}

/// Pairs of a missing person and a new person in the file who may be one person: by primary key, else by e-mail
/// address. `is_again` says that other people in the file are here already.
fn renamed(missing: &[&User], newcomers: &[Newcomer], is_again: bool) -> (Vec<String>, Vec<String>) {
    let mut keys = HashMap::new();
    let mut addresses = HashMap::new();
    for user in missing {
        keys.extend(user.import_key.as_deref().map(|key| (key, *user)));
        if !user.email.is_empty() {
            addresses.insert(user.email.to_lowercase(), *user);
        }
    }
    let (mut by_key, mut by_email) = (Vec::new(), Vec::new());
    for new in newcomers {
        // Another site also counts its people from 1. The same date of joining is no coincidence.
        let is_same = |here: &&&User| new.joined_at.map_or(is_again, |at| at == here.joined_at);
        let keyed = new.key.as_deref().and_then(|key| keys.get(key)).filter(is_same);
        let (found, pairs) = match keyed {
            Some(here) => (Some(here), &mut by_key),
            None => (addresses.get(&new.address), &mut by_email),
        };
        if let Some(here) = found
            && pairs.len() < KEPT_MAX
        {
            pairs.push(format!("{} (here) and {} (in the file)", here.login, new.login));
        }
    }
    (by_key, by_email)
}
