//! Parsers for the parts of encoded hashes.

use base64::Engine;
use base64::engine::GeneralPurpose;

/// A number as Django writes it: digits only, no leading zero. A number that does not fit counts as larger than any
/// limit.
pub(super) fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let leading_zero = text.len() > 1 && text.starts_with('0');
    (digits && !leading_zero).then(|| text.parse().unwrap_or(u64::MAX))
}

/// The number after `name`, as in `m=19456`.
pub(super) fn named_number(text: &str, name: &str) -> Option<u64> {
    number(text.strip_prefix(name)?.strip_prefix('=')?)
}

/// Base64 of exactly `N` bytes.
pub(super) fn fixed_base64<const N: usize>(engine: &GeneralPurpose, text: &str) -> Option<[u8; N]> {
    engine.decode(text).ok()?.try_into().ok()
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
