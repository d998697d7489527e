//! Arithmetic whose bits are the same on every machine: sums in index order, and the
//! transcendental functions of libm instead of those of the platform.

use crate::summary::Moments;

/// Natural logarithm.
pub(crate) fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Exponential function.
pub(crate) fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Sum in index order.
pub(crate) fn sum(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, x| sum + x)
}

/// Arithmetic mean; `None` of nothing.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| Moments::of(values).mean)
}

/// Which number divides the sum of squared deviations.
pub(crate) enum Divisor {
    /// n.
    Count,
    /// n - 1.
    CountLessOne,
}

impl Divisor {
    /// The number for so many values; nothing where it would not be positive.
    pub(crate) fn of(&self, count: usize) -> Option<f64> {
        let by = match self {
            Self::Count => count,
            Self::CountLessOne => count.checked_sub(1)?,
        };
        (by > 0).then_some(by as f64)
    }
}

/// Standard deviation about the mean; `None` when the divisor would not be positive.
pub(crate) fn standard_deviation(values: &[f64], divisor: &Divisor) -> Option<f64> {
    let moments = Moments::of(values);
    let by = divisor.of(moments.count)?;
    if moments.squares.is_normal() {
        return Some((moments.squares / by).sqrt());
    }
    // The squares are out of the range of numbers, though the deviations are not.
    let largest = values.iter().fold(0.0, |largest: f64, x| {
        let size = (x - moments.mean).abs();
        if size > largest { size } else { largest }
    });
    let squares = values.iter().fold(0.0, |sum, x| {
        let deviation = (x - moments.mean) / largest;
        sum + deviation * deviation
    });
    Some(if largest > 0.0 { largest * (squares / by).sqrt() } else { 0.0 })
}

/// Smallest and largest value; `None` of nothing.
pub(crate) use crate::kernel::bounds;

/// Median, the mean of the two middle values of an even count; `None` of nothing.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[middle]),
        // Halves first: the sum of two large numbers may not be one.
        _ => Some(0.5 * sorted[middle - 1] + 0.5 * sorted[middle]),
    }
}

/// `x` to the power `p`.
pub(crate) fn powf(x: f64, p: f64) -> f64 {
    libm::pow(x, p)
}

/// `exp(x) - 1`, exact also near zero.
pub(crate) fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// The natural logarithm of one plus a number, exact for small numbers.
pub(crate) fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}
