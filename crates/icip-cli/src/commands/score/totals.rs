//! Prints the totals of groups: below a ranking, or alone.

use icip::framework::Framework;
use icip::problem::message;
use icip::report;
use icip::totals::GroupTotal;

use crate::args::{Format, Score};
use crate::fail::Fail;
use crate::run_record::json;
use crate::streams::Io;
use crate::table::{left, render, right};

/// The name of their file.
pub(super) const FILE: &str = "group-totals.csv";

/// Prints them alone, in the format that is asked for.
pub(super) fn print(
    args: &Score,
    framework: &Framework,
    totals: &[GroupTotal],
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    match args.format {
        Format::Json => writeln!(io.out, "{}", json(&report::group_totals_document(framework, totals))?)?,
        Format::Csv => write!(io.out, "{}", report::group_totals_csv(framework, totals))?,
        Format::Markdown => {
            write!(io.out, "{}", report::group_totals_markdown(framework, totals, io.language))?;
        }
        Format::Table => tables(framework, totals, io)?,
    }
    Ok(())
}

/// Prints them below a ranking. In JSON they are a part of its document, and in CSV there is one table.
pub(super) fn print_below(
    args: &Score,
    framework: &Framework,
    totals: &[GroupTotal],
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    if framework.totals().is_empty() {
        return Ok(());
    }
    match args.format {
        Format::Json => {}
        Format::Csv => io.note(message!("totals-elsewhere")),
        Format::Markdown => {
            write!(io.out, "\n{}", report::group_totals_markdown(framework, totals, io.language))?;
        }
        Format::Table => {
            writeln!(io.out)?;
            tables(framework, totals, io)?;
        }
    }
    Ok(())
}

fn tables(framework: &Framework, totals: &[GroupTotal], io: &mut Io<'_>) -> Result<(), Fail> {
    for (position, table) in
        report::group_totals_tables(framework, totals, io.language).into_iter().enumerate()
    {
        if position > 0 {
            writeln!(io.out)?;
        }
        let heading = |(name, number): &(String, bool)| if *number { right(name) } else { left(name) };
        let header: Vec<_> = table.header.iter().map(heading).collect();
        write!(io.out, "{}\n{}", table.title, render(&header, table.rows, io.out_terminal))?;
    }
    Ok(())
}
