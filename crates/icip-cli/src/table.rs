//! Tables for people: aligned, with a rule under the header on a terminal, and plain in a pipe. It must not
//! know what the cells mean.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use icip::problem::printable;

use crate::streams::Terminal;

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

/// Renders rows under a header. Cells are never wrapped, so that one row is one line for `grep`.
pub(crate) fn render(
    header: &[(String, Align)],
    rows: Vec<Vec<String>>,
    terminal: Option<Terminal>,
) -> String {
    let mut table = Table::new();
    // The junctions of the rule take one of the two characters between columns.
    let (rule, gap) = match terminal {
        Some(_) => (LineStyle::none().fill('─').junction('─'), 1),
        None => (LineStyle::none(), 2),
    };
    table.load_style(TableStyle::new().header_separator(rule));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(header.iter().map(|(name, _)| printable(name)));
    for row in rows {
        table.add_row(row.iter().map(|cell| printable(cell)));
    }
    for (column, (_, align)) in table.column_iter_mut().zip(header) {
        column.set_padding((0, gap));
        column.set_cell_alignment(match align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
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
