//! Leaves from measurements to comparable scores: denominate, impute, treat, normalise, round.

use std::sync::Arc;

use crate::data::{Column, Mask, Panel};
use crate::exec::{self, Par};
use crate::framework::{Leaf, Node, Sample};
use crate::normalise::{Scale, Unfit};
use crate::plan::{Change, Origin, Plan, Step, Trail};
use crate::problem::{Problem, Problems, Report};

/// What a method fitted to a sample, readable and part of the trail.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// Place of the leaf in the framework.
    pub node: usize,
    /// Method that was fitted.
    pub method: &'static str,
    /// Period of the sample; nothing when all entities are one sample.
    pub period: Option<String>,
    /// Number of values in the sample.
    pub values: usize,
    /// Fitted numbers by name.
    pub numbers: Vec<(&'static str, f64)>,
}

/// Comparable scores of every node that the data give. Scoring it again costs no normalisation.
#[derive(Debug, Clone)]
pub struct Prepared<'a> {
    pub(crate) plan: Plan<'a>,
    pub(crate) panel: &'a Panel,
    /// A column for measured and entered nodes, nothing for the others.
    pub(crate) given: Vec<Option<Column>>,
    pub(crate) fitted: Vec<Fitted>,
    pub(crate) trail: Vec<Change>,
    pub(crate) warnings: Vec<Problem>,
    pub(crate) par: Par,
}

impl<'a> Plan<'a> {
    /// Makes the leaves comparable.
    ///
    /// # Errors
    /// The panel has other columns than the plan was compiled for; a value outside of the domain of
    /// its method; a constant column without a declared score. All of them, with leaf and entity.
    pub fn prepare(&self, panel: &'a Panel, par: Par) -> Result<Prepared<'a>, Problems> {
        if panel.schema() != self.schema {
            let what = "the panel has other columns than the plan was compiled for";
            return Err(Problem::new("other-columns", crate::problem::Place::default(), what)
                .hint("compile the plan with the schema of this panel")
                .into());
        }
        let samples = samples(self.framework.sample, panel);
        let entries = self.entries();
        let columns = exec::map(par, entries.len(), entries.len() * panel.rows(), |i| {
            let node = entries[i];
            let leaf = LeafRun { plan: self, panel, node, samples: &samples, out: Output::default() };
            leaf.run()
        });
        let mut report = Report::default();
        let mut prepared = Prepared {
            plan: self.clone(),
            panel,
            given: vec![None; self.origins.len()],
            fitted: Vec::new(),
            trail: Vec::new(),
            warnings: self.warnings().to_vec(),
            par,
        };
        for (node, output) in entries.into_iter().zip(columns) {
            prepared.given[node] = output.column;
            prepared.fitted.extend(output.fitted);
            prepared.trail.extend(output.trail);
            prepared.warnings.extend(output.warnings);
            output.problems.into_iter().for_each(|problem| report.problem(problem));
        }
        report.into_problems()?;
        Ok(prepared)
    }
}

impl<'a> Prepared<'a> {
    /// The plan it was made by.
    pub fn plan(&self) -> &Plan<'a> {
        &self.plan
    }

    /// Comparable scores of a node that the data give.
    pub fn given(&self, node: usize) -> Option<&Column> {
        self.given[node].as_ref()
    }

    /// What was fitted to the sample.
    pub fn fitted(&self) -> &[Fitted] {
        &self.fitted
    }
}

/// The rows of each sample, with the period's name.
fn samples(sample: Sample, panel: &Panel) -> Vec<(Option<String>, Vec<usize>)> {
    match sample {
        Sample::All => vec![(None, (0..panel.rows()).collect())],
        Sample::Period => {
            panel.periods().into_iter().map(|(period, rows)| (period.map(str::to_owned), rows)).collect()
        }
    }
}

#[derive(Default)]
struct Output {
    column: Option<Column>,
    fitted: Vec<Fitted>,
    trail: Vec<Change>,
    warnings: Vec<Problem>,
    problems: Vec<Problem>,
}

/// One node on its way through the steps.
struct LeafRun<'r> {
    plan: &'r Plan<'r>,
    panel: &'r Panel,
    node: usize,
    samples: &'r [(Option<String>, Vec<usize>)],
    out: Output,
}

