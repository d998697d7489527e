//! The first records of a table: separator, header, and where the rows begin.

use super::dialect::{SAMPLE, Sought, find_delimiter_in};
use super::encoding;
use super::form::{Form, SEPARATOR, not_utf8, nul};
use super::header;
use super::left_out::Seen;
use super::log::{Fatal, Log};
use super::options::ReadOptions;
use super::records::{Records, Stop};
use super::source::{Source, newlines};
use super::split::{Reach, line_ends};
use icip_problem::{Code, Place, Problem, message};

/// Text in which the header is looked for at first.
const FIRST: usize = 1 << 16;

/// What stands above the rows.
pub(crate) struct Head {
    pub(crate) delimiter: u8,
    pub(crate) names: Vec<String>,
    /// Whether the rows have more fields than the header, with nothing in them.
    pub(crate) wider: bool,
    /// Line of the header.
    pub(crate) line: u64,
    pub(crate) body: Body,
}

/// Where the rows begin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body {
    /// Byte of the text.
    pub(crate) at: u64,
    /// Line.
    pub(crate) line: u64,
    /// Line feeds before it.
    pub(crate) newlines: u64,
}

/// Why there is no header.
pub(crate) enum Headless {
    /// The file cannot be read at all.
    Unreadable(Fatal),
    /// No record names the code; the separator under which none does.
    Missing(Fatal, u8),
}

impl From<Fatal> for Headless {
    fn from(problem: Fatal) -> Self {
        Self::Unreadable(problem)
    }
}

impl Head {
    /// Finds the header.
    pub(crate) fn find(
        source: &Source<'_>,
        form: &mut Form,
        options: &ReadOptions,
        log: &mut Log,
    ) -> Result<Self, Headless> {
        let mut length = FIRST;
        loop {
            let (text, reach, left_out) = start(source, form, length, log)?;
            match Self::within(&text, reach, options, log) {
                Ok(Some(head)) => return Ok(head),
                // A file that is no text may hold no line end for long.
                Ok(None) => {
                    refuse_nul(text.as_bytes(), log)?;
                    source.check_last_line(text.as_bytes(), 1)?;
                }
                Err(Headless::Missing(problem, delimiter)) => {
                    return Err(Headless::Missing(left_out.explain(*problem).into(), delimiter));
                }
                Err(unreadable) => return Err(unreadable),
            }
            // A header may stand after a long preamble, or a first record may be longer than the text so
            // far.
            length *= 4;
        }
    }

    /// The header, unless more text could give another.
    fn within(
        text: &str,
        reach: Reach,
        options: &ReadOptions,
        log: &mut Log,
    ) -> Result<Option<Self>, Headless> {
        let sought = Sought::of(options);
        let delimiter = match options.delimiter {
            Some(delimiter) => checked_separator(delimiter, log.place())?,
            None => match find_delimiter_in(text, &sought, reach) {
                Some(delimiter) => delimiter,
                None => return Ok(None),
            },
        };
        let declared =
            usize::try_from(sought.lines.last().copied().unwrap_or_default()).unwrap_or(usize::MAX);
        let limit = if reach == Reach::Whole { usize::MAX } else { SAMPLE.saturating_add(declared) };
        let (records, stop) = Records::parse_part(text, delimiter, limit, reach);
        if reach == Reach::Part && !is_enough(&records, &stop) {
            return Ok(None);
        }
        let header = match header::find(&records, &sought, Some(delimiter), log) {
            Ok(header) => header,
            Err(problem) => return Err(Headless::Missing(problem, delimiter)),
        };
        let place = log.place().line(records.line(header));
        options.limits.check_columns(&place, records.width(header) as u64)?;
        records.cells(header).try_for_each(|name| options.limits.check_field(&place, name.len() as u64))?;
        let next = records.next(header);
        let start = header.checked_sub(1).map_or(0, |above| records.next(above));
        let line = text[start..next].trim_matches(['\n', '\r', '\u{FEFF}']);
        options.limits.check_record(&place, line.len() as u64)?;
        // Passes over the rows look for NUL bytes from here on.
        refuse_nul(&text.as_bytes()[..next], log)?;
        Ok(Some(Self {
            delimiter,
            names: header::names(&records, header, sought.lines),
            wider: header::rows_are_wider(&records, header, log),
            line: records.line(header),
            body: Body {
                at: next as u64,
                line: 1 + line_ends(&text.as_bytes()[..next]),
                newlines: newlines(&text.as_bytes()[..next]),
            },
        }))
    }
}

fn refuse_nul(text: &[u8], log: &Log) -> Result<(), Fatal> {
    memchr::memchr(0, text).map_or(Ok(()), |at| Err(nul(log.place(), 1 + newlines(&text[..at]))))
}

/// Whether the first records of a longer text are all that is looked at: the header is the best of them, and the rows
/// after it tell whether they are wider.
fn is_enough(records: &Records, stop: &Stop) -> bool {
    let filled = (0..records.len()).any(|row| !records.is_blank(row));
    matches!(stop, Stop::Open(_)) || matches!(stop, Stop::Limit) && filled
}

/// The first `length` bytes of the text or a few more, and whether that is all. Text that is not ASCII
/// asks for a look at the whole file.
fn start(
    source: &Source<'_>,
    form: &mut Form,
    length: usize,
    log: &mut Log,
) -> Result<(String, Reach, Seen), Fatal> {
    let mut text = source.text(*form, 0)?;
    text.fill(length)?;
    if !text.window().is_ascii() && !form.certain {
        *form = encoding::decide(*form, source, log)?;
        return start(source, form, length, log);
    }
    let (window, reach) = (text.window(), if text.ended() { Reach::Whole } else { Reach::Part });
    let valid = match std::str::from_utf8(window) {
        Ok(all) => all,
        Err(error) => {
            let (valid, rest) = window.split_at(error.valid_up_to());
            if reach == Reach::Whole || error.error_len().is_some() {
                return Err(not_utf8(log.place(), 1 + newlines(valid), rest[0]));
            }
            std::str::from_utf8(valid).expect("it is valid up to here")
        }
    };
    Ok((valid.to_owned(), reach, text.left_out()))
}

/// The byte of the declared separator, where it can be one.
pub(crate) fn checked_separator(delimiter: char, place: &Place) -> Result<u8, Fatal> {
    match u8::try_from(delimiter) {
        Ok(b'"' | b'\r' | b'\n' | 0) => {
            let separator = delimiter.escape_default().to_string();
            let what = message!("bad-delimiter-char", separator);
            Err(Problem::new(Code::BadDelimiter, place.clone(), what)
                .hint(message!("bad-delimiter-hint"))
                .into())
        }
        Ok(byte) if byte.is_ascii() => Ok(byte),
        _ => Ok(SEPARATOR),
    }
}
