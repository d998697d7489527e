//! The difference of two scored rows, part by part: one walk down the tree, which carries how many points of the index
//! one point of a node was worth.

use super::scored::Scored;
use super::split::{Pair, Side, Split, split};
use crate::framework::{NodeIx, NodeKind};
use crate::plan::Origin;
use crate::plan::node_rules::NodeRules;
use icip_num::grid;

/// What a part of a change comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Cause {
    /// The entity's own measurement is another one.
    Data,
    /// A value is measured on one side only, or on neither, and is filled differently without a look at the other entities.
    Gap,
    /// What was fitted to the sample is another: bounds, means, cut points, weights that come from scores, or what fills a value
    /// that is measured on neither side.
    Scale,
    /// The node compares entities with each other, so that their data and those of the entity cannot be told apart.
    Comparison,
    /// Scores of the node are rounded.
    Rounding,
    /// An edit of the framework, by its position in the list of edits.
    Method(usize),
}

/// A part of the change of the index.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// The node at which it arises.
    pub node: NodeIx,
    /// What it comes from.
    pub cause: Cause,
    /// Points of the index.
    pub points: f64,
}

impl Part {
    pub(super) fn new(node: NodeIx, cause: Cause, points: f64) -> Self {
        Self { node, cause, points }
    }
}

/// One of the two rows.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    pub(super) scored: &'r Scored<'r>,
    pub(super) row: usize,
}

impl Row<'_> {
    fn score(&self, node: NodeIx) -> Option<f64> {
        self.scored.score(node, self.row)
    }
}

/// The parts of the difference of the index between two rows of one framework, in the order of a walk from the index
/// down. They add up to the difference but for rounding errors of the arithmetic. Nothing where a row has no index.
pub(super) fn parts(before: Row<'_>, after: Row<'_>) -> Option<Vec<Part>> {
    let root = before.scored.framework().root_index();
    before.score(root)?;
    after.score(root)?;
    let mut walk = Walk { before, after, parts: Vec::new(), next: vec![(root, 1.0)] };
    while let Some((node, worth)) = walk.next.pop() {
        walk.node(node, worth);
    }
    walk.parts.retain(|part| part.points != 0.0);
    Some(walk.parts)
}

struct Walk<'r> {
    before: Row<'r>,
    after: Row<'r>,
    parts: Vec<Part>,
    /// The nodes to go to, each with the points of the index that one of its points is worth.
    next: Vec<(NodeIx, f64)>,
}

