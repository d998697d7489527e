//! The column is comparable as it is.

use crate::normalise::{Direction, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields};

/// The column is comparable as it is, up to its sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct None;

impl Describe for None {
    const NAME: &'static str = "none";
    const TITLE: &'static str = "no normalisation";
    const SUMMARY: &'static str = "the column is comparable as it is";
    const FORMULA: &'static str = "x; -x for a negative direction";
    const MISSING: &'static str = "an absent value stays absent";
    const REFERENCE: &'static str = "-";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Normaliser for None {
    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn range(&self, input: Range, direction: Direction) -> Range {
        match direction {
            Direction::Positive => input,
            Direction::Negative => Range::between(-input.lo, -input.hi),
        }
    }

    fn fit(&self, _: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        Ok(Box::new(Signed(direction)))
    }
}

struct Signed(Direction);

impl Scale for Signed {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        match self.0 {
            Direction::Positive => z.copy_from_slice(x),
            Direction::Negative => {
                for (z, x) in z.iter_mut().zip(x) {
                    *z = -x;
                }
            }
        }
    }
}
