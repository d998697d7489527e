//! Cells that are drawn: errors of measurement, and values for gaps.
//!
//! Numbers are taken from a stream entity by entity in the order of codes and periods, so that the order of the rows in
//! the file decides nothing. This module must not know how scores are made of cells.

use std::collections::BTreeMap;

use crate::framework::{Beyond, Factor, GapDraw, NodeIx, Noise, NoiseDistribution, NoiseSize};
use crate::plan::{Origin, Plan, Samples};
use icip_num::random::Stream;
use icip_num::statistics::{self, Divisor};
use icip_problem::{Code, Problem, Problems, message};
use icip_table::data::{Column, ColumnIx, Panel};

/// The cells of a panel, which factors change.
#[derive(Debug)]
pub(super) struct DrawnCells<'a> {
    plan: Plan<'a>,
    panel: &'a Panel,
    /// The rows by code and period.
    order: Vec<usize>,
    /// The place of each row in that order.
    places: Vec<usize>,
}

impl<'a> DrawnCells<'a> {
    pub(super) fn new(plan: &Plan<'a>, panel: &'a Panel) -> Self {
        let entities = panel.entities();
        let key = |row: &usize| (&entities[*row].code, &entities[*row].period);
        let mut order: Vec<usize> = (0..panel.rows()).collect();
        order.sort_by(|a, b| key(a).cmp(&key(b)));
        let mut places = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, row)| places[*row] = place);
        Self { plan: plan.clone(), panel, order, places }
    }

    /// The columns that a factor's leaves read, each once.
    fn columns(&self, factor: &Factor) -> Vec<ColumnIx> {
        let mut columns: Vec<ColumnIx> = factor
            .nodes
            .iter()
            .filter_map(|node| match self.plan.origin(*node) {
                Origin::Measured { column, .. } => Some(column),
                Origin::Entered { .. } | Origin::Computed | Origin::Unused => None,
            })
            .collect();
        // By name, because their order in the file must not decide which numbers they get.
        columns.sort_unstable_by_key(|column| self.panel.name_at(*column));
        columns.dedup();
        columns
    }

    /// Adds an error of measurement to every present cell of the columns.
    pub(super) fn add_noise(
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
                NoiseSize::Value(_) | NoiseSize::Deviation(_) | NoiseSize::Share(_) => None,
            };
            // Sizes are those of the data, so that two factors on one column do not depend on each other's draws. A
            // single value has no deviation, and then no noise in units of it.
            let data = self.panel.column_at(position);
            let deviation =
                statistics::standard_deviation(&data.present(), &Divisor::CountLessOne).unwrap_or_default();
            let mut cells = vec![None; column.rows()];
            for row in self.order.iter().copied() {
                let Some(x) = column.get(row) else { continue };
                let size = match &noise.size {
                    NoiseSize::Value(size) => *size,
                    NoiseSize::Deviation(share) => share * deviation,
                    NoiseSize::Share(share) => share * data.get(row).unwrap_or(x).abs(),
                    NoiseSize::Column(_) => match data.get(row) {
                        Some(_) => sizes.and_then(|sizes| sizes.get(row)).expect("checked for every value"),
                        // What another factor drew for a gap was not measured.
                        None => 0.0,
                    },
                };
                let error = match noise.distribution {
                    NoiseDistribution::Normal => stream.normal(),
                    NoiseDistribution::Uniform => 2.0 * stream.unit() - 1.0,
                };
                cells[row] = Some(x + size * error);
            }
            changed.insert(position, self.drawn(factor, position, &column, cells)?);
        }
        Ok(())
    }

    /// Fills the gaps of the columns with drawn values.
    pub(super) fn fill_gaps(
        &self,
        factor: &Factor,
        draw: GapDraw,
        stream: &mut Stream,
        changed: &mut BTreeMap<ColumnIx, Column>,
    ) -> Result<(), Problems> {
        // Gaps are filled from the sample that an imputation would see.
        let mut samples = Samples::of(self.plan.framework().sample, self.panel).list;
        samples.sort_by(|a, b| a.period.cmp(&b.period));
        for position in self.columns(factor) {
            // A column that another factor has changed is changed further.
            let column = changed.remove(&position).unwrap_or_else(|| self.panel.column_at(position).clone());
            let mut cells: Vec<Option<f64>> = column.cells().collect();
            for sample in &samples {
                let mut rows: Vec<usize> = sample.rows.iter().collect();
                rows.sort_unstable_by_key(|row| self.places[*row]);
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
