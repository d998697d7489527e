//! One thing at a time, everything else as declared: without a node, without an entity, with another rule.
//!
//! Nothing is random here. Each alteration is scored anew from the data, so that what is fitted to the sample
//! is fitted to what is left. Its ranks are compared with the declared ones of the entities that have a rank
//! in both.

#[cfg(test)]
mod tests;

use super::ranked::{competition, ranked_rows};
use crate::framework::{Framework, NodeIx, Uncertainty, Varies};
use crate::plan::{Origin, Plan, Trail};
use crate::robustness::agreement::{kendall, mean_shift, spearman, swapped, top_overlap};
use icip_num::exec::{self, Par};
use icip_problem::{Code, Place, Problem, Problems, message};
use icip_table::data::{Column, Panel};

/// One thing that is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Alteration {
    /// A node, by its position in the framework, is left out: its siblings share its weight. A parent whose
    /// only child it is goes with it.
    WithoutNode(NodeIx),
    /// An entity, by a row of the panel, is not in the data, in no period.
    WithoutEntity(usize),
    /// A rule stands at all nodes of a factor that chooses between several: places in
    /// [`Uncertainty::factors`] and in the list of its rules.
    WithRule {
        /// The factor.
        factor: usize,
        /// The rule.
        rule: usize,
    },
}

/// What an alteration does to the ranks.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Effect {
    /// Entities with a rank before and after; all numbers are about them, ranked among themselves.
    pub entities: usize,
    /// Rows that had a rank and have none any more, the removed entity apart.
    pub lost: Vec<usize>,
    /// Kendall's tau-b; nothing where all share one rank.
    pub kendall: Option<f64>,
    /// Spearman's rho; nothing where all share one rank.
    pub spearman: Option<f64>,
    /// Mean distance between the two ranks, in places.
    pub mean_shift: f64,
    /// The largest distance, in places.
    pub largest_shift: f64,
    /// The first row with that distance.
    pub largest_of: usize,
    /// Share of the pairs that stand in opposite orders.
    pub swapped: f64,
    /// Share of the best that stay among the best; nothing where there are none.
    pub top_overlap: Option<f64>,
}

/// An alteration and what it does, or why it cannot be computed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Scenario {
    /// What is changed.
    pub alteration: Alteration,
    /// What it does; else the reason.
    pub effect: Result<Effect, Problems>,
}

/// The declared ranks of one period, with which alterations are compared.
///
/// ```
/// use icip::exec::Par;
/// use icip::robustness::scenarios::{Alteration, Scenarios};
/// use icip::{framework, io, plan::Plan};
///
/// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let scenarios = Scenarios::new(&plan, &table.panel, None, None, Par::Auto)?;
/// let pillar = framework.position("C").ok_or("a pillar")?;
/// let effect = scenarios.effect(Alteration::WithoutNode(pillar), 10)?;
/// assert_eq!(effect.entities, 136);
/// assert!(effect.kendall.is_some_and(|tau| tau < 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Scenarios<'a> {
    plan: Plan<'a>,
    panel: &'a Panel,
    uncertainty: Option<&'a Uncertainty>,
    rows: Vec<usize>,
    index: Column,
}

impl<'a> Scenarios<'a> {
    /// Scores as declared. `uncertainty` has the rules to choose from; nothing means no other rule. The ranks
    /// are those of `period`, which need not be named where the data have one.
    ///
    /// # Errors
    /// Those of [`Plan::prepare`] and [`crate::plan::Prepared::score`]; a period that is not there;
    /// fewer than two entities with a rank.
    pub fn new(
        plan: &Plan<'a>,
        panel: &'a Panel,
        uncertainty: Option<&'a Uncertainty>,
        period: Option<&str>,
        par: Par,
    ) -> Result<Self, Problems> {
        let plan = plan.clone().with_trail(Trail::Drop);
        let card = plan.prepare(panel, par)?.score()?;
        let rows = ranked_rows(&card, period)?;
        Ok(Self { index: card.index().clone(), plan, panel, uncertainty, rows })
    }

    /// Rows that are ranked in the period, in the panel's order.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// Every alteration: without each node that has a score, the index apart, in the framework's order;
    /// without each ranked entity; with each rule of each factor that chooses.
    pub fn all(&self) -> Vec<Alteration> {
        let root = self.plan.framework().root_index();
        let nodes = self.plan.used().into_iter().filter(|node| *node != root);
        let factors = self.uncertainty.map_or(&[][..], |uncertainty| &uncertainty.factors);
        let rules = factors.iter().enumerate().flat_map(|(factor, spec)| {
            let count = match &spec.varies {
                Varies::Choice(choice) => choice.alternatives.len(),
                _ => 0,
            };
            (0..count).map(move |rule| Alteration::WithRule { factor, rule })
        });
        nodes
            .map(Alteration::WithoutNode)
            .chain(self.rows.iter().map(|row| Alteration::WithoutEntity(*row)))
            .chain(rules)
            .collect()
    }

    /// Alterations, each by itself; `top` is how many of the best entities are compared as a group.
    pub fn run(&self, alterations: &[Alteration], top: u32, par: Par) -> Vec<Scenario> {
        // Rough: each alteration scores the whole panel again, at some ten operations for each leaf of a row.
        let cells = alterations.len() * self.panel.rows() * self.plan.entries().len() * 10;
        exec::map(par, alterations.len(), cells, |at| {
            let alteration = alterations[at];
            Scenario { alteration, effect: self.effect(alteration, top) }
        })
    }

