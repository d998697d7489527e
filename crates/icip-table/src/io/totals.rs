//! Rows that are the sum or the mean of all others: totals that a table holds beside its entities.
//!
//! Totals stand at the top or at the bottom of a table, so that a few rows at its ends and the sums of its columns
//! are enough to find them. This module must not know names, by which other totals are found.

use crate::data::Entity;

/// Rows at each end of the table that may be totals.
const ENDS: usize = 2;
/// Rows besides, below which a sum or a mean may be chance.
const OTHERS: usize = 4;

/// The sums of the columns, and the rows at the ends of the table.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    columns: Vec<Sum>,
    first: Vec<End>,
    last: Vec<End>,
    rows: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    sum: f64,
    count: usize,
}

/// A row, and its numbers where it has them.
#[derive(Debug, Clone)]
struct End {
    entity: Entity,
    values: Vec<Option<f64>>,
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
        let end = |row: usize| End {
            entity: entities[row].clone(),
            values: columns
                .iter()
                .map(|(values, gaps)| gaps.binary_search(&row).is_err().then(|| values[row]))
                .collect(),
        };
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
        let cells: Vec<(f64, Sum)> =
            end.values.iter().zip(&self.columns).filter_map(|(value, sum)| Some(((*value)?, *sum))).collect();
        let others = |sum: &Sum| sum.count > OTHERS;
        if cells.is_empty() || !cells.iter().all(|(_, sum)| others(sum)) {
            return None;
        }
        let is_sum = |(value, sum): &(f64, Sum)| near(2.0 * value, sum.sum, 1e-9);
        // A mean is often rounded before it is written down.
        let is_mean = |(value, sum): &(f64, Sum)| near(value * sum.count as f64, sum.sum, 1e-4);
        if cells.iter().all(is_sum) && cells.iter().any(|(value, _)| *value != 0.0) {
            return Some(Total::Sum);
        }
        // One column has its mean somewhere by chance, and a constant column everywhere.
        let varied = |number: usize| {
            let rows = self.first.iter().chain(&self.last).filter_map(|row| row.values[number]);
            end.values[number].is_some_and(|own| rows.clone().any(|value| value != own))
        };
        let telling = (0..self.columns.len()).filter(|number| varied(*number)).count();
        (telling > 1 && cells.iter().all(is_mean)).then_some(Total::Mean)
    }
}

fn near(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * b.abs()
}
