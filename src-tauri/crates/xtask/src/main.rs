//! `cargo xtask`: one command for each job that a person or a CI run does with the source.

mod bench;
mod bindings;
mod counterparts;
mod debian;
mod desktop;
mod faults;
mod journal;
mod made_up;
mod node;
mod python;
mod run;
mod step;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run [--release]   set up what is missing, build Portreeve and open it
cargo xtask test [--fast]     set up what is missing and run every check; --fast leaves out the window
cargo xtask bindings          write the window's TypeScript types anew
cargo xtask faults [--row N] [--seed S]
                              the whole fault lab, or one row of it; one line of JSON for each
cargo xtask faults prove      break Portreeve on purpose: each row must turn red
cargo xtask made-up           add a made-up record kind and command to a copy of the source: each declaration
                              that they leave out must turn something red
cargo xtask bench [--keep] [PART...]
                              measure against the floor, beside the ratios that were kept; --keep keeps these
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["run"] => run::run(desktop::Profile::Dev),
        ["run", "--release"] => run::run(desktop::Profile::Release),
        ["test"] => test::test(test::Reach::Everything),
        ["test", "--fast"] => test::test(test::Reach::Fast),
        ["bindings"] => bindings::write(),
        ["faults", "prove"] => faults::prove_alone(),
        ["made-up"] => made_up::prove_alone(),
        ["faults", rest @ ..] => faults::whole(rest),
        ["bench", rest @ ..] => bench::bench(rest),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        _ => {
            eprint!("cargo xtask: there is no `{}`\n\n{HELP}", arguments.join(" "));
            ExitCode::from(2)
        }
    }
}
