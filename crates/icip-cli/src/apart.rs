//! The warnings about scores that are compared and do not belong together: that were normalised apart, or lie on both sides of a
//! break. It must not know which command compares them.

use icip::framework::{Framework, NodeIx};
use icip::io::format_number;
use icip::plan::Plan;
use icip::problem::{Code, Message, Place, Problem, Value, message, quoted_and_more};
use icip::trends::{apart, apart_in_tables};

/// Nodes that the warning names.
const NAMED: usize = 4;

/// The warning where the scores of a node in different periods are not on one scale.
pub(crate) fn of_periods(plan: &Plan<'_>, node: NodeIx, file: &str) -> Option<Problem> {
    let codes = codes(plan, node, apart(plan.framework()));
    warning(&codes, file, |nodes| message!("scales-apart-nodes", nodes), message!("scales-apart-hint"))
}

/// The warning where the changes between two periods, or between two tables, are not those of one scale. There are two plans
/// where there are two frameworks.
pub(crate) fn of_change(plans: &[&Plan<'_>], file: &str, is_two_tables: bool) -> Option<Problem> {
    let mut all: Vec<String> = Vec::new();
    for plan in plans {
        let framework = plan.framework();
        let nodes = if is_two_tables { apart_in_tables(framework) } else { apart(framework) };
        for code in codes(plan, framework.root_index(), nodes) {
            if !all.contains(&code) {
                all.push(code);
            }
        }
    }
    let what = |nodes| match is_two_tables {
        true => message!("scales-apart-tables", nodes),
        false => message!("scales-apart-nodes", nodes),
    };
    warning(&all, file, what, message!("scales-apart-change-hint"))
}

/// The warning where frameworks declare a break between two periods that are compared.
pub(crate) fn across_break(
    frameworks: &[&Framework],
    file: &str,
    periods: [Option<&str>; 2],
) -> Option<Problem> {
    let [from, to] = periods.map(|period| period?.parse::<f64>().ok());
    let (from, to) = (from?, to?);
    let breaks = frameworks.iter().flat_map(|framework| framework.breaks()).copied();
    let at = breaks.filter(|at| from < *at && *at <= to).max_by(f64::total_cmp)?;
    let what = message!("across-break-of", period = format_number(at));
    Some(Problem::new(Code::AcrossBreak, Place::file(file), what).hint(message!("across-break-hint")))
}

/// The codes of the nodes that a node depends on, itself among them.
fn codes(plan: &Plan<'_>, node: NodeIx, nodes: Vec<NodeIx>) -> Vec<String> {
    let framework = plan.framework();
    let below = framework.below(node);
    let counts = |at: &NodeIx| plan.is_used(*at) && (*at == node || below.contains(at));
    nodes.into_iter().filter(counts).map(|at| framework.nodes()[at].code().to_owned()).collect()
}

fn warning(codes: &[String], file: &str, what: impl Fn(Value) -> Message, hint: Message) -> Option<Problem> {
    let more = codes.len().saturating_sub(NAMED);
    let nodes = quoted_and_more(codes.iter().map(String::as_str).take(NAMED), more);
    (!codes.is_empty()).then(|| Problem::new(Code::ScalesApart, Place::file(file), what(nodes)).hint(hint))
}
