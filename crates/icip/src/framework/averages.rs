//! Gaps that count as the score of an average entity.

use crate::framework::NodeIx;
use crate::framework::model::{Node, NodeKind};
use crate::missing::Missing;
use icip_problem::{Message, message, quoted};

/// The nodes whose absent children count as zero although zero is the score of an average entity, each with what is to
/// be said of it.
pub(crate) fn gaps_as_averages(nodes: &[Node], upwards: &[NodeIx]) -> Vec<(NodeIx, Message)> {
    let mut centres: Vec<Option<f64>> = vec![None; nodes.len()];
    let mut found = Vec::new();
    for node in upwards.iter().copied() {
        match nodes[node].kind() {
            // A gap that is filled is none.
            NodeKind::Leaf(leaf) if !leaf.impute.kernel().is_none() => {}
            NodeKind::Leaf(leaf) => centres[node] = leaf.normalise.kernel().centre(),
            NodeKind::Inner(inner) => {
                let centred = |child: &&NodeIx| centres[**child] == Some(0.0);
                let children: Vec<&str> =
                    inner.children.iter().filter(centred).map(|child| nodes[*child].code()).collect();
                if matches!(inner.missing, Missing::Zero(_)) && !children.is_empty() {
                    let what =
                        message!("gap-as-average-of", node = nodes[node].code(), children = quoted(children));
                    found.push((node, what));
                }
                // The mean of scores about 0 is a score about 0.
                let all = inner.children.iter().all(|child| centres[*child] == Some(0.0));
                let mean = (all && inner.aggregate.kernel().is_mean()).then_some(0.0);
                centres[node] = inner.rescale.as_ref().map_or(mean, |rule| rule.kernel().centre());
            }
        }
    }
    found
}
