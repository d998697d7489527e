//! From the comparable scores of the leaves to the index, with ranks and trail.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::aggregate::Contribution;
use crate::framework::shares::shares;
use crate::framework::{Aggregation, Framework, NodeIx, NodeKind, Share};
use crate::plan::findings::Findings;
use crate::plan::outputs::Outputs;
use crate::plan::ranker::Ranker;
use crate::plan::trail::reason;
use crate::plan::weights::UsedWeights;
use crate::plan::{
    Change, Fits, Fitted, Origin, Plan, Prepared, Step, Strata, TieBreaker, TieBreaks, Trail, whole_samples,
};
use icip_num::exec::Par;
use icip_problem::{Problem, Problems, message};
use icip_table::data::{Column, Panel, Scores};

/// What one child contributed to the score of its parent for one entity.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ChildContribution {
    /// Position of the child in the framework.
    pub child: NodeIx,
    /// Its weight over the weights of the children that count for this entity.
    pub share: f64,
    /// The weight that was used: the share, the weight itself under a weighted sum, or the entity's own
    /// weight under benefit of the doubt. Nothing where the aggregation uses no weights, and for an absent
    /// child.
    pub weight: Option<f64>,
    /// How far the parent moves when the child moves by one point; `None` where that depends on the
    /// scores.
    pub slope: Option<f64>,
    /// What it contributed.
    pub contribution: Contribution,
}

/// The cut points of each period.
pub(super) type Cuts = BTreeMap<Option<String>, Vec<f64>>;

/// Scores and ranks of every node, with what they were computed from.
#[derive(Debug, Clone)]
pub struct Scorecard<'a> {
    pub(super) plan: Plan<'a>,
    pub(super) panel: &'a Panel,
    /// Whether the panel holds all rows that took part.
    pub(super) is_whole: bool,
    pub(super) par: Par,
    pub(super) scores: Scores,
    /// The nodes and rows whose scores fill a gap, and come from no child.
    pub(crate) filled: BTreeSet<(NodeIx, usize)>,
    /// Weight of every node among its siblings.
    pub(super) weights: UsedWeights,
    /// How much every node counts, found when it is asked for first.
    pub(super) shares: OnceLock<Vec<Share>>,
    /// Rows that are ranked against each other, found when ranks are asked for first.
    pub(super) strata: OnceLock<Strata>,
    /// Ranks of nodes, computed when they are asked for: most nodes of a large tree are never ranked.
    pub(super) ranks: Vec<OnceLock<Column>>,
    pub(super) group_ranks: Vec<OnceLock<Column>>,
    /// Cut points between quantiles, found when a class is asked for first.
    pub(super) cuts: Vec<OnceLock<Cuts>>,
    pub(super) fitted: Vec<Fitted>,
    pub(super) trail: Vec<Change>,
    pub(super) findings: Findings,
    /// The findings in words, written when they are asked for first.
    pub(super) warnings: OnceLock<Vec<Problem>>,
}

