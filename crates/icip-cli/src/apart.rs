//! The warning about scores that were normalised apart and are compared. It must not know which command compares them.

use icip::framework::NodeIx;
use icip::plan::Plan;
use icip::problem::{Code, Message, Place, Problem, Value, message, quoted_and_more};
use icip::trends::{apart, apart_in_tables};

/// Nodes that the warning names.
const NAMED: usize = 4;

/// The warning where the scores of a node in different periods are not on one scale.
pub(crate) fn of_periods(plan: &Plan<'_>, node: NodeIx, file: &str) -> Option<Problem> {
    let what = |nodes| message!("scales-apart-nodes", nodes);
    warning(plan, node, file, apart(plan.framework()), what, message!("scales-apart-hint"))
}

/// The warning where the changes between two periods, or between two tables, are not those of one scale.
pub(crate) fn of_change(plan: &Plan<'_>, file: &str, is_two_tables: bool) -> Option<Problem> {
    let framework = plan.framework();
    let nodes = if is_two_tables { apart_in_tables(framework) } else { apart(framework) };
    let what = |nodes| match is_two_tables {
        true => message!("scales-apart-tables", nodes),
        false => message!("scales-apart-nodes", nodes),
    };
    warning(plan, framework.root_index(), file, nodes, what, message!("scales-apart-change-hint"))
}

fn warning(
    plan: &Plan<'_>,
    node: NodeIx,
    file: &str,
    apart: Vec<NodeIx>,
    what: impl Fn(Value) -> Message,
    hint: Message,
) -> Option<Problem> {
    let framework = plan.framework();
    let below = framework.below(node);
    let counts = |at: &NodeIx| plan.is_used(*at) && (*at == node || below.contains(at));
    let codes: Vec<&str> = apart.into_iter().filter(counts).map(|at| framework.nodes()[at].code()).collect();
    let more = codes.len().saturating_sub(NAMED);
    let nodes = quoted_and_more(codes.iter().take(NAMED).copied(), more);
    (!codes.is_empty()).then(|| Problem::new(Code::ScalesApart, Place::file(file), what(nodes)).hint(hint))
}
