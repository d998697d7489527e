//! `robustness.json`.

use crate::framework::NodeIx;
use icip_num::statistics;
use serde::Serialize;

use super::analyses::{
    ExactDocument, FailureDocument, ScenarioDocument, SensitivityDocument, exact, failures, scenario,
    sensitivity,
};
use super::answers::{GainDocument, OvertakeDocument};
use super::leaf_gains::LeafGainDocument;
use super::results::RobustnessResults;
use super::words::factor_words;
use crate::robustness::ranked::competition;
use crate::robustness::ranks::{RankStatistics, ScoreStatistics};
use icip_problem::Message;

/// Version of this document.
const FORMAT: u32 = 1;

/// What a study of robustness found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RobustnessDocument {
    /// Version of this document.
    pub format: u32,
    /// Id of the framework.
    pub framework: String,
    /// Period of the entities.
    pub period: Option<String>,
    /// How runs were drawn, and how many failed.
    pub runs: RunsDocument,
    /// What varied.
    pub factors: Vec<FactorDocument>,
    /// The best so many are the top.
    pub top: u32,
    /// How sure the ranking is as a whole; nothing where no run counts.
    pub standing: Option<StandingDocument>,
    /// Entities by declared rank.
    pub entities: Vec<RankDocument>,
    /// Groups of entities, best first; inside a group the order carries no meaning.
    pub tiers: Option<TiersDocument>,
    /// The weights that make an entity the first, of those that were first in a run.
    pub central_weights: Vec<CentralDocument>,
    /// Shares of the variance.
    pub sensitivity: Option<SensitivityDocument>,
    /// One thing at a time.
    pub scenarios: Option<Vec<ScenarioDocument>>,
    /// What the weights of one node can do.
    pub exact: Option<ExactDocument>,
    /// What it takes for entities to reach others; nothing where nobody asked.
    pub overtake: Option<Vec<OvertakeDocument>>,
    /// What it takes for entities to gain places; nothing where nobody asked.
    pub gain: Option<Vec<GainDocument>>,
    /// What each leaf alone would have to measure for entities to gain a place; nothing where nobody asked.
    pub leaf_gains: Option<Vec<LeafGainDocument>>,
}

impl RobustnessDocument {
    /// Keeps of the lists of entities what is about one of them, by its code: its ranks, the weights that make it the
    /// first, its shares of variance, its exact ranks, and who is above and below it with all weights. What is true of
    /// the ranking as a whole stays.
    pub fn keep_entity(&mut self, code: &str) {
        self.entities.retain(|entity| entity.code == code);
        self.central_weights.retain(|central| central.code == code);
        if let Some(sensitivity) = &mut self.sensitivity {
            sensitivity.indices.retain(|index| index.code.as_deref().is_none_or(|of| of == code));
        }
        if let Some(exact) = &mut self.exact {
            exact.ranks.retain(|ranks| ranks.code == code);
            exact.dominance.retain(|pair| {
                let is_it = |codes: &[String]| codes.iter().any(|of| of == code);
                is_it(&pair.above) || is_it(&pair.below)
            });
        }
    }
}

/// The runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RunsDocument {
    /// The design: `monte-carlo`.
    pub design: &'static str,
    /// Runs that were asked for.
    pub replicates: u64,
    /// Seed of all draws.
    pub seed: u64,
    /// Runs that count.
    pub counted: u64,
    /// Why the others failed.
    pub failures: Vec<FailureDocument>,
}

/// An uncertain factor.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FactorDocument {
    /// Name.
    pub name: String,
    /// The input of a sensitivity analysis that it belongs to.
    pub input: String,
    /// What varies, in words.
    pub varies: Message,
    /// Codes of the nodes that it touches.
    pub nodes: Vec<String>,
}

