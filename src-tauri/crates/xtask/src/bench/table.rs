//! The table of docs/benchmarks.md.

use std::fmt::Write as _;
use std::path::Path;

/// The head of the table. The text above it stays as it is.
const HEAD: &str = "| what | ratio | commit | machine |\n|---|---:|---|---|\n";
/// Stands in place of the table before the first save.
const EMPTY: &str = "Not measured yet.\n";

/// A saved ratio.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub what: String,
    pub ratio: f64,
    pub commit: String,
    pub machine: String,
}

/// The saved ratios, and the text above them.
#[derive(Debug, PartialEq)]
pub struct Table {
    words: String,
    rows: Vec<Row>,
}

impl Table {
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text)
    }

    pub fn write(&self, path: &Path) -> Result<(), String> {
        std::fs::write(path, self.text()).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Saves a ratio in place of the previous one.
    pub fn keep(&mut self, row: Row) {
        match self.rows.iter_mut().find(|kept| kept.what == row.what) {
            Some(kept) => *kept = row,
            None => self.rows.push(row),
        }
    }

    /// The ratios of a run, each beside the saved one.
    pub fn beside(&self, ratios: &[(String, f64)]) -> String {
        let mut text = format!("{:<64} {:>8} {:>8}\n", "", "ratio", "kept");
        for (what, ratio) in ratios {
            let kept = self.rows.iter().find(|row| row.what == *what);
            let kept = kept.map_or("none".to_owned(), |row| {
                format!("{:>8.2} at {}, {}", row.ratio, row.commit, row.machine)
            });
            let _ = writeln!(text, "{what:<64} {ratio:>8.2} {kept:>8}");
        }
        text
    }

    fn parse(text: &str) -> Result<Self, String> {
        let Some((words, rows)) = text.split_once(HEAD) else {
            let words = text
                .strip_suffix(EMPTY)
                .ok_or("docs/benchmarks.md has no table")?;
            return Ok(Self {
                words: words.to_owned(),
                rows: Vec::new(),
            });
        };
        let row = |line: &str| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [what, ratio, commit, machine] = cells[..] else {
                return Err(format!("docs/benchmarks.md has a row that is none: {line}"));
            };
            Ok(Row {
                what: what.to_owned(),
                ratio: ratio.parse().map_err(|_| format!("{ratio} is no ratio"))?,
                commit: commit.to_owned(),
                machine: machine.to_owned(),
            })
        };
        Ok(Self {
            words: words.to_owned(),
            rows: rows.lines().map(row).collect::<Result<_, String>>()?,
        })
    }

    fn text(&self) -> String {
        if self.rows.is_empty() {
            return format!("{}{EMPTY}", self.words);
        }
        let mut text = format!("{}{HEAD}", self.words);
        for row in &self.rows {
            let Row {
                what,
                ratio,
                commit,
                machine,
            } = row;
            let _ = writeln!(text, "| {what} | {ratio:.2} | {commit} | {machine} |");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(what: &str, ratio: f64) -> Row {
        Row {
            what: what.into(),
            ratio,
            commit: "0123abc".into(),
            machine: "Linux, 2 cores".into(),
        }
    }

    #[test]
    fn a_table_is_read_as_it_is_written() {
        let mut table = Table::parse(&format!("# Benchmarks\n\n{EMPTY}")).unwrap();
        assert_eq!(table.text(), format!("# Benchmarks\n\n{EMPTY}"));
        for (what, ratio) in [("sign-in", 1.05), ("a page of `ada`", 2.0), ("sign-in", 1.0)] {
            table.keep(row(what, ratio));
        }
        assert_eq!(Table::parse(&table.text()), Ok(table));
    }

    #[test]
    fn a_ratio_stands_beside_the_one_that_was_kept() {
        let mut table = Table::parse(EMPTY).unwrap();
        table.keep(row("sign-in", 1.05));
        let told = table.beside(&[("sign-in".into(), 1.2), ("commit".into(), 3.0)]);
        let lines: Vec<&str> = told.lines().skip(1).map(str::trim_end).collect();
        assert!(
            lines[0].starts_with("sign-in") && lines[0].ends_with("1.20     1.05 at 0123abc, Linux, 2 cores")
        );
        assert!(lines[1].starts_with("commit") && lines[1].ends_with("3.00     none"));
    }

    #[test]
    fn the_page_of_the_repository_is_read() {
        Table::read(&crate::workspace::root().join("docs/benchmarks.md")).unwrap();
    }
}
