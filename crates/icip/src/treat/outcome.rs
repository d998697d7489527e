//! What a treatment may leave: a column that had a scale must keep one.

use serde::{Deserialize, Serialize};

use crate::treat::{Scale, Unfit};
use icip_num::grid;
use icip_problem::message;

/// What a treatment did to a sample that it went through part by part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Passed {
    /// The number of values.
    pub(crate) count: usize,
    /// The numbers of values that became larger, and of those that became smaller.
    pub(crate) raised: usize,
    pub(crate) lowered: usize,
    before: Option<(f64, f64)>,
    after: Option<(f64, f64)>,
    /// Whether a value has no result.
    lost: bool,
}

impl Passed {
    /// What is told of values whose differences were found to be kept.
    pub(crate) fn counted(count: usize, raised: usize, lowered: usize) -> Self {
        Self { count, raised, lowered, ..Self::default() }
    }

    /// Takes a value and its result.
    pub(crate) fn push(&mut self, before: f64, after: f64) {
        self.count += 1;
        self.raised += usize::from(after > before);
        self.lowered += usize::from(after < before);
        self.lost |= !after.is_finite();
        self.before = Some(widened(self.before, before));
        self.after = Some(widened(self.after, after));
    }

    /// Takes the values of another part.
    pub(crate) fn merge(&mut self, other: &Self) {
        let wider = |own: Option<(f64, f64)>, other: Option<(f64, f64)>| match (own, other) {
            (own, Some((low, high))) => Some(widened(Some(widened(own, low)), high)),
            (own, None) => own,
        };
        self.count += other.count;
        self.raised += other.raised;
        self.lowered += other.lowered;
        self.lost |= other.lost;
        (self.before, self.after) = (wider(self.before, other.before), wider(self.after, other.after));
    }

    /// Whether values that differed still differ; the error says that they do not.
    pub(crate) fn keeps_differences(&self) -> Result<(), Unfit> {
        let varies =
            |bounds: Option<(f64, f64)>| bounds.is_some_and(|(low, high)| !grid::is_constant(low, high));
        match self.after {
            // A result outside of the domain is an error of its entity, not of the column.
            Some((value, _)) if !self.lost && varies(self.before) && !varies(self.after) => {
                Err(leaves_constant(self.count, value))
            }
            _ => Ok(()),
        }
    }
}

fn widened(bounds: Option<(f64, f64)>, x: f64) -> (f64, f64) {
    let (low, high) = bounds.unwrap_or((x, x));
    (if x < low { x } else { low }, if x > high { x } else { high })
}

/// The fitted treatment, unless it makes values that differ all equal.
pub(crate) fn still_varies(sample: &[f64], scale: impl Scale + 'static) -> Result<Box<dyn Scale>, Unfit> {
    let mut results = vec![0.0; sample.len()];
    scale.apply(sample, &mut results);
    let mut passed = Passed::default();
    sample.iter().zip(&results).for_each(|(before, after)| passed.push(*before, *after));
    passed.keeps_differences()?;
    Ok(Box::new(scale))
}

/// A treatment that would remove all differences.
pub(crate) fn leaves_constant(count: usize, value: f64) -> Unfit {
    Unfit::new(
        message!("cannot-fit-leaves-constant", count, value),
        message!("cannot-fit-leaves-constant-hint"),
    )
}

/// A sample whose moments or bounds are not finite numbers.
pub(crate) fn beyond_numbers() -> Unfit {
    Unfit::new(message!("cannot-fit-too-large"), message!("cannot-fit-too-large-hint"))
}
