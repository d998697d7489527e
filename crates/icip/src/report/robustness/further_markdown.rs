//! What else a study was asked for, as Markdown.

use std::fmt::Write;

use super::analyses::{DominanceDocument, ScenarioDocument};
use super::document::RobustnessDocument;
use super::lines::{estimate_words, moved_words, percent, scenario_words};
use crate::report::markdown::{markdown_message, markdown_text};
use icip_problem::{Language, Message, message};

/// How much of the mean shift of ranks each input explains.
pub(super) fn sensitivity(document: &RobustnessDocument, language: Language) -> String {
    let Some(sensitivity) = &document.sensitivity else { return String::new() };
    let (runs, rows) = (sensitivity.runs.to_string(), sensitivity.base_rows.to_string());
    let mut text = format!("\n{}\n", message!("robustness-inputs", runs, rows).text(language));
    let of_shift: Vec<_> = sensitivity.indices.iter().filter(|index| index.output == "mean-shift").collect();
    let header = [message!("heading-input"), message!("heading-alone"), message!("heading-with-the-others")];
    table(&mut text, header, language, "|---|---:|---:|");
    for index in &of_shift {
        let [first, total] =
            [&index.first, &index.total].map(|share| estimate_words(share.as_ref(), language));
        let _ = writeln!(text, "| {} | {first} | {total} |", markdown_text(&index.input));
    }
    if of_shift.iter().all(|index| index.first.is_none()) {
        let _ = writeln!(text, "\n{}", moved_words(sensitivity).text(language));
    }
    if sensitivity.left_out > 0 {
        let _ = writeln!(
            text,
            "\n{}",
            message!("robustness-base-rows-left-out", count = sensitivity.left_out).text(language)
        );
    }
    text
}

/// Every change, those that move most first, and then those that cannot be computed.
pub(super) fn scenarios(document: &RobustnessDocument, language: Language) -> String {
    let Some(scenarios) = &document.scenarios else { return String::new() };
    let mut order: Vec<&ScenarioDocument> = scenarios.iter().collect();
    order.sort_by(|a, b| b.mean_shift.unwrap_or(-1.0).total_cmp(&a.mean_shift.unwrap_or(-1.0)));
    let moves = scenarios.iter().filter(|one| one.mean_shift.is_some_and(|shift| shift > 0.0)).count();
    let mut text =
        format!("\n{}\n", message!("robustness-scenarios", moves, changes = scenarios.len()).text(language));
    let header = [
        message!("heading-change"),
        message!("heading-kendall"),
        message!("heading-mean-shift"),
        message!("heading-largest-shift"),
        message!("heading-pairs-swapped"),
        message!("heading-top-kept", places = document.top.to_string()),
    ];
    table(&mut text, header, language, "|---|---:|---:|---|---:|---:|");
    let number =
        |value: Option<f64>| value.map_or_else(String::new, |value| language.decimal(&format!("{value:.2}")));
    let share = |value: Option<f64>| value.map_or_else(String::new, percent);
    for one in order {
        let what = markdown_text(&format!("{} {}", scenario_words(one).text(language), one.what));
        if let Some(why) = &one.failure {
            let _ = writeln!(text, "| {what} | | | {} | | |", markdown_message(why, language));
            continue;
        }
        let whose = one.largest_of.clone().unwrap_or_default();
        let largest = format!("{:.0} {whose}", one.largest_shift.unwrap_or_default());
        let _ = writeln!(
            text,
            "| {what} | {} | {} | {} | {} | {} |",
            number(one.kendall),
            number(one.mean_shift),
            markdown_text(largest.trim_end()),
            share(one.swapped),
            share(one.top_overlap),
        );
    }
    text
}

/// Who is above whom with all weights.
pub(super) fn dominance(document: &RobustnessDocument, language: Language) -> String {
    let Some(exact) = &document.exact else { return String::new() };
    if exact.dominance.is_empty() {
        return format!("\n{}\n", message!("robustness-dominance-none").text(language));
    }
    let mut text = format!("\n{}\n\n", message!("robustness-dominance-title").text(language));
    for DominanceDocument { above, below, .. } in &exact.dominance {
        let (above, below) = (markdown_text(&above.join(", ")), markdown_text(&below.join(", ")));
        let _ = writeln!(text, "- {}", message!("robustness-dominance", above, below).text(language));
    }
    text
}

fn table<const N: usize>(text: &mut String, header: [Message; N], language: Language, align: &str) {
    let header = header.map(|heading| heading.text(language));
    let _ = writeln!(text, "\n| {} |\n{align}", header.join(" | "));
}
