//! Tables and lists that read well on a terminal too.

/// A table whose columns of figures are aligned to the right.
pub(crate) fn table<const N: usize>(
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let rows: Vec<[String; N]> = [head.map(str::to_owned)].into_iter().chain(rows).collect();
    let columns: [Column; N] = std::array::from_fn(|index| {
        let cells = || rows.iter().map(|row| row[index].as_str());
        Column {
            // A rule of three at least, else it is no table.
            width: cells()
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
                .max(3),
            figures: cells().skip(1).all(is_figure),
        }
    });
    let mut lines = rows.iter().map(|row| {
        let cells = columns
            .iter()
            .zip(row)
            .map(|(column, cell)| column.pad(cell));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    });
    let head = lines.next().unwrap_or_default();
    let rule: String = columns.iter().map(Column::rule).collect();
    [head, rule, "|\n".to_owned()]
        .into_iter()
        .chain(lines)
        .collect()
}

pub(crate) fn list(items: impl IntoIterator<Item = String>) -> String {
    let lines = items.into_iter().map(|item| format!("- {item}\n"));
    lines.collect()
}

struct Column {
    width: usize,
    figures: bool,
}

impl Column {
    fn pad(&self, cell: &str) -> String {
        let width = self.width;
        if self.figures {
            format!("{cell:>width$}")
        } else {
            format!("{cell:<width$}")
        }
    }

    fn rule(&self) -> String {
        let end = if self.figures { ":" } else { "-" };
        format!("|-{}{end}", "-".repeat(self.width))
    }
}

fn is_figure(cell: &str) -> bool {
    let unsigned = cell.trim_start_matches(['+', '-', '<']);
    unsigned.is_empty() || unsigned.starts_with(|first: char| first.is_ascii_digit())
}

/// With a comma after each group of three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    groups.join(",")
}

/// [`grouped`], with a sign.
pub(crate) fn signed(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "+" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_on_the_right() {
        let rows = [
            ["`bare`".to_owned(), "55,356".to_owned(), String::new()],
            ["`chat`".to_owned(), "9".to_owned(), "+1".to_owned()],
        ];
        let expected = "\
| app    |  bytes | price |
|--------|-------:|------:|
| `bare` | 55,356 |       |
| `chat` |      9 |    +1 |
";
        assert_eq!(table(["app", "bytes", "price"], rows), expected);
    }

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(signed(-12_345), "-12,345");
        assert_eq!(signed(0), "+0");
    }
}
