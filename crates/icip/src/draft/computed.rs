//! Columns that are means or sums of the columns before them, as published tables have them: scores of nodes.

use super::column::Column;

/// The fewest rows in which a column must be the mean or the sum.
const ROWS: usize = 5;

/// In at most one row of so many it may be something else: published tables have exceptions, and chance does not agree
/// in all digits of most rows.
const EXCEPTIONS: usize = 5;

/// Rows after which it is clear that a column is nothing of the kind.
const FIRST: usize = 20;

/// The most columns of a mean or a sum.
const MOST: usize = 40;

/// A column that stands for itself, or a column that is computed from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Leaf(usize),
    /// The column, its parts, and in how many rows it is computed from them.
    Node(usize, Vec<Part>, Fit),
}

/// In how many rows a column is the mean or the sum of others, and how many have all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) fits: usize,
    pub(super) rows: usize,
}

impl Part {
    pub(super) fn column(&self) -> usize {
        match self {
            Self::Leaf(column) | Self::Node(column, ..) => *column,
        }
    }
}

/// A column, and what decides how well it can be told from others.
struct Measured<'c> {
    values: &'c [Option<f64>],
    /// The distance between the quartiles, which a few large values do not move.
    spread: f64,
    largest: f64,
    /// The unit of its last digit.
    step: f64,
}

impl<'c> Measured<'c> {
    fn of(column: &'c Column) -> Self {
        let mut present: Vec<f64> = column.present().collect();
        present.sort_unstable_by(f64::total_cmp);
        let last = present.len().saturating_sub(1);
        let quarter = |quarter: usize| present.get(quarter * last / 4).copied().unwrap_or_default();
        Self {
            values: &column.values,
            spread: quarter(3) - quarter(1),
            largest: quarter(4).abs().max(quarter(0).abs()),
            step: (0..column.decimals.min(15)).fold(1.0, |step, _| step / 10.0),
        }
    }
}

/// The columns as a tree: where a column is the mean or the sum of those before it, they are its parts.
pub(super) fn parts(columns: &[(usize, &Column)]) -> Vec<Part> {
    let mut parts: Vec<(Part, Measured<'_>)> = Vec::new();
    for (position, column) in columns {
        let column = Measured::of(column);
        let longest = parts.len().min(MOST);
        // The longest run of columns that fits, because shorter ones may fit by chance.
        let run = (2..=longest).rev().find_map(|run| {
            let before: Vec<&Measured<'_>> =
                parts[parts.len() - run..].iter().map(|(_, part)| part).collect();
            Some((run, fit(&column, &before)?))
        });
        let part = match run {
            Some((run, fit)) => {
                let children = parts.split_off(parts.len() - run).into_iter().map(|(part, _)| part).collect();
                Part::Node(*position, children, fit)
            }
            None => Part::Leaf(*position),
        };
        parts.push((part, column));
    }
    parts.into_iter().map(|(part, _)| part).collect()
}

/// In how many of the rows that have all of them a column is the mean, or the sum, of others, where these are most.
fn fit(column: &Measured<'_>, parts: &[&Measured<'_>]) -> Option<Fit> {
    let count_fits = |share: f64| {
        let own = parts.iter().map(|part| part.step).sum::<f64>() * share;
        let error = 0.51 * (column.step + own) + 1e-9 * column.largest;
        // Where rounding alone is a good part of what a column tells, anything would fit, and a part that varies less
        // than that cannot be told from none.
        let told = parts.iter().all(|part| part.spread * share > 2.0 * error);
        if 8.0 * error > column.spread || !told {
            return None;
        }
        let (mut fits, mut rows) = (0, 0);
        for (row, value) in column.values.iter().enumerate() {
            let Some(value) = value else { continue };
            let sum = parts.iter().try_fold(0.0, |sum, part| Some(sum + part.values.get(row).copied()??));
            let Some(sum) = sum else { continue };
            fits += usize::from((sum * share - value).abs() <= error);
            rows += 1;
            if rows == FIRST && 2 * fits < rows {
                return None;
            }
        }
        (fits >= ROWS && EXCEPTIONS * (rows - fits) <= rows).then_some(Fit { fits, rows })
    };
    count_fits(1.0 / parts.len() as f64).or_else(|| count_fits(1.0))
}

#[cfg(test)]
mod tests {
    use super::super::column::{Content, Form};
    use super::*;
    use std::collections::BTreeMap;

    fn column(values: &[f64], decimals: usize) -> Column {
        Column {
            content: Content::Numbers(Form::default()),
            values: values.iter().map(|value| Some(*value)).collect(),
            decimals,
            gaps: 0,
            marks: BTreeMap::new(),
        }
    }

    /// By hand: c = (a + b) / 2, e = (c + d) / 2, and f is neither.
    #[test]
    fn means_of_the_columns_before_are_nodes() {
        let a = column(&[1.0, 2.0, 3.0, 4.0, 9.0], 0);
        let b = column(&[3.0, 6.0, 2.0, 8.0, 1.0], 0);
        let c = column(&[2.0, 4.0, 2.5, 6.0, 5.0], 1);
        let d = column(&[40.0, 10.0, 80.5, 6.0, 90.0], 1);
        let e = column(&[21.0, 7.0, 41.5, 6.0, 47.5], 2);
        let f = column(&[100.0, 3.0, 7.0, 55.0, 12.0], 1);
        // Whole numbers are rounded too much for their own sums to be told: with decimals they are not.
        let exact =
            |column: &Column| Column { decimals: 3, values: column.values.clone(), ..self::column(&[], 0) };
        let columns = [exact(&a), exact(&b), exact(&c), exact(&d), exact(&e), exact(&f)];
        let numbered: Vec<(usize, &Column)> = columns.iter().enumerate().collect();
        let all = Fit { fits: 5, rows: 5 };
        let inner = Part::Node(2, vec![Part::Leaf(0), Part::Leaf(1)], all);
        assert_eq!(parts(&numbered), [Part::Node(4, vec![inner, Part::Leaf(3)], all), Part::Leaf(5)]);
    }

    /// The sum of b and c is near b in every row, because c is a share and the others are rounded to whole numbers.
    #[test]
    fn a_part_that_rounding_hides_is_none() {
        let b = column(&[1.0, 40.0, 30.0, 20.0, 90.0, 7.0], 0);
        let c = column(&[0.25, 0.5, 0.125, 0.75, 0.5, 0.25], 3);
        let d = column(&[1.0, 41.0, 30.0, 21.0, 90.0, 7.0], 0);
        assert_eq!(parts(&[(0, &b), (1, &c), (2, &d)]), [Part::Leaf(0), Part::Leaf(1), Part::Leaf(2)]);
    }

    #[test]
    fn answers_of_0_and_1_are_no_means_of_each_other() {
        let ones = column(&[1.0, 1.0, 0.0, 1.0, 1.0, 0.0], 0);
        assert_eq!(
            parts(&[(0, &ones), (1, &ones), (2, &ones)]),
            [Part::Leaf(0), Part::Leaf(1), Part::Leaf(2)]
        );
    }
}
