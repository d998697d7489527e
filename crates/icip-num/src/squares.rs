//! Sums of squares without rounding, of any finite numbers.

use crate::exact::{ExactSum, Whole, power_of_two};
use crate::kernel;

/// The exact sum of the squares of finite numbers.
///
/// The square of a large number is beyond the largest `f64`, and that of a small one below the smallest. Such numbers
/// are multiplied by a power of two first, and their squares are kept apart. Each number decides for itself where its
/// square goes, so nothing depends on which numbers come together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SquareSum {
    moderate: ExactSum,
    /// In units of 2^-[`SHIFT`]; nothing where there was no such number.
    small: Option<Box<ExactSum>>,
    /// In units of 2^[`SHIFT`].
    large: Option<Box<ExactSum>>,
}

/// Twice the power of two by which numbers are moved that are not moderate.
const SHIFT: usize = 1200;

/// 2^600, by which small numbers are multiplied: from 2^-1074 they come to 2^-474, whose square has all its bits.
const UP: f64 = f64::from_bits((1023 + 600) << 52);
const DOWN: f64 = f64::from_bits((1023 - 600) << 52);

/// All parts are counted in units of 2^-2274, those of the small numbers.
const POWER: i32 = -1074 - SHIFT as i32;

/// A sum of squares: `value` times the square of `unit`, which is a power of two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ScaledSquares {
    /// The sum in the square of the unit; 0 or a normal number.
    pub(crate) value: f64,
    /// 1, unless the sum is beyond the range of numbers, or close to its ends.
    pub(crate) unit: f64,
}

impl SquareSum {
    /// Adds the squares of all numbers of a slice.
    pub(crate) fn add_all(&mut self, values: &[f64]) {
        let (mut products, mut errors) = ([0.0; kernel::EXTRACTED], [0.0; kernel::EXTRACTED]);
        for block in values.chunks(kernel::EXTRACTED) {
            let (products, errors) = (&mut products[..block.len()], &mut errors[..block.len()]);
            // What is added is exact in both ways, so the sum is the same.
            if kernel::squares(block, products, errors) {
                self.moderate.add_all(products);
                self.moderate.add_all(errors);
            } else {
                block.iter().for_each(|x| self.add(*x));
            }
        }
    }

    fn add(&mut self, x: f64) {
        if kernel::is_squarable(x) {
            self.moderate.add_product(x, x);
        } else {
            let (part, by) = if x.abs() < 1.0 { (&mut self.small, UP) } else { (&mut self.large, DOWN) };
            part.get_or_insert_default().add_product(x * by, x * by);
        }
    }

    /// Adds another sum.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.moderate.merge(&other.moderate);
        for (own, other) in [(&mut self.small, &other.small), (&mut self.large, &other.large)] {
            if let Some(other) = other {
                own.get_or_insert_default().merge(other);
            }
        }
    }

    /// The three sums, the moderate one first.
    pub(crate) fn parts(&self) -> [Option<&ExactSum>; 3] {
        [Some(&self.moderate), self.small.as_deref(), self.large.as_deref()]
    }

    /// The sum of squares with these three sums.
    pub(crate) fn from_parts([moderate, small, large]: [Option<ExactSum>; 3]) -> Self {
        Self {
            moderate: moderate.unwrap_or_default(),
            small: small.map(Box::new),
            large: large.map(Box::new),
        }
    }

    /// Whether there are `count` numbers with this sum of squares and the sum `sum`, as far as Cauchy's inequality tells.
    pub(crate) fn fits(&self, sum: &ExactSum, count: usize) -> bool {
        let parts = [Some(&self.moderate), self.small.as_deref(), self.large.as_deref()];
        let negative = parts.into_iter().flatten().any(|part| part.value() < 0.0);
        !negative && self.difference(sum, count).is_some()
    }

    /// The sum of the squared deviations from the mean, of `count` numbers with this sum of squares and the sum `sum`:
    /// `squares - sum^2 / count`, in which only the division rounds.
    pub(crate) fn deviations(&self, sum: &ExactSum, count: usize) -> ScaledSquares {
        // By Cauchy's inequality it is not negative.
        let difference =
            self.difference(sum, count).expect("squares and sum are exact and of the same numbers");
        let exponent = difference.length() as i32 + POWER;
        let unit =
            if (-900..1000).contains(&exponent) { 0 } else { exponent.div_euclid(2).clamp(-1074, 1023) };
        let value = difference.divided_by(count as f64, POWER - 2 * unit);
        if value == 0.0 {
            ScaledSquares { value, unit: 1.0 }
        } else {
            ScaledSquares { value, unit: power_of_two(unit) }
        }
    }

    /// The sum of squares times `count`, less the square of the sum; nothing where that is negative.
    fn difference(&self, sum: &ExactSum, count: usize) -> Option<Whole> {
        let part = |part: &Option<Box<ExactSum>>| part.as_deref().map(Whole::from);
        let mut squares = Whole::from(&self.moderate).shifted(SHIFT);
        for more in
            [part(&self.small), part(&self.large).map(|large| large.shifted(2 * SHIFT))].into_iter().flatten()
        {
            squares = squares.plus(&more);
        }
        let sum = Whole::from(sum);
        // The square of the sum is in units of 2^-2148.
        let of_sum = sum.times(&sum).shifted((-2148 - POWER) as usize);
        squares.times(&Whole::from(count)).minus(&of_sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    fn of(values: &[f64]) -> ScaledSquares {
        let mut squares = SquareSum::default();
        squares.add_all(values);
        squares.deviations(&ExactSum::of(values), values.len())
    }

    #[test]
    fn deviations_by_hand() {
        // 1, 2, 3, 4: mean 2.5, squares 2.25 + 0.25 + 0.25 + 2.25 = 5.
        assert_eq!(of(&[1.0, 2.0, 3.0, 4.0]), ScaledSquares { value: 5.0, unit: 1.0 });
        // The same deviations a billion away, where squares have no digits left for them in plain arithmetic.
        assert_eq!(of(&[1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0, 1e9 + 4.0]).value, 5.0);
        assert_eq!(of(&[0.1; 10]), ScaledSquares { value: 0.0, unit: 1.0 });
        // 1 and 3 times any power of two: two deviations of one.
        for exponent in [-1074, -600, -449, 0, 449, 600, 1021] {
            let one = power_of_two(exponent);
            let ScaledSquares { value, unit } = of(&[one, 3.0 * one]);
            assert_eq!((value / 2.0).sqrt() * unit, one, "2^{exponent}");
        }
        // The largest numbers of both signs.
        let ScaledSquares { value, unit } = of(&[f64::MAX, f64::MIN]);
        assert_eq!((value / 2.0).sqrt() * unit, f64::MAX);
    }

    #[test]
    fn order_and_parts_do_not_matter() {
        let mut stream = Stream::new(3, Purpose::Inputs, 0);
        let mut any = || f64::from_bits(u64::from(stream.bits()) << 32 | u64::from(stream.bits()));
        let mut values: Vec<f64> = (0..5000).map(|_| any()).filter(|x| x.is_finite()).collect();
        values.extend((0..5000).map(f64::from));
        let mut whole = SquareSum::default();
        whole.add_all(&values);
        let mut turned = values.clone();
        turned.rotate_left(777);
        for size in [1, 100, 2048, 10_000] {
            let mut merged = SquareSum::default();
            for part in turned.chunks(size).rev() {
                let mut other = SquareSum::default();
                other.add_all(part);
                merged.merge(&other);
            }
            assert_eq!(merged, whole, "parts of {size}");
        }
    }
}
