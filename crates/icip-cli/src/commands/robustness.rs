//! `icip robustness`.

mod answers;
mod table;

use std::path::{Path, PathBuf};

use icip::exec::Par;
use icip::framework::{Framework, Ties, Uncertainty};
use icip::plan::Plan;
use icip::problem::{Code, Place, Problem};
use icip::report::robustness::{
    ExactResults, RobustnessDocument, RobustnessResults, robustness_document, robustness_markdown,
    robustness_tables,
};
use icip::robustness::answers::{Answers, FreeWeights};
use icip::robustness::exact::{Extremes, Hasse, Search};
use icip::robustness::monte_carlo::{MonteCarloOptions, MonteCarloResult, monte_carlo};
use icip::robustness::ranks::KeepPairs;
use icip::robustness::scenarios::{Scenario, Scenarios};
use icip::robustness::sensitivity::{SensitivityOptions, SensitivityResult, sensitivity};
use icip::robustness::sobol::Options;
use icip::robustness::study::Study;
use icip::robustness::tiers::tiers;

use crate::args::{Format, Robustness};
use crate::fail::Fail;
use crate::input::{self, LoadedData};
use crate::progress::Progress;
use crate::record::{DrawsRecord, json, run_record};
use crate::words::counted;
use crate::{Io, find, output};

/// The error of tiers when none is asked for.
const ERROR: f64 = 0.05;

/// Up to so many entities tiers are cut without being asked for: they need all pairs.
const PAIRS_UNASKED: usize = 2000;

/// Bytes that ranks and pairs may take: what an analyst's machine has to spare.
const MEMORY: f64 = 4.0 * 1024.0 * 1024.0 * 1024.0;

/// Alterations that are scored between two signs of life.
const ALTERATIONS: usize = 64;

pub(crate) fn robustness(args: &Robustness, io: &mut Io<'_>) -> Result<(), Fail> {
    let error = args.error.unwrap_or(ERROR);
    if !(0.0..0.5).contains(&error) {
        return Err(Fail::Usage(format!("--error is `{error}`; must be at least 0 and below 0.5")));
    }
    let idle = [("--within", args.within.is_some()), ("--node", args.node.is_some())];
    if let Some((option, _)) = idle.iter().find(|(_, given)| *given && !args.exact && args.overtake.is_none())
    {
        return Err(Fail::Usage(format!(
            "{option} says which weights are free in exact answers: give --exact or --overtake, too"
        )));
    }
    if let Some(within) = args.within.filter(|within| !(0.0..=1.0).contains(within)) {
        return Err(Fail::Usage(format!("--within is `{within}`; must be from 0 to 1")));
    }
    let loaded = input::chosen(&args.input.options)?;
    let mut data = input::data(&loaded.framework, &args.input, io)?;
    let plan = input::plan(&loaded.framework, &mut data)?;
    one_period(&data)?;
    let uncertainty = uncertainty(&loaded.framework, io)?;
    let par = input::par(&args.input.options);
    let study = Study::new(&plan, &data.panel, &uncertainty, None, par).map_err(Fail::Computation)?;
    if study.rows().len() < 2 {
        let problem =
            Problem::new(Code::NothingToRank, Place::default(), "fewer than two entities have a rank");
        return Err(Fail::Computation(problem.hint("ranks need two or more").into()));
    }
    let options = options(args, &study);
    fits(study.rows().len(), &options)?;
    let mut warnings = input::warnings(&loaded, &data, study.card());
    warnings.extend(study.warnings().iter().cloned());
    input::warn(&warnings, &args.input.options, io)?;

    if loaded.framework.rank_spec().ties != Ties::Competition {
        let _ = writeln!(
            io.talk,
            "note: runs are ranked by competition (1 2 2 4), and so are the ranks shown as declared"
        );
    }
    // Questions that can be refused are asked before the long work.
    let exact = if args.exact { Some(exact(args, &study, par)?) } else { None };
    let said = answers::all(args, &study)?;
    let runs = draw(&study, &options, par, io)?;
    let failures = failed(&runs, options.replicates);
    input::warn(&failures, &args.input.options, io)?;
    warnings.extend(failures);
    let groups = match options.pairs {
        KeepPairs::Yes => Some(tiers(&runs.summary, error).map_err(|e| Fail::Internal(e.to_string()))?),
        KeepPairs::No => None,
    };
    let explained = match args.sobol {
        Some(base_rows) => {
            let found = explain(&study, base_rows, options.seed, par, io)?;
            if found.left_out > 0 {
                let what = format!(
                    "{} of {base_rows} base rows of --sobol are left out, because a run of theirs failed: \
                     the shares hold for the runs that can be computed",
                    found.left_out
                );
                let warning = [Problem::new(Code::FailedRuns, Place::default(), what)];
                input::warn(&warning, &args.input.options, io)?;
                warnings.extend(warning);
            }
            Some((options.seed, found))
        }
        None => None,
    };
    let scenarios =
        if args.scenarios { Some(alterations(args, &plan, &data, &uncertainty, io)?) } else { None };

    let results = RobustnessResults {
        study: &study,
        period: args.input.options.period.as_deref(),
        top: args.top,
        options: &options,
        runs: &runs,
        tiers: groups.as_ref().map(|groups| (error, groups.as_slice())),
        sensitivity: explained.as_ref().map(|(seed, found)| (*seed, found)),
        scenarios: scenarios.as_deref(),
        exact: exact.as_ref().map(|(answers, extremes, hasse)| ExactResults { answers, extremes, hasse }),
        matrix: if args.pairs { KeepPairs::Yes } else { KeepPairs::No },
    };
    let document = robustness_document(&results);
    if args.output.is_some() {
        let run = run_record(
            &args.input.options,
            &loaded,
            &data.sources,
            (&data.dialect, &data.excluded),
            &warnings,
            Some(DrawsRecord {
                design: document.runs.design,
                replicates: options.replicates,
                seed: options.seed,
                declared: loaded.framework.uncertainty().is_some(),
                top: args.top,
                error: groups.as_ref().map(|_| error),
                sobol_base_rows: args.sobol,
                scenarios: args.scenarios,
                exact: document.exact.as_ref().map(|exact| exact.node.as_str()),
                within: args.within,
            }),
        )?;
        write(args, &results, &document, run, io)?;
    } else {
        match args.format {
            Format::Json => writeln!(io.out, "{}", json(&document)?.trim_end())?,
            Format::Csv => {
                let tables = robustness_tables(&results, &document);
                tables.iter().take(1).try_for_each(|(_, ranks)| write!(io.out, "{ranks}"))?;
                told_elsewhere(args, io);
            }
            Format::Markdown => {
                let title = loaded.framework.title(&args.input.options.lang);
                write!(io.out, "{}", robustness_markdown(&document, title))?;
                told_elsewhere(args, io);
            }
            Format::Table => table::print(&results, &document, &loaded, &data, args, io)?,
        }
    }
    // Answers in words go beside a document, not into it.
    for line in said {
        if args.output.is_none() && args.format == Format::Table {
            writeln!(io.out, "\n{line}")?;
        } else {
            let _ = writeln!(io.talk, "{line}");
        }
    }
    Ok(())
}

