//! The CSV tables of a study.

use super::analyses::{FailureDocument, IntervalDocument};
use super::document::{RobustnessDocument, SpreadDocument};
use super::results::RobustnessResults;
use crate::robustness::ranks::KeepPairs;
use crate::text::csv_text;
use icip_table::io::format_number;

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
    let mut header = texts(["code", "name", "rank", "score"]);
    header.extend(spread("rank"));
    header.extend(spread("score"));
    header.extend(["p first".to_owned(), format!("p top {}", document.top)]);
    header.extend(document.tiers.as_ref().map(|_| "tier".to_owned()));
    if document.exact.is_some() {
        header.extend(texts(["best", "best bound", "worst", "worst bound"]));
    }
    let rows = document.entities.iter().enumerate().map(|(place, entity)| {
        let mut cells = vec![entity.code.clone(), entity.name.clone().unwrap_or_default()];
        cells.extend([entity.rank, entity.score].map(format_number));
        cells.extend(spread_cells(entity.ranks.as_ref()));
        cells.extend(spread_cells(entity.scores.as_ref()));
        cells.extend([number(entity.first), number(entity.top)]);
        cells
            .extend(document.tiers.as_ref().map(|_| entity.tier.map_or_else(String::new, |t| t.to_string())));
        if let Some(exact) = &document.exact {
            // Both lists are in the order of the declared ranks.
            let one = &exact.ranks[place];
            cells.extend([one.best, one.best_bound, one.worst, one.worst_bound].map(|rank| rank.to_string()));
        }
        cells
    });
    csv_text(&header, rows)
}

fn spread_cells(spread: Option<&SpreadDocument>) -> [String; 9] {
    let ends = |bounds: fn(&SpreadDocument) -> Option<(f64, f64)>| spread.and_then(bounds);
    let (half, ninety, more) = (ends(|s| s.half), ends(|s| s.ninety), ends(|s| s.ninety_five));
    let (low, high) = (|b: Option<(f64, f64)>| b.map(|b| b.0), |b: Option<(f64, f64)>| b.map(|b| b.1));
    [
        spread.map(|s| s.mean),
        spread.and_then(|s| s.sd),
        spread.and_then(|s| s.median),
        low(half),
        high(half),
        low(ninety),
        high(ninety),
        low(more),
        high(more),
    ]
    .map(number)
}

/// The shares of the runs in which an entity had a rank, but those of 0.
fn acceptability(results: &RobustnessResults<'_>) -> String {
    let of_entity = |entity: usize| {
        let code = results.code(entity);
        let some = results.runs.summary.ranks(entity).probabilities().filter(|(_, share)| *share > 0.0);
        some.map(move |(rank, share)| vec![code.clone(), rank.to_string(), format_number(share)])
            .collect::<Vec<_>>()
    };
    csv_text(["code", "rank", "share"], results.order().into_iter().flat_map(of_entity))
}

fn failures(document: &RobustnessDocument) -> String {
    let rows = |design: &'static str, list: &[FailureDocument]| -> Vec<Vec<String>> {
        let row = |one: &FailureDocument| {
            vec![design.to_owned(), one.runs.to_string(), one.first.to_string(), one.why.to_string()]
        };
        list.iter().map(row).collect()
    };
    let mut all = rows(document.runs.design, &document.runs.failures);
    if let Some(sensitivity) = &document.sensitivity {
        all.extend(rows(sensitivity.design, &sensitivity.failures));
    }
    csv_text(["design", "runs", "first run", "why"], all)
}

/// The share of the runs in which the entity of the row is above that of the column, ties counted as halves.
fn pairs(results: &RobustnessResults<'_>) -> String {
    let order = results.order();
    let mut header = vec!["code".to_owned()];
    header.extend(order.iter().map(|entity| results.code(*entity)));
    let rows = order.iter().map(|one| {
        let shares = order.iter().map(|other| number(results.runs.summary.above(*one, *other)));
        std::iter::once(results.code(*one)).chain(shares).collect::<Vec<String>>()
    });
    csv_text(&header, rows)
}

fn central_weights(document: &RobustnessDocument) -> String {
    let rows = document.central_weights.iter().flat_map(|one| {
        one.weights.iter().map(|weight| {
            let names = [&one.code, &one.runs.to_string(), &weight.parent, &weight.node].map(String::clone);
            names.into_iter().chain([format_number(weight.weight)]).collect::<Vec<String>>()
        })
    });
    csv_text(["code", "runs", "parent", "node", "weight"], rows)
}

