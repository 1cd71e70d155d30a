//! Recognises files in other formats.

use std::fmt;

/// A format other than JSON, by the beginning of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Packed; with the name of the packer.
    Packed(&'static str),
    /// `dumpdata --format yaml`.
    Yaml,
    /// `dumpdata --format xml`.
    Xml,
    /// A web page, for example a sign-in page.
    WebPage,
    /// The database itself.
    Database,
    /// A dump made by the database: `pg_dump`, `mysqldump`, `.dump`.
    Sql,
    /// A table, as spreadsheets and `COPY` write it.
    Csv,
    /// A list as Python prints it: `print` in place of `json.dump`.
    Python,
    /// Python's format for its own objects.
    Pickle,
    /// A binary form of JSON.
    MessagePack,
    /// Sections with settings; with the name of the format.
    Settings(&'static str),
    /// Encrypted; with the name of the program.
    Encrypted(&'static str),
    /// An unknown binary format.
    Binary,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Packed(packer) => write!(
                f,
                "the file is packed ({packer}); unpack it and import its contents"
            ),
            Self::Yaml => f.write_str("the file is YAML; dump with --format json"),
            Self::Xml => f.write_str("the file is XML; dump with --format json"),
            Self::WebPage => f.write_str(
                "the file is a web page, not a dump, perhaps a sign-in page or an error page; fetch the dump \
                 itself",
            ),
            Self::Database => f.write_str(
                "the file is a database, not a dump of it; let Django write one: manage.py dumpdata",
            ),
            Self::Sql => f.write_str(
                "the file is SQL, a dump that the database made; let Django write one: manage.py dumpdata",
            ),
            Self::Csv => f.write_str(
                "the file is a table (CSV) and no dump; let Django write one: manage.py dumpdata",
            ),
            Self::Pickle => f.write_str(
                "the file is a pickle, which only Python reads; let Django write JSON: manage.py dumpdata --format json",
            ),
            Self::MessagePack => f.write_str("the file is MessagePack; dump with --format json"),
            Self::Settings(format) => write!(
                f,
                "the file contains settings ({format}), not a dump; choose the file that manage.py dumpdata \
                 --format json wrote"
            ),
            Self::Encrypted(how) => {
                write!(f, "the file is encrypted ({how}); decrypt it and import its contents")
            }
            Self::Binary => f.write_str(
                "the file is not text, and its format is unknown; choose the file that manage.py dumpdata \
                 --format json wrote",
            ),
            Self::Python => f.write_str(
                "the file is what Python prints of its lists, not JSON; write it with json.dump, or let Django write \
                 one: manage.py dumpdata",
            ),
        }
    }
}

/// The first bytes of other formats.
const SIGNATURES: [(&[u8], Foreign); 26] = [
    (b"PK\x03\x04", Foreign::Packed("zip")),
    (b"PK\x05\x06", Foreign::Packed("zip")),
    (b"BZh", Foreign::Packed("bzip2")),
    (b"\xfd7zXZ\0", Foreign::Packed("xz")),
    (b"\x5d\0\0", Foreign::Packed("lzma")),
    (b"\x28\xb5\x2f\xfd", Foreign::Packed("zstd")),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Packed("7z")),
    (b"Rar!\x1a\x07", Foreign::Packed("rar")),
    (b"\x1f\x8b", Foreign::Packed("gzip, twice")),
    (b"\x1f\x9d", Foreign::Packed("compress")),
    (b"\x04\x22\x4d\x18", Foreign::Packed("lz4")),
    (b"LZIP", Foreign::Packed("lzip")),
    (b"SQLite format 3\0", Foreign::Database),
    (b"PGDMP", Foreign::Database),
    (b"\x80\x02", Foreign::Pickle),
    (b"\x80\x03", Foreign::Pickle),
    (b"\x80\x04", Foreign::Pickle),
    (b"\x80\x05", Foreign::Pickle),
    (b"]q\0", Foreign::Pickle),
    (b"(lp", Foreign::Pickle),
    (b"(dp", Foreign::Pickle),
    (b"age-encryption.org/", Foreign::Encrypted("age")),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", Foreign::Encrypted("age")),
    (b"-----BEGIN PGP MESSAGE-----", Foreign::Encrypted("PGP")),
    (b"Salted__", Foreign::Encrypted("openssl")),
    (b"%PDF-", Foreign::Binary),
];

/// Where a tar archive has its signature.
const TAR: (usize, &[u8]) = (257, b"ustar");

/// The format of a file by its first bytes.
pub(super) fn by_signature(bytes: &[u8]) -> Option<Foreign> {
    let (offset, mark) = TAR;
    if bytes.get(offset..).is_some_and(|rest| rest.starts_with(mark)) {
        return Some(Foreign::Packed("tar"));
    }
    if is_messagepack(bytes) {
        return Some(Foreign::MessagePack);
    }
    let found = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature));
    found.map(|(_, foreign)| *foreign)
}

/// Whether it is a map whose first key is that of a dump's object, alone or first in a list.
fn is_messagepack(bytes: &[u8]) -> bool {
    let of_list = match bytes {
        [0x90..=0x9f, rest @ ..] | [0xdc, _, _, rest @ ..] | [0xdd, _, _, _, _, rest @ ..] => rest,
        other => other,
    };
    let of_map = match of_list {
        [0x80..=0x8f, rest @ ..] | [0xde, _, _, rest @ ..] | [0xdf, _, _, _, _, rest @ ..] => rest,
        _ => return false,
    };
    let keys: [&[u8]; 3] = [b"\xa5model", b"\xa2pk", b"\xa6fields"];
    keys.iter().any(|key| of_map.starts_with(key))
}

/// How many bytes at the beginning are searched for bytes that no text contains.
const BYTES_LOOKED_AT: usize = 4096;

/// Whether it contains bytes that stand in no text, in any code page.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(BYTES_LOOKED_AT)];
    start
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f))
}
