//! The record of files that are about to get their names.

use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

/// The most bytes of a record of an earlier run; it lists a file in some 150 bytes.
pub(super) const MOST_OF_RECORD: u64 = 1 << 28;

/// Which files of the staging folder get their names, and which files go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Replacement {
    pub(super) names: Vec<String>,
    pub(super) remove: Vec<String>,
}

impl Replacement {
    /// What a file says, where it is such a record and names nothing outside of a folder.
    pub(super) fn parse(text: &[u8], dir: &Path) -> Option<Self> {
        let found: Self = serde_json::from_slice(text).ok()?;
        found.names.iter().chain(&found.remove).all(|name| is_inside(name, dir)).then_some(found)
    }
}

/// Whether a name leads to a file inside the folder that it is joined to, and no link on the way leads elsewhere.
pub(super) fn is_inside(name: &str, dir: &Path) -> bool {
    let mut components = Path::new(name).components().peekable();
    let mut path = dir.to_owned();
    components.peek().is_some()
        && components.all(|component| {
            path.push(component);
            matches!(component, Component::Normal(_)) && !path.is_symlink()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_cannot_lead_out_of_the_folder() {
        let dir = Path::new("results");
        assert!(is_inside("scores.csv", dir) && is_inside("stages/treated.csv", dir));
        for name in ["", "..", "../data.csv", "/etc/passwd", "stages/../../data.csv", "./scores.csv"] {
            assert!(!is_inside(name, dir), "{name}");
        }
        let record = |name: &str| format!(r#"{{"names":["scores.csv"],"remove":["{name}"]}}"#);
        assert!(Replacement::parse(record("stages/raw.csv").as_bytes(), dir).is_some());
        assert_eq!(Replacement::parse(record("../data.csv").as_bytes(), dir), None);
        assert_eq!(Replacement::parse(b"{", dir), None);
    }
}
