//! What it would take to gain places by one score.

use icip_num::grid::{self, Grid};
use icip_problem::{Message, message};

/// The score that may rise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lever {
    /// What it is now.
    pub score: f64,
    /// The most that it can be.
    pub limit: f64,
    /// Points of the index for one point of it: the effective weight of the child or indicator.
    pub slope: f64,
}

/// The smallest increase that gains the places.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Gain {
    /// Points by which the score must rise.
    pub increase: f64,
    /// The score then.
    pub score: f64,
    /// The index of the entity then: that of the entity whose rank it shares.
    pub index: f64,
    /// The competition rank then: better than was asked for where several share the index that was reached.
    pub rank: usize,
}

/// Why places cannot be gained.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum NoGain {
    /// A number that is not finite, a slope below 0, or a score above its limit.
    Numbers,
    /// There is no such entity.
    NoEntity {
        /// The entity asked for.
        entity: usize,
    },
    /// The entity is too near to the top.
    NotSoMany {
        /// Its rank.
        rank: usize,
    },
    /// The score does not move the index.
    NoInfluence,
    /// The score would have to be above its limit.
    OutOfReach {
        /// The score that would be needed.
        needed: f64,
        /// The best rank that it gives.
        rank: usize,
    },
}

impl NoGain {
    /// The reason in words.
    pub fn message(&self) -> Message {
        match *self {
            Self::Numbers => message!("no-gain-numbers"),
            Self::NoEntity { entity } => message!("no-gain-entity", entity),
            Self::NotSoMany { rank } => message!("no-gain-places", rank, most = rank - 1),
            Self::NoInfluence => message!("no-gain-influence"),
            Self::OutOfReach { needed, rank } => message!("no-gain-limit", needed, rank),
        }
    }
}

/// The smallest increase of one score of an entity that gains it so many places, everything else fixed.
///
/// *Formula.* With rank `r` and the others' indices from the highest as `t_1 >= t_2 >= ..`, rank `r - places`
/// is reached when at most `r - places - 1` others are strictly above, which is an index of `t_(r - places)`:
/// equality shares the rank. The increase is `(t - index) / slope`, and none for 0 places.
///
/// `index` has one value per ranked entity. The numbers are exact up to rounding: a computation of the
/// index from the new score may miss the tie by its last bits. Indices are equal where ranks take them for equal
/// ([`icip_num::grid`]), and a score above the limit by rounding errors alone is the limit.
///
/// # Errors
/// One of [`NoGain`].
///
/// ```
/// use icip::robustness::exact::{Lever, NoGain, gain};
/// let index = [70.0, 64.0, 60.0, 64.0];
/// let lever = Lever { score: 40.0, limit: 100.0, slope: 0.25 };
/// // Places 1, 2, 2 are above the third entity: 4 points of the index are 16 of the score.
/// let one = gain(&index, 2, &lever, 1).unwrap();
/// assert_eq!((one.increase, one.score, one.rank), (16.0, 56.0, 2));
/// assert_eq!(gain(&index, 2, &lever, 4), Err(NoGain::NotSoMany { rank: 4 }));
/// let low = Lever { limit: 50.0, ..lever };
/// assert_eq!(gain(&index, 2, &low, 1), Err(NoGain::OutOfReach { needed: 56.0, rank: 4 }));
/// ```
pub fn gain(index: &[f64], entity: usize, lever: &Lever, places: usize) -> Result<Gain, NoGain> {
    let own = *index.get(entity).ok_or(NoGain::NoEntity { entity })?;
    Descending::new(index).gain(own, lever, places)
}

/// The indices of all ranked entities from the highest down, for many questions like [`gain`].
#[derive(Debug, Clone)]
pub(crate) struct Descending {
    index: Vec<f64>,
    /// Ranks and limits look at numbers and not at the bits that rounding errors leave.
    grid: Grid,
}

impl Descending {
    pub(crate) fn new(index: &[f64]) -> Self {
        let mut descending = index.to_vec();
        descending.sort_by(|a, b| b.total_cmp(a));
        Self { index: descending, grid: Grid::of(index) }
    }

    /// The rank of an entity with an index: its own, or one above it, so that its own index is not above.
    fn rank_at(&self, own: f64) -> usize {
        1 + self.index.partition_point(|other| self.grid.position(*other) > self.grid.position(own))
    }

    /// What [`gain`] says of the entity with one of the indices.
    pub(crate) fn gain(&self, own: f64, lever: &Lever, places: usize) -> Result<Gain, NoGain> {
        let Lever { score, limit, slope } = *lever;
        // The ends are finite where all are.
        let ends = self.index.first().into_iter().chain(self.index.last());
        let finite = ends.chain([&score, &limit, &slope]).all(|x| x.is_finite());
        if !(finite && slope >= 0.0 && score <= limit) {
            return Err(NoGain::Numbers);
        }
        let rank = self.rank_at(own);
        if places >= rank {
            return Err(NoGain::NotSoMany { rank });
        }
        // Before the slope is looked at: nothing has to rise for no place.
        if places == 0 {
            return Ok(Gain { increase: 0.0, score, index: own, rank });
        }
        if slope == 0.0 {
            return Err(NoGain::NoInfluence);
        }
        // Those above come before it, so it does not matter that its own index is among them.
        let reached = self.index[rank - places - 1];
        let increase = (reached - own) / slope;
        let needed = score + increase;
        let (needed, increase) = match needed - limit {
            over if over > 0.0 && over <= grid::noise(&[score, limit]) => (limit, limit - score),
            _ => (needed, increase),
        };
        if needed > limit {
            return Err(NoGain::OutOfReach { needed, rank: self.rank_at(own + slope * (limit - score)) });
        }
        Ok(Gain { increase, score: needed, index: reached, rank: self.rank_at(reached) })
    }
}
