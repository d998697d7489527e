//! What a study varies, joined with the nodes of a framework.

use super::factor::{Factor, Noise, NoiseSize, Uncertainty, Varies, WeightDraw};
use crate::framework::NodeIx;
use crate::framework::model::{Framework, Node, NodeKind};
use icip_problem::message;

impl Uncertainty {
    /// Names of the columns that hold errors of others.
    pub(crate) fn error_columns(&self, nodes: &[Node]) -> Vec<String> {
        let of_factor = |factor: &Factor| match &factor.varies {
            Varies::Noise(Noise { size: NoiseSize::Column(suffix), .. }) => factor
                .nodes
                .iter()
                .filter_map(|node| Some(format!("{}{suffix}", nodes[*node].leaf()?.column())))
                .collect(),
            Varies::Noise(Noise {
                size: NoiseSize::Value(_) | NoiseSize::Deviation(_) | NoiseSize::Share(_),
                ..
            })
            | Varies::Weights(_)
            | Varies::Choice(_)
            | Varies::Include(_)
            | Varies::Goalposts { .. }
            | Varies::Gaps(_) => Vec::new(),
        };
        self.factors.iter().flat_map(of_factor).collect()
    }
}

impl Uncertainty {
    /// What to vary where a framework declares nothing: the weights of the index's children, all that add
    /// up to one equally likely. Where the index has one child, those of the first node below with several;
    /// nothing where there is none, or where its aggregation uses no weights.
    ///
    /// ```
    /// use icip::framework::{Uncertainty, builtin};
    /// let egdi = builtin("egdi").ok_or("not shipped")?;
    /// let uncertainty = Uncertainty::simplex_of(&egdi).ok_or("three components")?;
    /// assert_eq!(uncertainty.factors[0].nodes, [egdi.root_index()]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn simplex_of(framework: &Framework) -> Option<Self> {
        let node = Self::first_with_several(framework);
        let uses = match framework.nodes()[node].kind() {
            NodeKind::Inner(inner) => inner.aggregate().kernel().uses_weights(),
            NodeKind::Leaf(_) => false,
        };
        uses.then(|| {
            let name = message!("varies-weights-of", node = framework.nodes()[node].code()).to_string();
            let varies = Varies::Weights(WeightDraw::Simplex(1));
            Self::new(vec![Factor::new(name, vec![node], varies)])
        })
    }

    /// The index, or where it has one child the first node below with several; a leaf where there is none.
    pub fn first_with_several(framework: &Framework) -> NodeIx {
        let mut node = framework.root_index();
        while let [only] = framework.nodes()[node].children() {
            node = *only;
        }
        node
    }
}
