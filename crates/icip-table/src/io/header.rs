//! The header line, and what to say of names that it lacks.

use std::ops::Range;

use super::dialect::{Sought, find_header};
use super::log::{Fatal, Log};
use super::normal::normal_form;
use super::records::Records;
use super::sdmx;
use super::shown::{listed, separator, shorten};
use icip_problem::{Code, Message, Problem, message, nearest};

/// Rows among which a header is looked for when none names the code.
const LIKELY: usize = 5;

/// The header among the first records; that of several lines is their last.
pub(crate) fn find(
    records: &Records,
    sought: &Sought<'_>,
    delimiter: Option<u8>,
    log: &mut Log,
) -> Result<usize, Fatal> {
    let code = sought.code;
    let place = log.place().clone();
    let first = (0..records.len()).find(|row| !records.is_blank(*row));
    let Some(first) = first else {
        return Err(Problem::new(Code::EmptyFile, place, message!("empty-file-no-table")).into());
    };
    let found = find_header(records, sought);
    if let (Some(line), None) = (sought.lines.last(), found) {
        let what = message!("missing-header-line", line = line.to_string());
        return Err(Problem::new(Code::MissingHeader, place, what)
            .hint(message!("missing-header-hint"))
            .into());
    }
    let declared = !sought.lines.is_empty();
    let named = |row: &usize| {
        names(records, *row, sought.lines).iter().any(|name| sought.is_code(&normal_form(name)))
    };
    let Some(header) = found.filter(|row| !declared || named(row)) else {
        let what = message!("missing-column-code", column = code);
        // Titles may stand above the header: the row that is most like one has the near name, or is widest.
        let rows = (first..records.len().min(first + LIKELY)).rev();
        let likely = found
            .or(rows.max_by_key(|row| (nearest(code, records.cells(*row)).is_some(), filled(records, *row))))
            .unwrap_or(first);
        let names = names(records, likely, sought.lines);
        let place = place.line(records.line(likely));
        // Of a table of observations.
        if let Some(name) =
            names.iter().find(|name| !sought.other_codes.is_empty() && sdmx::is_compound(name))
        {
            return Err(sdmx::compound(name, place).into());
        }
        let hint = suggest(code, names.iter().map(String::as_str));
        // A sheet has no separator.
        let hint = match delimiter {
            Some(delimiter) => {
                message!("missing-column-code-hint", hint, separator = separator(delimiter))
            }
            None => hint,
        };
        let hint = match sought.other_codes {
            [] => hint,
            others => {
                let others: Vec<String> = others.iter().map(|name| format!("`{name}`")).collect();
                message!("missing-column-code-observed-hint", hint, names = listed(&others))
            }
        };
        return Err(Problem::new(Code::MissingColumn, place.field(code), what).hint(hint).into());
    };
    if header > first && !declared {
        warn_of_skipped(records, first, header, log);
    }
    Ok(header)
}

/// The names of columns: those of the header, and what the other ones of its `lines` say above them, joined as
/// `Coverage / 2018`.
pub(crate) fn names(records: &Records, header: usize, lines: &[u64]) -> Vec<String> {
    let above = lines.split_last().map_or(&[][..], |(_, above)| above);
    let above = (0..header).filter(|row| above.contains(&records.line(*row)));
    let line = |row| HeaderLine::new(records.cells(row).collect(), records.merged(row).to_vec());
    let lines: Vec<HeaderLine<'_>> = above.chain([header]).map(line).collect();
    header_names(&lines)
}

/// A line of a header.
///
/// A text holds for the columns on its right up to the next one, because spreadsheets write merged cells so. Where the line
/// says which of its cells are merged, it holds for those alone.
#[derive(Debug, Clone, Default)]
pub struct HeaderLine<'t> {
    cells: Vec<&'t str>,
    merged: Vec<Range<usize>>,
}

impl<'t> HeaderLine<'t> {
    /// The cells of a line, and the columns of each of its cells that is several merged ones; none where nobody knows.
    pub fn new(cells: Vec<&'t str>, merged: Vec<Range<usize>>) -> Self {
        Self { cells, merged }
    }

