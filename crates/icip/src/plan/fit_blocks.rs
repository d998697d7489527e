//! Fitting to a table in passes that summarise the columns of the leaves: a table that comes in blocks, or one in memory.
//!
//! What is fitted here has the same bits as what [`Plan::prepare`] fits to a table in memory, because both
//! take their moments from the same summaries.

use std::borrow::Cow;
use std::sync::Arc;

use crate::framework::{Leaf, NodeIx};
use crate::impute::{Alike, Shared, no_value};
use crate::plan::fit_part::{FitPart, LeafPart, at, other_part};
use crate::plan::fits::{LeafFit, Periods};
use crate::plan::leaf::{LeafContext, LeafRun, UNCHANGED, unfit_problem};
use crate::plan::score_blocks::MOST_PROBLEMS;
use crate::plan::{Fits, Fitted, Plan, Rows, Samples, Trail};
use crate::scale::{Needs, SampleValues as Values, Summed};
use icip_num::exec::{self, Par};
use icip_num::summary::SampleSummary;
use icip_problem::{Problem, Problems, Report};
use icip_table::data::{Blocks, Column, Panel};

impl Plan<'_> {
    /// Fits the steps of the leaves to a table in as many passes as they need: none where every score
    /// depends on its own row alone; one for bounds, means and deviations, and for a treatment, which must
    /// not make a column constant; one more where gaps are first filled by a mean. Afterwards the table is
    /// back at its first row.
    ///
    /// Sums are taken in the order of the rows and do not depend on where the blocks are cut: the fits are
    /// those of [`Plan::prepare`], to the last bit.
    ///
    /// # Errors
    /// Those of [`Plan::whole_columns`]; those of the source; those of [`Plan::prepare`], all of one pass
    /// together.
    pub fn fit_blocks(&self, blocks: &mut dyn Blocks, par: Par) -> Result<Fits, Problems> {
        self.fit_source(&mut Source::Blocks(blocks), par)
    }

    /// Fits the steps of the leaves to a table in memory, so that other rows can be scored by what was fitted
    /// ([`Plan::prepare_with`]), now or later ([`Fits::document`]).
    ///
    /// # Errors
    /// Those of [`Plan::whole_columns`], because what needs whole columns is more than can be kept; those of
    /// [`Plan::prepare`].
    ///
    /// ```
    /// use icip::data::{Column, Entity, Panel};
    /// use icip::{exec::Par, framework::Files, plan::Plan};
    ///
    /// let toml = "format = 1\n[framework]\nid = \"x\"\n[defaults]\nnormalise = { min-max = { lo = 0, hi = 100 } }\n\
    ///     [[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"mbit\"\n";
    /// let framework = Files::new("framework.toml", toml).read()?.value;
    /// let panel = |codes: &[&str], mbit: &[f64]| {
    ///     let column = Column::new(mbit.iter().copied().map(Some)).expect("finite");
    ///     Panel::builder().entities(codes.iter().copied().map(Entity::new)).column("mbit", column).build()
    /// };
    /// let sample = panel(&["p", "q"], &[10.0, 60.0])?;
    /// let plan = Plan::compile(&framework, &sample.schema())?;
    /// let text = serde_json::to_string(&plan.fit(&sample, Par::Seq)?.document(&plan))?;
    ///
    /// // Later, maybe in another program: 100 * (20 - 10) / (60 - 10) = 20.
    /// let fits = plan.fits(&serde_json::from_str(&text)?)?;
    /// let later = panel(&["r"], &[20.0])?;
    /// let card = plan.prepare_with(&fits, &later, Par::Seq)?.score()?;
    /// assert_eq!(card.index().get(0), Some(20.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fit(&self, panel: &Panel, par: Par) -> Result<Fits, Problems> {
        self.fit_source(&mut Source::Panel { panel, read: false }, par)
    }

    fn fit_source(&self, source: &mut Source<'_>, par: Par) -> Result<Fits, Problems> {
        let mut fitting = self.fitting()?;
        while !fitting.is_complete() {
            let (part, report) = fitting.summarise_source(source, par)?;
            fitting.fit(&part, report)?;
            source.rewind()?;
        }
        Ok(fitting.into_fits())
    }
}

