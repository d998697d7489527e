//! Decimal rounding that is exact on the digits a person sees. It must not know what is rounded.

use crate::text::{Fields, Settings, words};

words! {
    /// Where a number halfway between two neighbours goes.
    pub enum Half {
        /// to the neighbour with an even last digit
        Even = "even",
        /// away from zero, as on paper
        Away = "away",
        /// upwards, to the larger neighbour
        Up = "up",
        /// as R does from version 4.0.0 on: to the neighbour that is nearer in binary arithmetic, else to the
        /// even one
        R = "r",
    }
}

/// Rounding to decimal digits, as part of an index.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Round {
    /// Digits after the decimal mark, 0 to 15.
    pub digits: u32,
    /// Where halves go.
    pub half: Half,
}

impl Round {
    /// So many digits after the decimal mark; `half` says where halves go.
    pub fn new(digits: u32, half: Half) -> Self {
        Self { digits, half }
    }
}

impl Round {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        let digits =
            fields.number("digits", "the number of digits after the decimal mark, from 0 to 15", None);
        fields.must_be_whole("digits", digits, 0.0..=15.0);
        Self {
            digits: digits as u32,
            half: fields.word("half", "where a number halfway between two neighbours goes"),
        }
    }

    pub(crate) fn settings(self) -> Settings {
        Settings::default().with("digits", &self.digits).with("half", &self.half)
    }

    /// Rounds to the nearest decimal.
    ///
    /// A number that lies within rounding errors of the middle between two neighbours (one unit of its 13th
    /// digit) is taken for the middle, so that the order of a sum does not decide: the mean of 0.36, 0.34,
    /// 0.45 and 0.59 is 0.4375 less 0.0025, which is 0.435 whether its last bit is above or below. So 2.675
    /// has its half at the third digit although the nearest `f64` lies below it.
    ///
    /// ```
    /// use icip::round::{Half, Round};
    /// assert_eq!(Round::new(2, Half::Even).apply(2.675), 2.68);
    /// assert_eq!(Round::new(2, Half::Even).apply(2.665), 2.66);
    /// assert_eq!(Round::new(0, Half::Away).apply(-2.5), -3.0);
    /// assert_eq!(Round::new(0, Half::Up).apply(-2.5), -2.0);
    /// // round(0.15, 1), round(0.25, 1) and round(2.675, 2) of R 4: 0.1, 0.2 and 2.67.
    /// assert_eq!(Round::new(1, Half::R).apply(0.15), 0.1);
    /// assert_eq!(Round::new(1, Half::R).apply(0.25), 0.2);
    /// assert_eq!(Round::new(2, Half::R).apply(2.675), 2.67);
    /// ```
    pub fn apply(&self, x: f64) -> f64 {
        let steps = POWERS[self.digits as usize];
        let size = x.abs();
        let units = size * steps;
        // From 2^53 units on neighbouring numbers are a unit or more apart, so nothing is left to be rounded.
        if units >= (1_u64 << 53) as f64 {
            return x;
        }
        // The product and its rounding error: large numbers have no bits left after the digits.
        let error = size.mul_add(steps, -units);
        let floor = if units - units.floor() + error < 0.0 { units.floor() - 1.0 } else { units.floor() };
        let rest = units - floor + error;
        let noise = (NOISE * if units > 10.0 { units } else { 10.0 }).min(LARGEST_NOISE);
        let is_half = (rest - 0.5).abs() <= noise;
        let up = if is_half { self.half_goes_up(x, floor, steps) } else { rest > 0.5 };
        let (below, above) = (floor / steps, (floor + 1.0) / steps);
        let rounded = if up { above } else { below };
        if rounded == 0.0 { 0.0 } else { rounded.copysign(x) }
    }

    /// Whether a number in the middle between two neighbours goes to the one that is larger in size.
    fn half_goes_up(&self, x: f64, below: f64, steps: f64) -> bool {
        let is_odd = below % 2.0 == 1.0;
        match self.half {
            Half::Even => is_odd,
            Half::Away => true,
            Half::Up => x > 0.0,
            Half::R => {
                // The number without its noise: the `f64` nearest to the middle in decimal.
                let middle = (2.0 * below + 1.0) / (2.0 * steps);
                let (down, up) = (middle - below / steps, (below + 1.0) / steps - middle);
                up < down || up == down && is_odd
            }
        }
    }
}

