//! Tokens from outside: access tokens, refresh tokens, and text that contains a pasted one.
//!
//! Invariants: only issued tokens verify, and only in their one spelling; a refresh token belongs to its family only in
//! its one spelling; and a token found in a text is found again in itself, if it is one.

use portreeve_core::client::{Algorithm, SigningKey, TokenFamily};
use portreeve_core::id::{ClientId, FamilyId, UserId};
use portreeve_core::ports::Clock;
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_core::time::Timestamp;
use portreeve_testkit::FakeClock;
use portreeve_tokens::{
    AccessClaims, Signer, Unverified, Verifier, current_refresh_token, generate, issue, parse_refresh_token,
    pasted, pasted_jwt, verify,
};

use crate::{Target, corpus};

const ISSUER: &str = "http://127.0.0.1:8765";
const AUDIENCE: &str = "billing";

/// The tokens of a small directory.
pub struct Token {
    now: Timestamp,
    secret: SecretBytes,
    key: SigningKey,
    issued: [SecretText; 2],
    family: TokenFamily,
}

impl Target for Token {
    const NAME: &'static str = "token";

    fn start() -> Self {
        let now = FakeClock::new().now();
        let secret = SecretBytes::new(vec![7; 48]);
        let key = generate(Algorithm::EdDsa, now).expect("a key is made");
        let signers = [
            Signer::new(Algorithm::Hs256, None, &secret),
            Signer::new(Algorithm::EdDsa, Some(key.public.id.clone()), &key.private),
        ];
        let issued = signers.map(|signer| issue(&signer.expect("it signs"), &claims(now)).expect("it signs"));
        Self {
            now,
            secret,
            key,
            issued,
            family: family(now),
        }
    }

    /// In a file, `JWT` stands for an issued token, and `REFRESH` for a refresh token.
    fn seeds(&self) -> Vec<Vec<u8>> {
        let refresh = current_refresh_token(&self.family);
        let fill = |jwt: &SecretText| {
            let (jwt, refresh) = (jwt.expose().clone(), refresh.expose().clone());
            move |text: Vec<u8>| {
                let text = String::from_utf8_lossy(&text);
                text.replace("JWT", &jwt)
                    .replace("REFRESH", &refresh)
                    .into_bytes()
            }
        };
        let seeds = self
            .issued
            .iter()
            .map(|jwt| corpus::inputs(Self::NAME, fill(jwt)));
        seeds.flatten().collect()
    }

    fn check(&self, input: &[u8]) {
        let text = String::from_utf8_lossy(input);
        self.require_issued(&text);
        if let Ok(found) = pasted_jwt(&text) {
            self.require_issued(found.expose());
            if Unverified::read(found.expose()).is_ok() {
                let again = pasted_jwt(found.expose());
                let again = again.as_ref().map(|again| again.expose());
                assert!(again == Ok(found.expose()), "it is not found in itself");
            }
        }
        self.require_of_family(&text);
        self.require_of_family(pasted(&text, "refresh_token").expose());
    }
}

impl Token {
    fn require_issued(&self, token: &str) {
        for verifier in [Verifier::Shared(&self.secret), Verifier::Public(&self.key.public)] {
            if let Ok(read) = verify(token, &verifier, ISSUER, AUDIENCE, self.now) {
                assert_eq!(read, claims(self.now));
                assert!(
                    self.issued.iter().any(|issued| issued.expose() == token),
                    "it verifies, and nobody issued it"
                );
            }
        }
    }

    fn require_of_family(&self, token: &str) {
        let Ok(parsed) = parse_refresh_token(token) else {
            return;
        };
        if parsed.is_of(&self.family) {
            let family = TokenFamily {
                generation: parsed.generation,
                ..family(self.now)
            };
            assert!(
                current_refresh_token(&family).expose() == token,
                "it is of the family, and nobody gave it out"
            );
        }
    }
}

fn claims(now: Timestamp) -> AccessClaims {
    let secs = now.unix_secs();
    AccessClaims {
        iss: ISSUER.into(),
        sub: "01a2036a-8e42-7e9b-9cb6-c42f517dd1dd".into(),
        aud: AUDIENCE.into(),
        exp: secs + 600,
        nbf: secs,
        iat: secs,
        jti: "0123456789abcdef".into(),
        client_id: "01a2036a-8e42-7e9b-9cb6-c42f517dd1de".into(),
        preferred_username: "ada".into(),
        name: "Ada".into(),
        email: None,
        groups: vec!["Editors".into()],
        is_staff: true,
        is_superuser: false,
    }
}

fn family(now: Timestamp) -> TokenFamily {
    TokenFamily {
        id: FamilyId::from_bytes([1; 16]),
        user: UserId::from_bytes([2; 16]),
        client: ClientId::from_bytes([3; 16]),
        secret: SecretBytes::new(vec![9; 32]),
        generation: 3,
        issued_at: now,
        rotated_at: now,
        expires_at: now.plus_secs(3600),
        ended_at: None,
        epoch: 0,
        client_epoch: 0,
        issued_by: UserId::from_bytes([2; 16]),
        password_origin: None,
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn a_token_verifies_and_is_noticed_where_nobody_issued_it() {
        let mut token = Token::start();
        let [shared, public] = token.issued.clone();
        for issued in [&shared, &public] {
            token.check(issued.expose().as_bytes());
        }
        token.issued[0] = public;
        let checked = catch_unwind(AssertUnwindSafe(|| token.check(shared.expose().as_bytes())));
        assert!(checked.is_err());
    }
}
