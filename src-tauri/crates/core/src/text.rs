//! Text from other people, and its invisible characters.
//!
//! Names refuse invisible characters, and every place that prints such text escapes them: it can never control a
//! terminal, an editor or a reader.

use std::borrow::Cow;

/// Scripts with joining letters, and emoji, begin here; Latin, Greek and Cyrillic end before it.
const FIRST_JOINING: char = '\u{590}';

/// Whether a character ends a line, controls a terminal, reverses the order of letters, or has no width: controls (C0,
/// DEL, C1), line separators, bidi marks, fillers, tags and selectors.
///
/// A joiner alone is invisible, too; [`find_unseen`] allows it between letters that it joins.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || is_joiner(c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The first invisible character of a text, if there is one. Joiners and selectors are allowed between letters and
/// emoji that need them, as in Persian, Hindi and family emoji.
pub fn find_unseen(text: &str) -> Option<char> {
    told(text).find(|(_, is_unseen)| *is_unseen).map(|(c, _)| c)
}

/// The text with invisible characters escaped: `\n`, `\u{202e}`.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if find_unseen(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (c, is_unseen) in told(text) {
        match is_unseen {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The same JSON for programs, without invisible characters that could control a terminal: they are escaped. Line ends
/// stand only between values.
pub fn json_escaped(json: &str) -> Cow<'_, str> {
    let is_within = |c: char| c != '\n' && is_unseen(c);
    if !json.contains(is_within) {
        return Cow::Borrowed(json);
    }
    let mut harmless = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match is_within(c) {
            true => c
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| harmless.push_str(&format!("\\u{unit:04x}"))),
            false => harmless.push(c),
        }
    }
    Cow::Owned(harmless)
}

/// The text as one word of a shell command line. Invisible characters are escaped as bash, zsh and ksh read them.
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-.@+/:,".contains(c);
    if find_unseen(text).is_some() {
        let mut word = String::from("$'");
        for (c, is_unseen) in told(text) {
            match c {
                '\'' | '\\' => word.extend(['\\', c]),
                c if is_unseen => word.push_str(&format!("\\U{:08x}", u32::from(c))),
                c => word.push(c),
            }
        }
        word.push('\'');
        word
    } else if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// One of our command lines for pasting: `words` as they are, then `names`, behind `--` if one of them looks like an
/// option.
pub fn command_line(words: &str, names: &[&str]) -> String {
    let mut line = format!("portreeve {words}");
    if names.iter().any(|name| name.starts_with('-')) {
        line.push_str(" --");
    }
    for name in names {
        line.push(' ');
        line.push_str(&shell_word(name));
    }
    line
}

/// Zero-width joiners and the selectors of emoji and letter forms: needed beside some letters, invisible beside others.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Each character, and whether it is invisible in its place.
fn told(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = None;
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        let c = rest.next()?;
        let joins = |c: Option<char>| c.is_some_and(|c| c >= FIRST_JOINING && !is_unseen(c));
        let is_of_use = match c {
            // A selector chooses the form of the character before it.
            '\u{fe00}'..='\u{fe0f}' => joins(before),
            // An emoji keeps its selector before a joiner.
            '\u{200c}' | '\u{200d}' => {
                let is_selected = before.is_some_and(|c| matches!(c, '\u{fe00}'..='\u{fe0f}'));
                (joins(before) || is_selected) && joins(rest.clone().next())
            }
            _ => false,
        };
        before = Some(c);
        Some((c, is_unseen(c) && !is_of_use))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_or_cannot_be_seen_is_written_out() {
        for (text, shown) in [
            ("a\u{1b}[2J", r"a\u{1b}[2J"),
            ("a\u{9b}2J", r"a\u{9b}2J"),
            ("a\u{7f}b", r"a\u{7f}b"),
            ("one\r\ntwo\tthree", r"one\r\ntwo\tthree"),
            ("abc\u{202e}gnp.exe", r"abc\u{202e}gnp.exe"),
            ("a\u{2066}b\u{2069}", r"a\u{2066}b\u{2069}"),
            ("a\u{200e}\u{200f}\u{61c}", r"a\u{200e}\u{200f}\u{61c}"),
            ("a\u{2028}b\u{2029}c\u{85}", r"a\u{2028}b\u{2029}c\u{85}"),
            ("root\u{e0041}\u{e007f}", r"root\u{e0041}\u{e007f}"),
            (
                "ad\u{ad}a\u{200b}\u{2060}\u{feff}",
                r"ad\u{ad}a\u{200b}\u{2060}\u{feff}",
            ),
            (
                "\u{115f}\u{3164}\u{ffa0}\u{2800}\u{34f}",
                r"\u{115f}\u{3164}\u{ffa0}\u{2800}\u{34f}",
            ),
            ("ro\u{200d}ot", r"ro\u{200d}ot"),
            ("\u{200c}root\u{fe0f}", r"\u{200c}root\u{fe0f}"),
        ] {
            assert_eq!(escaped(text), shown, "{text:?}");
            assert!(!escaped(text).chars().any(is_unseen));
        }
    }

    #[test]
    fn what_people_are_called_stays_as_it_is() {
        for name in [
            "zoë",
            "明 小红",
            "Nguyễn Văn",
            "παπαδάκης",
            "علی‌رضا",
            "क्\u{200d}ष",
            "👩‍💻 Team ❤️",
            "🏳️‍🌈",
            "O’Brien-Łukasiewicz",
        ] {
            assert_eq!(escaped(name), name);
            assert_eq!(find_unseen(name), None);
        }
    }

    #[test]
    fn json_steers_no_terminal_and_says_the_same_to_programs() {
        let value = serde_json::json!({ "name": "a\u{1b}[2J\u{9b}b\u{7f}\u{202e}c\u{e0041}\nd", "明": [1] });
        let json = serde_json::to_string_pretty(&value).unwrap();
        let harmless = json_escaped(&json);
        assert!(harmless.chars().all(|c| c == '\n' || !is_unseen(c)), "{harmless}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&harmless).unwrap(),
            value
        );
    }

    #[test]
    fn a_word_stays_one_word_in_a_shell() {
        for (text, word) in [
            ("zoë.hopper", "zoë.hopper"),
            ("/srv/team.backup", "/srv/team.backup"),
            ("billing app", "'billing app'"),
            ("it's", r"'it'\''s'"),
            ("$(reboot)", "'$(reboot)'"),
            ("", "''"),
            ("a\u{202e}b'c", r"$'a\U0000202eb\'c'"),
            ("a\nb", r"$'a\U0000000ab'"),
        ] {
            assert_eq!(shell_word(text), word);
        }
    }

    #[test]
    fn a_name_like_an_option_stands_behind_two_hyphens() {
        assert_eq!(
            command_line("user set-password", &["-x"]),
            "portreeve user set-password -- -x"
        );
        assert_eq!(
            command_line("client export --preset PRESET --out PATH", &["--help me"]),
            "portreeve client export --preset PRESET --out PATH -- '--help me'"
        );
        assert_eq!(
            command_line("user restore", &["ada"]),
            "portreeve user restore ada"
        );
    }

    #[test]
    fn a_joiner_is_seen_only_between_letters_that_join() {
        assert_eq!(find_unseen("ad\u{200d}a"), Some('\u{200d}'));
        assert_eq!(find_unseen("علی\u{200c}"), Some('\u{200c}'));
        assert_eq!(find_unseen("علی\u{200c}\u{200c}رضا"), Some('\u{200c}'));
        assert_eq!(find_unseen("a\u{fe0f}"), Some('\u{fe0f}'));
    }
}
