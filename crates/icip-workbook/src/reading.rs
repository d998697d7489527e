//! What of a sheet is read, and what can come in between. This module must not know a format.

use icip_num::exec::Par;
use icip_problem::{Place, Problem, Value, message};
use icip_table::io::{Area, Limits, Sheet, SheetCell};

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether the spreadsheet shows it.
    pub visible: bool,
}

/// What of a sheet is read, and who is told of it.
pub(crate) struct Reading<'r> {
    pub(crate) area: &'r Area,
    /// The first row that is not read.
    pub(crate) end: u32,
    pub(crate) limits: Limits,
    pub(crate) par: Par,
    pub(crate) place: &'r Place,
    pub(crate) progress: &'r mut dyn FnMut(u64),
}

/// Why a sheet cannot be read.
pub(crate) enum Unread {
    /// The file is damaged, or not what it says.
    Bad(Value),
    Problem(Box<Problem>),
}

impl From<Value> for Unread {
    fn from(error: Value) -> Self {
        Self::Bad(error)
    }
}

impl From<Box<Problem>> for Unread {
    fn from(problem: Box<Problem>) -> Self {
        Self::Problem(problem)
    }
}

/// Cells between two looks at the memory that they take.
const AT_ONCE: usize = 1 << 16;

impl Reading<'_> {
    /// Whether a cell lies in the part that is read.
    pub(crate) fn wants(&self, (row, column): (u32, u32)) -> bool {
        row < self.end && self.area.contains(row, column)
    }

    /// Takes a cell; `false` when no further cell is wanted.
    pub(crate) fn take(
        &mut self,
        sheet: &mut Sheet,
        (row, column): (u32, u32),
        cell: SheetCell<'_>,
    ) -> Result<bool, Unread> {
        if row >= self.end || row > *self.area.rows.end() {
            return Ok(false);
        }
        if !self.area.contains(row, column) {
            return Ok(true);
        }
        if !sheet.put(row, column, cell) {
            return Err(Unread::Bad(
                message!("bad-file-order", row = (u64::from(row) + 1).to_string()).into(),
            ));
        }
        if sheet.cells().is_multiple_of(AT_ONCE) {
            self.limits.check_memory(self.place, sheet.bytes())?;
            (self.progress)(u64::from(row) + 1);
        }
        Ok(true)
    }
}
