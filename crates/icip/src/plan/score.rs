//! From comparable scores of leaves to the index, blocks of entities at a time.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::aggregate::{Children, Contribution, Lane};
use crate::data::{Column, Mask, Panel, Scores};
use crate::exec;
use crate::framework::{Aggregation, Framework, NodeKind};
use crate::missing::Presence;
use crate::plan::prepare::samples;
use crate::plan::{Change, Fitted, Origin, Plan, Prepared, Step, Trail};
use crate::problem::{Problem, Problems, Report};
use crate::rank;
use crate::weigh::Siblings;

/// What one child gave to its parent's score for one entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given {
    /// Place of the child in the framework.
    pub child: usize,
    /// Its weight over the weights of the children that count for this entity.
    pub share: f64,
    /// How far the parent moves when the child moves by one point; nothing where that depends on
    /// the scores.
    pub slope: Option<f64>,
    /// What it gave.
    pub contribution: Contribution,
}

/// Scores and ranks of every node, with the way they came about.
#[derive(Debug, Clone)]
pub struct Scorecard<'a> {
    plan: Plan<'a>,
    panel: &'a Panel,
    scores: Scores,
    /// Weight of every node among its siblings.
    weights: Vec<f64>,
    /// Rows that are ranked against each other, period by period.
    strata: Vec<Vec<usize>>,
    /// Ranks of nodes, taken when somebody asks for them: most nodes of a large tree never are.
    ranks: Vec<OnceLock<Column>>,
    group_ranks: Vec<OnceLock<Column>>,
    fitted: Vec<Fitted>,
    trail: Vec<Change>,
    warnings: Vec<Problem>,
}

