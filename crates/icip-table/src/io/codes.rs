//! Codes that are valid and yet look like a slip. This module must not refuse one.

use std::collections::{BTreeMap, BTreeSet};

use super::log::Log;
use super::notes::is_phrase;
use super::shown::shorten;
use crate::data::Entity;
use icip_problem::{Code, Message, Place, Problem, message};

/// Pairs of codes that a message lists at most.
const PAIRS: usize = 10;

/// What the codes of a table are like, without the codes.
#[derive(Debug, Default)]
pub(crate) struct CodeProfile {
    count: usize,
    digits: usize,
    phrases: usize,
    /// The first code that is not digits.
    odd: Option<Entity>,
    last: Option<Entity>,
    totals: Vec<Entity>,
}

impl CodeProfile {
    /// Counts an entity.
    pub(crate) fn see(&mut self, entity: &Entity) {
        self.count += 1;
        if is_digits(&entity.code) {
            self.digits += 1;
        } else if self.odd.is_none() {
            self.odd = Some(entity.clone());
        }
        if is_total(&entity.code) || entity.name.as_deref().is_some_and(is_total) {
            self.totals.push(entity.clone());
        }
        // Only a phrase without another is worth to be kept.
        let phrase = is_phrase(&entity.code);
        self.phrases += usize::from(phrase);
        self.last = (phrase && self.phrases == 1).then(|| entity.clone());
    }

    /// Takes the entities that stand further down.
    pub(crate) fn follow(&mut self, below: Self) {
        if below.count > 0 {
            self.last = below.last;
        }
        self.count += below.count;
        self.digits += below.digits;
        self.phrases += below.phrases;
        self.odd = self.odd.take().or(below.odd);
        self.totals.extend(below.totals);
    }

    /// How many entities there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Warns of codes that look like a slip. `column` is the position of the code.
    pub(crate) fn warn(&self, column: usize, log: &mut Log) {
        self.warn_of_phrase(column, log);
        self.warn_of_totals(column, log);
    }

    /// A row of sums or means under a table: as an entity it would be ranked, and widen every scale that
    /// comes from the sample.
    fn warn_of_totals(&self, column: usize, log: &mut Log) {
        for entity in &self.totals {
            let what = message!("total-row-named", text = shorten(entity.label()));
            log.warn(column, total_row(entity, what, log.place()));
        }
        // In a short table one code unlike the others is no surprise.
        let alone = self.count > 5 && self.digits + 1 == self.count;
        let Some(odd) = self.odd.as_ref().filter(|_| alone) else { return };
        if !is_phrase(&odd.code) && !self.totals.contains(odd) {
            let what = message!("total-row-odd-code", text = shorten(&odd.code));
            log.warn(column, total_row(odd, what, log.place()));
        }
    }

    /// A last code that is a phrase, when no other is one: a note that commas cut into cells.
    fn warn_of_phrase(&self, column: usize, log: &mut Log) {
        let Some(last) = self.last.as_ref().filter(|_| self.count > 1 && self.phrases == 1) else { return };
        let what = message!("phrase-as-code-last", text = shorten(&last.code));
        let place = log.place().clone().at_line(last.line);
        let warning = Problem::new(Code::PhraseAsCode, place, what);
        log.warn(column, warning.hint(message!("phrase-as-code-hint")));
    }
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

/// Their first letters, by which most codes are known not to be one.
const INITIALS: &[u8] = b"tgspmaTGSPMA";

fn is_total(text: &str) -> bool {
    text.bytes().next().is_some_and(|first| INITIALS.contains(&first))
        && TOTALS.contains(&text.to_lowercase().trim_end_matches([':', '.']).trim())
}

fn is_digits(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit())
}

fn total_row(entity: &Entity, what: Message, place: &Place) -> Problem {
    let place = place.clone().at_line(entity.line);
    Problem::new(Code::TotalRow, place, what).hint(message!("total-row-hint"))
}

/// Codes that differ only in leading zeros: likely one entity, written by two programs.
pub(crate) fn warn_of_zeros(entities: &[Entity], column: usize, log: &mut Log) {
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
        // The pairs are listed as messages, because another language joins two codes with another word.
        let more = pairs.len().saturating_sub(PAIRS);
        let pairs: Vec<Message> = pairs
            .iter()
            .take(PAIRS)
            .map(|(one, other)| message!("pair", one = *one, other = *other))
            .collect();
        let what = match more {
            0 => message!("leading-zeros-pairs", pairs),
            more => message!("leading-zeros-many-pairs", pairs, more),
        };
        let place = log.place().at_line(line);
        log.warn(column, Problem::new(Code::LeadingZeros, place, what).hint(message!("leading-zeros-hint")));
    }
}

/// A code as a spreadsheet leaves it.
pub(crate) fn without_zeros(code: &str) -> &str {
    code.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warnings(codes: &[&str]) -> Vec<(Option<u64>, String)> {
        let entity = |(code, line): (&&str, u64)| Entity { line: Some(line), ..Entity::new(*code) };
        let entities: Vec<Entity> = codes.iter().zip(2..).map(entity).collect();
        let mut log = Log::new("f");
        warn_of_zeros(&entities, 0, &mut log);
        let mut profile = CodeProfile::default();
        entities.iter().for_each(|entity| profile.see(entity));
        profile.warn(0, &mut log);
        let warnings = log.finish(()).expect("warnings only").warnings;
        warnings.into_iter().map(|warning| (warning.place.line, warning.what.to_string())).collect()
    }

    #[test]
    fn leading_zeros_are_named_once_a_pair() {
        let what = "codes differ only in leading zeros: `05` and `5`".to_string();
        assert_eq!(warnings(&["05", "5", "6", "05", "5"]), [(Some(3), what)]);
        assert_eq!(warnings(&["05", "50", "0", "A0"]), []);
    }

    #[test]
    fn a_phrase_among_words_may_be_a_note() {
        let what = "the last code, `Source: DNP`, is a phrase unlike all others".to_string();
        assert_eq!(warnings(&["A", "B", "Source: DNP"]), [(Some(4), what)]);
        assert_eq!(warnings(&["City A", "B", "City C"]), []);
        assert_eq!(warnings(&["City A"]), []);
    }
}
