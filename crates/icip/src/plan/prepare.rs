//! Leaves from measurements to comparable scores: denominate, impute, treat, normalise, round.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::aggregate::Lane;
use crate::data::{Column, Mask, Names, Panel};
use crate::exec::{self, BLOCK, Par};
use crate::framework::{Leaf, Node};
use crate::impute::{Alike, Gaps, Other};
use crate::kernel;
use crate::plan::entry::{Entry, Scales};
use crate::plan::findings::{Named, OfEntry};
use crate::plan::{Change, Findings, Fits, Origin, Plan, Rows, SampleRows, Samples, Step, Trail};
use crate::problem::{Place, Problem, Problems, Report};
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
#[derive(Debug)]
pub struct Prepared<'a> {
    pub(crate) plan: Plan<'a>,
    pub(crate) panel: &'a Panel,
    /// Where the scores of measured and entered nodes come from, nothing for the others.
    pub(crate) entries: Vec<Option<Entry<'a>>>,
    samples: Samples,
    /// The samples of the normalisation, where they are others.
    scales: Option<Samples>,
    pub(crate) trail: Vec<Change>,
    pub(crate) findings: Findings,
    /// What was fitted to the whole table, where this is a part of one.
    known: Option<Vec<Fitted>>,
    pub(crate) par: Par,
}

impl<'a> Plan<'a> {
    /// Makes the leaves comparable.
    ///
    /// # Errors
    /// The panel has other columns than the plan was compiled for; a value outside of the domain of
    /// its method; a constant column without a declared score. All of them, with leaf and entity.
    pub fn prepare(&self, panel: &'a Panel, par: Par) -> Result<Prepared<'a>, Problems> {
        self.prepare_by(None, &UNCHANGED, panel, par)
    }

    /// The same with other cells in some columns of the panel, by their positions.
    pub(crate) fn prepare_changed(
        &self,
        panel: &'a Panel,
        par: Par,
        changed: &BTreeMap<usize, Column>,
    ) -> Result<Prepared<'a>, Problems> {
        self.prepare_by(None, changed, panel, par)
    }

    /// Makes the leaves comparable by what is known of the whole table, or by what these rows show.
    pub(crate) fn prepare_by<'p>(
        &self,
        fits: Option<&Fits>,
        changed: &BTreeMap<usize, Column>,
        panel: &'p Panel,
        par: Par,
    ) -> Result<Prepared<'p>, Problems>
    where
        'a: 'p,
    {
        self.check_schema(panel)?;
        let samples = Samples::of(self.framework.sample, panel);
        let apart = self.framework.normalise_sample != self.framework.sample;
        let scales = apart.then(|| Samples::of(self.framework.normalise_sample, panel));
        let entries = self.entries();
        let run = |node: usize| {
            let run = LeafRun::new(self, panel, node, &samples, scales.as_ref().unwrap_or(&samples), fits);
            LeafRun { changed, ..run }
        };
        let cells = entries.len() * panel.rows();
        // Gaps may be filled from other columns, so all are divided before any is filled.
        let raw = exec::map(par, entries.len(), cells, |i| run(entries[i]).read());
        let columns = exec::map(par, entries.len(), cells, |i| run(entries[i]).finish(&entries, &raw, i));
        let mut report = Report::default();
        let mut prepared = Prepared {
            plan: self.clone(),
            panel,
            entries: std::iter::repeat_with(|| None).take(self.origins.len()).collect(),
            samples,
            scales,
            trail: Vec::new(),
            findings: Findings { rows: panel.rows(), names: Names::of(panel), ..Findings::default() },
            known: fits.map(Fits::fitted),
            par,
        };
        for ((node, raw), last) in entries.iter().copied().zip(raw).zip(columns) {
            prepared.trail.extend(raw.trail.into_iter().chain(last.trail));
            prepared.findings.entries.push(OfEntry { present: last.found.present, ..raw.found });
            prepared.entries[node] = last.entry;
            raw.problems.into_iter().chain(last.problems).for_each(|problem| report.problem(problem));
        }
        report.into_problems()?;
        Ok(prepared)
    }

    /// Refuses rows of another table.
    pub(crate) fn check_schema(&self, panel: &Panel) -> Result<(), Problems> {
        if panel.has_schema(&self.schema) {
            return Ok(());
        }
        let what = "the panel has other columns than the plan was compiled for";
        Err(Problem::new("other-columns", Place::default(), what)
            .hint("compile the plan with the schema of this panel")
            .into())
    }
}

