//! `icip targets`.

use icip::framework::NodeKind;
use icip::problem::message;
use icip::report::change::ChangeTable;
use icip::report::targets::{rule_words, targets_csv, targets_document, targets_markdown, targets_tables};
use icip::targets::TargetResult;

use crate::args::{Format, Targets};
use crate::changes::{language, printed};
use crate::fail::Fail;
use crate::input::data;
use crate::input::data::unknown_period;
use crate::input::framework::chosen;
use crate::run_record::write_json;
use crate::streams::Io;
use crate::wording::folded;
use crate::{lookup, scoring, warnings};

pub(crate) fn targets(args: &Targets, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options, io)?;
    let framework = &loaded.framework;
    if framework.nodes().iter().all(|node| node.target().is_none()) {
        return Err(Fail::Usage(message!("usage-no-targets", framework = framework.id())));
    }
    // The way to a goal is seen over all periods.
    let mut input = args.input.clone();
    input.options.period = None;
    let mut data = data::load(framework, &input, io)?;
    let plan = scoring::plan(framework, &mut data)?;
    let until = options.period.as_deref().map(|period| {
        let periods: Vec<&str> = data.panel.periods().into_iter().filter_map(|(period, _)| period).collect();
        match (periods.contains(&period), period.parse::<f64>()) {
            (true, Ok(time)) => Ok(time),
            _ => Err(Fail::Data(unknown_period(framework, period, &periods).into())),
        }
    });
    let until = until.transpose()?;
    // Leaves are looked at as they were measured; only the scores of other nodes must be computed.
    let is_inner = |kind: &NodeKind| matches!(kind, NodeKind::Inner(_));
    let needs_scores = framework.nodes().iter().any(|node| node.target().is_some() && is_inner(node.kind()));
    let card = if needs_scores { Some(scoring::score(&plan, &data, options, io)?) } else { None };
    let mut found = loaded.warnings.clone();
    found.extend(data.warnings.iter().cloned());
    found.extend(card.iter().flat_map(|card| card.warnings().iter().cloned()));
    warnings::print(&found, options, io)?;
    let mut results = icip::targets::targets(&plan, &data.panel, card.as_ref(), until).map_err(Fail::Data)?;
    if let Some(code) = &args.node {
        let wanted = framework.position(code).filter(|node| framework.nodes()[*node].target().is_some());
        let codes = framework.nodes().iter().filter(|node| node.target().is_some()).map(|node| node.code());
        let near = || lookup::near(code, codes).unwrap_or_else(|| message!("lookup-no-node-hint"));
        let node = wanted.ok_or_else(|| Fail::usage(message!("lookup-no-target", code), near()))?;
        results.retain(|result| result.node == node);
    }
    if let Some(wanted) = &args.entity {
        keep_entity(&mut results, wanted)?;
    }
    let lang = language(&options.lang);
    match args.format {
        Format::Json => write_json(&targets_document(framework, &results), io.out)?,
        Format::Csv => write!(io.out, "{}", targets_csv(framework, &results))?,
        Format::Markdown => write!(io.out, "{}", targets_markdown(framework, &results, lang))?,
        Format::Table => {
            writeln!(io.out, "{}", framework.title(&options.lang))?;
            for table in targets_tables(framework, &results, lang) {
                writeln!(io.out, "\n{}", table.title)?;
                let shown = ChangeTable::new(table.header, table.rows);
                write!(io.out, "{}", printed(&shown, io.out_terminal))?;
                writeln!(io.out, "{}", table.summary)?;
            }
            if let Some(rule) = rule_words(framework) {
                writeln!(io.out, "\n{}", rule.text(lang))?;
            }
        }
    }
    Ok(())
}

/// Keeps the targets of one entity, by its code or by a part of its name that no other entity has.
fn keep_entity(results: &mut Vec<TargetResult>, wanted: &str) -> Result<(), Fail> {
    let part = folded(wanted);
    let mut codes: Vec<String> =
        results.iter().filter(|r| r.code == wanted).map(|r| r.code.clone()).collect();
    if codes.is_empty() {
        let fits =
            |result: &&TargetResult| result.name.as_ref().is_some_and(|name| folded(name).contains(&part));
        codes = results.iter().filter(fits).map(|result| result.code.clone()).collect();
    }
    codes.sort();
    codes.dedup();
    match codes.as_slice() {
        [code] => {
            results.retain(|result| result.code == *code);
            Ok(())
        }
        [] => {
            let samples = results.iter().take(3).map(|result| format!("`{}`", result.code));
            let samples = samples.collect::<Vec<_>>().join(", ");
            Err(Fail::Usage(message!("lookup-no-entity", wanted, samples)))
        }
        several => {
            let entities =
                several.iter().take(8).map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
            Err(Fail::Usage(message!("lookup-several-entities", wanted, count = several.len(), entities)))
        }
    }
}
