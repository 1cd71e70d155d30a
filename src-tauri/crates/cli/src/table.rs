//! Columns for people. Scripts use `--json`.

use unicode_width::UnicodeWidthStr;

/// Lines with aligned columns; the last column is not padded.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let cells = |row: &[String]| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let lines: Vec<Vec<String>> = std::iter::once(head)
        .chain(rows.iter().map(|row| cells(row)))
        .collect();
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        lines
            .iter()
            .filter_map(|line| line.get(column))
            .map(|cell| cell.width())
            .max()
    };
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let line = |cells: &Vec<String>| {
        let padded = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Names come from people: what would steer a terminal is shown as a mark instead.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// `2026-05-03T09:45:48.39Z` as `2026-05-03 09:45`.
pub(crate) fn minute(moment: &str) -> String {
    moment.get(..16).unwrap_or(moment).replace('T', " ")
}

/// "1 member", "2 members".
pub(crate) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// The text as one word of a command line that can be copied into a shell.
pub(crate) fn shell_word(text: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || "_-.@+".contains(c);
    let text = plain(text);
    if text.chars().all(is_safe) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_for_wide_letters_and_nothing_steers_the_terminal() {
        let rows = [
            vec!["明".into(), "x".into()],
            vec!["ab".into(), "\u{1b}[2J".into()],
        ];
        assert_eq!(table(&["N", "V"], &rows), "N   V\n明  x\nab  \u{fffd}[2J");
    }

    #[test]
    fn a_word_stays_one_word_in_a_shell() {
        assert_eq!(shell_word("zoë.hopper"), "zoë.hopper");
        assert_eq!(shell_word("billing app"), "'billing app'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
    }
}
