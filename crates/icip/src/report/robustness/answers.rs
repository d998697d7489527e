//! Answers about single entities: what it takes to overtake another, and to gain places.

use crate::robustness::EntityIx;
use serde::Serialize;

use crate::framework::NodeIx;
use crate::robustness::answers::Answers;
use crate::robustness::exact::{Gain, Overtaking};
use crate::robustness::study::Study;

/// What it takes for an entity to reach another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OvertakeDocument {
    /// Code of the entity.
    pub entity: String,
    /// Code of the other.
    pub other: String,
    /// Code of the node whose weights were free.
    pub node: String,
    /// Whether any of the weights that are allowed let it reach the other.
    pub possible: bool,
    /// The sum of all changes of weights; nothing where it is not possible.
    pub change: Option<f64>,
    /// The largest change of one weight; nothing where it is not possible.
    pub largest: Option<f64>,
    /// The weights with which it reaches the other, or comes nearest.
    pub weights: Vec<ChangedWeightDocument>,
}

/// The weight of a child as declared and as it would have to be; those of all children add up to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ChangedWeightDocument {
    /// Code of the child.
    pub node: String,
    /// As declared.
    pub declared: f64,
    /// As it would have to be.
    pub weight: f64,
}

/// What it takes for an entity to gain places.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GainDocument {
    /// Code of the entity.
    pub entity: String,
    /// Code of the node whose score would rise.
    pub node: String,
    /// How many places were asked for.
    pub places: usize,
    /// The rank that it would reach.
    pub rank: usize,
    /// By how much the score would have to rise.
    pub increase: f64,
    /// The score then.
    pub score: f64,
}

impl OvertakeDocument {
    /// The answer for two entities, by their places in [`Study::rows`].
    pub fn new(
        study: &Study<'_>,
        answers: &Answers,
        [one, other]: [EntityIx; 2],
        found: &Overtaking,
    ) -> Self {
        let node = |node: NodeIx| study.card().framework().nodes()[node].code().to_owned();
        let (possible, change, largest, weights) = match found {
            Overtaking::Possible { change, largest, weights } => {
                (true, Some(*change), Some(*largest), weights)
            }
            Overtaking::Impossible(best) => (false, None, None, &best.weights),
        };
        let of_child = |((child, declared), weight): ((&NodeIx, &f64), &f64)| ChangedWeightDocument {
            node: node(*child),
            declared: *declared,
            weight: *weight,
        };
        let children = answers.children().iter().zip(answers.nominal());
        Self {
            entity: code(study, one),
            other: code(study, other),
            node: node(answers.node()),
            possible,
            change,
            largest,
            weights: children.zip(weights).map(of_child).collect(),
        }
    }
}

impl GainDocument {
    /// The answer for an entity, by its place in [`Study::rows`].
    pub fn new(study: &Study<'_>, entity: EntityIx, node: NodeIx, places: usize, found: &Gain) -> Self {
        let node = study.card().framework().nodes()[node].code().to_owned();
        let (rank, increase, score) = (found.rank, found.increase, found.score);
        Self { entity: code(study, entity), node, places, rank, increase, score }
    }
}

fn code(study: &Study<'_>, entity: EntityIx) -> String {
    study.card().panel().entities()[study.rows()[entity]].code.clone()
}
