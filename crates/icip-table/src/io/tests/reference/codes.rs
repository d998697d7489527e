//! Codes that are valid and yet look like a slip.

use super::notes::is_phrase;
use crate::data::Entity;
use crate::io::codes::warn_of_zeros;
use crate::io::log::Log;
use crate::io::shown::shorten;
use icip_problem::{Code, Problem, message};

/// Warns of codes that look like a slip. `column` is the position of the code.
pub(crate) fn check(entities: &[Entity], column: usize, log: &mut Log) {
    warn_of_zeros(entities, column, log);
    warn_of_phrase(entities, column, log);
    warn_of_totals(entities, column, log);
}

/// Words by which spreadsheets call rows that are not entities.
const TOTALS: [&str; 12] = [
    "total",
    "totales",
    "total general",
    "gran total",
    "grand total",
    "subtotal",
    "promedio",
    "promedio general",
    "suma",
    "media",
    "average",
    "mean",
];

/// A row of sums or means under a table: as an entity it would be ranked, and widen every scale that
/// comes from the sample.
fn warn_of_totals(entities: &[Entity], column: usize, log: &mut Log) {
    let is_total = |text: &str| TOTALS.contains(&text.to_lowercase().trim_end_matches([':', '.']).trim());
    let digits = |code: &str| code.bytes().all(|byte| byte.is_ascii_digit());
    let all_digits = entities.iter().filter(|entity| digits(&entity.code)).count();
    for entity in entities {
        let named = is_total(&entity.code) || entity.name.as_deref().is_some_and(is_total);
        let alone = entities.len() > 5 && all_digits + 1 == entities.len() && !digits(&entity.code);
        if named || (alone && !is_phrase(&entity.code)) {
            let what = match named {
                true => message!("total-row-named", text = shorten(entity.label())),
                false => message!("total-row-odd-code", text = shorten(&entity.code)),
            };
            let place = log.place().clone().at_line(entity.line);
            log.warn(column, Problem::new(Code::TotalRow, place, what).hint(message!("total-row-hint")));
        }
    }
}

/// A last code that is a phrase, when no other is one: a note that commas cut into cells.
fn warn_of_phrase(entities: &[Entity], column: usize, log: &mut Log) {
    let Some((last, others)) = entities.split_last() else { return };
    if !others.is_empty() && is_phrase(&last.code) && !others.iter().any(|entity| is_phrase(&entity.code)) {
        let what = message!("phrase-as-code-last", text = shorten(&last.code));
        let place = log.place().clone().at_line(last.line);
        let warning = Problem::new(Code::PhraseAsCode, place, what);
        log.warn(column, warning.hint(message!("phrase-as-code-hint")));
    }
}
