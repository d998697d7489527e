//! Ranks of scores: highest first, ties by exact equality.

use crate::data::{Column, Mask};
use crate::framework::{RankSpec, Ties};
use crate::plan::{Rows, Strata};

/// Ranks columns in memory that is used again.
#[derive(Debug, Clone)]
pub(crate) struct Ranker {
    ranks: Column,
    keys: Vec<Key>,
    spare: Vec<Key>,
    ends: Vec<u32>,
}

/// A score as a number that orders as scores do from the highest down, and its place in the stratum.
type Key = (u64, u32);

impl Default for Ranker {
    fn default() -> Self {
        Self { ranks: Column::absent(0), keys: Vec::new(), spare: Vec::new(), ends: Vec::new() }
    }
}

impl Ranker {
    /// Ranks inside each stratum; rows without a score or outside of all strata have none.
    pub(crate) fn rank(&mut self, column: &Column, strata: &Strata, spec: &RankSpec) -> &Column {
        let rows = column.rows();
        let (mut ranks, mask) = std::mem::replace(&mut self.ranks, Column::absent(0)).into_parts();
        ranks.clear();
        ranks.resize(rows, 0.0);
        let mut ranked = 0;
        for stratum in strata.list() {
            self.keys.clear();
            let keys = stratum.iter().enumerate().filter_map(|(place, row)| {
                let score = spec.on.of(column.get(row)?);
                Some((falling(score), place as u32))
            });
            self.keys.extend(keys);
            ranked += self.keys.len();
            sort(&mut self.keys, &mut self.spare, &mut self.ends);
            assign(&self.keys, stratum, spec.ties, &mut ranks);
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

/// A number that orders as `total_cmp` does, highest first. 0.0 and -0.0 do not both occur.
pub(crate) fn falling(score: f64) -> u64 {
    let bits = score.to_bits();
    let rising = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    !rising
}

/// The score of such a number.
fn score(falling: u64) -> f64 {
    let rising = !falling;
    f64::from_bits(if rising >> 63 == 1 { rising & !(1 << 63) } else { !rising })
}

/// Writes the ranks of sorted keys.
fn assign(keys: &[Key], stratum: &Rows, ties: Ties, ranks: &mut [f64]) {
    let mut dense = 0;
    let mut start = 0;
    while start < keys.len() {
        let same = 1 + keys[start + 1..].iter().take_while(|key| key.0 == keys[start].0).count();
        dense += 1;
        for (offset, (_, place)) in keys[start..start + same].iter().enumerate() {
            ranks[stratum.at(*place as usize)] = match ties {
                Ties::Competition => (start + 1) as f64,
                Ties::Dense => f64::from(dense),
                Ties::Ordinal => (start + offset + 1) as f64,
                Ties::Average => start as f64 + (same + 1) as f64 / 2.0,
            };
        }
        start += same;
    }
}

/// From this many keys on, sharing them out first is faster than comparing them all.
const SHARE_FROM: usize = 64;

/// Sorts by key; equal keys stay in the order of their places, which is that of ordinal ranks.
///
/// Scores are shared out into as many drawers of equal width as there are scores, which is most of the
/// work where they are spread at all evenly; each drawer is sorted by comparing.
fn sort(keys: &mut Vec<Key>, spare: &mut Vec<Key>, ends: &mut Vec<u32>) {
    let (first, last) = keys.iter().fold((u64::MAX, 0), |(first, last), (key, _)| {
        (if *key < first { *key } else { first }, if *key > last { *key } else { last })
    });
    let best = score(first);
    let width = best - score(last);
    // Subtraction and multiplication round in the order of their operands, so drawers are in order, too.
    let scale = (keys.len().max(1) - 1) as f64 / width;
    if keys.len() < SHARE_FROM || !(width.is_finite() && scale.is_finite()) {
        // Places break ties, so that no two keys are equal and the order is that of a stable sort.
        return keys.sort_unstable();
    }
    let drawer = |key: u64| ((best - score(key)) * scale) as usize;
    ends.clear();
    // The scale may carry the lowest score one drawer too far.
    ends.resize(keys.len() + 1, 0);
    keys.iter().for_each(|(key, _)| ends[drawer(*key)] += 1);
    let mut start = 0;
    for end in ends.iter_mut() {
        start += std::mem::replace(end, start);
    }
    spare.clear();
    spare.resize(keys.len(), (0, 0));
    for key in keys.iter() {
        let next = &mut ends[drawer(key.0)];
        spare[*next as usize] = *key;
        *next += 1;
    }
    std::mem::swap(keys, spare);
    let mut start = 0;
    for end in ends.iter().map(|end| *end as usize) {
        match end - start {
            0 | 1 => {}
            2 => {
                if keys[start] > keys[start + 1] {
                    keys.swap(start, start + 1);
                }
            }
            _ => keys[start..end].sort_unstable(),
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::RankOn;

    fn ranks(scores: &[Option<f64>], ties: Ties) -> Vec<Option<f64>> {
        let column = Column::new(scores.iter().copied()).expect("scores are finite");
        let spec = RankSpec { ties, on: RankOn::Unrounded, unranked: Vec::new() };
        let mut ranker = Ranker::default();
        let strata = Strata::whole(scores.len());
        ranker.rank(&column, &strata, &spec).cells().collect()
    }

    #[test]
    fn ties_follow_the_declared_rule() {
        // By hand: 9 is first, the two 3s share places 2 and 3, 1 is last.
        let scores = [Some(3.0), Some(9.0), None, Some(3.0), Some(1.0)];
        let all = |ranks: [f64; 4]| [Some(ranks[0]), Some(ranks[1]), None, Some(ranks[2]), Some(ranks[3])];
        assert_eq!(ranks(&scores, Ties::Competition), all([2.0, 1.0, 2.0, 4.0]));
        assert_eq!(ranks(&scores, Ties::Dense), all([2.0, 1.0, 2.0, 3.0]));
        assert_eq!(ranks(&scores, Ties::Ordinal), all([2.0, 1.0, 3.0, 4.0]));
        assert_eq!(ranks(&scores, Ties::Average), all([2.5, 1.0, 2.5, 4.0]));
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
            let got = ranks(scores, ties);
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
