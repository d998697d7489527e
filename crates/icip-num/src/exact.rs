//! Sums without rounding: the same bits for any order of the values and for any way of merging parts.
//!
//! A sum of floating-point numbers depends on the order in which they are added, because every addition
//! rounds. An [`ExactSum`] holds the sum as a whole number of units of 2^-1074, the smallest positive `f64`,
//! so nothing is rounded until [`ExactSum::value`]. This module must not know what is added up.
//!
//! *Reference*: Neal, Fast exact summation using small and large superaccumulators (2015), arXiv:1505.05571;
//! Rump, Ogita and Oishi, Accurate floating-point summation part I, SIAM J. Sci. Comput. 31 (2008), for the
//! extraction of leading parts by which whole slices are added at the speed of vectors.

use crate::kernel;

/// Limbs of 32 bits each: 2,098 bits for finite numbers, 64 more for the carries of 2^63 additions, rounded
/// up.
const LIMBS: usize = 68;

/// After so many additions without a carry a limb might overflow: an addition changes a limb by less than
/// 2^52.
/// So 2^10 of them, and what a carry leaves in a limb, stay below 2^63.
const ADDITIONS: u32 = 1 << 10;

/// The exact sum of numbers.
///
/// ```
/// use icip_num::exact::ExactSum;
///
/// let mut sum = ExactSum::default();
/// [1e100, 1.0, -1e100].into_iter().for_each(|x| sum.add(x));
/// assert_eq!(sum.value(), 1.0);
/// ```
#[derive(Debug, Clone)]
pub struct ExactSum {
    /// Limb `i` counts units of 2^(32 i - 1074). Between carries a limb may be negative or larger than 32
    /// bits.
    limbs: [i64; LIMBS],
    /// Additions since the last carry.
    additions: u32,
    /// The sum of what is not finite; 0 where everything was.
    infinite: f64,
}

impl Default for ExactSum {
    fn default() -> Self {
        Self { limbs: [0; LIMBS], additions: 0, infinite: 0.0 }
    }
}

impl PartialEq for ExactSum {
    fn eq(&self, other: &Self) -> bool {
        self.carried() == other.carried() && self.infinite.to_bits() == other.infinite.to_bits()
    }
}

impl ExactSum {
    /// The exact sum of a slice.
    pub fn of(values: &[f64]) -> Self {
        let mut sum = Self::default();
        sum.add_all(values);
        sum
    }

    /// Adds a number. Numbers that are not finite make the sum infinite or NaN, as in plain addition.
    pub fn add(&mut self, x: f64) {
        if !x.is_finite() {
            // Kept apart, because infinities and NaN have no place among the limbs. Their sum is infinite or
            // NaN in any order.
            self.infinite += x;
            return;
        }
        if self.additions == ADDITIONS {
            self.carry();
        }
        self.additions += 1;
        let bits = x.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as usize;
        // A subnormal number has the exponent of the smallest normal one and no hidden bit.
        let (place, hidden) = if exponent == 0 { (0, 0) } else { (exponent - 1, 1 << 52) };
        let mantissa = ((bits & ((1 << 52) - 1)) | hidden) as i64;
        let mantissa = if bits >> 63 == 1 { -mantissa } else { mantissa };
        let (limb, shift) = (place / 32, place % 32);
        // The lower 32 bits of the shifted mantissa, and the rest. Both have the sign of the number or are
        // borrowed from the next limb, which a carry puts right.
        let low = (mantissa << shift) & 0xffff_ffff;
        let high = mantissa >> (32 - shift);
        self.limbs[limb] += low;
        self.limbs[limb + 1] += high;
    }

    /// Adds all numbers of a slice.
    pub fn add_all(&mut self, values: &[f64]) {
        for block in values.chunks(kernel::EXTRACTED) {
            match kernel::extract(block) {
                // The three parts are exact, so adding them is as good as adding the 2048 values one by one,
                // and a thousand times less work in the limbs.
                Some(parts) => parts.into_iter().for_each(|part| self.add(part)),
                None => block.iter().for_each(|x| self.add(*x)),
            }
        }
    }

