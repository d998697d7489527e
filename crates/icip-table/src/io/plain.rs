//! Plain decimal numbers, read in one pass over their bytes: sign, digits, one mark, digits. It must not know
//! columns: whether a number may stand there is decided by the caller.

use super::number::Written;
use super::options::Decimal;

/// Digits that always fit the mantissa, and the largest power of ten that does.
const DIGITS: usize = 19;
/// Whole numbers up to here are `f64`s.
const EXACT: u64 = 1 << 53;

/// A plain number of not too many digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Plain {
    pub(crate) written: Written,
    /// Whether it has a decimal mark after four digits or more.
    pub(crate) long: bool,
    /// Bytes of its text.
    pub(crate) length: usize,
    /// All digits as one whole number.
    mantissa: u64,
    /// Digits after the mark.
    behind: usize,
    mark: Decimal,
    negative: bool,
}

impl Plain {
    /// The number at the start of `bytes`, when it is plain and ends with them or at the separator.
    #[inline(always)]
    pub(crate) fn scan(bytes: &[u8], delimiter: u8) -> Option<Self> {
        let negative = bytes.first() == Some(&b'-');
        let start = usize::from(negative);
        let mut mantissa = 0;
        let whole_end = digits(bytes, start, &mut mantissa);
        let whole = whole_end - start;
        let ends = |at: usize| bytes.get(at).is_none_or(|byte| *byte == delimiter);
        if ends(whole_end) {
            let (written, mark) = (Written::Whole, Decimal::Point);
            let number =
                Self { written, long: false, length: whole_end, mantissa, behind: 0, mark, negative };
            return (1..=DIGITS).contains(&whole).then_some(number);
        }
        let mark = match bytes[whole_end] {
            b'.' => Decimal::Point,
            b',' => Decimal::Comma,
            _ => return None,
        };
        let length = digits(bytes, whole_end + 1, &mut mantissa);
        let behind = length - whole_end - 1;
        if behind == 0 || !ends(length) || whole + behind > DIGITS {
            return None;
        }
        let group = behind == 3 && (1..=3).contains(&whole) && bytes[start] != b'0';
        let written = if group { Written::Either } else { Written::In(mark) };
        Some(Self { written, long: whole > 3, length, mantissa, behind, mark, negative })
    }

    /// The value in a convention, correctly rounded. A number that fits only one convention has the value
    /// that it has there.
    #[inline(always)]
    pub(crate) fn value(self, decimal: Decimal) -> f64 {
        let behind = match self.written {
            Written::Either if self.mark != decimal => 0,
            _ => self.behind,
        };
        let size = quotient(self.mantissa, behind);
        if self.negative { -size } else { size }
    }
}

/// Powers of ten.
const POWERS: [u64; DIGITS + 1] = {
    let mut powers = [1; DIGITS + 1];
    let mut power = 1;
    while power <= DIGITS {
        powers[power] = 10 * powers[power - 1];
        power += 1;
    }
    powers
};

/// The same as `f64`s.
const FLOATS: [f64; DIGITS + 1] = {
    let mut floats = [1.0; DIGITS + 1];
    let mut power = 0;
    while power <= DIGITS {
        floats[power] = POWERS[power] as f64;
        power += 1;
    }
    floats
};

/// Reads digits from `at` on and tells where they end. The mantissa of too many digits is of no use.
#[inline(always)]
fn digits(bytes: &[u8], at: usize, mantissa: &mut u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let mut end = at;
    while let Some(word) = bytes.get(end..).and_then(|rest| rest.first_chunk::<8>()) {
        // A digit is now its value, and adding 0x76 to anything above 9 reaches the highest bit.
        let values = u64::from_le_bytes(*word) ^ (EACH * 0x30);
        let others = (values.wrapping_add(EACH * 0x76) | values) & (EACH * 0x80);
        if others == 0 {
            *mantissa = mantissa.wrapping_mul(POWERS[8]).wrapping_add(eight_digits(values));
            end += 8;
            continue;
        }
        // Digits to the end, zeros in front: without a branch, because lengths of numbers cannot be foretold.
        let count = others.trailing_zeros() / 8;
        let aligned = values << (56 - 8 * count) << 8;
        *mantissa = mantissa.wrapping_mul(POWERS[count as usize]).wrapping_add(eight_digits(aligned));
        return end + count as usize;
    }
    while let Some(digit) = bytes.get(end).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
        *mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
        end += 1;
    }
    end
}

