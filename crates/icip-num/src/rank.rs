//! Ranks of scores: the highest score has rank 1, and scores tie where a [`Grid`] says that they are equal.
//!
//! This module must not know what is ranked, nor which entities are left out: it gets slices of finite
//! numbers.

use crate::exec::{self, Par};
use crate::grid::Grid;
use crate::kernel::{self, FEW, NEIGHBOURS};
use crate::statistics;

/// How equal scores are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Ties {
    /// 1 2 2 4: equal scores share the best rank.
    #[default]
    Competition,
    /// 1 2 2 3: no rank is left out.
    Dense,
    /// 1 2 3 4: equal scores in the order in which they are given.
    Ordinal,
    /// 1 2.5 2.5 4: equal scores share the mean rank.
    Average,
}

/// The ranks of finite values, in the order of the values.
pub fn ranks(values: &[f64], grid: Grid, ties: Ties) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    Sorter::default().ranks(values, grid, ties, Par::Seq, &mut ranks);
    ranks
}

/// The highest score, and how many steps make 1 when `count` steps lie between it and the lowest score;
/// `None` for scores that are too close together or too far apart for steps.
fn steps(scores: &[f64], count: usize) -> Option<(f64, f64)> {
    let (worst, best) = statistics::bounds(scores)?;
    let width = best - worst;
    let scale = count as f64 / width;
    // Equal scores have a width of 0 and an infinite scale; the width of huge scores of both signs overflows.
    (width.is_finite() && scale.is_finite()).then_some((best, scale))
}

/// Ranks scores in memory that is reused.
///
/// A rank needs only the number of higher scores, not their order. Up to [`FEW`] scores are compared pair by
/// pair, first rounded to 16-bit steps, of which many fit into a vector, and exactly where two scores share a
/// step. More scores are distributed into buckets of equal width, twice as many as there are scores; each
/// score is then compared with as many neighbours on both sides as the fullest bucket holds, several per
/// instruction and without a branch. Scores whose buckets would leave the cache are divided into parts of equal width
/// before. Where many scores fall into one bucket, they are sorted: a score and its position are packed into one integer,
/// the leading bits of the score first, and scores that differ only in the bits that the position took are put in order
/// afterwards.
#[derive(Debug, Clone, Default)]
pub struct Sorter {
    /// The bucket of each score, and where the next score of each bucket goes.
    buckets: Vec<u32>,
    ends: Vec<u32>,
    /// The scores bucket by bucket, between [`NEIGHBOURS`] infinities on both sides; their positions; the
    /// number of higher scores.
    padded: Vec<f64>,
    places: Vec<u32>,
    above: Vec<u64>,
    keys: Vec<u64>,
    /// The positions of the scores on a grid.
    placed: Vec<f64>,
    /// The scores part by part, and their positions.
    parted: (Vec<f64>, Vec<u32>),
}

/// The buckets of more scores than this would not stay in cache.
const MANY: usize = 200_000;
/// Scores of a part, where they are spread evenly.
const PART: usize = 1 << 14;

impl Sorter {
    /// Writes the rank of every score, the highest first; 0.0 and -0.0 are equal. Scores are finite.
    pub fn ranks(&mut self, scores: &[f64], grid: Grid, ties: Ties, par: Par, ranks: &mut [f64]) {
        self.each(scores, grid, par, |place, above| ranks[place] = above as f64 + 1.0);
        if ties != Ties::Competition {
            // Two scores are equal if and only if the same number of scores is above them.
            self.places.clear();
            self.places.resize(scores.len(), 0);
            let counts = &mut self.places;
            let first = |rank: f64| rank as usize - 1;
            ranks.iter().for_each(|rank| counts[first(*rank)] += 1);
            match ties {
                Ties::Competition => {}
                Ties::Average => {
                    ranks.iter_mut().for_each(|rank| *rank += (f64::from(counts[first(*rank)]) - 1.0) / 2.0);
                }
                Ties::Ordinal => {
                    // Now the number of equal scores that were seen before.
                    counts.fill(0);
                    for rank in ranks {
                        let earlier = &mut counts[first(*rank)];
                        *rank += f64::from(*earlier);
                        *earlier += 1;
                    }
                }
                Ties::Dense => {
                    let mut distinct = 0;
                    for count in counts.iter_mut() {
                        distinct += u32::from(*count > 0);
                        *count = distinct;
                    }
                    ranks.iter_mut().for_each(|rank| *rank = f64::from(counts[first(*rank)]));
                }
            }
        }
    }

