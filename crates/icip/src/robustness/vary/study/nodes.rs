//! The nodes whose scores depend on a factor, from what is certain up to the index.
//!
//! A node is scored by [`NodeRules`], as in a plan; here is only which nodes are scored anew in a run, and
//! with which rules and weights.

use super::draw::Setting;
use crate::aggregate::{Lane, bit};
use crate::framework::{Alternatives, NodeIx, NodeKind, Uncertainty, Varies};
use crate::plan::node_rules::{Counted, NodeRules};
use crate::plan::refusal::{Refusal, rescale_unfit};
use crate::plan::{Held, Origin, Samples, Scorecard, labels_of, lane_of};
use icip_num::kernel;
use icip_problem::{Code, Place, Problem, Problems, Report, message};
use icip_table::data::Panel;

/// The part of the tree that depends on a factor.
#[derive(Debug)]
pub(super) struct Nodes<'a> {
    pub(super) framework: Held<'a>,
    /// Nodes that depend on a factor, children first; the last is the index.
    pub(super) order: Vec<NodeIx>,
    /// Scores of the nodes below them that no factor changes.
    pub(super) certain: Vec<Option<Lane>>,
    /// Nodes whose missing rule is drawn: filling their children would spoil them for the next run.
    refilled: Vec<bool>,
    /// The data and the rows of the entities in it, to say where a run fails.
    panel: &'a Panel,
    rows: Vec<usize>,
}

/// Memory in which one thread scores runs.
#[derive(Debug)]
pub(super) struct RunMemory {
    /// One lane per node.
    lanes: Vec<Lane>,
    scratch: Vec<f64>,
    /// Which combination of rules the lanes of leaves hold.
    pub(super) combination: Option<usize>,
    /// The children that count, and their weights.
    children: Vec<NodeIx>,
    /// Their lanes: those of the nodes.
    places: Vec<usize>,
    weights: Vec<f64>,
    /// How each node influences the index of a run.
    influences: Vec<Influence>,
}

/// How a node influences the index of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Influence {
    /// Not at all: it is left out, or below a node that is.
    None,
    /// By whether it is present, where it is left out of a sum, whose missing rule counts it all the same. A
    /// node without children then has no influence.
    Presence,
    /// By its score.
    Score,
}

impl RunMemory {
    /// Takes over the scores of a leaf.
    pub(super) fn take(&mut self, node: NodeIx, lane: &Lane) {
        self.lanes[node].clone_from(lane);
    }
}

