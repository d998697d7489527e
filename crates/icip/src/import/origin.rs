//! Where a row of a table comes from. It must not know what the row means.

use std::collections::BTreeMap;
use std::sync::Arc;

use icip_problem::{Place, SheetPlace};

/// Where a row of a table comes from.
pub(super) enum Origin {
    /// A line of the file, or a row of the sheet of the place.
    Line(u64),
    /// Cells of a sheet, which may stand below each other: the sheet, its row where a cell is in none, and the row and
    /// the column of each cell by what it means.
    Cells { sheet: String, row: u64, at: BTreeMap<&'static str, (u64, usize)> },
}

impl Origin {
    /// The line, or the row of the sheet.
    pub(super) fn line(&self) -> u64 {
        match self {
            Self::Line(line) => *line,
            Self::Cells { row, .. } => *row,
        }
    }

    /// The place of the row, in a file.
    pub(super) fn place_of_row(&self, file: &Place) -> Place {
        match self {
            Self::Line(line) => file.line(*line),
            Self::Cells { sheet, row, .. } => file.sheet(Arc::new(SheetPlace::new(sheet, []))).line(*row),
        }
    }

    /// The place of a cell of the row, in a file.
    pub(super) fn place(&self, file: &Place, column: &str) -> Place {
        match self {
            Self::Line(line) => file.line(*line).field(column),
            Self::Cells { sheet, row, at } => {
                let (row, position) = at.get(column).map_or((*row, None), |(row, at)| (*row, Some(*at)));
                let known = position.map(|position| (column.to_owned(), position));
                file.sheet(Arc::new(SheetPlace::new(sheet, known))).line(row).field(column)
            }
        }
    }
}