    /// What the line says of each of the first `width` columns.
    fn over(&self, width: usize) -> Vec<&'t str> {
        let mut over = self.cells.clone();
        over.resize(width, "");
        if self.merged.is_empty() {
            let mut last = "";
            for cell in &mut over {
                last = if cell.is_empty() { last } else { cell };
                *cell = last;
            }
        }
        for columns in &self.merged {
            let text = over.get(columns.start).copied().unwrap_or_default();
            over[columns.start.min(width)..columns.end.min(width)].fill(text);
        }
        over
    }
}

/// The names of the columns of a header of some lines, as [`ReadOptions::header`](super::ReadOptions) declares them.
///
/// ```
/// use icip_table::io::{HeaderLine, header_names};
/// let above = vec!["", "Coverage", "", "Note"];
/// let last = HeaderLine::new(vec!["code", "2018", "2019"], Vec::new());
/// let names = header_names(&[HeaderLine::new(above.clone(), Vec::new()), last.clone()]);
/// assert_eq!(names, ["code", "Coverage / 2018", "Coverage / 2019", "Note"]);
/// // The cells say that they are merged, and the third is not.
/// let names = header_names(&[HeaderLine::new(above, vec![1..2]), last]);
/// assert_eq!(names, ["code", "Coverage / 2018", "2019", "Note"]);
/// ```
pub fn header_names(lines: &[HeaderLine<'_>]) -> Vec<String> {
    let joined = |mut parts: Vec<&str>| {
        parts.dedup();
        parts.retain(|part| !part.is_empty());
        parts.join(" / ")
    };
    header_parts(lines).into_iter().map(joined).collect()
}

/// What each line of a header says of each column.
pub fn header_parts<'t>(lines: &[HeaderLine<'t>]) -> Vec<Vec<&'t str>> {
    let Some((last, above)) = lines.split_last() else { return Vec::new() };
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let mut parts = vec![Vec::with_capacity(lines.len()); width];
    let above = above.iter().map(|line| line.over(width));
    let last = last.cells.iter().copied().chain(std::iter::repeat("")).take(width).collect();
    for line in above.chain([last]) {
        parts.iter_mut().zip(line).for_each(|(parts, cell)| parts.push(cell));
    }
    parts
}

/// Rows by which it is decided whether all rows end with empty fields beyond the header.
const ROWS: usize = 20;

/// Whether the rows have more fields than the header, with nothing in them. Where only some rows do, a decimal comma
/// may have cut a number in two.
pub(crate) fn rows_are_wider(records: &Records, header: usize, log: &mut Log) -> bool {
    let width = records.width(header);
    let below = header + 1..records.len().min(header + 1 + ROWS);
    let rows: Vec<usize> =
        below.filter(|row| records.cells(*row).skip(1).any(|cell| !cell.is_empty())).collect();
    let empty_beyond =
        |row: &usize| records.width(*row) > width && records.cells(*row).skip(width).all(str::is_empty);
    let wider = !rows.is_empty() && rows.iter().all(empty_beyond);
    if wider {
        let place = log.place().line(records.line(rows[0]));
        let what = message!("trailing-fields-left-out");
        log.warn(0, Problem::new(Code::TrailingFields, place, what));
    }
    wider
}

/// Number of cells that hold something.
fn filled(records: &Records, row: usize) -> usize {
    records.cells(row).filter(|cell| !cell.is_empty()).count()
}

pub(crate) fn warn_of_skipped(records: &Records, first: usize, header: usize, log: &mut Log) {
    let skipped = (first..header).filter(|row| !records.is_blank(*row));
    let lines: Vec<String> = skipped.map(|row| records.line(row).to_string()).collect();
    let header = records.line(header).to_string();
    let what =
        message!("header-not-first-lines", count = lines.len(), lines = lines.join(", "), header = header);
    let place = log.place().line(records.line(first));
    log.warn(0, Problem::new(Code::HeaderNotFirst, place, what));
}

/// The hint for a name that is not there: the nearest one, or the names that there are.
pub(crate) fn suggest<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Message {
    let known = known.filter(|known| !known.is_empty());
    if let Some(near) = nearest(name, known.clone()) {
        return message!("did-you-mean", word = near);
    }
    let names: Vec<String> = known.map(|known| format!("`{}`", shorten(known))).collect();
    message!("header-holds", names = listed(&names))
}
