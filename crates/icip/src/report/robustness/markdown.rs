//! Ranks and how sure they are, as a Markdown table.

use std::fmt::Write;

use super::document::{RobustnessDocument, SpreadDocument};
use super::further_markdown as further;
use super::lines::{percent, places, possible_words};
use crate::report::markdown::{interval, markdown_message, markdown_text};
use icip_problem::{Language, Message, Value, message};
use icip_table::io::format_number;

/// Entities by declared rank with their median rank, bounds and the share of runs among the top; what varied
/// stands above, how sure the ranking is as a whole below, in a language. Numbers are rounded for eyes.
pub fn robustness_markdown(document: &RobustnessDocument, title: &str, language: Language) -> String {
    let words = |message: Message| message.text(language);
    let period =
        document.period.as_ref().map_or_else(String::new, |period| format!(" ({})", markdown_text(period)));
    let mut text = format!("# {}{period}\n\n", markdown_text(title));
    let runs = &document.runs;
    let counted = runs.counted.to_string();
    let (replicates, seed) = (runs.replicates.to_string(), runs.seed.to_string());
    let _ = writeln!(text, "{}\n", words(message!("robustness-runs", counted, replicates, seed)));
    for factor in &document.factors {
        let _ = writeln!(
            text,
            "- {}: {}",
            markdown_text(&factor.name),
            markdown_message(&factor.varies, language)
        );
    }
    let mut header = vec![
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
    header.extend(document.exact.as_ref().map(|_| message!("heading-possible")));
    let more = header.len() - 3;
    let header: Vec<String> = header.into_iter().map(words).collect();
    let _ = writeln!(text, "\n| {} |", header.join(" | "));
    let _ = writeln!(text, "|---:|---|---|{}", "---:|".repeat(more));
    let number = |number: f64| language.decimal(&format_number(number));
    for (place, entity) in document.entities.iter().enumerate() {
        let of = |bounds: fn(&SpreadDocument) -> Option<(f64, f64)>| {
            entity.ranks.as_ref().and_then(bounds).map_or_else(String::new, interval)
        };
        let median = entity.ranks.as_ref().and_then(|ranks| ranks.median);
        let possible =
            document.exact.as_ref().map(|exact| format!(" {} |", possible_words(&exact.ranks[place])));
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |{}",
            number(entity.rank),
            markdown_text(&entity.code),
            markdown_text(entity.name.as_deref().unwrap_or_default()),
            language.decimal(&format!("{:.3}", entity.score)),
            median.map_or_else(String::new, number),
            of(|ranks| ranks.half),
            of(|ranks| ranks.ninety),
            entity.top.map_or_else(String::new, percent),
            entity.tier.map_or_else(String::new, |tier| tier.to_string()),
            possible.unwrap_or_default(),
        );
    }
    if let Some(standing) = &document.standing {
        let width = |width: f64| Value::Number(places(width));
        let (median, largest) = (width(standing.median_width), width(standing.largest_width));
        let _ = writeln!(text, "\n{}", words(message!("robustness-width", median, largest)));
    }
    if document.entities.iter().any(|entity| entity.tier.is_some()) {
        let _ = writeln!(text, "\n{}", words(message!("report-how-tier")));
    }
    text.push_str(&further::sensitivity(document, language));
    text.push_str(&further::scenarios(document, language));
    text.push_str(&further::dominance(document, language));
    text
}
