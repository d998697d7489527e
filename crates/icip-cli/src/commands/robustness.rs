//! `icip robustness`.

mod answers;
mod arguments;
mod exact;
mod files;
mod further_tables;
mod scenarios;
mod sobol;
mod table;

use icip::framework::{Ties, Uncertainty};
use icip::problem::{Language, Problem, message};
use icip::report::robustness::{
    ExactResults, RobustnessDocument, RobustnessResults, robustness_document, robustness_markdown,
    robustness_tables,
};
use icip::robustness::ranks::KeepPairs;
use icip::robustness::study::Study;
use icip_report::file_name;

use self::answers::Answer;
use self::exact::Exact;
use crate::args::{Format, Robustness, limits};
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::input::loaded::{LoadedData, LoadedFramework, shown_of};
use crate::over_time::EVERY_PERIOD;
use crate::results::Output;
use crate::run_record::{DataFacts, DrawsRecord, json, run_record};
use crate::streams::Io;
use crate::timings::Stage;
use crate::{scoring, study, warnings};

pub(crate) fn robustness(args: &Robustness, io: &mut Io<'_>) -> Result<(), Fail> {
    let error = arguments::check(args)?;
    let loaded = chosen(&args.input.options, io)?;
    if args.input.options.period.as_deref() == Some(EVERY_PERIOD) {
        return of_every_period(args, &loaded, error, io);
    }
    let mut data = data::load(&loaded.framework, &args.input, io)?;
    let mut args = args.clone();
    if args.input.options.period.is_none() {
        let said = |period: &str, count| message!("score-last-period", period, count);
        args.input.options.period = data::show_last(&mut data, &loaded.framework, said, io);
    }
    of_period(&args, &loaded, data, error, io)
}

/// A study of each period, in the order of time: one below the other, in an array of JSON, or in a folder for each.
fn of_every_period(
    args: &Robustness,
    loaded: &LoadedFramework,
    error: f64,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let mut args = args.clone();
    args.input.options.period = None;
    let data = data::load(&loaded.framework, &args.input, io)?;
    let periods = data.panel.periods_in_time();
    let periods: Vec<String> =
        periods.into_iter().filter_map(|(period, _)| Some(period?.to_owned())).collect();
    if periods.is_empty() {
        return of_period(&args, loaded, data, error, io);
    }
    let is_array = args.format == Format::Json && args.output.is_none();
    for (at, period) in periods.iter().enumerate() {
        match (is_array, at) {
            (true, 0) => writeln!(io.out, "[")?,
            (true, _) => writeln!(io.out, ",")?,
            (false, at) if at > 0 && args.output.is_none() => writeln!(io.out)?,
            _ => {}
        }
        let mut args = args.clone();
        args.input.options.period = Some(period.clone());
        args.output = args.output.map(|dir| dir.join(file_name(period)));
        let mut data = data.clone();
        data::show(&mut data, &loaded.framework, period);
        of_period(&args, loaded, data, error, io)?;
    }
    if is_array {
        writeln!(io.out, "]")?;
    }
    Ok(())
}

