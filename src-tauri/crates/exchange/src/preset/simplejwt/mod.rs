//! Django REST framework with `djangorestframework-simplejwt` 5.5.

use portreeve_core::client::Algorithm;

use crate::preset::source::{Language, Source};
use crate::preset::trust::Trust;
use crate::preset::{LEEWAY_SECS, Preset, PresetInput};

pub(super) const PRESETS: &[Preset] = &[BY_USER_NAME, STATELESS];

/// For an app with a user table of its own.
const BY_USER_NAME: Preset = Preset {
    id: "simplejwt",
    title: "Django REST framework (simplejwt)",
    app: "Token settings for Django REST framework with simplejwt, users found by username",
    language: Language::Python,
    file_name: "portreeve_jwt.py",
    note: "The app needs a user of the same username in its own table. simplejwt does not check the \
           token's `typ` header, nor whether its signature is padded. The file contains one key: export \
           again after rotating it.",
    algorithms: &Algorithm::ALL,
    write: |source, input, trust| {
        settings(
            source,
            input,
            trust,
            &Users {
                class: "JWTAuthentication",
                field: Some("username"),
                claim: "preferred_username",
            },
        );
    },
};

/// For an app without a user table.
const STATELESS: Preset = Preset {
    id: "simplejwt-stateless",
    title: "Django REST framework (simplejwt), no user table",
    app: "Token settings for Django REST framework with simplejwt, users known by their token alone",
    language: Language::Python,
    file_name: "portreeve_jwt.py",
    note: "`request.user` is a TokenUser: its `id` is the Portreeve user id, and its `preferred_username` and `token[\"groups\"]` are the token's claims. simplejwt checks neither the token's `typ` header nor how its signature is written. The file contains one key: export again after rotating it.",
    algorithms: &Algorithm::ALL,
    write: |source, input, trust| {
        settings(
            source,
            input,
            trust,
            &Users {
                class: "JWTStatelessUserAuthentication",
                field: None,
                claim: "sub",
            },
        );
    },
};

/// How the app finds the user of a token.
struct Users {
    class: &'static str,
    field: Option<&'static str>,
    claim: &'static str,
}

fn settings(source: &mut Source, input: &PresetInput<'_>, trust: &Trust<'_>, users: &Users) {
    source
        .comment(&["Needs djangorestframework-simplejwt 5.5 and cryptography. In settings.py:"])
        .comment(&["    from portreeve_jwt import *"])
        .comment(&["    REST_FRAMEWORK = {"])
        .comment(&["        \"DEFAULT_AUTHENTICATION_CLASSES\": [PORTREEVE_AUTHENTICATION_CLASS],"])
        .comment(&[
            "        \"DEFAULT_PERMISSION_CLASSES\": [\"rest_framework.permissions.IsAuthenticated\"],",
        ])
        .comment(&["    }"]);
    source
        .raw("\nPORTREEVE_AUTHENTICATION_CLASS = (\n    \"rest_framework_simplejwt.authentication.")
        .raw(users.class)
        .raw("\"\n)\n\nSIMPLE_JWT = {\n    \"ALGORITHM\": ")
        .string(input.algorithm.name())
        .raw(",\n");
    match trust {
        Trust::Public { pem, .. } => source
            .raw("    # This app checks tokens and makes none.\n    \"SIGNING_KEY\": \"\",\n")
            .raw("    \"VERIFYING_KEY\": (\n")
            .lines(pem, "        ")
            .raw("\n    ),\n"),
        // For HS256 simplejwt verifies with the signing key.
        Trust::Shared(secret) => source.raw("    \"SIGNING_KEY\": ").secret(secret).raw(",\n"),
    };
    source.raw("    \"ISSUER\": ").string(input.issuer).raw(",\n");
    source.raw("    \"AUDIENCE\": ").string(input.audience).raw(",\n");
    if let Some(field) = users.field {
        source.raw("    \"USER_ID_FIELD\": ").string(field).raw(",\n");
    }
    source
        .raw("    \"USER_ID_CLAIM\": ")
        .string(users.claim)
        .raw(",\n");
    source
        .raw("    # Seconds by which this machine's clock can be off.\n    \"LEEWAY\": ")
        .raw(&LEEWAY_SECS.to_string())
        .raw(",\n");
    source
        .raw("    # The kind of token is in its header, not in a claim.\n    \"TOKEN_TYPE_CLAIM\": None,\n");
    source.raw("    \"JTI_CLAIM\": \"jti\",\n}\n");
}
