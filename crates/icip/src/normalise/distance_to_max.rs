//! The distance to the best value.

use crate::normalise::min_max::MinMax;
use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, read_constant, with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};

/// One less the distance to the best value of the sample, in ranges.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct DistanceToMax {
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Default for DistanceToMax {
    /// A constant column is an error.
    fn default() -> Self {
        Self { constant: Option::None }
    }
}

impl Describe for DistanceToMax {
    const NAME: &'static str = "distance-to-max";
    const TITLE: &'static str = "distance to the maximum";
    const SUMMARY: &'static str =
        "one minus the distance to the best value: min-max from 0 to 1 under another name";
    const FORMULA: &'static str =
        "1 - (max - x) / (max - min); 1 - (x - min) / (max - min) for a negative direction";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "COINr, n_dist2max";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { constant: read_constant(fields) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("constant", &self.constant)
    }
}

impl DistanceToMax {
    fn min_max(self) -> MinMax {
        MinMax { constant: self.constant, ..MinMax::default() }
    }
}

impl Normaliser for DistanceToMax {
    fn needs(&self) -> Needs {
        Needs::Summary
    }

    fn range(&self, input: Range, direction: Direction) -> Range {
        with_constant(self.min_max().range(input, direction), self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        self.min_max().fit(sample, direction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::of;

    #[test]
    fn the_best_has_one() {
        let method = DistanceToMax { constant: Option::None };
        assert_eq!(of(&method, &[2.0, 4.0, 10.0], Direction::Positive), [0.0, 0.25, 1.0]);
        assert_eq!(of(&method, &[2.0, 4.0, 10.0], Direction::Negative), [1.0, 0.75, 0.0]);
    }
}
