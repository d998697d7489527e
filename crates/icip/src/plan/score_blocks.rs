//! Scoring a table that comes in blocks of rows.

use crate::plan::leaf::UNCHANGED;
use crate::plan::{Findings, Fits, Plan, Prepared, Scorecard};
use icip_num::exec::{self, Par};
use icip_problem::{Problems, Report};
use icip_table::data::{Blocks, Panel};

/// Problems after which a pass ends. Nobody reads more of them.
pub(crate) const MOST_PROBLEMS: usize = 1000;

impl<'a> Plan<'a> {
    /// Makes the leaves of some rows comparable by what was fitted to the whole table, as
    /// [`Plan::prepare`] does when it holds the whole table.
    ///
    /// # Errors
    /// As [`Plan::prepare`]; fits of another plan; a row of a sample to which nothing was fitted.
    pub fn prepare_with<'p>(&self, fits: &Fits, panel: &'p Panel, par: Par) -> Result<Prepared<'p>, Problems>
    where
        'a: 'p,
    {
        fits.check(self)?;
        self.prepare_by(Some(fits), &UNCHANGED, panel, par)
    }

    /// Scores a table block by block and calls `give` with the scorecard of each block, in order; where there is more than one
    /// thread, the next block is read meanwhile. Scores and
    /// trail are those of the whole table. Ranks, contributions and warnings of such a scorecard are those of
    /// its rows alone; for the whole table there are [`crate::plan::RankedRows`] and the findings that are
    /// returned.
    ///
    /// ```
    /// use icip::data::Blocks;
    /// use icip::exec::Par;
    /// use icip::framework;
    /// use icip::io::CsvBlocks;
    /// use icip::plan::Plan;
    /// use icip::problem::Problems;
    ///
    /// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
    /// let file = || Ok(framework::example().as_bytes());
    /// let mut blocks = CsvBlocks::open(file, "example", &framework.read_options(), Par::Auto)?;
    /// let plan = Plan::compile(&framework, blocks.schema())?;
    /// let fits = plan.fit_blocks(&mut blocks, Par::Auto)?;
    /// let mut best = f64::NEG_INFINITY;
    /// let findings = plan.score_blocks(&fits, &mut blocks, Par::Auto, |card| {
    ///     best = card.index().cells().flatten().fold(best, f64::max);
    ///     Ok::<(), Problems>(())
    /// })?;
    /// // The best entity of the pilot.
    /// assert_eq!((best * 1000.0).round(), 875.0);
    /// assert!(findings.warnings(&plan).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Those of the source; those of [`Plan::prepare_with`] and [`Prepared::score`], of all blocks together
    /// (a pass ends after a thousand); those of `give`, at once. After a problem `give` is not called again.
    pub fn score_blocks<E: From<Problems>>(
        &self,
        fits: &Fits,
        blocks: &mut dyn Blocks,
        par: Par,
        mut give: impl FnMut(&Scorecard<'_>) -> Result<(), E>,
    ) -> Result<Findings, E> {
        let mut findings = Findings::default();
        let mut report = Report::default();
        let mut score = |block: Panel| {
            match self.prepare_with(fits, &block, par).and_then(|prepared| prepared.score()) {
                Ok(card) => {
                    findings.merge(card.findings().clone());
                    if !report.has_problems() {
                        give(&card)?;
                    }
                }
                Err(problems) => problems.iter().for_each(|problem| report.problem(problem.clone())),
            }
            Ok::<bool, E>(report.problem_count() < MOST_PROBLEMS)
        };
        let columns = self.used().len();
        let mut next = blocks.next_block()?;
        while let Some(block) = next {
            let cells = block.rows() * columns;
            // One block is read ahead and no more, so that memory stays bounded.
            let (scored, read) = exec::ahead(par, cells, || blocks.next_block(), || score(block));
            let go_on = scored?;
            next = read?.filter(|_| go_on);
        }
        report.into_problems()?;
        Ok(findings)
    }
}
