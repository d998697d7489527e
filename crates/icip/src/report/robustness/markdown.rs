//! Ranks and how sure they are, as a Markdown table.

use std::fmt::Write;

use super::document::{RobustnessDocument, SpreadDocument};
use crate::report::markdown::escape;
use icip_problem::message;
use icip_table::io::format_number;

/// Entities by declared rank with their median rank, bounds and the share of runs among the top; what varied
/// stands above, how sure the ranking is as a whole below. Numbers are rounded for eyes.
pub fn robustness_markdown(document: &RobustnessDocument, title: &str) -> String {
    let mut text = format!("# {title}\n\n");
    let runs = &document.runs;
    let counted = runs.counted.to_string();
    let (replicates, seed) = (runs.replicates.to_string(), runs.seed.to_string());
    let _ = writeln!(text, "{}\n", message!("robustness-runs", counted, replicates, seed));
    for factor in &document.factors {
        let _ = writeln!(text, "- {}: {}", escape(&factor.name), escape(&factor.varies));
    }
    let header = [
        message!("heading-rank"),
        message!("heading-code"),
        message!("heading-name"),
        message!("heading-score"),
        message!("heading-median"),
        message!("heading-fifty"),
        message!("heading-ninety"),
        message!("heading-top", places = document.top.to_string()),
        message!("heading-tier"),
    ];
    let _ = writeln!(text, "\n| {} |", header.map(|heading| heading.to_string()).join(" | "));
    text.push_str("|---:|---|---|---:|---:|---:|---:|---:|---:|\n");
    for entity in &document.entities {
        let of = |bounds: fn(&SpreadDocument) -> Option<(f64, f64)>| {
            entity
                .ranks
                .as_ref()
                .and_then(bounds)
                .map_or_else(String::new, |(low, high)| format!("{low:.0}-{high:.0}"))
        };
        let median = entity.ranks.as_ref().and_then(|ranks| ranks.median);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {:.3} | {} | {} | {} | {} | {} |",
            format_number(entity.rank),
            escape(&entity.code),
            escape(entity.name.as_deref().unwrap_or_default()),
            entity.score,
            median.map_or_else(String::new, format_number),
            of(|ranks| ranks.half),
            of(|ranks| ranks.ninety),
            entity.top.map_or_else(String::new, percent),
            entity.tier.map_or_else(String::new, |tier| tier.to_string()),
        );
    }
    if let Some(standing) = &document.standing {
        let (median, largest) = (places(standing.median_width), places(standing.largest_width));
        let _ = writeln!(text, "\n{}", message!("robustness-width", median, largest));
    }
    text
}

/// A share of runs in percent, never rounded to none or all.
///
/// ```
/// use icip::report::robustness::percent;
/// assert_eq!([0.0, 0.001, 0.42, 0.999, 1.0].map(percent), ["0 %", "<1 %", "42 %", ">99 %", "100 %"]);
/// ```
pub fn percent(share: f64) -> String {
    match share {
        // 0 % and 100 % are kept for never and always.
        share if 0.0 < share && share < 0.01 => "<1 %".to_owned(),
        share if 0.99 < share && share < 1.0 => ">99 %".to_owned(),
        share => format!("{:.0} %", 100.0 * share),
    }
}

/// A number of places with at most one decimal: between ranks lie quantiles.
///
/// ```
/// use icip::report::robustness::places;
/// assert_eq!([37.0, 0.7999999999999989].map(places), ["37", "0.8"]);
/// ```
pub fn places(number: f64) -> String {
    format_number((10.0 * number).round() / 10.0)
}
