//! The parts of `robustness.json` that are there when they were asked for.

use serde::Serialize;

use super::results::{ExactResults, RobustnessResults};
use super::words::{alteration_words, free_words};
use crate::robustness::FailureKind;
use crate::robustness::scenarios::Scenario;
use crate::robustness::sensitivity::SensitivityResult;
use crate::robustness::sobol::{Estimate, Outcome};
use icip_problem::Message;

/// Runs that failed for the same reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FailureDocument {
    /// How many.
    pub runs: u64,
    /// The first of them.
    pub first: u64,
    /// Why, in the words of the first.
    pub why: Message,
}

/// Shares of the variance.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SensitivityDocument {
    /// The design: `saltelli`.
    pub design: &'static str,
    /// Its seed.
    pub seed: u64,
    /// Runs of the design.
    pub runs: u64,
    /// Base rows that count.
    pub base_rows: usize,
    /// Base rows left out because one of their runs failed.
    pub left_out: usize,
    /// Why runs failed.
    pub failures: Vec<FailureDocument>,
    /// Whether the rank of any entity differs between the runs.
    pub ranks_move: bool,
    /// The share of each input in each output.
    pub indices: Vec<IndexDocument>,
}

/// What one input explains of one output. The shares of an output that is the same in every run, but for rounding errors,
/// are nothing: there is no variance to be shared out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct IndexDocument {
    /// The output: `mean-shift` of all ranks, `rank` or `score` of an entity.
    pub output: &'static str,
    /// Code of the entity.
    pub code: Option<String>,
    /// Variance of the output; 0 where it is the same in every run.
    pub variance: f64,
    /// Name of the input.
    pub input: String,
    /// Share that goes when this input alone is fixed.
    pub first: Option<IntervalDocument>,
    /// Share that stays when all others are fixed.
    pub total: Option<IntervalDocument>,
}

/// An estimate and its interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct IntervalDocument {
    /// The estimate.
    pub value: f64,
    /// Bounds from resampling.
    pub interval: Option<(f64, f64)>,
}

/// One thing that is otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ScenarioDocument {
    /// `without-leaf`, `without-node`, `without-entity` or `with-rule`.
    pub kind: &'static str,
    /// Code of the node or entity, or factor and rule.
    pub what: String,
    /// Entities with a rank before and after.
    pub entities: Option<usize>,
    /// Codes of those that have none any more.
    pub lost: Vec<String>,
    /// Kendall's tau-b against the declared ranks.
    pub kendall: Option<f64>,
    /// Spearman's rho.
    pub spearman: Option<f64>,
    /// Mean shift, in places.
    pub mean_shift: Option<f64>,
    /// Largest shift.
    pub largest_shift: Option<f64>,
    /// Whose it is; nothing where nobody moves.
    pub largest_of: Option<String>,
    /// Share of the pairs in opposite orders.
    pub swapped: Option<f64>,
    /// Share of the top that stays.
    pub top_overlap: Option<f64>,
    /// Why it cannot be computed.
    pub failure: Option<Message>,
}

/// Exact answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ExactDocument {
    /// The node whose weights are free; all else is as declared.
    pub node: String,
    /// Which weights, in words.
    pub weights: Message,
    /// Best and worst rank of each entity, by declared rank.
    pub ranks: Vec<ExtremeDocument>,
    /// Who is above whom with all weights, without what follows from the rest.
    pub dominance: Vec<DominanceDocument>,
}

/// The ranks that exist for an entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ExtremeDocument {
    /// Code.
    pub code: String,
    /// Best rank that was reached.
    pub best: usize,
    /// No weights give a better one than this; the same as `best` where that is proven.
    pub best_bound: usize,
    /// Weights of the children that give `best`.
    pub best_weights: Vec<f64>,
    /// Worst rank that was reached.
    pub worst: usize,
    /// No weights give a worse one.
    pub worst_bound: usize,
    /// Weights of the children that give `worst`.
    pub worst_weights: Vec<f64>,
}

/// An edge of the diagram of dominance; groups are entities that are equal with all weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DominanceDocument {
    /// Codes of the group above.
    pub above: Vec<String>,
    /// Longest chain from the top down to it, counted in groups.
    pub above_level: usize,
    /// Codes of the group below.
    pub below: Vec<String>,
    /// Its level.
    pub below_level: usize,
}

