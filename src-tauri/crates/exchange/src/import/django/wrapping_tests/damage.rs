//! JSON that is damaged or truncated.

use super::*;

#[test]
fn what_python_writes_for_no_number_is_named_with_the_place() {
    for word in ["NaN", "Infinity", "-Infinity"] {
        let spoilt = MIRA.replace("\"mira\"", &format!("\"mira\", \"score\": {word}"));
        for text in [
            format!("[{BOB},\n{spoilt}]"),
            format!("{BOB}\n{spoilt}\n"),
            format!("[{BOB},\n{spoilt},\n{BOB}]"),
        ] {
            let error = refused(&text);
            let column = spoilt.find(word).unwrap() + 1;
            let expected = DumpError::NotANumber {
                word: word.into(),
                line: 2,
                column,
            };
            assert_eq!(error, expected, "{text}");
            assert!(error.to_string().contains("put a number there"), "{error}");
        }
    }
    let (logins, _) = read(format!("[{}]", MIRA.replace("Jürgen", "NaN")));
    assert_eq!(logins, ["mira"], "within a text it is text");
}

#[test]
fn a_raw_control_character_is_named_with_the_place() {
    for (raw, name) in [
        ('\t', "tab"),
        ('\n', "end of line"),
        ('\u{1}', "control character (U+0001)"),
    ] {
        let spoilt = MIRA.replace("mira", &format!("mi{raw}ra"));
        let column = spoilt.chars().position(|c| c == raw).unwrap() + 2;
        let error = refused(format!("Printed…\n[{spoilt}]"));
        assert_eq!(
            error,
            DumpError::RawControl {
                character: raw,
                line: 2,
                column
            }
        );
        assert!(
            error
                .to_string()
                .contains(&format!("a raw {name} in a text at line 2")),
            "{error}"
        );
    }
}

#[test]
fn a_file_that_was_cut_short_is_told_by_the_line_with_what_was_whole() {
    let eve = BOB.replace("bob", "eve");
    for (text, whole) in [
        (format!("[{MIRA},\n{}", &BOB[..40]), 1),
        (format!("{MIRA}\n{}", &BOB[..40]), 1),
        (format!("[{MIRA}, {BOB},\n"), 2),
        (format!("[\n{}", &MIRA[..MIRA.find('ü').unwrap()]), 0),
        (format!("Loading…\n{}", &MIRA[..20]), 0),
    ] {
        let error = refused(&text);
        let DumpError::CutShort {
            line, whole: told, ..
        } = error
        else {
            panic!("{text}: {error}")
        };
        assert!((2..=3).contains(&line) && told == whole, "{text}: {line}, {told}");
    }
    // Cut in the middle of a letter.
    for text in [format!("[{BOB},\n{MIRA}"), format!("{BOB}\n{MIRA}")] {
        let cut = &text.as_bytes()[..text.find('ü').unwrap() + 1];
        assert!(
            matches!(
                refused(cut),
                DumpError::CutShort {
                    line: 2,
                    whole: 1,
                    ..
                }
            ),
            "{text}"
        );
    }
    let told = refused(format!("{MIRA}\n{BOB}\n{}", &eve[..30])).to_string();
    assert!(
        told.contains("line 3") && told.contains("after 2 whole objects"),
        "{told}"
    );

    for cut in 2..eve.len() {
        let next = eve.replace("eve", "ada");
        let text = format!("{MIRA}\n\n{BOB}\n{}\n{next}\n", &eve[..cut]);
        let expected = DumpError::LineCutShort { line: 4, whole: 2 };
        assert_eq!(refused(&text), expected, "{text}");
    }
    let told = refused(format!("{MIRA}\n{}\n{eve}", &BOB[..30])).to_string();
    assert!(
        told.contains("line 2 was cut short") && told.contains("after 1 whole object"),
        "{told}"
    );
}

#[test]
fn a_file_that_was_cut_short_is_told_from_one_that_is_broken() {
    let whole = list();
    for cut in 1..whole.len() {
        assert!(
            matches!(refused(&whole.as_bytes()[..cut]), DumpError::CutShort { .. }),
            "cut at {cut}"
        );
    }
}
