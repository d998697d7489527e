//! Means of functions of the scores, whose changes have exact parts.

use icip_num::scalar;

/// The function of which a mean is the weighted mean: a score y is the number with f(y) = sum(w f(z)) / sum(w).
///
/// Such a mean moves by exact parts. With the slope of a chord, s(a, b) = (f(b) - f(a)) / (b - a), a change of the
/// children from z0 to z1 moves f(y) by the sum of w s(z0, z1) (z1 - z0), and y by that sum divided by s(y0, y1). For
/// the logarithm, 1 / s(a, b) is the logarithmic mean of a and b.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum MeanOf {
    /// The scores themselves.
    Scores,
    /// Their natural logarithms.
    Logarithms,
    /// Their powers with this exponent.
    Powers(f64),
}

impl MeanOf {
    /// The function.
    pub(crate) fn at(self, z: f64) -> f64 {
        match self {
            Self::Scores => z,
            Self::Logarithms => scalar::ln(z),
            Self::Powers(p) => scalar::powf(z, p),
        }
    }

    /// The slope of the chord between two scores; of one score with itself, that of the function there. It is exact for
    /// scores that are close together, where the difference of two values of the function loses its digits.
    pub(crate) fn chord(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Scores => 1.0,
            Self::Logarithms if a == b => 1.0 / a,
            Self::Logarithms => scalar::ln_1p((b - a) / a) / (b - a),
            Self::Powers(p) if a == b => p * scalar::powf(a, p - 1.0),
            // A power of 0 needs no care: nothing is close to it.
            Self::Powers(p) if a <= 0.0 || b <= 0.0 => (scalar::powf(b, p) - scalar::powf(a, p)) / (b - a),
            Self::Powers(p) => scalar::powf(a, p) * scalar::exp_m1(p * scalar::ln_1p((b - a) / a)) / (b - a),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_keep_their_digits() {
        // By hand: (1/4 - 1/2) / 2 = -1/8; (9 - 4) / 1 = 5; ln(4/2) / 2.
        assert_eq!(MeanOf::Powers(-1.0).chord(2.0, 4.0), -0.125);
        assert!((MeanOf::Powers(2.0).chord(2.0, 3.0) - 5.0).abs() < 1e-14);
        assert!((MeanOf::Logarithms.chord(2.0, 4.0) - std::f64::consts::LN_2 / 2.0).abs() < 1e-16);
        // Two neighbours: the slope is that at either of them, to the last digits.
        let (a, b) = (3.0_f64, 3.0_f64.next_up());
        assert!((MeanOf::Logarithms.chord(a, b) - 1.0 / 3.0).abs() < 1e-15);
        assert!((MeanOf::Powers(0.5).chord(a, b) - MeanOf::Powers(0.5).chord(a, a)).abs() < 1e-15);
        // From nothing: (2^0.5 - 0) / 2.
        assert!((MeanOf::Powers(0.5).chord(0.0, 2.0) - 0.5_f64.sqrt()).abs() < 1e-15);
    }
}
