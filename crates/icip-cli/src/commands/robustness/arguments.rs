//! Options of `icip robustness` that need each other, or that clap cannot check.

use icip::problem::message;

use crate::args::{Format, Robustness};
use crate::fail::Fail;
use crate::over_time::EVERY_PERIOD;
use crate::study::TIERS_ERROR;

/// The most base rows that a design of Sobol' indices has.
const MOST_BASE_ROWS: usize = 1 << 16;

/// Checks the options, and returns the error of the tiers.
pub(super) fn check(args: &Robustness) -> Result<f64, Fail> {
    let error = args.error.unwrap_or(TIERS_ERROR);
    if !(0.0..0.5).contains(&error) {
        return Err(Fail::Usage(message!("usage-error", value = error)));
    }
    let has_exact_answer = args.exact || !args.overtake.is_empty();
    let only_for_exact = [("--within", args.within.is_some()), ("--node", args.node.is_some())];
    if let Some((option, _)) = only_for_exact.iter().find(|(_, given)| *given && !has_exact_answer) {
        return Err(Fail::Usage(message!("usage-only-for-exact", option = *option)));
    }
    if let Some(within) = args.within.filter(|within| !(0.0..=1.0).contains(within)) {
        return Err(Fail::Usage(message!("usage-within", value = within)));
    }
    // Other numbers of rows fill the cube unevenly, and estimate worse than fewer rows do.
    let has_design = |rows: &usize| (2..=MOST_BASE_ROWS).contains(rows) && rows.is_power_of_two();
    if let Some(rows) = args.sobol.filter(|rows| !has_design(rows)) {
        let near = rows.clamp(2, MOST_BASE_ROWS).next_power_of_two();
        let [rows, near, most] = [rows, near, MOST_BASE_ROWS].map(|rows| rows.to_string());
        return Err(Fail::Usage(message!("usage-sobol-power", rows, near, most)));
    }
    if args.pairs && args.output.is_none() {
        return Err(Fail::Usage(message!("usage-needs-output", option = "--pairs")));
    }
    // With two values the second may be a file that was to be read, or the node of a question without its end.
    if let Some([entity, other]) =
        args.gain.0.iter().find_map(|asked| asked.first_chunk().filter(|_| asked.len() == 2))
    {
        return Err(Fail::Usage(message!("usage-gain-two", entity, other)));
    }
    one_table_holds_it(args)?;
    Ok(error)
}

/// CSV on standard output is one table, that of the ranks: what it has no room for is refused and not dropped.
fn one_table_holds_it(args: &Robustness) -> Result<(), Fail> {
    if args.format != Format::Csv || args.output.is_some() {
        return Ok(());
    }
    let every = ["--period", EVERY_PERIOD].join(" ");
    let asked = [
        (every.as_str(), args.input.options.period.as_deref() == Some(EVERY_PERIOD)),
        ("--sobol", args.sobol.is_some()),
        ("--scenarios", args.scenarios),
        ("--exact", args.exact),
        ("--overtake", !args.overtake.is_empty()),
        ("--gain", !args.gain.0.is_empty()),
    ];
    let lost: Vec<&str> = asked.iter().filter(|(_, asked)| *asked).map(|(option, _)| *option).collect();
    if lost.is_empty() {
        Ok(())
    } else {
        Err(Fail::Usage(message!("usage-csv-one-table", options = lost.join(", "))))
    }
}
