//! What is wrong with an input, and where.
//!
//! Everything that reads what a person wrote (framework, structure, data) collects
//! [`Problem`]s in a [`Report`] and goes on, so that one run shows all of them. A phase that
//! found at least one problem ends with [`Problems`]; its warnings travel beside the value.

use std::fmt;
use std::sync::Arc;

/// Where in the input a problem lies. Every part is optional; what is known is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file as the caller gave it.
    pub file: Option<Arc<str>>,
    /// Line, counted from 1.
    pub line: Option<u64>,
    /// Column name of a table, or key path of a TOML file.
    pub field: Option<String>,
    /// Code of the entity.
    pub entity: Option<String>,
}

impl Place {
    /// A place in a file.
    pub fn file(name: &str) -> Self {
        Self { file: Some(name.into()), ..Self::default() }
    }

    /// The same place at a line.
    #[must_use]
    pub fn line(&self, line: u64) -> Self {
        Self { line: Some(line), ..self.clone() }
    }

    /// The same place at a column or key.
    #[must_use]
    pub fn field(&self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self.clone() }
    }

    /// The same place at an entity.
    #[must_use]
    pub fn entity(&self, code: impl Into<String>) -> Self {
        Self { entity: Some(code.into()), ..self.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        match (&self.file, self.line) {
            (Some(file), Some(line)) => parts.push(format!("{file} line {line}")),
            (Some(file), None) => parts.push(file.to_string()),
            (None, Some(line)) => parts.push(format!("line {line}")),
            (None, None) => {}
        }
        if let Some(field) = &self.field {
            parts.push(format!("`{field}`"));
        }
        if let Some(entity) = &self.entity {
            parts.push(format!("entity `{entity}`"));
        }
        f.write_str(&parts.join(", "))
    }
}

/// One thing that is wrong, or worth a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A stable word for programs, such as `unknown-parent`.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What it is: a lowercase fragment with the offending value in backticks.
    pub what: String,
    /// What would be allowed, or what to do.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(code: &'static str, place: Place, what: impl Into<String>) -> Self {
        Self { code, place, what: what.into(), hint: None }
    }

    /// The same problem with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.what)?;
        if let Some(hint) = &self.hint {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

/// All problems of a phase, never none, in the order of the source. `{}` shows the first and how many
/// more there are, `{:?}` all of them, a line each, so that `?` in a `main` tells everything.
#[derive(Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.0.iter().enumerate() {
            let gap = if position == 0 { "" } else { "\n" };
            write!(f, "{gap}{problem}")?;
        }
        Ok(())
    }
}

impl Problems {
    /// The problems, first in the file first.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// How many there are; at least one.
    #[expect(clippy::len_without_is_empty, reason = "there is always at least one")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The first problem.
    pub fn first(&self) -> &Problem {
        &self.0[0]
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0[0])?;
        match self.0.len() - 1 {
            0 => Ok(()),
            1 => write!(f, " (and 1 more problem)"),
            more => write!(f, " (and {more} more problems)"),
        }
    }
}

impl std::error::Error for Problems {}

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
        self.problems.push(problem);
    }

    /// Notes a warning.
    pub fn warn(&mut self, warning: Problem) {
        self.warnings.push(warning);
    }

    /// Whether a problem of this code was noted.
    pub fn has_problems_of(&self, code: &str) -> bool {
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

/// The known word nearest to `word`, when it is near enough to be a slip of the hand.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(&lower, &k.to_lowercase()), k))
        .filter(|(distance, k)| match k.chars().count().min(word.chars().count()) {
            // Every letter is one slip from every other.
            0..=2 => *distance == 0,
            length => *distance <= 1 + length / 4,
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, k)| k)
}

/// `did you mean ...` or the list of what is allowed.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let all: Vec<String> = known.into_iter().map(|k| format!("`{k}`")).collect();
            format!("allowed: {}", all.join(", "))
        }
    }
}

/// `1 row`, `2 rows`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
