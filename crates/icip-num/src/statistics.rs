//! Statistics of a sample in memory: sums, means, deviations, medians, quantiles and shape. Where several
//! definitions are in use, the docs name the one that is taken. Values are finite; this module must not know
//! about gaps.

use crate::exact::ExactSum;
use crate::grid;
use crate::summary::Moments;

/// Smallest and largest value; `None` without values.
pub use crate::kernel::bounds;

/// The sum, rounded once: the same for any order of the values.
pub fn sum(values: &[f64]) -> f64 {
    ExactSum::of(values).value()
}

/// The sum of a few numbers in index order, such as the weights of a node, where speed matters.
pub fn total(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, x| sum + x)
}

/// Arithmetic mean; `None` without values.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| ExactSum::of(values).divided_by(values.len()))
}

/// The divisor of the sum of squared deviations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divisor {
    /// n, the number of values.
    Count,
    /// n - 1.
    CountLessOne,
}

impl Divisor {
    /// The divisor for a number of values; `None` where it would not be positive.
    pub fn of(&self, count: usize) -> Option<f64> {
        let by = match self {
            Self::Count => count,
            Self::CountLessOne => count.checked_sub(1)?,
        };
        (by > 0).then_some(by as f64)
    }
}

/// Standard deviation about the mean; `None` when the divisor would not be positive.
pub fn standard_deviation(values: &[f64], divisor: &Divisor) -> Option<f64> {
    let moments = Moments::of(values);
    Some(moments.deviation(divisor.of(moments.count)?))
}

/// Median, the mean of the two middle values of an even count; `None` without values.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[middle]),
        // The sum of two large numbers may overflow, and half of a small one may lose its last bit.
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}

/// Sums of powers of the deviations from the mean.
struct Powers {
    n: f64,
    second: f64,
    third: f64,
    fourth: f64,
}

/// The sums of powers; `None` where all values are equal or there are fewer than `least`.
fn powers(values: &[f64], least: usize) -> Option<Powers> {
    let (low, high) = bounds(values)?;
    // By the bounds, because the rounded mean of equal values may differ from them, and the shape of such
    // deviations would be noise.
    if low >= high || values.len() < least {
        return None;
    }
    // Fourth powers of larger or smaller numbers overflow or underflow; the shape does not depend on the
    // unit.
    let size = if -low > high { -low } else { high };
    let unit = if (1e-50..1e50).contains(&size) { 1.0 } else { size };
    let scaled: Vec<f64> = values.iter().map(|x| x / unit).collect();
    let mean = mean(&scaled)?;
    let sum = |power: fn(f64) -> f64| {
        let powers: Vec<f64> = scaled.iter().map(|x| power(x - mean)).collect();
        ExactSum::of(&powers).value()
    };
    let second = sum(|d| d * d);
    (second > 0.0).then(|| Powers {
        n: values.len() as f64,
        second,
        third: sum(|d| d * d * d),
        fourth: sum(|d| d * d * (d * d)),
    })
}

/// The adjusted Fisher-Pearson coefficient G1 (type 2, SKEW of spreadsheets); `None` for fewer
/// than three values, or where all are equal.
pub fn skewness(values: &[f64]) -> Option<f64> {
    let Powers { n, second, third, .. } = powers(values, 3)?;
    let plain = n.sqrt() * third / (second * second.sqrt());
    Some((n * (n - 1.0)).sqrt() / (n - 2.0) * plain).filter(|skew| skew.is_finite())
}

/// The excess kurtosis G2 (type 2, KURT of spreadsheets); `None` for fewer than four values,
/// or where all are equal.
pub fn kurtosis(values: &[f64]) -> Option<f64> {
    let Powers { n, second, fourth, .. } = powers(values, 4)?;
    let plain = n * (fourth / (second * second));
    let excess = ((n + 1.0) * (plain - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0));
    Some(excess).filter(|excess| excess.is_finite())
}

/// Quantile of type 7 (linear between order statistics, the default of R and of spreadsheets), for a
/// share in [0, 1]; `None` without values.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    quantile_of(sorted.len(), share, |place| sorted[place])
}