impl<'a> Prepared<'a> {
    /// Aggregates from the leaves up, rounds where nodes say so, and ranks.
    ///
    /// # Errors
    /// All scores outside of the domain of an aggregation, with node, child and entity; weights that cannot
    /// be computed from the scores.
    pub fn score(&self) -> Result<Scorecard<'a>, Problems> {
        let framework = &*self.plan.framework;
        let stage = whole_samples::stage(self)?;
        let nodes: Vec<NodeIx> = NodeIx::first(framework.nodes().len()).collect();
        let scores = Scores::new(Outputs::columns(&stage, &nodes)?);
        let mut trail = self.trail.clone();
        trail.extend(stage.changes);
        if self.plan.trail == Trail::Keep {
            self.node_trail(&scores, &stage.weights, &stage.filled, &mut trail);
        }
        // Entity by entity, so that the trail of a block of rows is a part of the trail of the table. The
        // sort is stable: the changes of an entity stay in the order of the steps.
        trail.sort_by_key(|change| change.row);
        let findings = self.found(&scores, stage.warnings);
        let mut fitted = self.fitted();
        fitted.extend(self.plan.diagnostics());
        fitted.extend(stage.fitted);
        Ok(Scorecard {
            plan: self.plan.clone(),
            panel: self.panel,
            is_whole: self.known.is_none(),
            par: self.par,
            scores,
            filled: stage.filled,
            weights: stage.weights,
            shares: OnceLock::new(),
            strata: OnceLock::new(),
            ranks: vec![OnceLock::new(); framework.nodes().len()],
            group_ranks: vec![OnceLock::new(); self.panel.groups().len()],
            cuts: vec![OnceLock::new(); framework.classes().len()],
            fitted,
            trail,
            findings,
            warnings: OnceLock::new(),
        })
    }

    /// Lists what the missing rules and floors of the nodes did.
    fn node_trail(
        &self,
        scores: &Scores,
        weights: &UsedWeights,
        filled: &BTreeSet<(NodeIx, usize)>,
        trail: &mut Vec<Change>,
    ) {
        for (node, inner) in self.plan.computed() {
            let parent = self.plan.framework.nodes()[node].code();
            let (rule, method) = (inner.missing.name(), inner.aggregate.name());
            let fill = inner.missing.kernel().fill();
            // Most nodes need none of these texts, and scoring is repeated for blocks and runs.
            let counted = reason(|| message!("trail-absent-counted", rule, parent));
            let left_out = reason(|| message!("trail-absent-left-out", rule, parent));
            let fatal = reason(|| message!("trail-absent-fatal", rule, parent));
            let lifted = reason(|| message!("trail-floor", method, parent));
            let keeps_zero = inner.aggregate.kernel().keeps_zero_weights();
            for child in inner.children.iter().copied() {
                for (row, score) in scores.column(child).cells().enumerate() {
                    if !keeps_zero && weights.of(row)[child] <= 0.0 {
                        continue;
                    }
                    let (step, after, why): (_, _, &Arc<_>) = match score {
                        None if fill.is_some() => (Step::Missing, fill, &counted),
                        None if scores.column(node).is_present(row) && !filled.contains(&(node, row)) => {
                            (Step::Missing, None, &left_out)
                        }
                        None => (Step::Missing, None, &fatal),
                        Some(z) => match inner.aggregate.kernel().floored(z) {
                            Some(floor) => (Step::Floor, Some(floor), &lifted),
                            None => continue,
                        },
                    };
                    trail.push(Change { row, node: child, step, before: score, after, why: why.clone() });
                }
            }
        }
    }

    /// What a reader of the scores should know, in addition to what was found in the leaves.
    fn found(&self, scores: &Scores, weights: Vec<Problem>) -> Findings {
        let spec = &self.plan.framework.rank;
        // Most frameworks name none, and then the codes are not looked at.
        let looked_at = if spec.unranked.is_empty() { &[][..] } else { self.panel.entities() };
        let codes: BTreeSet<&str> = looked_at.iter().map(|entity| entity.code.as_str()).collect();
        let unranked = spec.unranked.iter().map(|code| codes.contains(code.as_str())).collect();
        let findings = Findings { weights, unranked, ..self.findings.clone() };
        findings.with_scores(&self.plan.framework, self.panel, scores)
    }
}

impl Plan<'_> {
    fn computed(&self) -> impl Iterator<Item = (NodeIx, &Aggregation)> {
        let nodes = self.framework.nodes();
        NodeIx::first(nodes.len()).zip(nodes).filter_map(|(ix, node)| match node.kind() {
            NodeKind::Inner(inner) if self.origins[ix] == Origin::Computed => Some((ix, inner)),
            _ => None,
        })
    }

    /// What was fitted to a table in blocks; the same as [`Scorecard::fitted`] of the whole table.
    pub fn fitted(&self, fits: &Fits) -> Vec<Fitted> {
        fits.fitted().into_iter().chain(self.diagnostics()).collect()
    }

    /// The diagnostics of the weighing rules that need no scores.
    fn diagnostics(&self) -> impl Iterator<Item = Fitted> {
        let with_numbers = self.computed().filter(|(_, inner)| !inner.diagnostics.is_empty());
        with_numbers.map(|(node, inner)| Fitted {
            node,
            method: inner.weigh.name(),
            period: None,
            group: None,
            values: inner.children.len(),
            numbers: inner.diagnostics.clone(),
        })
    }
}

impl<'a> Scorecard<'a> {
    /// The framework.
    pub fn framework(&self) -> &Framework {
        &self.plan.framework
    }

