//! Plain decimal numbers, read straight from their bytes: sign, digits, one mark, digits. It must not know
//! columns: whether a number may stand there is decided by the caller.

use super::number::Written;
use super::options::Decimal;

/// Digits that always fit the mantissa, and the largest power of ten that does.
const DIGITS: usize = 19;
/// Whole numbers up to here are `f64`s.
const EXACT: u64 = 1 << 53;

/// Where the bytes of a record stand that are no digits; behind them its end. Digits are then what lies between two of them,
/// and reading one number need not wait for the end of the one before it.
#[derive(Debug, Default)]
pub(crate) struct Stops(Vec<usize>);

impl Stops {
    /// Finds those of another record.
    pub(crate) fn find(&mut self, bytes: &[u8]) {
        self.0.clear();
        let (words, rest) = bytes.as_chunks::<8>();
        for (number, words) in words.chunks(8).enumerate() {
            let mask = |(at, word): (usize, &[u8; 8])| others(u64::from_le_bytes(*word)) << (8 * at);
            let mut mask: u64 = words.iter().enumerate().map(mask).sum();
            while mask != 0 {
                self.0.push(64 * number + mask.trailing_zeros() as usize);
                // Without the lowest bit.
                mask &= mask - 1;
            }
        }
        let above = bytes.len() - rest.len();
        let last = rest.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_digit());
        self.0.extend(last.map(|(at, _)| above + at));
        self.0.push(bytes.len());
    }

    pub(crate) fn all(&self) -> &[usize] {
        &self.0
    }
}

