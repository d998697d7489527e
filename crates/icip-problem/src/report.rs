//! Collecting the problems and warnings of a phase.

use crate::{Code, Problem, Problems, Severity};

/// A value, and what deserves a word although the value stands.
#[derive(Debug, Clone)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// Warnings in the order of the source.
    pub warnings: Vec<Problem>,
}

/// Collects the problems and warnings of one phase.
#[derive(Debug, Default)]
pub struct Report {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl From<Result<Vec<Problem>, Problems>> for Report {
    fn from(phase: Result<Vec<Problem>, Problems>) -> Self {
        match phase {
            Ok(warnings) => Self { warnings, ..Self::default() },
            Err(Problems(problems)) => Self { problems, ..Self::default() },
        }
    }
}

impl Report {
    /// Notes a problem: the phase will fail, after everything else was looked at.
    pub fn problem(&mut self, problem: Problem) {
        debug_assert_eq!(problem.code.severity(), Severity::Error, "`{}` is an error here", problem.code);
        self.problems.push(problem);
    }

    /// Notes a warning.
    pub fn warn(&mut self, warning: Problem) {
        debug_assert_ne!(warning.code.severity(), Severity::Error, "`{}` is a warning here", warning.code);
        self.warnings.push(warning);
    }

    /// Takes the problems or the warnings of a part of the phase; its value where it has one.
    ///
    /// ```
    /// use icip_problem::{Problems, Report, Warned};
    /// let mut report = Report::default();
    /// let part: Result<Warned<u8>, Problems> = Ok(Warned { value: 1, warnings: Vec::new() });
    /// assert_eq!(report.take(part), Some(1));
    /// ```
    pub fn take<T>(&mut self, part: Result<Warned<T>, Problems>) -> Option<T> {
        match part {
            Ok(Warned { value, warnings }) => {
                self.warnings.extend(warnings);
                Some(value)
            }
            Err(Problems(problems)) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    /// Whether a problem of this code was noted.
    pub fn has_problems_of(&self, code: Code) -> bool {
        self.problems.iter().any(|problem| problem.code == code)
    }

    /// Number of problems noted.
    pub fn problem_count(&self) -> usize {
        self.problems.len()
    }

    /// Whether a problem was noted.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// The value with its warnings, or all problems sorted by file and line.
    ///
    /// # Errors
    /// All problems noted, when there is at least one.
    pub fn finish<T>(self, value: T) -> Result<Warned<T>, Problems> {
        match self.into_problems() {
            Ok(warnings) => Ok(Warned { value, warnings }),
            Err(problems) => Err(problems),
        }
    }

    /// The warnings, or all problems sorted by file and line.
    ///
    /// # Errors
    /// All problems noted, when there is at least one.
    pub fn into_problems(mut self) -> Result<Vec<Problem>, Problems> {
        if self.problems.is_empty() {
            Ok(self.warnings)
        } else {
            self.problems.sort_by(|a, b| (&a.place.file, a.place.line).cmp(&(&b.place.file, b.place.line)));
            Err(Problems(self.problems))
        }
    }
}
