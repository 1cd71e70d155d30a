//! Token configs: the file with which one local app checks our tokens without asking us.
//!
//! The key is inside the file, so the app works while Portreeve does not run. Everything that is written into
//! a file is escaped for its language; nothing but public members of public keys gets in, except for HS256,
//! where the shared secret is the only key there is.

mod error;
mod jose;
mod pyjwt;
mod simplejwt;
mod source;
mod trust;

use portreeve_core::client::Algorithm;
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_core::span;

pub use self::error::{RenderError, UnknownPreset};
pub use self::source::Language;
pub use self::trust::SECRET_BYTES_MIN;

use self::source::Source;
use self::trust::Trust;

/// How far an app's clock may be from ours, in seconds: as far as we allow when we look into a token ourselves.
pub const LEEWAY_SECS: u32 = 30;

/// What a preset is filled with.
#[derive(Clone, Copy, Debug)]
pub struct PresetInput<'a> {
    /// What the client is called.
    pub client_name: &'a str,
    /// The `client_id` claim of its tokens.
    pub client_id: &'a str,
    /// The `iss` claim.
    pub issuer: &'a str,
    /// The `aud` claim.
    pub audience: &'a str,
    /// How its tokens are signed.
    pub algorithm: Algorithm,
    /// What they are checked with.
    pub key: VerifyingKey<'a>,
    /// How long they live, in seconds.
    pub access_secs: u32,
}

/// What tokens are checked with.
#[derive(Clone, Copy, Debug)]
pub enum VerifyingKey<'a> {
    /// Public keys.
    Public {
        /// The key in use: SubjectPublicKeyInfo, PEM.
        pem: &'a str,
        /// All keys to trust, the one in use among them: a JWK set, JSON.
        jwks: &'a str,
        /// The `kid` of the key in use.
        kid: &'a str,
    },
    /// The HS256 secret.
    Shared(&'a SecretBytes),
}

/// One kind of file for one kind of app.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it configures.
    pub app: &'static str,
    /// What it is written in.
    pub language: Language,
    /// What to call the file.
    pub file_name: &'static str,
    /// What the app must add, and what is not checked.
    pub note: &'static str,
    /// What the app can check.
    pub algorithms: &'static [Algorithm],
    write: fn(&mut Source, &PresetInput<'_>, &Trust<'_>),
}

/// A file, ready to be written.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Its text, UTF-8.
    pub text: SecretText,
    /// Whether the shared secret is inside. If not, the file can be shown and committed.
    pub holds_secret: bool,
}

/// All presets.
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

static PRESETS: [Preset; 4] = [
    simplejwt::BY_USER_NAME,
    simplejwt::STATELESS,
    pyjwt::PRESET,
    jose::PRESET,
];

/// The preset called `id`.
pub fn find(id: &str) -> Result<&'static Preset, UnknownPreset> {
    presets()
        .iter()
        .find(|preset| preset.id == id)
        .ok_or_else(|| UnknownPreset {
            asked: id.chars().take(80).collect(),
            known: presets().iter().map(|preset| preset.id).collect(),
        })
}

/// Writes the file.
pub fn render(preset: &Preset, input: &PresetInput<'_>) -> Result<Rendered, RenderError> {
    if !preset.algorithms.contains(&input.algorithm) {
        return Err(RenderError::Algorithm {
            preset: preset.id,
            asked: input.algorithm.name(),
            supported: preset
                .algorithms
                .iter()
                .map(|algorithm| algorithm.name())
                .collect(),
        });
    }
    // An empty value would switch the check off in some libraries.
    for (what, value) in [("issuer", input.issuer), ("audience", input.audience)] {
        if value.trim().is_empty() {
            return Err(RenderError::Missing { what });
        }
    }
    let trust = Trust::new(input.algorithm, input.key)?;
    let mut source = Source::new(preset.language);
    header(&mut source, preset, input, &trust);
    (preset.write)(&mut source, input, &trust);
    Ok(Rendered {
        text: source.finish(),
        holds_secret: trust.holds_secret(),
    })
}

fn header(source: &mut Source, preset: &Preset, input: &PresetInput<'_>, trust: &Trust<'_>) {
    // Python reads an encoding declaration from comments in the first two lines: no foreign text there.
    source.comment(&[preset.app, "."]);
    source.comment(&["Made by Portreeve. ", trust.warning()]);
    source.comment(&["Client: ", input.client_name, " (", input.client_id, ")"]);
    source.comment(&["Key: ", trust.kid(), " (", input.algorithm.name(), ")"]);
    source.comment(&[
        "Access tokens live ",
        &span::exactly(input.access_secs.into()),
        ".",
    ]);
    source.comment(&[preset.note]);
}

#[cfg(test)]
mod tests;