    /// What one alteration does.
    ///
    /// # Errors
    /// Why it cannot be computed.
    pub fn effect(&self, alteration: Alteration, top: u32) -> Result<Effect, Problems> {
        let after = self.scores(alteration)?;
        let removed = self.removed(alteration);
        let stays = |at: &usize| removed.is_none_or(|code| self.code(self.rows[*at]) != code);
        let (both, lost): (Vec<usize>, Vec<usize>) =
            (0..self.rows.len()).filter(stays).partition(|at| after[*at].is_some());
        if both.len() < 2 {
            let what = message!("nothing-to-rank-left", count = both.len());
            let problem = Problem::new(Code::NothingToRank, Place::default(), what);
            return Err(problem.hint(message!("nothing-to-rank-count-hint")).into());
        }
        let ranks = |score: &dyn Fn(usize) -> Option<f64>| {
            let scores: Vec<f64> = both.iter().filter_map(|at| score(*at)).collect();
            competition(self.plan.framework(), &scores)
        };
        let before = ranks(&|at| self.index.get(self.rows[at]));
        let after = ranks(&|at| after[at]);
        let (mut largest_shift, mut largest_of) = (0.0, self.rows[both[0]]);
        for (at, (before, after)) in both.iter().zip(before.iter().zip(&after)) {
            let shift = (before - after).abs();
            if shift > largest_shift {
                (largest_shift, largest_of) = (shift, self.rows[*at]);
            }
        }
        Ok(Effect {
            entities: both.len(),
            lost: lost.into_iter().map(|at| self.rows[at]).collect(),
            kendall: kendall(&before, &after),
            spearman: spearman(&before, &after),
            mean_shift: mean_shift(&before, &after).expect("two entities or more"),
            largest_shift,
            largest_of,
            swapped: swapped(&before, &after).expect("two entities or more"),
            top_overlap: top_overlap(&before, &after, top),
        })
    }

    /// The index after an alteration, in the order of [`Scenarios::rows`]; nothing for an entity without one.
    ///
    /// # Errors
    /// Why it cannot be computed.
    pub fn scores(&self, alteration: Alteration) -> Result<Vec<Option<f64>>, Problems> {
        let framework = self.plan.framework();
        match alteration {
            Alteration::WithoutNode(node) => {
                let changed = framework.without(node).ok_or_else(|| {
                    let place = Place::default().field(framework.nodes()[node].code());
                    Problem::new(Code::NoChild, place, message!("no-child-without"))
                })?;
                self.index_of(&changed, self.panel)
            }
            Alteration::WithRule { factor, rule } => {
                let spec = self.uncertainty.and_then(|uncertainty| uncertainty.factors.get(factor));
                let Some((spec, Varies::Choice(choice))) = spec.map(|spec| (spec, &spec.varies)) else {
                    let what = message!("no-factor-choice", factor);
                    return Err(Problem::new(Code::NoFactor, Place::default(), what).into());
                };
                let changed = framework
                    .with_rule(&spec.nodes, &choice.alternatives, rule)
                    .map_err(|why| Problem::new(Code::ImpossibleAggregation, Place::default(), why))?;
                self.index_of(&changed, self.panel)
            }
            Alteration::WithoutEntity(row) => self.without_entity(self.code(row)),
        }
    }

    /// Where no score looks at the other entities, the others keep theirs.
    fn without_entity(&self, code: &str) -> Result<Vec<Option<f64>>, Problems> {
        let framework = self.plan.framework();
        let stays = |row: &usize| self.code(*row) != code;
        let looks = |node: &NodeIx| self.plan.origin(*node) != Origin::Unused;
        if framework.sample_dependent().iter().any(looks) {
            return self.index_of(framework, &self.panel.filter(|entity| entity.code != code));
        }
        Ok(self.rows.iter().map(|row| self.index.get(*row).filter(|_| stays(row))).collect())
    }

    /// The index of another framework or other data, matched to the rows by code and period.
    fn index_of(&self, framework: &Framework, panel: &Panel) -> Result<Vec<Option<f64>>, Problems> {
        let plan = Plan::compile(framework, &panel.schema())?.with_trail(Trail::Drop);
        // Alterations already share the threads.
        let prepared = plan.prepare(panel, Par::Seq)?;
        let mut scorer = prepared.scorer(&[framework.root_index()])?;
        scorer.score()?;
        let index = scorer.scores(0);
        // Rows keep their order, so those that are left follow each other in both.
        let mut found = vec![None; self.panel.rows()];
        let mut left = panel.entities().iter().zip(index.cells()).peekable();
        for (entity, cell) in self.panel.entities().iter().zip(&mut found) {
            *cell = left.next_if(|(other, _)| *other == entity).and_then(|(_, score)| score);
        }
        Ok(self.rows.iter().map(|row| found[*row]).collect())
    }

    fn removed(&self, alteration: Alteration) -> Option<&str> {
        match alteration {
            Alteration::WithoutEntity(row) => Some(self.code(row)),
            Alteration::WithoutNode(_) | Alteration::WithRule { .. } => None,
        }
    }

    fn code(&self, row: usize) -> &str {
        &self.panel.entities()[row].code
    }
}
