//! The largest number of comparisons that hold at once: branch and bound over regions of weights.
//!
//! A region is a polytope of weights with the comparisons that are still open in it. Its corners tell which
//! hold everywhere (the smallest value at a corner is above the threshold) and which nowhere (the largest is
//! not); a linear function has no smaller or larger value inside. The plane of an open comparison cuts the
//! region in two: in one part it holds, in the other it does not.
//!
//! *Bound.* Let `A` be the comparisons that hold in all of a region `P` and `O` those open in it. Every other
//! one fails at every point of `P`, because its largest value over the corners does, and a point of `P` is a
//! mean of corners. So with any weights of `P` at most `|A| + |O|` hold. The two parts of a cut cover `P`, so
//! the largest of the bounds of regions that are not yet split, and of the count found, bounds the whole set
//! at every moment: that is what is answered when the search is stopped. A region whose bound is not above
//! the count found cannot improve on it and is dropped. A split takes its comparison out of `O` in both
//! parts, so the search ends. Values within the noise of the threshold are at it, in these tests and in cuts
//! alike: the count found is made without noise, at weights that are in the set.

use super::comparisons::{Comparisons, Most};
use super::polytope::{Keep, Polytope};
use icip_num::matrix::dot;

/// Searches within a polytope with at least one point, through at most so many regions.
pub(super) fn most(comparisons: &Comparisons, whole: &Polytope, most_regions: usize) -> Most {
    let centre = whole.centre();
    let mut found = BestSoFar { count: comparisons.count(&centre), weights: centre };
    let mut waiting = vec![Region { part: whole.clone(), open: (0..comparisons.len()).collect(), sure: 0 }];
    let mut unsplit = 0;
    let mut visited = 0;
    // The last one first: a search in depth keeps few regions in memory and soon finds a high count, which
    // lets others be dropped.
    while let Some(mut region) = waiting.pop() {
        if region.bound() <= found.count {
            continue;
        }
        let view = region.look(comparisons);
        found.learn(comparisons, &region, &view);
        if region.bound() <= found.count {
            continue;
        }
        visited += 1;
        let halves = (visited < most_regions).then(|| region.split(&view, comparisons)).flatten();
        match halves {
            // The part where one more holds is looked at first.
            Some((holds, fails)) => waiting.extend([fails, holds]),
            None => unsplit = unsplit.max(region.bound()),
        }
    }
    Most { weights: found.weights, bound: unsplit.max(found.count) }
}

/// The weights with which most comparisons hold so far.
struct BestSoFar {
    count: usize,
    weights: Vec<f64>,
}

struct Region {
    part: Polytope,
    open: Vec<usize>,
    /// How many hold everywhere in the part.
    sure: usize,
}

/// The open comparisons of a region at its points.
struct View {
    /// Comparison by comparison, point by point.
    values: Vec<f64>,
    /// Which plane would cut the region most evenly.
    evenest: usize,
}

impl BestSoFar {
    /// Counts at the centre of a region, and near the point where most open comparisons hold. A point may lie
    /// on the plane beyond which a comparison of the region holds, so it is left a little for the centre.
    fn learn(&mut self, comparisons: &Comparisons, region: &Region, view: &View) {
        let points = region.part.len();
        let holding = |at: usize| {
            view.values
                .iter()
                .skip(at)
                .step_by(points)
                .filter(|value| **value > comparisons.threshold)
                .count()
        };
        let counts: Vec<usize> = (0..points).map(holding).collect();
        let best = (1..points).fold(0, |best, at| if counts[at] > counts[best] { at } else { best });
        let centre = region.part.centre();
        let towards = |(w, centre): (&f64, &f64)| w + (centre - w) * NEAR;
        self.offer(comparisons, region.part.point(best).iter().zip(&centre).map(towards).collect());
        self.offer(comparisons, centre);
    }

    fn offer(&mut self, comparisons: &Comparisons, weights: Vec<f64>) {
        let count = comparisons.count(&weights);
        if count > self.count {
            *self = Self { count, weights };
        }
    }
}

/// The part of the way from a point to the centre of its region.
const NEAR: f64 = 1.0 / 64.0;

impl Region {
    fn bound(&self) -> usize {
        self.sure + self.open.len()
    }

    /// Sorts out what holds everywhere or nowhere and gives the values of the rest.
    fn look(&mut self, comparisons: &Comparisons) -> View {
        let Comparisons { threshold, noise, .. } = comparisons;
        let mut view = View { values: Vec::with_capacity(self.open.len() * self.part.len()), evenest: 0 };
        let mut evenness = f64::NEG_INFINITY;
        let (part, sure) = (&self.part, &mut self.sure);
        let mut kept = 0;
        self.open.retain(|at| {
            let start = view.values.len();
            let function = comparisons.function(*at);
            let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
            for point in part.points() {
                let value = dot(function, point);
                least = if value < least { value } else { least };
                most = if value > most { value } else { most };
                view.values.push(value);
            }
            // Both conditions hold for a function that is at the threshold everywhere; it counts as not above
            // it.
            if most <= threshold + noise || least >= threshold - noise {
                *sure += usize::from(most > threshold + noise);
                view.values.truncate(start);
                return false;
            }
            let (over, under) = (most - threshold, threshold - least);
            let even = if over < under { over / under } else { under / over };
            if even > evenness {
                (evenness, view.evenest) = (even, kept);
            }
            kept += 1;
            true
        });
        view
    }

    /// The part where the evenest comparison holds, and the part where it does not. Nothing where none is
    /// open (rounding then hid the weights with which all hold), or where a part has too many points.
    fn split(&self, view: &View, comparisons: &Comparisons) -> Option<(Self, Self)> {
        if self.open.is_empty() {
            return None;
        }
        let points = self.part.len();
        let values = &view.values[view.evenest * points..(view.evenest + 1) * points];
        let mut open = self.open.clone();
        open.remove(view.evenest);
        let half = |keep: Keep| self.part.cut(values, comparisons.threshold, keep, comparisons.noise);
        let holds = Self { part: half(Keep::AtLeast)?, open: open.clone(), sure: self.sure + 1 };
        let fails = Self { part: half(Keep::AtMost)?, open, sure: self.sure };
        Some((holds, fails))
    }
}
