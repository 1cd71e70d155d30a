//! The directory itself: creating, showing and examining it.

pub mod wire;

use portreeve_core::audit::{Target, TargetKind};
use portreeve_core::change::ChangeSet;
use portreeve_core::clock::ClockMark;
use portreeve_core::directory::Directory;
use portreeve_core::finding::RepairOutcome;
use portreeve_core::id::{DirectoryId, UserId};
use portreeve_core::name::{Login, check_display_name};
use portreeve_core::password::policy::{self, PolicyContext};
use portreeve_core::password::{self, Arena, Credential};
use portreeve_core::ports::{Clock, Entropy, Store, random};
use portreeve_core::profile::Profile;
use portreeve_core::secret::SecretText;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use self::wire::{DirectoryResponse, DoctorFinding, DoctorResponse, FindingOutcome};
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::{from_policy, from_store};
use crate::own_event::OwnEvent;
use crate::wire::Nothing;
use crate::wire::count;

commands! {
    "directory.show" show(Nothing) -> DirectoryResponse {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("status"),
        done: "looked at the directory", tried: "look at the directory",
        example: Nothing {},
    }
    "directory.doctor" doctor(Nothing) -> DoctorResponse {
        access: Superuser, proof: AtSignIn, effect: Reads, cli: Line("doctor"),
        job: "the rest is not checked",
        done: "checked everything stored", tried: "check everything stored",
        example: Nothing {},
    }
}

/// The issuer of tokens: the address of the loopback service.
const ISSUER: &str = "http://127.0.0.1:8765";

/// The contents of a new directory, checked before anything is made.
pub struct NewDirectory {
    team: String,
    login: Login,
    password: SecretText,
}

impl NewDirectory {
    /// Checks the team's name, and the first superuser's username and password.
    pub fn new(team: &str, superuser: &str, password: SecretText) -> Result<Self, CommandError> {
        let team = check_display_name(team)?;
        if team.is_empty() {
            return Err(CommandError::new(
                ErrorClass::InvalidRequest,
                "the team has no name",
            ));
        }
        let login = Login::new(superuser)?;
        login.key().require_unmixed()?;
        let context = PolicyContext {
            login: login.as_str(),
            first_name: "",
            last_name: "",
            email: "",
            team: &team,
        };
        let violations = policy::check(&password, context);
        if !violations.is_empty() {
            return Err(from_policy(violations));
        }
        Ok(Self {
            team,
            login,
            password,
        })
    }
}

/// Writes the first commit of the directory `id` into an empty store.
pub fn create_directory(
    store: &dyn Store,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
    id: DirectoryId,
    new_directory: NewDirectory,
) -> Result<(), CommandError> {
    let now = clock.now();
    let user = User {
        is_staff: true,
        is_superuser: true,
        ..User::new(UserId::new(now, entropy), new_directory.login, now)
    };
    let hash = password::hash(&new_directory.password, random(entropy), &mut Arena::default());
    let detail = format!("for {}, first superuser {}", new_directory.team, user.login);
    let event = OwnEvent::DirectoryCreated
        .event(now, &detail)
        .on(Target::new(TargetKind::Directory, id, &new_directory.team))
        .on(&user);
    let profile = Profile {
        id,
        team: new_directory.team,
        issuer: ISSUER.into(),
        created_at: now,
        keep_events_days: None,
    };
    let writes = vec![
        Write::put(ClockMark(now)),
        Write::put(profile),
        Write::put(Credential {
            user: user.id,
            hash,
            changed_at: Some(now),
            origin: None,
        }),
        Write::put(user),
    ];
    store
        .submit(ChangeSet::new(event, writes).on_nothing(), store.lineage())
        .wait()
        .map(drop)
        .map_err(from_store)
}

/// The directory's own record.
pub(crate) fn profile(directory: &Directory) -> Result<&Profile, CommandError> {
    let missing = || CommandError::new(ErrorClass::Damaged, "the directory's own record is missing");
    directory.profile().ok_or_else(missing)
}

/// The directory in figures.
pub(crate) fn show(context: &Context, _: Nothing) -> Result<DirectoryResponse, CommandError> {
    let directory = &context.directory;
    let profile = profile(directory)?;
    let users = directory.user_counts(context.now);
    Ok(DirectoryResponse {
        id: profile.id.to_string(),
        team: profile.team.clone(),
        issuer: profile.issuer.clone(),
        users: count(users.present),
        active_users: count(users.active),
        superusers: count(users.superusers),
        groups: count(directory.groups().len()),
        clients: count(directory.clients().len()),
        key_location: context.app.ports.vault.key_location().into(),
        created_at: profile.created_at.to_string(),
        keep_events_days: profile.keep_events_days,
        clock_behind_secs: context.app.clock.behind_secs(),
    })
}

/// Reads everything that is stored and returns the faults.
pub(crate) fn doctor(context: &Context, _: Nothing) -> Result<DoctorResponse, CommandError> {
    let examined = context.store().examine(context.watch()).map_err(from_store)?;
    let mut findings = context.app.findings();
    context.app.record_findings();
    findings.extend(examined);
    findings.extend(context.app.ports.vault.examine_files());
    let findings: Vec<DoctorFinding> = findings
        .into_iter()
        .map(|finding| DoctorFinding {
            outcome: match finding.outcome {
                RepairOutcome::Healed => FindingOutcome::Healed,
                RepairOutcome::Lost => FindingOutcome::Lost,
                RepairOutcome::Noted => FindingOutcome::Noted,
            },
            what: finding.what,
            hint: None,
        })
        .collect();
    Ok(DoctorResponse {
        is_well: findings
            .iter()
            .all(|finding| finding.outcome != FindingOutcome::Lost),
        findings,
        trouble: None,
        damage: None,
    })
}
