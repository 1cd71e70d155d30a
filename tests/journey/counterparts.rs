//! The real libraries of local apps decide whether our configs and tokens are right.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::cli_fixture::{CliFixture, path};
use crate::job::forged;
use crate::owner::Owner;
use crate::tools;

/// An app that verifies tokens with an exported config. It runs until it is dropped.
pub struct Counterpart {
    process: Child,
    tokens: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Counterpart {
    /// Runs the check in the preset's folder. Apps with a user table have `ada` in it.
    pub fn new(preset: &str, config: &Path) -> Self {
        Self::with_users(preset, config, &["--user", "ada"])
    }

    fn with_users(preset: &str, config: &Path, users: &[&str]) -> Self {
        let check = tools::check(preset);
        let (program, variable, folder) = match check.extension().and_then(|end| end.to_str()) {
            Some("py") => (tools::python(), "PYTHONPATH", tools::counterpart("")),
            Some("mjs") => (
                tools::system("node"),
                "PORTREEVE_NODE_MODULES",
                tools::node_modules(),
            ),
            other => panic!("no program runs a check that ends in {other:?}"),
        };
        let mut process = Command::new(program)
            .args([path(&check), path(config)])
            .args(users)
            .env(variable, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the counterpart starts");
        let tokens = process.stdin.take().expect("a pipe");
        let answers = BufReader::new(process.stdout.take().expect("a pipe"));
        Self {
            process,
            tokens,
            answers,
        }
    }

    pub fn accepts(&mut self, token: &str) {
        let answer = self.ask(token);
        assert_eq!(
            answer["accepted"], true,
            "our own token is not accepted: {answer}"
        );
    }

    pub fn refuses(&mut self, token: &str, why: &str) {
        let answer = self.ask(token);
        assert_eq!(answer["accepted"], false, "not refused, though {why}: {answer}");
    }

    /// A counterpart that is broken closes its output, which is no answer.
    fn ask(&mut self, token: &str) -> Value {
        writeln!(self.tokens, "{}", json!(token)).expect("the counterpart reads");
        let mut line = String::new();
        self.answers
            .read_line(&mut line)
            .expect("the counterpart answers");
        serde_json::from_str(&line).expect("an answer")
    }
}

impl Drop for Counterpart {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const ALGORITHMS: [&str; 4] = ["RS256", "ES256", "EdDSA", "HS256"];
/// `{"alg":"none","typ":"at+jwt"}`
const ALG_NONE: &str = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";

#[test]
fn the_app_of_every_preset_accepts_our_tokens_and_no_forgery() {
    let desk = directory();
    let presets = presets(&desk);
    // Each has directories of its own, and most of the time it waits for the app.
    std::thread::scope(|scope| {
        for preset in presets.keys() {
            scope.spawn(|| prove(preset));
        }
    });
}

#[test]
fn simplejwt_refuses_somebody_who_was_disabled_in_the_app() {
    let desk = directory();
    let config = export(&desk, "simplejwt", "RS256");
    let token = desk.token("RS256", "ada");
    let app = |users: &[&str]| Counterpart::with_users("simplejwt", &config, users);
    app(&["--user", "ada"]).accepts(&token);
    app(&["--inactive-user", "ada"]).refuses(&token, "ada is not active there");
    app(&["--user", "somebody"]).refuses(&token, "ada is not known there");
}

#[test]
fn an_app_knows_a_new_key_or_secret_once_its_config_is_exported_anew() {
    let desk = directory();
    for client in ["EdDSA", "HS256"] {
        let mut app = Counterpart::new("pyjwt", &export(&desk, "pyjwt", client));
        let before = desk.token(client, "ada");
        app.accepts(&before);
        if client == "HS256" {
            desk.run(&["client", "rotate-secret", client]).done();
        } else {
            let rotated = desk.json(&["key", "rotate", "--alg", client]);
            assert_eq!(rotated["export_anew"], json!(["EdDSA", "other-EdDSA"]));
        }
        let after = desk.token(client, "ada");
        app.refuses(&after, "it does not know what signed it");
        std::fs::remove_file(desk.path(&format!("{client}.py"))).expect("the config goes");
        let mut app = Counterpart::new("pyjwt", &export(&desk, "pyjwt", client));
        app.accepts(&after);
        if client == "HS256" {
            app.refuses(&before, "its secret was replaced");
        } else {
            app.accepts(&before);
        }
    }
}

/// The presets and the ending of the file that each writes.
fn presets(desk: &CliFixture) -> BTreeMap<String, String> {
    let listed = desk.json(&["client", "presets"]);
    let text = |preset: &Value, field: &str| preset[field].as_str().expect("a text").to_owned();
    let rows = listed["presets"].as_array().expect("a list").iter();
    rows.map(|preset| {
        let file_name = text(preset, "file_name");
        let (_, ending) = file_name.rsplit_once('.').expect("an ending");
        (text(preset, "id"), ending.to_owned())
    })
    .collect()
}

/// Tries one preset with every algorithm.
fn prove(preset: &str) {
    let (ours, elsewhere) = (directory(), directory());
    let _owners = (Owner::start(&ours), Owner::start(&elsewhere));
    for algorithm in ALGORITHMS {
        let mut app = Counterpart::new(preset, &export(&ours, preset, algorithm));
        let token = ours.token(algorithm, "ada");
        app.accepts(&token);

        app.refuses(&forged(&token), "one letter of the signature is another");
        let (header, payload, signature) = parts(&token);
        let root = ours.token(algorithm, "root");
        let (_, payload_of_root, _) = parts(&root);
        app.refuses(
            &format!("{header}.{payload_of_root}.{signature}"),
            "it says root, signed for ada",
        );
        app.refuses(
            &ours.token(&other(algorithm), "ada"),
            "it is meant for another app",
        );
        app.refuses(&elsewhere.token(algorithm, "ada"), "another directory signed it");
        app.refuses(&format!("{ALG_NONE}.{payload}."), "its algorithm is none");
    }
}

fn directory() -> CliFixture {
    let desk = CliFixture::founded();
    let _owner = Owner::start(&desk);
    desk.run(&["user", "add", "ada"]).done();
    for algorithm in ALGORITHMS {
        for name in [algorithm.to_owned(), other(algorithm)] {
            desk.run(&["client", "add", &name, "--alg", algorithm]).done();
        }
    }
    desk
}

fn other(algorithm: &str) -> String {
    format!("other-{algorithm}")
}

fn export(desk: &CliFixture, preset: &str, client: &str) -> std::path::PathBuf {
    let file = desk.path(&format!("{client}.{}", presets(desk)[preset]));
    let exported = desk.json(&[
        "client",
        "export",
        client,
        "--preset",
        preset,
        "--out",
        path(&file),
    ]);
    assert_eq!(
        exported["holds_secret"],
        client == "HS256",
        "{preset} {client} says whether a secret is inside"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file).expect("the config").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "the config is for its owner only");
    }
    file
}

fn parts(token: &str) -> (&str, &str, &str) {
    let mut parts = token.splitn(3, '.');
    let mut part = || parts.next().expect("three parts");
    (part(), part(), part())
}
