//! How the score of one node comes from the scores of its children: the one place that scores a node.
//!
//! The missing rule fills in for absent children or takes the score away, the weights of the children that
//! are present are divided by their sum, the aggregation applies its floor, a score outside its domain is
//! refused, and the result is rounded. Plans and studies call this; it must not know where scores and weights
//! come from, nor whether rules and weights are those that the framework declares.

use crate::aggregate::geometric_mean::GeometricMean;
use crate::aggregate::{Aggregate, Children, Domain, Lane, bit, is_full};
use crate::framework::{Node, NodeIx, NodeKind};
use crate::impute::{Gaps, Impute, Shared};
use crate::missing::{Enough, Missing, at_least::ShareBy};
use crate::normalise::{Direction, Normalise};
use crate::plan::refusal::Refusal;
use crate::round::Round;
use crate::scale::{SampleValues, Unfit};
use icip_num::{kernel, statistics};
use icip_problem::message;
use icip_table::data::{Column, Mask};

/// The rules of a node that is computed from its children.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NodeRules<'r> {
    pub(crate) aggregate: &'r Aggregate,
    pub(crate) missing: &'r Missing,
    pub(crate) rescale: Option<&'r Normalise>,
    pub(crate) impute: Option<&'r Impute>,
    pub(crate) round: Option<Round>,
}

/// The children of a node that count in its score.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'c> {
    /// Their positions in the framework.
    pub(crate) nodes: &'c [NodeIx],
    /// The lanes with their scores.
    pub(crate) lanes: &'c [usize],
    /// Their weights, which need not add up to 1.
    pub(crate) weights: &'c [f64],
}

/// What a score is as a function of the weights, where all children are present and nothing is rounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum WeightForm {
    /// The sum of the scores, each times its weight divided by the sum of all weights.
    Mean,
    /// The sum of the scores, each times its weight.
    Sum,
    /// The exponential of the mean of the logarithms.
    MeanOfLogarithms(GeometricMean),
    /// No linear function.
    Other,
}

impl<'r> NodeRules<'r> {
    /// The rules that the framework declares; `None` for a leaf.
    pub(crate) fn declared(node: &'r Node) -> Option<Self> {
        match node.kind() {
            NodeKind::Inner(inner) => Some(Self {
                aggregate: &inner.aggregate,
                missing: &inner.missing,
                rescale: inner.rescale.as_ref(),
                impute: inner.impute.as_ref(),
                round: node.round(),
            }),
            NodeKind::Leaf(_) => None,
        }
    }

    /// Whether a child with this weight counts. In a mean, a child of weight 0 has no influence, not even by
    /// being absent.
    pub(crate) fn counts(&self, weight: f64) -> bool {
        weight > 0.0 || self.aggregate.kernel().keeps_zero_weights()
    }

    /// The score that stands for an absent child.
    pub(crate) fn fill(&self) -> Option<f64> {
        self.missing.kernel().fill()
    }

    /// What the score is as a function of the weights, before it is rounded.
    pub(crate) fn form(&self) -> WeightForm {
        match self.aggregate {
            _ if self.rescale.is_some() || self.impute.is_some() => WeightForm::Other,
            Aggregate::ArithmeticMean(_) => WeightForm::Mean,
            Aggregate::WeightedSum(_) => WeightForm::Sum,
            Aggregate::GeometricMean(mean) => WeightForm::MeanOfLogarithms(*mean),
            _ => WeightForm::Other,
        }
    }

    /// Scores the node into its lane, from the lanes of its children, which the missing rule may fill. What
    /// is refused, with rows counted from the first of the lane. Scores that are normalised again are left for
    /// [`NodeRules::rescale`], which needs a whole sample, and are rounded there.
    pub(crate) fn score(
        &self,
        children: &Counted<'_>,
        lanes: &mut [Lane],
        scratch: &mut Vec<f64>,
        lane: &mut Lane,
    ) -> Vec<Refusal> {
        if let Some(fill) = self.fill() {
            // A node has one parent, so nobody else reads these lanes.
            children.lanes.iter().for_each(|position| lanes[*position].fill(fill));
        }
        let scores = Children::new(lanes, children.lanes, children.weights);
        self.aggregate.kernel().aggregate(&scores, scratch, &mut lane.values);
        // Before the check: an absent score may be any number until it is set to 0.
        self.keep_enough(&scores, lane);
        let finite = kernel::all_finite(&lane.values);
        let refused = if finite { Vec::new() } else { self.refused(&scores, children.nodes, lane) };
        if self.rescale.is_none() {
            self.round(lane);
        }
        refused
    }

    /// Normalises the scores of a sample again where the node says so, and rounds them. What was fitted.
    ///
    /// # Errors
    /// Why the scores have no scale.
    pub(crate) fn rescale(&self, lane: &mut Lane) -> Result<Vec<(&'static str, f64)>, Unfit> {
        let Some(method) = self.rescale else { return Ok(Vec::new()) };
        let at: Vec<usize> =
            (0..lane.values.len()).filter(|row| !lane.has_gaps || bit(&lane.words, *row)).collect();
        let sample: Vec<f64> = at.iter().map(|row| lane.values[*row]).collect();
        if sample.is_empty() {
            return Ok(Vec::new());
        }
        let values = SampleValues::of_values(&sample, &|_, _| Vec::new(), &|_| Vec::new());
        let scale = method.kernel().fit(&values, Direction::Positive)?;
        let mut scores = vec![0.0; sample.len()];
        scale.apply(&sample, &mut scores);
        if let Some((value, _)) = sample.iter().zip(&scores).find(|(_, score)| !score.is_finite()) {
            return Err(Unfit::new(message!("rescale-outside", value = *value), scale.domain()));
        }
        at.iter().zip(scores).for_each(|(row, score)| lane.values[*row] = score);
        self.round(lane);
        Ok(scale.fitted())
    }

