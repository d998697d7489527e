//! `icip cost`.

use icip::efficiency::{Efficiency, efficiency};
use icip::framework::{Framework, NodeIx};
use icip::normalise::Direction;
use icip::plan::{Origin, Plan};
use icip::problem::message;
use icip::report::efficiency::{efficiency_csv, efficiency_documents, efficiency_table};

use crate::args::{Cost, Format};
use crate::fail::Fail;
use crate::input::data::must_have_period;
use crate::input::framework::chosen;
use crate::lookup;
use crate::over_time::{EveryPeriod, print_table};
use crate::run_record::write_json;
use crate::streams::Io;
use crate::wording::language;

pub(crate) fn cost(args: &Cost, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options, io)?;
    let framework = &loaded.framework;
    // The change since the period before is told of every period.
    let every = EveryPeriod::load_renamed(&loaded, &args.input, args.successors.as_deref(), io)?;
    let (plan, panel) = (&every.plan, &every.data.panel);
    let cost = leaf(framework, plan, &args.cost)?;
    let results =
        args.result.iter().map(|code| leaf(framework, plan, code)).collect::<Result<Vec<_>, _>>()?;
    // What a cost buys is more of something.
    let is_less = |node: &&NodeIx| {
        framework.nodes()[**node].leaf().is_some_and(|leaf| leaf.direction() == Direction::Negative)
    };
    if let Some(node) = results.iter().find(is_less) {
        return Err(Fail::Usage(message!("cost-result-less", code = framework.nodes()[*node].code())));
    }
    every.warn(None, Vec::new(), options, io)?;
    let mut rows = efficiency(plan, panel, cost, &results);
    if let Some(wanted) = &options.period {
        must_have_period(framework, &every.data.panel, wanted)?;
        rows.retain(|row| panel.entities()[row.row].period.as_ref() == Some(wanted));
    }
    // Those on the frontier first, period by period; rows of which nothing can be told last.
    let periods = panel.periods_in_time();
    let time = |row: &Efficiency| {
        let period = panel.entities()[row.row].period.as_deref();
        periods.iter().position(|(known, _)| *known == period)
    };
    rows.sort_by(|a, b| {
        let share = |row: &Efficiency| row.frontier.unwrap_or(-1.0);
        time(a).cmp(&time(b)).then(share(b).total_cmp(&share(a)))
    });
    let documents = || efficiency_documents(framework, panel, &results, &rows);
    match args.format {
        Format::Json => write_json(&documents(), io.out)?,
        Format::Csv => write!(io.out, "{}", efficiency_csv(&documents()))?,
        format => {
            let table = efficiency_table(framework, panel, &results, &rows, language(&options.lang));
            let look = (format, options.lang.as_str());
            print_table(framework, &table, &message!("cost-legend"), look, io)?;
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
