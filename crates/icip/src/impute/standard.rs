//! Columns in standard deviations from their means, so that units do not matter.

use icip_num::grid;
use icip_num::statistics::{self, Divisor};

/// Mean and standard deviation (divisor n - 1) of a column's present values in a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standard {
    pub(super) mean: f64,
    pub(super) sd: f64,
}

impl Standard {
    /// Nothing where the values are fewer than two, all the same, or too large to have a deviation.
    pub(super) fn of(values: &[f64]) -> Option<Self> {
        let (low, high) = statistics::bounds(values)?;
        let mean = statistics::mean(values)?;
        let sd = statistics::standard_deviation(values, &Divisor::CountLessOne)?;
        let sound = !grid::is_constant(low, high)
            && (high - low).is_finite()
            && mean.is_finite()
            && sd.is_finite()
            && sd > 0.0;
        sound.then_some(Self { mean, sd })
    }

    pub(super) fn apply(self, x: f64) -> f64 {
        (x - self.mean) / self.sd
    }

    pub(super) fn back(self, z: f64) -> f64 {
        self.mean + z * self.sd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_and_without_a_scale() {
        // 1 and 3: mean 2, deviation sqrt(2); back from 1 is 2 + sqrt(2).
        let standard = Standard::of(&[1.0, 3.0]).unwrap();
        assert_eq!(standard, Standard { mean: 2.0, sd: 2.0_f64.sqrt() });
        assert_eq!(standard.back(standard.apply(3.0)), 3.0);
        assert_eq!(Standard::of(&[]), None);
        assert_eq!(Standard::of(&[1.0]), None);
        assert_eq!(Standard::of(&[1.0, 1.0]), None);
        assert_eq!(Standard::of(&[f64::MIN, f64::MAX]), None);
    }
}
