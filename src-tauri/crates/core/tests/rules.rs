//! The rules for every change set, without commands: they refuse what a command forgets to check.

use portreeve_core::client::{Algorithm, Client, ClientSecret};
use portreeve_core::diff::diff;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{ClientId, SessionId, UserId};
use portreeve_core::last_sign_in::LastSignIn;
use portreeve_core::name::Login;
use portreeve_core::password::{CostliestHash, Credential, EncodedHash, PasswordOrigin};
use portreeve_core::permission::PermissionEntry;
use portreeve_core::ports::Clock;
use portreeve_core::profile::Profile;
use portreeve_core::rank::note_ranks;
use portreeve_core::revision::Revision;
use portreeve_core::rights::Rights;
use portreeve_core::rules::{self, Decision, RuleError};
use portreeve_core::secret::SecretBytes;
use portreeve_core::session::{Session, SessionKind};
use portreeve_core::user::User;
use portreeve_core::write::Write;
use portreeve_testkit::{FakeClock, SeededEntropy, group, user};

/// A superuser, an operator who manages Editors, a member of Admins, and a person in no group.
struct Team {
    head: Directory,
    root: User,
    operator: User,
    admin: User,
    member: User,
    editors: Group,
    admins: Group,
    /// A group without members and without managers.
    vacant: Group,
}

impl Team {
    fn new() -> Self {
        let (clock, entropy) = (FakeClock::new(), SeededEntropy::new(7));
        let now = clock.now();
        let person = |login: &str| {
            clock.advance_secs(1);
            user(login, clock.now(), &entropy)
        };
        let (mut root, operator, mut admin, member) = (
            person("root"),
            person("operator"),
            person("admin"),
            person("member"),
        );
        root.is_superuser = true;
        let mut editors = group("Editors", &[], now, &entropy);
        editors.managers.insert(operator.id);
        let admins = group("Admins", &["shop.sell"], now, &entropy);
        admin.groups.insert(admins.id);
        let vacant = group("Vacant", &[], now, &entropy);
        let known = PermissionEntry {
            permission: "shop.sell".parse().expect("a permission"),
            label: "Sell".into(),
        };
        let mut writes: Vec<Write> = [&root, &operator, &admin, &member]
            .map(|user| Write::put(user.clone()))
            .into();
        writes.extend([&editors, &admins, &vacant].map(|group| Write::put(group.clone())));
        writes.push(Write::put(known));
        let empty = Directory::default();
        Self {
            head: empty.apply(&diff(&empty, writes), Revision(1)),
            root,
            operator,
            admin,
            member,
            editors,
            admins,
            vacant,
        }
    }

    /// Checks the rules for `writes` by `actor`. Every person has a password.
    fn commit(&self, actor: Option<&User>, writes: Vec<Write>) -> Result<(), RuleError> {
        self.commit_with(None, actor, writes)
    }

    /// Like [`commit`](Self::commit), with passwords of this origin.
    fn commit_with(
        &self,
        origin: Option<PasswordOrigin>,
        actor: Option<&User>,
        writes: Vec<Write>,
    ) -> Result<(), RuleError> {
        let mut changes = diff(&self.head, writes);
        let raised = note_ranks(&self.head, &mut changes);
        let next = self.head.apply(&changes, self.head.next_revision());
        let credential = |user: UserId| {
            Ok(Some(Credential {
                user,
                hash: EncodedHash::parse("md5$salt$0123456789abcdef0123456789abcdef").expect("a hash"),
                changed_at: None,
                origin,
            }))
        };
        let actor = actor.and_then(|actor| self.head.user(actor.id));
        let actor = actor.map(|actor| Rights::of(&self.head, actor, FakeClock::new().now()));
        rules::check(&Decision {
            head: &self.head,
            next: &next,
            changes: &changes,
            raised: &raised,
            actor: actor.as_ref(),
            credential: &credential,
        })
    }
}

fn changed<T: Clone>(record: &T, change: impl FnOnce(&mut T)) -> T {
    let mut changed = record.clone();
    change(&mut changed);
    changed
}

fn session(user: &User) -> Session {
    let entropy = SeededEntropy::new(8);
    let (_, token) = portreeve_core::session::new_token(&entropy);
    Session {
        id: SessionId::new(user.joined_at, &entropy),
        token,
        user: user.id,
        kind: SessionKind::Cli,
        issued_at: user.joined_at,
        last_seen_at: user.joined_at,
        ended_at: None,
        epoch: 0,
        password_origin: None,
        factors: Default::default(),
        confirmed_at: None,
    }
}

