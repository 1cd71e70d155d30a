//! Token configs: the file with which a local app verifies our tokens offline.
//!
//! The key is inside the file, so the app works while Portreeve does not run. Every value is escaped for the file's
//! language. Only public members of public keys get in, except for HS256, where the shared secret is the only key.

mod error;
pub mod saved;
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

/// How far an app's clock may differ from ours, in seconds: as far as we allow when we verify a token.
pub const LEEWAY_SECS: u32 = 30;

/// The values for a preset.
#[derive(Clone, Copy, Debug)]
pub struct PresetInput<'a> {
    /// The client's name.
    pub client_name: &'a str,
    /// The `client_id` claim of its tokens.
    pub client_id: &'a str,
    /// The `iss` claim.
    pub issuer: &'a str,
    /// The `aud` claim.
    pub audience: &'a str,
    /// The algorithm that signs its tokens.
    pub algorithm: Algorithm,
    /// The key that verifies its tokens.
    pub key: VerifyingKey<'a>,
    /// The lifetime of its access tokens, in seconds.
    pub access_secs: u32,
}

/// The key that verifies tokens.
#[derive(Clone, Copy, Debug)]
pub enum VerifyingKey<'a> {
    /// Public keys.
    Public {
        /// The current key: SubjectPublicKeyInfo, PEM.
        pem: &'a str,
        /// All trusted keys, including the current one: a JWK set, JSON.
        jwks: &'a str,
        /// The `kid` of the current key.
        kid: &'a str,
    },
    /// The HS256 secret.
    Shared(&'a SecretBytes),
}

/// One kind of config for one kind of app.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The apps that it is for.
    pub app: &'static str,
    /// The language of the file.
    pub language: Language,
    /// The suggested name of the file.
    pub file_name: &'static str,
    /// What the app must add, and what it does not verify.
    pub note: &'static str,
    /// The algorithms that the app can verify.
    pub algorithms: &'static [Algorithm],
    write: fn(&mut Source, &PresetInput<'_>, &Trust<'_>),
}

/// The text of a config.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The text, UTF-8.
    pub text: SecretText,
    /// Whether it contains the shared secret. If not, the file can be shown and committed.
    pub holds_secret: bool,
}

/// Takes the presets of each folder.
macro_rules! folders {
    ($($folder:ident)*) => {
        $(mod $folder;)*
        const FOLDERS: &[&[Preset]] = &[$($folder::PRESETS),*];
    };
}

folders! {
    simplejwt
    pyjwt
    jose
}

/// All presets.
pub fn presets() -> impl Iterator<Item = &'static Preset> {
    FOLDERS.iter().copied().flatten()
}

/// The preset called `id`.
pub fn find(id: &str) -> Result<&'static Preset, UnknownPreset> {
    presets()
        .find(|preset| preset.id == id)
        .ok_or_else(|| UnknownPreset {
            asked: id.chars().take(80).collect(),
            known: presets().map(|preset| preset.id).collect(),
        })
}

/// Renders the file.
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
    // In some libraries an empty value would disable the check.
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
    // Python reads an encoding declaration from comments in the first two lines, so they contain no foreign text.
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
