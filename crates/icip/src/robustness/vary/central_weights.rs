//! Which weights favour an entity: their mean over the runs in which it is first.

use super::study::{BATCH, Study};
use crate::framework::{NodeIx, RankOn};
use crate::robustness::design::MonteCarlo;
use crate::robustness::vary::entity_ix::EntityIx;
use icip_num::exec::{self, Par};
use icip_num::kernel;

/// The weights that make an entity the first, on average.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CentralWeights {
    /// The entity, by its position in [`Study::rows`].
    pub entity: EntityIx,
    /// Runs in which it was first.
    pub runs: u64,
    /// For every node whose weights vary, the mean weights of its children in the framework's order; they add
    /// up to 1.
    pub weights: Vec<(NodeIx, Vec<f64>)>,
}

/// Sums so far.
pub(super) struct Central {
    nodes: Vec<NodeIx>,
    inputs: usize,
    /// For every entity the runs in which it was first, and the sums of the weights of all nodes, one after
    /// the other.
    sums: Vec<(u64, Vec<f64>)>,
    /// Number of weights of each node.
    lengths: Vec<usize>,
}

impl Central {
    pub(super) fn new(study: &Study<'_>) -> Self {
        let nodes = study.weighed();
        let all = study.card().framework().nodes();
        Self {
            inputs: study.inputs().len(),
            sums: vec![(0, Vec::new()); study.rows().len()],
            lengths: nodes.iter().map(|node| all[*node].children().len()).collect(),
            nodes,
        }
    }

    /// Adds runs from `first_run` on, one row of scores per run.
    pub(super) fn add(
        &mut self,
        study: &Study<'_>,
        first_run: u64,
        scores: &[f64],
        draws: &MonteCarlo,
        par: Par,
    ) {
        if self.nodes.is_empty() || self.sums.is_empty() {
            return;
        }
        let rows: Vec<&[f64]> = scores.chunks_exact(self.sums.len()).collect();
        let length: usize = self.lengths.iter().sum();
        let on = study.card().framework().rank_spec().on;
        let batches: Vec<&[&[f64]]> = rows.chunks(BATCH).collect();
        let drawn = exec::map(par, batches.len(), scores.len() + 100 * length * rows.len(), |batch| {
            let (rows, start) = (batches[batch], first_run + (batch * BATCH) as u64);
            let mut numbers = vec![0.0; rows.len() * self.inputs];
            // The weights of the runs are drawn once more instead of being kept: a design gives the same
            // numbers for the same runs.
            draws.fill(start..start + rows.len() as u64, &mut numbers);
            let winners: Vec<Vec<usize>> = rows.iter().map(|scores| first(on, scores)).collect();
            (winners, study.shares(numbers.chunks_exact(self.inputs), &self.nodes))
        });
        // Added in the order of the runs, so that the sums do not depend on the number of threads.
        for (winners, weights) in drawn {
            for (winners, weights) in winners.into_iter().zip(weights.chunks_exact(length)) {
                for winner in winners {
                    let (runs, sums) = &mut self.sums[winner];
                    *runs += 1;
                    sums.resize(length, 0.0);
                    sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
                }
            }
        }
    }

    pub(super) fn finish(self) -> Vec<CentralWeights> {
        let Self { nodes, sums, lengths, .. } = self;
        let mean = |(entity, (runs, sums)): (usize, (u64, Vec<f64>))| {
            let mut sums = sums.into_iter().map(|sum| sum / runs as f64);
            let weights = nodes.iter().zip(&lengths);
            let weights =
                weights.map(|(node, length)| (*node, sums.by_ref().take(*length).collect())).collect();
            CentralWeights { entity: EntityIx::new(entity), runs, weights }
        };
        sums.into_iter().enumerate().filter(|(_, (runs, _))| *runs > 0).map(mean).collect()
    }
}

/// The entities with the highest score of a run; none where the run failed.
fn first(on: RankOn, scores: &[f64]) -> Vec<usize> {
    if !scores.iter().all(|score| score.is_finite()) {
        return Vec::new();
    }
    // The grid of ranks, so that all entities that share the first rank are first.
    let grid = on.grid(kernel::bounds(scores));
    let positions: Vec<f64> = scores.iter().map(|score| grid.position(*score)).collect();
    let best =
        positions.iter().fold(f64::NEG_INFINITY, |best, score| if *score > best { *score } else { best });
    (0..scores.len()).filter(|entity| positions[*entity] == best).collect()
}
