//! The summary of replicates of all entities.

use super::competition::ranks_into;
use super::pairs::{self, BATCH};
use super::ranks_of_one::RankStatistics;
use super::scores_of_one::{KeepScores, ScoreStatistics};
use icip_num::exec::{self, Par};
use icip_num::grid::Grid;
use icip_num::kernel::{self, GROUP};
use icip_num::rank::Sorter;
use icip_problem::{Message, message};

/// What a summary keeps.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Settings {
    /// Whether pairs of entities are counted.
    pub pairs: KeepPairs,
    /// What is kept of scores.
    pub scores: KeepScores,
    /// Whether scores are equal only where their bits are, and not where they agree in twelve digits.
    pub bits: bool,
}

impl Settings {
    /// Whether pairs are counted, and what is kept of scores.
    pub fn new(pairs: KeepPairs, scores: KeepScores) -> Self {
        Self { pairs, scores, bits: false }
    }
}

/// Whether pairs of entities are counted, which takes 4 bytes for each of the n (n - 1) / 2 pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeepPairs {
    /// They are not counted.
    #[default]
    No,
    /// It is counted in how many replicates each entity is above each other one.
    Yes,
}

/// Why a summary cannot be kept.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum SummaryError {
    /// Too many entities for pairs.
    Pairs(usize),
    /// The bounds of scores are not an interval.
    Bounds(f64, f64),
}

impl SummaryError {
    /// The reason in words.
    pub fn message(&self) -> Message {
        match *self {
            Self::Pairs(entities) => message!("summary-pairs", entities, most = pairs::MOST),
            Self::Bounds(low, high) => message!("summary-bounds", low, high),
        }
    }
}

/// Ranks and scores of entities over replicates.
///
/// Replicates are added in their order. Nothing depends on how they are divided into calls of
/// [`Summary::add`] or on the number of threads: threads share the entities, and the replicates of each
/// entity are added one after another.
///
/// ```
/// use icip::exec::Par;
/// use icip::robustness::ranks::{KeepPairs, KeepScores, Settings, Summary};
///
/// let mut summary = Summary::new(3, Settings::new(KeepPairs::Yes, KeepScores::default()))?;
/// // Two replicates of three entities.
/// summary.add(&[70.0, 50.0, 20.0, 60.0, 65.0, 20.0], Par::Seq);
/// assert_eq!(summary.ranks(0).mean(), Some(1.5));
/// assert_eq!(summary.scores(1).mean(), Some(57.5));
/// assert_eq!(summary.above(0, 1), Some(0.5));
/// # Ok::<(), icip::robustness::ranks::SummaryError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    settings: Settings,
    entities: Vec<Entity>,
    replicates: u64,
    failed: u64,
}

#[derive(Debug, Clone, PartialEq)]
struct Entity {
    ranks: RankStatistics,
    scores: ScoreStatistics,
    /// For every later entity the replicates above it less those below.
    margins: Vec<i32>,
}

/// Replicates that did not fail, at most [`BATCH`].
struct Batch<'s> {
    /// One row per replicate.
    scores: Vec<&'s [f64]>,
    /// One row per replicate, one after the other.
    ranks: Vec<u32>,
    /// The ranks again, one column per entity, [`BATCH`] long with zeros at its end; empty where no pairs are
    /// counted.
    narrow: Vec<i16>,
    entities: usize,
}

/// Replicates of neighbouring entities.
struct GroupRows {
    /// One row per replicate.
    scores: [[f64; GROUP]; BATCH],
    /// One row per entity.
    ranks: [[u32; BATCH]; GROUP],
}

impl Summary {
    /// A summary without replicates.
    ///
    /// # Errors
    /// Pairs of more than 32,767 entities; bounds of bins that are not an interval.
    pub fn new(entities: usize, settings: Settings) -> Result<Self, SummaryError> {
        let counts_pairs = settings.pairs == KeepPairs::Yes;
        if counts_pairs && entities > pairs::MOST {
            return Err(SummaryError::Pairs(entities));
        }
        if let KeepScores::Bins { low, high } = settings.scores
            && !(low < high && (high - low).is_finite())
        {
            return Err(SummaryError::Bounds(low, high));
        }
        let entity = |row: usize| Entity {
            ranks: RankStatistics::default(),
            scores: ScoreStatistics::new(settings.scores),
            margins: if counts_pairs { vec![0; entities - row - 1] } else { Vec::new() },
        };
        Ok(Self { settings, entities: (0..entities).map(entity).collect(), replicates: 0, failed: 0 })
    }

    /// Adds replicates: one row each, one score per entity. A row with a score that is not finite counts as
    /// failed and adds nothing to any entity.
    ///
    /// While it works, it takes about half as much memory as the rows.
    ///
    /// # Panics
    /// When the scores are not a whole number of rows.
    pub fn add(&mut self, scores: &[f64], par: Par) {
        let entities = self.entities.len();
        if entities == 0 {
            return;
        }
        assert!(scores.len().is_multiple_of(entities), "one score per entity");
        let rows = scores.len() / entities;
        let settings = self.settings;
        let pairs = settings.pairs;
        // The numbers of cell operations here are rough: they only decide whether threads are worth waking.
        let batches = exec::map(par, rows.div_ceil(BATCH), 8 * scores.len(), |batch| {
            let end = rows.min((batch + 1) * BATCH);
            Batch::new(&scores[batch * BATCH * entities..end * entities], entities, settings)
        });
        let added = batches.iter().map(|batch| batch.scores.len()).sum::<usize>();
        let cells =
            if pairs == KeepPairs::Yes { scores.len() * (4 + entities / 16) } else { 4 * scores.len() };
        // Threads share the entities and not the replicates, so that sums over replicates keep their order.
        let mut groups: Vec<&mut [Entity]> = self.entities.chunks_mut(GROUP).collect();
        exec::each(par, &mut groups, cells, |position, group| {
            let mut rows = GroupRows { scores: [[0.0; GROUP]; BATCH], ranks: [[0; BATCH]; GROUP] };
            batches.iter().for_each(|batch| batch.add_to(position * GROUP, group, &mut rows));
        });
        self.replicates += added as u64;
        self.failed += (rows - added) as u64;
    }