/// A new user.
fn stranger(team: &Team, login: &str) -> User {
    changed(&team.member, |user| {
        user.id = UserId::from_bytes([9; 16]);
        user.login = Login::new(login).expect("a login");
    })
}

#[test]
fn a_name_means_one() {
    let team = Team::new();
    let twins = [
        ("a login in capitals", Write::put(stranger(&team, "MEMBER"))),
        (
            "a login in other letters",
            Write::put(stranger(&team, "ореrаtоr")),
        ),
        (
            "a group's name",
            Write::put(changed(&team.editors, |group| group.name = "ADMINS".into())),
        ),
        (
            "a permission's name",
            Write::put(PermissionEntry {
                permission: "shop.ѕell".parse().unwrap(),
                label: "Anything".into(),
            }),
        ),
        (
            "a permission that passes for one of Portreeve's own",
            Write::put(PermissionEntry {
                permission: "shop.other".parse().unwrap(),
                label: "Can add people".into(),
            }),
        ),
    ];
    for (what, write) in twins {
        let refused = team.commit(Some(&team.root), vec![write]);
        let is_told = matches!(
            refused,
            Err(RuleError::NameTaken { .. } | RuleError::Name(_) | RuleError::OutOfOrder { .. })
        );
        assert!(is_told, "{what}: {refused:?}");
    }
    let both = ["first", "FIRST"].map(|login| {
        let mut new = stranger(&team, login);
        new.id = UserId::from_bytes([login.as_bytes()[0]; 16]);
        Write::put(new)
    });
    let refused = team.commit(Some(&team.root), both.into());
    assert!(
        matches!(refused, Err(RuleError::NameTaken { .. })),
        "within one change set: {refused:?}"
    );
}

#[test]
fn nobody_hands_out_more_than_they_hold() {
    let team = Team::new();
    let stranger = stranger(&team, "stranger");
    let too_much = [
        (
            "a grant",
            Write::put(changed(&team.member, |user| {
                user.permissions.insert("shop.sell".parse().unwrap());
            })),
        ),
        (
            "a membership",
            Write::put(changed(&team.member, |user| {
                user.groups.insert(team.admins.id);
            })),
        ),
        (
            "a flag",
            Write::put(changed(&team.member, |user| user.is_staff = true)),
        ),
        (
            "all there is",
            Write::put(changed(&team.member, |user| user.is_superuser = true)),
        ),
        (
            "a group's name",
            Write::put(changed(&team.admins, |group| group.name = "Clerks".into())),
        ),
        (
            "a group's grant",
            Write::put(changed(&team.editors, |group| {
                group.permissions.insert("shop.sell".parse().unwrap());
            })),
        ),
        (
            "another group above",
            Write::put(changed(&team.editors, |group| {
                group.parents.insert(team.admins.id);
            })),
        ),
        ("a group", Write::remove::<Group>(team.vacant.id)),
        (
            "a manager",
            Write::put(changed(&team.admins, |group| {
                group.managers.insert(team.operator.id);
            })),
        ),
        (
            "a new account in a group",
            Write::put(changed(&stranger, |user| {
                user.groups.insert(team.admins.id);
            })),
        ),
        (
            "the name of a person who can do more",
            Write::put(changed(&team.admin, |user| {
                user.first_name = "Mallory".into();
            })),
        ),
        (
            "the sign-ins of a person who can do more",
            Write::put(changed(&team.admin, User::end_sign_ins)),
        ),
        (
            "the id in a file of a person who can do more",
            Write::put(changed(&team.admin, |user| user.import_key = Some("7".into()))),
        ),
        (
            "when a person who can do more signed in",
            Write::put(LastSignIn {
                user: team.admin.id,
                at: team.admin.joined_at,
            }),
        ),
        (
            "a session of a person who can do more",
            Write::put(session(&team.admin)),
        ),
    ];
    for (what, write) in too_much {
        let refused = team.commit(Some(&team.operator), vec![write.clone()]);
        assert!(
            matches!(refused, Err(RuleError::Forbidden(_))),
            "{what}: {refused:?}"
        );
        // The operator only lacks rights: no rule refuses the superuser.
        assert_eq!(team.commit(Some(&team.root), vec![write]), Ok(()), "{what}");
    }
}