fn one_period(data: &LoadedData) -> Result<(), Fail> {
    let periods: Vec<String> =
        data.panel.periods().into_iter().filter_map(|(name, _)| name.map(|n| format!("`{n}`"))).collect();
    if periods.len() < 2 {
        return Ok(());
    }
    Err(Fail::Usage(format!(
        "the data have {} and ranks are taken inside each; choose one with --period: {}",
        counted(periods.len(), "period"),
        crate::words::first(&periods, 8)
    )))
}

/// What the framework declares, or the weights of the index's children.
fn uncertainty(framework: &Framework, io: &mut Io<'_>) -> Result<Uncertainty, Fail> {
    if let Some(declared) = framework.uncertainty() {
        return Ok(declared.clone());
    }
    let simplex = Uncertainty::simplex_of(framework).ok_or_else(|| {
        Fail::Usage(format!("framework `{}` has one leaf, so no weight can vary", framework.id()))
    })?;
    let node = framework.nodes()[simplex.factors[0].nodes[0]].code();
    let _ = writeln!(
        io.talk,
        "note: framework `{}` has no `[uncertainty]`, so the weights below `{node}` vary: all that add up to one, equally likely",
        framework.id()
    );
    Ok(simplex)
}

/// Refuses what would not fit: a number an entity and run for the ranks, and one a pair of entities.
fn fits(entities: usize, options: &MonteCarloOptions) -> Result<(), Fail> {
    let size = entities as f64;
    let ranks = size * (options.replicates as f64).min(size) * 4.0;
    let pairs = if options.pairs == KeepPairs::Yes { size * size * 2.0 } else { 0.0 };
    if ranks + pairs <= MEMORY {
        return Ok(());
    }
    let gigabytes = (ranks + pairs) / f64::from(1 << 30);
    let advice = match pairs > ranks {
        true => "ask without --pairs and --error",
        false => "take fewer runs with -n",
    };
    Err(Fail::Usage(format!(
        "{entities} entities over {} runs may need {gigabytes:.0} GiB for their ranks: {advice}",
        options.replicates
    )))
}

fn options(args: &Robustness, study: &Study<'_>) -> MonteCarloOptions {
    let asked = args.pairs || args.error.is_some();
    let pairs = if asked || study.rows().len() <= PAIRS_UNASKED { KeepPairs::Yes } else { KeepPairs::No };
    let replicates = args.replicates.unwrap_or(study.uncertainty().replicates as u64);
    MonteCarloOptions::new(replicates, args.seed.unwrap_or(study.uncertainty().seed)).with_pairs(pairs)
}

