//! Exact answers about the ranks of a scorecard when the weights of one node are free.
//!
//! Takes from the card what [`exact`](crate::robustness::exact) needs, and refuses where the index is not
//! linear in these weights: then only draws can answer.

mod free_weights;
mod leaf_gains;
mod levers;
mod paths;
mod refused;
#[cfg(test)]
mod tests;

pub use free_weights::FreeWeights;
pub use leaf_gains::{LeafGain, Reach, leaf_gains};
pub use levers::{Gains, gain_of};

use crate::framework::NodeIx;
use crate::plan::Scorecard;
use crate::robustness::exact::{
    Dominance, Extremes, LinearIndex, Overtaking, Search, WeightSet, dominance, extremes, overtake,
};
use crate::robustness::vary::entity_ix::EntityIx;
use icip_num::exec::Par;
use icip_problem::Problems;

/// The index of entities as a function of the weights of one node, and the weights that it may have.
///
/// ```
/// use icip::exec::Par;
/// use icip::robustness::answers::{Answers, FreeWeights};
/// use icip::robustness::exact::Search;
/// use icip::{framework, io, plan::Plan};
///
/// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let card = Plan::compile(&framework, &table.panel.schema())?.prepare(&table.panel, Par::Auto)?.score()?;
/// let rows: Vec<usize> = (0..table.panel.rows()).collect();
/// // The four pillars, each within a tenth of its weight.
/// let answers = Answers::new(&card, &rows, framework.root_index(), &FreeWeights::Within(0.1))?;
/// let ranks = answers.extremes(&Search::default(), Par::Auto)?;
/// let first = rows.iter().position(|row| card.rank_of(&table.panel.entities()[*row].code) == Some(1.0));
/// assert_eq!(first.map(|entity| ranks[entity].best.rank), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Answers {
    node: NodeIx,
    children: Vec<NodeIx>,
    nominal: Vec<f64>,
    index: LinearIndex,
    set: WeightSet,
    free: FreeWeights,
}

impl Answers {
    /// Asks about the weights of the children of a node; entities are rows of the panel.
    ///
    /// *Formula.* With an arithmetic mean or a weighted sum the index is linear in these weights; with a
    /// geometric mean of the index itself its logarithm is, which has the same ranks. A node below the index
    /// counts by what a point of it is worth for each entity, given which of its siblings are present.
    ///
    /// # Errors
    /// All of: a node that is not computed from two or more children; an aggregation that is not
    /// linear in its weights, on the node or above it; a node that rounds, or ranks of rounded scores; a
    /// child that is absent for an entity and counted as nothing; weights that are no set.
    pub fn new(
        card: &Scorecard<'_>,
        rows: &[usize],
        node: NodeIx,
        free: &FreeWeights,
    ) -> Result<Self, Problems> {
        let columns = paths::columns(card, rows, node)?;
        let through = paths::through(card, rows, node)?;
        let children = card.framework().nodes()[node].children().to_vec();
        let given: Vec<f64> =
            children.iter().map(|child| card.weights_of(rows.first().copied())[*child]).collect();
        let total = given.iter().fold(0.0, |sum, weight| sum + weight);
        let nominal: Vec<f64> = given.iter().map(|weight| weight / total).collect();
        let codes: Vec<&str> = children.iter().map(|child| card.framework().nodes()[*child].code()).collect();
        let set = free.set(&codes, &nominal)?;
        let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        Ok(Self {
            node,
            index: LinearIndex::below(&slices, &through)?,
            children,
            nominal,
            set,
            free: free.clone(),
        })
    }

    /// Which weights are free.
    pub fn free(&self) -> &FreeWeights {
        &self.free
    }

    /// The node whose weights are free.
    pub fn node(&self) -> NodeIx {
        self.node
    }

    /// Its children, in the order of all weights here.
    pub fn children(&self) -> &[NodeIx] {
        &self.children
    }

    /// Their weights as declared, adding up to 1.
    pub fn nominal(&self) -> &[f64] {
        &self.nominal
    }

    /// The weights that are possible.
    pub fn set(&self) -> &WeightSet {
        &self.set
    }

    /// The index as a function of the weights; its logarithm for a geometric mean.
    pub fn index(&self) -> &LinearIndex {
        &self.index
    }

    /// The best and the worst rank that each entity can have.
    ///
    /// # Errors
    /// Those of [`extremes`].
    pub fn extremes(&self, search: &Search, par: Par) -> Result<Vec<Extremes>, Problems> {
        extremes(&self.index, &self.set, search, par)
    }

    /// Who is at least as high as whom whatever the weights are.
    ///
    /// # Errors
    /// Those of [`dominance`].
    pub fn dominance(&self, tolerance: f64, par: Par) -> Result<Dominance, Problems> {
        dominance(&self.index, &self.set, tolerance, par)
    }

    /// The smallest change of the declared weights with which one entity reaches another; entities by their
    /// place in `rows`.
    ///
    /// # Errors
    /// Those of [`overtake`].
    pub fn overtake(&self, entity: EntityIx, other: EntityIx) -> Result<Overtaking, Problems> {
        overtake(&self.index, &self.set, &self.nominal, entity.get(), other.get())
    }
}
