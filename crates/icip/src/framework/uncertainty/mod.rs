//! What a study of robustness varies: the factors that the analyst is not sure of.

mod factor;
mod of_framework;
mod read;
mod resolve;

pub use factor::{
    Alternatives, Choice, Factor, FactorSpec, GapDraw, Noise, NoiseDistribution, NoiseSize, Uncertainty,
    UncertaintySpec, Varies, WeightDraw,
};
pub(crate) use read::uncertainty;
pub(crate) use resolve::resolve;
