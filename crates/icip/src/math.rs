//! Arithmetic whose bits are the same on every machine: sums in index order, and the
//! transcendental functions of libm instead of those of the platform.

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
    (!values.is_empty()).then(|| sum(values) / values.len() as f64)
}

/// Which number divides the sum of squared deviations.
pub(crate) enum Divisor {
    /// n.
    Count,
    /// n - 1.
    CountLessOne,
}

/// Standard deviation about the mean, two passes; `None` when the divisor would not be positive.
pub(crate) fn standard_deviation(values: &[f64], divisor: &Divisor) -> Option<f64> {
    let mean = mean(values)?;
    let by = match divisor {
        Divisor::Count => values.len(),
        Divisor::CountLessOne => values.len() - 1,
    };
    if by == 0 {
        return None;
    }
    let squares = |unit: f64| {
        values.iter().fold(0.0, |sum, x| {
            let deviation = (x - mean) / unit;
            sum + deviation * deviation
        })
    };
    let plain = squares(1.0);
    if plain.is_normal() {
        return Some((plain / by as f64).sqrt());
    }
    // The squares are out of the range of numbers, though the deviations are not.
    let largest = values.iter().fold(0.0, |largest: f64, x| {
        let size = (x - mean).abs();
        if size > largest { size } else { largest }
    });
    Some(if largest > 0.0 { largest * (squares(largest) / by as f64).sqrt() } else { 0.0 })
}

/// Smallest and largest value; `None` of nothing.
pub(crate) fn bounds(values: &[f64]) -> Option<(f64, f64)> {
    let first = *values.first()?;
    Some(values.iter().fold((first, first), |(low, high), x| {
        (if *x < low { *x } else { low }, if *x > high { *x } else { high })
    }))
}

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
