//! The nodes that hang on a factor, from what is certain up to the index.

use super::draw::Setting;
use crate::aggregate::{Aggregate, Children, Lane};
use crate::framework::{Alternatives, Framework, NodeKind, Uncertainty, Varies};
use crate::missing::Missing;
use crate::plan::refusal::Refusal;
use crate::plan::{Origin, Scorecard, tree};
use icip_num::kernel;
use icip_problem::{Code, Place, Problem, Problems, Report, message};
use icip_table::data::{Column, Panel};

/// The part of the tree that hangs on a factor.
#[derive(Debug)]
pub(super) struct Nodes<'a> {
    pub(super) framework: &'a Framework,
    /// Nodes that hang on a factor, children first; the last is the index.
    pub(super) order: Vec<usize>,
    /// Scores of the nodes below them that no factor changes.
    pub(super) certain: Vec<Option<Lane>>,
    /// Nodes whose missing rule is drawn: filling their children would spoil them for the next run.
    refilled: Vec<bool>,
    /// The data and the rows of the entities in it, to say where a run fails.
    panel: &'a Panel,
    rows: Vec<usize>,
}

/// Memory of one thread.
#[derive(Debug)]
pub(super) struct Desk {
    workspace: tree::Workspace,
    /// Which combination of rules the lanes of leaves hold.
    pub(super) combination: Option<usize>,
    places: Vec<usize>,
    weights: Vec<f64>,
    /// What each node says in the index of a run.
    says: Vec<Say>,
}

/// What a node says in the index of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Say {
    /// Nothing: it is left out, or below one that is.
    Nothing,
    /// Whether it is present, where it is left out of a sum, whose missing rule counts it all the same. One without
    /// children has nothing to say.
    Presence,
    /// Its score.
    Score,
}

impl Desk {
    /// Takes over the scores of a leaf.
    pub(super) fn take(&mut self, node: usize, lane: &Lane) {
        self.workspace.lanes_mut()[node].clone_from(lane);
    }
}

/// The rows of a study as a lane.
pub(super) fn lane_of(column: &Column, rows: &[usize]) -> Lane {
    let cells = rows.iter().map(|row| column.get(*row));
    Lane::of(&Column::new(cells).expect("cells of a column are finite"))
}

impl<'a> Nodes<'a> {
    /// Finds what hangs on a factor.
    ///
    /// # Errors
    /// Weights that come from scores which a factor changes.
    pub(super) fn new(
        card: &Scorecard<'a>,
        uncertainty: &Uncertainty,
        rows: &[usize],
    ) -> Result<Self, Problems> {
        let framework = card.framework();
        let nodes = framework.nodes();
        let origin = |node: usize| card.plan().origin(node);
        let is_measured = |node: usize| matches!(origin(node), Origin::Measured { .. });
        let mut hangs = vec![false; nodes.len()];
        let mut refilled = vec![false; nodes.len()];
        for factor in &uncertainty.factors {
            for node in factor.nodes.iter().copied() {
                match &factor.varies {
                    Varies::Include(_) => nodes[node].parent().into_iter().for_each(|up| hangs[up] = true),
                    _ => hangs[node] = nodes[node].leaf().is_none() || is_measured(node),
                }
                if let Varies::Choice(choice) = &factor.varies {
                    refilled[node] |= matches!(choice.alternatives, Alternatives::Missing(_));
                }
            }
        }
        let touches_leaves = (0..nodes.len()).any(|node| hangs[node] && nodes[node].leaf().is_some());
        if touches_leaves {
            for (ix, node) in nodes.iter().enumerate().filter(|(ix, _)| is_measured(*ix)) {
                hangs[ix] |= node.leaf().is_some_and(|leaf| leaf.impute.kernel().looks_at_others());
            }
        }
        let mut report = Report::default();
        let mut order = Vec::new();
        for node in framework.upwards.iter().copied() {
            let NodeKind::Inner(inner) = nodes[node].kind() else { continue };
            if origin(node) != Origin::Computed {
                hangs[node] = false;
                continue;
            }
            let below =
                inner.children().iter().any(|child| hangs[*child] && origin(*child) != Origin::Unused);
            if below && inner.weigh().kernel().looks_at_scores() {
                let code = nodes[node].code();
                let what = message!("drawn-weights-of", method = inner.weigh().name(), node = code);
                let problem = Problem::new(Code::DrawnWeights, Place::default().field(code), what);
                report.problem(problem.hint(message!("drawn-weights-of-hint")));
            }
            hangs[node] |= below;
            if hangs[node] {
                order.push(node);
            }
        }
        report.into_problems()?;
        let met = |node: usize| {
            nodes[node].parent().is_some_and(|parent| hangs[parent]) && origin(node) != Origin::Unused
        };
        let certain = (0..nodes.len())
            .map(|node| {
                let needed = !hangs[node] && (met(node) || node == framework.root_index());
                needed.then(|| lane_of(card.scores().column(node), rows))
            })
            .collect();
        Ok(Self { framework, order, certain, refilled, panel: card.panel(), rows: rows.to_vec() })
    }

