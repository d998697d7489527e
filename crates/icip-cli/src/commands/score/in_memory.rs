//! `icip score` of a table that is held in memory.

use icip::report;

use super::files::{Contents, FILES};
use super::group;
use super::ranking::{Selection, TableFacts, print};
use crate::args::Score;
use crate::fail::Fail;
use crate::input::data;
use crate::input::loaded::{LoadedFramework, shown_of};
use crate::run_record::{DataFacts, json, run_record};
use crate::streams::Io;
use crate::{output, scoring, warnings};

pub(super) fn score(args: &Score, loaded: &LoadedFramework, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let mut data = data::load(&loaded.framework, &args.input, io)?;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let card = scoring::score(&plan, &data, options)?;
    let rows = data.shown();
    let card = shown_of(&card, rows.as_ref());
    let found = scoring::warnings(loaded, &data, &card);
    // Before anything is written, so that a run that `--deny-warnings` ends leaves no files.
    warnings::print(&found, options, io)?;
    let groups = card.panel().groups();
    let group = args.group.as_deref().map(|name| group::position(groups, name)).transpose()?;
    let ranked = card.ranks(loaded.framework.root_index()).present_count();
    let Some(dir) = &args.output else {
        let facts = TableFacts { name: &data.file.name, dialect: &data.dialect, ranked };
        return print(args, &card, &facts, Selection { group, top: args.top }, io);
    };
    let (dialect, excluded) = (data.dialect.as_str(), data.excluded.as_slice());
    let about = DataFacts { files: &data.files(), dialect, excluded };
    let texts = [
        report::scores_csv(&card),
        report::ranks_csv(&card),
        report::trail_csv(&card),
        json(&report::fitted_document(&card))?,
        run_record(options, loaded, &about, &found, None)?,
    ];
    let files: Vec<(&str, &str)> = FILES.into_iter().zip(texts.iter().map(String::as_str)).collect();
    output::write_all(dir, &files, io)?;
    Contents { rows: card.panel().rows(), ranked, changed: card.trail().len() }.show(io);
    Ok(())
}
