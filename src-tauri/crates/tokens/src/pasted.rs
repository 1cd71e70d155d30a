//! Finds tokens in pasted text: a header, a log line, a mail that folded it, the answer of `token issue`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use portreeve_core::secret::SecretText;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::TokenError;

/// Labels that may precede a token, in lower case.
const LABELS: &[&str] = &[
    "authorization",
    "bearer",
    "access_token",
    "refresh_token",
    "token",
];

/// Words that begin an assignment in a shell.
const ASSIGNING: &[&str] = &["export", "set", "$env:"];

/// Quotes of programs and of people, and other characters around a token.
const AROUND: &str =
    "\"'`,;<>\u{201c}\u{201d}\u{201e}\u{201f}\u{2018}\u{2019}\u{201a}\u{201b}\u{ab}\u{bb}\u{2039}\u{203a}";

/// The one JWT in `text`, inside any other text: a command line, a header, a cookie, a URL, JSON. If there is none, the
/// text without its wrapping, so that the token reader says what is wrong. Two JWTs are refused.
pub fn pasted_jwt(text: &str) -> Result<SecretText, TokenError> {
    let unwrapped = pasted(text, "access_token");
    if jwts(unwrapped.expose()).next() == Some(unwrapped.expose()) {
        return Ok(unwrapped);
    }
    let mut found = jwts(text);
    match found.next() {
        None => Ok(unwrapped),
        Some(first) if found.all(|other| other == first) => Ok(SecretText::new(first.to_owned())),
        Some(_) => Err(TokenError::Several),
    }
}

/// All three-part base64url strings in `text` whose first two parts are JSON objects.
fn jwts(text: &str) -> impl Iterator<Item = &str> {
    let is_of_token = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    text.split(move |c| !is_of_token(c)).flat_map(|run| {
        let starts = std::iter::once(0).chain(run.match_indices('.').map(|(dot, _)| dot + 1));
        starts.filter_map(|start| jwt_at(&run[start..]))
    })
}

/// The JWT at the beginning of `run`.
fn jwt_at(run: &str) -> Option<&str> {
    let mut parts = run.splitn(4, '.');
    let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let length = header.len() + claims.len() + signature.len() + 2;
    (is_object(header) && is_object(claims)).then(|| &run[..length])
}

fn is_object(part: &str) -> bool {
    let decoded = URL_SAFE_NO_PAD.decode(part).map(Zeroizing::new);
    decoded.is_ok_and(|bytes| serde_json::from_slice::<Map<String, Value>>(&bytes).is_ok())
}

/// The token in `text`, without a label, quotes and line ends around and inside it, also if a mail quotes it. In a JSON
/// object, even a truncated one: its member `member`, or one with a similar name. Other text is returned unchanged.
pub fn pasted(text: &str, member: &str) -> SecretText {
    let unquoted: Zeroizing<String> = Zeroizing::new(
        text.trim_matches(is_around)
            .lines()
            .map(|line| line.trim_start_matches(|c| is_around(c) || c == '>'))
            .collect::<Vec<_>>()
            .join("\n"),
    );
    if unquoted.starts_with('{')
        && let Some(token) = of_object(&unquoted, member)
    {
        return SecretText::new(token);
    }
    let unfolded: Zeroizing<String> = Zeroizing::new(unquoted.lines().map(str::trim).collect());
    let mut rest = unfolded.as_str();
    loop {
        let before = rest;
        rest = rest.trim_matches(|c| is_around(c) || AROUND.contains(c));
        rest = without_label(rest);
        if rest == before {
            return SecretText::new(rest.to_owned());
        }
    }
}

