//! `icip trends`.

use icip::framework::NodeKind;
use icip::problem::{Problem, message};
use icip::report::trends::{
    NodeTrends, trends_csv, trends_document, trends_lines, trends_markdown, trends_table, trends_title,
};
use icip::trends::{AcrossOptions, across, compares, linked, series, succeeding, trends_of};

use crate::args::{Format, Trends};
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::input::successors::LoadedSuccessors;
use crate::lookup::{self, Named, named_entity};
use crate::over_time::EveryPeriod;
use crate::run_record::write_json;
use crate::streams::Io;
use crate::table::printed;
use crate::wording::language;
use crate::{apart, scoring};

pub(crate) fn trends(args: &Trends, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    if args.linked && args.node.is_some() {
        return Err(Fail::Usage(message!("usage-linked-index")));
    }
    let loaded = chosen(options, io)?;
    let framework = &loaded.framework;
    if args.linked && compares(framework) {
        return Err(Fail::Usage(message!("usage-linked-compares", node = framework.root().code())));
    }
    let every = EveryPeriod::load(&loaded, &args.input, io)?;
    let (plan, panel) = (&every.plan, &every.data.panel);
    // Up to the period that is asked for.
    let until = every.until(options)?.unwrap_or(f64::INFINITY);
    let time = |period: Option<&str>| period.and_then(|period| period.parse::<f64>().ok());
    let periods = panel.periods();
    let is_seen = |period: &str| time(Some(period)).is_none_or(|time| time <= until);
    let periods = periods.iter().filter(|(period, _)| period.is_some_and(is_seen)).count();
    if periods < 3 {
        return Err(Fail::Usage(message!("usage-one-period", count = periods)));
    }
    let node = match &args.node {
        Some(code) => lookup::node(plan, code)?,
        None => framework.root_index(),
    };
    let is_inner = matches!(framework.nodes()[node].kind(), NodeKind::Inner(_));
    let table = LoadedSuccessors::load(args.successors.as_deref(), options, io)?;
    if let Some(table) = &table {
        table.must_be_dated()?;
        table.must_fit(panel, panel)?;
    }
    let mut found: Vec<Problem> = table.iter().filter_map(|table| table.unknown(&[panel])).collect();
    let table = table.map(|table| table.until(options.period.as_deref()));
    let successors = table.as_ref().map(|table| &table.successors);
    let (all, links) = if args.linked {
        every.warn(None, found, options, io)?;
        let par = scoring::threads(options);
        let (all, links) = linked(framework, panel, successors, until, par).map_err(Fail::Computation)?;
        (all, Some(links))
    } else {
        let card = if is_inner { Some(scoring::score(plan, &every.data, options, io)?) } else { None };
        found.extend(apart::of_periods(plan, node, &every.data.file.name).filter(|_| is_inner));
        every.warn(card.as_ref(), found, options, io)?;
        let all = series(plan, panel, card.as_ref(), node, Some(until)).map_err(Fail::Data)?;
        match successors {
            Some(successors) => (succeeding(all, successors), None),
            None => (all, None),
        }
    };
    let of_all = across(&all, &AcrossOptions::of(framework, node).balanced(args.balanced));
    let mut entities = trends_of(all, framework.breaks());
    if let Some(wanted) = &args.entity {
        let named = entities.iter().map(|(one, _)| Named::new(&one.code, one.name.as_deref()));
        let at = named_entity(&named.collect::<Vec<_>>(), wanted)?;
        entities = vec![entities.swap_remove(at)];
    }
    let mut shown =
        NodeTrends::new(framework, node, &entities, of_all.as_ref()).first(args.top.unwrap_or(usize::MAX));
    if args.without_goal {
        shown = shown.judged();
    }
    if let Some(links) = &links {
        shown = shown.linked_by(links);
    }
    if let Some(successors) = successors {
        shown = shown.succeeding(successors);
    }
    let lang = language(&options.lang);
    match args.format {
        Format::Json => write_json(&trends_document(&shown), io.out)?,
        Format::Csv => write!(io.out, "{}", trends_csv(&shown))?,
        Format::Markdown => write!(io.out, "{}", trends_markdown(&shown, lang))?,
        Format::Table => {
            writeln!(io.out, "{}\n", trends_title(&shown, lang))?;
            writeln!(io.out, "{}", printed(&trends_table(&shown, lang), io.out_terminal))?;
            trends_lines(&shown, lang).iter().try_for_each(|line| writeln!(io.out, "{line}"))?;
        }
    }
    Ok(())
}
