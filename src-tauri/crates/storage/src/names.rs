//! Names that only one record may have. A record of its own says whose a name is, and its key is made of the name. That
//! there is none yet is a condition of the batch that makes it, so no other handle can have made one in between.

use std::collections::{BTreeMap, BTreeSet};

use portreeve_core::client::Client;
use portreeve_core::group::Group;
use portreeve_core::id::{ClientId, GroupId, UserId};
use portreeve_core::name::NameKey;
use portreeve_core::ports::StoreError;
use portreeve_core::user::User;

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

    /// The keys of the names in its record.
    fn names(self, sealer: &Sealer, plain: &[u8]) -> Result<Vec<Vec<u8>>, StoreError> {
        let key = self.key();
        Ok(match self {
            Self::User(_) => of_user(sealer, &record::decode::<UserRecord>(&key, plain)?),
            Self::Group(_) => of_group(sealer, &record::decode::<GroupRecord>(&key, plain)?),
            Self::Client(_) => of_client(sealer, &record::decode::<ClientRecord>(&key, plain)?),
        })
    }
}

pub(crate) fn of_user(sealer: &Sealer, user: &User) -> Vec<Vec<u8>> {
    vec![key::login_name(sealer, &user.login.key())]
}

pub(crate) fn of_group(sealer: &Sealer, group: &Group) -> Vec<Vec<u8>> {
    vec![key::group_name(sealer, &group.key())]
}

/// A token for one app must not open another, so an app's audience is a name like its name.
pub(crate) fn of_client(sealer: &Sealer, client: &Client) -> Vec<Vec<u8>> {
    let names = BTreeSet::from([client.key(), NameKey::new(&client.audience)]);
    names.iter().map(|name| key::client_name(sealer, name)).collect()
}

/// The names that records have after a change set, each with what is to be written for it.
#[derive(Default)]
pub(crate) struct Naming(BTreeMap<Owner, Vec<Pair>>);

/// What a change set does to names. One that goes from one record to another is in both.
#[derive(Default)]
pub(crate) struct Renaming {
    /// Names that a record had and has no more.
    pub(crate) freed: BTreeSet<Vec<u8>>,
    /// Names that a record has and had not, with what is to be written for them.
    pub(crate) taken: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Naming {
    /// Says what `owner` is called; what was said of it before does not count any more.
    pub(crate) fn set(&mut self, owner: Owner, names: Vec<Pair>) {
        self.0.insert(owner, names);
    }

    /// What has to be done, where `find` gives records as they are before. The change set is refused if it gives a name
    /// to two.
    pub(crate) fn against(
        &self,
        sealer: &Sealer,
        find: impl Fn(&[u8]) -> Result<Option<Vec<u8>>, StoreError>,
    ) -> Result<Renaming, StoreError> {
        let mut renaming = Renaming::default();
        for (owner, names) in &self.0 {
            let key = owner.key();
            let had = match find(&key)? {
                Some(sealed) => owner.names(sealer, &sealer.open(&key, &sealed)?)?,
                None => Vec::new(),
            };
            for (name, value) in names.iter().filter(|(name, _)| !had.contains(name)) {
                if renaming.taken.insert(name.clone(), value.clone()).is_some() {
                    return Err(StoreError::Conflict);
                }
            }
            let is_kept = |name: &Vec<u8>| names.iter().any(|(kept, _)| kept == name);
            renaming
                .freed
                .extend(had.into_iter().filter(|name| !is_kept(name)));
        }
        Ok(renaming)
    }
}
