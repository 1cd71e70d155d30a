//! Tables for spreadsheets (RFC 4180).

use portreeve_core::text::escaped;

/// The first line: the titles of the columns. The byte order mark before it tells a spreadsheet that the file is UTF-8.
pub(crate) fn head<const N: usize>(titles: [&str; N]) -> String {
    format!("\u{feff}{}\r\n", titles.join(","))
}

/// One line of the table.
pub(crate) fn line<const N: usize>(cells: [String; N]) -> String {
    let mut line = cells.map(|text| cell(&text)).join(",");
    line.push_str("\r\n");
    line
}

/// Quotes a cell. A spreadsheet would run a cell that starts like this as a formula, and names come from people.
fn cell(text: &str) -> String {
    let text = escaped(text);
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_out_of_its_quotes() {
        for (text, written) in [
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-2", "\"'-2\""),
            ("\t=1", "\"\\t=1\""),
            ("a\u{202e}b\r\n", "\"a\\u{202e}b\\r\\n\""),
            ("say \"hi\", twice", "\"say \"\"hi\"\", twice\""),
            ("plain", "\"plain\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
