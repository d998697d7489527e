//! What a node should reach, and by when. It must not know data.

use crate::normalise::progress::Overshoot;
use crate::text::{Fields, words};
use icip_problem::{Place, message};

words! {
    /// How a value should go from the baseline to the goal.
    pub enum Path {
        /// by the same amount in each period
        Linear = "linear",
        /// by the same factor in each period
        Geometric = "geometric",
    }
}

words! {
    /// The rule by which it is told whether a goal will be reached. Each has its numbers and its source in the chapter on
    /// targets of the guide.
    pub enum TargetRule {
        /// the growth rate since the baseline against the rate that is needed (Statistics Canada, Open SDG)
        OpenSdg = "open-sdg",
        /// the mean of the last five yearly changes, carried on to the date of the goal (German Sustainable Development
        /// Strategy)
        Germany = "germany",
        /// the mean yearly change of the last four years against the change that is needed (SDG Index)
        SdgIndex = "sdg-index",
    }
}

/// What all targets of a framework have in common, unless one says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct TargetsSpec {
    /// The period of the baseline.
    pub baseline_period: Option<f64>,
    /// The period of the goal.
    pub goal_period: Option<f64>,
    /// How a value should go from the baseline to the goal.
    pub path: Path,
    /// The rule that tells whether it is on its way.
    pub rule: TargetRule,
    /// What happens to progress below 0 and above 1.
    pub overshoot: Overshoot,
}

impl TargetsSpec {
    pub(crate) fn read(f: &mut Fields<'_>) -> Self {
        Self {
            baseline_period: f
                .number_or_nothing("baseline-period", "the period of the baseline, such as 2020"),
            goal_period: f.number_or_nothing("goal-period", "the period of the goal, such as 2030"),
            path: f.word("path", "how a value should go from the baseline to the goal"),
            rule: f.word("rule", "the rule that tells whether a value is on its way to the goal"),
            overshoot: f.word("overshoot", "what happens to progress below 0 and above 1"),
        }
    }
}

/// The target of a node, as it is written. What is not set is that of [`TargetsSpec`].
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct TargetSpec {
    /// The baseline, in the units of the column, or as a score of an inner node. Without it each entity has its own value
    /// of the period of the baseline.
    pub baseline: Option<f64>,
    /// The period of the baseline.
    pub baseline_period: Option<f64>,
    /// The goal.
    pub goal: f64,
    /// The period of the goal.
    pub goal_period: Option<f64>,
    /// How a value should go from the baseline to the goal.
    pub path: Option<Path>,
    /// Values that should be reached on the way, by their periods.
    pub milestones: Vec<(String, f64)>,
    /// From this value on, the light is green.
    pub green: Option<f64>,
    /// Beyond this value, the light is red.
    pub red: Option<f64>,
    /// Where it stands in the file, for problems.
    pub place: Place,
}

impl TargetSpec {
    /// A goal without anything else.
    pub fn new(goal: f64) -> Self {
        Self { goal, ..Self::default() }
    }

    pub(crate) fn read(f: &mut Fields<'_>) -> Self {
        let baseline = f.number_or_nothing(
            "baseline",
            "the baseline, in the units of the column, or as a score of a node with children; without it each entity has its \
             own value of the period of the baseline, or the first one after it",
        );
        let spec = Self {
            baseline,
            baseline_period: f
                .number_or_nothing("baseline-period", "the period of the baseline, such as 2020"),
            goal: f.number("goal", "the value to be reached", None),
            goal_period: f
                .number_or_nothing("goal-period", "the period in which it should be reached, such as 2030"),
            path: f.word_or_nothing("path", "how a value should go from the baseline to the goal"),
            milestones: f.number_map_or_none(
                "milestones",
                "values that should be reached on the way, by their periods",
            ),
            green: f.number_or_nothing("green", "the value from which on the light is green"),
            red: f.number_or_nothing("red", "the value beyond which the light is red"),
            place: f.place(),
        };
        let both = spec.green.is_some() == spec.red.is_some();
        f.must(both, "red", message!("bad-value-one-light"), message!("bad-value-one-light-hint"));
        for (period, _) in &spec.milestones {
            let is_time = period.parse::<f64>().is_ok_and(f64::is_finite);
            let what = message!("bad-value-milestone", period);
            f.must(is_time, "milestones", what, message!("bad-value-milestone-hint"));
        }
        spec
    }
}

/// What a node should reach, and by when: checked.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Target {
    /// The baseline; nothing where each entity has its own.
    pub baseline: Option<f64>,
    /// The period of the baseline; nothing where it is the first that an entity has.
    pub baseline_period: Option<f64>,
    /// The goal.
    pub goal: f64,
    /// The period of the goal.
    pub goal_period: f64,
    /// How a value should go from the baseline to the goal.
    pub path: Path,
    /// Periods and values that should be reached on the way, in time.
    pub milestones: Vec<(f64, f64)>,
    /// The value from which on the light is green, and the one beyond which it is red.
    pub lights: Option<(f64, f64)>,
    /// The rule that tells whether a value is on its way.
    pub rule: TargetRule,
    /// What happens to progress below 0 and above 1.
    pub overshoot: Overshoot,
    /// Whether less is better.
    pub falls: bool,
}
