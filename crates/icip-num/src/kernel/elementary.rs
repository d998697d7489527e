//! Logarithms and exponentials of whole columns, with the same bits as [`scalar::ln`] and [`scalar::exp`].
//!
//! Both follow the same published reductions and polynomials, step by step and without a branch, so that the
//! compiler can vectorise them. If a column has a number that needs other steps (not positive, tiny, near the
//! ends of the range), the whole column goes through the scalar functions.
//!
//! *Reference*: Sun Microsystems, fdlibm 5.3 (1993), `e_log.c` and `e_exp.c`, which name their polynomials.

use super::dispatch::{WHOLE, kernel};
use crate::scalar;

/// ln 2 in two parts, the first of which has so few digits that its multiples by an exponent are exact.
const LN_2: [f64; 2] = [f64::from_bits(0x3fe6_2e42_fee0_0000), f64::from_bits(0x3dea_39ef_3579_3c76)];

/// Natural logarithms, in place.
pub fn ln(values: &mut [f64]) {
    if are_normal(values) {
        ln_of_normal(values);
    } else {
        values.iter_mut().for_each(|value| *value = scalar::ln(*value));
    }
}

/// Exponentials, in place.
pub fn exp(values: &mut [f64]) {
    if are_moderate(values) {
        exp_of_moderate(values);
    } else {
        values.iter_mut().for_each(|value| *value = scalar::exp(*value));
    }
}

kernel! {
    /// Whether all are positive, finite and not subnormal.
    fn are_normal(values: &[f64]) -> bool {
        // `&` and not `&&`, because a loop that may end early is not vectorised.
        values.iter().fold(true, |all, x| all & (*x >= f64::MIN_POSITIVE) & (*x < f64::INFINITY))
    }
}

kernel! {
    /// Whether all values are so far from 0 that `exp(x)` is not computed as `1 + x`, and so near that the
    /// result is normal.
    fn are_moderate(values: &[f64]) -> bool {
        values.iter().fold(true, |all, x| all & (x.abs() > 4e-9) & (x.abs() < 700.0))
    }
}

kernel! {
    /// `x = 2^k (1 + f)` with `1 + f` between the square roots of 1/2 and 2; with `s = f / (2 + f)`, the
    /// logarithm of `1 + f` is `f - f^2/2 + s (f^2/2 + R(s^2))`.
    fn ln_of_normal(values: &mut [f64]) {
        const R: [f64; 7] = [
            f64::from_bits(0x3fe5_5555_5555_5593),
            f64::from_bits(0x3fd9_9999_9997_fa04),
            f64::from_bits(0x3fd2_4924_9422_9359),
            f64::from_bits(0x3fcc_71c5_1d8e_78af),
            f64::from_bits(0x3fc7_4664_96cb_03de),
            f64::from_bits(0x3fc3_9a09_d078_c69f),
            f64::from_bits(0x3fc2_f112_df3e_5244),
        ];
        // The high half of the square root of 1/2, and how far it is from 1.
        const ROOT: u64 = 0x3fe6_a09e << 32;
        const STEP: u64 = (0x3ff0_0000 << 32) - ROOT;
        for value in values.iter_mut() {
            // With `STEP` added the exponent rises at the square root of 1/2 (and of 2) instead of at powers
            // of two.
            let bits = value.to_bits() + STEP;
            // The integer in the last bits of 2^52 is a number without a conversion, which AVX2 does not have
            // for 64 bits.
            let k = f64::from_bits(WHOLE.to_bits() | bits >> 52) - (WHOLE + 1023.0);
            let f = f64::from_bits((bits & (u64::MAX >> 12)) + ROOT) - 1.0;
            let half = 0.5 * f * f;
            let s = f / (2.0 + f);
            let z = s * s;
            let w = z * z;
            let even = w * (R[1] + w * (R[3] + w * R[5]));
            let odd = z * (R[0] + w * (R[2] + w * (R[4] + w * R[6])));
            // The order of these additions is that of libm; another one would change the last bit.
            *value = s * (half + (odd + even)) + k * LN_2[1] - half + f + k * LN_2[0];
        }
    }
}