#[test]
fn what_is_ones_own_to_give_can_be_given() {
    let team = Team::new();
    let fine = [
        Write::put(changed(&team.member, |user| {
            user.groups.insert(team.editors.id);
        })),
        Write::put(changed(&team.member, |user| user.first_name = "Mia".into())),
        Write::put(changed(&team.editors, |group| group.name = "Authors".into())),
        Write::remove::<Group>(team.editors.id),
    ];
    for write in fine {
        assert_eq!(
            team.commit(Some(&team.operator), vec![write.clone()]),
            Ok(()),
            "{write:?}"
        );
    }
}

#[test]
fn what_is_referred_to_is_there() {
    let team = Team::new();
    let gone = Group {
        id: portreeve_core::id::GroupId::from_bytes([9; 16]),
        ..team.editors.clone()
    };
    let wrong = [
        (
            "a group that is not there",
            vec![Write::put(changed(&team.member, |user| {
                user.groups.insert(gone.id);
            }))],
        ),
        (
            "a group above that is not there",
            vec![Write::put(changed(&team.editors, |group| {
                group.parents.insert(gone.id);
            }))],
        ),
        (
            "a group in itself",
            vec![Write::put(changed(&team.editors, |group| {
                group.parents.insert(group.id);
            }))],
        ),
        (
            "groups in each other",
            vec![
                Write::put(changed(&team.editors, |group| {
                    group.parents.insert(team.admins.id);
                })),
                Write::put(changed(&team.admins, |group| {
                    group.parents.insert(team.editors.id);
                })),
            ],
        ),
        (
            "a group that goes with people in it",
            vec![Write::remove::<Group>(team.admins.id)],
        ),
        (
            "a permission that goes and is granted",
            vec![Write::remove::<PermissionEntry>("shop.sell".parse().unwrap())],
        ),
    ];
    for (what, writes) in wrong {
        let refused = team.commit(Some(&team.root), writes);
        assert!(
            matches!(refused, Err(RuleError::OutOfOrder { .. })),
            "{what}: {refused:?}"
        );
    }
    let unknown = Write::put(changed(&team.editors, |group| {
        group.permissions.insert("shop.buy".parse().unwrap());
    }));
    assert_eq!(
        team.commit(Some(&team.root), vec![unknown]),
        Err(RuleError::UnknownPermission("shop.buy".into()))
    );
}

#[test]
fn an_app_has_a_secret_exactly_if_it_signs_with_one() {
    let team = Team::new();
    let entropy = SeededEntropy::new(9);
    let plain = portreeve_testkit::client("shop", "shop", team.root.joined_at, &entropy);
    let symmetric = changed(&plain, |client| client.algorithm = Algorithm::Hs256);
    let (client, secret) = (
        |client: &Client| Write::put(client.clone()),
        Write::put(ClientSecret {
            client: plain.id,
            secret: SecretBytes::new(vec![1; 32]),
        }),
    );
    let no_secret = || Write::remove::<ClientSecret>(plain.id);
    let rows = [
        (None, vec![client(&symmetric)], false),
        (None, vec![client(&symmetric), secret.clone()], true),
        (None, vec![client(&plain)], true),
        (None, vec![client(&plain), secret.clone()], false),
        (Some(&plain), vec![client(&symmetric)], false),
        (Some(&plain), vec![secret.clone()], false),
        (Some(&symmetric), vec![client(&plain)], false),
        (Some(&symmetric), vec![client(&plain), no_secret()], true),
        (Some(&symmetric), vec![no_secret()], false),
        (Some(&symmetric), vec![secret], true),
        (Some(&symmetric), vec![Write::remove::<Client>(plain.id)], true),
    ];
    for (number, (before, writes, is_allowed)) in rows.into_iter().enumerate() {
        let mut team = Team::new();
        let known = before.map(|before| Write::put(before.clone()));
        let known = diff(&team.head, known);
        team.head = team.head.apply(&known, team.head.next_revision());
        let outcome = team.commit(Some(&team.root), writes);
        match is_allowed {
            true => assert_eq!(outcome, Ok(()), "{number}"),
            false => assert!(
                matches!(outcome, Err(RuleError::OutOfOrder { .. })),
                "{number}: {outcome:?}"
            ),
        }
    }
}

