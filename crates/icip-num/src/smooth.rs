//! How much of a column another one explains, whatever the form of the curve: local linear regression and the correlation
//! ratio.
//!
//! The explaining column is distributed over a grid of [`POINTS`] points between its ends, each number over the two points
//! beside it, so that a curve costs the same for any number of entities and can be drawn again for many samples, of which
//! [`SAMPLES`] stand side by side.
//!
//! *Reference*: Fan and Marron, Journal of Computational and Graphical Statistics 3 (1994); Paruolo, Saisana and Saltelli,
//! JRSS A 176 (2013).

use crate::kernel::{self, Folded, Lane, Weights};
use crate::scalar;
use crate::statistics::{self, Divisor};

pub use crate::kernel::SAMPLES;

/// Points of the grid.
pub const POINTS: usize = 64;

/// Points of its lower half.
const HALF: usize = POINTS / 2;

/// Bandwidths that are tried, in standard deviations of the explaining column: the first, and each times the factor.
const FIRST: f64 = 0.2;
const FACTOR: f64 = 1.25;
const TRIED: usize = 13;

/// A sample of which less than this share of the variance of all entities is left does not vary.
const VARIES: f64 = 1e-12;

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

/// A kernel on the grid of a column.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Kernel {
    /// What it gives between each two points of the lower half of the grid.
    folded: Vec<Folded>,
    /// The points of the lower half that have a share of some entity, or whose mirror image has one.
    points: Vec<usize>,
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

/// A column that is explained.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Response {
    /// Its numbers, with mean 0 and standard deviation 1 (divisor n).
    values: Vec<f64>,
    mean: f64,
    deviation: f64,
}

impl Response {
    /// Takes a column; `None` where it does not vary.
    pub fn new(y: &[f64]) -> Option<Self> {
        let mean = statistics::mean(y)?;
        let deviation = statistics::standard_deviation(y, &Divisor::Count)?;
        (statistics::varies(y) && deviation > 0.0 && deviation.is_finite()).then(|| Self {
            values: y.iter().map(|y| (y - mean) / deviation).collect(),
            mean,
            deviation,
        })
    }
}

