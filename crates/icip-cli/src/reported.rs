//! What a report is made from beside the scores: the record of the run, and everything that was found. It must not know how
//! a report is written.

use icip::change::{Changes, EditOrder, Edition};
use icip::exec::Par;
use icip::plan::Scorecard;
use icip::problem::{Language, Problem};
use icip::review::{ReviewOptions, review};
use icip::totals::GroupTotal;
use icip_report::{Progress, Report, Sources};

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
    /// Totals of groups.
    pub(crate) totals: &'r [GroupTotal],
    /// What is told over all periods, where there is something to tell.
    pub(crate) progress: Option<&'r Progress<'r>>,
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
        if let Some(progress) = self.progress {
            progress.show(&mut sources);
        }
        sources.totals = self.totals;
        sources.findings = &all;
        done(&Report::new(sources))
    }
}
