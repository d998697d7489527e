//! A scorer as plain as can be: a row at a time, recursive, sums in the order of the framework, the logarithms of the
//! platform. It shares nothing with the library but the framework's accessors.
//!
//! It computes with intervals. Each step widens the interval by several times the rounding error that the step may
//! have, so that a right score lies inside, in whatever order it was computed, for numbers of any size. Where a step
//! jumps (a band, a rounding) and the interval reaches over the jump, both sides are inside.

use std::cell::Cell;

use icip::aggregate::Aggregate;
use icip::data::Panel;
use icip::framework::{Framework, Leaf, NodeIx, NodeKind};
use icip::impute::Impute;
use icip::missing::Missing;
use icip::missing::at_least::ShareBy;
use icip::normalise::goalposts::{Clip, GoalpostScale};
use icip::normalise::z_score::SdDivisor;
use icip::normalise::{Closed, Direction, Normalise};
use icip::treat::Treat;

/// By how much a step may be off, in relation to the numbers that go into it: 32 units in the last place, because a
/// step of this scorer may be several of the library.
const ERROR: f64 = 32.0 * f64::EPSILON;

/// Below this, products lose their last digits.
const UNDERFLOW: f64 = 1e-300;

/// The library takes values for equal that agree in twelve digits of the largest of their column, and on a cut point
/// where they agree with it in twelve digits of the largest cut point.
const GRID: f64 = 1e-11;

/// How near numbers are taken for equal beside a largest one; where all are 0, beside 1.
fn beside(size: f64) -> f64 {
    GRID * if size > 0.0 { size } else { 1.0 }
}

/// Every number from `lo` to `hi`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Between {
    /// The smallest.
    pub lo: f64,
    /// The largest.
    pub hi: f64,
}

/// Any number at all.
const ANY: Between = Between { lo: f64::NEG_INFINITY, hi: f64::INFINITY };

impl Between {
    fn exactly(x: f64) -> Self {
        Self { lo: x, hi: x }
    }

    /// The numbers from one to the other, whichever is smaller, and by `error` beyond.
    fn around(one: f64, other: f64, error: f64) -> Self {
        let (lo, hi) = (one.min(other) - error, one.max(other) + error);
        if lo.is_nan() || hi.is_nan() { ANY } else { Self { lo, hi } }
    }

    /// The numbers from the smallest of a few to the largest, with the error of one step.
    fn hull(of: &[f64], error: f64) -> Self {
        if of.iter().any(|x| x.is_nan()) {
            return ANY;
        }
        let (lo, hi) =
            of.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), x| (lo.min(*x), hi.max(*x)));
        Self::around(lo, hi, error)
    }

    fn size(self) -> f64 {
        self.lo.abs().max(self.hi.abs())
    }

    fn plus(self, other: Self) -> Self {
        Self::around(self.lo + other.lo, self.hi + other.hi, ERROR * self.size() + ERROR * other.size())
    }

    fn minus(self, other: Self) -> Self {
        self.plus(Self { lo: -other.hi, hi: -other.lo })
    }

    fn times(self, other: Self) -> Self {
        let ends = [self.lo * other.lo, self.lo * other.hi, self.hi * other.lo, self.hi * other.hi];
        let size = ends.iter().fold(0.0, |size: f64, end| size.max(end.abs()));
        Self::hull(&ends, ERROR * size + UNDERFLOW)
    }

    fn over(self, other: Self) -> Self {
        if other.lo <= 0.0 && other.hi >= 0.0 {
            return ANY;
        }
        let ends = [self.lo / other.lo, self.lo / other.hi, self.hi / other.lo, self.hi / other.hi];
        let size = ends.iter().fold(0.0, |size: f64, end| size.max(end.abs()));
        Self::hull(&ends, ERROR * size + UNDERFLOW)
    }

    fn sqrt(self) -> Self {
        let ends = [self.lo.max(0.0).sqrt(), self.hi.max(0.0).sqrt()];
        Self::hull(&ends, ERROR * ends[1])
    }

    /// The logarithm; anything where a number may have none.
    #[expect(clippy::disallowed_methods, reason = "the reference shares no function with the library")]
    fn ln(self) -> Self {
        if self.lo <= 0.0 {
            return ANY;
        }
        let ends = [self.lo.ln(), self.hi.ln()];
        Self::hull(&ends, ERROR * (1.0 + ends[0].abs().max(ends[1].abs())))
    }

    #[expect(clippy::disallowed_methods, reason = "the reference shares no function with the library")]
    fn exp(self) -> Self {
        let ends = [self.lo.exp(), self.hi.exp()];
        Self::hull(&ends, ERROR * (1.0 + self.size()) * ends[1] + UNDERFLOW)
    }

    fn at_least(self, least: f64) -> Self {
        Self { lo: self.lo.max(least), hi: self.hi.max(least) }
    }

    fn at_most(self, most: f64) -> Self {
        Self { lo: self.lo.min(most), hi: self.hi.min(most) }
    }

    /// Whether a number lies inside, or near an end in relation to the size of both.
    pub fn holds(self, x: f64) -> bool {
        let slack = ERROR * self.size().min(f64::MAX);
        self.lo - slack <= x && x <= self.hi + slack
    }

    /// Whether it lies far from where numbers overflow.
    fn is_safe(self) -> bool {
        self.size() < 1e290
    }
}

