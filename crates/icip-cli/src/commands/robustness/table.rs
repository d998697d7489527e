//! What a study found, for eyes.

use icip::io::format_number;
use icip::report::decimals_for;
use icip::report::robustness::{
    ExtremeDocument, IntervalDocument, RankDocument, RobustnessDocument, RobustnessResults, ScenarioDocument,
    SensitivityDocument, percent, places,
};

use crate::args::Robustness;
use crate::fail::Fail;
use crate::input::{LoadedData, LoadedFramework};
use crate::strip::{Signs, Strip};
use crate::table::{Align, cut, render};
use crate::words::{counted, first};
use crate::{Io, Terminal};

/// Characters of the strip in which intervals are drawn.
const STRIP: usize = 40;
/// Narrower terminals get no strip.
const STRIPS_FROM: usize = 100;
/// Scenarios shown, those that move most.
const SHOWN: usize = 10;

pub(super) fn print(
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    loaded: &LoadedFramework,
    data: &LoadedData,
    args: &Robustness,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    head(document, loaded, data, &args.input.options.lang, io)?;
    writeln!(io.out)?;
    write!(io.out, "{}", ranking(results, document, io.terminal))?;
    foot(document, io)?;
    if let Some(sensitivity) = &document.sensitivity {
        inputs(sensitivity, io)?;
    }
    if let Some(scenarios) = &document.scenarios {
        one_at_a_time(scenarios, document.top, io)?;
    }
    Ok(())
}

/// What was scored how often, and what varied.
fn head(
    document: &RobustnessDocument,
    loaded: &LoadedFramework,
    data: &LoadedData,
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let runs = &document.runs;
    writeln!(io.out, "{}", loaded.framework.title(lang))?;
    writeln!(
        io.out,
        "framework {}, {} ranked; {} runs, seed {}",
        document.framework,
        counted(document.entities.len(), "entity"),
        runs.replicates,
        runs.seed
    )?;
    let source = data.sources.first().map_or("", |source| source.name.as_str());
    writeln!(io.out, "data {source}: {}", data.dialect)?;
    for factor in &document.factors {
        let group =
            if factor.input == factor.name { String::new() } else { format!(" (input {})", factor.input) };
        writeln!(io.out, "varies: {}{group}: {}", factor.name, factor.varies)?;
    }
    let failed = runs.replicates - runs.counted;
    if failed > 0 {
        let share = percent(failed as f64 / runs.replicates as f64);
        writeln!(io.out, "{failed} of {} runs failed and do not count ({share}):", runs.replicates)?;
        for kind in &runs.failures {
            writeln!(io.out, "  {} x {}", kind.runs, kind.why)?;
        }
    }
    Ok(())
}

/// Entities by declared rank.
fn ranking(
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    terminal: Option<Terminal>,
) -> String {
    let card = results.study.card();
    let digits = decimals_for(card);
    let last = document.entities.len() as f64;
    let signs = if terminal.is_some() { Signs::LINES } else { Signs::ASCII };
    let strips = terminal.is_none_or(|terminal| terminal.width >= STRIPS_FROM);
    let name_width = name_width(document, strips, terminal);
    let top = format!("top {}", document.top);
    let drawn = format!("ranks 1 to {last}");
    let mut header = vec![("rank", Align::Right), ("code", Align::Left), ("name", Align::Left)];
    header.push((card.framework().root().code(), Align::Right));
    header.extend(strips.then_some((drawn.as_str(), Align::Left)));
    header.extend([("median", Align::Right), ("90 %", Align::Right), (top.as_str(), Align::Right)]);
    header.extend(document.exact.as_ref().map(|_| ("possible", Align::Right)));
    header.extend(document.tiers.as_ref().map(|_| ("tier", Align::Right)));
    let row = |(place, entity): (usize, &RankDocument)| {
        let mut cells = vec![format_number(entity.rank), entity.code.clone()];
        cells.push(cut(entity.name.as_deref().unwrap_or_default(), name_width));
        cells.push(format!("{:.digits$}", entity.score));
        cells.extend(strips.then(|| strip(entity, last, signs)));
        let ranks = entity.ranks.as_ref();
        let median = ranks.and_then(|ranks| ranks.median);
        cells.push(median.map_or_else(String::new, format_number));
        cells.push(ranks.and_then(|ranks| ranks.ninety).map_or_else(String::new, bounds));
        cells.push(entity.top.map_or_else(String::new, percent));
        cells.extend(document.exact.as_ref().map(|exact| possible(&exact.ranks[place])));
        cells
            .extend(document.tiers.as_ref().map(|_| entity.tier.map_or_else(String::new, |t| t.to_string())));
        cells
    };
    let mut text = render(&header, document.entities.iter().enumerate().map(row).collect(), terminal);
    if strips {
        text.push_str(&format!("\n{}\n", signs.legend()));
    }
    text
}

/// What is left of the line for names, once the other columns have what they need.
fn name_width(document: &RobustnessDocument, strips: bool, terminal: Option<Terminal>) -> usize {
    let Some(terminal) = terminal else { return usize::MAX };
    let code = document.entities.iter().map(|entity| entity.code.chars().count()).max().unwrap_or(0);
    let strip = if strips { STRIP + 2 } else { 0 };
    let exact = if document.exact.is_some() { 10 } else { 0 };
    terminal.width.saturating_sub(code + strip + exact + 46).clamp(12, 60)
}

