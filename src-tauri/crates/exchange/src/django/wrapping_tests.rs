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
        format!("日本語の前書き\r\n{}\r\n", list()),
        format!("[{}]", MIRA.replace("Jürgen", &"юрий東京".repeat(12))),
    ] {
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let (logins, told) = read(utf16(&text, unit));
            assert_eq!(logins[0], "mira");
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
    assert_eq!(refused(broken), DumpError::BrokenUtf16 { line: 1, column: 2 });
    assert_eq!(refused(b"\xff\xfe\0\0[\0\0\0"), DumpError::Utf32);
    let four = |unit: fn(u32) -> [u8; 4]| list().chars().flat_map(|c| unit(c.into())).collect::<Vec<u8>>();
    assert_eq!(refused(four(u32::to_le_bytes)), DumpError::Utf32);
    assert_eq!(refused(four(u32::to_be_bytes)), DumpError::Utf32);
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
    // What is broken is never taken for something printed.
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
fn gzip_is_read_and_bounded_by_what_it_unpacks_to() {
    let (logins, told) = read(gzip(list().as_bytes()));
    assert_eq!(logins, ["mira", "bob"]);
    assert!(told.contains("gzip"), "{told}");
    let two = [gzip(&list().as_bytes()[..40]), gzip(&list().as_bytes()[40..])].concat();
    assert_eq!(read(two).0, ["mira", "bob"], "in two members");
    let mut padded = gzip(list().as_bytes());
    padded.resize(1024, 0);
    assert_eq!(read(&padded).0, ["mira", "bob"], "filled up with zeros");
    padded.push(7);
    assert_eq!(refused(&padded), DumpError::BadGzip);
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

#[test]
fn files_that_are_no_dump_say_what_they_are() {
    for (text, error) in [
        (" \n", DumpError::Empty),
        ("hello\n", DumpError::NotJson { line: 1, column: 1 }),
        ("Hello, world\n", DumpError::NotJson { line: 1, column: 1 }),
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
    for (text, foreign) in [
        ("-   model: auth.user\n    pk: 1\n", Foreign::Yaml),
        ("-\tfields:\n", Foreign::Yaml),
        ("---\n-   fields:\n        username: mira\n", Foreign::Yaml),
        ("-\n  model: auth.user\n", Foreign::Yaml),
        ("%YAML 1.2\n---\n", Foreign::Yaml),
        ("- {model: auth.user, pk: 1}\n", Foreign::Yaml),
        (
            "-- PostgreSQL database dump\nCOPY auth_user (id) FROM stdin;\n",
            Foreign::Sql,
        ),
        ("/*!40101 SET NAMES utf8 */;\n", Foreign::Sql),
        (
            "--\n-- Host: localhost\nSET x = 1;\ncreate table `auth_user` (\n",
            Foreign::Sql,
        ),
        (
            "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nINSERT INTO auth_user VALUES(1);",
            Foreign::Sql,
        ),
        ("id,username\n1,mira\n", Foreign::Csv),
        (
            "\"Username\";\"E-mail\"\r\n\"mira\";\"m@example.org\"\r\n",
            Foreign::Csv,
        ),
        ("username\temail\n", Foreign::Csv),
        ("given,family,phone\nMira,Holm,+49 1\n", Foreign::Csv),
        ("[{'model': 'auth.user', 'pk': 1}]", Foreign::Python),
        ("{'model': 'auth.user', 'pk': None}\n", Foreign::Python),
        ("<QuerySet [<User: mira>]>", Foreign::Python),
    ] {
        assert_eq!(refused(text), DumpError::Foreign(foreign), "{text}");
        let told = refused(text).to_string();
        assert!(told.contains("dump"), "{told}");
    }
    let mut tar = vec![0; 1024];
    tar[..9].copy_from_slice(b"dump.json");
    tar[257..262].copy_from_slice(b"ustar");
    assert_eq!(refused(gzip(&tar)), DumpError::Foreign(Foreign::Packed("tar")));
    for (bytes, foreign) in [
        (&tar[..], Foreign::Packed("tar")),
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
fn files_of_other_formats_are_named_with_what_to_do() {
    let messagepack = |head: &[u8]| [head, b"\xa5model\xa9auth.user\xa2pk\x01\xa6fields\x80"].concat();
    let cases: [(&[u8], Foreign, &str); 40] = [
        (b"\x80\x04\x95\x10\0\0\0\0\0\0\0]\x94}", Foreign::Pickle, "pickle"),
        (b"\x80\x03]q\0}q\x01", Foreign::Pickle, "pickle"),
        (b"]q\0(}q\x01(", Foreign::Pickle, "pickle"),
        (b"(lp0\n(dp1\nVmodel\np2\n", Foreign::Pickle, "pickle"),
        (&messagepack(b"\x91\x83"), Foreign::MessagePack, "MessagePack"),
        (&messagepack(b"\xdc\0\x01\x83"), Foreign::MessagePack, "--format json"),
        (&messagepack(b"\x83"), Foreign::MessagePack, "MessagePack"),
        (
            b"[[users]]\nusername = \"mira\"\n",
            Foreign::Settings("TOML"),
            "TOML",
        ),
        (
            b"# made by hand\n[user.mira]\npassword = \"!\"\nstaff = true\n",
            Foreign::Settings("TOML"),
            "TOML",
        ),
        (b"title = 'x'\n", Foreign::Settings("TOML"), "TOML"),
        (b"[DEFAULT]\nname = mira\n", Foreign::Settings("INI"), "INI"),
        (b"; x\r\n[users]\r\nmira=admin\r\n", Foreign::Settings("INI"), "INI"),
        (b"SECRET_KEY=abc\nDEBUG=1\n", Foreign::Settings("INI"), "settings"),
        (
            b"--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n",
            Foreign::Sql,
            "SQL",
        ),
        (b"-- MySQL dump 10.13\n", Foreign::Sql, "SQL"),
        (
            b"-- phpMyAdmin SQL Dump\n-- version 5\n",
            Foreign::Sql,
            "SQL",
        ),
        (
            b"DROP TABLE IF EXISTS `auth_user`;\n",
            Foreign::Sql,
            "manage.py dumpdata",
        ),
        // What an app keeps of its own dumps is in a database, too.
        (
            b"-- PostgreSQL database dump\n7\t[{\"model\": \"auth.user\", \"pk\": 1, \"fields\": {}}]\n",
            Foreign::Sql,
            "SQL",
        ),
        (b"SQLite format 3\0\x10\0", Foreign::Database, "database"),
        (b"PGDMP\x01\x0e\0", Foreign::Database, "database"),
        (b"BZh91AY&SY", Foreign::Packed("bzip2"), "unpack"),
        (b"\xfd7zXZ\0\0\x04", Foreign::Packed("xz"), "unpack"),
        (b"\x28\xb5\x2f\xfd\x04", Foreign::Packed("zstd"), "unpack"),
        (b"\x04\x22\x4d\x18\x64", Foreign::Packed("lz4"), "unpack"),
        (b"\x1f\x9d\x90", Foreign::Packed("compress"), "unpack"),
        (
            b"<!DOCTYPE html>\n<title>Log in</title>",
            Foreign::WebPage,
            "sign in",
        ),
        (
            b"<html>\n<script>\nvar users =\n[{\"model\": \"auth.user\"}]\n",
            Foreign::WebPage,
            "web page",
        ),
        (b"  <HTML lang=en>", Foreign::WebPage, "fetch the dump itself"),
        (b"<div>\n<form action=/login>", Foreign::WebPage, "web page"),
        (
            b"id,password,last_login\n1,!,\n",
            Foreign::Csv,
            "manage.py dumpdata",
        ),
        (
            b"1\tpbkdf2_sha256$1$a$b\t\\N\tt\tmira\n2\t!\t\\N\tf\tbob\n",
            Foreign::Csv,
            "table",
        ),
        (b"age-encryption.org/v1\n-> X25519", Foreign::Encrypted("age"), "decrypt"),
        (b"-----BEGIN PGP MESSAGE-----\n", Foreign::Encrypted("PGP"), "decrypt"),
        (b"Salted__abcdefgh", Foreign::Encrypted("openssl"), "decrypt"),
        (b"%PDF-1.7\n", Foreign::Binary, "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0d", Foreign::Binary, "no text"),
        (b"\x01\x02\xff\xfe\x03", Foreign::Binary, "no text"),
        (
            br#"[{"model": "auth.user", "fields": {"is_active": True}}]"#,
            Foreign::Python,
            "json.dump",
        ),
        (
            br#"[{"model": "auth.user", "fields": {"last_login": None}}]"#,
            Foreign::Python,
            "json.dump",
        ),
        (br#"{"model": "auth.user", "pk": None}"#, Foreign::Python, "Python"),
    ];
    for (bytes, foreign, told) in cases {
        let error = refused(bytes);
        let text = String::from_utf8_lossy(bytes);
        assert_eq!(error, DumpError::Foreign(foreign), "{text}");
        assert!(error.to_string().contains(told), "{error}");
    }
}

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
fn a_code_page_is_named_with_the_place() {
    let mut bytes = format!("[{BOB},\n").into_bytes();
    bytes.extend(MIRA.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
    let column = MIRA.chars().position(|c| c == 'ü').unwrap() + 1;
    let error = refused(bytes);
    assert_eq!(error, DumpError::NotText { line: 2, column });
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
        let DumpError::CutShort { line, whole: told, .. } = error else {
            panic!("{text}: {error}")
        };
        assert!((2..=3).contains(&line) && told == whole, "{text}: {line}, {told}");
    }
    // In the middle of a letter.
    for text in [format!("[{BOB},\n{MIRA}"), format!("{BOB}\n{MIRA}")] {
        let cut = &text.as_bytes()[..text.find('ü').unwrap() + 1];
        assert!(
            matches!(refused(cut), DumpError::CutShort { line: 2, whole: 1, .. }),
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
