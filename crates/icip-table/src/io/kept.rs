//! The first problems of each kind, and how many more there are: a wrong file may hold a problem in every cell.
//!
//! Parts of a table keep theirs apart and are put together in order, so that what is kept does not depend on how the
//! table is cut.

use std::collections::BTreeMap;

use icip_problem::{Code, Place, Problem, message};

/// Problems, each with the column by which those of one line are ordered.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// How many of a kind are kept.
    most: usize,
    entries: Vec<Entry>,
    counts: BTreeMap<Kind, usize>,
}

/// Problems of one kind: those of a code, in a column where columns are kept apart.
type Kind = (usize, Code);

#[derive(Debug, Clone)]
struct Entry {
    group: usize,
    column: usize,
    problem: Problem,
}

impl Kept {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, entries: Vec::new(), counts: BTreeMap::new() }
    }

    /// Takes a problem with a cell of a column.
    pub(crate) fn push(&mut self, column: usize, problem: Problem) {
        self.push_in(0, column, problem);
    }

    /// Takes a problem of a column that may turn out to have none; the others are not counted with it.
    pub(crate) fn push_apart(&mut self, number: usize, column: usize, problem: Problem) {
        self.push_in(number, column, problem);
    }

    fn push_in(&mut self, group: usize, column: usize, problem: Problem) {
        let count = self.counts.entry((group, problem.code)).or_default();
        *count += 1;
        if *count <= self.most {
            self.entries.push(Entry { group, column, problem });
        }
    }

    /// Takes the problems that come after these.
    pub(crate) fn follow(&mut self, below: Self) {
        let mut counts = below.counts;
        for Entry { group, column, problem } in below.entries {
            if let Some(count) = counts.get_mut(&(group, problem.code)) {
                *count -= 1;
            }
            self.push_in(group, column, problem);
        }
        for (kind, more) in counts {
            *self.counts.entry(kind).or_default() += more;
        }
    }

    /// Counts further problems of a code.
    pub(crate) fn count(&mut self, code: Code, more: usize) {
        if more > 0 {
            *self.counts.entry((0, code)).or_default() += more;
        }
    }

    /// The problems of the columns that were kept apart and are `wanted`.
    pub(crate) fn of_columns(self, wanted: impl Fn(usize) -> bool) -> Self {
        let mut all = Self::new(self.most);
        let (kept, counts): (Vec<Entry>, _) = (self.entries, self.counts);
        let kept = kept.into_iter().filter(|entry| wanted(entry.group));
        let entries = kept.map(|entry| Entry { group: 0, ..entry }).collect();
        for ((group, code), count) in counts {
            if wanted(group) {
                *all.counts.entry((0, code)).or_default() += count;
            }
        }
        Self { entries, ..all }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The problems that are kept.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Problem)> {
        self.entries.iter().map(|entry| (entry.column, &entry.problem))
    }

    /// The same, to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Problem> {
        self.entries.iter_mut().map(|entry| &mut entry.problem)
    }

    /// The problems by line and column, and for each code of which there are more, how many there are.
    pub(crate) fn finish(mut self, place: &Place) -> (Vec<Problem>, Vec<Problem>) {
        self.entries.sort_by_key(|entry| (entry.problem.place.line, entry.column));
        let (mut kept, mut last) = (BTreeMap::<Code, usize>::new(), BTreeMap::new());
        for Entry { problem, .. } in &self.entries {
            *kept.entry(problem.code).or_default() += 1;
            last.insert(problem.code, problem.place.line);
        }
        let more = |((_, code), count): (Kind, usize)| {
            let more = count.saturating_sub(kept.get(&code).copied().unwrap_or_default());
            let what = message!("more-problems-of-code", count = more, code = code.word());
            let place = place.at_line(last.get(&code).copied().flatten());
            (more > 0).then(|| Problem::new(code, place, what).hint(message!("more-problems-of-code-hint")))
        };
        let more = self.counts.into_iter().filter_map(more).collect();
        (self.entries.into_iter().map(|entry| entry.problem).collect(), more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: u64) -> Problem {
        let what = message!("not-a-number-cell", text = line.to_string());
        Problem::new(Code::NotANumber, Place::file("f").line(line), what)
    }

    /// Lines of the problems that are kept, and how many more there are.
    fn lines(kept: Kept) -> (Vec<Option<u64>>, Vec<String>) {
        let (problems, more) = kept.finish(&Place::file("f"));
        let shown = |problem: &Problem| problem.what.to_string();
        (problems.iter().map(|problem| problem.place.line).collect(), more.iter().map(shown).collect())
    }

    #[test]
    fn what_is_kept_does_not_depend_on_the_parts() {
        for part in 1..=10 {
            let mut all = Kept::new(4);
            for first in (1..=10).step_by(part) {
                let mut kept = Kept::new(4);
                (first..(first + part as u64).min(11)).for_each(|line| kept.push(0, problem(line)));
                all.follow(kept);
            }
            let (kept, more) = lines(all);
            assert_eq!(kept, [1, 2, 3, 4].map(Some), "parts of {part}");
            assert_eq!(more, ["6 more problems with the code `not-a-number` are not listed"]);
        }
    }

    #[test]
    fn as_many_as_are_kept_are_listed_without_a_word() {
        let mut kept = Kept::new(2);
        [1, 2].into_iter().for_each(|line| kept.push(0, problem(line)));
        assert_eq!(lines(kept), (vec![Some(1), Some(2)], Vec::new()));
    }
}
