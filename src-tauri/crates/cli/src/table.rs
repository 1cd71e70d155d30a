//! Columns for people. Scripts use `--json`.

use portreeve_core::text::escaped;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands between two columns.
const GAP: usize = 2;
/// A column that is cut keeps this much.
const WIDTH_MIN: usize = 6;
const CUT: char = '…';

/// Lines with aligned columns; the last column is not padded. On a terminal no line is wider than that: columns are cut,
/// the widest first. The first column names the row, so it is cut when nothing else helps.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    let room = terminal.map(|(width, _)| usize::from(width.0));
    table_within(room.filter(|room| *room > 0), head, rows)
}

fn table_within(room: Option<usize>, head: &[&str], rows: &[Vec<String>]) -> String {
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
    let mut widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    if let Some(room) = room {
        fit(&mut widths, room.saturating_sub(GAP * columns.saturating_sub(1)));
    }
    let line = |cells: &Vec<String>| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| {
            let cell = cut(cell, *width);
            format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width())))
        });
        padded
            .collect::<Vec<_>>()
            .join(&" ".repeat(GAP))
            .trim_end()
            .to_owned()
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Narrows columns until they have room: the widest but the first, then that, too.
fn fit(widths: &mut [usize], room: usize) {
    let mut excess = widths.iter().sum::<usize>().saturating_sub(room);
    for first in [1, 0] {
        while excess > 0
            && let Some(widest) = widths.iter_mut().skip(first).max()
            && *widest > WIDTH_MIN
        {
            *widest -= 1;
            excess -= 1;
        }
    }
}

/// The text, or as much of it as has room, with a mark.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut left = width.saturating_sub(1);
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if wide > left {
            break;
        }
        left -= wide;
        shown.push(c);
    }
    shown.push(CUT);
    shown
}

/// Names come from people: what would steer a terminal, or cannot be seen, is written out.
pub(crate) fn plain(text: &str) -> String {
    escaped(text).into_owned()
}

/// "1 member", "2 members".
pub(crate) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_align_for_wide_letters_and_nothing_steers_the_terminal() {
        let rows = [row(&["明", "x"]), row(&["ab", "\u{1b}[2J"])];
        let whole = "N   V\n明  x\nab  \\u{1b}[2J";
        assert_eq!(table_within(None, &["N", "V"], &rows), whole);
    }

    #[test]
    fn columns_are_cut_where_the_terminal_ends_the_widest_first() {
        let rows = [
            row(&[
                "a.long.login.name",
                "明明明明明明明明明明",
                "active",
                "Editors, Staff, Finance",
            ]),
            row(&["ada", "Ada", "active", ""]),
        ];
        let head = ["LOGIN", "NAME", "STATE", "GROUPS"];
        let whole = table_within(None, &head, &rows);
        assert!(!whole.contains(CUT));
        assert_eq!(table_within(Some(200), &head, &rows), whole);
        for room in [40, 50, 60, 71] {
            let table = table_within(Some(room), &head, &rows);
            assert!(table.lines().all(|line| line.width() <= room), "{room}\n{table}");
            assert!(table.contains("active") && table.contains(CUT), "{room}\n{table}");
        }
        assert!(table_within(Some(50), &head, &rows).contains("a.long.login.name"));
    }

    #[test]
    fn a_terminal_that_is_far_too_narrow_still_gets_a_line_for_each_row() {
        let rows = [row(&["a.long.login.name", "somebody.with.a.name"])];
        assert_eq!(
            table_within(Some(3), &["LOGIN", "NAME"], &rows).lines().count(),
            2
        );
    }
}
