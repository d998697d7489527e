//! The record of files that are about to get their names.

use std::io;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use crate::system::{Found, System};

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
    pub(super) fn parse(text: &[u8], dir: &Path, system: &System) -> io::Result<Option<Self>> {
        let Ok(found) = serde_json::from_slice::<Self>(text) else { return Ok(None) };
        for name in found.names.iter().chain(&found.remove) {
            if !is_inside(name, dir, system)? {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }
}

/// Whether a name leads to a file inside the folder that it is joined to, and no link on the way leads elsewhere.
pub(super) fn is_inside(name: &str, dir: &Path, system: &System) -> io::Result<bool> {
    let mut path = dir.to_owned();
    for component in Path::new(name).components() {
        path.push(component);
        if !matches!(component, Component::Normal(_)) || system.look(&path)? == Some(Found::Link) {
            return Ok(false);
        }
    }
    Ok(!name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_cannot_lead_out_of_the_folder() {
        let (dir, system) = (Path::new("results"), System::default());
        let inside = |name: &str| is_inside(name, dir, &system).expect("it can be looked at");
        assert!(inside("scores.csv") && inside("stages/treated.csv"));
        for name in ["", "..", "../data.csv", "/etc/passwd", "stages/../../data.csv", "./scores.csv"] {
            assert!(!inside(name), "{name}");
        }
        let parse = |text: &str| Replacement::parse(text.as_bytes(), dir, &system).expect("as above");
        let record = |name: &str| format!(r#"{{"names":["scores.csv"],"remove":["{name}"]}}"#);
        assert!(parse(&record("stages/raw.csv")).is_some());
        assert_eq!(parse(&record("../data.csv")), None);
        assert_eq!(parse("{"), None);
    }
}
