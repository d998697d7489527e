//! Which weights a node may have, in the terms in which people ask.

use super::refused::refused;
use crate::framework::{NodeIx, Uncertainty, Varies, WeightDraw};
use crate::robustness::exact::{Constraint, WeightSet};
use icip_problem::{Code, Place, Problem, Problems, message};

/// How far the weights of a node are free.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FreeWeights {
    /// All weights that add up to 1.
    Simplex,
    /// Each within this share of its declared weight, up and down, before they are divided by their sum.
    Within(f64),
    /// Each child between two bounds, before they are divided by their sum: codes and bounds.
    Between(Vec<(String, f64, f64)>),
    /// The weights that a factor draws.
    Drawn(WeightDraw),
}

impl FreeWeights {
    /// What the framework declares for a node: the first factor that weighs its children.
    pub fn declared(uncertainty: &Uncertainty, node: NodeIx) -> Option<Self> {
        let weighs = |factor: &crate::framework::Factor| match &factor.varies {
            Varies::Weights(draw) if factor.nodes.contains(&node) => Some(Self::Drawn(draw.clone())),
            _ => None,
        };
        uncertainty.factors.iter().find_map(weighs)
    }

    /// The set for children with these codes and declared weights.
    pub(super) fn set(&self, codes: &[&str], nominal: &[f64]) -> Result<WeightSet, Problems> {
        match self {
            Self::Simplex | Self::Drawn(WeightDraw::Simplex(_)) => WeightSet::simplex(codes.len()),
            Self::Within(share) | Self::Drawn(WeightDraw::Spread(share)) => within(*share, codes, nominal),
            Self::Between(bounds) | Self::Drawn(WeightDraw::Intervals(bounds)) => between(bounds, codes),
            Self::Drawn(WeightDraw::Sets(sets)) => Err(refused(
                message!("no-exact-answer-sets", count = sets.len()),
                message!("no-exact-answer-sets-hint"),
            )
            .into()),
        }
    }
}

fn within(share: f64, codes: &[&str], nominal: &[f64]) -> Result<WeightSet, Problems> {
    if !(0.0..=1.0).contains(&share) {
        let problem = Problem::new(Code::Share, Place::default(), message!("share-value", share));
        return Err(problem.hint(message!("from-zero-to-one")).into());
    }
    // Not limited to 1: the weights are divided by their sum afterwards, so only their ratios count.
    let bounds: Vec<(f64, f64)> = nominal.iter().map(|w| (w * (1.0 - share), w * (1.0 + share))).collect();
    relative(&bounds, codes)
}

fn between(bounds: &[(String, f64, f64)], codes: &[&str]) -> Result<WeightSet, Problems> {
    let of = |code: &&str| bounds.iter().find(|(known, ..)| known == code).map(|(_, lo, hi)| (*lo, *hi));
    match codes.iter().map(of).collect::<Option<Vec<_>>>() {
        Some(bounds) => relative(&bounds, codes),
        None => {
            let child = *codes.iter().find(|code| of(code).is_none()).unwrap_or(&"");
            let what = message!("weight-missing-bounds", child);
            let problem = Problem::new(Code::WeightMissing, Place::default(), what);
            Err(problem.hint(message!("weight-missing-bounds-hint")).into())
        }
    }
}

/// The weights that come from relative ones, each between two bounds, when they are divided by their sum.
///
/// *Formula.* `w` is such a point when some scale `t` has `lo_k <= t w_k <= hi_k` for all `k`, which is when
/// no two of these conditions shut each other out: `hi_k w_j >= lo_j w_k` for all pairs.
fn relative(bounds: &[(f64, f64)], codes: &[&str]) -> Result<WeightSet, Problems> {
    let mut constraints = Vec::new();
    for (j, (lo, _)) in bounds.iter().enumerate() {
        for (k, (_, hi)) in bounds.iter().enumerate() {
            // With no lower bound a weight is never too small beside another.
            if j != k && *lo > 0.0 {
                let mut coefficients = vec![0.0; bounds.len()];
                coefficients[j] = *hi;
                coefficients[k] = -lo;
                let name = format!("{hi} `{}` >= {lo} `{}`", codes[j], codes[k]);
                constraints.push(Constraint { name, coefficients, at_least: 0.0 });
            }
        }
    }
    // A child whose weight can only be 0 is in no condition of a ratio, so its interval says it.
    let most = |(_, hi): &(f64, f64)| (0.0, if *hi > 0.0 { 1.0 } else { 0.0 });
    WeightSet::new(&bounds.iter().map(most).collect::<Vec<_>>(), constraints)
}
