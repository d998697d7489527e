//! What is asked of scorecards: how sure ranks are, whether the index is sound, whether it agrees with a published table,
//! what changed, and a report for readers.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use icip::change::{EditOrder, Edition};
use icip::compare::{CompareOptions, Comparison, NodeNames};
use icip::data::{Entity, Panel};
use icip::framework::{Framework as Rules, Uncertainty};
use icip::io::{ColumnOptions, ReadOptions, TypedRows, read_typed};
use icip::problem::{Code, Language, Place, Problem, Problems, Value, message};
use icip::report::change::{change_document, changes_csv, changes_parts_csv};
use icip::report::review::{REVIEW_TABLES, ReviewedSample, review_document, review_tables};
use icip::report::robustness::{RobustnessResults, robustness_document, robustness_tables};
use icip::review::{ReviewOptions, Stage, review};
use icip::robustness::monte_carlo::{MonteCarloError, MonteCarloOptions, monte_carlo};
use icip::robustness::ranks::KeepPairs;
use icip::robustness::study::Study;
use icip::robustness::tiers::tiers;
use icip::totals::GroupTotals;
use icip_report::{Progress, Report, Sources};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use pyo3_arrow::input::AnyRecordBatch;

use crate::arrow_in::ArrowRows;
use crate::arrow_out::{Frame, of_csv};
use crate::card::Card;
use crate::framework::Framework;
use crate::problems::{apart, json};
use crate::table::{Data, par};

/// The error of the tiers: the share of runs in which the order of two tiers may be reversed.
const TIERS_ERROR: f64 = 0.05;
/// Up to so many entities the tiers are found: they need all pairs.
const PAIRS_UNASKED: usize = 2000;
/// The best so many are the top.
const TOP: u32 = 10;

/// A document as JSON, and its tables by name.
type Answer = (String, Vec<(String, PyTable)>);

/// What the framework declares to vary; else the weights of the index's children, where they are used.
fn varying(rules: &Rules) -> Result<Uncertainty, Problems> {
    let declared = rules.uncertainty().cloned().or_else(|| Uncertainty::simplex_of(rules));
    declared.ok_or_else(|| {
        let node = &rules.nodes()[Uncertainty::first_with_several(rules)];
        let what = message!("robustness-no-weights", node = node.code(), method = rules.id());
        Problem::new(Code::AllRunsFailed, Place::default(), what).into()
    })
}

/// The document of a study, its tables, and what a reader should know of the runs.
struct Studied {
    document: String,
    tables: Vec<(String, String)>,
    warnings: Vec<Problem>,
}

/// Why there is no study.
enum Refused {
    Problems(Problems),
    Stopped,
    Other(String),
}

