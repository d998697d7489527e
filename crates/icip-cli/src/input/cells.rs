//! The cells of a file, before anything is known of its columns.

use icip::exec::Par;
use icip::io::{
    Area, Limits, ReadOptions, Records, Sheet, TypedCell, decode_text, limit_exceeded, size,
    steadiest_delimiter,
};
use icip::problem::{Code, Message, Place, Problems, Report, message, quoted};
use icip_workbook::Workbook;

use super::data::left_for_table;
use super::workbook::{Kind, kind_of};
use crate::fail::Fail;
use crate::progress::StatusLine;
use crate::streams::Io;

/// Formulas without a result that are named one by one.
const MOST_CELLS: usize = 20;

/// The cells of a file. A row is a line of the file or a row of the sheet, and the first is line 1. Lines on which no row
/// begins are empty.
pub(crate) struct Cells {
    pub(crate) rows: Vec<Vec<TypedCell<'static>>>,
    /// The areas of a sheet whose cells are merged to one.
    pub(crate) merged: Vec<Area>,
    /// The sheet, where a workbook has several.
    pub(crate) sheet: Option<String>,
    /// What is to be said of the choice of the sheet, or of the name of the file.
    pub(crate) notes: Vec<Message>,
}

/// The cells of a file from its bytes: those of the sheet that is named, or of the largest, where it is a workbook.
pub(crate) fn cells(
    name: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    mut limits: Limits,
    io: &mut Io<'_>,
) -> Result<Cells, Fail> {
    limits
        .check_bytes(&Place::file(name), bytes.len() as u64)
        .map_err(|problem| Fail::Data((*problem).into()))?;
    let left = left_for_table(io.memory.unwrap_or(u64::MAX), name, bytes)?;
    let (cells, note) = match kind_of(name, bytes)? {
        Kind::Workbook(note) => {
            limits.memory = left;
            let mut line = StatusLine::new(io);
            let mut progress = |rows: u64| {
                line.draw(|_| message!("reading-rows", file = name, rows = rows.to_string()).to_string());
            };
            (of_workbook(name, bytes, sheet, limits, &mut progress)?, note)
        }
        Kind::Text(note) => (of_text(name, bytes, left)?, note),
        Kind::Columnar(format) => {
            return Err(Fail::Usage(message!("usage-from-columnar", file = name, format = format.word())));
        }
    };
    let notes = note.map(|note| Message::from(&note)).into_iter().chain(cells.notes).collect();
    Ok(Cells { notes, ..cells })
}

fn of_text(name: &str, bytes: &[u8], left: u64) -> Result<Cells, Fail> {
    let text = decode_text(bytes, name).map_err(Fail::Data)?.value;
    let (records, open) = Records::parse(&text, steadiest_delimiter(&text), usize::MAX);
    if let Some(open) = open {
        return Err(Fail::Data(open.problem(&Place::file(name)).into()));
    }
    let fields = (0..records.len()).map(|row| records.width(row)).sum();
    must_fit(name, fields, text.len() as u64, left)?;
    let cell = |text: &str| match text.is_empty() {
        true => TypedCell::Null,
        false => TypedCell::Text(text.to_owned().into()),
    };
    let rows = (0..records.len()).map(|row| (records.line(row), records.cells(row).map(cell).collect()));
    Ok(Cells { rows: at_their_lines(rows), merged: Vec::new(), sheet: None, notes: Vec::new() })
}

fn of_workbook(
    name: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    limits: Limits,
    progress: &mut dyn FnMut(u64),
) -> Result<Cells, Fail> {
    let mut workbook = Workbook::open(bytes, name, limits).map_err(Fail::Data)?;
    let names: Vec<String> = workbook.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let mut notes = Vec::new();
    let found = match sheet {
        Some(_) => {
            let chosen = workbook.choose(sheet, &Area::whole(), &ReadOptions::default(), progress);
            let (at, _) = chosen.map_err(Fail::Data)?;
            workbook.read(at, &Area::whole(), Par::Auto, progress).map_err(Fail::Data)?
        }
        None => {
            let found = largest(&mut workbook, progress).map_err(Fail::Data)?;
            if names.len() > 1 {
                let sheets = quoted(names.iter().map(String::as_str));
                notes.push(message!("draft-sheet", sheet = found.name(), sheets));
            }
            found
        }
    };
    must_fit(name, found.rows().map(|(_, cells)| cells.len()).sum(), found.bytes(), limits.memory)?;
    let sheet = (names.len() > 1).then(|| found.name().to_owned());
    let merged = found.merged().to_vec();
    must_be_calculated(name, &found)?;
    let rows = found.rows().map(|(row, cells)| (row, cells.into_iter().map(TypedCell::into_owned).collect()));
    Ok(Cells { rows: at_their_lines(rows), merged, sheet, notes })
}

