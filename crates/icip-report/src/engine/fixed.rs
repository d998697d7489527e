//! Which weights cannot be moved in the page, and why.

use icip::framework::{NodeIx, NodeKind};
use icip::problem::{Message, message};

use crate::model::Report;

impl Report<'_> {
    /// Why the weight of a node cannot be moved; nothing where it can, and for the index, which has none.
    ///
    /// A weight changes all scores above the node. Where one of them follows from the scores of other entities, the
    /// page, which computes row by row, does not know what the program would find.
    pub(super) fn fixed(&self, node: NodeIx) -> Option<Message> {
        let nodes = self.framework().nodes();
        let parent = nodes[node].parent()?;
        if self.framework().screens_by_weight() {
            return Some(message!("weight-fixed-screens"));
        }
        let above = std::iter::successors(Some(parent), |above| nodes[*above].parent());
        above.into_iter().find_map(|above| {
            let (name, NodeKind::Inner(inner)) = (self.node_name(above), nodes[above].kind()) else {
                return None;
            };
            let method = inner.aggregate().name();
            // A median of the children says nothing of those further down, whose weights decide what it is taken of.
            if above == parent && nodes[above].weighs_by().is_none() {
                return Some(message!("weight-fixed-unused", node = name, method));
            }
            if inner.weigh().looks_at_scores() {
                let method = inner.weigh().name();
                return Some(message!("weight-fixed-from-scores", node = name, method));
            }
            if let Some(rule) = inner.rescale() {
                return Some(message!("weight-fixed-rescaled", node = name, method = rule.name()));
            }
            if let Some(rule) = inner.impute() {
                return Some(message!("weight-fixed-imputed", node = name, method = rule.name()));
            }
            inner.looks_at_sample().then(|| message!("weight-fixed-compares", node = name, method))
        })
    }
}
