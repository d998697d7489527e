//! Points by the sample's mean and standard deviation.

use crate::normalise::bands::Bands;
use crate::normalise::{Closed, Direction, Needs, Normaliser, SampleValues, Scale, Unfit, beyond_numbers};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_num::statistics::Divisor;
use icip_problem::message;

/// Points for nothing, up to the mean, up to the mean and one standard deviation, and above.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MeanSdBands {
    /// Points of the four bands from the lowest up.
    pub points: Vec<f64>,
}

impl MeanSdBands {
    /// Points of the four bands from the lowest up.
    pub fn new(points: [f64; 4]) -> Self {
        Self { points: points.to_vec() }
    }
}

impl Describe for MeanSdBands {
    const NAME: &'static str = "mean-sd-bands";
    const TITLE: &'static str = "bands by mean and standard deviation";
    const SUMMARY: &'static str = "points for the value zero, for values up to the mean, for values up to \
        one standard deviation above it, and for values beyond";
    const FORMULA: &'static str = "points[0] for x <= 0, points[1] for 0 < x <= m, points[2] for m < x <= \
        m + s, points[3] above; m and s are the mean and the standard deviation (n - 1) of the sample";
    const MISSING: &'static str =
        "an absent value stays absent and does not belong to the sample; a sample of one value has s = 0";
    const REFERENCE: &'static str = "IIP Bogota 2019, indicators of resources and staff";

    fn read(fields: &mut Fields<'_>) -> Self {
        let points = fields.numbers("points", "the points of the four bands from the lowest up");
        let what = message!("bad-value-count", key = "points", count = points.len());
        fields.must(points.len() == 4, "points", what, message!("bad-value-count-hint", count = 4_usize));
        Self { points }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("points", &self.points)
    }
}

impl Normaliser for MeanSdBands {
    fn needs(&self) -> Needs {
        Needs::Summary
    }

    fn uses_direction(&self) -> bool {
        false
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        Range::of_points(&self.points)
    }

    fn fit(&self, sample: &SampleValues<'_>, _: Direction) -> Result<Box<dyn Scale>, Unfit> {
        let mean = sample.mean().unwrap_or_default();
        // The cuts must ascend, and the first of them is 0.
        if mean < 0.0 {
            return Err(Unfit::new(
                message!("cannot-fit-mean", mean),
                message!("cannot-fit-mean-bands-hint"),
            ));
        }
        // One value has no deviation. With 0 the third band is empty, and the value falls into the second.
        let sd = sample.standard_deviation(&Divisor::CountLessOne).unwrap_or_default();
        if !(mean.is_finite() && sd.is_finite()) {
            return Err(beyond_numbers());
        }
        let cuts = vec![0.0, mean, mean + sd];
        Ok(Box::new(Fitted {
            mean,
            sd,
            bands: Bands { cuts, points: self.points.clone(), closed: Closed::Above },
        }))
    }
}

struct Fitted {
    mean: f64,
    sd: f64,
    bands: Bands,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        self.bands.apply(x, z);
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        vec![("mean", self.mean), ("sd", self.sd)]
    }
}
