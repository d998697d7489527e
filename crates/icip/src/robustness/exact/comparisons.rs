//! One entity against all others, whatever is asked of the rank.

use super::linear_index::LinearIndex;
use icip_num::matrix::dot;

/// Linear functions of the weights, of which as many as can be are to exceed a threshold at once.
#[derive(Debug, Clone)]
pub(super) struct Comparisons {
    children: usize,
    functions: Vec<f64>,
    /// A function counts where it is above this.
    pub(super) threshold: f64,
    /// A value this near to the threshold is at it.
    pub(super) noise: f64,
}

/// What a search found: some weights, and how many functions no weights can bring above the threshold.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Most {
    /// The weights that bring the most of them there, as far as was looked.
    pub(super) weights: Vec<f64>,
    /// No weights bring more of them there.
    pub(super) bound: usize,
}

impl Comparisons {
    /// The others above an entity: their leads over it, above the tolerance.
    pub(super) fn above(index: &LinearIndex, entity: usize, tolerance: f64) -> Self {
        Self::of(index, entity, tolerance, tolerance, |other| index.lead(other, entity))
    }

    /// The others not above an entity: its leads over them, above minus the tolerance.
    pub(super) fn not_above(index: &LinearIndex, entity: usize, tolerance: f64) -> Self {
        Self::of(index, entity, tolerance, -tolerance, |other| index.lead(entity, other))
    }

    fn of(
        index: &LinearIndex,
        entity: usize,
        tolerance: f64,
        threshold: f64,
        lead: impl Fn(usize) -> Vec<f64>,
    ) -> Self {
        Self {
            children: index.children(),
            functions: (0..index.entities()).filter(|other| *other != entity).flat_map(lead).collect(),
            threshold,
            // Wide enough for the rounding of corners and of the solver, and far below what counts as a
            // difference.
            noise: 1e-3 * tolerance + index.rounding(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.functions.len() / self.children
    }

    pub(super) fn function(&self, at: usize) -> &[f64] {
        &self.functions[at * self.children..(at + 1) * self.children]
    }

    /// How many functions are above the threshold with these weights.
    pub(super) fn count(&self, weights: &[f64]) -> usize {
        self.functions.chunks_exact(self.children).filter(|d| dot(d, weights) > self.threshold).count()
    }
}
