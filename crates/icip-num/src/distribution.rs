//! Tails and quantiles of the distributions of tests: Student's t, Snedecor's F, chi-squared and the normal one.
//!
//! The incomplete beta and gamma functions are those of statrs, which takes logarithms and powers of the platform, so that
//! the last bits of a probability may differ between machines. What is given here is rounded to ten significant digits,
//! which are the same.

use statrs::function::{beta, erf, gamma};

/// Ten significant digits of a number.
fn rounded(x: f64) -> f64 {
    format!("{x:.9e}").parse().unwrap_or(x)
}

/// The probability that a variable with Student's t distribution is at least as far from 0 as `t`; `freedom` is above 0.
///
/// *Formula*: the regularised incomplete beta function I(v / (v + t^2); v / 2, 1 / 2).
///
/// ```
/// // Of one degree of freedom: 1 - 2 atan(1) / pi.
/// assert_eq!(icip_num::distribution::student_two_sided(1.0, 1.0), 0.5);
/// ```
pub fn student_two_sided(t: f64, freedom: f64) -> f64 {
    let square = t * t;
    if square.is_infinite() {
        return 0.0;
    }
    rounded(beta::beta_reg(freedom / 2.0, 0.5, freedom / (freedom + square)))
}

/// The probability that a standard normal variable is at least as far from 0 as `z`.
pub fn normal_two_sided(z: f64) -> f64 {
    rounded(erf::erfc(z.abs() / std::f64::consts::SQRT_2))
}

/// The probability that a variable with the chi-squared distribution is at least `x`; `freedom` is above 0.
///
/// ```
/// // Of two degrees of freedom: exp(-x / 2).
/// let p = icip_num::distribution::chi_squared_upper(2.0, 2.0);
/// assert!((p - (-1.0_f64).exp()).abs() < 1e-10);
/// ```
pub fn chi_squared_upper(x: f64, freedom: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    rounded(gamma::gamma_ur(freedom / 2.0, x / 2.0))
}

/// The number below which a variable with the chi-squared distribution lies with probability `p`, for `p` in (0, 1).
pub fn chi_squared_quantile(p: f64, freedom: f64) -> f64 {
    // The mean and a few deviations, doubled until they are beyond.
    let (mut low, mut high) = (0.0, freedom + 10.0 * (2.0 * freedom).sqrt());
    while gamma::gamma_lr(freedom / 2.0, high / 2.0) < p {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if gamma::gamma_lr(freedom / 2.0, middle / 2.0) < p { low = middle } else { high = middle }
    }
    rounded(f64::midpoint(low, high))
}

/// The number below which a variable with Snedecor's F distribution lies with probability `p`, for `p` in (0, 1).
pub fn fisher_quantile(p: f64, above: f64, below: f64) -> f64 {
    // The probability grows with x in (0, 1), of which F is a function that grows.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if beta::beta_reg(above / 2.0, below / 2.0, middle) < p { low = middle } else { high = middle }
    }
    let x = f64::midpoint(low, high);
    rounded(below * x / (above * (1.0 - x)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_tables() {
        // Tables of any textbook: chi-squared 0.95 of 1 and 10 degrees of freedom, F 0.95 of 3 and 10.
        for (got, want) in [
            (chi_squared_quantile(0.95, 1.0), 3.841458821),
            (chi_squared_quantile(0.95, 10.0), 18.30703805),
            (fisher_quantile(0.95, 3.0, 10.0), 3.708264820),
        ] {
            assert!((got - want).abs() < 1e-8, "{got} {want}");
        }
        // 1.96 is the usual 5 per cent.
        assert!((normal_two_sided(1.959_963_984_540_054) - 0.05).abs() < 1e-10);
    }

    #[test]
    fn the_ends_have_no_probability() {
        assert_eq!(student_two_sided(f64::INFINITY, 5.0), 0.0);
        assert_eq!((student_two_sided(0.0, 5.0), chi_squared_upper(0.0, 3.0)), (1.0, 1.0));
    }
}
