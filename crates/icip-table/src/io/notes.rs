//! Notes under a table: sources, dates, remarks that people write below the last entity.

use super::layout::Layout;
use super::split::{self, AtStart, Reach, behind_line_end, fields};

/// What stands after the last row that holds more than its first cell.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    /// Where the rows of the table end in the text.
    pub(crate) end: usize,
    /// Line and text of each note below.
    pub(crate) notes: Vec<(u64, String)>,
    /// Lines of the rows of separators alone among the notes.
    pub(crate) blank: Vec<u64>,
}

/// What the rows above a tail are like.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Above {
    /// Whether a row of the full width holds more than its first cell.
    pub(crate) full: bool,
    /// Whether such a row has a phrase for a code.
    pub(crate) phrases: bool,
}

/// Divides the text after the last row that holds more than its first cell into rows and notes.
///
/// A note fills its first cell only, and is ragged, or stands somewhere after an empty row, or is a
/// phrase. Where codes are phrases themselves (names of entities), a phrase is no sign of a note;
/// where no row holds more than its first cell, only raggedness is. Nothing is a note that stands
/// above what is none.
pub(crate) fn divide(text: &str, line: u64, layout: &Layout, above: Above) -> Tail {
    let bytes = text.as_bytes();
    let mut tail = Tail::default();
    let (mut at, mut line, mut apart) = (0, line, false);
    while at < bytes.len() {
        if split::is_end(bytes[at]) {
            at = behind_line_end(bytes, at, Reach::Whole).unwrap_or(bytes.len());
            line += 1;
            apart = true;
            continue;
        }
        let AtStart::Record(span) = split::record(bytes, at, layout.delimiter, Reach::Whole) else { break };
        let record = &text[at..span.end];
        let first = fields(record, layout.delimiter).next().unwrap_or_default();
        let width = fields(record, layout.delimiter).count();
        if first.is_empty() {
            apart = true;
            tail.blank.extend((width > 1).then_some(line));
        } else if !layout.fits(width) || above.full && (apart || is_phrase(&first) && !above.phrases) {
            tail.notes.push((line, first.into_owned()));
        } else {
            // A row of the table: what stood above it were no notes under the table.
            tail = Tail { end: span.next, ..Tail::default() };
        }
        line += split::line_ends(&bytes[at..span.next]);
        at = span.next;
    }
    tail
}

/// More than one word: people write notes so, and programs codes not.
pub(crate) fn is_phrase(text: &str) -> bool {
    text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::io::{ColumnOptions, ReadOptions, read_csv};

    /// How many rows under the header belong to the table of two columns.
    fn rows(text: &str) -> usize {
        let mut options =
            ReadOptions { delimiter: Some(';'), missing: vec![String::new()], ..ReadOptions::default() };
        options.columns.insert("x".into(), ColumnOptions::default());
        read_csv(text.as_bytes(), "f", &options).expect("valid").value.dialect.rows
    }

    #[test]
    fn notes_are_ragged_or_apart_or_phrases() {
        assert_eq!(rows("code;x\nA;1\nSource\n"), 1, "ragged");
        assert_eq!(rows("code;x\nA;1\n\nSource;\n"), 1, "behind an empty line");
        assert_eq!(rows("code;x\nA;1\n;\nSource;\nDate;\n"), 1, "both behind an empty row");
        assert_eq!(rows("code;x\nA;1\nSource: DNP;\nTaken 2019;\n"), 1, "phrases");
        assert_eq!(rows("code;x\nA;1\nB;\nSource\nDate: today;\n"), 2, "one of each");
    }

    #[test]
    fn entities_are_not_notes() {
        assert_eq!(rows("code;x\nA;1\nB;\n"), 2, "an entity without values");
        assert_eq!(rows("code;x\nA;1\n\nB;\nC;3\n"), 3, "an entity without values inside the table");
        assert_eq!(rows("code;x\nA;1\nSource: DNP;\nB;2\n"), 3, "a phrase inside the table");
        assert_eq!(rows("code;x\nA;1\nTotal;5\n"), 2, "a total has a value");
        assert_eq!(rows("code;x\nCity of A;1\nCity of B;\n"), 2, "codes that are phrases");
        assert_eq!(rows("code;x\nCity of A;\n\nCity of B;\n"), 2, "no row tells entities from notes");
    }
}