    /// The plan: where each node's score comes from.
    pub fn plan(&self) -> &Plan<'a> {
        &self.plan
    }

    /// The data.
    pub fn panel(&self) -> &'a Panel {
        self.panel
    }

    /// The threads with which it was scored.
    pub(crate) fn par(&self) -> Par {
        self.par
    }

    /// Scores of every node; nodes below a finished score that the data hold are absent.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// Weight of a node among its siblings in these data: as in the framework, or as the weighing rule of its
    /// parent computed it from the scores. Where each period has weights of its own, this is the one of the first
    /// sample; [`Scorecard::weight_of`] gives that of a row.
    pub fn weight(&self, node: NodeIx) -> f64 {
        self.weights.common()[node]
    }

    /// Weight of a node among its siblings with which a row was scored.
    pub fn weight_of(&self, node: NodeIx, row: usize) -> f64 {
        self.weights.of(row)[node]
    }

    /// How much a node counts in its parent: its weight over the sum of its siblings' weights, as they were
    /// used with these data; under a weighted sum, the weight itself. Nothing where the aggregation of the
    /// parent uses no weights, and where each period has weights of its own.
    pub fn share(&self, node: NodeIx) -> Option<f64> {
        self.shares()[node].in_parent
    }

    /// The product of the shares from the index down: what one point of the node is worth in the index when
    /// nothing is missing. Exact where every aggregation above is linear. Nothing where a share above it is
    /// nothing.
    pub fn effective_weight(&self, node: NodeIx) -> Option<f64> {
        self.shares()[node].in_index
    }

    fn shares(&self) -> &[Share] {
        self.shares.get_or_init(|| {
            let framework = &*self.plan.framework;
            let known = |parent: NodeIx| match &framework.nodes[parent].kind {
                NodeKind::Inner(inner) => {
                    let computed = self.plan.origins[parent] == Origin::Computed;
                    let differ = inner.children.iter().any(|child| self.weights.differs(*child));
                    !inner.weigh.kernel().looks_at_scores() || computed && !differ
                }
                NodeKind::Leaf(_) => true,
            };
            shares(&framework.nodes, &framework.upwards, |node| self.weights.common()[node], known)
        })
    }

    /// Weights of all nodes among their siblings with which a row was scored; those of the first sample for no row.
    pub(crate) fn weights_of(&self, row: Option<usize>) -> &[f64] {
        row.map_or(self.weights.common(), |row| self.weights.of(row))
    }

    /// Scores of the index.
    pub fn index(&self) -> &Column {
        self.scores.column(self.plan.framework.root)
    }

    /// Ranks of a node inside each period, 1 for the highest score.
    pub fn ranks(&self, node: NodeIx) -> &Column {
        let strata = || Strata::of(&self.plan.framework, self.panel, None);
        self.ranks[node].get_or_init(|| self.ranked(node, self.strata.get_or_init(strata)))
    }

    /// Ranks of the index inside each period and each group of a group column.
    pub fn group_ranks(&self, group: usize) -> &Column {
        let framework = &*self.plan.framework;
        let strata = || Strata::of(framework, self.panel, Some(group));
        self.group_ranks[group].get_or_init(|| self.ranked(framework.root, &strata()))
    }

    fn ranked(&self, node: NodeIx, strata: &Strata) -> Column {
        let mut ranker = Ranker::default();
        let is_index = node == self.plan.framework.root;
        let then = if is_index { self.tie_breaks() } else { TieBreaks::default() };
        ranker.rank(self.scores.column(node), strata, &self.plan.framework.rank, &then, self.par);
        ranker.into_ranks()
    }

    /// The numbers that decide where scores of the index tie.
    pub(crate) fn tie_breaks(&self) -> TieBreaks {
        TieBreaks::of_columns(self.tie_break_columns())
    }

    /// The numbers that decide where scores of the index tie, in their order: the scores of nodes, or columns of the data.
    pub fn tie_break_columns(&self) -> impl Iterator<Item = &Column> {
        self.plan.tie_breakers().iter().map(|breaker| match breaker {
            TieBreaker::Scores(node) => self.scores.column(*node),
            TieBreaker::Data(column) => self.panel.column_at(*column),
        })
    }

    /// Rank of an entity in the index; `None` where it is unknown or unranked, and where it has rows in several
    /// periods, none of which is the first but by the order of the file.
    pub fn rank_of(&self, code: &str) -> Option<f64> {
        let entities = self.panel.entities();
        let mut rows = (0..entities.len()).filter(|row| entities[*row].code == code);
        let row = rows.next().filter(|_| rows.next().is_none())?;
        self.ranks(self.plan.framework.root).get(row)
    }

    /// What was fitted to the sample.
    pub fn fitted(&self) -> &[Fitted] {
        &self.fitted
    }

    /// Every changed cell: row by row, and inside a row in the order of the steps.
    pub fn trail(&self) -> &[Change] {
        &self.trail
    }

    /// What a reader should know although there are scores.
    pub fn warnings(&self) -> &[Problem] {
        self.warnings.get_or_init(|| self.findings.warnings(&self.plan))
    }

    /// The same as counts, to which those of other blocks of a table may be added.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The same rows as a part of a larger table: ranks of nodes and of the index inside the groups of
    /// group columns, one per row, and what was found of the whole.
    #[must_use]
    pub fn as_part_of(
        self,
        ranks: impl IntoIterator<Item = (NodeIx, Column)>,
        group_ranks: impl IntoIterator<Item = (usize, Column)>,
        findings: Findings,
    ) -> Self {
        let mut card = Self { findings, warnings: OnceLock::new(), ..self };
        ranks.into_iter().for_each(|(node, ranks)| card.ranks[node] = ranks.into());
        group_ranks.into_iter().for_each(|(group, ranks)| card.group_ranks[group] = ranks.into());
        card
    }

    /// What each child contributed to a node's score for one entity, in the framework's order. Empty for a
    /// node that is not computed or has no score.
    pub fn contributions(&self, node: NodeIx, row: usize) -> Vec<ChildContribution> {
        let nodes = self.plan.framework.nodes();
        let NodeKind::Inner(inner) = nodes[node].kind() else { return Vec::new() };
        let is_filled = self.filled.contains(&(node, row));
        if is_filled
            || self.plan.origins[node] != Origin::Computed
            || !self.scores.column(node).is_present(row)
        {
            return Vec::new();
        }
        let weights = self.weights.of(row);
        let fill = inner.missing.kernel().fill();
        let counted = |child: NodeIx| self.scores.column(child).get(row).or(fill);
        let total =
            inner.children.iter().filter(|c| counted(**c).is_some()).fold(0.0, |sum, c| sum + weights[*c]);
        let method = inner.aggregate.kernel();
        let own = self.own_weights(node, row);
        let contribution = |child: &NodeIx| {
            let weight = weights[*child];
            let score = counted(*child).filter(|_| weight > 0.0);
            let share = score.map_or(0.0, |_| weight / total);
            let in_sum = score.map_or(Some(0.0), |_| method.slope(weight, share));
            // What a point moves depends on the scale on which the sum is put afterwards.
            let slope = in_sum.filter(|slope| inner.rescale.is_none() || *slope == 0.0);
            if let (Some(own), Some(score)) = (&own, score) {
                let weight = own.get(child).copied();
                let contribution =
                    weight.map_or(Contribution::Nothing, |own| Contribution::Points(own * score));
                return ChildContribution { child: *child, share, weight, slope, contribution };
            }
            let used = counted(*child).filter(|_| method.uses_weights()).map(|_| in_sum.unwrap_or(share));
            let contribution = score.map_or(Contribution::Nothing, |z| method.contribution(z, weight, share));
            ChildContribution { child: *child, share, weight: used, slope, contribution }
        };
        inner.children.iter().map(contribution).collect()
    }

    /// Rows in the order of the index, period by period: ranked entities first, best first, then those
    /// scored but not ranked, then those without index.
    pub fn order(&self) -> Vec<usize> {
        let mut period = vec![0; self.panel.rows()];
        for (position, (_, rows)) in self.panel.periods().into_iter().enumerate() {
            rows.into_iter().for_each(|row| period[row] = position);
        }
        let index = self.index();
        let ranks = self.ranks(self.plan.framework.root);
        let mut rows: Vec<usize> = (0..self.panel.rows()).collect();
        rows.sort_by(|a, b| {
            let key = |row: usize| (period[row], index.get(row).is_none(), ranks.get(row).is_none());
            let rank = |row: usize| ranks.get(row).unwrap_or_default();
            let score = |row: usize| index.get(row).unwrap_or_default();
            key(*a)
                .cmp(&key(*b))
                .then(rank(*a).total_cmp(&rank(*b)))
                .then(score(*b).total_cmp(&score(*a)))
                .then(a.cmp(b))
        });
        rows
    }
}
