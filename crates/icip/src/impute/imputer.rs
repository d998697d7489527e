//! What all ways of filling gaps have in common: what they are given, and the trait.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::distances::SharedDistances;
use super::shares::{Family, Other, SharedShares};
use crate::normalise::Direction;
use crate::scale::Unfit;
use icip_table::data::Column;

/// Periods and values of an entity in the order of time; where the period of one of its rows is no finite number, the key
/// of that row.
pub(crate) type History = Result<Vec<(f64, Option<f64>)>, String>;

/// What families of leaves say of the rows of samples, found once for all leaves that ask for the same.
#[derive(Default)]
pub(crate) struct Shared {
    /// What their leaves say of each row.
    pub(super) shares: SharedShares,
    /// How far the rows are from each other.
    pub(super) distances: SharedDistances,
    /// The leaves with gaps that other leaves fill.
    asking: AtomicUsize,
}

impl Shared {
    /// Says how many leaves have gaps that other leaves fill, before the first of them is filled.
    pub(crate) fn expect(&self, leaves: usize) {
        self.asking.store(leaves, Ordering::Relaxed);
    }

    /// The leaves that ask for such work, the one that asks for this among them.
    pub(super) fn asking(&self) -> usize {
        self.asking.load(Ordering::Relaxed).max(1)
    }
}

/// The multiplications that a method may take by default, in thousands of millions: about a minute of one processor.
pub(super) const WORK: f64 = 50.0;

/// A column with gaps, and what may help to fill them.
pub(crate) struct Gaps<'a> {
    /// Code of the leaf.
    pub(crate) code: &'a str,
    /// The column with gaps: denominated, one row per entity.
    pub(crate) target: &'a Column,
    /// Whether more of it is better.
    pub(crate) direction: Direction,
    /// The rows of the sample.
    pub(crate) rows: &'a [usize],
    /// The number of the sample.
    pub(crate) sample: usize,
    /// The leaf with a code, where the data hold it and it is another one.
    pub(crate) other: &'a dyn Fn(&str) -> Option<Other<'a>>,
    /// The family of the leaf: all leaves, or those below the ancestor with a code or level, or its siblings; nothing when
    /// there is no such ancestor.
    pub(crate) family: &'a dyn Fn(bool, Option<&str>) -> Option<Family>,
    /// The leaves of a family that are in the data, this one among them, in the framework's order.
    pub(crate) members: &'a dyn Fn(Family) -> Vec<Other<'a>>,
    /// What families say of rows, for all leaves of the run.
    pub(crate) shared: &'a Shared,
    /// The labels of a group column, one per row of the panel; nothing when there is no such column.
    pub(crate) labels: &'a dyn Fn(&str) -> Option<Vec<Option<&'a str>>>,
    /// The period of a row as a number, where it is one.
    pub(crate) time: &'a dyn Fn(usize) -> Option<f64>,
    /// What is known of the entity of a row, over all samples.
    pub(crate) history: &'a dyn Fn(usize) -> History,
}

impl<'a> Gaps<'a> {
    /// The rows of the sample without a value.
    pub(crate) fn empty(&self) -> Vec<usize> {
        self.rows.iter().copied().filter(|row| !self.target.is_present(*row)).collect()
    }

    /// The leaves of a family without this one.
    pub(crate) fn others(&self, family: Family) -> Vec<Other<'a>> {
        let mut others = (self.members)(family);
        others.retain(|other| other.code != self.code);
        others
    }

    /// The present values of the sample.
    pub(crate) fn present(&self) -> Vec<f64> {
        self.target.present_of(self.rows)
    }
}

/// One number for every gap of a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Alike {
    /// This.
    Value(f64),
    /// The mean of the sample.
    Mean,
}

/// How a family member fills the gaps of a column.
pub(crate) trait Imputer {
    /// Whether gaps stay.
    fn is_none(&self) -> bool {
        false
    }

    /// Whether what fills a gap depends on the other entities.
    fn looks_at_sample(&self) -> bool {
        true
    }

    /// Whether what fills a gap comes from other columns.
    fn looks_at_others(&self) -> bool {
        false
    }

    /// The code or level of the ancestor below which the other columns are, where one is named.
    fn ancestor(&self) -> Option<&str> {
        Option::None
    }

    /// Whether what fills a gap comes from other periods, whatever the sample is.
    fn looks_at_other_periods(&self) -> bool {
        false
    }

    /// What fills every gap of a sample alike, where one number does.
    fn alike(&self) -> Option<Alike> {
        Option::None
    }

    /// Values for rows of the sample that have none, at most one per row; a row that is not named stays
    /// absent.
    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit>;
}

/// The same value for every gap.
pub(crate) fn everywhere(gaps: &Gaps<'_>, value: f64) -> Vec<(usize, f64)> {
    gaps.empty().into_iter().map(|row| (row, value)).collect()
}