impl<'a> Nodes<'a> {
    /// Finds what depends on a factor.
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
        let origin = |node: NodeIx| card.plan().origin(node);
        let is_measured = |node: NodeIx| matches!(origin(node), Origin::Measured { .. });
        let mut depends = vec![false; nodes.len()];
        let mut refilled = vec![false; nodes.len()];
        for factor in &uncertainty.factors {
            for node in factor.nodes.iter().copied() {
                match &factor.varies {
                    Varies::Include(_) => nodes[node].parent().into_iter().for_each(|up| depends[up] = true),
                    _ => depends[node] = nodes[node].leaf().is_none() || is_measured(node),
                }
                if let Varies::Choice(choice) = &factor.varies {
                    refilled[node] |= matches!(choice.alternatives, Alternatives::Missing(_));
                }
            }
        }
        let touches_leaves =
            NodeIx::first(nodes.len()).any(|node| depends[node] && nodes[node].leaf().is_some());
        if touches_leaves {
            for (ix, node) in NodeIx::first(nodes.len()).zip(nodes).filter(|(ix, _)| is_measured(*ix)) {
                depends[ix] |= node.leaf().is_some_and(|leaf| leaf.impute.kernel().looks_at_others());
            }
        }
        let mut report = Report::default();
        let mut order = Vec::new();
        for node in framework.upwards.iter().copied() {
            let NodeKind::Inner(inner) = nodes[node].kind() else { continue };
            if origin(node) != Origin::Computed {
                depends[node] = false;
                continue;
            }
            let below =
                inner.children().iter().any(|child| depends[*child] && origin(*child) != Origin::Unused);
            if below && inner.weigh().kernel().looks_at_scores() {
                let code = nodes[node].code();
                let what = message!("drawn-weights-of", method = inner.weigh().name(), node = code);
                let problem = Problem::new(Code::DrawnWeights, Place::default().field(code), what);
                report.problem(problem.hint(message!("drawn-weights-of-hint")));
            }
            depends[node] |= below;
            let rescale = inner.rescale().map(|rule| (rule.name(), framework.normalise_sample));
            let impute = inner.impute().map(|rule| (rule.name(), framework.sample));
            for (method, sample) in rescale.into_iter().chain(impute).filter(|_| depends[node]) {
                // Runs score the ranked rows of one period, and know no other scores of the node.
                let samples = Samples::of(sample, card.panel());
                let scores = card.scores().column(node);
                let sample = samples.list.iter().map(|sample| sample.rows.iter().collect::<Vec<usize>>());
                let sample =
                    sample.into_iter().find(|sample| rows.first().is_none_or(|row| sample.contains(row)));
                let others = sample.into_iter().flatten();
                if others.filter(|row| scores.is_present(*row)).any(|row| !rows.contains(&row)) {
                    let code = nodes[node].code();
                    let what = message!("rescale-in-study", method, node = code);
                    let problem = Problem::new(Code::Rescale, Place::default().field(code), what);
                    report.problem(problem.hint(message!("rescale-in-study-hint")));
                }
            }
            if depends[node] {
                order.push(node);
            }
        }
        report.into_problems()?;
        let is_read = |node: NodeIx| {
            nodes[node].parent().is_some_and(|parent| depends[parent]) && origin(node) != Origin::Unused
        };
        let certain = NodeIx::first(nodes.len())
            .map(|node| {
                let needed = !depends[node] && (is_read(node) || node == framework.root_index());
                needed.then(|| lane_of(card.scores().column(node), rows))
            })
            .collect();
        Ok(Self {
            framework: card.plan().framework.clone(),
            order,
            certain,
            refilled,
            panel: card.panel(),
            rows: rows.to_vec(),
        })
    }

    /// The lowest and the highest of the scores that no factor changes.
    pub(super) fn hull(&self) -> Option<(f64, f64)> {
        let lanes = self.certain.iter().flatten().filter_map(|lane| match lane.present() {
            None => kernel::bounds(&lane.values),
            Some(words) => kernel::bounds_where(&lane.values, words),
        });
        // What stands for an absent score is a score, too.
        let nodes = self.framework.nodes();
        let fills = self.order.iter().filter_map(|node| NodeRules::declared(&nodes[*node])?.fill());
        lanes
            .chain(fills.map(|fill| (fill, fill)))
            .reduce(|a, b| (if b.0 < a.0 { b.0 } else { a.0 }, if b.1 > a.1 { b.1 } else { a.1 }))
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
    pub(super) fn memory(&self) -> RunMemory {
        RunMemory {
            lanes: self.certain.iter().map(|lane| lane.clone().unwrap_or_default()).collect(),
            scratch: Vec::new(),
            combination: None,
            children: Vec::new(),
            places: Vec::new(),
            weights: Vec::new(),
            influences: Vec::new(),
        }
    }

    /// Scores of the index under a setting. The scores of leaves that a factor touches are in the memory.
    ///
    /// # Errors
    /// Why there are none, with the place.
    pub(super) fn score(
        &self,
        setting: &Setting,
        uncertainty: &Uncertainty,
        memory: &mut RunMemory,
        scores: &mut [f64],
    ) -> Result<(), Problems> {
        let root = self.framework.root_index();
        self.find_influences(setting, uncertainty, &mut memory.influences);
        for node in self.order.iter().copied() {
            if memory.influences[node] > Influence::None {
                self.score_node(node, setting, uncertainty, memory)?;
            }
        }
        let lane = &memory.lanes[root];
        if let Some(entity) = (0..self.rows.len()).find(|row| lane.has_gaps && !bit(&lane.words, *row)) {
            let place = self.place(entity);
            return Err(Problem::new(Code::NoIndex, place, message!("no-index-in-run")).into());
        }
        for (score, value) in scores.iter_mut().zip(&lane.values) {
            // Adding 0.0 makes -0.0 a 0.0.
            *score = value + 0.0;
        }
        Ok(())
    }

    /// Finds the influence of all nodes on the index of a run: one that is left out of a mean needs no
    /// children, nor scores that its rule accepts.
    fn find_influences(&self, setting: &Setting, uncertainty: &Uncertainty, influences: &mut Vec<Influence>) {
        influences.clear();
        influences.resize(self.framework.nodes().len(), Influence::None);
        influences[self.framework.root_index()] = Influence::Score;
        for node in self.order.iter().rev().copied() {
            let Some(rules) = self.rules(node, setting, uncertainty) else { continue };
            if influences[node] > Influence::None {
                for child in self.framework.nodes()[node].children() {
                    let weight = setting.weights[*child];
                    influences[*child] = match rules.counts(weight) {
                        true if weight > 0.0 => influences[node],
                        true => Influence::Presence,
                        false => Influence::None,
                    };
                }
            }
        }
    }

    fn score_node(
        &self,
        node: NodeIx,
        setting: &Setting,
        uncertainty: &Uncertainty,
        memory: &mut RunMemory,
    ) -> Result<(), Problems> {
        let Some(rules) = self.rules(node, setting, uncertainty) else { return Ok(()) };
        let spec = &self.framework.nodes()[node];
        memory.children.clear();
        memory.places.clear();
        memory.weights.clear();
        for child in spec.children().iter().copied() {
            if memory.influences[child] > Influence::None {
                memory.children.push(child);
                memory.places.push(child.get());
                memory.weights.push(setting.weights[child]);
            }
            if self.refilled[node] {
                // The rule of another run may have filled the gaps of these lanes, those of leaves among
                // them.
                memory.combination = None;
                if let Some(lane) = &self.certain[child] {
                    memory.lanes[child].clone_from(lane);
                }
            }
        }
        // A sum of no children is 0; a mean of none is nothing.
        if memory.children.is_empty() && !rules.counts(0.0) {
            if memory.influences[node] == Influence::Score {
                let (code, place) = (spec.code(), Place::default().field(spec.code()));
                return Err(Problem::new(Code::NoChild, place, message!("no-child-left", node = code)).into());
            }
            memory.influences[node] = Influence::None;
            return Ok(());
        }
        let mut lane = std::mem::take(&mut memory.lanes[node]);
        lane.reset(self.rows.len());
        let children = Counted { nodes: &memory.children, lanes: &memory.places, weights: &memory.weights };
        let refused = rules.score(&children, &mut memory.lanes, &mut memory.scratch, &mut lane);
        let rescaled = if refused.is_empty() { rules.rescale(&mut lane).map(drop) } else { Ok(()) };
        let labels = |name: &str| labels_of(self.panel, &self.rows, name);
        let sound = refused.is_empty() && rescaled.is_ok();
        let filled = if sound { rules.impute(&mut lane, labels).map(drop) } else { Ok(()) };
        memory.lanes[node] = lane;
        if let (Err(unfit), Some(method)) = (filled, rules.impute) {
            let (node, place) = (spec.code(), Place::default().field(spec.code()));
            let what = message!("cannot-fit-method", method = method.name(), node, what = unfit.what);
            return Err(Problem::new(Code::CannotFit, place, what).hint(unfit.allowed).into());
        }
        if let (Err(unfit), Some(method)) = (rescaled, rules.rescale) {
            let (code, place) = (spec.code(), Place::default().field(spec.code()));
            let what = rescale_unfit(method.name(), code, None, unfit.what);
            return Err(Problem::new(Code::CannotFit, place, what).hint(unfit.allowed).into());
        }
        match refused.first() {
            Some(found) => {
                let refusal = Refusal { row: self.rows[found.row], node, ..*found };
                Err(refusal.problem(&self.framework, self.panel).into())
            }
            None => Ok(()),
        }
    }

    /// The rules of a node under a setting; `None` for a leaf.
    fn rules<'r>(
        &'r self,
        node: NodeIx,
        setting: &Setting,
        uncertainty: &'r Uncertainty,
    ) -> Option<NodeRules<'r>> {
        let mut rules = NodeRules::declared(&self.framework.nodes()[node])?;
        for (factor, alternative) in &setting.choices {
            let factor = &uncertainty.factors[*factor];
            let Varies::Choice(choice) = &factor.varies else { continue };
            match &choice.alternatives {
                Alternatives::Aggregate(list) if factor.nodes.contains(&node) => {
                    rules.aggregate = &list[*alternative];
                }
                Alternatives::Missing(list) if factor.nodes.contains(&node) => {
                    rules.missing = &list[*alternative];
                }
                Alternatives::Aggregate(_) | Alternatives::Missing(_) => {}
                // Rules of leaves; their scores are made before those of nodes.
                Alternatives::Normalise(_) | Alternatives::Treat(_) | Alternatives::Impute(_) => {}
            }
        }
        Some(rules)
    }
}
