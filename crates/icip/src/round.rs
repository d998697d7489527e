//! Decimal rounding that is exact on the digits a person sees.

use crate::text::{Fields, words};

words! {
    /// Where a number halfway between two neighbours goes.
    pub enum Half {
        /// to the neighbour with an even last digit
        Even = "even",
        /// away from zero, as on paper
        Away = "away",
        /// upwards, to the larger neighbour
        Up = "up",
    }
}

/// Rounding to decimal digits, as part of an index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// Digits behind the decimal mark, 0 to 15.
    pub digits: u32,
    /// Where halves go.
    pub half: Half,
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

    /// Rounds the shortest decimal that reads back as `x`, so 2.675 has its half at the third digit
    /// although the nearest double lies below it.
    ///
    /// ```
    /// use icip::round::{Half, Round};
    /// assert_eq!(Round { digits: 2, half: Half::Even }.apply(2.675), 2.68);
    /// assert_eq!(Round { digits: 2, half: Half::Even }.apply(2.665), 2.66);
    /// assert_eq!(Round { digits: 0, half: Half::Away }.apply(-2.5), -3.0);
    /// assert_eq!(Round { digits: 0, half: Half::Up }.apply(-2.5), -2.0);
    /// ```
    pub fn apply(&self, x: f64) -> f64 {
        let text = format!("{:e}", x.abs());
        let Some((mantissa, exponent)) = text.split_once('e') else { return x };
        let (digits, exponent): (Vec<u8>, i64) = match exponent.parse() {
            Ok(exponent) => {
                (mantissa.bytes().filter(u8::is_ascii_digit).map(|d| d - b'0').collect(), exponent)
            }
            Err(_) => return x,
        };
        // Digit k stands for 10^(exponent - k); the first to go stands for 10^-(digits + 1).
        let kept = exponent + i64::from(self.digits) + 1;
        if kept < 0 {
            return 0.0;
        }
        let kept = usize::try_from(kept).unwrap_or(usize::MAX);
        if kept >= digits.len() {
            return x;
        }
        let mut head: Vec<u8> = digits[..kept].to_vec();
        if self.rounds_up(&head, &digits[kept..], x < 0.0) {
            increment(&mut head);
        }
        let magnitude: String = head.iter().map(|d| char::from(b'0' + d)).collect();
        let value: f64 = format!("{}e-{}", if magnitude.is_empty() { "0" } else { &magnitude }, self.digits)
            .parse()
            .expect("digits and an exponent are a number");
        if value == 0.0 { 0.0 } else { value.copysign(x) }
    }

    fn rounds_up(&self, head: &[u8], tail: &[u8], negative: bool) -> bool {
        let half = tail[0] == 5 && tail[1..].iter().all(|d| *d == 0);
        match self.half {
            _ if !half => tail[0] >= 5,
            Half::Even => head.last().is_some_and(|d| d % 2 == 1),
            Half::Away => true,
            Half::Up => !negative,
        }
    }
}

/// Adds one in the last place.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

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
