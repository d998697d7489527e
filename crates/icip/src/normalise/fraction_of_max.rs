//! Values as fractions of the leader's.

use crate::normalise::ratio_to_reference::RatioToReference;
use crate::normalise::reference::Reference;
use crate::normalise::{Direction, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields};

/// The fraction of the leader's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FractionOfMax;

impl Describe for FractionOfMax {
    const NAME: &'static str = "fraction-of-max";
    const TITLE: &'static str = "fraction of the maximum";
    const SUMMARY: &'static str = "the fraction of the leader's value; the leader scores 1";
    const FORMULA: &'static str =
        "x / max; min / x for a negative direction; min and max are the bounds of the sample";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; max <= \
        0 is an error; x <= 0 with a negative direction is an error that names the entity";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, distance to the leader; COINr, \
        n_fracmax for a positive \
            direction";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl FractionOfMax {
    fn ratio() -> RatioToReference {
        RatioToReference { reference: Reference::Max, shift: 0.0 }
    }
}

impl Normaliser for FractionOfMax {
    fn needs(&self) -> Needs {
        Needs::Summary
    }

    fn range(&self, input: Range, direction: Direction) -> Range {
        Self::ratio().range(input, direction)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        Self::ratio().fit(sample, direction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::of;

    #[test]
    fn the_leader_has_one_in_both_directions() {
        assert_eq!(of(&FractionOfMax, &[1.0, 2.0, 4.0], Direction::Positive), [0.25, 0.5, 1.0]);
        assert_eq!(of(&FractionOfMax, &[1.0, 2.0, 4.0], Direction::Negative), [1.0, 0.5, 0.25]);
    }
}
