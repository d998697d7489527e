//! What is compared with what.

/// What is compared with what.
///
/// ```
/// use icip::compare::CompareOptions;
///
/// let options = CompareOptions::default().tolerance(0.0005).column("Total", "ICIP").rank("Position");
/// assert_eq!(options.columns, [("Total".to_owned(), "ICIP".to_owned())]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CompareOptions {
    /// Largest difference that counts as agreement, in points of the node.
    pub tolerance: f64,
    /// Published columns and the nodes whose scores they hold, in addition to the columns that are named like
    /// a node.
    pub columns: Vec<(String, String)>,
    /// Published columns with ranks, each with the code of the node; nothing means the index.
    pub ranks: Vec<(Option<String>, String)>,
    /// Published columns with the names of classes, each with the code of the node; nothing means the index.
    pub classes: Vec<(Option<String>, String)>,
    /// What one computed point is in the published table, for a node or for all: 100 where scores from 0 to 1
    /// are published as percentages.
    pub scales: Vec<(Option<String>, f64)>,
    /// Codes and periods of rows that the framework leaves out, so that nobody misses them.
    pub left_out: Vec<(String, Option<String>)>,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self {
            tolerance: 1e-9,
            columns: Vec::new(),
            ranks: Vec::new(),
            classes: Vec::new(),
            scales: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

impl CompareOptions {
    /// The same options with another tolerance.
    #[must_use]
    pub fn tolerance(mut self, points: f64) -> Self {
        self.tolerance = points;
        self
    }

    /// The same options with one more published column and the node whose scores it holds.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>, node: impl Into<String>) -> Self {
        self.columns.push((column.into(), node.into()));
        self
    }

    /// The same options with one more published column that holds ranks of the index.
    #[must_use]
    pub fn rank(mut self, column: impl Into<String>) -> Self {
        self.ranks.push((None, column.into()));
        self
    }

    /// The same options with one more published column that holds ranks of a node.
    #[must_use]
    pub fn rank_of(mut self, node: impl Into<String>, column: impl Into<String>) -> Self {
        self.ranks.push((Some(node.into()), column.into()));
        self
    }

    /// What one computed point of a node is in the published table.
    pub(super) fn scale(&self, node: &str) -> f64 {
        let of_node = self.scales.iter().find(|(code, _)| code.as_deref() == Some(node));
        of_node
            .or_else(|| self.scales.iter().find(|(code, _)| code.is_none()))
            .map_or(1.0, |(_, scale)| *scale)
    }
}
