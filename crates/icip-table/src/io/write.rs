//! Numbers as text that reads back to the same bits. It must not know which numbers are worth all their
//! digits.

use std::fmt::Write;
use std::ops::{Range, RangeInclusive};

/// Below this the zeros in front, above [`LARGE`] the zeros after, would hide the digits.
const SMALL: f64 = 1e-7;
const LARGE: f64 = 1e21;

/// Between these, and below [`SMALL`], the fast digits are laid out as the standard library lays them out.
const PLAIN: Range<f64> = 1e-5..1e14;
/// Two shortest texts of 16 or 17 digits are equally near to a number that has one digit more, the last of them a 5, and the
/// standard library takes the larger where others take the even one. Such a number, of less than 1e14, has so many binary
/// digits behind the point: with fewer it has fewer digits, and with more it has more.
const TIES: RangeInclusive<i32> = 3..=25;

/// Room for the text of a number, to be used again for the next.
///
/// ```
/// use icip_table::io::NumberText;
/// let mut text = NumberText::default();
/// assert_eq!(text.of(0.1 + 0.2), "0.30000000000000004");
/// assert_eq!(text.of(-3.0), "-3");
/// ```
pub struct NumberText {
    digits: zmij::Buffer,
    /// Numbers that are laid out otherwise.
    other: String,
}

impl Default for NumberText {
    fn default() -> Self {
        Self { digits: zmij::Buffer::new(), other: String::new() }
    }
}

impl std::fmt::Debug for NumberText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NumberText")
    }
}

impl NumberText {
    /// The text of a number, as [`format_number`] gives it.
    pub fn of(&mut self, value: f64) -> &str {
        let (size, behind) = (value.abs(), binary_digits(value));
        let fast = size > 0.0 && !TIES.contains(&behind);
        if fast && PLAIN.contains(&size) {
            let text = self.digits.format_finite(value);
            // Looking at the end of a text that was just written takes longer than to know that it ends so.
            return if behind <= 0 { text.strip_suffix(".0").unwrap_or(text) } else { text };
        }
        if fast && size < SMALL {
            return self.digits.format_finite(value);
        }
        self.other.clear();
        let written = match size == 0.0 || !size.is_finite() || (SMALL..LARGE).contains(&size) {
            true => write!(self.other, "{value}"),
            false => write!(self.other, "{value:e}"),
        };
        written.expect("a string takes all");
        &self.other
    }
}

/// How many binary digits a number has behind the point; fewer than none where it ends with zeros in front of it.
fn binary_digits(value: f64) -> i32 {
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7FF) as i32, bits & ((1 << 52) - 1));
    // A subnormal number has the exponent of the smallest others, and no leading 1.
    let (exponent, digits) = if exponent == 0 { (1, fraction) } else { (exponent, fraction | 1 << 52) };
    1075 - exponent - digits.trailing_zeros() as i32
}

/// The shortest text that reads back to the same bits, for a CSV cell.
///
/// Whole numbers carry no `.0`; numbers of at least 1e21 and non-zero numbers below 1e-7 are written
/// with an exponent.
///
/// *Missing and edge cases.* The sign of zero is kept (`-0`). Results are finite by construction; a
/// number that is not finite is written as Rust names it, which no reader here accepts.
///
/// ```
/// use icip_table::io::format_number;
/// assert_eq!(format_number(12.0), "12");
/// assert_eq!(format_number(0.1 + 0.2), "0.30000000000000004");
/// assert_eq!(format_number(2.5e-9), "2.5e-9");
/// ```
pub fn format_number(value: f64) -> String {
    NumberText::default().of(value).to_owned()
}

/// A number with a fixed number of decimals. What is rounded to zero has no sign.
///
/// ```
/// use icip_table::io::format_fixed;
/// assert_eq!(format_fixed(-0.126, 2), "-0.13");
/// assert_eq!(format_fixed(-0.001, 2), "0.00");
/// ```
pub fn format_fixed(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    match text.strip_prefix('-') {
        Some(zero) if zero.chars().all(|c| matches!(c, '0' | '.')) => zero.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::testing::Random;

    /// The text of a number by the standard library alone.
    fn by_the_standard_library(value: f64) -> String {
        let size = value.abs();
        if size == 0.0 || !size.is_finite() || (SMALL..LARGE).contains(&size) {
            format!("{value}")
        } else {
            format!("{value:e}")
        }
    }

    #[test]
    fn the_text_is_that_of_the_standard_library() {
        let (mut random, mut text) = (Random::new(20), NumberText::default());
        let mut compare =
            |value: f64| assert_eq!(text.of(value), by_the_standard_library(value), "{value:e}");
        for _ in 0..200_000 {
            let bits = random.bits();
            compare(f64::from_bits(bits));
            // Numbers as scores and measurements are: from 1e-9 to 1e17, with few digits and with many.
            let power: f64 = format!("1e{}", (bits % 27) as i32 - 9).parse().expect("a number");
            let unit = (bits >> 11) as f64 / (1_u64 << 53) as f64;
            [unit * power, (unit * 1e4).round() * power, unit.round() * power, -unit]
                .into_iter()
                .for_each(&mut compare);
            // Few binary digits behind the point, among which the ties are.
            let scale = (1_u64 << (bits % 50)) as f64;
            [(unit * scale * 1e9).floor() / scale, (unit * scale).floor() / scale]
                .into_iter()
                .for_each(&mut compare);
        }
        for edge in [1e-5, 1e-7, 1e14, 1e15, 1e16, 1e21] {
            [edge, f64::next_down(edge), f64::next_up(edge)].into_iter().for_each(&mut compare);
        }
    }

    #[test]
    fn digits_are_the_shortest_that_read_back() {
        for (value, want) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (-12.5, "-12.5"),
            (1.0 / 3.0, "0.3333333333333333"),
            (0.8744673646113487, "0.8744673646113487"),
            (9_007_199_254_740_993.0, "9007199254740992"),
            (1e-7, "0.0000001"),
            (9.9e-8, "9.9e-8"),
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
        ] {
            assert_eq!(format_number(value), want);
        }
    }

    #[test]
    fn any_finite_number_reads_back_to_the_same_bits() {
        let mut random = Random::new(2018);
        for _ in 0..20_000 {
            let value = f64::from_bits(random.bits());
            if value.is_finite() {
                let read: f64 = format_number(value).parse().expect("a number");
                assert_eq!(read.to_bits(), value.to_bits(), "{value}");
            }
        }
    }
}