    /// Calls `visit` with the position of each score and the number of higher ones. 0.0 and -0.0 are equal.
    /// Scores are finite.
    pub fn each(&mut self, scores: &[f64], grid: Grid, par: Par, visit: impl FnMut(usize, usize)) {
        if grid == Grid::BITS {
            return self.each_of(scores, par, visit);
        }
        let mut placed = std::mem::take(&mut self.placed);
        placed.clear();
        placed.extend_from_slice(scores);
        grid.place(&mut placed);
        self.each_of(&placed, par, visit);
        self.placed = placed;
    }

    /// The same for scores that are equal where their bits are.
    fn each_of(&mut self, scores: &[f64], par: Par, mut visit: impl FnMut(usize, usize)) {
        if scores.len() <= MANY {
            return self.each_in_cache(scores, par, visit);
        }
        let Some(ends) = self.divide(scores) else { return self.sort(scores, par, visit) };
        let (parted, places) = std::mem::take(&mut self.parted);
        let mut start = 0;
        for end in ends {
            let (scores, places) = (&parted[start..end], &places[start..end]);
            self.each_in_cache(scores, par, |place, above| visit(places[place] as usize, start + above));
            start = end;
        }
        self.parted = (parted, places);
    }

    /// Divides scores into parts, each of which is lower than those before, and says where the parts end; `None` where too
    /// many scores crowd into one.
    fn divide(&mut self, scores: &[f64]) -> Option<Vec<usize>> {
        let parts = scores.len().div_ceil(PART);
        let (best, scale) = steps(scores, parts - 1)?;
        self.buckets.resize(scores.len(), 0);
        kernel::buckets(&mut self.buckets, scores, best, scale);
        // Rounding may put the lowest score one part further. Equal scores share a part.
        let mut ends = vec![0; parts + 1];
        self.buckets.iter().for_each(|part| ends[*part as usize] += 1);
        if ends.iter().any(|count| *count > MANY) {
            return None;
        }
        let mut start = 0;
        for end in &mut ends {
            (*end, start) = (start, start + *end);
        }
        let (parted, places) = &mut self.parted;
        parted.resize(scores.len(), 0.0);
        places.resize(scores.len(), 0);
        for (place, (part, score)) in self.buckets.iter().zip(scores).enumerate() {
            let end = &mut ends[*part as usize];
            (parted[*end], places[*end]) = (*score, place as u32);
            *end += 1;
        }
        Some(ends)
    }

    /// The same for scores whose buckets stay in cache.
    fn each_in_cache(&mut self, scores: &[f64], par: Par, mut visit: impl FnMut(usize, usize)) {
        if scores.len() <= FEW {
            // One step fewer than 16 bits can number, because the distance of the lowest score is the last
            // step itself.
            if let Some((best, scale)) = steps(scores, (1 << 16) - 1)
                && let Some(above) = kernel::above_few(scores, best, scale)
            {
                let above = above.iter().take(scores.len());
                return above.enumerate().for_each(|(place, above)| visit(place, usize::from(*above)));
            }
            self.above.resize(scores.len(), 0);
            kernel::above_all(&mut self.above, scores);
            self.above.iter().enumerate().for_each(|(place, above)| visit(place, *above as usize));
        } else if let Some(beside) = self.fill_buckets(scores) {
            self.above.resize(scores.len(), 0);
            kernel::above_neighbours(&mut self.above, &self.padded, beside);
            for (at, (place, above)) in self.places.iter().zip(&self.above).enumerate() {
                visit(*place as usize, (at as u64).wrapping_add(*above) as usize);
            }
        } else {
            self.sort(scores, par, visit);
        }
    }

