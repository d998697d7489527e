//! What was fitted to a table in passes over its blocks.

use crate::framework::NodeIx;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::plan::{Fitted, Origin, Plan, Samples};
use crate::scale::{Done, Scale, Summed};
use crate::treat::Passed;
use icip_problem::{Code, Message, Place, Problem, Problems, message};

/// What the steps of the leaves need to know of a whole table: made by [`Plan::fit_blocks`] or [`Plan::fit`], used by
/// [`Plan::prepare_with`] for any rows of that table and for rows that come later. It is kept as a [`FitsDocument`](crate::plan::FitsDocument)
/// ([`Fits::document`]), of which [`Plan::fits`] makes the same again.
pub struct Fits {
    origins: Arc<[Origin]>,
    /// The samples of imputation and treatment, and those of the normalisation.
    pub(crate) samples: Periods,
    pub(crate) scales: Periods,
    /// By the position of the node.
    pub(crate) leaves: Vec<LeafFit>,
}

/// What was fitted to one column.
#[derive(Default)]
pub(crate) struct LeafFit {
    /// What fills the gaps of each sample; `None` for one without values.
    pub(crate) means: Vec<Option<f64>>,
    /// What the treatment did to each sample.
    pub(crate) passed: Vec<Passed>,
    /// What each scale was fitted to.
    pub(crate) summed: Vec<Summed>,
    /// The scale that does not depend on the sample.
    pub(crate) always: Option<Arc<dyn Scale>>,
    /// The scale of each sample; `None` for one without values.
    pub(crate) scales: Vec<Option<Arc<dyn Scale>>>,
    pub(crate) fitted: Vec<Fitted>,
}

/// The samples of a table, by their periods, in the order in which they first occur.
#[derive(Debug, Clone, Default)]
pub(crate) struct Periods {
    pub(crate) names: Vec<Option<String>>,
    positions: BTreeMap<Option<String>, usize>,
}

impl Periods {
    /// The positions of the samples of a block. Samples that are new are added.
    pub(crate) fn add(&mut self, samples: &Samples) -> Vec<usize> {
        let mut position = |period: &Option<String>| {
            *self.positions.entry(period.clone()).or_insert_with(|| {
                self.names.push(period.clone());
                self.names.len() - 1
            })
        };
        samples.list.iter().map(|sample| position(&sample.period)).collect()
    }

    /// The samples with these periods, which all differ.
    pub(crate) fn named(names: &[Option<String>]) -> Self {
        let positions = names.iter().cloned().zip(0..).collect();
        Self { names: names.to_vec(), positions }
    }

    /// The positions of samples that are among these.
    pub(crate) fn positions_of(&self, names: &[Option<String>]) -> Vec<usize> {
        names.iter().filter_map(|name| self.find(name)).collect()
    }

    fn find(&self, period: &Option<String>) -> Option<usize> {
        self.positions.get(period).copied()
    }
}

impl Fits {
    pub(crate) fn new(plan: &Plan<'_>) -> Self {
        let mut leaves = Vec::new();
        leaves.resize_with(plan.origins.len(), LeafFit::default);
        Self {
            origins: plan.origins.clone(),
            samples: Periods::default(),
            scales: Periods::default(),
            leaves,
        }
    }

    /// What was fitted, in the framework's order; the same as [`crate::plan::Prepared::fitted`] of the whole
    /// table.
    pub(crate) fn fitted(&self) -> Vec<Fitted> {
        self.leaves.iter().flat_map(|leaf| leaf.fitted.iter().cloned()).collect()
    }

    /// What fills the gaps of a leaf in a sample.
    pub(crate) fn mean(&self, node: NodeIx, period: &Option<String>) -> Option<f64> {
        *self.leaves[node].means.get(self.samples.find(period)?)?
    }

    /// The scale of a leaf in a sample.
    pub(crate) fn scale(&self, node: NodeIx, period: &Option<String>) -> Option<Box<dyn Scale>> {
        let leaf = &self.leaves[node];
        let of_sample = || leaf.scales.get(self.scales.find(period)?)?.as_ref();
        leaf.always.as_ref().or_else(of_sample).map(|scale| Box::new(Shared(scale.clone())) as Box<dyn Scale>)
    }

    /// Refuses a plan whose nodes read other columns than those that were fitted.
    pub(crate) fn check(&self, plan: &Plan<'_>) -> Result<(), Problems> {
        if self.origins == plan.origins {
            return Ok(());
        }
        let problem = Problem::new(Code::OtherPlan, Place::default(), message!("other-plan-fits"));
        Err(problem.hint(message!("other-plan-fits-hint")).into())
    }
}

impl std::fmt::Debug for Fits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fits").field("fitted", &self.fitted()).finish_non_exhaustive()
    }
}

/// A fitted scale that blocks, or groups, share.
pub(crate) struct Shared(pub(crate) Arc<dyn Scale>);

impl Scale for Shared {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        self.0.apply(x, z);
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        self.0.fitted()
    }

    fn is_certain(&self) -> bool {
        // The rows to which it is applied need not be those to which it was fitted.
        false
    }

    fn is_clipped(&self, x: f64) -> bool {
        self.0.is_clipped(x)
    }

    fn done(&self, x: f64) -> Option<Done> {
        self.0.done(x)
    }

    fn domain(&self) -> Message {
        self.0.domain()
    }
}