pub(super) fn failures(kinds: &[FailureKind]) -> Vec<FailureDocument> {
    kinds
        .iter()
        .map(|kind| FailureDocument { runs: kind.runs, first: kind.first, why: Message::from(&kind.why) })
        .collect()
}

pub(super) fn sensitivity(
    results: &RobustnessResults<'_>,
    seed: u64,
    found: &SensitivityResult,
) -> SensitivityDocument {
    let mut indices = Vec::new();
    let mut add = |output, code: Option<String>, outcome: &Outcome| {
        let of_input = |(place, input): (usize, &String)| {
            let (variance, shares) = match outcome {
                Outcome::Varies { variance, inputs } => (*variance, inputs.get(place)),
                Outcome::Constant => (0.0, None),
            };
            let first = shares.map(|shares| interval(shares.first));
            let total = shares.map(|shares| interval(shares.total));
            IndexDocument { output, code: code.clone(), variance, input: input.clone(), first, total }
        };
        indices.extend(found.inputs.iter().enumerate().map(of_input));
    };
    add("mean-shift", None, &found.mean_shift);
    let order = results.order();
    order.iter().for_each(|entity| add("rank", Some(results.code(*entity)), &found.ranks[*entity]));
    order.iter().for_each(|entity| add("score", Some(results.code(*entity)), &found.scores[*entity]));
    SensitivityDocument {
        design: "saltelli",
        seed,
        runs: found.runs,
        base_rows: found.base_rows,
        left_out: found.left_out,
        failures: failures(&found.failures),
        ranks_move: found.ranks.iter().any(|rank| *rank != Outcome::Constant),
        indices,
    }
}

fn interval(estimate: Estimate) -> IntervalDocument {
    IntervalDocument { value: estimate.value, interval: estimate.interval }
}

pub(super) fn scenario(results: &RobustnessResults<'_>, scenario: &Scenario) -> ScenarioDocument {
    let framework = results.study.card().framework();
    let uncertainty = Some(results.study.uncertainty());
    let (kind, what) =
        alteration_words(framework, uncertainty, scenario.alteration, |row| results.code_of_row(row));
    let effect = scenario.effect.as_ref().ok();
    let moved = effect.filter(|effect| effect.largest_shift > 0.0);
    ScenarioDocument {
        kind,
        what,
        entities: effect.map(|effect| effect.entities),
        lost: effect.map_or_else(Vec::new, |effect| {
            effect.lost.iter().map(|row| results.code_of_row(*row)).collect()
        }),
        kendall: effect.and_then(|effect| effect.kendall),
        spearman: effect.and_then(|effect| effect.spearman),
        mean_shift: effect.map(|effect| effect.mean_shift),
        largest_shift: effect.map(|effect| effect.largest_shift),
        largest_of: moved.map(|effect| results.code_of_row(effect.largest_of)),
        swapped: effect.map(|effect| effect.swapped),
        top_overlap: effect.and_then(|effect| effect.top_overlap),
        failure: scenario.effect.as_ref().err().map(Message::from),
    }
}

pub(super) fn exact(results: &RobustnessResults<'_>, found: &ExactResults<'_>) -> ExactDocument {
    let codes = |group: usize| -> Vec<String> {
        found.hasse.groups[group].iter().map(|entity| results.code(*entity)).collect()
    };
    let of_entity = |entity: usize| {
        let extremes = &found.extremes[entity];
        ExtremeDocument {
            code: results.code(entity),
            best: extremes.best.rank,
            best_bound: extremes.best.bound,
            best_weights: extremes.best.weights.clone(),
            worst: extremes.worst.rank,
            worst_bound: extremes.worst.bound,
            worst_weights: extremes.worst.weights.clone(),
        }
    };
    let edge = |(above, below): &(usize, usize)| DominanceDocument {
        above: codes(*above),
        above_level: found.hasse.levels[*above],
        below: codes(*below),
        below_level: found.hasse.levels[*below],
    };
    ExactDocument {
        node: results.node(found.answers.node()),
        weights: free_words(found.answers.free()),
        ranks: results.order().into_iter().map(of_entity).collect(),
        dominance: found.hasse.edges.iter().map(edge).collect(),
    }
}
