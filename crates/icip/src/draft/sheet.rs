//! Where the table stands on a sheet: titles above, the lines of the header, the rows, and notes below.

use std::borrow::Cow;
use std::sync::Arc;

use super::source::Source;
use super::words::means_absent;
use icip_problem::{Code, Place, Problem, Problems, SheetPlace, message};
use icip_table::io::{
    HeaderLine, TypedCell, Written, begins_like_note, header_names, header_parts, normal_form,
};

/// Lines in which a header is looked for, counted from the first that is as wide as the table.
const HEADER_WITHIN: usize = 10;

/// A table that was found on a sheet. Rows are positions on the sheet; the line of a row is one more.
pub(super) struct Sheet<'s> {
    rows: &'s [Vec<TypedCell<'s>>],
    pub(super) place: Place,
    /// The lines of the header, from above.
    pub(super) header: Vec<usize>,
    /// The names of the columns, in normal form.
    pub(super) names: Vec<String>,
    /// What the lines of the header say of each column, each in normal form.
    pub(super) parts: Vec<Vec<String>>,
    /// The filled lines above the header.
    pub(super) above: Vec<usize>,
    /// The rows of the table.
    pub(super) body: Vec<usize>,
    /// The filled lines below it.
    pub(super) notes: Vec<usize>,
}

/// The text of a cell in normal form.
pub(super) fn text_of<'c>(cell: &'c TypedCell<'_>) -> Cow<'c, str> {
    match cell.text() {
        Cow::Borrowed(text) => normal_form(text),
        Cow::Owned(text) => Cow::Owned(normal_form(&text).into_owned()),
    }
}

/// Whether a cell holds a number, in any convention and with a percent sign.
fn is_number(cell: &TypedCell<'_>) -> bool {
    match cell {
        TypedCell::Number(_) | TypedCell::Integer(_) | TypedCell::Shown(..) => true,
        TypedCell::Text(text) => Written::of(text.trim().trim_end_matches('%').trim_end()).is_some(),
        _ => false,
    }
}

/// Whether a cell holds the number of a year.
pub(super) fn is_year(cell: &TypedCell<'_>) -> bool {
    text_of(cell).parse().is_ok_and(|year: f64| (1900.0..=2100.0).contains(&year) && year.fract() == 0.0)
}

impl<'s> Sheet<'s> {
    /// Finds the table.
    pub(super) fn find(source: &Source<'s>) -> Result<Self, Problems> {
        let rows = source.rows;
        let place = match source.sheet {
            Some(sheet) => Place::file(source.file).sheet(Arc::new(SheetPlace::new(sheet, []))),
            None => Place::file(source.file),
        };
        let used: Vec<usize> = (0..rows.len()).filter(|row| filled(&rows[*row]) > 0).collect();
        let mut counts: Vec<usize> = used.iter().map(|row| filled(&rows[*row])).collect();
        counts.sort_unstable();
        let Some(usual) = counts.get(counts.len() / 2).copied() else {
            return Err(Problem::new(Code::EmptyFile, place, message!("empty-file-no-table")).into());
        };
        let wide = used.iter().position(|row| 2 * filled(&rows[*row]) > usual).unwrap_or_default();
        let measures = measures(rows, &used[wide..]);
        let Some(last) = last_of_header(rows, &used[wide..], &measures) else {
            let place = place.line(used[wide] as u64 + 1);
            let problem = Problem::new(Code::MissingHeader, place, message!("missing-header-draft"));
            return Err(problem.hint(message!("missing-header-draft-hint")).into());
        };
        let last = wide + last;
        let first = first_of_header(rows, &used, wide.min(last));
        let header = used[first..=last].to_vec();
        let texts: Vec<Vec<String>> = header
            .iter()
            .map(|row| rows[*row].iter().map(|cell| text_of(cell).into_owned()).collect())
            .collect();
        let lines: Vec<HeaderLine<'_>> = header
            .iter()
            .zip(&texts)
            .map(|(row, texts)| {
                let merged = source.merged.iter().filter_map(|area| area.columns_from(*row as u64 + 1));
                HeaderLine::new(texts.iter().map(String::as_str).collect(), merged.collect())
            })
            .collect();
        let names = header_names(&lines);
        let parts = header_parts(&lines);
        let parts = parts.into_iter().map(|parts| parts.into_iter().map(str::to_owned).collect()).collect();
        let below = &used[last + 1..];
        let rows_end = end_of_rows(rows, below, &measures);
        Ok(Self {
            rows,
            place,
            header,
            names,
            parts,
            above: used[..first].to_vec(),
            body: below[..rows_end].to_vec(),
            notes: below[rows_end..].to_vec(),
        })
    }

