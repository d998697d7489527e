//! `icip check`.

mod coverage;
mod data;
mod findings;
mod imputation;
mod names;
mod table;
mod understood;

use icip::framework::Framework;
use icip::problem::{Problem, message};

use self::names::list;
use crate::args::{Check, Format};
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::input::loaded::shown_of;
use crate::streams::Io;
use crate::{input, scoring, warnings};

/// What the findings about an entity take, beside its scores: 150,000 were measured to take 1200 bytes each where the
/// order of every second one is open.
const PER_ENTITY: u64 = 1300;

pub(crate) fn check(args: &Check, io: &mut Io<'_>) -> Result<(), Fail> {
    if args.print_table {
        return understood::print(args, io);
    }
    let mut found = Vec::new();
    let result = match args.format {
        Format::Table => report(args, &mut found, io),
        // The report is for people; the table has what it says of single entities, files and columns.
        _ => report(args, &mut found, &mut io.with_output(&mut std::io::sink())),
    };
    let result = match result {
        Err(fail @ (Fail::Framework(_) | Fail::Data(_) | Fail::Computation(_))) => {
            found.splice(0..0, fail.problems().cloned());
            // The user asks for the problems, so all of them go to the output.
            if args.format == Format::Table {
                writeln!(io.out, "{}", fail.head())?;
                fail.problems().try_for_each(|problem| writeln!(io.out, "  {problem}"))?;
            }
            // They stand in the output, so the caller must not print them once more; the exit code stays.
            Err(Fail::Listed(fail.exit_code()))
        }
        Err(fail @ Fail::Warnings) => Err(fail),
        Err(other) => return Err(other),
        Ok(()) => Ok(()),
    };
    table::print(&found, args.format, io)?;
    if let Some(dir) = &args.output {
        table::write(&found, dir, io)?;
    }
    result
}

/// Prints what is found step by step, and collects it.
fn report(args: &Check, found: &mut Vec<Problem>, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options, io)?;
    about_framework(&loaded.framework, io)?;
    list(&loaded.warnings, io)?;
    found.extend_from_slice(&loaded.warnings);
    let mut data = input::data::load(&loaded.framework, &args.input, io)?;
    scoring::must_have(data.panel.rows(), PER_ENTITY, options, io)?;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    data::show(&plan, &data, io)?;
    found.extend_from_slice(&data.warnings);
    let card = scoring::score(&plan, &data, options, io)?;
    let rows = data.shown();
    let shown = shown_of(&card, rows.as_ref());
    list(shown.warnings(), io)?;
    found.extend(icip::audit::warnings_by_entity(&shown));
    let of_totals = scoring::totals(&shown)?.warnings;
    list(&of_totals, io)?;
    found.extend_from_slice(&of_totals);
    writeln!(io.out, "\n{}", message!("check-findings"))?;
    let audit = icip::audit(&shown);
    let period = data.shown.as_deref();
    let notes = icip::audit::notes(&card, |entity| period.is_none() || entity.period.as_deref() == period)
        .map_err(Fail::Computation)?;
    findings::show(&shown, &audit, &notes, &options.lang, io)?;
    found.extend(notes);
    // Hidden values are filled from the rows of all periods, as gaps are, so this takes all rows and not
    // those that are shown.
    imputation::show(&card, scoring::threads(options), io)?;
    coverage::show(&shown, &audit, &options.lang, io)?;
    // Last, so that a run that warnings end has shown its report.
    let all: Vec<Problem> = scoring::warnings(&loaded, &data, &shown).into_iter().chain(of_totals).collect();
    warnings::deny(&all, options)
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