impl LeafRun<'_> {
    fn run(mut self) -> Output {
        self.out.column = match self.plan.origins[self.node] {
            Origin::Entered { column } => Some(self.entered(column)),
            Origin::Measured { column, divisor } => self.measured(column, divisor),
            Origin::Computed | Origin::Unused => None,
        };
        self.out
    }

    fn spec(&self) -> &Node {
        &self.plan.framework.nodes()[self.node]
    }

    /// A finished score is taken as it is; one outside of the node's range gets a warning.
    fn entered(&mut self, column: usize) -> Column {
        let column = self.panel.column_at(column).clone();
        let range = self.spec().range();
        let outside: Vec<usize> =
            (0..column.rows()).filter(|row| column.get(*row).is_some_and(|z| !range.contains(z))).collect();
        if let Some(first) = outside.first() {
            let what = format!(
                "{} of {} scores lie outside of {} to {}, which `{}` can yield, such as `{}`",
                outside.len(),
                column.present_count(),
                range.lo,
                range.hi,
                self.spec().code(),
                column.get(*first).unwrap_or_default(),
            );
            let place = self.panel.place(*first).field(self.spec().code());
            self.out
                .warnings
                .push(Problem::new("outside-range", place, what).hint("is the column on another scale?"));
        }
        self.warn_if_empty(&column);
        column
    }

    fn measured(&mut self, column: usize, divisor: Option<usize>) -> Option<Column> {
        let leaf = self.spec().leaf()?.clone();
        let mut x = self.panel.column_at(column).clone();
        if let (Some(denominate), Some(divisor)) = (&leaf.denominate, divisor) {
            x = self.denominate(&x, denominate, self.panel.column_at(divisor))?;
        }
        x = self.impute(&x, &leaf)?;
        x = self.treat(x, &leaf)?;
        self.warn_if_empty(&x);
        let z = self.normalise(&x, &leaf)?;
        match self.spec().round {
            Some(round) => self.checked(z.cells().map(|z| z.map(|z| round.apply(z))).collect(), "rounding"),
            None => Some(z),
        }
    }

    fn denominate(&mut self, x: &Column, rule: &crate::denominate::Denominate, d: &Column) -> Option<Column> {
        let why: Arc<str> = format!("`{}` is zero or absent", rule.by).into();
        let mut cells = Vec::with_capacity(x.rows());
        let mut without = Vec::new();
        for row in 0..x.rows() {
            let (cell, otherwise) = rule.cell(x.get(row), d.get(row));
            if otherwise {
                self.change(row, Step::Denominate, x.get(row), cell, &why);
            } else if cell.is_none() && x.is_present(row) {
                without.push(row);
            }
            cells.push(cell);
        }
        if let Some(first) = without.first() {
            let what = format!(
                "`{}` is zero or absent, so `{}` is absent for {}",
                rule.by,
                self.spec().code(),
                self.panel.named(&without)
            );
            self.out.warnings.push(
                Problem::new("zero-divisor", self.panel.place(*first).field(&rule.by), what)
                    .hint("give a value with `otherwise` in `denominate` if there is one"),
            );
        }
        self.checked(cells, "division")
    }

    fn impute(&mut self, x: &Column, leaf: &Leaf) -> Option<Column> {
        if x.complete().is_some() || matches!(leaf.impute, crate::impute::Impute::None(_)) {
            return Some(x.clone());
        }
        let why: Arc<str> = format!("gap filled by `{}`", leaf.impute.name()).into();
        let mut cells: Vec<Option<f64>> = x.cells().collect();
        for (_, rows) in self.samples {
            let fill = leaf.impute.kernel().fill(&x.present_of(rows));
            for row in rows.iter().copied().filter(|row| !x.is_present(*row)) {
                cells[row] = fill;
                if fill.is_some() {
                    self.change(row, Step::Impute, None, fill, &why);
                }
            }
        }
        self.checked(cells, "imputation")
    }

    fn treat(&mut self, x: Column, leaf: &Leaf) -> Option<Column> {
        let treatment = leaf.treat.kernel();
        if treatment.is_none() {
            return Some(x);
        }
        let why: Arc<str> = format!("treated by `{}`", leaf.treat.name()).into();
        let mut values = vec![0.0; x.rows()];
        treatment.apply(x.block(0..x.rows()), &mut values);
        for (row, after) in values.iter().copied().enumerate().filter(|(_, after)| after.is_finite()) {
            if let Some(before) = x.get(row).filter(|before| *before != after) {
                self.change(row, Step::Treat, Some(before), Some(after), &why);
            }
        }
        self.inside(&x, values, &treatment.domain())
    }

    fn normalise(&mut self, x: &Column, leaf: &Leaf) -> Option<Column> {
        let method = leaf.normalise.kernel();
        let mut z = vec![0.0; x.rows()];
        let mut domain = String::new();
        for (period, rows) in self.samples {
            let whole = self.samples.len() == 1;
            let sample = match x.complete() {
                Some(values) if whole => values.to_vec(),
                _ => x.present_of(rows),
            };
            if sample.is_empty() {
                continue;
            }
            let scale = match method.fit(&sample, leaf.direction) {
                Ok(scale) => scale,
                Err(unfit) => {
                    self.unfit(&leaf.column, leaf.normalise.name(), period.as_deref(), &unfit);
                    continue;
                }
            };
            if whole {
                scale.apply(x.block(0..x.rows()), &mut z);
            } else {
                let values: Vec<f64> = rows.iter().map(|row| x.get(*row).unwrap_or_default()).collect();
                let mut scores = vec![0.0; rows.len()];
                scale.apply(&values, &mut scores);
                rows.iter().zip(scores).for_each(|(row, score)| z[*row] = score);
            }
            self.clipped(x, &z, rows, scale.as_ref(), leaf.normalise.name());
            let numbers = scale.fitted();
            if !numbers.is_empty() {
                self.out.fitted.push(Fitted {
                    node: self.node,
                    method: leaf.normalise.name(),
                    period: period.clone(),
                    values: sample.len(),
                    numbers,
                });
            }
            domain = scale.domain();
        }
        self.inside(x, z, &domain)
    }

    /// Lists the scores of a sample that were cut at an end of the scale.
    fn clipped(&mut self, x: &Column, z: &[f64], rows: &[usize], scale: &dyn Scale, method: &str) {
        if self.plan.trail == Trail::Drop {
            return;
        }
        let why: Arc<str> = format!("`{method}` cuts at the end of the scale").into();
        for row in rows.iter().copied() {
            if let Some(before) = x.get(row).filter(|before| scale.is_clipped(*before)) {
                self.change(row, Step::Clip, Some(before), Some(z[row]), &why);
            }
        }
    }

    fn unfit(&mut self, column: &str, method: &str, period: Option<&str>, unfit: &Unfit) {
        let when = period.map_or_else(String::new, |period| format!(" in period `{period}`"));
        let what = format!("`{method}` of `{}`{when}: {}", self.spec().code(), unfit.what);
        let place = self.panel.source().field(column);
        self.out.problems.push(Problem::new("constant-column", place, what).hint(unfit.allowed));
    }

    /// The gate after a step: what was present is still finite, or an error names the entity.
    fn inside(&mut self, x: &Column, values: Vec<f64>, domain: &str) -> Option<Column> {
        let mut sound = true;
        for (row, value) in values.iter().enumerate() {
            if let Some(before) = x.get(row).filter(|_| !value.is_finite()) {
                sound = false;
                let place = self.panel.place(row).field(self.spec().leaf().map_or("", |leaf| &leaf.column));
                let answer = self.spec().leaf().and_then(|leaf| leaf.answer(before));
                let shown = answer.map_or_else(|| before.to_string(), str::to_owned);
                let what = format!("`{shown}` has no score in `{}`", self.spec().code());
                self.out.problems.push(Problem::new("outside-domain", place, what).hint(domain));
            }
        }
        let mask = x.mask().cloned();
        sound.then(|| Column::from_parts(values, mask).ok()).flatten()
    }

    fn checked(&mut self, cells: Vec<Option<f64>>, step: &str) -> Option<Column> {
        let mask = Mask::from_flags(cells.iter().map(Option::is_some));
        let values = cells.into_iter().map(Option::unwrap_or_default).collect();
        match Column::from_parts(values, Some(mask)) {
            Ok(column) => Some(column),
            Err(error) => {
                let what = format!(
                    "{step} of `{}` gives `{}`, which is not finite",
                    self.spec().code(),
                    error.value
                );
                self.out.problems.push(Problem::new("not-finite", self.panel.place(error.row), what));
                None
            }
        }
    }

    fn warn_if_empty(&mut self, column: &Column) {
        if column.present_count() == 0 && column.rows() > 0 {
            let what = format!("`{}` has no value for any entity", self.spec().code());
            let name = self.spec().leaf().map_or(self.spec().code(), |leaf| &leaf.column).to_owned();
            let place = self.panel.source().field(name);
            self.out.warnings.push(Problem::new("empty-column", place, what));
        }
    }

    fn change(&mut self, row: usize, step: Step, before: Option<f64>, after: Option<f64>, why: &Arc<str>) {
        if self.plan.trail == Trail::Keep {
            self.out.trail.push(Change { row, node: self.node, step, before, after, why: why.clone() });
        }
    }
}