/// The problem of a step that cannot be fitted to a sample.
pub(crate) fn unfit_problem(
    plan: &Plan<'_>,
    node: usize,
    method: &str,
    period: Option<&str>,
    unfit: &Unfit,
) -> Problem {
    let node = &plan.framework.nodes()[node];
    let when = period.map_or_else(String::new, |period| format!(" in period `{period}`"));
    let what = format!("`{method}` of `{}`{when}: {}", node.code(), unfit.what);
    let place = plan.schema.source().field(node.leaf().map_or(node.code(), Leaf::column));
    Problem::new("cannot-fit", place, what).hint(unfit.allowed)
}

impl<'a> Prepared<'a> {
    /// The plan it was made by.
    pub fn plan(&self) -> &Plan<'a> {
        &self.plan
    }

    /// Comparable scores of a node that the data give.
    pub fn given(&self, node: usize) -> Option<Column> {
        self.entries[node].as_ref().map(Entry::scores)
    }

    /// What was fitted to the samples of the leaves; of the whole table, where this is a part of one.
    pub fn fitted(&self) -> Vec<Fitted> {
        if let Some(known) = &self.known {
            return known.clone();
        }
        let mut fitted = Vec::new();
        for (node, entry) in self.entries.iter().enumerate() {
            let leaf = self.plan.framework.nodes()[node].leaf();
            let (Some(entry), Some(leaf)) = (entry, leaf) else { continue };
            let steps = [
                (&entry.treated, &self.samples, leaf.treat.name()),
                (&entry.scales, self.scales.as_ref().unwrap_or(&self.samples), leaf.normalise.name()),
            ];
            for (scales, samples, method) in steps {
                for (sample, scale) in samples.list.iter().zip(scales.each()) {
                    let numbers = scale.map(Scale::fitted).unwrap_or_default();
                    if !numbers.is_empty() {
                        let values = sample.rows.iter().filter(|row| entry.column.is_present(*row)).count();
                        fitted.push(Fitted { node, method, period: sample.period.clone(), values, numbers });
                    }
                }
            }
        }
        fitted
    }
}

/// What one leaf gives. Its column is lent by the panel until a step changes it.
#[derive(Default)]
struct Output<'a> {
    entry: Option<Entry<'a>>,
    trail: Vec<Change>,
    found: OfEntry,
    problems: Vec<Problem>,
}

impl<'a> Output<'a> {
    fn column(&self) -> Option<&Column> {
        self.entry.as_ref().map(|entry| entry.column.as_ref())
    }
}

/// No column that stands for one of the panel.
pub(crate) static UNCHANGED: BTreeMap<usize, Column> = BTreeMap::new();

/// One node on its way through the steps.
pub(crate) struct LeafRun<'r, 'a> {
    plan: &'r Plan<'r>,
    panel: &'a Panel,
    /// Columns that stand for those of the panel, by their positions.
    changed: &'r BTreeMap<usize, Column>,
    node: usize,
    samples: &'r Samples,
    /// The samples of the normalisation.
    scales: &'r Samples,
    /// What is known of the whole table, where this is a part of one.
    fits: Option<&'r Fits>,
    out: Output<'a>,
}

impl<'r, 'a> LeafRun<'r, 'a> {
    pub(crate) fn new(
        plan: &'r Plan<'r>,
        panel: &'a Panel,
        node: usize,
        samples: &'r Samples,
        scales: &'r Samples,
        fits: Option<&'r Fits>,
    ) -> Self {
        Self { plan, panel, changed: &UNCHANGED, node, samples, scales, fits, out: Output::default() }
    }

    /// Shows the denominated column; the problems on the way to it.
    pub(crate) fn look_raw(self, look: impl FnOnce(&Column)) -> Vec<Problem> {
        let raw = self.read();
        if let Some(column) = raw.column() {
            look(column);
        }
        raw.problems
    }

