//! Notes under a table: sources, dates, remarks that people write below the last entity.

use super::records::Records;

/// How many of the filled rows belong to the table; those after are notes.
///
/// A note fills its first cell only, and is ragged, or stands somewhere after an empty row, or is a
/// phrase. Where codes are phrases themselves (names of entities), a phrase is no sign of a note;
/// where no row holds more than its first cell, only raggedness is.
pub(crate) fn end_of_table(
    records: &Records,
    filled: &[usize],
    (known, wider): (usize, bool),
    code: usize,
) -> usize {
    let fits = |row: usize| records.width(row) == known || wider && records.width(row) > known;
    let full = |row: &&usize| fits(**row) && !is_alone(records, **row);
    let some_full = filled.iter().any(|row| full(&row));
    let phrases = filled.iter().filter(full).any(|row| is_phrase(records.cell(*row, code)));
    let tail = filled.iter().rposition(|row| !is_alone(records, *row)).map_or(0, |last| last + 1);
    let mut apart = false;
    let mut end = tail;
    for (position, row) in filled.iter().copied().enumerate().skip(tail) {
        apart |= records.after_blank(row) || records.is_blank(row - 1);
        let ragged = !fits(row);
        let phrase = is_phrase(records.cell(row, 0)) && !phrases;
        if !(ragged || some_full && (apart || phrase)) {
            end = position + 1;
        }
    }
    end
}

/// Whether a row holds something in its first cell and nothing after it.
fn is_alone(records: &Records, row: usize) -> bool {
    !records.cell(row, 0).is_empty() && records.cells(row).skip(1).all(str::is_empty)
}

/// More than one word: people write notes so, and programs codes not.
pub(crate) fn is_phrase(text: &str) -> bool {
    text.contains(char::is_whitespace)
}
