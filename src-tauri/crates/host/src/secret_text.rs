//! Reads text with a secret, a token or words, from a file or a pipe. The only reader for such text.

use std::io::Read;

use portreeve_core::text::find_unseen;
use zeroize::Zeroizing;

/// Largest such text. Secrets are short; a longer file is another file, or has no end.
pub const SECRET_BYTES_MAX: usize = 64 << 10;

/// Editors and shells put it at the beginning of a file, and `cat` then leaves it in the middle. No person types it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Why the text cannot be used. `why` continues a sentence that begins with the name of the file or pipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// For example "is empty".
    pub why: String,
    /// What to do.
    pub mend: &'static str,
}

impl Unfit {
    fn new(why: impl Into<String>, mend: &'static str) -> Self {
        Self {
            why: why.into(),
            mend,
        }
    }
}

/// All text in `source`, without a byte order mark and without line ends at its end.
pub fn read_text(source: impl Read) -> Result<Zeroizing<String>, Unfit> {
    // Reserved in full at once: a buffer that grows leaves parts of the secret behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(SECRET_BYTES_MAX + 1));
    source
        .take(SECRET_BYTES_MAX as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Unfit::new(format!("cannot be read: {error}"), "try again"))?;
    if bytes.len() > SECRET_BYTES_MAX {
        return Err(Unfit::new(
            format!("is longer than {} KiB", SECRET_BYTES_MAX / 1024),
            "a secret is a few words long: see whether this is the right file",
        ));
    }
    let text = std::str::from_utf8(&bytes);
    if let Some(name) = wide_encoding(&bytes, text.is_ok()) {
        return Err(Unfit::new(
            format!("is {name} and not UTF-8 text"),
            "save it again as UTF-8; Windows PowerShell does that with `-Encoding utf8`, an editor on request",
        ));
    }
    let text = text.map_err(|error| {
        let line = bytes[..error.valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        Unfit::new(
            format!("is not UTF-8 text (line {line}), but in a code page or UTF-16"),
            "save it again as UTF-8 text",
        )
    })?;
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    plain.extend(text.chars().filter(|c| *c != BYTE_ORDER_MARK));
    let length = plain.trim_end_matches(['\r', '\n']).len();
    plain.truncate(length);
    Ok(plain)
}

/// `text`, if it is one line: a whole password or passphrase.
pub fn one_line(text: &str) -> Result<&str, Unfit> {
    match lines(text) {
        _ if text.is_empty() => Err(Unfit::new("is empty", "put the secret into it, on one line")),
        _ if is_never_typed_in(text) => Err(Unfit::new(
            "contains a character that cannot be typed",
            "see whether this is the right file, and save it as UTF-8 text",
        )),
        1 => Ok(text),
        lines => Err(Unfit::new(
            format!("has {lines} lines, and a secret is one"),
            "keep only the secret in it: comments and further lines would become part of it",
        )),
    }
}

/// The number of lines. A lone carriage return ended them on old machines.
fn lines(text: &str) -> usize {
    let returns = text.match_indices('\r');
    let alone = returns
        .filter(|(at, _)| !text[at + 1..].starts_with('\n'))
        .count();
    1 + alone + text.matches('\n').count()
}

/// Whether `text` contains a character that cannot be typed into a password field: a control character other than tab
/// and line ends, another kind of line end, or a character without width.
fn is_never_typed_in(text: &str) -> bool {
    text.split(['\t', '\n', '\r'])
        .any(|part| find_unseen(part).is_some())
}

/// Whether `byte` is a control character that neither separates words nor ends a line or page. In UTF-8 such a byte is
/// never part of another letter, but in UTF-16 it is the upper half of many.
fn is_never_typed(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\x0b' | b'\x0c' | b'\r')
}

/// The wide encoding of `bytes`, if they have two or four bytes a letter: by their mark, or because they make sense
/// only so. Basic Latin letters have zeros beside them, those of most alphabets another control character.
fn wide_encoding(bytes: &[u8], is_utf8: bool) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Some("UTF-32");
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some("UTF-16");
    }
    // Letters of Indian alphabets stand beside tabs and line ends: only these, and as many as that, are not text
    // either.
    let line = bytes.trim_ascii_end();
    let controls = line.iter().filter(|byte| byte.is_ascii_control()).count();
    let is_text = is_utf8
        && !bytes.iter().copied().any(is_never_typed)
        && (line.len() < 5 || controls * 3 < line.len());
    if is_text {
        return None;
    }
    let is_letter = |c: char| !c.is_control() || c.is_ascii_whitespace();
    let quads = bytes.as_chunks::<4>().0;
    let is_utf32 = |number: fn([u8; 4]) -> u32| {
        let mut letters = quads.iter().map(|quad| char::from_u32(number(*quad)));
        bytes.len().is_multiple_of(4) && letters.all(|letter| letter.is_some_and(is_letter))
    };
    if is_utf32(u32::from_le_bytes) || is_utf32(u32::from_be_bytes) {
        return Some("UTF-32");
    }
    // A single byte at the end was appended, such as a line end.
    let pairs = bytes.as_chunks::<2>().0;
    let is_utf16 = |number: fn([u8; 2]) -> u16| {
        let units = || pairs.iter().map(|pair| number(*pair));
        // Pairs of bytes in another encoding mostly look like Chinese.
        let alphabets = units()
            .filter(|unit| matches!(unit, ..0x2000 | 0x3000..0x3100))
            .count();
        char::decode_utf16(units()).all(|letter| letter.is_ok_and(is_letter))
            && alphabets > 0
            && alphabets * 2 >= pairs.len()
    };
    (is_utf16(u16::from_le_bytes) || is_utf16(u16::from_be_bytes)).then_some("UTF-16")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        let text = read_text(bytes).map_err(|unfit| unfit.why)?;
        one_line(&text).map(str::to_owned).map_err(|unfit| unfit.why)
    }

    #[test]
    fn a_byte_order_mark_and_line_ends_are_no_part_of_a_secret() {
        for bytes in [
            "seven quiet gulls",
            "seven quiet gulls\n",
            "seven quiet gulls\r\n\r\n",
            "\u{feff}seven quiet gulls\r\n",
            "\u{feff}\u{feff}seven quiet gulls",
            "seven quiet gulls\n\u{feff}",
        ] {
            assert_eq!(
                read(bytes.as_bytes()).as_deref(),
                Ok("seven quiet gulls"),
                "{bytes:?}"
            );
        }
        // Text that a person chose is read unchanged.
        for bytes in [
            " two spaces ",
            "a\tb",
            "zoë",
            "10203040",
            "0a0b0c0d",
            "пароль-вода-77-гора",
            "パスワード",
            "密码",
        ] {
            assert_eq!(read(bytes.as_bytes()).as_deref(), Ok(bytes), "{bytes:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_secret_is_named() {
        for (bytes, why) in [
            (Vec::new(), "is empty"),
            (b"\xef\xbb\xbf\r\n".to_vec(), "is empty"),
            (b"one\ntwo\n".to_vec(), "has 2 lines"),
            (b"one\rtwo".to_vec(), "has 2 lines"),
            ("one\u{85}".into(), "cannot be typed"),
            (b"one\x0b".to_vec(), "cannot be typed"),
            ("one\u{2028}two".into(), "cannot be typed"),
            ("one\u{200b}".into(), "cannot be typed"),
            (b"one\r\n# office\r\n\r\n# new\r\n".to_vec(), "has 4 lines"),
            (b"\0".to_vec(), "cannot be typed"),
            (b"nul\0nul".to_vec(), "cannot be typed"),
            (b"seven\x1b[2Jgulls\n".to_vec(), "cannot be typed"),
            (b"seven gulls\x7f".to_vec(), "cannot be typed"),
            (b"one\0\ntwo".to_vec(), "cannot be typed"),
            (
                "秘密".encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "UTF-16",
            ),
            (b"gulls\nna\xefve".to_vec(), "is not UTF-8 text (line 2)"),
            (vec![b'x'; SECRET_BYTES_MAX + 1], "is longer than 64 KiB"),
        ] {
            let found = read(&bytes).unwrap_err();
            assert!(found.contains(why), "{why}: {found}");
        }
        assert!(read(&vec![b'x'; SECRET_BYTES_MAX]).is_ok());
    }

    #[test]
    fn text_in_two_or_four_bytes_a_letter_is_named_whatever_the_alphabet_and_with_a_mark_or_without() {
        for text in [
            "gulls",
            "x",
            "gulls\r\n",
            "zoë",
            "žluťoučký",
            "пароль-вода-77-гора",
            "пароль",
            "κωδικός\n",
            "סיסמה",
            "كلمة السر",
            "पासवर्ड",
            "รหัสผ่าน",
            "პაროლი",
            "パスワード",
            "秘密のパスワード 7\n",
            "gull 🐦 gull",
        ] {
            for mark in ["", "\u{feff}"] {
                let text = format!("{mark}{text}");
                let units = || text.encode_utf16();
                let letters = || text.chars().map(u32::from);
                for (bytes, name) in [
                    (
                        units().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
                        "is UTF-16",
                    ),
                    (units().flat_map(u16::to_be_bytes).collect(), "is UTF-16"),
                    (letters().flat_map(u32::to_le_bytes).collect(), "is UTF-32"),
                    (letters().flat_map(u32::to_be_bytes).collect(), "is UTF-32"),
                ] {
                    let found = read(&bytes).unwrap_err();
                    assert!(found.contains(name), "{text:?} {bytes:x?}: {found}");
                    let found = read(&[&bytes[..], b"\n"].concat()).unwrap_err();
                    assert!(
                        name == "is UTF-32" || found.contains(name),
                        "{text:?} and a line end: {found}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_source_without_an_end_is_not_read_to_it() {
        let unfit = read_text(std::io::repeat(b'x')).unwrap_err();
        assert!(unfit.why.contains("longer"), "{unfit:?}");
    }
}
