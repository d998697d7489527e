//! The CSV tables of a study.

use std::collections::BTreeMap;
use std::convert::Infallible;

use super::document::{RankDocument, RobustnessDocument, SpreadDocument};
use super::results::RobustnessResults;
use crate::robustness::ranks::KeepPairs;
use crate::text::{LineMemory, LineWriter, csv_lines};
use icip_num::exec::Par;

/// The tables of some results and their document, by the names of their files: `ranks.csv`,
/// `acceptability.csv` and `failures.csv`; where weights vary `central-weights.csv`; where they were asked
/// for `pairs.csv`, `tiers.csv`, `sensitivity.csv`, `scenarios.csv`, `dominance.csv`, `overtake.csv`,
/// `gain.csv` and `leaf-gains.csv`. Numbers read back to the same bits.
pub fn robustness_tables(
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
) -> Vec<(&'static str, String)> {
    let mut tables = vec![
        ("ranks.csv", ranks(document)),
        ("acceptability.csv", acceptability(results)),
        ("failures.csv", failures(document)),
    ];
    if results.matrix == KeepPairs::Yes {
        tables.push(("pairs.csv", pairs(results)));
    }
    if !results.study.weighed().is_empty() {
        tables.push(("central-weights.csv", central_weights(document)));
    }
    tables.extend(tiers(document).map(|text| ("tiers.csv", text)));
    tables.extend(sensitivity(document).map(|text| ("sensitivity.csv", text)));
    tables.extend(scenarios(document).map(|text| ("scenarios.csv", text)));
    tables.extend(dominance(document).map(|text| ("dominance.csv", text)));
    tables.extend(overtake(document).map(|text| ("overtake.csv", text)));
    tables.extend(gain(document).map(|text| ("gain.csv", text)));
    tables.extend(leaf_gains(document).map(|text| ("leaf-gains.csv", text)));
    tables
}

fn ranks(document: &RobustnessDocument) -> String {
    let spread = |of: &str| {
        ["mean", "sd", "median", "p25", "p75", "p5", "p95", "p2.5", "p97.5"]
            .map(|name| format!("{of} {name}"))
    };
    let mut header = ["code", "name", "rank", "score"].map(str::to_owned).to_vec();
    header.extend(spread("rank"));
    header.extend(spread("score"));
    header.extend(["p first".to_owned(), format!("p top {}", document.top)]);
    header.extend(document.tiers.as_ref().map(|_| "tier".to_owned()));
    if document.exact.is_some() {
        header.extend(["best", "best bound", "worst", "worst bound"].map(str::to_owned));
    }
    csv_lines(&header, document.entities.iter().enumerate(), |(place, entity), line| {
        line.text(&entity.code);
        line.text(entity.name.as_deref().unwrap_or_default());
        [entity.rank, entity.score].into_iter().for_each(|value| line.number(Some(value)));
        spread_cells(entity.ranks.as_ref(), line);
        spread_cells(entity.scores.as_ref(), line);
        [entity.first, entity.top].into_iter().for_each(|share| line.number(share));
        if document.tiers.is_some() {
            optional_count(entity.tier, line);
        }
        if let Some(exact) = &document.exact {
            // Both lists are in the order of the declared ranks.
            let one = &exact.ranks[place];
            for rank in [one.best, one.best_bound, one.worst, one.worst_bound] {
                line.count(rank);
            }
        }
    })
}

fn spread_cells(spread: Option<&SpreadDocument>, line: &mut LineWriter) {
    let ends = |bounds: fn(&SpreadDocument) -> Option<(f64, f64)>| spread.and_then(bounds);
    line.number(spread.map(|s| s.mean));
    line.number(spread.and_then(|s| s.sd));
    line.number(spread.and_then(|s| s.median));
    for bounds in [ends(|s| s.half), ends(|s| s.ninety), ends(|s| s.ninety_five)] {
        line.number(bounds.map(|(low, _)| low));
        line.number(bounds.map(|(_, high)| high));
    }
}

/// The shares of the runs in which an entity had a rank, but those of 0.
fn acceptability(results: &RobustnessResults<'_>) -> String {
    let of_entity = |entity: usize| {
        let some = results.runs.summary.ranks(entity).probabilities().filter(|(_, share)| *share > 0.0);
        some.map(move |(rank, share)| (entity, rank, share))
    };
    let shares = results.order().into_iter().flat_map(of_entity);
    csv_lines(["code", "rank", "share"], shares, |(entity, rank, share), line| {
        line.text(results.written_code(entity));
        line.count(rank);
        line.number(Some(share));
    })
}

fn failures(document: &RobustnessDocument) -> String {
    let of_draws = document.runs.failures.iter().map(|failure| (document.runs.design, failure));
    let of_sensitivity = document
        .sensitivity
        .iter()
        .flat_map(|sensitivity| sensitivity.failures.iter().map(|failure| (sensitivity.design, failure)));
    let failures = of_draws.chain(of_sensitivity);
    csv_lines(["design", "runs", "first run", "why"], failures, |(design, failure), line| {
        line.text(design);
        line.count(failure.runs);
        line.count(failure.first);
        line.text(&failure.why.to_string());
    })
}

/// The share of the runs in which the entity of the row is above that of the column, ties counted as halves.
fn pairs(results: &RobustnessResults<'_>) -> String {
    let order = results.order();
    let header = std::iter::once("code").chain(order.iter().map(|entity| results.written_code(*entity)));
    let mut text = csv_lines(header, [(); 0], |(), _| {}).into_bytes();
    // The one table that grows with the square of the entities.
    let fill = |row: usize, line: &mut LineWriter| {
        line.text(results.written_code(order[row]));
        order.iter().for_each(|other| line.number(results.runs.summary.above(order[row], *other)));
    };
    let Ok(()) = LineMemory::default().write((order.len(), order.len()), Par::Auto, fill, |part| {
        text.extend_from_slice(part);
        Ok::<(), Infallible>(())
    });
    String::from_utf8(text).expect("only texts were written")
}

