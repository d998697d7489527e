//! The quantile function of the normal distribution. This module must not know who draws the numbers.

use crate::scalar;

/// The number below which a standard normal variable lies with probability `p`, for `p` in (0, 1).
///
/// *Formula*: algorithm AS 241 (PPND16): a ratio of polynomials of degree 7 in `0.425^2 - (p - 0.5)^2` in the
/// middle, in `sqrt(-ln(min(p, 1 - p)))` in the tails; relative error about 1e-16. Only `+ - * /`, square
/// root and [`scalar::ln`], so the bits are the same on every machine.
///
/// *Reference*: Wichura, The percentage points of the normal distribution, Applied Statistics 37 (1988)
/// 477-484.
pub fn quantile(p: f64) -> f64 {
    let from_middle = p - 0.5;
    if from_middle.abs() <= 0.425 {
        // 0.425^2.
        let r = 0.180625 - from_middle * from_middle;
        return from_middle * polynomial(&CENTRE, r) / polynomial(&CENTRE_BELOW, r);
    }
    // The nearer tail, because 1 - p would lose the digits of a small p.
    let r = (-scalar::ln(if from_middle < 0.0 { p } else { 1.0 - p })).sqrt();
    let size = if r <= 5.0 {
        polynomial(&TAIL, r - 1.6) / polynomial(&TAIL_BELOW, r - 1.6)
    } else {
        polynomial(&FAR, r - 5.0) / polynomial(&FAR_BELOW, r - 5.0)
    };
    size.copysign(from_middle)
}

/// Horner's scheme; the constant term stands first.
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

const CENTRE: [f64; 8] = [
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227,
];
const CENTRE_BELOW: [f64; 8] = [
    1.0,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854,
];
const TAIL: [f64; 8] = [
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414,
];
const TAIL_BELOW: [f64; 8] = [
    1.0,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-09,
];
const FAR: [f64; 8] = [
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-05,
    2.0103343992922881e-07,
];
const FAR_BELOW: [f64; 8] = [
    1.0,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    0.0007868691311456133,
    1.8463183175100548e-05,
    1.421511758316446e-07,
    2.0442631033899397e-15,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_mpmath() {
        // sqrt(2) erfinv(2 p - 1) with 40 digits (mpmath 1.3) at the double next to p; each branch and both
        // sides.
        let cases = [
            (0.5, 0.0),
            (0.1, -1.2815515655446004),
            (0.075, -1.439531470938456),
            (0.92499, 1.4394608308216256),
            (0.975, 1.9599639845400539),
            (0.001, -3.0902323061678135),
            (1e-10, -6.361340902404056),
            (f64::EPSILON / 2.0, -8.209536151601387),
        ];
        for (p, want) in cases {
            let got = quantile(p);
            assert!((got - want).abs() <= 4e-16 * want.abs(), "quantile({p}) is {got:?}, not {want:?}");
        }
    }

    #[test]
    fn tails_are_symmetric() {
        for p in [0.25, 0.03125, f64::EPSILON] {
            assert_eq!(quantile(p), -quantile(1.0 - p));
        }
    }
}
