//! Jobs: what is long says how far it is, and a cancel leaves the directory as it was.

use std::cell::RefCell;
use std::ops::ControlFlow;

use portreeve_commands::list::commands;
use portreeve_commands::{Caller, Command, CommandError, Effect, ErrorClass, perform};
use portreeve_core::audit::Via;
use portreeve_core::progress::{Progress, Stage, Watch};
use portreeve_storage::engine::Engine;
use serde_json::{Value, json};

use crate::test_app::TestApp;

/// What takes seconds in a directory of a hundred thousand people.
const LONG: [&str; 9] = [
    "audit.check",
    "audit.prune",
    "audit.verify",
    "backup.create",
    "backup.schedule",
    "backup.verify",
    "directory.doctor",
    "import.people",
    "user.change_many",
];

fn watched(app: &TestApp, command: &str, request: Value, watch: &Watch<'_>) -> Result<Value, CommandError> {
    let caller = Caller::new(Via::Window, Some(&app.root)).watching(watch);
    let done = perform(&app.app, caller, command, request)?;
    Ok(serde_json::from_str(done.response.get()).unwrap())
}

fn cancelled_at_once(_: Progress) -> ControlFlow<()> {
    ControlFlow::Break(())
}

/// A cancel in the last moment in which there can be one.
fn cancelled_before_it_is_saved(at: Progress) -> ControlFlow<()> {
    match at.stage {
        Stage::Saving => ControlFlow::Break(()),
        Stage::Reading
        | Stage::Deciding
        | Stage::Comparing
        | Stage::Checking
        | Stage::Verifying
        | Stage::Writing => ControlFlow::Continue(()),
    }
}

/// Performs the example of a job, which `watch` cancels: nothing is written, and the error says so.
fn leaves_nothing(first: &TestApp, command: &Command, watch: &Watch<'_>) {
    let (app, request) = first.ready_for(command);
    let name = command.declared.name;
    let before = app.engine.scan(&[]).unwrap();
    let error = watched(&app, name, request, watch).expect_err(name);
    assert_eq!(
        (error.class, error.exit()),
        (ErrorClass::Cancelled, 130),
        "{name}: {error}"
    );
    let so_now = command.declared.job.unwrap();
    assert!(error.message.ends_with(so_now), "{name}: {error}");
    assert!(
        app.engine.scan(&[]).unwrap() == before,
        "{name} has written something"
    );
}

#[test]
fn what_is_long_is_declared_a_job_and_nothing_else_is() {
    let mut jobs: Vec<_> = commands()
        .filter(|command| command.declared.job.is_some())
        .map(|command| command.declared.name)
        .collect();
    jobs.sort_unstable();
    assert_eq!(jobs, LONG);
}

#[test]
fn a_cancelled_job_leaves_the_directory_as_it_was_and_says_so() {
    let first = TestApp::of_the_examples();
    for command in commands().filter(|command| command.declared.job.is_some()) {
        leaves_nothing(&first, command, &cancelled_at_once);
        match command.declared.effect {
            Effect::Writes => leaves_nothing(&first, command, &cancelled_before_it_is_saved),
            Effect::Reads | Effect::Counts => {
                let (app, request) = first.ready_for(command);
                watched(
                    &app,
                    command.declared.name,
                    request,
                    &cancelled_before_it_is_saved,
                )
                .unwrap();
            }
        }
    }
}

#[test]
fn a_cancelled_backup_is_not_there() {
    let app = TestApp::of_the_examples();
    let request = json!({ "path": "/new.backup", "passphrase": "seven quiet gulls" });
    watched(&app, "backup.create", request, &cancelled_before_it_is_saved).unwrap_err();
    assert!(!app.vault.has("/new.backup"));
}

#[test]
fn nothing_cancels_a_command_that_is_no_job() {
    let first = TestApp::of_the_examples();
    for command in commands().filter(|command| command.declared.job.is_none()) {
        let (app, request) = first.ready_for(command);
        let name = command.declared.name;
        watched(&app, name, request, &cancelled_at_once).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn a_job_says_how_far_it_is_and_never_goes_back() {
    let first = TestApp::of_the_examples();
    for command in commands().filter(|command| command.declared.job.is_some()) {
        let (app, request) = first.ready_for(command);
        let told = RefCell::new(Vec::<Progress>::new());
        let watch = |at| {
            told.borrow_mut().push(at);
            ControlFlow::Continue(())
        };
        let name = command.declared.name;
        watched(&app, name, request, &watch).unwrap_or_else(|error| panic!("{name}: {error}"));
        let told = told.into_inner();
        assert!(told.iter().any(|at| at.stage != Stage::Saving), "{name}");
        for at in &told {
            assert!(at.done <= at.of, "{name}: {at}");
        }
        for pair in told.windows(2) {
            assert!(
                pair[0].stage != pair[1].stage || pair[0].done <= pair[1].done,
                "{name}: {} after {}",
                pair[1],
                pair[0]
            );
        }
    }
}

#[test]
fn a_cancel_says_how_far_it_came() {
    let app = TestApp::of_the_examples();
    let third = |at: Progress| match at.done < 2 {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    let error = watched(&app, "audit.verify", json!({}), &third).unwrap_err();
    let of = app.events();
    assert_eq!(
        error.message,
        format!("it was cancelled at 1 of {of} events verified; the rest is not verified")
    );
}