    /// Adds the product of two numbers without rounding it.
    ///
    /// The product must not overflow. Where it is smaller than 2^-968 its last bits are lost, the same ones
    /// in any order.
    pub fn add_product(&mut self, x: f64, y: f64) {
        let product = x * y;
        self.add(product);
        // The fused step gives what rounding took from the product, exactly.
        self.add(x.mul_add(y, -product));
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Self) {
        self.carry();
        let (other, other_infinite) = (other.carried(), other.infinite);
        self.limbs.iter_mut().zip(other).for_each(|(limb, more)| *limb += more);
        // Each limb holds two carried ones, less than what two additions may hold.
        self.additions = 2;
        self.infinite += other_infinite;
    }

    /// The sum, rounded once to the nearest `f64` (half to even); infinite where it is beyond the largest
    /// number.
    pub fn value(&self) -> f64 {
        if self.is_finite() { Whole::from(self).times_power_of_two(-1074) } else { self.infinite }
    }

    /// The limbs that are not 0, with the position of the first of them: the same for equal sums, so that a sum can be
    /// kept and merged elsewhere. Nothing where a number was not finite.
    ///
    /// ```
    /// use icip_num::exact::ExactSum;
    /// let sum = ExactSum::of(&[0.1, 0.2, -7.0]);
    /// let (first, limbs) = sum.limbs().ok_or("not finite")?;
    /// assert_eq!(ExactSum::from_limbs(first, &limbs), Some(sum));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn limbs(&self) -> Option<(usize, Vec<i64>)> {
        let limbs = self.carried();
        let first = limbs.iter().position(|limb| *limb != 0).unwrap_or(0);
        let end = limbs.iter().rposition(|limb| *limb != 0).map_or(first, |last| last + 1);
        self.is_finite().then(|| (first, limbs[first..end].to_vec()))
    }

    /// The sum with these limbs; nothing where no sum has them.
    pub fn from_limbs(first: usize, limbs: &[i64]) -> Option<Self> {
        let mut sum = Self::default();
        let end = first.checked_add(limbs.len()).filter(|end| *end <= LIMBS)?;
        sum.limbs[first..end].copy_from_slice(limbs);
        // All but the last one are digits; the last one has the sign, and room that no real sum takes.
        let digits = sum.limbs[..LIMBS - 1].iter().all(|limb| (0..1 << 32).contains(limb));
        (digits && sum.limbs[LIMBS - 1].abs() < 1 << 48).then_some(sum)
    }

    fn is_finite(&self) -> bool {
        self.infinite == 0.0
    }

    /// The sum divided by a number of values, where neither the sum nor the quotient overflows on the way.
    pub fn divided_by(&self, count: usize) -> f64 {
        if !self.is_finite() {
            return self.infinite;
        }
        // The sum is rounded before it is divided. Numbers have no mean beyond the largest of them.
        Whole::from(self).divided_by(count as f64, -1074).clamp(f64::MIN, f64::MAX)
    }

    /// Makes every limb but the last a number of 32 bits.
    fn carry(&mut self) {
        self.limbs = self.carried();
        self.additions = 0;
    }

    fn carried(&self) -> [i64; LIMBS] {
        let mut limbs = self.limbs;
        for at in 0..LIMBS - 1 {
            limbs[at + 1] += limbs[at] >> 32;
            limbs[at] &= 0xffff_ffff;
        }
        limbs
    }
}

/// The sum of the products of two columns: each product is rounded, their sum is not, so the order does not
/// matter.
///
/// ```
/// use icip_num::exact::exact_dot;
/// assert_eq!(exact_dot(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]), 32.0);
/// ```
pub fn exact_dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sum = ExactSum::default();
    let mut products = [0.0; kernel::EXTRACTED];
    for (a, b) in a.chunks(kernel::EXTRACTED).zip(b.chunks(kernel::EXTRACTED)) {
        let products = &mut products[..a.len()];
        kernel::products(a, b, products);
        sum.add_all(products);
    }
    sum.value()
}

