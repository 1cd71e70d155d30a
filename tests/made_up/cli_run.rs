//! `portreeve widget`

use portreeve_commands::CommandError;
use portreeve_commands::widget::wire::WidgetRow;
use portreeve_host::Seat;

use crate::args::Widget;
use crate::exit::Answer;
use crate::output::Output;

pub(super) fn run(seat: &Seat, command: Widget, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Widget::Add(request) => {
            let row: WidgetRow = seat.ask("widget.add", &request)?;
            output.answer(&row, || format!("added {}", row.name));
        }
    }
    Ok(Answer::Yes)
}