/// Sums over the entities near each point of the grid, and over all of them, for every sample.
struct Sums {
    count: [Lane; POINTS],
    total: [Lane; POINTS],
    sum: Lane,
    squares: Lane,
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
        let weights = self.weights(deviations);
        let between = |place: usize| -> Folded {
            let (point, other) = (place / HALF, place % HALF);
            let ([near, near_first, near_second], [far, far_first, far_second]) =
                (weights[point.abs_diff(other)], weights[POINTS - 1 - point - other]);
            // The mirror image of the other point lies above, as no other point of the lower half does.
            let near_first = if other < point { -near_first } else { near_first };
            // A distance changes its sign in a mirror.
            [
                [near + far, near_first - far_first, near_second + far_second],
                [near - far, near_first + far_first, near_second - far_second],
            ]
        };
        let mut points: Vec<usize> =
            self.points.iter().map(|point| *point.min(&(POINTS - 1 - point))).collect();
        points.sort_unstable();
        points.dedup();
        Kernel { folded: (0..HALF * HALF).map(between).collect(), points }
    }

    /// What the normal kernel gives at each distance in points.
    fn weights(&self, deviations: f64) -> [[f64; 3]; POINTS] {
        std::array::from_fn(|at| {
            let distance = at as f64;
            let z = distance * self.step / (deviations * self.deviation);
            let weight = scalar::exp(-0.5 * z * z);
            [weight, distance * weight, distance * distance * weight]
        })
    }

    /// The correlation ratio of a column, with the bandwidth that leaves out each entity best; `None` where no bandwidth can
    /// leave out an entity.
    ///
    /// # Panics
    /// When the columns differ in length.
    pub fn explained(&self, y: &Response) -> Option<Explained> {
        let (mut sums, mut curve, mut own) =
            (Sums::NOTHING, [[0.0; SAMPLES]; POINTS], [[0.0; SAMPLES]; POINTS]);
        self.add(&mut sums, y, &vec![[1; SAMPLES]; self.places.len()]);
        let mut bandwidths = [FIRST; TRIED];
        for at in 1..TRIED {
            bandwidths[at] = bandwidths[at - 1] * FACTOR;
        }
        let mut best: Option<(f64, f64, f64)> = None;
        for bandwidths in bandwidths.chunks(SAMPLES) {
            let mut kernel: [Weights; POINTS] = [[[0.0; SAMPLES]; 3]; POINTS];
            for (lane, bandwidth) in bandwidths.iter().enumerate() {
                for (lanes, weights) in kernel.iter_mut().zip(self.weights(*bandwidth)) {
                    lanes.iter_mut().zip(weights).for_each(|(lanes, weight)| lanes[lane] = weight);
                }
            }
            let spread = (&sums.count[..], &sums.total[..]);
            kernel::fit_lines(&mut curve, &mut own, &kernel, spread, &self.points);
            let errors = kernel::leave_out(&curve, &own, &self.places, &y.values);
            let ratios = sums.ratios(&curve);
            for (lane, bandwidth) in bandwidths.iter().enumerate() {
                if let Some(ratio) = ratios[lane]
                    && errors[lane].is_finite()
                    && best.is_none_or(|(least, ..)| errors[lane] < least)
                {
                    best = Some((errors[lane], *bandwidth, ratio));
                }
            }
        }
        best.map(|(_, bandwidth, ratio)| Explained { ratio, bandwidth })
    }

    /// The correlation ratios of a column with a given kernel, of samples that have each entity so many times; `None` where
    /// the column does not vary among them.
    ///
    /// # Panics
    /// When the columns differ in length.
    pub fn ratios(&self, y: &Response, times: &[[u16; SAMPLES]], kernel: &Kernel) -> [Option<f64>; SAMPLES] {
        let (mut sums, mut curve) = (Sums::NOTHING, [[0.0; SAMPLES]; POINTS]);
        self.add(&mut sums, y, times);
        kernel::fit_folded(&mut curve, &kernel.folded, (&sums.count, &sums.total), &kernel.points);
        sums.ratios(&curve)
    }

    /// The curve at each entity.
    ///
    /// # Panics
    /// When the columns differ in length.
    pub fn curve(&self, y: &Response, kernel: &Kernel) -> Vec<f64> {
        let (mut sums, mut curve) = (Sums::NOTHING, [[0.0; SAMPLES]; POINTS]);
        self.add(&mut sums, y, &vec![[1; SAMPLES]; self.places.len()]);
        kernel::fit_folded(&mut curve, &kernel.folded, (&sums.count, &sums.total), &kernel.points);
        let at = |(below, share): &(u16, f64)| {
            let below = usize::from(*below);
            (1.0 - share) * curve[below][0] + share * curve[below + 1][0]
        };
        self.places.iter().map(|place| y.mean + y.deviation * at(place)).collect()
    }

    /// Adds a column to empty sums. They are passed on by reference, here and below, because copying them would take as long
    /// as filling them.
    fn add(&self, sums: &mut Sums, y: &Response, times: &[[u16; SAMPLES]]) {
        assert_eq!(self.places.len(), y.values.len(), "one number per entity in both columns");
        assert_eq!(self.places.len(), times.len(), "how often each entity is there");
        kernel::spread(&mut sums.spread(), &self.places, &y.values, times);
    }
}

impl Sums {
    const NOTHING: Self = Self {
        count: [[0.0; SAMPLES]; POINTS],
        total: [[0.0; SAMPLES]; POINTS],
        sum: [0.0; SAMPLES],
        squares: [0.0; SAMPLES],
    };

