//! Points by quantiles of the sample.

use crate::normalise::bands::Bands;
use crate::normalise::{
    Closed, Direction, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant,
    with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings, listed};
use icip_num::statistics;
use icip_problem::message;

/// Points by quantiles of the sample, from the worst values up.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PercentileCategories {
    /// Shares of the sample at which categories begin, ascending.
    pub cuts: Vec<f64>,
    /// Points of the categories from the worst up: one more than there are cuts.
    pub points: Vec<f64>,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl PercentileCategories {
    /// Shares in ascending order, and one more points than there are cuts.
    pub fn new(cuts: Vec<f64>, points: Vec<f64>) -> Self {
        Self { cuts, points, constant: None }
    }
}

impl Describe for PercentileCategories {
    const NAME: &'static str = "percentile-categories";
    const TITLE: &'static str = "categories by percentiles";
    const SUMMARY: &'static str =
        "points for the classes between quantiles of the sample, from the worst values up";
    const FORMULA: &'static str = "points[number of quantiles Q(cut) at or below x]; Q(p) is the quantile \
        of type 7 of the sample; with -x instead of x throughout for a negative direction";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, categorical scales: cuts at 0.15, \
        0.25, 0.65, 0.85, 0.95 for 0 to 100 points";

    fn read(fields: &mut Fields<'_>) -> Self {
        let cuts = fields.numbers(
            "cuts",
            "the shares of the sample at which categories begin, in ascending order, such as 0.25",
        );
        let points = fields.numbers(
            "points",
            "the points of the categories from the worst up, one more than there are cuts",
        );
        let ascending = cuts.windows(2).all(|pair| pair[0] < pair[1]);
        let shares = cuts.iter().all(|cut| (0.0..=1.0).contains(cut));
        fields.must(
            !cuts.is_empty(),
            "cuts",
            message!("bad-value-empty-list", key = "cuts"),
            message!("bad-value-empty-list-hint"),
        );
        fields.must(
            ascending && shares,
            "cuts",
            message!("bad-value-list", key = "cuts", values = listed(&cuts)),
            message!("bad-value-ascending-shares-hint"),
        );
        let what = message!("bad-value-points", points = points.len(), cuts = cuts.len());
        fields.must(points.len() == cuts.len() + 1, "points", what, message!("bad-value-points-hint"));
        Self { cuts, points, constant: read_constant(fields) }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("cuts", &self.cuts)
            .with("points", &self.points)
            .with("constant", &self.constant)
    }
}

impl Normaliser for PercentileCategories {
    fn needs(&self) -> Needs {
        Needs::Values
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        with_constant(Range::of_points(&self.points), self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        // Turned first, so that the categories count from the worst value up in both directions.
        let turned: Vec<f64> = sample.values()?.iter().map(|x| direction.turned(*x)).collect();
        let sorted = statistics::sorted(&turned);
        let cuts = self.cuts.iter().filter_map(|share| statistics::quantile(&sorted, *share)).collect();
        let bands = Bands { cuts, points: self.points.clone(), closed: Closed::Below };
        Ok(Box::new(Fitted { bands, direction }))
    }
}

/// Bands of values turned so that more is better.
struct Fitted {
    bands: Bands,
    direction: Direction,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        for (z, x) in z.iter_mut().zip(x) {
            let class = self.bands.closed.class(self.direction.turned(*x), &self.bands.cuts);
            *z = self.bands.points[class];
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        // Turned back, because a reader compares the cuts with the column.
        self.bands.cuts.iter().map(|cut| ("cut", self.direction.turned(*cut))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    #[test]
    fn points_of_the_handbook() {
        let method = PercentileCategories {
            cuts: vec![0.15, 0.25, 0.65, 0.85, 0.95],
            points: vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0],
            constant: Option::None,
        };
        // Of 0, 1, .. 20 the quantiles are 3, 5, 13, 17, 19.
        let x: Vec<f64> = (0..=20).map(f64::from).collect();
        let z = of(&method, &x, Direction::Positive);
        let want = |x: usize| [3, 5, 13, 17, 19].iter().filter(|cut| **cut <= x).count() as f64 * 20.0;
        for (x, z) in z.iter().enumerate() {
            // 20 * 0.15 is not quite 3, so the values on a cut are left to their neighbours.
            if ![3, 5, 13, 17, 19].contains(&x) {
                assert_eq!(*z, want(x), "{x}");
            }
        }
        let turned = of(&method, &x, Direction::Negative);
        assert_eq!((turned[0], turned[10], turned[20]), (100.0, 40.0, 0.0));
    }

    #[test]
    fn a_value_on_a_cut_is_in_the_better_category() {
        let method = PercentileCategories { cuts: vec![0.5], points: vec![0.0, 1.0], constant: Option::None };
        assert_eq!(of(&method, &[1.0, 2.0, 3.0], Direction::Positive), [0.0, 1.0, 1.0]);
        assert_eq!(of(&method, &[1.0, 2.0, 3.0], Direction::Negative), [1.0, 1.0, 0.0]);
        assert!(refusal(&method, &[2.0, 2.0], Direction::Positive).contains("both values are `2`"));
    }
}
