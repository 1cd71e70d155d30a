//! The steps from the writes of a command to its commit, each asked alone: diff, ranks, effects, undo. The rules have
//! `rules.rs`.

use portreeve_core::audit::{Around, FieldChange, Further, Reversal, effects};
use portreeve_core::change::ChangeSet;
use portreeve_core::client::ClientSecret;
use portreeve_core::diff::diff;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::kind::Kind;
use portreeve_core::last_sign_in::LastSignIn;
use portreeve_core::ports::Clock;
use portreeve_core::rank::{Raised, note_ranks};
use portreeve_core::record::Change;
use portreeve_core::revision::Revision;
use portreeve_core::secret::SecretBytes;
use portreeve_core::session::Session;
use portreeve_core::time::Timestamp;
use portreeve_core::user::User;
use portreeve_core::write::Write;
use portreeve_testkit::{FakeClock, SeededEntropy, client, event, group, user};

struct Team {
    head: Directory,
    now: Timestamp,
    ada: User,
    editors: Group,
    app: portreeve_core::client::Client,
}

impl Team {
    fn new() -> Self {
        let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(3));
        let editors = group("Editors", &["shop.sell"], now, &entropy);
        let ada = user("ada", now, &entropy);
        let app = client("billing", "https://billing.example", now, &entropy);
        let writes = vec![
            Write::put(ada.clone()),
            Write::put(editors.clone()),
            Write::put(app.clone()),
        ];
        let empty = Directory::default();
        Self {
            head: empty.apply(&diff(&empty, writes), Revision(1)),
            now,
            ada,
            editors,
            app,
        }
    }

    fn ada(&self, change: impl FnOnce(&mut User)) -> User {
        let mut ada = self.ada.clone();
        change(&mut ada);
        ada
    }

    fn editors(&self, change: impl FnOnce(&mut Group)) -> Group {
        let mut editors = self.editors.clone();
        change(&mut editors);
        editors
    }

    /// What an event says about the fields: name, before, after.
    fn told(&self, writes: Vec<Write>) -> Vec<(String, String, String)> {
        let changes = diff(&self.head, writes);
        let next = self.head.apply(&changes, self.head.next_revision());
        let around = Around {
            head: &self.head,
            next: &next,
            now: self.now,
        };
        let targets = effects(around, &changes, 10, Further::Listed).targets;
        let fields = targets.into_iter().flat_map(|target| target.changes);
        let told = |FieldChange { field, before, after }| (field, before, after);
        fields.map(told).collect()
    }
}

#[test]
fn a_record_that_is_written_twice_changes_once_and_the_last_write_counts() {
    let team = Team::new();
    let email = |email: &str| Write::put(team.ada(|user| user.email = email.into()));
    let changes = diff(&team.head, [email("first@x.org"), email("last@x.org")]);
    let [change] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(
        change.puts::<User>().map(|after| after.email.as_str()),
        Some("last@x.org")
    );
    assert!(change.before.is_some(), "as the directory has it");

    let changes = diff(
        &team.head,
        [
            Write::remove::<Group>(team.editors.id),
            Write::put(team.editors.clone()),
        ],
    );
    assert_eq!(changes.len(), 1);
    assert!(changes[0].after.is_some());
}

#[test]
fn what_a_removed_record_owns_goes_with_it() {
    let team = Team::new();
    let secret = ClientSecret {
        client: team.app.id,
        secret: SecretBytes::new(vec![7; 48]),
    };
    let rows = [
        (
            vec![Write::remove::<portreeve_core::client::Client>(team.app.id)],
            vec![Kind::Client, Kind::ClientSecret],
        ),
        (vec![Write::remove::<Group>(team.editors.id)], vec![Kind::Group]),
        (
            vec![
                Write::put(secret),
                Write::remove::<portreeve_core::client::Client>(team.app.id),
            ],
            vec![Kind::ClientSecret, Kind::Client],
        ),
    ];
    for (writes, kinds) in rows {
        let changes = diff(&team.head, writes);
        assert_eq!(changes.iter().map(Change::kind).collect::<Vec<_>>(), kinds);
        assert!(changes.iter().all(|change| change.after.is_none()), "{changes:?}");
    }
}

