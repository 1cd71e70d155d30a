//! Tables for people. Scripts use `--json`.

use portreeve_core::text::escaped;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The number of spaces between two columns.
const GAP: usize = 2;
const CUT: char = '…';

/// Cut columns keep this width while there is room; narrower ones are left out.
const WIDTH_MIN: usize = 6;
const WIDTH_LEAST: usize = 3;

/// Columns that are shown whole or not at all: half of a time, number, state or identifier would be misread.
const WHOLE: &[&str] = &[
    "NUMBER",
    "SESSION",
    "STATE",
    "ACCESS",
    "REFRESH",
    "WHEN",
    "MADE",
    "LAST SIGN-IN",
    "LAST USED",
    "DAY",
    "REFRESHED",
    "ENDS",
    "MEMBERS",
    "DIRECT",
];
/// Columns of prose and lists, which are cut first: their beginning says most.
const FIRST_TO_GIVE_WAY: &[&str] = &["WHAT", "CALLED", "GROUPS", "GRANTED BY", "BELONGS TO", "GRANTS"];

/// Lines with aligned columns; the last column is not padded. On a terminal no line is wider than the terminal: columns
/// are cut, then left out. The first column names the row, and stays.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    let room = terminal.map(|(width, _)| usize::from(width.0));
    table_within(room.filter(|room| *room > 0), head, rows)
}

