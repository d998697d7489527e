//! A share of the children must be present.

pub use super::rule::ShareBy;
use crate::missing::{Enough, MissingRule};
use crate::text::{Describe, Fields, Settings};
use icip_problem::message;

/// The node has a score when at least a share of its children is present; those absent are left
/// out.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AtLeast {
    /// Smallest share that is enough, above 0 and at most 1; equal is enough.
    pub share: f64,
    /// How the share is taken.
    pub by: ShareBy,
}

impl AtLeast {
    /// A share of the number of children, or as the word says that is the default.
    pub fn new(share: f64) -> Self {
        Self { share, by: ShareBy::default() }
    }
}

/// Shares of equal weights such as 3 * (1/3) may fall short of 1 by a rounding error.
const SLACK: f64 = 1e-12;

impl Describe for AtLeast {
    const NAME: &'static str = "at-least";
    const TITLE: &'static str = "a smallest share is required";
    const SUMMARY: &'static str = "a node has a score only where at least a share of its children is \
        present; absent children are left out";
    const FORMULA: &'static str = "absent unless (present children) / (children) >= share";
    const MISSING: &'static str =
        "a share that is just reached is enough; children of weight zero do not count under a mean";
    const REFERENCE: &'static str = "COINr, Aggregate(dat_thresh)";

    fn read(fields: &mut Fields<'_>) -> Self {
        let share = fields.number(
            "share",
            "the smallest share of the children that is \
            enough",
            Option::None,
        );
        let what = message!("bad-value-is", key = "share", value = share);
        fields.must(0.0 < share && share <= 1.0, "share", what, message!("bad-value-share-hint"));
        Self { share, by: fields.word("by", "how the share is counted") }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("share", &self.share).with("by", &self.by)
    }
}

impl MissingRule for AtLeast {
    fn enough(&self) -> Enough {
        Enough::Share(self.share - SLACK, self.by)
    }
}
