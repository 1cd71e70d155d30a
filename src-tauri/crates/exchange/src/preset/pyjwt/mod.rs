//! Any Python app, with PyJWT 2.

use portreeve_core::client::Algorithm;

use crate::preset::source::{Language, Source};
use crate::preset::trust::Trust;
use crate::preset::{LEEWAY_SECS, Preset, PresetInput};

pub(super) const PRESETS: &[Preset] = &[Preset {
    id: "pyjwt",
    title: "Python (PyJWT): FastAPI, Flask and others",
    app: "Token check for a Python app with PyJWT",
    language: Language::Python,
    file_name: "portreeve_tokens.py",
    note: "Call `verify(token)` with what follows `Bearer ` in the Authorization header; what the person can do is up to the app.",
    algorithms: &Algorithm::ALL,
    write,
}];

const VERIFY_START: &str = r#"

def verify(token):
    """Return the claims of an access token. Raise jwt.InvalidTokenError if it must not be trusted."""
    if isinstance(token, bytes):
        token = token.decode("ascii", "replace")
    if not isinstance(token, str) or not token.isascii():
        raise jwt.InvalidTokenError("The token is not plain text")
"#;

const FIND_KEY: &str = r#"    key = KEYS.get(jwt.get_unverified_header(token).get("kid"))
    if key is None:
        raise jwt.InvalidTokenError("The token is signed with a key that is not in this file")
"#;

const VERIFY_END: &str = r#"    parts = jwt.decode_complete(
        token,
        key,
        algorithms=[ALGORITHM],
        issuer=ISSUER,
        audience=AUDIENCE,
        leeway=LEEWAY,
        options={"require": ["exp", "iss", "aud", "sub"]},
    )
    kind = parts["header"].get("typ")
    if not isinstance(kind, str) or kind.lower() not in ("at+jwt", "application/at+jwt"):
        raise jwt.InvalidTokenError("The token is not an access token")
    # The same signature can be written in several ways; a list of tokens that are refused knows one of them.
    signature = token.rsplit(".", 1)[1]
    if base64url_encode(base64url_decode(signature)).decode() != signature:
        raise jwt.InvalidTokenError("The token's signature is not written as it was made")
    return parts["payload"]
"#;

fn write(source: &mut Source, input: &PresetInput<'_>, trust: &Trust<'_>) {
    source.comment(&["Needs cryptography and PyJWT 2 (checked with 2.15)."]);
    source
        .raw("\nimport jwt\nfrom jwt.utils import base64url_decode, base64url_encode\n\nISSUER = ")
        .string(input.issuer);
    source.raw("\nAUDIENCE = ").string(input.audience);
    source
        .raw("\nALGORITHM = ")
        .string(input.algorithm.name())
        .raw("\n# Seconds by which this machine's clock can be off.\nLEEWAY = ")
        .raw(&LEEWAY_SECS.to_string())
        .raw("\n");
    match trust {
        Trust::Public { jwks, .. } => source
            .raw("JWKS = ")
            .key_set(jwks)
            .raw("\nKEYS = {key.key_id: key.key for key in jwt.PyJWKSet.from_dict(JWKS).keys}\n")
            .raw(VERIFY_START)
            .raw(FIND_KEY),
        Trust::Shared(secret) => source
            .raw("SECRET = ")
            .secret(secret)
            .raw("\n")
            .raw(VERIFY_START)
            .raw("    key = SECRET\n"),
    };
    source.raw(VERIFY_END);
}
