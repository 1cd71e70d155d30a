//! Compares the read model with the simplest way to compute the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::sync::Arc;

use portreeve_core::diff::diff;
use portreeve_core::revision::Revision;

use portreeve_core::directory::{Directory, UserOrder};
use portreeve_core::filter::Filter;
use portreeve_core::fold::fold;
use portreeve_core::last_sign_in::LastSignIn;
use portreeve_core::name::{Login, NameKey};
use portreeve_core::ports::{Clock, Entropy, random};
use portreeve_core::record::Recorded;
use portreeve_core::time::Timestamp;
use portreeve_core::user::{User, UserState};
use portreeve_core::validity::Validity;
use portreeve_core::write::Write;
use portreeve_testkit::{FakeClock, SeededEntropy, group, user};

fn pick(entropy: &dyn Entropy, below: usize) -> usize {
    u32::from_le_bytes(random(entropy)) as usize % below
}

fn write(directory: &Directory, writes: Vec<Write>) -> Directory {
    let revision = Revision(directory.revision().0 + 1);
    directory.apply(&diff(directory, writes), revision)
}

/// The filters in these tests are parsed a million seconds after 1970.
const NOW: Timestamp = Timestamp::from_unix_secs(1_000_000);
const FIVE_DAYS_AGO: Timestamp = Timestamp::from_unix_secs(1_000_000 - 5 * 86_400);

fn parse(text: &str) -> Filter {
    Filter::parse(text, NOW).unwrap()
}

fn some_moment(entropy: &dyn Entropy) -> Timestamp {
    Timestamp::from_unix_secs(pick(entropy, 1_000_000) as i64)
}

fn changed(before: &User, entropy: &dyn Entropy, number: usize) -> Write {
    let mut after = before.clone();
    match pick(entropy, 7) {
        0 => after.login = Login::new(&format!("renamed-{number}")).unwrap(),
        1 => after.first_name = ["Zoë", "Łukasz", "ada", ""][pick(entropy, 4)].into(),
        2 => after.is_active = !after.is_active,
        3 => {
            after.deleted_at = if after.deleted_at.is_none() {
                Some(after.joined_at)
            } else {
                None
            }
        }
        4 => {
            let (user, at) = (before.id, some_moment(entropy));
            return Write::put(LastSignIn { user, at });
        }
        5 => {
            let end = |chance| {
                let at = Timestamp::from_unix_secs(NOW.unix_secs() - 1 + pick(entropy, 3) as i64);
                (pick(entropy, chance) > 0).then_some(at)
            };
            let (from, until) = (end(3), end(2));
            after.validity = (from.or(until).is_some()).then(|| Box::new(Validity { from, until }));
        }
        _ => after.groups.clear(),
    }
    Write::put(after)
}

/// The same answer, computed one user at a time.
fn expected(directory: &Directory, text: &str, order: UserOrder, is_descending: bool) -> Vec<String> {
    let group = directory.find_group("Editors").unwrap().id;
    let is_wanted = |user: &&Arc<User>| {
        let present = !user.is_deleted();
        let last_sign_in = directory.last_sign_in(user.id);
        text.split_whitespace().all(|word| match word {
            "is:active" => user.state(NOW) == UserState::Active,
            "-is:active" => user.state(NOW) != UserState::Active,
            "is:disabled" => user.state(NOW) == UserState::Disabled,
            "is:deleted" => !present,
            "is:staff" => user.is_staff,
            "-is:staff" => !user.is_staff,
            "group:editors" => user.groups.contains(&group),
            "is:never_signed_in" => last_sign_in.is_none(),
            "last_sign_in:<5d" => last_sign_in.unwrap_or(user.joined_at) < FIVE_DAYS_AGO,
            "last_sign_in:>5d" => last_sign_in.is_some_and(|at| at >= FIVE_DAYS_AGO),
            "-last_sign_in:>5d" => last_sign_in.is_none_or(|at| at < FIVE_DAYS_AGO),
            word => [&user.display_name(), user.login.as_str(), &user.email]
                .iter()
                .any(|field| fold(field).contains(&fold(word))),
        }) && present != text.contains("is:deleted")
    };
    let mut users: Vec<(usize, &Arc<User>)> = directory
        .users()
        .enumerate()
        .filter(|(_, user)| is_wanted(user))
        .collect();
    users.sort_by_key(|(slot, user)| {
        let text = match order {
            UserOrder::Login => fold(user.login.as_str()),
            UserOrder::Name => fold(&user.display_name()),
            UserOrder::Email => fold(&user.email),
            UserOrder::LastSignIn | UserOrder::Joined => String::new(),
        };
        let moment = match order {
            UserOrder::LastSignIn => directory.last_sign_in(user.id).map(Timestamp::unix_ms),
            UserOrder::Joined => Some(user.joined_at.unix_ms()),
            _ => None,
        };
        (text, moment, fold(user.login.as_str()), *slot)
    });
    if is_descending {
        users.reverse();
    }
    users
        .into_iter()
        .map(|(_, user)| user.login.to_string())
        .collect()
}

