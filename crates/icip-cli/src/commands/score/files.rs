//! The files of `icip score -o`.

use crate::streams::Io;
use crate::wording::counted;

/// The files, in the order in which they are written.
pub(super) const FILES: [&str; 5] = ["scores.csv", "ranks.csv", "trail.csv", "fitted.json", "run.json"];

/// What the files hold.
pub(super) struct Contents {
    pub(super) rows: usize,
    pub(super) ranked: usize,
    /// The cells of the trail.
    pub(super) changed: usize,
}

impl Contents {
    pub(super) fn show(&self, io: &mut Io<'_>) {
        let (rows, changed) = (counted(self.rows, "row"), counted(self.changed, "changed cell"));
        io.message(format_args!("{rows}, {} ranked, {changed} in the trail", self.ranked));
    }
}
