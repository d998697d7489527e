//! `icip score`.

mod blocks;
mod files;
mod group;
mod in_memory;
mod ranking;
mod reading;
mod tables;
mod totals;

use icip::problem::message;

use crate::args::{Score, TableFormat};
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::streams::Io;
use crate::workbook::is_workbook;

pub(crate) fn score(args: &Score, io: &mut Io<'_>) -> Result<(), Fail> {
    if args.stages && args.output.is_none() {
        return Err(Fail::Usage(message!("usage-needs-output", option = "--stages")));
    }
    let workbook = args.output.as_deref().is_some_and(is_workbook);
    if !workbook && (args.formulas || args.intervals) {
        let option = if args.formulas { "--formulas" } else { "--intervals" };
        return Err(Fail::Usage(message!("usage-needs-workbook", option)));
    }
    // What an entity was before stands in the workbook of a report, which says of each where it comes from.
    let for_folder = [
        ("--stream", args.stream),
        ("--stages", args.stages),
        ("--tables", args.tables != TableFormat::Csv),
        ("--successors", args.successors.is_some()),
    ];
    if let Some((option, _)) = for_folder.into_iter().find(|(_, given)| workbook && *given) {
        return Err(Fail::Usage(message!("usage-not-in-workbook", option)));
    }
    tables::must_be_built(args.tables)?;
    let loaded = chosen(&args.input.options, io)?;
    if args.totals && loaded.framework.totals().is_empty() {
        return Err(Fail::Usage(message!("usage-no-totals")));
    }
    match reading::in_blocks(args, &loaded, io)? {
        Some(table) => blocks::score(args, &loaded, table, io),
        None => in_memory::score(args, &loaded, io),
    }
}
