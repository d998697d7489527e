//! What all ways of weighing have in common: the siblings, the weights, and the trait.

use crate::scale::Unfit;
use icip_problem::Message;
use icip_table::data::Column;

/// The children of a node that are to be weighed.
pub(crate) struct Siblings<'a> {
    /// Codes, in the framework's order.
    pub(crate) codes: &'a [&'a str],
    /// Weights as given, 1 each where none are.
    pub(crate) given: &'a [f64],
    /// Number of leaves at or below each child.
    pub(crate) leaves: &'a [usize],
    /// Scores of each child; nothing for a method that does not look at them.
    pub(crate) scores: &'a [&'a Column],
    /// How far two scores of each child may be apart and be the same but for rounding errors, beside those of their own
    /// size; nothing for a method that does not look at scores.
    pub(crate) noise: &'a [f64],
}

impl Siblings<'_> {
    /// Number of the entities with a score for some child.
    pub(crate) fn scored(&self) -> usize {
        let rows = self.scores.first().map_or(0, |column| column.rows());
        (0..rows).filter(|row| self.scores.iter().any(|column| column.is_present(*row))).count()
    }

    /// Scores of the entities that have one for every child: one row per entity and one column per child.
    pub(crate) fn complete(&self) -> Vec<Vec<f64>> {
        let rows = self.scores.first().map_or(0, |column| column.rows());
        (0..rows).filter_map(|row| self.scores.iter().map(|column| column.get(row)).collect()).collect()
    }
}

/// Weights, and what was found on the way to them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Weighed {
    /// One weight per child, at least 0 and not all 0. They are relative.
    pub(crate) weights: Vec<f64>,
    /// Diagnostics by name, such as a consistency ratio.
    pub(crate) numbers: Vec<(&'static str, f64)>,
    /// What deserves a warning.
    pub(crate) warnings: Vec<Message>,
}

impl From<Vec<f64>> for Weighed {
    fn from(weights: Vec<f64>) -> Self {
        Self { weights, ..Self::default() }
    }
}

/// How a family member weighs siblings.
pub(crate) trait Weigher {
    /// Whether weights come from the scores, so that they differ between data sets.
    fn looks_at_scores(&self) -> bool {
        false
    }

    /// The weights.
    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit>;
}
