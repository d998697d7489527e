//! What is wrong with an input.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::{Code, Message, Place, Value, message};

/// One thing that is wrong, or worth a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// What kind of problem it is; programs decide on this.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// What it is: a lowercase fragment with the offending value in backticks.
    pub what: Message,
    /// What would be allowed, or what to do.
    pub hint: Option<Message>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(code: Code, place: Place, what: impl Into<Message>) -> Self {
        Self { code, place, what: what.into(), hint: None }
    }

    /// The same problem with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<&Problem> for Message {
    /// The whole problem: its place, what it is, and the hint.
    fn from(problem: &Problem) -> Self {
        let what = problem.what.clone();
        let what = match problem.hint.clone() {
            Some(hint) => message!("problem-with-hint", what, hint),
            None => what,
        };
        match problem.place.message() {
            Some(place) => message!("problem-at-place", place, what),
            None => what,
        }
    }
}

impl From<&Problem> for Value {
    fn from(problem: &Problem) -> Self {
        Message::from(problem).into()
    }
}

impl Problem {
    /// What stands in the place, where the message names it: the text of a cell, or a value.
    pub fn value(&self) -> Option<String> {
        let (_, value) = self.what.values().find(|(name, _)| matches!(*name, "text" | "value"))?;
        Some(value.to_string())
    }
}

/// A flat table row: `severity`, `code`, `entity`, `field`, `value`, `file`, `line`, `cell` (of a workbook, such as
/// `Respuestas!F17`), `what` and `hint`, with texts in the language of the messages and nothing for what is not known.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Place { file, line, field, entity, .. } = &self.place;
        let mut row = serializer.serialize_struct("Problem", 10)?;
        row.serialize_field("severity", self.code.severity().word())?;
        row.serialize_field("code", &self.code.to_string())?;
        row.serialize_field("entity", entity)?;
        row.serialize_field("field", field)?;
        row.serialize_field("value", &self.value())?;
        row.serialize_field("file", &file.as_deref())?;
        row.serialize_field("line", line)?;
        row.serialize_field("cell", &self.place.sheet_or_cell())?;
        row.serialize_field("what", &self.what.to_string())?;
        row.serialize_field("hint", &self.hint.as_ref().map(ToString::to_string))?;
        row.end()
    }
}

/// The list of the problems.
impl Serialize for Problems {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Message::from(self).fmt(f)
    }
}

/// All problems of a phase, never none, in the order of the source. `{}` shows the first and how many
/// more there are, `{:?}` all of them, a line each, so that `?` in a `main` tells everything.
#[derive(Clone, PartialEq, Eq)]
pub struct Problems(pub(crate) Vec<Problem>);

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

    /// The same problems, each changed.
    #[must_use]
    pub fn map(self, change: impl FnMut(Problem) -> Problem) -> Self {
        Self(self.0.into_iter().map(change).collect())
    }

    /// The first problem alone.
    pub fn into_first(mut self) -> Problem {
        self.0.swap_remove(0)
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<Box<Problem>> for Problems {
    fn from(problem: Box<Problem>) -> Self {
        Self(vec![*problem])
    }
}

impl From<&Problems> for Message {
    /// The first problem, and how many more there are.
    fn from(problems: &Problems) -> Self {
        let first = Self::from(problems.first());
        match problems.len() - 1 {
            0 => first,
            more => message!("problem-and-more", first, more),
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Message::from(self).fmt(f)
    }
}

impl std::error::Error for Problems {}
