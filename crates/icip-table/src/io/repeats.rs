//! Codes that occur twice, found without keeping them: sixteen bytes per row, sorted at the end.
//!
//! Equal fingerprints are only a suspicion. The suspects are looked up in the file again, and what is
//! said of them is said of their texts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::log::Log;
use super::touched::without_zeros;
use crate::data::Entity;
use icip_num::exec::{self, Par};
use icip_problem::{Code, Problem, message};

/// The bits that tell apart codes which differ only in leading zeros or in case.
const FORM: u64 = 0xFFFF;

/// What is kept of a row: a hash of its code in small letters and without leading zeros, with what those were in the
/// lowest bits, and a hash of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fingerprint {
    code: u64,
    period: u64,
}

impl Fingerprint {
    /// The fingerprint of an entity that has a code.
    pub(crate) fn of(entity: &Entity) -> Option<Self> {
        let fingerprint =
            || Self { code: hash_of_code(&entity.code), period: entity.period.as_ref().map_or(0, hash) };
        (!entity.code.is_empty()).then(fingerprint)
    }

    fn bare(self) -> u64 {
        self.code & !FORM
    }
}

fn hash(value: impl Hash) -> u64 {
    // Any hash will do: equal ones are looked up in the file, so nothing that is reported depends on them.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn hash_of_code(code: &str) -> u64 {
    let bare = without_zeros(code);
    let mut form = (code.len() - bare.len()) as u64;
    let lower = if bare.is_ascii() { Cow::Borrowed(bare) } else { Cow::Owned(bare.to_lowercase()) };
    if let Cow::Owned(_) = lower {
        form ^= hash(bare);
    }
    let mut hasher = DefaultHasher::new();
    // Most codes are ASCII, and no memory is asked for one of them.
    for part in lower.as_bytes().chunks(PART) {
        let mut bytes = [0; PART];
        for (to, byte) in bytes.iter_mut().zip(part) {
            *to = byte.to_ascii_lowercase();
            form = form.wrapping_mul(31) ^ u64::from(byte.is_ascii_uppercase());
        }
        hasher.write(&bytes[..part.len()]);
    }
    hasher.finish() & !FORM | form & FORM
}

/// Bytes of a code that are hashed at once.
const PART: usize = 32;

/// Rows that may share code and period, and codes that may differ in leading zeros or in case alone.
#[derive(Debug, Default)]
pub(crate) struct Suspects {
    rows: BTreeSet<Fingerprint>,
    codes: BTreeSet<u64>,
    /// Periods with far fewer rows than others.
    periods: BTreeSet<u64>,
    /// Rows of the period in the middle, when periods are put in order by their rows.
    usual: usize,
    /// Rows that repeat others, and how many of them are listed.
    repeated: usize,
    most: usize,
}

impl Suspects {
    /// The suspects among the fingerprints of all rows, of which so many are looked up in the file: a file that was
    /// put together twice has as many as it has rows.
    pub(crate) fn among(mut all: Vec<Fingerprint>, most: usize, par: Par) -> Self {
        exec::sort(par, &mut all);
        let (periods, usual) = sparse(all.iter().map(|fingerprint| fingerprint.period));
        let mut suspects = Self { periods, usual, most, ..Self::default() };
        for pair in all.windows(2).filter(|pair| pair[0].bare() == pair[1].bare()) {
            if pair[0].code != pair[1].code {
                suspects.codes.insert(pair[0].bare());
            }
            if pair[0] == pair[1] {
                suspects.repeated += 1;
                if suspects.rows.len() < most.max(1) {
                    suspects.rows.insert(pair[0]);
                }
            }
        }
        suspects
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.codes.is_empty() && self.periods.is_empty()
    }
}

/// The periods with less than a third of the rows that the one in the middle has, and how many that has.
pub(crate) fn sparse<T: Ord + Clone>(periods: impl Iterator<Item = T>) -> (BTreeSet<T>, usize) {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    let mut last: Option<(T, usize)> = None;
    // Rows of one period often stand together, so that most need no search.
    for period in periods {
        match &mut last {
            Some((same, count)) if *same == period => *count += 1,
            _ => {
                if let Some((period, count)) = last.replace((period, 1)) {
                    *counts.entry(period).or_default() += count;
                }
            }
        }
    }
    if let Some((period, count)) = last {
        *counts.entry(period).or_default() += count;
    }
    let mut sizes: Vec<usize> = counts.values().copied().collect();
    sizes.sort_unstable();
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    (counts.into_iter().filter(|(_, count)| 3 * count < usual).map(|(period, _)| period).collect(), usual)
}