fn tiers(document: &RobustnessDocument) -> Option<String> {
    let tiers = document.tiers.as_ref()?;
    let rows = tiers.tiers.iter().enumerate().flat_map(|(place, tier)| {
        tier.iter().map(move |code| {
            let entity = document.entities.iter().find(|entity| entity.code == *code);
            let median = entity.and_then(|entity| entity.ranks.as_ref()).and_then(|ranks| ranks.median);
            vec![
                (place + 1).to_string(),
                code.clone(),
                entity.and_then(|entity| entity.name.clone()).unwrap_or_default(),
                number(entity.map(|entity| entity.rank)),
                number(median),
            ]
        })
    });
    Some(csv_text(["tier", "code", "name", "rank", "rank median"], rows))
}

fn sensitivity(document: &RobustnessDocument) -> Option<String> {
    let found = document.sensitivity.as_ref()?;
    let estimate = |estimate: &Option<IntervalDocument>| {
        let interval = estimate.as_ref().and_then(|estimate| estimate.interval);
        let value = estimate.as_ref().map(|estimate| estimate.value);
        [value, interval.map(|i| i.0), interval.map(|i| i.1)].map(number)
    };
    let rows = found.indices.iter().map(|index| {
        let mut cells = vec![index.output.to_owned(), index.code.clone().unwrap_or_default()];
        cells.extend([index.input.clone(), format_number(index.variance)]);
        cells.extend(estimate(&index.first));
        cells.extend(estimate(&index.total));
        cells
    });
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
    Some(csv_text(header, rows))
}

fn scenarios(document: &RobustnessDocument) -> Option<String> {
    let rows = document.scenarios.as_ref()?.iter().map(|one| {
        let mut cells = vec![one.kind.to_owned(), one.what.clone()];
        cells.push(one.entities.map_or_else(String::new, |count| count.to_string()));
        cells.extend([one.kendall, one.spearman, one.mean_shift, one.largest_shift].map(number));
        cells.push(one.largest_of.clone().unwrap_or_default());
        cells.extend([one.swapped, one.top_overlap].map(number));
        cells.extend([one.lost.join(" "), one.failure.as_ref().map(ToString::to_string).unwrap_or_default()]);
        cells
    });
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
    Some(csv_text(header, rows))
}

fn dominance(document: &RobustnessDocument) -> Option<String> {
    let rows = document.exact.as_ref()?.dominance.iter().map(|edge| {
        vec![
            edge.above.join(" "),
            edge.above_level.to_string(),
            edge.below.join(" "),
            edge.below_level.to_string(),
        ]
    });
    Some(csv_text(["above", "above level", "below", "below level"], rows))
}

/// One row for each weight.
fn overtake(document: &RobustnessDocument) -> Option<String> {
    let rows = document.overtake.as_ref()?.iter().flat_map(|one| {
        one.weights.iter().map(|weight| {
            let possible = if one.possible { "yes" } else { "no" };
            let mut cells = texts([&one.entity, &one.other, &one.node, possible]);
            cells.extend([one.change, one.largest].map(number));
            cells.extend([weight.node.clone(), format_number(weight.declared), format_number(weight.weight)]);
            cells
        })
    });
    let header =
        ["entity", "other", "node", "possible", "change", "largest change", "child", "declared", "weight"];
    Some(csv_text(header, rows))
}

fn gain(document: &RobustnessDocument) -> Option<String> {
    let rows = document.gain.as_ref()?.iter().map(|one| {
        let mut cells = texts([&one.entity, &one.node]);
        cells.extend([one.places.to_string(), one.rank.to_string()]);
        cells.extend([one.increase, one.score].map(format_number));
        cells
    });
    Some(csv_text(["entity", "node", "places", "rank", "increase", "score"], rows))
}

/// One row for each leaf; answers of the data as they are written there.
fn leaf_gains(document: &RobustnessDocument) -> Option<String> {
    let rows = document.leaf_gains.as_ref()?.iter().map(|one| {
        let mut cells = texts([&one.entity, &one.node, &one.column, one.outcome]);
        let text = |answer: &Option<String>, value| answer.clone().unwrap_or_else(|| number(value));
        cells.extend([text(&one.from_answer, one.from), text(&one.to_answer, one.to)]);
        cells.push(one.rank.map_or_else(String::new, |rank| rank.to_string()));
        cells.push(one.why.as_ref().map(ToString::to_string).unwrap_or_default());
        cells
    });
    Some(csv_text(["entity", "node", "column", "outcome", "from", "to", "rank", "why"], rows))
}

fn texts<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).to_vec()
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, format_number)
}
