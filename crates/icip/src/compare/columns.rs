//! Which published column holds what.

use std::collections::{BTreeMap, BTreeSet};

use super::options::CompareOptions;
use super::result::{NotCompared, Reason};
use crate::framework::{Framework, NodeIx};
use crate::plan::{Origin, Scorecard};
use icip_problem::{Code, Place, Problem, Report, did_you_mean, message, quoted};
use icip_table::data::Panel;

/// The published columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Scores: nodes in the framework's order, with their columns, and whether the caller named them.
    pub(super) scores: Vec<(NodeIx, String, bool)>,
    pub(super) ranks: Vec<(NodeIx, String)>,
    pub(super) classes: Vec<(NodeIx, String)>,
    pub(super) not_compared: Vec<NotCompared>,
}

/// The nodes of a framework by the names that columns of a published table may have.
pub struct NodeNames<'f> {
    framework: &'f Framework,
    /// By codes in lower case; nothing for a code that several nodes share but for case.
    in_any_case: BTreeMap<String, Option<NodeIx>>,
}

impl<'f> NodeNames<'f> {
    /// The names of a framework.
    pub fn of(framework: &'f Framework) -> Self {
        let mut in_any_case = BTreeMap::new();
        for (ix, node) in NodeIx::first(framework.nodes().len()).zip(framework.nodes()) {
            let lower = node.code().to_lowercase();
            in_any_case.entry(lower).and_modify(|one| *one = None).or_insert(Some(ix));
        }
        Self { framework, in_any_case }
    }

    /// The node whose scores a column holds by its name: the node of the same code, or the only one whose code differs in
    /// case alone.
    pub fn node(&self, column: &str) -> Option<NodeIx> {
        let position = self.framework.position(column);
        position.or_else(|| *self.in_any_case.get(&column.to_lowercase())?)
    }
}

/// Finds what every column of the published table holds.
pub(super) fn find(
    card: &Scorecard<'_>,
    published: &Panel,
    options: &CompareOptions,
    report: &mut Report,
) -> Columns {
    let framework = card.framework();
    let schema = published.schema();
    let mut names: Vec<&str> = Vec::new();
    let mut known = BTreeSet::new();
    let texts = published.groups().iter().map(String::as_str);
    for name in schema.columns().iter().chain(schema.unread()).map(String::as_str).chain(texts) {
        if known.insert(name) {
            names.push(name);
        }
    }
    let mut columns = Columns::default();
    for (column, node) in &options.columns {
        if schema.position(column).is_none() {
            report.problem(no_column(column, &names));
        }
        if let Some(node) = node_named(framework, Some(node), report) {
            columns.take(card, node, column, true);
        }
    }
    for (node, column) in &options.ranks {
        if schema.position(column).is_none() && !published.groups().contains(column) {
            report.problem(no_column(column, &names));
        }
        columns.ranks.extend(node_named(framework, node.as_ref(), report).map(|node| (node, column.clone())));
    }
    for (node, column) in &options.classes {
        if !published.groups().contains(column) {
            report.problem(no_column(column, &names));
        }
        let Some(node) = node_named(framework, node.as_ref(), report) else { continue };
        let code = framework.nodes()[node].code();
        if framework.classes().iter().any(|classes| classes.node == code) {
            columns.classes.push((node, column.clone()));
        } else {
            let what = message!("unknown-node-without-classes", node = code);
            report.problem(
                Problem::new(Code::UnknownNode, Place::default(), what)
                    .hint(message!("unknown-node-without-classes-hint")),
            );
        }
    }
    for (node, _) in &options.scales {
        node_named(framework, node.as_ref(), report);
    }
    let mut taken: BTreeSet<String> = options.columns.iter().map(|(column, _)| column.clone()).collect();
    taken.extend(columns.ranks.iter().map(|(_, column)| column.clone()));
    taken.extend(published.groups().iter().cloned());
    let is_taken = |name: &String| taken.contains(name);
    let nodes = NodeNames::of(framework);
    for column in schema.columns().iter().filter(|name| !is_taken(name)) {
        match nodes.node(column) {
            Some(node) => columns.take(card, node, column, false),
            None => columns.not_compared.push(NotCompared::new(column, Reason::NoNode)),
        }
    }
    for column in schema.unread().iter().filter(|name| !is_taken(name)) {
        columns.not_compared.push(NotCompared::new(column, Reason::NoNode));
    }
    if columns.scores.is_empty() && options.ranks.is_empty() && options.classes.is_empty() {
        let all_have_reasons = columns.not_compared.iter().any(|column| column.reason != Reason::NoNode);
        if !all_have_reasons {
            let node = framework.root().code();
            let hint = message!("nothing-in-common-columns-hint", node, columns = quoted(names));
            let problem =
                Problem::new(Code::NothingInCommon, Place::default(), message!("nothing-in-common-columns"));
            report.problem(problem.hint(hint));
        }
    }
    columns.scores.sort_by_key(|(node, _, _)| *node);
    columns
}

impl Columns {
    /// Takes a column as the scores of a node, or says why not.
    fn take(&mut self, card: &Scorecard<'_>, node: NodeIx, column: &str, named: bool) {
        let reason = match card.plan().origin(node) {
            Origin::Entered { .. } => Some(Reason::Taken(node)),
            Origin::Unused => Some(Reason::NotScored(node)),
            Origin::Computed | Origin::Measured { .. } => {
                let twice = self.scores.iter().any(|(other, _, _)| *other == node);
                (twice && !named).then_some(Reason::OtherColumn(node))
            }
        };
        match reason {
            Some(reason) => self.not_compared.push(NotCompared::new(column, reason)),
            None => self.scores.push((node, column.to_owned(), named)),
        }
    }
}

/// The position of a node that the caller names, or of the index.
fn node_named(framework: &Framework, node: Option<&String>, report: &mut Report) -> Option<NodeIx> {
    let Some(node) = node else { return Some(framework.root_index()) };
    let position = framework.position(node);
    if position.is_none() {
        let hint = did_you_mean(node, framework.nodes().iter().map(|n| n.code()));
        let what = message!("unknown-node-compared", node);
        report.problem(Problem::new(Code::UnknownNode, Place::default(), what).hint(hint));
    }
    position
}

/// The published table lacks a column that the caller named.
fn no_column(column: &str, names: &[&str]) -> Problem {
    let what = message!("missing-column-published", column);
    let hint = did_you_mean(column, names.iter().copied());
    Problem::new(Code::MissingColumn, Place::default(), what).hint(hint)
}
