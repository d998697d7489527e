//! Random weights, and what the library gives with them.

use std::error::Error;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use icip::data::Column;
use icip::exec::Par;
use icip::framework::{Framework, NodeIx};
use icip::plan::Scorecard;
use icip::problem::Problems;
use icip::robustness::agreement::kendall;
use icip_tests::cases::{self, Case};
use icip_tests::{Random, try_score};
use serde_json::{Value, json};

use crate::shown;

const WEIGHTINGS: usize = 200;

/// More computed nodes than this are compared by turns.
const COMPARED: usize = 12;

/// What a page says of its nodes.
struct Nodes(Vec<Value>);

impl Nodes {
    /// Of a page that is written.
    fn of(page: &str) -> Result<Self, Box<dyn Error>> {
        let from = page.find("id=\"engine\"").ok_or("the page has no engine")?;
        let text = &page[from..];
        let text = &text[text.find('>').ok_or("the element does not end")? + 1..];
        let text = &text[..text.find("</script>").ok_or("the script does not end")?];
        let mut engine: Value = serde_json::from_str(text)?;
        match engine["nodes"].take() {
            Value::Array(nodes) => Ok(Self(nodes)),
            _ => Err("the engine has no nodes".into()),
        }
    }

    fn code(&self, node: usize) -> &str {
        self.0[node]["code"].as_str().unwrap_or_default()
    }

    fn children(&self, parent: usize) -> Vec<usize> {
        let below = |node: &usize| self.0[*node]["parent"].as_u64() == Some(parent as u64);
        (0..self.0.len()).filter(below).collect()
    }

    fn is_computed(&self, node: usize) -> bool {
        self.0[node]["computed"].is_object()
    }

    /// The nodes below which weights can be moved.
    fn movable(&self) -> Vec<usize> {
        let may_move =
            |node: &usize| self.children(*node).iter().any(|child| self.0[*child]["fixed"].is_null());
        (0..self.0.len()).filter(may_move).collect()
    }

    /// Whether the scores of a node come from sums, products, quotients and roots alone.
    fn is_exact(&self, node: usize) -> bool {
        let method = self.0[node]["computed"]["aggregate"]["method"].as_str();
        let p = self.0[node]["computed"]["aggregate"]["p"].as_f64();
        let own = match method {
            Some("geometric-mean") => false,
            Some("power-mean") => p == Some(1.0),
            _ => true,
        };
        own && (!self.is_computed(node) || self.children(node).iter().all(|child| self.is_exact(*child)))
    }
}

/// The weightings of a case with their results, for a page.
pub(crate) fn expected(case: &Case, page: &str, seed: u64) -> Result<Value, Box<dyn Error>> {
    let nodes = Nodes::of(page)?;
    let movable = nodes.movable();
    let mut random = Random::new(seed);
    let declared = icip_tests::read_framework(&case.toml, Some(&case.structure))?;
    let card = try_score(&declared, &case.panel, Par::Seq)?;
    let rows = shown(&card, case);
    let declared_ranks = cells(card.ranks(declared.root_index()), &rows, 0.0);
    let computed: Vec<usize> = (0..nodes.0.len()).filter(|node| nodes.is_computed(*node)).collect();
    let exact: Vec<bool> = (0..nodes.0.len()).map(|node| nodes.is_exact(node)).collect();
    let mut weightings = Vec::new();
    // The weights of the report first.
    for number in 0..=WEIGHTINGS {
        let mut weights: Vec<f64> =
            nodes.0.iter().map(|node| node["weight"].as_f64().unwrap_or(f64::NAN)).collect();
        let changed = if number == 0 { Vec::new() } else { some(&movable, number, &mut random) };
        for parent in &changed {
            draw(&nodes.children(*parent), &mut weights, number, &mut random);
        }
        let compared: Vec<usize> = match computed.len() {
            0..=COMPARED => computed.clone(),
            count => {
                (0..COMPARED).map(|turn| computed[(turn + number * COMPARED) % count]).chain([0]).collect()
            }
        };
        let structure = with_weights(&case.structure, &nodes, &changed, &weights);
        let framework = icip_tests::read_framework(&case.toml, Some(&structure));
        let result = framework.as_ref().map_err(code_of).and_then(|framework| {
            let card = try_score(framework, &case.panel, Par::Seq).map_err(|problems| code_of(&problems))?;
            let mut result = results(framework, &card, &nodes, &rows, &compared);
            result["kendall"] =
                agreement(&declared_ranks, &cells(card.ranks(framework.root_index()), &rows, 0.0)).into();
            Ok(result)
        });
        weightings.push(match result {
            Ok(result) => json!({ "weights": numbers(weights), "compared": compared, "result": result }),
            Err(code) => json!({ "weights": numbers(weights), "refused": code }),
        });
    }
    Ok(json!({ "exact": exact, "groups": card.panel().groups().len(), "weightings": weightings }))
}

