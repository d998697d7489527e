//! The ranks of a study as a table for people. It must not estimate anything: the document holds every
//! number.

use icip::io::format_number;
use icip::problem::message;
use icip::report::index_decimals;
use icip::report::robustness::{
    RankDocument, RobustnessDocument, RobustnessResults, percent, places, possible_words,
};

use super::further_tables;
use crate::fail::Fail;
use crate::input::loaded::{LoadedData, LoadedFramework};
use crate::rank_interval::{RankInterval, Symbols};
use crate::streams::{Io, Terminal};
use crate::table::{cut, left, render, right};
use crate::wording::{decimal, first, fixed};

/// The characters on which an interval is drawn.
const INTERVAL: usize = 40;
/// Narrower terminals show no intervals.
const INTERVALS_FROM: usize = 100;

pub(super) fn print(
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    loaded: &LoadedFramework,
    data: &LoadedData,
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    head(results, document, loaded, data, lang, io)?;
    writeln!(io.out)?;
    ranking(results, document, io)?;
    foot(document, io)?;
    further_tables::print(document, io)
}

/// What was scored how often, and what varies.
fn head(
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    loaded: &LoadedFramework,
    data: &LoadedData,
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let runs = &document.runs;
    let title = loaded.framework.title(lang);
    match &document.period {
        Some(period) => writeln!(io.out, "{title} ({period})")?,
        None => writeln!(io.out, "{title}")?,
    }
    let head = message!(
        "robustness-head",
        framework = &document.framework,
        entities = results.study.rows().len(),
        runs = runs.replicates as usize,
        seed = runs.seed.to_string()
    );
    writeln!(io.out, "{head}")?;
    writeln!(io.out, "{}", message!("about-data", name = &data.file.name, dialect = &data.dialect))?;
    for factor in &document.factors {
        let (name, how) = (&factor.name, &factor.varies);
        let line = if factor.input == factor.name {
            message!("robustness-factor", name, how)
        } else {
            message!("robustness-factor-of-input", name, input = &factor.input, how)
        };
        writeln!(io.out, "{line}")?;
    }
    let failed = runs.replicates - runs.counted;
    if failed > 0 {
        let share = percent(failed as f64 / runs.replicates as f64);
        let (count, replicates) = (failed as usize, runs.replicates.to_string());
        writeln!(io.out, "{}", message!("robustness-failed", count, runs = replicates, share))?;
        for kind in &runs.failures {
            writeln!(io.out, "  {} x {}", kind.runs, kind.why)?;
        }
    }
    Ok(())
}

/// The entities in the order of their declared ranks.
fn ranking(
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let terminal = io.out_terminal;
    let card = results.study.card();
    let digits = index_decimals(card, &card.order(), None);
    let last = results.study.rows().len() as f64;
    let symbols = if terminal.is_some() { Symbols::LINES } else { Symbols::ASCII };
    let intervals = terminal.is_none_or(|terminal| terminal.width >= INTERVALS_FROM);
    let name_width = name_width(document, intervals, terminal);
    let mut header = vec![right(message!("heading-rank")), left(message!("heading-code"))];
    header.extend([left(message!("heading-name")), right(card.framework().root().code())]);
    header.extend(intervals.then(|| left(message!("heading-ranks-drawn", last))));
    header.extend([right(message!("heading-median")), right(message!("heading-ninety"))]);
    header.push(right(message!("heading-top", places = document.top.to_string())));
    header.extend(document.exact.as_ref().map(|_| right(message!("heading-possible"))));
    header.extend(document.tiers.as_ref().map(|_| right(message!("heading-tier"))));
    let row = |(position, entity): (usize, &RankDocument)| {
        let mut cells = vec![decimal(&format_number(entity.rank)), entity.code.clone()];
        cells.push(cut(entity.name.as_deref().unwrap_or_default(), name_width));
        cells.push(fixed(entity.score, digits));
        cells.extend(intervals.then(|| interval(entity, last, symbols)));
        let ranks = entity.ranks.as_ref();
        let median = ranks.and_then(|ranks| ranks.median);
        cells.push(median.map_or_else(String::new, |median| decimal(&format_number(median))));
        cells.push(ranks.and_then(|ranks| ranks.ninety).map_or_else(String::new, bounds));
        cells.push(entity.top.map_or_else(String::new, percent));
        cells.extend(document.exact.as_ref().map(|exact| possible_words(&exact.ranks[position])));
        cells
            .extend(document.tiers.as_ref().map(|_| entity.tier.map_or_else(String::new, |t| t.to_string())));
        cells
    };
    write!(io.out, "{}", render(&header, document.entities.iter().enumerate().map(row), terminal))?;
    if intervals {
        writeln!(io.out, "\n{}", symbols.legend())?;
    }
    Ok(())
}

/// The width that remains for names once the other columns have what they need.
fn name_width(document: &RobustnessDocument, intervals: bool, terminal: Option<Terminal>) -> usize {
    let Some(terminal) = terminal else { return usize::MAX };
    let code = document.entities.iter().map(|entity| entity.code.chars().count()).max().unwrap_or(0);
    let drawn = if intervals { INTERVAL + 2 } else { 0 };
    let exact = if document.exact.is_some() { 10 } else { 0 };
    // Roughly the width of the columns of numbers, whose contents are not looked at, and of their gaps.
    terminal.width.saturating_sub(code + drawn + exact + 46).clamp(12, 60)
}

fn interval(entity: &RankDocument, last: f64, symbols: Symbols) -> String {
    let drawn = entity.ranks.as_ref().and_then(|ranks| {
        let drawn = RankInterval {
            ninety: ranks.ninety?,
            half: ranks.half?,
            median: ranks.median?,
            declared: entity.rank,
        };
        Some(drawn.draw(last, INTERVAL, symbols))
    });
    drawn.unwrap_or_default()
}

fn bounds((low, high): (f64, f64)) -> String {
    format!("{low:.0}-{high:.0}")
}

/// What the ranks say as a whole.
fn foot(document: &RobustnessDocument, io: &mut Io<'_>) -> Result<(), Fail> {
    /// Entities and sizes of tiers that are named before the rest is counted.
    const NAMED: usize = 12;
    let Some(standing) = &document.standing else { return Ok(()) };
    let widths = message!(
        "robustness-widths",
        median = decimal(&places(standing.median_width)),
        largest = decimal(&places(standing.largest_width)),
        shift = decimal(&places(standing.mean_shift))
    );
    writeln!(io.out, "\n{widths}")?;
    let names = |codes: &[String]| match codes {
        [] => message!("robustness-no-entity"),
        codes => first(codes, NAMED),
    };
    let top = document.top.to_string();
    let always = message!("robustness-always-top", places = &top, entities = names(&standing.always_top));
    writeln!(io.out, "{always}")?;
    let count = standing.sometimes_top.len();
    writeln!(io.out, "{}", message!("robustness-sometimes-top", places = &top, count))?;
    if let Some(tiers) = &document.tiers {
        let sizes: Vec<String> = tiers.tiers.iter().map(|tier| tier.len().to_string()).collect();
        let (count, error, sizes) = (sizes.len(), decimal(&format_number(tiers.error)), first(&sizes, NAMED));
        writeln!(io.out, "{}", message!("robustness-tiers", count, error, sizes))?;
    }
    if let Some(exact) = &document.exact {
        let (node, weights) = (&exact.node, &exact.weights);
        writeln!(io.out, "{}", message!("robustness-possible", node, weights))?;
    }
    Ok(())
}
