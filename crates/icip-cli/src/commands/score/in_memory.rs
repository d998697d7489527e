//! `icip score` of a table that is held in memory.

use icip::data::Column;
use icip::plan::Scorecard;
use icip::problem::{Problems, message};
use icip::report::{self, Tables};
use icip::stages::stages;
use icip_report::Progress;

use super::files::{Contents, FITTED, RECORD, TableNames};
use super::ranking::{Selection, TableFacts, print, study_is_shown};
use super::tables::ResultTables;
use super::{group, totals};
use crate::args::{Draws, Format, Score};
use crate::fail::Fail;
use crate::input::data;
use crate::input::loaded::{LoadedFramework, shown_of};
use crate::input::successors::LoadedSuccessors;
use crate::over_time::EVERY_PERIOD;
use crate::reported::Reported;
use crate::results::ResultSet;
use crate::run_record::{DataFacts, json, run_record};
use crate::streams::Io;
use crate::table::printed;
use crate::timings::Stage;
use crate::wording::language;
use crate::{apart, scoring, study, warnings, workbook};

/// Whether a table or a document for people is printed. Files and tables for programs hold every period.
pub(super) fn is_for_people(args: &Score) -> bool {
    args.output.is_none() && matches!(args.format, Format::Table | Format::Markdown)
}

/// Every period side by side.
fn print_periods(
    args: &Score,
    card: &Scorecard<'_>,
    group: Option<usize>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let lang = args.input.options.lang.as_str();
    let mut table = report::periods_table(card, group, language(lang));
    let rows = table.rows.len();
    table.rows.truncate(args.top.unwrap_or(usize::MAX));
    if args.format == Format::Markdown {
        write!(io.out, "{}", report::periods_markdown(card, &table, language(lang)))?;
    } else {
        writeln!(io.out, "{}\n", card.framework().title(lang))?;
        write!(io.out, "{}", printed(&table, io.out_terminal))?;
        if table.rows.len() < rows {
            writeln!(io.out, "\n{}", message!("score-rows-shown", count = table.rows.len(), rows))?;
        }
    }
    Ok(())
}

