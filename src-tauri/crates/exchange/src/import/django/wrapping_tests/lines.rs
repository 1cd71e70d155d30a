//! JSON Lines, and lines printed by programs.

use super::*;

#[test]
fn json_lines_are_read() {
    for text in [
        format!("{MIRA}\n{BOB}\n"),
        format!("{MIRA}\r\n\r\n{BOB}"),
        format!("\u{feff}{MIRA}\n{BOB}"),
    ] {
        assert_eq!(read(text), (vec!["mira".into(), "bob".into()], String::new()));
    }
    assert!(matches!(
        refused(format!("{MIRA}\n{}", &BOB[..30])),
        DumpError::CutShort { line: 2, .. }
    ));
    assert!(matches!(
        refused(format!("{MIRA},\n{BOB}\n")),
        DumpError::NotJson { line: 1, .. }
    ));
}

#[test]
fn lines_that_were_printed_between_objects_are_passed_over_and_told() {
    for printed in ["warn: x\n", "[INFO] loaded\r\n\n"] {
        let (logins, told) = read(format!("{MIRA}\n{printed}{BOB}\nDone\n"));
        assert_eq!(logins, ["mira", "bob"]);
        assert!(
            told.contains("1 line within the dump passed over, beginning with `"),
            "{told}"
        );
        assert!(told.contains("1 line after the dump passed over"), "{told}");
    }
    let twice = format!(
        "{MIRA}\nwarn: x\n{BOB}\nwarn: y\nwarn: z\n{}",
        BOB.replace("bob", "eve").replace("2", "3")
    );
    let (logins, told) = read(&twice);
    assert_eq!(logins, ["mira", "bob", "eve"]);
    assert!(
        told.contains("1 line within") && told.contains("2 lines within"),
        "{told}"
    );
    // A broken object never counts as a printed line.
    for broken in [
        format!("{MIRA}\n{{\"model\": oops}}\n{BOB}"),
        format!("{MIRA}\nwarn: x\n{{\"model\": oops}}\n{BOB}"),
        format!("{MIRA}\nwarn: x\n{}\n{BOB}", &BOB[..30]),
        format!("{MIRA}\nwarn: x\n{{'a': 1}}\n{BOB}"),
        format!("{MIRA} x\n{BOB}"),
        format!("{MIRA}\n, {BOB}"),
    ] {
        let error = refused(&broken);
        let lines = broken.lines().count();
        assert!(
            matches!(error, DumpError::NotJson { line: at, .. } | DumpError::LineCutShort { line: at, .. } if at <= lines),
            "{broken}: {error:?}"
        );
    }
}

#[test]
fn printed_lines_around_a_dump_are_passed_over_and_told() {
    let before = "Loading .env…\n[INFO] {'a': 1}\n\n";
    for dump in [list(), format!("{MIRA}\n{BOB}"), format!("[\n{MIRA},\n{BOB}\n]")] {
        let (logins, told) = read(format!("{before}{dump}\nDone in 3 s.\n"));
        assert_eq!(logins, ["mira", "bob"]);
        assert!(
            told.contains("2 lines before the dump passed over, beginning with `Loading .env…`"),
            "{told}"
        );
        assert!(
            told.contains("1 line after the dump passed over, beginning with `Done in 3 s.`"),
            "{told}"
        );
    }
    for (text, before) in [
        (format!("Loading\u{1b}[0mDEBUG {}", list()), "\\u{1b}[0mDEBUG"),
        (format!("[INFO] {}\nDone\n", list()), "[INFO]"),
        (
            format!("hello\n\u{feff}{}", list()),
            "1 line before the dump passed over, beginning with `hello`",
        ),
        (format!("[]\n{}", list()), "[]"),
        (format!("[]\r\n[ ]\n{MIRA}\n{BOB}"), "[]"),
    ] {
        let (logins, told) = read(&text);
        assert_eq!(logins, ["mira", "bob"], "{text}");
        assert!(
            told.contains("before the dump passed over") && told.contains(before),
            "{told}"
        );
    }
    let (logins, told) = read(format!("{}\n[]\n", list()));
    assert_eq!(logins, ["mira", "bob"]);
    assert!(
        told.contains("1 line after the dump passed over, beginning with `[]`"),
        "{told}"
    );
    let broken = format!("DEBUG [{MIRA}, oops]");
    let column = broken.chars().count() - "oops]".len() + 1;
    assert_eq!(
        refused(broken),
        DumpError::NotJson { line: 1, column },
        "columns are those of the file"
    );
    let second = format!("{}\nDone\n{}", list(), list());
    assert_eq!(refused(second), DumpError::Second { line: 3 });
    let named = format!("{{\"old\": {}, \"new\": {}}}", list(), list());
    assert!(
        matches!(refused(named), DumpError::Second { .. }),
        "nothing of it is dropped"
    );
    let logged = format!("DEBUG [{MIRA}]\n{}", list());
    assert_eq!(refused(logged), DumpError::Second { line: 2 });
    let broken = format!("{before}[{MIRA},\n{{\"model\": oops}}]");
    assert!(
        matches!(refused(broken), DumpError::NotJson { line: 5, .. }),
        "lines are those of the file"
    );
}
