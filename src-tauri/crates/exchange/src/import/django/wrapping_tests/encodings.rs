//! Encodings and packers.

use super::*;

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
fn a_code_page_is_named_with_the_place() {
    let mut bytes = format!("[{BOB},\n").into_bytes();
    bytes.extend(MIRA.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
    let column = MIRA.chars().position(|c| c == 'ü').unwrap() + 1;
    let error = refused(bytes);
    assert_eq!(error, DumpError::NotText { line: 2, column });
    assert!(error.to_string().contains("python -Xutf8 manage.py"), "{error}");
}
