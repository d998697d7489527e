//! Fitting to a table in passes that summarise the columns of the leaves: a table that comes in blocks, or one in memory.
//!
//! What is fitted here has the same bits as what [`Plan::prepare`] fits to a table in memory, because both
//! take their moments from the same summaries.

use std::borrow::Cow;
use std::sync::Arc;

use crate::framework::{Leaf, NodeIx};
use crate::impute::{Alike, Shared, no_value};
use crate::plan::fits::LeafFit;
use crate::plan::leaf::{LeafContext, LeafRun, UNCHANGED, unfit_problem};
use crate::plan::score_blocks::MOST_PROBLEMS;
use crate::plan::{Fits, Fitted, Plan, Rows, Samples, Trail};
use crate::scale::{Needs, SampleValues as Values, Summed};
use crate::treat::Passed;
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
        let mut report = Report::default();
        self.whole_columns().into_iter().for_each(|problem| report.problem(problem));
        report.into_problems()?;
        let mut fits = Fits::new(self);
        let mut open = Vec::new();
        for (node, leaf) in self.measured() {
            fits.leaves[node].always = without_sample(leaf);
            open.extend(Collected::first(leaf).map(|collected| OpenLeaf {
                node,
                leaf,
                collected,
                failed: false,
            }));
        }
        // The cells change again when they are scored, and are listed then.
        let quiet = self.clone().with_trail(Trail::Drop);
        while !open.is_empty() {
            open = quiet.pass(&mut fits, open, source, par)?;
            source.rewind()?;
        }
        Ok(fits)
    }

    /// Reads the table once and fits what can be fitted then. Returns the leaves that need another pass.
    fn pass<'l>(
        &self,
        fits: &mut Fits,
        mut open: Vec<OpenLeaf<'l>>,
        source: &mut Source<'_>,
        par: Par,
    ) -> Result<Vec<OpenLeaf<'l>>, Problems> {
        let mut report = Report::default();
        let mut read = source.next()?;
        while let Some(panel) = read {
            self.check_schema(&panel)?;
            let cells = open.len() * panel.rows();
            let collect = || self.collect(fits, open, &panel, par);
            // The next block is read while this one is summed up.
            let (collected, next) = exec::ahead(par, cells, || source.next(), collect);
            open = Vec::with_capacity(collected.len());
            for (leaf, problems) in collected {
                open.push(leaf);
                problems.into_iter().for_each(|problem| report.problem(problem));
            }
            // Enough for a user to correct, and the rest of the table may be long.
            read = next?.filter(|_| report.problem_count() < MOST_PROBLEMS);
        }
        let mut next = Vec::new();
        for leaf in open {
            next.extend(leaf.fit(self, fits, &mut report));
        }
        report.into_problems()?;
        Ok(next)
    }

    /// Adds a block to what is known of the columns.
    fn collect<'l>(
        &self,
        fits: &mut Fits,
        open: Vec<OpenLeaf<'l>>,
        panel: &Panel,
        par: Par,
    ) -> Vec<(OpenLeaf<'l>, Vec<Problem>)> {
        let samples = Samples::of(self.framework.sample, panel);
        let scales = Samples::of(self.framework.normalise_sample, panel);
        let positions = (fits.samples.add(&samples), fits.scales.add(&scales));
        let cells = open.len() * panel.rows();
        let block = Block { plan: self, panel, samples, scales, positions, fits };
        exec::map_each(par, open, cells, |mut leaf: OpenLeaf<'l>| {
            let problems = leaf.collect(&block);
            (leaf, problems)
        })
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

/// A leaf that needs the next pass.
struct OpenLeaf<'l> {
    node: NodeIx,
    leaf: &'l Leaf,
    collected: Collected,
    /// Whether a problem was found. If so, nothing is fitted.
    failed: bool,
}

/// What a pass collects from one column, sample by sample.
enum Collected {
    /// Present values and gaps before imputation.
    Gaps(Vec<(SampleSummary, usize)>),
    /// What treatment did, and the values after it.
    Values(Vec<Passed>, Vec<SampleSummary>),
}