fn table_within(room: Option<usize>, head: &[&str], rows: &[Vec<String>]) -> String {
    let cells = |row: &[String]| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
    let heads: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let lines: Vec<Vec<String>> = std::iter::once(heads)
        .chain(rows.iter().map(|row| cells(row)))
        .collect();
    let width = |number: usize| {
        let cells = lines.iter().filter_map(|line| line.get(number));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let columns = head.iter().enumerate().map(|(number, head)| Column {
        number,
        width: width(number),
        head_width: head.width(),
        gives_way: match *head {
            head if WHOLE.contains(&head) => GivesWay::Never,
            head if FIRST_TO_GIVE_WAY.contains(&head) => GivesWay::First,
            _ if number == 0 => GivesWay::Last,
            _ => GivesWay::Then,
        },
    });
    let mut columns: Vec<Column> = columns.collect();
    if let Some(room) = room {
        columns = fitting(columns, room);
    }
    let line = |cells: &Vec<String>| {
        let padded = columns.iter().filter_map(|column| {
            let cell = cut(cells.get(column.number)?, column.width);
            let padding = " ".repeat(column.width.saturating_sub(cell.width()));
            Some(format!("{cell}{padding}"))
        });
        padded
            .collect::<Vec<_>>()
            .join(&" ".repeat(GAP))
            .trim_end()
            .to_owned()
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[derive(Clone)]
struct Column {
    /// The column's position.
    number: usize,
    width: usize,
    /// The width of its heading, which is never cut.
    head_width: usize,
    gives_way: GivesWay,
}

/// When a column is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum GivesWay {
    First,
    Then,
    Last,
    Never,
}

/// The columns that fit when they are cut.
fn fitting(mut columns: Vec<Column>, room: usize) -> Vec<Column> {
    loop {
        let mut narrowed = columns.clone();
        if narrow(&mut narrowed, room) {
            return narrowed;
        }
        // Drops the last of the columns that are cut first, but never the one that names the row.
        let others = columns.iter().enumerate().skip(1).rev();
        let Some((left_out, _)) = others.min_by_key(|(_, column)| column.gives_way) else {
            if let Some(only) = narrowed.first_mut() {
                only.width = only.width.min(room);
            }
            return narrowed;
        };
        columns.remove(left_out);
    }
}

/// Cuts columns, the widest first, until they fit. Returns whether they do.
fn narrow(columns: &mut [Column], room: usize) -> bool {
    let gaps = GAP * columns.len().saturating_sub(1);
    let taken = columns.iter().map(|column| column.width).sum::<usize>() + gaps;
    let mut excess = taken.saturating_sub(room);
    for (gives_way, least) in [
        (GivesWay::First, WIDTH_MIN),
        (GivesWay::Then, WIDTH_MIN),
        (GivesWay::Last, WIDTH_MIN),
        (GivesWay::First, WIDTH_LEAST),
        (GivesWay::Then, WIDTH_LEAST),
    ] {
        while excess > 0
            && let Some(widest) = columns
                .iter_mut()
                .filter(|column| column.gives_way == gives_way && column.width > least.max(column.head_width))
                .max_by_key(|column| column.width)
        {
            widest.width -= 1;
            excess -= 1;
        }
    }
    excess == 0
}

/// The text, or its beginning with an ellipsis.
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

/// Text from people, with invisible characters and those that control a terminal escaped.
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
    fn moments_and_numbers_are_whole_and_no_line_is_wider_than_the_terminal() {
        let head = ["NUMBER", "WHEN", "WHO", "FROM", "COMMAND", "WHAT"];
        let rows = [
            row(&[
                "1204",
                "2026-11-27 14:30 CEST",
                "somebody.with.a.name",
                "control socket",
                "group.manager.add",
                "made somebody.else manage `Invoice approvers` of the northern office",
            ]),
            row(&[
                "7",
                "2026-11-26 09:05 CEST",
                "ada",
                "window",
                "user.create",
                "created tom",
            ]),
        ];
        for room in [80, 60, 50, 44, 40, 30, 29] {
            let table = table_within(Some(room), &head, &rows);
            assert!(table.lines().all(|line| line.width() <= room), "{room}\n{table}");
            assert!(table.contains("1204    2026-11-27 14:30 CEST"), "{room}\n{table}");
            assert!(!table.contains("20…") && !table.contains("N…"), "{room}\n{table}");
        }
        for room in [28, 20, 6] {
            let table = table_within(Some(room), &head, &rows);
            assert!(
                table.contains("1204") && !table.contains("2026"),
                "{room}\n{table}"
            );
            assert!(table.lines().all(|line| line.width() <= room), "{room}\n{table}");
        }
    }

    #[test]
    fn a_heading_is_whole_or_its_column_is_left_out() {
        let head = ["GROUP", "MEMBERS", "GRANTS", "BELONGS TO"];
        let rows = [row(&[
            "Invoice approvers of the northern office",
            "12",
            "people.approve_invoice, people.view_invoice, people.change_invoice",
            "Staff",
        ])];
        for room in [100, 80, 60, 50, 44, 40, 30, 20] {
            let table = table_within(Some(room), &head, &rows);
            let shown = table.lines().next().unwrap();
            assert!(!shown.contains(CUT), "{room}\n{table}");
            assert!(table.lines().all(|line| line.width() <= room), "{room}\n{table}");
        }
        let narrow = table_within(Some(44), &head, &rows);
        let shown: Vec<&str> = narrow.lines().next().unwrap().split_whitespace().collect();
        assert_eq!(shown, ["GROUP", "MEMBERS", "GRANTS", "BELONGS", "TO"]);
    }

    #[test]
    fn an_identifier_and_a_state_are_whole() {
        let id = "01a21c64-d599-7366-91b2-000000000001";
        let head = ["SESSION", "WHO", "WHERE", "LAST USED", "ENDS"];
        let at = "2026-11-27 14:30 CEST";
        let rows = [row(&[id, "somebody.with.a.name", "window", at, at])];
        for room in [80, 60, 44] {
            let table = table_within(Some(room), &head, &rows);
            assert!(table.contains(id), "{room}\n{table}");
            assert!(table.lines().all(|line| line.width() <= room), "{room}\n{table}");
        }
        let rows = [row(&[
            "a.long.login.name",
            "Somebody",
            "active, superuser, staff",
        ])];
        let table = table_within(Some(44), &["LOGIN", "NAME", "STATE"], &rows);
        assert!(table.contains("active, superuser, staff"), "{table}");
    }

    #[test]
    fn prose_and_lists_give_way_before_names() {
        let rows = [row(&[
            "people.approve_invoice",
            "Can approve invoices of every office",
            "3",
            "Invoice approvers, Staff, Finance, Northern office",
        ])];
        let table = table_within(Some(60), &["PERMISSION", "CALLED", "DIRECT", "GRANTED BY"], &rows);
        assert!(table.contains("people.approve_invoice  Can a"), "{table}");
        assert_eq!(table.matches(CUT).count(), 2, "{table}");
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
