//! Writes the token config for the JSON object on standard input, or with the argument `presets` each preset's id and file
//! name. `tests/counterparts/prove.py` uses it to get configs without a directory.

use std::collections::BTreeMap;
use std::error::Error;

use portreeve_core::client::Algorithm;
use portreeve_core::secret::SecretBytes;
use portreeve_exchange::preset::{PresetInput, VerifyingKey, find, presets, render};
use serde::Deserialize;

#[derive(Deserialize)]
struct Request {
    preset: String,
    client_name: String,
    client_id: String,
    issuer: String,
    audience: String,
    algorithm: String,
    #[serde(default)]
    pem: String,
    #[serde(default)]
    jwks: String,
    #[serde(default)]
    kid: String,
    #[serde(default)]
    secret: Vec<u8>,
}

fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().nth(1).as_deref() == Some("presets") {
        let names: BTreeMap<_, _> = presets().map(|preset| (preset.id, preset.file_name)).collect();
        println!("{}", serde_json::to_string(&names)?);
        return Ok(());
    }
    let request: Request = serde_json::from_reader(std::io::stdin())?;
    let algorithm = Algorithm::from_name(&request.algorithm).ok_or("unknown algorithm")?;
    let secret = SecretBytes::new(request.secret);
    let key = if algorithm.is_symmetric() {
        VerifyingKey::Shared(&secret)
    } else {
        VerifyingKey::Public {
            pem: &request.pem,
            jwks: &request.jwks,
            kid: &request.kid,
        }
    };
    let input = PresetInput {
        client_name: &request.client_name,
        client_id: &request.client_id,
        issuer: &request.issuer,
        audience: &request.audience,
        algorithm,
        key,
        access_secs: 600,
    };
    print!("{}", render(find(&request.preset)?, &input)?.text.expose());
    Ok(())
}
