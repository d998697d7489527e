//! The names of the files of `icip score -o`, and what is said of them.

use icip::problem::message;

use crate::args::TableFormat;
use crate::streams::Io;

/// The names of the tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableNames {
    pub(super) scores: &'static str,
    pub(super) ranks: &'static str,
    pub(super) trail: &'static str,
}

impl TableNames {
    pub(super) fn of(format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Self { scores: "scores.csv", ranks: "ranks.csv", trail: "trail.csv" },
            TableFormat::Parquet => {
                Self { scores: "scores.parquet", ranks: "ranks.parquet", trail: "trail.parquet" }
            }
        }
    }

    pub(super) fn each(self) -> [&'static str; 3] {
        [self.scores, self.ranks, self.trail]
    }
}

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
