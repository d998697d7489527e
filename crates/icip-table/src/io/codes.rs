//! Codes that are valid and yet look like a slip. This module must not refuse one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::log::Log;
use super::notes::{begins_like_note, is_phrase};
use super::shown::{listed_pairs, shorten};
use super::totals::Total;
use super::touched::{KnownCodes, Touched, without_zeros};
use crate::data::{Entity, Panel};
use icip_problem::{Code, Message, Place, Problem, message};

/// Codes unlike the others of which each is named.
const ODD: usize = 3;
/// Codes of each kind that are kept for messages.
const KEPT: usize = 1000;

/// What the codes of a table are like, without the codes.
#[derive(Debug, Default)]
pub(crate) struct CodeProfile {
    count: usize,
    digits: usize,
    phrases: usize,
    /// The first codes that are not digits.
    odd: Vec<Entity>,
    last: Option<Entity>,
    totals: Vec<Entity>,
    /// Codes that begin or end like a note, `Source:`.
    headings: Vec<Entity>,
    heading_count: usize,
    /// How many codes look like numbers that a spreadsheet has written, and the first of them.
    touched: usize,
    first_touched: Option<Entity>,
    zeros: Zeros,
    /// Whether the first row holds the numbers of the columns, and the code of the second.
    numbered: Option<Entity>,
    first: Option<Entity>,
    second: Option<String>,
}

impl CodeProfile {
    /// Counts an entity.
    pub(crate) fn see(&mut self, entity: &Entity) {
        self.count += 1;
        if self.count == 1 {
            self.first = Some(entity.clone());
        } else if self.count == 2 {
            self.second = Some(entity.code.clone());
        }
        if is_digits(&entity.code) {
            self.digits += 1;
            self.zeros.see(entity);
        } else {
            self.see_odd(entity);
        }
        if is_total(&entity.code) || entity.name.as_deref().is_some_and(is_total) {
            keep(&mut self.totals, entity);
        }
        // Only a phrase without another is worth to be kept.
        let phrase = is_phrase(&entity.code);
        self.phrases += usize::from(phrase);
        self.last = (phrase && self.phrases == 1).then(|| entity.clone());
    }

    fn see_odd(&mut self, entity: &Entity) {
        if self.odd.len() <= ODD {
            self.odd.push(entity.clone());
        }
        if looks_like_note(&entity.code) {
            self.heading_count += 1;
            keep(&mut self.headings, entity);
        }
        if Touched::of(&entity.code).is_some() {
            self.touched += 1;
            self.first_touched.get_or_insert_with(|| entity.clone());
        }
    }

    /// Notes that the cells of the first row are 1, 2, 3 and so on.
    pub(crate) fn see_numbers(&mut self, entity: &Entity) {
        self.numbered = Some(entity.clone());
    }

    /// Takes the entities that stand further down.
    pub(crate) fn follow(&mut self, below: Self) {
        let code = |entity: &Entity| entity.code.clone();
        match self.count {
            0 => (self.numbered, self.second) = (below.numbered, below.second),
            1 => self.second = below.first.as_ref().map(code),
            _ => {}
        }
        if self.first.is_none() {
            self.first = below.first;
        }
        if below.count > 0 {
            self.last = below.last;
        }
        self.count += below.count;
        self.digits += below.digits;
        self.phrases += below.phrases;
        self.odd.extend(below.odd);
        self.odd.truncate(ODD + 1);
        self.headings.extend(below.headings);
        self.headings.truncate(KEPT);
        self.heading_count += below.heading_count;
        self.touched += below.touched;
        self.first_touched = self.first_touched.take().or(below.first_touched);
        self.zeros.follow(below.zeros);
        self.totals.extend(below.totals);
        self.totals.truncate(KEPT);
    }

    /// The line of the first entity.
    pub(crate) fn first_line(&self) -> Option<u64> {
        self.first.as_ref().and_then(|entity| entity.line)
    }

    /// How many entities there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Warns of codes that look like a slip, with the rows that are the sum or the mean of the others. `column` is
    /// the position of the code.
    pub(crate) fn warn(&self, sums: &[(&Entity, Total)], column: usize, log: &mut Log) {
        self.warn_of_phrase(column, log);
        self.warn_of_totals(sums, column, log);
        self.warn_of_touched(column, log);
        self.zeros.warn(column, log);
        self.report_numbers(column, log);
    }

