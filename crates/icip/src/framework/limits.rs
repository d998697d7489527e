//! How large a framework may be. It must not know how one is read or checked.

use icip_problem::{Place, Problem, message};
use icip_table::io::limit_exceeded;

/// The most that a framework may hold, each more than any index has. [`u64::MAX`] lifts a limit.
///
/// ```
/// use icip::framework::Files;
/// let toml = r#"
/// format = 1
/// [framework]
/// id = "tiny"
/// [[nodes]]
/// code = "index"
/// [[nodes]]
/// code = "a"
/// parent = "index"
/// column = "a"
/// "#;
/// let mut files = Files::new("framework.toml", toml);
/// files.limits.nodes = 1;
/// assert_eq!(files.read().expect_err("two nodes").first().code, "limit-exceeded");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Nodes: 10^5.
    pub nodes: u64,
    /// Levels below the index: 10^4.
    pub depth: u64,
    /// Bytes of the texts of the framework, together: 2^26.
    pub text: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { nodes: 100_000, depth: 10_000, text: 1 << 26 }
    }
}

impl Limits {
    pub(super) fn nodes(&self, place: &Place, found: usize) -> Option<Problem> {
        let what = || message!("limit-exceeded-nodes", found, limit = self.nodes.to_string());
        (found as u64 > self.nodes).then(|| limit_exceeded(place.clone(), what(), "nodes"))
    }

    pub(super) fn depth(&self, place: &Place, found: usize) -> Option<Problem> {
        let what = || message!("limit-exceeded-depth", found, limit = self.depth.to_string());
        (found as u64 > self.depth).then(|| limit_exceeded(place.clone(), what(), "depth"))
    }

    pub(super) fn text(&self, place: &Place, found: usize) -> Option<Problem> {
        let what = || message!("limit-exceeded-text", limit = self.text.to_string());
        (found as u64 > self.text).then(|| limit_exceeded(place.clone(), what(), "text"))
    }
}
