//! The share of the way from the sample's worst value to a reference.

use crate::normalise::{Direction, SampleValues, Scale, Unfit, beyond_numbers};
use crate::range::Range;
use crate::text::words;
use icip_problem::{Message, message};

words! {
    /// Whether scores beyond the reference are cut.
    pub enum Cap {
        /// scores beyond the reference are above 1
        None = "none",
        /// scores beyond the reference are 1
        One = "one",
    }
}

impl Cap {
    /// The range of the scores: the worst entity is certain to get 0.
    pub(crate) fn range(self) -> Range {
        let hi = if self == Self::One { 1.0 } else { f64::INFINITY };
        Range { lo: 0.0, hi, attains_lo: true }
    }
}

/// (x - worst) / (reference - worst).
pub(crate) struct RelativeDistance {
    worst: f64,
    reference: f64,
    cap: Cap,
}

impl RelativeDistance {
    /// The way to a reference, which must be better than the worst value of the sample.
    pub(crate) fn to(
        reference: f64,
        sample: &SampleValues<'_>,
        direction: Direction,
        cap: Cap,
    ) -> Result<Self, Unfit> {
        let (min, max) = sample.bounds().ok_or_else(beyond_numbers)?;
        let (worst, better) = match direction {
            Direction::Positive => (min, reference > min),
            Direction::Negative => (max, reference < max),
        };
        if !better {
            return Err(Unfit::new(
                message!("cannot-fit-poor-reference", reference, worst),
                message!("cannot-fit-poor-reference-hint"),
            ));
        }
        if !(reference - worst).is_finite() {
            return Err(beyond_numbers());
        }
        Ok(Self { worst, reference, cap })
    }

    fn score(&self, x: f64) -> f64 {
        (x - self.worst) / (self.reference - self.worst)
    }
}

impl Scale for RelativeDistance {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        for (z, x) in z.iter_mut().zip(x) {
            let free = self.score(*x);
            *z = if self.cap == Cap::One && free > 1.0 { 1.0 } else { free };
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        vec![("worst", self.worst), ("reference", self.reference)]
    }

    fn is_clipped(&self, x: f64) -> bool {
        self.cap == Cap::One && self.score(x) > 1.0
    }

    fn domain(&self) -> Message {
        message!("outside-domain-too-large-hint")
    }
}
