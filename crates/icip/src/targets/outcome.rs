//! What is told of a target.

use crate::framework::{NodeIx, Target, TargetRule};
use crate::text::words;

words! {
    /// How a goal stands. Every case has one, also where nothing can be computed.
    pub enum Outcome {
        /// the goal is ahead, and a later value than the baseline is known
        UnderWay = "under-way",
        /// the last value meets the goal
        Achieved = "achieved",
        /// the period of the goal has come by the period that is looked at, and the last value does not meet it
        Missed = "missed",
        /// the baseline met the goal, and the last value does not
        FellBehind = "fell-behind",
        /// the baseline is the goal, and the last value does not meet it: there is no progress to tell
        BaselineIsGoal = "baseline-is-goal",
        /// no value is later than the baseline, so there is no pace
        NoLaterValue = "no-later-value",
        /// no value is from the period of the baseline or later
        NoBaseline = "no-baseline",
        /// nothing was measured
        NoData = "no-data",
    }
}

words! {
    /// Whether a value is on its way to the goal.
    pub enum Arrow {
        /// it will be there in time
        OnTrack = "on-track",
        /// it goes the right way, and not fast enough
        Improving = "improving",
        /// it hardly moves
        Stagnating = "stagnating",
        /// it goes the wrong way
        FallingBack = "falling-back",
    }
}

words! {
    /// A light.
    pub enum Light {
        /// as it should be
        Green = "green",
        /// nearly so
        Yellow = "yellow",
        /// far from it
        Orange = "orange",
        /// the worst
        Red = "red",
    }
}

/// The lights, the best first.
pub const LIGHTS: [Light; 4] = [Light::Green, Light::Yellow, Light::Orange, Light::Red];

impl Arrow {
    /// A sign for it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::OnTrack => "↑",
            Self::Improving => "↗",
            Self::Stagnating => "→",
            Self::FallingBack => "↓",
        }
    }
}

/// How far an entity is on its way to the goal of a node. Periods are numbers; values are in the units of the column, or
/// scores of an inner node.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TargetResult {
    /// Position of the node in the framework.
    pub node: NodeIx,
    /// Code of the entity.
    pub code: String,
    /// Name of the entity.
    pub name: Option<String>,
    /// The number of periods with a value, since the last break.
    pub observations: usize,
    /// The break since which values count, where there is one.
    pub since_break: Option<f64>,
    /// Period and value of the baseline: declared, or the entity's own.
    pub baseline: Option<(f64, f64)>,
    /// Period and value of the last observation.
    pub current: Option<(f64, f64)>,
    /// Period and value of the goal.
    pub goal: (f64, f64),
    /// The rule that says whether it is on its way.
    pub rule: TargetRule,
    /// The share of the way that is done.
    pub progress: Option<f64>,
    /// The share of the way that should be done by the path.
    pub expected: Option<f64>,
    /// What remains in the direction of the goal; negative beyond it.
    pub distance: Option<f64>,
    /// The mean change in a period since the baseline.
    pub pace: Option<f64>,
    /// The change in each period that is needed from now on.
    pub needed: Option<f64>,
    /// The value in the period of the goal at the same pace.
    pub projected: Option<f64>,
    /// The interval of 95 % of it.
    pub interval: Option<(f64, f64)>,
    /// The period since which the goal is met, or in which it would be met at this pace.
    pub met: Option<f64>,
    /// How it stands.
    pub outcome: Outcome,
    /// Whether it is on its way, by the rule of the framework; nothing where it is not under way, or has too few values for
    /// the rule.
    pub arrow: Option<Arrow>,
    /// The light.
    pub light: Option<Light>,
}

impl TargetResult {
    pub(super) fn new(
        node: NodeIx,
        code: String,
        name: Option<String>,
        target: &Target,
        observations: usize,
    ) -> Self {
        Self {
            node,
            code,
            name,
            observations,
            since_break: None,
            baseline: None,
            current: None,
            goal: (target.goal_period, target.goal),
            rule: target.rule,
            progress: None,
            expected: None,
            distance: None,
            pace: None,
            needed: None,
            projected: None,
            interval: None,
            met: None,
            outcome: Outcome::NoData,
            arrow: None,
            light: None,
        }
    }
}
