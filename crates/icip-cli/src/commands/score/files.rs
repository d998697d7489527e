//! The files of `icip score -o`.

use icip::problem::message;

use crate::streams::Io;

/// The files, in the order in which they are written.
pub(super) const FILES: [&str; 5] = [SCORES, RANKS, TRAIL, FITTED, RECORD];
pub(super) const SCORES: &str = "scores.csv";
pub(super) const RANKS: &str = "ranks.csv";
pub(super) const TRAIL: &str = "trail.csv";
pub(super) const FITTED: &str = "fitted.json";
/// The file that records the run and lists the others.
pub(super) const RECORD: &str = "run.json";

/// What the files hold.
pub(super) struct Contents {
    pub(super) rows: usize,
    pub(super) ranked: usize,
    /// The cells of the trail.
    pub(super) changed: usize,
}

impl Contents {
    pub(super) fn show(&self, io: &mut Io<'_>) {
        io.remark(message!(
            "score-files",
            rows = self.rows,
            ranked = self.ranked.to_string(),
            changed = self.changed
        ));
    }
}
