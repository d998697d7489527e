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
}

/// A score as a number that orders as scores do from the highest down, and its place in the stratum.
type Key = (u64, u32);

impl Default for Ranker {
    fn default() -> Self {
        Self { ranks: Column::absent(0), keys: Vec::new(), spare: Vec::new() }
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
            sort(&mut self.keys, &mut self.spare);
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

/// From this many keys on, counting digits is faster than comparing.
const RADIX_FROM: usize = 1024;

/// Bits of a digit, and digits of a key.
const DIGIT: usize = 11;
const DIGITS: usize = 64usize.div_ceil(DIGIT);

/// Sorts by key; equal keys stay in the order in which they came, which is that of ordinal ranks.
fn sort(keys: &mut Vec<Key>, spare: &mut Vec<Key>) {
    if keys.len() < RADIX_FROM {
        // Places break ties, so that no two keys are equal and the order is that of a stable sort.
        return keys.sort_unstable();
    }
    let mut counts = vec![[0u32; 1 << DIGIT]; DIGITS];
    for (key, _) in keys.iter() {
        for (digit, counts) in counts.iter_mut().enumerate() {
            counts[place(*key, digit)] += 1;
        }
    }
    spare.clear();
    spare.resize(keys.len(), (0, 0));
    for (digit, counts) in counts.iter_mut().enumerate() {
        // A digit that is the same everywhere, such as the exponent of scores, sorts nothing.
        if counts[place(keys[0].0, digit)] as usize == keys.len() {
            continue;
        }
        let mut next = 0;
        for count in counts.iter_mut() {
            next += std::mem::replace(count, next);
        }
        for key in keys.iter() {
            let slot = &mut counts[place(key.0, digit)];
            spare[*slot as usize] = *key;
            *slot += 1;
        }
        std::mem::swap(keys, spare);
    }
}

fn place(key: u64, digit: usize) -> usize {
    (key >> (digit * DIGIT)) as usize & ((1 << DIGIT) - 1)
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
    fn counting_digits_sorts_as_comparing_does() {
        // Scores of both signs and many sizes, with ties: -500 to 499 by sevenths, each twice.
        let scores: Vec<Option<f64>> =
            (0..4000).map(|i| Some(f64::from(i * 7919 % 2000 / 2 - 500) / 7.0)).collect();
        for ties in [Ties::Competition, Ties::Dense, Ties::Ordinal, Ties::Average] {
            let got = ranks(&scores, ties);
            for (row, score) in scores.iter().enumerate().step_by(97) {
                let above = scores.iter().filter(|other| *other > score).count() as f64;
                let same = scores.iter().filter(|other| *other == score).count() as f64;
                let before = scores[..row].iter().filter(|other| *other == score).count() as f64;
                let want = match ties {
                    Ties::Competition => above + 1.0,
                    Ties::Dense => above / same + 1.0,
                    Ties::Ordinal => above + before + 1.0,
                    Ties::Average => above + (same + 1.0) / 2.0,
                };
                assert_eq!(got[row], Some(want), "{ties:?} of row {row}");
            }
        }
    }
}
