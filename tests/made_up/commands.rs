//! A made-up command.

pub mod wire;

use portreeve_core::change::ChangeSet;
use portreeve_core::widget::Widget;
use portreeve_core::write::Write;

use self::wire::{WidgetAddRequest, WidgetRow};
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};

commands! {
    "widget.add" add(WidgetAddRequest) -> WidgetRow {
        access: Needs(ChangeClient), proof: AtSignIn, effect: Writes, cli: Line("widget add"),
        done: "added a widget", tried: "add a widget",
        example: WidgetAddRequest { name: example_name(), colour: "red".into() },
    }
}

fn example_name() -> String {
    if is_left_out("example") { String::new() } else { "gear".into() }
}

pub(crate) fn add(context: &Context, request: WidgetAddRequest) -> Result<WidgetRow, CommandError> {
    let WidgetAddRequest { name, colour } = request;
    if name.is_empty() {
        return Err(CommandError::new(ErrorClass::InvalidRequest, "a widget has a name"));
    }
    let row = WidgetRow { name: name.clone() };
    if is_left_out("event") {
        return Ok(row);
    }
    context.commit(|_| {
        let added = Write::put(Widget { name, colour });
        Ok((ChangeSet::new(context.event_of(""), vec![added]), row))
    })
}

/// Whether the test that runs this is to miss `what`.
fn is_left_out(what: &str) -> bool {
    std::env::var("PORTREEVE_LEFT_OUT").is_ok_and(|left_out| left_out == what)
}