    /// Adds the replicates of a summary of the same entities and settings, as later ones. Ranks and pairs are
    /// as if all had been added to one summary; means and standard deviations of scores may differ in the
    /// last digits, so merge in the order of the replicates.
    ///
    /// # Panics
    /// When entities or settings differ.
    pub fn merge(&mut self, later: &Self) {
        assert_eq!(self.entities.len(), later.entities.len(), "the same entities");
        assert_eq!(self.settings, later.settings, "the same settings");
        for (entity, more) in self.entities.iter_mut().zip(&later.entities) {
            entity.ranks.tally.merge(&more.ranks.tally);
            entity.scores.merge(&more.scores);
            entity.margins.iter_mut().zip(&more.margins).for_each(|(margin, more)| *margin += more);
        }
        self.replicates += later.replicates;
        self.failed += later.failed;
    }

    /// The number of entities.
    pub fn entities(&self) -> usize {
        self.entities.len()
    }

    /// Replicates that count.
    pub fn replicates(&self) -> u64 {
        self.replicates
    }

    /// Replicates that failed and do not count.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// The ranks of an entity.
    pub fn ranks(&self, entity: usize) -> &RankStatistics {
        &self.entities[entity].ranks
    }

    /// The scores of an entity.
    pub fn scores(&self, entity: usize) -> &ScoreStatistics {
        &self.entities[entity].scores
    }

    /// The share of the replicates in which one entity is above another, ties counted as halves; of an entity
    /// and itself one half. Nothing where pairs are not counted or no replicate was added.
    pub fn above(&self, one: usize, other: usize) -> Option<f64> {
        if self.settings.pairs == KeepPairs::No || self.replicates == 0 {
            return None;
        }
        let margin = match one.cmp(&other) {
            std::cmp::Ordering::Less => self.entities[one].margins[other - one - 1],
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => -self.entities[other].margins[one - other - 1],
        };
        Some(0.5 + 0.5 * f64::from(margin) / self.replicates as f64)
    }
}

impl<'s> Batch<'s> {
    /// Ranks rows.
    fn new(rows: &'s [f64], entities: usize, Settings { pairs, bits, .. }: Settings) -> Self {
        let sound = |scores: &&[f64]| kernel::all_finite(scores);
        let scores: Vec<&[f64]> = rows.chunks_exact(entities).filter(sound).collect();
        let (mut sorter, mut ranks) = (Sorter::default(), vec![0; scores.len() * entities]);
        for (scores, ranks) in scores.iter().zip(ranks.chunks_exact_mut(entities)) {
            let grid = if bits { Grid::BITS } else { Grid::of(scores) };
            ranks_into(scores, grid, &mut sorter, ranks);
        }
        let mut narrow = Vec::new();
        if pairs == KeepPairs::Yes {
            narrow.resize(entities * BATCH, 0);
            for (replicate, ranks) in ranks.chunks_exact(entities).enumerate() {
                for (entity, rank) in ranks.iter().enumerate() {
                    // The rank fits: pairs are refused for more entities than `pairs::MOST`.
                    narrow[entity * BATCH + replicate] = *rank as i16;
                }
            }
        }
        Self { scores, ranks, narrow, entities }
    }

    /// Adds the replicates to neighbouring entities, of which `first` is the position of the first.
    fn add_to(&self, first: usize, group: &mut [Entity], rows: &mut GroupRows) {
        let count = self.scores.len();
        let GroupRows { scores, ranks } = rows;
        let span = first..first + group.len();
        let rows = self.scores.iter().zip(self.ranks.chunks_exact(self.entities));
        for (replicate, (row, of_row)) in rows.enumerate() {
            let (row, of_row) = (&row[span.clone()], &of_row[span.clone()]);
            // Both arms do the same. In the first one the compiler knows the length and copies whole vectors;
            // only the last group of entities goes through the second.
            if let (Some(row), Some(of_row)) = (row.first_chunk::<GROUP>(), of_row.first_chunk::<GROUP>()) {
                scores[replicate] = *row;
                ranks.iter_mut().zip(of_row).for_each(|(ranks, rank)| ranks[replicate] = *rank);
            } else {
                scores[replicate][..row.len()].copy_from_slice(row);
                ranks.iter_mut().zip(of_row).for_each(|(ranks, rank)| ranks[replicate] = *rank);
            }
        }
        let mut statistics: Vec<&mut ScoreStatistics> =
            group.iter_mut().map(|entity| &mut entity.scores).collect();
        ScoreStatistics::add_rows(&mut statistics, &scores[..count]);
        let narrow = self.narrow.as_chunks::<BATCH>().0;
        for (position, entity) in group.iter_mut().enumerate() {
            entity.ranks.tally.add(&ranks[position][..count]);
            for (margin, other) in entity.margins.iter_mut().zip(narrow.iter().skip(first + position + 1)) {
                *margin += pairs::margin(&narrow[first + position], other);
            }
        }
    }
}
