//! How a table is written, and how that is found: separator and header line.

use std::collections::BTreeSet;
use std::fmt;

use super::normal::normal_form;
use super::options::{Decimal, Encoding, ReadOptions};
use super::records::{Records, Stop};
use super::sdmx;
use super::shown::separator;
use super::split::Reach;
use icip_problem::{Message, message};

/// Separators that are looked for, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records that are looked at to find the separator.
pub(crate) const SAMPLE: usize = 50;
/// Records among which the header is looked for.
pub(crate) const HEADER_WITHIN: usize = 20;

/// How a table was found to be written.
///
/// ```
/// use icip_table::io::{read_csv, ReadOptions};
/// let table = read_csv(b"code;x\n05001;1,5\n", "data.csv", &ReadOptions::default())?.value;
/// assert_eq!(table.dialect.to_string(), "UTF-8, separator `;`, header on line 1, 1 row");
/// # Ok::<(), icip_problem::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dialect {
    /// Encoding of the text.
    pub encoding: Encoding,
    /// Whether the file begins with a byte order mark.
    pub bom: bool,
    /// Field separator.
    pub delimiter: u8,
    /// Line of the header, counted from 1.
    pub header: u64,
    /// How the columns that were read write numbers.
    pub decimals: Decimals,
    /// Rows that hold an entity, rows left out by rule among them.
    pub rows: usize,
    /// Observations of a table whose rows are made of them, those left out among them.
    pub observations: Option<usize>,
    /// Lines under the table that were taken for notes.
    pub notes: Vec<u64>,
}

/// How many of the columns that were read write numbers in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decimals {
    /// Columns with a decimal point.
    pub point: usize,
    /// Columns with a decimal comma.
    pub comma: usize,
    /// Columns of digits alone, which say nothing.
    pub whole: usize,
}

impl Decimals {
    /// Counts a column.
    pub(crate) fn count(&mut self, found: Option<Decimal>) {
        match found {
            Some(Decimal::Point) => self.point += 1,
            Some(Decimal::Comma) => self.comma += 1,
            None => self.whole += 1,
        }
    }
}

impl Decimals {
    /// What messages say of the columns.
    fn message(self) -> Message {
        match (self.point, self.comma) {
            (0, 0) => message!("dialect-whole-numbers"),
            (_, 0) => message!("dialect-decimal-point"),
            (0, _) => message!("dialect-decimal-comma"),
            (point, comma) => message!("dialect-both-decimals", point, comma),
        }
    }
}

impl fmt::Display for Decimals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoding = self.encoding.label();
        let mut parts = vec![
            match self.bom {
                true => message!("dialect-encoding-with-mark", encoding),
                false => message!("dialect-encoding", encoding),
            },
            message!("dialect-separator", separator = separator(self.delimiter)),
        ];
        if self.decimals != Decimals::default() {
            parts.push(self.decimals.message());
        }
        parts.push(message!("dialect-header", line = self.header.to_string()));
        parts.push(match self.observations {
            Some(count) => message!("dialect-observations", rows = self.rows, count),
            None => message!("rows", count = self.rows),
        });
        if let Some(first) = self.notes.first() {
            parts.push(message!("dialect-notes", count = self.notes.len(), line = first.to_string()));
        }
        write!(f, "{}", message!("dialect", parts))
    }
}

/// What a header is known by.
#[derive(Debug, Clone)]
pub(crate) struct Sought<'a> {
    /// The column that every header names.
    pub(crate) code: &'a str,
    /// Other names that it may have in a table of observations.
    pub(crate) other_codes: &'static [&'static str],
    /// The columns of which it names more than other lines do.
    pub(crate) wanted: BTreeSet<&'a str>,
    /// Its lines, where they are declared.
    pub(crate) lines: &'a [u64],
}

impl<'a> Sought<'a> {
    pub(crate) fn of(options: &'a ReadOptions) -> Self {
        let (mut wanted, mut other_codes) = (options.wanted(), &[][..]);
        if let Some(observations) = options.observed() {
            other_codes = &sdmx::ENTITY;
            wanted.extend(sdmx::sought(observations));
        }
        Self { code: &options.code, other_codes, wanted, lines: &options.header }
    }

    /// Whether a name is that of the column that every header names.
    pub(crate) fn is_code(&self, name: &str) -> bool {
        let is_same = |code: &&str| code.to_lowercase() == name.to_lowercase();
        name == self.code || self.other_codes.iter().any(is_same)
    }

    /// A header of which no more is known than a column.
    fn code(code: &'a str) -> Self {
        Self { code, other_codes: &[], wanted: BTreeSet::new(), lines: &[] }
    }
}

