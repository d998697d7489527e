//! Factors and alterations in words.

use crate::framework::{
    Factor, Framework, NodeIx, NoiseDistribution, NoiseSize, Uncertainty, Varies, WeightDraw,
};
use crate::robustness::answers::FreeWeights;
use crate::robustness::scenarios::Alteration;
use crate::text::Word;
use icip_problem::{Message, Value, message, quoted};
use icip_table::io::format_number;

/// How a factor varies, as a line for people.
pub fn factor_words(framework: &Framework, factor: &Factor) -> Message {
    let inner = || inner_nodes(framework, &factor.nodes);
    let leaves = || leaves(framework, &factor.nodes);
    match &factor.varies {
        Varies::Weights(draw) => message!("varies-weights", nodes = inner(), draw = weights(draw)),
        Varies::Choice(choice) => {
            let rules = &choice.alternatives;
            let (step, names) = (rules.step(), quoted(rules.names()));
            let nodes = if rules.is_of_leaves() { leaves() } else { inner() };
            if choice.probabilities.windows(2).all(|pair| pair[0] == pair[1]) {
                message!("varies-choice", step, nodes, names)
            } else {
                let shares: Vec<String> = choice.probabilities.iter().map(|p| percent(*p)).collect();
                let shares = Value::Number(shares.join(", "));
                message!("varies-choice-odds", step, nodes, names, shares)
            }
        }
        Varies::Include(share) => {
            message!("varies-include", nodes = inner(), share = Value::Number(percent(*share)))
        }
        Varies::Goalposts { worst, best } => {
            let ends = |(low, high): (f64, f64)| (number(low), number(high));
            let worst = worst.map(ends).map(|(low, high)| message!("varies-worst", low, high));
            let best = best.map(ends).map(|(low, high)| message!("varies-best", low, high));
            let posts: Vec<Message> = worst.into_iter().chain(best).collect();
            message!("varies-goalposts", nodes = leaves(), posts)
        }
        Varies::Noise(noise) => {
            let size = match &noise.size {
                NoiseSize::Value(value) => number(*value),
                NoiseSize::Deviation(share) => {
                    message!("varies-noise-deviation", share = Value::Number(percent(*share))).into()
                }
                NoiseSize::Share(share) => {
                    message!("varies-noise-share", share = Value::Number(percent(*share))).into()
                }
                NoiseSize::Column(suffix) => message!("varies-noise-column", suffix).into(),
            };
            match noise.distribution {
                NoiseDistribution::Normal => message!("varies-noise-normal", nodes = leaves(), size),
                NoiseDistribution::Uniform => message!("varies-noise-uniform", nodes = leaves(), size),
            }
        }
        Varies::Gaps(draw) => message!("varies-gaps", nodes = leaves(), draw = draw.word()),
    }
}

fn weights(draw: &WeightDraw) -> Message {
    match draw {
        WeightDraw::Spread(share) => {
            message!("varies-weights-spread", share = Value::Number(percent(*share)))
        }
        WeightDraw::Simplex(1) => message!("varies-weights-simplex"),
        WeightDraw::Simplex(times) => {
            message!("varies-weights-dirichlet", parameter = times.to_string())
        }
        WeightDraw::Intervals(_) => message!("varies-weights-intervals"),
        WeightDraw::Sets(sets) => message!("varies-weights-sets", count = sets.len()),
    }
}

/// Which weights are free in exact answers.
pub(super) fn free_words(free: &FreeWeights) -> Message {
    match free {
        FreeWeights::Simplex | FreeWeights::Drawn(WeightDraw::Simplex(_)) => message!("free-weights-all"),
        FreeWeights::Within(share) => weights(&WeightDraw::Spread(*share)),
        FreeWeights::Between(_) => message!("varies-weights-intervals"),
        FreeWeights::Drawn(draw) => weights(draw),
    }
}

/// Nodes above the leaves: a few codes, or how many there are.
fn inner_nodes(framework: &Framework, nodes: &[NodeIx]) -> Value {
    few(framework, nodes).unwrap_or_else(|| message!("varies-nodes", count = nodes.len()).into())
}

/// Leaves: a few codes, or how many there are.
fn leaves(framework: &Framework, nodes: &[NodeIx]) -> Value {
    few(framework, nodes).unwrap_or_else(|| message!("varies-leaves", count = nodes.len()).into())
}

/// The codes of nodes, where there are few of them.
fn few(framework: &Framework, nodes: &[NodeIx]) -> Option<Value> {
    const NAMED: usize = 4;
    let codes = nodes.iter().map(|node| framework.nodes()[*node].code());
    (nodes.len() <= NAMED).then(|| quoted(codes).into())
}

fn percent(share: f64) -> String {
    // A hundred times a share of few digits may have many.
    format!("{} %", format_number((share * 1e8).round() / 1e6))
}

fn number(value: f64) -> Value {
    Value::Number(format_number(value))
}

/// The kind of an alteration, and what it is about: a code, or a factor and its rule.
pub fn alteration_words(
    framework: &Framework,
    uncertainty: Option<&Uncertainty>,
    alteration: Alteration,
    code_of_row: impl Fn(usize) -> String,
) -> (&'static str, String) {
    match alteration {
        Alteration::WithoutNode(node) => {
            let spec = &framework.nodes()[node];
            let kind = if spec.leaf().is_some() { "without-leaf" } else { "without-node" };
            (kind, spec.code().to_owned())
        }
        Alteration::WithoutEntity(row) => ("without-entity", code_of_row(row)),
        Alteration::WithRule { factor, rule } => {
            let spec = uncertainty.and_then(|uncertainty| uncertainty.factors.get(factor));
            let words = spec.and_then(|spec| match &spec.varies {
                Varies::Choice(choice) => {
                    let name = choice.alternatives.names().get(rule).copied()?;
                    Some(format!("{}: {} {name}", spec.name, rule + 1))
                }
                _ => None,
            });
            ("with-rule", words.unwrap_or_default())
        }
    }
}
