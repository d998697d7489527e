//! A framework whose uncertain factors are drawn again and again.
//!
//! What no factor can change is computed once: scores of nodes with nothing uncertain below them, and scores
//! of leaves for each combination of rules. A run whose weights alone are drawn is a product of weights and
//! finished scores where the tree is linear, and otherwise goes through the nodes that depend on a factor and
//! no others.

mod cells;
mod draw;
mod goalposts;
mod idle;
mod leaves;
mod linear;
mod nodes;
mod runs;
#[cfg(test)]
mod tests;

pub use runs::{Failure, Runs};

use std::ops::Range;

use crate::framework::{NodeIx, Uncertainty, Varies};
use crate::plan::{Plan, Scorecard, Trail};
use crate::robustness::ranks::{Sorter, ranks_into};
use crate::robustness::vary::ranked::ranked_rows;
use icip_num::exec::{self, Par};
use icip_num::kernel;
use icip_problem::{Problem, Problems};
use icip_table::data::Panel;

use draw::{Draw, Setting};
use leaves::Leaves;
use linear::Linear;
use nodes::Nodes;
use runs::Draws;

/// Runs that one thread scores at a time: a multiple of the number of runs that the linear form combines.
pub(super) const BATCH: usize = 64;

/// A framework whose uncertain factors can be drawn, for the ranked entities of one period.
///
/// A run is a row of uniform numbers, one per input ([`Study::inputs`]); [`crate::robustness::design`] makes
/// them. A factor that needs more than that one takes its numbers from a stream that the input's number
/// names.
///
/// ```
/// use icip::exec::Par;
/// use icip::framework::Files;
/// use icip::io::read_csv;
/// use icip::plan::Plan;
/// use icip::robustness::{design::MonteCarlo, study::Study};
///
/// let toml = r#"
/// format = 1
/// [framework]
/// id = "tiny"
/// [data]
/// code = "code"
/// [defaults]
/// normalise = "min-max"
/// [[nodes]]
/// code = "index"
/// [[nodes]]
/// code = "a"
/// parent = "index"
/// column = "a"
/// [[nodes]]
/// code = "b"
/// parent = "index"
/// column = "b"
/// [uncertainty]
/// [[uncertainty.factors]]
/// name = "weights"
/// weights = { simplex = 1 }
/// "#;
/// let framework = Files::new("framework.toml", toml).read()?.value;
/// let table = read_csv(b"code,a,b\nX,0,1\nY,1,0\n", "data.csv", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let uncertainty = framework.uncertainty().ok_or("it has the section")?;
/// let study = Study::new(&plan, &table.panel, uncertainty, None, Par::Auto)?;
/// let design = MonteCarlo::new(7);
/// let runs = study.runs(0..100, &|runs, rows| design.fill(runs, rows), Par::Auto);
/// // X scores the weight of b, and Y that of a: together 1.
/// assert!(runs.scores.chunks(2).all(|run| (run[0] + run[1] - 1.0).abs() < 1e-12));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Study<'a> {
    card: Scorecard<'a>,
    uncertainty: Uncertainty,
    draws: Vec<Draw>,
    rows: Vec<usize>,
    scores: Vec<f64>,
    ranks: Vec<u32>,
    leaves: Leaves<'a>,
    nodes: Nodes<'a>,
    linear: Option<Linear>,
    warnings: Vec<Problem>,
}

impl<'a> Study<'a> {
    /// Scores as declared, and finds what each factor changes. The entities are those with a rank in the
    /// period, or in the only one.
    ///
    /// # Errors
    /// What keeps the data from being scored as declared; a period that is not there, or none where there are
    /// several; a factor that would change nothing in these data.
    pub fn new(
        plan: &Plan<'a>,
        panel: &'a Panel,
        uncertainty: &Uncertainty,
        period: Option<&str>,
        par: Par,
    ) -> Result<Self, Problems> {
        let plan = plan.clone().with_trail(Trail::Drop);
        let card = plan.prepare(panel, par)?.score()?;
        let rows = ranked_rows(&card, period)?;
        let scores: Vec<f64> = rows.iter().filter_map(|row| card.index().get(*row)).collect();
        let mut ranks = vec![0; rows.len()];
        let on = plan.framework().rank_spec().on;
        let as_ranked: Vec<f64> = scores.iter().map(|score| on.of(*score)).collect();
        ranks_into(&as_ranked, on.grid(kernel::bounds(&as_ranked)), &mut Sorter::default(), &mut ranks);
        let leaves = Leaves::new(&plan, panel, uncertainty, &rows)?;
        let nodes = Nodes::new(&card, uncertainty, &rows)?;
        let linear = Linear::of(&nodes, uncertainty);
        let draws = Draw::all(plan.framework(), uncertainty);
        let uncertainty = uncertainty.clone();
        let warnings = Vec::new();
        let mut study =
            Self { card, uncertainty, draws, rows, scores, ranks, leaves, nodes, linear, warnings };
        study.warnings = study.look_for_idle_factors()?;
        Ok(study)
    }