/// The same for `count` values, where `at` gives the value at a position of the ascending order.
pub fn quantile_of(count: usize, share: f64, at: impl Fn(usize) -> f64) -> Option<f64> {
    let last = count.checked_sub(1)?;
    let place = last as f64 * share;
    let below = (place.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let (a, b, part) = (at(below), at(above), place - place.floor());
    // Between two equal neighbours the quantile is exactly their value, and between others rounding does not
    // take it beyond them.
    Some(if a == b || part == 0.0 { a } else { ((1.0 - part) * a + part * b).clamp(a, b) })
}

/// Whether at least two values differ by more than rounding errors (see [`grid`]).
pub fn varies(values: &[f64]) -> bool {
    bounds(values).is_some_and(|(low, high)| !grid::is_constant(low, high))
}

/// The values in ascending order.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// One over the third quartile of the standard normal distribution, with the digits that R's `mad` takes.
const NORMAL_DEVIATIONS_PER_MAD: f64 = 1.4826;

/// Median and 1.4826 times the median absolute deviation from it, which estimates the standard
/// deviation of a normal sample; `None` without values.
pub fn median_and_mad(values: &[f64]) -> Option<(f64, f64)> {
    let middle = median(values)?;
    let deviations: Vec<f64> = values.iter().map(|x| (x - middle).abs()).collect();
    Some((middle, NORMAL_DEVIATIONS_PER_MAD * median(&deviations)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Option<f64>, want: f64) {
        let got = got.expect("it is defined");
        assert!((got - want).abs() <= 1e-14 * want.abs().max(1.0), "{got} is not {want}");
    }

    /// Found by fuzzing: halves of the smallest numbers round to another number, or to 0.
    #[test]
    fn the_median_of_equal_numbers_is_their_value() {
        for x in [5e-324, 1.5e-323, 5.432309224866e-312, f64::MAX, f64::MIN, 0.1] {
            assert_eq!(median(&[x, x]), Some(x));
        }
        assert_eq!(median(&[f64::MIN, f64::MAX]), Some(0.0));
    }

    #[test]
    fn skewness_by_hand() {
        // 0, 0, 3: mean 1, deviations -1, -1, 2; S2 = 6, S3 = 6; sqrt(3) 6 / 6^1.5 = 0.7071;
        // sqrt(6) / 1 times that is sqrt(3).
        close(skewness(&[0.0, 3.0, 0.0]), 3.0_f64.sqrt());
        close(skewness(&[0.0, -3.0, 0.0]), -3.0_f64.sqrt());
        close(skewness(&[1.0, 2.0, 3.0]), 0.0);
    }

    #[test]
    fn kurtosis_by_hand() {
        // 0, 0, 0, 4: deviations -1, -1, -1, 3; S2 = 12, S4 = 84; r = 4 84 / 144 = 7/3;
        // (5 (7/3 - 3) + 6) 3 / (2 1) = (8/3) 3/2 = 4.
        close(kurtosis(&[0.0, 0.0, 4.0, 0.0]), 4.0);
        // 1, 2, 3, 4: S2 = 5, S4 = 2 (5.0625 + 0.0625) = 10.25; r = 41/25; (5 (-34/25) + 6) 3/2 = -1.2.
        close(kurtosis(&[1.0, 2.0, 3.0, 4.0]), -1.2);
    }

    #[test]
    fn shape_needs_values_that_differ() {
        assert_eq!(skewness(&[1.0, 2.0]), None);
        assert_eq!(kurtosis(&[1.0, 2.0, 3.0]), None);
        // 0.1 + 0.1 + 0.1 is not 0.3: the mean of equal values may differ from them.
        assert_eq!(skewness(&[0.1; 3]), None);
        assert_eq!(kurtosis(&[0.1; 7]), None);
    }

    #[test]
    fn shape_has_no_unit() {
        for unit in [1e-300, 1e-90, 1e90, 1e300] {
            close(skewness(&[0.0, 3.0 * unit, 0.0]), 3.0_f64.sqrt());
            close(kurtosis(&[0.0, 0.0, 4.0 * unit, 0.0]), 4.0);
        }
    }

    #[test]
    fn quantiles_of_type_7_by_hand() {
        // Of 1, 2, 3, 10: place 3 * 0.25 = 0.75, so 1.75; place 2.25, so 3 + 0.25 * 7 = 4.75.
        let x = [1.0, 2.0, 3.0, 10.0];
        close(quantile(&x, 0.25), 1.75);
        close(quantile(&x, 0.75), 4.75);
        assert_eq!((quantile(&x, 0.0), quantile(&x, 1.0)), (Some(1.0), Some(10.0)));
        assert_eq!(quantile(&[0.1; 5], 0.33), Some(0.1));
        assert_eq!(quantile(&[7.0], 0.9), Some(7.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn median_absolute_deviation_by_hand() {
        // Of 1, 2, 3, 10: median 2.5; deviations 1.5, 0.5, 0.5, 7.5 have median 1.
        assert_eq!(median_and_mad(&[1.0, 2.0, 3.0, 10.0]), Some((2.5, 1.4826)));
    }
}
