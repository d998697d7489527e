//! A column of numbers, some of which may be absent. This module must not know what the numbers mean.

use std::ops::Range;

use crate::data::Mask;
use icip_num::kernel;

/// Values and their mask. Lengths agree, a present value is finite and never -0.0, an absent cell
/// holds 0.0 (so sums need no branch).
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    values: Vec<f64>,
    /// Nothing when every row holds a value.
    mask: Option<Mask>,
}

/// A value that is not finite, and its row.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("row {row} holds `{value}`, which is not a finite number")]
#[non_exhaustive]
pub struct NotFinite {
    /// Row, counted from 0.
    pub row: usize,
    /// The value.
    pub value: f64,
}

impl Column {
    /// A column from one optional value per row.
    ///
    /// # Errors
    /// The first present value that is not finite.
    ///
    /// ```
    /// use icip_table::data::Column;
    /// let column = Column::new([Some(1.5), None])?;
    /// assert_eq!(column.get(0), Some(1.5));
    /// assert_eq!(column.get(1), None);
    /// assert!(Column::new([Some(f64::NAN)]).is_err());
    /// # Ok::<(), icip_table::data::NotFinite>(())
    /// ```
    pub fn new(cells: impl IntoIterator<Item = Option<f64>>) -> Result<Self, NotFinite> {
        let mut flags = Vec::new();
        let mut values = Vec::new();
        for cell in cells {
            flags.push(cell.is_some());
            values.push(cell.unwrap_or(0.0));
        }
        let mask = flags.contains(&false).then(|| Mask::from_flags(flags.iter().copied()));
        Self::from_parts(values, mask)
    }

    /// A column whose every row holds a value.
    ///
    /// # Errors
    /// The first value that is not finite.
    pub fn complete_from(values: Vec<f64>) -> Result<Self, NotFinite> {
        Self::from_parts(values, None)
    }

    /// Puts a column together again after a step: absent cells become 0.0, present ones are checked.
    pub fn from_parts(mut values: Vec<f64>, mask: Option<Mask>) -> Result<Self, NotFinite> {
        // No mask at all says that every row holds a value, and spares all later steps a look at it.
        let mask = mask.filter(|mask| mask.present() < mask.rows());
        debug_assert!(mask.as_ref().is_none_or(|mask| mask.rows() == values.len()));
        if let Some(mask) = &mask {
            kernel::fill_elsewhere(&mut values, 0.0, mask.words());
        }
        // Adding 0.0 turns -0.0 into 0.0, which is what people and ties mean.
        values.iter_mut().for_each(|value| *value += 0.0);
        if kernel::all_finite(&values) {
            return Ok(Self { values, mask });
        }
        let row = values.iter().position(|value| !value.is_finite()).unwrap_or_default();
        Err(NotFinite { row, value: values[row] })
    }

    /// A column of values that were checked: finite, never -0.0, and 0.0 where the mask says absent.
    pub fn trusted(values: Vec<f64>, mask: Option<Mask>) -> Self {
        debug_assert!(kernel::all_finite(&values));
        debug_assert!(mask.as_ref().is_none_or(|mask| mask.rows() == values.len()));
        Self { values, mask }
    }

    /// A column without any value.
    pub fn absent(rows: usize) -> Self {
        let mask = (rows > 0).then(|| Mask::from_words(vec![0; Mask::words_for(rows)], rows));
        Self { values: vec![0.0; rows], mask }
    }

    /// The memory of a column.
    pub fn into_parts(self) -> (Vec<f64>, Option<Mask>) {
        (self.values, self.mask)
    }

    /// Number of rows.
    #[inline]
    pub fn rows(&self) -> usize {
        self.values.len()
    }

    /// The value of a row, or nothing when it is absent.
    #[inline]
    pub fn get(&self, row: usize) -> Option<f64> {
        self.is_present(row).then(|| self.values[row])
    }

    /// Whether a row holds a value.
    #[inline]
    pub fn is_present(&self, row: usize) -> bool {
        row < self.values.len() && self.mask.as_ref().is_none_or(|mask| mask.get(row))
    }

    /// Number of rows that hold a value.
    pub fn present_count(&self) -> usize {
        self.mask.as_ref().map_or(self.values.len(), Mask::present)
    }

    /// All values, when no row is absent.
    #[inline]
    pub fn complete(&self) -> Option<&[f64]> {
        self.mask.is_none().then_some(&self.values)
    }

    /// The mask, when a row is absent.
    #[inline]
    pub fn mask(&self) -> Option<&Mask> {
        self.mask.as_ref()
    }

    /// The cells in order.
    #[inline]
    pub fn cells(&self) -> impl ExactSizeIterator<Item = Option<f64>> + '_ {
        (0..self.values.len()).map(|row| self.get(row))
    }

    /// The present values, in the order of the rows.
    pub fn present(&self) -> Vec<f64> {
        let Some(mask) = &self.mask else { return self.values.clone() };
        let mut present = Vec::with_capacity(mask.present());
        for (values, word) in self.values.chunks(64).zip(mask.words()) {
            let mut left = *word;
            while left != 0 {
                present.push(values[left.trailing_zeros() as usize]);
                // Clears the lowest bit, so that the loop runs once per value that is there.
                left &= left - 1;
            }
        }
        present
    }

    /// Smallest and largest present value; nothing of nothing.
    pub fn bounds(&self) -> Option<(f64, f64)> {
        match &self.mask {
            None => kernel::bounds(&self.values),
            Some(mask) => kernel::bounds_where(&self.values, mask.words()),
        }
    }

    /// The present values of some rows, in their order.
    pub fn present_of(&self, rows: &[usize]) -> Vec<f64> {
        rows.iter().filter_map(|row| self.get(*row)).collect()
    }

    /// The values of a block of rows, 0.0 where absent.
    #[inline]
    pub fn block(&self, rows: Range<usize>) -> &[f64] {
        &self.values[rows]
    }
}