impl<'a> Plan<'a> {
    /// Begins to fit to a table that is held in parts, maybe on several machines ([`Fitting`]).
    ///
    /// # Errors
    /// Those of [`Plan::whole_columns`].
    pub fn fitting(&self) -> Result<Fitting<'a>, Problems> {
        let mut report = Report::default();
        self.whole_columns().into_iter().for_each(|problem| report.problem(problem));
        report.into_problems()?;
        let mut fits = Fits::new(self);
        let mut open = Vec::new();
        for (node, leaf) in self.measured() {
            fits.leaves[node].always = without_sample(leaf);
            open.extend(Asked::first(leaf).map(|asked| (node, asked)));
        }
        // The cells change again when they are scored, and are listed then.
        Ok(Fitting { plan: self.clone().with_trail(Trail::Drop), fits, open })
    }
}

/// A fit in passes over a table that is held in parts: each part is summarised by itself, summaries are merged in any
/// order, and what they say together ends the pass. Where the parts are cut decides nothing: their sums are exact.
///
/// A table on one machine needs none of this ([`Plan::fit`], [`Plan::fit_blocks`]).
///
/// ```
/// use icip::data::{Column, Entity, Panel};
/// use icip::{exec::Par, framework::Files, plan::{FitPart, Plan}};
///
/// let toml = "format = 1\n[framework]\nid = \"x\"\n[defaults]\nnormalise = \"z-score\"\n\
///     [[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"mbit\"\n";
/// let framework = Files::new("framework.toml", toml).read()?.value;
/// let panel = |codes: &[&str], mbit: &[f64]| {
///     let column = Column::new(mbit.iter().copied().map(Some)).expect("finite");
///     Panel::builder().entities(codes.iter().copied().map(Entity::new)).column("mbit", column).build()
/// };
/// let parts = [panel(&["p", "q"], &[0.1, 0.7])?, panel(&["r"], &[0.4])?];
/// let plan = Plan::compile(&framework, &parts[0].schema())?;
/// let mut fitting = plan.fitting()?;
/// while !fitting.is_complete() {
///     let mut all = FitPart::default();
///     for part in parts.iter().rev() {
///         // Elsewhere, and sent here as text.
///         let summary = serde_json::to_string(&fitting.summarise(part, Par::Seq)?)?;
///         all.merge(&serde_json::from_str(&summary)?)?;
///     }
///     fitting.end_pass(&all)?;
/// }
/// let whole = plan.fit(&panel(&["p", "q", "r"], &[0.1, 0.7, 0.4])?, Par::Seq)?;
/// assert_eq!(fitting.into_fits().document(&plan), whole.document(&plan));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Fitting<'p> {
    plan: Plan<'p>,
    fits: Fits,
    /// The leaves that need another pass, and what it has to find.
    open: Vec<(NodeIx, Asked)>,
}

/// What a pass has to find about a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The means that fill its gaps.
    Gaps,
    /// What treatment did, and the values after it.
    Values,
}

impl Asked {
    /// What the first pass asks; `None` for a leaf that needs no pass.
    fn first(leaf: &Leaf) -> Option<Self> {
        match leaf.impute.kernel().alike() {
            Some(Alike::Mean) => Some(Self::Gaps),
            _ => Self::values(leaf),
        }
    }

    fn values(leaf: &Leaf) -> Option<Self> {
        // A scale that lists its numbers needs a pass although it is known: the number of its values is
        // listed too.
        let silent = without_sample(leaf).is_some_and(|scale| scale.fitted().is_empty());
        let needed = !leaf.treat.kernel().is_none() || !silent;
        needed.then_some(Self::Values)
    }
}

