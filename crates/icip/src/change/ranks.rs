//! Why ranks changed: the causes go over one by one, on average over all orders, for all entities at once.

use std::collections::BTreeMap;

use super::attribute::{Cause, Part};
use super::split::shapley;
use crate::framework::RankSpec;
use icip_num::exec::Par;
use icip_num::rank::Sorter;

/// What moved a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RankCause {
    /// Entities that are ranked on one side only.
    Members,
    /// Measurements, those of the entity and those of the others.
    Data,
    /// Gaps.
    Gap,
    /// What was fitted to the sample.
    Scale,
    /// Nodes that compare entities.
    Comparison,
    /// Rounding.
    Rounding,
    /// Edits of the framework.
    Method,
}

impl From<Cause> for RankCause {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Data => Self::Data,
            Cause::Gap => Self::Gap,
            Cause::Scale => Self::Scale,
            Cause::Comparison => Self::Comparison,
            Cause::Rounding => Self::Rounding,
            Cause::Method(_) => Self::Method,
        }
    }
}

/// An entity that is ranked before and after.
pub(super) struct Both<'p> {
    pub(super) scores: [f64; 2],
    pub(super) ranks: [f64; 2],
    pub(super) parts: &'p [Part],
}

/// The entities that are ranked.
pub(super) struct Ranked<'p> {
    pub(super) both: Vec<Both<'p>>,
    /// The scores of those that are ranked before alone, and after alone.
    pub(super) left: Vec<f64>,
    pub(super) came: Vec<f64>,
}

impl Ranked<'_> {
    /// What moved the rank of each entity that is ranked on both sides: the parts add up to the rank after less the
    /// rank before, so a positive part is a place lost.
    pub(super) fn parts(&self, spec: &RankSpec) -> Vec<Vec<(RankCause, f64)>> {
        let points = self.points();
        let mut causes: Vec<RankCause> = points.keys().copied().collect();
        if !self.left.is_empty() || !self.came.is_empty() {
            causes.push(RankCause::Members);
        }
        causes.sort_unstable();
        let sets = 1_usize << causes.len();
        let mut sorter = Sorter::default();
        let of_set = |set: usize| self.ranks(spec, &causes, &points, set, &mut sorter);
        let ranks: Vec<Vec<f64>> = (0..sets).map(of_set).collect();
        let of_entity = |at: usize| {
            let parts = shapley(causes.len(), |set| ranks[set][at]);
            causes.iter().copied().zip(parts).filter(|(_, places)| *places != 0.0).collect()
        };
        (0..self.both.len()).map(of_entity).collect()
    }

    /// The points of each cause, by entity.
    fn points(&self) -> BTreeMap<RankCause, Vec<f64>> {
        let mut points: BTreeMap<RankCause, Vec<f64>> = BTreeMap::new();
        for (at, entity) in self.both.iter().enumerate() {
            for part in entity.parts {
                let of_cause = points.entry(part.cause.into()).or_insert_with(|| vec![0.0; self.both.len()]);
                of_cause[at] += part.points;
            }
        }
        points
    }

    /// The ranks when the causes of a set have gone over.
    fn ranks(
        &self,
        spec: &RankSpec,
        causes: &[RankCause],
        points: &BTreeMap<RankCause, Vec<f64>>,
        set: usize,
        sorter: &mut Sorter,
    ) -> Vec<f64> {
        // The two ends are the ranks themselves, with all that decides where scores tie.
        if set == 0 || set + 1 == 1 << causes.len() {
            return self.both.iter().map(|entity| entity.ranks[usize::from(set > 0)]).collect();
        }
        let gone =
            |cause: RankCause| causes.iter().position(|c| *c == cause).is_some_and(|at| set >> at & 1 == 1);
        let score = |(at, entity): (usize, &Both<'_>)| {
            let moved = points.iter().filter(|(cause, _)| gone(**cause));
            moved.fold(entity.scores[0], |score, (_, points)| score + points[at])
        };
        let others = if gone(RankCause::Members) { &self.came } else { &self.left };
        let scores = self.both.iter().enumerate().map(score).chain(others.iter().copied());
        let scores: Vec<f64> = scores.map(|score| spec.on.of(score)).collect();
        let mut ranks = vec![0.0; scores.len()];
        let grid = spec.on.grid(icip_num::statistics::bounds(&scores));
        sorter.ranks(&scores, grid, spec.ties, Par::Seq, &mut ranks);
        ranks.truncate(self.both.len());
        ranks
    }

    /// The rank that each entity would have now if its own score had stayed as it was: one more than the number of others
    /// that are above it.
    pub(super) fn standing_still(&self, spec: &RankSpec) -> Vec<f64> {
        let after = self.both.iter().map(|entity| entity.scores[1]).chain(self.came.iter().copied());
        let after: Vec<f64> = after.map(|score| spec.on.of(score)).collect();
        let before: Vec<f64> = self.both.iter().map(|entity| spec.on.of(entity.scores[0])).collect();
        let all: Vec<f64> = after.iter().chain(&before).copied().collect();
        let grid = spec.on.grid(icip_num::statistics::bounds(&all));
        let mut places: Vec<f64> = after.iter().map(|score| grid.position(*score)).collect();
        let own = places[..before.len()].to_vec();
        places.sort_unstable_by(f64::total_cmp);
        let rank = |(still, own): (&f64, f64)| {
            let still = grid.position(*still);
            let above = places.len() - places.partition_point(|place| *place <= still);
            // Its own new score is none of the others.
            above as f64 + 1.0 - f64::from(u8::from(own > still))
        };
        before.iter().zip(own).map(rank).collect()
    }
}
