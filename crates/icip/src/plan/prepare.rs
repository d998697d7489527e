//! Making all leaves comparable, with what was fitted and found on the way.

use std::collections::BTreeMap;

use crate::framework::{Base, NodeIx};
use crate::impute::Shared;
use crate::plan::entry::Entry;
use crate::plan::findings::EntryFindings;
use crate::plan::leaf::{LeafContext, LeafRun, Raw, UNCHANGED};
use crate::plan::{Change, Findings, Fits, Fitted, Origin, Plan, SampleRows, Samples};
use crate::scale::Scale;
use icip_num::exec::{self, Par};
use icip_problem::{Code, Place, Problem, Problems, Report, message};
use icip_table::data::{Column, ColumnIx, Panel, sort_in_time};

/// Comparable scores of every node whose values the data hold. Scoring them again fits nothing again.
#[derive(Debug)]
pub struct Prepared<'a> {
    pub(crate) plan: Plan<'a>,
    pub(crate) panel: &'a Panel,
    /// Where the scores of measured and entered nodes come from, `None` for the others.
    pub(crate) entries: Vec<Option<Entry<'a>>>,
    samples: Samples,
    /// The samples of the normalisation, where they differ.
    scales: Option<Samples>,
    pub(crate) trail: Vec<Change>,
    pub(crate) findings: Findings,
    /// What was fitted to the whole table, where these rows are a part of one.
    pub(crate) known: Option<Vec<Fitted>>,
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

    /// The same with some columns of the panel replaced, by their positions.
    pub(crate) fn prepare_changed(
        &self,
        panel: &'a Panel,
        par: Par,
        changed: &BTreeMap<ColumnIx, Column>,
    ) -> Result<Prepared<'a>, Problems> {
        self.prepare_by(None, changed, panel, par)
    }

    /// Makes the leaves comparable by what was fitted to the whole table, or by fitting to these rows.
    pub(crate) fn prepare_by<'p>(
        &self,
        fits: Option<&Fits>,
        changed: &BTreeMap<ColumnIx, Column>,
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
        let by = scales.as_ref().unwrap_or(&samples);
        let shared = Shared::default();
        let context =
            LeafContext { plan: self, panel, changed, samples: &samples, scales: by, fits, shared: &shared };
        let run = |i: usize| LeafRun::new(&context, entries[i]);
        let cells = entries.len() * panel.rows();
        // Gaps may be filled from other columns, so all columns are divided before any gap is filled. A
        // column without a divisor is borrowed, which costs nothing.
        let borrowed = |node: &NodeIx| matches!(self.origins[*node], Origin::Measured { divisor: None, .. });
        let made = entries.iter().filter(|node| !borrowed(node)).count() * panel.rows();
        let raw = exec::map(par, entries.len(), made, |i| run(i).read());
        let asks = |(node, raw): &(&NodeIx, &Raw<'_>)| {
            let leaf = self.framework.nodes()[**node].leaf();
            raw.has_gaps() && leaf.is_some_and(|leaf| leaf.impute.kernel().looks_at_others())
        };
        shared.expect(entries.iter().zip(&raw).filter(asks).count());
        let finished = exec::map(par, entries.len(), cells, |i| run(i).finish(&entries, &raw, i));
        let mut report = Report::default();
        let mut prepared = Prepared {
            plan: self.clone(),
            panel,
            entries: std::iter::repeat_with(|| None).take(self.origins.len()).collect(),
            samples,
            scales,
            trail: Vec::new(),
            findings: Findings { rows: panel.rows(), names: panel.labels(), ..Findings::default() },
            known: fits.map(Fits::fitted),
            par,
        };
        for ((node, first), (entry, last)) in entries.iter().zip(raw).zip(finished) {
            let mut found = EntryFindings::default();
            for notes in [first.notes, last].into_iter().flatten() {
                prepared.trail.extend(notes.trail);
                found.merge(notes.found);
                notes.problems.into_iter().for_each(|problem| report.problem(problem));
            }
            found.present = entry.as_ref().map_or(0, |entry| entry.column.present_count());
            prepared.findings.entries.push(found);
            prepared.entries[*node] = entry;
        }
        report.into_problems()?;
        Ok(prepared)
    }

    /// Refuses rows of another table.
    pub(crate) fn check_schema(&self, panel: &Panel) -> Result<(), Problems> {
        if panel.has_columns_of(&self.schema) {
            return Ok(());
        }
        let problem = Problem::new(Code::OtherColumns, Place::default(), message!("other-columns-panel"));
        Err(problem.hint(message!("other-columns-panel-hint")).into())
    }
}