impl From<Problems> for Refused {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

fn draw(
    card: &Card,
    asked: (Option<u64>, Option<u64>, Option<&str>),
    threads: Option<usize>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Studied, Refused> {
    let (replicates, seed, period) = asked;
    let uncertainty = varying(card.plan().framework())?;
    let study =
        Study::new(card.plan(), card.all_rows(), &uncertainty, period.or(card.period()), par(threads))?;
    let replicates = replicates.unwrap_or(study.uncertainty().replicates as u64);
    let few = if study.rows().len() <= PAIRS_UNASKED { KeepPairs::Yes } else { KeepPairs::No };
    let options =
        MonteCarloOptions::new(replicates, seed.unwrap_or(study.uncertainty().seed)).with_pairs(few);
    let drawn = monte_carlo(&study, &options, &mut |done| progress(done, replicates), par(threads));
    let drawn = drawn.map_err(|error| match error {
        MonteCarloError::Stopped { .. } => Refused::Stopped,
        other => Refused::Other(other.to_string()),
    })?;
    if drawn.summary.replicates() == 0 {
        let why = drawn.failures.first().map_or_else(|| Value::from(""), |kind| Value::from(&kind.why));
        let what = message!("all-runs-failed-first", count = replicates as usize, why);
        let problem = Problem::new(Code::AllRunsFailed, Place::default(), what);
        return Err(Problems::from(problem.hint(message!("all-runs-failed-hint"))).into());
    }
    let mut warnings = study.warnings().to_vec();
    warnings.extend(drawn.failures.iter().map(|kind| {
        let (count, runs) = (kind.runs as usize, replicates.to_string());
        let what = message!("failed-runs-of", count, runs, why = &kind.why);
        Problem::new(Code::FailedRuns, Place::default(), what)
    }));
    let groups = match few {
        KeepPairs::Yes => {
            Some(tiers(&drawn.summary, TIERS_ERROR).map_err(|error| Refused::Other(error.to_string()))?)
        }
        KeepPairs::No => None,
    };
    let mut results = RobustnessResults::new(&study, TOP, &options, &drawn);
    results.period = period.or(card.period());
    results.tiers = groups.as_ref().map(|groups| (TIERS_ERROR, groups.as_slice()));
    let document = robustness_document(&results);
    let tables = robustness_tables(&results, &document).into_iter();
    let tables = tables.map(|(name, text)| (name.trim_end_matches(".csv").to_owned(), text)).collect();
    Ok(Studied { document: text_of(&document), tables, warnings })
}

fn text_of(document: &impl serde::Serialize) -> String {
    serde_json::to_string(document).expect("numbers and texts are JSON")
}

/// Draws the uncertain factors of a framework and scores again. `progress` is called with the runs that are done and all
/// runs; what it raises ends the study.
#[pyfunction]
pub(crate) fn robustness(
    py: Python<'_>,
    card: &Card,
    replicates: Option<u64>,
    seed: Option<u64>,
    period: Option<&str>,
    progress: Option<Py<PyAny>>,
    threads: Option<usize>,
) -> PyResult<(String, Vec<(String, PyTable)>, String)> {
    let mut raised = None;
    let mut show = |done: u64, all: u64| {
        // An interruption from the keyboard ends a study that shows no progress, too.
        let told = Python::attach(|py| {
            py.check_signals()?;
            progress.as_ref().map_or(Ok(()), |progress| progress.call1(py, (done, all)).map(|_| ()))
        });
        match told {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                raised = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    let drawn = apart(py, || match draw(card, (replicates, seed, period), threads, &mut show) {
        Err(Refused::Problems(problems)) => Err(problems),
        other => Ok(other),
    })?;
    // What was raised after the last run is raised all the same.
    if let Some(error) = raised {
        return Err(error);
    }
    match drawn {
        Ok(Studied { document, tables, warnings }) => {
            let tables = tables.into_iter().map(|(name, text)| Ok((name, of_csv(&text)?)));
            Ok((document, tables.collect::<PyResult<_>>()?, json(&warnings)))
        }
        Err(Refused::Other(why)) => Err(PyValueError::new_err(why)),
        Err(_) => Err(PyValueError::new_err("stopped")),
    }
}

/// The statistical audit of each period.
#[pyfunction]
pub(crate) fn audit(
    py: Python<'_>,
    card: &Card,
    stage: &str,
    resamples: usize,
    seed: u64,
    threads: Option<usize>,
) -> PyResult<(String, Vec<(String, PyTable)>, String)> {
    let mut options = ReviewOptions::default();
    options.stage = match stage {
        "raw" => Stage::Raw,
        "treated" => Stage::Treated,
        _ => Stage::Normalised,
    };
    (options.resamples, options.seed, options.par) = (resamples, seed, par(threads));
    let (document, tables, findings) = apart(py, || {
        let scored = card.get();
        let mut samples = Vec::new();
        for (period, rows) in scored.panel().periods_in_time() {
            let found = review(scored, &rows, &options)?;
            samples.push(ReviewedSample::new(period.map(str::to_owned), None, found));
        }
        let document = text_of(&review_document(scored.framework(), options.stage, &samples));
        let findings: Vec<Problem> =
            samples.iter().flat_map(|sample| sample.review.findings.iter().cloned()).collect();
        Ok((document, review_tables(&samples), json(&findings)))
    })?;
    let tables = REVIEW_TABLES.iter().zip(tables);
    let tables = tables.map(|(name, text)| Ok((name.trim_end_matches(".csv").to_owned(), of_csv(&text)?)));
    Ok((document, tables.collect::<PyResult<_>>()?, findings))
}

/// What a careful reader would ask of scores: the findings of `icip check`, beside those that scoring itself tells.
#[pyfunction]
pub(crate) fn notes(py: Python<'_>, card: &Card) -> PyResult<String> {
    apart(py, || {
        let scored = card.get();
        let mut found = icip::audit::warnings_by_entity(scored);
        found.extend(icip::audit::notes(scored, |_: &Entity| true)?);
        Ok(json(&found))
    })
}

/// How a published table is read: columns named like nodes, and those that are named for something, hold plain numbers.
fn published_options(rules: &Rules, names: &[String], options: &CompareOptions) -> ReadOptions {
    let declared = rules.read_options();
    let there = |name: &str| names.iter().any(|known| known == name);
    let mut read = ReadOptions::new(if there(&declared.code) { declared.code } else { "code".to_owned() });
    let either = |declared: Option<String>, ours: &str| {
        declared.into_iter().chain([ours.to_owned()]).find(|name| there(name))
    };
    (read.name, read.period) = (either(declared.name, "name"), either(declared.period, "period"));
    let texts: BTreeSet<&String> =
        options.ranks.iter().chain(&options.classes).map(|(_, column)| column).collect();
    // Ranks and classes are texts: `=3` is a rank.
    read.groups = names.iter().filter(|name| texts.contains(name)).cloned().collect();
    let nodes = NodeNames::of(rules);
    for name in names.iter().filter(|name| !texts.contains(name) && **name != read.code) {
        let mapped = options.columns.iter().any(|(column, _)| column == name);
        if mapped || nodes.node(name).is_some() {
            read.columns.insert(name.clone(), ColumnOptions::default());
        }
    }
    read
}

/// Compares scores and ranks with a published table. `columns` are pairs of a published column and a node.
#[pyfunction]
pub(crate) fn compare(
    py: Python<'_>,
    card: &Card,
    published: AnyRecordBatch,
    tolerance: f64,
    columns: Vec<(String, String)>,
    ranks: Vec<(Option<String>, String)>,
) -> PyResult<(bool, bool, usize, PyTable, PyTable, Vec<(String, Vec<String>)>)> {
    let rows = ArrowRows::of(published, "published")?;
    let mut options = CompareOptions::default().tolerance(tolerance);
    (options.columns, options.ranks) = (columns, ranks);
    options.left_out = card.excluded().to_vec();
    let result = apart(py, || {
        let rules = card.get().framework();
        let read = published_options(rules, &rows.names(), &options);
        let table = read_typed(rows, "published", &read)?;
        icip::compare(card.get(), &table.value.panel, &options)
    })?;
    let (summary, differences) = compared(card, &result)?;
    let keys = [
        ("only_published", &result.only_published),
        ("only_computed", &result.only_computed),
        ("left_out", &result.left_out),
    ];
    let keys = keys.into_iter().map(|(name, keys)| (name.to_owned(), keys.clone())).collect();
    Ok((result.agrees(), result.is_complete(), result.compared(), summary, differences, keys))
}

/// What was compared, and the rows that differ.
fn compared(card: &Card, result: &Comparison) -> PyResult<(PyTable, PyTable)> {
    let (nodes, entities) = (card.get().framework().nodes(), card.get().panel().entities());
    let scores = result.nodes.iter().map(|at| ("score", at.node, &at.column, at.compared, &at.differences));
    let ranks = result.ranks.iter().map(|at| ("rank", at.node, &at.of, at.compared, &at.differences));
    let all: Vec<_> = scores.chain(ranks).collect();
    let mut summary = Frame::default();
    summary.texts("kind", all.iter().map(|(kind, ..)| Some(*kind)));
    summary.texts("node", all.iter().map(|(_, node, ..)| Some(nodes[*node].code())));
    summary.texts("column", all.iter().map(|(_, _, column, ..)| Some(column.as_str())));
    summary.numbers("compared", all.iter().map(|(.., compared, _)| Some(*compared as f64)));
    summary.numbers("differences", all.iter().map(|(.., differences)| Some(differences.len() as f64)));
    let largest = result.nodes.iter().map(|at| at.largest.map(|(error, _)| error));
    summary.numbers("largest", largest.chain(result.ranks.iter().map(|at| Some(at.moves().1))));
    let rows: Vec<_> = all
        .iter()
        .flat_map(|(kind, node, _, _, rows)| rows.iter().map(move |difference| (*kind, *node, difference)))
        .collect();
    let mut differences = Frame::default();
    differences.texts("kind", rows.iter().map(|(kind, ..)| Some(*kind)));
    differences.texts("node", rows.iter().map(|(_, node, _)| Some(nodes[*node].code())));
    differences.texts("code", rows.iter().map(|(.., at)| Some(entities[at.row].code.as_str())));
    differences.texts("period", rows.iter().map(|(.., at)| entities[at.row].period.as_deref()));
    differences.numbers("computed", rows.iter().map(|(.., at)| at.computed));
    differences.numbers("published", rows.iter().map(|(.., at)| at.published));
    Ok((summary.finish()?, differences.finish()?))
}

fn edition<'a>(rules: &'a Rules, panel: &'a Panel, period: &'a Option<String>) -> Edition<'a> {
    let edition = Edition::new(rules, panel);
    match period {
        Some(period) => edition.of_period(period),
        None => edition,
    }
}

/// What changed between two editions: a framework, data and a period each.
#[pyfunction]
pub(crate) fn change(
    py: Python<'_>,
    before: (PyRef<'_, Framework>, PyRef<'_, Data>, Option<String>),
    after: (PyRef<'_, Framework>, PyRef<'_, Data>, Option<String>),
    shapley: bool,
    threads: Option<usize>,
) -> PyResult<Answer> {
    let order = if shapley { EditOrder::Shapley } else { EditOrder::Stated };
    let (first, last) = (&before.2, &after.2);
    let rules = (before.0.inner.clone(), after.0.inner.clone());
    let panels = (&before.1.panel, &after.1.panel);
    let (document, table, parts) = apart(py, || {
        let (before, after) = (edition(&rules.0, panels.0, first), edition(&rules.1, panels.1, last));
        let changes = icip::change(&before, &after, order, par(threads))?;
        let entities: Vec<usize> = (0..changes.entities.len()).collect();
        let (ids, periods) = ([rules.0.id(), rules.1.id()], [first.as_deref(), last.as_deref()]);
        let document = change_document(&changes, ids, periods, &entities);
        Ok((text_of(&document), changes_csv(&document), changes_parts_csv(&document)))
    })?;
    Ok((document, vec![("changes".to_owned(), of_csv(&table)?), ("parts".to_owned(), of_csv(&parts)?)]))
}

/// The report as one HTML page. `run` is the record of the run as JSON.
#[pyfunction]
pub(crate) fn report(
    py: Python<'_>,
    card: &Card,
    run: &str,
    language: &str,
    period: Option<&str>,
    study: bool,
    threads: Option<usize>,
) -> PyResult<String> {
    let language = Language::of_tag(language).unwrap_or(Language::ENGLISH);
    apart(py, || {
        let (plan, rules) = (card.plan(), card.plan().framework());
        // Nothing of a scorecard of one period tells of others, so that all rows are scored again.
        let scored = plan.prepare(card.all_rows(), par(threads))?.score()?;
        let periods: Vec<&str> =
            scored.panel().periods_in_time().into_iter().filter_map(|(period, _)| period).collect();
        if let Some(wanted) = period {
            rules.must_have_period(scored.panel(), wanted)?;
        }
        let period = period.or(card.period()).or(periods.last().copied());
        let shown = |entity: &Entity| period.is_none() || entity.period.as_deref() == period;
        let mut findings = card.findings();
        findings.extend(icip::audit::notes(&scored, shown)?);
        let uncertainty = varying(rules).ok().filter(|_| study);
        let studied = match &uncertainty {
            Some(uncertainty) => Some(Study::new(plan, card.all_rows(), uncertainty, period, par(threads))?),
            None => None,
        };
        let drawn = studied.as_ref().and_then(|study| {
            let pairs = if study.rows().len() <= PAIRS_UNASKED { KeepPairs::Yes } else { KeepPairs::No };
            let (replicates, seed) = (study.uncertainty().replicates as u64, study.uncertainty().seed);
            let options = MonteCarloOptions::new(replicates, seed).with_pairs(pairs);
            let drawn =
                monte_carlo(study, &options, &mut |_| ControlFlow::Continue(()), par(threads)).ok()?;
            (drawn.summary.replicates() > 0).then_some((study, options, drawn))
        });
        let document = drawn.as_ref().map(|(study, options, drawn)| {
            let groups = match options.pairs {
                KeepPairs::Yes => tiers(&drawn.summary, TIERS_ERROR).ok(),
                KeepPairs::No => None,
            };
            let mut results = RobustnessResults::new(study, TOP, options, drawn);
            results.period = period;
            results.tiers = groups.as_ref().map(|groups| (TIERS_ERROR, groups.as_slice()));
            robustness_document(&results)
        });
        let before = period.and_then(|period| {
            let at = periods.iter().position(|known| *known == period)?.checked_sub(1)?;
            Some((periods[at], period))
        });
        let edition = Edition::new(rules, card.all_rows());
        let changes = match before {
            Some((before, after)) => {
                let (before, after) = (edition.of_period(before), edition.of_period(after));
                Some(icip::change(&before, &after, EditOrder::Stated, par(threads))?)
            }
            None => None,
        };
        let mut totals = GroupTotals::new(plan);
        totals.push(&scored);
        let totals = totals.finish()?;
        findings.extend(totals.warnings);
        // Periods that are no numbers have no trend, and all else of the page.
        let progress = Progress::is_wanted(rules, scored.panel())
            .then(|| Progress::of(&scored, period, None).ok())
            .flatten();
        let mut sources = Sources::new(&scored, run, language);
        sources.period = period;
        sources.study = document.as_ref();
        sources.changes = changes.as_ref();
        sources.totals = &totals.value;
        if let Some(progress) = &progress {
            progress.show(&mut sources);
        }
        sources.findings = &findings;
        Ok(Report::new(sources).page())
    })
}