impl Fitting<'_> {
    /// Whether nothing is left to be found.
    pub fn is_complete(&self) -> bool {
        self.open.is_empty()
    }

    /// What was fitted; after the last pass that is everything.
    pub fn into_fits(self) -> Fits {
        self.fits
    }

    /// Summarises the rows of a part for the pass that is under way.
    ///
    /// # Errors
    /// Those of the cells, as in [`Plan::prepare`]; a part with other columns.
    pub fn summarise(&self, panel: &Panel, par: Par) -> Result<FitPart, Problems> {
        let (part, report) = self.summarise_source(&mut Source::Panel { panel, read: false }, par)?;
        report.into_problems().map(|_| part)
    }

    /// The same of a part that comes in blocks of rows.
    ///
    /// # Errors
    /// Those of the source, and those of [`Fitting::summarise`].
    pub fn summarise_blocks(&self, blocks: &mut dyn Blocks, par: Par) -> Result<FitPart, Problems> {
        let (part, report) = self.summarise_source(&mut Source::Blocks(blocks), par)?;
        report.into_problems().map(|_| part)
    }

    /// Reads a table once. The report has the problems of its cells.
    fn summarise_source(&self, source: &mut Source<'_>, par: Par) -> Result<(FitPart, Report), Problems> {
        let mut report = Report::default();
        let mut part = FitPart::new(self.open.len());
        let mut read = source.next()?;
        while let Some(panel) = read {
            self.plan.check_schema(&panel)?;
            let cells = self.open.len() * panel.rows();
            let collect = || self.collect(&mut part, &panel, par);
            // The next block is read while this one is summed up.
            let (problems, next) = exec::ahead(par, cells, || source.next(), collect);
            problems.into_iter().for_each(|problem| report.problem(problem));
            // Enough for a user to correct, and the rest of the table may be long.
            read = next?.filter(|_| report.problem_count() < MOST_PROBLEMS);
        }
        Ok((part, report))
    }

    /// Adds a block to what is known of the columns. Returns the problems of its cells.
    fn collect(&self, part: &mut FitPart, panel: &Panel, par: Par) -> Vec<Problem> {
        let samples = Samples::of(self.plan.framework.sample, panel);
        let scales = Samples::of(self.plan.framework.normalise_sample, panel);
        let positions = (part.samples.add(&samples), part.scales.add(&scales));
        let cells = self.open.len() * panel.rows();
        let block = Block { plan: &self.plan, panel, samples, scales, positions, fits: &self.fits };
        let leaves = std::mem::take(&mut part.leaves);
        let open: Vec<((NodeIx, Asked), LeafPart)> = self.open.iter().copied().zip(leaves).collect();
        let collected = exec::map_each(par, open, cells, |((node, asked), mut leaf): (_, LeafPart)| {
            let problems = block.collect(node, asked, &mut leaf);
            leaf.failed |= !problems.is_empty();
            (leaf, problems)
        });
        let (leaves, problems): (Vec<LeafPart>, Vec<Vec<Problem>>) = collected.into_iter().unzip();
        part.leaves = leaves;
        problems.into_iter().flatten().collect()
    }

    /// Ends the pass with the summary of the whole table: fits what can be fitted now.
    ///
    /// # Errors
    /// A sample to which a method cannot be fitted; a summary of another pass or another plan.
    pub fn end_pass(&mut self, whole: &FitPart) -> Result<(), Problems> {
        // No part had rows.
        let nothing = FitPart::new(self.open.len());
        let whole = if whole.leaves.is_empty() { &nothing } else { whole };
        if whole.leaves.len() != self.open.len() {
            return Err(other_part());
        }
        self.fit(whole, Report::default())
    }

    fn fit(&mut self, whole: &FitPart, mut report: Report) -> Result<(), Problems> {
        self.fits.samples = Periods::named(&whole.samples.names);
        self.fits.scales = Periods::named(&whole.scales.names);
        let open = std::mem::take(&mut self.open);
        for ((node, asked), part) in open.into_iter().zip(&whole.leaves) {
            if part.failed {
                continue;
            }
            let leaf = self.plan.framework.nodes()[node].leaf().expect("only leaves are open");
            if asked == Asked::Gaps {
                fit_means(&self.plan, (node, leaf), part, &mut self.fits, &mut report);
                self.open.extend(Asked::values(leaf).map(|asked| (node, asked)));
                continue;
            }
            let fit = &mut self.fits.leaves[node];
            fit.passed.clone_from(&part.passed);
            fit.summed = part.values.iter().map(Summed::from).collect();
            let periods = (&*self.fits.samples.names, &*self.fits.scales.names);
            fit_known(&self.plan, (node, leaf), periods, fit, &mut report);
        }
        report.into_problems().map(|_| ())
    }
}

