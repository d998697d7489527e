//! The key of a row: which entity it is about, and what it is called.

/// One row of a panel: an entity, in a period where the data have periods.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entity {
    /// Code, always text: `05001` stays `05001`.
    pub code: String,
    /// Name for people.
    pub name: Option<String>,
    /// Period, as text.
    pub period: Option<String>,
    /// Value of each group column, in the order of [`Panel::groups`](crate::data::Panel::groups); nothing
    /// where it is blank.
    pub groups: Vec<Option<String>>,
    /// Line of the file it came from.
    pub line: Option<u64>,
}

impl Entity {
    /// An entity with a code and nothing else.
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into(), name: None, period: None, groups: Vec::new(), line: None }
    }

    /// The same entity with a name for people.
    #[must_use]
    pub fn with_name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// The same entity in a period.
    #[must_use]
    pub fn with_period(self, period: impl Into<String>) -> Self {
        Self { period: Some(period.into()), ..self }
    }

    /// The same entity with its value of each group column.
    #[must_use]
    pub fn with_groups(self, groups: Vec<Option<String>>) -> Self {
        Self { groups, ..self }
    }

    /// Name, or the code where there is no name.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.code)
    }

    /// Code, with the period after it where there is one.
    pub fn key(&self) -> String {
        match &self.period {
            Some(period) => format!("{} {period}", self.code),
            None => self.code.clone(),
        }
    }
}
