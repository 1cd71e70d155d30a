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

/// What begins an assignment in a shell.
const ASSIGNING: &[&str] = &["export", "set", "$env:"];

/// The quotes of programs and of people, and what else is put around a token.
const AROUND: &str =
    "\"'`,;<>\u{201c}\u{201d}\u{201e}\u{201f}\u{2018}\u{2019}\u{201a}\u{201b}\u{ab}\u{bb}\u{2039}\u{203a}";

/// The token in `text`: without a label, quotes and line ends around and in it, also where a mail cites it. Of a JSON
/// object, its member `member`, or one that is called after it; also where the object ends too early. Text that is
/// nothing of the kind comes back as it is.
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

/// The token of a JSON object: `access_token` is called `access` or `token` in the answers of others.
fn of_object(text: &str, member: &str) -> Option<String> {
    let short = member.trim_end_matches("_token");
    let members = [member, short, "token", "jwt"];
    match serde_json::from_str(text) {
        Ok(Value::Object(mut answer)) => members.iter().find_map(|name| match answer.remove(*name) {
            Some(Value::String(token)) => Some(token),
            _ => None,
        }),
        Ok(_) => None,
        // Cut off somewhere behind the member's name.
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

/// What comes after `Bearer `, `Authorization:`, `"access_token": `, `export NAME=` and the like.
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