    /// Shows the column before and after treatment; the problems on the way to it.
    pub(crate) fn look_treated(self, leaf: &Leaf, look: impl FnOnce(&Column, &Column)) -> Vec<Problem> {
        let mut run = Self { out: Output::default(), ..self };
        let Output { entry, problems, .. } = self.read();
        let steps = |entry: Entry<'a>| {
            let before = run.impute(&entry.column, leaf, &[], &[])?;
            let (after, _) = run.treat(before.clone(), leaf)?;
            Some((before, after))
        };
        if let Some((before, after)) = entry.and_then(steps) {
            look(&before, &after);
        }
        problems.into_iter().chain(run.out.problems).collect()
    }

    /// The column in its own units, denominated; or the finished score.
    fn read(mut self) -> Output<'a> {
        let column = match self.plan.origins[self.node] {
            Origin::Entered { column } => Some(Cow::Borrowed(self.entered(column))),
            Origin::Measured { column, divisor } => self.measured(column, divisor),
            Origin::Computed | Origin::Unused => None,
        };
        self.out.entry = column.map(Entry::finished);
        self.out
    }

    /// From the denominated column to the score.
    fn finish(mut self, entries: &[usize], raw: &[Output<'a>], position: usize) -> Output<'a> {
        let Some(entry) = &raw[position].entry else { return self.out };
        self.out.entry = match (self.plan.origins[self.node], self.plan.framework.nodes()[self.node].leaf()) {
            (Origin::Measured { .. }, Some(leaf)) => self.comparable(&entry.column, leaf, entries, raw),
            _ => Some(Entry::finished(entry.column.clone())),
        };
        self.out.found.present = self.out.column().map_or(0, Column::present_count);
        self.out
    }

    fn spec(&self) -> &Node {
        &self.plan.framework.nodes()[self.node]
    }

    /// A finished score is taken as it is; one outside of the node's range is worth a warning.
    fn entered(&mut self, column: usize) -> &'a Column {
        let column = self.panel.column_at(column);
        let range = self.spec().range();
        let outside: Vec<usize> =
            (0..column.rows()).filter(|row| column.get(*row).is_some_and(|z| !range.contains(z))).collect();
        self.out.found.outside = outside.len();
        self.out.found.first_outside = outside.first().map(|row| {
            let place = self.panel.place(*row).field(self.spec().code());
            (place, column.get(*row).unwrap_or_default())
        });
        column
    }

    fn measured(&mut self, column: usize, divisor: Option<usize>) -> Option<Cow<'a, Column>> {
        let x = match self.changed.get(&column) {
            Some(changed) => Cow::Owned(changed.clone()),
            None => Cow::Borrowed(self.panel.column_at(column)),
        };
        let rule = self.plan.framework.nodes()[self.node].leaf()?.denominate.as_ref();
        match (rule, divisor) {
            (Some(rule), Some(divisor)) => {
                self.denominate(&x, rule, self.panel.column_at(divisor)).map(Cow::Owned)
            }
            _ => Some(x),
        }
    }

    fn comparable(
        &mut self,
        x: &Cow<'a, Column>,
        leaf: &Leaf,
        entries: &[usize],
        raw: &[Output<'a>],
    ) -> Option<Entry<'a>> {
        let column = self.impute(x, leaf, entries, raw)?;
        let (column, treated) = self.treat(column, leaf)?;
        let scales = self.normalise(&column, leaf)?;
        Some(Entry { column, treated, scales, round: self.plan.framework.nodes()[self.node].round })
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
        self.out.found.first_undivided = without.first().map(|row| self.panel.place(*row).field(&rule.by));
        self.out.found.undivided = Named::of(self.panel, without);
        self.checked(cells, "division")
    }

    fn impute(
        &mut self,
        x: &Cow<'a, Column>,
        leaf: &Leaf,
        entries: &[usize],
        raw: &[Output<'a>],
    ) -> Option<Cow<'a, Column>> {
        let method = leaf.impute.kernel();
        if x.complete().is_some() || method.is_none() {
            // A column of the panel is lent on; one that was divided is given away by a copy.
            return Some(x.clone());
        }
        if let Some(fits) = self.fits {
            return self.fill_alike(x, leaf, fits).map(Cow::Owned);
        }
        let others = self.others(entries, raw);
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
        let lists: Vec<Vec<usize>> =
            self.samples.list.iter().map(|sample| sample.rows.iter().collect()).collect();
        for (SampleRows { period, .. }, rows) in self.samples.list.iter().zip(&lists) {
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
            self.unfit(leaf.impute.name(), period.as_deref(), &why);
        }
        let column = self.fill(x, leaf, filled)?;
        sound.then_some(Cow::Owned(column))
    }

    /// Fills the gaps of each sample by the number that is known of it.
    fn fill_alike(&mut self, x: &Column, leaf: &Leaf, fits: &Fits) -> Option<Column> {
        let mut filled = Vec::new();
        for SampleRows { period, rows } in &self.samples.list {
            let gaps: Vec<usize> = rows.iter().filter(|row| !x.is_present(*row)).collect();
            let value = match leaf.impute.kernel().alike()? {
                Alike::Value(value) => Some(value),
                Alike::Mean => fits.mean(self.node, period),
            };
            match value {
                Some(value) => filled.extend(gaps.into_iter().map(|row| (row, value))),
                None if gaps.is_empty() => {}
                None => self.unknown_sample(leaf.impute.name(), period.as_deref()),
            }
        }
        self.fill(x, leaf, filled)
    }

    /// The column with some gaps filled.
    fn fill(&mut self, x: &Column, leaf: &Leaf, filled: Vec<(usize, f64)>) -> Option<Column> {
        let why: Arc<str> = format!("gap filled by `{}`", leaf.impute.name()).into();
        let mut cells: Vec<Option<f64>> = x.cells().collect();
        for (row, value) in filled {
            debug_assert!(cells[row].is_none(), "a present value is never changed");
            cells[row] = Some(value);
            self.change(row, Step::Impute, None, Some(value), &why);
        }
        self.checked(cells, "imputation")
    }

    /// The leaves beside this one that the data measure.
    fn others<'o>(&'o self, entries: &[usize], raw: &'o [Output<'a>]) -> Vec<Other<'o>> {
        let nodes = self.plan.framework.nodes();
        let other = |(ix, output): (&usize, &'o Output<'a>)| {
            let measured = matches!(self.plan.origins[*ix], Origin::Measured { .. });
            Some(Other {
                code: nodes[*ix].code(),
                column: output.column()?,
                direction: nodes[*ix].leaf()?.direction,
                sibling: nodes[*ix].parent() == self.spec().parent(),
            })
            .filter(|_| measured && *ix != self.node)
        };
        entries.iter().zip(raw).filter_map(other).collect()
    }

    /// The treated column, and what was fitted to treat it.
    fn treat(&mut self, x: Cow<'a, Column>, leaf: &Leaf) -> Option<(Cow<'a, Column>, Scales)> {
        let method = leaf.treat.kernel();
        if method.is_none() {
            return Some((x, Scales::None));
        }
        let scales = match self.fits {
            Some(_) => Scales::of(self.samples, |_| method.fixed()),
            None => self.fitted(self.samples, &x, leaf.treat.name(), |sample| method.fit(sample.values()?)),
        };
        let mut values = vec![0.0; x.rows()];
        scales.apply(x.block(0..x.rows()), &(0..x.rows()), &mut values);
        for (sample, scale) in self.samples.list.iter().zip(scales.each()) {
            if let Some(scale) = scale {
                self.treated(&x, &values, &sample.rows, scale, leaf.treat.name());
            }
        }
        if !self.inside(&x, 0, &values, &scales) {
            return None;
        }
        let treated = Column::from_parts(values, x.mask().cloned()).ok()?;
        Some((Cow::Owned(treated), scales))
    }

    fn normalise(&mut self, x: &Column, leaf: &Leaf) -> Option<Scales> {
        let method = leaf.normalise.kernel();
        let scales = match self.fits {
            Some(fits) => self.known(fits, x, leaf),
            None => self.fitted(self.scales, x, leaf.normalise.name(), |s| method.fit(s, leaf.direction)),
        };
        if self.plan.trail == Trail::Keep {
            for (sample, scale) in self.scales.list.iter().zip(scales.each()) {
                if let Some(scale) = scale {
                    self.clipped(x, &sample.rows, scale, leaf.normalise.name());
                }
            }
        }
        if scales.each().flatten().all(Scale::is_certain) {
            return Some(scales);
        }
        let mut sound = true;
        let mut lane = Lane::default();
        for start in (0..x.rows()).step_by(BLOCK) {
            let rows = start..x.rows().min(start + BLOCK);
            lane.reset(rows.len());
            scales.apply(x.block(rows.clone()), &rows, &mut lane.values);
            sound &= kernel::all_finite(&lane.values) || self.inside(x, start, &lane.values, &scales);
        }
        sound.then_some(scales)
    }

    /// Fits a method to every sample. A sample without values is left alone; one that cannot be fitted
    /// is a problem.
    fn fitted(
        &mut self,
        samples: &Samples,
        x: &Column,
        name: &'static str,
        fit: impl Fn(&Values<'_>) -> Result<Box<dyn Scale>, Unfit>,
    ) -> Scales {
        Scales::of(samples, |sample| self.fit(x, sample, name, &fit))
    }

    /// The scales that are known of every sample.
    fn known(&mut self, fits: &Fits, x: &Column, leaf: &Leaf) -> Scales {
        Scales::of(self.scales, |SampleRows { period, rows }| {
            let scale = fits.scale(self.node, period);
            if scale.is_none() && rows.iter().any(|row| x.is_present(row)) {
                self.unknown_sample(leaf.normalise.name(), period.as_deref());
            }
            scale
        })
    }

    fn fit(
        &mut self,
        x: &Column,
        SampleRows { period, rows }: &SampleRows,
        name: &'static str,
        fit: &impl Fn(&Values<'_>) -> Result<Box<dyn Scale>, Unfit>,
    ) -> Option<Box<dyn Scale>> {
        let entities = self.panel.entities();
        let of = |code: &str| rows.iter().find(|row| entities[*row].code == code).and_then(|row| x.get(row));
        let of_period = |name: &str| -> Vec<f64> {
            let inside = |row: &usize| entities[*row].period.as_deref() == Some(name);
            (0..x.rows()).filter(inside).filter_map(|row| x.get(row)).collect()
        };
        let gathered: Vec<f64>;
        let together = OnceCell::new();
        let values = match (rows, x.complete()) {
            (Rows::All(_), Some(values)) => Values::of_values(values, &of, &of_period),
            (Rows::All(_), None) => Values::of_values(&[], &of, &of_period).with_gaps(x, &together),
            (Rows::Listed(_), _) => {
                gathered = rows.iter().filter_map(|row| x.get(row)).collect();
                Values::of_values(&gathered, &of, &of_period)
            }
        };
        if values.count() == 0 {
            return None;
        }
        fit(&values).map_err(|unfit| self.unfit(name, period.as_deref(), &unfit)).ok()
    }

    /// Lists the values of a sample that a treatment changed.
    fn treated(&mut self, x: &Column, after: &[f64], rows: &Rows, scale: &dyn Scale, method: &str) {
        for row in rows.iter().filter(|row| after[*row].is_finite()) {
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
    fn clipped(&mut self, x: &Column, rows: &Rows, scale: &dyn Scale, method: &str) {
        let why: Arc<str> = format!("`{method}` cuts at the end of the scale").into();
        for row in rows.iter() {
            if let Some(before) = x.get(row).filter(|before| scale.is_clipped(*before)) {
                let mut after = [0.0];
                scale.apply(&[before], &mut after);
                self.change(row, Step::Clip, Some(before), Some(after[0] + 0.0), &why);
            }
        }
    }

    fn unfit(&mut self, method: &str, period: Option<&str>, unfit: &Unfit) {
        self.out.problems.push(unfit_problem(self.plan, self.node, method, period, unfit));
    }

    /// Rows of a sample that was empty, or not there, when the table was fitted.
    fn unknown_sample(&mut self, method: &str, period: Option<&str>) {
        let what = "the table that was fitted has no value in this sample".into();
        self.unfit(method, period, &Unfit { what, allowed: "fit to the table that is scored" });
    }

    /// The gate after a step, for rows from `first` on: what was present is still finite, or an error
    /// names the entity.
    fn inside(&mut self, x: &Column, first: usize, values: &[f64], scales: &Scales) -> bool {
        let domain = scales.each().flatten().last().map(Scale::domain).unwrap_or_default();
        let mut sound = true;
        for (row, value) in values.iter().enumerate().map(|(i, value)| (first + i, value)) {
            if let Some(before) = x.get(row).filter(|_| !value.is_finite()) {
                sound = false;
                let place = self.panel.place(row).field(self.spec().leaf().map_or("", |leaf| &leaf.column));
                let answer = self.spec().leaf().and_then(|leaf| leaf.answer(before));
                let shown = answer.map_or_else(|| before.to_string(), str::to_owned);
                let what = format!("`{shown}` has no score in `{}`", self.spec().code());
                self.out.problems.push(Problem::new("outside-domain", place, what).hint(domain.as_str()));
            }
        }
        sound
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

    fn change(&mut self, row: usize, step: Step, before: Option<f64>, after: Option<f64>, why: &Arc<str>) {
        if self.plan.trail == Trail::Keep {
            self.out.trail.push(Change { row, node: self.node, step, before, after, why: why.clone() });
        }
    }
}
