//! What each leaf alone would have to measure for an entity to gain a place.

use crate::robustness::EntityIx;
use serde::Serialize;

use crate::framework::NodeIx;
use crate::robustness::answers::{LeafGain, Reach};
use crate::robustness::study::Study;
use icip_problem::{Message, message};
use icip_table::io::format_number;

/// Neither the range nor the scale has a value that gains a place.
const NOT_REACHABLE: &str = "not-reachable";

/// What one leaf, or another node whose values the data hold, would have to measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LeafGainDocument {
    /// Code of the entity.
    pub entity: String,
    /// Code of the node.
    pub node: String,
    /// The column that it reads.
    pub column: String,
    /// `reached`, `not-reachable`, `not-measured`, `no-influence` or `compared`.
    pub outcome: &'static str,
    /// What the cell holds; of an answer, its position among the answers.
    pub from: Option<f64>,
    /// What it would have to hold.
    pub to: Option<f64>,
    /// The answer that the cell holds, where the column holds answers.
    pub from_answer: Option<String>,
    /// The answer that it would have to hold.
    pub to_answer: Option<String>,
    /// The rank that the entity would reach.
    pub rank: Option<usize>,
    /// Why no place is gained, in words.
    pub why: Option<Message>,
}

impl LeafGainDocument {
    /// The answer for an entity, by its place in [`Study::rows`].
    pub fn new(study: &Study<'_>, entity: EntityIx, gain: &LeafGain) -> Self {
        let card = study.card();
        let nodes = card.framework().nodes();
        let spec = &nodes[gain.node];
        let answer = |value: f64| spec.leaf()?.answer(value).map(str::to_owned);
        let (to, rank) = match gain.reach {
            Reach::At { value, rank } => (Some(value), Some(rank)),
            _ => (None, None),
        };
        let code = |node: NodeIx| nodes[node].code().to_owned();
        Self {
            entity: card.panel().entities()[study.rows()[entity]].code.clone(),
            node: spec.code().to_owned(),
            column: card.panel().name_at(gain.column).to_owned(),
            outcome: outcome(gain.reach),
            from: gain.now,
            to,
            from_answer: gain.now.and_then(answer),
            to_answer: to.and_then(answer),
            rank,
            why: match spec.leaf().is_some_and(|leaf| leaf.tokens.is_some()) {
                true if outcome(gain.reach) == NOT_REACHABLE => Some(message!("gain-leaf-no-answer")),
                _ => why(gain.reach, code),
            },
        }
    }

    /// The answer for people, without the entity and the leaf.
    pub fn words(&self) -> Message {
        let written = |answer: &Option<String>, value: Option<f64>| {
            answer.clone().or_else(|| value.map(shown)).unwrap_or_default()
        };
        let from = written(&self.from_answer, self.from);
        match (self.rank, &self.why) {
            (Some(rank), _) => {
                let (to, rank) = (written(&self.to_answer, self.to), rank.to_string());
                message!("gain-leaf", from, to, rank)
            }
            (None, Some(why)) if from.is_empty() => why.clone(),
            (None, why) => {
                let why = why.clone().unwrap_or_else(|| message!("gain-leaf-no-value-at-all"));
                message!("gain-leaf-not", from, why)
            }
        }
    }
}

fn outcome(reach: Reach) -> &'static str {
    match reach {
        Reach::At { .. } => "reached",
        Reach::Missing { .. } => "not-measured",
        Reach::NoInfluence => "no-influence",
        Reach::EndOfScale { .. } | Reach::OutOfRange { .. } => NOT_REACHABLE,
        Reach::Compared { .. } => "compared",
    }
}

fn why(reach: Reach, code: impl Fn(NodeIx) -> String) -> Option<Message> {
    Some(match reach {
        Reach::At { .. } => return None,
        Reach::Missing { filled: None } => message!("gain-leaf-not-measured"),
        Reach::Missing { filled: Some(value) } => message!("gain-leaf-filled", value = shown(value)),
        Reach::NoInfluence => message!("gain-leaf-no-influence"),
        Reach::EndOfScale { score } => message!("gain-leaf-end-of-scale", score = shown(score)),
        Reach::OutOfRange { min: Some(min), max: Some(max) } => {
            message!("gain-leaf-between", min = shown(min), max = shown(max))
        }
        Reach::OutOfRange { min: Some(min), max: None } => message!("gain-leaf-from", min = shown(min)),
        Reach::OutOfRange { min: None, max: Some(max) } => message!("gain-leaf-up-to", max = shown(max)),
        Reach::OutOfRange { min: None, max: None } => message!("gain-leaf-no-value-at-all"),
        Reach::Compared { by } => message!("gain-leaf-compared", node = code(by)),
    })
}

/// A number for people: computed data have more digits than anyone reads.
fn shown(number: f64) -> String {
    const PER_ONE: f64 = 1e7;
    format_number(if number.abs() < PER_ONE { (number * PER_ONE).round() / PER_ONE } else { number })
}
