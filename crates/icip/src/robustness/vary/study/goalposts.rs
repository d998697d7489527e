//! A framework with other goalposts for some of its leaves.

use crate::framework::{Framework, NodeIx, NodeKind};
use crate::normalise::Normalise;
use icip_num::random::Stream;

/// Draws the goalposts of leaves between bounds; each leaf gets its own, and keeps those without bounds.
pub(super) fn draw_goalposts(
    framework: &mut Framework,
    nodes: &[NodeIx],
    worst: Option<(f64, f64)>,
    best: Option<(f64, f64)>,
    stream: &mut Stream,
) {
    for node in nodes {
        // Another factor may have chosen a normalisation without goalposts for this run. Every leaf of a
        // goalposts factor has them as declared, which the framework's check makes sure of.
        let NodeKind::Leaf(leaf) = &mut framework.nodes[*node].kind else { continue };
        let Normalise::Goalposts(goalposts) = &mut leaf.normalise else { continue };
        let mut between = |(low, high): (f64, f64)| low + (high - low) * stream.unit();
        if let Some(bounds) = worst {
            goalposts.worst = between(bounds);
        }
        if let Some(bounds) = best {
            goalposts.best = between(bounds);
        }
    }
}
