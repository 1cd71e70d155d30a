//! Any Node app, with jose 6.

use portreeve_core::client::Algorithm;

use crate::preset::source::{Language, Source};
use crate::preset::trust::Trust;
use crate::preset::{LEEWAY_SECS, Preset, PresetInput};

pub(super) const PRESETS: &[Preset] = &[Preset {
    id: "jose",
    title: "Node (jose): Express, Fastify and others",
    app: "Token check for a Node app with jose",
    language: Language::JavaScript,
    file_name: "portreeve-tokens.mjs",
    note: "Call `verify(token)` with what follows `Bearer ` in the Authorization header; what the person can do is up to the app.",
    algorithms: &Algorithm::ALL,
    write,
}];

const VERIFY: &str = r#"
/** Resolves to the claims of an access token. Rejects if it must not be trusted. */
export async function verify(token) {
  // A signature has several spellings. A list of revoked tokens contains only one, so the others are refused.
  const signature = String(token).split(".").at(-1);
  if (Buffer.from(signature, "base64url").toString("base64url") !== signature) {
    throw new errors.JWSInvalid("The token's signature is not written as it was made");
  }
  const { payload } = await jwtVerify(token, KEY, {
    issuer: ISSUER,
    audience: AUDIENCE,
    algorithms: [ALGORITHM],
    clockTolerance: LEEWAY,
    typ: "at+jwt",
    requiredClaims: ["exp", "sub"],
  });
  return payload;
}
"#;

fn write(source: &mut Source, input: &PresetInput<'_>, trust: &Trust<'_>) {
    source.comment(&["Needs jose 6."]);
    let imports = match trust {
        Trust::Public { .. } => "createLocalJWKSet, errors, jwtVerify",
        Trust::Shared(_) => "errors, jwtVerify",
    };
    source
        .raw("\nimport { ")
        .raw(imports)
        .raw(" } from \"jose\";\n\nconst ISSUER = ")
        .string(input.issuer);
    source.raw(";\nconst AUDIENCE = ").string(input.audience);
    source.raw(";\nconst ALGORITHM = ").string(input.algorithm.name());
    source
        .raw(";\n// Seconds by which this machine's clock can be off.\nconst LEEWAY = ")
        .raw(&LEEWAY_SECS.to_string());
    source.raw(";\nconst KEY = ");
    match trust {
        Trust::Public { jwks, .. } => source.raw("createLocalJWKSet(").key_set(jwks).raw(")"),
        Trust::Shared(secret) => source.secret(secret),
    };
    source.raw(";\n").raw(VERIFY);
}