/// The number of eight digits, of which the first is the lowest byte: tens and ones, hundreds, ten thousands.
#[inline(always)]
fn eight_digits(digits: u64) -> u64 {
    let pairs = digits.wrapping_mul(1 + (10 << 8)) >> 8 & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(1 + (100 << 16)) >> 16 & 0x0000_FFFF_0000_FFFF;
    fours.wrapping_mul(1 + (10_000 << 32)) >> 32
}

/// The `f64` nearest to a whole number with some of its digits after the mark.
#[inline]
fn quotient(mantissa: u64, behind: usize) -> f64 {
    // Powers of ten up to 10^22 are `f64`s, so that there is one rounding. Signed integers are converted in
    // one step.
    if mantissa <= EXACT {
        return mantissa as i64 as f64 / FLOATS[behind];
    }
    let divisor = POWERS[behind];
    if divisor == 1 {
        return mantissa as f64;
    }
    let (up, down) = (mantissa.leading_zeros(), divisor.leading_zeros());
    let (wide, divisor) = (u128::from(mantissa << up) << 63, u128::from(divisor << down));
    // At least 63 bits, of which 53 stay: of what is after them only matters whether it is zero.
    let bits = (wide / divisor) as u64 | u64::from(wide % divisor != 0);
    // By a power of two, which rounds nothing.
    bits as f64 * f64::from_bits(u64::from(1023 - 63 + down - up) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::number::value;
    use crate::io::testing::Random;

    /// What the reader of any number says of a text.
    fn reference(text: &str, decimal: Decimal) -> (Option<Written>, Option<u64>) {
        let written = Written::of(text);
        let fits = written.filter(|written| written.allows(decimal));
        (written, fits.map(|_| value(text, decimal).to_bits()))
    }

    #[test]
    fn plain_numbers_have_the_value_that_the_reader_of_any_number_gives() {
        let mut random = Random::new(2018);
        let mut below = |bound: usize| random.below(bound);
        let mut plain = 0;
        for _ in 0..200_000 {
            let length = 1 + below(24);
            let text: String = (0..length)
                .map(|_| match below(40) {
                    0..34 => char::from(b'0' + below(10) as u8),
                    34..36 => '.',
                    36 | 37 => ',',
                    38 => '-',
                    _ => 'e',
                })
                .collect();
            let Some(number) = Plain::scan(text.as_bytes(), b';') else { continue };
            plain += 1;
            assert_eq!(number.length, text.len(), "{text}");
            for decimal in [Decimal::Point, Decimal::Comma] {
                let (written, bits) = reference(&text, decimal);
                assert_eq!(Some(number.written), written, "{text}");
                if let Some(bits) = bits {
                    assert_eq!(number.value(decimal).to_bits(), bits, "{text}");
                }
            }
        }
        assert!(plain > 20_000, "{plain} of the texts are plain");
    }

    #[test]
    fn it_stops_at_the_separator_and_leaves_the_rest_to_others() {
        let length =
            |text: &str, delimiter| Plain::scan(text.as_bytes(), delimiter).map(|plain| plain.length);
        assert_eq!(length("12.5,3", b','), Some(4));
        assert_eq!(length("12,5;3", b';'), Some(4));
        assert_eq!(length("-7", b','), Some(2));
        for text in ["", "-", ".", "5.", "+1", "1e5", " 1", "1 ", "1.2.3", "NA", "\u{2212}1"] {
            assert_eq!(length(text, b';'), None, "{text}");
        }
    }
}
