//! `icip check`.

mod coverage;
mod data;
mod findings;
mod imputation;
mod names;

use icip::framework::Framework;

use self::names::list;
use crate::args::Check;
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::input::loaded::shown_of;
use crate::streams::Io;
use crate::wording::counted;
use crate::{exit, input, scoring, warnings};

pub(crate) fn check(args: &Check, io: &mut Io<'_>) -> Result<(), Fail> {
    // The user asks for the problems, so all of them go to the output.
    let (of, problems, code) = match report(args, io) {
        Err(Fail::Framework(problems)) => ("framework", problems, exit::FRAMEWORK),
        Err(Fail::Data(problems)) => ("data", problems, exit::DATA),
        Err(Fail::Computation(problems)) => ("computation", problems, exit::COMPUTATION),
        other => return other,
    };
    writeln!(io.out, "{of}: {}", counted(problems.len(), "problem"))?;
    for problem in problems.iter() {
        writeln!(io.out, "  {problem}")?;
    }
    Err(Fail::Listed(code))
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
    writeln!(io.out, "\nFindings")?;
    let audit = icip::audit(&shown);
    findings::show(&shown, &audit, io)?;
    imputation::show(&card, scoring::threads(options), io)?;
    coverage::show(&shown, &audit, &options.lang, io)?;
    warnings::deny(&scoring::warnings(&loaded, &data, &shown), options)
}

fn about_framework(framework: &Framework, io: &mut Io<'_>) -> Result<(), Fail> {
    let depth = framework.nodes().iter().map(|node| node.depth()).max().unwrap_or(0);
    writeln!(
        io.out,
        "framework {}: {} on {} below the index; {} of the nodes are leaves",
        framework.id(),
        counted(framework.nodes().len(), "node"),
        counted(depth, "level"),
        framework.leaves().count(),
    )?;
    Ok(())
}
