//! How far the rows of a sample are from each other by the leaves of a family, found once for all leaves with gaps that ask
//! for the same: a leaf has no value where it has a gap, so that it adds nothing to the distances from that row.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::shares::{Family, Other};
use super::standard::Standard;

/// A family, and the number of the sample.
type Key = (Family, usize);

/// The distances by families in samples that were asked for.
#[derive(Default)]
pub(crate) struct SharedDistances(Mutex<BTreeMap<Key, Arc<Distances>>>);

impl SharedDistances {
    /// The distances by a family in a sample, which `make` begins where nobody has asked for them.
    pub(super) fn of(&self, key: Key, make: impl FnOnce() -> Distances) -> Arc<Distances> {
        Arc::clone(unpoisoned(&self.0).entry(key).or_insert_with(|| Arc::new(make())))
    }
}

/// The distances by a family in a sample.
pub(crate) struct Distances {
    /// The codes of the first two leaves that vary.
    varying: Vec<String>,
    /// The rows that are remembered at the most: as many as there are leaves, so that the distances never take more memory
    /// than the leaves. Where there are more rows than leaves, the number of rows bounds the work instead.
    most: usize,
    /// Of positions in the sample, the distances to all of its positions.
    known: Mutex<BTreeMap<usize, Arc<[f64]>>>,
}

impl Distances {
    pub(super) fn of(columns: &[Compared<'_>]) -> Self {
        let varying = columns.iter().take(2).map(|column| column.code.to_owned()).collect();
        Self { varying, most: columns.len(), known: Mutex::default() }
    }

    /// Whether no leaf of the family varies but this one.
    pub(super) fn is_alone(&self, code: &str) -> bool {
        self.varying.iter().all(|varying| varying == code)
    }

    /// The distances from a position to all positions; NaN where they have no leaf in common.
    pub(super) fn from<'c, 'a: 'c>(
        &self,
        position: usize,
        columns: impl FnOnce() -> &'c [Compared<'a>],
    ) -> Arc<[f64]> {
        if let Some(known) = unpoisoned(&self.known).get(&position) {
            return Arc::clone(known);
        }
        // Other threads go on meanwhile; two that find the same find the same numbers.
        let found: Arc<[f64]> = distances(columns(), position).into();
        let mut known = unpoisoned(&self.known);
        if known.len() < self.most {
            known.insert(position, Arc::clone(&found));
        }
        found
    }
}

/// A value that no panic leaves half changed.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A column of the sample by which entities are compared.
pub(super) struct Compared<'a> {
    code: &'a str,
    cells: Vec<Option<f64>>,
    sd: f64,
}

impl<'a> Compared<'a> {
    /// Nothing for a leaf that does not vary in the sample.
    pub(super) fn of(other: &Other<'a>, rows: &[usize]) -> Option<Self> {
        let sd = Standard::of(&other.column.present_of(rows))?.sd;
        Some(Self { code: other.code, cells: rows.iter().map(|row| other.column.get(*row)).collect(), sd })
    }
}

/// Of each position, the mean squared difference over the columns that both positions have.
fn distances(columns: &[Compared<'_>], position: usize) -> Vec<f64> {
    let rows = columns.first().map_or(0, |column| column.cells.len());
    let mut sums = vec![(0.0, 0_u32); rows];
    for column in columns {
        let Some(a) = column.cells[position] else { continue };
        for ((sum, count), b) in sums.iter_mut().zip(&column.cells) {
            let Some(b) = b else { continue };
            // The difference is taken first, so that a value above is exactly as near as one equally far
            // below.
            let apart = (a - b) / column.sd;
            *sum += apart * apart;
            *count += 1;
        }
    }
    // Without a column in common, zero divided by zero is NaN.
    sums.into_iter().map(|(sum, count)| sum / f64::from(count)).collect()
}
