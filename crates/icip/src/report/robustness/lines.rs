//! Parts of a document in words, which tables for people share.

use super::analyses::{ExtremeDocument, IntervalDocument, ScenarioDocument, SensitivityDocument};
use icip_problem::{Language, Message, Value, message};
use icip_table::io::{format_fixed, format_number};

/// An estimate with its interval in a language; a dash where there is nothing to estimate.
pub fn estimate_words(estimate: Option<&IntervalDocument>, language: Language) -> String {
    let Some(estimate) = estimate else { return "–".to_owned() };
    match estimate.interval {
        Some((low, high)) => {
            let [value, low, high] =
                [estimate.value, low, high].map(|number| Value::Number(format_fixed(number, 2)));
            message!("robustness-estimate", value, low, high).text(language)
        }
        None => language.decimal(&format_fixed(estimate.value, 2)),
    }
}

/// Why no input explains a share of the mean shift of the ranks. That the shift is the same in every run does not
/// mean that no rank moves: two entities that change places in every run move by one place in each.
pub fn moved_words(sensitivity: &SensitivityDocument) -> Message {
    if sensitivity.ranks_move {
        message!("robustness-same-shift")
    } else {
        message!("robustness-no-rank-moves")
    }
}

/// What kind of change a scenario is.
pub fn scenario_words(scenario: &ScenarioDocument) -> Message {
    match scenario.kind {
        "without-leaf" => message!("scenario-without-leaf"),
        "without-node" => message!("scenario-without-node"),
        "without-entity" => message!("scenario-without-entity"),
        _ => message!("scenario-with-rule"),
    }
}

/// The best and the worst rank that exist, with a question mark where the search was cut short.
pub fn possible_words(one: &ExtremeDocument) -> String {
    let proven = one.best == one.best_bound && one.worst == one.worst_bound;
    format!("{}-{}{}", one.best, one.worst, if proven { "" } else { "?" })
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
