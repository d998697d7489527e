//! Values far outside of the rest of their column, which are often slips of a unit or of a decimal mark.
//!
//! This reads a scorecard and changes no number. What a framework does with such values is its treatment.

use super::measured::measured;
use crate::framework::NodeIx;
use crate::plan::Scorecard;
use icip_num::statistics;

/// A value far outside of the rest of its column.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Outlier {
    /// Position of the leaf that reads the value.
    pub node: NodeIx,
    /// The row of the entity.
    pub row: usize,
    /// The value, divided where the leaf divides it.
    pub value: f64,
    /// The smallest value that would not be listed.
    pub low: f64,
    /// The largest value that would not be listed.
    pub high: f64,
}

/// Columns with fewer values have no fences: the quartiles of a handful of values say little.
const FEWEST: usize = 10;

/// In columns with fewer values, none stands alone.
const FEWEST_ALONE: usize = 5;

/// How many times as large as the next value one must be to stand alone: a unit that is mistaken moves a number by 1,000,
/// and by 100 where percent are meant.
const ALONE: f64 = 100.0;

/// How many interquartile ranges outside of the quartiles a value must lie: Tukey's outer fences.
const FENCE: f64 = 3.0;

/// Measurements outside of the outer fences of their column, by leaf in the framework's order and then by
/// row.
///
/// The fences are three interquartile ranges below the first and above the third quartile (Tukey,
/// *Exploratory Data Analysis*, 1977; quantiles of type 7) of all values of the column, those of all periods
/// together. Sizes such as populations have long tails by nature, so in a column of positive numbers a value
/// is listed only where its logarithm lies outside of the fences of the logarithms as well. Columns with
/// fewer than 10 values, and those whose middle half is one number, have no fences.
///
/// A value that stands alone is listed without fences too, where the column has at least 5 values: in a column of
/// positive numbers, one that is 100 times as large as the next, or as small; in another, one that is 100 times as far
/// from the median as the next, and as the median is from 0.
///
/// ```
/// use icip::data::{Column, Entity, Panel};
/// use icip::{audit::outliers, exec::Par, framework::Files, plan::Plan};
///
/// let toml = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n\
///     [[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n";
/// let framework = Files::new("x.toml", toml).read()?.value;
/// let values = [11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20_000.0];
/// let panel = Panel::builder()
///     .entities((0..10).map(|row| Entity::new(format!("e{row}"))))
///     .column("a", Column::new(values.map(Some))?)
///     .build()?;
/// let card = Plan::compile(&framework, &panel.schema())?.prepare(&panel, Par::Seq)?.score()?;
/// let found = outliers(&card);
/// assert_eq!((found.len(), found[0].row, found[0].value), (1, 9, 20_000.0));
/// // The quartiles are 13.25 and 17.75, so the fences of the values are at -0.25 and 31.25. Those of the logarithms
/// // are wider: 13.25 (13.25 / 17.75)^3 = 5.51 and 17.75 (17.75 / 13.25)^3 = 42.7, but for the quartiles of logarithms.
/// assert!((found[0].high - 42.7).abs() < 0.3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn outliers(card: &Scorecard<'_>) -> Vec<Outlier> {
    let mut found = Vec::new();
    for node in card.plan().entries() {
        let value = |row: usize| {
            let value = measured(card, node, |of| card.panel().column_at(of).get(row));
            value.filter(|value| value.is_finite())
        };
        let values: Vec<(usize, f64)> =
            (0..card.panel().rows()).filter_map(|row| Some((row, value(row)?))).collect();
        let Some((low, high)) = bounds(values.iter().map(|(_, value)| *value)) else { continue };
        let outside = values.into_iter().filter(|(_, value)| *value < low || *value > high);
        found.extend(outside.map(|(row, value)| Outlier { node, row, value, low, high }));
    }
    found
}

/// The smallest and the largest value of a column that is not far outside; nothing where that cannot be told.
fn bounds(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    match (of_fences(&sorted), of_neighbours(&sorted)) {
        (Some((low, high)), Some((below, above))) => Some((low.max(below), high.min(above))),
        (one, other) => one.or(other),
    }
}

fn of_fences(sorted: &[f64]) -> Option<(f64, f64)> {
    let (low, high) = fences(sorted)?;
    if sorted[0] <= 0.0 {
        return Some((low, high));
    }
    let logarithms: Vec<f64> = sorted.iter().map(|x| icip_num::scalar::ln(*x)).collect();
    let (below, above) = fences(&logarithms)?;
    Some((low.min(icip_num::scalar::exp(below)), high.max(icip_num::scalar::exp(above))))
}

/// What the next values allow the smallest and the largest one to be.
fn of_neighbours(sorted: &[f64]) -> Option<(f64, f64)> {
    if sorted.len() < FEWEST_ALONE {
        return None;
    }
    if sorted[0] > 0.0 {
        return Some((sorted[1] / ALONE, sorted[sorted.len() - 2] * ALONE));
    }
    let median = statistics::quantile(sorted, 0.5)?;
    let mut away: Vec<f64> = sorted.iter().map(|x| (x - median).abs()).collect();
    away.sort_unstable_by(f64::total_cmp);
    let next = away[away.len() - 2].max(median.abs());
    // Where all others are 0, a number says nothing: it may be the only yes among many noes.
    (next > 0.0).then_some((median - ALONE * next, median + ALONE * next))
}

/// The outer fences of values in ascending order; nothing where there are few, or the middle half is one
/// number.
fn fences(sorted: &[f64]) -> Option<(f64, f64)> {
    if sorted.len() < FEWEST {
        return None;
    }
    let (first, third) = (statistics::quantile(sorted, 0.25)?, statistics::quantile(sorted, 0.75)?);
    let range = third - first;
    (statistics::varies(&[first, third]) && range.is_finite())
        .then_some((first - FENCE * range, third + FENCE * range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_alone_is_listed_without_fences() {
        let outside = |values: &[f64]| -> Vec<f64> {
            let bounds = bounds(values.iter().copied());
            let out = |x: &f64| bounds.is_some_and(|(low, high)| *x < low || *x > high);
            values.iter().copied().filter(out).collect()
        };
        let with = |x: f64, count: usize, more: &[f64]| [vec![x; count], more.to_vec()].concat();
        assert_eq!(outside(&with(5.0, 60, &[5000.0])), [5000.0], "the middle half is one number");
        assert_eq!(outside(&with(0.0, 50, &[1.0, 2.0, 3.0, 4.0, 3000.0])), [3000.0]);
        assert_eq!(outside(&[3.0, 4.0, 5.0, 6.0, 7.0, 5000.0]), [5000.0], "few values");
        // Linear fences reach below 0, so that they allow every small number.
        let small = [5000.0, 5500.0, 6000.0, 6500.0, 7000.0, 7500.0, 8000.0, 8500.0, 9000.0, 7.0];
        assert_eq!(outside(&small), [7.0]);
        assert!(outside(&with(0.0, 60, &[1.0])).is_empty(), "one yes among many noes");
        assert!(outside(&[3.0, 4.0, 5.0, 5000.0]).is_empty(), "four values say nothing");
    }
}
