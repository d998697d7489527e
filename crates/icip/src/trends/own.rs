//! The trend of one series.

use super::points::Series;
use crate::series::last_break;
use crate::text::words;
use icip_num::trend::{mann_kendall, theil_sen};
use icip_num::{scalar, statistics};

words! {
    /// Where a series goes.
    pub enum Direction {
        /// the test finds no trend, or has too few values for one
        Unclear = "unclear",
        /// later values are higher
        Rising = "rising",
        /// later values are lower
        Falling = "falling",
    }
}

/// The probability below which the test finds a trend.
const SIGNIFICANT: f64 = 0.05;

/// How a series moves.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Trend {
    /// The number of values that were used: those since the last break.
    pub values: usize,
    /// Period and value of the first of them.
    pub first: (f64, f64),
    /// Period and value of the last.
    pub last: (f64, f64),
    /// The last value less the first.
    pub change: f64,
    /// The same for one period.
    pub change_a_period: Option<f64>,
    /// The compound rate of growth for one period; nothing where the first or the last value is not above 0.
    pub growth: Option<f64>,
    /// The median slope (Theil-Sen).
    pub slope: Option<f64>,
    /// Its interval of 95 %.
    pub interval: Option<(f64, f64)>,
    /// Kendall's tau of the values and their order.
    pub tau: Option<f64>,
    /// The probability of the test of Mann and Kendall; nothing with fewer than three values.
    pub p: Option<f64>,
    /// Where the series goes, by the test.
    pub direction: Direction,
    /// The standard deviation of the changes for one period.
    pub volatility: Option<f64>,
    /// The break since which the values are used, where there is one.
    pub since_break: Option<f64>,
}

/// The trend of a series in time. `breaks` are periods from which on values were measured or scored in another way: only the
/// values since the last break are used. Nothing without a value.
pub fn trend(points: &Series, breaks: &[f64]) -> Option<Trend> {
    let since_break = last_break(points.iter().map(|(time, _)| *time), breaks);
    let used: Series =
        points.iter().copied().filter(|(time, _)| since_break.is_none_or(|at| *time >= at)).collect();
    let (first, last) = (*used.first()?, *used.last()?);
    let (span, change) = (last.0 - first.0, last.1 - first.1);
    let values: Vec<f64> = used.iter().map(|(_, value)| *value).collect();
    let slope = theil_sen(&used, 0.95);
    let test = mann_kendall(&values).filter(|_| values.len() > 2);
    let direction = match test {
        Some(test) if test.p < SIGNIFICANT && test.s > 0.0 => Direction::Rising,
        Some(test) if test.p < SIGNIFICANT && test.s < 0.0 => Direction::Falling,
        _ => Direction::Unclear,
    };
    let changes: Vec<f64> =
        used.windows(2).map(|pair| (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0)).collect();
    let grows = span > 0.0 && first.1 > 0.0 && last.1 > 0.0;
    Some(Trend {
        values: used.len(),
        first,
        last,
        change,
        change_a_period: (span > 0.0).then(|| change / span),
        growth: grows.then(|| scalar::powf(last.1 / first.1, 1.0 / span) - 1.0),
        slope: slope.map(|found| found.slope),
        interval: slope.map(|found| found.interval).filter(|_| values.len() > 2),
        tau: test.map(|test| test.tau),
        p: test.map(|test| test.p),
        direction,
        volatility: deviation(&changes),
        since_break,
    })
}

/// The standard deviation with divisor n - 1.
pub(super) fn deviation(values: &[f64]) -> Option<f64> {
    statistics::standard_deviation(values, &statistics::Divisor::CountLessOne).filter(|_| values.len() > 1)
}
