//! What every way of normalising has in common: the trait, the direction, and the outcome of a constant
//! column.

use icip_num::grid;

use crate::range::Range;
use crate::scale::{Flat, Needs, SampleValues, Scale, Unfit};
use crate::text::{Fields, words};
use icip_problem::message;

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
    /// The class of `x` among ascending cut points: 0 is the lowest. A number that agrees with a cut point in
    /// twelve digits of the largest cut point is on it.
    pub(crate) fn class(self, x: f64, cuts: &[f64]) -> usize {
        let noise = grid::noise(cuts);
        cuts.partition_point(|cut| match self {
            Self::Below => *cut - noise <= x,
            Self::Above => *cut + noise < x,
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

    /// Whether it is fitted to a period of its own, whatever the sample is.
    fn looks_at_other_periods(&self) -> bool {
        false
    }

    /// Whether it needs the rows of an entity or of a period by name, which scores of nodes do not have.
    fn names_rows(&self) -> bool {
        self.looks_at_other_periods()
    }

    /// The score of the mean or the median of the sample, where the method puts one of them on a fixed score.
    fn centre(&self) -> Option<f64> {
        None
    }

    /// The range of the scores.
    fn range(&self, input: Range, direction: Direction) -> Range;

    /// Fits the method to a sample.
    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit>;

    /// The group column whose groups have scales of their own, where the method says so itself.
    fn group(&self) -> Option<&str> {
        None
    }

    /// Fits the method to the rows of a group.
    fn fit_group(
        &self,
        _: Option<&str>,
        sample: &SampleValues<'_>,
        direction: Direction,
    ) -> Result<Box<dyn Scale>, Unfit> {
        self.fit(sample, direction)
    }
}

/// A sample whose mean or deviation is no number, because its values are too large or too near.
pub(crate) fn beyond_numbers() -> Unfit {
    Unfit::new(message!("cannot-fit-too-large"), message!("cannot-fit-too-large-hint"))
}

/// The range with the declared score of a constant column.
pub(crate) fn with_constant(range: Range, declared: Option<f64>) -> Range {
    match declared {
        // Only the entities of a constant column have this score, so it is not certain that any has.
        Some(score) if score < range.lo => Range { lo: score, attains_lo: false, ..range },
        Some(score) if score > range.hi => Range { hi: score, ..range },
        _ => range,
    }
}

/// Reads the score that a method declares for a constant column.
pub(crate) fn read_constant(fields: &mut Fields<'_>) -> Option<f64> {
    fields.number_or_nothing(
        "constant",
        "the score of every entity when the column is constant; without it a constant column is an error",
    )
}

/// The declared outcome of a constant column, or the error.
pub(crate) fn constant_column(
    sample: &SampleValues<'_>,
    declared: Option<f64>,
) -> Result<Box<dyn Scale>, Unfit> {
    match declared {
        Some(score) => Ok(Box::new(Flat(score))),
        Option::None => Err(Unfit::new(
            message!(
                "cannot-fit-constant",
                count = sample.count(),
                value = sample.bounds().unwrap_or_default().0
            ),
            message!("cannot-fit-constant-hint"),
        )),
    }
}
