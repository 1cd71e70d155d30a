//! The rights of an account at one moment, and those that a proof gives.

use std::collections::BTreeSet;

use portreeve_core::diff::diff;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::permission::Permission;
use portreeve_core::ports::Clock;
use portreeve_core::revision::Revision;
use portreeve_core::rights::{Rights, Scope};
use portreeve_core::time::Timestamp;
use portreeve_core::user::{User, UserState};
use portreeve_core::validity::Validity;
use portreeve_core::write::Write;
use portreeve_testkit::{FakeClock, SeededEntropy, group, user};

struct Team {
    now: Timestamp,
    editors: Group,
    outer: Group,
    ada: User,
}

impl Team {
    /// Ada is in Editors, which is in Outer.
    fn new() -> Self {
        let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(3));
        let now = clock.now();
        let outer = group("Outer", &["shop.refund"], now, &entropy);
        let mut editors = group("Editors", &["shop.sell"], now, &entropy);
        editors.parents.insert(outer.id);
        let mut ada = user("ada", now, &entropy);
        ada.groups.insert(editors.id);
        ada.permissions.insert(permission("shop.open"));
        Self {
            now,
            editors,
            outer,
            ada,
        }
    }

    fn rights(&self, ada: &User) -> Rights {
        let empty = Directory::default();
        let writes = vec![
            Write::put(self.editors.clone()),
            Write::put(self.outer.clone()),
            Write::put(ada.clone()),
        ];
        let directory = empty.apply(&diff(&empty, writes), Revision(1));
        let ada = directory.user(ada.id).expect("she is there");
        Rights::of(&directory, ada, self.now)
    }
}

fn permission(text: &str) -> Permission {
    text.parse().expect("a permission")
}

#[test]
fn grants_come_from_the_account_its_groups_and_those_above() {
    let team = Team::new();
    let rights = team.rights(&team.ada);
    for (text, is_held) in [
        ("shop.open", true),
        ("shop.sell", true),
        ("shop.refund", true),
        ("shop.close", false),
    ] {
        assert_eq!(rights.has(&permission(text)), is_held, "{text}");
    }
    assert!(rights.handles(team.outer.id) && !rights.is_superuser() && !rights.is_staff());
}

#[test]
fn an_account_can_do_something_only_while_it_is_active() {
    let team = Team::new();
    let span = |from: i64, until: i64| {
        let end = |secs: i64| Some(Timestamp::from_unix_secs(team.now.unix_secs() + secs));
        let (from, until) = (end(from), end(until));
        User {
            validity: Some(Box::new(Validity { from, until })),
            is_superuser: true,
            ..team.ada.clone()
        }
    };
    let disabled = User {
        is_active: false,
        ..span(-1, 1)
    };
    let deleted = User {
        deleted_at: Some(team.now),
        ..span(-1, 1)
    };
    for (account, state) in [
        (span(0, 1), UserState::Active),
        (span(-9, 1), UserState::Active),
        (span(1, 2), UserState::NotYetValid),
        (span(-2, 0), UserState::Expired),
        (disabled, UserState::Disabled),
        (deleted, UserState::Deleted),
    ] {
        assert_eq!(account.state(team.now), state);
        let (rights, is_active) = (team.rights(&account), state == UserState::Active);
        assert_eq!(rights.is_superuser(), is_active, "{state:?}");
        assert_eq!(rights.has(&permission("shop.open")), is_active, "{state:?}");
        assert_eq!(rights.handles(team.editors.id), is_active, "{state:?}");
    }
}

#[test]
fn a_scope_lets_through_what_it_names_and_the_account_has() {
    let team = Team::new();
    let scope =
        |texts: &[&str]| Scope::Only(texts.iter().map(|text| permission(text)).collect::<BTreeSet<_>>());
    let narrow = team
        .rights(&team.ada)
        .within(&scope(&["shop.sell", "shop.close"]));
    assert!(narrow.has(&permission("shop.sell")));
    assert!(
        !narrow.has(&permission("shop.open")),
        "the scope does not name it"
    );
    assert!(
        !narrow.has(&permission("shop.close")),
        "the account does not have it"
    );
    let root = User {
        is_superuser: true,
        is_staff: true,
        ..team.ada.clone()
    };
    let narrow = team.rights(&root).within(&scope(&["shop.close"]));
    assert!(narrow.has(&permission("shop.close")), "a superuser has all");
    assert!(!narrow.has(&permission("shop.sell")));
    assert!(!narrow.is_superuser() && !narrow.is_staff() && !narrow.handles(team.editors.id));
    assert!(team.rights(&root).within(&Scope::Whole).is_superuser());
}