/// A scorer of a panel.
#[derive(Debug)]
pub struct Reference<'a> {
    framework: &'a Framework,
    panel: &'a Panel,
    /// One a node; nothing for those that are no leaves.
    samples: Vec<Option<Sample>>,
    doubtful: Cell<bool>,
}

/// What the present values of a leaf's column are like before normalisation.
#[derive(Debug)]
struct Sample {
    mean: Between,
    /// Standard deviations with divisors n - 1 and n.
    sd: (Between, Between),
    min: Between,
    max: Between,
    median: Between,
    /// Values that lie no further apart than this may be taken for equal.
    grid: f64,
}

impl Sample {
    /// Nothing where there is no value.
    fn of(x: &[Between]) -> Option<Self> {
        let n = Between::exactly(x.len() as f64);
        let sum = |of: &mut dyn Iterator<Item = Between>| of.fold(Between::exactly(0.0), Between::plus);
        let mean = sum(&mut x.iter().copied()).over(n);
        let squares = sum(&mut x.iter().map(|x| x.minus(mean)).map(|d| d.times(d)));
        let ordered = |end: &dyn Fn(&Between) -> f64| {
            let mut ends: Vec<f64> = x.iter().map(end).collect();
            ends.sort_by(f64::total_cmp);
            ends
        };
        let (los, his) = (ordered(&|x| x.lo), ordered(&|x| x.hi));
        let at = |k: usize| Some(Between { lo: *los.get(k)?, hi: *his.get(k)? });
        let k = x.len() / 2;
        let half = Between::exactly(0.5);
        let median = if x.len() % 2 == 1 {
            at(k)?
        } else {
            // Halves before the sum, which may be too large for a number.
            half.times(at(k.checked_sub(1)?)?).plus(half.times(at(k)?))
        };
        let sd = (squares.over(n.minus(Between::exactly(1.0))).sqrt(), squares.over(n).sqrt());
        let size = x.iter().map(|x| x.size()).fold(0.0, f64::max);
        Some(Self { mean, sd, min: at(0)?, max: at(x.len() - 1)?, median, grid: GRID * size })
    }
}

impl<'a> Reference<'a> {
    /// Looks at the samples of a panel, which has one period.
    pub fn new(framework: &'a Framework, panel: &'a Panel) -> Self {
        let mut reference = Self { framework, panel, samples: Vec::new(), doubtful: Cell::new(false) };
        let sample = |leaf| {
            let x: Vec<Between> = (0..panel.rows()).filter_map(|row| reference.measured(leaf, row)).collect();
            let sample = Sample::of(&x)?;
            // A treatment that leaves nothing but one value is refused.
            if !matches!(leaf.treat(), Treat::None(_)) && sample.max.lo - sample.min.hi <= 4.0 * sample.grid {
                reference.doubt();
            }
            Some(sample)
        };
        reference.samples = framework.nodes().iter().map(|node| node.leaf().and_then(sample)).collect();
        reference
    }

    /// Whether some score so far came near to where there is none: a logarithm of nothing, a column without a range, an
    /// answer that is not listed, a number that is too large. There the library may refuse the data.
    pub fn is_doubtful(&self) -> bool {
        self.doubtful.get()
    }

    fn doubt(&self) {
        self.doubtful.set(true);
    }

    /// The same interval, noted where it comes near to the end of numbers.
    fn noted(&self, x: Between) -> Between {
        if !x.is_safe() {
            self.doubt();
        }
        x
    }

    fn cell(&self, column: &str, row: usize) -> Option<f64> {
        self.panel.column(column).unwrap_or_else(|| panic!("no column `{column}`")).get(row)
    }