fn central_weights(document: &RobustnessDocument) -> String {
    let weights = document
        .central_weights
        .iter()
        .flat_map(|one| one.weights.iter().map(move |weight| (&one.code, one.runs, weight)));
    csv_lines(["code", "runs", "parent", "node", "weight"], weights, |(code, runs, weight), line| {
        line.text(code);
        line.count(runs);
        line.text(&weight.parent);
        line.text(&weight.node);
        line.number(Some(weight.weight));
    })
}

fn tiers(document: &RobustnessDocument) -> Option<String> {
    let tiers = document.tiers.as_ref()?;
    let entities: BTreeMap<&str, &RankDocument> =
        document.entities.iter().map(|entity| (entity.code.as_str(), entity)).collect();
    let members =
        tiers.tiers.iter().enumerate().flat_map(|(place, tier)| tier.iter().map(move |code| (place, code)));
    Some(csv_lines(["tier", "code", "name", "rank", "rank median"], members, |(place, code), line| {
        let entity = entities.get(code.as_str()).copied();
        line.count(place + 1);
        line.text(code);
        line.text(entity.and_then(|entity| entity.name.as_deref()).unwrap_or_default());
        line.number(entity.map(|entity| entity.rank));
        line.number(entity.and_then(|entity| entity.ranks.as_ref()).and_then(|ranks| ranks.median));
    }))
}

fn sensitivity(document: &RobustnessDocument) -> Option<String> {
    let found = document.sensitivity.as_ref()?;
    let header = [
        "output",
        "code",
        "input",
        "variance",
        "first",
        "first low",
        "first high",
        "total",
        "total low",
        "total high",
    ];
    Some(csv_lines(header, &found.indices, |index, line| {
        line.text(index.output);
        line.text(index.code.as_deref().unwrap_or_default());
        line.text(&index.input);
        line.number(Some(index.variance));
        for estimate in [&index.first, &index.total] {
            let interval = estimate.as_ref().and_then(|estimate| estimate.interval);
            line.number(estimate.as_ref().map(|estimate| estimate.value));
            line.number(interval.map(|(low, _)| low));
            line.number(interval.map(|(_, high)| high));
        }
    }))
}

fn scenarios(document: &RobustnessDocument) -> Option<String> {
    let header = [
        "kind",
        "what",
        "entities",
        "kendall",
        "spearman",
        "mean shift",
        "largest shift",
        "largest of",
        "swapped",
        "top overlap",
        "lost",
        "failure",
    ];
    Some(csv_lines(header, document.scenarios.as_ref()?, |one, line| {
        line.text(one.kind);
        line.text(&one.what);
        optional_count(one.entities, line);
        for value in [one.kendall, one.spearman, one.mean_shift, one.largest_shift] {
            line.number(value);
        }
        line.text(one.largest_of.as_deref().unwrap_or_default());
        [one.swapped, one.top_overlap].into_iter().for_each(|share| line.number(share));
        line.text(&one.lost.join(" "));
        line.text(&one.failure.as_ref().map(ToString::to_string).unwrap_or_default());
    }))
}

fn dominance(document: &RobustnessDocument) -> Option<String> {
    let edges = &document.exact.as_ref()?.dominance;
    Some(csv_lines(["above", "above level", "below", "below level"], edges, |edge, line| {
        line.text(&edge.above.join(" "));
        line.count(edge.above_level);
        line.text(&edge.below.join(" "));
        line.count(edge.below_level);
    }))
}

/// One row for each weight.
fn overtake(document: &RobustnessDocument) -> Option<String> {
    let answers = document.overtake.as_ref()?.iter();
    let weights = answers.flat_map(|one| one.weights.iter().map(move |weight| (one, weight)));
    let header =
        ["entity", "other", "node", "possible", "change", "largest change", "child", "declared", "weight"];
    Some(csv_lines(header, weights, |(one, weight), line| {
        [&one.entity, &one.other, &one.node].into_iter().for_each(|text| line.text(text));
        line.text(if one.possible { "yes" } else { "no" });
        line.number(one.change);
        line.number(one.largest);
        line.text(&weight.node);
        line.number(Some(weight.declared));
        line.number(Some(weight.weight));
    }))
}

fn gain(document: &RobustnessDocument) -> Option<String> {
    let header = ["entity", "node", "places", "rank", "increase", "score"];
    Some(csv_lines(header, document.gain.as_ref()?, |one, line| {
        line.text(&one.entity);
        line.text(&one.node);
        line.count(one.places);
        line.count(one.rank);
        line.number(Some(one.increase));
        line.number(Some(one.score));
    }))
}

/// One row for each leaf; answers of the data as they are written there.
fn leaf_gains(document: &RobustnessDocument) -> Option<String> {
    let header = ["entity", "node", "column", "outcome", "from", "to", "rank", "why"];
    Some(csv_lines(header, document.leaf_gains.as_ref()?, |one, line| {
        [&one.entity, &one.node, &one.column].into_iter().for_each(|text| line.text(text));
        line.text(one.outcome);
        for (answer, value) in [(&one.from_answer, one.from), (&one.to_answer, one.to)] {
            match answer {
                Some(answer) => line.text(answer),
                None => line.number(value),
            }
        }
        optional_count(one.rank, line);
        line.text(&one.why.as_ref().map(ToString::to_string).unwrap_or_default());
    }))
}

fn optional_count(count: Option<usize>, line: &mut LineWriter) {
    match count {
        Some(count) => line.count(count),
        None => line.number(None),
    }
}
