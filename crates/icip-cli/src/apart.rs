//! The warning about scores of different periods that were normalised apart. It must not know which command compares them.

use icip::framework::NodeIx;
use icip::plan::Plan;
use icip::problem::{Code, Place, Problem, message, quoted_and_more};

/// Nodes that the warning names.
const NAMED: usize = 4;

/// The warning where the scores of a node in different periods are not on one scale.
pub(crate) fn of_node(plan: &Plan<'_>, node: NodeIx, file: &str) -> Option<Problem> {
    let framework = plan.framework();
    let below = framework.below(node);
    let apart: Vec<&str> = icip::trends::apart(framework)
        .into_iter()
        .filter(|at| plan.is_used(*at) && (*at == node || below.contains(at)))
        .map(|at| framework.nodes()[at].code())
        .collect();
    let more = apart.len().saturating_sub(NAMED);
    let nodes = || quoted_and_more(apart.iter().take(NAMED).copied(), more);
    (!apart.is_empty()).then(|| {
        let what = message!("scales-apart-nodes", nodes = nodes());
        Problem::new(Code::ScalesApart, Place::file(file), what).hint(message!("scales-apart-hint"))
    })
}