/// A whole number of any size: its sign, and its digits of 32 bits, the lowest first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Whole {
    negative: bool,
    digits: Vec<u32>,
}

impl From<&ExactSum> for Whole {
    /// The sum in units of 2^-1074.
    fn from(sum: &ExactSum) -> Self {
        let mut limbs = sum.carried();
        let negative = limbs[LIMBS - 1] < 0;
        if negative {
            let mut negated = ExactSum { limbs: limbs.map(|limb| -limb), ..ExactSum::default() };
            negated.carry();
            limbs = negated.limbs;
        }
        // The last limb has room for the carries of more additions than anyone makes, so it is a digit too.
        Self { negative, digits: limbs.map(|limb| limb as u32).to_vec() }
    }
}

impl Whole {
    /// The number times a power of two, rounded once to the nearest `f64` (half to even).
    fn times_power_of_two(&self, power: i32) -> f64 {
        let length = self.length();
        if length == 0 {
            return 0.0;
        }
        // The exponent of the last bit that is kept: 53 bits, or fewer where the result is subnormal.
        let last = (length - 53).max(-1074 - i64::from(power));
        let kept = self.bits(last);
        let half = last > 0 && self.bit(last - 1);
        let below = last > 1 && self.any_below(last - 1);
        let rounded = kept + u64::from(half && (below || kept & 1 == 1));
        // As bits, exponent and mantissa add up: the hidden bit adds one to the exponent, and so does a
        // carry.
        let exponent = last + i64::from(power) + 1074;
        let bits =
            if exponent >= 2046 { f64::INFINITY.to_bits() } else { ((exponent as u64) << 52) + rounded };
        let size = f64::from_bits(bits.min(f64::INFINITY.to_bits()));
        if self.negative { -size } else { size }
    }

    /// The number of binary digits; 0 of 0.
    pub(crate) fn length(&self) -> i64 {
        let top = self.digits.iter().rposition(|digit| *digit != 0);
        top.map_or(0, |top| 32 * top as i64 + 32 - i64::from(self.digits[top].leading_zeros()))
    }

    fn bit(&self, at: i64) -> bool {
        self.digits.get((at / 32) as usize).is_some_and(|digit| digit >> (at % 32) & 1 == 1)
    }

    /// The 64 bits from a position on; positions below 0 hold zeros.
    fn bits(&self, from: i64) -> u64 {
        let (place, shift) = (from.div_euclid(32), from.rem_euclid(32));
        let digit = |at: i64| {
            let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
            u128::from(digit.copied().unwrap_or(0))
        };
        ((digit(place) | digit(place + 1) << 32 | digit(place + 2) << 64) >> shift) as u64
    }

    /// Whether a bit below a position that is not negative is set.
    fn any_below(&self, end: i64) -> bool {
        let (place, shift) = ((end / 32) as usize, end % 32);
        let part = self.digits.get(place).is_some_and(|digit| digit & ((1 << shift) - 1) != 0);
        part || self.digits.iter().take(place).any(|digit| *digit != 0)
    }

