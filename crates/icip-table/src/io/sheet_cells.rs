//! Cells of a sheet that are taken one by one, without a table around them: which of them have no value that could be
//! meant. This module must not know what the cells are for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cells::uncalculated;
use super::refusal::Refusal;
use super::sheet::{Area, Sheet};
use super::typed_cell::TypedCell;
use icip_problem::{Code, Place, Problem, SheetPlace, column_letters, message};

impl Sheet {
    /// What is wrong with the cells in these rows and columns, by the rules of [`read_sheet`](super::read_sheet): error
    /// values, formulas whose result the file does not hold, and cells that are merged with another one, so that they have
    /// no value of their own. Rows are counted from 1, as places do, and columns from 0.
    ///
    /// ```
    /// use icip_table::io::{Sheet, SheetCell};
    /// let mut sheet = Sheet::new("Database");
    /// assert!(sheet.put(6, 4, SheetCell::Text("#REF!")) && sheet.put(7, 4, SheetCell::Uncalculated));
    /// let problems = sheet.refused("tool.xlsx", &[7, 8].into(), &[4].into());
    /// let told: Vec<String> = problems.iter().map(|problem| format!("{} {}", problem.code, problem.place)).collect();
    /// assert_eq!(told, [
    ///     "spreadsheet-error tool.xlsx, Database!E7, `E`",
    ///     "uncalculated-formula tool.xlsx, Database!E8, `E`",
    /// ]);
    /// ```
    pub fn refused(&self, file: &str, rows: &BTreeSet<u64>, columns: &BTreeSet<usize>) -> Vec<Problem> {
        let names = columns.iter().map(|column| (column_letters(*column), *column));
        let place = Place::file(file).sheet(Arc::new(SheetPlace::new(self.name(), names)));
        let at = |row: u64, column: usize| place.line(row).field(column_letters(column));
        let mut problems = Vec::new();
        for (position, row) in (0..self.filled_rows()).map(|row| (row, self.line(row))) {
            if !rows.contains(&row) {
                continue;
            }
            for column in columns {
                let refusal = match self.cell(position, *column) {
                    TypedCell::Uncalculated => Some(uncalculated()),
                    cell => Refusal::of_error_value(&cell.text()),
                };
                problems.extend(refusal.map(|refusal| refusal.at(at(row, *column), String::new())));
            }
        }
        for area in self.merged() {
            let (mut inside, mut across) = (rows.range(lines(area)), columns.range(positions(area)));
            let (Some(row), Some(column)) = (inside.next(), across.next()) else { continue };
            // The first cell of the area has its value.
            let first = *row == *lines(area).start() && *column == *positions(area).start();
            let lost = match first {
                false => Some((*row, *column)),
                true => {
                    across.next().map(|column| (*row, *column)).or(inside.next().map(|row| (*row, *column)))
                }
            };
            problems.extend(lost.map(|(row, column)| {
                let what = message!("merged-cells-area", area = area.to_string());
                Problem::new(Code::MergedCells, at(row, column), what).hint(message!("merged-cells-hint"))
            }));
        }
        problems
    }
}

/// The rows of an area, counted from 1.
fn lines(area: &Area) -> std::ops::RangeInclusive<u64> {
    u64::from(*area.rows.start()) + 1..=u64::from(*area.rows.end()) + 1
}

fn positions(area: &Area) -> std::ops::RangeInclusive<usize> {
    let position = |column: &u32| usize::try_from(*column).unwrap_or(usize::MAX);
    position(area.columns.start())..=position(area.columns.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_are_refused_where_one_without_a_value_is_asked_for() {
        let mut sheet = Sheet::new("s");
        sheet.merge(Area::new(1..=2, 1..=3));
        let refused = |rows: &[u64], columns: &[usize]| -> Vec<String> {
            let problems =
                sheet.refused("f", &rows.iter().copied().collect(), &columns.iter().copied().collect());
            problems.iter().map(|problem| problem.place.cell().unwrap_or_default()).collect()
        };
        // Rows 2 and 3, columns B to D: B2 has the value.
        assert_eq!(refused(&[2], &[1]), [""; 0]);
        assert_eq!(refused(&[2], &[1, 2]), ["s!C2"]);
        assert_eq!(refused(&[2, 3], &[1]), ["s!B3"]);
        assert_eq!(refused(&[1, 3], &[0, 1]), ["s!B3"]);
        assert_eq!(refused(&[1, 4], &[0, 1, 4]), [""; 0]);
    }
}
