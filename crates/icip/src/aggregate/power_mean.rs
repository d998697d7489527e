//! Weighted power mean.

use crate::aggregate::rows::{each_row, largest, mean, positive_range, read_floor, smallest};
use crate::aggregate::{Aggregator, Children, Contribution, Domain, MeanOf};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_num::scalar;
use icip_problem::{Message, message};

/// The weighted mean of powers, between minimum and maximum: the larger `p`, the more the high scores
/// decide.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct PowerMean {
    /// The power: 1 arithmetic, 0 geometric, -1 harmonic.
    pub p: f64,
    /// Scores below count as this much. Without it a score outside of the domain is an error.
    pub floor: Option<f64>,
}

impl PowerMean {
    /// A score outside of the domain is an error.
    pub fn new(p: f64) -> Self {
        Self { p, floor: None }
    }
}

/// Powers nearer to 0 give the geometric mean in all digits: the difference in the logarithm is about
/// p/2 times the variance of the logarithms, which is below a million for any doubles.
const GEOMETRIC: f64 = 1e-25;

/// For smaller powers the sum of z^p loses its digits, and is taken as deviations from 1.
const SMALL: f64 = 0.5;

impl Describe for PowerMean {
    const NAME: &'static str = "power-mean";
    const TITLE: &'static str = "power mean";
    const SUMMARY: &'static str = "the weighted power mean: p = 1 is the arithmetic, 0 the geometric and \
        -1 the harmonic mean; larger powers tend to the maximum, smaller ones to the minimum";
    const FORMULA: &'static str =
        "(sum(w z^p) / sum(w))^(1/p), over the children present; p = 0: exp(sum(w ln z) / sum(w))";
    const MISSING: &'static str = "the node's missing rule decides; z <= 0 (for p above 0 and other than \
        1, z < 0) is an error that names the entity and the child, or counts as `floor`";
    const REFERENCE: &'static str =
        "OECD/JRC Handbook (2008), step 6; Hardy, Littlewood and Polya, Inequalities, 2.2";

    fn read(fields: &mut Fields<'_>) -> Self {
        let p = fields.number(
            "p",
            "the power: 1 is the arithmetic, 0 the geometric, -1 the harmonic and 2 the quadratic mean",
            None,
        );
        let doc =
            "scores below the floor count as the floor; without it, a score below the domain is an error";
        let floor = read_floor(fields, doc);
        Self { p, floor }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("p", &self.p).with("floor", &self.floor)
    }
}

impl PowerMean {
    fn of(&self, z: &mut [f64], w: &[f64]) -> f64 {
        for z in z.iter_mut() {
            *z = self.floored(*z).unwrap_or(*z);
        }
        if self.p == 1.0 {
            return mean(z, w);
        }
        if z.iter().any(|z| self.refuses(*z)) {
            return f64::NAN;
        }
        let total = w.iter().fold(0.0, |sum, w| sum + w);
        let above = z.iter().zip(w).filter(|(z, _)| **z > 0.0).fold(0.0, |sum, (_, w)| sum + w);
        if above == 0.0 {
            return 0.0;
        }
        // Zeros, which only a power above 0 takes, add nothing to the sum of powers.
        let zeros = if above < total { scalar::exp(scalar::ln(above / total) / self.p) } else { 1.0 };
        zeros * if self.p.abs() < SMALL { self.by_logarithms(z, w, above) } else { self.direct(z, w, above) }
    }

    /// Powers of the scores over the one that has the largest power, so that none overflows.
    fn direct(&self, z: &[f64], w: &[f64], above: f64) -> f64 {
        let unit = if self.p > 0.0 { largest(z) } else { smallest(z) };
        let sum = z.iter().zip(w).fold(0.0, |sum, (z, w)| sum + w * scalar::powf(z / unit, self.p));
        unit * scalar::powf(sum / above, 1.0 / self.p)
    }

    /// Deviations from the geometric mean of the scores above 0.
    fn by_logarithms(&self, z: &[f64], w: &[f64], above: f64) -> f64 {
        let positive = || z.iter().zip(w).filter(|(z, _)| **z > 0.0);
        let middle = positive().fold(0.0, |sum, (z, w)| sum + w * scalar::ln(*z)) / above;
        if self.p.abs() < GEOMETRIC {
            return scalar::exp(middle);
        }
        // With m the mean logarithm, z^p is e^(pm) (1 + expm1(p (ln z - m))), so the mean is exp(m + ln(1 +
        // mean of these) / p). For a small p this keeps the digits that z^p - 1 would lose.
        let part = |z: f64| scalar::exp_m1(self.p * (scalar::ln(z) - middle));
        let sum = positive().fold(0.0, |sum, (z, w)| sum + w * part(*z)) / above;
        scalar::exp(middle + scalar::ln_1p(sum) / self.p)
    }

    fn is_geometric(&self) -> bool {
        self.p.abs() < GEOMETRIC
    }
}

