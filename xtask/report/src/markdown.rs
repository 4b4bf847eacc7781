//! Markdown that is also readable in a terminal.

use tabled::builder::Builder;
use tabled::grid::config::Offset;
use tabled::settings::object::Columns;
use tabled::settings::style::LineChar;
use tabled::settings::{Alignment, Style};

/// The row between the header and the body, where Markdown states each column's alignment.
const DELIMITER_ROW: usize = 1;

/// Formats a table. Columns that contain only numbers are aligned to the right.
pub fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut builder = Builder::default();
    builder.push_record(header);
    let mut is_numeric = [true; N];
    for row in rows {
        for (is_numeric, cell) in is_numeric.iter_mut().zip(&row) {
            *is_numeric &= is_number(cell);
        }
        builder.push_record(row);
    }
    let mut table = builder.build();
    table.with(Style::markdown());
    for (column, _) in is_numeric
        .iter()
        .enumerate()
        .filter(|(_, numeric)| **numeric)
    {
        let colon = LineChar::horizontal(':', Offset::End(0));
        table.modify(Columns::one(column), Alignment::right());
        table.modify((DELIMITER_ROW, column), colon);
    }
    format!("{table}\n")
}

/// Formats a bulleted list.
pub fn list(items: impl IntoIterator<Item = String>) -> String {
    let lines = items.into_iter().map(|item| format!("- {item}\n"));
    lines.collect()
}

/// An empty cell says that there is no figure, so it fits a column of numbers.
fn is_number(cell: &str) -> bool {
    let unsigned = cell.trim_start_matches(['+', '-', '<']);
    unsigned.is_empty() || unsigned.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_aligned_to_the_right() {
        let rows = [
            ["`bare`".to_owned(), "55,356".to_owned(), String::new()],
            ["`chat` µ".to_owned(), "9".to_owned(), "+1".to_owned()],
        ];
        let expected = "\
| app      |  bytes | price |
|----------|-------:|------:|
| `bare`   | 55,356 |       |
| `chat` µ |      9 |    +1 |
";
        assert_eq!(table(["app", "bytes", "price"], rows), expected);
    }
}
