//! Leaves from measurements to comparable scores: denominate, impute, treat, normalise, round.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::{Column, Mask, Panel};
use crate::exec::{self, Par};
use crate::framework::{Leaf, Node, Sample};
use crate::impute::{Gaps, Other};
use crate::plan::{Change, Origin, Plan, Step, Trail};
use crate::problem::{Problem, Problems, Report};
use crate::scale::{Sample as Values, Scale, Unfit};

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
        let scales = samples(self.framework.normalise_sample, panel);
        let samples = samples(self.framework.sample, panel);
        let entries = self.entries();
        let run = |node: usize| LeafRun {
            plan: self,
            panel,
            node,
            samples: &samples,
            scales: &scales,
            out: Output::default(),
        };
        let cells = entries.len() * panel.rows();
        // Gaps may be filled from other columns, so all are divided before any is filled.
        let raw = exec::map(par, entries.len(), cells, |i| run(entries[i]).read());
        let others: Vec<Option<&Column>> = raw.iter().map(|output| output.column.as_deref()).collect();
        let columns = exec::map(par, entries.len(), cells, |i| run(entries[i]).finish(&entries, &others, i));
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
        for (node, mut output) in entries.iter().copied().zip(raw) {
            output.column = None;
            merge(&mut prepared, &mut report, node, output);
        }
        for (node, output) in entries.iter().copied().zip(columns) {
            merge(&mut prepared, &mut report, node, output);
        }
        report.into_problems()?;
        prepared.trail.sort_by_key(|change| change.node);
        Ok(prepared)
    }
}

/// Adds what one leaf gave.
fn merge(prepared: &mut Prepared<'_>, report: &mut Report, node: usize, output: Output<'_>) {
    prepared.given[node] = output.column.map(Cow::into_owned);
    prepared.fitted.extend(output.fitted);
    prepared.trail.extend(output.trail);
    prepared.warnings.extend(output.warnings);
    output.problems.into_iter().for_each(|problem| report.problem(problem));
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
pub(crate) fn samples(sample: Sample, panel: &Panel) -> Vec<(Option<String>, Vec<usize>)> {
    match sample {
        Sample::All => vec![(None, (0..panel.rows()).collect())],
        Sample::Period => {
            panel.periods().into_iter().map(|(period, rows)| (period.map(str::to_owned), rows)).collect()
        }
    }
}

/// What one leaf gives. Its column is lent by the panel until a step changes it.
#[derive(Default)]
struct Output<'r> {
    column: Option<Cow<'r, Column>>,
    fitted: Vec<Fitted>,
    trail: Vec<Change>,
    warnings: Vec<Problem>,
    problems: Vec<Problem>,
}

/// A method fitted to the rows of a sample.
type Fit<'r> = (&'r [usize], Box<dyn Scale>);

/// One node on its way through the steps.
struct LeafRun<'r> {
    plan: &'r Plan<'r>,
    panel: &'r Panel,
    node: usize,
    samples: &'r [(Option<String>, Vec<usize>)],
    /// The samples of the normalisation.
    scales: &'r [(Option<String>, Vec<usize>)],
    out: Output<'r>,
}

