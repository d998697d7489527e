//! What families of leaves say of the rows of a sample, made once for all leaves with gaps that ask for the same: a leaf has
//! no value where it has a gap, so that the others of its family say the same of that row as all of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::normalise::{Direction, beyond_numbers};
use crate::scale::Unfit;
use icip_num::grid;
use icip_num::statistics;
use icip_problem::{Message, message};
use icip_table::data::Column;

/// A leaf's column beside the one that has gaps.
#[derive(Clone, Copy)]
pub(crate) struct Other<'a> {
    /// Code of the leaf.
    pub(crate) code: &'a str,
    /// Its denominated column, with its own gaps.
    pub(crate) column: &'a Column,
    /// Whether more of it is better.
    pub(crate) direction: Direction,
}

/// Leaves that speak for each other. The plan numbers the nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// All leaves.
    All,
    /// Those with this parent.
    Siblings(usize),
    /// Those below this ancestor.
    Below(usize),
}

/// A family, the number of the sample, and whether the median is taken.
type Key = (Family, usize, bool);

/// The shares of families and samples that were asked for.
#[derive(Default)]
pub(crate) struct SharedShares(Mutex<BTreeMap<Key, Arc<Shares>>>);

impl SharedShares {
    /// The shares that were made for a family in a sample.
    pub(super) fn known(&self, key: Key) -> Option<Arc<Shares>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    /// The shares of a family in a sample, which `make` makes where nobody has asked for them.
    pub(super) fn of(&self, key: Key, make: impl FnOnce() -> Shares) -> Arc<Shares> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(key).or_insert_with(|| Arc::new(make())))
    }
}

/// What the leaves of a family say of each row of a sample.
pub(crate) struct Shares {
    /// The leaves, by code.
    members: Vec<String>,
    /// Of each leaf, why it has no scale.
    unfit: Vec<Option<Unfit>>,
    /// Of each row: the statistic of the leaves that have a value, and the first of those without a scale that has one.
    rows: BTreeMap<usize, (Option<f64>, Option<usize>)>,
}

impl Shares {
    /// Puts the leaves on the scales of a sample, and asks them for some of its rows.
    pub(super) fn of<'a>(members: &[Other<'a>], sample: &[usize], rows: &[usize], median: bool) -> Self {
        let unit = |other: &Other<'a>| {
            let name = message!("column-of-leaf", code = other.code);
            Unit::of(other.column, other.direction, sample, name)
        };
        let units: Vec<Result<Unit<'a>, Unfit>> = members.iter().map(unit).collect();
        let (mut of_rows, mut shares) = (BTreeMap::new(), Vec::with_capacity(members.len()));
        for row in rows.iter().copied() {
            shares.clear();
            let mut without_scale = None;
            for (at, (other, unit)) in members.iter().zip(&units).enumerate() {
                match unit {
                    Ok(unit) => shares.extend(unit.share(row)),
                    Err(_) if other.column.is_present(row) => without_scale = without_scale.or(Some(at)),
                    Err(_) => {}
                }
            }
            let statistic = if median { statistics::median(&shares) } else { statistics::mean(&shares) };
            of_rows.insert(row, (statistic, without_scale));
        }
        let unfit = units.into_iter().map(Result::err).collect();
        Self { members: members.iter().map(|other| other.code.to_owned()).collect(), unfit, rows: of_rows }
    }

    /// Whether the family has no leaf but this one.
    pub(super) fn is_alone(&self, code: &str) -> bool {
        self.members.iter().all(|member| member == code)
    }

    /// What the others say of rows in which a leaf has gaps.
    ///
    /// # Errors
    /// The first of them that has a value in one of the rows has no scale.
    pub(super) fn of_rows(&self, rows: &[usize]) -> Result<Vec<(usize, f64)>, Unfit> {
        let of = |row: &usize| self.rows.get(row).copied().unwrap_or_default();
        if let Some(first) = rows.iter().filter_map(|row| of(row).1).min() {
            return Err(self.unfit[first].clone().expect("only leaves without a scale are remembered"));
        }
        Ok(rows.iter().filter_map(|row| Some((*row, of(row).0?))).collect())
    }
}

/// A column on 0 to 1, where 1 is best.
pub(super) struct Unit<'a> {
    column: &'a Column,
    low: f64,
    high: f64,
    direction: Direction,
}

impl<'a> Unit<'a> {
    pub(super) fn of(
        column: &'a Column,
        direction: Direction,
        rows: &[usize],
        name: Message,
    ) -> Result<Self, Unfit> {
        match statistics::bounds(&column.present_of(rows)) {
            Some((low, high)) if !grid::is_constant(low, high) && (high - low).is_finite() => {
                Ok(Self { column, low, high, direction })
            }
            Some((low, high)) if !grid::is_constant(low, high) => Err(beyond_numbers()),
            Some((low, _)) => Err(Unfit::new(
                message!("cannot-fit-one-value", column = name, value = low),
                message!("cannot-fit-one-value-hint"),
            )),
            None => Err(Unfit::new(
                message!("cannot-fit-no-scale", column = name),
                message!("cannot-fit-no-value-hint"),
            )),
        }
    }

    fn share(&self, row: usize) -> Option<f64> {
        let x = self.column.get(row)?;
        let above = match self.direction {
            Direction::Positive => x - self.low,
            Direction::Negative => self.high - x,
        };
        Some(above / (self.high - self.low))
    }

    pub(super) fn back(&self, share: f64) -> f64 {
        match self.direction {
            Direction::Positive => self.low + share * (self.high - self.low),
            Direction::Negative => self.high - share * (self.high - self.low),
        }
    }
}
