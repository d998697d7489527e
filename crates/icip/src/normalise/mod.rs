//! From a leaf's column in units of measurement to comparable scores; the direction is applied
//! here, once.

use crate::range::Range;
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

/// Why a method cannot be fitted to a sample.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unfit {
    pub(crate) what: String,
    pub(crate) allowed: &'static str,
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

    /// Fits the method to the present values of a sample, of which there is at least one.
    fn fit(&self, sample: &[f64], direction: Direction) -> Result<Box<dyn Scale>, Unfit>;
}

/// A method fitted to a sample.
pub(crate) trait Scale: Send + Sync {
    /// Writes one score a value; a value outside of the domain becomes a NaN, which the caller turns
    /// into an error that names the entity.
    fn apply(&self, x: &[f64], z: &mut [f64]);

    /// What was fitted, by name.
    fn fitted(&self) -> Vec<(&'static str, f64)> {
        Vec::new()
    }

    /// Whether the score of `x` was cut at an end of the scale.
    fn is_clipped(&self, _x: f64) -> bool {
        false
    }

    /// Which values have a score, for the error about one that has none.
    fn domain(&self) -> String {
        "every number has a score".into()
    }
}

/// Every value gets the same score: the declared outcome of a constant column.
pub(crate) struct Flat(pub(crate) f64);

impl Scale for Flat {
    fn apply(&self, _: &[f64], z: &mut [f64]) {
        z.fill(self.0);
    }
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