impl<'r> LeafRun<'r> {
    /// The column in its own units, denominated; or the finished score.
    fn read(mut self) -> Output<'r> {
        self.out.column = match self.plan.origins[self.node] {
            Origin::Entered { column } => Some(Cow::Borrowed(self.entered(column))),
            Origin::Measured { column, divisor } => self.measured(column, divisor),
            Origin::Computed | Origin::Unused => None,
        };
        self.out
    }

    /// From the denominated column to the score.
    fn finish(mut self, entries: &[usize], others: &[Option<&Column>], position: usize) -> Output<'r> {
        let Some(x) = others[position] else { return self.out };
        let column = match (self.plan.origins[self.node], self.spec().leaf().cloned()) {
            (Origin::Measured { .. }, Some(leaf)) => self.comparable(x, &leaf, entries, others),
            _ => Some(x.clone()),
        };
        self.out.column = column.map(Cow::Owned);
        self.out
    }

    fn spec(&self) -> &Node {
        &self.plan.framework.nodes()[self.node]
    }

    /// A finished score is taken as it is; one outside of the node's range gets a warning.
    fn entered(&mut self, column: usize) -> &'r Column {
        let column = self.panel.column_at(column);
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
        self.warn_if_empty(column);
        column
    }

    fn measured(&mut self, column: usize, divisor: Option<usize>) -> Option<Cow<'r, Column>> {
        let x = self.panel.column_at(column);
        let rule = self.plan.framework.nodes()[self.node].leaf()?.denominate.as_ref();
        match (rule, divisor) {
            (Some(rule), Some(divisor)) => {
                self.denominate(x, rule, self.panel.column_at(divisor)).map(Cow::Owned)
            }
            _ => Some(Cow::Borrowed(x)),
        }
    }

    fn comparable(
        &mut self,
        x: &Column,
        leaf: &Leaf,
        entries: &[usize],
        others: &[Option<&Column>],
    ) -> Option<Column> {
        let x = self.impute(x, leaf, entries, others)?;
        let x = self.treat(x, leaf)?;
        self.warn_if_empty(&x);
        let z = self.normalise(&x, leaf)?;
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

    fn impute<'x>(
        &mut self,
        x: &'x Column,
        leaf: &Leaf,
        entries: &[usize],
        others: &[Option<&Column>],
    ) -> Option<Cow<'x, Column>> {
        let method = leaf.impute.kernel();
        if x.complete().is_some() || method.is_none() {
            return Some(Cow::Borrowed(x));
        }
        let others = self.others(entries, others);
        let entities = self.panel.entities();
        let labels = |name: &str| {
            let group = self.panel.groups().iter().position(|group| group == name)?;
            Some(entities.iter().map(|entity| entity.groups[group].as_deref()).collect())
        };
        let time = |row: usize| entities[row].period.as_ref().and_then(|period| period.parse::<f64>().ok());
        // Found once, and only when a method asks: the rows of every entity.
        let rows_of = OnceCell::new();
        let history = |row: usize| -> Vec<(f64, Option<f64>)> {
            let rows_of = rows_of.get_or_init(|| {
                let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
                for (row, entity) in entities.iter().enumerate() {
                    rows.entry(entity.code.as_str()).or_default().push(row);
                }
                rows
            });
            let same = rows_of.get(entities[row].code.as_str()).into_iter().flatten();
            let mut cells: Vec<_> = same.filter_map(|other| Some((time(*other)?, x.get(*other)))).collect();
            cells.sort_by(|a, b| a.0.total_cmp(&b.0));
            cells
        };
        let mut filled: Vec<(usize, f64)> = Vec::new();
        let mut unfit = Vec::new();
        for (period, rows) in self.samples {
            let gaps = Gaps {
                target: x,
                direction: leaf.direction,
                rows,
                others: &others,
                labels: &labels,
                history: &history,
                time: &time,
            };
            match method.fill(&gaps) {
                Ok(values) => filled.extend(values),
                Err(why) => unfit.push((period.clone(), why)),
            }
        }
        let sound = unfit.is_empty();
        for (period, why) in unfit {
            self.unfit(&leaf.column, leaf.impute.name(), period.as_deref(), &why);
        }
        let why: Arc<str> = format!("gap filled by `{}`", leaf.impute.name()).into();
        let mut cells: Vec<Option<f64>> = x.cells().collect();
        for (row, value) in filled {
            debug_assert!(cells[row].is_none(), "a present value is never changed");
            cells[row] = Some(value);
            self.change(row, Step::Impute, None, Some(value), &why);
        }
        if sound { self.checked(cells, "imputation").map(Cow::Owned) } else { None }
    }

    /// The leaves beside this one that the data measure.
    fn others<'o>(&self, entries: &[usize], columns: &[Option<&'o Column>]) -> Vec<Other<'o>>
    where
        'r: 'o,
    {
        let nodes = self.plan.framework.nodes();
        let other = |(ix, column): (&usize, &Option<&'o Column>)| {
            let measured = matches!(self.plan.origins[*ix], Origin::Measured { .. });
            Some(Other {
                code: nodes[*ix].code(),
                column: (*column)?,
                direction: nodes[*ix].leaf()?.direction,
                sibling: nodes[*ix].parent() == self.spec().parent(),
            })
            .filter(|_| measured && *ix != self.node)
        };
        entries.iter().zip(columns).filter_map(other).collect()
    }

    fn treat<'x>(&mut self, x: Cow<'x, Column>, leaf: &Leaf) -> Option<Cow<'x, Column>> {
        let method = leaf.treat.kernel();
        if method.is_none() {
            return Some(x);
        }
        let (values, fits) = self
            .fitted(self.samples, &x, &leaf.column, leaf.treat.name(), |sample| method.fit(sample.values));
        for (rows, scale) in &fits {
            self.treated(&x, &values, rows, scale.as_ref(), leaf.treat.name());
        }
        let domain = fits.last().map(|(_, scale)| scale.domain()).unwrap_or_default();
        self.inside(&x, values, &domain).map(Cow::Owned)
    }

    fn normalise(&mut self, x: &Column, leaf: &Leaf) -> Option<Column> {
        let method = leaf.normalise.kernel();
        let (values, fits) = self.fitted(self.scales, x, &leaf.column, leaf.normalise.name(), |sample| {
            method.fit(sample, leaf.direction)
        });
        for (rows, scale) in &fits {
            self.clipped(x, &values, rows, scale.as_ref(), leaf.normalise.name());
        }
        let domain = fits.last().map(|(_, scale)| scale.domain()).unwrap_or_default();
        self.inside(x, values, &domain)
    }

    /// Fits a method to every sample and applies it there. A sample without values is left alone; one
    /// that cannot be fitted is a problem.
    fn fitted(
        &mut self,
        samples: &'r [(Option<String>, Vec<usize>)],
        x: &Column,
        column: &str,
        name: &'static str,
        fit: impl Fn(&Values<'_>) -> Result<Box<dyn Scale>, Unfit>,
    ) -> (Vec<f64>, Vec<Fit<'r>>) {
        let mut results = vec![0.0; x.rows()];
        let mut fits = Vec::new();
        for (period, rows) in samples {
            let whole = rows.len() == x.rows();
            let gathered;
            let values = match x.complete() {
                Some(values) if whole => values,
                _ => {
                    gathered = x.present_of(rows);
                    &gathered
                }
            };
            if values.is_empty() {
                continue;
            }
            let entities = self.panel.entities();
            let of =
                |code: &str| rows.iter().find(|row| entities[**row].code == code).and_then(|row| x.get(*row));
            let of_period = |name: &str| -> Vec<f64> {
                let inside = |row: &usize| entities[*row].period.as_deref() == Some(name);
                (0..x.rows()).filter(inside).filter_map(|row| x.get(row)).collect()
            };
            let scale = match fit(&Values { values, of: &of, period: &of_period }) {
                Ok(scale) => scale,
                Err(unfit) => {
                    self.unfit(column, name, period.as_deref(), &unfit);
                    continue;
                }
            };
            if whole {
                scale.apply(x.block(0..x.rows()), &mut results);
            } else {
                let values: Vec<f64> = rows.iter().map(|row| x.get(*row).unwrap_or_default()).collect();
                let mut here = vec![0.0; rows.len()];
                scale.apply(&values, &mut here);
                rows.iter().zip(here).for_each(|(row, result)| results[*row] = result);
            }
            let numbers = scale.fitted();
            if !numbers.is_empty() {
                let values = values.len();
                let period = period.clone();
                self.out.fitted.push(Fitted { node: self.node, method: name, period, values, numbers });
            }
            fits.push((rows.as_slice(), scale));
        }
        (results, fits)
    }

    /// Lists the values of a sample that a treatment changed.
    fn treated(&mut self, x: &Column, after: &[f64], rows: &[usize], scale: &dyn Scale, method: &str) {
        for row in rows.iter().copied().filter(|row| after[*row].is_finite()) {
            if let Some(before) = x.get(row).filter(|before| *before != after[row]) {
                let why = match scale.done(before) {
                    Some(done) => format!("{done} by `{method}`"),
                    None => format!("treated by `{method}`"),
                };
                self.change(row, Step::Treat, Some(before), Some(after[row]), &why.into());
            }
        }
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
        self.out.problems.push(Problem::new("cannot-fit", place, what).hint(unfit.allowed));
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