#[test]
fn a_superuser_is_left_who_can_sign_in() {
    let team = Team::new();
    for after in [
        changed(&team.root, |user| user.is_superuser = false),
        changed(&team.root, |user| user.is_active = false),
        changed(&team.root, |user| user.deleted_at = Some(user.joined_at)),
    ] {
        let writes = vec![Write::put(after.clone())];
        let another = Write::put(changed(&team.admin, |user| user.is_superuser = true));
        let actor = Some(&team.root);
        let refused = team.commit(actor, writes.clone());
        assert!(
            matches!(refused, Err(RuleError::OutOfOrder { .. })),
            "{refused:?}"
        );
        let both = [writes, vec![another]].concat();
        assert_eq!(
            team.commit(actor, both),
            Ok(()),
            "another is made in the same commit"
        );
    }
}

/// A sign-in stores its time, and no one is signed in when it is decided.
#[test]
fn where_nobody_is_signed_in_nothing_changes_that_people_change_by_name() {
    let team = Team::new();
    let signed_in = LastSignIn {
        user: team.member.id,
        at: team.member.joined_at,
    };
    assert_eq!(team.commit(None, vec![Write::put(signed_in)]), Ok(()));
    for write in [
        Write::put(changed(&team.member, |user| {
            user.email = "new@example.org".into()
        })),
        Write::put(stranger(&team, "stranger")),
        Write::put(changed(&team.editors, |group| group.name = "Authors".into())),
        Write::remove::<Group>(team.editors.id),
        Write::remove::<ClientSecret>(ClientId::from_bytes([3; 16])),
    ] {
        let refused = team.commit(None, vec![write.clone()]);
        assert!(
            matches!(refused, Err(RuleError::Forbidden(_))),
            "{write:?}: {refused:?}"
        );
    }
}

/// The rule also holds for a change that ends no sign-ins.
#[test]
fn a_password_is_set_by_somebody_with_power_over_the_account() {
    let team = Team::new();
    let password = |user: &User| {
        Write::put(Credential {
            user: user.id,
            hash: EncodedHash::parse("md5$salt$0123456789abcdef0123456789abcdef").expect("a hash"),
            changed_at: Some(user.joined_at),
            origin: None,
        })
    };
    let refused = team.commit(Some(&team.operator), vec![password(&team.admin)]);
    assert!(matches!(refused, Err(RuleError::Forbidden(_))), "{refused:?}");
    assert_eq!(team.commit(Some(&team.root), vec![password(&team.admin)]), Ok(()));
    assert_eq!(
        team.commit(Some(&team.admin), vec![password(&team.admin)]),
        Ok(()),
        "their own"
    );
}

#[test]
fn users_and_the_directory_itself_are_never_removed() {
    let team = Team::new();
    let removals = [
        Write::remove::<User>(team.member.id),
        Write::remove::<Profile>(()),
        Write::remove::<CostliestHash>(()),
        Write::remove::<Credential>(team.member.id),
    ];
    for removal in removals {
        let kind = removal.id().kind();
        let refused = team.commit(Some(&team.root), vec![removal]);
        assert!(
            matches!(refused, Err(RuleError::OutOfOrder { .. })),
            "{kind:?}: {refused:?}"
        );
    }
}

/// The operator can add people to their group, but cannot set passwords.
#[test]
fn a_raise_costs_no_one_the_password_that_its_actor_could_not_set_anew() {
    let team = Team::new();
    let set_by = |setter: &User, is_changed| PasswordOrigin {
        set_by: setter.id,
        set_in: Revision(1),
        is_changed,
        through: None,
    };
    let rows = [
        (&team.operator, Some(set_by(&team.admin, false)), false),
        (&team.operator, Some(set_by(&team.root, false)), true),
        (&team.operator, Some(set_by(&team.admin, true)), true),
        (&team.operator, None, true),
        (&team.root, Some(set_by(&team.admin, false)), true),
    ];
    for (actor, origin, is_allowed) in rows {
        let raised = changed(&team.member, |user| {
            user.groups.insert(team.editors.id);
        });
        let outcome = team.commit_with(origin, Some(actor), vec![Write::put(raised)]);
        match outcome {
            Err(RuleError::Forbidden(refusal)) => {
                assert!(!is_allowed, "{}, {origin:?}: {}", actor.login, refusal.why);
                assert!(
                    refusal
                        .why
                        .contains("the password of member would no longer count")
                );
            }
            outcome => assert_eq!(
                (outcome, is_allowed),
                (Ok(()), true),
                "{}, {origin:?}",
                actor.login
            ),
        }
    }
}