impl Aggregator for PowerMean {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, w| self.of(z, w));
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        if self.p <= 0.0 || self.is_geometric() || self.floor.is_some() {
            return positive_range(children, self.floor);
        }
        let hull = Range::mean(children);
        if self.p == 1.0 {
            return Ok(hull);
        }
        let certain = |(w, r): &(f64, Range)| *w > 0.0 && r.attains_lo && r.lo < 0.0;
        if let Some(child) = children.iter().position(certain) {
            return Err((child, message!("impossible-aggregation-negative")));
        }
        Ok(Range::between(if hull.lo > 0.0 { hull.lo } else { 0.0 }, hull.hi))
    }

    fn domain(&self) -> Domain {
        match self.p <= 0.0 || self.is_geometric() {
            true => Domain::Positive { floor: true },
            false => Domain::NotNegative { floor: true },
        }
    }

    fn mean_of(&self) -> Option<MeanOf> {
        Some(match self.p {
            1.0 => MeanOf::Scores,
            _ if self.is_geometric() => MeanOf::Logarithms,
            p => MeanOf::Powers(p),
        })
    }

    fn refuses(&self, score: f64) -> bool {
        let outside = if self.p <= 0.0 || self.is_geometric() { score <= 0.0 } else { score < 0.0 };
        self.floor.is_none() && self.p != 1.0 && outside
    }

    fn floored(&self, score: f64) -> Option<f64> {
        self.floor.filter(|floor| score < *floor)
    }

    /// Points of an arithmetic and a factor of a geometric mean; nothing else can be divided among the
    /// children.
    fn contribution(&self, score: f64, _: f64, share: f64) -> Contribution {
        let used = self.floored(score).unwrap_or(score);
        if self.p == 1.0 {
            Contribution::Points(used * share)
        } else if self.is_geometric() && used > 0.0 {
            Contribution::Factor(scalar::exp(share * scalar::ln(used)))
        } else {
            Contribution::Nothing
        }
    }

    fn slope(&self, _: f64, share: f64) -> Option<f64> {
        (self.p == 1.0 && self.floor.is_none()).then_some(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, score_of};

    fn of(p: f64, z: &[f64]) -> f64 {
        let z: Vec<Option<f64>> = z.iter().map(|z| Some(*z)).collect();
        score_of(&PowerMean { p, floor: None }, &z, &vec![1.0; z.len()])
    }

    #[test]
    fn the_root_is_taken() {
        // sqrt((1 + 16 + 4) / 3) = sqrt(7) = 2.6458. Compind 3.4 gives 3.5, or the constant 1.
        assert_near(of(2.0, &[1.0, 4.0, 2.0]), 7.0_f64.sqrt());
    }

    #[test]
    fn known_powers() {
        // Of 1, 2, 4: geometric 8^(1/3) = 2, harmonic 3 / 1.75, arithmetic 7/3.
        let z = [1.0, 2.0, 4.0];
        assert_near(of(0.0, &z), 2.0);
        assert_near(of(-1.0, &z), 3.0 / 1.75);
        assert_near(of(1.0, &z), 7.0 / 3.0);
        // p = 1/2: ((1 + sqrt 2 + 2) / 3)^2 = (11 + 6 sqrt 2) / 9.
        assert_near(of(0.5, &z), (11.0 + 6.0 * 2.0_f64.sqrt()) / 9.0);
        // Large powers come to the ends: 3^(-1/1000) 4 and 3^(1/1000) 1.
        assert_near(of(1e3, &z), 4.0 * scalar::exp(-scalar::ln(3.0) / 1e3));
        assert_near(of(-1e3, &z), scalar::exp(scalar::ln(3.0) / 1e3));
        assert_near(of(1e300, &z), 4.0);
        assert_near(of(-1e300, &z), 1.0);
    }

    #[test]
    fn small_powers_keep_their_digits() {
        // ln M = ln G + p v / 2 with v = the variance of the logarithms of 1, 2, 4: (2/3) (ln 2)^2.
        for p in [1e-9, -1e-9, 1e-12, 1e-100, 5e-324] {
            let v = 2.0 / 3.0 * scalar::ln(2.0) * scalar::ln(2.0);
            assert_near(of(p, &[1.0, 2.0, 4.0]), 2.0 * scalar::exp(p * v / 2.0));
        }
        // By hand: a fourth of the way of z^(1/4): ((1 + 2) / 2)^4 of 1 and 16.
        assert_near(of(0.25, &[1.0, 16.0]), 5.0625);
    }

    #[test]
    fn zeros_belong_to_powers_above_zero() {
        // sqrt((0 + 9) / 2); ((0 + 2) / 2)^4 of 0 and 16 with p = 1/4.
        assert_near(of(2.0, &[0.0, 3.0]), 4.5_f64.sqrt());
        assert_near(of(0.25, &[0.0, 16.0]), 1.0);
        assert_near(of(2.0, &[0.0, 0.0]), 0.0);
        assert!(of(0.0, &[0.0, 3.0]).is_nan() && of(-1.0, &[0.0, 3.0]).is_nan());
        // DIFFERENCE: COINr gives NaN for a fractional power of a negative number without a word.
        assert!(of(0.5, &[-1.0, 3.0]).is_nan());
        assert!(PowerMean { p: 0.5, floor: None }.refuses(-1.0));
        assert_near(of(1.0, &[-1.0, 3.0]), 1.0);
    }

    #[test]
    fn absent_children_are_dropped_with_their_weight() {
        let quadratic = PowerMean { p: 2.0, floor: None };
        // (1 * 4 + 2 * 25) / 3 = 18.
        assert_near(score_of(&quadratic, &[Some(2.0), None, Some(5.0)], &[1.0, 9.0, 2.0]), 18.0_f64.sqrt());
    }

    #[test]
    fn large_numbers_do_not_overflow() {
        // sqrt((1 + 1) / 2) of 1e200 is 1e200, although its square is no number.
        assert_near(of(2.0, &[1e200, 1e200]) / 1e200, 1.0);
        assert_near(of(-2.0, &[1e-200, 1e-200]) / 1e-200, 1.0);
    }
}