    /// The product; the sign is that of a square or of a positive number.
    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut digits = vec![0_u32; self.digits.len() + other.digits.len()];
        for (at, digit) in self.digits.iter().enumerate().filter(|(_, digit)| **digit != 0) {
            let mut carry = 0_u64;
            for (place, more) in other.digits.iter().enumerate() {
                // Fits: (2^32 - 1)^2 + 2 (2^32 - 1) is 2^64 - 1.
                let sum = u64::from(digits[at + place]) + u64::from(*digit) * u64::from(*more) + carry;
                digits[at + place] = sum as u32;
                carry = sum >> 32;
            }
            digits[at + other.digits.len()] = carry as u32;
        }
        Self { negative: self.negative != other.negative, digits }
    }

    /// The number times 2^bits.
    pub(crate) fn shifted(&self, bits: usize) -> Self {
        let (whole, part) = (bits / 32, bits % 32);
        let mut digits = vec![0; whole];
        let mut carry = 0_u64;
        for digit in &self.digits {
            let wide = u64::from(*digit) << part | carry;
            digits.push(wide as u32);
            carry = wide >> 32;
        }
        digits.push(carry as u32);
        Self { negative: self.negative, digits }
    }

    /// The sum of two numbers that are not negative.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let digit = |of: &Self, at: usize| u64::from(of.digits.get(at).copied().unwrap_or(0));
        let mut carry = 0;
        // One digit more than the longer number has.
        let digits = (0..=self.digits.len().max(other.digits.len())).map(|at| {
            let sum = digit(self, at) + digit(other, at) + carry;
            carry = sum >> 32;
            sum as u32
        });
        Self { negative: false, digits: digits.collect() }
    }

    /// The difference of two numbers that are not negative; `None` where it would be negative.
    pub(crate) fn minus(&self, other: &Self) -> Option<Self> {
        let mut borrow = 0;
        let digit = |of: &Self, at: usize| i64::from(of.digits.get(at).copied().unwrap_or(0));
        let digits = (0..self.digits.len().max(other.digits.len())).map(|at| {
            let difference = digit(self, at) - digit(other, at) - borrow;
            borrow = i64::from(difference < 0);
            difference as u32
        });
        let digits = digits.collect();
        (borrow == 0).then_some(Self { negative: false, digits })
    }

    /// The number times a power of two, divided by a positive number: rounded once before and once in the
    /// division.
    pub(crate) fn divided_by(&self, by: f64, power: i32) -> f64 {
        let Some(top) = self.digits.iter().rposition(|digit| *digit != 0) else { return 0.0 };
        // Near 1, so that neither the number nor the quotient overflows.
        let exponent = 32 * top as i32;
        let quotient = self.times_power_of_two(-exponent) / by;
        let power = exponent + power;
        // In two steps, each of which is a normal number.
        let half = power / 2;
        quotient * power_of_two(half) * power_of_two(power - half)
    }
}

impl From<usize> for Whole {
    fn from(number: usize) -> Self {
        let number = number as u64;
        Self { negative: false, digits: vec![number as u32, (number >> 32) as u32] }
    }
}

