//! `portreeve clock`

use portreeve_commands::CommandError;
use portreeve_commands::clock::wire::ClockResponse;
use portreeve_commands::span;
use portreeve_commands::wire::Nothing;
use portreeve_host::HostSession;

use crate::args::Clock;
use crate::exit::Answer;
use crate::output::Output;

pub(super) fn run(host: &HostSession, command: &Clock, output: &Output) -> Result<Answer, CommandError> {
    let command = match command {
        Clock::Show => "clock.show",
        Clock::Accept => "clock.accept",
    };
    let response: ClockResponse = host.ask(command, &Nothing {})?;
    output.answer(&response, || response.now.clone());
    match response.behind_secs {
        Some(secs) => output.note(&behind(secs)),
        None if command == "clock.accept" => output.note("everyone is signed out: `portreeve login NAME`"),
        None => {}
    }
    Ok(Answer::Yes)
}

/// Advice about a clock that has jumped back.
pub(super) fn behind(secs: u32) -> String {
    format!(
        "this computer's clock is {} behind the latest moment seen here, so time goes on from that\nhint: \
         set the clock; if it is right now and was ahead before, `portreeve clock accept`",
        span::about(secs.into())
    )
}

/// Why apps refuse a valid token.
pub(super) fn too_early(secs: u32) -> String {
    let behind = span::about(secs.into());
    format!("apps that go by this computer's clock refuse it until that has caught up: it is {behind} behind")
}
