//! What every part of the page needs, found once.

use std::collections::BTreeMap;

use icip::framework::NodeIx;
use icip::problem::message;
use icip::report::{decimals_for, index_decimals};

use super::scale::Scale;
use super::sheet_view::{AllQuartiles, Questions};
use crate::model::Report;

/// What every part of the page needs, found once.
#[derive(Debug)]
pub(super) struct Page<'r> {
    pub(super) report: &'r Report<'r>,
    pub(super) columns: Columns,
    /// The scale of the bars of each node of the report.
    scales: Vec<Scale>,
    /// The position of each node of the framework in the report.
    positions: Vec<Option<usize>>,
    /// The nodes of the levels that a sheet shows without scripts.
    pub(super) shown: Vec<NodeIx>,
    pub(super) quartiles: AllQuartiles,
    pub(super) questions: Questions<'r>,
    /// The methods in words, by their names in a framework.
    methods: BTreeMap<&'static str, String>,
}

impl<'r> Page<'r> {
    pub(super) fn new(report: &'r Report<'r>) -> Self {
        let mut positions = vec![None; report.framework().nodes().len()];
        for (at, node) in report.nodes.iter().enumerate() {
            positions[node.get()] = Some(at);
        }
        Self {
            report,
            columns: Columns::of(report),
            scales: Scale::common(report.nodes.iter().map(|node| Scale::of(report, *node)).collect()),
            positions,
            shown: report.down_to(report.levels_of(MOST_NODES)).collect(),
            quartiles: AllQuartiles::of(report),
            questions: Questions::new(report),
            methods: icip::methods()
                .iter()
                .map(|doc| (doc.name, doc.in_language(report.words.language()).title))
                .collect(),
        }
    }

    /// The position of a node of the report.
    pub(super) fn position(&self, node: NodeIx) -> usize {
        self.positions[node.get()].unwrap_or_default()
    }

    /// The name of a method in words.
    pub(super) fn method_title<'t>(&'t self, name: &'t str) -> &'t str {
        self.methods.get(name).map_or(name, String::as_str)
    }

    /// The scale of the bars of a node.
    pub(super) fn scale(&self, node: NodeIx) -> Scale {
        self.scales[self.position(node)]
    }
}

/// The most nodes that a sheet shows without scripts: so many levels of the tree as fit.
const MOST_NODES: usize = 16;

/// Tables with more rows are drawn by the script, a screenful after the other; without scripts they are plain.
pub(super) const DRAWN: usize = 300;

/// More children than these have no columns of their own.
const MOST_CHILDREN: usize = 8;

/// So many digits more than other scores has the index at most, to tell neighbours apart.
const MOST_MORE: usize = 2;

/// What the columns of the ranking hold.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) index: NodeIx,
    pub(crate) children: Vec<NodeIx>,
    /// Digits after the decimal mark of the index, and of other nodes.
    pub(crate) index_digits: usize,
    pub(crate) digits: usize,
    pub(crate) groups: Vec<String>,
    pub(crate) has_study: bool,
    pub(crate) has_tiers: bool,
    /// The positions of the framework's classes.
    pub(crate) classes: Vec<usize>,
    /// The entities that have a rank.
    pub(crate) ranked: usize,
}

impl Columns {
    pub(crate) fn of(report: &Report<'_>) -> Self {
        let framework = report.framework();
        let index = framework.root_index();
        let used = |child: &NodeIx| report.card().plan().is_used(*child);
        let children: Vec<NodeIx> = framework.root().children().iter().copied().filter(used).collect();
        let study = report.sources.study;
        let digits = decimals_for(report.card());
        Self {
            index,
            children: if children.len() > MOST_CHILDREN { Vec::new() } else { children },
            index_digits: index_decimals(report.card(), &report.rows, None).min(digits + MOST_MORE),
            digits,
            groups: report.card().panel().groups().to_vec(),
            has_study: study.is_some(),
            has_tiers: study.is_some_and(|study| study.tiers.is_some()),
            classes: (0..framework.classes().len()).collect(),
            ranked: report.ranked().len(),
        }
    }
}

/// The heading of a column of classes.
pub(crate) fn class_heading(report: &Report<'_>, class: usize) -> String {
    let framework = report.framework();
    let node = framework.position(&framework.classes()[class].node);
    match node {
        Some(node) if node != framework.root_index() => {
            report.words.text(message!("report-class-of", node = report.node_name(node)))
        }
        _ => report.words.text(message!("report-class")),
    }
}
