//! Groups that are written in several ways, as if several people had filled in the table. This module must not change one.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::log::Log;
use super::shown::{listed_pairs, shorten};
use icip_problem::{Code, Problem, message};

/// Groups of a column that are kept: the first ones, so that how a table is cut does not matter.
const KEPT: usize = 1000;
/// Characters of a group that are shown in any case.
const LONG: usize = 60;

/// The groups of each column, by its position, with the line on which each of them stands first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spellings {
    columns: BTreeMap<usize, BTreeMap<String, u64>>,
}

impl Spellings {
    /// Notes the group of a row.
    pub(crate) fn see(&mut self, column: usize, line: u64, group: &str) {
        let groups = self.columns.entry(column).or_default();
        if !groups.contains_key(group) && groups.len() < KEPT {
            groups.insert(group.to_owned(), line);
        }
    }

    /// Takes the groups of rows that stand further down.
    pub(crate) fn follow(&mut self, below: Self) {
        for (column, found) in below.columns {
            let mut found: Vec<(String, u64)> = found.into_iter().collect();
            found.sort_by_key(|(_, line)| *line);
            found.iter().for_each(|(group, line)| self.see(column, *line, group));
        }
    }

    /// Warns of groups that differ only in case, accents and blanks.
    pub(crate) fn warn(&self, name: impl Fn(usize) -> String, log: &mut Log) {
        for (column, groups) in &self.columns {
            let mut alike: BTreeMap<String, Vec<(u64, &str)>> = BTreeMap::new();
            for (group, line) in groups {
                alike.entry(plain(group)).or_default().push((*line, group));
            }
            // Each further spelling of a group by its line, with the first one.
            let mut pairs: Vec<(u64, &str, &str)> = Vec::new();
            for mut spellings in alike.into_values() {
                spellings.sort_unstable();
                let (_, one) = spellings[0];
                pairs.extend(spellings[1..].iter().map(|(line, other)| (*line, one, *other)));
            }
            pairs.sort_by_key(|(line, ..)| *line);
            let line = pairs.first().map(|(line, ..)| *line);
            let shown = pairs.iter().map(|(_, one, other)| (shown(one), shown(other)));
            let Some((pairs, more)) = listed_pairs(shown) else { continue };
            let place = log.place().at_line(line).field(name(*column));
            let what = match more {
                0 => message!("similar-groups-pairs", pairs),
                more => message!("similar-groups-many-pairs", pairs, more),
            };
            let problem = Problem::new(Code::SimilarGroups, place, what);
            log.warn(*column, problem.hint(message!("similar-groups-hint")));
        }
    }
}

/// A group as it is shown; blanks of a short one are what it may differ in.
fn shown(group: &str) -> String {
    if group.chars().count() <= LONG { group.to_owned() } else { shorten(group) }
}

/// A text as people compare it: small letters without accents, and one blank between words.
fn plain(text: &str) -> String {
    let letters: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warnings(spellings: &Spellings) -> Vec<(Option<u64>, String)> {
        let mut log = Log::new("f");
        spellings.warn(|_| "orden".to_owned(), &mut log);
        let warnings = log.finish(()).expect("warnings only").warnings;
        warnings.into_iter().map(|warning| (warning.place.line, warning.what.to_string())).collect()
    }

    fn seen(groups: &[&str], from: u64) -> Spellings {
        let mut spellings = Spellings::default();
        groups.iter().zip(from..).for_each(|(group, line)| spellings.see(3, line, group));
        spellings
    }

    #[test]
    fn case_accents_and_blanks_make_no_other_group() {
        let found =
            warnings(&seen(&["Nación", "Territorio", "NACION", "nación", "Nación  pura", "Nación pura"], 2));
        let what = "groups differ only in case, accents or blanks: `Nación` and `NACION`, `Nación` and `nación`, `Nación  pura` and `Nación pura`";
        assert_eq!(found, [(Some(4), what.to_owned())]);
        // Another letter, a sign or a number is another group.
        assert_eq!(warnings(&seen(&["1-2", "12", "E.S.E.", "ESE", "año", "ana"], 2)), []);
    }

    #[test]
    fn what_is_kept_does_not_depend_on_how_the_table_is_cut() {
        let groups: Vec<String> =
            (0..2 * KEPT).map(|at| format!("{}{}", at % 1500, ["a", "A"][at % 2])).collect();
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        let whole = warnings(&seen(&groups, 2));
        for cut in [1, 700, 1400] {
            let mut parts = seen(&groups[..cut], 2);
            parts.follow(seen(&groups[cut..], 2 + cut as u64));
            assert_eq!(warnings(&parts), whole);
        }
    }
}
