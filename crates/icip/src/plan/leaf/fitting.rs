//! The treatment and the scale of a leaf, fitted to its samples.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::LeafRun;
use crate::aggregate::Lane;
use crate::framework::{Base, Leaf, SmallGroup, Within};
use crate::plan::entry::{Scales, SharedColumn};
use crate::plan::fits::Shared;
use crate::plan::trail::reason;
use crate::plan::{Fits, Rows, SampleRows, Samples, Step, Trail};
use crate::scale::{Done, SampleValues as Values, Scale, Unfit};
use icip_num::exec::BLOCK;
use icip_num::kernel;
use icip_problem::{Code, Message, Problem, Value, message, quoted_and_more};
use icip_table::data::{Column, Panel, sort_in_time};

impl<'a> LeafRun<'_, 'a> {
    /// The treated column, and what was fitted to treat it.
    pub(super) fn treat(&mut self, x: SharedColumn<'a>, leaf: &Leaf) -> Option<(SharedColumn<'a>, Scales)> {
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
    pub(super) fn normalise(&mut self, x: &Column, leaf: &Leaf) -> Option<(Scales, Option<Samples>)> {
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
        let whole: BTreeMap<&Option<String>, &SampleRows> =
            self.context.scales.list.iter().map(|sample| (&sample.period, sample)).collect();
        let mut of_whole: BTreeMap<&Option<String>, Option<Arc<dyn Scale>>> = BTreeMap::new();
        let scales = Scales::of(&samples, |sample| {
            let base = self.base(sample);
            let fitted_to = base.as_ref().unwrap_or(sample);
            let count = fitted_to.rows.iter().filter(|row| x.is_present(*row)).count();
            // A method that declares the scales says itself what lacks one.
            let is_large = method.group().is_some() || count >= within.least && sample.group.is_some();
            let label = sample.group.as_deref();
            let fit = |s: &Values<'_>| {
                let fitted = method.fit_group(label, s, leaf.direction);
                // Of groups without a scale the entities are named, because a reader may not know the groups.
                fitted.map_err(|unfit| match method.group() {
                    Some(column) => without_scale(panel, x, sample, column),
                    None => unfit,
                })
            };
            if is_large || !sample.rows.iter().any(|row| x.is_present(row)) {
                return self.fit(x, fitted_to, name, &fit);
            }
            match within.otherwise {
                SmallGroup::Sample => {
                    // Once for all small groups of a sample, however many they are.
                    let whole = whole.get(&sample.period)?;
                    if !of_whole.contains_key(&whole.period) {
                        let scale = self.fit_sample(x, whole, name, &fit).map(Arc::from);
                        of_whole.insert(&whole.period, scale);
                    }
                    let scale = of_whole.get(&whole.period)?.clone()?;
                    Some(Box::new(Shared(scale)) as Box<dyn Scale>)
                }
                SmallGroup::Error => {
                    let what = match &sample.group {
                        Some(group) => message!("cannot-fit-small-group", group, count, least = within.least),
                        None => {
                            let (entities, count) = with_value(panel, x, sample);
                            message!("cannot-fit-without-group", entities, count, column = &within.group)
                        }
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

    /// The rows of the base to which a scale of a sample is fitted; nothing where no base is declared.
    fn base(&self, sample: &SampleRows) -> Option<SampleRows> {
        let (period, periods) = match self.context.plan.framework.base.as_ref()? {
            Base::Period(base) => (Some(base.clone()), vec![base.as_str()]),
            Base::Rolling(count) => (sample.period.clone(), self.up_to(sample.period.as_deref()?, *count)),
        };
        let rows_of = |period: &&str| match &sample.group {
            None => self.rows_of(period).to_vec(),
            group => self.rows_of_group(period, group.as_deref()),
        };
        let rows = periods.iter().flat_map(rows_of).collect();
        Some(SampleRows { period, group: sample.group.clone(), rows: Rows::Listed(rows) })
    }

    /// The last periods up to one, so many with itself.
    fn up_to(&self, period: &str, count: usize) -> Vec<&str> {
        let (periods, places) = self.order.get_or_init(|| {
            let samples = self.context.samples.list.iter();
            let mut periods: Vec<&str> = samples.filter_map(|sample| sample.period.as_deref()).collect();
            sort_in_time(&mut periods, |period| Some(period));
            let places = periods.iter().zip(1..).map(|(period, end)| (*period, end)).collect();
            (periods, places)
        });
        let end = places.get(period).copied().unwrap_or(0_usize);
        periods[end.saturating_sub(count)..end].to_vec()
    }

    /// The rows of a named period in one of the groups inside which the leaf is scaled.
    fn rows_of_group(&self, period: &str, group: Option<&str>) -> Vec<usize> {
        let rows = self.groups.get_or_init(|| {
            let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
            for (row, entity) in self.context.panel.entities().iter().enumerate() {
                if let Some(period) = &entity.period {
                    rows.entry((period.as_str(), self.label(row))).or_default().push(row);
                }
            }
            rows
        });
        rows.get(&(period, group)).cloned().unwrap_or_default()
    }

    /// The rows of a named period.
    fn rows_of(&self, period: &str) -> &[usize] {
        let rows = self.periods.get_or_init(|| {
            let mut periods: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (row, entity) in self.context.panel.entities().iter().enumerate() {
                if let Some(period) = &entity.period {
                    periods.entry(period).or_default().push(row);
                }
            }
            periods
        });
        rows.get(period).map_or(&[], Vec::as_slice)
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
        let of = |code: &str, period: Option<&str>| -> Vec<Option<f64>> {
            let named = |row: &usize| entities[*row].code == code;
            match period {
                None => rows.iter().filter(named).map(|row| x.get(row)).collect(),
                Some(name) => {
                    let wanted = self.rows_of(name).iter().copied().filter(named);
                    wanted.map(|row| x.get(row)).collect()
                }
            }
        };
        // The base of a group is what the group was in that period.
        let of_period = |name: &str| -> Vec<f64> {
            let same = |row: &usize| group.is_none() || self.label(*row) == group.as_deref();
            self.rows_of(name).iter().copied().filter(same).filter_map(|row| x.get(row)).collect()
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
}

/// Why a group, or what has none, lacks a scale, with the entities whose values would need it.
fn without_scale(panel: &Panel, x: &Column, sample: &SampleRows, column: &str) -> Unfit {
    let (entities, count) = with_value(panel, x, sample);
    match &sample.group {
        Some(group) => Unfit::new(
            message!("cannot-fit-group-goalposts", group, column, entities, count),
            message!("cannot-fit-group-goalposts-hint", group),
        ),
        None => Unfit::new(
            message!("cannot-fit-no-group-goalposts", entities, count, column),
            message!("cannot-fit-no-group-goalposts-hint"),
        ),
    }
}

/// The names of the entities of a sample that have a value, and how many they are.
fn with_value(panel: &Panel, x: &Column, sample: &SampleRows) -> (Value, usize) {
    const NAMED: usize = 8;
    let rows = sample.rows.iter().filter(|row| x.is_present(*row));
    let mut names: Vec<String> = rows.map(|row| panel.entities()[row].key()).collect();
    // So that the message does not depend on the order of the rows.
    names.sort_unstable();
    let more = names.len().saturating_sub(NAMED);
    (quoted_and_more(names.iter().map(String::as_str).take(NAMED), more), names.len())
}
