//! The definition of an index: what the analyst wrote ([`FrameworkSpec`]) and what is true of it
//! ([`Framework`]). It must not know a plan or a result.

mod averages;
mod base;
mod builtin;
mod change;
mod check;
mod draft;
mod edits;
mod limits;
mod model;
mod node_ix;
mod node_keys;
mod normal;
mod periods;
mod read;
mod schema;
mod screen;
pub(crate) mod shares;
mod spec;
mod steps;
mod structure;
mod target;
#[cfg(test)]
mod tests;
mod thresholds;
mod uncertainty;
mod within;

pub use base::Base;
pub use builtin::{Builtin, Standing, builtin, builtins, example};
pub(crate) use check::KEYS as RESULT_KEYS;
pub(crate) use draft::Draft;
pub use edits::{Edit, EditKind, edits};
pub use limits::Limits;
pub(crate) use model::Share;
pub use model::{Aggregation, Framework, Leaf, Node, NodeKind};
pub use node_ix::NodeIx;
pub use read::Files;
pub use schema::{json_schema, keys};
pub use screen::{AvailableBy, ScreenRule, ScreenSpec};
pub use spec::{
    Beyond, Classes, ColumnSpec, DataSpec, FrameworkSpec, LevelSpec, NodeSpec, RankOn, RankSpec, Rules,
    Sample, Ties, Totals,
};
pub use steps::{SettingText, Step, StepText};
pub use target::{Path, Target, TargetRule, TargetSpec, TargetsSpec};
pub use thresholds::Thresholds;
pub use uncertainty::{
    Alternatives, Choice, Factor, FactorSpec, GapDraw, Noise, NoiseDistribution, NoiseSize, Uncertainty,
    UncertaintySpec, Varies, WeightDraw,
};
pub use within::{SmallGroup, Within};
