//! How much each node counts in its parent and in the index: the one place that turns weights into shares. It
//! must not know data.

use crate::framework::NodeIx;
use crate::framework::model::{Node, NodeKind, Share};

/// The shares of all nodes. `known` says whether the weights of a node's children are.
pub(crate) fn shares(
    nodes: &[Node],
    upwards: &[NodeIx],
    weight: impl Fn(NodeIx) -> f64,
    known: impl Fn(NodeIx) -> bool,
) -> Vec<Share> {
    let mut shares = vec![Share { in_parent: Some(1.0), in_index: Some(1.0) }; nodes.len()];
    // From the index down, so that the share of the parent is known.
    for parent in upwards.iter().rev().copied() {
        let NodeKind::Inner(inner) = &nodes[parent].kind else { continue };
        let kernel = inner.aggregate.kernel();
        let total = inner.children.iter().fold(0.0, |sum, child| sum + weight(*child));
        for child in &inner.children {
            let weight = weight(*child);
            let share = if kernel.keeps_zero_weights() { weight } else { weight / total };
            // A child of weight 0 is left out, also where weights say nothing else.
            let counts = kernel.uses_weights() || weight == 0.0;
            let in_parent = (known(parent) && counts).then_some(share);
            let in_index = shares[parent].in_index.zip(in_parent).map(|(above, share)| above * share);
            shares[*child] = Share { in_parent, in_index };
        }
    }
    shares
}
