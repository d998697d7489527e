//! Ranks of scores: highest first, ties by exact equality.

use crate::framework::Ties;

/// Writes the ranks of some rows. `list` holds row and score, in the order in which ordinal ranks break
/// ties, and is sorted on the way.
pub(crate) fn assign(list: &mut [(usize, f64)], ties: Ties, ranks: &mut [Option<f64>]) {
    // Stable: equal scores stay in the order in which they came. 0.0 and -0.0 do not both occur.
    list.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut start = 0;
    let mut dense = 0;
    while start < list.len() {
        let same = list[start..].iter().take_while(|(_, score)| *score == list[start].1).count();
        dense += 1;
        for (offset, (row, _)) in list[start..start + same].iter().enumerate() {
            ranks[*row] = Some(match ties {
                Ties::Competition => (start + 1) as f64,
                Ties::Dense => f64::from(dense),
                Ties::Ordinal => (start + offset + 1) as f64,
                Ties::Average => start as f64 + (same + 1) as f64 / 2.0,
            });
        }
        start += same;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(ties: Ties) -> Vec<f64> {
        let mut list = vec![(0, 3.0), (1, 9.0), (2, 3.0), (3, 1.0)];
        let mut ranks = vec![None; 4];
        assign(&mut list, ties, &mut ranks);
        ranks.into_iter().flatten().collect()
    }

    #[test]
    fn ties_follow_the_declared_rule() {
        // By hand: 9 is first, the two 3s share places 2 and 3, 1 is last.
        assert_eq!(ranks(Ties::Competition), [2.0, 1.0, 2.0, 4.0]);
        assert_eq!(ranks(Ties::Dense), [2.0, 1.0, 2.0, 3.0]);
        assert_eq!(ranks(Ties::Ordinal), [2.0, 1.0, 3.0, 4.0]);
        assert_eq!(ranks(Ties::Average), [2.5, 1.0, 2.5, 4.0]);
    }
}