    /// The lowest and the highest of the scores that no factor changes.
    pub(super) fn hull(&self) -> Option<(f64, f64)> {
        let lanes = self.certain.iter().flatten().filter_map(|lane| match lane.present() {
            None => kernel::bounds(&lane.values),
            Some(words) => kernel::bounds_where(&lane.values, words),
        });
        // What stands for an absent score is a score, too.
        let fills = self.order.iter().filter_map(|node| match self.framework.nodes()[*node].kind() {
            NodeKind::Inner(inner) => inner.missing().kernel().fill(),
            NodeKind::Leaf(_) => None,
        });
        lanes
            .chain(fills.map(|fill| (fill, fill)))
            .reduce(|a, b| (if b.0 < a.0 { b.0 } else { a.0 }, if b.1 > a.1 { b.1 } else { a.1 }))
    }

    /// The problem of a score that the aggregation of a node refuses.
    fn refusal(&self, node: usize, aggregate: &Aggregate, found: &Refusal) -> Problem {
        let nodes = self.framework.nodes();
        let (place, code, score) = (self.place(found.row), nodes[node].code(), found.score);
        match found.child.map(|child| nodes[child].code()) {
            Some(child) => {
                let what =
                    message!("not-positive-child", method = aggregate.name(), node = code, child, score);
                Problem::new(Code::NotPositive, place.field(child), what)
                    .hint(message!("not-positive-child-hint"))
            }
            None => {
                let what = message!("not-finite-result", node = code, score);
                Problem::new(Code::NotFinite, place.field(code), what)
            }
        }
    }

    /// Where an entity stands in the data.
    fn place(&self, entity: usize) -> Place {
        self.panel.place(self.rows[entity])
    }

    /// Cell operations of a run.
    pub(super) fn cells(&self) -> usize {
        let children = self.order.iter().map(|node| self.framework.nodes()[*node].children().len());
        children.sum::<usize>() * self.rows.len() + 1
    }

    /// Memory for one thread.
    pub(super) fn desk(&self) -> Desk {
        let mut workspace = tree::Workspace::default();
        *workspace.lanes_mut() = self.certain.iter().map(|lane| lane.clone().unwrap_or_default()).collect();
        Desk { workspace, combination: None, places: Vec::new(), weights: Vec::new(), says: Vec::new() }
    }

    /// Scores of the index under a setting, or why there are none. Leaves that a factor touches are on the desk.
    pub(super) fn score(
        &self,
        setting: &Setting,
        uncertainty: &Uncertainty,
        desk: &mut Desk,
        scores: &mut [f64],
    ) -> Result<(), Problems> {
        let root = self.framework.root_index();
        self.reach(setting, uncertainty, &mut desk.says);
        for node in self.order.iter().copied() {
            if desk.says[node] > Say::Nothing {
                self.aggregate(node, setting, uncertainty, desk)?;
            }
        }
        let lane = &desk.workspace.lanes_mut()[root];
        if lane.has_gaps {
            let row = (0..self.rows.len()).find(|row| !crate::aggregate::bit(&lane.words, *row));
            let place = self.place(row.unwrap_or_default());
            return Err(Problem::new(Code::NoIndex, place, message!("no-index-in-run")).into());
        }
        for (score, value) in scores.iter_mut().zip(&lane.values) {
            *score = value + 0.0;
        }
        Ok(())
    }

