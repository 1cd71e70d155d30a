//! Text that somebody keeps a secret, a token or words in, from a file or a pipe: one reader for all of them.

use std::io::Read;

use zeroize::Zeroizing;

/// Most bytes of it. Secrets are short; what is longer is another file, or has no end.
pub const SECRET_BYTES_MAX: usize = 64 << 10;

/// Editors and shells put it at the beginning of a file, and `cat` then has it in the middle; nobody types it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Why what was read cannot be used. `why` goes on after the name of the file or pipe.
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

/// All text in `source`, without the mark of its byte order and the line ends at its end.
pub fn read_text(source: impl Read) -> Result<Zeroizing<String>, Unfit> {
    // As long as it can get: a buffer that grows leaves parts of the secret behind.
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
    if is_utf16(&bytes) {
        return Err(Unfit::new(
            "is UTF-16 and not UTF-8 text",
            "save it again as UTF-8; Windows PowerShell does that with `-Encoding utf8`, an editor on request",
        ));
    }
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        Unfit::new(
            format!("is not UTF-8 text (line {line})"),
            "save it again as UTF-8 text",
        )
    })?;
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    plain.extend(text.chars().filter(|c| *c != BYTE_ORDER_MARK));
    let length = plain.trim_end_matches(['\r', '\n']).len();
    plain.truncate(length);
    Ok(plain)
}

/// `text`, if it is one line: all of a password or passphrase.
pub fn one_line(text: &str) -> Result<&str, Unfit> {
    match text.split('\n').count() {
        _ if text.is_empty() => Err(Unfit::new("is empty", "put the secret into it, on one line")),
        1 => Ok(text),
        lines => Err(Unfit::new(
            format!("has {lines} lines, and a secret is one"),
            "leave nothing but the secret in it: comments and further lines would be part of it",
        )),
    }
}

/// With its mark, or without one where plain letters show it: each has a zero beside it.
fn is_utf16(bytes: &[u8]) -> bool {
    let every_other_is_zero = |at: usize| bytes.iter().skip(at).step_by(2).all(|byte| *byte == 0);
    bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || (bytes.len() >= 2
            && bytes.len().is_multiple_of(2)
            && (every_other_is_zero(0) || every_other_is_zero(1)))
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
        // What somebody chose stays as it is.
        for bytes in [" two spaces ", "a\rb", "nul\0nul", "\0", "zoë"] {
            assert_eq!(read(bytes.as_bytes()).as_deref(), Ok(bytes), "{bytes:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_secret_is_named() {
        let utf16 = |text: &str, mark: &[u8], big: bool| {
            let units = text.encode_utf16();
            let bytes = units.flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            });
            [mark, &bytes.collect::<Vec<u8>>()].concat()
        };
        for (bytes, why) in [
            (Vec::new(), "is empty"),
            (b"\xef\xbb\xbf\r\n".to_vec(), "is empty"),
            (b"one\ntwo\n".to_vec(), "has 2 lines"),
            (b"one\r\n# office\r\n\r\n# new\r\n".to_vec(), "has 4 lines"),
            (utf16("gulls", b"\xff\xfe", false), "is UTF-16"),
            (utf16("zo\u{eb}", b"\xfe\xff", true), "is UTF-16"),
            (utf16("gulls", b"", false), "is UTF-16"),
            (utf16("gulls", b"", true), "is UTF-16"),
            (b"gulls\nna\xefve".to_vec(), "is not UTF-8 text (line 2)"),
            (vec![b'x'; SECRET_BYTES_MAX + 1], "is longer than 64 KiB"),
        ] {
            let found = read(&bytes).unwrap_err();
            assert!(found.contains(why), "{why}: {found}");
        }
        assert!(read(&vec![b'x'; SECRET_BYTES_MAX]).is_ok());
    }

    #[test]
    fn a_source_without_an_end_is_not_read_to_it() {
        let unfit = read_text(std::io::repeat(b'x')).unwrap_err();
        assert!(unfit.why.contains("longer"), "{unfit:?}");
    }
}