/// 2^power, for a power from -1074 to 1023, 0 below and infinite above.
pub(crate) fn power_of_two(power: i32) -> f64 {
    match power {
        1024.. => f64::INFINITY,
        -1022..1024 => f64::from_bits(((1023 + power) as u64) << 52),
        -1074..-1022 => f64::from_bits(1 << (power + 1074)),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    /// Numbers of both signs, from those that overflow when two are added to subnormal ones.
    fn numbers(count: usize, seed: u64, exponents: u32) -> Vec<f64> {
        let mut stream = Stream::new(seed, Purpose::Inputs, 0);
        let mut number = || {
            let exponent = u64::from(1023 - exponents / 2 + stream.below(exponents));
            let mantissa = (stream.unit() * (1_u64 << 52) as f64) as u64;
            let sign = u64::from(stream.below(2)) << 63;
            f64::from_bits(sign | exponent << 52 | mantissa)
        };
        (0..count).map(|_| number()).collect()
    }

    /// The same sum in whole numbers of 128 bits, of numbers that are multiples of 2^-60 below 2^60.
    fn in_whole_numbers(values: &[f64]) -> i128 {
        let unit = (1_u64 << 60) as f64;
        values.iter().map(|x| (x.trunc() as i128) * (1 << 60) + ((x - x.trunc()) * unit) as i128).sum()
    }

    #[test]
    fn sums_that_cancel_by_hand() {
        // 2^53 + 1 + 1 is 2^53 + 2, which plain addition misses: 2^53 + 1 rounds to 2^53.
        let large = (1_u64 << 53) as f64;
        assert_eq!(ExactSum::of(&[large, 1.0, 1.0]).value(), large + 2.0);
        assert_eq!(ExactSum::of(&[large, 1.0, -large]).value(), 1.0);
        assert_eq!(ExactSum::of(&[f64::MAX, f64::MAX, -f64::MAX]).value(), f64::MAX);
        assert_eq!(ExactSum::of(&[f64::MAX, f64::MAX]).value(), f64::INFINITY);
        assert_eq!(ExactSum::of(&[-f64::MAX, -f64::MAX]).value(), f64::NEG_INFINITY);
        let smallest = f64::from_bits(1);
        assert_eq!(ExactSum::of(&[smallest, smallest]).value(), f64::from_bits(2));
        assert_eq!(ExactSum::of(&[1.0, smallest, -1.0]).value(), smallest);
        assert_eq!(ExactSum::of(&[-f64::MIN_POSITIVE, smallest]).value(), smallest - f64::MIN_POSITIVE);
        assert_eq!(ExactSum::of(&[]).value().to_bits(), 0);
    }

    #[test]
    fn halves_go_to_the_even_neighbour() {
        // Units of 2^-52 after 1: a half goes down to an even last bit and up to one; anything more goes up.
        let unit = f64::EPSILON;
        assert_eq!(ExactSum::of(&[1.0, unit / 2.0]).value(), 1.0);
        assert_eq!(ExactSum::of(&[1.0 + unit, unit / 2.0]).value(), 1.0 + 2.0 * unit);
        assert_eq!(ExactSum::of(&[1.0, unit / 2.0, 1e-300]).value(), 1.0 + unit);
        assert_eq!(ExactSum::of(&[2.0 - unit, unit / 2.0]).value(), 2.0);
    }

    #[test]
    fn decimal_data_agree_with_whole_numbers() {
        // Hundredths up to 1000, exact multiples of 2^-45 or so: their sum fits into 128 bits of units of
        // 2^-60.
        let mut stream = Stream::new(5, Purpose::Inputs, 0);
        for _ in 0..200 {
            let values: Vec<f64> =
                (0..3000).map(|_| f64::from(stream.below(100_000)) / 100.0 - 500.0).collect();
            let values: Vec<f64> = values.into_iter().filter(|x| x.abs() > 0.01).collect();
            let want = in_whole_numbers(&values) as f64 / (1_u64 << 60) as f64;
            assert_eq!(ExactSum::of(&values).value(), want);
        }
    }

    #[test]
    fn order_parts_and_ways_do_not_matter() {
        for (seed, exponents) in [(1, 10), (2, 60), (3, 300), (4, 1600)] {
            let values = numbers(10_000, seed, exponents);
            let one_by_one = values.iter().fold(ExactSum::default(), |mut sum, x| {
                sum.add(*x);
                sum
            });
            let whole = ExactSum::of(&values);
            assert_eq!(whole, one_by_one, "{exponents}");
            let mut turned = values.clone();
            turned.reverse();
            turned.rotate_left(1234);
            assert_eq!(ExactSum::of(&turned), whole, "{exponents}");
            for size in [1, 7, 2048, 5000] {
                let parts: Vec<ExactSum> = values.chunks(size).map(ExactSum::of).collect();
                let mut merged = ExactSum::default();
                parts.iter().rev().for_each(|part| merged.merge(part));
                assert_eq!(merged, whole, "{exponents} {size}");
            }
            let mut nothing = whole.clone();
            values.iter().for_each(|x| nothing.add(-x));
            assert_eq!(nothing.value().to_bits(), 0);
        }
    }

    #[test]
    fn what_is_not_finite_is_as_in_plain_addition() {
        assert_eq!(ExactSum::of(&[1.0, f64::INFINITY]).value(), f64::INFINITY);
        assert!(ExactSum::of(&[f64::INFINITY, f64::NEG_INFINITY]).value().is_nan());
        assert!(ExactSum::of(&[f64::NAN, 1.0]).divided_by(2).is_nan());
    }

    #[test]
    fn products_are_not_rounded() {
        // (2^27 + 1)^2 = 2^54 + 2^28 + 1, which no f64 holds.
        let x = (1_u64 << 27) as f64 + 1.0;
        let mut sum = ExactSum::default();
        sum.add_product(x, x);
        sum.add(-((1_u64 << 54) as f64));
        assert_eq!(sum.value(), (1_u64 << 28) as f64 + 1.0);
    }
}
