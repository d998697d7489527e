//! Scores of leaves whose rules or values are uncertain.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::cells::DrawnCells;
use super::draw::{self, Setting};
use super::goalposts::draw_goalposts;
use super::nodes::RunMemory;
use crate::aggregate::Lane;
use crate::framework::{Factor, Framework, NodeIx, NodeKind, Noise, NoiseSize, Uncertainty, Varies};
use crate::plan::{Origin, Plan, lane_of};
use icip_num::exec::Par;
use icip_problem::{Code, Message, Place, Problem, Problems, Report, message};
use icip_table::data::{Column, Panel};

/// Combinations of rules whose scores are kept; more are computed when they are drawn.
const KEPT: usize = 4096;

/// The leaves that depend on a factor.
#[derive(Debug)]
pub(super) struct Leaves<'a> {
    plan: Plan<'a>,
    panel: &'a Panel,
    rows: Vec<usize>,
    cells: DrawnCells<'a>,
    /// Leaves whose scores may differ between runs.
    touched: Vec<NodeIx>,
    /// Factors that choose rules of leaves, with the number of their alternatives.
    choices: Vec<(usize, usize)>,
    /// Lanes of the touched leaves for each combination, found when it is first drawn.
    kept: Vec<OnceLock<Result<Vec<Lane>, Problems>>>,
}

impl<'a> Leaves<'a> {
    /// Finds what depends on a factor.
    ///
    /// # Errors
    /// A factor that cannot be drawn for a leaf.
    pub(super) fn new(
        plan: &Plan<'a>,
        panel: &'a Panel,
        uncertainty: &Uncertainty,
        rows: &[usize],
    ) -> Result<Self, Problems> {
        let nodes = plan.framework().nodes();
        let mut report = Report::default();
        let mut choices = Vec::new();
        let mut touched = vec![false; nodes.len()];
        for (place, factor) in uncertainty.factors.iter().enumerate() {
            match &factor.varies {
                Varies::Choice(choice) if choice.alternatives.is_of_leaves() => {
                    choices.push((place, choice.alternatives.len()));
                }
                Varies::Noise(_) | Varies::Gaps(_) | Varies::Goalposts { .. } => {
                    check(plan, panel, factor, &mut report);
                }
                // They change nothing below the scores of leaves.
                Varies::Weights(_) | Varies::Choice(_) | Varies::Include(_) => continue,
            }
            factor.nodes.iter().for_each(|node| touched[*node] = true);
        }
        report.into_problems()?;
        if touched.contains(&true) {
            // What fills a gap from other columns changes with them.
            for (node, touched) in nodes.iter().zip(&mut touched) {
                *touched |= node.leaf().is_some_and(|leaf| leaf.impute.kernel().looks_at_others());
            }
        }
        let measured = |node: &NodeIx| matches!(plan.origin(*node), Origin::Measured { .. });
        let touched: Vec<NodeIx> =
            NodeIx::first(nodes.len()).filter(|node| touched[*node]).filter(measured).collect();
        // One more than there are alternatives: the rule as declared.
        let combinations = choices.iter().fold(1_usize, |all, (_, count)| all.saturating_mul(count + 1));
        let kept = if combinations <= KEPT { combinations } else { 0 };
        let kept = std::iter::repeat_with(OnceLock::new).take(kept).collect();
        let cells = DrawnCells::new(plan, panel);
        Ok(Self { plan: plan.clone(), panel, rows: rows.to_vec(), cells, touched, choices, kept })
    }

    /// Puts the scores of all touched leaves into the memory of a thread.
    pub(super) fn load(
        &self,
        setting: &Setting,
        uncertainty: &Uncertainty,
        memory: &mut RunMemory,
    ) -> Result<(), Problems> {
        if self.touched.is_empty() {
            return Ok(());
        }
        // Where nothing is kept there are so many combinations that their number may be too large for an integer.
        let place = (!self.kept.is_empty()).then(|| self.combination(setting));
        match place.and_then(|place| Some((place, self.kept.get(place)?))) {
            // Scores with drawn numbers are not those of another run with the same rules, so they are never
            // kept.
            Some((place, kept)) if setting.seeds.is_empty() => {
                if memory.combination == Some(place) {
                    return Ok(());
                }
                memory.combination = None;
                let lanes = kept
                    .get_or_init(|| self.scores(setting, uncertainty))
                    .as_ref()
                    .map_err(Problems::clone)?;
                self.touched.iter().zip(lanes).for_each(|(leaf, lane)| memory.take(*leaf, lane));
                memory.combination = Some(place);
            }
            _ => {
                memory.combination = None;
                let lanes = self.scores(setting, uncertainty)?;
                self.touched.iter().zip(&lanes).for_each(|(leaf, lane)| memory.take(*leaf, lane));
            }
        }
        Ok(())
    }

