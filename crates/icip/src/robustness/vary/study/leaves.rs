//! Scores of leaves whose rules or values are uncertain.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::draw::{self, Setting};
use super::goalposts::draw_goalposts;
use super::nodes::{RunMemory, lane_of};
use crate::aggregate::Lane;
use crate::framework::{
    Beyond, Factor, Framework, GapDraw, NodeIx, NodeKind, Noise, NoiseDistribution, NoiseSize, Uncertainty,
    Varies,
};
use crate::plan::{Origin, Plan, Samples};
use icip_num::exec::Par;
use icip_num::random::Stream;
use icip_num::statistics::{self, Divisor};
use icip_problem::{Code, Message, Place, Problem, Problems, Report, message};
use icip_table::data::{Column, ColumnIx, Panel};

/// Combinations of rules whose scores are kept; more are computed when they are drawn.
const KEPT: usize = 4096;

/// The leaves that depend on a factor.
#[derive(Debug)]
pub(super) struct Leaves<'a> {
    plan: Plan<'a>,
    panel: &'a Panel,
    rows: Vec<usize>,
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
                _ => continue,
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
        Ok(Self { plan: plan.clone(), panel, rows: rows.to_vec(), touched, choices, kept })
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
        // The combination as a number with one digit per factor: 0 for the rule as declared.
        let place = self.choices.iter().fold(0, |place, (factor, count)| {
            place * (count + 1) + setting.choice(*factor).map_or(0, |alternative| alternative + 1)
        });
        match self.kept.get(place) {
            // Scores with drawn numbers are not those of another run with the same rules, so they are never
            // kept.
            Some(kept) if setting.seeds.is_empty() => {
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
                Varies::Noise(noise) => self.add_noise(factor, noise, &mut stream, &mut columns)?,
                Varies::Gaps(draw) => self.fill_gaps(factor, *draw, &mut stream, &mut columns)?,
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

    /// The columns that a factor's leaves read, each once.
    fn columns(&self, factor: &Factor) -> Vec<ColumnIx> {
        let mut columns: Vec<ColumnIx> = factor
            .nodes
            .iter()
            .filter_map(|node| match self.plan.origin(*node) {
                Origin::Measured { column, .. } => Some(column),
                _ => None,
            })
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    fn add_noise(
        &self,
        factor: &Factor,
        noise: &Noise,
        stream: &mut Stream,
        changed: &mut BTreeMap<ColumnIx, Column>,
    ) -> Result<(), Problems> {
        for position in self.columns(factor) {
            let column = changed.remove(&position).unwrap_or_else(|| self.panel.column_at(position).clone());
            let sizes = match &noise.size {
                NoiseSize::Column(suffix) => {
                    self.panel.column(&format!("{}{suffix}", self.panel.name_at(position)))
                }
                _ => None,
            };
            // A single value has no deviation, and then no noise in units of it.
            let deviation =
                statistics::standard_deviation(&column.present(), &Divisor::CountLessOne).unwrap_or_default();
            let cells: Vec<Option<f64>> = column
                .cells()
                .enumerate()
                .map(|(row, cell)| {
                    let x = cell?;
                    let size = match &noise.size {
                        NoiseSize::Value(size) => *size,
                        NoiseSize::Deviation(share) => share * deviation,
                        NoiseSize::Share(share) => share * x.abs(),
                        NoiseSize::Column(_) => sizes.and_then(|sizes| sizes.get(row)).unwrap_or(0.0),
                    };
                    let error = match noise.distribution {
                        NoiseDistribution::Normal => stream.normal(),
                        NoiseDistribution::Uniform => 2.0 * stream.unit() - 1.0,
                    };
                    Some(x + size * error)
                })
                .collect();
            changed.insert(position, self.drawn(factor, position, &column, cells)?);
        }
        Ok(())
    }

    fn fill_gaps(
        &self,
        factor: &Factor,
        draw: GapDraw,
        stream: &mut Stream,
        changed: &mut BTreeMap<ColumnIx, Column>,
    ) -> Result<(), Problems> {
        // Gaps are filled from the sample that an imputation would see.
        let samples = Samples::of(self.plan.framework().sample, self.panel);
        for position in self.columns(factor) {
            // A column that another factor has changed is changed further.
            let column = changed.remove(&position).unwrap_or_else(|| self.panel.column_at(position).clone());
            let mut cells: Vec<Option<f64>> = column.cells().collect();
            for sample in &samples.list {
                let rows: Vec<usize> = sample.rows.iter().collect();
                let present = column.present_of(&rows);
                let mean = statistics::mean(&present);
                let deviation =
                    statistics::standard_deviation(&present, &Divisor::CountLessOne).unwrap_or_default();
                for row in rows.into_iter().filter(|row| !column.is_present(*row)) {
                    cells[row] = match draw {
                        GapDraw::HotDeck if present.is_empty() => None,
                        GapDraw::HotDeck => Some(present[stream.below(present.len() as u32) as usize]),
                        GapDraw::Normal => mean.map(|mean| mean + deviation * stream.normal()),
                    };
                }
            }
            changed.insert(position, self.drawn(factor, position, &column, cells)?);
        }
        Ok(())
    }

    /// Draws that leave the declared range of the leaves that read the column do what it says about them; the nearest
    /// end where it says nothing, because an error of measurement does not make a percentage of -1.
    fn keep_inside(
        &self,
        factor: &Factor,
        position: ColumnIx,
        before: &Column,
        cells: &mut [Option<f64>],
    ) -> Result<(), Problems> {
        let nodes = self.plan.framework().nodes();
        let reads = |node: &&NodeIx| matches!(self.plan.origin(**node), Origin::Measured { column, .. } if column == position);
        for leaf in factor.nodes.iter().filter(reads).filter_map(|node| nodes[*node].leaf()) {
            let beyond = leaf.beyond.unwrap_or(Beyond::Clip);
            if beyond == Beyond::Warn {
                continue;
            }
            for (row, cell) in cells.iter_mut().enumerate().filter(|(row, cell)| before.get(*row) != **cell) {
                let Some((value, end)) = cell.and_then(|x| Some((x, leaf.passed(x)?))) else { continue };
                if beyond == Beyond::Refuse {
                    let place = self.panel.place(row).field(leaf.column());
                    let what = message!("out-of-range-draw", factor = &factor.name, value, end);
                    let problem = Problem::new(Code::OutOfRange, place, what);
                    return Err(problem.hint(message!("out-of-range-filled-hint")).into());
                }
                *cell = Some(end);
            }
        }
        Ok(())
    }

    /// A column with drawn cells; an error names the first cell that is not finite.
    fn drawn(
        &self,
        factor: &Factor,
        position: ColumnIx,
        before: &Column,
        mut cells: Vec<Option<f64>>,
    ) -> Result<Column, Problems> {
        self.keep_inside(factor, position, before, &mut cells)?;
        Column::new(cells).map_err(|error| {
            let place = self.panel.place(error.row).field(self.panel.name_at(position));
            let what = message!("not-finite-draw", factor = &factor.name, value = error.value);
            Problem::new(Code::NotFinite, place, what).hint(message!("not-finite-draw-hint")).into()
        })
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
            _ => {}
        }
    }
}