/// The share of a number that rounding errors reach: a sum of n terms errs by less than n units of 1.1e-16,
/// so this is enough for 900 terms.
const NOISE: f64 = 1e-13;

/// Where so many digits are kept that the errors reach them, only what lies closest to the middle is taken
/// for it.
const LARGEST_NOISE: f64 = 0.005;

/// 10^0 to 10^15, exactly.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

#[cfg(test)]
mod tests {
    use super::*;

    fn round(x: f64, digits: u32, half: Half) -> f64 {
        Round { digits, half }.apply(x)
    }

    #[test]
    fn halves_are_those_of_the_decimal_that_people_see() {
        // By hand: 1.005 is printed as 1.005 although the double is 1.00499999999999989...
        assert_eq!(round(1.005, 2, Half::Away), 1.01);
        assert_eq!(round(1.005, 2, Half::Even), 1.0);
        assert_eq!(round(0.5, 0, Half::Even), 0.0);
        assert_eq!(round(1.5, 0, Half::Even), 2.0);
        assert_eq!(round(-0.5, 0, Half::Up), 0.0);
        assert_eq!(round(-0.5, 0, Half::Away), -1.0);
    }

    #[test]
    fn every_rule_is_that_of_whole_numbers() {
        // Decimals with four digits after the mark as whole numbers of ten-thousandths: rounding them to
        // fewer digits is arithmetic of whole numbers. A few units in the last place of noise change nothing.
        use icip_num::random::{Purpose, Stream};
        let mut stream = Stream::new(3, Purpose::Inputs, 0);
        for _ in 0..100_000 {
            let whole = i64::from(stream.below(2_000_000)) - 1_000_000;
            // Every other number ends in a five with or without zeros after it.
            let whole = if stream.below(2) == 0 {
                whole
            } else {
                whole / 1000 * 1000 + [5, 50, 500][stream.below(3) as usize]
            };
            let digits = stream.below(4);
            let unit = 10_i64.pow(4 - digits);
            let (below, rest) = (whole.div_euclid(unit), whole.rem_euclid(unit));
            let half = 2 * rest == unit;
            let want = |half_up: bool| {
                let up = if half { half_up } else { 2 * rest > unit };
                (below + i64::from(up)) as f64 / POWERS[digits as usize]
            };
            let x = whole as f64 / 1e4;
            let noise = f64::from(stream.below(7)) - 3.0;
            let x = x + noise * f64::EPSILON * x.abs();
            for (rule, half_up) in
                [(Half::Even, below.rem_euclid(2) == 1), (Half::Up, true), (Half::Away, whole > 0)]
            {
                assert_eq!(round(x, digits, rule), want(half_up), "{x} {digits} {rule:?}");
            }
        }
    }

    #[test]
    fn the_rule_of_r_by_its_definition() {
        // The candidates 0.3 and 0.4 of 0.35 are 0.04999999999999999 and 0.05000000000000004 away; 0.25 is
        // exactly in the middle, and 2 is even; 0.285 is nearer to 0.28 by 0.0049999999999999489 to
        // 0.0050000000000000044.
        assert_eq!(round(0.35, 1, Half::R), 0.3);
        assert_eq!(round(0.25, 1, Half::R), 0.2);
        assert_eq!(round(0.285, 2, Half::R), 0.28);
        assert_eq!(round(0.28500000000000003, 2, Half::R), 0.28);
        assert_eq!(round(-0.35, 1, Half::R), -0.3);
        assert_eq!(round(2.5, 0, Half::R), 2.0);
    }

    #[test]
    fn many_digits_are_kept() {
        assert_eq!(round(0.123456789012345, 15, Half::Even), 0.123456789012345);
        assert_eq!(round(0.1234567890123456, 15, Half::Even), 0.123456789012346);
        assert_eq!(round(123456789.123456, 5, Half::Even), 123456789.12346);
    }

    #[test]
    fn carries_and_magnitudes() {
        assert_eq!(round(9.996, 2, Half::Even), 10.0);
        assert_eq!(round(0.0004, 3, Half::Even), 0.0);
        assert_eq!(round(0.0006, 3, Half::Even), 0.001);
        assert_eq!(round(0.06, 0, Half::Even), 0.0);
        assert_eq!(round(1e300, 3, Half::Even), 1e300);
        assert_eq!(round(123.0, 3, Half::Even), 123.0);
        assert_eq!(round(-12.345, 1, Half::Even), -12.3);
        assert_eq!(round(0.0, 3, Half::Even), 0.0);
    }
}
