//! The cells of a file, before anything is known of its columns.

use icip::io::{Records, TypedCell, decode_text, limit_exceeded, size, steadiest_delimiter};
use icip::problem::{Place, message};

use super::data::left_for_table;
use crate::fail::Fail;

/// The cells of a sheet: a row is a line of the file, and the first is line 1. Lines on which no row begins are empty.
pub(crate) type Cells = Vec<Vec<TypedCell<'static>>>;

/// The cells of a file from its bytes, where they fit into so many bytes of memory.
pub(crate) fn cells(name: &str, bytes: &[u8], memory: Option<u64>) -> Result<Cells, Fail> {
    let left = left_for_table(memory.unwrap_or(u64::MAX), name, bytes)?;
    let text = decode_text(bytes, name).map_err(Fail::Data)?.value;
    let (records, open) = Records::parse(&text, steadiest_delimiter(&text), usize::MAX);
    if let Some(open) = open {
        return Err(Fail::Data(open.problem(&Place::file(name)).into()));
    }
    let fields: usize = (0..records.len()).map(|row| records.width(row)).sum();
    // Once more the bytes of the text, in pieces that the system rounds up.
    let needed = (fields * (size_of::<TypedCell<'_>>() + 16) + text.len()) as u64;
    if needed > left {
        let what = message!("limit-exceeded-memory", needed = size(needed), limit = size(left));
        return Err(Fail::Data(limit_exceeded(Place::file(name), what, "memory").into()));
    }
    let mut cells: Cells = Vec::new();
    for row in 0..records.len() {
        let line = usize::try_from(records.line(row)).unwrap_or(usize::MAX);
        cells.resize(line - 1, Vec::new());
        cells.push(records.cells(row).map(cell).collect());
    }
    Ok(cells)
}

fn cell(text: &str) -> TypedCell<'static> {
    if text.is_empty() { TypedCell::Null } else { TypedCell::Text(text.to_owned().into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stands_at_its_line() {
        // By hand: the quoted cell ends on line 4, and line 5 is empty.
        let cells = cells("f.csv", b"a;b\n\n1;\"x\ny\"\n\n2;z\n", None).expect("a table");
        let widths: Vec<usize> = cells.iter().map(Vec::len).collect();
        assert_eq!(widths, [2, 0, 2, 0, 0, 2]);
        assert_eq!(cells[2][1], TypedCell::Text("x\ny".into()));
        assert!(super::cells("f.csv", b"a;b\n1;2\n", Some(100)).is_err(), "memory is counted");
    }
}
