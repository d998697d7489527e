//! Rows that are the sum or the mean of all others: totals that a large table holds beside its entities.
//!
//! Totals stand at the top or at the bottom of a table, so that a few rows at its ends and the sums of its columns
//! are enough to find them. This module must not know names, by which other totals are found.

use crate::data::Entity;

/// Rows at each end of the table that may be totals.
pub(crate) const ENDS: usize = 2;
/// Rows besides, below which a sum or a mean may be chance.
pub(crate) const OTHERS: usize = 3;

/// The sums of the columns, and the rows at the ends of the table.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    columns: Vec<Sum>,
    first: Vec<End>,
    last: Vec<End>,
    rows: usize,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    pub(crate) sum: f64,
    pub(crate) count: usize,
}

/// A row, and its numbers where it has them.
#[derive(Debug, Clone)]
pub(crate) struct End {
    pub(crate) entity: Entity,
    pub(crate) values: Vec<Option<f64>>,
}

impl End {
    /// A row of some: the numbers of each column, and the rows in which there is none.
    pub(crate) fn of(entities: &[Entity], columns: &[(&[f64], &[usize])], row: usize) -> Self {
        let value =
            |(values, gaps): &(&[f64], &[usize])| gaps.binary_search(&row).is_err().then(|| values[row]);
        Self { entity: entities[row].clone(), values: columns.iter().map(value).collect() }
    }
}

/// What a row is of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Total {
    Sum,
    Mean,
}

impl Ends {
    /// The sums and the ends of some rows: the numbers of each column, 0.0 where there is none, and the rows in which
    /// there is none.
    pub(crate) fn of(entities: &[Entity], columns: &[(&[f64], &[usize])]) -> Self {
        let length = entities.len();
        // The order of the sum does not matter here: what is compared with it leaves room for rounding.
        let sum = |(values, gaps): &(&[f64], &[usize])| Sum {
            sum: values.iter().sum(),
            count: length - gaps.len(),
        };
        let end = |row: usize| End::of(entities, columns, row);
        let sums = columns.iter().map(sum).collect();
        let first = (0..length.min(ENDS)).map(end).collect();
        let last = (length.saturating_sub(ENDS)..length).map(end).collect();
        Self { columns: sums, first, last, rows: length }
    }

    /// Takes what stands further down.
    pub(crate) fn follow(&mut self, below: Self) {
        if self.rows == 0 {
            *self = below;
            return;
        }
        for (above, below) in self.columns.iter_mut().zip(below.columns) {
            above.sum += below.sum;
            above.count += below.count;
        }
        let room = ENDS - self.first.len().min(ENDS);
        self.first.extend(below.first.into_iter().take(room));
        self.last.extend(below.last);
        self.last.drain(..self.last.len().saturating_sub(ENDS));
        self.rows += below.rows;
    }

    /// The rows that are the sum or the mean of the others, in the order of the table.
    pub(crate) fn totals(&self) -> Vec<(&Entity, Total)> {
        if self.rows <= OTHERS {
            return Vec::new();
        }
        let room = self.rows - self.first.len();
        let last = &self.last[self.last.len().saturating_sub(room)..];
        let ends = self.first.iter().chain(last);
        ends.filter_map(|end| Some((&end.entity, self.total(end)?))).collect()
    }

    fn total(&self, end: &End) -> Option<Total> {
        find_total(&end.values, &self.columns, &self.first.iter().chain(&self.last), 0)
    }
}

/// What a row is of the others, when it agrees in `more` columns beyond those that are the least, given the sums of
/// the columns and some rows that show which columns vary.
pub(crate) fn find_total<'a>(
    values: &[Option<f64>],
    sums: &[Sum],
    some: &(impl Iterator<Item = &'a End> + Clone),
    more: usize,
) -> Option<Total> {
    let cells: Vec<(f64, Sum)> =
        values.iter().zip(sums).filter_map(|(value, sum)| Some(((*value)?, *sum))).collect();
    if cells.is_empty() || !cells.iter().all(|(_, sum)| sum.count > OTHERS) {
        return None;
    }
    let is_sum = |(value, sum): &(f64, Sum)| near(2.0 * value, sum.sum, 1e-9);
    let is_mean = |(value, sum): &(f64, Sum)| is_mean(*value, sum.sum, sum.count);
    // Among very few rows a sum or a mean of one column more may be chance.
    let more = more + usize::from(cells.iter().any(|(_, sum)| sum.count == OTHERS + 1));
    if cells.iter().all(is_sum) && cells.iter().filter(|(value, _)| *value != 0.0).count() > more {
        return Some(Total::Sum);
    }
    // One column has its mean somewhere by chance, and a constant column everywhere.
    let varied = |number: usize| {
        let mut rows = some.clone().filter_map(|row| row.values[number]);
        values[number].is_some_and(|own| rows.any(|value| value != own))
    };
    let telling = (0..sums.len()).filter(|number| varied(*number)).count();
    (telling > 1 + more && cells.iter().all(is_mean)).then_some(Total::Mean)
}

/// The share of a mean by which rounding may have moved it.
const ROUNDED: f64 = 0.005;

/// Whether a value is the mean of the others, when all values with it have this sum and count. A mean is often rounded
/// before it is written down: it may differ by half a unit of its last decimal, where that is little.
pub(crate) fn is_mean(value: f64, sum: f64, count: usize) -> bool {
    let others = (count as f64 - 1.0).max(1.0);
    let off = (value * count as f64 - sum).abs();
    if off <= 1e-4 * sum.abs() {
        return true;
    }
    if off > ROUNDED * value.abs() * others {
        return false;
    }
    let text = value.to_string();
    let Some((_, decimals)) = text.split_once('.') else { return false };
    let half = decimals.bytes().fold(0.5, |half, _| half / 10.0);
    half <= ROUNDED * value.abs() && off <= others * half * (1.0 + 1e-9)
}

fn near(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * b.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_may_be_rounded() {
        // The others are 10, 20, 12, 24, 15.5 and 22: their sum is 103.5, and their mean 17.25.
        assert!(is_mean(17.25, 103.5 + 17.25, 7));
        assert!(is_mean(17.3, 103.5 + 17.3, 7), "to one decimal");
        assert!(!is_mean(17.4, 103.5 + 17.4, 7));
        assert!(!is_mean(17.0, 103.5 + 17.0, 7), "a whole number is too near to many means");
        assert!(!is_mean(0.3, 0.25 * 6.0 + 0.3, 7), "one decimal of a small number says little");
    }
}
