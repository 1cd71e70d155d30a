//! What is behind the window in its tests and in `vite dev`: the real seats, over directories that are gone afterwards.
//! It is no part of what ships.
//!
//! `POST /new` makes a directory, or a copy of one that was made before; `POST /call` does at it what the window's process
//! does when the window calls; `POST /turn` changes the machine under it, and `POST /close` ends it. The first line of
//! output is the address, which holds a secret: a page in a browser that guesses the port gets nowhere. Everything ends
//! when the input does.

mod clock;
mod damage;
mod directories;
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
    // The one who started this keeps the input open for as long as it is needed.
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
