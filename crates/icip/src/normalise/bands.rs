//! Points by fixed cut points.

use crate::normalise::{Closed, Direction, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings, listed};
use icip_problem::message;

/// Points by fixed cut points, in the units of the column.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Bands {
    /// Cut points, ascending.
    pub cuts: Vec<f64>,
    /// Points of the bands from the lowest up: one more than there are cut points.
    pub points: Vec<f64>,
    /// To which side a value on a cut point belongs.
    pub closed: Closed,
}

impl Bands {
    /// Cut points in ascending order, and one more points than there are cuts.
    pub fn new(cuts: Vec<f64>, points: Vec<f64>) -> Self {
        Self { cuts, points, closed: Closed::default() }
    }
}

impl Describe for Bands {
    const NAME: &'static str = "bands";
    const TITLE: &'static str = "bands between fixed cuts";
    const SUMMARY: &'static str = "points for the bands between fixed cut points";
    const FORMULA: &'static str =
        "points[number of cuts at or below x]; closed = \"above\" counts only cuts below x";
    const MISSING: &'static str = "an absent value stays absent";
    const REFERENCE: &'static str =
        "IIP Bogota 2023, rubric; OECD/JRC Handbook (2008), step 5, categorical scales";

    fn read(fields: &mut Fields<'_>) -> Self {
        let cuts = fields.numbers("cuts", "the cut points, in ascending order, in the units of the column");
        let points = fields
            .numbers("points", "the points of the bands from the lowest up, one more than there are cuts");
        let ascending = cuts.windows(2).all(|pair| pair[0] < pair[1]);
        fields.must(
            !cuts.is_empty(),
            "cuts",
            message!("bad-value-empty-list", key = "cuts"),
            message!("bad-value-empty-list-hint"),
        );
        fields.must(
            ascending,
            "cuts",
            message!("bad-value-list", key = "cuts", values = listed(&cuts)),
            message!("bad-value-ascending-hint"),
        );
        let what = message!("bad-value-points", points = points.len(), cuts = cuts.len());
        fields.must(points.len() == cuts.len() + 1, "points", what, message!("bad-value-points-hint"));
        let closed = fields.word("closed", "to which side a value on a cut point belongs");
        Self { cuts, points, closed }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("cuts", &self.cuts).with("points", &self.points).with("closed", &self.closed)
    }
}

impl Normaliser for Bands {
    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn uses_direction(&self) -> bool {
        false
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        Range::of_points(&self.points)
    }

    fn fit(&self, _: &SampleValues<'_>, _: Direction) -> Result<Box<dyn Scale>, Unfit> {
        Ok(Box::new(self.clone()))
    }
}

impl Scale for Bands {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        for (z, x) in z.iter_mut().zip(x) {
            *z = self.points[self.closed.class(*x, &self.cuts)];
        }
    }
}