fn draw(
    study: &Study<'_>,
    options: &MonteCarloOptions,
    par: Par,
    io: &mut Io<'_>,
) -> Result<MonteCarloResult, Fail> {
    let mut progress = Progress::new(io, "runs", options.replicates);
    let runs = monte_carlo(study, options, &mut |done| progress.show(done), par);
    drop(progress);
    let runs = runs.map_err(|error| Fail::Usage(error.to_string()))?;
    if runs.summary.replicates() == 0 {
        let why = runs.failures.first().map_or("", |kind| kind.why.as_str());
        let what =
            format!("none of {} gave scores; the first: {why}", counted(options.replicates as usize, "run"));
        let problem = Problem::new(Code::AllRunsFailed, Place::default(), what);
        return Err(Fail::Computation(problem.hint("narrow the factors of `[uncertainty]`").into()));
    }
    Ok(runs)
}

/// A warning a reason for which runs failed.
fn failed(runs: &MonteCarloResult, replicates: u64) -> Vec<Problem> {
    let warning = |kind: &icip::robustness::FailureKind| {
        let what = format!("{} of {replicates} runs failed and do not count: {}", kind.runs, kind.why);
        Problem::new(Code::FailedRuns, Place::default(), what)
    };
    runs.failures.iter().map(warning).collect()
}

fn explain(
    study: &Study<'_>,
    base_rows: usize,
    seed: u64,
    par: Par,
    io: &mut Io<'_>,
) -> Result<SensitivityResult, Fail> {
    let total = base_rows.saturating_mul(study.inputs().len() + 2) as u64;
    let mut progress = Progress::new(io, "runs of --sobol", total);
    let options = SensitivityOptions { base_rows, seed, indices: Options::default() };
    let found = sensitivity(study, &options, &mut |done| progress.show(done), par);
    drop(progress);
    found.map_err(|error| Fail::Usage(format!("--sobol {base_rows}: {error}")))
}

fn alterations(
    args: &Robustness,
    plan: &Plan<'_>,
    data: &LoadedData,
    uncertainty: &Uncertainty,
    io: &mut Io<'_>,
) -> Result<Vec<Scenario>, Fail> {
    let par = input::par(&args.input.options);
    let scenarios =
        Scenarios::new(plan, &data.panel, Some(uncertainty), None, par).map_err(Fail::Computation)?;
    let all = scenarios.all();
    let mut progress = Progress::new(io, "scenarios", all.len() as u64);
    let mut found = Vec::with_capacity(all.len());
    for some in all.chunks(ALTERATIONS) {
        found.extend(scenarios.run(some, args.top, par));
        let _ = progress.show(found.len() as u64);
    }
    Ok(found)
}

/// What is asked of exact answers.
fn free<'s>(args: &Robustness, study: &'s Study<'s>) -> Result<Answers, Fail> {
    let card = study.card();
    let root = card.framework().root_index();
    let node = args.node.as_deref().map_or(Ok(root), |code| find::node(card, code))?;
    let declared = || FreeWeights::declared(study.uncertainty(), node);
    let free = match args.within {
        Some(share) => FreeWeights::Within(share),
        None => declared().unwrap_or(FreeWeights::Simplex),
    };
    Answers::new(card, study.rows(), node, &free).map_err(Fail::Computation)
}

fn exact<'s>(
    args: &Robustness,
    study: &'s Study<'s>,
    par: Par,
) -> Result<(Answers, Vec<Extremes>, Hasse), Fail> {
    let answers = free(args, study)?;
    let search = Search::default();
    let extremes = answers.extremes(&search, par).map_err(Fail::Computation)?;
    let order = answers.dominance(search.tolerance, par).map_err(Fail::Computation)?;
    Ok((answers, extremes, order.hasse(par)))
}

/// CSV and Markdown hold the table of ranks; what else was asked for is in the files and in JSON.
fn told_elsewhere(args: &Robustness, io: &mut Io<'_>) {
    if args.sobol.is_some() || args.scenarios || args.exact || args.pairs {
        let _ = writeln!(
            io.talk,
            "note: this format holds the ranks alone; -o DIR and --format json hold all that was asked for"
        );
    }
}

/// Tables beside those of this run: a reader would take them for its own.
fn left_over(dir: &Path, files: &[(&str, &str)]) -> Vec<PathBuf> {
    let mut left: Vec<PathBuf> = std::fs::read_dir(dir.join("robustness"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .filter(|path| !files.iter().any(|(name, _)| dir.join(name) == *path))
        .collect();
    left.sort();
    left
}

fn write(
    args: &Robustness,
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    run: String,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let Some(dir) = &args.output else { return Ok(()) };
    let mut files = vec![("robustness.json".to_owned(), json(document)?)];
    let tables = robustness_tables(results, document);
    files.extend(tables.into_iter().map(|(name, text)| (format!("robustness/{name}"), text)));
    files.push(("robustness/run.json".to_owned(), run));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    for path in output::write_all(dir, &files)? {
        let _ = writeln!(io.talk, "wrote {}", path.display());
    }
    for old in left_over(dir, &files) {
        let _ = writeln!(io.talk, "note: {} is not of this run: an earlier one left it", old.display());
    }
    let entities = counted(document.entities.len(), "entity");
    let _ = writeln!(
        io.talk,
        "{entities}, {} of {} runs counted",
        document.runs.counted, document.runs.replicates
    );
    Ok(())
}
