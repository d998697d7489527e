//! Ranks of scores: highest first, ties by exact equality.

use crate::data::{Column, Mask};
use crate::exec::{self, Par};
use crate::framework::{RankOn, RankSpec, Ties};
use crate::kernel;
use crate::math;
use crate::plan::{Rows, Strata};

/// Ranks columns in memory that is used again.
#[derive(Debug, Clone)]
pub(crate) struct Ranker {
    ranks: Column,
    sorter: Sorter,
    /// Scores of a stratum, and their rows.
    scores: Vec<f64>,
    rows: Vec<usize>,
}

impl Default for Ranker {
    fn default() -> Self {
        Self { ranks: Column::absent(0), sorter: Sorter::default(), scores: Vec::new(), rows: Vec::new() }
    }
}

impl Ranker {
    /// Ranks inside each stratum; rows without a score or outside of all strata have none.
    pub(crate) fn rank(&mut self, column: &Column, strata: &Strata, spec: &RankSpec, par: Par) -> &Column {
        let rows = column.rows();
        let (mut ranks, mask) = std::mem::replace(&mut self.ranks, Column::absent(0)).into_parts();
        let whole = matches!(strata.list(), [Rows::All(_)]) && spec.on == RankOn::Unrounded;
        if let (true, Some(scores)) = (whole, column.complete()) {
            ranks.resize(rows, 0.0);
            self.sorter.each(scores, par, |row, spot| ranks[row] = spot.rank(spec.ties));
            self.ranks = Column::trusted(ranks, None);
            return &self.ranks;
        }
        ranks.clear();
        ranks.resize(rows, 0.0);
        let mut ranked = 0;
        for stratum in strata.list() {
            self.scores.clear();
            self.rows.clear();
            for row in stratum.iter() {
                if let Some(score) = column.get(row) {
                    self.scores.push(spec.on.of(score));
                    self.rows.push(row);
                }
            }
            ranked += self.rows.len();
            let rows = &self.rows;
            self.sorter.each(&self.scores, par, |place, spot| ranks[rows[place]] = spot.rank(spec.ties));
        }
        let mask = (ranked < rows).then(|| {
            // A rank is at least 1.
            let mut words = mask.map(Mask::into_words).unwrap_or_default();
            words.clear();
            words.resize(Mask::words_for(rows), 0);
            for (row, rank) in ranks.iter().enumerate() {
                words[row / 64] |= u64::from(*rank > 0.0) << (row % 64);
            }
            Mask::from_words(words, rows)
        });
        self.ranks = Column::trusted(ranks, mask);
        &self.ranks
    }

    /// The ranks, without the memory.
    pub(crate) fn into_ranks(self) -> Column {
        self.ranks
    }
}

/// Ranks of values that are all there, in their order.
pub(crate) fn ranks(values: &[f64], ties: Ties) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    Sorter::default().each(values, Par::Seq, |place, spot| ranks[place] = spot.rank(ties));
    ranks
}

/// A number that orders as `total_cmp` does, highest first.
#[inline(always)]
pub(crate) fn falling(score: f64) -> u64 {
    let bits = score.to_bits();
    let rising = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    !rising
}

/// The memory that sorting scores takes, to be used again.
///
/// A score and its place are packed in one integer, the leading bits of the score first, so that what is
/// sorted is small and compared at once; scores that part only in the bits that the place took are put in
/// order afterwards. The integers are shared out into drawers of equal width, twice as many as there are
/// scores, which is most of the work where scores are spread at all evenly; neighbours then change places.
#[derive(Debug, Clone, Default)]
pub struct Sorter {
    keys: Vec<u64>,
    spare: Vec<u64>,
    drawers: Vec<u32>,
    ends: Vec<u32>,
}

/// Where a score stands among others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// Higher scores.
    above: usize,
    /// Higher scores, those that are equal counted once.
    distinct: usize,
    /// Equal scores in all, and those of them at earlier places.
    equal: usize,
    earlier: usize,
}

impl Spot {
    /// The place that the best of the equals takes, counted from 1.
    pub(crate) fn place(self) -> usize {
        self.above + 1
    }

    fn rank(self, ties: Ties) -> f64 {
        match ties {
            Ties::Competition => self.place() as f64,
            Ties::Dense => (self.distinct + 1) as f64,
            Ties::Ordinal => (self.above + self.earlier + 1) as f64,
            Ties::Average => self.above as f64 + (self.equal + 1) as f64 / 2.0,
        }
    }
}

/// For fewer scores comparing is as fast as sharing out; for more, drawers are too many to stay in cache.
const SHARED: std::ops::RangeInclusive<usize> = 32..=200_000;

/// Neighbours that a key may have to pass; with more of them in one drawer, all keys are compared.
const CROWD: usize = 32;

impl Sorter {
    /// Tells where each score stands, from the highest to the lowest, with its place among the scores; 0.0 and
    /// -0.0 are equal. Scores are finite.
    pub(crate) fn each(&mut self, scores: &[f64], par: Par, mut meet: impl FnMut(usize, Spot)) {
        // The bits of a key that hold the place.
        let mask = scores.len().next_power_of_two() as u64 - 1;
        self.keys.resize(scores.len(), 0);
        kernel::keys(&mut self.keys, scores, mask);
        if !self.share_out(scores) {
            exec::sort(par, &mut self.keys);
        }
        let near = |a: u64, b: u64| (a ^ b) & !mask == 0;
        let place = |key: u64| (key & mask) as usize;
        if !self.keys.iter().zip(self.keys.iter().skip(1)).fold(false, |any, (a, b)| any | near(*a, *b)) {
            for (above, key) in self.keys.iter().enumerate() {
                meet(place(*key), Spot { above, distinct: above, equal: 1, earlier: 0 });
            }
            return;
        }
        let score = |key: u64| scores[place(key)];
        for same in self.keys.chunk_by_mut(|a, b| near(*a, *b)).filter(|same| same.len() > 1) {
            same.sort_unstable_by_key(|key| (falling(score(*key) + 0.0), *key));
        }
        let (mut above, mut distinct) = (0, 0);
        for same in self.keys.chunk_by(|a, b| near(*a, *b) && score(*a) == score(*b)) {
            for (earlier, key) in same.iter().enumerate() {
                meet(place(*key), Spot { above, distinct, equal: same.len(), earlier });
            }
            above += same.len();
            distinct += 1;
        }
    }

