//! Tokens as people paste them: out of a header, a log line, a mail that folded it, or the answer of `token issue`.

use portreeve_core::secret::SecretText;
use serde_json::Value;
use zeroize::Zeroizing;

/// What may stand before a token, in lower case.
const LABELS: &[&str] = &[
    "authorization",
    "bearer",
    "access_token",
    "refresh_token",
    "token",
];

/// The token in `text`: without a label, quotes and line ends around and in it. Of a JSON object, its member `member`.
/// Text that is nothing of the kind comes back as it is.
pub fn pasted(text: &str, member: &str) -> SecretText {
    let text = text.trim_matches(is_around);
    if text.starts_with('{')
        && let Ok(Value::Object(mut answer)) = serde_json::from_str(text)
        && let Some(Value::String(token)) = answer.remove(member)
    {
        return SecretText::new(token);
    }
    let unfolded: Zeroizing<String> = Zeroizing::new(text.lines().map(str::trim).collect());
    let mut rest = unfolded.as_str();
    loop {
        let before = rest;
        rest = rest.trim_matches(|c| is_around(c) || "\"'`,;".contains(c));
        rest = without_label(rest);
        if rest == before {
            return SecretText::new(rest.to_owned());
        }
    }
}

fn is_around(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// What comes after `Bearer `, `Authorization:`, `"access_token": ` and the like.
fn without_label(text: &str) -> &str {
    for label in LABELS {
        let Some((start, rest)) = text.split_at_checked(label.len()) else {
            continue;
        };
        if start.eq_ignore_ascii_case(label) && rest.starts_with([' ', '\t', ':', '=', '"', '\'']) {
            return rest.trim_start_matches([' ', '\t', ':', '=', '"', '\'']);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln-_";

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
            format!("{{\"access_token\": \"{TOKEN}\", \"refresh_token\": \"other\"}}"),
            format!("{{\n  \"expires_in\": 600,\n  \"access_token\": \"{TOKEN}\"\n}}\n"),
        ] {
            assert_eq!(pasted(&text, "access_token").expose(), TOKEN, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_part_of_the_wrapping_stays() {
        for text in ["", "bearer", "{\"token\": 1}", "a b", "eyJ .eyJ.sig", "{broken"] {
            assert_eq!(pasted(text, "access_token").expose(), text);
        }
        assert_eq!(
            pasted("Bearer\u{a0}x y", "access_token").expose(),
            "Bearer\u{a0}x y"
        );
    }
}