    /// Column, division, imputation, treatment.
    fn measured(&self, leaf: &Leaf, row: usize) -> Option<Between> {
        let mut x = self.cell(leaf.column(), row).map(Between::exactly);
        if let Some(rule) = leaf.denominate() {
            x = match self.cell(&rule.by, row) {
                Some(d) if d != 0.0 => {
                    x.map(|x| self.noted(x.times(Between::exactly(rule.scale)).over(Between::exactly(d))))
                }
                _ => rule.otherwise.map(Between::exactly),
            };
        }
        let x = match (x, leaf.impute()) {
            (Some(x), _) => x,
            (None, Impute::None(_)) => return None,
            (None, Impute::Zero(_)) => Between::exactly(0.0),
            (None, Impute::Constant(constant)) => Between::exactly(constant.value),
            (None, other) => panic!("the reference does not know {other:?}"),
        };
        Some(self.noted(match leaf.treat() {
            Treat::None(_) => x,
            Treat::Log(log) => x.plus(Between::exactly(log.shift)).ln(),
            other => panic!("the reference does not know {other:?}"),
        }))
    }

    /// Whether a value may be above a cut point, and whether it may be on it or below.
    fn is_above(x: Between, cut: Between, grid: f64) -> (bool, bool) {
        (x.hi + grid >= cut.lo, x.lo - grid <= cut.hi)
    }

    fn normalised(&self, node: NodeIx, leaf: &Leaf, x: Between) -> Between {
        let Some(sample) = self.samples[node.get()].as_ref() else {
            panic!("a leaf with a value has a sample")
        };
        let turned = leaf.direction() == Direction::Negative;
        let exactly = Between::exactly;
        // A column without a range has no scale.
        let of_range = |range: Between| {
            if range.lo <= 4.0 * sample.grid {
                self.doubt();
            }
            range
        };
        match leaf.normalise() {
            Normalise::None(_) => {
                if turned {
                    exactly(0.0).minus(x)
                } else {
                    x
                }
            }
            Normalise::Goalposts(g) => {
                let (worst, best) = if turned { (g.best, g.worst) } else { (g.worst, g.best) };
                let (worst, best) = (exactly(worst), exactly(best));
                let share = match g.scale {
                    GoalpostScale::Linear => x.minus(worst).over(best.minus(worst)),
                    GoalpostScale::Log => x.ln().minus(worst.ln()).over(best.ln().minus(worst.ln())),
                    other => panic!("the reference does not know {other:?}"),
                };
                let z = self.noted(exactly(g.lo).plus(exactly(g.hi).minus(exactly(g.lo)).times(share)));
                let z = if matches!(g.clip, Clip::Both | Clip::Below) { z.at_least(g.lo) } else { z };
                if matches!(g.clip, Clip::Both | Clip::Above) { z.at_most(g.hi) } else { z }
            }
            Normalise::MinMax(m) => {
                let (min, max) = (sample.min, sample.max);
                let up = if turned { max.minus(x) } else { x.minus(min) };
                let share = up.over(of_range(max.minus(min)));
                exactly(m.lo).plus(exactly(m.hi).minus(exactly(m.lo)).times(share))
            }
            Normalise::ZScore(z) => {
                let s = of_range(if z.divisor == SdDivisor::N { sample.sd.1 } else { sample.sd.0 });
                let up = if turned { sample.mean.minus(x) } else { x.minus(sample.mean) };
                exactly(z.mean).plus(exactly(z.sd).times(up).over(s))
            }
            Normalise::Map(map) => {
                let listed = |(answer, points): &(String, f64)| {
                    let answer: f64 = answer.parse().expect("answers are numbers");
                    (answer == x.lo && answer == x.hi).then_some(exactly(*points))
                };
                map.values.iter().find_map(listed).unwrap_or_else(|| {
                    self.doubt();
                    ANY
                })
            }
            Normalise::Bands(bands) => {
                let grid = beside(bands.cuts.iter().fold(0.0, |size: f64, cut| size.max(cut.abs())));
                let possible = |cut: &f64| match Self::is_above(x, exactly(*cut), grid) {
                    (true, true) if x.lo == x.hi && x.lo == *cut => {
                        let passed = if bands.closed == Closed::Below { *cut <= x.lo } else { *cut < x.lo };
                        (passed, !passed)
                    }
                    possible => possible,
                };
                let least = bands.cuts.iter().filter(|cut| !possible(cut).1).count();
                let most = bands.cuts.iter().filter(|cut| possible(cut).0).count();
                Between::hull(&bands.points[least..=most], 0.0)
            }
            Normalise::MeanSdBands(bands) => {
                let (m, s) = (sample.mean, sample.sd.0);
                // One value has no deviation; the cut points must ascend.
                if s == ANY || m.lo < 0.0 {
                    self.doubt();
                }
                let cuts = [exactly(0.0), m, m.plus(s)];
                // The mean and the deviation of the smallest numbers may round to 0.
                let all_zero = if m.lo <= 0.0 { beside(0.0) } else { 0.0 };
                let grid = all_zero.max(2.0 * sample.grid);
                let possible = |cut: Between| match Self::is_above(x, cut, grid) {
                    (true, true) if x.lo == 0.0 && x.hi == 0.0 && cut == exactly(0.0) => (false, true),
                    possible => possible,
                };
                let least = cuts.iter().filter(|cut| !possible(**cut).1).count();
                let most = cuts.iter().filter(|cut| possible(**cut).0).count();
                Between::hull(&bands.points[least..=most], 0.0)
            }
            Normalise::AgainstMedian(points) => {
                let (above, below) = Self::is_above(x, sample.median, sample.grid);
                let mut of = Vec::new();
                of.extend(above.then_some(points.above));
                of.extend(below.then_some(points.below));
                of.extend((above && below).then_some(points.equal));
                let is_median =
                    x.lo == x.hi && sample.median.lo == sample.median.hi && x.lo == sample.median.lo;
                if is_median { exactly(points.equal) } else { Between::hull(&of, 0.0) }
            }
            other => panic!("the reference does not know {other:?}"),
        }
    }