/// How sure the ranking is as a whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StandingDocument {
    /// Median width of the 90 % intervals of ranks, in places.
    pub median_width: f64,
    /// Largest width.
    pub largest_width: f64,
    /// Mean over the entities of the mean distance between a rank and the declared one, in places.
    pub mean_shift: f64,
    /// Codes of the entities that were among the top in every run.
    pub always_top: Vec<String>,
    /// Codes of the entities that were among the top in some runs and not in others.
    pub sometimes_top: Vec<String>,
}

/// Ranks and scores of an entity. Bounds leave out the same share of the runs on both sides; numbers are
/// nothing where no run counts, and bounds of scores where none are kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RankDocument {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// Rank as declared, by competition (1 2 2 4) as in the runs, whatever tie rule the framework has.
    pub rank: f64,
    /// Score as declared.
    pub score: f64,
    /// Ranks over the runs.
    pub ranks: Option<SpreadDocument>,
    /// Scores over the runs.
    pub scores: Option<SpreadDocument>,
    /// Share of the runs in which it was first.
    pub first: Option<f64>,
    /// Share of the runs in which it was among the top.
    pub top: Option<f64>,
    /// Its tier, from 1.
    pub tier: Option<usize>,
}

/// Statistics of ranks or of scores over the runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SpreadDocument {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, divisor n - 1; nothing of one run.
    pub sd: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Bounds that hold half of the runs.
    pub half: Option<(f64, f64)>,
    /// Bounds that hold 90 % of the runs.
    pub ninety: Option<(f64, f64)>,
    /// Bounds that hold 95 % of the runs.
    pub ninety_five: Option<(f64, f64)>,
}

/// Tiers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TiersDocument {
    /// The top of a tier is above the top of the next in all runs but this share.
    pub error: f64,
    /// Codes, best tier first.
    pub tiers: Vec<Vec<String>>,
}

/// Central weights of an entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CentralDocument {
    /// Code.
    pub code: String,
    /// Runs in which it was first.
    pub runs: u64,
    /// Mean weights over these runs.
    pub weights: Vec<WeightDocument>,
}

/// The weight of a node among its siblings.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WeightDocument {
    /// Code of the parent.
    pub parent: String,
    /// Code of the node.
    pub node: String,
    /// Weight; those of siblings add up to 1.
    pub weight: f64,
}

/// The document of some results.
pub fn robustness_document(results: &RobustnessResults<'_>) -> RobustnessDocument {
    let framework = results.study.card().framework();
    let uncertainty = results.study.uncertainty();
    let factor = |factor: &crate::framework::Factor| FactorDocument {
        name: factor.name.clone(),
        input: uncertainty.inputs[factor.input].clone(),
        varies: factor_words(framework, factor),
        nodes: factor.nodes.iter().map(|node| results.node(*node)).collect(),
    };
    let tiers = results.tiers.map(|(error, tiers)| TiersDocument {
        error,
        tiers: tiers.iter().map(|tier| tier.iter().map(|entity| results.code(*entity)).collect()).collect(),
    });
    RobustnessDocument {
        format: FORMAT,
        framework: framework.id().to_owned(),
        period: results.period.map(str::to_owned),
        runs: RunsDocument {
            design: "monte-carlo",
            replicates: results.options.replicates,
            seed: results.options.seed,
            counted: results.runs.summary.replicates(),
            failures: failures(&results.runs.failures),
        },
        factors: uncertainty.factors.iter().map(factor).collect(),
        top: results.top,
        standing: standing(results),
        entities: results.order().into_iter().map(|entity| rank(results, entity)).collect(),
        tiers,
        central_weights: central(results),
        sensitivity: results.sensitivity.map(|(seed, found)| sensitivity(results, seed, found)),
        scenarios: results.scenarios.map(|list| list.iter().map(|one| scenario(results, one)).collect()),
        exact: results.exact.map(|found| exact(results, &found)),
        overtake: (!results.overtake.is_empty()).then(|| results.overtake.to_vec()),
        gain: (!results.gain.is_empty()).then(|| results.gain.to_vec()),
        leaf_gains: (!results.leaf_gains.is_empty()).then(|| results.leaf_gains.to_vec()),
    }
}

