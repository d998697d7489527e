//! Which nodes a spreadsheet can compute, and which weights a reader may therefore change.

use std::collections::BTreeMap;

use icip::framework::{NodeIx, NodeKind, RankOn};
use icip::plan::Origin;
use icip::problem::{Message, message};
use icip::round::Half;

use super::rules::Rule;
use crate::engine::Fixed;
use crate::model::Report;

/// Rounding to more digits than this is beyond what spreadsheets, which keep fifteen, can tell apart.
const MOST_DIGITS: u32 = 10;

/// Where the score of a node comes from in a workbook with formulas.
#[derive(Debug)]
enum Source {
    /// From the data, through the sheet of entries.
    Entry,
    Formula(Rule),
    /// From the program, for a reason.
    Value(String),
}

/// What is live in a workbook with formulas.
#[derive(Debug)]
pub(super) struct Live {
    sources: BTreeMap<NodeIx, Source>,
    /// Why the weights of nodes cannot be changed.
    fixed: BTreeMap<NodeIx, String>,
    /// Why the ranks are values, where they are.
    ranks: Option<String>,
}

impl Live {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let sources: BTreeMap<NodeIx, Source> =
            report.nodes.iter().map(|node| (*node, source(report, *node))).collect();
        let parents = report.parents();
        let Fixed { reasons, of, .. } = report.fixed(&parents);
        let mut fixed = BTreeMap::new();
        // A node comes before what is below it, so what holds for all below a node is known when they are reached.
        let mut below: BTreeMap<NodeIx, String> = BTreeMap::new();
        for ((node, parent), reason) in report.nodes.iter().zip(&parents).zip(of) {
            let Some(parent) = parent.map(|parent| report.nodes[parent]) else { continue };
            let above = match &sources[&parent] {
                Source::Value(_) => {
                    Some(report.words.text(message!("workbook-fixed-value", node = report.node_name(parent))))
                }
                _ => below.get(&parent).cloned(),
            };
            below.extend(above.clone().map(|why| (*node, why)));
            fixed.extend(reason.map(|reason| reasons[reason].clone()).or(above).map(|why| (*node, why)));
        }
        let bits = report.framework().rank_spec().on == RankOn::Bits;
        let ranks = bits.then(|| report.words.text(message!("workbook-value-bits")));
        Self { sources, fixed, ranks }
    }

    /// The rule by which a spreadsheet computes a node; nothing where it does not.
    pub(super) fn rule(&self, node: NodeIx) -> Option<&Rule> {
        match self.sources.get(&node)? {
            Source::Formula(rule) => Some(rule),
            _ => None,
        }
    }

    /// Whether the score of a node is that of the sheet of entries.
    pub(super) fn is_entry(&self, node: NodeIx) -> bool {
        matches!(self.sources.get(&node), Some(Source::Entry))
    }

    /// Why the ranks are values.
    pub(super) fn why_ranks(&self) -> Option<&str> {
        self.ranks.as_deref()
    }

    /// Why the scores of a node are values.
    pub(super) fn why_value(&self, node: NodeIx) -> Option<&str> {
        match self.sources.get(&node)? {
            Source::Value(why) => Some(why),
            _ => None,
        }
    }

    /// Why the weight of a node cannot be changed.
    pub(super) fn why_fixed(&self, node: NodeIx) -> Option<&str> {
        self.fixed.get(&node).map(String::as_str)
    }
}

fn source(report: &Report<'_>, node: NodeIx) -> Source {
    let spec = &report.framework().nodes()[node];
    let (NodeKind::Inner(inner), Origin::Computed) = (spec.kind(), report.card().plan().origin(node)) else {
        return Source::Entry;
    };
    let text = |message: Message| Source::Value(report.words.text(message));
    if let Some(why) = report.compares(node, inner).filter(|_| inner.looks_at_sample()) {
        return text(why);
    }
    if spec.round().is_some_and(|round| round.half == Half::R || round.digits > MOST_DIGITS) {
        return text(message!("workbook-value-round"));
    }
    let differs = |child: &NodeIx| {
        let mut weights = report.rows.iter().map(|row| report.card().weight_of(*child, *row));
        let first = weights.next();
        weights.any(|weight| Some(weight) != first)
    };
    if inner.weigh().looks_at_scores() && inner.children().iter().any(differs) {
        return text(message!("workbook-value-periods", node = report.node_name(node)));
    }
    let method = inner.aggregate().name();
    let why = || text(message!("workbook-value-method", method));
    Rule::of(inner).map_or_else(why, Source::Formula)
}
