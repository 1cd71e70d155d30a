//! Reads the ratios in the output of the benchmarks.

/// Every ratio with its subject. An indented line is about the same subject as the last line that is not indented.
pub fn read(lines: &[impl AsRef<str>]) -> Vec<(String, f64)> {
    let mut ratios = Vec::new();
    let mut subject = String::new();
    for line in lines {
        let line = line.as_ref();
        let what = if line.starts_with(' ') {
            let about = line.trim_start();
            // Several in one line: "against fdatasync 0.30, in two places 0.20".
            if about.starts_with("against ") {
                let several = about.split(", ").filter_map(|part| part.rsplit_once(' '));
                let several = several
                    .filter_map(|(floor, ratio)| Some((format!("{subject}: {floor}"), ratio.parse().ok()?)));
                ratios.extend(several);
                continue;
            }
            format!("{subject}: {}", columns(line).first().unwrap_or(&""))
        } else {
            let what = columns(line).first().copied().unwrap_or_default().to_owned();
            subject = what.split([',', ':']).next().unwrap_or_default().to_owned();
            what
        };
        // The measured cost, the floor, the ratio.
        if let [_, _, _, ratio] = columns(line)[..]
            && let Ok(ratio) = ratio.parse()
        {
            ratios.push((what, ratio));
        }
    }
    ratios
}

/// The parts of a line that are separated by two spaces or more.
fn columns(line: &str) -> Vec<&str> {
    let parts = line.split("  ").map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_found_with_what_they_are_of() {
        let lines = [
            "                                                 measured        floor    ratio",
            "sign-in, against one Argon2id                      25.3ms       24.1ms     1.05",
            "300 sign-ins, memory over idle                     38 MiB       19 MiB     2.00",
            "commit (user.create), 1 writer, against fdatasync      1.8ms        1.0ms     1.80",
            "1000 users",
            "  first page ever (sorts once)                    350.0µs",
            "  first page of `user-77`, against a scan          80.0µs       40.0µs     2.00",
            "100000 users",
            "  first page of `user-77`, against a scan          80.0µs      800.0µs     0.10",
            "durable commits                                      each   per second          p99",
            "8 writers: fdatasync, one after the other           1.0ms         1000        2.0ms",
            "           portreeve                                1.0ms         1000        2.0ms",
            "           against fdatasync 0.30, in two places 0.20, against SQLite 4.10",
        ];
        let expected = [
            ("sign-in, against one Argon2id", 1.05),
            ("300 sign-ins, memory over idle", 2.0),
            ("commit (user.create), 1 writer, against fdatasync", 1.8),
            ("1000 users: first page of `user-77`, against a scan", 2.0),
            ("100000 users: first page of `user-77`, against a scan", 0.1),
            ("8 writers: against fdatasync", 0.3),
            ("8 writers: in two places", 0.2),
            ("8 writers: against SQLite", 4.1),
        ];
        assert_eq!(
            read(&lines),
            expected.map(|(what, ratio)| (what.to_owned(), ratio))
        );
    }
}
