//! The header line, and what to say of names that it lacks.

use super::dialect::find_header;
use super::log::{Fatal, Log};
use super::records::Records;
use super::shown::{listed, separator, shorten};
use icip_problem::{Code, Message, Problem, message, nearest};

/// Rows among which a header is looked for when none names the code.
pub(crate) const LIKELY: usize = 5;

/// The header: the first of the first records that names the code column.
pub(crate) fn find(records: &Records, code: &str, delimiter: u8, log: &mut Log) -> Result<usize, Fatal> {
    let place = log.place().clone();
    let first = (0..records.len()).find(|row| !records.is_blank(*row));
    let Some(first) = first else {
        return Err(Problem::new(Code::EmptyFile, place, message!("empty-file-no-table")).into());
    };
    let Some(header) = find_header(records, code) else {
        let what = message!("missing-column-code", column = code);
        // Titles may stand above the header: the row that is most like one has the near name, or is widest.
        let rows = (first..records.len().min(first + LIKELY)).rev();
        let likely = rows
            .max_by_key(|row| (nearest(code, records.cells(*row)).is_some(), filled(records, *row)))
            .unwrap_or(first);
        let hint = suggest(code, records.cells(likely));
        let hint = message!("missing-column-code-hint", hint, separator = separator(delimiter));
        return Err(Problem::new(Code::MissingColumn, place.line(records.line(likely)).field(code), what)
            .hint(hint)
            .into());
    };
    if header > first {
        warn_of_skipped(records, first, header, log);
    }
    Ok(header)
}

/// Number of cells that hold something.
fn filled(records: &Records, row: usize) -> usize {
    records.cells(row).filter(|cell| !cell.is_empty()).count()
}

fn warn_of_skipped(records: &Records, first: usize, header: usize, log: &mut Log) {
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
