//! Numbers as text that reads back to the same bits. It must not know which numbers are worth all their
//! digits.

/// Below this the zeros in front, above [`LARGE`] the zeros after, would hide the digits.
const SMALL: f64 = 1e-7;
const LARGE: f64 = 1e21;

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
    let size = value.abs();
    if size == 0.0 || !size.is_finite() || (SMALL..LARGE).contains(&size) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
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
