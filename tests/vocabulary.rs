//! Portreeve speaks one vocabulary: sentences in the sources use none of the words that it has others for. The window's
//! own texts are held to it in `ui/src/test/texts.test.ts`.

use std::fs;
use std::path::{Path, PathBuf};

/// Each with the word to use.
const AVOIDED: [(&str, &str); 12] = [
    ("seal", "encrypt, protect by a passphrase"),
    ("seals", "encrypts, protects by a passphrase"),
    ("sealed", "encrypted, protected by a passphrase"),
    ("may", "can"),
    ("inside", "into, contains, parent group"),
    ("somebody", "someone"),
    ("whoever", "the one who acts, by name"),
    ("void", "no longer valid"),
    ("by itself", "automatically"),
    ("login name", "username"),
    ("user name", "username"),
    ("taken back", "undone"),
];

/// Crates whose sentences reach people.
const SPEAKING: [&str; 8] = [
    "backup", "cli", "commands", "core", "exchange", "host", "keychain", "tokens",
];

#[test]
fn sentences_use_the_words_that_portreeve_has_chosen() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/crates");
    let mut sources = Vec::new();
    for name in SPEAKING {
        collect(&crates.join(name).join("src"), &mut sources);
    }
    assert!(sources.len() > 200, "only {} sources were found", sources.len());
    let mut wrong = Vec::new();
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        for sentence in sentences(&text) {
            for (avoided, better) in AVOIDED {
                if has_word(&sentence, avoided) {
                    wrong.push(format!(
                        "{}: {sentence:?}: not {avoided}, but {better}",
                        path.display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_is_found_in_a_sentence_and_nowhere_else() {
    let source = "// it may be\nfn f() { say(\"it may \\\"be\\\"\", 'x', '\"'); }\n/// may\nsay(\"ab may\");";
    let found = sentences(source);
    assert_eq!(found, ["it may \"be\"", "ab may"]);
    assert!(has_word("It May be", "may") && !has_word("maybe dismayed", "may"));
    assert!(!has_word("see `may` and {may}", "may"), "code is no sentence");
    assert!(sentences("#[cfg(test)]\nmod tests { say(\"it may be\"); }").is_empty());
}

fn collect(folder: &Path, sources: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            collect(&path, sources);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            sources.push(path);
        }
    }
}

/// The strings of more than one word, outside comments and tests.
fn sentences(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '/' if letters.peek() == Some(&'/') => while letters.next().is_some_and(|next| next != '\n') {},
            '\'' if letters.peek() == Some(&'"') => drop(letters.next()),
            '"' => {
                let mut text = String::new();
                while let Some(next) = letters.next().filter(|next| *next != '"') {
                    match next {
                        '\\' => text.extend(letters.next().filter(|escaped| *escaped != '\n')),
                        next => text.push(next),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found.retain(|text| text.trim().contains(' '));
    found
}

/// Whether `sentence` has `word` outside code and blanks, in any case.
fn has_word(sentence: &str, word: &str) -> bool {
    let mut plain = String::from(" ");
    let mut depth = 0;
    let mut is_code = false;
    for letter in sentence.chars() {
        match letter {
            '`' => is_code = !is_code,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if is_code || depth > 0 => {}
            letter if letter.is_alphanumeric() || letter == '-' => plain.extend(letter.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    plain.push(' ');
    let words: Vec<&str> = plain.split_whitespace().collect();
    format!(" {} ", words.join(" ")).contains(&format!(" {word} "))
}
