//! Where in an input a problem lies.

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
