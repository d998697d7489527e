//! Trends of series in time. This module must not know what the values are.

use crate::{normal, scalar, statistics};

/// A slope with the ends of its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Slope {
    /// The change in one unit of time.
    pub slope: f64,
    /// The ends of its interval.
    pub interval: (f64, f64),
}

/// The median of the slopes of all pairs of points, with an interval of a confidence such as 0.95; nothing where no two
/// points differ in time.
///
/// The interval is that of Sen for tied values too, as `scipy.stats.theilslopes` has it: the slopes at the positions
/// (N ∓ z σ) / 2 of the N sorted slopes, with σ² = (n (n - 1) (2n + 5) - Σ t (t - 1) (2t + 5)) / 18 over the ties t of times
/// and of values.
///
/// *Reference*: Theil, A rank-invariant method of linear and polynomial regression analysis (1950); Sen, Estimates of the
/// regression coefficient based on Kendall's tau, JASA 63 (1968).
///
/// ```
/// use icip_num::trend::theil_sen;
/// // The slopes are 1, 2, 2, 2.5, 3 and 3.
/// let found = theil_sen(&[(0.0, 0.0), (1.0, 1.0), (2.0, 4.0), (3.0, 6.0)], 0.95).expect("times differ");
/// assert_eq!(found.slope, 2.0);
/// ```
pub fn theil_sen(points: &[(f64, f64)], confidence: f64) -> Option<Slope> {
    let mut slopes = Vec::with_capacity(points.len() * points.len().saturating_sub(1) / 2);
    for (at, a) in points.iter().enumerate() {
        for b in &points[at + 1..] {
            if a.0 != b.0 {
                slopes.push((b.1 - a.1) / (b.0 - a.0));
            }
        }
    }
    let slope = statistics::median(&slopes)?;
    slopes.sort_by(f64::total_cmp);
    let n = points.len() as f64;
    let ties = [of_ties(points.iter().map(|p| p.0)), of_ties(points.iter().map(|p| p.1))];
    let variance = (n * (n - 1.0) * (2.0 * n + 5.0) - ties[0] - ties[1]) / 18.0;
    let sigma = if variance > 0.0 { variance.sqrt() } else { 0.0 };
    let z = normal::quantile((1.0 - confidence) / 2.0);
    let count = slopes.len();
    let position = |x: f64| if x <= 0.0 { 0 } else { (x.round_ties_even() as usize).min(count) };
    let last = position((count as f64 - z * sigma) / 2.0).min(count - 1);
    let first = position((count as f64 + z * sigma) / 2.0).saturating_sub(1);
    Some(Slope { slope, interval: (slopes[first], slopes[last]) })
}

/// The test of Mann and Kendall: whether later values tend to be higher.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct MannKendall {
    /// Pairs of which the later value is higher, less those of which it is lower.
    pub s: f64,
    /// The same as a share of all pairs.
    pub tau: f64,
    /// The standard score of `s`, with a correction of 1 for continuity.
    pub z: f64,
    /// The probability of so large a score in either direction without a trend, by the normal distribution.
    pub p: f64,
}

/// The test of Mann and Kendall for values in the order of time; nothing with fewer than two values. The variance counts
/// ties; the probability is that of the normal distribution, which with fewer than about eight values is rough.
///
/// *Reference*: Mann, Nonparametric tests against trend, Econometrica 13 (1945); Kendall, Rank correlation methods (1975).
/// The numbers are those of `pymannkendall.original_test`.
///
/// ```
/// use icip_num::trend::mann_kendall;
/// let rising = mann_kendall(&[1.0, 2.0, 3.0, 4.0, 5.0]).expect("five values");
/// assert_eq!((rising.s, rising.tau), (10.0, 1.0));
/// ```
pub fn mann_kendall(values: &[f64]) -> Option<MannKendall> {
    let n = values.len();
    if n < 2 {
        return None;
    }
    let mut s = 0.0;
    for (at, a) in values.iter().enumerate() {
        for b in &values[at + 1..] {
            s += f64::from(i8::from(b > a) - i8::from(b < a));
        }
    }
    let count = n as f64;
    let variance = (count * (count - 1.0) * (2.0 * count + 5.0) - of_ties(values.iter().copied())) / 18.0;
    let z = match s {
        _ if variance <= 0.0 => 0.0,
        s if s > 0.0 => (s - 1.0) / variance.sqrt(),
        s if s < 0.0 => (s + 1.0) / variance.sqrt(),
        _ => 0.0,
    };
    let tau = s / (count * (count - 1.0) / 2.0);
    Some(MannKendall { s, tau, z, p: scalar::erfc(z.abs() / std::f64::consts::SQRT_2) })
}

/// The sum of t (t - 1) (2t + 5) over the groups of t equal values.
fn of_ties(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.map(|x| x + 0.0).collect();
    values.sort_by(f64::total_cmp);
    let ties = values.chunk_by(|a, b| a == b).map(|tie| tie.len() as f64);
    ties.fold(0.0, |sum, t| sum + t * (t - 1.0) * (2.0 * t + 5.0))
}

/// A line of least squares.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// The value at 0.
    pub intercept: f64,
    /// The change in one unit.
    pub slope: f64,
    /// The share of the variance that the line explains; 1 where there is none.
    pub r2: f64,
    /// The standard error of the slope; nothing with two points.
    pub error: Option<f64>,
}

/// The line of least squares through points; nothing where no two of them differ in x.
///
/// ```
/// use icip_num::trend::least_squares;
/// let line = least_squares(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]).expect("the points differ");
/// assert_eq!((line.intercept, line.slope, line.r2), (1.0, 2.0, 1.0));
/// ```
pub fn least_squares(points: &[(f64, f64)]) -> Option<Line> {
    let x: Vec<f64> = points.iter().map(|p| p.0).collect();
    let y: Vec<f64> = points.iter().map(|p| p.1).collect();
    let (mean_x, mean_y) = (statistics::mean(&x)?, statistics::mean(&y)?);
    let sum = |of: &dyn Fn(f64, f64) -> f64| {
        let products: Vec<f64> = points.iter().map(|(x, y)| of(x - mean_x, y - mean_y)).collect();
        statistics::sum(&products)
    };
    let (xx, xy, yy) = (sum(&|x, _| x * x), sum(&|x, y| x * y), sum(&|_, y| y * y));
    if xx <= 0.0 {
        return None;
    }
    let slope = xy / xx;
    let rest = sum(&|x, y| (y - slope * x) * (y - slope * x));
    let r2 = if yy > 0.0 { 1.0 - rest / yy } else { 1.0 };
    let degrees = points.len().checked_sub(2).filter(|degrees| *degrees > 0);
    let error = degrees.map(|degrees| (rest / degrees as f64 / xx).sqrt());
    Some(Line { intercept: mean_y - slope * mean_x, slope, r2, error })
}