/// Finds the means that fill the gaps of a leaf.
fn fit_means(
    plan: &Plan<'_>,
    (node, leaf): (NodeIx, &Leaf),
    part: &LeafPart,
    fits: &mut Fits,
    report: &mut Report,
) {
    for (period, (summary, gaps)) in fits.samples.names.iter().zip(&part.gaps) {
        let mean = (summary.count() > 0).then(|| summary.moments().mean);
        if *gaps > 0 && mean.is_none() {
            let why = no_value();
            report.problem(unfit_problem(plan, node, leaf.impute.name(), period.as_deref(), &why));
        }
        fits.leaves[node].means.push(mean);
    }
}

/// A table that is read from its start to its end, any number of times.
enum Source<'s> {
    Blocks(&'s mut dyn Blocks),
    Panel { panel: &'s Panel, read: bool },
}

impl<'s> Source<'s> {
    /// The next rows; nothing at the end.
    fn next(&mut self) -> Result<Option<Cow<'s, Panel>>, Problems> {
        match self {
            Self::Blocks(blocks) => Ok(blocks.next_block()?.map(Cow::Owned)),
            Self::Panel { panel, read } => {
                Ok((!std::mem::replace(read, true)).then_some(Cow::Borrowed(*panel)))
            }
        }
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        match self {
            Self::Blocks(blocks) => blocks.rewind(),
            Self::Panel { read, .. } => {
                *read = false;
                Ok(())
            }
        }
    }
}

/// The scale of a leaf that needs to know nothing of its sample.
pub(super) fn without_sample(leaf: &Leaf) -> Option<Arc<dyn crate::scale::Scale>> {
    let method = leaf.normalise.kernel();
    let fit = || method.fit(&Values::of_summary(Summed::default()), leaf.direction).ok().map(Arc::from);
    if method.needs() == Needs::Nothing { fit() } else { None }
}

/// A block of the table, and what is known so far.
struct Block<'b> {
    plan: &'b Plan<'b>,
    panel: &'b Panel,
    samples: Samples,
    scales: Samples,
    /// The positions of the samples among those of the whole table.
    positions: (Vec<usize>, Vec<usize>),
    fits: &'b Fits,
}

