//! What follows the last pass: ranks, and then files or a ranking.

use std::path::{Path, PathBuf};

use icip::data::Column;
use icip::io::format_number;
use icip::problem::Problem;
use icip::report;

use super::{Scored, Sink, TOP, Wanted};
use crate::Io;
use crate::commands::score::{Shown, print, written};
use crate::fail::Fail;
use crate::feed::About;
use crate::input::{self, LoadedFramework, Source};
use crate::record::{json, run_record};

/// Ranks what was kept and gives the files their names.
pub(super) fn files(
    wanted: &Wanted<'_>,
    loaded: &LoadedFramework,
    scored: Scored<'_>,
    about: &About,
    warnings: &[Problem],
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let Scored { fits, findings, mut rows, mut columns, sink, .. } = scored;
    let Sink::Files { mut staged, keys, changed } = sink else { return Ok(()) };
    let mut ranked = 0;
    for (place, (_, group)) in wanted.ranks().into_iter().enumerate() {
        let scores = columns.column(place)?;
        let ranks = rows.rank(&scores, group);
        if place == wanted.index(None) {
            ranked = ranks.present_count();
        }
        columns.replace(place, ranks)?;
    }
    drop(rows);
    let mut keys = keys.into_reader()?;
    let mut lines = Vec::new();
    for block in 0..columns.blocks() {
        lines.clear();
        for row in columns.rows(block)? {
            lines.extend(keys.next()?);
            for rank in row {
                lines.push(b',');
                lines.extend(rank.map_or_else(String::new, format_number).into_bytes());
            }
            lines.push(b'\n');
        }
        staged.write("ranks.csv", &lines)?;
    }
    let fitted = report::fitted_documents(&loaded.framework, &wanted.plan.fitted(&fits));
    staged.write("fitted.json", json(&fitted)?.as_bytes())?;
    let path = wanted.args.input.data.as_deref().unwrap_or(Path::new(""));
    let sources = [Source::of_file("data", path)?];
    let run = run_record(
        &wanted.args.input.options,
        loaded,
        &sources,
        (&about.dialect, &about.excluded),
        warnings,
        None,
    )?;
    staged.write("run.json", run.as_bytes())?;
    let paths: Vec<PathBuf> = staged.publish()?;
    written(&paths, (findings.rows(), ranked, changed), io);
    Ok(())
}

/// Prints all rows in the order of the data, each behind its rank.
pub(super) fn lines(wanted: &Wanted<'_>, scored: Scored<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let Scored { mut rows, mut columns, tables, sink, .. } = scored;
    let Sink::Lines(lines) = sink else { return Ok(()) };
    let what =
        "note: the data are read in blocks, so rows stand in their order; `--top` prints the best first";
    let _ = writeln!(io.talk, "{what}");
    let scores = columns.column(wanted.index(wanted.group))?;
    let ranks = rows.rank(&scores, wanted.group);
    write!(io.out, "rank,{}", tables.scores_header())?;
    let mut lines = lines.into_reader()?;
    for rank in ranks.cells() {
        write!(io.out, "{},", rank.map_or_else(String::new, format_number))?;
        io.out.write_all(lines.next()?)?;
        io.out.write_all(b"\n")?;
    }
    Ok(())
}

/// Prints the best rows, with the ranks that they have among all.
pub(super) fn best(
    wanted: &Wanted<'_>,
    scored: Scored<'_>,
    mut shown: Shown<'_>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let Scored { fits, findings, mut rows, mut columns, sink, .. } = scored;
    let Sink::Best(best) = sink else { return Ok(()) };
    let Some((panel, at)) = best.into_rows() else {
        let _ = writeln!(io.talk, "no row is left to rank");
        return Ok(());
    };
    let (mut ranks, mut group_ranks) = (Vec::new(), Vec::new());
    for (place, (node, group)) in wanted.ranks().into_iter().enumerate() {
        let scores = columns.column(place)?;
        let all = rows.rank(&scores, group);
        if place == wanted.index(None) {
            shown.ranked = all.present_count();
        }
        let of_rows = Column::new(at.iter().map(|row| all.get(*row)));
        let of_rows = of_rows.map_err(|error| Fail::Internal(error.to_string()))?;
        match group {
            Some(group) => group_ranks.push((group, of_rows)),
            None => ranks.push((node, of_rows)),
        }
    }
    let prepared = wanted
        .plan
        .prepare_with(&fits, &panel, input::par(&wanted.args.input.options))
        .map_err(Fail::Computation)?;
    let card = prepared.score().map_err(Fail::Computation)?.as_part_of(ranks, group_ranks, findings);
    if wanted.args.top.is_none() {
        let what = "note: the data are read in blocks, so the best rows are shown";
        let _ = writeln!(io.talk, "{what}: {TOP}; `--top` shows more, `-o` writes all");
    }
    print(wanted.args, &card, &shown, (wanted.group, Some(wanted.top())), io)
}
