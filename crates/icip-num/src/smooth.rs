//! How much of a column another one explains, whatever the form of the curve: local linear regression and the correlation
//! ratio.
//!
//! The explaining column is distributed over a grid of [`POINTS`] points between its ends, each number over the two points
//! beside it, so that a curve costs the same for any number of entities and can be drawn again for many samples.
//!
//! *Reference*: Fan and Marron, Journal of Computational and Graphical Statistics 3 (1994); Paruolo, Saisana and Saltelli,
//! JRSS A 176 (2013).

use crate::scalar;
use crate::statistics::{self, Divisor};

/// Points of the grid.
pub const POINTS: usize = 64;

/// Bandwidths that are tried, in standard deviations of the explaining column: the first, and each times the factor.
const FIRST: f64 = 0.2;
const FACTOR: f64 = 1.25;
const TRIED: usize = 13;

/// An explaining column on its grid.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explaining {
    /// The point of the grid below each entity, and the share of the entity that belongs to the point above.
    places: Vec<(u16, f64)>,
    /// The points that have a share of some entity: few where the column has few values.
    points: Vec<usize>,
    /// Between two points.
    step: f64,
    /// The standard deviation (divisor n - 1).
    deviation: f64,
}

/// A kernel on the grid: its weight at each distance in points.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Kernel {
    weights: [f64; POINTS],
    /// Its bandwidth, in units of the explaining column.
    pub bandwidth: f64,
}

/// What of a column is explained.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Explained {
    /// The correlation ratio: the variance of the curve at the entities over the variance of the column, from 0 to 1.
    pub ratio: f64,
    /// The bandwidth of the curve, in standard deviations of the explaining column.
    pub bandwidth: f64,
}

/// Sums over the entities near each point of the grid.
struct Sums {
    count: [f64; POINTS],
    total: [f64; POINTS],
}

impl Explaining {
    /// Puts a column on its grid; `None` where it does not vary.
    pub fn new(x: &[f64]) -> Option<Self> {
        let (low, high) = statistics::bounds(x)?;
        let deviation = statistics::standard_deviation(x, &Divisor::CountLessOne)?;
        let step = (high - low) / (POINTS - 1) as f64;
        if !(statistics::varies(x) && step > 0.0 && step.is_finite() && deviation > 0.0) {
            return None;
        }
        let place = |x: &f64| {
            let at = ((x - low) / step).clamp(0.0, (POINTS - 1) as f64);
            let below = (at as usize).min(POINTS - 2);
            (below as u16, at - below as f64)
        };
        let places: Vec<(u16, f64)> = x.iter().map(place).collect();
        let mut taken = [false; POINTS];
        for (below, share) in &places {
            taken[usize::from(*below)] |= *share < 1.0;
            taken[usize::from(*below) + 1] |= *share > 0.0;
        }
        let points = (0..POINTS).filter(|point| taken[*point]).collect();
        Some(Self { places, points, step, deviation })
    }

    /// The normal kernel of a bandwidth in standard deviations of the column.
    pub fn kernel(&self, deviations: f64) -> Kernel {
        let bandwidth = deviations * self.deviation;
        let weight = |at: usize| {
            let z = at as f64 * self.step / bandwidth;
            scalar::exp(-0.5 * z * z)
        };
        Kernel { weights: std::array::from_fn(weight), bandwidth }
    }

    /// The correlation ratio of a column, with the bandwidth that leaves out each entity best; `None` where the column does
    /// not vary or no bandwidth can leave out an entity.
    pub fn explained(&self, y: &[f64]) -> Option<Explained> {
        let sums = self.sums(y, |_| 1.0);
        let mut best: Option<(f64, f64)> = None;
        let mut bandwidth = FIRST;
        for _ in 0..TRIED {
            let kernel = self.kernel(bandwidth);
            let error = self.left_out(y, &sums, &kernel);
            if error.is_finite() && best.is_none_or(|(least, _)| error < least) {
                best = Some((error, bandwidth));
            }
            bandwidth *= FACTOR;
        }
        let (_, bandwidth) = best?;
        let ratio = self.ratio_of(&sums, &self.kernel(bandwidth), variance(y)?)?;
        Some(Explained { ratio, bandwidth })
    }

    /// The correlation ratio of a column with a given kernel, of the entities `times` over; `None` where the column does
    /// not vary among them.
    pub fn ratio(&self, y: &[f64], times: &[f64], kernel: &Kernel) -> Option<f64> {
        let sums = self.sums(y, |entity| times[entity]);
        let (count, total) =
            (statistics::total(times), times.iter().zip(y).fold(0.0, |sum, (w, y)| sum + w * y));
        let mean = total / count;
        let squares = times.iter().zip(y).fold(0.0, |sum, (w, y)| sum + w * (y - mean) * (y - mean));
        self.ratio_of(&sums, kernel, squares / count)
    }

    /// The variance of the curve at the entities over that of the column.
    fn ratio_of(&self, sums: &Sums, kernel: &Kernel, variance: f64) -> Option<f64> {
        if variance.is_nan() || variance <= 0.0 {
            return None;
        }
        let curve = sums.fit(kernel, &self.points).curve;
        let count = statistics::total(&sums.count);
        let mean = sums.count.iter().zip(&curve).fold(0.0, |sum, (w, m)| sum + w * m) / count;
        let squares =
            sums.count.iter().zip(&curve).fold(0.0, |sum, (w, m)| sum + w * (m - mean) * (m - mean));
        Some((squares / count / variance).clamp(0.0, 1.0))
    }

    /// The curve at each entity.
    pub fn curve(&self, y: &[f64], kernel: &Kernel) -> Vec<f64> {
        let fitted = self.sums(y, |_| 1.0).fit(kernel, &self.points);
        self.places.iter().map(|place| between(&fitted.curve, *place)).collect()
    }

