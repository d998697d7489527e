//! Competition ranks of many small lists, one after another.

/// Writes the competition rank of every score: the highest has rank 1, equal scores share the better place, and the
/// places they take are left out behind them (1 2 2 4). Scores are finite; `order` is scratch.
///
/// A score and its place are packed in one integer, the leading bits of the score first, so that what is sorted is
/// small and compared at once. Scores that part only in the bits that the place took are put in order afterwards.
///
/// # Panics
/// When there are not as many ranks as scores.
///
/// ```
/// use icip::robustness::ranks::ranks_into;
///
/// let (mut order, mut ranks) = (Vec::new(), [0; 4]);
/// ranks_into(&[3.0, 9.0, 3.0, 1.0], &mut order, &mut ranks);
/// assert_eq!(ranks, [2, 1, 2, 4]);
/// ```
pub fn ranks_into(scores: &[f64], order: &mut Vec<u64>, ranks: &mut [u32]) {
    assert_eq!(scores.len(), ranks.len(), "a rank a score");
    let place = scores.len().next_power_of_two() as u64 - 1;
    order.clear();
    order.extend(scores.iter().zip(0..).map(|(score, row): (&f64, u64)| (descending(*score) & !place) | row));
    order.sort_unstable();
    let mut start = 0;
    while start < order.len() {
        let leading = order[start] & !place;
        let same = 1 + order[start + 1..].iter().take_while(|key| **key & !place == leading).count();
        if same == 1 {
            ranks[(order[start] & place) as usize] = start as u32 + 1;
        } else {
            near_ties(scores, place, start, &mut order[start..start + same], ranks);
        }
        start += same;
    }
}

/// Ranks of scores whose leading bits are equal, of which `start` others lie above.
fn near_ties(scores: &[f64], place: u64, start: usize, keys: &mut [u64], ranks: &mut [u32]) {
    let score = |key: u64| scores[(key & place) as usize];
    keys.sort_unstable_by_key(|key| descending(score(*key)));
    let (mut rank, mut last) = (start, score(keys[0]));
    for (offset, key) in keys.iter().enumerate() {
        if score(*key) != last {
            (rank, last) = (start + offset, score(*key));
        }
        ranks[(key & place) as usize] = rank as u32 + 1;
    }
}

/// An integer that falls as the number rises; the same for 0.0 and -0.0.
fn descending(x: f64) -> u64 {
    let bits = (x + 0.0).to_bits();
    let ascending = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    !ascending
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::robustness::rng::{Purpose, Stream};

    /// One more than the number of higher scores.
    fn slow(scores: &[f64]) -> Vec<u32> {
        scores.iter().map(|x| 1 + scores.iter().filter(|y| *y > x).count() as u32).collect()
    }

    fn fast(scores: &[f64]) -> Vec<u32> {
        let (mut order, mut ranks) = (Vec::new(), vec![0; scores.len()]);
        ranks_into(scores, &mut order, &mut ranks);
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