    /// Finds what the nodes say in the index of a run: one that is left out of a mean needs no children, nor scores that
    /// its rule accepts.
    fn reach(&self, setting: &Setting, uncertainty: &Uncertainty, says: &mut Vec<Say>) {
        says.clear();
        says.resize(self.framework.nodes().len(), Say::Nothing);
        says[self.framework.root_index()] = Say::Score;
        for node in self.order.iter().rev().copied() {
            let NodeKind::Inner(inner) = self.framework.nodes()[node].kind() else { continue };
            if says[node] > Say::Nothing {
                let (aggregate, _) = rules(node, inner.aggregate(), inner.missing(), setting, uncertainty);
                let keeps = aggregate.kernel().keeps_zero_weights();
                let without_weight = if keeps { Say::Presence } else { Say::Nothing };
                for child in inner.children() {
                    says[*child] = if setting.weights[*child] > 0.0 { says[node] } else { without_weight };
                }
            }
        }
    }

    fn aggregate(
        &self,
        node: usize,
        setting: &Setting,
        uncertainty: &Uncertainty,
        desk: &mut Desk,
    ) -> Result<(), Problems> {
        let NodeKind::Inner(inner) = self.framework.nodes()[node].kind() else { return Ok(()) };
        let (aggregate, missing) = rules(node, inner.aggregate(), inner.missing(), setting, uncertainty);
        desk.places.clear();
        desk.weights.clear();
        for child in inner.children().iter().copied() {
            if desk.says[child] > Say::Nothing {
                desk.places.push(child);
                desk.weights.push(setting.weights[child]);
            }
            if self.refilled[node] {
                // The rule of another run may have filled the gaps of these lanes, those of leaves among them.
                desk.combination = None;
                if let Some(lane) = &self.certain[child] {
                    desk.workspace.lanes_mut()[child].clone_from(lane);
                }
            }
        }
        let code = self.framework.nodes()[node].code();
        let sums = aggregate.kernel().keeps_zero_weights();
        if desk.places.is_empty() && !sums {
            if desk.says[node] == Say::Score {
                let place = Place::default().field(code);
                return Err(Problem::new(Code::NoChild, place, message!("no-child-left", node = code)).into());
            }
            desk.says[node] = Say::Nothing;
            return Ok(());
        }
        let mut lane = std::mem::take(&mut desk.workspace.lanes_mut()[node]);
        lane.reset(self.rows.len());
        tree::aggregate(aggregate, missing, &desk.places, &desk.weights, &mut desk.workspace, &mut lane);
        let finite = kernel::all_finite(&lane.values);
        if let (true, Some(round)) = (finite, self.framework.nodes()[node].round()) {
            lane.values.iter_mut().for_each(|value| *value = round.apply(*value));
        }
        if !finite {
            let children = Children::new(desk.workspace.lanes_mut(), &desk.places, &desk.weights);
            let refused = tree::refused(aggregate, &children, &desk.places, &lane);
            if let Some(found) = refused.first() {
                return Err(self.refusal(node, aggregate, found).into());
            }
        }
        desk.workspace.lanes_mut()[node] = lane;
        Ok(())
    }
}

/// The rules of a node under a setting.
fn rules<'r>(
    node: usize,
    aggregate: &'r Aggregate,
    missing: &'r Missing,
    setting: &Setting,
    uncertainty: &'r Uncertainty,
) -> (&'r Aggregate, &'r Missing) {
    let (mut aggregate, mut missing) = (aggregate, missing);
    for (factor, alternative) in &setting.choices {
        let factor = &uncertainty.factors[*factor];
        let Varies::Choice(choice) = &factor.varies else { continue };
        match &choice.alternatives {
            Alternatives::Aggregate(rules) if factor.nodes.contains(&node) => {
                aggregate = &rules[*alternative];
            }
            Alternatives::Missing(rules) if factor.nodes.contains(&node) => missing = &rules[*alternative],
            _ => {}
        }
    }
    (aggregate, missing)
}