    /// A cell; one without a value where the row is too short.
    pub(super) fn cell(&self, row: usize, column: usize) -> &'s TypedCell<'s> {
        self.rows[row].get(column).unwrap_or(&TypedCell::Null)
    }

    /// The text of a cell in normal form.
    pub(super) fn text(&self, row: usize, column: usize) -> Cow<'s, str> {
        text_of(self.cell(row, column))
    }

    /// The texts of a row, for a note or a title.
    pub(super) fn line_text(&self, row: usize) -> String {
        let texts: Vec<Cow<'_, str>> =
            self.rows[row].iter().map(text_of).filter(|text| !text.is_empty()).collect();
        texts.join(" ")
    }

    /// How many cells of a row hold something.
    pub(super) fn filled(&self, row: usize) -> usize {
        filled(&self.rows[row])
    }

    /// How many cells a row has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.rows[row].len()
    }
}

fn filled(row: &[TypedCell<'_>]) -> usize {
    row.iter().filter(|cell| !text_of(cell).is_empty()).count()
}

/// The columns whose cells are numbers for the most part, so that a line without numbers there is no row.
fn measures(rows: &[Vec<TypedCell<'_>>], used: &[usize]) -> Vec<usize> {
    let width = used.iter().map(|row| rows[*row].len()).max().unwrap_or_default();
    let (mut numbers, mut all) = (vec![0_usize; width], vec![0_usize; width]);
    for row in used {
        for (column, cell) in rows[*row].iter().enumerate() {
            numbers[column] += usize::from(is_number(cell));
            all[column] += usize::from(!text_of(cell).is_empty());
        }
    }
    // The header itself is one of a few lines of a small table.
    (0..width).filter(|column| numbers[*column] > 0 && 2 * numbers[*column] + 1 >= all[*column]).collect()
}

/// The last line of the header, as a position in `used`: the last of the first lines that has words, or years, in the
/// columns of numbers.
fn last_of_header(rows: &[Vec<TypedCell<'_>>], used: &[usize], measures: &[usize]) -> Option<usize> {
    if measures.is_empty() {
        return (!used.is_empty()).then_some(0);
    }
    let mut last = None;
    for (position, row) in used.iter().take(HEADER_WITHIN).enumerate() {
        let cells = || measures.iter().filter_map(|column| rows[*row].get(*column));
        let filled: Vec<&TypedCell<'_>> = cells().filter(|cell| !text_of(cell).is_empty()).collect();
        let mut years: Vec<Cow<'_, str>> =
            filled.iter().filter(|cell| is_year(cell)).map(|cell| text_of(cell)).collect();
        years.sort_unstable();
        // The same year again and again is that of the rows.
        let apart = years.len() > 1 && years.windows(2).all(|pair| pair[0] != pair[1]);
        let is_label = |cell: &&&TypedCell<'_>| {
            !is_number(cell) && !means_absent(&text_of(cell)) || apart && is_year(cell)
        };
        let labels = filled.iter().filter(is_label).count();
        if 10 * labels < 8 * filled.len() {
            break;
        }
        if labels > 0 {
            last = Some(position);
        }
    }
    last
}

/// The first line of the header, as a position in `used`: lines directly above one that is as wide as the table belong to
/// it where they have several texts, as names of merged cells do.
fn first_of_header(rows: &[Vec<TypedCell<'_>>], used: &[usize], wide: usize) -> usize {
    let mut first = wide;
    while let Some(above) = first.checked_sub(1) {
        let row = &rows[used[above]];
        let is_label = |cell: &TypedCell<'_>| {
            let text = text_of(cell);
            text.is_empty() || (!is_number(cell) || is_year(cell)) && !text.contains(':')
        };
        let over = row.iter().skip(1).any(|cell| !text_of(cell).is_empty());
        if used[above] + 1 != used[first] || filled(row) < 2 || !over || !row.iter().all(is_label) {
            break;
        }
        first = above;
    }
    first
}

/// Where the rows end, as a position in `used`: notes have nothing in the columns of numbers, and fill one cell or begin
/// like a note.
fn end_of_rows(rows: &[Vec<TypedCell<'_>>], used: &[usize], measures: &[usize]) -> usize {
    // A text may stand there too, where the codes are numbers.
    let measured = |row: &usize| measures.iter().any(|column| rows[*row].get(*column).is_some_and(is_number));
    let rest = used.iter().rposition(measured).map_or(0, |last| last + 1);
    if measures.is_empty() || rest == 0 {
        return used.len();
    }
    let is_note = |position: &usize| {
        let row = &rows[used[*position]];
        let first = row.first().map(text_of).unwrap_or_default();
        let apart = used[*position] > used[*position - 1] + 1;
        begins_like_note(&first) || filled(row) == 1 && !first.is_empty() && (apart || first.contains(' '))
    };
    (rest..used.len()).find(is_note).unwrap_or(used.len())
}
