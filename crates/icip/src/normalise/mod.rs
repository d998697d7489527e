//! From a leaf's column in units of measurement to comparable scores; the direction is applied
//! here, once.

use crate::range::Range;
pub(crate) use crate::scale::{Flat, Line, Needs, Sample, Scale, Unfit};
use crate::text::{methods, words};

pub mod distance;
pub mod reference;
pub mod ties;

words! {
    /// Whether more of an indicator is better.
    pub enum Direction {
        /// more is better
        Positive = "positive",
        /// less is better
        Negative = "negative",
    }
}

impl Direction {
    /// The value turned so that more is better.
    pub(crate) fn turned(self, x: f64) -> f64 {
        match self {
            Self::Positive => x,
            Self::Negative => -x,
        }
    }
}

words! {
    /// To which side a value on a cut point belongs.
    pub enum Closed {
        /// a value on a cut belongs to the class above it: [cut, next)
        Below = "below",
        /// a value on a cut belongs to the class below it: (previous, cut]
        Above = "above",
    }
}

impl Closed {
    /// The class of `x` among ascending cut points: 0 is the lowest.
    pub(crate) fn class(self, x: f64, cuts: &[f64]) -> usize {
        cuts.partition_point(|cut| match self {
            Self::Below => *cut <= x,
            Self::Above => *cut < x,
        })
    }
}

/// How a family member makes a column comparable.
pub(crate) trait Normaliser: Sync {
    /// What must be known of the sample.
    fn needs(&self) -> Needs;

    /// Whether the direction of the indicator is used.
    fn uses_direction(&self) -> bool {
        true
    }

    /// The range of the scores.
    fn range(&self, input: Range, direction: Direction) -> Range;

    /// Fits the method to a sample.
    fn fit(&self, sample: &Sample<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit>;
}

/// A sample whose mean or deviation is no number, because its values are too large or too near.
pub(crate) fn beyond_numbers() -> Unfit {
    Unfit {
        what: "its mean or standard deviation is out of the range of numbers".into(),
        allowed: "put the column into other units",
    }
}

/// The range with the declared score of a constant column.
pub(crate) fn with_constant(range: Range, declared: Option<f64>) -> Range {
    match declared {
        Some(score) if score < range.lo => Range { lo: score, attains_lo: false, ..range },
        Some(score) if score > range.hi => Range { hi: score, ..range },
        _ => range,
    }
}

/// The declared outcome of a constant column, or the error.
pub(crate) fn constant_column(sample: &Sample<'_>, declared: Option<f64>) -> Result<Box<dyn Scale>, Unfit> {
    match declared {
        Some(score) => Ok(Box::new(Flat(score))),
        Option::None => Err(Unfit {
            what: match (sample.count(), sample.bounds().unwrap_or_default().0) {
                (1, only) => format!("only one entity has a value, `{only}`"),
                (2, both) => format!("both values are `{both}`"),
                (count, all) => format!("all {count} values are `{all}`"),
            },
            allowed: "a constant column has no scale: give its score with `constant`, use goalposts, or leave it out",
        }),
    }
}

methods! {
    /// How a leaf's column becomes comparable scores.
    pub enum Normalise = "normalise", dyn Normaliser {
        none::None,
        goalposts::Goalposts,
        min_max::MinMax,
        z_score::ZScore,
        map::Map,
        bands::Bands,
        mean_sd_bands::MeanSdBands,
        against_median::AgainstMedian,
        rank::Rank,
        percentile_rank::PercentileRank,
        borda::Borda,
        ratio_to_reference::RatioToReference,
        distance_to_reference::DistanceToReference,
        distance_to_target::DistanceToTarget,
        distance_to_max::DistanceToMax,
        fraction_of_max::FractionOfMax,
        scaled::Scaled,
        mazziotta_pareto::MazziottaPareto,
        adjusted_mazziotta_pareto::AdjustedMazziottaPareto,
        percentile_categories::PercentileCategories,
        above_below_mean::AboveBelowMean,
        robust_z::RobustZ,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The result of a function of a sample whose rows are called a, b, c, ...
    fn fit(method: &dyn Normaliser, x: &[f64], direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        let of = |code: &str| x.get(usize::from(code.bytes().next()?.checked_sub(b'a')?)).copied();
        method.fit(&Sample::of_values(x, &of, &|_| Vec::new()), direction)
    }

    /// The scores of a sample.
    pub(crate) fn of(method: &dyn Normaliser, x: &[f64], direction: Direction) -> Vec<f64> {
        let scale = fit(method, x, direction).unwrap_or_else(|unfit| panic!("unfit: {}", unfit.what));
        let mut z = vec![0.0; x.len()];
        scale.apply(x, &mut z);
        z
    }

    /// Why a sample has no scale.
    pub(crate) fn refusal(method: &dyn Normaliser, x: &[f64], direction: Direction) -> String {
        match fit(method, x, direction) {
            Ok(_) => panic!("it was fitted to {x:?}"),
            Err(unfit) => unfit.what,
        }
    }
}