impl Collected {
    /// What the first pass collects; `None` for a leaf that needs no pass.
    fn first(leaf: &Leaf) -> Option<Self> {
        match leaf.impute.kernel().alike() {
            Some(Alike::Mean) => Some(Self::Gaps(Vec::new())),
            _ => Self::of_values(leaf),
        }
    }

    fn of_values(leaf: &Leaf) -> Option<Self> {
        // A scale that lists its numbers needs a pass although it is known: the number of its values is
        // listed too.
        let silent = without_sample(leaf).is_some_and(|scale| scale.fitted().is_empty());
        let needed = !leaf.treat.kernel().is_none() || !silent;
        needed.then(|| Self::Values(Vec::new(), Vec::new()))
    }
}

impl<'l> OpenLeaf<'l> {
    /// Adds a block to what is collected. Returns the problems of its cells.
    fn collect(&mut self, block: &Block<'_>) -> Vec<Problem> {
        let shared = Shared::default();
        let context = LeafContext {
            plan: block.plan,
            panel: block.panel,
            changed: &UNCHANGED,
            samples: &block.samples,
            scales: &block.scales,
            fits: Some(block.fits),
            shared: &shared,
        };
        let run = LeafRun::new(&context, self.node);
        let problems = match &mut self.collected {
            Collected::Gaps(samples) => run.with_raw(|column| {
                for (position, rows) in positioned(&block.positions.0, &block.samples) {
                    let (summary, gaps) = at(samples, position);
                    push(summary, column, rows);
                    *gaps += rows.iter().filter(|row| !column.is_present(*row)).count();
                }
            }),
            Collected::Values(passed, summaries) => run.with_treated(self.leaf, |before, after| {
                if !self.leaf.treat.kernel().is_none() {
                    for (position, rows) in positioned(&block.positions.0, &block.samples) {
                        let passed = at(passed, position);
                        let cells = rows.iter().filter_map(|row| Some((before.get(row)?, after.get(row)?)));
                        cells.for_each(|(before, after)| passed.push(before, after));
                    }
                }
                for (position, rows) in positioned(&block.positions.1, &block.scales) {
                    push(at(summaries, position), after, rows);
                }
            }),
        };
        self.failed |= !problems.is_empty();
        problems
    }

    /// Fits to what was collected, or reports why that is impossible. Returns the leaf itself where another
    /// pass must follow.
    fn fit(self, plan: &Plan<'_>, fits: &mut Fits, report: &mut Report) -> Option<Self> {
        let Self { node, leaf, collected, failed } = self;
        if failed {
            return None;
        }
        match collected {
            Collected::Gaps(samples) => {
                for (period, (summary, gaps)) in fits.samples.names.iter().zip(&samples) {
                    let mean = (summary.count() > 0).then(|| summary.moments().mean);
                    if *gaps > 0 && mean.is_none() {
                        let why = no_value();
                        report.problem(unfit_problem(
                            plan,
                            node,
                            leaf.impute.name(),
                            period.as_deref(),
                            &why,
                        ));
                    }
                    fits.leaves[node].means.push(mean);
                }
                let collected = Collected::of_values(leaf)?;
                Some(Self { node, leaf, collected, failed })
            }
            Collected::Values(passed, summaries) => {
                let fit = &mut fits.leaves[node];
                fit.passed = passed;
                fit.summed = summaries.iter().map(Summed::from).collect();
                fit_known(plan, (node, leaf), (&fits.samples.names, &fits.scales.names), fit, report);
                None
            }
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

/// What is collected of a sample, which starts empty.
fn at<T: Default>(samples: &mut Vec<T>, position: usize) -> &mut T {
    if samples.len() <= position {
        samples.resize_with(position + 1, T::default);
    }
    &mut samples[position]
}

/// Adds the present values of some rows.
fn push(summary: &mut SampleSummary, column: &Column, rows: &Rows) {
    match (rows, column.complete()) {
        (Rows::All(_), Some(values)) => summary.push(values),
        (Rows::All(_), None) => summary.push(&column.present()),
        (Rows::Listed(rows), _) => summary.push(&column.present_of(rows)),
    }
}
