//! `portreeve doctor`: is all that is stored as it should be? `portreeve repair`: what if it cannot be opened?

use portreeve_commands::CommandError;
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::directory::DoctorResponse;
use portreeve_host::Seat;

use crate::exit::Answer;
use crate::output::Output;

/// Exits 1 when something is lost. A directory that cannot be opened at all is refused with what is wrong.
pub(super) fn run(seat: &Seat, output: &Output) -> Result<Answer, CommandError> {
    let response: DoctorResponse = seat.ask("directory.doctor", &Nothing {})?;
    output.answer(&response, || words(&response));
    if response.is_well {
        return Ok(Answer::Yes);
    }
    output.note("hint: keep the folder as it is, and restore a backup: `portreeve restore FILE --replace`");
    Ok(Answer::No)
}

/// A directory that opens is left alone.
pub(super) fn repair(seat: &Seat, output: &Output) -> Result<Answer, CommandError> {
    let response = seat.repair()?;
    output.answer(&response, || {
        format!("the directory opens again: {}", response.given_up.join("; "))
    });
    if let Some(folder) = &response.replaced {
        output.note(&format!("the damaged one is kept in {folder}"));
    }
    output
        .note("everybody is signed out: `portreeve login NAME`; look at what is there, or restore a backup");
    Ok(Answer::Yes)
}

fn words(response: &DoctorResponse) -> String {
    let mut lines: Vec<String> = response
        .findings
        .iter()
        .map(|finding| {
            let outcome = if finding.is_healed { "healed" } else { "LOST" };
            format!("{outcome:<8} {}", finding.what)
        })
        .collect();
    lines.push(if response.is_well {
        format!("all is well; everything was read in {} ms", response.took_ms)
    } else {
        "something is lost".to_owned()
    });
    lines.join("\n")
}
