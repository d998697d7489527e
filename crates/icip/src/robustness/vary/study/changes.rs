//! A framework with other rules for some of its nodes.

use crate::framework::{Alternatives, Factor, Framework, NodeKind, Varies};
use crate::normalise::Normalise;
use icip_num::random::Stream;

/// Gives the nodes of a factor one of its alternatives.
pub(crate) fn choose(framework: &mut Framework, factor: &Factor, alternative: usize) {
    let Varies::Choice(choice) = &factor.varies else { return };
    for node in &factor.nodes {
        match (&mut framework.nodes[*node].kind, &choice.alternatives) {
            (NodeKind::Leaf(leaf), Alternatives::Normalise(rules)) => {
                leaf.normalise = rules[alternative].clone();
            }
            (NodeKind::Leaf(leaf), Alternatives::Treat(rules)) => leaf.treat = rules[alternative].clone(),
            (NodeKind::Leaf(leaf), Alternatives::Impute(rules)) => leaf.impute = rules[alternative].clone(),
            (NodeKind::Inner(inner), Alternatives::Aggregate(rules)) => {
                inner.aggregate = rules[alternative].clone();
            }
            (NodeKind::Inner(inner), Alternatives::Missing(rules)) => {
                inner.missing = rules[alternative].clone();
            }
            _ => {}
        }
    }
}

/// Draws the goalposts of leaves; each leaf gets its own.
pub(super) fn draw_goalposts(framework: &mut Framework, factor: &Factor, stream: &mut Stream) {
    let Varies::Goalposts { worst, best } = &factor.varies else { return };
    for node in &factor.nodes {
        let NodeKind::Leaf(leaf) = &mut framework.nodes[*node].kind else { continue };
        let Normalise::Goalposts(goalposts) = &mut leaf.normalise else { continue };
        let mut between = |(low, high): (f64, f64)| low + (high - low) * stream.unit();
        if let Some(bounds) = worst {
            goalposts.worst = between(*bounds);
        }
        if let Some(bounds) = best {
            goalposts.best = between(*bounds);
        }
    }
}
