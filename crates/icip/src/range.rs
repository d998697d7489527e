//! Which values a step can yield: what `Plan` checks before any number exists. It must not know data.

use icip_num::statistics;

/// Bounds of the values that a step yields; infinite where it has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// No value is below.
    pub lo: f64,
    /// No value is above.
    pub hi: f64,
    /// Whether some entity is certain to get `lo`, as with min-max bounds from the sample.
    pub attains_lo: bool,
}

impl Range {
    /// No bound is known.
    pub const UNKNOWN: Self = Self { lo: f64::NEG_INFINITY, hi: f64::INFINITY, attains_lo: false };

    /// Bounds that need not be attained.
    pub fn between(a: f64, b: f64) -> Self {
        let (lo, hi) = if a <= b { (a, b) } else { (b, a) };
        Self { lo, hi, attains_lo: false }
    }

    /// The bounds of a list of points.
    pub(crate) fn of_points(points: &[f64]) -> Self {
        statistics::bounds(points).map_or(Self::UNKNOWN, |(lo, hi)| Self::between(lo, hi))
    }

    /// Whether both bounds are known.
    pub fn is_bounded(&self) -> bool {
        self.lo.is_finite() && self.hi.is_finite()
    }

    /// Width, infinite where a bound is unknown.
    pub fn width(&self) -> f64 {
        self.hi - self.lo
    }

    /// Whether a value lies inside, up to rounding of the last digits.
    pub fn contains(&self, value: f64) -> bool {
        let slack = if self.is_bounded() { 1e-9 * self.width() } else { 0.0 };
        self.lo - slack <= value && value <= self.hi + slack
    }

    /// The range of the mean of values of these ranges, for positive weights.
    pub(crate) fn mean(children: &[(f64, Range)]) -> Self {
        let total: f64 = statistics::sum(&children.iter().map(|(w, _)| *w).collect::<Vec<_>>());
        let part = |bound: fn(&Range) -> f64| {
            children
                .iter()
                .filter(|(w, _)| *w > 0.0)
                .fold(0.0, |sum, (w, range)| sum + w / total * bound(range))
        };
        // A mean over fewer children (blanks skipped) lies between the outermost bounds.
        let lo = children.iter().fold(part(|r| r.lo), |lo, (_, r)| if r.lo < lo { r.lo } else { lo });
        let hi = children.iter().fold(part(|r| r.hi), |hi, (_, r)| if r.hi > hi { r.hi } else { hi });
        Self { lo, hi, attains_lo: false }
    }
}
