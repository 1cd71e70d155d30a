//! The program behind the window in its tests and in `vite dev`: real host sessions over throw-away directories. It does not
//! ship.
//!
//! `POST /new` makes a directory, or copies an existing one; `POST /call` does what the window's process does for a
//! call of the window; `POST /turn` changes the machine, and `POST /close` closes the directory. The first line of
//! output is the address, which contains a secret: a web page that guesses the port reaches nothing. The program ends
//! when its input ends.

mod clock;
mod damage;
mod directories;
mod held;
mod http;
mod keychain;
mod live;
mod scenario;
mod team;

use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;

use crate::directories::Directories;

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("portreeve-ui-host: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let prefix = format!("/{}", secret());
    let directories = Arc::new(Directories::open()?);
    println!("http://{}{prefix}", listener.local_addr()?);
    let asked = directories.clone();
    std::thread::spawn(move || http::serve(&listener, &prefix, move |path, body| asked.answer(path, body)));
    // The parent process keeps the input open as long as it needs this program.
    std::io::stdin().read_to_end(&mut Vec::new())?;
    directories.close();
    Ok(())
}

/// 128 random bits in hexadecimal.
#[expect(clippy::disallowed_methods, reason = "there is no port for it here")]
fn secret() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