    /// A row of sums or means under a table: as an entity it would be ranked, and widen every scale that
    /// comes from the sample.
    fn warn_of_totals(&self, sums: &[(&Entity, Total)], column: usize, log: &mut Log) {
        let mut warn = |entity: &Entity, what| log.warn(column, total_row(entity, what, log.place()));
        for entity in &self.totals {
            warn(entity, message!("total-row-named", text = shorten(total_word(entity))));
        }
        // Where all codes are so, they are no notes. The last phrase is told as such.
        let all = self.heading_count == self.count;
        let told = |entity: &Entity| self.totals.contains(entity) || self.only_phrase() == Some(entity);
        let headings = self.headings.iter().filter(|entity| !all && !told(entity));
        for entity in headings {
            warn(entity, note_code(&entity.code));
        }
        for (entity, total) in sums.iter().filter(|(entity, _)| !self.totals.contains(entity)) {
            warn(entity, sum_or_mean(entity, *total));
        }
        // In a short table a few codes unlike the others are no surprise.
        let few = self.count > 5 && self.odd.len() <= ODD && self.digits + self.odd.len() == self.count;
        if !few || self.digits < 2 * self.odd.len() {
            return;
        }
        let told = |odd: &Entity| {
            let by_sum = sums.iter().any(|(entity, _)| entity.code == odd.code);
            by_sum || self.totals.contains(odd) || self.headings.contains(odd)
        };
        let plain = |odd: &&Entity| !is_phrase(&odd.code) && !told(odd) && Touched::of(&odd.code).is_none();
        for odd in self.odd.iter().filter(plain) {
            let text = shorten(&odd.code);
            warn(
                odd,
                match self.odd.len() {
                    1 => message!("total-row-odd-code", text),
                    count => message!("total-row-odd-codes", text, count),
                },
            );
        }
    }

    /// Codes that a spreadsheet has taken for numbers.
    fn warn_of_touched(&self, column: usize, log: &mut Log) {
        let Some(first) = &self.first_touched else { return };
        let (text, more) = (shorten(&first.code), self.touched - 1);
        let what = match more {
            0 => message!("touched-code-one", text),
            more => message!("touched-code-more", text, more),
        };
        let place = log.place().at_line(first.line);
        log.warn(column, Problem::new(Code::TouchedCode, place, what).hint(message!("touched-code-hint")));
    }

    /// A row of the numbers of columns, unless the codes themselves are 1, 2, 3.
    fn report_numbers(&self, column: usize, log: &mut Log) {
        let Some(entity) = self.numbered.as_ref().filter(|_| self.second.as_deref() != Some("2")) else {
            return;
        };
        if self.second.is_some() {
            let place = log.place().at_line(entity.line);
            let problem = Problem::new(Code::ColumnNumbers, place, message!("column-numbers-row"));
            log.problem(column, problem.hint(message!("repeated-header-hint")));
        }
    }

    /// The last code, when it is a phrase and no other is one.
    fn only_phrase(&self) -> Option<&Entity> {
        self.last.as_ref().filter(|_| self.count > 1 && self.phrases == 1)
    }

    /// A last code that is a phrase, when no other is one: a note that commas cut into cells.
    fn warn_of_phrase(&self, column: usize, log: &mut Log) {
        let Some(last) = self.only_phrase() else { return };
        let what = message!("phrase-as-code-last", text = shorten(&last.code));
        let place = log.place().clone().at_line(last.line);
        let warning = Problem::new(Code::PhraseAsCode, place, what);
        log.warn(column, warning.hint(message!("phrase-as-code-hint")));
    }
}

/// Words by which spreadsheets call rows that are not entities.
const TOTALS: [&str; 9] =
    ["gran total", "grand total", "media", "mean", "nacional", "national", "suma", "sum", "overall"];

/// Words that begin the names of such rows: `Total nacional`, `Promedio general`.
const BEGINNINGS: [&str; 5] = ["total", "totales", "subtotal", "promedio", "average"];

/// Their first letters, by which most codes are known not to be one.
const INITIALS: &[u8] = b"tgspmanoTGSPMANO";

/// Whether a code is like the heading of a note, or like a comment.
pub(crate) fn looks_like_note(code: &str) -> bool {
    begins_like_note(code) || code.starts_with('#')
}

