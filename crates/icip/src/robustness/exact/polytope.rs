//! A polytope of weights by its corners, and what is left of it on one side of a plane.
//!
//! Corners make every question about a linear function a look at a few numbers, and a cut touches only
//! the edges that cross the plane. With few children there are few corners: that is where this is used.

use icip_num::matrix::dot;

/// A bounded part of the simplex of weights: the convex hull of its points.
///
/// A point carries the bounding planes on which it lies, one bit per plane. Two points can be the ends of an
/// edge only when they share `children - 2` planes (an edge is a line of a space of `children - 1`
/// dimensions). Where more planes meet than must, pairs that are no edge pass this test too: they add points
/// that are no corners, which changes no hull. No edge is ever missed, so the hull is never too small.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Polytope {
    children: usize,
    points: Vec<f64>,
    planes: Vec<u128>,
}

/// The side of a plane that a cut keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Where the function is at least the threshold.
    AtLeast,
    /// Where it is at most the threshold.
    AtMost,
}

/// With more points than this, a polytope is described by its planes only.
const MOST_POINTS: usize = 1024;

impl Polytope {
    /// All weights that add up to 1; nothing where there are more planes than bits.
    pub(super) fn simplex(children: usize) -> Option<Self> {
        // Each weight takes a bit for its plane `w = 0`, which leaves at least as many of the 128 for cuts.
        if !(1..=64).contains(&children) {
            return None;
        }
        let all = (1_u128 << children) - 1;
        let unit = |k: usize| (0..children).map(move |j| if j == k { 1.0 } else { 0.0 });
        Some(Self {
            children,
            points: (0..children).flat_map(unit).collect(),
            // The corner `k` has all weight on child `k`, so it lies on the planes of all others.
            planes: (0..children).map(|k| all & !(1 << k)).collect(),
        })
    }

    /// Number of points; none when the polytope is empty.
    pub(super) fn len(&self) -> usize {
        self.planes.len()
    }

    pub(super) fn points(&self) -> impl Iterator<Item = &[f64]> {
        self.points.chunks_exact(self.children)
    }

    pub(super) fn point(&self, at: usize) -> &[f64] {
        &self.points[at * self.children..(at + 1) * self.children]
    }

    /// The mean of the points: on no bounding plane on which not all of them are.
    pub(super) fn centre(&self) -> Vec<f64> {
        let mut centre = vec![0.0; self.children];
        for point in self.points() {
            centre.iter_mut().zip(point).for_each(|(sum, w)| *sum += w);
        }
        centre.iter_mut().for_each(|w| *w /= self.len() as f64);
        centre
    }

    /// The part where `function . w` is at least `threshold`.
    pub(super) fn cut_by(&self, function: &[f64], threshold: f64, noise: f64) -> Option<Self> {
        let values: Vec<f64> = self.points().map(|point| dot(function, point)).collect();
        self.cut(&values, threshold, Keep::AtLeast, noise)
    }

    /// The part on one side of a plane, from the values of its linear function at the points; empty where
    /// no point lies there. A value within `noise` of the threshold is on the plane. Nothing when the part
    /// has too many points or planes to be kept like this.
    pub(super) fn cut(&self, values: &[f64], threshold: f64, keep: Keep, noise: f64) -> Option<Self> {
        let used = self.planes.iter().fold(0, |used, planes| used | planes);
        if used == u128::MAX {
            return None;
        }
        // A bit that no point carries is free, also where an earlier plane had it.
        let plane = 1 << (!used).trailing_zeros();
        let inside = |value: f64| match keep {
            Keep::AtLeast => value - threshold,
            Keep::AtMost => threshold - value,
        };
        let mut part = Self { children: self.children, points: Vec::new(), planes: Vec::new() };
        let (mut within, mut beyond) = (Vec::new(), Vec::new());
        for (at, value) in values.iter().enumerate() {
            let inside = inside(*value);
            if inside < -noise {
                beyond.push(at);
                continue;
            }
            part.points.extend_from_slice(self.point(at));
            part.planes.push(self.planes[at] | if inside > noise { 0 } else { plane });
            if inside > noise {
                within.push(at);
            }
        }
        // An edge crosses the plane between a point strictly inside and one beyond. A point on the plane is
        // kept as it is and begins no new one.
        for a in &within {
            for b in &beyond {
                let shared = self.planes[*a] & self.planes[*b];
                // Points that lie on the same planes and no others are one point, or none is a corner.
                let new = shared | plane;
                if shared.count_ones() as usize + 2 < self.children || part.planes.contains(&new) {
                    continue;
                }
                let t = (values[*a] - threshold) / (values[*a] - values[*b]);
                let between = self.point(*a).iter().zip(self.point(*b)).map(|(a, b)| a + t * (b - a));
                part.points.extend(between);
                part.planes.push(new);
                if part.len() > MOST_POINTS {
                    return None;
                }
            }
        }
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_of_the_triangle_by_hand() {
        // w1 >= 1/2: corner (1, 0, 0), and halfway to the two others.
        let triangle = Polytope::simplex(3).expect("three children");
        let part = triangle.cut_by(&[1.0, 0.0, 0.0], 0.5, 1e-13).expect("few points");
        let points: Vec<&[f64]> = part.points().collect();
        assert_eq!(points, [&[1.0, 0.0, 0.0][..], &[0.5, 0.5, 0.0], &[0.5, 0.0, 0.5]]);
        assert_eq!(triangle.cut_by(&[1.0, 0.0, 0.0], 1.5, 1e-13).expect("empty").len(), 0);
        // The other side: a quadrangle.
        let values: Vec<f64> = triangle.points().map(|w| w[0]).collect();
        assert_eq!(triangle.cut(&values, 0.5, Keep::AtMost, 1e-13).expect("few").len(), 4);
    }

    #[test]
    fn a_cut_through_a_corner_keeps_it_once() {
        // w2 >= w3 in the triangle: (1,0,0) lies on the plane; (0,1,0); (0,1/2,1/2).
        let triangle = Polytope::simplex(3).expect("three children");
        let part = triangle.cut_by(&[0.0, 1.0, -1.0], 0.0, 1e-13).expect("few points");
        let points: Vec<&[f64]> = part.points().collect();
        assert_eq!(points, [&[1.0, 0.0, 0.0][..], &[0.0, 1.0, 0.0], &[0.0, 0.5, 0.5]]);
    }

    #[test]
    fn one_child_is_one_point() {
        let point = Polytope::simplex(1).expect("one child");
        assert_eq!(point.point(0), [1.0]);
        assert_eq!(point.cut_by(&[1.0], 0.3, 1e-13).expect("kept").len(), 1);
        assert_eq!(point.cut_by(&[-1.0], -0.3, 1e-13).expect("cut away").len(), 0);
    }
}
