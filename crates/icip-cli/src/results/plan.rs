//! The record of files that are about to get their names.

use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

/// Which files of the staging folder get their names, and which files go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Replacement {
    pub(super) names: Vec<String>,
    pub(super) remove: Vec<String>,
}

impl Replacement {
    /// What a file says, where it is such a record and names nothing outside of the folder.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let found: Self = serde_json::from_slice(text).ok()?;
        found.names.iter().chain(&found.remove).all(|name| is_inside(name)).then_some(found)
    }
}

/// Whether a name leads to a file inside the folder that it is joined to.
pub(super) fn is_inside(name: &str) -> bool {
    let mut components = Path::new(name).components().peekable();
    components.peek().is_some() && components.all(|component| matches!(component, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_cannot_lead_out_of_the_folder() {
        assert!(is_inside("scores.csv") && is_inside("stages/treated.csv"));
        for name in ["", "..", "../data.csv", "/etc/passwd", "stages/../../data.csv", "./scores.csv"] {
            assert!(!is_inside(name), "{name}");
        }
        let record = |name: &str| format!(r#"{{"names":["scores.csv"],"remove":["{name}"]}}"#);
        assert!(Replacement::parse(record("stages/raw.csv").as_bytes()).is_some());
        assert_eq!(Replacement::parse(record("../data.csv").as_bytes()), None);
        assert_eq!(Replacement::parse(b"{"), None);
    }
}