#[test]
fn filters_and_orders_stay_right_through_thousands_of_changes() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(20_260_503));
    let editors = group("Editors", &[], clock.now(), &entropy);
    let mut directory = write(&Directory::default(), vec![Write::put(editors.clone())]);
    let added = (0..2500).map(|number| {
        clock.advance_secs(1);
        let mut added = user(&format!("user-{number}"), clock.now(), &entropy);
        added.email = format!("user-{number}@example.org");
        added.is_staff = pick(&entropy, 3) == 0;
        if pick(&entropy, 2) == 0 {
            added.groups.insert(editors.id);
        }
        Write::put(added)
    });
    directory = write(&directory, added.collect());
    let filters = [
        "",
        "is:active",
        "is:disabled zoe",
        "is:deleted",
        "group:editors -is:staff",
        "lukasz",
        "user-1",
        "zzz",
        "is:never_signed_in is:active",
        "last_sign_in:<5d",
        "last_sign_in:>5d -is:staff",
        "-last_sign_in:>5d",
        "-is:active",
    ];
    let orders = [
        UserOrder::Login,
        UserOrder::Name,
        UserOrder::Email,
        UserOrder::LastSignIn,
        UserOrder::Joined,
    ];
    for round in 0..60 {
        // Mostly single changes; sometimes more at once than the orders update for.
        let changes = if round % 20 == 19 {
            400
        } else {
            1 + pick(&entropy, 40)
        };
        for number in 0..changes {
            let users: Vec<_> = directory.users().cloned().collect();
            let before = &users[pick(&entropy, users.len())];
            let change = changed(before, &entropy, round * 1000 + number);
            directory = write(&directory, vec![change]);
        }
        // Somebody is imported who signed in there: their sign-in may come first.
        clock.advance_secs(1);
        let added = user(&format!("imported-{round}"), clock.now(), &entropy);
        let signed_in = LastSignIn {
            user: added.id,
            at: some_moment(&entropy),
        };
        directory = write(&directory, vec![Write::put(signed_in), Write::put(added)]);
        let (text, order) = (filters[round % filters.len()], orders[round % orders.len()]);
        let is_descending = round % 2 == 1;
        let all = directory.list_users(&parse(text), order, is_descending, 0, usize::MAX);
        let logins: Vec<String> = all.rows.iter().map(|user| user.login.to_string()).collect();
        let expected = expected(&directory, text, order, is_descending);
        assert_eq!(logins, expected, "round {round}, filter `{text}`, {order:?}");
        assert_eq!(all.matched, expected.len());
        let page = directory.list_users(&parse(text), order, is_descending, 7, 5);
        let page: Vec<String> = page.rows.iter().map(|user| user.login.to_string()).collect();
        assert_eq!(page, expected.into_iter().skip(7).take(5).collect::<Vec<_>>());
        let active = directory.users().filter(|user| user.is_usable(NOW));
        let counts = directory.user_counts(NOW);
        assert_eq!(counts.active, active.count(), "round {round}");
        assert_eq!(
            counts.present,
            directory.users().filter(|user| !user.is_deleted()).count()
        );
    }
    let members = directory
        .users()
        .filter(|user| !user.is_deleted() && user.groups.contains(&editors.id));
    assert_eq!(directory.direct_members(editors.id), members.count());
}

#[test]
fn an_address_finds_who_has_it_now() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(11));
    let addresses = [
        "ada@x.org",
        "Ada@x.org",
        "straße@x.org",
        "STRASSE@x.org",
        "tom@x.org",
        "",
    ];
    let added = (0..300).map(|number| {
        let mut added = user(&format!("user-{number}"), clock.now(), &entropy);
        added.email = addresses[number % 4].into();
        Write::put(added)
    });
    let mut directory = write(&Directory::default(), added.collect());
    for round in 0..200 {
        for email in addresses.iter().filter(|email| !email.is_empty()) {
            let key = NameKey::new(email);
            let expected = directory.users().filter(|user| NameKey::new(&user.email) == key);
            let expected: Vec<_> = expected.map(|user| user.id).collect();
            let found = directory.users_with_email(email).into_iter().map(|user| user.id);
            assert_eq!(found.collect::<Vec<_>>(), expected, "round {round}: {email}");
        }
        // Now and then many at once.
        let changes = if round % 50 == 49 { 150 } else { 1 };
        let changed = (0..changes).map(|_| {
            let users: Vec<_> = directory.users().collect();
            let mut after = User::clone(users[pick(&entropy, users.len())]);
            after.email = addresses[pick(&entropy, addresses.len())].into();
            Write::put(after)
        });
        directory = write(&directory, changed.collect());
    }
}