impl Block<'_> {
    /// Adds the block to what is known of a leaf. Returns the problems of its cells.
    fn collect(&self, node: NodeIx, asked: Asked, part: &mut LeafPart) -> Vec<Problem> {
        let shared = Shared::default();
        let context = LeafContext {
            plan: self.plan,
            panel: self.panel,
            changed: &UNCHANGED,
            samples: &self.samples,
            scales: &self.scales,
            fits: Some(self.fits),
            shared: &shared,
        };
        let leaf = self.plan.framework.nodes()[node].leaf().expect("only leaves are open");
        let run = LeafRun::new(&context, node);
        match asked {
            Asked::Gaps => run.with_raw(|column| {
                for (position, rows) in positioned(&self.positions.0, &self.samples) {
                    let (summary, gaps) = at(&mut part.gaps, position);
                    push(summary, column, rows);
                    *gaps += rows.iter().filter(|row| !column.is_present(*row)).count();
                }
            }),
            Asked::Values => run.with_treated(leaf, |before, after| {
                if !leaf.treat.kernel().is_none() {
                    for (position, rows) in positioned(&self.positions.0, &self.samples) {
                        let passed = at(&mut part.passed, position);
                        let cells = rows.iter().filter_map(|row| Some((before.get(row)?, after.get(row)?)));
                        cells.for_each(|(before, after)| passed.push(before, after));
                    }
                }
                for (position, rows) in positioned(&self.positions.1, &self.scales) {
                    push(at(&mut part.values, position), after, rows);
                }
            }),
        }
    }
}

/// Fits a leaf to what is known of its samples.
pub(super) fn fit_known(
    plan: &Plan<'_>,
    (node, leaf): (NodeIx, &Leaf),
    (samples, scales): (&[Option<String>], &[Option<String>]),
    fit: &mut LeafFit,
    report: &mut Report,
) {
    if check_treatment(plan, (node, leaf), samples, fit, report) {
        fit_scales(plan, (node, leaf), scales, fit, report);
    }
}

/// Checks a treatment against the whole samples that went through it. Whether none of them became constant.
fn check_treatment(
    plan: &Plan<'_>,
    (node, leaf): (NodeIx, &Leaf),
    periods: &[Option<String>],
    fit: &mut LeafFit,
    report: &mut Report,
) -> bool {
    let method = leaf.treat.name();
    let mut sound = true;
    for (period, passed) in periods.iter().zip(&fit.passed).filter(|(_, passed)| passed.count > 0) {
        if let Err(why) = passed.keeps_differences() {
            report.problem(unfit_problem(plan, node, method, period.as_deref(), &why));
            sound = false;
            continue;
        }
        let numbers = leaf.treat.kernel().numbers(passed);
        if !numbers.is_empty() {
            let (period, values) = (period.clone(), passed.count);
            fit.fitted.push(Fitted { node, method, period, group: None, values, numbers });
        }
    }
    sound
}

/// Fits the scales to the summaries of the samples.
fn fit_scales(
    plan: &Plan<'_>,
    (node, leaf): (NodeIx, &Leaf),
    periods: &[Option<String>],
    fit: &mut LeafFit,
    report: &mut Report,
) {
    let method = leaf.normalise.name();
    for (period, summed) in periods.iter().zip(&fit.summed) {
        if summed.moments.count == 0 {
            fit.scales.push(None);
            continue;
        }
        match leaf.normalise.kernel().fit(&Values::of_summary(*summed), leaf.direction) {
            Ok(scale) => {
                let (numbers, values) = (scale.fitted(), summed.moments.count);
                if !numbers.is_empty() {
                    let period = period.clone();
                    fit.fitted.push(Fitted { node, method, period, group: None, values, numbers });
                }
                fit.scales.push(Some(Arc::from(scale)));
            }
            Err(why) => report.problem(unfit_problem(plan, node, method, period.as_deref(), &why)),
        }
    }
}

/// The rows of the samples of a block, each with the position of the sample in the whole table.
fn positioned<'s>(positions: &'s [usize], samples: &'s Samples) -> impl Iterator<Item = (usize, &'s Rows)> {
    positions.iter().copied().zip(samples.list.iter().map(|sample| &sample.rows))
}

/// Adds the present values of some rows.
fn push(summary: &mut SampleSummary, column: &Column, rows: &Rows) {
    match (rows, column.complete()) {
        (Rows::All(_), Some(values)) => summary.push(values),
        (Rows::All(_), None) => summary.push(&column.present()),
        (Rows::Listed(rows), _) => summary.push(&column.present_of(rows)),
    }
}
