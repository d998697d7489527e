//! Notes under a table: sources, dates, remarks that people write below the last entity.

use super::layout::Layout;
use super::split::{self, AtStart, Reach, behind_line_end, fields};

/// What stands after the last row that is certainly one of the table.
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Above {
    /// Whether a row of the full width holds more than its first cell.
    pub(crate) full: bool,
    /// Whether such a row has a phrase for a code.
    pub(crate) phrases: bool,
}

impl Above {
    /// Looks at a record that holds more than its first cell.
    fn see(&mut self, record: &str, layout: &Layout) {
        let code = fields(record, layout.delimiter).nth(layout.keys.code()).unwrap_or_default();
        self.full = true;
        self.phrases |= is_phrase(&code);
    }
}

/// Divides the text after the last row that is certainly one of the table into rows and notes.
///
/// A note fills its first cell only, and is ragged, or stands somewhere after an empty row, or is a
/// phrase; or it begins like a note, and has nothing in any column of numbers. Where codes are phrases
/// themselves (names of entities), a phrase is no sign of a note; where no row holds more than its first
/// cell, only raggedness is. Nothing is a note that stands above what is none.
pub(crate) fn divide(text: &str, line: u64, layout: &Layout, above: Above) -> Tail {
    let bytes = text.as_bytes();
    let mut tail = Tail::default();
    let (mut at, mut line, mut apart) = (0, line, false);
    let (mut above, mut seen) = (above, above);
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
        let alone = fields(record, layout.delimiter).skip(1).all(|field| field.is_empty());
        let ragged = !layout.fits(width);
        if !alone && !ragged {
            seen.see(record, layout);
        }
        if first.is_empty() {
            apart = true;
            tail.blank.extend((width > 1).then_some(line));
        } else if alone && (ragged || above.full && (apart || is_phrase(&first) && !above.phrases)) {
            tail.notes.push((line, first.into_owned()));
        } else if !alone && !has_value(record, layout) && (ragged || above.full) {
            tail.notes.push((line, joined(record, layout)));
        } else {
            // A row of the table: what stood above it were no notes under the table.
            tail = Tail { end: span.next, ..Tail::default() };
            if !alone {
                (above, apart) = (seen, false);
            }
        }
        line += split::line_ends(&bytes[at..span.next]);
        at = span.next;
    }
    tail
}

/// Whether something stands in a column of numbers, or there is none that could tell a note.
fn has_value(record: &str, layout: &Layout) -> bool {
    let mut texts = fields(record, layout.delimiter).enumerate();
    layout.measures.is_empty()
        || texts.any(|(column, text)| layout.measures.contains(&column) && !text.is_empty())
}

/// The cells of a note.
fn joined(record: &str, layout: &Layout) -> String {
    let cells = fields(record, layout.delimiter).filter(|field| !field.is_empty());
    cells.collect::<Vec<_>>().join(" ")
}

/// Words by which notes under a table begin.
const HEADINGS: [&str; 9] =
    ["fuente", "fuentes", "fonte", "source", "sources", "nota", "notas", "note", "notes"];

/// The same, of the explanations of signs.
const LEGENDS: [&str; 3] = ["leyenda", "legenda", "legend"];

/// Whether a text begins like a note: `Source: ...`, `Nota 1`, `* provisional`, `(1) estimated`. A word alone is
/// not enough when another follows, because names of places begin so: `Fuente de Oro`.
pub fn begins_like_note(text: &str) -> bool {
    let is_mark =
        |mark: &str| (1..=2).contains(&mark.len()) && mark.bytes().all(|c| c.is_ascii_alphanumeric());
    let marked = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let (word, rest) = text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()));
    let is_word = HEADINGS.iter().chain(&LEGENDS).any(|heading| word.eq_ignore_ascii_case(heading));
    text.ends_with(':')
        || text.starts_with('*')
        || marked.is_some_and(|(mark, _)| is_mark(mark))
        || is_word && !rest.trim_start().starts_with(char::is_alphabetic)
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
    fn what_begins_like_a_note_is_one_where_it_has_no_value() {
        assert_eq!(rows("code;name;x\nA;a;1\nFuente:;DANE;\nNota;provisional;\n"), 1, "words");
        assert_eq!(rows("code;name;x\nA;a;1\n(1) p;see below;\n* q;preliminary;\n"), 1, "marks");
        assert_eq!(rows("code;name;x\nA;a;1\nSource: a;b\n"), 1, "ragged");
        assert_eq!(rows("code;name;x\nA;a;1\nNota:;b;\nB;b;2\n"), 3, "above an entity");
        assert_eq!(rows("code;name;x\nA;a;1\nNota:;b;\nSource:;b;2\n\nC;;\n"), 3, "above one with a value");
        assert_eq!(rows("code;name;x\n*A;a;1\n*B;b;2\n*C;c;\n"), 2, "after codes that begin in the same way");
        assert_eq!(rows("code;name;x\nA;a;1\nFuente de Oro;b;\n"), 2, "a name of a place");
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
