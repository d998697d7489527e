//! The way from the worst value to a target.

use crate::normalise::distance::{Cap, RelativeDistance};
use crate::normalise::{Direction, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};

/// The share of the way from the sample's worst value to a target.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct DistanceToTarget {
    /// The target, in the units of the column.
    pub target: f64,
    /// Whether scores beyond the target are cut.
    pub cap: Cap,
}

impl DistanceToTarget {
    /// Scores beyond the target are kept or cut as by default.
    pub fn new(target: f64) -> Self {
        Self { target, cap: Cap::default() }
    }
}

impl Describe for DistanceToTarget {
    const NAME: &'static str = "distance-to-target";
    const TITLE: &'static str = "distance to a target";
    const SUMMARY: &'static str = "the share of the way from the worst value of the sample to a target";
    const FORMULA: &'static str =
        "(x - min) / (target - min); (max - x) / (max - target) for a negative direction";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        target that is no better than the worst value is an error; a constant column that misses the \
        target scores 0";
    const REFERENCE: &'static str = "COINr, n_dist2targ; SDG Index, distance to target";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            target: fields.number(
                "target",
                "the target, in the units of the column, with its sign as in the data",
                Option::None,
            ),
            cap: fields.word("cap", "whether scores beyond the target are cut"),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("target", &self.target).with("cap", &self.cap)
    }
}

impl Normaliser for DistanceToTarget {
    fn needs(&self) -> Needs {
        Needs::Summary
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        self.cap.range()
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        Ok(Box::new(RelativeDistance::to(self.target, sample, direction, self.cap)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    #[test]
    fn shares_of_the_way_by_hand() {
        let to = |target, cap| DistanceToTarget { target, cap };
        let x = [1.0, 3.0, 7.0];
        assert_eq!(of(&to(5.0, Cap::None), &x, Direction::Positive), [0.0, 0.5, 1.5]);
        assert_eq!(of(&to(5.0, Cap::One), &x, Direction::Positive), [0.0, 0.5, 1.0]);
        // Down from 7 to 3.
        assert_eq!(of(&to(3.0, Cap::None), &x, Direction::Negative), [1.5, 1.0, 0.0]);
    }

    #[test]
    fn a_target_on_the_wrong_side_is_an_error() {
        let to = |target| DistanceToTarget { target, cap: Cap::None };
        assert!(refusal(&to(1.0), &[1.0, 3.0], Direction::Positive).contains("no better than the worst"));
        assert!(refusal(&to(8.0), &[1.0, 7.0], Direction::Negative).contains("no better than the worst"));
    }
}
