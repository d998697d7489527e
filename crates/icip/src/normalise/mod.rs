//! From a leaf's column in units of measurement to comparable scores; the direction is applied
//! here, once.

use crate::range::Range;
pub(crate) use crate::scale::{Flat, Sample, Scale, Unfit};
use crate::text::{methods, words};

words! {
    /// Whether more of an indicator is better.
    pub enum Direction {
        /// more is better
        Positive = "positive",
        /// less is better
        Negative = "negative",
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
    /// Whether a score depends on the other entities.
    fn looks_at_sample(&self) -> bool;

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

/// The declared outcome of a constant column, or the error.
pub(crate) fn constant_column(sample: &[f64], declared: Option<f64>) -> Result<Box<dyn Scale>, Unfit> {
    match declared {
        Some(score) => Ok(Box::new(Flat(score))),
        Option::None => Err(Unfit {
            what: match sample {
                [only] => format!("only one entity has a value, `{only}`"),
                [_, _] => format!("both values are `{}`", sample[0]),
                _ => format!("all {} values are `{}`", sample.len(), sample[0]),
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
    }
}