/// The suspects as they stand in the file.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    /// Entities that may stand twice.
    pub(crate) entities: Vec<Entity>,
    /// The first row of each code that may differ from another in leading zeros or in case alone.
    pub(crate) alike: Vec<Entity>,
    codes: BTreeSet<String>,
    /// Rows of each period that has far fewer than others, and the line of the first.
    periods: BTreeMap<String, (usize, Option<u64>)>,
    usual: usize,
    /// Rows that repeat others, where not all of them are kept; nothing otherwise.
    pub(crate) repeated: Option<usize>,
}

impl Repeats {
    /// Counts a row of a period that has far fewer than others; `usual` is how many those have.
    pub(crate) fn see_sparse(&mut self, period: &str, line: Option<u64>, usual: usize) {
        self.usual = usual;
        self.periods.entry(period.to_owned()).or_insert((0, line)).0 += 1;
    }

    /// Warns of periods with far fewer rows than others.
    pub(crate) fn warn_of_sparse_periods(&self, log: &mut Log) {
        for (period, (count, line)) in &self.periods {
            let what = message!("sparse-period-rows", period, count = *count, usual = self.usual);
            log.warn(0, Problem::new(Code::SparsePeriod, log.place().at_line(*line), what));
        }
    }

    /// Keeps an entity that is suspect.
    pub(crate) fn look_at(&mut self, entity: &Entity, suspects: &Suspects) {
        let Some(fingerprint) = Fingerprint::of(entity) else { return };
        if let Some(period) =
            entity.period.as_ref().filter(|_| suspects.periods.contains(&fingerprint.period))
        {
            self.see_sparse(period, entity.line, suspects.usual);
        }
        if suspects.rows.contains(&fingerprint) {
            // The first row of each, and those that repeat one.
            if self.entities.len() < suspects.rows.len().saturating_add(suspects.most.max(1)) {
                self.entities.push(Entity { groups: Vec::new(), ..entity.clone() });
            }
            if suspects.repeated > suspects.most {
                self.repeated = Some(suspects.repeated);
            }
        }
        if suspects.codes.contains(&fingerprint.bare()) && self.codes.insert(entity.code.clone()) {
            self.alike.push(entity.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suspects(codes: &[&str]) -> Suspects {
        let all = codes.iter().filter_map(|code| Fingerprint::of(&Entity::new(*code))).collect();
        Suspects::among(all, usize::MAX, Par::Seq)
    }

    #[test]
    fn only_codes_that_may_repeat_are_suspect() {
        assert!(suspects(&["A", "B", "05", "6", "", ""]).is_empty());
        let twice = suspects(&["A", "B", "A"]);
        assert_eq!((twice.rows.len(), twice.codes.len()), (1, 0));
        let zeros = suspects(&["05", "6", "5", "005"]);
        assert_eq!((zeros.rows.len(), zeros.codes.len()), (0, 1));
        let case = suspects(&["BOG", "bog", "MED", "Ñ", "ñ", "6"]);
        assert_eq!((case.rows.len(), case.codes.len()), (0, 2));
        let many = ["0".repeat(300), "0".repeat(400)];
        assert!(!suspects(&[&many[0], &many[1]]).is_empty());
    }

    #[test]
    fn a_suspicion_is_not_a_finding() {
        // As if two codes had one fingerprint: both are kept, with their texts.
        let entities = [Entity::new("A"), Entity::new("B")];
        let rows = entities.iter().filter_map(Fingerprint::of).collect();
        let suspects = Suspects { rows, ..Suspects::default() };
        let mut repeats = Repeats::default();
        entities.iter().for_each(|entity| repeats.look_at(entity, &suspects));
        assert_eq!(repeats.entities.len(), 2);
        assert!(crate::data::Panel::builder().entities(repeats.entities).build().is_ok());
    }
}
