//! Factors and alterations in words.

use crate::framework::{Factor, Framework, NoiseSize, Uncertainty, Varies, WeightDraw};
use crate::robustness::answers::FreeWeights;
use crate::robustness::scenarios::Alteration;
use crate::text::Word;
use icip_problem::counted;
use icip_table::io::format_number;

/// How a factor varies, as a line for people.
pub fn factor_words(framework: &Framework, factor: &Factor) -> String {
    let nodes = |noun: &str| named(framework, &factor.nodes, noun);
    match &factor.varies {
        Varies::Weights(draw) => format!("weights below {}: {}", nodes("node"), weights(draw)),
        Varies::Choice(choice) => {
            let (rules, noun) = (&choice.alternatives, choice.alternatives.is_of_leaves());
            let of = nodes(if noun { "leaf" } else { "node" });
            let names: Vec<String> = rules.names().iter().map(|name| format!("`{name}`")).collect();
            let even = choice.probabilities.windows(2).all(|pair| pair[0] == pair[1]);
            let shares: Vec<String> = choice.probabilities.iter().map(|p| percent(*p)).collect();
            let odds = if even { String::new() } else { format!(" with {}", shares.join(", ")) };
            format!("{} of {of}: one of {}{odds}", rules.step(), names.join(", "))
        }
        Varies::Include(share) => format!("{}: each counts with {}", nodes("node"), percent(*share)),
        Varies::Goalposts { worst, best } => {
            let post = |name: &str, bounds: &Option<(f64, f64)>| {
                bounds.map(|(a, b)| format!("{name} from {} to {}", format_number(a), format_number(b)))
            };
            let posts: Vec<String> =
                [post("worst", worst), post("best", best)].into_iter().flatten().collect();
            format!("goalposts of {}: {}", nodes("leaf"), posts.join(", "))
        }
        Varies::Noise(noise) => {
            let size = match &noise.size {
                NoiseSize::Value(value) => format_number(*value),
                NoiseSize::Deviation(share) => format!("{} of the standard deviation", percent(*share)),
                NoiseSize::Share(share) => format!("{} of the value", percent(*share)),
                NoiseSize::Column(suffix) => {
                    format!("the size in the column with `{suffix}` behind its name")
                }
            };
            format!("{} error in the cells of {}: {size}", noise.distribution.word(), nodes("leaf"))
        }
        Varies::Gaps(draw) => format!("gaps of {}: drawn by `{}`", nodes("leaf"), draw.word()),
    }
}

fn weights(draw: &WeightDraw) -> String {
    match draw {
        WeightDraw::Spread(share) => {
            format!("each within {} of its own, then divided by their sum", percent(*share))
        }
        WeightDraw::Simplex(1) => "all that add up to one, equally likely".to_owned(),
        WeightDraw::Simplex(c) => format!("all that add up to one, Dirichlet with parameter {c}"),
        WeightDraw::Intervals(_) => "each between two bounds, then divided by their sum".to_owned(),
        WeightDraw::Sets(sets) => format!("one of {}", counted(sets.len(), "set")),
    }
}

/// Which weights are free in exact answers.
pub(super) fn free_words(free: &FreeWeights) -> String {
    match free {
        FreeWeights::Simplex | FreeWeights::Drawn(WeightDraw::Simplex(_)) => {
            "all that add up to one".to_owned()
        }
        FreeWeights::Within(share) => weights(&WeightDraw::Spread(*share)),
        FreeWeights::Between(_) => "each between two bounds, then divided by their sum".to_owned(),
        FreeWeights::Drawn(draw) => weights(draw),
    }
}

/// A few codes, or how many there are.
fn named(framework: &Framework, nodes: &[usize], noun: &str) -> String {
    const NAMED: usize = 4;
    if nodes.len() <= NAMED {
        let codes: Vec<String> =
            nodes.iter().map(|node| format!("`{}`", framework.nodes()[*node].code())).collect();
        return codes.join(", ");
    }
    format!("{} {}", nodes.len(), if noun == "leaf" { "leaves" } else { "nodes" })
}

fn percent(share: f64) -> String {
    // A hundred times a share of few digits may have many.
    format!("{} %", format_number((share * 1e8).round() / 1e6))
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