    /// Where the score of a node must lie.
    pub fn score(&self, node: NodeIx, row: usize) -> Option<Between> {
        self.finished(node, row).map(|z| self.noted(z))
    }

    fn finished(&self, node: NodeIx, row: usize) -> Option<Between> {
        let inner = match self.framework.nodes()[node].kind() {
            NodeKind::Leaf(leaf) => {
                let z = self.measured(leaf, row).map(|x| self.normalised(node, leaf, x));
                return z.map(|z| self.rounded(node, z));
            }
            NodeKind::Inner(inner) => inner,
            other => panic!("the reference does not know {other:?}"),
        };
        let sums = matches!(inner.aggregate(), Aggregate::WeightedSum(_));
        let children: Vec<(f64, Option<Between>)> = inner
            .children()
            .iter()
            .map(|child| (self.framework.nodes()[*child].weight(), self.score(*child, row)))
            .filter(|(weight, _)| *weight > 0.0 || sums)
            .collect();
        let count = |of: &[(f64, Option<Between>)]| of.len() as f64;
        let weight = |of: &[(f64, Option<Between>)]| of.iter().fold(0.0, |sum, (w, _)| sum + w);
        let there: Vec<(f64, Option<Between>)> =
            children.iter().copied().filter(|(_, z)| z.is_some()).collect();
        let or =
            |value: f64| move |(w, z): &(f64, Option<Between>)| (*w, z.unwrap_or(Between::exactly(value)));
        let counted: Vec<(f64, Between)> = match inner.missing() {
            Missing::Zero(_) => children.iter().map(or(0.0)).collect(),
            Missing::Constant(c) => children.iter().map(or(c.value)).collect(),
            rule => {
                let enough = match rule {
                    Missing::Skip(_) => true,
                    Missing::Propagate(_) => there.len() == children.len(),
                    Missing::AtLeast(rule) if rule.by == ShareBy::Weight => {
                        weight(&there) / weight(&children) >= rule.share - 1e-12
                    }
                    Missing::AtLeast(rule) => count(&there) / count(&children) >= rule.share - 1e-12,
                    other => panic!("the reference does not know {other:?}"),
                };
                if !enough || there.is_empty() {
                    return None;
                }
                there.iter().filter_map(|(w, z)| Some((*w, (*z)?))).collect()
            }
        };
        let total = counted.iter().fold(Between::exactly(0.0), |sum, (w, _)| sum.plus(Between::exactly(*w)));
        let sum = |f: &dyn Fn(Between) -> Between| {
            let terms = counted.iter().map(|(w, z)| Between::exactly(*w).times(f(*z)));
            self.noted(terms.fold(Between::exactly(0.0), Between::plus))
        };
        let z = match inner.aggregate() {
            Aggregate::ArithmeticMean(_) => sum(&|z| z).over(total),
            Aggregate::WeightedSum(_) => sum(&|z| z),
            Aggregate::GeometricMean(g) => {
                let floor = g.floor.expect("the tree declares floors");
                sum(&|z| z.at_least(floor).ln()).over(total).exp()
            }
            other => panic!("the reference does not know {other:?}"),
        };
        Some(self.rounded(node, z))
    }

    /// Rounding as printing does it, of both ends, which lie beyond what may be taken for a half.
    fn rounded(&self, node: NodeIx, z: Between) -> Between {
        let Some(round) = self.framework.nodes()[node].round() else { return z };
        if !z.is_safe() {
            return ANY;
        }
        let digits = usize::try_from(round.digits).expect("few digits");
        let slack = GRID * z.size().clamp(1.0, 1e15);
        let print = |x: f64| format!("{x:.digits$}").parse().expect("a decimal");
        Between::hull(&[print(z.lo - slack), print(z.hi + slack)], ERROR * z.size())
    }
}
