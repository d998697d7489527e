//! `icip cost`.

use icip::efficiency::{Efficiency, efficiency};
use icip::framework::{Framework, NodeIx};
use icip::plan::{Origin, Plan};
use icip::problem::message;
use icip::report::efficiency::{efficiency_csv, efficiency_documents, efficiency_table};
use icip::report::markdown_text;

use crate::args::{Cost, Format};
use crate::changes::{language, printed};
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::run_record::write_json;
use crate::streams::Io;
use crate::{lookup, scoring, warnings};

pub(crate) fn cost(args: &Cost, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options, io)?;
    let framework = &loaded.framework;
    // The change since the period before is told of every period.
    let mut input = args.input.clone();
    input.options.period = None;
    let mut data = data::load(framework, &input, io)?;
    let plan = scoring::plan(framework, &mut data)?;
    let cost = leaf(framework, &plan, &args.cost)?;
    let results =
        args.result.iter().map(|code| leaf(framework, &plan, code)).collect::<Result<Vec<_>, _>>()?;
    let found: Vec<_> = loaded.warnings.iter().chain(&data.warnings).cloned().collect();
    warnings::print(&found, options, io)?;
    let mut rows = efficiency(&plan, &data.panel, cost, &results);
    if let Some(wanted) = &options.period {
        let periods: Vec<&str> = data.panel.periods().into_iter().filter_map(|(period, _)| period).collect();
        if !periods.contains(&wanted.as_str()) {
            return Err(Fail::Data(data::unknown_period(framework, wanted, &periods).into()));
        }
        rows.retain(|row| data.panel.entities()[row.row].period.as_ref() == Some(wanted));
    }
    // Those on the frontier first, period by period; rows of which nothing can be told last.
    let periods = data.panel.periods_in_time();
    let time = |row: &Efficiency| {
        let period = data.panel.entities()[row.row].period.as_deref();
        periods.iter().position(|(known, _)| *known == period)
    };
    rows.sort_by(|a, b| {
        let share = |row: &Efficiency| row.frontier.unwrap_or(-1.0);
        time(a).cmp(&time(b)).then(share(b).total_cmp(&share(a)))
    });
    let documents = || efficiency_documents(framework, &data.panel, &results, &rows);
    let lang = language(&options.lang);
    match args.format {
        Format::Json => write_json(&documents(), io.out)?,
        Format::Csv => write!(io.out, "{}", efficiency_csv(&documents()))?,
        Format::Table | Format::Markdown => {
            let table = efficiency_table(framework, &data.panel, &results, &rows, lang);
            let legend = message!("cost-legend").text(lang);
            if args.format == Format::Markdown {
                let title = markdown_text(framework.title(&options.lang));
                write!(io.out, "# {title}\n\n{}\n{}\n", table.markdown(), markdown_text(&legend))?;
            } else {
                writeln!(io.out, "{}\n", framework.title(&options.lang))?;
                write!(io.out, "{}\n{legend}\n", printed(&table, io.out_terminal))?;
            }
        }
    }
    Ok(())
}

/// A leaf whose measurements the data hold.
fn leaf(framework: &Framework, plan: &Plan<'_>, code: &str) -> Result<NodeIx, Fail> {
    let is_measured = |node: &NodeIx| matches!(plan.origin(*node), Origin::Measured { .. });
    framework.position(code).filter(is_measured).ok_or_else(|| {
        let codes = framework.leaves().map(|leaf| framework.nodes()[leaf].code());
        let near = lookup::near(code, codes).unwrap_or_else(|| message!("lookup-no-node-hint"));
        Fail::usage(message!("lookup-no-leaf", code), near)
    })
}