/// The bytes that are no digits, one bit each.
#[inline(always)]
fn others(word: u64) -> u64 {
    // A digit is now its value, and adding 0x76 to anything above 9 reaches the highest bit.
    let values = word ^ (EACH * 0x30);
    let highest = (((values & (EACH * 0x7F)) + EACH * 0x76) | values) & (EACH * 0x80);
    // The product moves bit 8 i to bit 56 + i.
    (highest >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// A byte of the value 1 in each place.
const EACH: u64 = 0x0101_0101_0101_0101;

/// A plain number of not too many digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Plain {
    /// How it is written: [`Written::bit`].
    pub(crate) bit: u8,
    /// Where its text ends.
    pub(crate) end: usize,
    /// The stops in its text, with the one at its end.
    pub(crate) stops: usize,
    /// All digits as one whole number.
    mantissa: u64,
    /// Digits after the mark.
    behind: usize,
    mark: Decimal,
    negative: bool,
}

impl Plain {
    /// The number that starts at a byte of a record, when it is plain and ends with the record or at the separator; `stops`
    /// are those from there on.
    #[inline(always)]
    pub(crate) fn read(bytes: &[u8], at: usize, stops: &[usize], delimiter: u8) -> Option<Self> {
        let negative = bytes.get(at) == Some(&b'-');
        let (start, sign) = (at + usize::from(negative), usize::from(negative));
        let whole_end = *stops.get(sign)?;
        let whole = whole_end - start;
        let ends = |at: usize| bytes.get(at).is_none_or(|byte| *byte == delimiter);
        if ends(whole_end) {
            return (1..=DIGITS).contains(&whole).then(|| Self {
                bit: Written::Whole.bit(false),
                end: whole_end,
                stops: sign + 1,
                mantissa: digits(bytes, start, whole_end),
                behind: 0,
                mark: Decimal::Point,
                negative,
            });
        }
        let mark = match bytes[whole_end] {
            b'.' => Decimal::Point,
            b',' => Decimal::Comma,
            _ => return None,
        };
        let end = *stops.get(sign + 1)?;
        let behind = end - whole_end - 1;
        if behind == 0 || !ends(end) || whole + behind > DIGITS {
            return None;
        }
        let group = behind == 3 && (1..=3).contains(&whole) && bytes[start] != b'0';
        let written = if group { Written::Either } else { Written::In(mark) };
        let bit = written.bit(whole > 3);
        let mantissa = digits(bytes, start, whole_end) * POWERS[behind] + digits(bytes, whole_end + 1, end);
        Some(Self { bit, end, stops: sign + 2, mantissa, behind, mark, negative })
    }

    /// The value in a convention, correctly rounded. A number that fits only one convention has the value
    /// that it has there.
    #[inline(always)]
    pub(crate) fn value(self, decimal: Decimal) -> f64 {
        let either = self.bit == Written::Either.bit(false) && self.mark != decimal;
        let size = quotient(self.mantissa, if either { 0 } else { self.behind });
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

/// The whole number that digits are, at most [`DIGITS`] of them.
#[inline(always)]
fn digits(bytes: &[u8], start: usize, end: usize) -> u64 {
    match bytes[..end].last_chunk::<8>() {
        // Zeros in front of the digits: without a branch, because lengths of numbers cannot be foretold.
        Some(word) if end - start <= 8 => {
            eight_digits((u64::from_le_bytes(*word) ^ (EACH * 0x30)) & LAST[end - start])
        }
        _ => bytes[start..end].iter().fold(0, |number, byte| 10 * number + u64::from(byte - b'0')),
    }
}

/// The last bytes of eight, by how many they are.
const LAST: [u64; 9] = {
    let mut masks = [0; 9];
    let mut count = 1;
    while count <= 8 {
        masks[count] = u64::MAX << (64 - 8 * count);
        count += 1;
    }
    masks
};

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

    fn plain(text: &str, delimiter: u8) -> Option<Plain> {
        let mut stops = Stops::default();
        stops.find(text.as_bytes());
        Plain::read(text.as_bytes(), 0, stops.all(), delimiter)
    }

    #[test]
    fn stops_are_the_bytes_that_are_no_digits() {
        let (mut random, mut stops) = (Random::new(18), Stops::default());
        for _ in 0..10_000 {
            let length = random.below(150);
            let byte = |random: &mut Random| match random.below(3) {
                0 => random.below(256) as u8,
                // Around the digits.
                _ => b'/' + random.below(12) as u8,
            };
            let bytes: Vec<u8> = (0..length).map(|_| byte(&mut random)).collect();
            stops.find(&bytes);
            let others = (0..length).filter(|at| !bytes[*at].is_ascii_digit());
            assert!(stops.all().iter().copied().eq(others.chain([length])), "{bytes:?}");
        }
    }

    #[test]
    fn digits_are_read_wherever_they_stand() {
        let text = b"x;1844674407370955161;90;7";
        for (start, end) in [(2, 21), (2, 2), (2, 9), (2, 10), (2, 11), (22, 24), (25, 26), (3, 19)] {
            let want = std::str::from_utf8(&text[start..end]).expect("ASCII");
            assert_eq!(digits(text, start, end), want.parse().unwrap_or(0), "{want}");
        }
    }

    #[test]
    fn plain_numbers_have_the_value_that_the_reader_of_any_number_gives() {
        let mut random = Random::new(2018);
        let mut below = |bound: usize| random.below(bound);
        let mut count = 0;
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
            let Some(number) = plain(&text, b';') else { continue };
            count += 1;
            assert_eq!(number.end, text.len(), "{text}");
            for decimal in [Decimal::Point, Decimal::Comma] {
                let (written, bits) = reference(&text, decimal);
                let bit = written.map(|written| written.bit(written.is_long(&text)));
                assert_eq!(Some(number.bit), bit, "{text}");
                if let Some(bits) = bits {
                    assert_eq!(number.value(decimal).to_bits(), bits, "{text}");
                }
            }
        }
        assert!(count > 20_000, "{count} of the texts are plain");
    }

    #[test]
    fn it_stops_at_the_separator_and_leaves_the_rest_to_others() {
        let length = |text: &str, delimiter| plain(text, delimiter).map(|plain| plain.end);
        assert_eq!(length("12.5,3", b','), Some(4));
        assert_eq!(length("12,5;3", b';'), Some(4));
        assert_eq!(length("-7", b','), Some(2));
        for text in ["", "-", ".", "5.", "+1", "1e5", " 1", "1 ", "1.2.3", "NA", "\u{2212}1"] {
            assert_eq!(length(text, b';'), None, "{text}");
        }
    }
}
