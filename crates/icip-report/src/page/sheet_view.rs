//! What the sheet of an entity says.

use std::collections::BTreeMap;

use icip::explain::{Balance, Explainer};
use icip::framework::NodeIx;
use icip::io::format_fixed;
use icip::plan::Change;
use icip::problem::{Code, Problem};
use icip::robustness::EntityIx;
use icip::robustness::answers::Gains as AllGains;

use crate::model::Report;
use crate::peers::{Peers, quartiles};

/// Nodes that are named on each side of the balance.
const NAMED: usize = 5;

/// The places that an entity may want to gain.
pub(crate) const PLACES: [usize; 2] = [3, 10];

/// The quartiles of every group with which an entity is compared.
#[derive(Debug)]
pub(crate) struct AllQuartiles(BTreeMap<Option<(usize, String)>, Quartiles>);

/// Lower quartile, median and upper quartile of each node of the report, where anybody has a score.
pub(crate) type Quartiles = Vec<Option<[f64; 3]>>;

impl AllQuartiles {
    pub(crate) fn of(report: &Report<'_>) -> Self {
        let mut all = BTreeMap::new();
        for row in &report.rows {
            let peers = report.peers(*row);
            all.entry(key(&peers)).or_insert_with(|| {
                let of_node =
                    |node: &NodeIx| quartiles(&report.card().scores().column(*node).present_of(peers.rows));
                report.nodes.iter().map(of_node).collect()
            });
        }
        Self(all)
    }

    /// Those of one of the groups.
    pub(crate) fn of_peers(&self, peers: &Peers<'_>) -> &[Option<[f64; 3]>] {
        self.0.get(&key(peers)).map_or(&[], Vec::as_slice)
    }
}

fn key(peers: &Peers<'_>) -> Option<(usize, String)> {
    peers.group.map(|(column, label)| (column, label.to_owned()))
}

/// A node that puts an entity above or below the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub(crate) node: NodeIx,
    /// Score less the mean of the others.
    pub(crate) gap: f64,
    /// The same in points of the index, where it is linear.
    pub(crate) points: Option<f64>,
}

/// The increase of a score and the rank that it gives, for each of [`PLACES`]; nothing where that cannot be.
pub(crate) type Gains = [Option<(f64, usize)>; PLACES.len()];

/// What a node must gain for an entity to gain places.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GainLine {
    pub(crate) node: NodeIx,
    pub(crate) gains: Gains,
}

/// Changes of an entity with the same reason.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Changes {
    pub(crate) why: String,
    pub(crate) nodes: Vec<NodeIx>,
}

/// What the sheet of one entity says.
#[derive(Debug)]
pub(crate) struct SheetView<'r> {
    pub(crate) row: usize,
    pub(crate) strong: Vec<Place>,
    pub(crate) weak: Vec<Place>,
    pub(crate) gains: Vec<GainLine>,
    pub(crate) changes: Vec<Changes>,
    pub(crate) findings: Vec<&'r Problem>,
}

/// What all sheets are written from, found once.
#[derive(Debug)]
pub(crate) struct Questions<'r> {
    report: &'r Report<'r>,
    explainer: Explainer<'r>,
    gains: AllGains<'r>,
    /// What was found about each entity, by its code.
    findings: BTreeMap<&'r str, Vec<&'r Problem>>,
}

impl<'r> Questions<'r> {
    pub(crate) fn new(report: &'r Report<'r>) -> Self {
        let mut findings: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
        // Clipped values stand among the changes.
        for problem in report.sources.findings.iter().filter(|problem| problem.code != Code::Clipped) {
            if let Some(entity) = &problem.place.entity {
                findings.entry(entity).or_default().push(problem);
            }
        }
        let gains = AllGains::new(report.card(), report.ranked());
        Self { report, explainer: Explainer::new(report.card()), gains, findings }
    }

    /// What the sheet of an entity says, by its position in the ranking.
    pub(crate) fn sheet(&self, at: usize) -> SheetView<'r> {
        let row = self.report.rows[at];
        let explanation = self.explainer.explain(row);
        let place =
            |balance: &Balance| Place { node: balance.node, gap: balance.gap, points: balance.index_points };
        let balance = &explanation.balance;
        let strong = balance.iter().filter(|balance| balance.gap > 0.0).take(NAMED).map(place).collect();
        let weak = balance.iter().rev().filter(|balance| balance.gap < 0.0).take(NAMED).map(place).collect();
        // Places name the period too, where there are periods.
        let key = self.report.entity(row).key();
        SheetView {
            row,
            strong,
            weak,
            gains: self.gains_of(at),
            changes: changes(self.report, explanation.nodes.iter().flat_map(|node| &node.changes)),
            findings: self.findings.get(key.as_str()).cloned().unwrap_or_default(),
        }
    }

    /// What each child of the index would have to gain.
    fn gains_of(&self, at: usize) -> Vec<GainLine> {
        if at >= self.report.ranked().len() {
            return Vec::new();
        }
        let gain = |node: NodeIx, places: usize| {
            let found = self.gains.of(EntityIx::new(at), node, places).ok()?;
            Some((found.increase, found.rank))
        };
        let line = |node: &NodeIx| GainLine { node: *node, gains: PLACES.map(|places| gain(*node, places)) };
        let children = self.report.framework().root().children().iter();
        let lines: Vec<GainLine> = children.map(line).collect();
        // A component that is not enough alone is told beside those that are.
        let any = lines.iter().any(|line| line.gains.iter().any(Option::is_some));
        if any { lines } else { Vec::new() }
    }
}

/// The least number with so many digits after the point that is not below an increase: with less, the place would not be
/// reached.
pub(crate) fn at_least(increase: f64, digits: usize) -> f64 {
    let read = |text: String| text.parse().unwrap_or(increase);
    let shown: f64 = read(format_fixed(increase, digits));
    if shown >= increase { shown } else { read(format_fixed(shown + read(format!("1e-{digits}")), digits)) }
}

/// Changes with the same reason together, in the order in which the reasons come.
fn changes<'c>(report: &Report<'_>, all: impl Iterator<Item = &'c Change>) -> Vec<Changes> {
    let mut changes: Vec<Changes> = Vec::new();
    for change in all {
        let why = report.said(&change.why);
        match changes.iter_mut().find(|same| same.why == why) {
            Some(same) => same.nodes.push(change.node),
            None => changes.push(Changes { why, nodes: vec![change.node] }),
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_increase_is_rounded_to_what_is_enough() {
        assert_eq!(
            [0.025122, 0.025, 0.0251, 2.0].map(|increase| at_least(increase, 3)),
            [0.026, 0.025, 0.026, 2.0]
        );
    }
}
