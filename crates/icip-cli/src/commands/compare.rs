//! `icip compare`.

mod columns;
mod published;
mod table;

use icip::compare::Comparison;

use crate::args::Compare;
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::input::loaded::shown_of;
use crate::streams::Io;
use crate::{scoring, warnings};

/// The memory for a published cell while it is compared: its row, its error, and a difference.
const PER_CELL: u64 = 64;

pub(crate) fn compare(args: &Compare, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = chosen(&args.input.options, io)?;
    let framework = &loaded.framework;
    let mut data = data::load(framework, &args.input, io)?;
    let plan = scoring::plan(framework, &mut data)?;
    let card = scoring::score(&plan, &data, &args.input.options, io)?;
    let rows = data.shown();
    let card = shown_of(&card, rows.as_ref());
    warnings::print(&scoring::warnings(&loaded, &data, &card), &args.input.options, io)?;
    let (published, mut options) = published::read(args, framework, io)?;
    let columns = published.schema().columns().len() as u64;
    scoring::must_have(published.rows(), PER_CELL * columns, &args.input.options, io)?;
    let left_out = data.excluded.iter().map(|row| (row.entity.code.clone(), row.entity.period.clone()));
    options.left_out = left_out.collect();
    let result = icip::compare(&card, &published, &options).map_err(Fail::Data)?;
    table::print(&card, &result, &options, io)?;
    verdict(&result)
}

/// The command ends well where something was compared, all of it agrees, and no published row is without a
/// computed one.
fn verdict(result: &Comparison) -> Result<(), Fail> {
    if result.compared() == 0 {
        Err(Fail::NothingCompared)
    } else if !result.agrees() {
        Err(Fail::Disagree)
    } else if !result.is_complete() {
        Err(Fail::Incomplete)
    } else {
        Ok(())
    }
}
