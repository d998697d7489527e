//! Local lines through points of a grid, several samples or bandwidths side by side.

use super::dispatch::kernel;

/// Samples, or bandwidths, side by side.
// One vector of the widest unit.
pub const SAMPLES: usize = 8;

/// One number of each sample.
pub type Lane = [f64; SAMPLES];

/// What of some entities stands at each point of a grid.
#[non_exhaustive]
pub struct Spread<'s> {
    /// How many of them.
    pub count: &'s mut [Lane],
    /// The sum of their numbers.
    pub total: &'s mut [Lane],
    /// The sum of the numbers of all entities.
    pub sum: &'s mut Lane,
    /// The sum of their squares.
    pub squares: &'s mut Lane,
}

kernel! {
    /// Adds entities, each over the two points beside it: the point below, the share that belongs to the one above, and the
    /// number; `times` over in each sample.
    pub fn spread(into: &mut Spread<'_>, places: &[(u16, f64)], y: &[f64], times: &[[u16; SAMPLES]]) {
        for ((below, share), (y, times)) in places.iter().zip(y.iter().zip(times)) {
            let below = usize::from(*below);
            for lane in 0..SAMPLES {
                let times = f64::from(times[lane]);
                let (lower, upper) = (times * (1.0 - share), times * share);
                into.count[below][lane] += lower;
                into.count[below + 1][lane] += upper;
                into.total[below][lane] += lower * y;
                into.total[below + 1][lane] += upper * y;
                into.sum[lane] += times * y;
                into.squares[lane] += times * y * y;
            }
        }
    }
}

/// What a kernel gives at a distance: its weight, this times the distance, and times its square.
pub type Weights = [Lane; 3];

kernel! {
    /// The line through what is near each point that is asked for, weighted by the distance in points: its height there, and
    /// how much an entity at the point counts for itself. Where all that is near stands at one point, the line is level;
    /// where nothing is near, it is 0 and decided by each entity alone.
    pub fn fit_lines(
        curve: &mut [Lane],
        own: &mut [Lane],
        weights: &[Weights],
        spread: (&[Lane], &[Lane]),
        points: &[usize]
    ) {
        let (count, total) = spread;
        for (place, point) in points.iter().copied().enumerate() {
            let (mut s0, mut s1, mut s2, mut t0, mut t1) =
                ([0.0; SAMPLES], [0.0; SAMPLES], [0.0; SAMPLES], [0.0; SAMPLES], [0.0; SAMPLES]);
            let (before, from) = points.split_at(place);
            for other in before.iter().copied() {
                let ([weight, first, second], count, total) =
                    (&weights[point - other], &count[other], &total[other]);
                for lane in 0..SAMPLES {
                    s0[lane] = weight[lane].mul_add(count[lane], s0[lane]);
                    s1[lane] = (-first[lane]).mul_add(count[lane], s1[lane]);
                    s2[lane] = second[lane].mul_add(count[lane], s2[lane]);
                    t0[lane] = weight[lane].mul_add(total[lane], t0[lane]);
                    t1[lane] = (-first[lane]).mul_add(total[lane], t1[lane]);
                }
            }
            for other in from.iter().copied() {
                let ([weight, first, second], count, total) =
                    (&weights[other - point], &count[other], &total[other]);
                for lane in 0..SAMPLES {
                    s0[lane] = weight[lane].mul_add(count[lane], s0[lane]);
                    s1[lane] = first[lane].mul_add(count[lane], s1[lane]);
                    s2[lane] = second[lane].mul_add(count[lane], s2[lane]);
                    t0[lane] = weight[lane].mul_add(total[lane], t0[lane]);
                    t1[lane] = first[lane].mul_add(total[lane], t1[lane]);
                }
            }
            let (curve, own) = (&mut curve[point], &mut own[point]);
            for lane in 0..SAMPLES {
                let (s0, s1, s2) = (s0[lane], s1[lane], s2[lane]);
                let determinant = s0 * s2 - s1 * s1;
                let sloped = determinant > 1e-9 * s0 * s0;
                let (height, share, over) = if sloped {
                    (s2 * t0[lane] - s1 * t1[lane], s2, determinant)
                } else {
                    (t0[lane], 1.0, s0)
                };
                curve[lane] = if over > 0.0 { height / over } else { 0.0 };
                own[lane] = if over > 0.0 { share / over } else { 1.0 };
            }
        }
    }
}

kernel! {
    /// The sums of the squares of what curves miss of each entity when it is left out; infinite where an entity decides its own
    /// point alone and cannot be left out.
    pub fn leave_out(
        curve: &[Lane],
        own: &[Lane],
        places: &[(u16, f64)],
        y: &[f64]
    ) -> Lane {
        let mut squares = [0.0; SAMPLES];
        for ((below, share), y) in places.iter().zip(y) {
            let below = usize::from(*below);
            for lane in 0..SAMPLES {
                let between = |grid: &[Lane]| (1.0 - share) * grid[below][lane] + share * grid[below + 1][lane];
                let rest = 1.0 - between(own);
                let missed = (y - between(curve)) / rest;
                squares[lane] += if rest < 1e-6 { f64::INFINITY } else { missed * missed };
            }
        }
        squares
    }
}
