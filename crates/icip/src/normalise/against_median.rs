//! Points against the sample's median.

use crate::normalise::{Direction, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_num::grid::Grid;
use icip_num::statistics;

/// Points for being above, at, or below the sample's median.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AgainstMedian {
    /// Points above the median.
    pub above: f64,
    /// Points at the median.
    pub equal: f64,
    /// Points below the median.
    pub below: f64,
}

impl AgainstMedian {
    /// Points above, at and below the median.
    pub fn new(above: f64, equal: f64, below: f64) -> Self {
        Self { above, equal, below }
    }
}

impl Describe for AgainstMedian {
    const NAME: &'static str = "against-median";
    const TITLE: &'static str = "comparison with the median";
    const SUMMARY: &'static str = "points for a value above, at, or below the median of the sample";
    const FORMULA: &'static str =
        "above for x > M, equal for x = M, below for x < M; M is the median of the sample";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample";
    const REFERENCE: &'static str = "IIP Bogota 2023, rubric of questions 4, 6, 8 and 11";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            above: fields.number("above", "the points above the median", Option::None),
            equal: fields.number("equal", "the points at the median", Option::None),
            below: fields.number("below", "the points below the median", Option::None),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("above", &self.above).with("equal", &self.equal).with("below", &self.below)
    }
}

impl Normaliser for AgainstMedian {
    fn needs(&self) -> Needs {
        Needs::Values
    }

    fn uses_direction(&self) -> bool {
        false
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        Range::of_points(&[self.above, self.equal, self.below])
    }

    fn fit(&self, sample: &SampleValues<'_>, _: Direction) -> Result<Box<dyn Scale>, Unfit> {
        let values = sample.values()?;
        let median = statistics::median(values).unwrap_or_default();
        Ok(Box::new(Fitted { points: *self, median, grid: Grid::of(values) }))
    }
}

struct Fitted {
    points: AgainstMedian,
    median: f64,
    /// Rounding errors put no value above or below the median.
    grid: Grid,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        let median = self.grid.position(self.median);
        for (z, x) in z.iter_mut().zip(x) {
            let x = self.grid.position(*x);
            *z = if x > median {
                self.points.above
            } else if x < median {
                self.points.below
            } else {
                self.points.equal
            };
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        vec![("median", self.median)]
    }
}