/// What a code that looks like a note is.
pub(crate) fn note_code(code: &str) -> Message {
    let text = shorten(code);
    match code.starts_with('#') {
        true => message!("total-row-comment", text),
        false => message!("total-row-heading", text),
    }
}

/// What an entity is that is the sum or the mean of the others.
pub(crate) fn sum_or_mean(entity: &Entity, total: Total) -> Message {
    let text = shorten(entity.label());
    match (total, &entity.period) {
        (Total::Sum, None) => message!("total-row-sum", text),
        (Total::Mean, None) => message!("total-row-mean", text),
        (Total::Sum, Some(_)) => message!("total-row-sum-of-period", text),
        (Total::Mean, Some(_)) => message!("total-row-mean-of-period", text),
    }
}

/// Keeps an entity, where not enough are kept.
fn keep(entities: &mut Vec<Entity>, entity: &Entity) {
    if entities.len() < KEPT {
        entities.push(entity.clone());
    }
}

/// Whether a name is that of a row of totals or means.
pub(crate) fn is_total(text: &str) -> bool {
    if !text.bytes().next().is_some_and(|first| INITIALS.contains(&first)) {
        return false;
    }
    let lower = text.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    BEGINNINGS.contains(&first) || TOTALS.contains(&lower.trim_end_matches([':', '.']).trim())
}

/// What of an entity is the name of a row of totals: its name, or else its code.
pub(crate) fn total_word(entity: &Entity) -> &str {
    entity.name.as_deref().filter(|name| is_total(name)).unwrap_or(&entity.code)
}

/// The lengths of codes of digits: where some begin with a zero all of them have one length, and a shorter code has lost its own.
#[derive(Debug, Default)]
struct Zeros {
    /// The fewest and the most digits of codes that begin with a zero.
    of_zeros: Option<(usize, usize)>,
    /// How many codes have each number of digits, and the first of them.
    lengths: BTreeMap<usize, (usize, Entity)>,
}

impl Zeros {
    fn see(&mut self, entity: &Entity) {
        let length = entity.code.len();
        if entity.code.starts_with('0') {
            let (least, most) = self.of_zeros.unwrap_or((length, length));
            self.of_zeros = Some((least.min(length), most.max(length)));
        }
        match self.lengths.get_mut(&length) {
            Some((count, _)) => *count += 1,
            None => drop(self.lengths.insert(length, (1, entity.clone()))),
        }
    }

    /// Takes the codes that stand further down.
    fn follow(&mut self, below: Self) {
        self.of_zeros = match (self.of_zeros, below.of_zeros) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (own, other) => own.or(other),
        };
        for (length, (count, entity)) in below.lengths {
            self.lengths.entry(length).and_modify(|(own, _)| *own += count).or_insert((count, entity));
        }
    }

    fn warn(&self, column: usize, log: &mut Log) {
        let longest = self.lengths.keys().next_back().copied().unwrap_or_default();
        if self.of_zeros != Some((longest, longest)) {
            return;
        }
        let shorter = || self.lengths.range(..longest).map(|(_, found)| found);
        let count: usize = shorter().map(|(count, _)| count).sum();
        let first = shorter().map(|(_, entity)| entity).min_by_key(|entity| entity.line);
        if let Some(first) = first {
            let (text, digits) = (shorten(&first.code), longest.to_string());
            let what = message!("touched-code-zeros", count, text, digits = digits.clone());
            let problem = Problem::new(Code::TouchedCode, log.place().at_line(first.line), what);
            log.warn(column, problem.hint(message!("touched-code-zeros-hint", digits)));
        }
    }
}

/// A warning where codes of one panel are in another one with other zeros in front, as if a spreadsheet had taken them for numbers:
/// what is compared would be two entities.
pub fn differ_in_zeros(first: &Panel, last: &Panel) -> Option<Problem> {
    let codes =
        |panel: &'_ Panel| panel.entities().iter().map(|entity| entity.code.clone()).collect::<BTreeSet<_>>();
    let (before, after) = (codes(first), codes(last));
    let known = KnownCodes::new(before.difference(&after));
    let pairs = after.difference(&before).filter_map(|code| Some((known.meant_by(code)?, code.as_str())));
    Alike { pairs: pairs.collect(), line: None }.in_zeros(&last.schema().source())
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
    let alike = Alike::of(entities, |code| Cow::Borrowed(without_zeros(code)));
    if let Some(warning) = alike.in_zeros(log.place()) {
        log.warn(column, warning);
    }
}