    /// Sorts keys by sharing them out, where that pays; whether they are sorted.
    fn share_out(&mut self, scores: &[f64]) -> bool {
        let Some((worst, best)) = math::bounds(scores).filter(|_| SHARED.contains(&scores.len())) else {
            return false;
        };
        let drawers = 2 * scores.len();
        let width = best - worst;
        let scale = (drawers - 1) as f64 / width;
        if !(width.is_finite() && scale.is_finite()) {
            return false;
        }
        self.drawers.resize(scores.len(), 0);
        kernel::drawers(&mut self.drawers, scores, best, scale);
        self.ends.clear();
        // The scale may carry the lowest score one drawer too far.
        self.ends.resize(drawers + 1, 0);
        self.drawers.iter().for_each(|drawer| self.ends[*drawer as usize] += 1);
        let mut start = 0;
        for end in &mut self.ends {
            start += std::mem::replace(end, start);
        }
        self.spare.resize(scores.len(), 0);
        for (drawer, key) in self.drawers.iter().zip(&self.keys) {
            let next = &mut self.ends[*drawer as usize];
            self.spare[*next as usize] = *key;
            *next += 1;
        }
        std::mem::swap(&mut self.keys, &mut self.spare);
        settle(&mut self.keys)
    }
}

/// Sorts keys of which each is near its place; gives up where one is not.
fn settle(keys: &mut [u64]) -> bool {
    let mut highest = 0;
    for at in 0..keys.len() {
        let key = keys[at];
        if key >= highest {
            highest = key;
            continue;
        }
        let mut place = at;
        while place > 0 && keys[place - 1] > key {
            keys[place] = keys[place - 1];
            place -= 1;
        }
        keys[place] = key;
        if at - place > CROWD {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_cells(scores: &[Option<f64>], ties: Ties) -> Vec<Option<f64>> {
        let column = Column::new(scores.iter().copied()).expect("scores are finite");
        let spec = RankSpec { ties, on: RankOn::Unrounded, unranked: Vec::new() };
        let mut ranker = Ranker::default();
        let strata = Strata::whole(scores.len());
        ranker.rank(&column, &strata, &spec, Par::Seq).cells().collect()
    }

    #[test]
    fn ties_follow_the_declared_rule() {
        // By hand: 9 is first, the two 3s share places 2 and 3, 1 is last.
        let scores = [Some(3.0), Some(9.0), None, Some(3.0), Some(1.0)];
        let all = |ranks: [f64; 4]| [Some(ranks[0]), Some(ranks[1]), None, Some(ranks[2]), Some(ranks[3])];
        assert_eq!(of_cells(&scores, Ties::Competition), all([2.0, 1.0, 2.0, 4.0]));
        assert_eq!(of_cells(&scores, Ties::Dense), all([2.0, 1.0, 2.0, 3.0]));
        assert_eq!(of_cells(&scores, Ties::Ordinal), all([2.0, 1.0, 3.0, 4.0]));
        assert_eq!(of_cells(&scores, Ties::Average), all([2.5, 1.0, 2.5, 4.0]));
    }

    #[test]
    fn sharing_out_sorts_as_comparing_does() {
        // Scores of both signs and many sizes, with ties: -500 to 499 by sevenths, each twice.
        let scores: Vec<Option<f64>> =
            (0..4000).map(|i| Some(f64::from(i * 7919 % 2000 / 2 - 500) / 7.0)).collect();
        // The same, with most of them crowded into one drawer.
        let mut crowded = scores.clone();
        crowded.extend([Some(1e300), Some(-1e-300)]);
        // So near to each other that there are no drawers between them.
        let near: Vec<Option<f64>> = scores.iter().map(|score| score.map(|score| score * 1e-321)).collect();
        for (scores, ties) in [Ties::Competition, Ties::Dense, Ties::Ordinal, Ties::Average]
            .into_iter()
            .flat_map(|ties| [(&scores, ties), (&crowded, ties), (&near, ties)])
        {
            let got = of_cells(scores, ties);
            for (row, score) in scores.iter().enumerate().step_by(97) {
                let above = scores.iter().filter(|other| *other > score).count() as f64;
                let same = scores.iter().filter(|other| *other == score).count() as f64;
                let before = scores[..row].iter().filter(|other| *other == score).count() as f64;
                let want = match ties {
                    Ties::Competition => above + 1.0,
                    Ties::Dense => {
                        let mut higher: Vec<_> =
                            scores.iter().flatten().filter(|x| Some(**x) > *score).collect();
                        higher.sort_by(|a, b| a.total_cmp(b));
                        higher.dedup();
                        higher.len() as f64 + 1.0
                    }
                    Ties::Ordinal => above + before + 1.0,
                    Ties::Average => above + (same + 1.0) / 2.0,
                };
                assert_eq!(got[row], Some(want), "{ties:?} of row {row}");
            }
        }
    }
}
