//! A text cut into records, kept in one buffer, each with the line on which it starts. This module must not
//! know which of them is the header.

use std::ops::Range;

use super::shown::shorten;
use super::split::{self, AtStart, OpenAt, Reach, behind_line_end, fields, line_ends};
use icip_problem::{Code, Place, Problem, message};

/// The fields of all records, one after the other.
pub struct Records {
    text: String,
    /// Where each field ends in `text`.
    ends: Vec<usize>,
    rows: Vec<Row>,
}

struct Row {
    /// Its first field, as a position in `ends`.
    first: usize,
    line: u64,
    /// Behind its line end in the text.
    next: usize,
    /// The columns of each of its cells that is several merged ones; none where nobody knows.
    merged: Vec<Range<usize>>,
}

/// A quote that swallows the lines after it, or has text after its end.
pub struct OpenQuote {
    /// The line of the quote.
    pub line: u64,
    /// What stands after it on that line.
    pub text: String,
    /// Whether it is closed, and text follows before the next separator.
    pub closed: bool,
}

/// Why there are not more records.
pub(crate) enum Stop {
    /// There are as many as were asked for, and more text.
    Limit,
    /// The text ends here.
    Text,
    /// Nothing after a quote can be read.
    Open(OpenQuote),
}

impl OpenQuote {
    /// The quote at `open`, which stands on `line`.
    pub(crate) fn new(text: &[u8], open: OpenAt, line: u64) -> Self {
        Self { line, text: split::behind_quote(text, open), closed: open.closed }
    }

    /// What is wrong with the file at `place`.
    pub fn problem(&self, place: &Place) -> Problem {
        let text = shorten(&self.text);
        let (what, hint) = match self.closed {
            true => (message!("open-quote-text-behind", text), message!("open-quote-text-behind-hint")),
            false => (message!("open-quote-not-closed", text), message!("open-quote-not-closed-hint")),
        };
        Problem::new(Code::OpenQuote, place.line(self.line), what).hint(hint)
    }
}

impl Records {
    /// The first `limit` records of a text, or those before a quote that was not closed.
    pub fn parse(text: &str, delimiter: u8, limit: usize) -> (Self, Option<OpenQuote>) {
        let (records, stop) = Self::parse_part(text, delimiter, limit, Reach::Whole);
        match stop {
            Stop::Open(open) => (records, Some(open)),
            Stop::Limit | Stop::Text => (records, None),
        }
    }

    /// The first `limit` records of a text that may go on, and why there are not more.
    pub(crate) fn parse_part(text: &str, delimiter: u8, limit: usize, reach: Reach) -> (Self, Stop) {
        let bytes = text.as_bytes();
        let mut records = Self { text: String::new(), ends: Vec::new(), rows: Vec::new() };
        // Some programs write the byte order mark twice.
        let mut at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut line = 1;
        while at < bytes.len() {
            if split::is_end(bytes[at]) {
                at = behind_line_end(bytes, at, Reach::Whole).unwrap_or(bytes.len());
                line += 1;
                continue;
            }
            if records.len() == limit {
                return (records, Stop::Limit);
            }
            match split::record(bytes, at, delimiter, reach) {
                AtStart::Record(span) => {
                    records.push(&text[at..span.end], delimiter, line, span.next);
                    line += line_ends(&bytes[at..span.next]);
                    at = span.next;
                }
                AtStart::Short => return (records, Stop::Text),
                AtStart::Open(open) => {
                    line += line_ends(&bytes[at..open.at]);
                    return (records, Stop::Open(OpenQuote::new(bytes, open, line)));
                }
            }
        }
        (records, Stop::Text)
    }

    /// Records of cells that are at hand, each with its line and its merged cells; they have no text around them.
    pub(crate) fn of_rows(rows: impl Iterator<Item = (u64, Vec<String>, Vec<Range<usize>>)>) -> Self {
        let mut records = Self { text: String::new(), ends: Vec::new(), rows: Vec::new() };
        for (line, cells, merged) in rows {
            records.rows.push(Row { first: records.ends.len(), line, next: 0, merged });
            for cell in cells {
                records.text.push_str(cell.trim());
                records.ends.push(records.text.len());
            }
        }
        records
    }

