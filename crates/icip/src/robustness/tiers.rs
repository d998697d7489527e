//! Groups of entities whose order is uncertain. Only probabilities of pairs are needed; what is ranked is not
//! known here.

use super::ranks::Summary;
use icip_problem::{Message, message};

/// Why there are no tiers.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum TiersError {
    /// The error is outside of [0, 0.5): from 0.5 on, tossing a coin would do.
    Error(f64),
    /// The summary has no pairs, or no replicate.
    NoPairs,
}

impl TiersError {
    /// The reason in words.
    pub fn message(&self) -> Message {
        match *self {
            Self::Error(error) => message!("tiers-error", error),
            Self::NoPairs => message!("tiers-no-pairs"),
        }
    }
}

/// Divides the entities of a summary into tiers at a stated error, best tier first.
///
/// Entities are ordered by median rank, then by mean rank, then by position; see [`tiers_of`] for what a tier
/// is.
///
/// # Errors
/// An error outside of [0, 0.5); a summary without pairs or replicates.
///
/// ```
/// use icip::exec::Par;
/// use icip::robustness::ranks::{KeepPairs, KeepScores, Settings, Summary};
/// use icip::robustness::tiers::tiers;
///
/// let mut summary = Summary::new(3, Settings::new(KeepPairs::Yes, KeepScores::default()))?;
/// // The first two change places from one replicate to the next; the third is always last.
/// summary.add(&[70.0, 50.0, 20.0, 60.0, 65.0, 20.0], Par::Seq);
/// assert_eq!(tiers(&summary, 0.05)?, [vec![0, 1], vec![2]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tiers(summary: &Summary, error: f64) -> Result<Vec<Vec<usize>>, TiersError> {
    let mut order: Vec<(f64, f64, usize)> = (0..summary.entities())
        .map(|row| {
            let ranks = summary.ranks(row);
            Some((ranks.median()?, ranks.mean()?, row))
        })
        .collect::<Option<_>>()
        .ok_or(TiersError::NoPairs)?;
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    // Pairs are counted for all entities or for none, so one question tells.
    if order.first().is_some_and(|(_, _, row)| summary.above(*row, *row).is_none()) {
        return Err(TiersError::NoPairs);
    }
    let order: Vec<usize> = order.into_iter().map(|(_, _, row)| row).collect();
    tiers_of(&order, error, |one, other| summary.above(one, other).unwrap_or(0.5))
}

/// Divides entities, best first, into tiers: going down, a new tier begins with the first entity that the top
/// of the current tier is above with a probability of at least `1 - error`.
///
/// What holds then:
///
/// - tiers are runs of the order, and every entity is in one;
/// - the top of a tier is above the top of the next with at least `1 - error`;
/// - the top of a tier is above no other member of it with `1 - error`.
///
/// What need not hold: the order of two members of a tier may be certain when neither is the top, and the
/// order of the last member of a tier and the top of the next may be uncertain. Inside a tier the order
/// carries no meaning; that does not make every order across tiers certain.
///
/// `above` gives the probability that its first argument stands above its second.
///
/// # Errors
/// An error outside of [0, 0.5).
pub fn tiers_of(
    order: &[usize],
    error: f64,
    above: impl Fn(usize, usize) -> f64,
) -> Result<Vec<Vec<usize>>, TiersError> {
    if !(0.0..0.5).contains(&error) {
        return Err(TiersError::Error(error));
    }
    let mut tiers: Vec<Vec<usize>> = Vec::new();
    for entity in order {
        match tiers.last_mut() {
            Some(tier) if above(tier[0], *entity) < 1.0 - error => tier.push(*entity),
            Some(_) | None => tiers.push(vec![*entity]),
        }
    }
    Ok(tiers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::robustness::ranks::{KeepPairs, KeepScores, Settings};
    use icip_num::exec::Par;

    #[test]
    fn tiers_by_hand() {
        // The chance of one above another is 0.5 + 0.2 for each place between them, at most 1.
        let above = |one: usize, other: usize| (0.5 + 0.2 * (other as f64 - one as f64)).clamp(0.0, 1.0);
        let order = [0, 1, 2, 3, 4, 5, 6];
        // 0 is above 2 with 0.9: 2 begins a tier, then 4, then 6.
        assert_eq!(tiers_of(&order, 0.15, above), Ok(vec![vec![0, 1], vec![2, 3], vec![4, 5], vec![6]]));
        // With 0.05 only the third place from a top is apart: 0.5 + 0.6 is cut to 1.
        assert_eq!(tiers_of(&order, 0.05, above), Ok(vec![vec![0, 1, 2], vec![3, 4, 5], vec![6]]));
        assert_eq!(tiers_of(&[], 0.05, above), Ok(vec![]));
        assert_eq!(tiers_of(&[5], 0.05, above), Ok(vec![vec![5]]));
    }

    #[test]
    fn equal_to_the_bound_is_apart() {
        assert_eq!(tiers_of(&[0, 1], 0.25, |_, _| 0.75), Ok(vec![vec![0], vec![1]]));
        assert_eq!(tiers_of(&[0, 1], 0.0, |_, _| 1.0), Ok(vec![vec![0], vec![1]]));
        assert_eq!(tiers_of(&[0, 1], 0.25, |_, _| 0.7499), Ok(vec![vec![0, 1]]));
    }

    #[test]
    fn an_error_of_one_half_or_more_is_refused() {
        assert_eq!(tiers_of(&[0, 1], 0.5, |_, _| 0.5), Err(TiersError::Error(0.5)));
        assert!(tiers_of(&[0, 1], -0.1, |_, _| 0.5).is_err());
        assert!(tiers_of(&[0, 1], f64::NAN, |_, _| 0.5).is_err());
    }

    #[test]
    fn medians_give_the_order() {
        let mut summary =
            Summary::new(3, Settings::new(KeepPairs::Yes, KeepScores::default())).expect("allowed");
        assert_eq!(tiers(&summary, 0.1), Err(TiersError::NoPairs));
        // Ranks of four replicates: 3 2 1, 3 2 1, 3 1 2, 1 2 3. Medians 3, 2, 1.5; pairs: entity 2 is above 1
        // in two of four and above 0 in three, 1 is above 0 in three.
        let scores = [1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 3.0, 2.0, 3.0, 2.0, 1.0];
        summary.add(&scores, Par::Seq);
        assert_eq!(tiers(&summary, 0.25), Ok(vec![vec![2, 1], vec![0]]));
        assert_eq!(tiers(&summary, 0.2), Ok(vec![vec![2, 1, 0]]));
        let mut without = Summary::new(3, Settings::default()).expect("allowed");
        without.add(&scores, Par::Seq);
        assert_eq!(tiers(&without, 0.1), Err(TiersError::NoPairs));
    }
}