fn is_around(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The token in a JSON object. Other programs call `access_token` `access` or `token`.
fn of_object(text: &str, member: &str) -> Option<String> {
    let short = member.trim_end_matches("_token");
    let members = [member, short, "token", "jwt"];
    // Other programs write `accessToken`.
    let plain = |name: &str| name.to_ascii_lowercase().replace(['_', '-'], "");
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(answer)) => members.iter().find_map(|name| {
            let mut tokens = answer.iter().filter(|(member, _)| plain(member) == plain(name));
            tokens.find_map(|(_, token)| token.as_str()).map(str::to_owned)
        }),
        Ok(_) => None,
        // Cut off somewhere after the member's name.
        Err(error) if error.is_eof() => members.iter().find_map(|name| {
            let (_, rest) = text.split_once(&format!("\"{name}\""))?;
            let rest = rest
                .trim_start()
                .strip_prefix(':')?
                .trim_start()
                .strip_prefix('"')?;
            Some(
                rest.split('"')
                    .next()
                    .unwrap_or(rest)
                    .trim_end_matches(['\u{2026}', '\n'])
                    .to_owned(),
            )
        }),
        Err(_) => None,
    }
}

/// The text after `Bearer `, `Authorization:`, `"access_token": `, `export NAME=` and the like.
fn without_label(text: &str) -> &str {
    let is_between = |c: char| " \t:=\"'".contains(c);
    for label in LABELS {
        let Some((start, rest)) = text.split_at_checked(label.len()) else {
            continue;
        };
        if start.eq_ignore_ascii_case(label) && rest.starts_with(is_between) {
            return rest.trim_start_matches(is_between);
        }
    }
    let assigned = ASSIGNING.iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then(|| rest.trim_start())
    });
    let Some((name, rest)) = assigned.unwrap_or(text).split_once('=') else {
        return text;
    };
    let name = name.trim_end();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match is_name && !rest.trim_matches('=').is_empty() {
        true => rest.trim_start(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln-_";
    const OTHER: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJiIn0.c2ln-_";

    #[test]
    fn the_token_is_found_in_what_people_paste() {
        let (one, rest) = TOKEN.split_at(20);
        for text in [
            TOKEN.to_owned(),
            format!("  {TOKEN}\r\n"),
            format!("\u{feff}{TOKEN}"),
            format!("Bearer {TOKEN}"),
            format!("bearer\t{TOKEN}"),
            format!("Authorization: Bearer {TOKEN}"),
            format!("\"{TOKEN}\""),
            format!("'Bearer {TOKEN}',"),
            format!("`{TOKEN}`"),
            format!("\"access_token\": \"{TOKEN}\","),
            format!("access_token={TOKEN}"),
            format!("Bearer {one}\r\n    {rest}\n"),
            format!("\u{201c}{TOKEN}\u{201d}"),
            format!("\u{201e}Bearer {TOKEN}\u{201c},"),
            format!("\u{2018}{TOKEN}\u{2019}"),
            format!("\u{ab}\u{a0}{TOKEN}\u{a0}\u{bb}"),
            format!("> {one}\n> {rest}\n"),
            format!(">> Bearer {one}\r\n>> {rest}\r\n"),
            format!("> {{\"access_token\":\n> \"{TOKEN}\"}}"),
            format!("<{TOKEN}>"),
            format!("export TOKEN={TOKEN}"),
            format!("export TOKEN='{TOKEN}'\n"),
            format!("MY_JWT=\"{TOKEN}\";"),
            format!("set TOKEN={TOKEN}"),
            format!("$env:TOKEN = \"{TOKEN}\""),
            format!("{{\"token\":\"{TOKEN}\"}}"),
            format!("{{\"access\":\"{TOKEN}\",\"refresh\":\"other\"}}"),
            format!("{{\"access_token\": \"{TOKEN}\", \"expires"),
            format!("{{\"access_token\": \"{TOKEN}\""),
            format!("{{\"access_token\": \"{TOKEN}"),
            format!("{{\"access_token\": \"{TOKEN}\", \"refresh_token\": \"other\"}}"),
            format!("{{\n  \"expires_in\": 600,\n  \"access_token\": \"{TOKEN}\"\n}}\n"),
        ] {
            assert_eq!(pasted(&text, "access_token").expose(), TOKEN, "{text:?}");
        }
    }

    #[test]
    fn the_one_jwt_is_found_whatever_stands_around_it() {
        let (one, rest) = TOKEN.split_at(20);
        for text in [
            TOKEN.to_owned(),
            format!("Bearer {one}\r\n    {rest}\n"),
            format!("{{\"accessToken\": \"{TOKEN}\"}}"),
            format!("[{{\"access_token\": \"{TOKEN}\"}}]"),
            format!("{{\"data\": {{\"accessToken\": \"{TOKEN}\", \"expiresIn\": 600}}}}"),
            format!("{{\"result\": [\"{TOKEN}\", \"{TOKEN}\"]}}"),
            format!("curl -s -H 'Authorization: Bearer {TOKEN}' https://api.example.com/v1.2.3/me"),
            format!("curl https://a.example \\\n  -H \"Authorization: Bearer {TOKEN}\" \\\n  --compressed"),
            format!("Cookie: theme=dark; session={TOKEN}; lang=de"),
            format!("Set-Cookie: __Host-jwt={TOKEN}; Path=/; Secure; HttpOnly"),
            format!("https://app.example.com/callback?token={TOKEN}&state=1.2.3"),
            format!("https://app.example.com/#access_token={TOKEN}&token_type=bearer"),
            format!("It said: the token is {TOKEN}."),
            format!("[12:00:01.123] INFO jwt.verify {TOKEN} -> ok"),
            format!("GET / HTTP/1.1\r\nAuthorization: Bearer {TOKEN}\r\nHost: app.example.com\r\n"),
            // Of two tokens in one answer, the one with that name.
            format!("{{\"id_token\": \"{OTHER}\", \"access_token\": \"{TOKEN}\"}}"),
            format!("{{\"refreshToken\": \"{OTHER}\", \"accessToken\": \"{TOKEN}\"}}"),
        ] {
            let found = pasted_jwt(&text).map(|token| token.expose().clone());
            assert_eq!(found.as_deref(), Ok(TOKEN), "{text:?}");
        }
    }

    #[test]
    fn two_different_tokens_are_refused() {
        for text in [
            format!("{TOKEN}\n{OTHER}"),
            format!("[{{\"access_token\": \"{TOKEN}\"}}, {{\"access_token\": \"{OTHER}\"}}]"),
            format!("Cookie: a={TOKEN}; b={OTHER}"),
        ] {
            assert_eq!(pasted_jwt(&text).err(), Some(TokenError::Several), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_jwt_is_told_as_it_is() {
        for text in [
            "a.b.c",
            "1.2.3",
            "eyJhbGciOiJSUzI1NiJ9.x.y",
            "",
            "eyJhbGciOiJSUzI1NiJ9",
        ] {
            let found = pasted_jwt(text).map(|token| token.expose().clone());
            assert_eq!(found.as_deref(), Ok(text));
        }
    }

    #[test]
    fn an_object_that_is_cut_off_has_a_token_that_is() {
        let part = &TOKEN[..30];
        for text in [
            format!("{{\"access_token\":\"{part}"),
            format!("{{\"access_token\":\"{part}\u{2026}"),
            format!("{{\"expires_in\": 600,\n \"access_token\": \"{part}\n"),
        ] {
            assert_eq!(pasted(&text, "access_token").expose(), part, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_part_of_the_wrapping_stays() {
        for text in [
            "",
            "bearer",
            "{\"token\": 1}",
            "a b",
            "eyJ .eyJ.sig",
            "{broken",
            "eyJ=",
            "a.b=",
        ] {
            assert_eq!(pasted(text, "access_token").expose(), text);
        }
        assert_eq!(
            pasted("Bearer\u{a0}x y", "access_token").expose(),
            "Bearer\u{a0}x y"
        );
    }
}