    /// Fills the gaps of a sample where the node says so, with rounded scores. The rows of the lane that were
    /// filled; `labels` are those of a group column, one per row of the lane.
    ///
    /// # Errors
    /// Why a gap cannot be filled.
    pub(crate) fn impute<'p>(
        &self,
        lane: &mut Lane,
        labels: impl Fn(&str) -> Option<Vec<Option<&'p str>>>,
    ) -> Result<Vec<usize>, Unfit> {
        let Some(method) = self.impute.filter(|_| lane.has_gaps) else { return Ok(Vec::new()) };
        let rows: Vec<usize> = (0..lane.values.len()).collect();
        let mask = Mask::from_flags(rows.iter().map(|row| bit(&lane.words, *row)));
        let Ok(target) = Column::from_parts(lane.values.clone(), Some(mask)) else { return Ok(Vec::new()) };
        let filled = method.kernel().fill(&Gaps {
            code: "",
            target: &target,
            direction: Direction::Positive,
            rows: &rows,
            sample: 0,
            other: &|_| None,
            family: &|_, _| None,
            members: &|_| Vec::new(),
            shared: &Shared::default(),
            labels: &|name| labels(name),
            time: &|_| None,
            history: &|_| Ok(Vec::new()),
        })?;
        for (row, value) in &filled {
            lane.values[*row] = self.round.map_or(*value, |round| round.apply(*value));
            lane.words[*row / 64] |= 1 << (*row % 64);
        }
        lane.has_gaps = !is_full(&lane.words, lane.values.len());
        Ok(filled.into_iter().map(|(row, _)| row).collect())
    }

    /// Takes the score away from the entities that have not enough children present.
    pub(crate) fn keep_enough(&self, children: &Children<'_>, lane: &mut Lane) {
        if !children.complete() {
            presence(children, self.missing.kernel().enough(), &mut lane.words, lane.values.len());
            lane.has_gaps = !is_full(&lane.words, lane.values.len());
            lane.zero_gaps();
        }
    }

    /// Rounds the scores of a lane.
    pub(crate) fn round(&self, lane: &mut Lane) {
        if let Some(round) = self.round {
            lane.values.iter_mut().for_each(|value| *value = round.apply(*value));
        }
    }

    /// Why scores of a lane are not finite: the children outside the domain of the aggregation, or else the
    /// score itself.
    fn refused(&self, children: &Children<'_>, nodes: &[NodeIx], lane: &Lane) -> Vec<Refusal> {
        let (kernel, method) = (self.aggregate.kernel(), self.aggregate.name());
        let domain = kernel.domain();
        let mut refusals = Vec::new();
        let present = |row: usize| !lane.has_gaps || bit(&lane.words, row);
        for (row, value) in
            lane.values.iter().enumerate().filter(|(row, value)| !value.is_finite() && present(*row))
        {
            let found = refusals.len();
            for (child, node) in children.each().zip(nodes) {
                let score = child.values[row];
                if child.is_present(row) && kernel.refuses(score) {
                    refusals.push(Refusal {
                        row,
                        node: NodeIx::new(0),
                        child: Some(*node),
                        method,
                        score,
                        domain,
                        unsolved: None,
                    });
                }
            }
            if refusals.len() == found {
                // A mean that is refused is told, and not the node's score, which is no number.
                let mean = mean_of(children, row);
                let score = if domain == Domain::PositiveMean && mean <= 0.0 { mean } else { *value };
                let unsolved = kernel.unsolved(children, row);
                refusals.push(Refusal {
                    row,
                    node: NodeIx::new(0),
                    child: None,
                    method,
                    score,
                    domain,
                    unsolved,
                });
            }
        }
        refusals
    }
}

/// The weighted mean of the children that a row has.
fn mean_of(children: &Children<'_>, row: usize) -> f64 {
    let present = || children.each().filter(|child| child.is_present(row));
    let total = present().fold(0.0, |sum, child| sum + child.weight);
    present().fold(0.0, |sum, child| sum + child.weight * child.values[row]) / total
}

/// The children that count with some weights of all nodes.
pub(crate) fn counted_children(node: &Node, weights: &[f64]) -> Vec<NodeIx> {
    let Some(rules) = NodeRules::declared(node) else { return Vec::new() };
    node.children().iter().copied().filter(|child| rules.counts(weights[*child])).collect()
}

/// Sets the bits of the entities with enough children present.
fn presence(children: &Children<'_>, enough: Enough, words: &mut [u64], rows: usize) {
    let total = statistics::total(children.weights());
    for (place, word) in words.iter_mut().enumerate() {
        let full = Mask::full_word(rows, place);
        let each = || children.each().map(|child| child.present.map_or(full, |words| words[place]));
        let every = each().fold(full, |every, word| every & word);
        let any = each().fold(0, |any, word| any | word);
        *word = match enough {
            Enough::Any => any,
            Enough::Every => every,
            Enough::Share(least, by) => {
                let share = |row: usize| {
                    let present = || children.each().filter(|child| child.is_present(row));
                    match by {
                        ShareBy::Count => present().count() as f64 / children.len() as f64,
                        ShareBy::Weight => present().fold(0.0, |sum, child| sum + child.weight) / total,
                    }
                };
                // Rows with all children or with none need no count.
                let in_doubt = any & !every;
                let kept = (0..64)
                    .filter(|bit| in_doubt >> bit & 1 == 1 && share(place * 64 + bit) >= least)
                    .fold(0, |kept, bit| kept | 1 << bit);
                // Without children that count, `every` holds all rows and `any` none.
                every & any | kept
            }
        };
    }
}