impl<'a> Prepared<'a> {
    /// Aggregates from the leaves up, rounds where nodes say so, and ranks.
    ///
    /// # Errors
    /// Scores outside of the domain of an aggregation, all of them, with node, child and entity; weights
    /// that cannot be found from the scores.
    pub fn score(&self) -> Result<Scorecard<'a>, Problems> {
        let framework = self.plan.framework;
        let mut stage = Stage::new(self);
        for node in framework.upwards.iter().copied() {
            if self.plan.origins[node] == Origin::Computed && needs_whole_samples(framework, node) {
                stage.whole(node)?;
            }
        }
        let scores = Scores::new(stage.columns((0..framework.nodes().len()).collect())?);
        let mut trail = self.trail.clone();
        if self.plan.trail == Trail::Keep {
            self.node_trail(&scores, &stage.weights, &mut trail);
        }
        let mut warnings = self.warnings.clone();
        warnings.extend(stage.warnings);
        self.warn(&scores, &mut warnings);
        let mut fitted = self.fitted.clone();
        fitted.extend(self.computed().filter(|(_, inner)| !inner.diagnostics.is_empty()).map(
            |(node, inner)| {
                let numbers = inner.diagnostics.clone();
                Fitted {
                    node,
                    method: inner.weigh.name(),
                    period: None,
                    values: inner.children.len(),
                    numbers,
                }
            },
        ));
        fitted.extend(stage.fitted);
        Ok(Scorecard {
            plan: self.plan.clone(),
            panel: self.panel,
            scores,
            weights: stage.weights,
            strata: strata(framework, self.panel, None),
            ranks: vec![OnceLock::new(); framework.nodes().len()],
            group_ranks: vec![OnceLock::new(); self.panel.groups().len()],
            fitted,
            trail,
            warnings,
        })
    }

    fn refusal(&self, refusal: &Refusal) -> Problem {
        let nodes = self.plan.framework.nodes();
        let what = format!(
            "`{}` of `{}`: child `{}` scores `{}`",
            refusal.method,
            nodes[refusal.node].code(),
            nodes[refusal.child].code(),
            refusal.score
        );
        let place = self.panel.place(refusal.row).field(nodes[refusal.child].code());
        Problem::new("not-positive", place, what)
            .hint("scores must be above 0, or give the aggregation a `floor`")
    }

    /// Lists what the missing rules and floors of the nodes did.
    fn node_trail(&self, scores: &Scores, weights: &[f64], trail: &mut Vec<Change>) {
        for (node, inner) in self.computed() {
            let parent = self.plan.framework.nodes()[node].code();
            let (rule, method) = (inner.missing.name(), inner.aggregate.name());
            let fill = inner.missing.kernel().fill();
            let counted: Arc<str> = format!("absent, counted by `{rule}` of `{parent}`").into();
            let left_out: Arc<str> = format!("absent, left out by `{rule}` of `{parent}`").into();
            let fatal: Arc<str> = format!("absent, and `{parent}` has no score by `{rule}`").into();
            let lifted: Arc<str> = format!("lifted to the floor of `{method}` of `{parent}`").into();
            for child in influential(inner, weights) {
                for (row, score) in scores.column(child).cells().enumerate() {
                    let (step, after, why) = match score {
                        None if fill.is_some() => (Step::Missing, fill, &counted),
                        None if scores.column(node).is_present(row) => (Step::Missing, None, &left_out),
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

    fn computed(&self) -> impl Iterator<Item = (usize, &Aggregation)> {
        let nodes = self.plan.framework.nodes();
        nodes.iter().enumerate().filter_map(|(ix, node)| match node.kind() {
            NodeKind::Inner(inner) if self.plan.origins[ix] == Origin::Computed => Some((ix, inner)),
            _ => None,
        })
    }

    /// Outcomes that a reader of the ranking should know.
    fn warn(&self, scores: &Scores, warnings: &mut Vec<Problem>) {
        let framework = self.plan.framework;
        for (node, _) in self.computed() {
            if scores.column(node).present_count() == 0 && self.panel.rows() > 0 {
                let code = framework.nodes()[node].code();
                let what = format!("`{code}` has no score for any entity");
                warnings.push(Problem::new("empty-node", crate::problem::Place::default().field(code), what));
            }
        }
        let index = scores.column(framework.root);
        let without: Vec<usize> = (0..index.rows()).filter(|row| !index.is_present(*row)).collect();
        if !without.is_empty() && without.len() < index.rows() {
            let verb = if without.len() == 1 { "has" } else { "have" };
            let what =
                format!("{} {verb} no index and no rank: too much is missing", self.panel.named(&without));
            warnings.push(Problem::new("without-index", crate::problem::Place::default(), what));
        }
        for child in framework.root().children().iter().copied() {
            let column = scores.column(child);
            let counts = framework.nodes()[child].weight > 0.0 && column.present_count() > 0;
            let incomplete: Vec<usize> =
                (0..index.rows()).filter(|row| index.is_present(*row) && !column.is_present(*row)).collect();
            if counts && !incomplete.is_empty() && self.plan.origins[framework.root] == Origin::Computed {
                let verb = if incomplete.len() == 1 { "has" } else { "have" };
                let code = framework.nodes()[child].code();
                let what =
                    format!("{} {verb} an index although `{code}` is absent", self.panel.named(&incomplete));
                let hint = format!("the missing rule of `{}` allows it", framework.root().code());
                let place = crate::problem::Place::default();
                warnings.push(Problem::new("index-without-child", place, what).hint(hint));
            }
        }
        for code in &framework.rank.unranked {
            if !self.panel.entities().iter().any(|entity| entity.code == *code) {
                let what = format!("unranked entity `{code}` is not in the data");
                warnings.push(Problem::new("unranked-unknown", crate::problem::Place::default(), what));
            }
        }
    }
}

/// Rows that are ranked against each other: those of one period, or of one period and group. Unranked
/// entities and those without a group are in none.
fn strata(framework: &Framework, panel: &Panel, group: Option<usize>) -> Vec<Vec<usize>> {
    let mut strata = Vec::new();
    for (_, rows) in panel.periods() {
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for row in rows {
            let entity = &panel.entities()[row];
            let name = match group {
                None => Some(""),
                Some(group) => entity.groups[group].as_deref(),
            };
            if let Some(name) = name.filter(|_| !framework.rank.unranked.contains(&entity.code)) {
                members.entry(name).or_default().push(row);
            }
        }
        // Ordinal ranks break ties by code, so that they do not hang on the order of the file.
        strata.extend(members.into_values().map(|mut rows| {
            rows.sort_by(|a, b| panel.entities()[*a].code.cmp(&panel.entities()[*b].code));
            rows
        }));
    }
    strata
}

/// The scores of a node for a block of entities.
#[derive(Debug, Clone, Default)]
struct Part {
    values: Vec<f64>,
    present: Option<Vec<f64>>,
}

impl Part {
    fn of(column: &Column, rows: Range<usize>) -> Self {
        let present = column.mask().map(|_| {
            rows.clone().map(|row| if column.is_present(row) { 1.0 } else { 0.0 }).collect::<Vec<_>>()
        });
        Self {
            values: column.block(rows).to_vec(),
            present: present.filter(|present| present.contains(&0.0)),
        }
    }

    fn lane(&self) -> Lane<'_> {
        Lane { values: &self.values, present: self.present.as_deref() }
    }

    /// The same with absent cells filled.
    fn filled(&self, fill: f64) -> Self {
        let mut values = self.values.clone();
        if let Some(present) = &self.present {
            for (value, p) in values.iter_mut().zip(present) {
                if *p == 0.0 {
                    *value = fill;
                }
            }
        }
        Self { values, present: None }
    }
}

/// A child's score outside of the domain of its parent's aggregation.
struct Refusal {
    row: usize,
    node: usize,
    child: usize,
    score: f64,
    method: &'static str,
}

/// Whether a node cannot be computed block by block: its weights come from all scores of its children,
/// or its scores from all entities.
fn needs_whole_samples(framework: &Framework, node: usize) -> bool {
    match framework.nodes()[node].kind() {
        NodeKind::Inner(inner) => {
            inner.weigh.kernel().looks_at_scores() || inner.aggregate.kernel().looks_at_sample()
        }
        NodeKind::Leaf(_) => false,
    }
}

/// The children that have a say: one of weight zero has no influence on a mean, not even by being absent.
fn influential(inner: &Aggregation, weights: &[f64]) -> Vec<usize> {
    let keeps = inner.aggregate.kernel().keeps_zero_weights();
    inner.children.iter().copied().filter(|child| keeps || weights[*child] > 0.0).collect()
}

/// Scores on their way up: what is given or done, and the weights found so far.
struct Stage<'s> {
    prepared: &'s Prepared<'s>,
    /// Columns that are finished.
    done: Vec<Option<Column>>,
    weights: Vec<f64>,
    fitted: Vec<Fitted>,
    warnings: Vec<Problem>,
}

impl<'s> Stage<'s> {
    fn new(prepared: &'s Prepared<'_>) -> Self {
        let weights = prepared.plan.framework.nodes().iter().map(|node| node.weight).collect();
        Self { prepared, done: prepared.given.clone(), weights, fitted: Vec::new(), warnings: Vec::new() }
    }

    /// The columns of some nodes, computing what is not done yet, block by block.
    fn columns(&self, nodes: Vec<usize>) -> Result<Vec<Column>, Problems> {
        let framework = self.prepared.plan.framework;
        let rows = self.prepared.panel.rows();
        let mut wanted = vec![false; framework.nodes().len()];
        for node in &nodes {
            wanted[*node] = true;
        }
        for ix in framework.upwards.iter().rev().copied() {
            let above = framework.nodes()[ix].parent();
            wanted[ix] |= above.is_some_and(|parent| wanted[parent] && self.done[parent].is_none());
        }
        let blocks = exec::blocks(rows);
        let cells = rows * wanted.iter().filter(|wanted| **wanted).count();
        let parts = exec::map(self.prepared.par, blocks.len(), cells, |i| {
            Block::score(self, &wanted, blocks[i].clone())
        });
        let mut report = Report::default();
        for refusal in parts.iter().flat_map(|part| &part.refusals) {
            report.problem(self.prepared.refusal(refusal));
        }
        report.into_problems()?;
        nodes.into_iter().map(|node| self.column(node, &parts)).collect()
    }

    /// The column of a node, put together from its blocks.
    fn column(&self, node: usize, parts: &[Block]) -> Result<Column, Problems> {
        let panel = self.prepared.panel;
        if let Some(done) = &self.done[node] {
            return Ok(done.clone());
        }
        if self.prepared.plan.origins[node] == Origin::Unused {
            let nothing = std::iter::repeat_n(None, panel.rows());
            return Ok(Column::new(nothing).expect("nothing is never infinite"));
        }
        let mut values = Vec::with_capacity(panel.rows());
        for part in parts {
            values.extend_from_slice(&part.nodes[node].values);
        }
        let complete = parts.iter().all(|part| part.nodes[node].present.is_none());
        let mask = (!complete).then(|| {
            Mask::from_flags(parts.iter().flat_map(|part| {
                let lane = &part.nodes[node];
                (0..lane.values.len()).map(|i| lane.present.as_ref().is_none_or(|present| present[i] > 0.0))
            }))
        });
        let mut report = Report::default();
        let code = self.prepared.plan.framework.nodes()[node].code();
        for (row, value) in values.iter().enumerate() {
            if !value.is_finite() && mask.as_ref().is_none_or(|mask| mask.get(row)) {
                let what = format!("`{code}` comes out as `{value}`, which is not finite");
                report.problem(Problem::new("not-finite", panel.place(row).field(code), what));
            }
        }
        report.into_problems()?;
        Ok(Column::from_parts(values, mask).expect("every value was looked at"))
    }

    /// Finds the weights of a node's children from their scores, and its scores from whole samples,
    /// where the node asks for one or the other.
    fn whole(&mut self, node: usize) -> Result<(), Problems> {
        let framework = self.prepared.plan.framework;
        let NodeKind::Inner(inner) = framework.nodes()[node].kind() else { return Ok(()) };
        for (child, column) in inner.children.iter().zip(self.columns(inner.children.clone())?) {
            self.done[*child] = Some(column);
        }
        if inner.weigh.kernel().looks_at_scores() {
            self.weigh(node, inner)?;
        }
        if inner.aggregate.kernel().looks_at_sample() {
            self.done[node] = Some(self.aggregate_samples(node, inner)?);
        }
        Ok(())
    }

    fn weigh(&mut self, node: usize, inner: &Aggregation) -> Result<(), Problems> {
        let nodes = self.prepared.plan.framework.nodes();
        let codes: Vec<&str> = inner.children.iter().map(|child| nodes[*child].code()).collect();
        let given: Vec<f64> = inner.children.iter().map(|child| nodes[*child].weight).collect();
        let counts: Vec<usize> = inner.children.iter().map(|child| nodes[*child].leaves).collect();
        let scores: Vec<&Column> =
            inner.children.iter().filter_map(|child| self.done[*child].as_ref()).collect();
        let siblings = Siblings { codes: &codes, given: &given, leaves: &counts, scores: &scores };
        let name = inner.weigh.name();
        let code = nodes[node].code();
        let place = crate::problem::Place::default().field(code);
        let weighed = inner.weigh.kernel().weigh(&siblings).map_err(|unfit| {
            let what = format!("`{name}` of `{code}`: {}", unfit.what);
            Problem::new("weights", place.clone(), what).hint(unfit.allowed)
        })?;
        for warning in weighed.warnings {
            let what = format!("`{name}` of `{code}`: {warning}");
            self.warnings.push(Problem::new("weights", place.clone(), what));
        }
        let values = self.prepared.panel.rows();
        self.fitted.push(Fitted { node, method: name, period: None, values, numbers: weighed.numbers });
        for (child, weight) in inner.children.iter().zip(weighed.weights) {
            self.weights[*child] = weight;
            self.fitted.push(Fitted {
                node: *child,
                method: name,
                period: None,
                values,
                numbers: vec![("weight", weight)],
            });
        }
        Ok(())
    }

    /// Aggregates sample by sample: the entities of a period, or all.
    fn aggregate_samples(&self, node: usize, inner: &Aggregation) -> Result<Column, Problems> {
        let panel = self.prepared.panel;
        let mut cells = vec![None; panel.rows()];
        for (_, rows) in samples(self.prepared.plan.framework.sample, panel) {
            let mut block = Block { nodes: vec![Part::default(); self.done.len()], refusals: Vec::new() };
            for child in &inner.children {
                let column = self.done[*child].as_ref().expect("children are done first");
                let picked = Column::new(rows.iter().map(|row| column.get(*row))).expect("cells are finite");
                block.nodes[*child] = Part::of(&picked, 0..rows.len());
            }
            let part = block.aggregate(self, node, inner, &(0..rows.len()), &mut Vec::new());
            if let Some(refusal) = block.refusals.into_iter().next() {
                return Err(self.prepared.refusal(&Refusal { row: rows[refusal.row], ..refusal }).into());
            }
            for (i, row) in rows.iter().enumerate() {
                let present = part.present.as_ref().is_none_or(|present| present[i] > 0.0);
                cells[*row] = present.then_some(part.values[i]);
            }
        }
        Column::new(cells).map_err(|error| {
            let code = self.prepared.plan.framework.nodes()[node].code();
            let what = format!("`{code}` comes out as `{}`, which is not finite", error.value);
            Problem::new("not-finite", panel.place(error.row).field(code), what).into()
        })
    }
}

/// A block of entities with the scores of all nodes.
struct Block {
    nodes: Vec<Part>,
    refusals: Vec<Refusal>,
}

impl Block {
    fn score(stage: &Stage<'_>, wanted: &[bool], rows: Range<usize>) -> Self {
        let framework = stage.prepared.plan.framework;
        let mut block = Self { nodes: vec![Part::default(); framework.nodes().len()], refusals: Vec::new() };
        let mut scratch = Vec::new();
        for node in framework.upwards.iter().copied().filter(|node| wanted[*node]) {
            if let Some(done) = &stage.done[node] {
                block.nodes[node] = Part::of(done, rows.clone());
            } else if let (NodeKind::Inner(inner), Origin::Computed) =
                (framework.nodes()[node].kind(), stage.prepared.plan.origins[node])
            {
                block.nodes[node] = block.aggregate(stage, node, inner, &rows, &mut scratch);
            }
        }
        block
    }

    fn aggregate(
        &mut self,
        stage: &Stage<'_>,
        node: usize,
        inner: &Aggregation,
        rows: &Range<usize>,
        scratch: &mut Vec<f64>,
    ) -> Part {
        let framework = stage.prepared.plan.framework;
        let method = inner.aggregate.kernel();
        let rule = inner.missing.kernel();
        let children = influential(inner, &stage.weights);
        let weights: Vec<f64> = children.iter().map(|child| stage.weights[*child]).collect();
        let filled: Vec<Part> = match rule.fill() {
            Some(fill) => children.iter().map(|child| self.nodes[*child].filled(fill)).collect(),
            None => Vec::new(),
        };
        let lanes: Vec<Lane<'_>> = if filled.is_empty() {
            children.iter().map(|child| self.nodes[*child].lane()).collect()
        } else {
            filled.iter().map(Part::lane).collect()
        };
        let input = Children { lanes: &lanes, weights: &weights };
        let mut values = vec![0.0; rows.len()];
        method.aggregate(&input, scratch, &mut values);
        let present = (!input.complete()).then(|| presence(&input, rows.len(), rule));
        let mut refusals = Vec::new();
        for (row, value) in values.iter_mut().enumerate() {
            if present.as_ref().is_some_and(|present| present[row] == 0.0) {
                *value = 0.0;
            } else if !value.is_finite() {
                let refused = |(child, lane): (&usize, &Lane<'_>)| {
                    let there = lane.present.is_none_or(|present| present[row] > 0.0);
                    (there && method.refuses(lane.values[row])).then_some((*child, lane.values[row]))
                };
                refusals.extend(children.iter().zip(&lanes).filter_map(refused).map(|(child, score)| {
                    Refusal { row: rows.start + row, node, child, score, method: inner.aggregate.name() }
                }));
            }
        }
        if let Some(round) = framework.nodes()[node].round {
            for value in &mut values {
                *value = round.apply(*value);
            }
        }
        self.refusals.extend(refusals);
        Part { values, present: present.filter(|present| present.contains(&0.0)) }
    }
}

/// 1.0 for the entities with enough children present, else 0.0.
fn presence(input: &Children<'_>, rows: usize, rule: &dyn crate::missing::MissingRule) -> Vec<f64> {
    let all = input.weights.iter().fold(0.0, |sum, w| sum + w);
    let mut weight = vec![0.0; rows];
    input.present_weight(&mut weight);
    let ones = vec![1.0; input.weights.len()];
    let mut count = vec![0.0; rows];
    Children { lanes: input.lanes, weights: &ones }.present_weight(&mut count);
    let children = input.lanes.len() as f64;
    count
        .iter()
        .zip(&weight)
        .map(|(count, weight)| {
            let shares = Presence { count: count / children, weight: weight / all };
            let enough = *count > 0.0 && (*count == children || rule.enough(shares));
            if enough { 1.0 } else { 0.0 }
        })
        .collect()
}

impl<'a> Scorecard<'a> {
    /// The framework.
    pub fn framework(&self) -> &'a Framework {
        self.plan.framework
    }

    /// The plan: where each node's score comes from.
    pub fn plan(&self) -> &Plan<'a> {
        &self.plan
    }

    /// The data.
    pub fn panel(&self) -> &'a Panel {
        self.panel
    }

    /// Scores of every node; nodes below a finished score that the data hold are absent.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// Weight of a node among its siblings in these data: as in the framework, or as its parent's rule
    /// found it from the scores.
    pub fn weight(&self, node: usize) -> f64 {
        self.weights[node]
    }

    /// Scores of the index.
    pub fn index(&self) -> &Column {
        self.scores.column(self.plan.framework.root)
    }

    /// Ranks of a node inside each period, 1 for the highest score.
    pub fn ranks(&self, node: usize) -> &Column {
        self.ranks[node].get_or_init(|| self.ranked(node, &self.strata))
    }

    /// Ranks of the index inside each period and each group of a group column.
    pub fn group_ranks(&self, group: usize) -> &Column {
        let framework = self.plan.framework;
        self.group_ranks[group]
            .get_or_init(|| self.ranked(framework.root, &strata(framework, self.panel, Some(group))))
    }

    fn ranked(&self, node: usize, strata: &[Vec<usize>]) -> Column {
        let column = self.scores.column(node);
        let spec = &self.plan.framework.rank;
        let mut ranks = vec![None; self.panel.rows()];
        for rows in strata {
            let score = |row: usize| column.get(row).map(|score| (row, spec.on.of(score)));
            let mut list: Vec<(usize, f64)> = rows.iter().filter_map(|row| score(*row)).collect();
            rank::assign(&mut list, spec.ties, &mut ranks);
        }
        Column::new(ranks).expect("ranks are finite")
    }

    /// Rank of an entity in the index, in its first period; nothing when it is unknown or unranked.
    pub fn rank_of(&self, code: &str) -> Option<f64> {
        let row = self.panel.entities().iter().position(|entity| entity.code == code)?;
        self.ranks(self.plan.framework.root).get(row)
    }

    /// What was fitted to the sample.
    pub fn fitted(&self) -> &[Fitted] {
        &self.fitted
    }

    /// Every changed cell.
    pub fn trail(&self) -> &[Change] {
        &self.trail
    }

    /// What deserves a word although the scores stand.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// What each child gave to a node's score for one entity, in the framework's order. Empty for a
    /// node that is not computed or has no score.
    pub fn contributions(&self, node: usize, row: usize) -> Vec<Given> {
        let nodes = self.plan.framework.nodes();
        let NodeKind::Inner(inner) = nodes[node].kind() else { return Vec::new() };
        if self.plan.origins[node] != Origin::Computed || !self.scores.column(node).is_present(row) {
            return Vec::new();
        }
        let fill = inner.missing.kernel().fill();
        let counted = |child: usize| self.scores.column(child).get(row).or(fill);
        let total = inner
            .children
            .iter()
            .filter(|c| counted(**c).is_some())
            .fold(0.0, |sum, c| sum + self.weights[*c]);
        let method = inner.aggregate.kernel();
        let given = |child: &usize| {
            let weight = self.weights[*child];
            let score = counted(*child).filter(|_| weight > 0.0);
            Given {
                child: *child,
                share: score.map_or(0.0, |_| weight / total),
                slope: score.map_or(Some(0.0), |_| method.slope(weight, weight / total)),
                contribution: score
                    .map_or(Contribution::Nothing, |z| method.contribution(z, weight, weight / total)),
            }
        };
        inner.children.iter().map(given).collect()
    }

    /// Rows in the order of the index, period by period: ranked entities first, best first, then those
    /// scored but not ranked, then those without index.
    pub fn order(&self) -> Vec<usize> {
        let mut period = vec![0; self.panel.rows()];
        for (place, (_, rows)) in self.panel.periods().into_iter().enumerate() {
            rows.into_iter().for_each(|row| period[row] = place);
        }
        let index = self.index();
        let ranks = self.ranks(self.plan.framework.root);
        let mut rows: Vec<usize> = (0..self.panel.rows()).collect();
        rows.sort_by(|a, b| {
            let key = |row: usize| (period[row], index.get(row).is_none(), ranks.get(row).is_none());
            let place = |row: usize| ranks.get(row).unwrap_or_default();
            let score = |row: usize| index.get(row).unwrap_or_default();
            key(*a)
                .cmp(&key(*b))
                .then(place(*a).total_cmp(&place(*b)))
                .then(score(*b).total_cmp(&score(*a)))
                .then(a.cmp(b))
        });
        rows
    }
}