kernel! {
    /// `x = k ln 2 + r` with `r` at most half of ln 2; with `c = r - r^2 P(r^2)`, the exponential of `r` is
    /// `1 + r + r c / (2 - c)`.
    fn exp_of_moderate(values: &mut [f64]) {
        const P: [f64; 5] = [
            f64::from_bits(0x3fc5_5555_5555_553e),
            f64::from_bits(0xbf66_c16c_16be_bd93),
            f64::from_bits(0x3f11_566a_af25_de2c),
            f64::from_bits(0xbebb_bd41_c5d2_6bf1),
            f64::from_bits(0x3e66_3769_72be_a4d0),
        ];
        // `k` is 0 up to half of ln 2 and 1 up to one and a half of it; libm compares only the upper half of
        // the bits.
        const HALF: f64 = f64::from_bits(0x3fd6_2e43 << 32);
        const MORE: f64 = f64::from_bits(0x3ff0_a2b2 << 32);
        for value in values.iter_mut() {
            let x = *value;
            // As in libm, which rounds half away from 0 by truncating, and takes 1 or -1 without a product up
            // to one and a half of ln 2.
            let nearest = (std::f64::consts::LOG2_E * x + 0.5_f64.copysign(x)).trunc();
            let k = if x.abs() >= MORE { nearest } else { 1.0_f64.copysign(x) };
            let k = if x.abs() >= HALF { k } else { 0.0 };
            let (high, low) = (x - k * LN_2[0], k * LN_2[1]);
            let r = high - low;
            let square = r * r;
            let c = r - square * (P[0] + square * (P[1] + square * (P[2] + square * (P[3] + square * P[4]))));
            // 2^k: the biased exponent stands in the last bits of the sum, and the shift moves it to where
            // exponents are.
            let power = f64::from_bits((k + (WHOLE + 1023.0)).to_bits() << 52);
            *value = (1.0 + (r * c / (2.0 - c) - low + high)) * power;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    /// Compares the bits of the column function with those of the scalar function.
    fn compare(values: &[f64], columns: fn(&mut [f64]), plain: fn(f64) -> f64) {
        let mut got = values.to_vec();
        columns(&mut got);
        for (x, got) in values.iter().zip(got) {
            let want = plain(*x);
            assert!(got.to_bits() == want.to_bits() || got.is_nan() && want.is_nan(), "{x:e}: {got} {want}");
        }
    }

    #[test]
    fn columns_equal_the_plain_functions() {
        let mut stream = Stream::new(1, Purpose::Inputs, 0);
        let root = std::f64::consts::FRAC_1_SQRT_2;
        let around = |x: f64| (0..200_u64).map(move |step| f64::from_bits(x.to_bits() - 100 + step));
        let mut any = || {
            let high = 0x0010_0000 + u64::from(stream.below(0x7ff0_0000 - 0x0010_0000));
            f64::from_bits(high << 32 | u64::from(stream.bits()))
        };
        let mut positive: Vec<f64> = (0..200_000).map(|_| any()).collect();
        positive.extend((0..100_000).map(|_| 100.0 * stream.open_unit()));
        positive.extend([1.0, 2.0, 0.5, root, f64::MAX].into_iter().flat_map(|x| around(x).take(100)));
        compare(&positive, ln, scalar::ln);
        compare(&[1.0, 0.0], ln, scalar::ln);
        compare(&[2.0, -1.0, f64::NAN, f64::INFINITY, 1e-310], ln, scalar::ln);

        let moderate: Vec<f64> = (0..200_000)
            .map(|_| 1399.0 * (stream.open_unit() - 0.5))
            .chain((0..100_000).map(|place| f64::from(place - 50_000) * 3e-5 + 1e-6))
            .collect();
        compare(&moderate, exp, scalar::exp);
        let half = 0.5 * std::f64::consts::LN_2;
        let ends: Vec<f64> =
            [half, 3.0 * half, 4e-9, 5.0].into_iter().flat_map(around).filter(|x| *x > 4e-9).collect();
        compare(&ends, exp, scalar::exp);
        let negative: Vec<f64> = ends.iter().map(|x| -x).collect();
        compare(&negative, exp, scalar::exp);
        compare(
            &[0.0, 1.0, -0.0, 1e-300, 710.0, -745.0, -1000.0, f64::NAN, f64::NEG_INFINITY],
            exp,
            scalar::exp,
        );
    }
}
