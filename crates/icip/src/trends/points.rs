//! Values of entities in time.

/// Periods with the values that an entity has in them.
pub type Series = Vec<(f64, f64)>;

/// The series of an entity.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EntitySeries {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// Its values, in time.
    pub points: Series,
}

impl EntitySeries {
    /// The series of an entity without a name.
    pub fn new(code: impl Into<String>, points: Series) -> Self {
        Self { code: code.into(), name: None, points }
    }
}
