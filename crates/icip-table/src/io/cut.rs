//! Where a long text may be cut, so that each chunk can be read by itself. It must not know what a cell
//! means.

use memchr::{memchr, memrchr2};

use super::notes::begins_like_note;
use super::source::{self, newlines};
use super::split::{self, AtStart, OpenAt, Reach, behind_line_end, fields};

/// Where the records of a part of a text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Behind the last record that holds something after its first cell, and does not begin like a note. It is
    /// no note under the table, and neither is anything above it.
    pub(crate) table: usize,
    /// Behind the last record.
    pub(crate) end: usize,
    /// Why nothing can be read from there on.
    pub(crate) open: Option<OpenAt>,
}

/// Cuts a text that starts at a record and has no quotes: every line is a record, so that the last lines
/// are enough.
pub(crate) fn cut_lines(text: &[u8], delimiter: u8, reach: Reach) -> Cut {
    let end = match reach {
        Reach::Whole => text.len(),
        Reach::Part => behind_last_line(text),
    };
    let mut rest = without_line_ends(&text[..end]);
    while !rest.is_empty() {
        let start = memrchr2(b'\n', b'\r', rest).map_or(0, |at| at + 1);
        if is_row(&rest[start..], delimiter) {
            // Empty lines are left to what follows: they help to recognise notes.
            let table = if rest.len() < end { behind_line_end(text, rest.len(), Reach::Whole) } else { None };
            return Cut { table: table.unwrap_or(end), end, open: None };
        }
        rest = without_line_ends(&rest[..start]);
    }
    Cut { table: 0, end, open: None }
}

/// Cuts a text that starts at a record and has quotes, which may hide line ends: every record counts.
pub(crate) fn cut_records(text: &[u8], delimiter: u8, reach: Reach) -> Cut {
    if memchr(b'"', text).is_none() {
        return cut_lines(text, delimiter, reach);
    }
    let mut records = Vec::new();
    let (mut end, mut open) = (0, None);
    while end < text.len() {
        if split::is_end(text[end]) {
            let Some(next) = behind_line_end(text, end, reach) else { break };
            end = next;
            continue;
        }
        match split::record(text, end, delimiter, reach) {
            AtStart::Record(span) => {
                records.push((end, span));
                end = span.next;
            }
            AtStart::Short => break,
            AtStart::Open(found) => {
                open = Some(found);
                break;
            }
        }
    }
    let last = records.iter().rfind(|(start, span)| is_row(&text[*start..span.end], delimiter));
    Cut { table: last.map_or(0, |(_, span)| span.next), end, open }
}

/// Whether a record is certainly no note. What is no UTF-8 is refused elsewhere.
fn is_row(record: &[u8], delimiter: u8) -> bool {
    std::str::from_utf8(record).map_or(true, |record| {
        let mut cells = fields(record, delimiter);
        let first = cells.next().unwrap_or_default();
        cells.any(|cell| !cell.is_empty()) && !begins_like_note(&first)
    })
}

fn behind_last_line(text: &[u8]) -> usize {
    let Some(last) = memrchr2(b'\n', b'\r', text) else { return 0 };
    match behind_line_end(text, last, Reach::Part) {
        Some(end) => end,
        // The next byte may belong to this line end.
        None => memrchr2(b'\n', b'\r', &text[..last]).map_or(0, |at| at + 1),
    }
}

fn without_line_ends(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !split::is_end(*byte)).map_or(0, |last| last + 1);
    &text[..end]
}

/// What a chunk of text is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChunkText {
    pub(crate) ascii: bool,
    /// Whether there is a quote.
    pub(crate) quoted: bool,
    /// The first byte that is not UTF-8, and the line feeds before it.
    pub(crate) broken: Option<(u8, u64)>,
    /// Line feeds before the first NUL.
    pub(crate) nul: Option<u64>,
    pub(crate) newlines: u64,
    pub(crate) lines: u64,
}

impl ChunkText {
    pub(crate) fn of(text: &[u8]) -> Self {
        let (ascii, newlines) = (text.is_ascii(), newlines(text));
        let broken = |error: std::str::Utf8Error| {
            let valid = error.valid_up_to();
            (text[valid], source::newlines(&text[..valid]))
        };
        Self {
            ascii,
            quoted: memchr(b'"', text).is_some(),
            broken: if ascii { None } else { std::str::from_utf8(text).err().map(broken) },
            nul: memchr(0, text).map(|at| source::newlines(&text[..at])),
            newlines,
            lines: newlines + split::lone_returns(text),
        }
    }
}

/// A checksum that notices when a file has changed between two passes; no defence against forgers.
pub(crate) fn digest(text: &[u8]) -> u64 {
    const LANES: usize = 4;
    // Four sums side by side, so that no multiplication waits for the one before it.
    let mut lanes = [1, 2, 3, 4];
    let (words, rest) = text.as_chunks::<8>();
    let (rounds, last) = words.as_chunks::<LANES>();
    for round in rounds {
        for (lane, word) in lanes.iter_mut().zip(round) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    let last =
        last.iter().map(|word| u64::from_le_bytes(*word)).chain(rest.iter().map(|byte| u64::from(*byte)));
    lanes.into_iter().chain(last).fold(text.len() as u64, mix)
}

/// A checksum that goes on with another word.
pub(crate) fn mix(sum: u64, word: u64) -> u64 {
    // An odd number without a pattern: the golden ratio by 2^64.
    (sum ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
}
