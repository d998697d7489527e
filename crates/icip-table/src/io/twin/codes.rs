//! Codes that are valid and yet look like a slip.

use std::collections::{BTreeMap, BTreeSet};

use super::super::header::listed;
use super::super::log::Log;
use super::super::refusal::shorten;
use super::notes::is_phrase;
use crate::data::Entity;
use icip_problem::{Code, Place, Problem};

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

/// A row of sums or means under a table: as an entity it would be ranked, and stretch every scale that
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
                true => format!("`{}` looks like a row of totals", shorten(entity.label())),
                false => format!("code `{}` is the only one that is not digits", shorten(&entity.code)),
            };
            let place = Place { line: entity.line, ..log.place().clone() };
            let hint = "it is read as an entity; take the row out, or leave it out with `[[data.exclude]]`";
            log.warn(column, Problem::new(Code::TotalRow, place, what).hint(hint));
        }
    }
}

/// Codes that differ only in leading zeros: likely one entity, written by two programs.
fn warn_of_zeros(entities: &[Entity], column: usize, log: &mut Log) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut pairs = BTreeSet::new();
    let mut line = None;
    for entity in entities.iter().filter(|entity| !entity.code.is_empty()) {
        let code = entity.code.as_str();
        let first = *seen.entry(without_zeros(code)).or_insert(code);
        if first != code && pairs.insert((first, code)) {
            line = line.or(entity.line);
        }
    }
    if !pairs.is_empty() {
        let pairs: Vec<String> = pairs.iter().map(|(a, b)| format!("`{a}` and `{b}`")).collect();
        let what = format!("codes differ only in leading zeros: {}", listed(&pairs));
        let place = Place { line, ..log.place().clone() };
        log.warn(
            column,
            Problem::new(Code::LeadingZeros, place, what).hint("they count as different entities"),
        );
    }
}

/// A last code that is a phrase, when no other is one: a note that commas cut into cells.
fn warn_of_phrase(entities: &[Entity], column: usize, log: &mut Log) {
    let Some((last, others)) = entities.split_last() else { return };
    if !others.is_empty() && is_phrase(&last.code) && !others.iter().any(|entity| is_phrase(&entity.code)) {
        let what = format!("the last code, `{}`, is a phrase unlike all others", shorten(&last.code));
        let place = Place { line: last.line, ..log.place().clone() };
        let hint = "it is read as an entity; if the row is a note, take it out or put it in quotes";
        log.warn(column, Problem::new(Code::PhraseAsCode, place, what).hint(hint));
    }
}

/// A code as a spreadsheet leaves it.
pub(crate) fn without_zeros(code: &str) -> &str {
    code.trim_start_matches('0')
}
