//! The key of a row: which entity it is about, and what it is called.

/// One row of a panel: an entity, in a period where the data have periods.
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// Name, or the code where there is no name.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.code)
    }

    /// Code, with the period behind it where there is one.
    pub fn key(&self) -> String {
        match &self.period {
            Some(period) => format!("{} {period}", self.code),
            None => self.code.clone(),
        }
    }
}
