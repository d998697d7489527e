//! Square root.

use crate::text::{Describe, Fields, Settings};
use crate::treat::outcome::still_varies;
use crate::treat::{Scale, Treatment, Unfit};
use icip_problem::{Message, message};

/// The square root of the shifted value.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Sqrt {
    /// Added before the root, in the units of the column.
    pub shift: f64,
}

impl Default for Sqrt {
    /// Nothing is added.
    fn default() -> Self {
        Self { shift: 0.0 }
    }
}

impl Describe for Sqrt {
    const NAME: &'static str = "sqrt";
    const TITLE: &'static str = "square root";
    const SUMMARY: &'static str = "the square root of the value";
    const FORMULA: &'static str = "sqrt(x + shift)";
    const MISSING: &'static str =
        "an absent value stays absent; x + shift < 0 is an error that names the entity";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, transformation of skewed indicators";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            shift: fields.number(
                "shift",
                "a number that is added before the root, in the units of the column",
                Some(0.0),
            ),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("shift", &self.shift)
    }
}

impl Treatment for Sqrt {
    fn fixed(&self) -> Option<Box<dyn Scale>> {
        Some(Box::new(*self))
    }

    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        still_varies(sample, *self)
    }
}

impl Scale for Sqrt {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        for (out, x) in out.iter_mut().zip(x) {
            // Of a negative number it is a NaN, and IEEE 754 rounds it in one way only.
            *out = (x + self.shift).sqrt();
        }
    }

    fn domain(&self) -> Message {
        message!("outside-domain-root-hint", bound = 0.0 - self.shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::{of, refusal};

    #[test]
    fn roots_by_hand() {
        assert_eq!(of(&Sqrt { shift: 1.0 }, &[0.0, 3.0, 8.0, -1.0]), [1.0, 2.0, 3.0, 0.0]);
        assert!(of(&Sqrt { shift: 0.0 }, &[-4.0, 4.0])[0].is_nan());
    }

    #[test]
    fn a_shift_that_swallows_the_values_is_an_error() {
        assert!(refusal(&Sqrt { shift: 1e300 }, &[1.0, 2.0]).contains("constant column"));
    }
}