    fn push(&mut self, record: &str, delimiter: u8, line: u64, next: usize) {
        self.rows.push(Row { first: self.ends.len(), line, next, merged: Vec::new() });
        for field in fields(record, delimiter) {
            self.text.push_str(&field);
            self.ends.push(self.text.len());
        }
    }

    /// Number of records.
    #[expect(clippy::len_without_is_empty, reason = "callers ask for a record, not for none")]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Number of fields of a record.
    pub fn width(&self, row: usize) -> usize {
        let end = self.rows.get(row + 1).map_or(self.ends.len(), |next| next.first);
        end - self.rows[row].first
    }

    /// A field without the blanks around it; empty where the record is too short.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        if column >= self.width(row) {
            return "";
        }
        let field = self.rows[row].first + column;
        let start = if field == 0 { 0 } else { self.ends[field - 1] };
        &self.text[start..self.ends[field]]
    }

    /// The columns of each field of a record that is several merged cells of a sheet.
    pub(crate) fn merged(&self, row: usize) -> &[Range<usize>] {
        &self.rows[row].merged
    }

    /// The fields of a record.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> + Clone {
        (0..self.width(row)).map(move |column| self.cell(row, column))
    }

    /// Whether all fields of a record are empty.
    pub fn is_blank(&self, row: usize) -> bool {
        self.cells(row).all(str::is_empty)
    }

    /// The line on which a record starts, counted from 1.
    pub fn line(&self, row: usize) -> u64 {
        self.rows[row].line
    }

    /// Where the text goes on after a record.
    pub fn next(&self, row: usize) -> usize {
        self.rows[row].next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> (Records, Option<OpenQuote>) {
        Records::parse(text, b',', usize::MAX)
    }

    fn lines(text: &str) -> Vec<u64> {
        let (records, _) = all(text);
        (0..records.len()).map(|row| records.line(row)).collect()
    }

    #[test]
    fn lines_count_through_empty_lines_and_any_line_end() {
        let want = [1, 2, 5, 6];
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(lines(&["a,b", "1,2", "", "", "3,4", "5,6", ""].join(end)), want, "{end:?}");
        }
        assert_eq!(lines("\n\na"), [3]);
    }

    #[test]
    fn a_quoted_line_break_moves_the_lines_behind_it() {
        let (records, open) = all("a,\"x\ny \"\"z\"\"\"\nb,2\n");
        assert!(open.is_none());
        assert_eq!(records.cell(0, 1), "x\ny \"z\"");
        assert_eq!((records.line(0), records.line(1)), (1, 3));
    }

    #[test]
    fn cells_are_trimmed_and_short_records_have_empty_ones() {
        let (records, _) = all(" a , b\nc\n , \n");
        assert_eq!((records.cell(0, 0), records.cell(0, 1), records.cell(1, 1)), ("a", "b", ""));
        assert_eq!((records.width(0), records.width(1), records.width(2)), (2, 1, 2));
        assert!(records.is_blank(2));
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found_where_it_starts() {
        let (records, open) = all("a,b\n1,2\n3,\"x,4\n5,6\n");
        let open = open.expect("open quote");
        assert_eq!((records.len(), open.line, open.text.as_str()), (2, 3, "x,4"));
    }

    #[test]
    fn a_quote_closed_by_the_next_one_far_below_is_found_too() {
        let text = format!("a,b\n1,\"x\n{}y,\"z\"\n", "1,2\n".repeat(60));
        assert_eq!(all(&text).1.expect("open quote").line, 2);
        let text = format!("a,b\n1,\"x\n{}y\"\n", "1,2\n".repeat(40));
        assert!(all(&text).1.is_none(), "40 lines may be a note");
    }
}