pub(super) fn score(args: &Score, loaded: &LoadedFramework, io: &mut Io<'_>) -> Result<(), Fail> {
    let mut input = args.input.clone();
    let side_by_side = input.options.period.as_deref() == Some(EVERY_PERIOD);
    if side_by_side {
        input.options.period = None;
    }
    let options = &input.options;
    let successors = LoadedSuccessors::load(args.successors.as_deref(), options, io)?;
    // Whether the table fits is seen over all periods, whichever is shown.
    let (mut data, _) = data::load_every(&loaded.framework, &input, io)?;
    if side_by_side && !data.panel.labels().period {
        data::must_have_period(&loaded.framework, &data.panel, EVERY_PERIOD)?;
    }
    let until = options.period.as_deref();
    if let Some(table) = &successors {
        table.join(&mut data, until, io)?;
    }
    if let Some(period) = until {
        data = data::with_period(data, &loaded.framework, period)?;
    }
    if options.period.is_none() && !side_by_side && is_for_people(args) {
        let said = |period: &str, count| message!("score-last-period", period, count);
        data::show_last(&mut data, &loaded.framework, said, io);
    }
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let asked = args.output.as_deref().filter(|path| workbook::is_workbook(path));
    if asked.is_some() {
        workbook::must_fit(&plan, data.panel.rows(), args.formulas, options, io)?;
    }
    let card = scoring::score(&plan, &data, options, io)?;
    let rows = data.shown();
    let (whole, card) = (&card, shown_of(&card, rows.as_ref()));
    let totals = scoring::totals(&card)?;
    let mut found = scoring::warnings(loaded, &data, &card);
    if side_by_side && is_for_people(args) {
        found.extend(apart::of_periods(&plan, loaded.framework.root_index(), &data.file.name));
        let periods = data.panel.periods_in_time();
        let ends = [periods.first(), periods.last()].map(|period| period.and_then(|(period, _)| *period));
        found.extend(apart::across_break(&[&loaded.framework], &data.file.name, ends));
    }
    found.extend(totals.warnings);
    let totals = totals.value;
    let study = if study_is_shown(args) {
        study::beside(&plan, &data, &Draws::default(), options, io)?
    } else {
        None
    };
    found.extend(study.iter().flat_map(|study| study.warnings.iter().cloned()));
    // Before anything is written, so that a run that `--deny-warnings` ends leaves no files.
    warnings::print(&found, options, io)?;
    let groups = card.panel().groups();
    let group = args.group.as_deref().map(|name| group::position(groups, name)).transpose()?;
    if args.totals {
        return totals::print(args, &loaded.framework, &totals, io);
    }
    let ranking = io.timings.start(Stage::Ranking);
    let ranked = card.ranks(loaded.framework.root_index()).present_count();
    if args.output.is_some() || args.format == Format::Json {
        // They are made where they are first asked for.
        for node in plan.used() {
            card.ranks(node);
        }
    }
    drop(ranking);
    let writing = io.timings.start(Stage::Writing);
    if side_by_side && is_for_people(args) {
        return print_periods(args, &card, group, io);
    }
    let Some(dir) = &args.output else {
        let facts = TableFacts {
            name: &data.file.name,
            dialect: &data.dialect,
            ranked,
            totals: &totals,
            study: study.as_ref().map(|study| &study.document),
        };
        let selection = Selection::of(args, group, card.panel().rows(), io);
        return print(args, &card, &facts, selection, io);
    };
    if let Some(path) = asked {
        drop(writing);
        let timings = io.timings.clone();
        let is_wanted = Progress::is_wanted(&loaded.framework, card.panel());
        let progress = is_wanted.then(|| Progress::of(&card, None, None));
        let progress = progress.and_then(|found| {
            let said = |problems: Problems| {
                io.note(message!("report-no-progress", why = problems.first().what.clone()));
            };
            found.map_err(said).ok()
        });
        let reported = Reported {
            loaded,
            data: &data,
            found: study.as_ref(),
            findings: &found,
            successors: None,
            totals: &totals,
            progress: progress.as_ref(),
            is_reviewed: false,
            timings,
        };
        return reported.report(&card, options, |report| workbook::write(report, args.formulas, path, io));
    }
    let (dialect, excluded) = (data.dialect.as_str(), data.excluded.as_slice());
    let mut files = data.files();
    files.extend(successors.map(|table| table.file));
    let about = DataFacts { files: &files, dialect, excluded };
    let stages = if args.stages { stages_of(whole, data.shown.as_deref())? } else { Vec::new() };
    let fitted = json(&report::fitted_document(&card))?;
    let has_totals = !loaded.framework.totals().is_empty();
    let totals = report::group_totals_csv(&loaded.framework, &totals);
    let totals = has_totals.then_some((totals::FILE, totals.as_str()));
    let stages = stages.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let others: Vec<(&str, &str)> =
        [(FITTED, fitted.as_str())].into_iter().chain(totals).chain(stages).collect();
    let tables = TableNames::of(args.tables).each();
    let names = tables.into_iter().chain(others.iter().map(|(name, _)| *name)).chain([RECORD]);
    let mut set = ResultSet::begin(dir, names, &io.system)?.replacing(RECORD)?;
    let par = scoring::threads(options);
    let names = Tables::new(&plan, card.findings().names(), card.panel().groups());
    let mut tables = ResultTables::new(args.tables, names, par, &mut set)?;
    tables.push(&card, &mut set)?;
    let nodes = plan.used().into_iter().map(|node| card.ranks(node));
    let groups = (0..card.panel().groups().len()).map(|group| card.group_ranks(group));
    let ranks: Vec<&Column> = nodes.chain(groups).collect();
    let rank = |column: usize, row: usize| ranks[column].get(row);
    tables.push_ranks(card.panel().entities(), ranks.len(), rank, &mut set)?;
    tables.end(|| run_record(options, loaded, &about, &found, None, &[]), &mut set)?;
    others.iter().try_for_each(|(name, text)| set.write(name, text.as_bytes()))?;
    let record = run_record(options, loaded, &about, &found, None, &set.outputs())?;
    set.write(RECORD, record.as_bytes())?;
    set.publish(io)?;
    Contents { rows: card.panel().rows(), ranked, changed: card.trail().len() }.show(io);
    Ok(())
}

/// The files of the columns of leaves after each step: the rows of the shown period, or all.
fn stages_of(card: &Scorecard<'_>, shown: Option<&str>) -> Result<Vec<(String, String)>, Fail> {
    let stages = stages(card).map_err(Fail::Computation)?;
    let entities = card.panel().entities();
    let is_shown = |row: &usize| shown.is_none() || entities[*row].period.as_deref() == shown;
    let rows: Vec<usize> = (0..entities.len()).filter(is_shown).collect();
    let file = |(step, columns)| {
        (format!("stages/{step}.csv"), report::stage_csv(card, &stages.leaves, columns, &rows))
    };
    Ok(stages.each().into_iter().map(file).collect())
}
