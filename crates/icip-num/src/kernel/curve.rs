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
        let ([sum, squares], [count, total]) = ([&mut *into.sum, &mut *into.squares], [&mut *into.count, &mut *into.total]);
        for ((below, share), (y, times)) in places.iter().zip(y.iter().zip(times)) {
            let below = usize::from(*below);
            let times = times.map(f64::from);
            let ([count, count_above], [total, total_above]) = (two(count, below), two(total, below));
            for lane in 0..SAMPLES {
                let (lower, upper) = (times[lane] * (1.0 - share), times[lane] * share);
                count[lane] += lower;
                count_above[lane] += upper;
                total[lane] += lower * y;
                total_above[lane] += upper * y;
                sum[lane] += times[lane] * y;
                squares[lane] += times[lane] * y * y;
            }
        }
    }
}

/// A point and the one above it.
#[inline(always)]
fn two(grid: &mut [Lane], below: usize) -> &mut [Lane; 2] {
    grid[below..].first_chunk_mut().expect("a number stands between two points")
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
        // Two points at a time: the sums of one alone would wait for each other. The last of an odd number is fitted twice.
        for (place, pair) in points.chunks(2).enumerate() {
            let pair = [pair[0], pair[pair.len() - 1]];
            let (before, after) = points.split_at(2 * place + 1);
            let mut near = [Near::NOTHING; 2];
            for other in before.iter().copied() {
                for (near, point) in near.iter_mut().zip(pair) {
                    near.add::<true>(&weights[point - other], &spread.0[other], &spread.1[other]);
                }
            }
            for other in after.iter().copied() {
                for (near, point) in near.iter_mut().zip(pair) {
                    near.add::<false>(&weights[other - point], &spread.0[other], &spread.1[other]);
                }
            }
            for (near, point) in near.iter().zip(pair) {
                [curve[point], own[point]] = near.line();
            }
        }
    }
}

/// Sums over what is near a point: of the weights, these times the distance and times its square, and of the numbers times the
/// weights and times both.
#[derive(Clone, Copy)]
struct Near {
    s: [Lane; 3],
    t: [Lane; 2],
}

impl Near {
    const NOTHING: Self = Self { s: [[0.0; SAMPLES]; 3], t: [[0.0; SAMPLES]; 2] };

    /// Adds what stands at another point, which may be below.
    #[inline(always)]
    fn add<const BELOW: bool>(&mut self, [weight, first, second]: &Weights, count: &Lane, total: &Lane) {
        for lane in 0..SAMPLES {
            let first = if BELOW { -first[lane] } else { first[lane] };
            self.s[0][lane] = weight[lane].mul_add(count[lane], self.s[0][lane]);
            self.s[1][lane] = first.mul_add(count[lane], self.s[1][lane]);
            self.s[2][lane] = second[lane].mul_add(count[lane], self.s[2][lane]);
            self.t[0][lane] = weight[lane].mul_add(total[lane], self.t[0][lane]);
            self.t[1][lane] = first.mul_add(total[lane], self.t[1][lane]);
        }
    }

    /// The height of the line at the point, and how much an entity there counts for itself.
    #[inline(always)]
    fn line(&self) -> [Lane; 2] {
        let ([s0, s1, s2], [t0, t1]) = (&self.s, &self.t);
        let (mut curve, mut own) = ([0.0; SAMPLES], [0.0; SAMPLES]);
        for lane in 0..SAMPLES {
            let determinant = s0[lane] * s2[lane] - s1[lane] * s1[lane];
            let sloped = determinant > 1e-9 * s0[lane] * s0[lane];
            let line = s2[lane] * t0[lane] - s1[lane] * t1[lane];
            let height = if sloped { line } else { t0[lane] };
            let share = if sloped { s2[lane] } else { 1.0 };
            let over = if sloped { determinant } else { s0[lane] };
            // Computed in any case, so that there is no branch.
            let (height, share) = (height / over, share / over);
            curve[lane] = if over > 0.0 { height } else { 0.0 };
            own[lane] = if over > 0.0 { share } else { 1.0 };
        }
        [curve, own]
    }