impl Walk<'_> {
    fn part(&mut self, node: NodeIx, cause: Cause, points: f64) {
        self.parts.push(Part::new(node, cause, points));
    }

    /// Splits the change of a node that has a score on both sides.
    fn node(&mut self, node: NodeIx, worth: f64) {
        let (Some(y0), Some(y1)) = (self.before.score(node), self.after.score(node)) else { return };
        match [self.before, self.after].map(|side| side.scored.is_filled(node, side.row)) {
            // What fills the scores of nodes comes from the sample.
            [true, true] => return self.part(node, Cause::Scale, worth * (y1 - y0)),
            [true, false] | [false, true] => return self.part(node, Cause::Gap, worth * (y1 - y0)),
            [false, false] => {}
        }
        match self.before.scored.card().plan().origin(node) {
            Origin::Measured { .. } | Origin::Entered { .. } => self.entry(node, worth, y0, y1),
            Origin::Computed => self.computed(node, worth, y0, y1),
            Origin::Unused => {}
        }
    }

    /// A leaf: its value moved, the scale moved, or both. Either may be first, and the mean of both orders is taken.
    fn entry(&mut self, node: NodeIx, worth: f64, y0: f64, y1: f64) {
        let (Row { scored: a, row: r0 }, Row { scored: b, row: r1 }) = (self.before, self.after);
        let (Some((x0, own0)), Some((x1, own1))) = (a.value(node, r0), b.value(node, r1)) else { return };
        let cause = match (own0, own1) {
            (true, true) => Cause::Data,
            (false, false) if a.framework().fills_from_sample(node) => Cause::Scale,
            _ => Cause::Gap,
        };
        let (value, scale) = of_function(y0, y1, a.scored_by(node, r0, x1), b.scored_by(node, r1, x0));
        self.part(node, cause, worth * value);
        self.part(node, Cause::Scale, worth * scale);
    }

    fn computed(&mut self, node: NodeIx, worth: f64, y0: f64, y1: f64) {
        let (Row { scored: a, row: r0 }, Row { scored: b, row: r1 }) = (self.before, self.after);
        let spec = &a.framework().nodes()[node];
        let (NodeKind::Inner(inner), Some(rules)) = (spec.kind(), NodeRules::declared(spec)) else { return };
        if inner.aggregate().kernel().looks_at_sample() {
            return self.part(node, Cause::Comparison, worth * (y1 - y0));
        }
        // The score before it is normalised again and rounded.
        let (mut raw0, mut raw1) = (y0, y1);
        if rules.round.is_some() || rules.rescale.is_some() {
            match (a.aggregated(node, r0), b.aggregated(node, r1)) {
                (Some(first), Some(last)) => (raw0, raw1) = (first, last),
                _ => return self.part(node, Cause::Gap, worth * (y1 - y0)),
            }
        }
        let (mut u0, mut u1) = (raw0, raw1);
        let mut slope = 1.0;
        if rules.rescale.is_some() {
            match (a.rescaled_by(node, r0, raw0), b.rescaled_by(node, r1, raw1)) {
                (Some(first), Some(last)) => (u0, u1) = (first, last),
                _ => return self.part(node, Cause::Scale, worth * (y1 - y0)),
            }
            let (value, scale) =
                of_function(u0, u1, a.rescaled_by(node, r0, raw1), b.rescaled_by(node, r1, raw0));
            self.part(node, Cause::Scale, worth * scale);
            slope = if (raw1 - raw0).abs() > grid::noise(&[raw0, raw1]) {
                value / (raw1 - raw0)
            } else {
                f64::midpoint(local_slope(a, node, r0, raw0), local_slope(b, node, r1, raw1))
            };
        }
        if rules.round.is_some() {
            self.part(node, Cause::Rounding, worth * ((y1 - u1) - (y0 - u0)));
        }
        self.children(node, &rules, worth * slope, raw0, raw1);
    }

    fn children(&mut self, node: NodeIx, rules: &NodeRules<'_>, worth: f64, raw0: f64, raw1: f64) {
        let fill = rules.fill();
        let side = |side: Row<'_>, child: NodeIx| {
            let weight = side.scored.weights(side.row)[child];
            let own = side.score(child);
            let score = own.or(fill).filter(|_| rules.counts(weight))?;
            Some(Side { score, present: own.is_some(), weight })
        };
        let pair = |child: &NodeIx| {
            let (before, after) = (side(self.before, *child), side(self.after, *child));
            (before.is_some() || after.is_some()).then_some(Pair { node: *child, before, after })
        };
        let children = self.before.scored.framework().nodes()[node].children();
        let pairs: Vec<Pair> = children.iter().filter_map(pair).collect();
        let Split { given, gap, weights } = split(rules, &pairs, raw0, raw1);
        let mut rest = (raw1 - raw0) - gap - weights;
        self.part(node, Cause::Gap, worth * gap);
        self.part(node, Cause::Scale, worth * weights);
        // The last one on the stack is taken first.
        for (pair, given) in pairs.iter().zip(&given).rev() {
            self.part(pair.node, Cause::Gap, worth * given.gap);
            self.part(pair.node, Cause::Scale, worth * given.weight);
            rest -= given.gap + given.weight;
            let (Some(a), Some(b)) = (pair.before, pair.after) else { continue };
            rest -= given.slope * (b.score - a.score);
            if a.present && b.present {
                self.next.push((pair.node, worth * given.slope));
            } else {
                self.part(pair.node, Cause::Gap, worth * given.slope * (b.score - a.score));
            }
        }
        // More than the noise of the arithmetic is left only where a child hardly moved under a rule with a kink.
        if rest.abs() > 1e-13 * (raw0.abs() + raw1.abs()) {
            self.part(node, Cause::Rounding, worth * rest);
        }
    }
}

/// A change from `y0` to `y1` as that of a value and that of a function. `old` is what the function before gives for the
/// value after, and `new` the reverse; where one of them does not exist, the other decides alone.
fn of_function(y0: f64, y1: f64, old: Option<f64>, new: Option<f64>) -> (f64, f64) {
    let value = match (old, new) {
        (Some(old), Some(new)) => f64::midpoint(old - y0, y1 - new),
        (Some(old), None) => old - y0,
        (None, Some(new)) => y1 - new,
        (None, None) => y1 - y0,
    };
    let scale = (y1 - y0) - value;
    let noise = 1e-14 * (y0.abs() + y1.abs());
    match (value.abs() <= noise, scale.abs() <= noise) {
        (_, true) => (y1 - y0, 0.0),
        (true, false) => (0.0, y1 - y0),
        (false, false) => (value, scale),
    }
}

/// The slope of the scale of a node that is normalised again.
fn local_slope(scored: &Scored<'_>, node: NodeIx, row: usize, score: f64) -> f64 {
    let step = if score.abs() > 1.0 { score.abs() } else { 1.0 } / f64::from(1 << 20);
    let ends = [score + step, score - step].map(|score| scored.rescaled_by(node, row, score));
    match ends {
        [Some(up), Some(down)] => (up - down) / (2.0 * step),
        _ => 0.0,
    }
}