    fn spread(&mut self) -> kernel::Spread<'_> {
        let Self { count, total, sum, squares } = self;
        kernel::Spread { count, total, sum, squares }
    }

    /// The variance of the curve at the entities over that of the column.
    fn ratios(&self, curve: &[Lane]) -> [Option<f64>; SAMPLES] {
        let curve = kernel::variance_of_curve(&self.count, curve);
        let entities = self
            .count
            .iter()
            .fold([0.0; SAMPLES], |sum, count| std::array::from_fn(|lane| sum[lane] + count[lane]));
        std::array::from_fn(|lane| {
            let mean = self.sum[lane] / entities[lane];
            let variance = self.squares[lane] / entities[lane] - mean * mean;
            (variance > VARIES).then(|| (curve[lane] / variance).clamp(0.0, 1.0))
        })
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
        let found = Explaining::new(&x).and_then(|x| x.explained(&Response::new(&line)?)).expect("they vary");
        assert!(found.ratio > 0.999, "{found:?}");
        let mut stream = Stream::new(5, Purpose::Inputs, 0);
        let noise: Vec<f64> = x.iter().map(|_| stream.normal()).collect();
        let found =
            Explaining::new(&x).and_then(|x| x.explained(&Response::new(&noise)?)).expect("they vary");
        assert!(found.ratio < 0.15, "{found:?}");
    }

    #[test]
    fn a_curve_without_a_correlation_is_explained() {
        // A parabola around 0: r is 0, and the ratio near 1.
        let x: Vec<f64> = (-100..=100).map(f64::from).collect();
        let y: Vec<f64> = x.iter().map(|x| x * x).collect();
        let found = Explaining::new(&x).and_then(|x| x.explained(&Response::new(&y)?)).expect("they vary");
        assert!(found.ratio > 0.97 && found.bandwidth < 0.5, "{found:?}");
        assert!(crate::association::pearson(&x, &y).expect("they vary").coefficient.abs() < 1e-12);
    }

    #[test]
    fn folding_the_grid_changes_rounding_alone() {
        let mut stream = Stream::new(5, Purpose::Inputs, 0);
        // Of many values, and of few.
        for values in [2, 5, 100_000] {
            let x: Vec<f64> = (0..90).map(|_| f64::from(stream.below(values))).collect();
            let y: Vec<f64> = x.iter().map(|x| x.sqrt() + stream.normal()).collect();
            let (x, y) = (Explaining::new(&x).expect("it varies"), Response::new(&y).expect("it varies"));
            let found = x.explained(&y).expect("it varies");
            let [ratio, ..] = x.ratios(&y, &vec![[1; SAMPLES]; 90], &x.kernel(found.bandwidth));
            let ratio = ratio.expect("it varies");
            assert!((ratio - found.ratio).abs() < 1e-12, "{values}: {ratio} {found:?}");
        }
    }

    #[test]
    fn entities_that_count_twice_are_there_twice() {
        let x: Vec<f64> = (0..50).map(|i| f64::from(i * i % 37)).collect();
        let y: Vec<f64> = x.iter().enumerate().map(|(i, x)| x * x + (i % 5) as f64).collect();
        let times: Vec<u16> = (0..50).map(|i| i % 3).collect();
        let explaining = Explaining::new(&x).expect("it varies");
        let response = Response::new(&y).expect("it varies");
        let kernel = explaining.kernel(0.5);
        let lanes: Vec<_> = times.iter().map(|times| [*times; SAMPLES]).collect();
        let [weighted, ..] = explaining.ratios(&response, &lanes, &kernel);
        // The same entities, written out; the grid is that of the first column.
        let again = |column: &[f64]| -> Vec<f64> {
            (0..50).flat_map(|i| std::iter::repeat_n(column[i], i % 3)).collect()
        };
        let mut long = explaining.clone();
        long.places = (0..50).flat_map(|i| std::iter::repeat_n(explaining.places[i], i % 3)).collect();
        let longer = Response::new(&again(&y)).expect("it varies");
        let [plain, ..] = long.ratios(&longer, &vec![[1; SAMPLES]; long.places.len()], &kernel);
        let (weighted, plain) = (weighted.expect("it varies"), plain.expect("it varies"));
        assert!((weighted - plain).abs() < 1e-12, "{weighted} {plain}");
        assert_eq!(Explaining::new(&[1.0; 9]).map(|_| ()), None);
        assert!(Response::new(&[2.0; 50]).is_none());
    }
}
