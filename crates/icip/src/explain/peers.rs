//! What the entities of one period have in common, found once for all of them.

use crate::framework::NodeIx;
use crate::plan::Scorecard;
use icip_num::exact::ExactSum;

/// The rows of a period, the explained one among them.
#[derive(Debug)]
pub(super) struct Peers {
    /// How many of them have a rank.
    pub(super) ranked: usize,
    /// The exact sum of the scores of each node, and their number. The mean of all but one follows from it, with the
    /// same bits as if they were added anew.
    sums: Vec<(ExactSum, usize)>,
    /// Whether a row with an index lacks the score of a node.
    lacking: Vec<bool>,
}

impl Peers {
    pub(super) fn of(card: &Scorecard<'_>, rows: &[usize]) -> Self {
        let (index, ranks) = (card.index(), card.ranks(card.framework().root_index()));
        let with_index: Vec<usize> = rows.iter().copied().filter(|row| index.is_present(*row)).collect();
        let sum = |scores: Vec<f64>| (ExactSum::of(&scores), scores.len());
        let columns = card.scores().columns();
        Self {
            ranked: rows.iter().filter(|row| ranks.is_present(**row)).count(),
            sums: columns.iter().map(|scores| sum(scores.present_of(rows))).collect(),
            lacking: columns
                .iter()
                .map(|scores| with_index.iter().any(|row| !scores.is_present(*row)))
                .collect(),
        }
    }

    /// The mean of the scores of a node without one of them.
    pub(super) fn mean_without(&self, node: NodeIx, own: Option<f64>) -> Option<f64> {
        let (sum, count) = &self.sums[node.get()];
        let Some(own) = own else {
            return (*count > 0).then(|| sum.divided_by(*count));
        };
        let others = count.checked_sub(1).filter(|others| *others > 0)?;
        let mut sum = sum.clone();
        sum.add(-own);
        Some(sum.divided_by(others))
    }

    /// Whether a row with an index lacks the score of a node.
    pub(super) fn lack(&self, node: NodeIx) -> bool {
        self.lacking[node.get()]
    }
}