    /// Distributes scores into buckets where that pays, and gives the number of neighbours on each side with
    /// which a score must be compared.
    fn fill_buckets(&mut self, scores: &[f64]) -> Option<usize> {
        let buckets = 2 * scores.len();
        let (best, scale) = steps(scores, buckets - 1)?;
        self.buckets.resize(scores.len(), 0);
        kernel::buckets(&mut self.buckets, scores, best, scale);
        self.ends.clear();
        // Rounding may put the lowest score one bucket further.
        self.ends.resize((buckets + 1).next_multiple_of(4), 0);
        self.buckets.iter().for_each(|bucket| self.ends[*bucket as usize] += 1);
        // A score has at most so many others in its bucket. All earlier buckets are higher and all later ones
        // lower, because rounding keeps the order, and equal scores share a bucket.
        let beside = kernel::least_and_most(&self.ends).1 as usize - 1;
        if beside > NEIGHBOURS {
            return None;
        }
        let mut start = 0;
        // Four at a time, so that only one sum in four waits for the previous one.
        for ends in self.ends.as_chunks_mut::<4>().0 {
            let [a, b, c, d] = *ends;
            *ends = [start, start + a, start + (a + b), start + (a + b + c)];
            start += a + b + c + d;
        }
        // Infinities beyond the ends: everything before is higher, everything after is lower.
        let inside = NEIGHBOURS..NEIGHBOURS + scores.len();
        self.padded.resize(inside.end + NEIGHBOURS + kernel::PADDING, 0.0);
        self.padded[..inside.start].fill(f64::INFINITY);
        self.padded[inside.end..].fill(f64::NEG_INFINITY);
        self.places.resize(scores.len(), 0);
        let shared = &mut self.padded[inside];
        for (place, (bucket, score)) in self.buckets.iter().zip(scores).enumerate() {
            let next = &mut self.ends[*bucket as usize];
            let at = *next as usize;
            *next += 1;
            shared[at] = *score;
            self.places[at] = place as u32;
        }
        Some(beside)
    }

