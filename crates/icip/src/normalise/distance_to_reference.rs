//! The way from the worst value to a reference.

use crate::normalise::distance::{Cap, RelativeDistance};
use crate::normalise::reference::Reference;
use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant, with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};

/// The share of the way from the sample's worst value to a reference.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DistanceToReference {
    /// What values are compared with.
    pub reference: Reference,
    /// Whether scores beyond the reference are cut.
    pub cap: Cap,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Default for DistanceToReference {
    /// Compared with the best value; a constant column is an error.
    fn default() -> Self {
        Self { reference: Reference::Max, cap: Cap::default(), constant: None }
    }
}

impl Describe for DistanceToReference {
    const NAME: &'static str = "distance-to-reference";
    const TITLE: &'static str = "distance to a reference";
    const SUMMARY: &'static str = "the share of the way from the worst value of the sample to a reference";
    const FORMULA: &'static str = "1 - (r - x) / (r - min); 1 - (x - r) / (max - r) for a negative \
        direction; r is the best value or the mean of the sample, a given value, or the value of an entity";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        reference that is no better than the worst value is an error; a constant column is an error \
        unless `constant` gives its score";
    const REFERENCE: &'static str =
        "COINr, n_dist2ref; OECD/JRC Handbook (2008), step 5, distance to a reference";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            reference: Reference::read(fields, Reference::Max),
            cap: fields.word("cap", "whether scores beyond the reference are cut"),
            constant: read_constant(fields),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("reference", &self.reference.setting())
            .with("cap", &self.cap)
            .with("constant", &self.constant)
    }
}

impl Normaliser for DistanceToReference {
    fn needs(&self) -> Needs {
        self.reference.needs().max(Needs::Summary)
    }

    fn looks_at_other_periods(&self) -> bool {
        self.reference.looks_at_other_periods()
    }

    fn names_rows(&self) -> bool {
        self.reference.names_rows()
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        let cap = if self.reference == Reference::Max { Cap::One } else { self.cap };
        with_constant(cap.range(), self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        let reference = self.reference.of(sample, direction)?;
        Ok(Box::new(RelativeDistance::to(reference, sample, direction, self.cap)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{entity, of, refusal};

    fn with(reference: Reference, cap: Cap) -> DistanceToReference {
        DistanceToReference { reference, cap, constant: Option::None }
    }

    #[test]
    fn shares_of_the_way_by_hand() {
        // From 2 to the value of c, 6, are 4; 10 is twice as far.
        let x = [2.0, 3.0, 6.0, 10.0];
        assert_eq!(of(&with(entity("c"), Cap::None), &x, Direction::Positive), [0.0, 0.25, 1.0, 2.0]);
        assert_eq!(of(&with(entity("c"), Cap::One), &x, Direction::Positive), [0.0, 0.25, 1.0, 1.0]);
        // Down from 10 to 6.
        assert_eq!(of(&with(entity("c"), Cap::None), &x, Direction::Negative), [2.0, 1.75, 1.0, 0.0]);
        assert_eq!(of(&with(Reference::Max, Cap::None), &x, Direction::Positive), [0.0, 0.125, 0.5, 1.0]);
        assert_eq!(of(&with(Reference::Max, Cap::None), &x, Direction::Negative), [1.0, 0.875, 0.5, 0.0]);
    }

    #[test]
    fn the_worst_value_is_no_reference() {
        let a = with(entity("a"), Cap::None);
        assert!(refusal(&a, &[2.0, 3.0], Direction::Positive).contains("`2`, is no better"));
        assert!(refusal(&a, &[2.0, 2.0], Direction::Positive).contains("both values are `2`"));
    }
}