#[test]
fn who_gets_more_rights_is_noted_and_nobody_else() {
    let team = Team::new();
    let (ada, editors) = (Raised::User(team.ada.id), Raised::Group(team.editors.id));
    let rows = [
        (
            "a name",
            Write::put(team.ada(|user| user.first_name = "Ada".into())),
            vec![],
        ),
        (
            "staff",
            Write::put(team.ada(|user| user.is_staff = true)),
            vec![ada],
        ),
        (
            "a superuser",
            Write::put(team.ada(|user| user.is_superuser = true)),
            vec![ada],
        ),
        (
            "a group",
            Write::put(team.ada(|user| {
                user.groups.insert(team.editors.id);
            })),
            vec![ada],
        ),
        (
            "somebody new",
            Write::put(user("grace", team.now, &SeededEntropy::new(8))),
            vec![],
        ),
        (
            "a grant",
            Write::put(team.editors(|group| {
                group
                    .permissions
                    .insert("shop.buy".parse().expect("a permission"));
            })),
            vec![editors],
        ),
        (
            "a revocation",
            Write::put(team.editors(|group| group.permissions.clear())),
            vec![],
        ),
        (
            "the name in tokens",
            Write::put(team.editors(|group| group.name = "Authors".into())),
            vec![editors],
        ),
        (
            "the end of a group",
            Write::remove::<Group>(team.editors.id),
            vec![],
        ),
    ];
    for (what, write, raised) in rows {
        let mut changes = diff(&team.head, [write]);
        assert_eq!(note_ranks(&team.head, &mut changes), raised, "{what}");
        let noted = changes[0].puts::<User>().and_then(|user| user.raised_in);
        let noted = noted.or(changes[0].puts::<Group>().and_then(|group| group.raised_in));
        assert_eq!(noted, (!raised.is_empty()).then_some(Revision(2)), "{what}");
    }
}

#[test]
fn an_event_says_of_each_field_what_it_was_and_what_it_is() {
    let team = Team::new();
    let line =
        |field: &str, before: &str, after: &str| (field.to_owned(), before.to_owned(), after.to_owned());
    let rows = [
        (
            vec![Write::put(team.ada(|user| {
                (user.email, user.is_staff) = ("a@x.org".into(), true)
            }))],
            vec![line("email", "", "a@x.org"), line("is_staff", "no", "yes")],
        ),
        (
            vec![Write::put(team.ada(|user| {
                user.groups.insert(team.editors.id);
            }))],
            vec![line("groups", "", "Editors")],
        ),
        (
            vec![Write::put(team.editors(|group| {
                group.permissions = ["shop.buy".parse().expect("a permission")].into();
            }))],
            vec![line("permissions", "shop.sell", "shop.buy")],
        ),
        (
            vec![Write::remove::<Group>(team.editors.id)],
            vec![line("name", "Editors", ""), line("permissions", "shop.sell", "")],
        ),
        (
            vec![Write::put(team.ada(User::end_sign_ins))],
            vec![line("sign_ins", "", "ended")],
        ),
        (vec![Write::put(team.ada.clone())], vec![]),
    ];
    for (writes, told) in rows {
        assert_eq!(team.told(writes), told);
    }
}

#[test]
fn what_can_be_undone_is_kept_with_the_event() {
    let team = Team::new();
    let signed_in = LastSignIn {
        user: team.ada.id,
        at: team.now,
    };
    let rows = [
        (
            Write::put(team.ada(|user| user.is_staff = true)),
            Reversal::Kept,
            1,
        ),
        (Write::remove::<Group>(team.editors.id), Reversal::Kept, 1),
        (Write::put(team.ada(User::end_sign_ins)), Reversal::Nothing, 0),
        (Write::put(signed_in), Reversal::Nothing, 0),
    ];
    for (write, reversal, kept) in rows {
        let what = format!("{write:?}");
        let mut commitment = ChangeSet::new(event("test", team.now), vec![write]).on(&team.head);
        let next = team.head.apply(&commitment.changes, team.head.next_revision());
        commitment.describe(&team.head, &next, |_| None);
        let found = commitment.event.expect("an event").reversal;
        assert_eq!((found, commitment.undo.len()), (reversal, kept), "{what}");
    }
}

#[test]
fn only_what_the_read_model_holds_makes_a_revision() {
    let team = Team::new();
    let revision = |write| ChangeSet::unrecorded(vec![write]).on(&team.head).revision;
    assert_eq!(revision(Write::put(team.ada.clone())), Revision(2));
    let session = portreeve_core::id::SessionId::from_bytes([4; 16]);
    assert_eq!(revision(Write::remove::<Session>(session)), Revision::default());
}