fn rank(results: &RobustnessResults<'_>, entity: usize) -> RankDocument {
    let row = results.study.rows()[entity];
    let card = results.study.card();
    let identity = &card.panel().entities()[row];
    let ranks = results.runs.summary.ranks(entity);
    let tier = results.tiers.and_then(|(_, tiers)| tiers.iter().position(|tier| tier.contains(&entity)));
    RankDocument {
        code: identity.code.clone(),
        name: identity.name.clone(),
        rank: f64::from(results.study.ranks()[entity]),
        score: results.study.scores()[entity],
        ranks: of_ranks(ranks),
        scores: of_scores(results.runs.summary.scores(entity)),
        first: ranks.top(1),
        top: ranks.top(results.top),
        tier: tier.map(|tier| tier + 1),
    }
}

fn of_ranks(ranks: &RankStatistics) -> Option<SpreadDocument> {
    let mean = ranks.mean()?;
    Some(SpreadDocument {
        mean,
        sd: ranks.standard_deviation(),
        median: ranks.median(),
        half: ranks.interval(0.5),
        ninety: ranks.interval(0.9),
        ninety_five: ranks.interval(0.95),
    })
}

fn of_scores(scores: &ScoreStatistics) -> Option<SpreadDocument> {
    let mean = scores.mean()?;
    let sides = |level: f64| [(1.0 - level) / 2.0, (1.0 + level) / 2.0];
    let ([a, b], [c, d], [e, f]) = (sides(0.5), sides(0.9), sides(0.95));
    // All at once, because the scores are sorted for each call.
    let quantiles = scores.quantiles([0.5, a, b, c, d, e, f]);
    let interval = |first: usize| quantiles.map(|quantiles| (quantiles[first], quantiles[first + 1]));
    Some(SpreadDocument {
        mean,
        sd: scores.standard_deviation(),
        median: quantiles.map(|quantiles| quantiles[0]),
        half: interval(1),
        ninety: interval(3),
        ninety_five: interval(5),
    })
}

fn standing(results: &RobustnessResults<'_>) -> Option<StandingDocument> {
    let summary = &results.runs.summary;
    let order = results.order();
    let widths: Option<Vec<f64>> = order
        .iter()
        .map(|entity| summary.ranks(*entity).interval(0.9).map(|(low, high)| high - low))
        .collect();
    let widths = statistics::sorted(&widths?);
    let declared = competition(results.study.card().framework(), results.study.scores());
    let shifts: Vec<f64> =
        order.iter().filter_map(|entity| summary.ranks(*entity).shift(declared[*entity])).collect();
    let top = |entity: &usize| summary.ranks(*entity).top(results.top).unwrap_or_default();
    let codes = |holds: &dyn Fn(f64) -> bool| {
        order.iter().filter(|entity| holds(top(entity))).map(|entity| results.code(*entity)).collect()
    };
    Some(StandingDocument {
        median_width: statistics::quantile(&widths, 0.5)?,
        largest_width: *widths.last()?,
        mean_shift: statistics::mean(&shifts)?,
        always_top: codes(&|share| share == 1.0),
        sometimes_top: codes(&|share| 0.0 < share && share < 1.0),
    })
}

fn central(results: &RobustnessResults<'_>) -> Vec<CentralDocument> {
    let nodes = results.study.card().framework().nodes();
    let mut central: Vec<_> = results.runs.central.iter().collect();
    central.sort_by_key(|one| std::cmp::Reverse(one.runs));
    central
        .into_iter()
        .map(|one| CentralDocument {
            code: results.code(one.entity.get()),
            runs: one.runs,
            weights: one
                .weights
                .iter()
                .flat_map(|(parent, weights)| {
                    let of_child = |(child, weight): (&NodeIx, &f64)| WeightDocument {
                        parent: results.node(*parent),
                        node: results.node(*child),
                        weight: *weight,
                    };
                    nodes[*parent].children().iter().zip(weights).map(of_child).collect::<Vec<_>>()
                })
                .collect(),
        })
        .collect()
}
