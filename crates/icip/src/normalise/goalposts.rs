//! Fixed goalposts.

use crate::normalise::curve::{Curve, read_power};
use crate::normalise::{Direction, Line, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings, words};
use icip_num::scalar;
use icip_problem::{Message, message};

words! {
    /// At which ends of the scale scores are cut.
    pub enum Clip {
        /// at both ends
        Both = "both",
        /// at neither end
        None = "none",
        /// only above `hi`
        Above = "above",
        /// only below `lo`
        Below = "below",
    }
}

words! {
    /// On which scale the distance between the goalposts is taken.
    pub enum GoalpostScale {
        /// on the values themselves
        Linear = "linear",
        /// on their natural logarithms; the goalposts stay in the units of the data
        Log = "log",
    }
}

/// A linear scale between two fixed values: Likert answers are goalposts 1 to 5, "1 yes, 2 no" is
/// goalposts 2 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Goalposts {
    /// The value that scores `lo`, in the units of the column.
    pub worst: f64,
    /// The value that scores `hi`, in the units of the column.
    pub best: f64,
    /// Score at the worst goalpost.
    pub lo: f64,
    /// Score at the best goalpost.
    pub hi: f64,
    /// At which ends scores are cut.
    pub clip: Clip,
    /// On which scale the distance is taken.
    pub scale: GoalpostScale,
    /// The power of the share of the way from `lo` to `hi`; 1 leaves the scale straight.
    pub power: f64,
}

impl Goalposts {
    /// A linear scale from 0 to 1, cut at both ends.
    pub fn new(worst: f64, best: f64) -> Self {
        let (clip, scale) = (Clip::default(), GoalpostScale::default());
        Self { worst, best, lo: 0.0, hi: 1.0, clip, scale, power: 1.0 }
    }
}

impl Describe for Goalposts {
    const NAME: &'static str = "goalposts";
    const TITLE: &'static str = "fixed goalposts";
    const SUMMARY: &'static str = "a linear scale between two fixed values; `worst` may be above `best`";
    const FORMULA: &'static str = "lo + (hi - lo) ((x - worst) / (best - worst))^power, cut to [lo, hi]; with \
        scale = \"log\", on ln x, ln worst and ln best; a negative direction exchanges worst and best";
    const MISSING: &'static str = "an absent value stays absent; every score that is cut is listed in the \
        trail; with scale = \"log\", x <= 0 is an error that names the entity, and so is a score below `lo` \
        that is not cut where the power is not 1";
    const REFERENCE: &'static str = "HDI technical notes, dimension indices; OECD/JRC Handbook (2008), \
        step 5, min-max with fixed \
            bounds";

    fn read(fields: &mut Fields<'_>) -> Self {
        let goalposts = Self {
            worst: fields.number(
                "worst",
                "the value that scores `lo`, in the units of the column",
                Option::None,
            ),
            best: fields.number(
                "best",
                "the value that scores `hi`, in the units of the column",
                Option::None,
            ),
            lo: fields.number("lo", "the score at the worst goalpost", Some(0.0)),
            hi: fields.number("hi", "the score at the best goalpost", Some(1.0)),
            clip: fields.word("clip", "at which ends of the scale scores are cut"),
            scale: fields.word("scale", "on which scale the distance between the goalposts is measured"),
            power: read_power(fields),
        };
        let Self { worst, best, lo, hi, scale, .. } = goalposts;
        fields.must(
            worst != best,
            "best",
            message!("bad-value-both", first = "worst", second = "best", value = best),
            message!("bad-value-both-hint"),
        );
        fields.must_ascend(("lo", lo), ("hi", hi));
        if scale == GoalpostScale::Log {
            let what = |key: &str, value: f64| message!("bad-value-is", key, value);
            fields.must(worst > 0.0, "worst", what("worst", worst), message!("bad-value-log-scale-hint"));
            fields.must(best > 0.0, "best", what("best", best), message!("bad-value-log-scale-hint"));
        }
        goalposts
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("worst", &self.worst)
            .with("best", &self.best)
            .with("lo", &self.lo)
            .with("hi", &self.hi)
            .with("clip", &self.clip)
            .with("scale", &self.scale)
            .with("power", &self.power)
    }
}

impl Normaliser for Goalposts {
    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn range(&self, input: Range, direction: Direction) -> Range {
        // The ends of a scale of logarithms may be infinite or outside of its domain.
        let known = input.is_bounded() && self.scale == GoalpostScale::Linear;
        let free = if known {
            let fitted = Fitted::new(*self, direction);
            let end = |x| fitted.goalposts.curve().at(fitted.cut(fitted.score(x)));
            let (low, high) = (end(input.lo), end(input.hi));
            if low.is_nan() || high.is_nan() { Range::UNKNOWN } else { Range::between(low, high) }
        } else {
            Range::UNKNOWN
        };
        let lo = if self.clips_below() && free.lo < self.lo { self.lo } else { free.lo };
        let hi = if self.clips_above() && free.hi > self.hi { self.hi } else { free.hi };
        Range { lo, hi, attains_lo: false }
    }

