//! Exact answers about ranks when the weights of one node are uncertain.
//!
//! With the weights `w` of one node free and everything else fixed, the index of an entity is linear in
//! `w`, so "i is above j" is a half-space and questions about ranks are questions about polytopes:
//!
//! - [`extremes`]: the best and the worst rank an entity can have, with weights that give it;
//! - [`dominance`]: which entities are at least as high as which others whatever the weights are, and the
//!   diagram of it;
//! - [`overtake`], [`most_favourable`]: the smallest change of weights that lets one entity reach another;
//! - [`gain`]: the smallest increase of one score that gains so many places.
//!
//! A sample of weights shows some of the ranks that are possible; here it is proven which ranks are possible.
//! Nothing here knows frameworks, panels or files: the scores come as a [`LinearIndex`], the weights as a
//! [`WeightSet`].
//!
//! *Differences that count.* Over a closed set of weights "strictly above" is an open condition, and its
//! largest count need not be reached. One entity is therefore above another where its index is higher by
//! more than a *tolerance* ([`Search::tolerance`], 1e-9 on the index's scale); within it the two share
//! their rank. Differences that miss the tolerance by less than a thousandth of it, or by less than the
//! rounding of the index, may fall on either side.

mod bounds;
mod comparisons;
mod dominance;
mod extremes;
mod gain;
mod hasse;
mod integer;
mod linear_index;
mod overtake;
mod polytope;
mod programme;
mod regions;
mod relation;
mod weight_checks;
mod weight_set;

#[cfg(test)]
mod tests;

pub use bounds::Constraint;
pub use dominance::{Dominance, dominance};
pub use extremes::{Extremes, PossibleRank, Search, extremes};
pub(crate) use gain::Descending;
pub use gain::{Gain, Lever, NoGain, gain};
pub use hasse::Hasse;
pub use linear_index::{LinearIndex, Through};
pub use overtake::{Favourable, Overtaking, most_favourable, overtake};
pub use weight_set::WeightSet;
