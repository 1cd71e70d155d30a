//! Sessions and token families are found by whose they are, and a look at all of them finds the same.

use std::collections::BTreeSet;

use portreeve_core::change::ChangeSet;
use portreeve_core::client::TokenFamily;
use portreeve_core::id::{ClientId, UserId};
use portreeve_core::ports::{Clock, Entropy, Store, random};
use portreeve_core::record::Recorded;
use portreeve_core::session::{self, Session};
use portreeve_core::stored::By;
use portreeve_core::write::Write;

use super::{Handles, commit, family, session as session_of};
use crate::{FakeClock, SeededEntropy};

/// Commits, each of several records.
const ROUNDS: usize = 60;

fn pick(entropy: &dyn Entropy, below: usize) -> usize {
    u32::from_le_bytes(random(entropy)) as usize % below
}

/// Each round begins some, changes some and removes some; each handle writes in turn.
pub(super) fn what_belongs_to_somebody_is_found(handles: &Handles) {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(77));
    let users: Vec<UserId> = (0..4).map(|_| UserId::new(clock.now(), &entropy)).collect();
    let clients: Vec<ClientId> = (0..3).map(|_| ClientId::new(clock.now(), &entropy)).collect();
    let (mut sessions, mut families): (Vec<Session>, Vec<TokenFamily>) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        clock.advance_secs(1);
        let store = handles[round % 2].as_ref();
        let now = clock.now();
        let user = users[pick(&entropy, users.len())];
        let (_, token) = session::new_token(&entropy);
        let begun = Session {
            user,
            ..session_of(token, now, &entropy)
        };
        let issued = TokenFamily {
            user,
            client: clients[pick(&entropy, clients.len())],
            ..family(now, &entropy)
        };
        let mut writes = vec![Write::put(begun.clone()), Write::put(issued.clone())];
        if let Some(seen) = sessions.last_mut() {
            seen.last_seen_at = now;
            writes.push(Write::put(seen.clone()));
        }
        if let Some(rotated) = families.last_mut() {
            rotated.generation += 1;
            writes.push(Write::put(rotated.clone()));
        }
        if pick(&entropy, 3) == 0 && sessions.len() > 1 {
            let gone = sessions.remove(pick(&entropy, sessions.len() - 1));
            writes.push(Write::remove::<Session>(gone.id));
        }
        if pick(&entropy, 3) == 0 && families.len() > 1 {
            let gone = families.remove(pick(&entropy, families.len() - 1));
            writes.push(Write::remove::<TokenFamily>(gone.id));
        }
        sessions.push(begun);
        families.push(issued);
        let write = || commit(store, ChangeSet::unrecorded(writes.clone()));
        // A handle that was behind is refused once, and looks again.
        write()
            .or_else(|_| write())
            .expect("nothing else stands in its way");
        let store = handles[(round + 1) % 2].as_ref();
        for by in users.iter().map(|id| By::User(*id)) {
            require_all::<Session>(store, by);
            require_all::<TokenFamily>(store, by);
        }
        for by in clients.iter().map(|id| By::Client(*id)) {
            require_all::<Session>(store, by);
            require_all::<TokenFamily>(store, by);
        }
    }
    let store = handles[0].as_ref();
    let all = store.list::<TokenFamily>().expect("readable");
    assert_eq!(all.len(), families.len(), "as many as were not removed");
    let nobodys = By::User(UserId::new(clock.now(), &entropy));
    assert!(store.list_by::<Session>(nobodys).expect("readable").is_empty());
}

/// Those that are found by `by` are those of all that there are that say so.
fn require_all<T: Recorded>(store: &dyn Store, by: By) {
    let shown = |records: Vec<T>| -> BTreeSet<String> {
        let ids = records.iter().map(|record| format!("{:?}", record.id()));
        ids.collect()
    };
    let mut all = store.list::<T>().expect("readable");
    all.retain(|record| record.found_by().contains(&by));
    let found = store.list_by::<T>(by).expect("readable");
    assert_eq!(found.len(), all.len(), "none twice: {by:?}");
    assert_eq!(shown(found), shown(all), "{by:?}");
}
