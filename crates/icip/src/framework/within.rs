//! The groups inside which the scales of a leaf are fitted. It must not know rows or values.

use crate::text::{Fields, Settings, words};

words! {
    /// What happens to a group with fewer values than a scale must have.
    pub enum SmallGroup {
        /// it is an error that names the group
        Error = "error",
        /// its values are put on the scale of the whole sample
        Sample = "sample",
    }
}

/// A scale for each group of a group column, instead of one for the whole sample.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Within {
    /// Name of the group column.
    pub group: String,
    /// The fewest values that a group must have.
    pub least: usize,
    /// What happens to groups with fewer values, and to values without a group.
    pub otherwise: SmallGroup,
}

impl Within {
    /// Scales inside the groups of a column; a group with fewer than two values is an error.
    pub fn new(group: impl Into<String>) -> Self {
        Self { group: group.into(), least: 2, otherwise: SmallGroup::default() }
    }

    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        let group =
            fields.text("group", "the name of a group column: each of its groups has a scale of its own");
        let least = fields.number("least", "the fewest values that a group must have", Some(2.0));
        fields.must_be_whole("least", least, 1.0..=1e9);
        let doc = "what happens to a group with fewer values, and to values without a group";
        Self { group, least: least as usize, otherwise: fields.word("otherwise", doc) }
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings::default()
            .with("group", &self.group)
            .with("least", &self.least)
            .with("otherwise", &self.otherwise)
    }
}