#[test]
fn who_never_signed_in_has_not_since_the_account_was_made() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(7));
    let somebody = |name: &str, joined_days_ago: i64, signed_in_days_ago: Option<i64>| {
        let ago = |days: i64| Timestamp::from_unix_secs(NOW.unix_secs() - days * 86_400);
        let mut user = user(name, clock.now(), &entropy);
        user.joined_at = ago(joined_days_ago);
        let (id, at) = (user.id, signed_in_days_ago.map(ago));
        let signed_in = at.map(|at| Write::put(LastSignIn { user: id, at }));
        [Some(Write::put(user)), signed_in].into_iter().flatten()
    };
    let directory = write(
        &Directory::default(),
        [
            somebody("away", 9, Some(6)),
            somebody("forgotten", 9, None),
            somebody("here", 9, Some(1)),
            somebody("new", 1, None),
        ]
        .into_iter()
        .flatten()
        .collect(),
    );
    let found = |text: &str| {
        let page = directory.list_users(&parse(text), UserOrder::Login, false, 0, usize::MAX);
        page.rows
            .iter()
            .map(|user| user.login.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("last_sign_in:<5d"), ["away", "forgotten"]);
    assert_eq!(found("last_sign_in:<5d -is:never_signed_in"), ["away"]);
    assert_eq!(found("last_sign_in:>5d"), ["here"]);
}

/// Whichever comes first when a directory is opened.
#[test]
fn a_sign_in_is_told_of_its_user_and_of_nobody_else() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(7));
    let [ada, zoe, gone] = ["ada", "zoe", "gone"].map(|login| user(login, clock.now(), &entropy));
    let signed_in = |user: &User| {
        let last = LastSignIn {
            user: user.id,
            at: clock.now(),
        };
        Arc::new(last).record()
    };
    let records = [
        signed_in(&ada),
        signed_in(&gone),
        Arc::new(ada.clone()).record(),
        Arc::new(zoe.clone()).record(),
    ];
    let directory = Directory::from_records(Revision(1), records);
    let told = [&ada, &zoe, &gone].map(|user| directory.last_sign_in(user.id));
    assert_eq!(told, [Some(clock.now()), None, None]);
    assert_eq!(directory.users().count(), 2);
}

#[test]
fn signing_in_leaves_the_record_of_the_user_alone() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(7));
    let ada = user("ada", clock.now(), &entropy);
    let before = write(&Directory::default(), vec![Write::put(ada.clone())]);
    let signed_in = LastSignIn {
        user: ada.id,
        at: clock.now(),
    };
    let after = write(&before, vec![Write::put(signed_in)]);
    let same = [&before, &after].map(|directory| directory.user(ada.id).unwrap());
    assert!(Arc::ptr_eq(same[0], same[1]));
    assert_eq!(
        before.last_sign_in(ada.id),
        None,
        "a reader keeps the state it has"
    );
    let forgotten = write(&after, vec![Write::remove::<LastSignIn>(ada.id)]);
    assert_eq!(forgotten.last_sign_in(ada.id), None);
}

#[test]
fn a_group_that_is_not_there_is_refused_in_a_filter() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(1));
    let editors = group("Editors", &[], clock.now(), &entropy);
    let directory = write(&Directory::default(), vec![Write::put(editors.clone())]);
    for text in [
        "group:editors",
        "-group:EDITORS ada",
        &format!("group:{}", editors.id),
        "group",
    ] {
        assert_eq!(directory.require_groups(&parse(text)), Ok(()), "{text}");
    }
    let refused = directory.require_groups(&parse("is:active -group:Opz"));
    assert_eq!(refused.unwrap_err().to_string(), "there is no group `Opz`");
}

#[test]
fn a_reader_keeps_the_state_it_has() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(1));
    let ada = user("ada", clock.now(), &entropy);
    let before = write(&Directory::default(), vec![Write::put(ada.clone())]);
    let mut renamed = ada.clone();
    renamed.login = Login::new("lovelace").unwrap();
    let write_user = Write::put(renamed);
    let after = write(&before, vec![write_user]);
    assert!(before.find_user("ada").is_some() && before.find_user("lovelace").is_none());
    assert!(after.find_user("ada").is_none() && after.find_user("lovelace").is_some());
}

/// Most have no name, and nobody has signed in: all of these are equal but for the username.
#[test]
fn equal_people_are_in_the_order_of_their_usernames() {
    let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(3));
    let mut directory = Directory::default();
    for login in ["u018285", "u010664", "u004774"] {
        let mut added = user(login, clock.now(), &entropy);
        (added.first_name, added.last_name) = ("Ada".into(), "Allen".into());
        directory = write(&directory, vec![Write::put(added)]);
    }
    let listed = |directory: &Directory, order| {
        let page = directory.list_users(&parse(""), order, false, 0, usize::MAX);
        let logins = page.rows.iter().map(|user| user.login.to_string());
        logins.collect::<Vec<_>>()
    };
    let orders = [UserOrder::Name, UserOrder::LastSignIn, UserOrder::Joined];
    for order in orders {
        assert_eq!(
            listed(&directory, order),
            ["u004774", "u010664", "u018285"],
            "{order:?}"
        );
    }
    let mut renamed = User::clone(directory.find_user("u004774").unwrap());
    renamed.login = Login::new("u099999").unwrap();
    directory = write(&directory, vec![Write::put(renamed)]);
    for order in orders {
        assert_eq!(
            listed(&directory, order),
            ["u010664", "u018285", "u099999"],
            "{order:?}"
        );
    }
}
