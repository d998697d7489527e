//! Tables for people: aligned, with a rule under the header on a terminal, and plain in a pipe. It must not
//! know what the cells mean.

use std::fmt::{self, Display, Formatter};

use icip::problem::printable;
use icip::report::change::ChangeTable;
use unicode_width::UnicodeWidthStr;

use crate::streams::Terminal;

/// What stands between two columns.
const GAP: &str = "  ";
/// Bytes that are collected before they are written.
const PIECE: usize = 1 << 14;

/// The characters of a cell of a table of the library.
const CELL: usize = 48;

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// The heading of a column that is aligned to the left.
#[expect(clippy::needless_pass_by_value, reason = "a heading is made where its column is declared")]
pub(crate) fn left(heading: impl ToString) -> (String, Align) {
    (heading.to_string(), Align::Left)
}

/// The heading of a column that is aligned to the right.
#[expect(clippy::needless_pass_by_value, reason = "a heading is made where its column is declared")]
pub(crate) fn right(heading: impl ToString) -> (String, Align) {
    (heading.to_string(), Align::Right)
}

/// A table of the library as it is printed.
pub(crate) fn printed(table: &ChangeTable, terminal: Option<Terminal>) -> String {
    let align = |number: &bool| if *number { Align::Right } else { Align::Left };
    let header: Vec<(String, Align)> =
        table.header.iter().map(|(name, number)| (name.clone(), align(number))).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| cut(cell, CELL)).collect::<Vec<String>>());
    render(&header, rows, terminal).to_string()
}

/// Rows under a header. Cells are never wrapped, so that one row is one line for `grep`.
///
/// The rows are made twice, first for the widths of the columns and then for the lines, so that no more than a few
/// lines are held at a time, however many rows there are.
pub(crate) fn render<R>(header: &[(String, Align)], rows: R, terminal: Option<Terminal>) -> impl Display
where
    R: IntoIterator<Item = Vec<String>>,
    R::IntoIter: Clone,
{
    Table { header, rows: rows.into_iter(), has_rule: terminal.is_some() }
}

struct Table<'h, R> {
    header: &'h [(String, Align)],
    rows: R,
    has_rule: bool,
}

impl<R: Iterator<Item = Vec<String>> + Clone> Display for Table<'_, R> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let header: Vec<String> = self.header.iter().map(|(name, _)| name.clone()).collect();
        // An empty column is one character wide.
        let mut widths = vec![1; header.len()];
        let widen = |cells: Vec<String>| {
            widths.iter_mut().zip(&cells).for_each(|(width, cell)| *width = (*width).max(width_of(cell)));
        };
        std::iter::once(header.clone()).chain(self.rows.clone()).for_each(widen);
        let mut text = String::new();
        self.line(&mut text, &header, &widths);
        if self.has_rule {
            let whole: usize = widths.iter().map(|width| width + GAP.len()).sum();
            text.push_str(&"─".repeat(whole.saturating_sub(1)));
            text.push('\n');
        }
        for cells in self.rows.clone() {
            self.line(&mut text, &cells, &widths);
            if text.len() >= PIECE {
                f.write_str(&text)?;
                text.clear();
            }
        }
        f.write_str(&text)
    }
}

impl<R> Table<'_, R> {
    /// Adds a line, without blanks at its end.
    fn line(&self, text: &mut String, cells: &[String], widths: &[usize]) {
        let start = text.len();
        for ((cell, width), (_, align)) in cells.iter().zip(widths).zip(self.header) {
            let blanks = " ".repeat(width.saturating_sub(width_of(cell)));
            let [before, after] = match align {
                Align::Left => ["", &blanks],
                Align::Right => [&blanks, ""],
            };
            for part in [before, &printable(cell), after, GAP] {
                text.push_str(part);
            }
        }
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
}

/// The columns of a terminal that a cell takes: one or two for each character, none for marks above one.
fn width_of(cell: &str) -> usize {
    printable(cell).width()
}

/// A bar of at most `width` characters for a share of 0 to 1.
pub(crate) fn bar(share: f64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let share = share.clamp(0.0, 1.0);
    let eighths = (share * (8 * width) as f64).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// At most `width` characters, the last one an ellipsis when some were cut.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Levels of a tree that are shown by blanks.
const INDENTED: usize = 24;

/// The blanks before a node at a depth. Below the deepest level that a page has room for, the depth stands there as a
/// number, so that a deep tree does not become a page of blanks.
pub(crate) fn indent(depth: usize) -> String {
    let blanks = "  ".repeat(depth.min(INDENTED));
    if depth > INDENTED { format!("{blanks}{depth}: ") } else { blanks }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lengths are those of the texts; `中` takes two columns of a terminal, and the accent after `e` none.
    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let header = [right("n"), left("name"), left("")];
        let rows = [["1", "Bogotá", ""], ["10", "中中", "x"], ["", "cafe\u{301}", "y\n"]];
        let rows: Vec<Vec<String>> = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let plain = " n  name\n 1  Bogotá\n10  中中    x\n    cafe\u{301}    y\\n\n";
        assert_eq!(render(&header, rows.clone(), None).to_string(), plain);
        // 2, 6 and 3 columns of the terminal with 2 after each, but 1 at the end.
        let ruled = plain.replacen('\n', &format!("\n{}\n", "─".repeat(16)), 1);
        let terminal = Terminal { width: 80, colour: false };
        assert_eq!(render(&header, rows, Some(terminal)).to_string(), ruled);
    }

    /// Once for the widths, once for the lines.
    #[test]
    fn rows_are_made_twice() {
        let made = std::cell::Cell::new(0);
        let row = |number: usize| {
            made.set(made.get() + 1);
            vec![number.to_string(), "x".repeat(if number == 0 { 3 } else { 1 })]
        };
        let table = render(&[right("n"), left("x")], (0..1000).map(row), None).to_string();
        assert_eq!((made.get(), table.lines().count()), (2000, 1001));
    }

    #[test]
    fn bars_count_eighths() {
        // By hand: half of 4 characters is 2 full ones; 0.28125 * 32 = 9 eighths, 1 full and 1/8.
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(0.28125, 4), "█▏");
        assert_eq!(bar(2.0, 2), "██");
        assert_eq!(bar(f64::NAN, 2), "");
    }

    #[test]
    fn cut_keeps_whole_characters() {
        assert_eq!(cut("Bogotá", 6), "Bogotá");
        assert_eq!(cut("Bogotá D. C.", 8), "Bogotá…");
    }
}
