//! What a report is made from beside the scores: the record of the run, and everything that was found. It must not know how
//! a report is written.

use icip::change::{Changes, EditOrder, Edition};
use icip::data::Panel;
use icip::exec::Par;
use icip::framework::Framework;
use icip::plan::Scorecard;
use icip::problem::{Language, Problem, Problems};
use icip::report::trends::NodeTrends;
use icip::review::{ReviewOptions, review};
use icip::targets::{TargetResult, targets};
use icip::trends::{Across, AcrossOptions, EntitySeries, Trend, across, series, succeeding, trends_of};
use icip_report::{Report, Sources};

use crate::args::InputOptions;
use crate::fail::Fail;
use crate::input::loaded::{LoadedData, LoadedFramework};
use crate::input::successors::LoadedSuccessors;
use crate::results::Output;
use crate::run_record::{DataFacts, DrawsRecord, run_record};
use crate::scoring;
use crate::study::Found;
use crate::timings::{Stage, Timings};

/// What a report is made from.
pub(crate) struct Reported<'r> {
    pub(crate) loaded: &'r LoadedFramework,
    pub(crate) data: &'r LoadedData,
    pub(crate) found: Option<&'r Found>,
    pub(crate) findings: &'r [Problem],
    /// The entities that follow others, where somebody says so.
    pub(crate) successors: Option<&'r LoadedSuccessors>,
    /// What is told over all periods, where there is something to tell.
    pub(crate) progress: Option<&'r Progress>,
    /// Whether the findings of a statistical audit are among them, as `icip audit` has them.
    pub(crate) is_reviewed: bool,
    pub(crate) timings: Timings,
}

impl Reported<'_> {
    /// The record of the run, which lists files.
    pub(crate) fn record(&self, options: &InputOptions, outputs: &[Output]) -> Result<String, Fail> {
        let Self { loaded, data, found, findings, .. } = self;
        let mut files = data.files();
        files.extend(self.successors.map(|table| table.file.clone()));
        let facts = DataFacts { files: &files, dialect: &data.dialect, excluded: &data.excluded };
        let declared = loaded.framework.uncertainty().is_some();
        let draws = found.map(|found| DrawsRecord::of(&found.document, declared));
        run_record(options, loaded, &facts, findings, draws, outputs)
    }

    /// What changed since the period before the one that is shown, where there is one.
    fn since_before(&self, card: &Scorecard<'_>, period: Option<&str>) -> Result<Option<Changes>, Fail> {
        let Some(period) = period else { return Ok(None) };
        let periods: Vec<&str> =
            card.panel().periods_in_time().into_iter().filter_map(|(period, _)| period).collect();
        let at = periods.iter().position(|known| *known == period).and_then(|at| at.checked_sub(1));
        let Some(before) = at.map(|at| periods[at]) else { return Ok(None) };
        let edition = Edition::new(card.framework(), card.panel());
        let (first, mut last) = (edition.of_period(before), edition.of_period(period));
        if let Some(table) = self.successors {
            last = last.succeeding(&table.successors);
        }
        icip::change(&first, &last, EditOrder::Stated, Par::Auto).map(Some).map_err(Fail::Computation)
    }

    /// Makes the report on a scorecard and does something with it.
    pub(crate) fn report<T>(
        &self,
        card: &Scorecard<'_>,
        options: &InputOptions,
        done: impl FnOnce(&Report<'_>) -> Result<T, Fail>,
    ) -> Result<T, Fail> {
        let record = self.record(options, &[])?;
        let period = options.period.as_deref();
        let shown = |entity: &icip::data::Entity| period.is_none() || entity.period.as_deref() == period;
        let auditing = self.timings.start(Stage::Audit);
        let audited = icip::audit::notes(card, shown).map_err(Fail::Computation)?;
        let mut all: Vec<Problem> = self.findings.iter().cloned().chain(audited).collect();
        let mut reviewed = None;
        if self.is_reviewed {
            let entities = card.panel().entities();
            let rows: Vec<usize> = (0..entities.len()).filter(|row| shown(&entities[*row])).collect();
            let mut wanted = ReviewOptions::default();
            wanted.par = scoring::threads(options);
            let found = review(card, &rows, &wanted).map_err(Fail::Computation)?;
            all.extend(found.findings.iter().cloned());
            reviewed = Some(found);
        }
        drop(auditing);
        // The choices of the option are the languages that there are.
        let language = Language::of_tag(&options.lang).unwrap_or(Language::ENGLISH);
        let mut sources = Sources::new(card, &record, language);
        sources.period = period;
        sources.study = self.found.map(|found| &found.document);
        let changes = self.since_before(card, period)?;
        sources.changes = changes.as_ref();
        sources.review = reviewed.as_ref();
        let framework = card.framework();
        if let Some(progress) = self.progress {
            sources.targets = progress.targets.as_deref();
            sources.trends = (!progress.trends.is_empty()).then(|| {
                let (root, across) = (framework.root_index(), progress.across.as_ref());
                let trends = NodeTrends::new(framework, root, &progress.trends, across);
                match self.successors {
                    Some(table) => trends.succeeding(&table.successors),
                    None => trends,
                }
            });
        }
        sources.findings = &all;
        done(&Report::new(sources))
    }
}

/// The fewest periods that have a trend.
const FEWEST: usize = 3;

/// What is told over all periods: how far the entities are on their way to the goals, and where the index goes.
pub(crate) struct Progress {
    targets: Option<Vec<TargetResult>>,
    /// Empty where there are too few periods.
    trends: Vec<(EntitySeries, Option<Trend>)>,
    across: Option<Across>,
}

impl Progress {
    /// Whether there is something to tell of a table.
    pub(crate) fn is_wanted(framework: &Framework, panel: &Panel) -> bool {
        let periods = panel.periods().len();
        periods >= FEWEST || periods > 1 && framework.nodes().iter().any(|node| node.target().is_some())
    }

    /// What there is to tell up to a period.
    ///
    /// # Errors
    /// Periods that are no numbers.
    pub(crate) fn of(
        card: &Scorecard<'_>,
        until: Option<&str>,
        successors: Option<&LoadedSuccessors>,
    ) -> Result<Self, Problems> {
        let (plan, panel, framework) = (card.plan(), card.panel(), card.framework());
        let until = until.and_then(|period| period.parse::<f64>().ok());
        let has_targets = framework.nodes().iter().any(|node| node.target().is_some());
        // Rows stay where they are, so that the scores are those of the card.
        let renamed = successors.map(|table| table.successors.renamed(panel)).transpose()?;
        let panel_of_targets = renamed.as_ref().map_or(panel, |renamed| &renamed.panel);
        let mut targets =
            has_targets.then(|| targets(plan, panel_of_targets, Some(card), until)).transpose()?;
        if let (Some(targets), Some(renamed)) = (&mut targets, &renamed) {
            targets.retain(|target| !renamed.gone.contains(&target.code));
        }
        let mut all = series(plan, panel, Some(card), framework.root_index(), until)?;
        if let Some(table) = successors {
            all = succeeding(all, &table.successors);
        }
        let across = across(&all, &AcrossOptions::of(framework, framework.root_index()));
        let is_long = across.as_ref().is_some_and(|across| across.spread.len() >= FEWEST);
        let trends = if is_long { trends_of(all, framework.breaks()) } else { Vec::new() };
        Ok(Self { targets, trends, across })
    }
}
