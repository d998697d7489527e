//! One leaf on its way from measurements to comparable scores: denominate, impute, treat, normalise.
//!
//! The order of these steps is written here. What a step computes is up to its method.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::aggregate::Lane;
use crate::framework::{Beyond, Leaf, Node, NodeIx, SmallGroup, Within};
use crate::impute::{Alike, Gaps, Other};
use crate::plan::entry::{Entry, Scales, SharedColumn};
use crate::plan::findings::{EntryFindings, Named, Outside, Undivided};
use crate::plan::trail::reason;
use crate::plan::{Change, Fits, Origin, Plan, Rows, SampleRows, Samples, Step, Trail};
use crate::scale::{Done, SampleValues as Values, Scale, Unfit};
use icip_num::exec::BLOCK;
use icip_num::kernel;
use icip_problem::{Code, Message, Problem, message, quoted_and_more};
use icip_table::data::{Column, ColumnIx, Mask, Panel};

/// What all leaves of a table share.
#[derive(Clone, Copy)]
pub(crate) struct LeafContext<'r, 'a> {
    pub(crate) plan: &'r Plan<'r>,
    pub(crate) panel: &'a Panel,
    /// Columns that replace those of the panel, by their positions.
    pub(crate) changed: &'r BTreeMap<ColumnIx, Column>,
    pub(crate) samples: &'r Samples,
    /// The samples of the normalisation.
    pub(crate) scales: &'r Samples,
    /// What was fitted to the whole table, where these rows are a part of one.
    pub(crate) fits: Option<&'r Fits>,
}

/// What a leaf adds to the trail, the findings and the problems.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) trail: Vec<Change>,
    pub(crate) found: EntryFindings,
    pub(crate) problems: Vec<Problem>,
}

/// A column in its own units, denominated; or a finished score. It is borrowed from the panel until a step
/// changes it.
pub(crate) struct Raw<'a> {
    column: Option<SharedColumn<'a>>,
    pub(crate) notes: Option<Box<Notes>>,
}

/// The problems of some notes.
fn problems(notes: impl IntoIterator<Item = Option<Box<Notes>>>) -> Vec<Problem> {
    notes.into_iter().flatten().flat_map(|notes| notes.problems).collect()
}

/// No column replaces one of the panel.
pub(crate) static UNCHANGED: BTreeMap<ColumnIx, Column> = BTreeMap::new();

/// One node on its way through the steps.
pub(crate) struct LeafRun<'r, 'a> {
    context: &'r LeafContext<'r, 'a>,
    node: NodeIx,
    /// Most leaves have none.
    notes: Option<Box<Notes>>,
}

impl<'r, 'a> LeafRun<'r, 'a> {
    pub(crate) fn new(context: &'r LeafContext<'r, 'a>, node: NodeIx) -> Self {
        Self { context, node, notes: None }
    }

    /// Calls a function with the denominated column. Returns the problems on the way to it.
    pub(crate) fn with_raw(self, take: impl FnOnce(&Column)) -> Vec<Problem> {
        let Raw { column, notes } = self.read();
        if let Some(column) = column {
            take(&column);
        }
        problems([notes])
    }

