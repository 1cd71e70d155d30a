//! `--out -`: a file's contents go to standard output, if the command writes only one file.

use crate::cli_fixture::CliFixture;

/// The exit code of an invalid request.
const INVALID_REQUEST: i32 = 3;

#[test]
fn a_dash_is_standard_output_with_the_file_and_nothing_more() {
    let desk = CliFixture::founded();
    desk.run(&["client", "add", "Wiki", "--alg", "HS256"]).done();
    let export = |out: &str| {
        desk.run(&["client", "export", "Wiki", "--preset", "pyjwt", "--out", out])
            .done()
            .stdout
    };
    let piped = export("-");
    export("wiki.py");
    let file = std::fs::read_to_string(desk.path("wiki.py")).expect("the config");
    assert_eq!(piped, file);
    assert!(!desk.path("-").exists());
    export("./-");
    assert!(desk.path("-").exists(), "a file of that name can be named");

    let trail = |out: &str| {
        let line = [
            "audit",
            "export",
            "--format",
            "csv",
            "--command",
            "client.create",
            "--out",
            out,
        ];
        desk.run(&line).done().stdout
    };
    let piped = trail("-");
    trail("trail.csv");
    let file = std::fs::read_to_string(desk.path("trail.csv")).expect("the trail");
    assert_eq!(piped, file);
    assert_eq!(piped.lines().count(), 2, "{piped}");
}

#[test]
fn what_standard_output_cannot_take_refuses_a_dash_and_writes_nothing() {
    let desk = CliFixture::founded();
    desk.file("secret", "barnacle thirteen umbrella");
    let passphrase = ["--passphrase-file", "secret"];
    let events = desk.json(&["audit", "head"])["number"].clone();
    for line in [
        [&["backup", "-"], &passphrase[..]].concat(),
        [
            &["backup", "schedule", "--to", "-", "--keep", "7"],
            &passphrase[..],
        ]
        .concat(),
        vec!["recovery-kit", "create", "--out", "-"],
    ] {
        let answer = desk.run(&line);
        assert_eq!(answer.code, Some(INVALID_REQUEST), "{answer}");
        assert!(answer.stdout.is_empty(), "{answer}");
        for told in ["does not go to standard output", "./-"] {
            assert!(answer.stderr.contains(told), "{told} is not told\n{answer}");
        }
        assert!(!desk.path("-").exists(), "{answer}");
    }
    assert_eq!(desk.json(&["audit", "head"])["number"], events);
}