    /// Does the same by sorting.
    fn sort(&mut self, scores: &[f64], par: Par, mut visit: impl FnMut(usize, usize)) {
        // The bits of a key that hold the position.
        let mask = scores.len().next_power_of_two() as u64 - 1;
        self.keys.resize(scores.len(), 0);
        kernel::keys(&mut self.keys, scores, mask);
        exec::sort(par, &mut self.keys);
        let near = |a: u64, b: u64| (a ^ b) & !mask == 0;
        let place = |key: u64| (key & mask) as usize;
        // Most columns have no two keys that agree in their leading bits, and then the keys are in the order
        // of the scores. `fold` and not `any`, so that the loop has no branch.
        if !self.keys.iter().zip(self.keys.iter().skip(1)).fold(false, |any, (a, b)| any | near(*a, *b)) {
            return self.keys.iter().enumerate().for_each(|(above, key)| visit(place(*key), above));
        }
        let score = |key: u64| scores[place(key)];
        for same in self.keys.chunk_by_mut(|a, b| near(*a, *b)).filter(|same| same.len() > 1) {
            // Among equal leading bits the positions decided; now the whole scores do.
            same.sort_unstable_by_key(|key| kernel::falling(score(*key) + 0.0));
        }
        let mut above = 0;
        for same in self.keys.chunk_by(|a, b| near(*a, *b) && score(*a) == score(*b)) {
            same.iter().for_each(|key| visit(place(*key), above));
            above += same.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_follow_the_rule() {
        // By hand: 9 is first, the two 3s share places 2 and 3, 1 is last.
        let of = |ties| ranks(&[3.0, 9.0, 3.0, 1.0], Grid::BITS, ties);
        assert_eq!(of(Ties::Competition), [2.0, 1.0, 2.0, 4.0]);
        assert_eq!(of(Ties::Dense), [2.0, 1.0, 2.0, 3.0]);
        assert_eq!(of(Ties::Ordinal), [2.0, 1.0, 3.0, 4.0]);
        assert_eq!(of(Ties::Average), [2.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn few_scores_are_ranked_as_comparing_does() {
        let spread = |place: usize| (place * 37 % 64) as f64 / 7.0 - 3.0;
        for count in 0..=FEW + 1 {
            let scores: Vec<f64> = (0..count).map(spread).collect();
            let mut all = vec![scores.clone()];
            if count > 1 {
                // Two scores that tie; two within a step, in both orders; all the same; zeros of both signs.
                for last in [scores[0], scores[0].next_up(), scores[0].next_down()] {
                    all.push([&scores[..count - 1], &[last]].concat());
                }
                all.push(vec![0.3; count]);
                all.push([&[0.0, -0.0], &scores[2..]].concat());
                all.push([&[f64::MAX, f64::MIN], &scores[2..]].concat());
            }
            for scores in all {
                let above = |score: &f64| scores.iter().filter(|other| *other > score).count() as f64;
                let want: Vec<f64> = scores.iter().map(|score| above(score) + 1.0).collect();
                assert_eq!(ranks(&scores, Grid::BITS, Ties::Competition), want, "{scores:?}");
            }
        }
    }

    #[test]
    fn many_scores_are_ranked_as_sorting_does() {
        let count = MANY + 5_000;
        // From -100 to 100, each ten times and more; the same with two far away, so that all others share a part.
        let spread: Vec<f64> = (0..count).map(|i| (i * 7919 % 20_000) as f64 / 100.0 - 100.0).collect();
        let mut crowded = spread.clone();
        crowded.extend([1e300, -1e300]);
        for scores in [&spread, &crowded] {
            let mut sorted = scores.clone();
            sorted.sort_unstable_by(|a, b| b.total_cmp(a));
            let got = ranks(scores, Grid::BITS, Ties::Competition);
            for (score, rank) in scores.iter().zip(got) {
                let above = sorted.partition_point(|other| other > score);
                assert_eq!(rank, above as f64 + 1.0, "{score}");
            }
        }
    }

    #[test]
    fn buckets_rank_as_comparing_does() {
        // Scores of both signs and many sizes, with ties: -500 to 499 by sevenths, each twice.
        let scores: Vec<f64> = (0..4000).map(|i| f64::from(i * 7919 % 2000 / 2 - 500) / 7.0).collect();
        // The same, with most of them in one bucket.
        let mut crowded = scores.clone();
        crowded.extend([1e300, -1e-300]);
        // So close together that no buckets lie between them.
        let near: Vec<f64> = scores.iter().map(|score| score * 1e-321).collect();
        for (scores, ties) in [Ties::Competition, Ties::Dense, Ties::Ordinal, Ties::Average]
            .into_iter()
            .flat_map(|ties| [(&scores, ties), (&crowded, ties), (&near, ties)])
        {
            let got = ranks(scores, Grid::BITS, ties);
            for (row, score) in scores.iter().enumerate().step_by(97) {
                let above = scores.iter().filter(|other| *other > score).count() as f64;
                let same = scores.iter().filter(|other| *other == score).count() as f64;
                let before = scores[..row].iter().filter(|other| *other == score).count() as f64;
                let want = match ties {
                    Ties::Competition => above + 1.0,
                    Ties::Dense => {
                        let mut higher: Vec<_> = scores.iter().filter(|x| *x > score).collect();
                        higher.sort_by(|a, b| a.total_cmp(b));
                        higher.dedup();
                        higher.len() as f64 + 1.0
                    }
                    Ties::Ordinal => above + before + 1.0,
                    Ties::Average => above + (same + 1.0) / 2.0,
                };
                assert_eq!(got[row], want, "{ties:?} of row {row}");
            }
        }
    }
}
