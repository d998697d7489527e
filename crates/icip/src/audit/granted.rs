//! Scores that entities got because there is nothing to divide by.

use std::collections::BTreeMap;

use crate::framework::NodeIx;
use crate::plan::{Scorecard, Step};

/// Scores granted by `otherwise`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Granted {
    /// The leaf.
    pub node: NodeIx,
    /// The score that they got.
    pub score: f64,
    /// Rows of the entities.
    pub rows: Vec<usize>,
    /// Points of the index that the score is worth where nothing else is missing; nothing where the leaf has
    /// no effective weight.
    pub index_points: Option<f64>,
}

/// The granted scores, by leaf and score. They are complete only where the trail was kept.
pub(super) fn granted(card: &Scorecard<'_>) -> Vec<Granted> {
    let mut granted: Vec<Granted> = Vec::new();
    let mut known: BTreeMap<(NodeIx, u64), usize> = BTreeMap::new();
    for change in card.trail().iter().filter(|change| change.step == Step::Denominate) {
        let Some(score) = card.scores().column(change.node).get(change.row).filter(|score| *score != 0.0)
        else {
            continue;
        };
        // Scores are never -0.0, so equal ones have the same bits.
        let at = *known.entry((change.node, score.to_bits())).or_insert_with(|| {
            granted.push(Granted {
                node: change.node,
                score,
                rows: Vec::new(),
                index_points: card.effective_weight(change.node).map(|weight| score * weight),
            });
            granted.len() - 1
        });
        granted[at].rows.push(change.row);
    }
    granted
}