/// Codes that differ only in case: likely one entity, written by two people.
pub(crate) fn warn_of_case(entities: &[Entity], column: usize, log: &mut Log) {
    let alike = Alike::of(entities, |code| Cow::Owned(code.to_lowercase()));
    let Some((pairs, more)) = alike.named() else { return };
    let what = match more {
        0 => message!("letter-case-pairs", pairs),
        more => message!("letter-case-many-pairs", pairs, more),
    };
    let place = log.place().at_line(alike.line);
    log.warn(column, Problem::new(Code::LetterCase, place, what).hint(message!("letter-case-hint")));
}

/// Codes that are the same in some form, and the line of the first that is not the first of its form.
struct Alike<'a> {
    pairs: BTreeSet<(&'a str, &'a str)>,
    line: Option<u64>,
}

impl<'a> Alike<'a> {
    fn of(entities: &'a [Entity], form: impl Fn(&'a str) -> Cow<'a, str>) -> Self {
        let mut seen: BTreeMap<Cow<'_, str>, &str> = BTreeMap::new();
        let mut alike = Self { pairs: BTreeSet::new(), line: None };
        for entity in entities.iter().filter(|entity| !entity.code.is_empty()) {
            let code = entity.code.as_str();
            let first = *seen.entry(form(code)).or_insert(code);
            if first != code && alike.pairs.insert((first, code)) {
                alike.line = alike.line.or(entity.line);
            }
        }
        alike
    }

    /// The warning of pairs that differ only in leading zeros; nothing where there is none.
    fn in_zeros(&self, place: &Place) -> Option<Problem> {
        let (pairs, more) = self.named()?;
        let what = match more {
            0 => message!("leading-zeros-pairs", pairs),
            more => message!("leading-zeros-many-pairs", pairs, more),
        };
        let problem = Problem::new(Code::LeadingZeros, place.at_line(self.line), what);
        Some(problem.hint(message!("leading-zeros-hint")))
    }

    /// The first pairs, and how many more there are; nothing where there is none.
    fn named(&self) -> Option<(Vec<Message>, usize)> {
        listed_pairs(self.pairs.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warnings(codes: &[&str]) -> Vec<(Option<u64>, String)> {
        let entity = |(code, line): (&&str, u64)| Entity { line: Some(line), ..Entity::new(*code) };
        let entities: Vec<Entity> = codes.iter().zip(2..).map(entity).collect();
        let mut log = Log::new("f");
        warn_of_zeros(&entities, 0, &mut log);
        warn_of_case(&entities, 0, &mut log);
        let mut profile = CodeProfile::default();
        entities.iter().for_each(|entity| profile.see(entity));
        profile.warn(&[], 0, &mut log);
        let warnings = log.finish(()).expect("warnings only").warnings;
        warnings.into_iter().map(|warning| (warning.place.line, warning.what.to_string())).collect()
    }

    #[test]
    fn leading_zeros_are_named_once_a_pair() {
        let what = "codes differ only in leading zeros: `05` and `5`".to_string();
        let short =
            "3 codes, such as `5`, are shorter than those that begin with a zero, all of which have 2 digits";
        assert_eq!(warnings(&["05", "5", "6", "05", "5"]), [(Some(3), what), (Some(3), short.to_owned())]);
        assert_eq!(warnings(&["05", "50", "0", "A0"]), []);
    }

    #[test]
    fn codes_that_differ_only_in_case_are_named() {
        let what = "codes differ only in case: `BOG` and `bog`, `Ñ1` and `ñ1`".to_string();
        assert_eq!(warnings(&["BOG", "MED", "bog", "Ñ1", "ñ1", "bog"]), [(Some(4), what)]);
    }

    #[test]
    fn a_phrase_among_words_may_be_a_note() {
        let what = "the last code, `Source: DNP`, is a phrase unlike all others".to_string();
        assert_eq!(warnings(&["A", "B", "Source: DNP"]), [(Some(4), what)]);
        assert_eq!(warnings(&["City A", "B", "City C"]), []);
        assert_eq!(warnings(&["City A"]), []);
    }
}