    /// The combination as a number with one digit per factor: 0 for the rule as declared.
    fn combination(&self, setting: &Setting) -> usize {
        self.choices.iter().fold(0, |place, (factor, count)| {
            place * (count + 1) + setting.choice(*factor).map_or(0, |alternative| alternative + 1)
        })
    }

    /// Scores of the touched leaves under a setting, or why there are none.
    fn scores(&self, setting: &Setting, uncertainty: &Uncertainty) -> Result<Vec<Lane>, Problems> {
        let mut framework = self.plan.framework().clone();
        for (factor, alternative) in &setting.choices {
            let factor = &uncertainty.factors[*factor];
            if let Varies::Choice(choice) = &factor.varies {
                for node in &factor.nodes {
                    framework.nodes[*node].kind.set_rule(&choice.alternatives, *alternative);
                }
            }
        }
        let mut columns = BTreeMap::new();
        for (factor, u) in &setting.seeds {
            let (factor, mut stream) = (&uncertainty.factors[*factor], draw::stream(*factor, *u));
            match &factor.varies {
                Varies::Noise(noise) => self.cells.add_noise(factor, noise, &mut stream, &mut columns)?,
                Varies::Gaps(draw) => self.cells.fill_gaps(factor, *draw, &mut stream, &mut columns)?,
                Varies::Goalposts { worst, best } => {
                    draw_goalposts(&mut framework, &factor.nodes, *worst, *best, &mut stream);
                }
                // They draw nothing for a cell or a leaf, so they have no seed.
                Varies::Weights(_) | Varies::Choice(_) | Varies::Include(_) => {}
            }
        }
        let plan = self.plan.with_framework(&framework);
        // Runs already share the threads.
        let prepared = plan.prepare_changed(self.panel, Par::Seq, &columns)?;
        let lane = |leaf: &NodeIx| {
            let column = prepared.given(*leaf).unwrap_or_else(|| Column::absent(self.panel.rows()));
            lane_of(&column, &self.rows)
        };
        Ok(self.touched.iter().map(lane).collect())
    }
}

/// What keeps a factor from being drawn for its leaves.
fn check(plan: &Plan<'_>, panel: &Panel, factor: &Factor, report: &mut Report) {
    let framework: &Framework = plan.framework();
    for node in factor.nodes.iter().copied() {
        let NodeKind::Leaf(leaf) = framework.nodes()[node].kind() else { continue };
        let code = framework.nodes()[node].code();
        let factor_name = &factor.name;
        let mut refuse = |what: Message, hint: Message| {
            let place = Place::default().field(factor_name);
            report.problem(Problem::new(Code::ImpossibleFactor, place, what).hint(hint));
        };
        match &factor.varies {
            Varies::Noise(_) if leaf.tokens.is_some() => refuse(
                message!("impossible-factor-words", factor = factor_name, leaf = code),
                message!("impossible-factor-words-hint"),
            ),
            Varies::Noise(Noise { size: NoiseSize::Column(suffix), .. }) => {
                let name = format!("{}{suffix}", leaf.column());
                let values = panel.column(leaf.column());
                let unsound = |row: &usize| match (values.and_then(|x| x.get(*row)), panel.column(&name)) {
                    (Some(_), Some(errors)) => errors.get(*row).is_none_or(|error| error < 0.0),
                    _ => false,
                };
                if panel.column(&name).is_none() {
                    refuse(
                        message!(
                            "impossible-factor-no-column",
                            factor = factor_name,
                            column = name,
                            leaf = code
                        ),
                        message!("impossible-factor-no-column-hint"),
                    );
                } else if let Some(row) = (0..panel.rows()).find(unsound) {
                    let entity = panel.entities()[row].key();
                    refuse(
                        message!("impossible-factor-size", factor = factor_name, column = name, entity),
                        message!("impossible-factor-size-hint"),
                    );
                }
            }
            Varies::Gaps(_) if leaf.denominate().is_some() || leaf.tokens.is_some() => refuse(
                message!("impossible-factor-gaps", factor = factor_name, leaf = code),
                message!("impossible-factor-gaps-hint"),
            ),
            // Nothing about the leaf or its column can be against it.
            Varies::Noise(Noise {
                size: NoiseSize::Value(_) | NoiseSize::Deviation(_) | NoiseSize::Share(_),
                ..
            })
            | Varies::Gaps(_)
            | Varies::Goalposts { .. }
            | Varies::Weights(_)
            | Varies::Choice(_)
            | Varies::Include(_) => {}
        }
    }
}
