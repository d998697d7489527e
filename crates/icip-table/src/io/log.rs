//! The problems of one table, put in the order in which a reader meets them.

use std::collections::BTreeMap;

use super::kept::Kept;
use icip_problem::{Code, Message, Place, Problem, Problems, Report, Warned, message};

/// More equal problems than this in one column become one.
const SHOWN: usize = 5;
/// How many further lines such a problem names.
const LINES: usize = 8;

/// A problem after which nothing more can be read. Boxed, so that the good case stays small.
pub(crate) type Fatal = Box<Problem>;

/// Problems and warnings of one table.
#[derive(Clone)]
pub(crate) struct Log {
    place: Place,
    problems: Kept,
    warnings: Kept,
    /// Warnings of what lies before all else.
    first: Vec<Problem>,
}

impl Log {
    pub(crate) fn new(file: &str) -> Self {
        Self::of(&Place::file(file))
    }

    /// A log of a file, which keeps everything.
    pub(crate) fn of(place: &Place) -> Self {
        Self::within(place, usize::MAX)
    }

    /// A log of a file that keeps so many problems and warnings of each code.
    pub(crate) fn within(place: &Place, most: usize) -> Self {
        let kept = || Kept::new(most);
        Self { place: place.clone(), problems: kept(), warnings: kept(), first: Vec::new() }
    }

    /// The file, without a line.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// Says where the table is found to be.
    pub(crate) fn set_place(&mut self, place: Place) {
        self.place = place;
    }

    pub(crate) fn problem(&mut self, column: usize, problem: Problem) {
        self.problems.push(column, problem);
    }

    /// Takes problems that were collected elsewhere.
    pub(crate) fn problems(&mut self, problems: Kept) {
        self.problems.follow(problems);
    }

    /// Takes warnings that were collected elsewhere.
    pub(crate) fn warnings(&mut self, warnings: Kept) {
        self.warnings.follow(warnings);
    }

    /// Counts further problems of a code that nobody lists.
    pub(crate) fn count(&mut self, code: Code, more: usize) {
        self.problems.count(code, more);
    }

    pub(crate) fn warn(&mut self, column: usize, warning: Problem) {
        self.warnings.push(column, warning);
    }

    /// Warns of something that lies before all else, though it was found later.
    pub(crate) fn warn_first(&mut self, warning: Problem) {
        self.first.insert(0, warning);
    }

    /// Adds to the problems of the first row, on line `first`, that it may be a second line of the header on line
    /// `header`: where two or more, and most of the `columns` of numbers, hold words in it that no other row holds, such as
    /// units.
    pub(crate) fn hint_at_second_header(&mut self, header: Option<u64>, first: Option<u64>, columns: usize) {
        let (Some(header), Some(first)) = (header, first) else { return };
        let is_word = |problem: &Problem| {
            let digits = problem.what.to_string().contains(|c: char| c.is_ascii_digit());
            problem.code == Code::NotANumber && problem.place.line == Some(first) && !digits
        };
        let entries: Vec<(usize, &Problem)> = self.problems.iter().collect();
        let words: Vec<usize> = (0..entries.len()).filter(|entry| is_word(entries[*entry].1)).collect();
        let elsewhere = |entry: &usize| {
            let (column, word) = entries[*entry];
            entries.iter().any(|(other, problem)| {
                *other == column && problem.place.line != Some(first) && problem.what == word.what
            })
        };
        if words.len() < 2 || 2 * words.len() <= columns || words.iter().any(elsewhere) {
            return;
        }
        for problem in self.problems.iter_mut().filter(|problem| is_word(problem)) {
            let (header, first) = (header.to_string(), first.to_string());
            problem.hint = problem
                .hint
                .take()
                .map(|hint| message!("second-header-hint", hint, header = header, first = first));
        }
    }

    pub(crate) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// The value with its warnings, or all problems by line and column.
    pub(crate) fn finish<T>(self, value: T) -> Result<Warned<T>, Problems> {
        let mut report = Report::default();
        let (problems, more) = self.problems.finish(&self.place);
        collapse(problems).into_iter().chain(more).for_each(|problem| report.problem(problem));
        let (warnings, more) = self.warnings.finish(&self.place);
        let warnings = self.first.into_iter().chain(collapse(warnings)).chain(more);
        warnings.for_each(|warning| report.warn(warning));
        report.finish(value)
    }
}

/// What makes two problems of a file the same one.
fn key(problem: &Problem) -> (Code, Option<&str>, &Message) {
    (problem.code, problem.place.field.as_deref(), &problem.what)
}

/// Makes one problem of many equal ones, so that a column full of `ND` is one line of the list.
fn collapse(problems: Vec<Problem>) -> Vec<Problem> {
    let mut lines: BTreeMap<_, Vec<u64>> = BTreeMap::new();
    for problem in &problems {
        lines.entry(key(problem)).or_default().extend(problem.place.line);
    }
    lines.retain(|_, lines| lines.len() > SHOWN);
    if lines.is_empty() {
        return problems;
    }
    problems.iter().filter_map(|problem| joined(problem, lines.get(&key(problem)))).collect()
}

/// The problem itself, the first of many with the lines of the others, or nothing for the others.
fn joined(problem: &Problem, lines: Option<&Vec<u64>>) -> Option<Problem> {
    let Some((first, others)) = lines.and_then(|lines| lines.split_first()) else {
        return Some(problem.clone());
    };
    if problem.place.line != Some(*first) {
        return None;
    }
    let mut named: Vec<String> = others.iter().take(LINES).map(u64::to_string).collect();
    if others.len() > LINES {
        named.push("...".into());
    }
    let (count, named) = (others.len(), named.join(", "));
    let what = problem.what.clone();
    let what = match problem.place.field {
        Some(_) => message!("and-in-more-cells", what, count, lines = named),
        None => message!("and-on-more-lines", what, count, lines = named),
    };
    let mut joined = problem.clone();
    joined.what = what;
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(log: &Log, line: u64, text: &str) -> Problem {
        let what = message!("not-a-number-cell", text);
        Problem::new(Code::NotANumber, log.place().line(line).field("c"), what)
    }

    #[test]
    fn problems_come_by_line_then_column() {
        let mut log = Log::new("f");
        for (line, column, what) in [(3, 1, "c"), (2, 4, "b"), (2, 1, "a")] {
            log.problem(column, problem(&log, line, what));
        }
        let what: Vec<_> = log.finish(()).expect_err("problems").iter().map(|p| p.what.to_string()).collect();
        assert_eq!(what, ["`a` is not a number", "`b` is not a number", "`c` is not a number"]);
    }

    #[test]
    fn six_equal_problems_become_one_and_five_stay() {
        let mut log = Log::new("f");
        for line in 2..8 {
            log.problem(0, problem(&log, line, "ND"));
        }
        for line in 2..7 {
            log.problem(1, problem(&log, line, "-"));
        }
        let problems = log.finish(()).expect_err("problems");
        assert_eq!(problems.len(), 6);
        assert_eq!(
            problems.first().what.to_string(),
            "`ND` is not a number, and in 5 more cells of this column (lines 3, 4, 5, 6, 7)"
        );
    }
}
