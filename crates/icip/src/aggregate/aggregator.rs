//! What every aggregation has in common: the trait, and what a child contributes.

use super::children::Children;
use super::mean_of::MeanOf;
use crate::range::Range;
use icip_problem::Message;

/// What one child contributed to its parent's score.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Contribution {
    /// Points: the contributions of all children add up to the score.
    Points(f64),
    /// A factor: the factors of all children multiply to the score.
    Factor(f64),
    /// Nothing, because the child is absent or has no weight.
    Nothing,
}

/// What the scores must be for an aggregation to have a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Every score must be above 0.
    Positive {
        /// Whether the method has a `floor` to which scores may be lifted.
        floor: bool,
    },
    /// Every score must be at least 0.
    NotNegative {
        /// Whether the method has a `floor` to which scores may be lifted.
        floor: bool,
    },
    /// The mean of the scores must be above 0; a single score may be anything.
    PositiveMean,
}

/// Why an entity has no score although every child is inside the domain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Unsolved {
    /// The solver found no answer to the entity's programme.
    Programme,
    /// The shares of the children that are present cannot add up to the whole.
    Shares {
        /// How many are present.
        children: usize,
        /// The largest share that each may have.
        upper: f64,
    },
}

/// How a family member aggregates.
pub(crate) trait Aggregator: Sync {
    /// Writes one score per entity. The caller ignores rows in which no child is present;
    /// a row outside of the domain becomes a NaN, which the caller turns into an error.
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]);

    /// The range of the result, or which child cannot be aggregated this way, and why.
    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)>;

    /// Whether it gives each entity weights of its own.
    fn has_own_weights(&self) -> bool {
        false
    }

    /// The weights that an entity of a sample has of its own, one for each child, where the method gives each
    /// entity such weights.
    fn own_weights(&self, _children: &Children<'_>, _rows: usize, _row: usize) -> Option<Vec<f64>> {
        None
    }

    /// Whether the weights of the children say how much each of them counts. Where they do not, only a weight
    /// of 0 means something: the child is left out.
    fn uses_weights(&self) -> bool {
        true
    }

    /// Whether a score is the sum of weight times score over the sum of the weights, both over the children
    /// present and in their order, which may then be added up while they are made comparable.
    fn is_mean(&self) -> bool {
        false
    }

    /// The function whose weighted mean is taken, where the score is a mean of that kind.
    fn mean_of(&self) -> Option<MeanOf> {
        None
    }

    /// Whether a score depends on the other entities, so that whole samples are aggregated at once.
    fn looks_at_sample(&self) -> bool {
        false
    }

    /// Whether a child of weight zero still counts when it is decided whether enough is present.
    fn keeps_zero_weights(&self) -> bool {
        false
    }

    /// What the scores must be.
    fn domain(&self) -> Domain {
        Domain::Positive { floor: true }
    }

    /// Whether a score is outside of the domain.
    fn refuses(&self, _score: f64) -> bool {
        false
    }

    /// Why a row whose children are all inside the domain has no finite score, where the method can tell.
    fn unsolved(&self, _children: &Children<'_>, _row: usize) -> Option<Unsolved> {
        None
    }

    /// Whether a score is changed before it is used, and to what.
    fn floored(&self, _score: f64) -> Option<f64> {
        None
    }

    /// What a child contributes. `share` is its weight over the weights of the children present.
    fn contribution(&self, score: f64, weight: f64, share: f64) -> Contribution;

    /// How far the parent moves when a child moves by one point, where that is the same everywhere.
    fn slope(&self, _weight: f64, _share: f64) -> Option<f64> {
        None
    }
}
