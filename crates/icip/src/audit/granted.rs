//! Scores that entities got because there is nothing to divide by.

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
    for change in card.trail().iter().filter(|change| change.step == Step::Denominate) {
        let Some(score) = card.scores().column(change.node).get(change.row).filter(|score| *score != 0.0)
        else {
            continue;
        };
        match granted.iter_mut().find(|g| g.node == change.node && g.score == score) {
            Some(found) => found.rows.push(change.row),
            None => granted.push(Granted {
                node: change.node,
                score,
                rows: vec![change.row],
                index_points: card.effective_weight(change.node).map(|weight| score * weight),
            }),
        }
    }
    granted
}