fn strip(entity: &RankDocument, last: f64, signs: Signs) -> String {
    let drawn = entity.ranks.as_ref().and_then(|ranks| {
        let strip =
            Strip { ninety: ranks.ninety?, half: ranks.half?, median: ranks.median?, declared: entity.rank };
        Some(strip.draw(last, STRIP, signs))
    });
    drawn.unwrap_or_default()
}

fn bounds((low, high): (f64, f64)) -> String {
    format!("{low:.0}-{high:.0}")
}

/// The ranks that exist; a question mark where the search was cut short.
fn possible(one: &ExtremeDocument) -> String {
    let proven = one.best == one.best_bound && one.worst == one.worst_bound;
    format!("{}-{}{}", one.best, one.worst, if proven { "" } else { "?" })
}

fn foot(document: &RobustnessDocument, io: &mut Io<'_>) -> Result<(), Fail> {
    const NAMED: usize = 12;
    let Some(standing) = &document.standing else { return Ok(()) };
    writeln!(
        io.out,
        "\n90 % intervals of ranks: median width {} places, largest {}; mean shift of a rank {} places",
        places(standing.median_width),
        places(standing.largest_width),
        places(standing.mean_shift)
    )?;
    let names = |codes: &[String]| {
        if codes.is_empty() { "nobody".to_owned() } else { first(codes, NAMED) }
    };
    writeln!(io.out, "in the top {} in every run: {}", document.top, names(&standing.always_top))?;
    let sometimes = counted(standing.sometimes_top.len(), "entity");
    writeln!(io.out, "in the top {} in some runs and not in others: {sometimes}", document.top)?;
    if let Some(tiers) = &document.tiers {
        let sizes: Vec<String> = tiers.tiers.iter().map(|tier| tier.len().to_string()).collect();
        writeln!(
            io.out,
            "{} at an error of {}, with {} entities; inside a tier the order is not to be read",
            counted(tiers.tiers.len(), "tier"),
            format_number(tiers.error),
            first(&sizes, NAMED)
        )?;
    }
    if let Some(exact) = &document.exact {
        writeln!(
            io.out,
            "possible: best and worst rank if the weights below `{}` alone vary ({}), all else as declared; a ? where not proven",
            exact.node, exact.weights
        )?;
    }
    Ok(())
}

/// How much of the mean shift of ranks each input explains.
fn inputs(sensitivity: &SensitivityDocument, io: &mut Io<'_>) -> Result<(), Fail> {
    writeln!(
        io.out,
        "\nshares of the variance of the mean shift of ranks, from {} ({} base rows)",
        counted(sensitivity.runs as usize, "run"),
        sensitivity.base_rows
    )?;
    let estimate = |estimate: &IntervalDocument| match estimate.interval {
        Some((low, high)) => format!("{:.2} ({low:.2} to {high:.2})", estimate.value),
        None => format!("{:.2}", estimate.value),
    };
    let of_shift = sensitivity.indices.iter().filter(|index| index.output == "mean-shift");
    let rows: Vec<Vec<String>> = of_shift
        .map(|index| vec![index.input.clone(), estimate(&index.first), estimate(&index.total)])
        .collect();
    if rows.is_empty() {
        writeln!(io.out, "no rank moves in any run")?;
        return Ok(());
    }
    let header = [("input", Align::Left), ("alone", Align::Right), ("with the others", Align::Right)];
    write!(io.out, "{}", render(&header, rows, io.terminal))?;
    if sensitivity.left_out > 0 {
        let left = counted(sensitivity.left_out, "base row");
        writeln!(io.out, "{left} with a failed run left out")?;
    }
    Ok(())
}

/// The alterations that move most, and those that cannot be computed.
fn one_at_a_time(scenarios: &[ScenarioDocument], top: u32, io: &mut Io<'_>) -> Result<(), Fail> {
    let shift = |one: &ScenarioDocument| one.mean_shift.unwrap_or_default();
    let mut worst: Vec<&ScenarioDocument> = scenarios.iter().filter(|one| shift(one) > 0.0).collect();
    worst.sort_by(|a, b| shift(b).total_cmp(&shift(a)));
    let failed = scenarios.iter().filter(|one| one.failure.is_some()).count();
    let (count, moves) = (counted(scenarios.len(), "alteration"), worst.len());
    writeln!(io.out, "\none thing at a time: {moves} of {count} move somebody, these most; -o writes all")?;
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.2}"));
    let rows = worst.iter().take(SHOWN).map(|one| {
        let whose = one.largest_of.clone().unwrap_or_default();
        vec![
            one.kind.replace('-', " "),
            one.what.clone(),
            number(one.kendall),
            number(one.mean_shift),
            format!("{:.0} {whose}", one.largest_shift.unwrap_or_default()).trim_end().to_owned(),
            one.swapped.map_or_else(String::new, percent),
            one.top_overlap.map_or_else(String::new, percent),
        ]
    });
    let stays = format!("top {top} stays");
    let header = [
        ("", Align::Left),
        ("", Align::Left),
        ("tau", Align::Right),
        ("mean shift", Align::Right),
        ("largest", Align::Left),
        ("swapped", Align::Right),
        (stays.as_str(), Align::Right),
    ];
    if moves > 0 {
        write!(io.out, "{}", render(&header, rows.collect(), io.terminal))?;
    }
    if failed > 0 {
        writeln!(io.out, "{failed} cannot be computed:")?;
    }
    for one in scenarios.iter().filter(|one| one.failure.is_some()).take(SHOWN) {
        let why = one.failure.as_deref().unwrap_or_default();
        writeln!(io.out, "  {} {}: {why}", one.kind.replace('-', " "), one.what)?;
    }
    Ok(())
}
