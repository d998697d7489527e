//! Values as shares of a reference.

use crate::normalise::reference::Reference;
use crate::normalise::{Direction, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_problem::{Message, message};

/// How many times the reference a value is.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RatioToReference {
    /// What values are compared with.
    pub reference: Reference,
    /// What is added to every value, and to a reference that is one of them.
    pub shift: f64,
}

impl Default for RatioToReference {
    /// The largest value of the sample.
    fn default() -> Self {
        Self { reference: Reference::Max, shift: 0.0 }
    }
}

impl Describe for RatioToReference {
    const NAME: &'static str = "ratio-to-reference";
    const TITLE: &'static str = "ratio to a reference";
    const SUMMARY: &'static str = "the value as a multiple of a reference";
    const FORMULA: &'static str = "(x + shift) / r; r / (x + shift) for a negative direction; r is the \
        best value or the mean of the sample or the value of an entity, each with shift added, or a given value";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; r <= 0 \
        is an error; x + shift <= 0 with a negative direction is an error that names the entity";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, distance to a reference";

    fn read(fields: &mut Fields<'_>) -> Self {
        let reference = Reference::read(fields, Reference::Max);
        let doc =
            "added to every value, and to a reference that is one of them, such as 100 for growth in percent";
        Self { reference, shift: fields.number("shift", doc, Some(0.0)) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("reference", &self.reference.setting()).with("shift", &self.shift)
    }
}

impl Normaliser for RatioToReference {
    fn needs(&self) -> Needs {
        self.reference.needs()
    }

    fn looks_at_other_periods(&self) -> bool {
        self.reference.looks_at_other_periods()
    }

    fn names_rows(&self) -> bool {
        self.reference.names_rows()
    }

    fn range(&self, _: Range, direction: Direction) -> Range {
        let hi = if self.reference == Reference::Max && self.shift == 0.0 { 1.0 } else { f64::INFINITY };
        let lo = match direction {
            Direction::Positive => f64::NEG_INFINITY,
            Direction::Negative => 0.0,
        };
        Range { lo, hi, attains_lo: false }
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        let shift = if let Reference::Value(_) = self.reference { 0.0 } else { self.shift };
        let reference = self.reference.of(sample, direction)? + shift;
        // Where the direction is negative, values at or below zero are errors of their entities.
        if reference <= 0.0 && (direction == Direction::Positive || self.reference != Reference::Max) {
            return Err(Unfit::new(
                message!("cannot-fit-ratio", reference),
                message!("cannot-fit-ratio-hint"),
            ));
        }
        Ok(Box::new(Fitted { reference, shift: self.shift, direction }))
    }
}

struct Fitted {
    reference: f64,
    shift: f64,
    direction: Direction,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        for (z, x) in z.iter_mut().zip(x) {
            let x = x + self.shift;
            *z = match self.direction {
                Direction::Positive => x / self.reference,
                Direction::Negative if x > 0.0 => self.reference / x,
                Direction::Negative => f64::NAN,
            };
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        vec![("reference", self.reference)]
    }

    fn domain(&self) -> Message {
        match self.direction {
            Direction::Positive => message!("outside-domain-too-large-hint"),
            Direction::Negative => message!("outside-domain-ratio-hint"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{entity, of, refusal};

    fn with(reference: Reference) -> RatioToReference {
        RatioToReference { reference, shift: 0.0 }
    }

    #[test]
    fn ratios_by_hand() {
        let x = [1.0, 2.0, 5.0];
        assert_eq!(of(&with(Reference::Max), &x, Direction::Positive), [0.2, 0.4, 1.0]);
        assert_eq!(of(&with(Reference::Max), &x, Direction::Negative), [1.0, 0.5, 0.2]);
        assert_eq!(of(&with(Reference::Value(4.0)), &x, Direction::Positive), [0.25, 0.5, 1.25]);
        assert_eq!(of(&with(Reference::Mean), &[1.0, 3.0], Direction::Positive), [0.5, 1.5]);
        // The test sample names its rows a, b, c.
        assert_eq!(of(&with(entity("b")), &x, Direction::Positive), [0.5, 1.0, 2.5]);
        // A constant column has a ratio: everybody is the leader.
        assert_eq!(of(&with(Reference::Max), &[7.0; 3], Direction::Negative), [1.0; 3]);
    }

    #[test]
    fn a_shift_is_added_to_values_and_to_a_reference_among_them() {
        // 100 / (100 + 25) and (100 + 25) / 100: growth of 25 %.
        let percent = RatioToReference { reference: Reference::Value(100.0), shift: 100.0 };
        assert_eq!(of(&percent, &[25.0, 0.0], Direction::Negative), [0.8, 1.0]);
        assert_eq!(of(&percent, &[25.0, 0.0], Direction::Positive), [1.25, 1.0]);
        // The best value is 3, and with the shift 4: 2 / 4 and 4 / 4.
        let best = RatioToReference { reference: Reference::Max, shift: 1.0 };
        assert_eq!(of(&best, &[1.0, 3.0], Direction::Positive), [0.5, 1.0]);
        assert!(of(&percent, &[-100.0], Direction::Negative)[0].is_nan());
    }

    #[test]
    fn a_reference_that_turns_the_order_is_an_error() {
        assert!(refusal(&with(Reference::Max), &[-3.0, -1.0], Direction::Positive).contains("`-1`"));
        assert!(refusal(&with(Reference::Mean), &[-1.0, 1.0], Direction::Positive).contains("`0`"));
        let nobody = refusal(&with(entity("z")), &[1.0], Direction::Positive);
        assert!(nobody.contains("`z` has no value"), "{nobody}");
        assert!(of(&with(Reference::Max), &[-1.0, 2.0], Direction::Negative)[0].is_nan());
    }
}