/// The study of the entities that are shown.
fn of_period(
    args: &Robustness,
    loaded: &LoadedFramework,
    mut data: LoadedData,
    error: f64,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let input_options = &args.input.options;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let uncertainty = match study::varying(&loaded.framework, io) {
        Ok(uncertainty) => uncertainty,
        // Questions that draw nothing can be asked where nothing varies.
        Err(why) if args.scenarios || !args.gain.0.is_empty() => {
            io.note(message!("robustness-scenarios-alone", why));
            Uncertainty::new(Vec::new())
        }
        Err(why) => return Err(Fail::Usage(message!("robustness-declare-what-varies", why))),
    };
    let par = scoring::threads(input_options);
    scoring::must_have(data.panel.rows(), study::PER_ENTITY, input_options, io)?;
    let period = data.shown.as_deref();
    let scoring = io.timings.start(Stage::Scoring);
    let study = Study::new(&plan, &data.panel, &uncertainty, period, par).map_err(Fail::Computation)?;
    drop(scoring);
    // Tiers with a declared error, and the table of pairs, need the pairs of however many entities.
    let pairs = (args.pairs || args.error.is_some()).then_some(KeepPairs::Yes);
    let options = study::options(&args.draws, pairs, &study);
    study::must_fit(study.rows().len(), &options, limits::of_studies(&input_options.limits), io.memory)?;
    let rows = data.shown();
    let mut found = scoring::warnings(loaded, &data, &shown_of(study.card(), rows.as_ref()));
    found.extend(study.warnings().iter().cloned());
    // Warnings are printed, and may end the run, after each step and not at the end: with `--deny-warnings`
    // nobody waits for runs that are then thrown away.
    warnings::print(&found, input_options, io)?;
    // The runs know one rule for ties, so declared ranks after another rule would not be comparable with
    // them.
    if loaded.framework.rank_spec().ties != Ties::Competition {
        io.note(message!("robustness-ties"));
    }

    if !loaded.framework.rank_spec().then.is_empty() {
        io.note(message!("robustness-then"));
    }

    // Questions that can be refused come before the long work.
    let asking = io.timings.start(Stage::Questions);
    let exact = if args.exact { Some(Exact::new(args, &study, par)?) } else { None };
    let answers = answers::all(args, (&plan, &study), loaded, &data)?;
    drop(asking);
    let shown = args.entity.as_ref().map(|wanted| answers::ranked(&study, &data, wanted)).transpose()?;
    // A folder that cannot be written into is found before the long work.
    let set = args.output.as_ref().map(|dir| files::begin(dir, &io.system)).transpose()?;
    let drawing = io.timings.start(Stage::Study);
    let drawn = study::draw(&study, &options, par, io)?;
    drop(drawing);
    let mut later = study::failed(&drawn, options.replicates);
    warnings::print(&later, input_options, io)?;
    found.append(&mut later);
    let groups = study::tiers_of(&drawn, options.pairs, error)?;
    let asking = io.timings.start(Stage::Questions);
    let mut explained = None;
    if let Some(base_rows) = args.sobol {
        let result = sobol::explain(&study, base_rows, options.seed, par, io)?;
        later.extend(sobol::left_out(&result, base_rows));
        // The same seed is safe: the two designs draw from streams of different purposes.
        explained = Some((options.seed, result));
    }
    warnings::print(&later, input_options, io)?;
    found.append(&mut later);
    let scenarios = match args.scenarios {
        true => Some(scenarios::run(&plan, &data, &uncertainty, args.top, par, io)?),
        false => None,
    };
    drop(asking);

    let mut results = RobustnessResults::new(&study, args.top, &options, &drawn);
    results.period = input_options.period.as_deref();
    results.tiers = groups.as_ref().map(|groups| (error, groups.as_slice()));
    results.sensitivity = explained.as_ref().map(|(seed, found)| (*seed, found));
    results.scenarios = scenarios.as_deref();
    results.exact =
        exact.as_ref().map(|Exact { answers, extremes, order }| ExactResults::new(answers, extremes, order));
    results.overtake = &answers.overtake;
    results.gain = &answers.gain;
    results.leaf_gains = &answers.leaf_gains;
    // Tiers need the pairs too, but the file of all pairs grows with the square of the entities, so it is
    // written only where it is asked for.
    results.matrix = if args.pairs { KeepPairs::Yes } else { KeepPairs::No };
    let mut document = robustness_document(&results);
    if let Some(entity) = shown {
        document.keep_entity(&study.card().panel().entities()[study.rows()[entity]].code);
    }
    let _timed = io.timings.start(Stage::Writing);
    if let Some(set) = set {
        let run = |outputs: &[Output]| record(args, loaded, &data, &document, &found, outputs);
        files::write(set, &results, &document, run, io)?;
    } else {
        print(args, &results, &document, loaded, &data, io)?;
    }
    print_answers(args, &answers.words, io)
}

/// The run record of a study.
fn record(
    args: &Robustness,
    loaded: &LoadedFramework,
    data: &LoadedData,
    document: &RobustnessDocument,
    warnings: &[Problem],
    outputs: &[Output],
) -> Result<String, Fail> {
    let facts = DataFacts { files: &data.files(), dialect: &data.dialect, excluded: &data.excluded };
    let draws = DrawsRecord {
        sobol_base_rows: args.sobol,
        scenarios: args.scenarios,
        exact: document.exact.as_ref().map(|exact| exact.node.as_str()),
        within: args.within,
        overtake: args.overtake.chunks_exact(2).collect(),
        gain: args.gain.0.iter().map(Vec::as_slice).collect(),
        ..DrawsRecord::of(document, loaded.framework.uncertainty().is_some())
    };
    run_record(&args.input.options, loaded, &facts, warnings, Some(draws), outputs)
}

/// Prints what was found in the format that is asked for.
fn print(
    args: &Robustness,
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    loaded: &LoadedFramework,
    data: &LoadedData,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let lang = &args.input.options.lang;
    match args.format {
        Format::Table => table::print(results, document, loaded, data, lang, io)?,
        Format::Json => write!(io.out, "{}", json(document)?)?,
        Format::Csv => {
            // The first table is that of the ranks.
            let tables = robustness_tables(results, document);
            tables.iter().take(1).try_for_each(|(_, ranks)| write!(io.out, "{ranks}"))?;
        }
        Format::Markdown => {
            // The choices of the option are the languages that there are.
            let language = Language::of_tag(lang).unwrap_or(Language::ENGLISH);
            write!(io.out, "{}", robustness_markdown(document, loaded.framework.title(lang), language))?;
        }
    }
    Ok(())
}

/// Prints the answers in words: below a table for people, and beside a result for programs, which holds them too.
fn print_answers(args: &Robustness, answers: &[Answer], io: &mut Io<'_>) -> Result<(), Fail> {
    for Answer { words, lines } in answers {
        if args.output.is_none() && matches!(args.format, Format::Table | Format::Markdown) {
            writeln!(io.out, "\n{words}")?;
            lines.iter().try_for_each(|line| writeln!(io.out, "  {line}"))?;
        } else {
            io.message(words);
            lines.iter().for_each(|line| io.message(format_args!("  {line}")));
        }
    }
    Ok(())
}
