//! Where records and fields end: the one place that knows line ends and quotes. It must not know what a field
//! means.
//!
//! A quote opens a field only as its first byte; inside, a quote is written twice. Empty lines lie
//! between records and are none.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3};

/// A quoted field over more lines than this is taken for a quote that was never closed.
const LINES_OF_A_FIELD: u64 = 50;

/// Whether the text may go on after its last byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// It ends the file.
    Whole,
    /// More may follow.
    Part,
}

/// What stands at the start of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtStart {
    /// A record.
    Record(Span),
    /// A record that more text may change.
    Short,
    /// A record with a quote that cannot be read.
    Open(OpenAt),
}

/// Where a record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// The end of its last field.
    pub(crate) end: usize,
    /// Behind the line end.
    pub(crate) next: usize,
    /// Whether there is a quote in it.
    pub(crate) quoted: bool,
}

/// A quote that swallows the lines after it, or has text after its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OpenAt {
    /// The quote.
    pub(crate) at: usize,
    /// Whether it is closed, and text follows before the next separator.
    pub(crate) closed: bool,
}

/// The record that starts at `start`, which is no line end.
pub(crate) fn record(text: &[u8], start: usize, delimiter: u8, reach: Reach) -> AtStart {
    match memchr3(b'"', b'\n', b'\r', &text[start..]).map(|at| start + at) {
        Some(at) if text[at] == b'"' => quoted(text, start, delimiter, reach),
        Some(at) => ended(text, at, reach, false),
        None => at_the_end(text, reach, false),
    }
}

/// A record with a quote somewhere, which may or may not open a field.
fn quoted(text: &[u8], start: usize, delimiter: u8, reach: Reach) -> AtStart {
    let mut field = start;
    loop {
        let mut at = field;
        if text.get(field) == Some(&b'"') {
            match closing_quote(text, field) {
                Some(close) => at = close + 1,
                None if reach == Reach::Part && line_ends(&text[field..]) <= LINES_OF_A_FIELD => {
                    return AtStart::Short;
                }
                None => return AtStart::Open(OpenAt { at: field, closed: false }),
            }
            if line_ends(&text[field..at]) > LINES_OF_A_FIELD {
                return AtStart::Open(OpenAt { at: field, closed: false });
            }
            // `"1"2` would be read as 12, or as 1: nobody knows.
            match text[at..].iter().find(|byte| **byte != b' ') {
                None if reach == Reach::Part => return AtStart::Short,
                Some(byte) if *byte != delimiter && !is_end(*byte) => {
                    return AtStart::Open(OpenAt { at: field, closed: true });
                }
                _ => {}
            }
        }
        match memchr3(delimiter, b'\n', b'\r', &text[at..]).map(|found| at + found) {
            Some(found) if text[found] == delimiter => field = found + 1,
            Some(found) => return ended(text, found, reach, true),
            None => return at_the_end(text, reach, true),
        }
    }
}

fn ended(text: &[u8], end: usize, reach: Reach, quoted: bool) -> AtStart {
    match behind_line_end(text, end, reach) {
        Some(next) => AtStart::Record(Span { end, next, quoted }),
        None => AtStart::Short,
    }
}

fn at_the_end(text: &[u8], reach: Reach, quoted: bool) -> AtStart {
    match reach {
        Reach::Whole => AtStart::Record(Span { end: text.len(), next: text.len(), quoted }),
        Reach::Part => AtStart::Short,
    }
}

/// Behind the line end at `at`; nothing where a `\r` may be half of one.
pub(crate) fn behind_line_end(text: &[u8], at: usize, reach: Reach) -> Option<usize> {
    match (text[at], text.get(at + 1)) {
        (b'\r', Some(b'\n')) => Some(at + 2),
        (b'\r', None) if reach == Reach::Part => None,
        _ => Some(at + 1),
    }
}

/// The quote that closes the one at `open`.
fn closing_quote(text: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        let quote = at + memchr(b'"', text.get(at..)?)?;
        if text.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

/// Number of line ends: `\n`, `\r\n` and a lone `\r` are one each.
pub(crate) fn line_ends(text: &[u8]) -> u64 {
    memchr_iter(b'\n', text).count() as u64 + lone_returns(text)
}

/// Line ends that are a `\r` alone.
pub(crate) fn lone_returns(text: &[u8]) -> u64 {
    memchr_iter(b'\r', text).filter(|at| text.get(at + 1) != Some(&b'\n')).count() as u64
}

pub(crate) fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// What stands after a quote on its line.
pub(crate) fn behind_quote(text: &[u8], open: OpenAt) -> String {
    let line = text[open.at + 1..].split(|byte| is_end(*byte)).next().unwrap_or_default();
    String::from_utf8_lossy(line).into_owned()
}

/// The fields of a record, without quotes and the blanks around them.
pub(crate) fn fields(record: &str, delimiter: u8) -> Fields<'_> {
    Fields { rest: Some(record), delimiter }
}

/// See [`fields`].
#[derive(Clone)]
pub(crate) struct Fields<'a> {
    rest: Option<&'a str>,
    delimiter: u8,
}

impl<'a> Iterator for Fields<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest?;
        let close = if rest.starts_with('"') { closing_quote(rest.as_bytes(), 0) } else { None };
        let from = close.map_or(0, |close| close + 1);
        let end = memchr(self.delimiter, &rest.as_bytes()[from..]).map(|at| from + at);
        self.rest = end.map(|end| &rest[end + 1..]);
        Some(match close {
            Some(close) => unquoted(&rest[1..close]),
            None => Cow::Borrowed(rest[..end.unwrap_or(rest.len())].trim()),
        })
    }
}

fn unquoted(inner: &str) -> Cow<'_, str> {
    match inner.contains('"') {
        true => Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned()),
        false => Cow::Borrowed(inner.trim()),
    }
}
