//! A column that grows downwards, part by part.

use std::ops::Range;

use super::{Column, Mask};

/// The rows of a [`Column`] so far.
#[derive(Debug, Clone, Default)]
pub struct GrowingColumn {
    values: Vec<f64>,
    /// Nothing as long as every row holds a value.
    mask: Option<Mask>,
}

impl GrowingColumn {
    /// Makes room for so many rows.
    pub fn reserve(&mut self, rows: usize) {
        self.values.reserve_exact(rows);
    }

    /// Adds rows. Values are what a column holds: finite, not -0.0, and 0.0 in the rows named by
    /// `gaps`, which hold nothing.
    pub fn extend(&mut self, values: &[f64], gaps: &[usize]) {
        self.extend_part(values, gaps, 0..values.len());
    }

    /// Adds some of the rows; `gaps` is in order.
    pub fn extend_part(&mut self, values: &[f64], gaps: &[usize], rows: Range<usize>) {
        let above = self.values.len();
        self.values.extend_from_slice(&values[rows.clone()]);
        let first = gaps.partition_point(|gap| *gap < rows.start);
        let gaps = gaps[first..].iter().take_while(|gap| **gap < rows.end);
        if self.mask.is_none() && gaps.clone().next().is_none() {
            return;
        }
        let mask = self.mask.get_or_insert_with(|| Mask::full(above));
        mask.grow(rows.len());
        for gap in gaps {
            mask.clear(above + gap - rows.start);
        }
    }

    /// The column.
    pub fn finish(self) -> Column {
        Column::trusted(self.values, self.mask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_column_that_their_cells_make() {
        let cells: Vec<Option<f64>> =
            (0..1_000_u32).map(|row| (row % 7 != 3 && row > 200).then(|| f64::from(row))).collect();
        for size in [1, 63, 64, 65, 400, 1_000] {
            let mut growing = GrowingColumn::default();
            for part in cells.chunks(size) {
                let values: Vec<f64> = part.iter().map(|cell| cell.unwrap_or(0.0)).collect();
                let gaps: Vec<usize> = (0..part.len()).filter(|row| part[*row].is_none()).collect();
                // The same rows in two calls.
                let middle = part.len() / 3;
                growing.extend_part(&values, &gaps, 0..middle);
                growing.extend_part(&values, &gaps, middle..part.len());
            }
            let want = Column::new(cells.iter().copied()).expect("finite");
            assert_eq!(growing.finish(), want, "parts of {size}");
        }
    }
}
