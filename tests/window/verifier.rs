//! A Django app with the real simplejwt verifies our tokens.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

#[derive(Debug, PartialEq)]
pub enum Verdict {
    Accepted { subject: String },
    Refused,
}

/// Passes the token to an app that uses the exported config.
pub fn verify(config: &Path, user: &str, token: &str) -> Verdict {
    let python = std::env::var_os("PORTREEVE_PYTHON").expect("PORTREEVE_PYTHON names an interpreter");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = root.join("src-tauri/crates/exchange/src/preset/simplejwt/check.py");
    let mut command = Command::new(python);
    command.env("PYTHONPATH", root.join("tests/counterparts"));
    command.arg(script).arg(config).args(["--user", user]);
    let (code, out, complaint) = run(&mut command, &json!(token).to_string());
    assert_eq!(code, Some(0), "the app is broken: {complaint}");
    let answer: Value = serde_json::from_str(&out).expect("a line of JSON");
    match answer["accepted"].as_bool().expect("a verdict") {
        true => Verdict::Accepted {
            subject: answer["subject"].as_str().expect("a subject").to_owned(),
        },
        false => Verdict::Refused,
    }
}

/// Issues a token as a script would, while the window is open.
pub fn issue_by_command_line(
    sandbox: &Sandbox,
    admin: &str,
    password: &str,
    client: &str,
    user: &str,
) -> String {
    let portreeve = std::env::var_os("PORTREEVE_CLI").expect("PORTREEVE_CLI names the built program");
    let mut login = sandbox.command(&portreeve);
    let (code, _, complaint) = run(login.args(["login", admin, "--password-stdin"]), password);
    assert_eq!(code, Some(0), "signing in: {complaint}");
    let mut issue = sandbox.command(&portreeve);
    let (code, out, complaint) = run(
        issue.args(["token", "issue", "--client", client, "--user", user]),
        "",
    );
    assert_eq!(code, Some(0), "issuing: {complaint}");
    out.trim().to_owned()
}

/// The same token with one letter of its signature changed.
pub fn forged(token: &str) -> String {
    let at = token.rfind('.').expect("a signature") + 1;
    let other = if token[at..].starts_with('A') { "B" } else { "A" };
    format!("{}{other}{}", &token[..at], &token[at + 1..])
}

fn run(command: &mut Command, input: &str) -> (Option<i32>, String, String) {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}
