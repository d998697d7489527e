//! Notes under a table: sources, dates, remarks that people write below the last entity.

use super::records::Records;
use crate::io::notes::begins_like_note;

/// How many of the filled rows belong to the table; those after are notes.
///
/// A note fills its first cell only, and is ragged, or stands somewhere after an empty row, or is a
/// phrase; or it begins like a note, and has nothing in any column of numbers. Where codes are phrases themselves (names of entities), a phrase is no sign of a note;
/// where no row holds more than its first cell, only raggedness is.
pub(crate) fn end_of_table(
    records: &Records,
    filled: &[usize],
    (known, wider): (usize, bool),
    code: usize,
    numbers: &[usize],
) -> usize {
    let fits = |row: usize| records.width(row) == known || wider && records.width(row) > known;
    let full = |row: &&usize| fits(**row) && !is_alone(records, **row);
    let heading = |row: usize| {
        let has_value =
            records.cells(row).enumerate().any(|(at, cell)| numbers.contains(&at) && !cell.is_empty());
        begins_like_note(records.cell(row, 0)) && !numbers.is_empty() && !has_value
    };
    let may_be_note = |row: usize| is_alone(records, row) || heading(row);
    let tail = filled.iter().rposition(|row| !may_be_note(*row)).map_or(0, |last| last + 1);
    let some_full = filled[..tail].iter().any(|row| full(&row));
    let phrases = filled[..tail].iter().filter(full).any(|row| is_phrase(records.cell(*row, code)));
    let mut apart = false;
    let mut end = tail;
    for (position, row) in filled.iter().copied().enumerate().skip(tail) {
        apart |= records.after_blank(row) || records.is_blank(row - 1);
        let ragged = !fits(row);
        let phrase = is_phrase(records.cell(row, 0)) && !phrases;
        let two_cells = !is_alone(records, row);
        if !(ragged || some_full && (apart || phrase || two_cells)) {
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
