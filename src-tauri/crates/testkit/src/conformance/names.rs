//! Names are unique: those of users, of groups, and of local apps together with their audiences.

use portreeve_core::change::ChangeSet;
use portreeve_core::client::Client;
use portreeve_core::group::Group;
use portreeve_core::name::Login;
use portreeve_core::ports::{Clock, Store, StoreError};
use portreeve_core::user::User;
use portreeve_core::write::Write;

use crate::{FakeClock, SeededEntropy, client, event, group, user};

fn write(store: &dyn Store, writes: Vec<Write>) -> Result<(), StoreError> {
    let changes = ChangeSet::new(event("write", FakeClock::new().now()), writes);
    let changes = changes.on(&store.load()?);
    store.submit(changes, store.lineage()).wait().map(drop)
}

/// A record for each way to have a name. The last two are a local app with the name, and one with the audience.
pub(super) fn named(name: &str, seed: u64) -> [Write; 4] {
    let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(seed));
    let other = format!("{name}-{seed}");
    [
        Write::put(user(name, now, &entropy)),
        Write::put(group(name, &[], now, &entropy)),
        Write::put(client(name, &other, now, &entropy)),
        Write::put(client(&other, name, now, &entropy)),
    ]
}

pub(super) fn a_name_is_taken_once(store: &dyn Store) {
    let [login, group, app, _] = named("ada", 1);
    assert_eq!(
        write(store, vec![login, group, app]),
        Ok(()),
        "of different kinds"
    );
    for taken in named("ADA", 2) {
        let shown = format!("{taken:?}");
        assert_eq!(
            write(store, vec![taken]),
            Err(StoreError::Conflict),
            "a name that counts as the same was taken twice: {shown}"
        );
    }
    let directory = store.load().expect("readable");
    let counts = (
        directory.users().count(),
        directory.groups().len(),
        directory.clients().len(),
    );
    assert_eq!(counts, (1, 1, 1));
    // An audience takes a name, too.
    let [_, _, _, addressed] = named("billing", 3);
    assert_eq!(write(store, vec![addressed]), Ok(()));
    let [_, _, by_name, by_audience] = named("Billing", 4);
    assert_eq!(write(store, vec![by_name]), Err(StoreError::Conflict));
    assert_eq!(write(store, vec![by_audience]), Err(StoreError::Conflict));
}

pub(super) fn a_name_is_given_to_one_of_a_change_set(store: &dyn Store) {
    for (one, other) in named("ada", 1).into_iter().zip(named("Ada", 2)) {
        let shown = format!("{one:?}");
        assert_eq!(
            write(store, vec![one, other]),
            Err(StoreError::Conflict),
            "{shown}"
        );
    }
    let [one, ..] = named("ada", 1);
    assert_eq!(write(store, vec![one.clone(), one]), Ok(()), "it is the same one");
}

pub(super) fn a_name_that_is_given_up_is_free(store: &dyn Store) {
    let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(3));
    let ada = user("ada", now, &entropy);
    let editors = group("ada", &[], now, &entropy);
    let app = client("ada", "audience", now, &entropy);
    let all = |ada: &User, editors: &Group, app: &Client| {
        vec![
            Write::put(ada.clone()),
            Write::put(editors.clone()),
            Write::put(app.clone()),
        ]
    };
    write(store, all(&ada, &editors, &app)).expect("added");
    let (mut ada, mut editors, mut app) = (ada, editors, app);
    ada.login = Login::new("lovelace").expect("valid");
    editors.name = "lovelace".into();
    app.name = "lovelace".into();
    app.audience = "ada".into();
    write(store, all(&ada, &editors, &app)).expect("renamed");
    let [login, group, app_by_name, _] = named("ada", 5);
    assert_eq!(write(store, vec![login, group]), Ok(()), "the name is free");
    assert_eq!(
        write(store, vec![app_by_name.clone()]),
        Err(StoreError::Conflict),
        "it is an audience now"
    );
    write(store, vec![Write::remove::<Client>(app.id)]).expect("removed");
    write(store, vec![app_by_name]).expect("the audience is free");
    write(store, vec![Write::remove::<Group>(editors.id)]).expect("removed");
    let [_, again, app_again, _] = named("lovelace", 6);
    assert_eq!(write(store, vec![again, app_again]), Ok(()), "the names are free");
}

pub(super) fn names_change_hands_in_one_change_set(store: &dyn Store) {
    let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(3));
    let [one, other] = ["one", "other"].map(|name| group(name, &[], now, &entropy));
    let put = |group: &Group, name: &str| {
        Write::put(Group {
            name: name.into(),
            ..group.clone()
        })
    };
    write(store, vec![put(&one, "one"), put(&other, "other")]).expect("added");
    write(store, vec![put(&one, "other"), put(&other, "one")]).expect("swapped");
    write(store, vec![put(&one, "third"), put(&other, "other")]).expect("moved on");
    let [_, free, ..] = named("one", 5);
    assert_eq!(write(store, vec![free]), Ok(()));
    let [_, taken, ..] = named("other", 6);
    assert_eq!(write(store, vec![taken]), Err(StoreError::Conflict));
}

pub(super) fn what_is_refused_leaves_nothing(store: &dyn Store) {
    let [login, ..] = named("ada", 1);
    write(store, vec![login]).expect("added");
    let (head, lineage) = (store.audit_head().expect("readable"), store.lineage());
    let revision = store.load().expect("readable").revision();
    let [taken, group, app, _] = named("ada", 2);
    assert_eq!(write(store, vec![group, app, taken]), Err(StoreError::Conflict));
    let directory = store.load().expect("readable");
    assert_eq!((directory.groups().len(), directory.clients().len()), (0, 0));
    assert_eq!(directory.revision(), revision);
    assert_eq!(store.audit_head().expect("readable"), head);
    assert_ne!(
        store.lineage(),
        lineage,
        "what was decided on its effects is void"
    );
    let [_, group, app, _] = named("ada", 2);
    assert_eq!(write(store, vec![group, app]), Ok(()), "neither name was taken");
}