    fn fit(&self, _: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        Ok(Box::new(Fitted::new(*self, direction)))
    }
}

impl Goalposts {
    fn clips_below(&self) -> bool {
        matches!(self.clip, Clip::Both | Clip::Below)
    }

    fn clips_above(&self) -> bool {
        matches!(self.clip, Clip::Both | Clip::Above)
    }

    fn curve(&self) -> Curve {
        Curve { lo: self.lo, hi: self.hi, power: self.power }
    }
}

/// Goalposts on the scale of the distance, turned to the direction.
struct Fitted {
    goalposts: Goalposts,
    worst: f64,
    best: f64,
}

impl Fitted {
    fn new(goalposts: Goalposts, direction: Direction) -> Self {
        let (worst, best) = match direction {
            Direction::Positive => (goalposts.worst, goalposts.best),
            Direction::Negative => (goalposts.best, goalposts.worst),
        };
        match goalposts.scale {
            GoalpostScale::Linear => Self { goalposts, worst, best },
            GoalpostScale::Log => Self { goalposts, worst: scalar::ln(worst), best: scalar::ln(best) },
        }
    }

    fn straight(&self) -> Line {
        let Goalposts { lo, hi, .. } = self.goalposts;
        Line { a: lo, b: hi - lo, origin: self.worst, by: self.best - self.worst }
    }

    fn score(&self, x: f64) -> f64 {
        self.straight().at(x)
    }

    fn cut(&self, z: f64) -> f64 {
        let Goalposts { lo, hi, .. } = self.goalposts;
        if self.goalposts.clips_below() && z < lo {
            lo
        } else if self.goalposts.clips_above() && z > hi {
            hi
        } else {
            z
        }
    }

    fn input(&self, x: f64) -> f64 {
        match self.goalposts.scale {
            GoalpostScale::Linear => x,
            GoalpostScale::Log if x > 0.0 => scalar::ln(x),
            GoalpostScale::Log => f64::NAN,
        }
    }
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        match self.goalposts.scale {
            GoalpostScale::Linear => self.straight().apply(x, z),
            GoalpostScale::Log => {
                let logs: Vec<f64> = x.iter().map(|x| self.input(*x)).collect();
                self.straight().apply(&logs, z);
            }
        }
        let Goalposts { lo, hi, .. } = self.goalposts;
        if self.goalposts.clips_below() {
            z.iter_mut().for_each(|z| *z = if *z < lo { lo } else { *z });
        }
        if self.goalposts.clips_above() {
            z.iter_mut().for_each(|z| *z = if *z > hi { hi } else { *z });
        }
        self.goalposts.curve().apply(z);
    }

    fn line(&self) -> Option<Line> {
        let Goalposts { scale, .. } = self.goalposts;
        let cut = self.goalposts.clips_below() || self.goalposts.clips_above();
        let straight = scale == GoalpostScale::Linear && self.goalposts.curve().is_straight();
        // Results that may be cut do not all lie on the line.
        (straight && !cut).then(|| self.straight())
    }

    fn is_clipped(&self, x: f64) -> bool {
        let free = self.score(self.input(x));
        self.cut(free) != free
    }

    fn domain(&self) -> Message {
        match self.goalposts.scale {
            GoalpostScale::Linear if !self.goalposts.curve().is_straight() => self.goalposts.curve().domain(),
            GoalpostScale::Linear => message!("outside-domain-too-large-hint"),
            GoalpostScale::Log => message!("outside-domain-log-hint", bound = 0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::of;

    #[test]
    fn a_power_bends_the_scale_between_its_ends() {
        // Shares of the way 0 (cut), 1/4, 1/2, 1 (cut), squared, times 10.
        let square = Goalposts { hi: 10.0, power: 2.0, ..Goalposts::new(0.0, 4.0) };
        assert_eq!(of(&square, &[-1.0, 1.0, 2.0, 5.0], Direction::Positive), [0.0, 0.625, 2.5, 10.0]);
        // Without a cut, 5 goes on (1.25 squared), and -1 has no power.
        let free = Goalposts { clip: Clip::None, ..square };
        let z = of(&free, &[-1.0, 5.0], Direction::Positive);
        assert!(z[0].is_nan());
        assert_eq!(z[1], 15.625);
    }
}
