//! What names the rows of a table.

use super::Entity;

/// Which columns beside the code name the entities of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Names {
    /// Whether an entity has a name.
    pub name: bool,
    /// Whether an entity has a period.
    pub period: bool,
}

impl Names {
    /// Those that some entities need.
    pub fn among(entities: &[Entity]) -> Self {
        let of = |entity: &Entity| Self { name: entity.name.is_some(), period: entity.period.is_some() };
        entities.iter().fold(Self::default(), |names, entity| names.or(of(entity)))
    }

    /// Those that the rows of either table need.
    ///
    /// ```
    /// use icip_table::data::Names;
    /// let named = Names { name: true, period: false };
    /// assert_eq!(named.or(Names { name: false, period: true }), Names { name: true, period: true });
    /// ```
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { name: self.name || other.name, period: self.period || other.period }
    }
}