/// Which of the first records is the header: the one with the code column and most of the wanted columns, or the
/// last of the declared lines.
pub(crate) fn find_header(records: &Records, sought: &Sought<'_>) -> Option<usize> {
    if let Some(line) = sought.lines.last() {
        return (0..records.len()).find(|row| records.line(*row) == *line);
    }
    let names_code = |row: &usize| records.cells(*row).any(|cell| sought.is_code(&normal_form(cell)));
    // A filter of a report above the table may begin with the name of the code column.
    let named = |row: &usize| {
        let names: BTreeSet<_> = records.cells(*row).map(normal_form).collect();
        // Capital letters make no difference in the names that offices give.
        let lower: BTreeSet<String> = match sought.other_codes.is_empty() {
            true => BTreeSet::new(),
            false => names.iter().map(|name| name.to_lowercase()).collect(),
        };
        let is_there = |name: &&&str| names.contains(**name) || lower.contains(&name.to_lowercase());
        sought.wanted.iter().filter(is_there).count()
    };
    // The last of equal ones wins, hence the reversal.
    (0..records.len().min(HEADER_WITHIN)).rev().filter(names_code).max_by_key(named)
}

/// The separator under which the code column stands in a header, and then the one that cuts
/// records into an equal number of fields most often.
pub fn find_delimiter(text: &str, code: &str) -> u8 {
    find_delimiter_in(text, &Sought::code(code), Reach::Whole).unwrap_or(b',')
}

/// The separator that cuts records into an equal number of fields most often, where nothing is known of the header.
pub fn steadiest_delimiter(text: &str) -> u8 {
    let score = |delimiter: &u8| {
        let (records, _) = Records::parse(text, *delimiter, SAMPLE);
        steadiness(&records)
    };
    // The last of equal ones wins, hence the reversal.
    DELIMITERS.into_iter().rev().max_by_key(score).unwrap_or(b',')
}

/// Whether a separator cuts at all, how many of the records it cuts alike, per mille, and into how many fields.
fn steadiness(records: &Records) -> (bool, usize, usize) {
    let (width, count) = usual_width(records);
    // Per mille, so that the order is one of whole numbers.
    (width > 1, 1000 * count / records.len().max(1), width)
}

/// The separator as [`find_delimiter`] finds it, for a text that may go on; nothing when the rest could change it.
pub(crate) fn find_delimiter_in(text: &str, sought: &Sought<'_>, reach: Reach) -> Option<u8> {
    let parsed = DELIMITERS.map(|delimiter| {
        let (records, stop) = Records::parse_part(text, delimiter, SAMPLE, reach);
        (delimiter, records, stop)
    });
    // Some separator ran out of text before it had all the records by which it is judged.
    if reach == Reach::Part && parsed.iter().any(|(_, _, stop)| matches!(stop, Stop::Text)) {
        return None;
    }
    let score =
        |(_, records, _): &(u8, Records, Stop)| (find_header(records, sought).is_some(), steadiness(records));
    // The last of equal ones wins, hence the reversal.
    parsed.into_iter().rev().max_by_key(score).map(|(delimiter, ..)| delimiter)
}

/// The commonest number of fields, and in how many records it stands; the larger of two as common.
fn usual_width(records: &Records) -> (usize, usize) {
    let mut widths: Vec<usize> = (0..records.len()).map(|row| records.width(row)).collect();
    widths.sort_unstable();
    widths
        .chunk_by(|a, b| a == b)
        .map(|equal| (equal[0], equal.len()))
        .max_by_key(|(_, count)| *count)
        .unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_shows_the_code() {
        for (text, want) in [
            ("code,a\n1,2\n", b','),
            ("code;a\n1;2,5\n", b';'),
            ("code\ta\n1\t2,5\n", b'\t'),
            ("code|a\n1|2\n", b'|'),
            // The header alone has commas inside a name.
            ("code;a, b, c;d, e\n1;2;3\n", b';'),
            ("\"code\";\"a\"\n", b';'),
            ("code\n1\n", b','),
            ("note, with, commas\ncode;a\n1;2\n", b';'),
        ] {
            assert_eq!(find_delimiter(text, "code"), want, "{text}");
        }
    }

    #[test]
    fn without_the_code_the_steadiest_separator_wins() {
        // Three fields in every record under `;`, two or four under `,`.
        assert_eq!(find_delimiter("key;a;b\nx, y;1,5;2\nz;3,5;4,5\n", "code"), b';');
        assert_eq!(find_delimiter("", "code"), b',');
    }

    #[test]
    fn the_header_is_looked_for_in_twenty_records() {
        let header = |above: usize| {
            let text = format!("{}code,a\n", "title\n".repeat(above));
            find_header(&Records::parse(&text, b',', usize::MAX).0, &Sought::code("code"))
        };
        assert_eq!(header(0), Some(0));
        assert_eq!(header(19), Some(19));
        assert_eq!(header(20), None);
    }

    #[test]
    fn the_dialect_reads_as_one_line() {
        let mut dialect = Dialect {
            encoding: Encoding::Utf8,
            bom: true,
            delimiter: b';',
            header: 1,
            decimals: Decimals { point: 0, comma: 3, whole: 2 },
            rows: 136,
            observations: None,
            notes: Vec::new(),
        };
        assert_eq!(
            dialect.to_string(),
            "UTF-8 with BOM, separator `;`, decimal comma, header on line 1, 136 rows"
        );
        dialect.decimals.point = 1;
        dialect.delimiter = b'\t';
        dialect.notes = vec![140, 141];
        assert_eq!(
            dialect.to_string(),
            "UTF-8 with BOM, separator tab, decimal point in 1 column, decimal comma in 3, \
             header on line 1, 136 rows, 2 notes from line 140 on left out"
        );
    }
}