impl<'a> Prepared<'a> {
    /// The plan it was made by.
    pub fn plan(&self) -> &Plan<'a> {
        &self.plan
    }

    /// Comparable scores of a node whose values the data hold.
    pub fn given(&self, node: NodeIx) -> Option<Column> {
        self.entries[node].as_ref().map(Entry::scores)
    }

    /// The scores that a leaf would give to other measurements of its rows, by the scales that were fitted.
    /// Nothing for a row without a measurement, or with one outside of the domain.
    pub(crate) fn rescored(
        &self,
        leaf: NodeIx,
        measured: impl Iterator<Item = Option<f64>>,
    ) -> impl Iterator<Item = Option<f64>> {
        let measured: Vec<Option<f64>> = measured.map(|x| x.filter(|x| x.is_finite())).collect();
        let rows = 0..measured.len();
        // Rows without a measurement pass the scales as zeros, and lose their result at the end.
        let mut x: Vec<f64> = measured.iter().map(|x| x.unwrap_or_default()).collect();
        let mut z = x.clone();
        if let Some(entry) = &self.entries[leaf] {
            entry.treated.apply(&x, &rows, &mut z);
            std::mem::swap(&mut x, &mut z);
            entry.scales.apply(&x, &rows, &mut z);
            entry.round.iter().for_each(|round| z.iter_mut().for_each(|z| *z = round.apply(*z)));
        }
        measured.into_iter().zip(z).map(|(x, z)| x.and(Some(z).filter(|z| z.is_finite())))
    }

    /// What was fitted to the samples of the leaves, or to the whole table where these rows are a part of
    /// one.
    pub fn fitted(&self) -> Vec<Fitted> {
        if let Some(known) = &self.known {
            return known.clone();
        }
        let mut fitted = Vec::new();
        for (node, entry) in NodeIx::first(self.entries.len()).zip(&self.entries) {
            let leaf = self.plan.framework.nodes()[node].leaf();
            let (Some(entry), Some(leaf)) = (entry, leaf) else { continue };
            let scales = entry.groups.as_ref().or(self.scales.as_ref()).unwrap_or(&self.samples);
            let steps = [
                (&entry.treated, &self.samples, leaf.treat.name()),
                (&entry.scales, scales, leaf.normalise.name()),
            ];
            for (scales, samples, method) in steps {
                // All samples have the scales of a base that is one period.
                let is_base = |sample: &SampleRows| match &self.plan.framework.base {
                    Some(Base::Period(base)) => sample.period.as_ref() == Some(base),
                    Some(Base::Rolling(_)) | None => true,
                };
                let counts = values_of(samples, &entry.column, self.plan.framework.base.as_ref());
                let each = samples.list.iter().zip(scales.each()).zip(counts);
                for ((sample, scale), values) in
                    each.filter(|((sample, _), _)| sample.period.is_none() || is_base(sample))
                {
                    let numbers = scale.map(Scale::fitted).unwrap_or_default();
                    if !numbers.is_empty() {
                        let (period, group) = (sample.period.clone(), sample.group.clone());
                        fitted.push(Fitted { node, method, period, group, values, numbers });
                    }
                }
            }
        }
        fitted
    }
}

/// How many values of a column each sample has, with those of the periods before it where the base moves.
fn values_of(samples: &Samples, x: &Column, base: Option<&Base>) -> Vec<usize> {
    let own: Vec<usize> =
        samples.list.iter().map(|one| one.rows.iter().filter(|row| x.is_present(*row)).count()).collect();
    let Some(Base::Rolling(count)) = base else { return own };
    let mut in_time: Vec<(Option<&str>, usize)> =
        samples.list.iter().enumerate().map(|(at, sample)| (sample.period.as_deref(), at)).collect();
    sort_in_time(&mut in_time, |(period, _)| *period);
    let mut periods: Vec<Option<&str>> = Vec::new();
    // What each group had in the periods until now: the number of the period, and its values.
    let mut before: BTreeMap<&Option<String>, Vec<(usize, usize)>> = BTreeMap::new();
    let mut all = own.clone();
    for (period, at) in in_time {
        if periods.last() != Some(&period) {
            periods.push(period);
        }
        let of_group = before.entry(&samples.list[at].group).or_default();
        of_group.push((periods.len(), own[at]));
        let window = of_group.iter().rev().take_while(|(number, _)| number + count > periods.len());
        all[at] = window.map(|(_, values)| values).sum();
    }
    all
}
