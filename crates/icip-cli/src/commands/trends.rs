//! `icip trends`.

use icip::framework::NodeKind;
use icip::problem::{Code, Place, Problem, message, quoted_and_more};
use icip::report::trends::{
    NodeTrends, trends_csv, trends_document, trends_lines, trends_markdown, trends_table, trends_title,
};
use icip::trends::{EntitySeries, Trend, across, apart, linked, series, trend};

use crate::args::{Format, Trends};
use crate::changes::{language, printed};
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::run_record::write_json;
use crate::streams::Io;
use crate::wording::folded;
use crate::{lookup, scoring, warnings};

/// Nodes that a warning names.
const NAMED: usize = 4;

pub(crate) fn trends(args: &Trends, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    if args.linked && args.node.is_some() {
        return Err(Fail::Usage(message!("usage-linked-index")));
    }
    let loaded = chosen(options, io)?;
    let framework = &loaded.framework;
    let mut data = data::load(framework, &args.input, io)?;
    let plan = scoring::plan(framework, &mut data)?;
    let periods = data.panel.periods().len();
    if periods < 3 {
        return Err(Fail::Usage(message!("usage-one-period", count = periods)));
    }
    let node = match &args.node {
        Some(code) => framework.position(code).filter(|node| plan.is_used(*node)).ok_or_else(|| {
            let codes = framework.nodes().iter().map(|node| node.code());
            let near = lookup::near(code, codes).unwrap_or_else(|| message!("lookup-no-node-hint"));
            Fail::usage(message!("lookup-no-node", code), near)
        })?,
        None => framework.root_index(),
    };
    let is_inner = matches!(framework.nodes()[node].kind(), NodeKind::Inner(_));
    let mut found = loaded.warnings.clone();
    found.extend(data.warnings.iter().cloned());
    let (all, links) = if args.linked {
        let (all, links) =
            linked(framework, &data.panel, scoring::threads(options)).map_err(Fail::Computation)?;
        (all, Some(links))
    } else {
        let card = if is_inner { Some(scoring::score(&plan, &data, options, io)?) } else { None };
        found.extend(card.iter().flat_map(|card| card.warnings().iter().cloned()));
        let below = framework.below(node);
        let apart: Vec<&str> = apart(framework)
            .into_iter()
            .filter(|at| is_inner && plan.is_used(*at) && (*at == node || below.contains(at)))
            .map(|at| framework.nodes()[at].code())
            .collect();
        if !apart.is_empty() {
            let more = apart.len().saturating_sub(NAMED);
            let nodes = quoted_and_more(apart.iter().take(NAMED).copied(), more);
            let what = message!("scales-apart-nodes", nodes);
            let problem = Problem::new(Code::ScalesApart, Place::file(&data.file.name), what);
            found.push(problem.hint(message!("scales-apart-hint")));
        }
        (series(&plan, &data.panel, card.as_ref(), node).map_err(Fail::Data)?, None)
    };
    warnings::print(&found, options, io)?;
    let of_all = across(&all, args.balanced);
    let mut entities: Vec<(EntitySeries, Option<Trend>)> = all
        .into_iter()
        .map(|series| {
            let trend = trend(&series.points, framework.breaks());
            (series, trend)
        })
        .collect();
    // Those that rise fastest first, and those without a value last; stable, so that ties stay in the order of the table.
    let slope = |of: &Option<Trend>| of.as_ref().and_then(|trend| trend.slope);
    entities.sort_by(|(_, a), (_, b)| match (slope(a), slope(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    if let Some(wanted) = &args.entity {
        keep(&mut entities, wanted)?;
    }
    let mut shown =
        NodeTrends::new(framework, node, &entities, of_all.as_ref()).first(args.top.unwrap_or(usize::MAX));
    if let Some(links) = &links {
        shown = shown.linked_by(links);
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

/// Keeps one entity, by its code or a part of its name that no other entity has.
fn keep(entities: &mut Vec<(EntitySeries, Option<Trend>)>, wanted: &str) -> Result<(), Fail> {
    let part = folded(wanted);
    let by = |fits: &dyn Fn(&EntitySeries) -> bool| -> Vec<usize> {
        (0..entities.len()).filter(|at| fits(&entities[*at].0)).collect()
    };
    let mut found = by(&|series| series.code == wanted);
    if found.is_empty() {
        found = by(&|series| series.name.as_ref().is_some_and(|name| folded(name).contains(&part)));
    }
    let codes = |at: &[usize]| {
        at.iter().take(8).map(|at| format!("`{}`", entities[*at].0.code)).collect::<Vec<_>>().join(", ")
    };
    match found.as_slice() {
        [at] => {
            let one = entities.swap_remove(*at);
            *entities = vec![one];
            Ok(())
        }
        [] => {
            let some: Vec<usize> = (0..entities.len().min(3)).collect();
            Err(Fail::Usage(message!("lookup-no-entity", wanted, samples = codes(&some))))
        }
        several => {
            let (count, entities) = (several.len(), codes(several));
            Err(Fail::Usage(message!("lookup-several-entities", wanted, count, entities)))
        }
    }
}