    fn sums(&self, y: &[f64], times: impl Fn(usize) -> f64) -> Sums {
        let mut sums = Sums { count: [0.0; POINTS], total: [0.0; POINTS] };
        for (entity, ((below, share), y)) in self.places.iter().zip(y).enumerate() {
            let (below, times) = (usize::from(*below), times(entity));
            let (lower, upper) = (times * (1.0 - share), times * share);
            sums.count[below] += lower;
            sums.count[below + 1] += upper;
            sums.total[below] += lower * y;
            sums.total[below + 1] += upper * y;
        }
        sums
    }

    /// The mean square of what a curve misses of each entity when it is left out.
    fn left_out(&self, y: &[f64], sums: &Sums, kernel: &Kernel) -> f64 {
        let fitted = sums.fit(kernel, &self.points);
        let mut squares = 0.0;
        for (place, y) in self.places.iter().zip(y) {
            let rest = 1.0 - between(&fitted.own, *place);
            // An entity that decides its own point alone cannot be left out.
            if rest < 1e-6 {
                return f64::INFINITY;
            }
            let missed = (y - between(&fitted.curve, *place)) / rest;
            squares += missed * missed;
        }
        squares / y.len() as f64
    }
}

/// A value between two points of the grid.
fn between(grid: &[f64; POINTS], (below, share): (u16, f64)) -> f64 {
    let below = usize::from(below);
    (1.0 - share) * grid[below] + share * grid[below + 1]
}

fn variance(y: &[f64]) -> Option<f64> {
    let deviation = statistics::standard_deviation(y, &Divisor::Count)?;
    (statistics::varies(y) && deviation > 0.0).then_some(deviation * deviation)
}

/// The curve on the grid, and how much an entity at each point counts for itself.
struct Fitted {
    curve: [f64; POINTS],
    own: [f64; POINTS],
}

impl Sums {
    /// The curve at the points that some entity has.
    fn fit(&self, kernel: &Kernel, points: &[usize]) -> Fitted {
        let mut fitted = Fitted { curve: [0.0; POINTS], own: [0.0; POINTS] };
        for point in points.iter().copied() {
            let (mut s0, mut s1, mut s2, mut t0, mut t1) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for other in points.iter().copied() {
                let distance = other as f64 - point as f64;
                let weight = kernel.weights[other.abs_diff(point)];
                let (count, total) = (weight * self.count[other], weight * self.total[other]);
                s0 += count;
                s1 += distance * count;
                s2 += distance * distance * count;
                t0 += total;
                t1 += distance * total;
            }
            let determinant = s0 * s2 - s1 * s1;
            // Where all that is near stands at one point there is no slope.
            (fitted.curve[point], fitted.own[point]) = if determinant > 1e-9 * s0 * s0 {
                ((s2 * t0 - s1 * t1) / determinant, s2 / determinant)
            } else if s0 > 0.0 {
                (t0 / s0, 1.0 / s0)
            } else {
                (0.0, 1.0)
            };
        }
        fitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    #[test]
    fn a_line_is_explained_as_far_as_its_noise_allows() {
        let x: Vec<f64> = (0..200).map(f64::from).collect();
        let line: Vec<f64> = x.iter().map(|x| 3.0 - 2.0 * x).collect();
        let found = Explaining::new(&x).and_then(|x| x.explained(&line)).expect("they vary");
        assert!(found.ratio > 0.999, "{found:?}");
        let mut stream = Stream::new(5, Purpose::Inputs, 0);
        let noise: Vec<f64> = x.iter().map(|_| stream.normal()).collect();
        let found = Explaining::new(&x).and_then(|x| x.explained(&noise)).expect("they vary");
        assert!(found.ratio < 0.15, "{found:?}");
    }

    #[test]
    fn a_curve_without_a_correlation_is_explained() {
        // A parabola around 0: r is 0, and the ratio near 1.
        let x: Vec<f64> = (-100..=100).map(f64::from).collect();
        let y: Vec<f64> = x.iter().map(|x| x * x).collect();
        let found = Explaining::new(&x).and_then(|x| x.explained(&y)).expect("they vary");
        assert!(found.ratio > 0.97 && found.bandwidth < 0.5, "{found:?}");
        assert!(crate::association::pearson(&x, &y).expect("they vary").coefficient.abs() < 1e-12);
    }

    #[test]
    fn entities_that_count_twice_are_there_twice() {
        let x: Vec<f64> = (0..50).map(|i| f64::from(i * i % 37)).collect();
        let y: Vec<f64> = x.iter().enumerate().map(|(i, x)| x * x + (i % 5) as f64).collect();
        let times: Vec<f64> = (0..50).map(|i| f64::from(i % 3)).collect();
        let explaining = Explaining::new(&x).expect("it varies");
        let kernel = explaining.kernel(0.5);
        let weighted = explaining.ratio(&y, &times, &kernel).expect("it varies");
        // The same entities, written out; the grid is that of the first column.
        let again = |column: &[f64]| -> Vec<f64> {
            (0..50).flat_map(|i| std::iter::repeat_n(column[i], i % 3)).collect()
        };
        let (mut long, ones) = (explaining.clone(), vec![1.0; again(&x).len()]);
        long.places = (0..50).flat_map(|i| std::iter::repeat_n(explaining.places[i], i % 3)).collect();
        let plain = long.ratio(&again(&y), &ones, &kernel).expect("it varies");
        assert!((weighted - plain).abs() < 1e-12, "{weighted} {plain}");
        assert_eq!(Explaining::new(&[1.0; 9]).map(|_| ()), None);
        assert_eq!(explaining.explained(&[2.0; 50]), None);
    }
}
