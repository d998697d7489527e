//! `icip targets`.

use icip::framework::NodeKind;
use icip::problem::message;
use icip::report::change::ChangeTable;
use icip::report::targets::{rule_words, targets_csv, targets_document, targets_markdown, targets_tables};

use crate::args::{Format, Targets};
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::lookup::{self, Named, named_entity};
use crate::over_time::EveryPeriod;
use crate::run_record::write_json;
use crate::scoring;
use crate::streams::Io;
use crate::table::printed;
use crate::wording::language;

pub(crate) fn targets(args: &Targets, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options, io)?;
    let framework = &loaded.framework;
    if framework.nodes().iter().all(|node| node.target().is_none()) {
        return Err(Fail::Usage(message!("usage-no-targets", framework = framework.id())));
    }
    // The way to a goal is seen over all periods.
    let every = EveryPeriod::load_renamed(&loaded, &args.input, args.successors.as_deref(), io)?;
    let until = every.until(options)?;
    // Leaves are looked at as they were measured; only the scores of other nodes must be computed.
    let is_inner = |kind: &NodeKind| matches!(kind, NodeKind::Inner(_));
    let needs_scores = framework.nodes().iter().any(|node| node.target().is_some() && is_inner(node.kind()));
    let card = if needs_scores { Some(scoring::score(&every.plan, &every.data, options, io)?) } else { None };
    every.warn(card.as_ref(), Vec::new(), options, io)?;
    let mut results =
        icip::targets::targets(&every.plan, &every.data.panel, card.as_ref(), until).map_err(Fail::Data)?;
    results.retain(|result| !every.gone.contains(&result.code));
    if let Some(code) = &args.node {
        let wanted = framework.position(code).filter(|node| framework.nodes()[*node].target().is_some());
        let codes = framework.nodes().iter().filter(|node| node.target().is_some()).map(|node| node.code());
        let near = || lookup::near(code, codes).unwrap_or_else(|| message!("lookup-no-node-hint"));
        let node = wanted.ok_or_else(|| Fail::usage(message!("lookup-no-target", code), near()))?;
        results.retain(|result| result.node == node);
    }
    if let Some(wanted) = &args.entity {
        // An entity has a result for each node.
        let first = results.first().map(|result| result.node);
        let of_first = results.iter().filter(|result| Some(result.node) == first);
        let named: Vec<_> = of_first.map(|result| Named::new(&result.code, result.name.as_deref())).collect();
        let code = results[named_entity(&named, wanted)?].code.clone();
        results.retain(|result| result.code == code);
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
