//! A text cut into records by the csv crate, each with the line on which it starts. Fields are those of the crate, so that
//! nothing here is computed as the reader computes it.

use csv::{ReaderBuilder, StringRecord};

use crate::io::records::OpenQuote;

/// A quoted field over more lines than this is taken for a quote that was never closed.
const LINES_OF_A_FIELD: usize = 50;

/// The records of a text.
pub(crate) struct Records {
    rows: Vec<Row>,
}

struct Row {
    fields: StringRecord,
    line: u64,
    after_blank: bool,
}

impl Records {
    /// The first `limit` records of a text, or those before a quote that was not closed.
    pub(crate) fn parse(text: &str, delimiter: u8, limit: usize) -> (Self, Option<OpenQuote>) {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = Self { rows: Vec::new() };
        let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
        let mut record = StringRecord::new();
        // A text in memory, cut at an ASCII byte, cannot fail to be read.
        while records.len() < limit && reader.read_record(&mut record).unwrap_or(false) {
            let (start, end) = (record.position().map_or(0, byte), byte(reader.position()));
            let after_blank = lines.skip_to_record(start);
            let raw = &text.as_bytes()[lines.at..end];
            if let Some((offset, closed)) = open_quote(raw, delimiter) {
                return (records, Some(lines.quote(offset, closed)));
            }
            records.rows.push(Row { fields: record.clone(), line: lines.line, after_blank });
            lines.advance(end);
        }
        (records, None)
    }

    /// Number of records.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Number of fields of a record.
    pub(crate) fn width(&self, row: usize) -> usize {
        self.rows[row].fields.len()
    }

    /// A field without the blanks around it; empty where the record is too short.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        self.rows[row].fields.get(column).map_or("", str::trim)
    }

    /// The fields of a record, without the blanks around them.
    pub(crate) fn cells(&self, row: usize) -> impl Iterator<Item = &str> + Clone {
        self.rows[row].fields.iter().map(str::trim)
    }

    /// Whether all fields of a record are empty.
    pub(crate) fn is_blank(&self, row: usize) -> bool {
        self.cells(row).all(str::is_empty)
    }

    /// The line on which a record starts, counted from 1.
    pub(crate) fn line(&self, row: usize) -> u64 {
        self.rows[row].line
    }

    /// Whether an empty line stands before a record.
    pub(crate) fn after_blank(&self, row: usize) -> bool {
        self.rows[row].after_blank
    }
}

fn byte(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).expect("the text is in memory")
}

/// Counts lines on the way through a text. The csv crate counts too, but takes the empty lines
/// before a record for a part of it.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// Goes on to a byte, counting `\n`, `\r\n` and a lone `\r` as one line each.
    fn advance(&mut self, to: usize) {
        let ends = (self.at..to).filter(|at| ends_line(self.text, *at)).count();
        self.line += ends as u64;
        self.at = to.max(self.at);
    }

    /// Goes on to the first byte of the record that is read from `start` on, and tells whether
    /// an empty line was skipped.
    fn skip_to_record(&mut self, start: usize) -> bool {
        self.advance(start);
        // The terminator of the record before may lie on either side of `start`.
        let before = self.text[..start].iter().rev().take_while(|byte| is_end(**byte)).count();
        let after = self.text[start..].iter().take_while(|byte| is_end(**byte)).count();
        self.advance(start + after);
        let ends = (start - before..start + after).filter(|at| ends_line(self.text, *at)).count();
        ends > usize::from(start > before)
    }

    fn quote(mut self, offset: usize, closed: bool) -> OpenQuote {
        self.advance(self.at + offset);
        let text = self.text[self.at + 1..].split(|byte| is_end(*byte)).next().unwrap_or_default();
        OpenQuote { line: self.line, text: String::from_utf8_lossy(text).into_owned(), closed }
    }
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn ends_line(text: &[u8], at: usize) -> bool {
    match text[at] {
        b'\n' => true,
        b'\r' => text.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

/// Where in a record a quoted field starts that never ends, ends suspiciously late, or has text after its
/// end (then `true`): the csv crate would join `"1"2` to 12.
fn open_quote(raw: &[u8], delimiter: u8) -> Option<(usize, bool)> {
    // Most records have no quotes at all.
    if !raw.contains(&b'"') {
        return None;
    }
    let mut at = 0;
    while at < raw.len() {
        if raw[at] == b'"' {
            let end = closing_quote(raw, at);
            let lines = (at..end).filter(|at| ends_line(raw, *at)).count();
            if end == raw.len() || lines > LINES_OF_A_FIELD {
                return Some((at, false));
            }
            let behind = raw[end + 1..].iter().find(|byte| **byte != b' ');
            if behind.is_some_and(|byte| *byte != delimiter && !is_end(*byte)) {
                return Some((at, true));
            }
            at = end;
        }
        at += raw[at..].iter().position(|byte| *byte == delimiter || is_end(*byte)).unwrap_or(raw.len() - at);
        at += 1;
    }
    None
}

/// The quote that closes the one at `open`, or the end of the text.
fn closing_quote(raw: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < raw.len() {
        match (raw[at], raw.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return at,
            _ => at += 1,
        }
    }
    raw.len()
}
