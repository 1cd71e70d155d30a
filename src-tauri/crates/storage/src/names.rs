//! Names that only one record may have. A record of its own says whose a name is, and its key is made of the name. That
//! there is none yet is a condition of the batch that makes it, so no other handle can have made one in between.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use portreeve_core::client::Client;
use portreeve_core::group::Group;
use portreeve_core::id::{ClientId, GroupId, UserId};
use portreeve_core::name::NameKey;
use portreeve_core::ports::StoreError;

use crate::engine::Pair;
use crate::key;
use crate::record::{self, ClientRecord, GroupRecord, UserRecord};
use crate::seal::Sealer;

/// What has a name that is unique among its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    User(UserId),
    Group(GroupId),
    Client(ClientId),
}

impl Owner {
    /// The key of the record that is called so.
    pub(crate) fn key(self) -> Vec<u8> {
        match self {
            Self::User(id) => key::user(id),
            Self::Group(id) => key::group(id),
            Self::Client(id) => key::client(id),
        }
    }

    /// What the record under a name says.
    pub(crate) fn to_bytes(self) -> [u8; 16] {
        match self {
            Self::User(id) => id.to_bytes(),
            Self::Group(id) => id.to_bytes(),
            Self::Client(id) => id.to_bytes(),
        }
    }

    /// The keys of the names in its record, if there is one.
    fn stored_names(
        self,
        sealer: &Sealer,
        find: impl Fn(&[u8]) -> Result<Option<Vec<u8>>, StoreError>,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let key = self.key();
        let Some(sealed) = find(&key)? else {
            return Ok(Vec::new());
        };
        let plain = sealer.open(&key, &sealed)?;
        Ok(match self {
            Self::User(_) => of_login(sealer, &record::decode::<UserRecord>(&key, &plain)?.login.key()),
            Self::Group(_) => of_group(sealer, &record::decode::<GroupRecord>(&key, &plain)?),
            Self::Client(_) => of_client(sealer, &record::decode::<ClientRecord>(&key, &plain)?),
        })
    }
}

pub(crate) fn of_login(sealer: &Sealer, login: &NameKey) -> Vec<Vec<u8>> {
    vec![key::login_name(sealer, login)]
}

pub(crate) fn of_group(sealer: &Sealer, group: &Group) -> Vec<Vec<u8>> {
    vec![key::group_name(sealer, &group.key())]
}

/// A token for one app must not open another, so an app's audience is a name like its name.
pub(crate) fn of_client(sealer: &Sealer, client: &Client) -> Vec<Vec<u8>> {
    let names = BTreeSet::from([client.key(), NameKey::new(&client.audience)]);
    names.iter().map(|name| key::client_name(sealer, name)).collect()
}

/// The names that records have after a change set.
#[derive(Default)]
pub(crate) struct Naming(BTreeMap<Owner, Names>);

struct Names {
    /// Those it had before; `None` for those in its record as it is stored.
    had: Option<Vec<Vec<u8>>>,
    /// Those it has, each with what is to be written for it.
    has: Vec<Pair>,
}

/// What a change set does to names. One that goes from one record to another is in both.
#[derive(Default)]
pub(crate) struct Renaming {
    /// Names that a record had and has no more.
    pub(crate) freed: BTreeSet<Vec<u8>>,
    /// Names that a record has and had not, with what is to be written for them.
    pub(crate) taken: Vec<Pair>,
}

impl Naming {
    /// Says what `owner` is called; what was said of it before does not count any more. `had` is what it was called
    /// until now, where that is known.
    pub(crate) fn set(&mut self, owner: Owner, had: Option<Vec<Vec<u8>>>, has: Vec<Pair>) {
        match self.0.entry(owner) {
            Entry::Vacant(entry) => drop(entry.insert(Names { had, has })),
            Entry::Occupied(mut entry) => entry.get_mut().has = has,
        }
    }

    /// What has to be done, where `find` gives records as they are before. The change set is refused if it gives a name
    /// to two.
    pub(crate) fn against(
        self,
        sealer: &Sealer,
        find: impl Fn(&[u8]) -> Result<Option<Vec<u8>>, StoreError>,
    ) -> Result<Renaming, StoreError> {
        let mut renaming = Renaming::default();
        for (owner, Names { had, has }) in self.0 {
            let had = had.map_or_else(|| owner.stored_names(sealer, &find), Ok)?;
            let is_kept = |name: &&Vec<u8>| has.iter().any(|(kept, _)| kept == *name);
            let freed = had.iter().filter(|name| !is_kept(name)).cloned();
            renaming.freed.extend(freed);
            let taken = has.into_iter().filter(|(name, _)| !had.contains(name));
            renaming.taken.extend(taken);
        }
        renaming.taken.sort_unstable();
        match renaming.taken.is_sorted_by(|(one, _), (next, _)| one < next) {
            true => Ok(renaming),
            false => Err(StoreError::Conflict),
        }
    }
}
