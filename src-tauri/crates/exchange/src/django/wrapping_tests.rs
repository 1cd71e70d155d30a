//! The right dump in another wrapping, and what is none.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

const MIRA: &str = r#"{"model": "auth.user", "pk": 1, "fields": {"password": "!", "username": "mira", "first_name": "Jürgen"}}"#;
const BOB: &str = r#"{"model": "auth.user", "pk": 2, "fields": {"password": "!", "username": "bob"}}"#;

fn list() -> String {
    format!("[{MIRA}, {BOB}]")
}

/// The login names of a file, and what is told of it.
#[track_caller]
fn read(bytes: impl AsRef<[u8]>) -> (Vec<String>, String) {
    let dump = parse(bytes.as_ref().to_vec(), &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    let logins = dump.users.iter().map(|user| user.login.to_string());
    (
        logins.collect(),
        dump.notes.iter().map(|note| format!("{note}\n")).collect(),
    )
}

fn refused(bytes: impl AsRef<[u8]>) -> DumpError {
    parse(bytes.as_ref().to_vec(), &Options::default()).unwrap_err()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packing = GzEncoder::new(Vec::new(), Compression::fast());
    packing.write_all(bytes).unwrap();
    packing.finish().unwrap()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    assert_eq!(
        read(format!("\u{feff}{}", list())),
        (vec!["mira".into(), "bob".into()], String::new())
    );
}

#[test]
fn utf_16_is_read_with_a_mark_and_without() {
    for text in [
        format!("\u{feff}{}", list()),
        list(),
        format!("Loading…\r\n{}\r\n", list()),
    ] {
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let (logins, told) = read(utf16(&text, unit));
            assert_eq!(logins, ["mira", "bob"]);
            assert!(told.contains("UTF-16"), "{told}");
        }
    }
    let whole = utf16(&list(), u16::to_le_bytes);
    assert!(matches!(
        refused(&whole[..whole.len() - 1]),
        DumpError::CutShort { .. }
    ));
    assert!(matches!(
        refused(&whole[..whole.len() - 10]),
        DumpError::CutShort { .. }
    ));
    let mut broken = whole;
    broken.splice(2..4, [0x00, 0xd8]);
    assert_eq!(
        refused(broken),
        DumpError::NotText {
            encoding: "UTF-16",
            line: 1,
            column: 2
        }
    );
    assert_eq!(refused(b"\xff\xfe\0\0[\0\0\0"), DumpError::Utf32);
}

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
    assert_eq!(
        refused(format!("{MIRA}\n{{\"level\": \"info\"}}\n{BOB}")),
        DumpError::NotADump
    );
}

#[test]
fn gzip_is_read_and_bounded_by_what_it_unpacks_to() {
    let (logins, told) = read(gzip(list().as_bytes()));
    assert_eq!(logins, ["mira", "bob"]);
    assert!(told.contains("gzip"), "{told}");
    let two = [gzip(&list().as_bytes()[..40]), gzip(&list().as_bytes()[40..])].concat();
    assert_eq!(read(two).0, ["mira", "bob"], "in two members");
    let packed = gzip(list().as_bytes());
    assert_eq!(refused(&packed[..packed.len() - 12]), DumpError::BadGzip);
    assert_eq!(
        refused(gzip(&packed)),
        DumpError::Foreign(Foreign::Packed("gzip, twice"))
    );
    let bomb = gzip(&vec![b' '; DUMP_BYTES_MAX + 1]);
    assert!(bomb.len() < DUMP_BYTES_MAX / 100);
    assert_eq!(refused(bomb), DumpError::TooLarge);
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
    let second = format!("{}\nDone\n{}", list(), list());
    assert_eq!(refused(second), DumpError::Second { line: 3 });
    let broken = format!("{before}[{MIRA},\n{{\"model\": oops}}]");
    assert!(
        matches!(refused(broken), DumpError::NotJson { line: 5, .. }),
        "lines are those of the file"
    );
}

#[test]
fn files_that_are_no_dump_say_what_they_are() {
    for (text, error) in [
        (" \n", DumpError::Empty),
        ("username,password\n", DumpError::NotJson { line: 1, column: 1 }),
        ("[1, 2]", DumpError::NotADump),
        ("{\"keys\": []}", DumpError::NotADump),
        ("[{\"model\": \"auth.user\"}]", DumpError::NotADump),
        ("[{\"model\": \"auth.user\", \"fields\": 7}]", DumpError::NotADump),
        ("[]", DumpError::NoUsers),
        (
            "[{\"model\": \"people.profile\", \"fields\": {}}]",
            DumpError::NoUsers,
        ),
        (MIRA, DumpError::OneObject),
        ("- model: auth.user\n  pk: 1\n", DumpError::Foreign(Foreign::Yaml)),
        (
            "Loading…\n- model: auth.user\n",
            DumpError::Foreign(Foreign::Yaml),
        ),
        (
            "<?xml version=\"1.0\"?>\n<django-objects version=\"1.0\">",
            DumpError::Foreign(Foreign::Xml),
        ),
        (
            "\n<!DOCTYPE html>\n<title>Log in</title>",
            DumpError::Foreign(Foreign::WebPage),
        ),
    ] {
        assert_eq!(refused(text), error, "{text}");
    }
    for (bytes, foreign) in [
        (b"PK\x03\x04rest" as &[u8], Foreign::Packed("zip")),
        (b"BZh91AY", Foreign::Packed("bzip2")),
        (b"\xfd7zXZ\0rest", Foreign::Packed("xz")),
        (b"\x5d\0\0\x80\0rest", Foreign::Packed("lzma")),
        (b"SQLite format 3\0", Foreign::Database),
    ] {
        assert_eq!(refused(bytes), DumpError::Foreign(foreign));
    }
}

#[test]
fn a_code_page_is_named_with_the_place() {
    let mut bytes = format!("[{BOB},\n").into_bytes();
    bytes.extend(MIRA.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
    let column = MIRA.chars().position(|c| c == 'ü').unwrap() + 1;
    let error = refused(bytes);
    assert_eq!(
        error,
        DumpError::NotText {
            encoding: "UTF-8",
            line: 2,
            column
        }
    );
    assert!(error.to_string().contains("python -Xutf8 manage.py"), "{error}");
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
fn a_file_that_was_cut_short_is_told_from_one_that_is_broken() {
    let whole = list();
    for cut in 1..whole.len() {
        assert!(
            matches!(refused(&whole.as_bytes()[..cut]), DumpError::CutShort { .. }),
            "cut at {cut}"
        );
    }
}