    /// Adds what stands at two points that mirror each other: the weights that change no sign take the first of both.
    #[inline(always)]
    fn add_folded(&mut self, [weight, first, second]: &[f64; 3], count: [&Lane; 2], total: [&Lane; 2]) {
        for lane in 0..SAMPLES {
            self.s[0][lane] = weight.mul_add(count[0][lane], self.s[0][lane]);
            self.s[1][lane] = first.mul_add(count[1][lane], self.s[1][lane]);
            self.s[2][lane] = second.mul_add(count[0][lane], self.s[2][lane]);
            self.t[0][lane] = weight.mul_add(total[0][lane], self.t[0][lane]);
            self.t[1][lane] = first.mul_add(total[1][lane], self.t[1][lane]);
        }
    }

    /// Half of what this and another give together.
    #[inline(always)]
    fn half_with(&self, other: &Self, sign: f64) -> Self {
        let mut half = Self::NOTHING;
        for lane in 0..SAMPLES {
            for at in 0..3 {
                half.s[at][lane] = 0.5 * (self.s[at][lane] + sign * other.s[at][lane]);
            }
            for at in 0..2 {
                half.t[at][lane] = 0.5 * (self.t[at][lane] + sign * other.t[at][lane]);
            }
        }
        half
    }
}

/// What a kernel gives between two points of the lower half of a grid: of its weight, of this times the distance and of this
/// times its square. First what sums over mirror images take, and then what differences take.
pub type Folded = [[f64; 3]; 2];

kernel! {
    /// The same heights as of [`fit_lines`] with the same kernel for all samples, in half of the time. `weights` has one element
    /// for each two points of the lower half of the grid, and `points` are those which have a share of an entity themselves or
    /// in the upper half.
    ///
    /// *Formula.* A kernel does not change when the grid is turned around. So the sum of what is near a point and what is near
    /// its mirror image follows from sums of both, and their difference from differences (of the distance, which changes its
    /// sign, the other way round), each of which has half as many points.
    pub fn fit_folded(curve: &mut [Lane], weights: &[Folded], spread: (&[Lane], &[Lane]), points: &[usize]) {
        let half = curve.len() / 2;
        let mirror = |point: usize| curve.len() - 1 - point;
        let fold = |grid: &[Lane], point: usize| -> [Lane; 2] {
            let (low, high) = (&grid[point], &grid[mirror(point)]);
            [
                std::array::from_fn(|lane| low[lane] + high[lane]),
                std::array::from_fn(|lane| low[lane] - high[lane]),
            ]
        };
        let folded: Vec<[[Lane; 2]; 2]> =
            points.iter().map(|point| [fold(spread.0, *point), fold(spread.1, *point)]).collect();
        for point in points.iter().copied() {
            let (mut sum, mut difference) = (Near::NOTHING, Near::NOTHING);
            let weights = &weights[point * half..(point + 1) * half];
            for (other, [count, total]) in points.iter().zip(&folded) {
                let [for_sum, for_difference] = &weights[*other];
                sum.add_folded(for_sum, [&count[0], &count[1]], [&total[0], &total[1]]);
                difference.add_folded(for_difference, [&count[1], &count[0]], [&total[1], &total[0]]);
            }
            [curve[point], _] = sum.half_with(&difference, 1.0).line();
            let point = curve.len() - 1 - point;
            [curve[point], _] = sum.half_with(&difference, -1.0).line();
        }
    }
}

kernel! {
    /// The variance of a curve at the entities that stand at each point.
    pub fn variance_of_curve(count: &[Lane], curve: &[Lane]) -> Lane {
        let (mut entities, mut mean, mut squares) = ([0.0; SAMPLES], [0.0; SAMPLES], [0.0; SAMPLES]);
        for (count, curve) in count.iter().zip(curve) {
            for lane in 0..SAMPLES {
                entities[lane] += count[lane];
                mean[lane] += count[lane] * curve[lane];
            }
        }
        for lane in 0..SAMPLES {
            mean[lane] /= entities[lane];
        }
        for (count, curve) in count.iter().zip(curve) {
            for lane in 0..SAMPLES {
                squares[lane] += count[lane] * (curve[lane] - mean[lane]) * (curve[lane] - mean[lane]);
            }
        }
        for lane in 0..SAMPLES {
            squares[lane] /= entities[lane];
        }
        squares
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