    /// Scores and ranks as declared.
    pub fn card(&self) -> &Scorecard<'a> {
        &self.card
    }

    /// What varies.
    pub fn uncertainty(&self) -> &Uncertainty {
        &self.uncertainty
    }

    /// Rows of the panel with a rank in the period, in the panel's order: the entities of all results.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// Scores of the entities as declared.
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }

    /// Competition ranks of the entities as declared, on rounded scores where the framework ranks those.
    pub fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    /// Warnings about the factors: alternatives that give the same scores in these data.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// Names of the inputs, one uniform number each in every run.
    pub fn inputs(&self) -> &[String] {
        &self.uncertainty.inputs
    }

    /// Whether every run is a product of weights and finished scores.
    pub fn is_linear(&self) -> bool {
        self.linear.is_some()
    }

    /// Bounds between which every score of the index lies in every run, where weights of means alone vary.
    pub(crate) fn hull(&self) -> Option<(f64, f64)> {
        let linear = self.linear.as_ref().filter(|linear| linear.is_mean())?;
        let (low, high) = self.nodes.hull()?;
        let floor = linear.floor();
        Some((floor.map_or(low, |floor| floor.min(low)), floor.map_or(high, |floor| floor.max(high))))
    }

    /// Scores of runs. `draws` writes the uniform numbers of runs, at least 0 and below 1: one row per run,
    /// one number per input. The result does not depend on the number of threads, nor on how runs are divided
    /// into calls.
    pub fn runs(&self, runs: Range<u64>, draws: &Draws<'_>, par: Par) -> Runs {
        let mut all = Runs::default();
        self.runs_into(runs, draws, par, &mut all);
        all
    }

    /// The same in the memory of other runs, which are forgotten.
    pub fn runs_into(&self, runs: Range<u64>, draws: &Draws<'_>, par: Par, all: &mut Runs) {
        let count =
            usize::try_from(runs.end.saturating_sub(runs.start)).expect("scores of all are in memory");
        let entities = self.rows.len();
        all.failures.clear();
        all.scores.resize(count * entities, 0.0);
        let mut batches: Vec<(&mut [f64], Vec<Failure>)> =
            all.scores.chunks_mut(BATCH * entities.max(1)).map(|scores| (scores, Vec::new())).collect();
        let cells = count.saturating_mul(self.nodes.cells());
        exec::each(par, &mut batches, cells, |place, (scores, failures)| {
            let start = runs.start + (place * BATCH) as u64;
            *failures = self.batch(start, draws, scores);
        });
        let failures = batches.into_iter().flat_map(|(_, failures)| failures).collect();
        all.failures = failures;
    }

    /// The weights of the children of a node in a run, adding up to 1; nothing for a node that no factor
    /// weighs, and in a run in which none of them counts.
    pub fn weights(&self, u: &[f64], node: NodeIx) -> Option<Vec<f64>> {
        let shares = self.shares([u].into_iter(), &[node]);
        let known = self.weighed().contains(&node) && shares.iter().any(|share| *share > 0.0);
        known.then_some(shares)
    }

    /// The weights of the children of some nodes in runs, one run and in it one node after the other, those
    /// of each node adding up to 1; zeros where none of them counts.
    pub(crate) fn shares<'u>(&self, runs: impl Iterator<Item = &'u [f64]>, nodes: &[NodeIx]) -> Vec<f64> {
        let mut setting = self.setting();
        let mut shares = Vec::new();
        for u in runs {
            setting.reset();
            setting.draw(&self.card, &self.uncertainty, &self.draws, u);
            for children in nodes.iter().map(|node| self.card.framework().nodes()[*node].children()) {
                let total = children.iter().fold(0.0, |sum, child| sum + setting.weights[*child]);
                let share = |child: &NodeIx| if total > 0.0 { setting.weights[*child] / total } else { 0.0 };
                shares.extend(children.iter().map(share));
            }
        }
        shares
    }

    /// The nodes whose children's weights vary.
    pub fn weighed(&self) -> Vec<NodeIx> {
        let weighs = |node: &NodeIx| {
            self.uncertainty
                .factors
                .iter()
                .any(|factor| matches!(factor.varies, Varies::Weights(_)) && factor.nodes.contains(node))
        };
        NodeIx::first(self.card.framework().nodes().len()).filter(weighs).collect()
    }

    /// All factors as declared.
    fn setting(&self) -> Setting {
        Setting::new(&self.card, &self.uncertainty, self.rows.first().copied())
    }

    /// Scores runs that follow each other, one row per run; gives those that failed.
    fn batch(&self, start: u64, draws: &Draws<'_>, scores: &mut [f64]) -> Vec<Failure> {
        let (entities, inputs) = (self.rows.len(), self.inputs().len());
        let count = scores.len() / entities.max(1);
        let mut rows = vec![0.0; count * inputs];
        draws(start..start + count as u64, &mut rows);
        let mut setting = self.setting();
        let draw = |run: usize, setting: &mut Setting| {
            setting.draw(&self.card, &self.uncertainty, &self.draws, &rows[run * inputs..][..inputs]);
        };
        let linear = self.linear.as_ref();
        if let Some(linear) = linear {
            linear.scores(entities, draw, &mut setting, scores);
        }
        let mut failures = Vec::new();
        let mut memory = None;
        // A run of the linear form that failed goes through the nodes, which find the reason.
        let open = |scores: &[f64]| linear.is_none() || !kernel::all_finite(scores);
        for (run, scores) in scores.chunks_exact_mut(entities).enumerate().filter(|(_, s)| open(s)) {
            setting.reset();
            draw(run, &mut setting);
            let memory = memory.get_or_insert_with(|| self.nodes.memory());
            if let Err(why) = self.score(&setting, memory, scores) {
                scores.fill(f64::NAN);
                failures.push(Failure::new(start + run as u64, why));
            }
        }
        failures
    }

    /// Scores of the entities for one setting of all factors, or why there are none.
    fn score(
        &self,
        setting: &Setting,
        memory: &mut nodes::RunMemory,
        scores: &mut [f64],
    ) -> Result<(), Problems> {
        self.leaves.load(setting, &self.uncertainty, memory)?;
        self.nodes.score(setting, &self.uncertainty, memory, scores)
    }
}
