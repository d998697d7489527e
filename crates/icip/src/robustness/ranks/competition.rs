//! Competition ranks of many short lists, one after another.

use icip_num::exec::Par;
use icip_num::grid::Grid;
use icip_num::rank::Sorter;

/// Writes the competition rank of every score: the highest has rank 1, equal scores share the better rank,
/// and as many ranks are skipped after them (1 2 2 4). Scores are equal where their places on the grid are. Scores
/// are finite.
///
/// # Panics
/// When there are not as many ranks as scores; possibly when a score is not a number.
///
/// ```
/// use icip::robustness::ranks::{Grid, Sorter, ranks_into};
///
/// let (mut sorter, mut ranks) = (Sorter::default(), [0; 4]);
/// let scores = [3.0, 9.0, 3.0, 1.0];
/// ranks_into(&scores, Grid::of(&scores), &mut sorter, &mut ranks);
/// assert_eq!(ranks, [2, 1, 2, 4]);
/// ```
pub fn ranks_into(scores: &[f64], grid: Grid, sorter: &mut Sorter, ranks: &mut [u32]) {
    assert_eq!(scores.len(), ranks.len(), "one rank per score");
    sorter.each(scores, grid, Par::Seq, |entity, above| ranks[entity] = above as u32 + 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use icip_num::random::{Purpose, Stream};

    /// One more than the number of higher scores.
    fn slow(scores: &[f64]) -> Vec<u32> {
        let grid = Grid::of(scores);
        let scores: Vec<f64> = scores.iter().map(|score| grid.position(*score)).collect();
        scores.iter().map(|x| 1 + scores.iter().filter(|y| *y > x).count() as u32).collect()
    }

    fn fast(scores: &[f64]) -> Vec<u32> {
        let mut ranks = vec![0; scores.len()];
        ranks_into(scores, Grid::of(scores), &mut Sorter::default(), &mut ranks);
        ranks
    }

    #[test]
    fn ranks_equal_the_definition() {
        let mut stream = Stream::new(1, Purpose::Inputs, 0);
        for count in [0, 1, 2, 3, 51, 64, 65, 1000] {
            // Spread; with many ties; with differences in the last bits only; of both signs and all sizes.
            let spread: Vec<f64> = (0..count).map(|_| 100.0 * stream.unit()).collect();
            let tied: Vec<f64> = (0..count).map(|_| f64::from(stream.below(7)) - 3.0).collect();
            let near: Vec<f64> = (0..count)
                .map(|_| f64::from_bits(50.0_f64.to_bits() + u64::from(stream.below(40))))
                .collect();
            let wild: Vec<f64> = (0..count)
                .map(|_| {
                    let x = f64::from_bits(u64::from(stream.bits()) << 32 | u64::from(stream.bits()));
                    if x.is_finite() { x } else { 0.0 }
                })
                .collect();
            for scores in [spread, tied, near, wild] {
                assert_eq!(fast(&scores), slow(&scores), "{scores:?}");
            }
        }
    }

    #[test]
    fn zeros_of_both_signs_tie() {
        assert_eq!(fast(&[-0.0, 1.0, 0.0, -1.0]), [2, 1, 2, 4]);
    }
}
