//! Finds the words of two shares of a recovery kit in typed or piped text.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

/// The number of words in a share.
pub(crate) const WORDS: usize = 33;

/// The words in the text.
pub(crate) enum Found {
    /// Two shares.
    Two([String; 2]),
    /// Another number of words.
    Words(usize),
}

/// Finds the words. On a whole page they are the words after a number, in the order of the numbers, and other text is
/// ignored. Without such numbers, every word counts that does not begin with a digit.
pub(crate) fn find(text: &str) -> Found {
    let pages = Zeroizing::new(numbered(text));
    let whole: Vec<&Vec<String>> = pages.iter().filter(|page| page.len() == WORDS).collect();
    if let [one, other, ..] = whole[..] {
        return Found::Two([one.join(" "), other.join(" ")]);
    }
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    match (words.len(), pages.is_empty()) {
        (count, _) if count == 2 * WORDS => Found::Two([words[..WORDS].join(" "), words[WORDS..].join(" ")]),
        (count, true) => Found::Words(count),
        (_, false) => Found::Words(pages.iter().map(Vec::len).sum()),
    }
}

/// Words after a number with a dot, page by page: a page ends when a number repeats.
fn numbered(text: &str) -> Vec<Vec<String>> {
    let mut pages: Vec<BTreeMap<usize, String>> = Vec::new();
    let mut number = None;
    for token in text.split_whitespace() {
        let (mark, word) = match token.split_once(['.', ')']) {
            Some((mark, word)) => (
                mark.parse().ok().filter(|number| (1..=WORDS).contains(number)),
                word,
            ),
            None => (None, token),
        };
        number = mark.or(number);
        if let (Some(at), false) = (number, word.is_empty()) {
            number = None;
            if word.chars().all(char::is_alphabetic) {
                if pages.last().is_none_or(|page| page.contains_key(&at)) {
                    pages.push(BTreeMap::new());
                }
                if let Some(page) = pages.last_mut() {
                    page.insert(at, word.to_owned());
                }
            }
        }
    }
    pages
        .into_iter()
        .map(|page| page.into_values().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(letter: char) -> Vec<String> {
        (0..WORDS)
            .map(|at| format!("{letter}{}", "x".repeat(at)))
            .collect()
    }

    /// A printed page, with its words in rows or in columns.
    fn page(share: &[String], by_rows: bool) -> String {
        let mut text =
            "PORTREEVE RECOVERY KIT\n\nMade 2026-11-27\nShare 1 of 3; any two of them. Keep 2.\n\n"
                .to_owned();
        for row in 0..11 {
            for column in 0..3 {
                let at = if by_rows {
                    row * 3 + column
                } else {
                    column * 11 + row
                };
                text.push_str(&format!("  {:>2}. {:<12}", at + 1, share[at]));
            }
            text.push('\n');
        }
        text.push_str("\nWhat this is\n  SLIP-39: other programs can read the words, too.\n");
        text
    }

    fn two(text: &str) -> [String; 2] {
        match find(text) {
            Found::Two(shares) => shares,
            Found::Words(count) => panic!("{count} words in {text}"),
        }
    }

    #[test]
    fn the_words_of_whole_pages_are_found() {
        let [one, other, third] = ['a', 'b', 'c'].map(share);
        let expected = [one.join(" "), other.join(" ")];
        for by_rows in [true, false] {
            let [one, other, third] = [&one, &other, &third].map(|share| page(share, by_rows));
            assert_eq!(two(&format!("{one}{other}")), expected);
            assert_eq!(two(&format!("{one}{other}{third}")), expected, "two are enough");
            assert_eq!(
                two(&format!("> {}{other}", one.replace('\n', "\r\n> "))),
                expected
            );
        }
        let squeezed = |share: &[String]| {
            let words = share.iter().enumerate();
            words
                .map(|(at, word)| format!("{}.{word} ", at + 1))
                .collect::<String>()
        };
        assert_eq!(
            two(&format!("{}\n{}", squeezed(&one), squeezed(&other))),
            expected
        );
    }

    #[test]
    fn words_alone_are_two_shares_wherever_the_lines_end() {
        let [one, other] = ['a', 'b'].map(share);
        let expected = [one.join(" "), other.join(" ")];
        assert_eq!(two(&expected.join("\n")), expected);
        let bare = |share: &[String]| {
            let words = share.iter().enumerate();
            words
                .map(|(at, word)| format!("{} {word}\n", at + 1))
                .collect::<String>()
        };
        assert_eq!(two(&format!("{}{}", bare(&one), bare(&other))), expected);
    }

    #[test]
    fn one_page_or_a_word_too_few_are_not_two_shares() {
        let [one, other] = ['a', 'b'].map(share);
        let count = |text: &str| match find(text) {
            Found::Two(_) => panic!("two shares in {text}"),
            Found::Words(count) => count,
        };
        assert_eq!(count(""), 0);
        assert_eq!(count(&page(&one, true)), WORDS);
        let cut = page(&other, true).replace("33. ", "");
        assert_eq!(count(&(page(&one, true) + &cut)), 2 * WORDS - 1);
        assert_eq!(count(&one.join(" ")), WORDS);
    }
}
