//! The weights that were used: as declared, or as a rule found them in the scores of each sample.

use crate::framework::NodeIx;
use std::sync::Arc;

use crate::plan::Samples;

/// Weight of every node among its siblings, sample by sample.
#[derive(Debug, Clone)]
pub(crate) struct UsedWeights {
    /// One list for each sample; a single one where all samples have the same weights.
    lists: Vec<Vec<f64>>,
    /// The sample of each row; `None` where there is a single list.
    of_row: Option<Arc<[u32]>>,
}

impl UsedWeights {
    /// The same weights for all rows.
    pub(crate) fn declared(weights: Vec<f64>) -> Self {
        Self { lists: vec![weights], of_row: None }
    }

    /// The weights with which a row was scored.
    pub(crate) fn of(&self, row: usize) -> &[f64] {
        match &self.of_row {
            Some(samples) => &self.lists[samples[row] as usize],
            None => &self.lists[0],
        }
    }

    /// The weights of the nodes that have the same in all samples; those of the others are of the first sample.
    pub(crate) fn common(&self) -> &[f64] {
        &self.lists[0]
    }

    /// Whether the weight of a node is another one in another sample.
    pub(crate) fn differs(&self, node: NodeIx) -> bool {
        self.lists.iter().any(|list| list[node].to_bits() != self.lists[0][node].to_bits())
    }

    /// Sets the weight of a node in one of the samples.
    pub(crate) fn set(&mut self, samples: &Samples, sample: usize, node: NodeIx, weight: f64) {
        if self.of_row.is_none() && samples.of_row().is_some() {
            self.of_row = samples.of_row().cloned();
            let first = std::mem::take(&mut self.lists[0]);
            self.lists = vec![first; samples.list.len()];
        }
        self.lists[sample][node] = weight;
    }

    /// The weights of some of the rows.
    pub(crate) fn of_rows(&self, rows: &[usize]) -> Self {
        let Some(samples) = &self.of_row else { return self.clone() };
        let of_row: Vec<u32> = rows.iter().map(|row| samples[*row]).collect();
        match of_row.split_first() {
            // The rows of one period need no other list.
            Some((first, rest)) if rest.iter().all(|sample| sample == first) => {
                Self::declared(self.lists[*first as usize].clone())
            }
            _ => Self { lists: self.lists.clone(), of_row: Some(of_row.into()) },
        }
    }
}
