//! The way from a baseline to a goal.

use crate::normalise::{Direction, Line, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings, words};
use icip_problem::message;

words! {
    /// What happens to progress below 0 and above 1.
    pub enum Overshoot {
        /// it is kept
        Keep = "keep",
        /// it is cut to the ends
        Cut = "cut",
    }
}

/// The share of the way from a baseline to a goal.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// The value that scores `lo`, in the units of the column.
    pub baseline: f64,
    /// The value that scores `hi`, in the units of the column.
    pub goal: f64,
    /// The score at the baseline.
    pub lo: f64,
    /// The score at the goal.
    pub hi: f64,
    /// What happens below the baseline and above the goal.
    pub overshoot: Overshoot,
}

impl Progress {
    /// From 0 at the baseline to 1 at the goal; what lies beyond is kept.
    pub fn new(baseline: f64, goal: f64) -> Self {
        Self { baseline, goal, lo: 0.0, hi: 1.0, overshoot: Overshoot::Keep }
    }
}

impl Describe for Progress {
    const NAME: &'static str = "progress";
    const TITLE: &'static str = "progress to a goal";
    const SUMMARY: &'static str = "the share of the way from a baseline to a goal, which may be below the baseline where less is better";
    const FORMULA: &'static str = "lo + (hi - lo) (x - baseline) / (goal - baseline); with overshoot = \"cut\", cut to \
        [lo, hi]";
    const MISSING: &'static str = "an absent value stays absent; a score that is cut is listed in the trail; a baseline that \
        is the goal is an error of the framework";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, distance to a reference; logical frameworks of \
        programmes, percentage of progress from baseline to goal";

    fn read(fields: &mut Fields<'_>) -> Self {
        let progress = Self {
            baseline: fields.number(
                "baseline",
                "the value that scores `lo`, in the units of the column",
                None,
            ),
            goal: fields.number("goal", "the value that scores `hi`, in the units of the column", None),
            lo: fields.number("lo", "the score at the baseline", Some(0.0)),
            hi: fields.number("hi", "the score at the goal", Some(1.0)),
            overshoot: fields.word("overshoot", "what happens to scores below `lo` and above `hi`"),
        };
        let Self { baseline, goal, lo, hi, .. } = progress;
        fields.must(
            baseline != goal && (goal - baseline).is_finite(),
            "goal",
            message!("bad-value-both", first = "baseline", second = "goal", value = goal),
            message!("bad-value-both-hint"),
        );
        fields.must_ascend(("lo", lo), ("hi", hi));
        progress
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("baseline", &self.baseline)
            .with("goal", &self.goal)
            .with("lo", &self.lo)
            .with("hi", &self.hi)
            .with("overshoot", &self.overshoot)
    }
}

impl Normaliser for Progress {
    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    /// Where the goal is says whether more is better.
    fn uses_direction(&self) -> bool {
        false
    }

    fn range(&self, input: Range, _: Direction) -> Range {
        let free = if input.is_bounded() {
            let (a, b) = (self.line().at(input.lo), self.line().at(input.hi));
            if a < b { Range::between(a, b) } else { Range::between(b, a) }
        } else {
            Range::UNKNOWN
        };
        match self.overshoot {
            Overshoot::Keep => free,
            Overshoot::Cut => {
                Range { attains_lo: false, ..Range::between(self.cut(free.lo), self.cut(free.hi)) }
            }
        }
    }

    fn fit(&self, _: &SampleValues<'_>, _: Direction) -> Result<Box<dyn Scale>, Unfit> {
        Ok(Box::new(*self))
    }
}

impl Progress {
    fn line(&self) -> Line {
        Line { a: self.lo, b: self.hi - self.lo, origin: self.baseline, by: self.goal - self.baseline }
    }

    fn cut(&self, z: f64) -> f64 {
        match self.overshoot {
            Overshoot::Cut if z < self.lo => self.lo,
            Overshoot::Cut if z > self.hi => self.hi,
            _ => z,
        }
    }
}

impl Scale for Progress {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        self.line().apply(x, z);
        z.iter_mut().for_each(|z| *z = self.cut(*z));
    }

    fn line(&self) -> Option<Line> {
        (self.overshoot == Overshoot::Keep).then(|| Self::line(self))
    }

    fn is_clipped(&self, x: f64) -> bool {
        let z = Self::line(self).at(x);
        self.cut(z) != z
    }

    fn domain(&self) -> icip_problem::Message {
        message!("outside-domain-too-large-hint")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::of;

    #[test]
    fn shares_of_the_way_by_hand() {
        // From 20 to 60: 10 is a quarter below the baseline, 50 is three quarters of the way, 80 half of it beyond.
        let up = Progress::new(20.0, 60.0);
        assert_eq!(
            of(&up, &[10.0, 20.0, 50.0, 60.0, 80.0], Direction::Positive),
            [-0.25, 0.0, 0.75, 1.0, 1.5]
        );
        // Down from 30 days to 10, in per cent: 25 days are a quarter of the way.
        let down = Progress { lo: 0.0, hi: 100.0, overshoot: Overshoot::Cut, ..Progress::new(30.0, 10.0) };
        assert_eq!(
            of(&down, &[40.0, 30.0, 25.0, 10.0, 5.0], Direction::Positive),
            [0.0, 0.0, 25.0, 100.0, 100.0]
        );
        assert!(down.is_clipped(5.0) && !down.is_clipped(10.0) && !up.is_clipped(80.0));
    }

    #[test]
    fn range_follows_the_goal() {
        let down = Progress::new(30.0, 10.0);
        assert_eq!(down.range(Range::between(0.0, 40.0), Direction::Positive), Range::between(-0.5, 1.5));
        let cut = Progress { overshoot: Overshoot::Cut, ..down };
        assert_eq!(
            (
                cut.range(Range::UNKNOWN, Direction::Positive).lo,
                cut.range(Range::UNKNOWN, Direction::Positive).hi
            ),
            (0.0, 1.0)
        );
    }
}
