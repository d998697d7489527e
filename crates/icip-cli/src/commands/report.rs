//! `icip report`.

mod names;
mod outputs;
mod period;

use icip::data::Panel;
use icip::framework::NodeIx;
use icip::io::limit_exceeded;
use icip::plan::Plan;
use icip::problem::{Place, message};
use icip_report::{Figure, Progress};

use self::outputs::{Outputs, Targets};
use crate::args::{InputOptions, Report, limits};
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::input::loaded::{LoadedData, shown_of};
use crate::input::successors::LoadedSuccessors;
use crate::reported::Reported;
use crate::results::Output;
use crate::streams::Io;
use crate::study::Found;
use crate::timings::Stage;
use crate::{apart, lookup, scoring, study, warnings, workbook};

/// What a score of an entity takes in a report and in the texts that it is put together from.
const PER_SCORE: u64 = 100;

/// What an entity takes beside its scores: 150,000 with 12 nodes were measured to take 3.4 kB each.
const PER_ENTITY: u64 = 2400;

pub(crate) fn report(args: &Report, io: &mut Io<'_>) -> Result<(), Fail> {
    let targets = Targets::of(args, io)?;
    let loaded = chosen(&args.input.options, io)?;
    let mut input = args.input.clone();
    // All periods are read, because the report shows the change since the one before.
    input.options.period = None;
    let mut data = data::load(&loaded.framework, &input, io)?;
    let successors = LoadedSuccessors::load(args.successors.as_deref(), &input.options, io)?;
    let mut unknown = None;
    if let Some(table) = &successors {
        table.must_be_dated()?;
        table.must_fit(&data.panel, &data.panel)?;
        unknown = table.unknown(&[&data.panel]);
    }
    let every = Progress::is_wanted(&loaded.framework, &data.panel).then(|| data.panel.clone());
    let wanted = args.input.options.period.as_deref();
    input.options.period = period::choose(&mut data, &loaded.framework, wanted, io)?;
    let options = &input.options;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let rows = data.shown();
    let entities = rows.as_ref().map_or(data.panel.rows(), |shown| shown.rows());
    must_fit(&plan, entities, args, io)?;
    if args.xlsx.is_some() {
        workbook::must_fit(&plan, entities, args.formulas, options, io)?;
    }
    let card = scoring::score(&plan, &data, options, io)?;
    let shown = shown_of(&card, rows.as_ref());
    let mut findings = scoring::warnings(&loaded, &data, &shown);
    let totals = scoring::totals(&shown)?;
    findings.extend(totals.warnings);
    let successors = successors.map(|table| table.until(options.period.as_deref()));
    findings.extend(unknown);
    if let Some(before) = period::before(&data, options.period.as_deref()) {
        findings.extend(apart::of_change(&[&plan], &data.file.name, false));
        let periods = [Some(before.as_str()), options.period.as_deref()];
        findings.extend(apart::across_break(&[&loaded.framework], &data.file.name, periods));
    }
    let progress = every.and_then(|panel| progress(&plan, panel, successors.as_ref(), options, io));
    // Before the long work, and before anything is written: a run that `--deny-warnings` ends leaves no files.
    warnings::print(&findings, options, io)?;
    let only = args.only.as_deref().map(|wanted| lookup::entity(&data, wanted)).transpose()?;
    let mut outputs = Outputs::begin(&targets, &io.system)?;
    let found = match args.no_robustness {
        true => None,
        false => study::beside(&plan, &data, &args.draws, options, io)?,
    };
    if let Some(Found { warnings, .. }) = &found {
        warnings::print(warnings, options, io)?;
        findings.extend_from_slice(warnings);
    }
    let timings = io.timings.clone();
    let reported = Reported {
        loaded: &loaded,
        data: &data,
        found: found.as_ref(),
        findings: &findings,
        successors: successors.as_ref(),
        totals: &totals.value,
        progress: progress.as_ref(),
        is_reviewed: args.audit,
        timings,
    };
    let listing = |outputs: &[Output]| reported.record(options, outputs);
    let figures =
        |figures: Vec<Figure>| figures.into_iter().map(|figure| (figure.name, figure.svg)).collect();
    let putting_together = io.timings.clone();
    reported.report(&card, options, |report| {
        let _timed = putting_together.start(Stage::Report);
        match only {
            Some(row) => {
                outputs.page(|| report.sheets().of(row).unwrap_or_default(), io)?;
                outputs.figures(|| figures(report.entity_figures(row)), listing)
            }
            None => {
                outputs.page(|| report.page(), io)?;
                if args.sheets.is_some() {
                    let sheets = report.sheets();
                    let codes = codes(&data, options.period.as_deref());
                    outputs.sheets(&codes, |row| sheets.of(row).unwrap_or_default(), listing)?;
                }
                outputs.workbook(|| workbook::bytes(report, args.formulas))?;
                outputs.figures(|| figures(report.figures()), listing)
            }
        }
    })?;
    let _timed = io.timings.start(Stage::Writing);
    outputs.publish(io)
}

/// What is told over all periods. Where the earlier ones cannot be scored, the report goes without it, and it is said why.
fn progress<'s>(
    plan: &Plan<'_>,
    panel: Panel,
    successors: Option<&'s LoadedSuccessors>,
    options: &InputOptions,
    io: &mut Io<'_>,
) -> Option<Progress<'s>> {
    let panel = if plan.framework().screens() { plan.screen(&panel).panel } else { panel };
    let _timed = io.timings.start(Stage::Scoring);
    let scored = plan.prepare(&panel, scoring::threads(options)).and_then(|prepared| prepared.score());
    let found = scored.and_then(|card| {
        let successors = successors.map(|table| &table.successors);
        Progress::of(&card, options.period.as_deref(), successors)
    });
    found
        .map_err(|problems| io.note(message!("report-no-progress", why = problems.first().what.clone())))
        .ok()
}

/// The rows of a period, or all, with their codes. They stand in the order of the panel, so that the name of a file does
/// not change with a rank.
fn codes<'d>(data: &'d LoadedData, period: Option<&str>) -> Vec<(usize, &'d str)> {
    let entities = data.panel.entities().iter().enumerate();
    let shown = entities.filter(|(_, entity)| period.is_none() || entity.period.as_deref() == period);
    shown.map(|(row, entity)| (row, entity.code.as_str())).collect()
}

/// Refuses more scores than a page can hold, and than there is memory for.
fn must_fit(plan: &Plan<'_>, entities: usize, args: &Report, io: &Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let nodes = NodeIx::first(plan.framework().nodes().len()).filter(|node| plan.is_used(*node)).count();
    let (found, most) = (entities as u64 * nodes as u64, limits::of_reports(&options.limits));
    if found > most {
        let what = message!(
            "limit-exceeded-report",
            entities,
            nodes,
            found = found.to_string(),
            limit = most.to_string()
        );
        return Err(Fail::Usage((&limit_exceeded(Place::default(), what, "report")).into()));
    }
    scoring::must_have(entities, PER_ENTITY + PER_SCORE * nodes as u64, options, io)
}
