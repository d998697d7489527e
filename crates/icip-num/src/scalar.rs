//! The transcendental functions of libm instead of those of the platform, whose bits differ between machines.
//!
//! The only module that names `libm`; clippy denies the functions of the platform everywhere.

/// Natural logarithm.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Exponential function.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// The complementary error function.
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// `x` to the power `p`.
pub fn powf(x: f64, p: f64) -> f64 {
    libm::pow(x, p)
}

/// `exp(x) - 1`, exact also near zero.
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// The natural logarithm of one plus a number, exact for small numbers.
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}
