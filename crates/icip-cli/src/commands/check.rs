//! `icip check`.

mod coverage;
mod data;
mod findings;
mod imputation;
mod names;

use icip::framework::Framework;
use icip::problem::message;

use self::names::list;
use crate::args::Check;
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::input::loaded::shown_of;
use crate::streams::Io;
use crate::{input, scoring, warnings};

pub(crate) fn check(args: &Check, io: &mut Io<'_>) -> Result<(), Fail> {
    // The user asks for the problems, so all of them go to the output.
    let fail = match report(args, io) {
        Err(fail @ (Fail::Framework(_) | Fail::Data(_) | Fail::Computation(_))) => fail,
        other => return other,
    };
    writeln!(io.out, "{}", fail.with_all_problems())?;
    // They stand in the output, so the caller must not print them once more; the exit code stays.
    Err(Fail::Listed(fail.exit_code()))
}

fn report(args: &Check, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options)?;
    about_framework(&loaded.framework, io)?;
    list(&loaded.warnings, io)?;
    let mut data = input::data::load(&loaded.framework, &args.input, io)?;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    data::show(&plan, &data, io)?;
    let card = scoring::score(&plan, &data, options)?;
    let rows = data.shown();
    let shown = shown_of(&card, rows.as_ref());
    list(shown.warnings(), io)?;
    writeln!(io.out, "\n{}", message!("check-findings"))?;
    let audit = icip::audit(&shown);
    findings::show(&shown, &audit, io)?;
    // Hidden values are filled from the rows of all periods, as gaps are, so this takes all rows and not
    // those that are shown.
    imputation::show(&card, scoring::threads(options), io)?;
    coverage::show(&shown, &audit, &options.lang, io)?;
    // Last, so that a run that warnings end has shown its report.
    warnings::deny(&scoring::warnings(&loaded, &data, &shown), options)
}

fn about_framework(framework: &Framework, io: &mut Io<'_>) -> Result<(), Fail> {
    let depth = framework.nodes().iter().map(|node| node.depth()).max().unwrap_or(0);
    let (nodes, leaves) = (framework.nodes().len(), framework.leaves().count());
    writeln!(
        io.out,
        "{}",
        message!("check-framework", framework = framework.id(), nodes, levels = depth, leaves)
    )?;
    Ok(())
}
