//! Where in an input a problem lies.

use std::fmt;
use std::sync::Arc;

use crate::{Message, message};

/// Where in the input a problem lies. Every part is optional; what is known is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
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

    /// The same place at a line, or without one where it is not known.
    #[must_use]
    pub fn at_line(&self, line: Option<u64>) -> Self {
        Self { line, ..self.clone() }
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

impl Place {
    /// The parts that are known, for people; none where nothing is known.
    pub(crate) fn message(&self) -> Option<Message> {
        let line = self.line.map(|line| line.to_string());
        let file = match (self.file.as_deref(), line) {
            (Some(file), Some(line)) => Some(message!("place-file-line", file, line)),
            (Some(file), None) => Some(message!("place-file", file)),
            (None, Some(line)) => Some(message!("place-line", line)),
            (None, None) => None,
        };
        let field = self.field.as_ref().map(|field| message!("place-field", field));
        let entity = self.entity.as_ref().map(|entity| message!("place-entity", entity));
        let parts: Vec<Message> = [file, field, entity].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| message!("place", parts))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().map_or(Ok(()), |message| message.fmt(f))
    }
}