/// Refuses formulas without a result: what a column is cannot be told from a part of its values.
fn must_be_calculated(name: &str, sheet: &Sheet) -> Result<(), Fail> {
    let lacking = |(row, cells): (u64, Vec<TypedCell<'_>>)| {
        let columns = (0..cells.len()).filter(|column| cells[*column] == TypedCell::Uncalculated);
        columns.map(|column| (row, column)).collect::<Vec<_>>()
    };
    let places: Vec<(u64, usize)> = sheet.rows().flat_map(lacking).take(MOST_CELLS).collect();
    let (rows, columns) = places.into_iter().unzip();
    let mut report = Report::default();
    let refused = sheet.refused(name, &rows, &columns).into_iter();
    refused
        .filter(|problem| problem.code == Code::UncalculatedFormula)
        .for_each(|problem| report.problem(problem));
    report.into_problems().map(drop).map_err(Fail::Data)
}

/// The visible sheet with the most cells, or the hidden one where no visible one has any.
fn largest(workbook: &mut Workbook<'_>, progress: &mut dyn FnMut(u64)) -> Result<Sheet, Problems> {
    let visible: Vec<bool> = workbook.sheets().iter().map(|sheet| sheet.visible).collect();
    let mut best: Option<(bool, Sheet)> = None;
    for (at, visible) in visible.into_iter().enumerate() {
        let sheet = workbook.read(at, &Area::whole(), Par::Auto, progress)?;
        let rank = |visible: bool, sheet: &Sheet| (visible && !sheet.is_empty(), sheet.cells());
        if best.as_ref().is_none_or(|(seen, known)| rank(visible, &sheet) > rank(*seen, known)) {
            best = Some((visible, sheet));
        }
    }
    Ok(best.map(|(_, sheet)| sheet).unwrap_or_default())
}

/// Rows at the position of their line.
fn at_their_lines(
    rows: impl Iterator<Item = (u64, Vec<TypedCell<'static>>)>,
) -> Vec<Vec<TypedCell<'static>>> {
    let mut placed: Vec<Vec<TypedCell<'static>>> = Vec::new();
    for (line, cells) in rows {
        placed.resize(usize::try_from(line).unwrap_or(usize::MAX) - 1, Vec::new());
        placed.push(cells);
    }
    placed
}

/// Refuses cells for which there is no memory: once more the bytes of the text, in pieces that the system rounds up.
fn must_fit(name: &str, cells: usize, bytes: u64, left: u64) -> Result<(), Fail> {
    let needed = (cells * (size_of::<TypedCell<'_>>() + 16)) as u64 + bytes;
    if needed <= left {
        return Ok(());
    }
    let what = message!("limit-exceeded-memory", needed = size(needed), limit = size(left));
    Err(Fail::Data(limit_exceeded(Place::file(name), what, "memory").into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stands_at_its_line() {
        // By hand: the quoted cell ends on line 4, and line 5 is empty.
        let bytes = b"a;b\n\n1;\"x\ny\"\n\n2;z\n";
        let rows = of_text("f.csv", bytes, u64::MAX).expect("a table").rows;
        let widths: Vec<usize> = rows.iter().map(Vec::len).collect();
        assert_eq!(widths, [2, 0, 2, 0, 0, 2]);
        assert_eq!(rows[2][1], TypedCell::Text("x\ny".into()));
        assert!(of_text("f.csv", bytes, 100).is_err(), "memory is counted");
    }
}
