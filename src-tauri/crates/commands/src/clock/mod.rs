//! The time that commands use, and what to do after the computer's clock has jumped.

pub mod wire;

use portreeve_core::audit::AuditEvent;
use portreeve_core::change::ChangeSet;
use portreeve_core::clock::ClockMark;
use portreeve_core::span;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use self::wire::ClockResponse;
use crate::command::commands;
use crate::context::Context;
use crate::error::CommandError;
use crate::wire::Nothing;

commands! {
    "clock.show" show(Nothing) -> ClockResponse {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("clock show"),
        done: "looked at the clock", tried: "look at the clock",
        example: Nothing {},
    }
    "clock.accept" accept(Nothing) -> ClockResponse {
        access: Superuser, proof: AtSignIn, effect: Writes, cli: Line("clock accept"),
        done: "took the machine's clock as right", tried: "take the machine's clock as right",
        example: Nothing {},
    }
}

pub(crate) fn show(context: &Context, _: Nothing) -> Result<ClockResponse, CommandError> {
    Ok(response(context))
}

/// Accepts the computer's clock although it is behind: it was ahead before, and someone has corrected it. Sign-ins may
/// be dated in the future and would last too long, so all of them end.
pub(crate) fn accept(context: &Context, _: Nothing) -> Result<ClockResponse, CommandError> {
    context.app.clock.accept(|wall, behind_secs| {
        context.commit_unheld(|head| {
            let behind = span::about(behind_secs.into());
            let detail = format!("it was {behind} behind, and shows {wall}; everything signed in is over");
            let mut writes = vec![Write::put(ClockMark(wall))];
            writes.extend(head.users().map(|user| {
                let mut ended = User::clone(user);
                ended.end_sign_ins();
                Write::put(ended)
            }));
            // The event gets the corrected time.
            let event = AuditEvent {
                at: wall,
                ..context.event_of(&detail)
            };
            Ok((ChangeSet::new(event, writes), ()))
        })
    })?;
    Ok(response(context))
}

fn response(context: &Context) -> ClockResponse {
    let clock = &context.app.clock;
    ClockResponse {
        now: clock.now().to_string(),
        behind_secs: clock.behind_secs(),
    }
}