fn code_of(problems: &Problems) -> String {
    problems.iter().next().map(|problem| problem.code.to_string()).unwrap_or_default()
}

/// Some of the nodes, at least one; for every fourth weighting the first one alone.
fn some(nodes: &[usize], number: usize, random: &mut Random) -> Vec<usize> {
    if number.is_multiple_of(4) {
        return nodes[..1].to_vec();
    }
    let mut some: Vec<usize> = nodes.iter().copied().filter(|_| random.below(5) < 2).collect();
    if some.is_empty() {
        some.push(nodes[random.below(nodes.len())]);
    }
    some
}

/// Draws weights for siblings: any, decimals or whole numbers; some are 0, not all.
fn draw(siblings: &[usize], weights: &mut [f64], number: usize, random: &mut Random) {
    for node in siblings {
        weights[*node] = match number % 3 {
            0 => 3.0 * random.unit(),
            1 => random.below(21) as f64 / 20.0,
            _ => random.below(8) as f64,
        };
        if random.below(7) == 0 {
            weights[*node] = 0.0;
        }
    }
    if siblings.iter().all(|node| weights[*node] == 0.0) {
        weights[siblings[random.below(siblings.len())]] = 1.0;
    }
}

/// The text of a structure with other weights below some nodes.
fn with_weights(structure: &str, nodes: &Nodes, changed: &[usize], weights: &[f64]) -> String {
    let parents = changed.iter().map(|parent| nodes.code(*parent)).collect();
    let below = changed.iter().flat_map(|parent| nodes.children(*parent));
    let weights = below.map(|node| (nodes.code(node), weights[node])).collect();
    cases::with_weights(structure, &parents, &weights)
}

/// Scores of the nodes that are compared, and ranks of the index, inside of groups, and of one of the nodes.
fn results(
    framework: &Framework,
    card: &Scorecard<'_>,
    nodes: &Nodes,
    rows: &[usize],
    compared: &[usize],
) -> Value {
    let at = |node: usize| framework.position(nodes.code(node)).unwrap_or(framework.root_index());
    let scores = compared.iter().flat_map(|node| cells(card.scores().column(at(*node)), rows, f64::NAN));
    let ranked = compared[compared.len() / 2];
    let ranks = |node: NodeIx| cells(card.ranks(node), rows, 0.0);
    let groups = (0..card.panel().groups().len()).flat_map(|group| cells(card.group_ranks(group), rows, 0.0));
    json!({
        "scores": numbers(scores),
        "ranks": numbers(ranks(framework.root_index())),
        "groupRanks": numbers(groups),
        "ranked": ranked,
        "nodeRanks": numbers(ranks(at(ranked))),
    })
}

/// Kendall's tau-b of two rankings, over the rows that have both.
fn agreement(one: &[f64], other: &[f64]) -> Option<f64> {
    let both = || one.iter().zip(other).filter(|(one, other)| **one > 0.0 && **other > 0.0);
    let (one, other): (Vec<f64>, Vec<f64>) = both().map(|(one, other)| (*one, *other)).unzip();
    kendall(&one, &other)
}

fn cells(column: &Column, rows: &[usize], absent: f64) -> Vec<f64> {
    rows.iter().map(|row| column.get(*row).unwrap_or(absent)).collect()
}

/// Little-endian `f64`, in base64.
fn numbers(values: impl IntoIterator<Item = f64>) -> String {
    STANDARD.encode(values.into_iter().flat_map(f64::to_le_bytes).collect::<Vec<u8>>())
}
