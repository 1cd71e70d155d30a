//! `portreeve widget`

use portreeve_commands::CommandError;
use portreeve_commands::widget::wire::WidgetRow;
use portreeve_host::HostSession;

use crate::args::Widget;
use crate::exit::Answer;
use crate::output::Output;

pub(super) fn run(host: &HostSession, command: Widget, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Widget::Add(request) => {
            let row: WidgetRow = host.ask("widget.add", &request)?;
            output.answer(&row, || format!("added {}", row.name));
        }
    }
    Ok(Answer::Yes)
}