    /// Calls a function with the column before and after treatment. Returns the problems on the way to it.
    pub(crate) fn with_treated(self, leaf: &Leaf, take: impl FnOnce(&Column, &Column)) -> Vec<Problem> {
        let mut run = Self::new(self.context, self.node);
        let Raw { column, notes } = self.read();
        let steps = |column: SharedColumn<'a>| {
            let before = run.impute(&column, leaf, &[], &[])?;
            let (after, _) = run.treat(before.clone(), leaf)?;
            Some((before, after))
        };
        if let Some((before, after)) = column.and_then(steps) {
            take(&before, &after);
        }
        problems([notes, run.notes])
    }

    /// The column in its own units, denominated; or the finished score.
    pub(crate) fn read(mut self) -> Raw<'a> {
        let column = match self.context.plan.origins[self.node] {
            Origin::Entered { column } => Some(match self.context.changed.get(&column) {
                Some(changed) => SharedColumn::from(changed.clone()),
                None => SharedColumn::OfPanel(self.entered(column)),
            }),
            Origin::Measured { column, divisor } => self.measured(column, divisor),
            Origin::Computed | Origin::Unused => None,
        };
        Raw { column, notes: self.notes }
    }

    /// From the denominated column to the score; `position` is that of this node among the entries.
    pub(crate) fn finish(
        mut self,
        entries: &[NodeIx],
        raw: &[Raw<'a>],
        position: usize,
    ) -> (Option<Entry<'a>>, Option<Box<Notes>>) {
        let Some(column) = &raw[position].column else { return (None, self.notes) };
        let entry = match (self.context.plan.origins[self.node], self.spec().leaf()) {
            (Origin::Measured { .. }, Some(leaf)) => self.comparable(column, leaf, entries, raw),
            _ => Some(Entry::finished(column.clone())),
        };
        (entry, self.notes)
    }

    fn note(&mut self) -> &mut Notes {
        self.notes.get_or_insert_default()
    }

    fn spec(&self) -> &'r Node {
        &self.context.plan.framework.nodes()[self.node]
    }

    /// A finished score is taken as it is. One outside of the node's range is worth a warning.
    fn entered(&mut self, column: ColumnIx) -> &'a Column {
        let column = self.context.panel.column_at(column);
        let range = self.spec().range();
        let outside: Vec<usize> =
            (0..column.rows()).filter(|row| column.get(*row).is_some_and(|z| !range.contains(z))).collect();
        if let Some(first) = outside.first() {
            let place = self.context.panel.place(*first).field(self.spec().code());
            let score = column.get(*first).unwrap_or_default();
            self.note().found.outside = Some(Box::new(Outside { count: outside.len(), place, score }));
        }
        column
    }

    fn measured(&mut self, column: ColumnIx, divisor: Option<ColumnIx>) -> Option<SharedColumn<'a>> {
        let x = match self.context.changed.get(&column) {
            Some(changed) => SharedColumn::from(changed.clone()),
            None => SharedColumn::OfPanel(self.context.panel.column_at(column)),
        };
        let rule = self.context.plan.framework.nodes()[self.node].leaf()?.denominate.as_ref();
        match (rule, divisor) {
            (Some(rule), Some(divisor)) => {
                self.denominate(&x, rule, self.context.panel.column_at(divisor)).map(SharedColumn::from)
            }
            _ => Some(x),
        }
    }

    fn comparable(
        &mut self,
        x: &SharedColumn<'a>,
        leaf: &Leaf,
        entries: &[NodeIx],
        raw: &[Raw<'a>],
    ) -> Option<Entry<'a>> {
        let column = self.impute(x, leaf, entries, raw)?;
        let (column, treated) = self.treat(column, leaf)?;
        let (scales, groups) = self.normalise(&column, leaf)?;
        Some(Entry {
            column,
            treated,
            scales,
            groups,
            round: self.context.plan.framework.nodes()[self.node].round,
        })
    }

    fn denominate(&mut self, x: &Column, rule: &crate::denominate::Denominate, d: &Column) -> Option<Column> {
        let why = reason(|| message!("trail-no-divisor", divisor = &rule.by));
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
            let place = self.context.panel.place(*first).field(&rule.by);
            let entities = Named::of(self.context.panel, without);
            self.note().found.undivided = Some(Box::new(Undivided { entities, place }));
        }
        self.checked(cells, |node, value| message!("not-finite-division", node, value))
    }

    fn impute(
        &mut self,
        x: &SharedColumn<'a>,
        leaf: &Leaf,
        entries: &[NodeIx],
        raw: &[Raw<'a>],
    ) -> Option<SharedColumn<'a>> {
        let method = leaf.impute.kernel();
        if x.complete().is_some() || method.is_none() {
            // A column of the panel stays borrowed, and one that was divided is shared.
            return Some(x.clone());
        }
        if let Some(fits) = self.context.fits {
            return self.fill_alike(x, leaf, fits).map(SharedColumn::from);
        }
        let others = self.others(entries, raw);
        let entities = self.context.panel.entities();
        let labels = |name: &str| {
            let group = self.context.panel.groups().iter().position(|group| group == name)?;
            Some(entities.iter().map(|entity| entity.groups[group].as_deref()).collect())
        };
        let framework = &self.context.plan.framework;
        let below = |name: &str| {
            let ancestor = framework.ancestor(self.node, name)?;
            let below = framework.below(ancestor).into_iter();
            Some(below.map(|node| framework.nodes()[node].code()).collect())
        };
        let time = |row: usize| entities[row].period.as_ref().and_then(|period| period.parse::<f64>().ok());
        // Few methods ask for the rows of an entity, so they are found when the first one does.
        let rows_of = OnceCell::new();
        let history = |row: usize| -> Result<Vec<(f64, Option<f64>)>, String> {
            let rows_of = rows_of.get_or_init(|| {
                let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
                for (row, entity) in entities.iter().enumerate() {
                    rows.entry(entity.code.as_str()).or_default().push(row);
                }
                rows
            });
            let same = rows_of.get(entities[row].code.as_str()).into_iter().flatten();
            let cell = |other: &usize| match time(*other).filter(|time| time.is_finite()) {
                Some(time) => Ok((time, x.get(*other))),
                None => Err(entities[*other].key()),
            };
            let mut cells = same.map(cell).collect::<Result<Vec<_>, String>>()?;
            cells.sort_by(|a, b| a.0.total_cmp(&b.0));
            Ok(cells)
        };
        let mut filled: Vec<(usize, f64)> = Vec::new();
        let mut unfit = Vec::new();
        let lists: Vec<Vec<usize>> =
            self.context.samples.list.iter().map(|sample| sample.rows.iter().collect()).collect();
        for (SampleRows { period, .. }, rows) in self.context.samples.list.iter().zip(&lists) {
            let gaps = Gaps {
                target: x,
                direction: leaf.direction,
                rows,
                others: &others,
                labels: &labels,
                below: &below,
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
        // Also where some sample could not be fitted, so that the problems of all cells are reported
        // together.
        let column = self.fill(x, leaf, filled)?;
        sound.then_some(SharedColumn::from(column))
    }

    /// Fills the gaps of each sample by the number that was fitted to it.
    fn fill_alike(&mut self, x: &Column, leaf: &Leaf, fits: &Fits) -> Option<Column> {
        let mut filled = Vec::new();
        for SampleRows { period, rows, .. } in &self.context.samples.list {
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
        let method = leaf.impute.name();
        let why = reason(|| message!("trail-filled", method));
        let mut cells: Vec<Option<f64>> = x.cells().collect();
        let mut sound = true;
        for (row, value) in filled {
            debug_assert!(cells[row].is_none(), "a present value is never changed");
            // A declared range is one of the data, so it says nothing about quotients.
            let passed = leaf.passed(value).filter(|_| leaf.denominate.is_none());
            match passed.map(|end| (end, leaf.beyond.unwrap_or_default())) {
                Some((end, Beyond::Clip)) => {
                    cells[row] = Some(end);
                    let why = reason(|| message!("trail-filled-clipped", method, value, end));
                    self.change(row, Step::Impute, None, Some(end), &why);
                    continue;
                }
                Some((_, Beyond::Warn)) => self.filled_outside(row, value),
                Some((_, Beyond::Refuse)) => {
                    sound = false;
                    self.refuse_filled(row, value, leaf);
                }
                None => {}
            }
            cells[row] = Some(value);
            self.change(row, Step::Impute, None, Some(value), &why);
        }
        if !sound {
            return None;
        }
        self.checked(cells, |node, value| message!("not-finite-imputation", node, value))
    }

    /// A filled gap outside of the declared range, of which the finding keeps the first.
    fn filled_outside(&mut self, row: usize, score: f64) {
        let column = self.spec().leaf().map_or("", Leaf::column);
        let place = self.context.panel.place(row).field(column);
        let first = || Box::new(Outside { count: 0, place, score });
        self.note().found.filled.get_or_insert_with(first).count += 1;
    }

    fn refuse_filled(&mut self, row: usize, value: f64, leaf: &Leaf) {
        let place = self.context.panel.place(row).field(leaf.column());
        let what = match leaf.range {
            (Some(low), _) if value < low => {
                message!("out-of-range-filled-low", method = leaf.impute.name(), value, bound = low)
            }
            (_, high) => {
                let bound = high.unwrap_or_default();
                message!("out-of-range-filled-high", method = leaf.impute.name(), value, bound)
            }
        };
        let problem = Problem::new(Code::OutOfRange, place, what);
        self.note().problems.push(problem.hint(message!("out-of-range-filled-hint")));
    }

    /// The other leaves that the data measure.
    fn others<'o>(&'o self, entries: &[NodeIx], raw: &'o [Raw<'a>]) -> Vec<Other<'o>> {
        let nodes = self.context.plan.framework.nodes();
        let other = |(ix, raw): (&NodeIx, &'o Raw<'a>)| {
            let measured = matches!(self.context.plan.origins[*ix], Origin::Measured { .. });
            Some(Other {
                code: nodes[*ix].code(),
                column: raw.column.as_deref()?,
                direction: nodes[*ix].leaf()?.direction,
                sibling: nodes[*ix].parent() == self.spec().parent(),
            })
            .filter(|_| measured && *ix != self.node)
        };
        entries.iter().zip(raw).filter_map(other).collect()
    }

    /// The treated column, and what was fitted to treat it.
    fn treat(&mut self, x: SharedColumn<'a>, leaf: &Leaf) -> Option<(SharedColumn<'a>, Scales)> {
        let method = leaf.treat.kernel();
        if method.is_none() {
            return Some((x, Scales::None));
        }
        let scales = match self.context.fits {
            // A table in blocks admits only treatments that need no sample; others were refused before the
            // first pass.
            Some(_) => Scales::of(self.context.samples, |_| method.fixed()),
            None => self
                .fitted(self.context.samples, &x, leaf.treat.name(), |sample| method.fit(sample.values()?)),
        };
        let mut values = vec![0.0; x.rows()];
        scales.apply(x.block(0..x.rows()), &(0..x.rows()), &mut values);
        for (sample, scale) in self.context.samples.list.iter().zip(scales.each()) {
            if let Some((what, hint)) = scale.and_then(Scale::doubt) {
                let (method, node) = (leaf.treat.name(), self.spec().code());
                let what = match &sample.period {
                    Some(period) => message!("doubtful-treatment-of-in-period", method, node, period, what),
                    None => message!("doubtful-treatment-of", method, node, what),
                };
                let place = self.context.plan.schema.source().field(leaf.column());
                let problem = Problem::new(Code::DoubtfulTreatment, place, what).hint(hint);
                self.note().found.doubts.push(problem);
            }
            if let Some(scale) = scale {
                self.treated(&x, &values, &sample.rows, scale, leaf.treat.name());
            }
        }
        if !self.inside(&x, 0, &values, &scales) {
            return None;
        }
        let treated = Column::from_parts(values, x.mask().cloned()).ok()?;
        Some((SharedColumn::from(treated), scales))
    }

    /// The scales of the column, and their samples where they are groups of the leaf's own.
    fn normalise(&mut self, x: &Column, leaf: &Leaf) -> Option<(Scales, Option<Samples>)> {
        let method = leaf.normalise.kernel();
        let mut groups = None;
        let scales = match (self.context.fits, &leaf.within) {
            (Some(fits), _) => self.known(fits, x, leaf),
            (None, Some(within)) => {
                let (scales, samples) = self.within(x, leaf, within)?;
                groups = Some(samples);
                scales
            }
            (None, None) => {
                self.fitted(self.context.scales, x, leaf.normalise.name(), |s| method.fit(s, leaf.direction))
            }
        };
        if self.context.plan.trail == Trail::Keep {
            let samples = groups.as_ref().unwrap_or(self.context.scales);
            for (sample, scale) in samples.list.iter().zip(scales.each()) {
                if let Some(scale) = scale {
                    self.clipped(x, &sample.rows, scale, leaf.normalise.name());
                }
            }
        }
        // Such scales give finite scores for the values to which they were fitted, so there is nothing to
        // look for.
        let of_base = self.context.plan.framework.base.is_some();
        if !of_base && scales.each().flatten().all(Scale::is_certain) {
            return Some((scales, groups));
        }
        let mut sound = true;
        let mut lane = Lane::default();
        for start in (0..x.rows()).step_by(BLOCK) {
            let rows = start..x.rows().min(start + BLOCK);
            lane.reset(rows.len());
            scales.apply(x.block(rows.clone()), &rows, &mut lane.values);
            sound &= kernel::all_finite(&lane.values) || self.inside(x, start, &lane.values, &scales);
        }
        sound.then_some((scales, groups))
    }

    /// A scale for each group of each sample. Groups with too few values get the scale of their sample, or are refused.
    fn within(&mut self, x: &Column, leaf: &Leaf, within: &Within) -> Option<(Scales, Samples)> {
        let (method, name) = (leaf.normalise.kernel(), leaf.normalise.name());
        let panel = self.context.panel;
        let Some(group) = panel.groups().iter().position(|group| *group == within.group) else {
            let what = message!("cannot-fit-no-group-column", column = &within.group);
            self.unfit(name, None, &Unfit::new(what, message!("cannot-fit-no-group-column-hint")));
            return None;
        };
        let labels: Vec<Option<&str>> =
            panel.entities().iter().map(|entity| entity.groups[group].as_deref()).collect();
        let samples = self.context.scales.inside(&labels);
        let scales = Scales::of(&samples, |sample| {
            let base = self.base(sample);
            let fitted_to = base.as_ref().unwrap_or(sample);
            let count = fitted_to.rows.iter().filter(|row| x.is_present(*row)).count();
            let is_large = count >= within.least && sample.group.is_some();
            let label = sample.group.as_deref();
            let fit = |s: &Values<'_>| {
                let fitted = method.fit_group(label, s, leaf.direction);
                // Of groups without a scale the entities are named, because a reader may not know the groups.
                fitted.map_err(|unfit| match method.group() {
                    Some(column) => without_scale(panel, x, sample, column).unwrap_or(unfit),
                    None => unfit,
                })
            };
            if is_large || !sample.rows.iter().any(|row| x.is_present(row)) {
                return self.fit(x, fitted_to, name, &fit);
            }
            match within.otherwise {
                SmallGroup::Sample => {
                    let whole = self.context.scales.list.iter().find(|one| one.period == sample.period)?;
                    self.fit_sample(x, whole, name, &fit)
                }
                SmallGroup::Error => {
                    let what = match &sample.group {
                        Some(group) => message!("cannot-fit-small-group", group, count, least = within.least),
                        None => message!("cannot-fit-without-group", count, column = &within.group),
                    };
                    let unfit = Unfit::new(what, message!("cannot-fit-small-group-hint"));
                    self.unfit(name, sample.period.as_deref(), &unfit);
                    None
                }
            }
        });
        Some((scales, samples))
    }

    /// Fits a method to every sample. A sample without values is left alone; one to which the method cannot
    /// be fitted is a problem.
    fn fitted(
        &mut self,
        samples: &Samples,
        x: &Column,
        name: &'static str,
        fit: impl Fn(&Values<'_>) -> Result<Box<dyn Scale>, Unfit>,
    ) -> Scales {
        Scales::of(samples, |sample| self.fit_sample(x, sample, name, &fit))
    }

    /// The rows of the base period to which a scale of a sample is fitted; nothing where no base is declared.
    fn base(&self, sample: &SampleRows) -> Option<SampleRows> {
        let base = self.context.plan.framework.base.as_ref()?;
        let entities = self.context.panel.entities();
        let inside = |row: &usize| {
            let same = || sample.group.is_none() || self.label(*row) == sample.group.as_deref();
            entities[*row].period.as_ref() == Some(base) && same()
        };
        let rows = Rows::Listed((0..entities.len()).filter(inside).collect());
        Some(SampleRows { period: Some(base.clone()), group: sample.group.clone(), rows })
    }

    /// The scale of a sample: fitted to it, or where a base is declared to the base, if the sample has values. A base
    /// without any is a problem.
    fn fit_sample(
        &mut self,
        x: &Column,
        sample: &SampleRows,
        name: &'static str,
        fit: &impl Fn(&Values<'_>) -> Result<Box<dyn Scale>, Unfit>,
    ) -> Option<Box<dyn Scale>> {
        let Some(base) = self.base(sample) else { return self.fit(x, sample, name, fit) };
        if !sample.rows.iter().any(|row| x.is_present(row)) {
            return None;
        }
        if !base.rows.iter().any(|row| x.is_present(row)) {
            let period = base.period.as_deref().unwrap_or_default();
            let what = message!("cannot-fit-empty-base", period);
            self.unfit(
                name,
                sample.period.as_deref(),
                &Unfit::new(what, message!("cannot-fit-empty-base-hint")),
            );
            return None;
        }
        self.fit(x, &base, name, fit)
    }

    /// The group of a row, where the scales are fitted inside groups.
    fn label(&self, row: usize) -> Option<&'a str> {
        let within = self.spec().leaf().and_then(Leaf::within)?;
        let at = self.context.panel.groups().iter().position(|name| *name == within.group)?;
        self.context.panel.entities()[row].groups[at].as_deref()
    }

    /// The scales that were fitted to the samples of the whole table.
    fn known(&mut self, fits: &Fits, x: &Column, leaf: &Leaf) -> Scales {
        Scales::of(self.context.scales, |SampleRows { period, rows, .. }| {
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
        SampleRows { period, rows, group }: &SampleRows,
        name: &'static str,
        fit: &impl Fn(&Values<'_>) -> Result<Box<dyn Scale>, Unfit>,
    ) -> Option<Box<dyn Scale>> {
        let entities = self.context.panel.entities();
        // Functions and not lists, because few methods ask for single entities or for other periods.
        let is_in = |row: usize, name: &str| entities[row].period.as_deref() == Some(name);
        let of = |code: &str, period: Option<&str>| -> Vec<Option<f64>> {
            let named = |row: &usize| entities[*row].code == code;
            match period {
                None => rows.iter().filter(named).map(|row| x.get(row)).collect(),
                Some(name) => {
                    let wanted = (0..x.rows()).filter(|row| named(row) && is_in(*row, name));
                    wanted.map(|row| x.get(row)).collect()
                }
            }
        };
        // The base of a group is what the group was in that period.
        let of_period = |name: &str| -> Vec<f64> {
            let same = |row: &usize| group.is_none() || self.label(*row) == group.as_deref();
            (0..x.rows()).filter(|row| is_in(*row, name)).filter(same).filter_map(|row| x.get(row)).collect()
        };
        let listed: Vec<f64>;
        let present = OnceCell::new();
        let values = match (rows, x.complete()) {
            (Rows::All(_), Some(values)) => Values::of_values(values, &of, &of_period),
            (Rows::All(_), None) => Values::of_values(&[], &of, &of_period).with_gaps(x, &present),
            (Rows::Listed(_), _) => {
                listed = rows.iter().filter_map(|row| x.get(row)).collect();
                Values::of_values(&listed, &of, &of_period)
            }
        };
        if values.count() == 0 {
            return None;
        }
        fit(&values).map_err(|unfit| self.unfit(name, period.as_deref(), &unfit)).ok()
    }

    /// Lists the values of a sample that a treatment changed.
    fn treated(&mut self, x: &Column, after: &[f64], rows: &Rows, scale: &dyn Scale, method: &str) {
        // The few reasons are made once, and not for each value.
        let mut known: Vec<(Option<Done>, Arc<Message>)> = Vec::new();
        for row in rows.iter().filter(|row| after[*row].is_finite()) {
            if let Some(before) = x.get(row).filter(|before| *before != after[row]) {
                let done = scale.done(before);
                let position = known.iter().position(|(one, _)| *one == done).unwrap_or_else(|| {
                    let treated = || message!("trail-treated", method);
                    let why = done.map_or_else(treated, |done| done.message(method));
                    known.push((done, Arc::new(why)));
                    known.len() - 1
                });
                self.change(row, Step::Treat, Some(before), Some(after[row]), &known[position].1);
            }
        }
    }

    /// Lists the scores of a sample that were cut at an end of the scale.
    fn clipped(&mut self, x: &Column, rows: &Rows, scale: &dyn Scale, method: &str) {
        let why = reason(|| message!("trail-clipped", method));
        for row in rows.iter() {
            if let Some(before) = x.get(row).filter(|before| scale.is_clipped(*before)) {
                let mut after = [0.0];
                scale.apply(&[before], &mut after);
                self.change(row, Step::Clip, Some(before), Some(after[0] + 0.0), &why);
            }
        }
    }

    fn unfit(&mut self, method: &str, period: Option<&str>, unfit: &Unfit) {
        let problem = unfit_problem(self.context.plan, self.node, method, period, unfit);
        self.note().problems.push(problem);
    }

    /// Rows of a sample that was empty, or not there, when the table was fitted.
    fn unknown_sample(&mut self, method: &str, period: Option<&str>) {
        let (what, hint) =
            (message!("cannot-fit-unknown-sample"), message!("cannot-fit-unknown-sample-hint"));
        self.unfit(method, period, &Unfit::new(what, hint));
    }

    /// The check after a step, for rows from `first` on: a value that was present is still finite, or an
    /// error names the entity. Whether all are.
    fn inside(&mut self, x: &Column, first: usize, values: &[f64], scales: &Scales) -> bool {
        // The scales of all samples come from one method, so one of them can say what is allowed.
        let domain = scales.each().flatten().last().map(Scale::domain);
        let mut sound = true;
        for (row, value) in values.iter().enumerate().map(|(i, value)| (first + i, value)) {
            if let Some(before) = x.get(row).filter(|_| !value.is_finite()) {
                sound = false;
                let place =
                    self.context.panel.place(row).field(self.spec().leaf().map_or("", |leaf| &leaf.column));
                let answer = self.spec().leaf().and_then(|leaf| leaf.answer(before));
                let shown = answer.map_or_else(|| before.to_string(), str::to_owned);
                let what = message!("outside-domain-value", value = shown, node = self.spec().code());
                let mut problem = Problem::new(Code::OutsideDomain, place, what);
                problem.hint.clone_from(&domain);
                self.note().problems.push(problem);
            }
        }
        sound
    }

    /// A column of the cells; or a problem, which `not_finite` puts into words from a node and a number.
    fn checked(
        &mut self,
        cells: Vec<Option<f64>>,
        not_finite: impl FnOnce(&str, f64) -> Message,
    ) -> Option<Column> {
        let mask = Mask::from_flags(cells.iter().map(Option::is_some));
        let values = cells.into_iter().map(Option::unwrap_or_default).collect();
        match Column::from_parts(values, Some(mask)) {
            Ok(column) => Some(column),
            Err(error) => {
                let what = not_finite(self.spec().code(), error.value);
                let problem = Problem::new(Code::NotFinite, self.context.panel.place(error.row), what);
                self.note().problems.push(problem);
                None
            }
        }
    }

    fn change(
        &mut self,
        row: usize,
        step: Step,
        before: Option<f64>,
        after: Option<f64>,
        why: &Arc<Message>,
    ) {
        if self.context.plan.trail == Trail::Keep {
            let change = Change { row, node: self.node, step, before, after, why: why.clone() };
            self.note().trail.push(change);
        }
    }
}

/// Why a group has no scale, with the entities whose values would need it.
fn without_scale(panel: &Panel, x: &Column, sample: &SampleRows, column: &str) -> Option<Unfit> {
    const NAMED: usize = 8;
    let group = sample.group.as_ref()?;
    let codes =
        sample.rows.iter().filter(|row| x.is_present(*row)).map(|row| panel.entities()[row].code.as_str());
    let mut codes: Vec<&str> = codes.collect();
    // So that the message does not depend on the order of the rows.
    codes.sort_unstable();
    let entities = quoted_and_more(codes.iter().copied().take(NAMED), codes.len().saturating_sub(NAMED));
    Some(Unfit::new(
        message!("cannot-fit-group-goalposts", group, column, entities, count = codes.len()),
        message!("cannot-fit-group-goalposts-hint", group),
    ))
}

/// The problem of a step that cannot be fitted to a sample.
pub(crate) fn unfit_problem(
    plan: &Plan<'_>,
    node: NodeIx,
    method: &str,
    period: Option<&str>,
    unfit: &Unfit,
) -> Problem {
    let spec = &plan.framework.nodes()[node];
    let (node, what) = (spec.code(), unfit.what.clone());
    let what = match period {
        None => message!("cannot-fit-method", method, node, what),
        Some(period) => message!("cannot-fit-method-in-period", method, node, period, what),
    };
    let place = plan.schema.source().field(spec.leaf().map_or(node, Leaf::column));
    Problem::new(Code::CannotFit, place, what).hint(unfit.allowed.clone())
}
